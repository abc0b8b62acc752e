#include "trouw/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "api/kept.h"
#include "plan/lower.h"

namespace trouw {

namespace {

std::string tested_text(const Tested& tested) {
  std::string has;
  for (const auto& [name, value] : tested.has)
    has += fmt::format("{}{} is {}", has.empty() ? "" : ", ", name, value);
  return has.empty() ? tested.text : fmt::format("{}: {}", tested.text, has);
}

std::string titles(const Programme& programme, const std::vector<std::uint32_t>& offers) {
  std::string text;
  for (const std::uint32_t offer : offers)
    text += (text.empty() ? "“" : ", “") + programme.offers[offer].title + "”";
  return text;
}

std::string cause_text(const Programme& programme, const PassedOver& passed) {
  const std::string& currency = programme.schema.currency;
  switch (passed.cause) {
    case Cause::window:
      return "the day lies outside its window";
    case Cause::unknown_amount:
      return "its amount depends on what is unknown";
    case Cause::worth_nothing:
      if (!passed.lost_to.empty())
        return "nothing of the bill is left after " + titles(programme, passed.lost_to);
      return "it comes to nothing here";
    case Cause::nothing_to_match:
      return "there is nothing to match: no worse off than a newcomer";
    case Cause::given_before:
      return "it was granted before";
    case Cause::limit_reached:
      return "its limit is reached";
    case Cause::held_out:
      return "it is held out, to measure what the offer does";
    case Cause::another_runs:
      return "another offer of its best of still runs";
    case Cause::lost:
      return fmt::format("{} is worth more: {} against {}", titles(programme, passed.lost_to),
                         format_money(passed.winner, currency), format_money(passed.value, currency));
    case Cause::condition:
      break;
  }
  std::string text;
  for (const Tested& tested : passed.tested) text += (text.empty() ? "" : "; ") + tested_text(tested);
  return text;
}

// One decider a day.
class Deciders {
 public:
  explicit Deciders(const Engine& engine) : engine_(engine) {}

  Decider& on(Day day) {
    const auto found = deciders_.find(day);
    if (found != deciders_.end()) return found->second;
    return deciders_.emplace(day, engine_.decider(lower(engine_.programme(), day))).first->second;
  }

 private:
  const Engine& engine_;
  std::map<Day, Decider> deciders_;
};

class Holding {
 public:
  Holding(const Programme& programme, const Example& example, std::optional<KeptGuarantees>& kept,
          ExampleResult& result)
      : programme_(programme), example_(example), kept_(kept), result_(result) {}

  void check() {
    const Decision& decision = result_.decision;
    if (decision.standing != example_.standing)
      result_.unmet.push_back({fmt::format("a {}", standing_name(example_.standing)),
                               fmt::format("a {}", standing_name(decision.standing)),
                               example_.place,
                               {}});
    else
      for (const ExpectedAmount& expected : example_.expects) check(expected);
  }

 private:
  std::string money(std::int64_t minor) const { return write_money(minor, programme_.schema.currency); }

  void unmet(std::string expected, std::string actual, const ExpectedAmount& of) {
    result_.unmet.push_back({std::move(expected), std::move(actual), of.place, of});
  }

  void amount(const std::string& what, std::int64_t actual, const ExpectedAmount& expected,
              const std::string& why = {}) {
    if (actual == expected.amount) return;
    unmet(fmt::format("{} {}", what, money(expected.amount)), money(actual) + (why.empty() ? "" : ": " + why),
          expected);
  }

  // Whether the deal's limit, or the bill, left nothing of it.
  static bool gives_nothing(const Award& award) {
    return award.paid == 0 && std::none_of(award.lines.begin(), award.lines.end(), [](const Line& line) {
             return line.kind == Line::perk || line.kind == Line::points;
           });
  }

  const Award* award(std::uint32_t offer) const {
    const auto& awards = result_.decision.deal.awards;
    const auto found =
        std::find_if(awards.begin(), awards.end(), [&](const Award& a) { return a.offer == offer; });
    return found == awards.end() ? nullptr : &*found;
  }

  void check(const ExpectedAmount& expected) {
    const Decision& decision = result_.decision;
    switch (expected.kind) {
      case ExpectedAmount::offer: {
        const Award* given = award(expected.number);
        const std::string why = given == nullptr ? why_not(programme_, decision, expected.number)
                                : given->paid < given->value
                                    ? fmt::format("the deal's limit cut it from {}", money(given->value))
                                    : "";
        return amount(fmt::format("\"{}\"", programme_.offers[expected.number].title),
                      given ? given->paid : 0, expected, why);
      }
      case ExpectedAmount::no_offer:
        if (const Award* given = award(expected.number); given != nullptr && !gives_nothing(*given))
          unmet(fmt::format("no \"{}\"", programme_.offers[expected.number].title), money(given->paid),
                expected);
        return;
      case ExpectedAmount::deal:
        return amount("deal", decision.value, expected);
      case ExpectedAmount::newcomer_deal:
        return amount("newcomer deal", decision.newcomer_value, expected);
      case ExpectedAmount::worse_off:
        return amount("worse off by", decision.worse_off, expected);
      case ExpectedAmount::bill: {
        const auto bills = bills_of(decision.deal, programme_.schema.horizon);
        return amount(fmt::format("bill {}", expected.number), bills[expected.number - 1], expected);
      }
      case ExpectedAmount::guarantees:
        return guarantees(expected);
    }
  }

  void guarantees(const ExpectedAmount& expected) {
    if (!kept_) kept_.emplace(programme_);
    for (std::string& broken : kept_->broken(example_)) unmet("guarantees kept", std::move(broken), expected);
  }

  const Programme& programme_;
  const Example& example_;
  std::optional<KeptGuarantees>& kept_;
  ExampleResult& result_;
};

}  // namespace

std::string why_not(const Programme& programme, const Decision& decision, std::uint32_t offer) {
  for (const PassedOver& passed : decision.passed_over)
    if (passed.offer == offer) return cause_text(programme, passed);
  return fmt::format("it is not for a {}", standing_name(decision.standing));
}

std::vector<std::int64_t> bills_of(const DealView& deal, int horizon) {
  std::vector<std::int64_t> bills = deal.prices;
  bills.resize(static_cast<std::size_t>(horizon), deal.bill);
  for (const Award& award : deal.awards)
    for (const Line& line : award.lines)
      for (int bill = line.first; bill < std::min(line.first + line.periods, horizon); ++bill)
        if (line.kind == Line::discount || line.kind == Line::credit)
          bills[static_cast<std::size_t>(bill)] -= line.amount;
  std::int64_t carried = 0;
  for (std::int64_t& bill : bills) {
    bill -= carried;
    carried = bill < 0 ? -bill : 0;
    bill = std::max<std::int64_t>(bill, 0);
  }
  return bills;
}

std::vector<ExampleResult> run_examples(const Engine& engine) {
  const Programme& programme = engine.programme();
  std::vector<ExampleResult> results;
  Deciders deciders(engine);
  std::optional<KeptGuarantees> kept;  // made when it is asked
  for (const Example& example : programme.examples) {
    ExampleResult result;
    result.title = example.title;
    result.place = example.place;
    const Status status =
        deciders.on(example.on).decide(one_record(programme, example.record, "example"), 0, result.decision);
    if (status)
      Holding(programme, example, kept, result).check();
    else
      result.unmet.push_back({"a decision", status.message, example.place, {}});
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace trouw
