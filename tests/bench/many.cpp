// Programmes of many offers: how the time grows with them.
#include <fmt/format.h>

#include "bench/r1.h"
#include "bench/records.h"

namespace trouw::bench {

namespace {

constexpr const char* yaml = R"(programme: Many
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {type: text, column: id}
  status: {type: choice, values: [active, former], for newcomers: kept}
  joined: {type: date, for newcomers: today}
  price: {type: money, from: EUR 5, to: EUR 250, for newcomers: kept}
  region: {type: choice, values: [DR, FL, FR, GE, GR, LI, NB, NH, OV, UT], for newcomers: kept}
  usage: {type: whole number, from: 0, to: 9000, for newcomers: kept}
  referrals: {type: whole number, from: 0, to: 7, for newcomers: 0}
  contract end: {type: date, optional: true, for newcomers: unknown}
roles: {id: number, joined: joined, price: price, newcomer price: same as price, customer when: status is active, former when: status is former}
)";

constexpr const char* regions[] = {"DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT"};

}  // namespace

// Credits, money and percentages off; the percentages compete in best-ofs of ten.
Text many_offers(int count) {
  std::string offers = "offer \"New\" to newcomers\n  give EUR 50 once\n";
  std::string best;
  for (int i = 0; i < count; ++i) {
    offers += fmt::format(
        "offer \"Own {}\" to customers\n  when region is one of {}, {} and usage is more than {}\n", i,
        regions[i % 10], regions[(i / 10 + 1 + i) % 10 == i % 10 ? (i + 5) % 10 : (i / 10 + 1 + i) % 10],
        i * 37 % 9000);
    switch (i % 4) {
      case 0:
        offers +=
            fmt::format("  when tenure is at least {} months\n  give EUR {} once\n", i % 120, 1 + i % 9);
        break;
      case 1:
        offers += fmt::format("  give EUR 0.{:02} off for {} months\n", 1 + i % 99, 1 + i % 12);
        break;
      case 2:
        offers += fmt::format("  when contract end is within the next {} days\n  give EUR {} once\n",
                              1 + i % 90, 1 + i % 5);
        break;
      default:
        offers += fmt::format("  give {}% off for 12 months\n", 1 + i % 20);
        break;
    }
  }
  for (int first = 0; first < count; first += 40) {
    std::string items;
    for (int i = first + 3; i < first + 40 && i < count; i += 4)
      items += fmt::format("{}\"Own {}\"", items.empty() ? "" : ", ", i);
    if (items.find(", ") != std::string::npos) best += "  best of " + items + "\n";
  }
  offers += "offer \"Same\" to customers\n  match the newcomer deal\ncombine customer offers\n" + best +
            "  at most 40% of the price\n";
  return {yaml, offers};
}

std::vector<Batch> many_batches(const Programme& programme, std::size_t count) {
  std::vector<Batch> batches;
  for (std::size_t number = 1; number <= count; ++number) {
    const R1Customer c = r1_customer(number);
    if (batches.empty() || batches.back().size == batch_rows)
      batches.emplace_back().columns.resize(programme.schema.fields.size());
    Batch& batch = batches.back();
    const std::int64_t values[] = {0,       c.status,    c.joined,      c.price, c.region % 10,
                                   c.usage, c.referrals, c.contract_end};
    for (std::size_t field = 0; field < std::size(values); ++field) {
      batch.columns[field].values.push_back(values[field] == no_day ? 0 : values[field]);
      batch.columns[field].known.push_back(values[field] == no_day ? 0 : 1);
    }
    batch.id_ends.push_back(0);
    batch.lines.push_back(number);
    ++batch.size;
  }
  return batches;
}

}  // namespace trouw::bench
