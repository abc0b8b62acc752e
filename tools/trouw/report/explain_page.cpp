#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/pages.h"
#include "show/decision_words.h"
#include "show/explain.h"

namespace trouw::cli {

namespace {

class ExplainPage {
 public:
  ExplainPage(const Programme& programme, const Decision& decision)
      : programme_(programme),
        decision_(decision),
        page_("en", explain_title(programme, decision),
              fmt::format("Amounts {} tax. Programme {}",
                          programme.schema.prices_include_tax ? "include" : "exclude",
                          programme.fingerprint.substr(0, 12))) {}

  Page made() && {
    if (decision_.standing == Standing::nobody) {
      page_.answer(Page::neutral,
                   "Neither a customer nor a newcomer here: no offer is meant for this record.",
                   remarks(decision_));
      return std::move(page_);
    }
    std::vector<std::string> more = remarks(decision_);
    const std::string fairness = fairness_text(programme_, decision_);
    if (!fairness.empty()) more.insert(more.begin(), gets_text(programme_, decision_));
    const Fairness kind = fairness_of(decision_);
    page_.answer(kind == Fairness::kept     ? Page::good
                 : kind == Fairness::broken ? Page::bad
                                            : Page::neutral,
                 fairness.empty() ? gets_text(programme_, decision_) : fairness, more);
    page_.section("Given");
    awards(decision_.deal, true);
    not_given();
    newcomer();
    bills();
    return std::move(page_);
  }

 private:
  std::string money(std::int64_t minor) const { return format_money(minor, programme_.schema.currency); }
  const std::string& title(std::uint32_t offer) const { return programme_.offers[offer].title; }

  void awards(const DealView& deal, bool reasons) {
    if (deal.awards.empty()) page_.text("Nothing.");
    for (const Award& award : deal.awards) {
      page_.part(fmt::format("{}: {}", title(award.offer), money(award.paid)));
      std::vector<std::string> items;
      for (const Line& line : award.lines) items.push_back(line_text(programme_.schema, line));
      if (award.paid != award.value)
        items.push_back(fmt::format("cut from {} by the deal's limit", money(award.value)));
      const std::vector<std::string> notes =
          reasons ? award_notes(programme_, award) : std::vector<std::string>();
      items.insert(items.end(), notes.begin(), notes.end());
      page_.list(items);
    }
  }

  void not_given() {
    if (decision_.passed_over.empty()) return;
    page_.section("Not given, the nearest miss first");
    for (const PassedOver& passed : decision_.passed_over) {
      page_.part(title(passed.offer));
      std::vector<std::string> items = why_not(programme_, decision_, passed);
      if (passed.from) items.push_back(from_when(passed));
      page_.list(items);
    }
  }

  void newcomer() {
    if (decision_.standing == Standing::newcomer) return;
    page_.section("What a newcomer like this would get");
    for (const auto& [field, value] : decision_.twin_choices)
      page_.text(fmt::format("Choosing {} {}.", field, value));
    awards(decision_.twin, false);
  }

  void bills() {
    const bool twin = decision_.standing != Standing::newcomer;
    const std::vector<std::int64_t> ours = bills_of(decision_.deal, programme_.schema.horizon);
    const std::vector<std::int64_t> newcomers = bills_of(decision_.twin, programme_.schema.horizon);
    Chart chart;
    chart.title = "What is to pay on each bill";
    chart.series.push_back({twin ? "this customer" : "this newcomer", ours});
    if (twin) chart.series.push_back({"a newcomer", newcomers});
    chart.written = [this](std::int64_t minor) { return write_money(minor, programme_.schema.currency); };
    chart.below = "bill";
    Numbers numbers{{"bill", "price", "to pay"}, {}, {"all", "", ""}, {}};
    if (twin) numbers.heading.insert(numbers.heading.end(), {"a newcomer pays", "ahead so far"});
    std::vector<std::int64_t> prices = decision_.deal.prices;
    prices.resize(ours.size(), decision_.deal.bill);
    std::int64_t paid = 0, by_newcomer = 0;
    for (std::size_t bill = 0; bill < ours.size(); ++bill) {
      paid += ours[bill];
      by_newcomer += newcomers[bill];
      chart.labels.push_back(std::to_string(bill + 1));
      numbers.rows.push_back({chart.labels.back(), money(prices[bill]), money(ours[bill])});
      if (twin)
        numbers.rows.back().insert(numbers.rows.back().end(),
                                   {money(newcomers[bill]), money(by_newcomer - paid)});
    }
    numbers.total[2] = money(paid);
    if (twin) numbers.total.insert(numbers.total.end(), {money(by_newcomer), ""});
    page_.section("Bill by bill");
    page_.figure(
        "To pay on each bill", columns(chart),
        twin ? "What is left to pay on each bill after all offers, beside what a newcomer with the same "
               "product would pay."
             : "What is left to pay on each bill after all offers.",
        numbers);
  }

  const Programme& programme_;
  const Decision& decision_;
  Page page_;
};

}  // namespace

Page explain_page(const Programme& programme, const Decision& decision) {
  return ExplainPage(programme, decision).made();
}

}  // namespace trouw::cli
