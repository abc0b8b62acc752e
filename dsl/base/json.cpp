#include <nlohmann/json.hpp>

#include "trouw/diagnostic.h"

namespace trouw {

namespace {

using nlohmann::ordered_json;

ordered_json related_json(const Related& related) {
  const Place& at = related.place;
  return {{"role", related.role},
          {"file", at.file},
          {"line", at.line},
          {"column", at.column},
          {"length", at.length}};
}

}  // namespace

std::string to_json(const Diagnostic& diagnostic) {
  const Place& at = diagnostic.place;
  ordered_json json = {{"code", diagnostic.code},
                       {"severity", severity_name(diagnostic.severity)},
                       {"message", diagnostic.message},
                       {"file", at.file},
                       {"line", at.line},
                       {"column", at.column},
                       {"length", at.length},
                       {"help", diagnostic.help}};
  json["related"] = ordered_json::array();
  for (const Related& related : diagnostic.related) json["related"].push_back(related_json(related));
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace trouw
