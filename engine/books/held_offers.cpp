#include "books/held_offers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "books/carried_terms.h"
#include "books/past.h"

namespace trouw {

namespace {

constexpr std::int64_t most_money = 1'000'000'000'000;
constexpr std::int64_t most_periods = 100'000;
constexpr std::int64_t oldest = 1'000;
constexpr std::size_t most_shapes = 10'000;  // kept at a time

template <typename Named>
std::optional<std::uint32_t> named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  if (found == all.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - all.begin());
}

bool is_rate(RewardKind kind) {
  return kind == RewardKind::percent_of_price || kind == RewardKind::percent_of_field ||
         kind == RewardKind::credit_rate;
}

// Bills had a part of its next period.
bool is_parted(const HeldAward& award) {
  return award.used % whole_period != 0;
}

bool is_living(const Reward& reward) {
  return reward.open_ended;
}

// What two awards' rewards must share to share a slot.
std::string key_of(const Reward& reward, const std::string& text_of) {
  return fmt::format("|{},{},{},{},{},{},{},{},{},{}", static_cast<int>(reward.kind), reward.base,
                     reward.perk, reward.cap_a_bill.value_or(-1), reward.cap_in_all.value_or(-1),
                     reward.first, reward.periods, reward.open_ended, reward.one_off, text_of);
}

// Adds fields for the columns of a past.
class ColumnFields {
 public:
  explicit ColumnFields(Schema& schema) : schema_(schema) {}

  FieldId add(std::string name, std::int64_t from, std::int64_t to) {
    Field field;
    field.name = std::move(name);
    field.from = from;
    field.to = to;
    schema_.fields.push_back(std::move(field));
    return static_cast<FieldId>(schema_.fields.size() - 1);
  }

 private:
  Schema& schema_;
};

HeldSlot columns_of(const HeldShape& shape, ColumnFields& fields, int horizon) {
  HeldSlot slot;
  if (shape.match) {
    for (int bill = 0; bill < horizon; ++bill) slot.bills.push_back(fields.add("to come", 0, most_money));
    return slot;
  }
  slot.used = fields.add("used", nothing_held, most_periods);
  slot.since = fields.add("since", 0, most_periods);
  slot.until = fields.add("until", 0, 2 * most_periods);
  slot.age = fields.add("age", 0, oldest);
  if (shape.limited) {
    slot.room = fields.add("room", 0, most_money);
    slot.handed = fields.add("handed", 0, most_money);
  }
  if (shape.parted) slot.part = fields.add("part", 0, whole_period);
  for (std::size_t i = 0; i < shape.rewards.size(); ++i) {
    const Reward& reward = shape.rewards[i];
    slot.amounts.push_back(
        shape.living(i) ? no_column
                        : fields.add("promised", 0, is_rate(reward.kind) ? 100 * rate_one : most_money));
    slot.had.push_back(reward.cap_in_all ? fields.add("had of it", 0, most_money) : no_column);
    auto& idle = slot.idle.emplace_back();
    for (int bill = 0; bill < horizon && reward.while_true && !shape.living(i); ++bill)
      idle.push_back(fields.add("idle", 0, 1));
  }
  return slot;
}

Offer offer_of(const HeldShape& shape) {
  Offer offer;
  offer.title = shape.title;
  offer.audience = Audience::everyone;
  offer.runs_on = true;
  offer.rewards = shape.rewards;
  if (shape.match) {
    Reward credit;
    credit.text = shape.title;
    credit.open_ended = true;
    offer.rewards = {credit};
  }
  return offer;
}

}  // namespace

std::int64_t match_on_bill(const HeldAward& award, int bill) {
  std::int64_t sum = 0;
  const std::int64_t begins = award.used + bill * whole_period;
  for (const HeldPromise& held : award.promises) {
    const std::int64_t first = held.promise.first * whole_period;
    const std::int64_t end = first + held.promise.periods * whole_period;
    if (held.promise.one_off) {  // all of it, where its period begins
      sum += begins <= first && first < begins + whole_period ? held.promise.amount : 0;
      continue;
    }
    const std::int64_t supplied = std::min(begins + whole_period, end) - std::max(begins, first);
    if (supplied > 0)
      sum += multiply_divide(held.promise.amount, supplied, whole_period, Rounding::half_away)
                 .value_or(held.promise.amount);
  }
  return sum;
}

