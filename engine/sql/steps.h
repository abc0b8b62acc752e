// Which terms become columns, and of which step.
//
// A database works a term out anew wherever it stands, so a term that is used more than once becomes a column
// of a step; each step reads the one before it. Step 0 is the records as they were read. Terms that are
// cheap, or used once, stand within others.
#pragma once

#include <vector>

#include "sql/term.h"

namespace trouw::sql {

struct StepLimits {
  std::size_t columns = 1500;  // that a step may have
};

// Where a term's value is found from its step on.
struct Slot {
  enum Form : std::uint8_t { within, column, packed } form = within;
  std::uint32_t step = 0;   // the first that has it; `within`: the last step that it reads
  std::uint32_t array = 0;  // packed: the number of its array
  std::uint32_t index = 0;  // packed: in that array, from 0
  std::uint32_t last = 0;   // the last step that must still have it
};

// Columns that share one array, as there is no room for each of them.
struct Pack {
  std::uint32_t step = 0;
  std::uint32_t last = 0;
  Type type = Type::number;
  std::vector<TermId> terms;
};

struct Steps {
  std::uint32_t count = 0;  // steps after step 0
  std::vector<Slot> slots;  // a term each
  std::vector<Pack> packs;
  std::vector<TermId> columns;  // in order of terms; inputs first
  bool fits = true;             // false: even packed, a step has too many columns
};

// Lays out what `roots` need. A root may stand within a term of its reader or be a column; the reader is the
// step after the last.
Steps lay_out(const Terms& terms, const std::vector<TermId>& roots, const StepLimits& limits);

}  // namespace trouw::sql
