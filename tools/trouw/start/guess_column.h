// What one column seems to hold.
#pragma once

#include <string>
#include <vector>

#include "trouw/look.h"

namespace trouw::cli {

struct GuessedField {
  const SeenColumn* column = nullptr;
  std::string name;               // as offers will write it
  std::string type;               // "date"
  std::vector<std::string> keys;  // what follows `type` in programme.yaml
  std::string why;                // "7,038 of 7,043 are dates d-m-yyyy; 5 are empty"
  bool optional = false;
  bool comma = false;  // decimal commas
  std::string dates;   // how they are written, or empty
  bool stamped = false, scientific = false, currency = false, percent = false;
};

// `currency`: of the programme. `names`: those that are taken.
GuessedField guess_column(const SeenColumn& column, const std::string& currency,
                          std::vector<std::string>& names);

// A name for a column or a value that is not taken yet; then it is. `kind` goes before what is no name, such
// as 12.
std::string name_for(const std::string& column, std::vector<std::string>& names,
                     const std::string& kind = "column");

// Whether any of the words stands in the name, letter case aside.
bool says(const std::string& name, std::initializer_list<std::string_view> words);

// A text as YAML has it in double quotes.
std::string yaml_text(const std::string& text);

}  // namespace trouw::cli
