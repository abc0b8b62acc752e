// How what is worked out moves from the record of longer standing to the other, which joined no earlier.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "plan/plan.h"

namespace trouw {

enum class Move : std::uint8_t {
  none,  // it is the same of both
  up,    // it is no more of the longer-standing record
  down,  // it is no less
  any
};

// Of each node of a plan; `moving` are the fields that move with tenure, and how. A node that moves up or
// down is known of both records or of neither.
std::vector<Move> moves_of(const Plan& plan, const std::vector<std::pair<FieldId, Move>>& moving);

}  // namespace trouw
