// Every name of a programme's texts, with what it stands for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/load.h"

namespace trouw::service {

enum class NameKind : std::uint8_t { offer, definition, field, choice, perk, text, unknown };

struct Occurrence {
  NameKind kind = NameKind::unknown;
  std::string name;  // unescaped, NFC
  Span at;           // with its quotes or brackets
  bool declares = false;
  bool former = false;    // a title that its offer had before
  std::string of = {};    // a choice: its field
  bool after_is = false;  // fewer names are written there without brackets
};

// Those of the files of offers, in the order of the text within each statement.
std::vector<Occurrence> occurrences(const ReadTexts& texts);

}  // namespace trouw::service
