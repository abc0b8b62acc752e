#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "shell/table.h"
#include "shell/words.h"
#include "show/dry_run_words.h"
#include "show/what_if.h"

namespace trouw::cli {

namespace {

constexpr std::size_t people_shown = 5;

std::string money(const WhatIfReport& report, std::int64_t minor) {
  return format_money(minor, report.difference.after.schema.currency);
}

std::string plain(const WhatIfReport& report, std::int64_t minor) {
  const std::string& currency = report.difference.after.schema.currency;
  return format_money(minor, currency).substr(currency.size() + 1);
}

std::string headline(const WhatIfReport& report, const Console& console) {
  const Difference& found = report.difference.found;
  const std::uint64_t compared = found.all.gaining + found.all.losing + found.all.unchanged;
  if (compared == 0)
    return console.toned_out(Tone::warning,
                             "Nothing is compared: no record could be decided on both sides.") +
           "\n";
  std::string text = found.newly_worse_off == 0
                         ? fmt::format("Nobody of {} would newly be worse off than a newcomer.",
                                       counted(compared, "record", "records"))
                         : fmt::format("{} of {} would newly be worse off than a newcomer.",
                                       number(found.newly_worse_off), counted(compared, "record", "records"));
  if (found.no_longer_worse_off > 0)
    text += fmt::format(" {} no longer would.", number(found.no_longer_worse_off));
  return console.toned_out(found.newly_worse_off > 0 ? Tone::bad : Tone::good, wrapped(text, ""));
}

std::string figures(const WhatIfReport& report, const Console& console) {
  const DryRunSummary &now = report.difference.found.before, &then = report.difference.found.after;
  const auto signed_money = [&](std::int64_t more) { return (more > 0 ? "+" : "") + plain(report, more); };
  const auto signed_count = [](std::uint64_t was, std::uint64_t is) {
    const auto more = static_cast<std::int64_t>(is) - static_cast<std::int64_t>(was);
    return (more > 0 ? "+" : "") + format_count(more);
  };
  const std::string& currency = report.difference.after.schema.currency;
  Table table({"", "now", "then", "difference"}, {Table::left, Table::right, Table::right, Table::right});
  const auto count = [&](const char* name, std::uint64_t was, std::uint64_t is) {
    table.add({name, number(was), number(is), signed_count(was, is)});
  };
  const auto amount = [&](const std::string& name, std::int64_t was, std::int64_t is) {
    table.add({name + " " + currency, plain(report, was), plain(report, is), signed_money(is - was)});
  };
  count("worse off before matches", now.before.count, then.before.count);
  amount("  by, in", now.before.total, then.before.total);
  count("worse off after matches", now.after.count, then.after.count);
  amount("  by, in", now.after.total, then.after.total);
  amount("what matches cost, in", now.top_up, then.top_up);
  amount("what all offers cost, in", now.value, then.value);
  if (now.rejected != then.rejected) count("rejected", now.rejected, then.rejected);
  return table.text(console);
}

std::string people(const WhatIfReport& report, const Console& console) {
  const auto& worse = report.difference.found.worse_off;
  if (worse.empty()) return "";
  Table table({"who would be worse off", "pays now", "a newcomer", "would pay", "a newcomer", "worse off by"},
              {Table::left, Table::right, Table::right, Table::right, Table::right, Table::right});
  for (std::size_t i = 0; i < worse.size() && i < people_shown; ++i) {
    const Loser& one = worse[i];
    table.add({printable(one.after.id), plain(report, one.before.deal.net),
               plain(report, one.before.twin.net), plain(report, one.after.deal.net),
               plain(report, one.after.twin.net), plain(report, one.by)});
  }
  return "\n" + table.text(console);
}

std::string guarantees(const WhatIfReport& report, const Console& console) {
  std::string text;
  for (const GuaranteeChange& change : guarantee_changes(report.difference)) {
    if (change.before == change.after) continue;
    const bool lost = change.after == "broken";
    text += wrapped(fmt::format("{}: {} now, {} then", printable(change.text), change.before, change.after),
                    "  ");
    text = console.toned_out(lost ? Tone::bad : Tone::good, text);
  }
  return text.empty() ? "" : "\nGuarantees that change, on these records:\n" + text;
}

std::string limit(const WhatIfReport& report, const HowFar& how_far, const Breaking& found,
                  const char* when) {
  const auto moved = [&](std::int64_t rate) {
    return fmt::format("{}{}", how_far.options.falling ? '-' : '+', format_rate(rate));
  };
  const BreakingOptions& options = how_far.options;
  const std::string tried = counted(found.records, "record", "records");
  if (!found.rate)
    return wrapped(
        fmt::format("{}: nobody would newly be worse off, up to {}. Each step of {} was tried on {}.", when,
                    moved(options.most), format_rate(found.step), tried),
        "  ");
  const std::string before =
      *found.rate == options.fine
          ? std::string("somebody would newly be worse off at once")
          : fmt::format("nobody would newly be worse off up to {}", moved(*found.rate - options.fine));
  return wrapped(
      fmt::format("{}: {}; at {} {} would be, by {}. Each step of {} up to there was tried on {}.", when,
                  before, moved(*found.rate), printable(found.id), money(report, found.worse_off),
                  format_rate(*found.rate <= options.step ? options.fine : options.step), tried),
      "  ");
}

std::string how_far_text(const WhatIfReport& report) {
  if (!report.how_far) return "";
  const HowFar& how_far = *report.how_far;
  std::string text = fmt::format("\nHow far {} can {}:\n", printable(how_far.field),
                                 how_far.options.falling ? "fall" : "rise");
  text += limit(report, how_far, how_far.found.before_match, "Before matches");
  text += limit(report, how_far, how_far.found.after_match, "After matches");
  return text;
}

}  // namespace

std::string what_if_text(const WhatIfReport& report, const Console& console) {
  const DifferenceReport& difference = report.difference;
  std::string text = console.toned_out(
      Tone::strong,
      fmt::format("{} on {}", printable(difference.after.schema.programme), format_day(difference.on)));
  if (!report.changes.empty())
    text += fmt::format(": what if {}", printable(fmt::format("{}", fmt::join(report.changes, "; "))));
  text += "\n\n";
  if (!report.changes.empty())
    text += headline(report, console) + "\n" + figures(report, console) + people(report, console) +
            guarantees(report, console);
  return text + how_far_text(report);
}

}  // namespace trouw::cli
