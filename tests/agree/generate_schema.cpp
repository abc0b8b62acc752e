// programme.yaml of a made-up programme.
#include <fmt/format.h>

#include "agree/writing.h"

namespace trouw::agree {

std::vector<const Made*> Making::of(Type type) const {
  std::vector<const Made*> found;
  for (const Made& field : fields)
    if (field.type == type) found.push_back(&field);
  return found;
}

std::string Making::length(int periods) const {
  return months == 0 ? fmt::format("{} weeks", 4 * periods) : fmt::format("{} months", months * periods);
}

std::string Making::money(std::int64_t low, std::int64_t high) {
  const std::int64_t cents = draw.between(low, high);
  return cents % 100 == 0 ? fmt::format("EUR {}", cents / 100)
                          : fmt::format("EUR {}.{:02}", cents / 100, cents % 100);
}

std::string Making::date() {
  if (draw.chance(40)) return format_day(on + draw.number(-400, 400));
  return format_day(day_of({draw.number(1990, 2040), draw.number(1, 12), draw.number(1, 28)}));
}

namespace {

class SchemaWriting {
 public:
  explicit SchemaWriting(Making& making) : m_(making), d_(making.draw) {}

  std::string write() {
    head();
    text_ += "fields:\n  number: {type: text, column: id}\n";
    who();
    if (m_.flavour.tiny)
      tiny_fields();
    else
      fields();
    roles();
    perks();
    return text_;
  }

 private:
  void head() {
    m_.months = d_.one_of(std::vector<int>{1, 1, 1, 3, 12, 0});
    const int periods = d_.one_of(std::vector<int>{12, 12, 6, 3, 24, 13});
    m_.horizon = m_.flavour.tiny ? d_.number(1, 4) : m_.months == 12 ? d_.number(1, 3) : periods;
    const std::string billing = m_.months == 0   ? "4 weeks"
                                : m_.months == 1 ? "1 month"
                                                 : fmt::format("{} months", m_.months);
    text_ = fmt::format(
        "programme: Made\ncurrency: EUR\nprices: including tax\nhorizon: {}\nbilling period: {}\nrounding: "
        "{}\n",
        m_.length(m_.horizon), billing,
        d_.word({"half away from zero", "half away from zero", "half to even", "down", "up"}));
  }

  void line(const Made& field, const std::string& type, const std::string& domain,
            const std::string& newcomers) {
    text_ += fmt::format("  {}: {{type: {}{}{}, for newcomers: {}}}\n", field.name, type, domain,
                         field.optional ? ", optional: true" : "", newcomers);
    m_.fields.push_back(field);
  }

  void who() {
    line({"status", Type::choice, 0, 3, false, {"active", "former", "prospect", "paused"}}, "choice",
         ", values: [active, former, prospect, paused]", "kept");
    m_.has_months = !m_.flavour.tiny && d_.chance(15);
    m_.has_joined = !m_.has_months && d_.chance(90);
    if (m_.has_joined) line({"joined", Type::date, 0, 0, false, {}}, "date", joined_domain(), "today");
    if (m_.has_months)
      line({"months with us", Type::months, 0, 600, false, {}}, "months", ", from: 0 months, to: 600 months",
           "0 months");
    m_.has_left = d_.chance(70);
    if (m_.has_left)
      line({"left", Type::date, 0, 0, true, {}}, "date", m_.flavour.tiny ? joined_domain() : "", "unknown");
  }

  std::string joined_domain() {
    if (!m_.flavour.tiny) return d_.chance(50) ? ", from: 1990-01-01, to: 2035-12-31" : "";
    const Day first = m_.on - d_.one_of(std::vector<int>{2, 366, 31});
    return fmt::format(", from: {}, to: {}", format_day(first), format_day(first + 3));
  }

  std::string money_domain(Made& field, std::int64_t low, std::int64_t high) {
    field.from = low;
    field.to = high;
    return fmt::format(", from: EUR {}, to: EUR {}", low, high);
  }

  void money_field(const std::string& name, std::int64_t low, std::int64_t high, const std::string& newcomers,
                   bool optional = false) {
    Made field{name, Type::money, 0, 0, optional, {}};
    const std::string domain = money_domain(field, low, high);
    line(field, "money", domain, newcomers);
  }

  void count_field(const std::string& name, std::int64_t low, std::int64_t high, const std::string& extra,
                   const std::string& newcomers, bool optional = false) {
    Made field{name, Type::whole, low, high, optional, {}};
    line(field, "whole number", fmt::format("{}, from: {}, to: {}", extra, low, high), newcomers);
  }

  void choice_field(const std::string& name, std::vector<std::string> values, const std::string& newcomers,
                    bool optional = false) {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + value;
    line({name, Type::choice, 0, static_cast<std::int64_t>(values.size()) - 1, optional, values}, "choice",
         fmt::format(", values: [{}]", list), newcomers);
  }

  void yes_no(const std::string& name, const std::string& newcomers, bool optional = false) {
    line({name, Type::yes_no, 0, 1, optional, {}}, "yes/no", "", newcomers);
  }

