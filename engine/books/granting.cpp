#include "books/granting.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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
      read_(fields_read(decider_.plan())) {
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

LimitKeys Granting::keys(const Batch& batch, std::size_t row) const {
  LimitKeys keys{ledger_.key(batch.id(row)), "", {}};
  const std::string holder = customer(batch, row);
  keys.customer = holder == batch.id(row) ? keys.contract : ledger_.key(holder);
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

// What was taken back, or lost, does not come again by itself: not before it would have been over.
bool Granting::keeps_its_occasion(const HeldAward& award, const Offer& offer) const {
  if (!award.taken_back()) return false;
  if (offer.match) return award.day > horizon_ago_;
  if (offer.occasion != Occasion::promised && offer.occasion != Occasion::living) return false;
  const std::optional<int> bills = award.bills();
  return !bills || day_ < after_periods(programme().schema.billing, award.day, *bills);
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
  return this->past(batch, row, keys, awards, past);
}

Status Granting::past(const Batch& batch, std::size_t row, const LimitKeys& keys,
                      const std::vector<HeldAward>& awards, Past& past) {
  past = {};
  const std::size_t offers = programme().offers.size();
  past.closed.assign(offers, Closed::no);
  past.occasions.assign(offers, "");
  if (const Status status = read_past(batch, row, awards, past); !status) return status;
  close(batch, row, keys, awards, past);
  return {};
}

Status Granting::read_past(const Batch& batch, std::size_t row, const std::vector<HeldAward>& awards,
                           Past& past) {
  Status status;
  for (const HeldAward& award : awards) {
    // What was taken back of a match was made up for once, and is not again.
    if (award.day > horizon_ago_) past.received += award.handed + (award.match ? award.taken : 0);
    if (!award.runs()) continue;
    RunningAward running{award, {}};
    for (const HeldPromise& held : award.promises) {
      bool paused = false;
      if (held.promise.while_of) {
        const Offer* was = frozen_.offer(award, status);
        if (was == nullptr) return status;
        const auto& condition = was->rewards[*held.promise.while_of].while_true;
        paused = condition && !frozen_.holds(award, *condition, programme(), batch, row, day_, status);
      }
      running.paused.push_back(paused);
    }
    past.runs.push_back(std::move(running));
  }
  return status;
}

void Granting::close(const Batch& batch, std::size_t row, const LimitKeys& keys,
                     const std::vector<HeldAward>& awards, Past& past) {
  for (std::uint32_t number = 0; number < programme().offers.size(); ++number) {
    const Offer& offer = programme().offers[number];
    Closed& closed = past.closed[number];
    std::size_t before = 0;
    bool runs = false;
    for (const HeldAward& award : awards) {
      if (!is_of(offer, award)) continue;
      ++before;
      runs = runs || award.runs();
    }
    std::string& occasion = past.occasions[number];
    occasion = occasion_of(programme(), offer, batch, row, day_, before);
    if (runs) continue;
    const bool again = std::ranges::any_of(awards, [&](const HeldAward& award) {
      return is_of(offer, award) &&
             (same_occasion(award.occasion, occasion) || keeps_its_occasion(award, offer));
    });
    if (again)
      closed = Closed::given_before;
    else if (is_held_out(number, keys))
      closed = Closed::held_out;
  }
  for (const OfferLimits& limits : limits_) {
    const LimitKeys of = keys_for(limits, keys, batch, row);
    Closed& closed = past.closed[limits.offer()];
    const bool runs = std::ranges::any_of(past.runs, [&](const RunningAward& running) {
      return is_of(programme().offers[limits.offer()], running.award);
    });
    if (closed == Closed::no && !runs && !limits.has_room(of, 0)) closed = Closed::limit_reached;
  }
}

Status Granting::decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision) {
  return decider_.decide(batch, row, past, decision);
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
  std::vector<Award> fresh;
  for (const Award& award : decision.deal.awards)
    if (!award.runs_on) fresh.push_back(award);
  return fresh;
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
