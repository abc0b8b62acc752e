// What a dry run found, summed up for whoever tells of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "trouw/dry_run.h"

namespace trouw {

// What is wrong with rejected records, by field and reason: a bounded number of kinds, the rest together. A
// record counts for each thing that is wrong with it.
class RejectTally {
 public:
  void add(const Reject& reject);

  using Kind = std::pair<std::string, std::string>;  // field, reason
  struct Cases {
    std::uint64_t count = 0;
    std::string value, advice;  // of the first
    std::uint64_t line = 0;
  };
  using Kinds = std::map<Kind, Cases>;
  const Kinds& kinds() const { return kinds_; }
  // The same, the most frequent first.
  std::vector<const Kinds::value_type*> by_frequency() const;
  std::uint64_t others() const { return others_; }

 private:
  void add(const Misfit& misfit, std::uint64_t line);

  Kinds kinds_;
  std::uint64_t others_ = 0;
};

// Nothing broken; of what was not checked it says nothing.
bool guarantees_hold(const DryRunSummary& summary);
// There were records, and none could be decided.
bool all_rejected(const DryRunSummary& summary);

const char* audience_name(Audience audience);  // "newcomers"

}  // namespace trouw
