#include <fmt/format.h>

#include <algorithm>

#include "shell/table.h"
#include "shell/words.h"
#include "show/decision_words.h"
#include "show/explain.h"

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
             noted();
    return head() + answer() + noted() + heading("Given") + awards(decision_.deal, true) + not_given() +
           newcomer() + bills();
  }

 private:
  std::string head() const {
    return console_.toned_out(Tone::strong, explain_title(programme_, decision_)) + "\n";
  }
  std::string answer() const;
  std::string noted() const;
  std::string not_given() const;
  std::string newcomer() const;
  std::string bills() const;
  std::string awards(const DealView& deal, bool reasons) const;

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

std::string Letter::answer() const {
  const std::string fairness = fairness_text(programme_, decision_);
  const std::string text = wrapped(gets_text(programme_, decision_), "");
  if (fairness.empty()) return text;
  const Fairness kind = fairness_of(decision_);
  const Tone tone = kind == Fairness::kept ? Tone::good : kind == Fairness::broken ? Tone::bad : Tone::plain;
  return text + console_.toned_out(tone, fairness) + "\n";
}

std::string Letter::noted() const {
  std::string text;
  for (const std::string& remark : remarks(decision_)) text += wrapped(remark, "");
  return text;
}

std::string Letter::awards(const DealView& deal, bool reasons) const {
  std::string text;
  for (const Award& award : deal.awards) {
    text += priced(title(award.offer), award.paid);
    for (const Line& line : award.lines) text += wrapped(line_text(programme_.schema, line), "    ");
    if (award.paid != award.value)
      text += wrapped(fmt::format("cut from {} by the deal's limit", money(award.value)), "    ");
    if (award.replaced)
      text += "    granted before, and replaced: a larger one counts on each of its bills to come\n";
    else if (award.runs_on)
      text += "    granted before, and goes on\n";
    if (!reasons) continue;
    for (const std::string& note : award_notes(programme_, award)) text += wrapped(printable(note), "    ");
  }
  return text.empty() ? "  nothing\n" : text;
}

std::string Letter::not_given() const {
  if (decision_.passed_over.empty()) return "";
  std::string text = heading("Not given, the nearest miss first");
  for (const PassedOver& passed : decision_.passed_over) {
    text += "  " + title(passed.offer) + "\n";
    for (const std::string& reason : why_not(programme_, decision_, passed)) text += wrapped(reason, "    ");
    if (passed.from) text += wrapped(from_when(passed), "    ");
  }
  return text;
}

std::string Letter::newcomer() const {
  if (is_newcomer()) return "";
  std::string text = heading("What a newcomer like this would get");
  for (const auto& [field, value] : decision_.twin_choices)
    text += wrapped(fmt::format("choosing {} {}", printable(field), printable(value)), "  ");
  return text + awards(decision_.twin, false);
}

std::string Letter::bills() const {
  const std::size_t shown = is_newcomer() ? 3 : 5;
  const auto cut = [shown](std::vector<std::string> row) {
    row.resize(shown);
    return row;
  };
  std::vector<Table::Side> sides(shown, Table::right);
  sides[0] = Table::left;
  Table table(cut({"", "price", "to pay", "a newcomer pays", "ahead so far"}), sides);
  std::int64_t ours = 0, newcomers = 0;
  for (const BillRow& row : bill_rows(programme_, decision_)) {
    table.add(cut({bill_numbers(row.first, row.count), money(row.price), money(row.ours), money(row.newcomer),
                   money(row.ahead)}));
    ours += row.ours * row.count;
    newcomers += row.newcomer * row.count;
  }
  table.total(cut({"all of them", "", money(ours), money(newcomers), ""}));
  return heading("Bill by bill") + table.text(console_);
}

}  // namespace

std::string explain_title(const Programme& programme, const Decision& decision) {
  return fmt::format("{}: a {} of {}, on {}", printable(decision.id),
                     decision.standing == Standing::nobody ? "record" : standing_name(decision.standing),
                     printable(programme.schema.programme), format_day(decision.on));
}

std::string explain_text(const Programme& programme, const Decision& decision, const Console& console) {
  return Letter(programme, decision, console).text();
}

std::string rejected_text(const Reject& reject) {
  std::string text = fmt::format("{} was rejected, at line {}: ", printable(reject.id), reject.line);
  if (!reject.others.empty()) text += fmt::format("{} things are wrong.\n", reject.others.size() + 1);
  const auto add = [&](const Misfit& misfit) {
    text += fmt::format("{}{}.\n", misfit.field.empty() ? "" : printable(misfit.field) + " ",
                        printable(misfit.reason));
    if (!misfit.value.empty()) text += fmt::format("It reads: {}\n", printable(misfit.value));
    if (!misfit.advice.empty())
      text += fmt::format("To read it, add {} to programme.yaml.\n", printable(misfit.advice));
  };
  add(reject);
  for (const Misfit& other : reject.others) add(other);
  return text;
}

}  // namespace trouw::cli
