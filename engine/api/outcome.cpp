#include "trouw/outcome.h"

#include <algorithm>
#include <unordered_map>

#include "api/shares.h"
#include "books/past.h"
#include "ledger/cohorts.h"

namespace trouw {

namespace {

enum class Fate : std::uint8_t { missing, stayed, left, unread };

// A contract of a cohort: by offer, what it was.
struct Member {
  bool awarded = false, held_out = false;
  std::int64_t granted = 0, handed = 0;
  bool billed = false;
};

class Measuring {
 public:
  Measuring(const Engine& engine, Ledger& ledger, const OutcomeOptions& options, Outcomes& outcome)
      : programme_(engine.programme()),
        ledger_(ledger),
        options_(options),
        outcome_(outcome),
        decider_(engine.on(options.on)),
        cohorts_(programme_.offers.size()) {
    outcome_ = {};
  }

  // Who was awarded what, and who was held out.
  Status gather() {
    Status status;
    for (std::uint32_t offer = 0; status && offer < cohorts_.size(); ++offer) {
      const std::vector<std::string> titles = titles_of(programme_.offers[offer]);
      auto& cohort = cohorts_[offer];
      status = given(ledger_.file(), titles, [&](const GivenAward& award) {
        if (!within(award.day)) return;
        Member& member = cohort[award.contract];
        member.awarded = true;
        member.granted += award.paid;
        member.handed += award.handed;
        member.billed = member.billed || award.billed;
        fates_.emplace(award.contract, Fate::missing);
      });
      if (!status) return status;
      status = held_out(ledger_.file(), titles, [&](const HeldOut& one) {
        if (!within(one.day)) return;
        cohort[one.contract].held_out = true;
        fates_.emplace(one.contract, Fate::missing);
      });
    }
    return status;
  }

  Status read(RecordReader& records, const OutcomeSinks& sinks) {
    Batch batch;
    std::vector<Reject> rejects;
    while (true) {
      rejects.clear();
      if (const Status status = records.next(batch, rejects); !status) return status;
      if (batch.size == 0 && rejects.empty()) return {};
      for (const Reject& reject : rejects)
        if (const Status status = turn_away(reject, sinks); !status) return status;
      for (std::size_t row = 0; row < batch.size; ++row)
        if (const Status status = take(batch, row, sinks); !status) return status;
      if (sinks.progress) sinks.progress(records.progress(), outcome_.records);
    }
  }

  void finish() {
    for (std::uint32_t offer = 0; offer < cohorts_.size(); ++offer)
      if (!cohorts_[offer].empty()) outcome_.offers.push_back(measured(offer));
  }

 private:
  bool within(Day day) const {
    return day <= options_.on && (!options_.from || day >= *options_.from) &&
           (!options_.until || day <= *options_.until);
  }

  Status turn_away(const Reject& reject, const OutcomeSinks& sinks) {
    ++outcome_.records;
    ++outcome_.rejected;
    const auto fate = fates_.find(ledger_.key(reject.id));
    if (fate != fates_.end() && fate->second == Fate::missing) fate->second = Fate::unread;
    return sinks.reject ? sinks.reject(reject) : Status();
  }

  Status take(const Batch& batch, std::size_t row, const OutcomeSinks& sinks) {
    const auto fate = fates_.find(ledger_.key(batch.id(row)));
    if (fate == fates_.end()) {
      ++outcome_.records;
      return {};
    }
    Status status = decider_.totals(batch, row, totals_);
    if (status && totals_.standing == Standing::rejected)
      status = Status::failure("is no newcomer, customer or former customer by programme.yaml");
    if (!status)
      return turn_away({batch.lines[row], std::string(batch.id(row)), "", "", status.message}, sinks);
    ++outcome_.records;
    const bool stays = totals_.standing == Standing::customer ||
                       (totals_.standing == Standing::newcomer && !has_left(batch, row));
    fate->second = stays ? Fate::stayed : Fate::left;
    return {};
  }

