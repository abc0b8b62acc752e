#include "bench/prove_programmes.h"

#include <fmt/format.h>

namespace trouw::bench {

const std::vector<std::string> prove_shapes = {"matched", "mirrored", "hole", "limited", "tight"};

namespace {

constexpr const char* regions[] = {"DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH"};

std::string yaml(const std::string& shape) {
  return fmt::format(R"(programme: To prove
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {{type: text, column: id}}
  status: {{type: choice, values: [active, former], for newcomers: kept, typical: active}}
  joined: {{type: date, for newcomers: today}}
  left: {{type: date, optional: true, for newcomers: unknown}}
  price: {{type: money, from: {}, for newcomers: kept}}
  region: {{type: choice, values: [DR, FL, FR, GE, GR, LI, NB, NH, OV, UT, ZE, ZH], for newcomers: kept}}
  product: {{type: choice, values: [basic, plus, fixed 1y, fixed 3y], for newcomers: kept}}
  usage: {{type: whole number, from: 0, to: 100000, for newcomers: kept}}
  channel: {{type: choice, values: [shop, web, phone], for newcomers: any}}
  solar: {{type: yes/no, optional: true, for newcomers: kept}}
  referrals: {{type: whole number, from: 0, to: 1000, each: referral, for newcomers: 0}}
  contract end: {{type: date, optional: true, for newcomers: unknown}}
roles: {{id: number, joined: joined, left: left, price: price, newcomer price: same as price, customer when: status is active, former when: status is former, newcomer again after: 12 months}}
)",
                     shape == "tight" ? "EUR 0.01, to: EUR 4" : "EUR 5, to: EUR 250");
}

// Whom offer `i` is for, by what newcomers keep.
std::string segment(int i) {
  std::string when =
      fmt::format("  when region is one of {}, {} and usage is {} {}\n", regions[i * 7 % 12],
                  regions[(i * 7 + 5) % 12], i % 2 == 0 ? "more than" : "at most", i * 377 % 9000 + 100);
  if (i % 3 == 0) when += fmt::format("  when product is {}\n", i % 2 == 0 ? "fixed 1y" : "plus");
  if (i % 7 == 0) when += "  unless solar\n";
  return when;
}

// A percentage is a little less where it is a customer's of a programme that is tight.
std::string reward(int i, bool less) {
  switch (i % 3) {
    case 0:
      return fmt::format("  give {}{}% off for {} months\n", 2 + i % 19 - (less ? 1 : 0), less ? ".99" : "",
                         1 + i % 12);
    case 1:
      return fmt::format("  give EUR {} once\n", 1 + i % 9);
    default:
      return fmt::format("  give EUR 0.{:02} off for {} months\n", 1 + i * 7 % 99, 1 + i % 12);
  }
}

std::string own_offer(int i) {
  const std::string head = fmt::format("offer \"Own {}\" to customers\n", i);
  switch (i % 4) {
    case 0:
      return head + segment(i) +
             fmt::format("  when tenure is at least {} months\n  give EUR {} once\n", i * 7 % 120, 1 + i % 9);
    case 1:
      return head + segment(i) +
             fmt::format("  when contract end is within the next {} days\n  give {}% off for {} months\n",
                         30 * (1 + i % 4), 1 + i % 10, 1 + i % 12);
    case 2:
      return head + fmt::format("  give 0.{}% off for every year of tenure, at most {}%, for 12 months\n",
                                1 + i % 5, 1 + i % 3);
    default:
      return head + segment(i) +
             fmt::format("  when referrals is at least {}\n  give EUR {} once\n", 1 + i % 10, 1 + i % 5);
  }
}

// Percentages by threes compete; the whole is capped.
std::string combine(const char* audience, const char* title, int count) {
  std::string text = fmt::format("combine {} offers\n", audience);
  for (int first = 0; first + 3 < count; first += 12) {
    std::string items;
    for (int i = first; i < first + 12 && i < count; i += 3)
      items += fmt::format("{}\"{} {}\"", items.empty() ? "" : ", ", title, i);
    text += "  best of " + items + "\n";
  }
  return text + "  at most 60% of the price\n";
}

std::string newcomer_offer(int i) {
  return fmt::format("offer \"New {}\" to newcomers\n", i) + segment(i) +
         (i % 11 == 5 ? "  when channel is web\n" : "") + reward(i, false);
}

// Declared the other way round, and a few offers beside them that reward staying.
std::string copies(const std::string& shape, int copied, int own) {
  std::string text;
  for (int i = 0; i < own; ++i) text += own_offer(2 * i);
  for (int i = copied - 1; i >= 0; --i) {
    text += fmt::format("offer \"Copy {}\" to customers\n", i) + segment(i);
    if (shape == "hole" && i == 4) text += "  unless usage is between 4000 and 4100\n";
    text += reward(i, shape == "tight" && i == 0);
    if (i % 3 == 1) text += "  limit once per 12 months per customer\n";
  }
  return text + combine("customer", "Copy", copied);
}

}  // namespace

ProveText programme_to_prove(const std::string& shape, int count) {
  const bool match = shape == "matched" || shape == "limited";
  const int newcomers = match ? count / 2 : (count - count / 20) / 2;
  std::string offers;
  for (int i = 0; i < newcomers; ++i) offers += newcomer_offer(i);
  if (newcomers > 0) offers += combine("newcomer", "New", newcomers);
  if (match) {
    for (int i = 0; i < count - newcomers - 1; ++i) offers += own_offer(i);
    offers += fmt::format("offer \"Same\" to customers\n  match the newcomer deal{}\n",
                          shape == "limited" ? ", at most EUR 20" : "");
    offers += "combine customer offers\n  at most 70% of the price\n";
  } else {
    offers += copies(shape, newcomers, count - 2 * newcomers);
  }
  return {yaml(shape), offers +
                           "guarantee no customer is worse off than a newcomer\nguarantee staying longer is "
                           "never worse\nguarantee leaving and coming back is never better\n"};
}

}  // namespace trouw::bench
