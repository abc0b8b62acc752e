// Conditions of a made-up programme.
#include <fmt/format.h>

#include <algorithm>

#include "agree/writing.h"

namespace trouw::agree {

namespace {

class ConditionWriting {
 public:
  ConditionWriting(Making& making, bool tenure)
      : m_(making), d_(making.draw), tenure_(tenure && (m_.has_joined || m_.has_months)) {}

  std::string any(int depth) {
    if (depth > 0 && d_.chance(45)) return compound(depth);
    if (d_.chance(8)) return "not (" + atom() + ")";
    return atom();
  }

 private:
  std::string compound(int depth) {
    const std::string word = d_.chance(50) ? " and " : " or ";
    std::string text;
    const int parts = d_.number(2, 3);
    for (int i = 0; i < parts; ++i) text += (i == 0 ? "" : word) + ("(" + any(depth - 1) + ")");
    return d_.chance(10) ? "not (" + text + ")" : text;
  }

  std::string atom() {
    if (tenure_ && d_.chance(20)) return of_tenure();
    if (!m_.conditions.empty() && d_.chance(8)) return d_.one_of(m_.conditions);
    const Made& field = d_.one_of(m_.fields);
    if (field.optional && d_.chance(15)) return field.name + d_.word({" is known", " is unknown"});
    switch (field.type) {
      case Type::choice:
        return of_choice(field);
      case Type::yes_no:
        return field.name + d_.word({"", " is yes", " is no", " is not yes"});
      case Type::date:
        return of_date(field);
      case Type::text:
        return m_.flavour.texts ? fmt::format("{} {} {}", field.name, d_.word({"is", "is not"}),
                                              d_.word({"SPRING", "autumn 2"}))
                                : any_number();
      case Type::whole:
      case Type::money:
        return of_number(field);
      case Type::decimal:
        return field.name + order() + d_.word({"0.6", "0", "1", "0.0001", "0.25"});
      case Type::percentage:
        return field.name + order() + d_.word({"5%", "0%", "100%", "12.5%"});
      case Type::months:
        return fmt::format("{}{}{} months", field.name, order(), d_.number(0, 60));
      case Type::days:
        return fmt::format("{}{}{} days", field.name, order(), d_.number(0, 30));
    }
    return any_number();
  }

  std::string any_number() { return of_number(*d_.one_of(m_.of(Type::whole))); }

  std::string order() {
    return d_.word({" is at least ", " is at most ", " is more than ", " is less than ", " is ", " is not "});
  }

  std::string of_choice(const Made& field) {
    const std::string how = d_.word({"is", "is not", "is one of", "is none of"});
    std::string text = fmt::format("{} {} {}", field.name, how, d_.one_of(field.values));
    if (how.size() > 6)
      for (const std::string& value : field.values)
        if (d_.chance(35) && text.find(value) == std::string::npos) text += ", " + value;
    return text;
  }

  // An amount to compare a field with: minor units of money, or a count.
  std::int64_t amount(const Made& field) {
    const std::int64_t most = std::min<std::int64_t>(field.to, 10'000);
    if (field.type == Type::money) return d_.between(0, m_.flavour.tiny ? 5 : most * 100);
    return d_.between(field.from, most);
  }

  static std::string written(const Made& field, std::int64_t amount) {
    return field.type == Type::money ? fmt::format("EUR {}.{:02}", amount / 100, amount % 100)
                                     : std::to_string(amount);
  }

  std::string literal(const Made& field) { return written(field, amount(field)); }

  std::string of_number(const Made& field) {
    if (d_.chance(15)) {
      const std::int64_t a = amount(field), b = amount(field);
      return fmt::format("{} is between {} and {}", field.name, written(field, std::min(a, b)),
                         written(field, std::max(a, b)));
    }
    std::string left = field.name;
    if (d_.chance(15)) left += d_.word({" × 2", " × 0.5", " * 3", " × 1.25"});
    std::string right = literal(field);
    if (d_.chance(25)) {
      const Made& other = field.type == Type::money ? *d_.one_of(m_.of(field.type)) : field;
      right = other.name + d_.word({"", " × 2", " + " + literal(field), " - " + literal(field)});
    }
    return left + order() + right;
  }

  std::string of_date(const Made& field) {
    const std::string length =
        d_.word({"90 days", "6 months", "2 weeks", "1 month", "1 year", "0 days", "31 days", "12 months"});
    switch (d_.number(0, 8)) {
      case 0:
        return fmt::format("{} is within the {} {}", field.name, d_.word({"next", "last"}), length);
      case 1:
        return fmt::format("{} is {} {} ago", field.name,
                           d_.word({"more than", "at least", "at most", "less than"}), length);
      case 2:
        return fmt::format("{} is {} {} ahead", field.name,
                           d_.word({"more than", "at least", "at most", "less than"}), length);
      case 3:
        return field.name + d_.word({" is this month", " has its anniversary this month"});
      case 4:
        return fmt::format("{} + {} is on or before {}", field.name,
                           d_.word({"1 month", "30 days", "2 years"}), m_.date());
      case 5:
        return fmt::format("{} is {} today", field.name,
                           d_.word({"before", "after", "on or before", "on or after"}));
      case 6:
        return fmt::format("{} is {} {}", field.name, d_.word({"before", "after"}),
                           d_.one_of(m_.of(Type::date))->name);
      case 7: {
        const std::string a = m_.date(), b = m_.date();
        return fmt::format("{} is between {} and {}", field.name, std::min(a, b), std::max(a, b));
      }
      default:
        return fmt::format("{} is {} {}", field.name,
                           d_.word({"before", "after", "on or before", "on or after"}), m_.date());
    }
  }

  std::string of_tenure() {
    if (d_.chance(10)) return fmt::format("tenure is {} months", d_.number(0, 40));
    const std::string length = m_.has_months ? fmt::format("{} months", d_.number(0, 80))
                                             : d_.word({"1 year", "5 years", "6 months", "18 months",
                                                        "90 days", "2 weeks", "1 month", "366 days"});
    return fmt::format("tenure is {} {}", d_.word({"at least", "more than", "at most", "less than"}), length);
  }

  Making& m_;
  Draw& d_;
  bool tenure_;
};

}  // namespace

std::string condition(Making& making, int depth, bool tenure) {
  return ConditionWriting(making, tenure).any(depth);
}

}  // namespace trouw::agree
