#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "shell/table.h"
#include "shell/words.h"
#include "show/dry_run.h"

namespace trouw::cli {

namespace {

constexpr std::size_t kinds_shown = 5;

std::string money(const DryRunReport& report, std::int64_t minor) {
  return format_money(minor, report.programme.schema.currency);
}

std::uint64_t standing(const DryRunReport& report, Standing which) {
  return report.summary.standings[static_cast<int>(which)];
}

std::uint64_t left_uncovered(const DryRunReport& report) {
  return report.summary.rejected + report.summary.facts_broken + standing(report, Standing::nobody);
}

std::string number(std::uint64_t count) {
  return format_count(static_cast<std::int64_t>(count));
}

// "1,600 customers, 250 newcomers and 150 returners"
std::string who(const DryRunReport& report) {
  std::vector<std::string> parts;
  const auto add = [&](Standing which, const char* one, const char* several) {
    if (standing(report, which) > 0) parts.push_back(counted(standing(report, which), one, several));
  };
  add(Standing::customer, "customer", "customers");
  add(Standing::newcomer, "newcomer", "newcomers");
  add(Standing::returner, "returner", "returners");
  add(Standing::nobody, "of no standing", "of no standing");
  std::string text;
  for (std::size_t part = 0; part < parts.size(); ++part)
    text += (part == 0 ? "" : part + 1 == parts.size() ? " and " : ", ") + parts[part];
  return text;
}

// ", by EUR 61,234.50 in all; the worst is 100203, by EUR 200.00"
std::string by_how_much(const DryRunReport& report, const DryRunSummary::WorseOff& worse) {
  if (worse.count == 0) return "";
  return fmt::format(", by {} in all; the worst is {}, by {}", money(report, worse.total),
                     printable(worse.worst_id), money(report, worse.worst));
}

std::string answer(const DryRunReport& report, const Console& console) {
  const DryRunSummary& summary = report.summary;
  const Tone tone = summary.after.count == 0 ? Tone::good : Tone::bad;
  std::string text =
      console.toned_out(tone, fmt::format("{} worse off than a newcomer; {} not covered.",
                                          number(summary.after.count), number(left_uncovered(report)))) +
      "\n";
  const auto line = [&](const char* when, const DryRunSummary::WorseOff& worse) {
    text += wrapped(fmt::format("{} {} worse off{}.", when, counted(worse.count, "was", "were"),
                                by_how_much(report, worse)),
                    "  ");
  };
  line("Before matches", summary.before);
  line("After matches", summary.after);
  return text;
}

// Why records are not covered, where some are not.
std::string uncovered(const DryRunReport& report) {
  if (left_uncovered(report) == 0) return "";
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t count, const char* text) {
    if (count > 0) parts.push_back(number(count) + " " + text);
  };
  add(report.summary.rejected, "rejected");
  add(report.summary.facts_broken, "that break a fact");
  add(standing(report, Standing::nobody), "of no standing");
  return wrapped(fmt::format("Not covered: {}.", fmt::join(parts, ", ")), "  ");
}

std::string offers(const DryRunReport& report, const Console& console) {
  const std::string& currency = report.programme.schema.currency;
  const auto amount = [&](std::int64_t minor) {
    return format_money(minor, currency).substr(currency.size() + 1);
  };
  Table table({"offer", "for", "open", "counted", "cost in " + currency},
              {Table::left, Table::left, Table::right, Table::right, Table::right});
  std::int64_t all = 0;
  for (std::size_t i = 0; i < report.programme.offers.size(); ++i) {
    const Offer& offer = report.programme.offers[i];
    const OfferSummary& counts = report.summary.offers[i];
    table.add({printable(offer.title), audience_name(offer.audience), number(counts.open),
               number(counts.counted), amount(counts.paid)});
    all += counts.paid;
  }
  table.total({"all offers", "", "", "", amount(all)});
  return table.text(console);
}

std::string breach(const DryRunReport& report, const Guarantee& guarantee, const GuaranteeSummary& found) {
  if (guarantee.kind == GuaranteeKind::share)
    return fmt::format("customers receive {} of all rewards", format_rate(found.share));
  if (found.holds) {
    std::string text = "for " + counted(found.covered, "record", "records");
    if (found.left_out > 0) text += fmt::format("; its `when` leaves out {}", number(found.left_out));
    return text;
  }
  return fmt::format("for {} of {}; the worst is {}, by {}", number(found.broken_count),
                     counted(found.covered, "record", "records"), printable(found.worst_id),
                     money(report, found.worst));
}

std::string guarantees(const DryRunReport& report, const Console& console) {
  if (report.programme.guarantees.empty()) return "The programme states no guarantee.\n";
  std::string text = "Guarantees, on these records:\n";
  for (std::size_t i = 0; i < report.programme.guarantees.size(); ++i) {
    const Guarantee& guarantee = report.programme.guarantees[i];
    const GuaranteeSummary& found = report.summary.guarantees[i];
    const std::string verdict = found.holds ? "holds " : "broken";
    const std::string lines = wrapped(printable(guarantee.text), "          ") +
                              wrapped(breach(report, guarantee, found), "            ");
    text += "  " + console.toned_out(found.holds ? Tone::good : Tone::bad, verdict) + lines.substr(8);
  }
  return text;
}

std::string rejects(const DryRunReport& report) {
  if (report.summary.rejected == 0) return "";
  std::vector<std::pair<std::uint64_t, const RejectTally::Kind*>> kinds;
  for (const auto& [kind, count] : report.rejects.kinds()) kinds.emplace_back(count, &kind);
  std::ranges::stable_sort(kinds, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string text = "\n" + counted(report.summary.rejected, "record was", "records were") + " rejected:\n";
  std::uint64_t others = report.rejects.others();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto& [field, reason] = *kinds[i].second;
    if (i >= kinds_shown) others += kinds[i].first;
    if (i < kinds_shown)
      text += fmt::format("  {:>9}  {}{}\n", number(kinds[i].first),
                          field.empty() ? "" : printable(field) + ": ", printable(reason));
  }
  if (others > 0) text += fmt::format("  {:>9}  for other reasons\n", number(others));
  return text + (report.rejects_file.empty()
                     ? "  --rejects FILE lists them.\n"
                     : fmt::format("  {} lists them.\n", printable(report.rejects_file)));
}

// What the figures leave out for want of a ledger.
std::string assumptions(const Programme& programme) {
  const bool matches =
      std::ranges::any_of(programme.offers, [](const Offer& o) { return o.match.has_value(); });
  const bool limits = std::ranges::any_of(programme.offers, [](const Offer& o) { return !o.limits.empty(); });
  const bool held =
      std::ranges::any_of(programme.offers, [](const Offer& o) { return o.hold_out.has_value(); });
  std::string text;
  if (matches && !programme.schema.roles.already_received)
    text += wrapped("Assumed: nobody received anything earlier that a match would take off.", "");
  if (limits)
    text += wrapped("Assumed: limits leave room for everybody; they count what was given earlier.", "");
  if (held) text += wrapped("Assumed: nobody is held out.", "");
  return text.empty() ? "" : "\n" + text;
}

}  // namespace