HeldOffers::HeldOffers(const Programme& programme) : grown_(programme), programme_(programme) {
  grown_.guarantees.clear();
  grown_.examples.clear();
}

// Fields, perks and terms of the programme that granted it, as those of today.
Status HeldOffers::carried(const RunningAward& running, Reward& reward) {
  if (!running.then || running.then->fingerprint == programme_.fingerprint) return {};
  CarriedTerms terms(*running.then, grown_);
  Status status;
  const auto carry = [&](std::optional<TermId>& term) {
    if (status && term) status = terms.carry(*term, *term);
  };
  carry(reward.amount_term);
  carry(reward.base_term);
  carry(reward.gate);
  if (status && reward.scaling) status = terms.carry(reward.scaling->term, reward.scaling->term);
  if (status && reward.while_true) status = terms.carry(reward.while_true->term, reward.while_true->term);
  return status;
}

Status HeldOffers::promised(const RunningAward& running, const HeldPromise& held, std::size_t number,
                            HeldShape& shape) {
  const Promise& promise = held.promise;
  const Offer* was = nullptr;
  if (running.then)
    if (const auto offer = offer_titled(*running.then, running.award.offer))
      was = &running.then->offers[*offer];
  const Reward* written = was == nullptr ? nullptr : reward_promised(*was, promise);
  if (written != nullptr && is_living(*written)) return {};  // with the rest of what is living
  if (!running.then && number < running.paused.size() && running.paused[number]) return {};
  Status status;
  Reward reward = promised_reward(held, programme_.schema, status);
  if (status && written != nullptr) {
    reward.while_true = written->while_true;
    reward.base_term = written->base_term;
    status = carried(running, reward);
  }
  if (!status) return status;
  reward.amount = 0;  // a column has it
  const bool asks = reward.while_true || reward.base_term;
  shape.key += key_of(reward, asks ? running.award.fingerprint + reward.text : reward.text);
  shape.rewards.push_back(std::move(reward));
  shape.promises.push_back(number);
  shape.capped.push_back(promise.cap_in_all ? number : HeldShape::of_none);
  return {};
}

// All of an offer's living rewards, whatever row they stand in: each bill's own day settles which counts.
Status HeldOffers::living(const RunningAward& running, const Offer& was, HeldShape& shape) {
  for (const Reward& written : was.rewards) {
    if (!is_living(written)) continue;
    Reward reward = written;
    if (const Status status = carried(running, reward); !status) return status;
    const bool based = reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate;
    if (based && !reward.base_term)
      if (const Status status = CarriedTerms(*running.then, grown_).carry_field(written.base, reward.base);
          !status)
        return status;
    if (reward.kind == RewardKind::perk) {
      const auto perk = named(programme_.schema.perks, running.then->schema.perks[written.perk].name);
      if (!perk)
        return Status::failure(
            fmt::format("“{}” was promised, and programme.yaml no longer has the perk.", reward.text));
      reward.perk = *perk;
    }
    const auto& promises = running.award.promises;
    const auto promise =
        std::ranges::find(promises, static_cast<std::uint32_t>(&written - was.rewards.data()),
                          [](const HeldPromise& held) { return held.promise.reward; });
    const bool capped = reward.cap_in_all && promise != promises.end();
    if (!capped) reward.cap_in_all.reset();
    shape.key += key_of(reward, running.then->fingerprint + reward.row + reward.text);
    shape.rewards.push_back(std::move(reward));
    shape.promises.push_back(HeldShape::of_none);
    shape.capped.push_back(capped ? static_cast<std::size_t>(promise - promises.begin())
                                  : HeldShape::of_none);
  }
  return {};
}

