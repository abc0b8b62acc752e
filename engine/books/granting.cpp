#include "books/granting.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "books/held_offers.h"
#include "books/occasions.h"
#include "plan/plan.h"

namespace trouw {

namespace {

std::vector<FieldId> fields_read(const Plan& plan) {
  std::vector<FieldId> fields;
  for (const Node& node : plan.nodes)
    if (node.op == Op::field) fields.push_back(static_cast<FieldId>(node.k));
  std::ranges::sort(fields);
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return fields;
}

// What was granted anew by a correction stands for the same occasion.
bool same_occasion(const std::string& held, const std::string& occasion) {
  return held == occasion || held.starts_with(occasion + corrected_mark);
}

// Occasions that have names of their own: what they are called tells whether it was granted for one.
bool has_occasions(const Offer& offer) {
  return offer.occasion == Occasion::milestone || offer.occasion == Occasion::anniversary;
}

bool is_of(const Offer& offer, const HeldAward& award) {
  return award.offer == offer.title || std::ranges::find(offer.formerly, award.offer) != offer.formerly.end();
}

}  // namespace

Granting::Granting(const Engine& engine, Ledger& ledger, Day day, Status& status)
    : engine_(engine),
      ledger_(ledger),
      day_(day),
      fresh_(is_empty(ledger.file())),
      horizon_ago_(after_periods(engine.programme().schema.billing, day, -engine.programme().schema.horizon)),
      decider_(engine, day),
      frozen_(ledger),
      read_(fields_read(decider_.plan())),
      reader_(ledger.file()) {
  for (std::uint32_t offer = 0; offer < programme().offers.size() && status; ++offer)
    if (!programme().offers[offer].limits.empty())
      limits_.emplace_back(programme(), offer, day, ledger, status);
}

OfferLimits* Granting::limits_of(std::uint32_t offer) {
  const auto found = std::ranges::find(limits_, offer, &OfferLimits::offer);
  return found == limits_.end() ? nullptr : &*found;
}

std::string Granting::value_text(const Batch& batch, std::size_t row, FieldId field) const {
  const Column& column = batch.columns[field];
  if (column.known[row] == 0) return "";
  const std::int64_t value = column.values[row];
  const Field& of = programme().schema.fields[field];
  if (of.type == Type::choice) return of.choices[static_cast<std::size_t>(value)].name;
  if (of.type != Type::text) return fmt::format("{}", value);
  const auto index = static_cast<std::size_t>(value);
  const auto& texts = programme().texts;
  if (index < texts.size()) return texts[index];
  return index - texts.size() < batch.texts.size() ? batch.texts[index - texts.size()] : "";
}

std::string Granting::customer(const Batch& batch, std::size_t row) const {
  const Roles& roles = programme().schema.roles;
  if (!roles.customer || roles.customer == roles.id) return std::string(batch.id(row));
  return value_text(batch, row, *roles.customer);
}

void Granting::keys(const Batch& batch, std::size_t row, LimitKeys& keys) const {
  keys.contract = ledger_.key(batch.id(row));
  keys.fields.clear();
  const Roles& roles = programme().schema.roles;
  if (roles.customer && roles.customer != roles.id) {
    const std::string holder = value_text(batch, row, *roles.customer);
    keys.customer = holder == batch.id(row) ? keys.contract : ledger_.key(holder);
  } else {
    keys.customer = keys.contract;
  }
}

LimitKeys Granting::keys(const Batch& batch, std::size_t row) const {
  LimitKeys keys;
  this->keys(batch, row, keys);
  return keys;
}

LimitKeys Granting::keys_for(const OfferLimits& limits, const LimitKeys& keys, const Batch& batch,
                             std::size_t row) const {
  LimitKeys of = keys;
  for (const Limit& limit : programme().offers[limits.offer()].limits)
    of.fields.push_back(limit.per == Limit::field ? ledger_.key(value_text(batch, row, limit.per_field))
                                                  : "");
  return of;
}

// What was taken back, or lost, does not come again by itself: not before it would have been over. What a
// match gave counts as received instead.
bool Granting::keeps_its_occasion(const HeldAward& award, const Offer& offer) const {
  if (!award.taken_back() || offer.match) return false;
  if (offer.occasion != Occasion::promised && offer.occasion != Occasion::living)
    return offer.occasion == Occasion::once_for_good;
  const std::optional<int> bills = award.bills();
  if (!bills) return true;
  const int periods = std::max(*bills, programme().schema.horizon);
  return day_ < after_periods(programme().schema.billing, award.day, periods);
}

bool Granting::is_held_out(std::uint32_t number, const LimitKeys& keys) const {
  const Offer& offer = programme().offers[number];
  if (!offer.hold_out) return false;
  const std::string& title = offer.formerly.empty() ? offer.title : offer.formerly.front();
  const std::string hash = ledger_.key(title + "\n" + keys.customer);
  std::uint64_t share = 0;
  std::from_chars(hash.data(), hash.data() + 15, share, 16);
  return static_cast<std::int64_t>(share % static_cast<std::uint64_t>(rate_one)) < *offer.hold_out;
}

Status Granting::past(const Batch& batch, std::size_t row, const LimitKeys& keys, Past& past) {
  std::vector<HeldAward> awards;
  if (!fresh_)
    if (const Status status = ledger_.awards(keys.contract, awards); !status) return status;
  return make_past(batch, row, keys, awards, past);
}

Status Granting::past(const Batch& batch, std::size_t row, const LimitKeys& keys,
                      std::vector<HeldAward> awards, Past& past) {
  return make_past(batch, row, keys, awards, past);
}

Status Granting::pasts(const Batch& batch, std::vector<LimitKeys>& keys, std::vector<Past>& pasts) {
  keys.resize(std::max(keys.size(), batch.size));
  pasts.resize(std::max(pasts.size(), batch.size));
  contracts_.resize(batch.size);
  awards_.resize(batch.size);
  for (std::size_t row = 0; row < batch.size; ++row) {
    this->keys(batch, row, keys[row]);
    contracts_[row] = keys[row].contract;
  }
  Status status;
  if (!fresh_) status = reader_.of_contracts(contracts_, awards_);
  for (std::size_t row = 0; status && row < batch.size; ++row)
    status = make_past(batch, row, keys[row], awards_[row], pasts[row]);
  return status;
}

// Writes over a past that was, in its memory; takes over of `awards` what is in play.
Status Granting::make_past(const Batch& batch, std::size_t row, const LimitKeys& keys,
                           std::vector<HeldAward>& awards, Past& past) {
  const std::size_t offers = programme().offers.size();
  past.closed.assign(offers, Closed::no);
  past.occasions.resize(offers);
  past.had.resize(offers);
  past.given.assign(offers, 0);
  past.counted = received(awards, false);
  past.received = past.counted + received(awards, true);
  close(batch, row, keys, awards, past);
  return take_runs(awards, past);
}

// What bills had that awards of the past horizon used up, whichever award paid on them; of a promise longer
// than the horizon those since its present horizon began.
std::int64_t Granting::received(const std::vector<HeldAward>& awards, bool matches) const {
  std::int64_t sum = 0;
  std::set<std::pair<std::int64_t, std::uint32_t>> competed;
  for (const HeldAward& award : awards) {
    const std::optional<Day> since = counts_since(award);
    if (!since || award.match != matches) continue;
    if (award.match) sum += award.taken;
    if (award.bills_had.empty()) {
      sum += award.handed;
      continue;
    }
    sum -= award.match ? 0 : award.taken;
    for (const HeldBill& bill : award.bills_had) {
      if (bill.starts < *since) continue;
      if (bill.competition == 0)
        sum += bill.money;
      else
        competed.emplace(bill.bill, bill.competition);
    }
  }
  for (const HeldAward& award : awards)
    for (const HeldBill& bill : award.bills_had)
      if (bill.competition != 0 && competed.contains({bill.bill, bill.competition})) sum += bill.money;
  return std::max<std::int64_t>(0, sum);
}

// The day from which an award's bills count as received; none: they do not.
std::optional<Day> Granting::counts_since(const HeldAward& award) const {
  if (award.day > horizon_ago_) return award.day;
  const std::optional<int> bills = award.bills();
  const int horizon = programme().schema.horizon;
  if (!bills || *bills <= horizon) return std::nullopt;
  return present_horizon(award);
}

// The day on which the award's present horizon began: its grant, or so many whole horizons after it.
Day Granting::present_horizon(const HeldAward& award) const {
  const Period& billing = programme().schema.billing;
  const int horizon = programme().schema.horizon;
  int gone = 0;
  while (after_periods(billing, award.day, gone + horizon) <= day_) gone += horizon;
  return after_periods(billing, award.day, gone);
}

// What runs, or was granted within the past horizon, is held against what is new; nothing of an award that
// was taken back or corrected, or that ended as they left.
bool Granting::is_in_play(const HeldAward& award) const {
  if (award.state != AwardState::confirmed && award.state != AwardState::reserved) return false;
  return award.runs() || (!award.match && award.day > horizon_ago_);
}

// Which of an award's bills count for what it comes to: those of its present horizon, and of them none on
// which a promise's `while` did not hold; of a shorter promise that is older than a horizon only bills to
// come.
Granting::Counting Granting::counting(const HeldAward& award) const {
  const std::optional<Day> from = counts_since(award);
  Counting counts;
  counts.since = award.billed();
  if (!from) return counts;
  std::int64_t gone = 0;
  for (const HeldBill& bill : award.bills_had) {
    if (bill.starts < *from) gone += bill.used.length;
    for (const std::uint32_t place : bill.idle)
      for (std::int64_t at = bill.used.from / whole_period;
           at * whole_period < bill.used.from + bill.used.length; ++at)
        counts.idle.emplace_back(place, static_cast<int>(at));
  }
  counts.until = static_cast<int>(gone / whole_period) + programme().schema.horizon;
  counts.since = std::min(static_cast<int>(gone / whole_period), award.billed());
  return counts;
}

// Awards are exchanged for those of the past that was: no list gives memory back.
Status Granting::take_runs(std::vector<HeldAward>& awards, Past& past) {
  Status status;
  std::size_t count = 0;
  for (HeldAward& award : awards) {
    if (!is_in_play(award)) continue;
    if (count == past.runs.size()) past.runs.emplace_back();
    RunningAward& running = past.runs[count++];
    std::swap(running.award, award);
    running.then = frozen_.programme(running.award.fingerprint, status);
    if (!status) return status;
    running.paused.clear();
    Counting counts = counting(running.award);
    running.since = counts.since;
    running.until = counts.until;
    running.idle = std::move(counts.idle);
  }
  past.runs.resize(count);
  const auto granted = [](const RunningAward& running) {
    return std::pair(running.award.day, running.award.number);
  };
  if (!std::ranges::is_sorted(past.runs, {}, granted)) std::ranges::stable_sort(past.runs, {}, granted);
  return status;
}

void Granting::own_awards(std::uint32_t offer, const std::vector<HeldAward>& awards) {
  own_.clear();
  for (const HeldAward& award : awards)
    if (is_of(programme().offers[offer], award)) own_.push_back(&award);
}

void Granting::close(const Batch& batch, std::size_t row, const LimitKeys& keys,
                     const std::vector<HeldAward>& awards, Past& past) {
  for (std::uint32_t number = 0; number < programme().offers.size(); ++number) {
    const Offer& offer = programme().offers[number];
    own_awards(number, awards);
    std::string& occasion = past.occasions[number];
    occasion.clear();
    append_occasion(occasion, programme(), offer, batch, row, day_, own_.size());
    const auto is_same = [&](const HeldAward* award) {
      return has_occasions(offer) && same_occasion(award->occasion, occasion);
    };
    const bool again = std::ranges::any_of(own_, is_same);
    const bool kept = std::ranges::any_of(own_, [&](const HeldAward* award) {
      return keeps_its_occasion(*award, offer) || (award->taken_back() && is_same(award));
    });
    // What is granted beside an award of the same name has keys of its own.
    const auto is_taken = [&](const HeldAward* award) { return award->occasion == occasion; };
    if (std::ranges::any_of(own_, is_taken)) occasion += fmt::format("; {}", own_.size() + 1);
    if (is_held_out(number, keys))
      past.closed[number] = Closed::held_out;
    else if (kept)
      past.closed[number] = Closed::taken_back;
    else if (again)
      past.closed[number] = Closed::given_before;
    note_had(number, own_, past);
    note_given(number, own_, past);
  }
  for (const OfferLimits& limits : limits_) {
    Closed& closed = past.closed[limits.offer()];
    if (closed != Closed::no) continue;
    const bool room = limits.asks_fields() ? limits.has_room(keys_for(limits, keys, batch, row), 0)
                                           : limits.has_room(keys, 0);
    if (!room) closed = Closed::limit_reached;
  }
}

// One-off rewards that were had. A new milestone, year or place of a limit is a new occasion, and so is every
// grant of what recurs where nothing of it is in play: they are whole again.
void Granting::note_had(std::uint32_t number, const std::vector<const HeldAward*>& awards, Past& past) const {
  const Offer& offer = programme().offers[number];
  std::vector<Had>& had = past.had[number];
  had.assign(offer.rewards.size(), Had::no);
  const bool in_play =
      std::ranges::any_of(awards, [&](const HeldAward* award) { return is_in_play(*award); });
  const bool occasions = has_occasions(offer) || offer.occasion == Occasion::limit;
  if (occasions ? past.closed[number] == Closed::no && is_new_place(offer, awards)
                : offer.occasion != Occasion::once_for_good && !in_play)
    return;
  for (const HeldAward* award : awards) {
    if (award->corrected()) continue;
    for (const HeldPromise& held : award->promises) {
      if (!held.promise.one_off || held.promise.reward >= had.size()) continue;
      Had& one = had[held.promise.reward];
      if (!offer.rewards[held.promise.reward].one_off || one == Had::in_play) continue;
      // Of a longer promise, what was had before its present horizon is not held against what is new.
      const bool counts = is_in_play(*award) && held.promise.first >= counting(*award).since;
      one = counts ? Had::in_play : Had::before;
    }
  }
}

// A limit has a new place where nothing granted lies within its window.
bool Granting::is_new_place(const Offer& offer, const std::vector<const HeldAward*>& awards) const {
  if (offer.occasion != Occasion::limit) return true;
  return std::ranges::none_of(
      awards, [&](const HeldAward* award) { return !is_beyond_window(offer, award->day, day_); });
}

// What of a match's own limit is taken by what it gave within the past horizon and what of it is to come.
void Granting::note_given(std::uint32_t number, const std::vector<const HeldAward*>& awards,
                          Past& past) const {
  std::int64_t& given = past.given[number];
  if (!programme().offers[number].match) return;
  for (const HeldAward* award : awards) {
    if (counts_since(*award)) given += award->handed + award->taken;
    if (award->runs())
      for (int bill = 0; bill < programme().schema.horizon; ++bill) given += match_on_bill(*award, bill);
  }
}

Status Granting::decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision) {
  return decider_.decide(batch, row, past, decision);
}

