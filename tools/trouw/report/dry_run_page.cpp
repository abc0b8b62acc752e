#include <fmt/format.h>

#include <algorithm>

#include "report/amounts.h"
#include "report/chart.h"
#include "report/pages.h"
#include "report/segments.h"
#include "shell/words.h"
#include "show/dry_run_words.h"
#include "trouw/ensure.h"

namespace trouw::cli {

namespace {

class DryRunPage {
 public:
  explicit DryRunPage(const DryRunReport& report)
      : report_(report),
        summary_(report.summary),
        population_(*report.summary.population),
        in_(report.programme.schema.currency),
        page_("en", fmt::format("{} on {}", report.programme.schema.programme, format_day(report.on)),
              fmt::format("A dry run over {}: {}. Nothing was changed.",
                          counted(summary_.records, "record", "records"),
                          summary_.decided == 0 ? "none could be decided" : who_text(report))) {}

  Page made() && {
    answer();
    guarantees();
    fairness();
    cost();
    if (summary_.decided > 0) segments(page_, report_.programme, population_);
    left_out();
    return std::move(page_);
  }

 private:
  const Group& customers() const { return population_.standings[static_cast<int>(Standing::customer)]; }
  const Group& of(Standing standing) const { return population_.standings[static_cast<int>(standing)]; }

  void answer();
  void guarantees();
  void fairness();
  void by_tenure();
  void worse_off();
  void cost();
  void by_standing();
  void by_customer_value();
  void left_out();

