#include "trouw/lints.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/proof_words.h"
#include "plan/lower.h"
#include "proof/possible.h"

namespace trouw {

namespace {

using Options = std::vector<std::vector<Demand>>;

class Linting {
 public:
  Linting(const Engine& engine, const Budget& budget)
      : programme_(engine.programme()),
        plan_(lower(programme_, std::nullopt)),
        budget_(budget),
        possible_(*plan_, preferred_day(programme_, first_day, last_day), budget) {}

  Diagnostics run() {
    for (std::uint32_t number = 0; number < programme_.offers.size() && !budget_.over(); ++number)
      look_at(number, programme_.offers[number]);
    caps();
    nothing();
    return std::move(found_);
  }

 private:
  static Demand stands_as(const Plan& plan, Standing standing) {
    const auto value = static_cast<std::int64_t>(standing);
    return {plan.standing, value, value, no_node};
  }

  // Calls `tell` with the demand on a record and the nodes of the offer, for each deal that it may be part
  // of.
  template <class Tell>
  void deals_with(std::uint32_t offer, const Tell& tell) const {
    const auto deal = [&](Standing standing, const DealNodes& nodes) {
      for (const OfferNodes& one : nodes.offers)
        if (one.offer == offer) tell(stands_as(*plan_, standing), one);
    };
    const auto audience = [&](Standing standing, const AudienceNodes& nodes) {
      deal(standing, nodes.deal);
      for (const MatchNodes& match : nodes.matches)
        if (match.offer == offer) tell(stands_as(*plan_, standing), match.nodes);
    };
    audience(Standing::customer, plan_->customer);
    audience(Standing::newcomer, plan_->newcomer);
    audience(Standing::returner, plan_->returner);
    for (const TwinNodes& twin : plan_->twins) deal(Standing::customer, twin.deal);
  }

  Options options(std::uint32_t offer, NodeId OfferNodes::*node) const {
    Options all;
    deals_with(offer, [&](const Demand& standing, const OfferNodes& nodes) {
      all.push_back({standing, {nodes.*node}});
    });
    return all;
  }

  bool never(const Options& all) const {
    return !all.empty() && possible_.ask(all).kind == Possibility::never;
  }

  void look_at(std::uint32_t number, const Offer& offer) {
    if (never(options(number, &OfferNodes::open)))
      return warn("T0610", offer.place, fmt::format("nobody is ever offered “{}”.", offer.title),
                  "its conditions cannot all hold for one record: take one away, or the offer.");
    if (in_best_of(number) && never(options(number, &OfferNodes::kept)))
      return warn("T0611", offer.place,
                  fmt::format("“{}” never wins its best of: another item is always worth as much or more.",
                              offer.title),
                  "give more, or take it out of the best of.");
    rows(number, offer);
    if (offer.match && offer.match->cap) match_cap(number, offer);
    if (offer.audience == Audience::newcomers) answered(number, offer);
  }

  bool in_best_of(std::uint32_t number) const {
    for (const Combine& combine : programme_.combine)
      for (const BestOf& best : combine.best_of)
        for (const auto& item : best.items)
          if (std::find(item.begin(), item.end(), number) != item.end()) return true;
    return false;
  }

  void rows(std::uint32_t number, const Offer& offer) {
    for (std::size_t i = 0; i < offer.rewards.size(); ++i) {
      const Reward& reward = offer.rewards[i];
      if (!reward.gate || (i > 0 && offer.rewards[i - 1].gate == reward.gate)) continue;
      Options all;
      deals_with(number, [&](const Demand& standing, const OfferNodes& nodes) {
        if (i < nodes.gates.size()) all.push_back({standing, {nodes.open}, {nodes.gates[i]}});
      });
      if (never(all))
        warn("T0612", reward.place,
             fmt::format("nobody reaches the row “{}” of “{}”.", reward.row, offer.title),
             "see what the field can be in programme.yaml, and what the offer's conditions leave of it.");
    }
  }

