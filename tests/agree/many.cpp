#include "agree/many.h"

#include <fmt/format.h>

namespace trouw::agree {

namespace {

constexpr const char* yaml = R"(programme: Many
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {type: text}
  status: {type: choice, values: [active, former], for newcomers: kept}
  joined: {type: date, for newcomers: today}
  price: {type: money, from: EUR 0, to: EUR 250, for newcomers: kept}
  region: {type: choice, values: [DR, FL, FR, GE, GR, LI], optional: true, for newcomers: kept}
  usage: {type: whole number, from: 0, to: 9000, optional: true, for newcomers: unknown}
roles: {id: number, joined: joined, price: price, newcomer price: same as price, customer when: status is active, former when: status is former}
)";

constexpr const char* regions[] = {"DR", "FL", "FR", "GE", "GR", "LI"};

std::string give(std::uint64_t number) {
  switch (number % 3) {
    case 0:
      return fmt::format("  give EUR {} once\n", 1 + number % 9);
    case 1:
      return fmt::format("  give EUR 0.{:02} off for {} months\n", 1 + number % 99, 1 + number % 12);
    default:
      return fmt::format("  give {}% off for 12 months\n", 1 + number % 20);
  }
}

// Regions that the offer is for; every seventh is for those that are known to be elsewhere.
std::string where(std::uint64_t number) {
  const char* one = regions[number % 6];
  if (number % 7 == 0) return fmt::format("  when region is not {}\n", one);
  if (number % 5 == 0) return fmt::format("  when region is {}\n", one);
  return fmt::format("  when region is one of {}, {} and usage is more than {}\n", one,
                     regions[(number + 1 + number / 6 % 5) % 6], number * 37 % 9000);
}

}  // namespace

Generated many_offers(std::uint64_t seed, int count) {
  Generated made;
  made.yaml = yaml;
  made.on = Day{20'000};
  made.offers = "offer \"New\" to newcomers\n  when region is one of FL, LI\n  give EUR 50 once\n";
  std::string best;
  for (int i = 0; i < count; ++i) {
    const std::uint64_t number = seed * 31 + static_cast<std::uint64_t>(i);
    made.offers += fmt::format("offer \"Own {}\" to customers\n{}{}", i, where(number), give(number));
    if (i % 4 == 0) best += fmt::format("{}\"Own {}\"", best.empty() ? "" : ", ", i);
  }
  made.offers += fmt::format(
      "offer \"Same\" to customers\n  match the newcomer deal\ncombine customer offers\n  best of {}\n"
      "  at most 40% of the price\n",
      best);
  return made;
}

}  // namespace trouw::agree