  std::int64_t most() {
    if (m_.flavour.huge)
      return d_.one_of(std::vector<std::int64_t>{1'000'000'000'000, 3'000'000'000, 60'000'000});
    return d_.one_of(std::vector<std::int64_t>{100, 500, 1000, 100'000, 30'000'000});
  }

  void fields() {
    money_field("monthly price", d_.chance(20) ? 5 : 0, most(), "kept");
    own_list_price_ = d_.chance(25);
    if (own_list_price_) money_field("list price", 0, most(), d_.word({"kept", "EUR 49.99"}));
    choice_field("product", {"basic", "plus", "fixed 1y", "fixed 3y", "old"}, "kept");
    choice_field("region", {"DR", "FL", "GE", "NH", "UT", "ZH"}, "kept", d_.chance(20));
    count_field("usage", d_.chance(20) ? -50 : 0, d_.chance(50) ? 9000 : 100'000, ", unit: kWh",
                d_.word({"kept", "1500"}));
    count_field("complaints", 0, 365, "", "0", d_.chance(30));
    count_field("referrals", 0, m_.flavour.huge ? 1'000'000'000 : d_.one_of(std::vector<int>{7, 1000}),
                ", each: referral", "0", d_.chance(20));
    yes_no("autopay", d_.word({"yes", "kept", "any"}));
    yes_no("open complaint", "no", d_.chance(20));
    money_field("supply cost", d_.chance(20) ? -20 : 0, most(), d_.word({"kept", "EUR 3.33"}), d_.chance(30));
    money_field("spend", 0, most(), "EUR 0", d_.chance(20));
    line({"churn risk", Type::decimal, 0, 1, true, {}}, "decimal", ", places: 4, from: 0, to: 1",
         d_.word({"unknown", "kept"}));
    line({"contract end", Type::date, 0, 0, true, {}}, "date", "", "unknown");
    line({"birth date", Type::date, 0, 0, true, {}}, "date", "", d_.word({"unknown", "kept"}));
    choice_field("channel", {"shop", "web", "phone"}, d_.word({"any", "kept", "web"}));
    line({"campaign", Type::text, 0, 0, true, {}}, "text", "", "unknown");
    line({"agreed rate", Type::percentage, 0, 100, d_.chance(20), {}}, "percentage", ", from: 0%, to: 100%",
         "0%");
    line({"loyal months", Type::months, 0, 600, d_.chance(30), {}}, "months",
         ", from: 0 months, to: 600 months", "0 months");
    line({"waiting days", Type::days, 0, 1000, true, {}}, "days", ", from: 0 days, to: 1000 days", "unknown");
    received_ = d_.chance(30);
    if (received_) money_field("received", 0, 2000, "EUR 0", d_.chance(30));
    products_ = d_.chance(50);
  }

  // A few values each: some hundred thousand records at most.
  void tiny_fields() {
    const Made price{"monthly price", Type::money, 0, 1, false, {}};
    line(price, "money", fmt::format(", from: EUR 0, to: EUR 0.{:02}", d_.number(3, 12)), "kept");
    choice_field("product", {"basic", "plus", "old"}, "kept");
    count_field("usage", 0, 2, ", unit: kWh", d_.word({"kept", "1"}));
    count_field("referrals", 0, 1, ", each: referral", "0", true);
    yes_no("autopay", d_.word({"yes", "any"}));
    const Made spend{"spend", Type::money, 0, 1, true, {}};
    line(spend, "money", ", from: EUR 0, to: EUR 0.02", "EUR 0");
    products_ = d_.chance(50);
  }

  void roles() {
    text_ += "roles:\n  id: number\n";
    if (m_.has_joined) text_ += "  joined: joined\n";
    if (m_.has_months) text_ += "  tenure: months with us\n";
    if (m_.has_left) text_ += "  left: left\n";
    text_ += "  price: monthly price\n";
    text_ += fmt::format("  newcomer price: {}\n", own_list_price_ ? "list price" : "same as price");
    if (d_.chance(25)) text_ += "  newcomer when: status is prospect\n";
    text_ += fmt::format("  customer when: {}\n",
                         d_.word({"status is active", "status is one of active, paused"}));
    text_ += "  former when: status is former\n";
    if (m_.has_left && d_.chance(60))
      text_ += fmt::format("  newcomer again after: {}\n",
                           d_.word({"12 months", "180 days", "1 month", "2 days"}));
    text_ += fmt::format("  others: {}\n", d_.word({"rejected", "nobody", "newcomer"}));
    if (received_) text_ += "  already received: received\n";
    if (products_)
      text_ +=
          "products:\n  field: product\n  sold to newcomers: [" + sold() + "]\n  equivalent: {old: plus}\n";
  }

  std::string sold() const { return m_.flavour.tiny ? "basic, plus" : "basic, plus, fixed 1y, fixed 3y"; }

  void perks() {
    m_.has_perks = d_.chance(60);
    if (!m_.has_perks) return;
    text_ += fmt::format(
        "perks:\n  priority line: {{worth: EUR {}, per: {}}}\n  welcome mug: {{worth: EUR 5, per: once}}\n  "
        "points: {{worth: EUR {}}}\n",
        d_.number(1, 9),
        m_.months == 0   ? "4 weeks"
        : m_.months == 1 ? "month"
                         : fmt::format("{} months", m_.months),
        d_.word({"0.01", "0.005", "0.000013", "1"}));
  }

  Making& m_;
  Draw& d_;
  std::string text_;
  bool own_list_price_ = false, received_ = false, products_ = false;
};

}  // namespace

std::string write_schema(Making& making) {
  return SchemaWriting(making).write();
}

}  // namespace trouw::agree
