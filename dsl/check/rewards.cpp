#include "check/rewards.h"

#include <fmt/format.h>

#include "check/phases.h"

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
    const bool amount = check_amount(context_, phase_, made_);
    if (!amount && phase_.of) return std::nullopt;  // a name that is no field may hold the timing
    const bool scaling = check_scaling(context_, phase_, made_);
    const bool cap = check_caps(context_, phase_, made_);
    const bool timing = check_timing(start, last);
    if (!amount || !scaling || !cap || !timing) return std::nullopt;
    return made_;
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts) {
    return context_.reporter.report(message, at, parts);
  }

  bool check_timing(int start, bool last) {
    const tree::Timing& timing = phase_.timing;
    const bool free = phase_.kind == tree::RewardKind::periods_free;
    if (timing.kind == TimingKind::unsaid && !free) {
      report(Message::timing_missing, phase_.at, {context_.words(phase_.at)}).help = suggested_timing();
      return false;
    }
    const bool long_enough = timing.kind == TimingKind::duration || timing.kind == TimingKind::over;
    if (!last && !long_enough && !free) {
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
        if (timing.after) --made_.first;  // on the last bill of those months, not after it
        return true;
      case TimingKind::duration: {
        const auto periods = context_.periods(timing.length);
        made_.periods = periods.value_or(1);
        return asked(timing) && periods.has_value();
      }
      case TimingKind::over:
        return spread(timing);
      case TimingKind::as_long_as_they_stay:
        made_.open_ended = true;
        return true;
      case TimingKind::while_true: {
        made_.open_ended = true;
        return asked(timing);
      }
    }
    return false;
  }

  // What each bill's own day is asked.
  bool asked(const tree::Timing& timing) {
    if (timing.condition.empty()) return true;
    made_.while_true = condition_of(context_, timing.condition.front());
    return made_.while_true.has_value();
  }

  bool spread(const tree::Timing& timing) {
    if (!gives_credit(made_)) {
      const std::string words = context_.words(phase_.at);
      report(Message::cannot_spread, phase_.at, {words}).help =
          fmt::format("write `for {}`", context_.words(timing.length.at));
      return false;
    }
    const auto periods = context_.periods(timing.length);
    made_.periods = periods.value_or(1);
    made_.spread = true;
    return periods.has_value();
  }

  std::string suggested_timing() const {
    const Period billing = context_.schema.billing;
    const std::string length = billing.weeks        ? fmt::format("{} weeks", 3 * billing.count)
                               : billing.count == 1 ? "12 months"
                                                    : billing_text(billing);
    const char* first = gives_credit(made_) || made_.kind == RewardKind::points ? "`once`" : nullptr;
    return first != nullptr
               ? fmt::format("say when: {}, or `for {}`", first, length)
               : fmt::format("say for how long: `for {}`, `once`, or `for as long as they stay`", length);
  }

  Context& context_;
  const tree::Phase& phase_;
  Reward made_;
};

}  // namespace

bool is_scalable(const tree::Phase& phase, const Reward& made) {
  return made.kind != RewardKind::price_of && phase.kind != tree::RewardKind::periods_free &&
         made.kind != RewardKind::perk;
}

bool is_rate(const Reward& made) {
  return made.kind == RewardKind::percent_of_price || made.kind == RewardKind::percent_of_field ||
         made.kind == RewardKind::credit_rate;
}

bool gives_credit(const Reward& made) {
  return made.kind == RewardKind::credit || made.kind == RewardKind::credit_rate;
}

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
