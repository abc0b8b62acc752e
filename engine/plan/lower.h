// Typed programme to plan: the one place where the meaning of a programme is laid down for every reader.
#pragma once

#include <memory>

#include "plan/had.h"
#include "plan/plan.h"

namespace trouw {

// What is taken as given of limits, hold-outs and what was received before.
enum class Assume : std::uint8_t {
  room,  // every limit leaves room, nobody is held out; what was received is what the record says
  worst  // what a proof assumes: customer offers that are scarce (had.h) are closed, others open; nothing was
         // received
};

// The plan of a programme for one day, or, without a day, with the day as an operand. `programme` outlives
// it.
std::unique_ptr<const Plan> lower(const Programme& programme, std::optional<Day> today,
                                  Assume assume = Assume::room);

// The plan for records with a past, which stands in columns of theirs (see PastColumns). Nothing is asked of
// guarantees but what they are worse off by.
std::unique_ptr<const Plan> lower_with(std::shared_ptr<const PastColumns> past, Day today);

// The plan of `had.programme` that a proof over a life asks: the worst is assumed, and what customers had
// before is among the fields of their records.
std::unique_ptr<const Plan> lower(const HadBefore& had, std::optional<Day> today);

}  // namespace trouw
