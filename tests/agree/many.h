// A programme of so many offers for the values of one field that it is decided in segments.
#pragma once

#include "agree/generate.h"

namespace trouw::agree {

// Every offer asks for some regions, some for more; the region may be unknown. The same for the same seed.
Generated many_offers(std::uint64_t seed, int count);

}  // namespace trouw::agree
