#include <fmt/format.h>

#include <algorithm>

#include "books/granting.h"
#include "plan/lower.h"
#include "row/evaluate.h"
#include "row/lines.h"

namespace trouw {

namespace {

// One bill of the awards that run: what is left of each is an offer of its own, and only this bill's part.
class Billing {
 public:
  Billing(const Engine& engine, LedgerStore& ledger, const Batch& record, std::size_t row, const Bill& bill)
      : now_(engine.programme()), ledger_(ledger), frozen_(ledger), record_(record), row_(row), bill_(bill) {}

  Status run(Due& due) {
    Change change(ledger_, status_);
    const std::string contract = ledger_.key(record_.id(row_));
    if (status_) status_ = ledger_.invoice(contract, bill_.invoice, due.again, due.lines);
    if (!status_ || due.again) return status_;
    if (status_ = in_order(contract); !status_) return status_;
    if (status_ = ledger_.awards(contract, awards_); !status_) return status_;
    if (awards_.empty()) return {};  // nothing to remember
    std::erase_if(awards_,
                  [&](const HeldAward& award) { return !award.is_due() || award.day > bill_.starts; });
    lose();
    if (status_) status_ = lines(due.lines);
    NewInvoice made{contract, bill_.invoice, bill_.starts, bill_.booked, due.lines, {}};
    for (const HeldAward& award : awards_) made.awards.push_back(&award);
    if (status_) status_ = ledger_.add(made);
    return status_ ? change.commit() : status_;
  }

 private:
  Status in_order(const std::string& contract) {
    std::optional<Day> latest;
    const Status status = ledger_.latest_invoice(contract, latest);
    if (status && latest && *latest > bill_.starts)
      return Status::failure(
          fmt::format("Bill {} starts on {}, before one of {} that was handed its lines; bills go in order.",
                      bill_.invoice, format_day(bill_.starts), format_day(*latest)));
    return status;
  }

  // `lost if CONDITION within`: the award ends.
  void lose() {
    std::erase_if(awards_, [&](const HeldAward& award) {
      const Offer* was = status_ ? frozen_.offer(award, status_) : nullptr;
      if (was == nullptr) return false;
      for (const Claim& claim : was->claims) {
        const Day until = claim.within_days > 0 ? award.day + claim.within_days
                                                : add_months(award.day, claim.within_months);
        if (!claim.lost || !claim.condition || bill_.starts >= until || !status_ ||
            !frozen_.holds(award, *claim.condition, now_, record_, row_, bill_.starts, status_))
          continue;
        status_ = ledger_.end(award, std::string(lost_words) + claim.condition->text, 0, bill_.starts,
                              bill_.booked);
        return true;
      }
      return false;
    });
  }

  // An offer for each award, with the rewards of this bill.
  Programme offers() {
    Programme programme = now_;
    programme.offers.clear();
    programme.guarantees.clear();
    programme.examples.clear();
    for (Combine& combine : programme.combine) combine = {};
    for (const HeldAward& award : awards_) {
      Offer offer;
      offer.title = award.offer;
      offer.audience = Audience::customers;
      for (const HeldPromise& held : award.promises) add(award, held, offer);
      programme.offers.push_back(std::move(offer));
    }
    return programme;
  }

  void add(const HeldAward& award, const HeldPromise& held, Offer& offer) {
    std::optional<Reward> reward = left_of(held, award.billed, now_.schema, status_);
    if (!status_ || !reward || reward->first > 0) return;
    if (held.promise.while_of) {
      const Offer* was = frozen_.offer(award, status_);
      if (was == nullptr) return;
      const auto& condition = was->rewards[*held.promise.while_of].while_true;
      if (condition && !frozen_.holds(award, *condition, now_, record_, row_, bill_.starts, status_)) return;
    }
    if (reward->kind == RewardKind::money_off || reward->kind == RewardKind::price_of)
      reward->amount = multiply_divide(reward->amount, bill_.share, rate_one, now_.schema.rounding)
                           .value_or(reward->amount);
    reward->periods = 1;
    reward->open_ended = false;
    offer.rewards.push_back(std::move(*reward));
  }

