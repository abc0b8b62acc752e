#include <fmt/format.h>

#include <algorithm>

#include "check/phases.h"

namespace trouw {

namespace {

class Caps {
 public:
  Caps(Context& context, const tree::Phase& phase, Reward& made)
      : context_(context), phase_(phase), made_(made) {}

  bool check() {
    if (const auto& first = phase_.cap ? phase_.cap : phase_.cap_in_all;
        first && !is_scalable(phase_, made_)) {
      report(Message::cannot_cap, first->at, {context_.words(first->at)}).help =
          "cap a percentage, an amount of money or points";
      return false;
    }
    return (!phase_.cap || on_a_bill(*phase_.cap)) && (!phase_.cap_in_all || in_all(*phase_.cap_in_all));
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts) {
    return context_.reporter.report(message, at, parts);
  }

  bool on_a_bill(const tree::Cap& cap) {
    const bool rate = is_rate(made_);
    if (cap.amount.kind == tree::LiteralKind::percent) {
      if (!rate) return mismatched(cap, "an amount");
      const auto most = context_.rate(cap.amount);
      if (most) made_.cap = *most;
      return most.has_value();
    }
    if (made_.kind == RewardKind::points) {
      if (cap.amount.kind != tree::LiteralKind::number) return mismatched(cap, "a number of points");
      const auto most = context_.count(cap.amount);
      if (most) made_.cap = *most;
      return most.has_value();
    }
    if (cap.amount.kind != tree::LiteralKind::money)
      return mismatched(cap, rate ? "a percentage" : "an amount of money");
    const auto most = context_.money(cap.amount);
    if (!most) return false;
    const bool spread = phase_.timing.kind == tree::TimingKind::over;
    if (spread && cap.a_bill) {
      report(Message::cannot_cap, cap.at, {context_.words(cap.at)}).help =
          fmt::format("what is spread is capped as a whole: `up to {}`", context_.words(cap.amount.at));
      return false;
    }
    if (!rate)
      made_.cap = *most;
    else if (cap.a_bill || made_.kind == RewardKind::credit_rate)
      made_.cap_a_bill = *most;
    else
      return mismatched(cap, "a percentage");
    return true;
  }

  bool mismatched(const tree::Cap& cap, const char* wanted) {
    Diagnostic& d = report(Message::cap_of_other_kind, cap.at, {context_.words(cap.at), wanted});
    const bool percentage =
        made_.kind == RewardKind::percent_of_price || made_.kind == RewardKind::percent_of_field;
    d.help = made_.kind == RewardKind::points ? std::string("write a number of points, such as `up to 500`")
             : cap.amount.kind == tree::LiteralKind::money && percentage
                 ? fmt::format("write a percentage, or `up to {} a bill`", context_.words(cap.amount.at))
                 : fmt::format("write {}", wanted);
    return false;
  }

  // Of what stands on one bill, or is divided over several, it is a cap like any other.
  bool in_all(const tree::Cap& cap) {
    if (cap.amount.kind != tree::LiteralKind::money || made_.kind == RewardKind::points) {
      report(Message::cannot_cap_in_all, cap.at, {context_.words(cap.at)}).help =
          fmt::format("write an amount of money, such as `up to {} 100 in all`", context_.schema.currency);
      return false;
    }
    const auto most = context_.money(cap.amount);
    if (!most) return false;
    const auto lower = [&](std::optional<std::int64_t>& known) {
      known = std::min(known.value_or(*most), *most);
    };
    const bool at_once =
        phase_.timing.kind == tree::TimingKind::over || phase_.timing.kind == tree::TimingKind::once;
    lower(!at_once ? made_.cap_in_all : is_rate(made_) ? made_.cap_a_bill : made_.cap);
    return true;
  }

  Context& context_;
  const tree::Phase& phase_;
  Reward& made_;
};

}  // namespace

bool check_caps(Context& context, const tree::Phase& phase, Reward& made) {
  return Caps(context, phase, made).check();
}

}  // namespace trouw
