#include "check/rewards.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace trouw {

namespace {

using tree::TimingKind;

class PhaseChecker {
 public:
  PhaseChecker(Context& context, const tree::Phase& phase) : context_(context), phase_(phase) {}

  // The reward of one phase that starts `start` periods after the reward's own beginning; nothing after a
  // report.
  std::optional<Reward> check(int start, bool last) {
    made_.text = context_.words(phase_.at);
    made_.place = context_.place(phase_.at);
    const bool amount = check_amount();
    if (!amount && phase_.of) return std::nullopt;  // a name that is no field may hold the timing
    const bool scaling = check_scaling();
    const bool cap = check_cap();
    const bool timing = check_timing(start, last);
    if (!amount || !scaling || !cap || !timing) return std::nullopt;
    return made_;
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts) {
    return context_.reporter.report(message, at, parts);
  }

  bool check_amount() {
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

  bool percent(RewardKind kind) {
    made_.kind = kind;
    const auto rate = context_.rate(phase_.amount);
    made_.amount = rate.value_or(0);
    return rate.has_value();
  }

  bool base(bool discount) {
    const auto id = field_of(context_, *phase_.of);
    if (!id) return false;
    const Field& field = context_.schema.fields[*id];
    if (field.type != Type::money) {
      report(Message::percent_of_no_money, phase_.of->at, {quoted(field.name)}).help =
          "a percentage is taken of the price, or of a money field";
      return false;
    }
    if (discount && id == context_.schema.roles.price) {
      report(Message::percent_off_price_by_name, phase_.of->at, {quoted(field.name)}).help =
          fmt::format("write `{} off`", context_.words(phase_.amount.at));
      return false;
    }
    made_.base = *id;
    return true;
  }

  bool money(RewardKind kind, std::int64_t least) {
    made_.kind = kind;
    const auto minor = context_.money(phase_.amount);
    if (!minor) return false;
    made_.amount = *minor;
    if (*minor >= least) return true;
    report(Message::reward_not_above_zero, phase_.amount.at, {context_.words(phase_.amount.at)}).help =
        "write an amount above zero";
    return false;
  }

  // 100% off for so many bills; where a bill covers several months, a credit in proportion.
  bool periods_free() {
    const tree::Literal& length = phase_.amount;
    if (phase_.timing.kind != TimingKind::unsaid) {
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
    made_.amount = phase_.amount.number.digits;
    if (!context_.schema.point_worth) {
      report(Message::points_without_worth, phase_.at, {}).help = fmt::format(
          "state it in programme.yaml: `perks: {{points: {{worth: {} 0.01}}}}`", context_.schema.currency);
      return false;
    }
    if (phase_.amount.number.places == 0 && made_.amount > 0 && made_.amount <= 1'000'000'000'000)
      return true;
    report(Message::reward_not_above_zero, phase_.amount.at, {context_.words(phase_.amount.at)}).help =
        "write a whole number of points above zero";
    return false;
  }

  bool scalable() const {
    return made_.kind != RewardKind::price_of && phase_.kind != tree::RewardKind::periods_free &&
           made_.kind != RewardKind::perk;
  }

  bool check_scaling() {
    if (!phase_.scaling) return true;
    const tree::Scaling& scaling = *phase_.scaling;
    if (!scalable()) {
      report(Message::cannot_scale, scaling.at, {context_.words(scaling.at)}).help =
          "scale a percentage, an amount of money or points";
      return false;
    }
    made_.scaling.emplace();
    made_.scaling->text = context_.words(scaling.at);
    return scaling.tenure ? by_tenure(scaling) : by_field(scaling);
  }

  bool by_tenure(const tree::Scaling& scaling) {
    tree::Amount tenure;
    tree::Operand operand;
    operand.kind = tree::OperandKind::tenure;
    operand.at = tenure.at = scaling.at;
    tenure.terms.push_back({false, operand, {}});
    const auto value = amount_of(context_, tenure);
    if (!value) return false;
    const bool months = scaling.step && scaling.step->kind == tree::LiteralKind::duration &&
                        (scaling.step->unit == tree::Unit::month || scaling.step->unit == tree::Unit::year) &&
                        scaling.step->number.places == 0 && scaling.step->number.digits > 0 &&
                        scaling.step->number.digits < 10'000;
    if (!months) {
      report(Message::tenure_step, scaling.at, {context_.words(scaling.at)}).help =
          "write `for every year of tenure`, or months";
      return false;
    }
    made_.scaling->term = value->term;
    made_.scaling->step = scaling.step->number.digits * (scaling.step->unit == tree::Unit::year ? 12 : 1);
    return true;
  }

  // A field by its name, or by the word for one of it.
  std::optional<FieldId> scaled_field(const tree::Scaling& scaling) {
    const auto& fields = context_.schema.fields;
    const std::string& text = scaling.of.text;
    std::vector<std::string> words;
    for (FieldId id = 0; id < fields.size(); ++id) {
      if (fields[id].each == text && !text.empty()) return id;
      if (!fields[id].each.empty()) words.push_back(fields[id].each);
    }
    const auto measured = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
      return !field.unit.empty() && field.unit == text;
    });
    if (measured == fields.end() || context_.schema.find(text)) return field_of(context_, scaling.of, words);
    report(Message::unknown_field, scaling.of.at, {quoted(text)}).help =
        fmt::format("say of what, such as `for every {} {} of {}`",
                    scaling.step ? context_.words(scaling.step->at) : "100", text, measured->name);
    return std::nullopt;
  }

