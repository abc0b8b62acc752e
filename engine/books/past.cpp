#include "books/past.h"

#include <fmt/format.h>

#include <algorithm>

namespace trouw {

namespace {

constexpr std::size_t most_plans = 1024;  // kept at a time

template <typename Named>
std::optional<std::uint32_t> named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  if (found == all.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - all.begin());
}

Status not_there(const HeldPromise& held) {
  return Status::failure(fmt::format("“{}” was promised, and programme.yaml no longer has {}.",
                                     held.promise.text,
                                     held.base.empty() ? "the perk " + held.perk : "the field " + held.base));
}

// An item of a best-of keeps its place while it runs; the others of its best-of are closed.
void settle_best_of(Programme& own) {
  for (Combine& combine : own.combine)
    std::erase_if(combine.best_of, [&](const BestOf& group) {
      const auto runs = [&](std::uint32_t offer) { return own.offers[offer].runs_on; };
      if (std::ranges::none_of(group.items,
                               [&](const auto& item) { return std::ranges::any_of(item, runs); }))
        return false;
      for (const auto& item : group.items)
        if (std::ranges::none_of(item, runs))
          for (const std::uint32_t offer : item)
            if (own.offers[offer].closed == Closed::no) own.offers[offer].closed = Closed::another_runs;
      return true;
    });
}

// Everything that two pasts must share to share a plan.
std::string alike(const Programme& own, std::int64_t received) {
  std::string text = fmt::format("{}", received);
  for (const Offer& offer : own.offers) {
    text += fmt::format(";{}", static_cast<int>(offer.closed));
    if (!offer.runs_on) continue;
    text += offer.title;
    for (const Reward& r : offer.rewards)
      text += fmt::format("|{},{},{},{},{},{},{},{},{}", static_cast<int>(r.kind), r.amount, r.base, r.perk,
                          r.cap_a_bill.value_or(-1), r.first, r.periods, r.open_ended, r.text);
  }
  return text;
}

// What was received makes up for what they are worse off by.
template <typename Figures>
void take_off(const Past& past, Figures& figures) {
  for (std::int64_t* worse : {&figures.worse_off_before, &figures.worse_off})
    *worse = std::max<std::int64_t>(0, *worse - past.received);
}

// A reward had once is over when its period has begun, however small a part of it a bill supplied.
bool was_had(const HeldAward& award, const Promise& promise) {
  return promise.one_off && promise.kind != RewardKind::percent_of_price &&
         award.used > promise.first * whole_period;
}

}  // namespace

bool Past::none() const {
  return runs.empty() && received == 0 &&
         std::ranges::all_of(closed, [](Closed why) { return why == Closed::no; });
}

std::vector<std::string> titles_of(const Offer& offer) {
  std::vector<std::string> titles{offer.title};
  titles.insert(titles.end(), offer.formerly.begin(), offer.formerly.end());
  return titles;
}

std::optional<std::uint32_t> offer_titled(const Programme& programme, const std::string& title) {
  for (std::uint32_t i = 0; i < programme.offers.size(); ++i) {
    const Offer& offer = programme.offers[i];
    if (offer.title == title || std::ranges::find(offer.formerly, title) != offer.formerly.end()) return i;
  }
  return std::nullopt;
}

std::optional<Reward> left_of(const HeldPromise& held, int billed, const Schema& schema, Status& status) {
  const Promise& promise = held.promise;
  Reward reward;
  reward.kind = promise.kind;
  reward.amount = promise.amount;
  reward.cap_a_bill = promise.cap_a_bill;
  reward.first = std::max(0, promise.first - billed);
  reward.open_ended = promise.open_ended;
  reward.periods =
      promise.open_ended ? promise.periods : promise.first + promise.periods - billed - reward.first;
  reward.text = promise.text;
  if (!promise.open_ended && reward.periods <= 0) return std::nullopt;
  if (!held.base.empty()) {
    const auto base = named(schema.fields, held.base);
    if (!base) status = not_there(held);
    reward.base = base.value_or(0);
  }
  if (!held.perk.empty()) {
    const auto perk = named(schema.perks, held.perk);
    if (!perk) status = not_there(held);
    reward.perk = perk.value_or(0);
    if (perk && !schema.perks[*perk].per_period && billed > promise.first)
      return std::nullopt;  // it was given
  }
  return reward;
}

