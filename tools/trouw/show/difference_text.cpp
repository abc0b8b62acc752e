#include <fmt/format.h>

#include "shell/table.h"
#include "shell/words.h"
#include "show/difference.h"
#include "show/dry_run_words.h"

namespace trouw::cli {

namespace {

std::string plain(const DifferenceReport& report, std::int64_t minor) {
  const std::string& currency = report.after.schema.currency;
  return format_money(minor, currency).substr(currency.size() + 1);
}

std::string guarantees(const DifferenceReport& report, const Console& console) {
  std::string text;
  for (const GuaranteeChange& change : guarantee_changes(report)) {
    const Tone tone = change.verdict == "holds" || change.verdict == "gained"  ? Tone::good
                      : change.verdict == "lost" || change.verdict == "broken" ? Tone::bad
                                                                               : Tone::warning;
    const std::string lines = wrapped(printable(change.text), std::string(20, ' '));
    text += "  " + console.toned_out(tone, fmt::format("{:<16}", change.verdict)) + "  " + lines.substr(20);
  }
  return text.empty() ? "Neither programme states a guarantee.\n" : "Guarantees, on these records:\n" + text;
}

std::string offers(const DifferenceReport& report, const Console& console) {
  Table table({"offer", "", "newly", "no longer", "cost before", "cost after"},
              {Table::left, Table::left, Table::right, Table::right, Table::right, Table::right});
  std::int64_t before = 0, after = 0;
  for (const OfferChange& change : offer_changes(report)) {
    const bool renamed = change.was != "new" && change.was != "gone" && !change.was.empty();
    table.add({printable(change.title), renamed ? "renamed" : change.was, number(change.newly),
               number(change.no_longer), plain(report, change.paid_before),
               plain(report, change.paid_after)});
    before += change.paid_before;
    after += change.paid_after;
  }
  table.total({"all offers", "", "", "", plain(report, before), plain(report, after)});
  return table.text(console);
}

std::string segments(const DifferenceReport& report, const Console& console) {
  std::string text;
  for (const ShiftedSegment& segment : report.found.segments) {
    if (!says_anything(segment)) continue;
    Table table({"by " + printable(report.after.schema.fields[segment.field].name), "gain", "lose",
                 "unchanged", "gained", "lost"},
                {Table::left, Table::right, Table::right, Table::right, Table::right, Table::right});
    for (std::size_t i = 0; i < segment.values.size(); ++i) {
      const Shift& shift = segment.shifts[i];
      if (shift.gaining == 0 && shift.losing == 0) continue;
      table.add({printable(segment.values[i]), number(shift.gaining), number(shift.losing),
                 number(shift.unchanged), plain(report, shift.gained), plain(report, shift.lost)});
    }
    text += "\n" + table.text(console);
  }
  return text;
}

std::string losers(const DifferenceReport& report, const Console& console) {
  if (report.found.worst.empty()) return "";
  const auto money = [&](std::int64_t minor) { return format_money(minor, report.after.schema.currency); };
  std::string text = "\n" + console.toned_out(Tone::strong, "Who lose most") + "\n";
  for (const Loser& loser : report.found.worst) {
    text += wrapped(fmt::format("{} loses {}: from {} to {}", printable(loser.after.id), money(loser.by),
                                money(loser.before.value), money(loser.after.value)),
                    "  ");
    for (const std::string& reason : loss_reasons(report, loser)) text += wrapped(reason, "    ");
  }
  return text;
}

}  // namespace

std::string difference_text(const DifferenceReport& report, const Console& console) {
  const Shift& all = report.found.all;
  std::string text =
      console.toned_out(Tone::strong,
                        fmt::format("{} on {}: what changes for {}", printable(report.after.schema.programme),
                                    format_day(report.on),
                                    counted(all.gaining + all.losing + all.unchanged, "record", "records"))) +
      "\n\n";
  const bool compared = all.gaining + all.losing + all.unchanged > 0;
  text += console.toned_out(all.losing > 0 ? Tone::bad
                            : compared     ? Tone::good
                                           : Tone::warning,
                            shift_text(report.found)) +
          "\n";
  for (const std::string& sentence : difference_sentences(report)) text += wrapped(sentence, "  ");
  text += "\n" + guarantees(report, console) + "\n" + offers(report, console);
  return text + segments(report, console) + losers(report, console);
}

}  // namespace trouw::cli