  bool by_field(const tree::Scaling& scaling) {
    const auto id = scaled_field(scaling);
    if (!id) return false;
    const Field& field = context_.schema.fields[*id];
    const bool money = field.type == Type::money;
    const bool length = field.type == Type::months || field.type == Type::days;
    if (!money && !length && field.type != Type::whole) {
      report(Message::cannot_count, scaling.of.at, {quoted(field.name)}).help =
          "scale by a whole-number field, a money field or a length of time";
      return false;
    }
    made_.scaling->term = context_.terms.field(*id);
    if (!scaling.step) {
      if (field.type == Type::whole) return true;
      report(Message::cannot_count, scaling.of.at, {quoted(field.name)}).help =
          money ? fmt::format("say of how much, such as `for every {} 10 of {}`", context_.schema.currency,
                              field.name)
                : fmt::format("say of how long, such as `for every month of {}`", field.name);
      return false;
    }
    tree::Operand operand;
    operand.literal = *scaling.step;
    operand.at = scaling.step->at;
    const auto step = stored_literal(context_, field, operand);
    if (!step) return false;
    if (*step <= 0) {
      report(Message::reward_not_above_zero, scaling.step->at, {context_.words(scaling.step->at)}).help =
          "write a step above zero";
      return false;
    }
    made_.scaling->step = *step;
    return true;
  }

  bool check_cap() {
    if (!phase_.cap) return true;
    const tree::Cap& cap = *phase_.cap;
    const bool rate = made_.kind == RewardKind::percent_of_price ||
                      made_.kind == RewardKind::percent_of_field || made_.kind == RewardKind::credit_rate;
    if (!scalable()) {
      report(Message::cannot_cap, cap.at, {context_.words(cap.at)}).help =
          "cap a percentage, an amount of money or points";
      return false;
    }
    if (cap.amount.kind == tree::LiteralKind::percent) {
      if (!rate) return mismatched_cap(cap, "an amount");
      const auto most = context_.rate(cap.amount);
      if (most) made_.cap = *most;
      return most.has_value();
    }
    if (made_.kind == RewardKind::points) {
      if (cap.amount.kind != tree::LiteralKind::number || cap.amount.number.places != 0)
        return mismatched_cap(cap, "a number of points");
      made_.cap = cap.amount.number.digits;
      return true;
    }
    if (cap.amount.kind != tree::LiteralKind::money)
      return mismatched_cap(cap, rate ? "a percentage" : "an amount of money");
    const auto most = context_.money(cap.amount);
    if (!most) return false;
    if (!rate)
      made_.cap = *most;
    else if (cap.a_bill || made_.kind == RewardKind::credit_rate)
      made_.cap_a_bill = *most;
    else
      return mismatched_cap(cap, "a percentage");
    return true;
  }

  bool mismatched_cap(const tree::Cap& cap, const char* wanted) {
    Diagnostic& d = report(Message::cap_of_other_kind, cap.at, {context_.words(cap.at), wanted});
    d.help = cap.amount.kind == tree::LiteralKind::money
                 ? fmt::format("write a percentage, or `at most {} a bill`", context_.words(cap.amount.at))
                 : fmt::format("write {}", wanted);
    return false;
  }

