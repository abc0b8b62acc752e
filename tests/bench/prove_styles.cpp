#include "bench/prove_styles.h"

#include <fmt/format.h>

namespace trouw::bench {

namespace {

constexpr const char* channels[] = {"shop",  "web",   "phone",  "mail",  "fair",  "friend",
                                    "radio", "paper", "outlet", "agent", "chain", "broker"};

const std::string matched_word = " matched";

// What the styles have in common is made here; each adds fields, facts, and its way to say when and what.
class Style {
 public:
  Style(std::string name, bool matched, int count, int seed)
      : name_(std::move(name)), matched_(matched), count_(count), seed_(seed) {}

  ProveText make() const { return {yaml(), offers()}; }

 private:
  bool is(const char* name) const { return name_ == name; }

  std::string yaml() const {
    std::string text = fmt::format(
        R"(programme: Styles
currency: EUR
prices: including tax
horizon: 12 months
billing period: {}
fields:
  number: {{type: text, column: id}}
  status: {{type: choice, values: [active, former], for newcomers: kept, typical: active}}
  joined: {{type: date, for newcomers: today}}
  left: {{type: date, optional: true, for newcomers: unknown}}
  price: {{type: money, from: {}, for newcomers: kept}}
  usage: {{type: whole number, from: 0, to: 20000, for newcomers: kept}}
)",
        is("yearly") ? "1 year" : "1 month", is("yearly") ? "EUR 50, to: EUR 5000" : "EUR 5, to: EUR 250");
    return text + own_fields() +
           fmt::format(R"(roles:
  id: number
  joined: joined
  left: left
  price: price
  newcomer price: {}
  customer when: status is active
  former when: status is former
  newcomer again after: 12 months
)",
                       is("products") ? "list price" : "same as price") +
           (is("products") ? "products:\n  field: product\n  sold to newcomers: [p1, p2, p3, p4, p5, p6]\n"
                             "  equivalent: {old1: p1, old2: p2, old3: p3, old4: p4}\n"
                           : "") +
           (is("energy") ? "perks:\n  priority line: {worth: EUR 2, per: month}\n" : "");
  }

  std::string own_fields() const {
    if (is("products"))
      return "  list price: {type: money, from: EUR 5, to: EUR 250, for newcomers: kept}\n"
             "  product: {type: choice, values: [p1, p2, p3, p4, p5, p6, old1, old2, old3, old4], for "
             "newcomers: kept}\n";
    if (is("chosen")) {
      std::string values;
      for (const char* channel : channels) values += fmt::format("{}{}", values.empty() ? "" : ", ", channel);
      return fmt::format("  channel: {{type: choice, values: [{}], for newcomers: any}}\n", values);
    }
    if (is("distant"))
      return "  contract end: {type: date, optional: true, for newcomers: unknown}\n"
             "  renewed: {type: date, optional: true, for newcomers: unknown}\n";
    if (is("yearly"))
      return "  contents: {type: money, from: EUR 0, to: EUR 5000, for newcomers: kept}\n"
             "  claims: {type: whole number, from: 0, to: 50, for newcomers: kept}\n"
             "  policies: {type: whole number, from: 0, to: 10, each: policy, for newcomers: kept}\n";
    if (is("energy"))
      return "  region: {type: choice, values: [DR, FL, FR, GE, GR, LI, NB, NH, OV, UT, ZE, ZH], for "
             "newcomers: kept}\n"
             "  product: {type: choice, values: [basic, plus, fixed 1y, fixed 3y], for newcomers: kept}\n"
             "  referrals: {type: whole number, from: 0, to: 1000, each: referral, for newcomers: 0}\n";
    std::string text;
    for (int i = 0; is("optional") && i < 60; ++i)
      text += i % 3 == 2
                  ? fmt::format("  fact {}: {{type: yes/no, optional: true, for newcomers: kept}}\n", i)
                  : fmt::format(
                        "  fact {}: {{type: whole number, from: 0, to: 1000, optional: true, for "
                        "newcomers: kept}}\n",
                        i);
    return text;
  }

