#include <fmt/format.h>

#include "shell/table.h"
#include "shell/words.h"
#include "show/dry_run_words.h"
#include "show/outcome.h"

namespace trouw::cli {

namespace {

// A rate in percent or points, to one decimal.
std::string tenths(std::int64_t rate) {
  const std::int64_t step = rate_one / 1000;
  const std::int64_t rounded = ((rate < 0 ? -rate : rate) + step / 2) / step;
  return fmt::format("{}{}.{}", rate < 0 && rounded != 0 ? "-" : "", rounded / 10, rounded % 10);
}

std::string money(const OutcomeReport& report, std::int64_t minor) {
  return format_money(minor, report.programme.schema.currency);
}

Table group_table(const std::string& of) {
  return Table(
      {of, "contracts", "stayed", "left", "not there", "share", "19 times in 20"},
      {Table::left, Table::right, Table::right, Table::right, Table::right, Table::right, Table::right});
}

void add_group(Table& table, const std::string& name, const OutcomeGroup& group) {
  const bool none = group.known == 0;
  table.add({name, number(group.contracts), number(group.stayed), number(group.left), number(group.missing),
             none ? "" : tenths(group.share) + "%",
             none ? "" : tenths(group.between.low) + "% to " + tenths(group.between.high) + "%"});
}

std::string between(const OfferOutcome& found) {
  return fmt::format("between {} and {} percentage points", tenths(found.difference_between.low),
                     tenths(found.difference_between.high));
}

std::string needed(const OfferOutcome& found) {
  const bool tiny = std::abs(found.difference) < rate_one / 100;
  return fmt::format("To tell a difference of {} from chance, some {} contracts in each group are needed.",
                     tiny ? "1 point" : tenths(std::abs(found.difference)) + " points", number(found.needed));
}

std::string kept(const OutcomeReport& report, const OfferOutcome& found) {
  return fmt::format(" It kept some {} that would have left ({} to {}), at {} each ({} to {}).",
                     counted(static_cast<std::uint64_t>(found.kept), "contract", "contracts"),
                     format_count(found.kept_between.low), format_count(found.kept_between.high),
                     money(report, found.cost_each), money(report, found.cost_between.low),
                     money(report, found.cost_between.high));
}

std::string verdict(const OutcomeReport& report, const OfferOutcome& found) {
  switch (found.finding) {
    case Finding::nobody_awarded:
      return "Nobody was awarded it in those days, so there is nothing to compare.";
    case Finding::nobody_held_out:
      return "";  // told once, of all such offers
    case Finding::too_few:
      return fmt::format(
          "The numbers are too small to say anything: {} and {} with a known end, and at least {} in each "
          "group "
          "are needed.{}",
          number(found.awarded.known), number(found.held_out.known), outcome_fewest,
          found.needed > 0 ? " " + needed(found) : "");
    case Finding::by_chance:
      return fmt::format("The difference of {} points may be chance: it lies {}. {}",
                         tenths(found.difference), between(found), needed(found));
    case Finding::stayed_more:
      return fmt::format("Who was awarded it stayed more often, by {} points ({}).", tenths(found.difference),
                         between(found)) +
             kept(report, found);
    case Finding::stayed_less:
      return fmt::format("Who was awarded it stayed less often, by {} points ({}). It kept nobody.",
                         tenths(-found.difference), between(found));
  }
  return "";
}

std::string cost(const OutcomeReport& report, const OfferOutcome& found) {
  if (found.awarded.contracts == 0) return "";
  return found.billed ? fmt::format("It cost {} on bills so far, of {} granted.", money(report, found.handed),
                                    money(report, found.granted))
                      : fmt::format("It cost {} as it was granted; no bill of it was handed out here.",
                                    money(report, found.granted));
}

std::string asides(const OfferOutcome& found) {
  std::string text;
  const std::uint64_t unread = found.awarded.unread + found.held_out.unread;
  if (unread > 0)
    text += fmt::format("{} left out: the later record was rejected.",
                        counted(unread, "contract is", "contracts are"));
  if (found.in_both > 0)
    text += fmt::format("{}{} left out: awarded once and held out another time.", text.empty() ? "" : " ",
                        counted(found.in_both, "contract is", "contracts are"));
  return text;
}

std::string offer_text(const OutcomeReport& report, const OfferOutcome& found, const Console& console) {
  const Offer& offer = report.programme.offers[found.offer];
  std::string text =
      "\n" + console.toned_out(Tone::strong, printable(offer.title)) +
      (offer.hold_out ? fmt::format(" (hold out {})", format_rate(*offer.hold_out)) : std::string()) + "\n";
  Table table = group_table("");
  add_group(table, "awarded", found.awarded);
  add_group(table, "held out", found.held_out);
  text += table.text(console);
  for (const std::string& sentence : {verdict(report, found), cost(report, found), asides(found)})
    if (!sentence.empty()) text += wrapped(sentence, "");
  return text;
}

// Offers that nobody was held out of: what is known of them, and why it says nothing.
std::string uncompared(const OutcomeReport& report, const Console& console) {
  Table table = group_table("awarded");
  bool any = false;
  for (const OfferOutcome& found : report.found.offers) {
    if (found.finding != Finding::nobody_held_out) continue;
    add_group(table, printable(report.programme.offers[found.offer].title), found.awarded);
    any = true;
  }
  if (!any) return "";
  return "\n" + console.toned_out(Tone::strong, "Nobody was held out of these offers") + "\n" +
         table.text(console) +
         wrapped(
             "So nobody can say who would have stayed without them. `hold out 5%` in an offer keeps a few "
             "back, "
             "to compare with.",
             "");
}

// What the figures take for granted.
std::string footnotes(const OutcomeReport& report) {
  bool missing = false, compared = false, matched = false;
  for (const OfferOutcome& one : report.found.offers) {
    missing = missing || one.awarded.missing + one.held_out.missing > 0;
    compared = compared || one.held_out.contracts > 0;
    matched = matched || report.programme.offers[one.offer].match.has_value();
  }
  std::string text;
  if (missing)
    text += wrapped(report.options.missing_aside
                        ? "Who is not in the later records (“not there”) counts as neither."
                        : "Who is not in the later records (“not there”) counts as gone; "
                          "`--missing-aside` leaves them out.",
                    "");
  if (compared && matched)
    text += wrapped(
        "Who was held out of an offer may have been topped up by a match instead: what an offer cost is told "
        "before that.",
        "");
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string outcome_text(const OutcomeReport& report, const Console& console) {
  const Outcomes& found = report.found;
  std::string text = console.toned_out(Tone::strong, fmt::format("{}: who stayed, on {}",
                                                                 printable(report.programme.schema.programme),
                                                                 format_day(report.options.on))) +
                     "\n";
  text += fmt::format("{} of that day read, {} rejected.\n", counted(found.records, "record", "records"),
                      number(found.rejected));
  if (found.offers.empty())
    return text + "\nThe ledger has no award of this programme's offers in those days.\n";
  for (const OfferOutcome& one : found.offers)
    if (one.finding != Finding::nobody_held_out) text += offer_text(report, one, console);
  text += uncompared(report, console) + footnotes(report);
  return text;
}

}  // namespace trouw::cli
