#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "shell/table.h"
#include "shell/words.h"
#include "show/explain.h"
#include "trouw/examples.h"

namespace trouw::cli {

namespace {

// Writes one decision; only the headings know the terminal.
class Letter {
 public:
  Letter(const Programme& programme, const Decision& decision, const Console& console)
      : programme_(programme), decision_(decision), console_(console) {}

  std::string text() const {
    if (decision_.standing == Standing::nobody)
      return head() + "Neither a customer nor a newcomer here: no offer is meant for this record.\n" +
             facts();
    return head() + answer() + facts() + given() + not_given() + newcomer() + bills();
  }

 private:
  std::string head() const;
  std::string answer() const;
  std::string facts() const;
  std::string given() const;
  std::string not_given() const;
  std::string newcomer() const;
  std::string bills() const;

  std::string why_not(const PassedOver& passed) const;
  std::string lost(const PassedOver& passed) const;
  std::string awards(const DealView& deal, bool reasons) const;
  std::string line(const Line& line) const;

  bool is_newcomer() const { return decision_.standing == Standing::newcomer; }
  std::string money(std::int64_t minor) const { return format_money(minor, programme_.schema.currency); }
  std::string title(std::uint32_t offer) const { return printable(programme_.offers[offer].title); }
  std::string heading(const char* words) const {
    return "\n" + console_.toned_out(Tone::strong, words) + "\n";
  }

  // "Title ........ EUR 85.00"
  std::string priced(const std::string& name, std::int64_t minor) const {
    return fmt::format("  {:<58} {:>18}\n", shortened(name, 58), money(minor));
  }