  // Whom offer `i` is for.
  std::string when(int i) const {
    const std::string usage =
        fmt::format("usage is {} {}", i % 2 == 0 ? "at least" : "at most", 400 + i * 1208 % 18000);
    if (is("products")) {
      // What is for a product that is sold is for the old one too that stands for it.
      const int sold = i % 6 + 1, old = i * 5 % 4 + 1;
      std::string list = fmt::format("p{}, old{}", sold, old);
      if (sold <= 4 && sold != old) list += fmt::format(", old{}", sold);
      return fmt::format("  when product is one of {} and {}\n", list, usage);
    }
    if (is("chosen")) return fmt::format("  when channel is {} and {}\n", channels[i * 5 % 12], usage);
    if (is("yearly"))
      return fmt::format("  when claims is at most {} and contents is at least EUR {}\n", i * 3 % 7,
                         i * 137 % 2500);
    if (is("optional")) {
      const int one = i * 7 % 60, two = (i * 11 + 5) % 60;
      return "  when " + optional(one, i) +
             (one == two ? "" : (i % 4 == 3 ? " or " : " and ") + optional(two, i)) + "\n";
    }
    if (is("energy"))
      return fmt::format("  when product is one of {} and {}\n",
                         i % 3 == 0   ? "fixed 1y, fixed 3y"
                         : i % 3 == 1 ? "plus, basic"
                                      : "basic, fixed 3y",
                         usage);
    return i % 5 == 0 ? "" : "  when " + usage + "\n";
  }

  static std::string optional(int field, int i) {
    if (field % 3 == 2) return fmt::format("fact {}", field);
    return fmt::format("fact {} is {} {}", field, i % 2 == 0 ? "at least" : "at most", 50 + i * 53 % 900);
  }

  std::string give(int i) const {
    const int months = 1 + i * 5 % 12;
    if (is("yearly")) {
      if (i % 3 == 0) return fmt::format("  give {}.5% off once\n", 1 + i % 9);
      if (i % 3 == 1) return fmt::format("  give {}% off contents once\n", 2 + i % 12);
      return fmt::format("  give EUR {} once\n", 5 + i % 40);
    }
    if (is("ladders")) return ladder(i);
    if (is("products") && i % 4 == 0)
      return fmt::format("  give a price of EUR {} for {} months\n", 9 + i * 8 % 60, months);
    if (is("energy")) return energy_reward(i, months);
    if (is("stacked") || is("products") || i % 2 == 0)
      return fmt::format("  give {}% off for {} months\n", 2 + i * 5 % 17, months);
    return i % 4 == 1 ? fmt::format("  give EUR {} once\n", 2 + i % 30)
                      : fmt::format("  give EUR {} off for {} months\n", 1 + i % 5, months);
  }

  static std::string ladder(int i) {
    const int base = 300 + i * 211 % 3000, rate = 1 + i % 3, months = 2 + i * 5 % 11;
    std::string text = "  give by usage\n";
    for (int row = 0; row < 4; ++row)
      text += fmt::format("    from {}: {}% off for {} months\n", base + row * (700 + i * 31 % 900),
                          rate * (row + 1), months);
    return text;
  }

  static std::string energy_reward(int i, int months) {
    switch (i % 6) {
      case 0:
        return fmt::format("  give {}% off for {} months\n", 5 + i % 20, months);
      case 1:
        return fmt::format("  give EUR {} once\n", 10 + i % 60);
      case 2:
        return "  give 1 month free\n";
      case 3:
        return fmt::format("  give EUR {} off for {} months\n", 1 + i % 8, months);
      case 4:
        return fmt::format("  give EUR 0.0{} for every 10 of usage, at most EUR {}, once\n", 1 + i % 3,
                           5 + i % 30);
      default:
        return fmt::format("  give \"priority line\" for {} months\n", months);
    }
  }

  // Whom newcomer offer `i` is for and what it gives; other seeds give other numbers.
  std::string rule(int i) const { return when(i + 17 * seed_) + give(i + 29 * seed_); }

