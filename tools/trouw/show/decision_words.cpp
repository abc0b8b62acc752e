#include "show/decision_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "shell/words.h"
#include "trouw/answers.h"
#include "trouw/occasion.h"

namespace trouw::cli {

namespace {

std::string pairs_text(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : pairs) parts.push_back(printable(name) + " is " + printable(value));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string tested_text(const Tested& tested) {
  const char* verdict = tested.holds == Truth::undecided ? "cannot be decided" : "does not hold";
  std::string text = fmt::format("“{}” {}", printable(tested.text), verdict);
  if (!tested.has.empty()) text += ": " + pairs_text(tested.has);
  return tested.short_of.empty() ? text : text + ", " + tested.short_of;
}

std::string year_day_text(int month, int day) {
  constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {}", day, months[month - 1]);
}

std::string window_text(const Offer& offer, Day on) {
  if (offer.from && on < *offer.from) return "runs only from " + format_day(*offer.from);
  if (offer.through && on > *offer.through) return "ran through " + format_day(*offer.through);
  if (const auto& season = offer.season)
    return fmt::format("runs every year from {} through {}",
                       year_day_text(season->from_month, season->from_day),
                       year_day_text(season->through_month, season->through_day));
  return "does not run on this day";
}

std::string titles(const Programme& programme, const std::vector<std::uint32_t>& offers) {
  std::vector<std::string> names;
  for (const std::uint32_t offer : offers)
    names.push_back("“" + printable(programme.offers[offer].title) + "”");
  return fmt::format("{}", fmt::join(names, " and "));
}

std::string lost_text(const Programme& programme, const PassedOver& passed) {
  const std::string& currency = programme.schema.currency;
  const std::string names = titles(programme, passed.lost_to);
  const char* verb = passed.lost_to.size() == 1 ? "is" : "are";
  if (passed.value == passed.winner)
    return fmt::format("{} {} worth as much, {}, and stands first", names, verb,
                       format_money(passed.winner, currency));
  return fmt::format("{} {} worth more: {} against {}", names, verb, format_money(passed.winner, currency),
                     format_money(passed.value, currency));
}

bool has_perks(const DealView& deal) {
  const auto perk = [](const Line& line) { return line.kind == Line::perk || line.kind == Line::points; };
  return std::ranges::any_of(deal.awards,
                             [&](const Award& award) { return std::ranges::any_of(award.lines, perk); });
}

// "…: referrals last year is 0"
std::string because_of(std::string text, const PassedOver& passed) {
  return passed.amount_of.empty() ? text : text + ": " + pairs_text(passed.amount_of);
}

}  // namespace

std::string horizon_text(const Schema& schema) {
  const int count = schema.horizon * schema.billing.count;
  return fmt::format("{} {}{}", count, schema.billing.weeks ? "week" : "month", count == 1 ? "" : "s");
}

std::string bill_numbers(int first, int count) {
  if (count == 1) return fmt::format("bill {}", first + 1);
  return fmt::format("bills {} to {}", first + 1, first + count);
}

std::string gets_text(const Programme& programme, const Decision& decision) {
  const std::string& currency = programme.schema.currency;
  const std::string text =
      fmt::format("Gets {} over {}", format_money(decision.value, currency), horizon_text(programme.schema));
  if (decision.standing == Standing::newcomer) return text + ".";
  return text + fmt::format("; a newcomer would get {}.", format_money(decision.newcomer_value, currency));
}

Fairness fairness_of(const Decision& decision) {
  switch (decision.standing) {
    case Standing::customer:
      return decision.worse_off == 0 ? Fairness::kept : Fairness::broken;
    case Standing::returner:
      return Fairness::not_compared;
    default:
      return Fairness::none;
  }
}

std::string fairness_text(const Programme& programme, const Decision& decision) {
  const std::string& currency = programme.schema.currency;
  const Fairness fairness = fairness_of(decision);
  if (fairness == Fairness::none) return "";
  if (fairness == Fairness::not_compared) {
    const std::int64_t more = decision.deal.net - decision.twin.net;
    const std::string text = "Only customers are promised no less than a newcomer, and this is a returner";
    return text + (more == 0 ? ": as well off as a newcomer."
                             : fmt::format(": {} {} off than a newcomer.",
                                           format_money(more > 0 ? more : -more, currency),
                                           more > 0 ? "worse" : "better"));
  }
  const std::string now = fairness == Fairness::kept
                              ? "Not worse off than a newcomer"
                              : "Worse off than a newcomer by " + format_money(decision.worse_off, currency);
  std::string text = now + ".";
  if (decision.worse_off_before != decision.worse_off)
    text = fmt::format("{}; by {} before matches.", now, format_money(decision.worse_off_before, currency));
  if (decision.received != 0)
    text += fmt::format(" {} that bills had before is counted.", format_money(decision.received, currency));
  return text;
}

std::vector<std::string> remarks(const Decision& decision) {
  std::vector<std::string> found;
  if (decision.standing != Standing::newcomer && has_perks(decision.deal))
    found.emplace_back("Perks count there only as far as a newcomer gets them too.");
  for (const std::string& fact : decision.facts_broken)
    found.push_back("This record breaks a fact, so no proof covers it: " + printable(fact) + ".");
  return found;
}

std::string line_text(const Schema& schema, const Line& line) {
  std::string text = printable(line.text) + ": ";
  if (line.kind == Line::points)
    text += counted(static_cast<std::uint64_t>(line.number), "point", "points") + ", ";
  if (line.kind == Line::perk || line.kind == Line::points) text += "worth ";
  text += fmt::format("{} on {}{}", format_money(line.amount, schema.currency),
                      line.periods > 1 ? "each of " : "", bill_numbers(line.first, line.periods));
  if (line.rate != 0)
    text += fmt::format(" ({} of {})", format_rate(line.rate), format_money(line.base, schema.currency));
  return text;
}

std::vector<std::string> award_notes(const Programme& programme, const Award& award) {
  std::vector<std::string> notes;
  if (!award.reason.empty()) notes.push_back("because " + award.reason);
  if (award.paid == 0 && award.value != 0 && !award.runs_on)
    notes.push_back("nothing is left of it to grant");
  else if (!programme.offers[award.offer].match)
    notes.push_back("granted " + occasion_words(programme.schema, programme.offers[award.offer]));
  for (const std::string& purpose : programme.offers[award.offer].because)
    notes.push_back(fmt::format("the offer is there because “{}”", purpose));
  for (const auto& [language, text] : award.messages)
    notes.push_back(award.messages.size() == 1
                        ? fmt::format("told “{}”", text)
                        : fmt::format("told, in {}, “{}”", language_of(programme, award, language), text));
  return notes;
}

std::vector<std::string> why_not(const Programme& programme, const Decision& decision,
                                 const PassedOver& passed) {
  switch (passed.cause) {
    case Cause::condition: {
      std::vector<std::string> reasons;
      for (const Tested& tested : passed.tested) reasons.push_back(tested_text(tested));
      return reasons;
    }
    case Cause::window:
      return {window_text(programme.offers[passed.offer], decision.on)};
    case Cause::unknown_amount:
      return {because_of("its amount depends on a value that is unknown here", passed)};
    case Cause::lost:
      return {lost_text(programme, passed)};
    case Cause::worth_nothing:
      if (!passed.lost_to.empty())
        return {"it is open, but nothing is left of the bills that it is for, after " +
                titles(programme, passed.lost_to)};
      return {because_of("it is open, but comes to nothing", passed)};
    case Cause::nothing_to_match:
      return {"there is nothing to make up for"};
    default:
      return {why_not(programme, decision, passed.offer)};
  }
  return {};
}

std::string from_when(const PassedOver& passed) {
  return passed.from ? fmt::format("from {}, if nothing else changes", format_day(*passed.from)) : "";
}

std::vector<BillRow> bill_rows(const Programme& programme, const Decision& decision) {
  const std::vector<std::int64_t> ours = bills_of(decision.deal, programme.schema.horizon);
  const std::vector<std::int64_t> twins = bills_of(decision.twin, programme.schema.horizon);
  std::vector<BillRow> rows;
  std::int64_t ahead = 0;
  std::vector<std::int64_t> prices = decision.deal.prices;
  prices.resize(ours.size(), decision.deal.bill);
  for (std::size_t bill = 0; bill < ours.size(); ++bill) {
    ahead += twins[bill] - ours[bill];
    const std::int64_t price = prices[bill];
    const bool alike = !rows.empty() && rows.back().price == price && rows.back().ours == ours[bill] &&
                       rows.back().newcomer == twins[bill];
    if (alike)
      ++rows.back().count;
    else
      rows.push_back({static_cast<int>(bill), 1, price, ours[bill], twins[bill], 0});
    rows.back().ahead = ahead;
  }
  return rows;
}

}  // namespace trouw::cli