  const Programme& programme_;
  const Decision& decision_;
  const Console& console_;
};

std::string horizon_text(const Schema& schema) {
  const int count = schema.horizon * schema.billing.count;
  return fmt::format("{} {}{}", count, schema.billing.weeks ? "week" : "month", count == 1 ? "" : "s");
}

std::string bill_numbers(int first, int count) {
  if (count == 1) return fmt::format("bill {}", first + 1);
  return fmt::format("bills {} to {}", first + 1, first + count);
}

std::string Letter::head() const {
  return console_.toned_out(
             Tone::strong,
             fmt::format(
                 "{}: a {} of {}, on {}", printable(decision_.id),
                 decision_.standing == Standing::nobody ? "record" : standing_name(decision_.standing),
                 printable(programme_.schema.programme), format_day(decision_.on))) +
         "\n";
}

bool has_perks(const DealView& deal) {
  const auto perk = [](const Line& line) { return line.kind == Line::perk || line.kind == Line::points; };
  return std::ranges::any_of(deal.awards,
                             [&](const Award& award) { return std::ranges::any_of(award.lines, perk); });
}

std::string Letter::answer() const {
  std::string text = fmt::format("Gets {} over {}", money(decision_.value), horizon_text(programme_.schema));
  if (is_newcomer()) return text + ".\n";
  text += fmt::format("; a newcomer would get {}.\n", money(decision_.newcomer_value));
  const bool fair = decision_.worse_off == 0;
  const std::string now = fair ? "Not worse off than a newcomer"
                               : fmt::format("Worse off than a newcomer by {}", money(decision_.worse_off));
  const std::string before = decision_.worse_off_before == decision_.worse_off
                                 ? "."
                                 : fmt::format("; by {} before matches.", money(decision_.worse_off_before));
  text += console_.toned_out(fair ? Tone::good : Tone::bad, now) + before + "\n";
  if (has_perks(decision_.deal)) text += "Perks count there only as far as a newcomer gets them too.\n";
  return text;
}

std::string Letter::facts() const {
  std::string text;
  for (const std::string& fact : decision_.facts_broken)
    text += wrapped("This record breaks a fact, so no proof covers it: " + printable(fact) + ".", "");
  return text;
}

std::string Letter::line(const Line& line) const {
  std::string text = printable(line.text) + ": ";
  if (line.kind == Line::points)
    text += counted(static_cast<std::uint64_t>(line.number), "point", "points") + ", ";
  if (line.kind == Line::perk || line.kind == Line::points) text += "worth ";
  text += fmt::format("{} on {}{}", money(line.amount), line.periods > 1 ? "each of " : "",
                      bill_numbers(line.first, line.periods));
  if (line.rate != 0) text += fmt::format(" ({} of {})", format_rate(line.rate), money(line.base));
  return wrapped(text, "    ");
}

std::string Letter::awards(const DealView& deal, bool reasons) const {
  std::string text;
  for (const Award& award : deal.awards) {
    text += priced(title(award.offer), award.paid);
    for (const Line& one : award.lines) text += line(one);
    if (award.paid != award.value)
      text += wrapped(fmt::format("cut from {} by the deal's limit", money(award.value)), "    ");
    if (reasons && !award.reason.empty()) text += wrapped("because " + printable(award.reason), "    ");
  }
  return text.empty() ? "  nothing\n" : text;
}

std::string Letter::given() const {
  return heading("Given") + awards(decision_.deal, true);
}

std::string Letter::lost(const PassedOver& passed) const {
  std::vector<std::string> winners;
  for (const std::uint32_t offer : passed.lost_to) winners.push_back("“" + title(offer) + "”");
  const std::string names = fmt::format("{}", fmt::join(winners, " and "));
  const char* verb = winners.size() == 1 ? "is" : "are";
  if (passed.value == passed.winner)
    return fmt::format("{} {} worth as much, {}, and stands first", names, verb, money(passed.winner));
  return fmt::format("{} {} worth more: {} against {}", names, verb, money(passed.winner),
                     money(passed.value));
}

std::string tested_text(const Tested& tested) {
  std::vector<std::string> has;
  for (const auto& [field, value] : tested.has) has.push_back(printable(field) + " is " + printable(value));
  const char* verdict = tested.holds == Truth::undecided ? "cannot be decided" : "does not hold";
  return fmt::format("“{}” {}{}{}", printable(tested.text), verdict, has.empty() ? "" : ": ",
                     fmt::join(has, ", "));
}

std::string window_text(const Offer& offer, Day on) {
  if (offer.from && on < *offer.from) return "runs only from " + format_day(*offer.from);
  if (offer.through && on > *offer.through) return "ran through " + format_day(*offer.through);
  return "does not run on this day";
}

std::string Letter::why_not(const PassedOver& passed) const {
  switch (passed.cause) {
    case Cause::condition: {
      std::string text;
      for (const Tested& tested : passed.tested) text += wrapped(tested_text(tested), "    ");
      return text;
    }
    case Cause::window:
      return wrapped(window_text(programme_.offers[passed.offer], decision_.on), "    ");
    case Cause::unknown_amount:
      return wrapped("its amount depends on a value that is unknown here", "    ");
    case Cause::lost:
      return wrapped(lost(passed), "    ");
    case Cause::worth_nothing:
      return wrapped("it is open, but comes to nothing", "    ");
    case Cause::nothing_to_match:
      return wrapped("there is nothing to make up for", "    ");
  }
  return "";
}

std::string Letter::not_given() const {
  if (decision_.passed_over.empty()) return "";
  std::string text = heading("Not given");
  for (const PassedOver& passed : decision_.passed_over)
    text += "  " + title(passed.offer) + "\n" + why_not(passed);
  return text;
}

std::string Letter::newcomer() const {
  if (is_newcomer()) return "";
  std::string text = heading("What a newcomer like this would get");
  for (const auto& [field, value] : decision_.twin_choices)
    text += wrapped(fmt::format("choosing {} {}", printable(field), printable(value)), "  ");
  return text + awards(decision_.twin, false);
}

// Bills that are alike make one row.
std::string Letter::bills() const {
  const std::vector<std::int64_t> ours = bills_of(decision_.deal, programme_.schema.horizon);
  const std::vector<std::int64_t> twins = bills_of(decision_.twin, programme_.schema.horizon);
  const std::size_t columns = is_newcomer() ? 3 : 4;
  const auto cut = [columns](std::vector<std::string> row) {
    row.resize(columns);
    return row;
  };
  std::vector<Table::Side> sides(columns, Table::right);
  sides[0] = Table::left;
  Table table(cut({"", "price", "to pay", "a newcomer pays"}), sides);
  for (std::size_t first = 0, next = 0; first < ours.size(); first = next) {
    while (next < ours.size() && ours[next] == ours[first] && twins[next] == twins[first]) ++next;
    table.add(cut({bill_numbers(static_cast<int>(first), static_cast<int>(next - first)),
                   money(decision_.deal.bill), money(ours[first]), money(twins[first])}));
  }
  const auto sum = [](const std::vector<std::int64_t>& bills) {
    return std::accumulate(bills.begin(), bills.end(), std::int64_t{0});
  };
  table.total(cut({"all of them", "", money(sum(ours)), money(sum(twins))}));
  return heading("Bill by bill") + table.text(console_);
}

}  // namespace

std::string explain_text(const Programme& programme, const Decision& decision, const Console& console) {
  return Letter(programme, decision, console).text();
}

std::string rejected_text(const Reject& reject) {
  std::string text =
      fmt::format("{} was rejected, at line {}: {}{}.\n", printable(reject.id), reject.line,
                  reject.field.empty() ? "" : printable(reject.field) + " ", printable(reject.reason));
  if (!reject.value.empty()) text += fmt::format("It reads: {}\n", printable(reject.value));
  return text;
}

}  // namespace trouw::cli
