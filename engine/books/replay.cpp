#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "books/granting.h"

namespace trouw {

namespace {

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The record that was kept. Fields that the plan did not read are unknown.
Batch record_of(const Programme& programme, const std::string& kept, std::string id) {
  std::vector<std::optional<std::int64_t>> values(programme.schema.fields.size());
  std::vector<std::string> texts;
  const auto stored = read_record(kept, programme.schema);
  for (std::size_t field = 0; field < stored.size(); ++field) {
    if (!stored[field]) continue;
    if (programme.schema.fields[field].type != Type::text) {
      values[field] = number_of(*stored[field]);
      continue;
    }
    const auto known = std::ranges::find(programme.texts, *stored[field]);
    values[field] = known - programme.texts.begin();
    if (known != programme.texts.end()) continue;
    *values[field] += static_cast<std::int64_t>(texts.size());
    texts.push_back(*stored[field]);
  }
  Batch batch = one_record(programme, values, std::move(id));
  batch.texts = std::move(texts);
  return batch;
}

// Before 0.2 what a cap cut to nothing was granted too.
std::vector<Award> all_new(const Decision& decision) {
  std::vector<Award> all;
  std::ranges::copy_if(decision.deal.awards, std::back_inserter(all),
                       [](const Award& award) { return !award.runs_on; });
  return all;
}

class Replaying {
 public:
  Replaying(Ledger& ledger, Replay& replay) : ledger_(ledger), replay_(replay), frozen_(ledger) {}

  Status again(const KeptDecision& kept) {
    ++replay_.decisions;
    if (kept.record.empty()) {
      ++replay_.forgotten;
      return {};
    }
    Explained explained;
    bool alike = false;
    if (const Status status = decide(kept, explained, alike); !status) return status;
    if (alike)
      ++replay_.alike;
    else
      replay_.different.push_back(
          fmt::format("Decision {} of {} comes out otherwise today.", kept.number, format_day(kept.day)));
    return {};
  }

  // REQUIRES that its record was not forgotten.
  Status decide(const KeptDecision& kept, Explained& explained, bool& alike) {
    Status status;
    PastDecider* decider = decider_of(kept, status);
    if (!status) return status;
    const Programme& programme = *frozen_.programme(kept.fingerprint, status);
    Past past;
    past.closed.assign(programme.offers.size(), Closed::no);
    past.occasions.assign(programme.offers.size(), "");
    if (status = read_past(kept.context, ledger_, frozen_, past); !status) return status;
    for (const HeldAward& award : kept.awards)
      if (const auto offer = offer_titled(programme, award.offer)) past.occasions[*offer] = award.occasion;
    Decision& decision = explained.decision;
    const Batch batch = record_of(programme, kept.record, kept.contract);
    if (status = decider->decide(batch, 0, past, decision); !status) return status;
    const auto as_kept = [&](const std::vector<Award>& granted) {
      return std::ranges::equal(
          new_awards(programme, decision, granted, past.occasions), kept.awards,
          [](const NewAward& made, const HeldAward& held) { return trouw::alike(made, held); });
    };
    alike = as_kept(newly_granted(decision)) || as_kept(all_new(decision));
    return decider->programme(past, explained.programme);
  }

 private:
  PastDecider* decider_of(const KeptDecision& kept, Status& status) {
    const std::string key = fmt::format("{}|{}", kept.fingerprint, kept.day);
    if (const auto found = deciders_.find(key); found != deciders_.end()) return found->second.decider.get();
    const auto programme = frozen_.programme(kept.fingerprint, status);
    if (!programme) return nullptr;
    Made made;
    made.engine = std::make_unique<Engine>(programme);
    made.decider = std::make_unique<PastDecider>(*made.engine, kept.day);
    return (deciders_[key] = std::move(made)).decider.get();
  }

  struct Made {
    std::unique_ptr<Engine> engine;
    std::unique_ptr<PastDecider> decider;
  };
  Ledger& ledger_;
  Replay& replay_;
  FrozenProgrammes frozen_;
  std::map<std::string, Made> deciders_;
};

}  // namespace

Status replay(Ledger& ledger, Replay& replay) {
  replay = {};
  Replaying again(ledger, replay);
  return ledger.decisions([&](const KeptDecision& kept) { return again.again(kept); });
}

Status why_given(Ledger& ledger, std::int64_t number, WhyGiven& why) {
  why = {};
  std::optional<HeldAward> award;
  std::optional<KeptDecision> kept;
  Status status = ledger.award(number, award);
  if (status && !award) return Status::failure(fmt::format("There is no award {} in the ledger.", number));
  if (status) status = ledger.decision_of(number, kept);
  if (status) status = ledger.messages(number, why.messages);
  if (status)
    status = ledger.entries(award->contract, [&](const LedgerEntry& entry) {
      if (entry.award == number) why.entries.push_back(entry);
    });
  if (!status) return status;
  why.award = std::move(*award);
  FrozenProgrammes frozen(ledger);
  if (const Offer* offer = frozen.offer(why.award, status)) why.because = offer->because;
  if (!status || !kept || kept->record.empty()) return status;
  Replay none;
  status = Replaying(ledger, none).decide(*kept, why.decided.emplace(), why.alike);
  if (!why.award.id.empty()) why.decided->decision.id = why.award.id;
  return status;
}

}  // namespace trouw
