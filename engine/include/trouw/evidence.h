// Every decision of a day, told so that it can be handed over and taken again: whose, of which inputs, what
// they pay and what a newcomer would.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "trouw/engine.h"
#include "trouw/penalty.h"

namespace trouw {

class Ledger;

// One decided record. Money in minor units over the horizon, but for the two bills: one before any offer.
struct EvidenceRow {
  std::string id;
  Standing standing = Standing::nobody;
  std::string inputs;  // the SHA-256 of the record's fields: a line `name=value` each, in the schema's order
  std::optional<std::int64_t> tenure_months;
  std::int64_t bill = 0, newcomer_bill = 0;
  std::int64_t net = 0, newcomer_net = 0;  // after offers and matches
  std::int64_t worse_off_before = 0, worse_off = 0;
  std::string offers;  // titles of the awards, joined by |
};

// Customers who are discounted from more than newcomers are: a discount off a raised base.
struct RaisedBase {
  std::uint64_t customers = 0;   // that there are
  std::uint64_t raised = 0;      // whose bill before offers is above a newcomer's for the same
  std::uint64_t discounted = 0;  // of those, who get any offer
  std::uint64_t worse_off = 0;   // of those, who pay more than a newcomer all the same
  std::int64_t by = 0;           // all of them, a bill
  std::int64_t most = 0;
  std::string most_id;  // the first read of those that tie
};

struct EvidenceOptions {
  Day on = 0;
  Ledger* ledger = nullptr;                // on top of what it says was given before; open for reading
  std::vector<FieldId> by;                 // groups of the penalty are made by these too
  std::optional<FieldId> technical_price;  // a bill, that the penalty is measured by; none: a newcomer's
  std::function<void(double progress, std::uint64_t records)> progress;  // now and then
};

struct EvidenceSinks {
  std::function<Status(const EvidenceRow&)> row;
  std::function<Status(const EvidenceRow&, const Decision&, const Programme&)>
      breach;                                   // worse off; may be none
  std::function<Status(const Reject&)> reject;  // may be none
};

struct EvidenceSummary {
  std::uint64_t records = 0, decided = 0, rejected = 0, breaches = 0;
  PenaltyTable penalty;
  RaisedBase base;
};

// Decides every record by rows, in input order. A failure of the source or of a sink ends it. REQUIRES
// records read with Engine::shape(on, true).
Status gather_evidence(const Engine& engine, RecordReader& records, const EvidenceOptions& options,
                       const EvidenceSinks& sinks, EvidenceSummary& summary);

// EvidenceRow::inputs of a record.
std::string inputs_hash(const Programme& programme, const Batch& batch, std::size_t row);

}  // namespace trouw
