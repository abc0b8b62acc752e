// Rewards and clauses of made-up offers.
#include <fmt/format.h>

#include "agree/writing.h"

namespace trouw::agree {

namespace {

class RewardWriting {
 public:
  RewardWriting(Making& making, bool to_newcomers) : m_(making), d_(making.draw), newcomers_(to_newcomers) {}

  std::string all() {
    std::string text = one();
    while (d_.chance(18)) text += " and " + one();
    return text;
  }

  std::string simple() {
    if (d_.chance(50)) return percent() + " off" + timing();
    return money() + (d_.chance(50) ? " off" + timing() : " once");
  }

  std::string table() {
    const auto wholes = m_.of(Type::whole);
    if (m_.has_joined && d_.chance(40)) return rows("tenure", {"1 year", "5 years", "10 years"});
    if (d_.chance(50)) {
      const Made& field = *d_.one_of(wholes);
      std::vector<std::string> from{std::to_string(field.from), std::to_string(field.from + 1)};
      if (field.to > field.from + 1) from.push_back(std::to_string(field.to));
      return rows(field.name, from);
    }
    const Made& field = *d_.one_of(m_.of(Type::choice));
    return fmt::format("by {}\n    for {}, {}: {}\n    for {}: {}{}", field.name, field.values[0],
                       field.values[2], simple(), field.values[1], simple(),
                       d_.chance(50) ? "\n    otherwise: " + simple() : "");
  }

 private:
  std::string rows(const std::string& field, const std::vector<std::string>& from) {
    std::string text = "by " + field;
    for (const std::string& value : from) text += fmt::format("\n    from {}: {}", value, simple());
    return text;
  }

  std::string percent() {
    return d_.word({"10%", "7.5%", "12.5%", "20%", "1%", "33.3333%", "50%", "100%", "0.0001%"});
  }

