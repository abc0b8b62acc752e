// One value of a record as a form holds it: text of a fixed shape, whatever the language of the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "trouw/engine.h"

namespace trouw::cli {

// "50.00", "7.5" (%), "2017-02-10", "fixed 3y", "yes", "24"; `text`: of a text.
std::string cell_of(const Field& field, std::int64_t value, std::string_view text = {});

// The stored value of a cell, or why it is none. A decimal comma is read as one. Texts are not read here.
struct Cell {
  std::optional<std::int64_t> value;
  std::string wrong;  // a sentence, or empty
};
Cell read_cell(const Schema& schema, const Field& field, const std::string& cell);

// A record of which some fields are said; the others are as is typical, or unknown where they may be.
struct Somebody {
  std::vector<std::optional<std::int64_t>> record;  // a stored value a field
  std::vector<std::string> texts;                   // a field each: the text of a text
  std::string wrong;                                // why there is none, or empty
};
Somebody somebody(const Programme& programme, const std::vector<std::pair<std::string, std::string>>& cells);

// The same as a batch of one.
Batch batch_of(const Programme& programme, const Somebody& one, const std::string& id);

// One record of a batch that was read with texts.
Somebody record_of(const Programme& programme, const Batch& batch, std::size_t row);

// A field that a form asks for: not one that others make.
bool is_asked(const Schema& schema, FieldId id);

}  // namespace trouw::cli