  // What rewards staying.
  std::string own_offer(int number, int i) const {
    const std::string head = fmt::format("offer \"Own {}\" to customers\n", number);
    if (is("distant")) return head + distant(i);
    if (is("ladders") && i % 2 == 0) {
      std::string text = head + "  give by tenure\n";
      for (int row = 0; row < 4; ++row)
        text += fmt::format("    from {} months: {}% off for {} months\n", 6 + i * 5 % 40 + row * 24,
                            (row + 1) * (1 + i % 2), is("yearly") ? 12 : 6 + i % 7);
      return text;
    }
    if (is("energy") && i % 3 == 0)
      return head + fmt::format("  when tenure reaches 5, 10 or 15 years\n  give EUR {} once\n", 10 + i % 30);
    if (is("energy") && i % 3 == 1) return head + "  give EUR 5 for every referral, at most EUR 50, once\n";
    return head + when(i) +
           fmt::format("  when tenure is at least {} months\n  give EUR {} once\n", 3 + i * 7 % 118,
                       1 + i % 9);
  }

  static std::string distant(int i) {
    switch (i % 4) {
      case 0:
        return fmt::format("  when contract end is after joined + {} months\n  give EUR {} once\n",
                           12 + i * 5 % 48, 5 + i % 20);
      case 1:
        return fmt::format("  when renewed is on or after joined + {} months\n  give EUR {} once\n",
                           6 + i * 7 % 60, 3 + i % 20);
      case 2:
        return fmt::format("  when contract end is before renewed + {} days\n  give EUR {} once\n",
                           20 + i * 13 % 300, 2 + i % 20);
      default:
        return fmt::format("  when tenure is at least {} months\n  give EUR {} once\n", 6 + i * 11 % 100,
                           1 + i % 9);
    }
  }

  // Three best-ofs, each of every third offer; every second item is a pair.
  std::string combine(const char* audience, const char* title, int count) const {
    std::string text = fmt::format("combine {} offers\n", audience);
    for (int group = 0; group < 3 && count >= 9; ++group) {
      std::string items;
      for (int i = group; i < count; i += 3) {
        std::string item = fmt::format("\"{} {}\"", title, i);
        if (is("stacked") && i % 2 == 0 && i + 3 < count) {
          item = fmt::format("({} and \"{} {}\")", item, title, i + 3);
          i += 3;
        }
        items += (items.empty() ? "" : ", ") + item;
        if (!is("stacked") && i > count / 2) break;
      }
      text += "  best of " + items + "\n";
    }
    return text + fmt::format("  at most {}% of the price\n", is("products") ? 50 : 60);
  }

  std::string offers() const {
    const int newcomers = matched_ ? count_ / 2 : (count_ - count_ / 10) / 2;
    const int own = count_ - newcomers - (matched_ ? 1 : newcomers);
    std::string text = is("products") ? "always list price is at least price\n" : "";
    if (is("yearly")) text += "always contents is at most price\n";
    for (int i = 0; i < newcomers; ++i) text += fmt::format("offer \"New {}\" to newcomers\n", i) + rule(i);
    text += combine("newcomer", "New", newcomers);
    for (int i = 0; i < own; ++i) text += own_offer(i, i + 13 * seed_);
    if (matched_) {
      text += "offer \"Same\" to customers\n  match the newcomer deal\n";
      text += "combine customer offers\n  at most 70% of the price\n";
    } else {
      // Who had it a horizon ago has it again, as a newcomer would.
      const std::string again = "  limit once per 12 months per customer\n";
      for (int i = 0; i < newcomers; ++i)
        text += fmt::format("offer \"Copy {}\" to customers\n", i) + rule(i) + again;
      text += combine("customer", "Copy", newcomers);
    }
    return text +
           "guarantee no customer is worse off than a newcomer\nguarantee staying longer is never worse\n"
           "guarantee leaving and coming back is never better\n";
  }

  std::string name_;
  bool matched_;
  int count_, seed_;
};

std::vector<std::string> all_styles() {
  std::vector<std::string> all;
  for (const char* style :
       {"stacked", "products", "chosen", "ladders", "distant", "yearly", "optional", "energy"}) {
    all.emplace_back(style);
    all.push_back(style + matched_word);
  }
  return all;
}

}  // namespace

const std::vector<std::string> prove_styles = all_styles();

ProveText style_to_prove(const std::string& style, int count, int seed) {
  const std::size_t at = style.find(matched_word);
  return Style(style.substr(0, at), at != std::string::npos, count, seed).make();
}

}  // namespace trouw::bench