std::shared_ptr<const Programme> with_past(const Programme& programme, const Past& past, Status& status) {
  auto own = std::make_shared<Programme>(programme);
  for (std::size_t i = 0; i < past.closed.size(); ++i) own->offers[i].closed = past.closed[i];
  for (const RunningAward& running : past.runs) {
    const HeldAward& award = running.award;
    const auto found = offer_titled(*own, award.offer);
    if (!found) {
      own->offers.emplace_back();
      own->offers.back().title = award.offer;
    }
    Offer& offer = own->offers[found.value_or(static_cast<std::uint32_t>(own->offers.size() - 1))];
    if (!offer.runs_on) {  // nothing of the offer as it is now counts
      Offer runs;
      runs.title = offer.title;
      runs.formerly = offer.formerly;
      runs.audience = Audience::everyone;
      runs.runs_on = true;
      offer = std::move(runs);
    }
    for (std::size_t i = 0; i < award.promises.size(); ++i)
      if ((i >= running.paused.size() || !running.paused[i]) && !was_had(award, award.promises[i].promise))
        if (auto reward = left_of(award.promises[i], award.billed(), own->schema, status))
          offer.rewards.push_back(std::move(*reward));
  }
  settle_best_of(*own);
  own->guarantees.clear();
  return own;
}

std::vector<HeldPromise> held_promises(const Programme& programme, const Award& award) {
  std::vector<HeldPromise> held;
  for (const Promise& promise : award.promises) {
    HeldPromise& one = held.emplace_back(HeldPromise{promise, "", ""});
    if (promise.kind == RewardKind::percent_of_field || promise.kind == RewardKind::credit_rate)
      one.base = programme.schema.fields[promise.base].name;
    if (promise.kind == RewardKind::perk) one.perk = programme.schema.perks[promise.perk].name;
  }
  return held;
}

PastDecider::PastDecider(const Engine& engine, Day day)
    : engine_(engine), day_(day), plain_(engine.plan(day)), decider_(engine.decider(plain_)) {}

PastDecider::Made* PastDecider::made(const Past& past, Status& status) {
  auto own = with_past(engine_.programme(), past, status);
  if (!status) return nullptr;
  std::string key = alike(*own, past.received);
  if (const auto found = made_.find(key); found != made_.end()) return &found->second;
  if (made_.size() >= most_plans) made_.clear();
  Decider decider = engine_.decider(engine_.plan(day_, own, past.received));
  return &made_.emplace(std::move(key), Made{std::move(own), std::move(decider)}).first->second;
}

Status PastDecider::programme(const Past& past, std::shared_ptr<const Programme>& own) {
  own = engine_.shared_programme();
  Status status;
  if (past.none()) return status;
  if (const Made* with = made(past, status)) own = with->own;
  return status;
}

Status PastDecider::totals(const Batch& batch, std::size_t row, const Past& past, Totals& totals) {
  if (past.none()) return decider_.totals(batch, row, totals);
  Status status;
  Made* with = made(past, status);
  if (status) status = with->decider.totals(batch, row, totals);
  if (!status) return status;
  take_off(past, totals);
  return status;
}

Status PastDecider::decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision) {
  Status status;
  if (past.none()) {
    status = decider_.decide(batch, row, decision);
  } else if (Made* with = made(past, status)) {
    status = with->decider.decide(batch, row, decision);
  }
  decision.nothing_before = false;
  decision.received = past.received;
  take_off(past, decision);
  return status;
}

}  // namespace trouw
