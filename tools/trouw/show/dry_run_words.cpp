#include "show/dry_run_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "shell/words.h"

namespace trouw::cli {

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

Checked checked_by(const DryRunSummary& summary) {
  if (summary.decided == 0) return Checked::nothing;
  return summary.standings[static_cast<int>(Standing::customer)] == 0 ? Checked::no_customer
                                                                      : Checked::customers;
}

std::string not_checked_text(const DryRunReport& report) {
  if (report.summary.decided == 0)
    return fmt::format("Not checked: of {} none could be decided.",
                       counted(report.summary.records, "record", "records"));
  return fmt::format("Not checked: there is no customer among {}; {} not covered.",
                     counted(report.summary.records, "record", "records"), number(left_uncovered(report)));
}

const char* verdict_of(const GuaranteeSummary& found) {
  return found.covered == 0 ? "not checked" : found.holds ? "holds" : "broken";
}

std::string who_text(const DryRunReport& report) {
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

std::string by_how_much(const DryRunReport& report, const DryRunSummary::WorseOff& worse) {
  if (worse.count == 0) return "";
  return fmt::format(", by {} in all; the worst is {}, by {}", money(report, worse.total),
                     printable(worse.worst_id), money(report, worse.worst));
}

std::string uncovered_text(const DryRunReport& report) {
  if (left_uncovered(report) == 0) return "";
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t count, const char* text) {
    if (count > 0) parts.push_back(number(count) + " " + text);
  };
  add(report.summary.rejected, "rejected");
  add(report.summary.facts_broken, "that break a fact");
  add(standing(report, Standing::nobody), "of no standing");
  return fmt::format("Not covered: {}.", fmt::join(parts, ", "));
}

std::string breach_text(const DryRunReport& report, const Guarantee& guarantee,
                        const GuaranteeSummary& found) {
  if (guarantee.kind == GuaranteeKind::share && found.covered > 0)
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

std::vector<std::string> assumptions(const DryRunReport& report) {
  if (!report.ledger_file.empty())
    return {
        fmt::format("Counted: what {} says was given before. Costs are what is left of it and what is new.",
                    printable(report.ledger_file)),
        "Worse off is less what was received within the past horizon."};
  const Programme& programme = report.programme;
  const bool matches =
      std::ranges::any_of(programme.offers, [](const Offer& o) { return o.match.has_value(); });
  const bool limits = std::ranges::any_of(programme.offers, [](const Offer& o) { return !o.limits.empty(); });
  const bool held =
      std::ranges::any_of(programme.offers, [](const Offer& o) { return o.hold_out.has_value(); });
  std::vector<std::string> found;
  if (matches && !programme.schema.roles.already_received)
    found.emplace_back("Assumed: nobody received anything earlier that a match would take off.");
  if (limits)
    found.emplace_back("Assumed: limits leave room for everybody; they count what was given earlier.");
  if (held) found.emplace_back("Assumed: nobody is held out.");
  return found;
}

}  // namespace trouw::cli