  bool is_credit() const { return made_.kind == RewardKind::credit || made_.kind == RewardKind::credit_rate; }

  bool check_timing(int start, bool last) {
    const tree::Timing& timing = phase_.timing;
    const bool free = phase_.kind == tree::RewardKind::periods_free;
    if (timing.kind == TimingKind::unsaid && !free) {
      report(Message::timing_missing, phase_.at, {context_.words(phase_.at)}).help = suggested_timing();
      return false;
    }
    if (!last && timing.kind != TimingKind::duration && !free) {
      report(Message::phase_needs_length, phase_.at, {context_.words(phase_.at)}).help =
          "every part before `then` says how long it lasts, such as `for 3 months`";
      return false;
    }
    if (timing.after) {
      const auto after = context_.periods(*timing.after);
      if (!after) return false;
      if (start > 0) {
        report(Message::after_in_later_phase, timing.after->at, {}).help =
            "a part after `then` starts where the one before it ends";
        return false;
      }
      start = *after;
    }
    made_.first = start;
    switch (timing.kind) {
      case TimingKind::unsaid:  // free months: their own length
        made_.one_off = true;
        return true;
      case TimingKind::once:
        made_.once = made_.one_off = true;
        if (timing.after && is_credit()) --made_.first;  // at the end of those months, not after it
        return true;
      case TimingKind::duration: {
        const auto periods = context_.periods(timing.length);
        made_.periods = periods.value_or(1);
        return periods.has_value();
      }
      case TimingKind::as_long_as_they_stay:
        made_.open_ended = true;
        return true;
      case TimingKind::while_true: {
        made_.open_ended = true;
        made_.while_true = condition_of(context_, timing.condition.front());
        return made_.while_true.has_value();
      }
    }
    return false;
  }

  std::string suggested_timing() const {
    const Period billing = context_.schema.billing;
    const std::string length = billing.weeks        ? fmt::format("{} weeks", 3 * billing.count)
                               : billing.count == 1 ? "12 months"
                                                    : billing_text(billing);
    const char* first = is_credit() || made_.kind == RewardKind::points ? "`once`" : nullptr;
    return first != nullptr
               ? fmt::format("say when: {}, or `for {}`", first, length)
               : fmt::format("say for how long: `for {}`, `once`, or `for as long as they stay`", length);
  }

  Context& context_;
  const tree::Phase& phase_;
  Reward made_;
};

}  // namespace

void add_reward(Context& context, Offer& offer, const tree::Reward& reward, const Gate& gate) {
  int start = 0;
  for (std::size_t i = 0; i < reward.phases.size(); ++i) {
    const bool last = i + 1 == reward.phases.size();
    std::optional<Reward> made = PhaseChecker(context, reward.phases[i]).check(start, last);
    if (!made) return;
    start = made->first + made->periods;
    made->gate = gate.term;
    made->row = gate.text;
    offer.rewards.push_back(std::move(*made));
  }
}

void add_give(Context& context, Offer& offer, const tree::Give& give) {
  for (const tree::Reward& reward : give.rewards) add_reward(context, offer, reward, {});
}

void add_match(Context& context, Offer& offer, const tree::Match& match) {
  if (offer.audience == Audience::newcomers || offer.audience == Audience::everyone) {
    context.reporter.report(Message::match_for_newcomers, match.at, {}).help =
        "write `to customers` or `to returners`";
    return;
  }
  Match made;
  if (match.title) {
    made.offer = context.offer_of(*match.title);
    if (!made.offer) return;
    const Offer& matched = context.programme.offers[*made.offer];
    if (matched.audience != Audience::newcomers && matched.audience != Audience::everyone) {
      context.reporter
          .report(Message::match_of_no_newcomer_offer, match.title->at, {quoted(match.title->text)})
          .help = "name an offer to newcomers, or write `match the newcomer deal`";
      return;
    }
  }
  if (match.over) {
    const auto over = context.periods(*match.over);
    if (!over) return;
    if (*over > context.schema.horizon) {
      context.reporter.report(Message::match_beyond_horizon, match.over->at, {context.words(match.over->at)})
          .help = "spread it over no more than the horizon in programme.yaml";
      return;
    }
    made.over = *over;
  }
  if (match.cap) {
    made.cap = context.money(match.cap->amount);
    if (!made.cap) return;
  }
  offer.match = made;
}

}  // namespace trouw
