#include "unit/proof/programmes.h"

#include <fmt/format.h>

#include <vector>

namespace trouw::proof_tests {

namespace {

class Making {
 public:
  explicit Making(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}

  Tiny make() {
    const bool other_price = one_in(3);
    const char* rounding[] = {"half away from zero", "half away from zero", "half to even", "down", "up"};
    Tiny tiny;
    tiny.yaml = fmt::format(
        "programme: Tiny\ncurrency: EUR\nprices: including tax\nhorizon: {} months\nbilling period: 1 "
        "month\nrounding: {}\nfields:\n"
        "  number: {{type: text, column: id}}\n"
        "  status: {{type: choice, values: [active, former], for newcomers: kept, typical: active}}\n"
        "  tenure: {{type: months, from: 0 months, to: 5 months, for newcomers: 0 months}}\n"
        "  price: {{type: money, from: EUR 0, to: EUR 0.{:02}, for newcomers: kept}}\n"
        "  list price: {{type: money, from: EUR 0.03, to: EUR 0.05, for newcomers: kept}}\n"
        "  region: {{type: choice, values: [north, south], for newcomers: {}}}\n"
        "  loyal: {{type: yes/no, optional: true, for newcomers: {}}}\n"
        "roles:\n  id: number\n  tenure: tenure\n  price: price\n  newcomer price: {}\n  customer when: "
        "status is active\n"
        "  former when: status is former\n",
        2 + random(3), rounding[random(5)], 5 + random(8), one_in(3) ? "any" : "kept",
        one_in(2) ? "unknown" : "kept", other_price ? "list price" : "same as price");
    const int welcome = 1 + random(3), stay = random(4);
    for (int i = 0; i < welcome; ++i) tiny.offers += offer("newcomers", fmt::format("N{}", i));
    for (int i = 0; i < stay; ++i) tiny.offers += offer("customers", fmt::format("C{}", i));
    if (one_in(3)) tiny.offers += offer("returners", "R0");
    if (one_in(4)) tiny.offers += offer("everyone", "E0");
    if (!one_in(3)) tiny.offers += match();
    tiny.offers += combine("newcomer", "N", welcome) + combine("customer", "C", stay);
    tiny.offers += fmt::format("guarantee no customer is worse off than a newcomer{}\n", option());
    tiny.offers += fmt::format("guarantee staying longer is never worse{}\n", option());
    tiny.offers += fmt::format("guarantee leaving and coming back is never better{}\n", option());
    return tiny;
  }

 private:
  int random(int below) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<int>((state_ >> 11) % static_cast<std::uint64_t>(below));
  }
  bool one_in(int n) { return random(n) == 0; }

  std::string option() {
    return one_in(4) ? fmt::format(" within EUR 0.0{}", 1 + random(3)) : one_in(4) ? " at every bill" : "";
  }

  std::string condition() {
    switch (random(7)) {
      case 0:
        return "region is north";
      case 1:
        return "loyal";
      case 2:
        return "loyal is unknown or region is south";
      case 3:
        return fmt::format("tenure is at least {} months", 1 + random(4));
      case 4:
        return fmt::format("tenure is at most {} months", random(5));
      case 5:
        return fmt::format("price is more than EUR 0.0{}", random(9));
      default:
        return fmt::format("tenure reaches {} months", 1 + random(4));
    }
  }

  std::string reward() {
    const char* rates[] = {"7.5%", "12%", "15%", "33.3333%", "50%", "100%"};
    const int months = 1 + random(2);
    switch (random(7)) {
      case 0:
      case 1:
        return fmt::format("{} off for {} months", rates[random(6)], months);
      case 2:
        return fmt::format("EUR 0.0{} once", 1 + random(9));
      case 3:
        return fmt::format("EUR 0.0{} off for {} months", 1 + random(4), months);
      case 4:
        return fmt::format("a price of EUR 0.0{} for {} months", random(6), months);
      case 5:
        return fmt::format("{}% off for every month of tenure, at most 25%, for {} months", 3 + random(8),
                           months);
      default:
        return fmt::format("{} off, at most EUR 0.01 a bill, for {} months", rates[random(6)], months);
    }
  }

  std::string offer(const std::string& audience, const std::string& title) {
    std::string text = fmt::format("offer \"{}\" to {}\n", title, audience);
    if (!one_in(3)) text += "  when " + condition() + "\n";
    if (one_in(4)) text += "  unless " + condition() + "\n";
    text += "  give " + reward() + "\n";
    if (one_in(3)) text += "  give " + reward() + "\n";
    if (one_in(8)) text += "  limit 10 customers\n";
    return text;
  }

  std::string match() {
    std::string text = "offer \"Same\" to customers\n";
    if (one_in(5)) text += "  when " + condition() + "\n";
    text += one_in(4) ? "  match \"N0\"" : "  match the newcomer deal";
    if (one_in(4)) text += " over 2 months";
    if (one_in(4)) text += fmt::format(", at most EUR 0.0{}", 1 + random(9));
    return text + "\n";
  }

  std::string combine(const std::string& audience, const std::string& letter, int count) {
    std::string body;
    if (count > 1 && one_in(2))
      body += fmt::format("  best of \"{}0\", {}\n", letter,
                          one_in(2) ? "everything else" : fmt::format("\"{}1\"", letter));
    if (one_in(3)) body += one_in(2) ? "  at most 40% of the price\n" : "  at most EUR 0.07\n";
    return body.empty() ? "" : fmt::format("combine {} offers\n{}", audience, body);
  }

  std::uint64_t state_;
};

}  // namespace

Tiny tiny_programme(std::uint64_t seed) {
  return Making(seed).make();
}

}  // namespace trouw::proof_tests
