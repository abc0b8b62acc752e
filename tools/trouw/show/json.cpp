#include "show/json.h"

namespace trouw::cli {

void print_json(const nlohmann::ordered_json& json, Console& console) {
  console.out(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

}  // namespace trouw::cli
