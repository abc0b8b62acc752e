#include "unit/proof/programmes.h"

#include <fmt/format.h>

#include <vector>

namespace trouw::proof_tests {

namespace {

class Making {
 public:
  explicit Making(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}

  Tiny make() {
    dates_ = one_in(2);
    levels_ = one_in(3);
    old_region_ = one_in(3);
    due_ = dates_ && one_in(3);
    Tiny tiny;
    tiny.yaml = yaml();
    tiny.from = dates_ ? "2027-02-2" + std::to_string(4 + random(5)) : "2027-03-01";
    if (dates_ && one_in(3)) tiny.from = "2027-03-2" + std::to_string(random(3));
    tiny.days = dates_ ? 1 + random(6) : 1;
    const int welcome = 1 + random(3), stay = random(4);
    for (int i = 0; i < welcome; ++i) tiny.offers += offer("newcomers", fmt::format("N{}", i));
    for (int i = 0; i < stay; ++i) tiny.offers += offer("customers", fmt::format("C{}", i));
    if (one_in(3)) tiny.offers += offer("returners", "R0");
    if (one_in(4)) tiny.offers += offer("everyone", "E0");
    if (!one_in(3)) tiny.offers += match();
    tiny.offers += combine("newcomer", "N", welcome) + combine("customer", "C", stay);
    if (one_in(5)) tiny.offers += "always " + fact() + "\n";
    tiny.offers += fmt::format("guarantee no customer is worse off than a newcomer{}\n", options());
    tiny.offers += fmt::format("guarantee staying longer is never worse{}\n", options());
    tiny.offers += fmt::format("guarantee leaving and coming back is never better{}\n", options());
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

  std::string yaml() {
    const bool other_price = one_in(3);
    const char* rounding[] = {"half away from zero", "half away from zero", "half to even", "down", "up"};
    horizon_ = 2 + random(3);
    std::string text = fmt::format(
        "programme: Tiny\ncurrency: EUR\nprices: including tax\nhorizon: {} months\nbilling period: 1 "
        "month\nrounding: {}\nfields:\n"
        "  number: {{type: text, column: id}}\n"
        "  status: {{type: choice, values: [active, former], for newcomers: kept, typical: active}}\n",
        horizon_, rounding[random(5)]);
    text += dates_ ? "  joined: {type: date, from: 2027-01-28, to: 2027-02-02, for newcomers: today}\n"
                     "  left: {type: date, from: 2027-02-21, to: 2027-02-22, optional: true, for newcomers: "
                     "unknown}\n"
                   : "  tenure: {type: months, from: 0 months, to: 5 months, for newcomers: 0 months}\n";
    if (due_)
      text += fmt::format("  due: {{type: date, from: 2027-01-{}, to: 2027-02-01, {}for newcomers: {}}}\n",
                          30 + random(2), one_in(2) ? "optional: true, " : "", one_in(2) ? "kept" : "today");
    text += fmt::format("  price: {{type: money, from: EUR 0, to: EUR 0.{:02}, for newcomers: kept}}\n",
                        dates_ ? 3 + random(3) : 5 + random(8));
    text += fmt::format("  list price: {{type: money, from: EUR 0.03, to: EUR 0.0{}, for newcomers: kept}}\n",
                        other_price ? 5 : 3);
    text += fmt::format(
        "  region: {{type: choice, values: [north, south{}], for newcomers: {}}}\n"
        "  loyal: {{type: yes/no, optional: true, for newcomers: {}}}\n",
        old_region_ ? ", old" : "", one_in(3) && !old_region_ ? "any" : "kept",
        one_in(2) ? "unknown" : "kept");
    if (levels_)
      text += fmt::format(
          "  level: {{type: whole number, from: 0, to: 2, {}for newcomers: {}, follows: tenure}}\n",
          one_in(3) ? "optional: true, " : "", random(2));
    text += fmt::format("roles:\n  id: number\n{}  price: price\n  newcomer price: {}\n",
                        dates_ ? "  joined: joined\n  left: left\n" : "  tenure: tenure\n",
                        other_price ? "list price" : "same as price");
    text += "  customer when: status is active\n  former when: status is former\n";
    if (dates_ && !one_in(3)) text += "  newcomer again after: 1 month\n";
    if (old_region_)
      text += "products:\n  field: region\n  sold to newcomers: [north, south]\n  equivalent: {old: north}\n";
    return text;
  }

  std::string options() {
    std::string text;
    if (one_in(4)) text += fmt::format(" within EUR 0.0{}", 1 + random(3));
    if (one_in(6)) text += fmt::format(" over {} months", horizon_ + 1 + random(3));
    if (one_in(4)) text += " at every bill";
    if (one_in(6)) text += " when " + (one_in(2) ? std::string("region is south") : condition());
    return text;
  }

  std::string fact() {
    if (due_ && one_in(2))
      return one_in(2) ? "due is on or after joined" : "(left is unknown or left is after due)";
    switch (random(3)) {
      case 0:
        return "price is at least EUR 0.02";
      case 1:
        return "region is north or tenure is at least 1 month";
      default:
        return levels_ ? "level is known and level is at most 1" : "list price is at least price";
    }
  }

  std::string condition() {
    if (levels_ && one_in(6)) return fmt::format("level is at least {}", 1 + random(2));
    if (dates_ && one_in(3)) return dated();
    switch (random(7)) {
      case 0:
        return "region is north";
      case 1:
        return "loyal";
      case 2:
        return "(loyal is unknown or region is south)";
      case 3:
        return fmt::format("tenure is at least {} months", dates_ ? 1 : 1 + random(4));
      case 4:
        return fmt::format("tenure is at most {} months", dates_ ? 1 : random(5));
      case 5:
        return fmt::format("price is more than EUR 0.0{}", random(dates_ ? 5 : 9));
      default:
        return fmt::format("tenure reaches {} months", dates_ ? 1 : 1 + random(4));
    }
  }

  std::string dated() {
    if (due_ && one_in(2)) {
      const char* compared[] = {"joined is before due",        "joined is due",
                                "due is on or before joined",  "due is more than 30 days ago",
                                "due is not joined",           "due is after joined + 2 days",
                                "left is before due + 3 weeks"};
      return compared[random(7)];
    }
    switch (random(5)) {
      case 0:
        return fmt::format("joined is more than {} days ago", 26 + random(8));
      case 1:
        return "joined is within the last 1 months";
      case 2:
        return "joined has its anniversary this month";
      case 3:
        return fmt::format("joined is before 2027-0{}-01", 2 + random(2));
      default:
        return fmt::format("left is at least {} days ago", 1 + random(9));
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
    if (dates_ && one_in(6))
      text += fmt::format("  runs from 2027-0{}-{:02}\n", 2 + random(2), 1 + random(28));
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
  bool dates_ = false, levels_ = false, old_region_ = false, due_ = false;
  int horizon_ = 2;
};

}  // namespace

Tiny tiny_programme(std::uint64_t seed) {
  return Making(seed).make();
}

}  // namespace trouw::proof_tests