  bool has_left(const Batch& batch, std::size_t row) const {
    const Roles& roles = programme_.schema.roles;
    const auto day_of = [&](std::optional<FieldId> role) -> std::optional<std::int64_t> {
      if (!role || batch.columns[*role].known[row] == 0) return std::nullopt;
      return batch.columns[*role].values[row];
    };
    const auto left = day_of(roles.left), joined = day_of(roles.joined);
    return left && *left <= options_.on && !(joined && *joined > *left);
  }

  void count(OutcomeGroup& group, Fate fate) const {
    ++group.contracts;
    group.stayed += fate == Fate::stayed;
    group.left += fate == Fate::left;
    group.missing += fate == Fate::missing;
    group.unread += fate == Fate::unread;
  }

  OfferOutcome measured(std::uint32_t offer) const {
    OfferOutcome found;
    found.offer = offer;
    for (const auto& [contract, member] : cohorts_[offer]) {
      if (member.awarded && member.held_out) {
        ++found.in_both;
        continue;
      }
      count(member.awarded ? found.awarded : found.held_out, fates_.at(contract));
      found.granted += member.granted;
      found.handed += member.handed;
      found.billed = found.billed || member.billed;
    }
    found.cost = found.billed ? found.handed : found.granted;
    share(found.awarded);
    share(found.held_out);
    compare(found);
    return found;
  }

  void share(OutcomeGroup& group) const {
    group.known = group.stayed + group.left + (options_.missing_aside ? 0 : group.missing);
    if (group.known == 0) return;
    group.share = share_of(group.stayed, group.known);
    group.between = share_between(group.stayed, group.known);
  }

  static void compare(OfferOutcome& found) {
    const OutcomeGroup& a = found.awarded;
    const OutcomeGroup& b = found.held_out;
    if (a.contracts == 0 || b.contracts == 0) {
      found.finding = a.contracts == 0 ? Finding::nobody_awarded : Finding::nobody_held_out;
      return;
    }
    if (a.known > 0 && b.known > 0) {
      found.difference = a.share - b.share;
      found.difference_between = difference_between(a.stayed, a.known, b.stayed, b.known);
      found.needed = needed(a.share, b.share);
    }
    if (a.known < outcome_fewest || b.known < outcome_fewest)
      found.finding = Finding::too_few;
    else if (found.difference_between.low > 0)
      found.finding = Finding::stayed_more;
    else
      found.finding = found.difference_between.high < 0 ? Finding::stayed_less : Finding::by_chance;
    if (found.finding == Finding::stayed_more) price(found);
  }

  static std::uint64_t needed(std::int64_t awarded, std::int64_t held_out) {
    const std::int64_t point = rate_one / 100;
    std::int64_t other = awarded;
    if (std::abs(awarded - held_out) < point)
      other = held_out + (held_out + point <= rate_one ? point : -point);
    return needed_to_tell(other, held_out);
  }

  static void price(OfferOutcome& found) {
    const auto contracts = static_cast<std::int64_t>(found.awarded.known);
    const auto of = [&](std::int64_t rate) {
      return std::max<std::int64_t>(1, (rate * contracts + rate_one / 2) / rate_one);
    };
    const auto each = [&](std::int64_t kept) { return (found.cost + kept / 2) / kept; };
    found.kept = of(found.difference);
    found.kept_between = {of(found.difference_between.low), of(found.difference_between.high)};
    found.cost_each = each(found.kept);
    found.cost_between = {each(found.kept_between.high), each(found.kept_between.low)};
  }

  const Programme& programme_;
  Ledger& ledger_;
  const OutcomeOptions& options_;
  Outcomes& outcome_;
  Decider decider_;
  Totals totals_;
  std::vector<std::unordered_map<std::string, Member>> cohorts_;  // an offer each, by contract key
  std::unordered_map<std::string, Fate> fates_;
};

}  // namespace

Status outcome(const Engine& engine, RecordReader& records, Ledger& ledger, const OutcomeOptions& options,
               const OutcomeSinks& sinks, Outcomes& outcome) {
  Measuring measuring(engine, ledger, options, outcome);
  Status status = measuring.gather();
  if (status) status = measuring.read(records, sinks);
  if (status) measuring.finish();
  return status;
}

}  // namespace trouw
