// Programmes and records for the benchmarks, read as the command reads them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "trouw/engine.h"

namespace trouw::bench {

// The programme in a folder, or what is wrong with it as an exception.
std::shared_ptr<const Programme> load(const std::string& folder);

// The first `most` records of a source, whole batches; an exception where one is rejected.
std::vector<Batch> read_batches(const Engine& engine, const std::string& source, std::size_t most);

std::size_t size_of(const std::vector<Batch>& batches);

}  // namespace trouw::bench
