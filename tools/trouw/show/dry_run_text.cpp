#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "shell/table.h"
#include "shell/words.h"
#include "show/dry_run_words.h"

namespace trouw::cli {

namespace {

constexpr std::size_t kinds_shown = 5;

std::string answer(const DryRunReport& report, const Console& console) {
  const DryRunSummary& summary = report.summary;
  if (checked_by(summary) != Checked::customers) {
    const std::string text = console.toned_out(Tone::warning, not_checked_text(report)) + "\n";
    const std::string uncovered = uncovered_text(report);
    return uncovered.empty() ? text : text + wrapped(uncovered, "  ");
  }
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
  const std::string uncovered = uncovered_text(report);
  return uncovered.empty() ? text : text + wrapped(uncovered, "  ");
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

std::string guarantees(const DryRunReport& report, const Console& console) {
  if (report.programme.guarantees.empty()) return "The programme states no guarantee.\n";
  std::string text = "Guarantees, on these records:\n";
  for (std::size_t i = 0; i < report.programme.guarantees.size(); ++i) {
    const Guarantee& guarantee = report.programme.guarantees[i];
    const GuaranteeSummary& found = report.summary.guarantees[i];
    const std::string verdict = fmt::format("{:<6}", verdict_of(found));
    const std::string indent(verdict.size() + 4, ' ');
    const Tone tone = found.covered == 0 ? Tone::warning : found.holds ? Tone::good : Tone::bad;
    const std::string lines = wrapped(printable(guarantee.text), indent) +
                              wrapped(breach_text(report, guarantee, found), indent + "  ");
    text += "  " + console.toned_out(tone, verdict) + lines.substr(verdict.size() + 2);
  }
  return text;
}

// "premium: has more than 6 decimals, such as “0.1457109999” (line 12); add “round: half away from zero”"
std::string kind_text(const RejectTally::Kinds::value_type& kind) {
  const auto& [field, reason] = kind.first;
  const RejectTally::Cases& cases = kind.second;
  std::string text = (field.empty() ? "" : printable(field) + ": ") + printable(reason);
  if (!cases.value.empty())
    text += fmt::format(", such as “{}” (line {})", shortened(printable(cases.value), 40), cases.line);
  else
    text += fmt::format(", first at line {}", cases.line);
  return cases.advice.empty() ? text : text + "; add " + printable(cases.advice);
}

std::string rejects(const DryRunReport& report) {
  std::string blank;
  if (report.summary.blank_lines > 0)
    blank =
        "\n" + counted(report.summary.blank_lines, "blank line was", "blank lines were") + " passed over.\n";
  if (report.summary.rejected == 0) return blank;
  const auto kinds = report.rejects.by_frequency();
  std::string text =
      blank + "\n" + counted(report.summary.rejected, "record was", "records were") + " rejected:\n";
  std::uint64_t others = report.rejects.others();
  bool advised = false;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (i >= kinds_shown) {
      others += kinds[i]->second.count;
      continue;
    }
    const std::string lines = wrapped(kind_text(*kinds[i]), std::string(13, ' '));
    text += fmt::format("  {:>9}  {}", number(kinds[i]->second.count),
                        lines.substr(std::min<std::size_t>(13, lines.size())));
    advised |= !kinds[i]->second.advice.empty();
  }
  if (others > 0) text += fmt::format("  {:>9}  for other reasons\n", number(others));
  if (advised) text += "  What to add stands at the field in programme.yaml, or for all under “reading:”.\n";
  return text + (report.rejects_file.empty()
                     ? "  --rejects FILE lists them.\n"
                     : fmt::format("  {} lists them.\n", printable(report.rejects_file)));
}

std::string facts(const DryRunReport& report) {
  if (report.summary.facts_broken == 0) return "";
  std::string text = "\n" +
                     counted(report.summary.facts_broken, "record breaks a fact", "records break a fact") +
                     "; decided all the same:\n";
  for (const FactSummary& fact : report.summary.facts)
    if (fact.broken_count > 0)
      text += fmt::format("  {:>9}  {}", number(fact.broken_count),
                          wrapped(printable(fact.text), std::string(13, ' ')).substr(13));
  return text;
}

}  // namespace

std::string dry_run_text(const DryRunReport& report, const Console& console) {
  const std::string head =
      fmt::format("{} on {}", printable(report.programme.schema.programme), format_day(report.on));
  if (report.summary.records == 0) return head + ": there are no records, so nothing was decided.\n";
  std::string text = console.toned_out(Tone::strong, head) + "\n";
  text += wrapped(fmt::format("{}: {}.", counted(report.summary.records, "record", "records"),
                              report.summary.decided == 0 ? "none could be decided" : who_text(report)),
                  "");
  text += "\n" + answer(report, console) + "\n" + offers(report, console) + "\n";
  text += guarantees(report, console) + rejects(report) + facts(report);
  const std::vector<std::string> assumed = assumptions(report);
  if (!assumed.empty()) text += "\n";
  for (const std::string& sentence : assumed) text += wrapped(sentence, "");
  return text;
}

}  // namespace trouw::cli