Status Granting::any_new(const Batch& batch, std::size_t row, const Past& past, bool& any) {
  any = std::ranges::find(past.closed, Closed::held_out) != past.closed.end();
  return any ? Status() : decider_.any_new(batch, row, past, any);
}

Status Granting::held_out(const Batch& batch, std::size_t row, const LimitKeys& keys, const Past& past,
                          std::vector<HeldOut>& missed) {
  missed.clear();
  std::vector<HeldOut> asked(programme().offers.size());
  Past open = past;
  bool any = false;
  for (std::size_t number = 0; number < asked.size(); ++number) {
    if (past.closed[number] != Closed::held_out) continue;
    asked[number] = {keys.contract, programme().offers[number].title, past.occasions[number], 0, day_,
                     day_,          programme().fingerprint};
    bool told = false;
    const Status status = was_held_out(ledger_.file(), keys.contract, titles_of(programme().offers[number]),
                                       past.occasions[number], told);
    if (!status) return status;
    if (told) continue;
    open.closed[number] = Closed::no;
    any = true;
  }
  if (!any) return {};
  Decision decision;
  if (const Status status = decider_.decide(batch, row, open, decision); !status) return status;
  for (const Award& award : granted(decision))
    if (past.closed[award.offer] == Closed::held_out && open.closed[award.offer] == Closed::no) {
      missed.push_back(asked[award.offer]);
      missed.back().paid = award.paid;
    }
  return {};
}