namespace {

// What settles the shape of an award: all but its amounts.
void tell(const RunningAward& running, std::string& text) {
  const HeldAward& award = running.award;
  text.clear();
  if (running.then) text += award.fingerprint;
  text += award.offer;
  text += award.match ? '1' : '0';
  text += award.ceiling ? '1' : '0';
  text += is_parted(award) ? '1' : '0';
  const auto number = [&](std::int64_t value) {
    text.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  for (std::size_t i = 0; i < award.promises.size(); ++i) {
    const Promise& promise = award.promises[i].promise;
    text += static_cast<char>('0' + static_cast<int>(promise.kind));
    text += promise.open_ended ? '1' : '0';
    text += promise.one_off ? '1' : '0';
    text += i < running.paused.size() && running.paused[i] ? '1' : '0';
    number(promise.cap_a_bill.value_or(-1));
    number(promise.cap_in_all.value_or(-1));
    number(promise.first);
    number(promise.periods);
    number(promise.reward);
    text += award.promises[i].base;
    text += '\n';
    text += award.promises[i].perk;
    text += '\n';
    text += promise.text;
    text += '\n';
  }
}

}  // namespace

// Awards that promise alike are of one shape; only their amounts differ.
Status HeldOffers::shape(const RunningAward& running, std::shared_ptr<const HeldShape>& shape) {
  tell(running, told_);
  if (const auto known = known_.find(told_); known != known_.end()) {
    shape = known->second;
    return {};
  }
  auto made = std::make_shared<HeldShape>();
  if (const Status status = make(running, *made); !status) return status;
  made->kind = kinds_.try_emplace(made->key, kinds_.size()).first->second;
  if (known_.size() >= most_shapes) known_.clear();
  shape = known_[told_] = std::move(made);
  return {};
}

Status HeldOffers::make(const RunningAward& running, HeldShape& shape) {
  shape.title = running.award.offer;
  shape.match = running.award.match;
  shape.key = fmt::format("{}{}", shape.match ? "match " : "", shape.title);
  if (shape.match) return {};
  shape.limited = running.award.ceiling.has_value();
  if (shape.limited) shape.key += "|limited";
  shape.parted = is_parted(running.award);
  if (shape.parted) shape.key += "|parted";
  Status status;
  for (std::size_t i = 0; status && i < running.award.promises.size(); ++i)
    status = promised(running, running.award.promises[i], i, shape);
  if (!status || !running.then) return status;
  if (const auto offer = offer_titled(*running.then, running.award.offer))
    status = living(running, running.then->offers[*offer], shape);
  return status;
}

Status HeldOffers::place(const Past& past, Placed& placed) {
  placed.slots.resize(past.runs.size());
  placed.shapes.resize(past.runs.size());
  taken_.assign(slots_.size(), false);
  for (std::size_t i = 0; i < past.runs.size(); ++i) {
    std::shared_ptr<const HeldShape>& own = placed.shapes[i];
    if (const Status status = shape(past.runs[i], own); !status) return status;
    std::uint32_t at = 0;
    while (at < slots_.size() && (slots_[at]->kind != own->kind || (taken_[at] && !own->match))) ++at;
    if (at == slots_.size()) {
      slots_.push_back(own);
      taken_.push_back(false);
      columns_ = nullptr;
    }
    taken_[at] = true;
    placed.slots[i] = at;
  }
  return {};
}

std::shared_ptr<const PastColumns> HeldOffers::columns() {
  if (columns_) return columns_;
  auto made = std::make_shared<PastColumns>();
  auto programme = std::make_shared<Programme>(grown_);
  ColumnFields fields(programme->schema);
  made->offers = static_cast<std::uint32_t>(programme_.offers.size());
  made->first = static_cast<FieldId>(programme_.schema.fields.size());
  made->received = fields.add("received", 0, 100 * most_money);
  made->counted = fields.add("counted", 0, 100 * most_money);
  for (const Offer& offer : programme_.offers) {
    made->closed.push_back(fields.add("closed", 0, static_cast<std::int64_t>(Closed::taken_back)));
    auto& had = made->had.emplace_back();
    for (const Reward& reward : offer.rewards)
      had.push_back(reward.one_off ? fields.add("had", 0, static_cast<std::int64_t>(Had::before))
                                   : no_column);
    const bool counted = offer.match && offer.match->cap;
    made->given.push_back(counted ? fields.add("given", 0, 100 * most_money) : no_column);
  }
  for (const auto& shape : slots_) {
    HeldSlot slot = columns_of(*shape, fields, programme_.schema.horizon);
    slot.offer = static_cast<std::uint32_t>(programme->offers.size());
    slot.of = offer_titled(programme_, shape->title);
    made->slots.push_back(std::move(slot));
    programme->offers.push_back(offer_of(*shape));
  }
  made->programme = std::move(programme);
  return columns_ = std::move(made);
}

void HeldOffers::write_none(Batch& batch) {
  const PastColumns& to = *columns();
  const std::size_t end = to.programme->schema.fields.size();
  batch.columns.resize(end);
  for (std::size_t field = to.first; field < end; ++field) {
    batch.columns[field].values.assign(batch.size, 0);
    batch.columns[field].known.assign(batch.size, 1);
  }
  for (const HeldSlot& slot : to.slots)
    if (slot.used != no_column) batch.columns[slot.used].values.assign(batch.size, nothing_held);
}

void HeldOffers::write(const Past& past, const Placed& placed, Batch& batch, std::size_t row) {
  const PastColumns& to = *columns();
  const auto set = [&](FieldId field, std::int64_t value) {
    if (field != no_column) batch.columns[field].values[row] = value;
  };
  set(to.received, past.received);
  set(to.counted, past.counted);
  for (std::size_t offer = 0; offer < to.offers; ++offer) {
    if (offer < past.closed.size()) set(to.closed[offer], static_cast<std::int64_t>(past.closed[offer]));
    if (offer < past.given.size()) set(to.given[offer], past.given[offer]);
    if (offer < past.had.size())
      for (std::size_t i = 0; i < past.had[offer].size(); ++i)
        set(to.had[offer][i], static_cast<std::int64_t>(past.had[offer][i]));
  }
  for (std::size_t i = 0; i < placed.slots.size(); ++i) {
    const HeldSlot& slot = to.slots[placed.slots[i]];
    const HeldShape& shape = *placed.shapes[i];
    const RunningAward& running = past.runs[i];
    if (shape.match) {
      for (std::size_t bill = 0; bill < slot.bills.size(); ++bill)
        batch.columns[slot.bills[bill]].values[row] += match_on_bill(running.award, static_cast<int>(bill));
      continue;
    }
    set(slot.used, running.award.billed());
    set(slot.since, running.since);
    set(slot.until, running.until);
    set(slot.age, std::max<std::int64_t>(1, oldest - static_cast<std::int64_t>(i)));
    if (shape.limited) {
      set(slot.room, room_left(running.award));
      set(slot.handed, std::clamp<std::int64_t>(running.award.handed + running.award.taken, 0, most_money));
    }
    if (shape.parted) set(slot.part, running.award.used % whole_period);
    for (std::size_t reward = 0; reward < slot.amounts.size(); ++reward) {
      if (const std::size_t capped = shape.capped[reward]; capped != HeldShape::of_none)
        set(slot.had[reward], running.award.promises[capped].had);
      if (shape.living(reward)) continue;
      set(slot.amounts[reward], running.award.promises[shape.promises[reward]].promise.amount);
      for (const auto& [promise, period] : running.idle)
        if (const int back = running.award.billed() - 1 - period;
            shape.promises[reward] == promise && back >= 0 &&
            static_cast<std::size_t>(back) < slot.idle[reward].size())
          set(slot.idle[reward][static_cast<std::size_t>(back)], 1);
    }
  }
}

std::int64_t room_left(const HeldAward& award) {
  if (!award.ceiling || award.used >= award.horizon * whole_period) return most_money;
  return std::max<std::int64_t>(0, *award.ceiling - award.handed - award.taken);
}

}  // namespace trouw