  Status lines(std::vector<DueLine>& lines) {
    const Programme programme = offers();
    if (!status_) return status_;
    const auto plan = lower(programme, bill_.starts);
    Evaluation evaluation(*plan);
    evaluation.load(record_, row_);
    const DealNodes& deal = plan->customer.deal;
    std::vector<NodeId> wanted;
    for (NodeId id = 0; id < plan->nodes.size(); ++id) wanted.push_back(id);
    if (!evaluation.evaluate(EvaluationOrder(*plan, wanted))) return evaluation.failed();
    Spare spare;
    Lines writing(spare);
    for (std::size_t i = 0; i < awards_.size(); ++i) {
      std::int64_t room = INT64_MAX;
      if (awards_[i].ceiling && awards_[i].billed < awards_[i].horizon)
        room = std::max<std::int64_t>(0, *awards_[i].ceiling - awards_[i].handed);
      int place = 0;
      std::vector<Line> made;
      writing.add(programme, evaluation, deal, deal.offers[i], made);
      for (const Line& line : made)
        if (line.first == 0) add(awards_[i], line, place++, room, lines);
    }
    return {};
  }

  void add(const HeldAward& award, const Line& line, int place, std::int64_t& room,
           std::vector<DueLine>& lines) {
    constexpr const char* kinds[] = {"discount", "credit", "perk", "points"};
    DueLine due;
    due.award = award.number;
    due.offer = award.offer;
    due.kind = kinds[line.kind];
    due.text = line.text;
    due.amount = line.amount;
    due.number = line.number;
    if (line.kind == Line::discount || line.kind == Line::credit) {
      due.amount = std::min(due.amount, room);
      room -= due.amount;
      if (due.amount == 0) return;
    }
    due.period = award.billed + 1;
    due.of = award.bills();
    if (due.of) due.remaining = *due.of - due.period;
    due.key =
        line_key(award.contract, award.offer, award.occasion, static_cast<std::uint32_t>(place), due.period);
    lines.push_back(std::move(due));
  }

  const Programme& now_;
  LedgerStore& ledger_;
  FrozenProgrammes frozen_;
  const Batch& record_;
  std::size_t row_;
  const Bill& bill_;
  Status status_;
  std::vector<HeldAward> awards_;
};

// What a claim takes back of what was handed out.
std::int64_t reclaimed(const HeldAward& award, const Claim& claim, Day day, Rounding rounding) {
  const Day until =
      claim.within_days > 0 ? award.day + claim.within_days : add_months(award.day, claim.within_months);
  if (claim.lost || claim.condition || day >= until) return 0;
  if (!claim.in_proportion) return award.handed;
  const std::int64_t whole = claim.within_days > 0 ? claim.within_days : claim.within_months;
  const std::int64_t served = claim.within_days > 0 ? day - award.day : months_between(award.day, day);
  return multiply_divide(award.handed, whole - served, whole, rounding).value_or(award.handed);
}

}  // namespace

Status due(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, const Bill& bill,
           Due& due) {
  due = {};
  if (bill.share <= 0 || bill.share > rate_one)
    return Status::failure("The share of a period lies above 0 and is at most 1.");
  if (bill.invoice.empty()) return Status::failure("An invoice needs an id.");
  return Billing(engine, static_cast<LedgerStore&>(ledger), record, row, bill).run(due);
}

Status leave(Ledger& ledger, const std::string& id, Day day, Day booked, Left& left) {
  left = {};
  auto& store = static_cast<LedgerStore&>(ledger);
  FrozenProgrammes frozen(ledger);
  Status status;
  Change change(store, status);
  std::vector<HeldAward> awards;
  if (status) status = ledger.awards(ledger.key(id), awards);
  for (const HeldAward& award : awards) {
    if (!status) return status;
    if (award.state != AwardState::confirmed && award.state != AwardState::reserved) continue;
    const Offer* was = frozen.offer(award, status);
    if (was == nullptr) return status;
    const Rounding rounding = frozen.programme(award.fingerprint, status)->schema.rounding;
    std::int64_t back = 0;
    for (const Claim& claim : was->claims) back = std::max(back, reclaimed(award, claim, day, rounding));
    if (!award.runs() && back == 0) continue;
    status = store.end(award, back > 0 ? "reclaimed: they left" : "they left", back, day, booked);
    ++left.ended;
    if (back > 0) left.reclaimed.push_back({award.number, award.offer, back});
  }
  return status ? change.commit() : status;
}

}  // namespace trouw