  std::string money() {
    if (m_.flavour.tiny) return m_.money(1, 7);
    if (m_.flavour.huge && d_.chance(50)) return m_.money(100'000'000, 100'000'000'000);
    return d_.chance(50) ? m_.money(1, 999) : m_.money(100, 30'000);
  }

  int last() const { return newcomers_ ? m_.horizon : m_.horizon + 6; }

  std::string timing() {
    const int first = d_.chance(25) ? d_.number(1, std::max(1, m_.horizon - 1)) : 0;
    const int start = first < last() ? first : 0;
    const std::string after = start > 0 ? " after " + m_.length(start) : "";
    switch (d_.number(0, 5)) {
      case 0:
        return " once" + after;
      case 1:
        return " for as long as they stay";
      case 2:
        return fmt::format(" while {}", while_condition());
      case 3:
        return fmt::format(" for {}{} while {}", m_.length(d_.number(1, last() - start)), after,
                           while_condition());
      default:
        return fmt::format(" for {}{}", m_.length(d_.number(1, last() - start)), after);
    }
  }

  std::string while_condition() { return "(" + condition(m_, 1, false) + ")"; }

  std::string scaling() {
    switch (d_.number(0, 3)) {
      case 0:
        if (m_.has_joined || m_.has_months)
          return d_.word({" for every year of tenure", " for every 5 years of tenure",
                          " for every 7 months of tenure"}) +
                 part("1 year", "50 months");
        [[fallthrough]];
      case 1:
        return " for every referral" + part("1", "4");
      case 2:
        return (m_.flavour.tiny ? " for every EUR 0.01 of " : " for every EUR 10 of ") + amount() +
               spent_part();
      default:
        return m_.flavour.tiny ? " for every 2 kWh of usage" + part("1 kWh", "3 kWh")
                               : " for every 1000 kWh of usage" + part("500 kWh", "4000 kWh");
    }
  }

  // Of what is counted only what lies above, or between.
  std::string part(const std::string& above, const std::string& up_to) {
    if (!d_.chance(25)) return "";
    return " above " + above + (d_.chance(50) ? " up to " + up_to : "");
  }
  std::string spent_part() {
    return m_.flavour.tiny ? part("EUR 0.01", "EUR 0.02") : part("EUR 12.34", "EUR 200");
  }

  // The name of an amount of money.
  std::string amount() { return !m_.amounts.empty() && d_.chance(40) ? d_.one_of(m_.amounts) : "spend"; }

  std::string in_all(const std::string& text) {
    if (!d_.chance(12)) return text;
    return text + (text.ends_with(",") ? "" : ",") + " up to " + money() + " in all,";
  }

  std::string percentage() {
    std::string text = percent() + " off";
    if (d_.chance(20))
      text += " " + (d_.chance(50) && !m_.flavour.tiny ? "supply cost" : amount()) + spent_part();
    if (d_.chance(30))
      text = "1%" + text.substr(text.find('%') + 1) + scaling() +
             fmt::format(", at most {}%,", d_.number(1, 100));
    else if (d_.chance(20))
      text += ", up to " + money() + " a bill,";
    return in_all(text) + timing();
  }

  std::string phases() {
    const int first = d_.number(1, std::max(1, last() - 1));
    if (first >= last()) return percent() + " off once";
    const std::string rest = m_.length(d_.number(1, last() - first));
    if (d_.chance(50))
      return fmt::format("a price of {} for {} then a price of {} for {}", money(), m_.length(first), money(),
                         rest);
    return fmt::format("{} off for {} then {} off for {}", percent(), m_.length(first), percent(), rest);
  }

  std::string credit() {
    std::string text = money();
    if (d_.chance(35))
      text += scaling() + (d_.chance(60) ? ", at most " + m_.money(1, 20'000) + "," : "");
    else if (d_.chance(25))
      text = percent() + " of " + (m_.flavour.tiny || d_.chance(50) ? amount() : "supply cost") +
             spent_part() + (d_.chance(50) ? ", at most " + money() + "," : "");
    else if (d_.chance(20))
      text = "[" + amount() + "]";
    if (d_.chance(15)) return text + " over " + m_.length(d_.number(1, m_.horizon));
    return text + (d_.chance(70) ? " once" : " for " + m_.length(d_.number(1, m_.horizon)));
  }

  std::string free() {
    return fmt::format("{} free{}", m_.length(d_.number(1, std::min(2, m_.horizon))),
                       m_.horizon > 3 && d_.chance(25) ? " after " + m_.length(1) : "");
  }

  std::string perk() {
    if (!m_.has_perks) return credit();
    switch (d_.number(0, 3)) {
      case 0:
        return "\"welcome mug\" once";
      case 1:
        return "\"priority line\" for " + m_.length(d_.number(1, m_.horizon));
      case 2:
        return "5 points" + scaling() + " once";
      default:
        return fmt::format("{} points{}", d_.number(1, 2000),
                           d_.chance(50) ? " once" : " for " + m_.length(d_.number(1, m_.horizon)));
    }
  }

  std::string one() {
    switch (d_.number(0, 9)) {
      case 0:
      case 1:
      case 2:
        return percentage();
      case 3:
        return in_all((d_.chance(20) ? "[" + amount() + "]" : money()) + " off") + timing();
      case 4:
        return "a price of " + (d_.chance(20) ? "[" + amount() + "]" : money()) + timing();
      case 5:
        return phases();
      case 6:
        return free();
      case 7:
        return perk();
      default:
        return credit();
    }
  }

  Making& m_;
  Draw& d_;
  bool newcomers_;
};

}  // namespace

std::string rewards(Making& making, bool to_newcomers) {
  RewardWriting writing(making, to_newcomers);
  return making.draw.chance(15) ? writing.table() : writing.all();
}

std::string offer_body(Making& making, bool to_newcomers, bool tenure) {
  Draw& d = making.draw;
  std::string text;
  if (d.chance(12))
    text += fmt::format("  runs from {}\n", format_day(making.on + d.number(-40, 10)));
  else if (d.chance(12))
    text += fmt::format("  runs through {}\n", format_day(making.on + d.number(-5, 60)));
  if (d.chance(8))
    text += "  runs every year from " + d.word({"1 March", "29 February", "1 November", "31 December"}) +
            " through " + d.word({"28 February", "29 February", "30 April", "31 January"}) + "\n";
  if (tenure && (making.has_joined || making.has_months) && d.chance(15))
    text += "  when tenure reaches " +
            d.word({"1 year", "5, 10 or 15 years", "6 months", "12 or 18 months", "every year",
                    "every 5 months"}) +
            "\n";
  if (d.chance(75)) text += "  when " + condition(making, 2) + "\n";
  if (d.chance(25)) text += "  unless " + condition(making, 1) + "\n";
  text += "  give " + rewards(making, to_newcomers) + "\n";
  if (d.chance(6)) text += "  limit once per 12 months per customer\n";
  return text;
}

}  // namespace trouw::agree
