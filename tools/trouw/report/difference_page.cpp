#include <fmt/format.h>

#include "report/amounts.h"
#include "report/chart.h"
#include "report/pages.h"
#include "shell/words.h"
#include "show/dry_run_words.h"

namespace trouw::cli {

namespace {

void guarantees(Page& page, const DifferenceReport& report) {
  Numbers numbers{{"guarantee", "before", "after", "so it is"}, {}, {}, {1, 2, 3}};
  for (const GuaranteeChange& change : guarantee_changes(report))
    numbers.rows.push_back({change.text, change.before, change.after, change.verdict});
  page.section("Guarantees");
  if (numbers.rows.empty()) return page.text("Neither programme states a guarantee.");
  page.table("What each programme promises, and whether it holds on these records", numbers);
}

void offers(Page& page, const DifferenceReport& report, const Amounts& in) {
  Chart chart{"Cost of each offer, before and after", {}, {{"before", {}}, {"after", {}}}, in.amounts(), ""};
  Numbers numbers{{"offer", "", "counted before", "after", "newly", "no longer", "cost before", "cost after"},
                  {},
                  {},
                  {1}};
  std::int64_t before = 0, after = 0;
  for (const OfferChange& change : offer_changes(report)) {
    chart.labels.push_back(change.was.empty() ? change.title
                                              : fmt::format("{} ({})", change.title, change.was));
    chart.series[0].values.push_back(change.paid_before);
    chart.series[1].values.push_back(change.paid_after);
    numbers.rows.push_back({change.title, change.was, number(change.counted_before),
                            number(change.counted_after), number(change.newly), number(change.no_longer),
                            in.plain(change.paid_before), in.plain(change.paid_after)});
    before += change.paid_before;
    after += change.paid_after;
  }
  numbers.heading[1] = "in the programme";
  numbers.total = {"all offers", "", "", "", "", "", in.plain(before), in.plain(after)};
  page.section("What it costs");
  page.figure("Cost of each offer, before and after", bars(chart),
              "What each offer costs under the old programme and under the new one, after the limit of the "
              "whole deal; "
              "for how many it counts newly, and for how many no longer.",
              numbers);
}

void segments(Page& page, const DifferenceReport& report, const Amounts& in) {
  page.section("Who gains and who loses");
  bool any = false;
  for (const ShiftedSegment& segment : report.found.segments) {
    if (!says_anything(segment)) continue;
    any = true;
    const std::string& field = report.after.schema.fields[segment.field].name;
    Chart chart{
        "Who gains and who loses, by " + field, {}, {{"gain", {}}, {"lose", {}}}, Amounts::counts(), ""};
    Numbers numbers{{field, "gain", "lose", "unchanged", "gained", "lost"}, {}, {}, {}};
    for (std::size_t i = 0; i < segment.values.size(); ++i) {
      const Shift& shift = segment.shifts[i];
      if (shift.gaining + shift.losing + shift.unchanged == 0) continue;
      chart.labels.push_back(segment.values[i]);
      chart.series[0].values.push_back(static_cast<std::int64_t>(shift.gaining));
      chart.series[1].values.push_back(static_cast<std::int64_t>(shift.losing));
      numbers.rows.push_back({segment.values[i], number(shift.gaining), number(shift.losing),
                              number(shift.unchanged), in.plain(shift.gained), in.plain(shift.lost)});
    }
    const Shift& all = report.found.all;
    numbers.total = {"all",
                     number(all.gaining),
                     number(all.losing),
                     number(all.unchanged),
                     in.plain(all.gained),
                     in.plain(all.lost)};
    page.figure(
        "By " + field, bars(chart),
        fmt::format(
            "How many get a deal that is worth more or less than before, by {}, and by how much together.",
            field),
        numbers);
  }
  if (!any) page.text("Nobody gains or loses.");
}

void losers(Page& page, const DifferenceReport& report, const Amounts& in) {
  if (report.found.worst.empty()) return;
  page.section("Who lose most");
  for (const Loser& loser : report.found.worst) {
    page.part(fmt::format("{}: loses {}, from {} to {}", loser.after.id, in.money(loser.by),
                          in.money(loser.before.value), in.money(loser.after.value)));
    page.list(loss_reasons(report, loser));
  }
}

}  // namespace

Page difference_page(const DifferenceReport& report) {
  const Amounts in(report.after.schema.currency);
  const Shift& all = report.found.all;
  Page page("en", fmt::format("{} on {}: what changes", report.after.schema.programme, format_day(report.on)),
            fmt::format("The old programme and the new one over {}. Nothing was changed.",
                        counted(all.gaining + all.losing + all.unchanged, "record", "records")));
  page.answer(all.losing > 0 ? Page::bad : Page::good, shift_text(report.found),
              difference_sentences(report));
  guarantees(page, report);
  offers(page, report, in);
  segments(page, report, in);
  losers(page, report, in);
  page.faint(fmt::format("Amounts {} tax, in {}. Programmes {} and {}.",
                         report.after.schema.prices_include_tax ? "include" : "exclude",
                         report.after.schema.currency, report.before.fingerprint, report.after.fingerprint));
  return page;
}

}  // namespace trouw::cli
