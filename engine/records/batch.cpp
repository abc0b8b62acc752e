#include "trouw/records.h"

namespace trouw {

void Batch::clear() {
  size = 0;
  for (Column& column : columns) {
    column.values.clear();
    column.known.clear();
  }
  lines.clear();
  texts.clear();
  id_bytes.clear();
  id_ends.assign(1, 0);
}

}  // namespace trouw