  const DryRunReport& report_;
  const DryRunSummary& summary_;
  const Population& population_;
  Amounts in_;
  Page page_;
};

void DryRunPage::answer() {
  if (checked_by(summary_) != Checked::customers) {
    std::vector<std::string> more;
    if (const std::string uncovered = uncovered_text(report_); !uncovered.empty()) more.push_back(uncovered);
    return page_.answer(Page::bad, not_checked_text(report_), more);
  }
  const bool fair = summary_.after.count == 0;
  std::vector<std::string> more;
  more.push_back(fmt::format("Before matches {} worse off{}.", counted(summary_.before.count, "was", "were"),
                             by_how_much(report_, summary_.before)));
  if (!fair)
    more.push_back(fmt::format("After matches {} worse off{}.", counted(summary_.after.count, "was", "were"),
                               by_how_much(report_, summary_.after)));
  more.push_back(fmt::format("Matches cost {} of the {} that all offers cost.", in_.money(summary_.top_up),
                             in_.money(summary_.value)));
  const std::string uncovered = uncovered_text(report_);
  if (!uncovered.empty()) more.push_back(uncovered);
  page_.answer(
      fair ? Page::good : Page::bad,
      fmt::format("{} of {} worse off than a newcomer; {} not covered.", number(summary_.after.count),
                  counted(standing(report_, Standing::customer), "customer is", "customers are"),
                  number(left_uncovered(report_))),
      more);
}

void DryRunPage::guarantees() {
  page_.section("Guarantees");
  if (report_.programme.guarantees.empty()) return page_.text("The programme states no guarantee.");
  Numbers numbers{{"guarantee", "on these records", "for whom"}, {}, {}, {1, 2}};
  for (std::size_t i = 0; i < report_.programme.guarantees.size(); ++i) {
    const Guarantee& guarantee = report_.programme.guarantees[i];
    const GuaranteeSummary& found = summary_.guarantees[i];
    numbers.rows.push_back({guarantee.text, verdict_of(found), breach_text(report_, guarantee, found)});
  }
  page_.table("What the programme promises, and whether it holds here", numbers);
}

void DryRunPage::fairness() {
  if (customers().records == 0) return;
  page_.section("Customers beside newcomers");
  if (!population_.years.empty()) by_tenure();
  worse_off();
}

void DryRunPage::by_tenure() {
  const auto& years = population_.years;
  Chart chart;
  chart.title = "Mean deal by years of tenure";
  chart.series = {{"customers", {}}, {"as newcomers", {}}};
  chart.written = in_.axis();
  chart.below = "years of tenure";
  Numbers numbers{{"years", "customers", "mean deal", "mean as newcomers", "worse off before matches",
                   "after", "all deals"},
                  {},
                  {},
                  {}};
  std::uint64_t count = 0;
  std::int64_t value = 0;
  for (std::size_t year = 0; year < years.size(); ++year) {
    const Group& group = years[year];
    const auto own = Amounts::mean(group.value, group.records),
               twin = Amounts::mean(group.newcomer_value, group.records);
    chart.labels.push_back(std::to_string(year));
    chart.series[0].values.push_back(group.records == 0 ? -1 : own);
    chart.series[1].values.push_back(group.records == 0 ? -1 : twin);
    count += group.records;
    value += group.value;
    if (group.records == 0) continue;
    numbers.rows.push_back({chart.labels.back(), number(group.records), in_.plain(own), in_.plain(twin),
                            number(group.worse_before), number(group.worse_after), in_.plain(group.value)});
  }
  numbers.total = {
      "all",           number(count), "", "", number(summary_.before.count), number(summary_.after.count),
      in_.plain(value)};
  page_.figure(
      "What a deal is worth, by tenure", lines(chart),
      fmt::format(
          "The mean worth in {} of a customer's whole deal over {}, by whole years of tenure, and what "
          "the same customers would get as newcomers. Perks count in full.",
          report_.programme.schema.currency, in_.horizon(report_.programme.schema)),
      numbers);
}

void DryRunPage::worse_off() {
  if (population_.worse.empty())
    return page_.text("No customer is worse off than a newcomer, before or after matches.");
  Chart chart;
  chart.title = "How much worse off customers are than newcomers";
  chart.series = {{"before matches", {}}, {"after matches", {}}};
  chart.written = in_.counts();
  chart.below = "worse off by at most, in " + report_.programme.schema.currency;
  Numbers numbers{{"worse off by", "before matches", "after matches"}, {}, {}, {}};
  std::int64_t above = 0;
  for (const WorseBand& band : population_.worse) {
    const bool last = band.up_to == INT64_MAX;
    chart.labels.push_back(last ? "more" : in_.whole(band.up_to));
    chart.series[0].values.push_back(static_cast<std::int64_t>(band.before));
    chart.series[1].values.push_back(static_cast<std::int64_t>(band.after));
    numbers.rows.push_back({last ? "more than " + in_.money(above)
                                 : fmt::format("over {} to {}", in_.plain(above), in_.plain(band.up_to)),
                            number(band.before), number(band.after)});
    above = band.up_to;
  }
  numbers.total = {"all", number(summary_.before.count), number(summary_.after.count)};
  page_.figure(
      "Who is worse off, and by how much", columns(chart),
      "Customers who pay more than they would as newcomers, by how much more, before and after the matches. "
      "Customers who are not worse off stand in no column.",
      numbers);
}

void DryRunPage::cost() {
  if (summary_.decided == 0) return;
  page_.section("What it costs");
  Chart chart;
  chart.title = "Cost of each offer";
  chart.series = {{"cost", {}}};
  chart.written = in_.amounts();
  Numbers numbers{
      {"offer", "for", "open", "counted", "cost in " + report_.programme.schema.currency}, {}, {}, {1}};
  std::int64_t all = 0;
  for (std::size_t i = 0; i < report_.programme.offers.size(); ++i) {
    const Offer& offer = report_.programme.offers[i];
    const OfferSummary& sums = summary_.offers[i];
    chart.labels.push_back(fmt::format("{} ({})", offer.title, audience_name(offer.audience)));
    chart.series[0].values.push_back(sums.paid);
    numbers.rows.push_back({offer.title, audience_name(offer.audience), number(sums.open),
                            number(sums.counted), in_.plain(sums.paid)});
    all += sums.paid;
  }
  numbers.total = {"all offers", "", "", "", in_.plain(all)};
  page_.figure(
      "Cost of each offer", bars(chart),
      fmt::format("What each offer takes off the bills of {}, after the limit of the whole deal, and to how "
                  "many it was open and counted. Perks and points at their stated worth.",
                  in_.horizon(report_.programme.schema)),
      numbers);
  by_standing();
  by_customer_value();
}

void DryRunPage::by_standing() {
  Chart chart;
  chart.title = "Spending on newcomers and on customers";
  chart.series = {{"spent", {}}};
  chart.written = in_.amounts();
  Numbers numbers{{"who", "records", "spent", "for each", "of the price"}, {}, {}, {}};
  const std::pair<Standing, const char*> kinds[] = {{Standing::customer, "customers"},
                                                    {Standing::newcomer, "newcomers"},
                                                    {Standing::returner, "returners"}};
  for (const auto& [standing, name] : kinds) {
    const Group& group = of(standing);
    if (group.records == 0) continue;
    chart.labels.emplace_back(name);
    chart.series[0].values.push_back(group.value);
    numbers.rows.push_back({name, number(group.records), in_.plain(group.value),
                            in_.plain(Amounts::mean(group.value, group.records)),
                            Amounts::share(group.value, group.price)});
  }
  numbers.total = {"all", number(summary_.decided - standing(report_, Standing::nobody)),
                   in_.plain(summary_.value), "", ""};
  page_.figure(
      "Newcomers and customers", bars(chart),
      fmt::format(
          "What is spent on each over {}, in all, for each of them, and as a share of what they would "
          "pay without any offer.",
          in_.horizon(report_.programme.schema)),
      numbers);
}

void DryRunPage::by_customer_value() {
  const Group& all = customers();
  if (all.price == 0 || all.value == 0) return;
  Curve drawn{"Shares of price and rewards by customer value",
              "share of rewards",
              "share of price",
              "share of customers, the highest price first",
              {},
              {}};
  Numbers numbers{{"customers, the highest price first", "of the price", "of the rewards"}, {}, {}, {}};
  std::uint64_t count = 0;
  std::int64_t price = 0, value = 0, next = rate_one / 10;
  for (const PriceBand& band : population_.prices) {
    count += band.customers;
    price += band.price;
    value += band.value;
    const std::int64_t part =
        Amounts::rate(static_cast<std::int64_t>(count), static_cast<std::int64_t>(all.records));
    drawn.points.emplace_back(part, Amounts::rate(value, all.value));
    drawn.others.emplace_back(part, Amounts::rate(price, all.price));
    if (part < next) continue;
    numbers.rows.push_back({"first " + Amounts::percent(part), Amounts::share(price, all.price),
                            Amounts::share(value, all.value)});
    while (next <= part) next += rate_one / 10;
  }
  page_.figure(
      "Who brings in the money, and who gets the rewards", curve(drawn),
      "Customers in order of what they would pay without any offer, the highest first: what share of the "
      "price "
      "they bring in, and what share of the rewards they get. The straight line is an equal share for "
      "everybody. Customers who pay alike within some 1.5% stand together.",
      numbers);
}

void DryRunPage::left_out() {
  page_.section("What is left out");
  Numbers numbers{{"field", "reason", "records"}, {}, {"all rejected", "", number(summary_.rejected)}, {1}};
  const auto kinds = report_.rejects.by_frequency();
  std::uint64_t others = report_.rejects.others();
  constexpr std::size_t most_shown = 50;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (i < most_shown)
      numbers.rows.push_back({kinds[i]->first.first.empty() ? "(the record)" : kinds[i]->first.first,
                              kinds[i]->first.second, number(kinds[i]->second.count)});
    else
      others += kinds[i]->second.count;
  if (others > 0) numbers.rows.push_back({"other", "for other reasons", number(others)});
  if (summary_.rejected == 0)
    page_.text("No record was rejected.");
  else
    page_.table("Rejected records, which nothing was decided for", numbers);
  page_.text(summary_.facts_broken == 0 ? "No record breaks a fact that the programme states."
                                        : counted(summary_.facts_broken, "record breaks", "records break") +
                                              " a fact: decided all the same, but no proof covers them.");
  if (summary_.facts_broken > 0) {
    Numbers facts{{"fact", "records that break it"}, {}, {}};
    for (const FactSummary& fact : summary_.facts)
      if (fact.broken_count > 0) facts.rows.push_back({fact.text, number(fact.broken_count)});
    page_.table("Facts that are broken, or undecided", facts);
  }
  if (const std::uint64_t nobody = standing(report_, Standing::nobody); nobody > 0)
    page_.text(counted(nobody, "record is", "records are") + " neither customer, newcomer nor returner.");
  for (const std::string& sentence : assumptions(report_)) page_.text(sentence);
  page_.faint(fmt::format("Amounts {} tax, in {}. Programme {}.",
                          report_.programme.schema.prices_include_tax ? "include" : "exclude",
                          report_.programme.schema.currency, report_.programme.fingerprint));
}

}  // namespace

Page dry_run_page(const DryRunReport& report) {
  ensure(report.summary.population.has_value(), "a report without its groups");
  return DryRunPage(report).made();
}

}  // namespace trouw::cli
