// What a ledger says was given before, beside the records of a dry run.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "api/deciding.h"
#include "books/granting.h"
#include "books/past_batch.h"

namespace trouw {

// Figures of records with their pasts. Guarantees about staying and leaving, and those with options, ask of
// the programme alone.
class Remembering {
 public:
  Remembering(const Engine& engine, Ledger& ledger, Day day, Status& status);

  // Notes whom the limits turn away, once all have been seen.
  Status refuse(const Engine& engine, RecordReader& records, Ledger& ledger, Day day);

  // Reads the pasts of a batch.
  Status read(const Batch& batch);

  // The figures of those of that batch that have a past, by columns; nothing where rows have to yield them.
  const PastBatch::Figures* figures(const Batch& batch) { return past_batch_.figures(batch, pasts_); }

  // The figures of one of its records.
  Status totals(const Batch& batch, std::size_t row, Totals& totals);

 private:
  const Programme& programme_;
  Granting granting_;
  PastBatch past_batch_;
  Decider plain_;
  Totals alone_;
  std::vector<LimitKeys> keys_;
  std::vector<Past> pasts_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> refused_;
};

}  // namespace trouw
