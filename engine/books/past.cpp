#include "books/past.h"

#include <fmt/format.h>

#include <algorithm>

#include "books/alone.h"
#include "books/past_plan.h"
#include "plan/lower.h"

namespace trouw {

namespace {

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

}  // namespace

bool Past::none() const {
  return runs.empty() && received == 0 &&
         std::ranges::all_of(closed, [](Closed why) { return why == Closed::no; }) &&
         std::ranges::all_of(had, [](const auto& of) {
           return std::ranges::all_of(of, [](Had one) { return one == Had::no; });
         });
}

const Reward* reward_promised(const Offer& was, const Promise& promise) {
  if (promise.reward < was.rewards.size() && was.rewards[promise.reward].text == promise.text)
    return &was.rewards[promise.reward];
  const auto found = std::ranges::find(was.rewards, promise.text, &Reward::text);
  return found == was.rewards.end() ? nullptr : &*found;
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

Reward promised_reward(const HeldPromise& held, const Schema& schema, Status& status) {
  const Promise& promise = held.promise;
  Reward reward;
  reward.kind = promise.kind;
  reward.amount = promise.amount;
  reward.cap_a_bill = promise.cap_a_bill;
  reward.cap_in_all = promise.cap_in_all;
  reward.first = promise.first;
  reward.periods = promise.periods;
  reward.open_ended = promise.open_ended;
  reward.one_off = promise.one_off;
  reward.text = promise.text;
  const auto base = named(schema.fields, held.base);
  const auto perk = named(schema.perks, held.perk);
  if ((!held.base.empty() && !base) || (!held.perk.empty() && !perk)) status = not_there(held);
  reward.base = base.value_or(0);
  reward.perk = perk.value_or(0);
  return reward;
}

std::vector<HeldPromise> held_promises(const Programme& programme, const Award& award) {
  std::vector<HeldPromise> held;
  for (const Promise& promise : award.promises) {
    HeldPromise& one = held.emplace_back(HeldPromise{promise, "", ""});
    const auto& rewards = programme.offers[award.offer].rewards;
    const bool of_term = promise.reward < rewards.size() && rewards[promise.reward].base_term;
    const bool based =
        promise.kind == RewardKind::percent_of_field || promise.kind == RewardKind::credit_rate;
    if (based && !of_term) one.base = programme.schema.fields[promise.base].name;
    if (promise.kind == RewardKind::perk) one.perk = programme.schema.perks[promise.perk].name;
  }
  return held;
}

void PastDecider::State::refresh() {
  if (!held.grown() && plan) return;
  plan = lower_with(held.columns(), day);
  with.reset();
}

Status PastDecider::State::ready(const Batch& batch, std::size_t row, const Past& past) {
  if (const Status status = held.place(past, placed); !status) return status;
  refresh();
  if (!with) with.emplace(plan->past->programme, plan);
  take(batch, row);
  held.write_none(one);
  held.write(past, placed, one, 0);
  return {};
}

void PastDecider::State::take(const Batch& batch, std::size_t row) {
  if (one.lines.empty() || from != &batch || first != batch.lines.front() || texts != batch.texts.size()) {
    one = alone(batch, row);
    from = &batch;
    first = batch.lines.front();
    texts = batch.texts.size();
    return;
  }
  for (std::size_t field = 0; field < batch.columns.size(); ++field) {
    const Column& column = batch.columns[field];
    if (row >= column.values.size()) continue;
    one.columns[field].values.assign(1, column.values[row]);
    one.columns[field].known.assign(1, column.known[row]);
  }
  one.lines[0] = batch.lines[row];
  one.id_bytes = batch.id(row);
  one.id_ends = {0, one.id_bytes.size()};
}

PastDecider::PastDecider(const Engine& engine, Day day) : state_(std::make_unique<State>(engine, day)) {}
PastDecider::PastDecider(PastDecider&&) noexcept = default;
PastDecider::~PastDecider() = default;

const Plan& PastDecider::plan() const {
  return *state_->plain;
}

Status PastDecider::programme(const Past& past, std::shared_ptr<const Programme>& own) {
  own = state_->engine.shared_programme();
  if (past.none()) return {};
  Placed placed;
  const Status status = state_->held.place(past, placed);
  if (status) own = state_->held.columns()->programme;
  return status;
}

Status PastDecider::any_new(const Batch& batch, std::size_t row, const Past& past, bool& any) {
  any = true;
  if (past.none()) return {};
  const Status status = state_->ready(batch, row, past);
  return status ? state_->with->any_new(state_->one, 0, any) : status;
}

Status PastDecider::totals(const Batch& batch, std::size_t row, const Past& past, Totals& totals) {
  if (past.none()) return state_->without.totals(batch, row, totals);
  const Status status = state_->ready(batch, row, past);
  return status ? state_->with->totals(state_->one, 0, totals) : status;
}

Status PastDecider::decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision) {
  Status status;
  if (past.none())
    status = state_->without.decide(batch, row, decision);
  else if (status = state_->ready(batch, row, past); status)
    status = state_->with->decide(state_->one, 0, decision);
  decision.nothing_before = false;
  decision.received = past.received;
  return status;
}

}  // namespace trouw
