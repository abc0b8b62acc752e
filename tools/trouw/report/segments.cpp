#include "report/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/amounts.h"
#include "report/chart.h"

namespace trouw::cli {

namespace {

std::string count_text(std::uint64_t count) {
  return format_count(static_cast<std::int64_t>(count));
}

void add(Group& sum, const Group& one) {
  sum.records += one.records;
  for (std::size_t i = 0; i < 4; ++i) sum.standings[i] += one.standings[i];
  sum.newcomer_value += one.newcomer_value;
  sum.value += one.value;
  sum.top_up += one.top_up;
  sum.worse_before += one.worse_before;
  sum.worse_after += one.worse_after;
}

// Groups under their names, and for how many of each the offers counted.
struct Split {
  std::string field;
  std::vector<std::string> names;
  std::vector<Group> groups;
  std::vector<std::vector<std::uint64_t>> counted;
};

// Only those that there is somebody of; beyond the most, the smallest together.
Split largest(const Split& all, std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < all.groups.size(); ++i)
    if (all.groups[i].records > 0) order.push_back(i);
  if (order.size() > most) {
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return all.groups[a].records > all.groups[b].records; });
    std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most - 1));
  }
  Split kept{all.field, {}, {}, {}};
  for (std::size_t n = 0; n < order.size(); ++n) {
    const std::size_t i = order[n];
    if (n >= most) {
      add(kept.groups.back(), all.groups[i]);
      for (std::size_t offer = 0; offer < all.counted[i].size(); ++offer)
        kept.counted.back()[offer] += all.counted[i][offer];
      continue;
    }
    const bool others = n + 1 == most && order.size() > most;
    kept.names.push_back(others ? "others" : all.names[i]);
    kept.groups.push_back(all.groups[i]);
    kept.counted.push_back(all.counted[i]);
  }
  return kept;
}

Split by_tenure(const Population& population) {
  constexpr std::size_t edges[] = {0, 1, 2, 3, 5, 10, 15, 20};
  Split split{"tenure", {}, {}, {}};
  for (std::size_t i = 0; i < std::size(edges); ++i) {
    const std::size_t from = edges[i], to = i + 1 < std::size(edges) ? edges[i + 1] : SIZE_MAX;
    if (from >= population.years.size()) break;
    split.names.push_back(to == SIZE_MAX   ? fmt::format("{} years and more", from)
                          : to == from + 1 ? fmt::format("{} year{}", from, from == 1 ? "" : "s")
                                           : fmt::format("{} to {} years", from, to - 1));
    split.groups.emplace_back();
    split.counted.emplace_back(population.years_counted[from].size());
    for (std::size_t year = from; year < std::min(to, population.years.size()); ++year) {
      add(split.groups.back(), population.years[year]);
      for (std::size_t offer = 0; offer < split.counted.back().size(); ++offer)
        split.counted.back()[offer] += population.years_counted[year][offer];
    }
  }
  return split;
}

void mean_deals(Page& page, const Programme& programme, const Split& split, const char* whom) {
  const Amounts in(programme.schema.currency);
  Chart chart;
  chart.title = "Mean deal by " + split.field;
  chart.series = {{"mean deal", {}}, {"as newcomers", {}}};
  chart.written = in.amounts();
  Numbers numbers{{split.field, "records", "mean deal", "mean as newcomers", "worse off before matches",
                   "after", "all deals"},
                  {},
                  {},
                  {}};
  Group all;
  for (std::size_t i = 0; i < split.groups.size(); ++i) {
    const Group& group = split.groups[i];
    const std::int64_t own = Amounts::mean(group.value, group.records),
                       twin = Amounts::mean(group.newcomer_value, group.records);
    chart.labels.push_back(split.names[i]);
    chart.series[0].values.push_back(own);
    chart.series[1].values.push_back(twin);
    numbers.rows.push_back({split.names[i], count_text(group.records), in.plain(own), in.plain(twin),
                            count_text(group.worse_before), count_text(group.worse_after),
                            in.plain(group.value)});
    add(all, group);
  }
  numbers.total = {"all",
                   count_text(all.records),
                   in.plain(Amounts::mean(all.value, all.records)),
                   in.plain(Amounts::mean(all.newcomer_value, all.records)),
                   count_text(all.worse_before),
                   count_text(all.worse_after),
                   in.plain(all.value)};
  page.figure(
      "Deals by " + split.field, bars(chart),
      fmt::format(
          "The mean worth in {} of the whole deal over {} of {}, by {}, and what the same people would "
          "get as newcomers.",
          programme.schema.currency, Amounts::horizon(programme.schema), whom, split.field),
      numbers);
}

// A row for each offer, a column for each value: for how many it counted, and of how many.
void offers_of(Page& page, const Programme& programme, const Split& split, const char* whom) {
  Numbers numbers{{"offer"}, {}, {"records"}, {}};
  for (std::size_t i = 0; i < split.names.size(); ++i) {
    numbers.heading.push_back(split.names[i]);
    numbers.total.push_back(count_text(split.groups[i].records));
  }
  for (std::size_t offer = 0; offer < programme.offers.size(); ++offer) {
    std::vector<std::string> row{programme.offers[offer].title};
    bool any = false;
    for (std::size_t i = 0; i < split.names.size(); ++i) {
      any |= split.counted[i][offer] > 0;
      row.push_back(count_text(split.counted[i][offer]));
    }
    if (any) numbers.rows.push_back(std::move(row));
  }
  page.table(fmt::format("For how many {} each offer counted, by {}", whom, split.field), numbers);
}

}  // namespace

void segments(Page& page, const Programme& programme, const Population& population) {
  constexpr std::size_t most_bars = 16, most_columns = 12;
  page.section("Who gets what");
  if (!population.years.empty()) {
    const Split split = by_tenure(population);
    mean_deals(page, programme, largest(split, most_bars), "customers");
    offers_of(page, programme, largest(split, most_columns), "customers");
  }
  for (const Segment& segment : population.segments) {
    const Split split{programme.schema.fields[segment.field].name, segment.values, segment.groups,
                      segment.counted};
    mean_deals(page, programme, largest(split, most_bars), "all records");
    offers_of(page, programme, largest(split, most_columns), "records");
  }
}

}  // namespace trouw::cli