std::vector<Award> Granting::granted(const Decision& decision) const {
  return newly_granted(decision);
}

std::string Granting::value_kept(const Batch& batch, std::size_t row, FieldId field) const {
  const bool text = programme().schema.fields[field].type == Type::text;
  return text ? value_text(batch, row, field)
              : std::string(fmt::format_int(batch.columns[field].values[row]).c_str());
}

NewDecision Granting::kept(const Batch& batch, std::size_t row, const LimitKeys& keys, const Past& past,
                           const Decision& decision, const std::vector<Award>& granted) const {
  NewDecision made;
  made.id = std::string(batch.id(row));
  made.customer = customer(batch, row);
  made.contract = keys.contract;
  made.customer_key = keys.customer;
  made.day = day_;
  made.fingerprint = programme().fingerprint;
  std::vector<std::optional<std::string>> values(programme().schema.fields.size());
  for (const FieldId field : read_)
    if (batch.columns[field].known[row] != 0) values[field] = value_kept(batch, row, field);
  made.record = kept_record(values);
  made.context = kept_past(past);
  made.awards = new_awards(programme(), decision, granted, past.occasions);
  for (std::size_t i = 0; i < granted.size(); ++i)
    for (const Limit& limit : programme().offers[granted[i].offer].limits)
      if (limit.kind == LimitKind::once && limit.per == Limit::field)
        made.awards[i].counted.emplace_back(programme().schema.fields[limit.per_field].name,
                                            ledger_.key(value_text(batch, row, limit.per_field)));
  return made;
}

}  // namespace trouw
