#include <fmt/format.h>

#include <algorithm>

#include "check/phases.h"

namespace trouw {

namespace {

class Amounts {
 public:
  Amounts(Context& context, const tree::Phase& phase, Reward& made)
      : context_(context), phase_(phase), made_(made) {}

  bool check() {
    switch (phase_.kind) {
      case tree::RewardKind::percent_off:
        return percent(RewardKind::percent_of_price);
      case tree::RewardKind::percent_off_field:
        return percent(RewardKind::percent_of_field) && base(true);
      case tree::RewardKind::percent_of:
        return percent(RewardKind::credit_rate) && base(false);
      case tree::RewardKind::money_off:
        return money(RewardKind::money_off, 1);
      case tree::RewardKind::price_of:
        return money(RewardKind::price_of, 0);
      case tree::RewardKind::money:
        return money(RewardKind::credit, 1);
      case tree::RewardKind::periods_free:
        return periods_free();
      case tree::RewardKind::perk:
        return perk();
      case tree::RewardKind::points:
        return points();
    }
    return false;
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts) {
    return context_.reporter.report(message, at, parts);
  }

  bool percent(RewardKind kind) {
    made_.kind = kind;
    const auto rate = context_.rate(phase_.amount);
    made_.amount = rate.value_or(0);
    return rate.has_value();
  }

  // A field, or what a definition comes to.
  std::optional<Value> named(const tree::Name& name) {
    tree::Amount amount;
    amount.at = name.at;
    tree::Term& term = amount.terms.emplace_back();
    term.operand.kind = tree::OperandKind::name;
    term.operand.name = name;
    term.operand.at = name.at;
    return amount_of(context_, amount);
  }

  bool base(bool discount) {
    const tree::Name& of = *phase_.of;
    std::vector<std::string> definitions;
    for (const auto& [name, definition] : context_.definitions) definitions.push_back(name);
    const bool defined = context_.definitions.count(of.text) != 0;
    if (!defined && !field_of(context_, of, definitions)) return false;
    const auto value = named(of);
    if (!value) return false;
    if (value->kind != Kind::money) {
      report(Message::percent_of_no_money, of.at, {quoted(of.text)}).help =
          "a percentage is taken of the price, or of a money field";
      return false;
    }
    if (discount && !phase_.share && value->field && value->field == context_.schema.roles.price) {
      report(Message::percent_off_price_by_name, of.at, {quoted(of.text)}).help =
          fmt::format("write `{} off`", context_.words(phase_.amount.at));
      return false;
    }
    if (value->field && !phase_.share) {
      made_.base = *value->field;
      return true;
    }
    made_.base_term = in_minor_units(context_, *value);
    return !phase_.share || cut_base(*phase_.share);
  }

  // Of the base what lies between the edges.
  bool cut_base(const tree::Share& share) {
    Terms& terms = context_.terms;
    Value whole;
    whole.kind = Kind::money;
    whole.places = context_.schema.digits;
    whole.term = *made_.base_term;
    const auto edges = edges_of(context_, whole, phase_.of->text, share);
    if (!edges) return false;
    TermId part = whole.term;
    if (edges->up_to) part = terms.binary(TermKind::minimum, part, terms.constant(*edges->up_to));
    part = terms.binary(TermKind::subtract, part, terms.constant(edges->above));
    made_.base_term = terms.binary(TermKind::maximum, part, terms.constant(0));
    return true;
  }

  bool money(RewardKind kind, std::int64_t least) {
    made_.kind = kind;
    if (phase_.named) return named_money(*phase_.named);
    const auto minor = context_.money(phase_.amount);
    if (!minor) return false;
    made_.amount = *minor;
    if (*minor >= least) return true;
    report(Message::reward_not_above_zero, phase_.amount.at, {context_.words(phase_.amount.at)}).help =
        "write an amount above zero";
    return false;
  }

  bool named_money(const tree::Name& name) {
    const auto value = named(name);
    if (!value) return false;
    if (value->kind != Kind::money) {
      report(Message::no_amount_of_money, name.at, {quoted(name.text), kind_name(value->kind)}).help =
          "name a money field, or a definition that comes to an amount of money";
      return false;
    }
    made_.amount_term = in_minor_units(context_, *value);
    return true;
  }

  // 100% off for so many bills; where a bill covers several months, a credit in proportion.
  bool periods_free() {
    const tree::Literal& length = phase_.amount;
    if (phase_.timing.kind != tree::TimingKind::unsaid) {
      report(Message::free_with_timing, phase_.timing.at, {context_.words(length.at) + " free"}).help =
          fmt::format("leave `{}` out", context_.words(phase_.timing.at));
      return false;
    }
    const Period billing = context_.schema.billing;
    if (!billing.weeks && billing.count > 1 &&
        (length.unit == tree::Unit::month || length.unit == tree::Unit::year)) {
      const std::int64_t months = length.number.digits * (length.unit == tree::Unit::year ? 12 : 1);
      if (length.number.places != 0 || length.number.digits <= 0 || months > 1200)
        return context_.periods(length).has_value();
      made_.kind = RewardKind::credit_periods;
      made_.amount = months;
      return true;
    }
    const auto periods = context_.periods(length);
    if (!periods) return false;
    made_.kind = RewardKind::percent_of_price;
    made_.amount = rate_one;
    made_.periods = *periods;
    return true;
  }

  bool perk() {
    made_.kind = RewardKind::perk;
    std::vector<std::string> names;
    for (const Perk& perk : context_.schema.perks) {
      if (perk.name == phase_.perk.text) made_.perk = static_cast<std::uint32_t>(names.size());
      names.push_back(perk.name);
    }
    if (std::find(names.begin(), names.end(), phase_.perk.text) != names.end()) return true;
    const std::string near = nearest(phase_.perk.text, names);
    report(Message::unknown_perk, phase_.perk.at, {quoted(phase_.perk.text)}).help =
        near.empty() ? "perks and their worth are declared under `perks` in programme.yaml"
                     : fmt::format("did you mean \"{}\"?", near);
    return false;
  }

  bool points() {
    made_.kind = RewardKind::points;
    if (!context_.schema.point_worth) {
      report(Message::points_without_worth, phase_.at, {}).help = fmt::format(
          "state it in programme.yaml: `perks: {{points: {{worth: {} 0.01}}}}`", context_.schema.currency);
      return false;
    }
    const auto number = context_.count(phase_.amount);
    made_.amount = number.value_or(0);
    return number.has_value();
  }

  Context& context_;
  const tree::Phase& phase_;
  Reward& made_;
};

}  // namespace

bool check_amount(Context& context, const tree::Phase& phase, Reward& made) {
  return Amounts(context, phase, made).check();
}

}  // namespace trouw
