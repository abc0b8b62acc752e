#include "api/remembering.h"

#include <algorithm>

namespace trouw {

Remembering::Remembering(const Engine& engine, Ledger& ledger, Day day, Status& status)
    : programme_(engine.programme()),
      granting_(engine, ledger, day, status),
      past_batch_(granting_.decider()),
      plain_(engine.on(day)) {}

Status Remembering::refuse(const Engine& engine, RecordReader& records, Ledger& ledger, Day day) {
  GrantSinks sinks;
  sinks.refused = [this](std::string_view id, std::uint32_t offer) {
    refused_[std::string(id)].push_back(offer);
  };
  GrantSummary summary;
  return grant_dry(engine, records, ledger, {day, day, false}, sinks, summary);
}

Status Remembering::read(const Batch& batch) {
  const Status status = granting_.pasts(batch, keys_, pasts_);
  if (!status || refused_.empty()) return status;
  for (std::size_t row = 0; row < batch.size; ++row)
    if (const auto found = refused_.find(std::string(batch.id(row))); found != refused_.end())
      for (const std::uint32_t offer : found->second) pasts_[row].closed[offer] = Closed::no_room;
  return status;
}

Status Remembering::totals(const Batch& batch, std::size_t row, Totals& totals) {
  if (const Status status = plain_.totals(batch, row, alone_); !status) return status;
  if (alone_.standing == Standing::rejected) {
    totals = alone_;
    return {};
  }
  const Past& past = pasts_[row];
  if (const Status status = granting_.totals(batch, row, past, totals); !status) return status;
  if (past.none()) return {};
  // What runs of offers that are no longer written stands after the programme's own.
  std::erase_if(totals.offers, [&](const auto& offer) { return offer.offer >= programme_.offers.size(); });
  totals.guarantees = alone_.guarantees;
  for (std::size_t i = 0; i < totals.guarantees.size(); ++i) {
    const Guarantee& stated = programme_.guarantees[i];
    if (follows_worse_off(stated) && totals.guarantees[i].applies)
      totals.guarantees[i].gap = std::max<std::int64_t>(0, totals.worse_off - stated.within);
  }
  return {};
}

}  // namespace trouw
