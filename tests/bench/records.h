// Records for the benchmarks, in batches as a reader makes them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "trouw/engine.h"

namespace trouw::bench {

// The programme in a folder below the sources, or what is wrong with it as an exception.
std::shared_ptr<const Programme> load(const std::string& folder);
std::shared_ptr<const Programme> load(const std::string& yaml, const std::string& offers);

// The first `count` customers of R1, for its programme.
std::vector<Batch> r1_batches(const Programme& programme, std::size_t count);

// A programme of that many offers, of which a fifth fit a record by its choices, and records for it.
struct Text {
  std::string yaml, offers;
};
Text many_offers(int count);
std::vector<Batch> many_batches(const Programme& programme, std::size_t count);

}  // namespace trouw::bench
