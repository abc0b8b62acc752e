// What a past leaves of an offer to one record.
#pragma once

#include <cstdint>

namespace trouw {

// Why an offer is closed to a record.
// What is in play is asked again all the same, but for what stands from `no_room` on.
enum class Closed : std::uint8_t {
  no,
  given_before,
  limit_reached,
  held_out,
  no_room,    // it found none in a limit
  taken_back  // and does not come again by itself before it would have been over
};

// Whether a one-off reward of an offer was had before.
enum class Had : std::uint8_t {
  no,
  in_play,  // under an award that runs, or was granted within the past horizon
  before    // under others alone
};

}  // namespace trouw
