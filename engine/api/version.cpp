#include "trouw/version.h"

namespace trouw {

const char* version() {
  return TROUW_VERSION;
}

}  // namespace trouw
