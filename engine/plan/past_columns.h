// The past as data: what was given before stands in columns beside the record's own fields, so that one plan
// serves everybody.
//
// A programme is extended by the columns, as fields after its own, and by *held offers*, after its own: each
// is a slot for one award, with the rewards that such an award promised. A promised reward's amount is a
// column; a living one is the text of the offer as it was. An empty slot, and a record without a past, have
// `nothing_held` in `used` and zero elsewhere.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "trouw/had.h"
#include "trouw/programme.h"

namespace trouw {

inline constexpr FieldId no_column = UINT32_MAX;
inline constexpr std::int64_t nothing_held = -1'000'000;

// A slot for one award. What bills it has are counted in billing periods from its first.
struct HeldSlot {
  std::uint32_t offer = 0;          // of the extended programme
  std::optional<std::uint32_t> of;  // the offer as it is now; none: it is no longer written
  FieldId used = no_column;         // how many bills were used up; nothing_held: the slot is empty
  FieldId since = no_column;        // the first of them that counts for what it comes to
  FieldId until = no_column;        // the first after them that does not, of a promise longer than a horizon
  FieldId age = no_column;       // 1 … 1000, more for what was granted earlier; of one record no two alike
  FieldId room = no_column;      // money that a cap left it and that it has not had; no_column: no such cap
  FieldId handed = no_column;    // and that it had; no_column: no such cap
  FieldId part = no_column;      // what is used up of the next period, in millionths; no_column: nothing
  std::vector<FieldId> amounts;  // a reward each; no_column: a living one
  std::vector<FieldId> had;      // a reward each: money had of one capped over all its bills; or no_column
  // A reward each: of one with a `while`, whether that did not hold on the last bill, the one before it, …;
  // of others none.
  std::vector<std::vector<FieldId>> idle;
  std::vector<FieldId> bills;  // of a match: money on each bill to come; then nothing else is there
};

struct PastColumns {
  std::shared_ptr<const Programme> programme;  // extended
  std::uint32_t offers = 0;                    // of its own; held ones follow
  FieldId first = 0;                           // the first column
  FieldId received = no_column;                // money had that a match takes off, in minor units
  FieldId counted = no_column;                 // of it, what a cap of the deal counts: all but matches
  std::vector<FieldId> closed;                 // an offer each: a Closed as its number
  std::vector<std::vector<FieldId>>
      had;                     // an offer's reward each: a Had as its number; no_column: no one-off
  std::vector<FieldId> given;  // an offer each: money of a match that its own limit counts; no_column: none
  std::vector<HeldSlot> slots;
};

}  // namespace trouw