  void match_cap(std::uint32_t number, const Offer& offer) {
    Options all;
    for (const MatchNodes& match : plan_->customer.matches)
      if (match.offer == number)
        all.push_back({stands_as(*plan_, Standing::customer), {match.top_up, *offer.match->cap}});
    if (never(all))
      note("T0613", offer.place,
           fmt::format("“{}” never needs its `at most {}`: no top-up comes to so much.", offer.title,
                       write_money(*offer.match->cap, programme_.schema.currency)));
  }

  // A newcomer offer, and whether anybody who would get it as a newcomer gets anything as a customer.
  void answered(std::uint32_t number, const Offer& offer) {
    Options gets, both;
    for (const TwinNodes& twin : plan_->twins)
      for (const OfferNodes& nodes : twin.deal.offers) {
        if (nodes.offer != number) continue;
        gets.push_back({stands_as(*plan_, Standing::customer), {nodes.paid}});
        both.push_back(gets.back());
        both.back().push_back({plan_->customer.value});
      }
    if (never(both) && possible_.ask(gets).kind == Possibility::sometime)
      warn("T0615", offer.place,
           fmt::format("no customer offer answers “{}”: whoever would get it as a newcomer gets nothing as a "
                       "customer.",
                       offer.title),
           "give customers something too, or an offer that says `match the newcomer deal`.");
  }

  void caps() {
    const std::pair<Standing, const DealNodes*> deals[] = {{Standing::customer, &plan_->customer.deal},
                                                           {Standing::newcomer, &plan_->newcomer.deal},
                                                           {Standing::returner, &plan_->returner.deal}};
    for (const auto& [standing, deal] : deals) {
      if (deal->cap == no_node || deal->offers.empty() || budget_.over()) continue;
      Options all;
      const auto cut = [&](const Demand& stands, const DealNodes& nodes) {
        for (auto offer = nodes.offers.rbegin(); offer != nodes.offers.rend(); ++offer)
          all.push_back({stands, {offer->value, 1, INT64_MAX, offer->paid}});
      };
      cut(stands_as(*plan_, standing), *deal);
      if (standing == Standing::newcomer)
        for (const TwinNodes& twin : plan_->twins) cut(stands_as(*plan_, Standing::customer), twin.deal);
      if (never(all))
        note("T0613", {}, fmt::format("the cap on {} offers never cuts anything.", standing_name(standing)));
    }
  }

  // With a match, whoever gets nothing is no worse off than a newcomer.
  void nothing() {
    const DealNodes& deal = plan_->customer.deal;
    const bool matched = std::any_of(programme_.offers.begin(), programme_.offers.end(),
                                     [](const Offer& offer) { return offer.match && !offer.match->offer; });
    if (matched || (deal.offers.empty() && plan_->customer.matches.empty()) || budget_.over()) return;
    const Possibility someone = possible_.ask(
        {{stands_as(*plan_, Standing::customer), {plan_->customer.value, INT64_MIN, 0, no_node}}});
    if (someone.kind != Possibility::sometime) return;
    Counterexample who;
    who.on = someone.on;
    who.own.record = someone.record;
    who.telling = telling_fields(programme_, someone.record);
    note("T0614", {}, "some customers get nothing. " + person_text(programme_, who));
  }

  void add(Severity severity, const char* code, const Place& place, std::string message, std::string help) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = severity;
    diagnostic.message = std::move(message);
    diagnostic.place = place;
    diagnostic.help = std::move(help);
    found_.push_back(std::move(diagnostic));
  }
  void warn(const char* code, const Place& place, std::string message, std::string help) {
    add(Severity::warning, code, place, std::move(message), std::move(help));
  }
  void note(const char* code, const Place& place, std::string message) {
    add(Severity::note, code, place, std::move(message), "");
  }

  const Programme& programme_;
  std::unique_ptr<const Plan> plan_;
  const Budget& budget_;
  Possible possible_;
  Diagnostics found_;
};

}  // namespace

Diagnostics lints(const Engine& engine, const LintOptions& options) {
  const Budget budget = budget_of(options.work, options.seconds, options.stop);
  return Linting(engine, budget).run();
}

}  // namespace trouw
