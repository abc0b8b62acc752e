// Reads a programme.yaml from memory and shows what came of it.
#pragma once

#include <string>

#include "schema/read_schema.h"

namespace trouw::test {

struct ReadYaml {
  explicit ReadYaml(std::string text) : reporter(&sources) {
    schema = read_schema(sources.add("programme.yaml", std::move(text)), reporter);
    for (const Diagnostic& d : reporter.diagnostics()) {
      if (!shown.empty()) shown += "\n";
      shown += d.code + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " +
               d.message;
      if (!d.help.empty()) shown += " | " + d.help;
    }
  }

  Sources sources;
  Reporter reporter;
  Schema schema;
  std::string shown;  // "T0214 3:5 sentence | help", a line each
};

// A small programme.yaml that is right; every part can be replaced.
struct Parts {
  std::string header =
      "programme: P\ncurrency: EUR\nprices: including tax\nhorizon: 12 months\nbilling period: 1 month\n";
  std::string fields =
      "  number: {type: text}\n"
      "  active: {type: yes/no}\n"
      "  price: {type: money, for newcomers: kept}\n";
  std::string more_fields = "";
  std::string roles =
      "  id: number\n"
      "  price: price\n"
      "  newcomer price: same as price\n"
      "  customer when: active\n";
  std::string more_roles = "";
  std::string rest = "";

  std::string text() const {
    return header + "fields:\n" + fields + more_fields + "roles:\n" + roles + more_roles + rest;
  }
};

}  // namespace trouw::test
