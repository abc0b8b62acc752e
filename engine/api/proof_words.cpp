#include "api/proof_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "plan/lower.h"
#include "proof/problem.h"
#include "trouw/ensure.h"

namespace trouw {

const char* verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::broken:
      return "broken";
    case Verdict::unknown:
      return "unknown";
    case Verdict::population:
      return "population";
  }
  return "unknown";
}

namespace {

std::string text_of(const Programme& programme, std::int64_t value) {
  const auto index = static_cast<std::size_t>(value);
  return index < programme.texts.size() ? programme.texts[index] : "something else";
}

std::string shown(const Programme& programme, FieldId id, const std::optional<std::int64_t>& value) {
  if (!value) return "unknown";
  const bool text = programme.schema.fields[id].type == Type::text;
  return shown_value(programme.schema, id, *value, text ? text_of(programme, *value) : "");
}

std::string money(const Programme& programme, std::int64_t minor) {
  return write_money(minor, programme.schema.currency);
}

std::map<std::uint32_t, std::int64_t> paid_by_offer(const DealView& deal) {
  std::map<std::uint32_t, std::int64_t> paid;
  for (const Award& award : deal.awards) paid[award.offer] += award.paid;
  return paid;
}

const Offer* newcomer_match(const Programme& programme) {
  for (const Offer& offer : programme.offers)
    if (offer.match && !offer.match->offer &&
        (offer.audience == Audience::customers || offer.audience == Audience::everyone))
      return &offer;
  return nullptr;
}

std::string mend_newcomer(const Programme& programme) {
  const Offer* match = newcomer_match(programme);
  if (match == nullptr) return "give customers an offer that says `match the newcomer deal`.";
  if (is_scarce(*match) || !match->limits.empty())
    return fmt::format("take the limit off “{}”: once it is used up, nothing tops customers up.",
                       match->title);
  if (match->match->cap)
    return fmt::format("take `at most {}` off “{}”.", money(programme, *match->match->cap), match->title);
  if (!match->conditions.empty() || match->from || match->through)
    return fmt::format("let “{}” be open to every customer on every day.", match->title);
  return fmt::format("put “{}” last, after every other match, and without `over`.", match->title);
}

// The offer that gives the other side most, beyond what it gives this one.
const Offer* largest_lead(const Programme& programme, const Counterexample& example) {
  const auto own = paid_by_offer(example.own.deal), other = paid_by_offer(example.other.deal);
  const Offer* leading = nullptr;
  std::int64_t most = 0;
  for (const auto& [offer, paid] : other) {
    const auto mine = own.find(offer);
    const std::int64_t lead = paid - (mine == own.end() ? 0 : mine->second);
    if (lead > most) {
      most = lead;
      leading = &programme.offers[offer];
    }
  }
  return leading;
}

// "“A”, “B” and “C”"
std::string titles(const Programme& programme, const std::vector<std::uint32_t>& offers) {
  std::string text;
  for (std::size_t i = 0; i < offers.size(); ++i)
    text += fmt::format("{}“{}”",
                        i == 0                   ? ""
                        : i + 1 == offers.size() ? " and "
                                                 : ", ",
                        programme.offers[offers[i]].title);
  return text;
}

std::string horizon_text(const Schema& schema) {
  return fmt::format("{} {}", schema.horizon * schema.billing.count,
                     schema.billing.weeks ? "weeks" : "months");
}

// Which offers a customer may have had before: nothing where none comes so seldom.
std::string used_up_text(const Programme& programme) {
  std::vector<std::uint32_t> offers;
  for (const HadBefore::One& one : had_before(programme).all) offers.push_back(one.offer);
  if (offers.empty()) return "";
  return fmt::format(
      "a customer may have had {} before, longer than {} ago: open or used up, whichever is worse",
      titles(programme, offers), horizon_text(programme.schema));
}

}  // namespace

Day preferred_day(const Programme& programme, Day from, Day through) {
  Day day = day_of({2025, 1, 1});
  for (auto offer = programme.offers.rbegin(); offer != programme.offers.rend(); ++offer)
    if (offer->from) day = *offer->from;
  if (!programme.examples.empty()) day = programme.examples.front().on;
  return std::clamp(day, from, through);
}

std::vector<FieldId> telling_fields(const Programme& programme,
                                    const std::vector<std::optional<std::int64_t>>& record) {
  std::vector<FieldId> fields;
  const Roles& roles = programme.schema.roles;
  for (FieldId id = 0; id < record.size(); ++id) {
    const Field& field = programme.schema.fields[id];
    if (roles.id == id || roles.customer == id) continue;
    const bool tells = roles.price == id || roles.newcomer_price == id || roles.joined == id ||
                       roles.tenure == id || record[id] != field.typical;
    if (tells && record[id]) fields.push_back(id);
  }
  return fields;
}