void RejectTally::add(const Reject& reject) {
  constexpr std::size_t kinds_kept = 1000;
  const auto kind = std::make_pair(reject.field, reject.reason);
  if (kinds_.size() < kinds_kept || kinds_.contains(kind))
    ++kinds_[kind];
  else
    ++others_;
}

const char* audience_name(Audience audience) {
  switch (audience) {
    case Audience::newcomers:
      return "newcomers";
    case Audience::customers:
      return "customers";
    case Audience::returners:
      return "returners";
    case Audience::everyone:
      return "everyone";
  }
  return "";
}

bool guarantees_hold(const DryRunSummary& summary) {
  return std::ranges::all_of(summary.guarantees, &GuaranteeSummary::holds);
}

std::string dry_run_text(const DryRunReport& report, const Console& console) {
  const std::string head =
      fmt::format("{} on {}", printable(report.programme.schema.programme), format_day(report.on));
  if (report.summary.records == 0) return head + ": there are no records, so nothing was decided.\n";
  std::string text = console.toned_out(Tone::strong, head) + "\n";
  text += wrapped(fmt::format("{}: {}.", counted(report.summary.records, "record", "records"),
                              report.summary.decided == 0 ? "none could be decided" : who(report)),
                  "");
  text += "\n" + answer(report, console) + uncovered(report) + "\n" + offers(report, console) + "\n";
  return text + guarantees(report, console) + rejects(report) + assumptions(report.programme);
}

}  // namespace trouw::cli