std::string person_text(const Programme& programme, const Counterexample& example) {
  std::string text;
  for (const FieldId id : example.telling) {
    const std::string& name = programme.schema.fields[id].name;
    text += fmt::format("{}{} is {}", text.empty() ? "" : ", ", name,
                        shown(programme, id, example.own.record[id]));
    if (!example.other.record.empty() && example.other.record[id] != example.own.record[id])
      text += fmt::format(" (against {})", shown(programme, id, example.other.record[id]));
  }
  text = fmt::format("A {} on {}: {}.", standing_name(example.standing), format_day(example.on),
                     text.empty() ? "as is typical" : text);
  if (!example.had.empty())
    text += fmt::format(" They had {} before, longer than {} ago.", titles(programme, example.had),
                        horizon_text(programme.schema));
  return text;
}

std::string difference_text(const Programme& programme, const Counterexample& example) {
  const auto own = paid_by_offer(example.own.deal), other = paid_by_offer(example.other.deal);
  std::string text;
  const auto tell = [&](std::uint32_t offer, std::int64_t here, std::int64_t there) {
    if (here == there) return;
    text += fmt::format("{}“{}” {} against {}", text.empty() ? "" : "; ", programme.offers[offer].title,
                        money(programme, here), money(programme, there));
  };
  for (std::uint32_t offer = 0; offer < programme.offers.size(); ++offer) {
    const auto here = own.find(offer), there = other.find(offer);
    tell(offer, here == own.end() ? 0 : here->second, there == other.end() ? 0 : there->second);
  }
  const auto [own_price, other_price] =
      std::ranges::mismatch(example.own.deal.prices, example.other.deal.prices);
  if (own_price == example.own.deal.prices.end() || other_price == example.other.deal.prices.end())
    return text;
  const auto bill = own_price - example.own.deal.prices.begin();
  text += fmt::format("{}{}a price of {} against {}", text.empty() ? "" : "; ",
                      bill == 0 ? "" : fmt::format("from bill {} ", bill + 1), money(programme, *own_price),
                      money(programme, *other_price));
  return text;
}

std::string suggestion_text(const Programme& programme, const Guarantee& guarantee,
                            const Counterexample& example) {
  const Offer* lead = largest_lead(programme, example);
  switch (guarantee.kind) {
    case GuaranteeKind::newcomer:
      return mend_newcomer(programme);
    case GuaranteeKind::staying:
      return lead == nullptr ? ""
                             : fmt::format("let “{}” give no less to those who stay longer.", lead->title);
    case GuaranteeKind::returning:
      return lead == nullptr ? ""
                             : fmt::format("give those who stay as much as “{}”, or let it give {} less.",
                                           lead->title, money(programme, example.gap));
    case GuaranteeKind::share:
      break;
  }
  return "";
}

std::string nothing_compared(const Programme& programme, const Guarantee& guarantee) {
  if (guarantee.kind == GuaranteeKind::staying && !tells_tenure(programme.schema))
    return "the roles name neither `joined` nor `tenure`, so no record has stayed longer than another";
  if (guarantee.kind == GuaranteeKind::returning && !programme.former_when)
    return "the roles have no `former when`, so nobody has left";
  return "";
}

std::vector<std::string> rests_on(const Programme& programme, const std::vector<std::string>& facts,
                                  const Guarantee& guarantee, Day from, Day through) {
  std::vector<std::string> lines;
  lines.push_back(from == through
                      ? fmt::format("the day {}", format_day(from))
                      : fmt::format("every day from {} through {}", format_day(from), format_day(through)));
  lines.push_back("every record within the domains of programme.yaml");
  for (const std::string& fact : facts) lines.push_back("the fact that " + fact);
  if (guarantee.when) lines.push_back("only those of whom it holds that " + guarantee.when->text);
  const auto& price = programme.schema.roles.newcomer_price;
  lines.push_back(price ? fmt::format("newcomers pay {}", programme.schema.fields[*price].name)
                        : "newcomers pay the same price");
  lines.push_back("what runs, and what was received within the past horizon, only adds");
  if (const std::string used_up = used_up_text(programme); !used_up.empty()) lines.push_back(used_up);
  for (const Offer& offer : programme.offers) {
    if (!is_scarce(offer)) continue;
    const char* taken = offer.audience == Audience::customers  ? "closed"
                        : offer.audience == Audience::everyone ? "open to newcomers and closed to customers"
                                                               : "open";
    lines.push_back(fmt::format("“{}” has a limit or a hold-out: it is taken to be {}", offer.title, taken));
  }
  return lines;
}

}  // namespace trouw
