#include "row/explain.h"

#include <algorithm>

#include "row/distance.h"
#include "row/messages.h"
#include "row/occasion.h"
#include "row/shown.h"

namespace trouw {

const AudienceNodes* audience_of(const Plan& plan, Standing standing) {
  switch (standing) {
    case Standing::customer:
      return &plan.customer;
    case Standing::newcomer:
      return &plan.newcomer;
    case Standing::returner:
      return &plan.returner;
    default:
      return nullptr;
  }
}

namespace {

Cause cause_of(Closed closed) {
  switch (closed) {
    case Closed::limit_reached:
    case Closed::no_room:
      return Cause::limit_reached;
    case Closed::held_out:
      return Cause::held_out;
    default:
      return Cause::given_before;
  }
}

}  // namespace

// One decision.
class Explaining {
 public:
  Explaining(Explainer& made, const Evaluation& evaluation, const Batch& batch, std::size_t row,
             Decision& decision)
      : made_(made),
        spare_(made.spare_),
        plan_(made.plan_),
        programme_(*plan_.programme),
        evaluation_(evaluation),
        batch_(batch),
        row_(row),
        decision_(decision) {}

  void explain() {
    decision_.standing = static_cast<Standing>(evaluation_.value(plan_.standing));
    decision_.newcomer_value = evaluation_.value(plan_.twin_value);
    decision_.value_before_match = evaluation_.value(plan_.value_before_match);
    decision_.top_up = evaluation_.value(plan_.top_up);
    decision_.value = evaluation_.value(plan_.value);
    decision_.worse_off_before = evaluation_.value(plan_.worse_off_before);
    decision_.worse_off = evaluation_.value(plan_.worse_off);
    facts();
    twin();
    if (const AudienceNodes* nodes = audience_of(plan_, decision_.standing)) own(*nodes);
  }

 private:
  void facts() {
    for (std::size_t i = 0; i < plan_.facts.size(); ++i)
      if (!evaluation_.holds(plan_.facts[i])) {
        std::string text = spare_.text();
        text = plan_.fact_texts[i];
        decision_.facts_broken.push_back(std::move(text));
      }
  }

  void twin() {
    const TwinNodes& nodes = plan_.twins[static_cast<std::size_t>(evaluation_.value(plan_.twin))];
    view(nodes.deal, *plan_.programme, std::nullopt, decision_.twin);
    decision_.twin.net = evaluation_.value(nodes.net);
    for (std::size_t i = 0; i < plan_.any_fields.size(); ++i) {
      const FieldId field = plan_.any_fields[i];
      Spare::Named choice = spare_.named();
      choice.first = programme_.schema.fields[field].name;
      append_shown(choice.second, programme_.schema, field, nodes.choices[i], {});
      decision_.twin_choices.push_back(std::move(choice));
    }
  }

  void view(const DealNodes& deal, const Programme& programme, std::optional<std::int64_t> tenure,
            DealView& made) {
    made.bill = evaluation_.value(deal.prices.front());
    const auto horizon = static_cast<std::size_t>(programme.schema.horizon);
    for (std::size_t bill = 0; bill < std::min(horizon, deal.prices.size()); ++bill)
      made.prices.push_back(evaluation_.value(deal.prices[bill]));
    made.value = evaluation_.value(deal.value);
    for (const OfferNodes& offer : deal.offers)
      if (evaluation_.holds(offer.counted) || is_replaced(offer, programme))
        made.awards.push_back(award(deal, offer, programme, tenure));
  }

  // It runs and would be on bills to come, and on each of them a larger one counts.
  bool is_replaced(const OfferNodes& offer, const Programme& programme) const {
    if (!programme.offers[offer.offer].runs_on || !evaluation_.holds(offer.kept) ||
        evaluation_.value(offer.value) != 0)
      return false;
    return std::ranges::any_of(offer.rewards, [&](const RewardNodes& reward) {
      for (int bill = reward.first; bill < std::min(reward.end(), programme.schema.horizon); ++bill)
        if (evaluation_.holds(reward.gate(bill)) && evaluation_.value(reward.amount(bill)) != 0) return true;
      return false;
    });
  }

  Award award(const DealNodes& deal, const OfferNodes& offer, const Programme& programme,
              std::optional<std::int64_t> tenure) {
    Award made = spare_.award();
    made.offer = offer.offer;
    made.value = evaluation_.value(offer.value);
    made.paid = evaluation_.value(offer.paid);
    made_.lines_.add(programme, evaluation_, deal, offer, made.lines);
    made_.lines_.add(programme, evaluation_, offer, made.promises);
    made.runs_on = programme.offers[offer.offer].runs_on;
    made.replaced = is_replaced(offer, programme);
    if (made.paid < made.value) made.ceiling = evaluation_.value(offer.money_paid);
    describe(programme, tenure, made);
    if (made.runs_on) leave_what_is_to_come(made);
    return made;
  }

  // An award of before goes by the offer that it was granted under, and promises what is left of it.
  void leave_what_is_to_come(Award& award) const {
    const HeldSlot& slot = plan_.past->slots[award.offer - plan_.past->offers];
    award.offer = as_written(award.offer);
    if (!slot.bills.empty()) return;
    const auto used = static_cast<int>(evaluation_.field(slot.used).value);
    for (Promise& promise : award.promises) {
      const int end = promise.first + promise.periods - used;
      promise.first = std::max(0, promise.first - used);
      if (!promise.open_ended) promise.periods = end - promise.first;
    }
    std::erase_if(award.promises, [](const Promise& promise) { return promise.periods <= 0; });
  }

  // The offer that an award of before was granted under, as far as it is still written.
  std::uint32_t as_written(std::uint32_t offer) const {
    if (!plan_.past || offer < plan_.past->offers) return offer;
    return plan_.past->slots[offer - plan_.past->offers].of.value_or(offer);
  }

  // Why an award is there, for which occasion, and what is told of it.
  void describe(const Programme& programme, std::optional<std::int64_t> tenure, Award& award) {
    const Offer& offer = programme.offers[award.offer];
    for (const Condition& condition : offer.conditions) {
      if (!award.reason.empty()) award.reason += "; ";
      award.reason += condition.text;
    }
    append_occasion(award.occasion, programme, offer, batch_, row_, decision_.on, 0);
    tell({programme, evaluation_, batch_, tenure}, offer, spare_, award);
  }

  void own(const AudienceNodes& nodes) {
    const std::optional<std::int64_t> tenure = tenure_of(nodes);
    view(nodes.deal, programme_, tenure, decision_.deal);
    decision_.deal.net = evaluation_.value(nodes.net);
    decision_.deal.value = evaluation_.value(nodes.value);
    for (const MatchNodes& match : nodes.matches) {
      if (!evaluation_.holds(match.nodes.counted)) continue;
      const std::int64_t top_up = evaluation_.value(match.top_up);
      Award made = spare_.award();
      made.offer = match.offer;
      made.value = made.paid = top_up;
      made_.lines_.add_top_up(programme_.offers[match.offer], top_up, made);
      describe(programme_, tenure, made);
      decision_.deal.awards.push_back(std::move(made));
    }
    for (const OfferNodes& offer : nodes.deal.offers)
      if (!evaluation_.holds(offer.counted) && !programme_.offers[offer.offer].runs_on && !runs(offer.offer))
        pass_over(nodes, offer, false);
    for (const MatchNodes& match : nodes.matches)
      if (!evaluation_.holds(match.nodes.counted)) pass_over(nodes, match.nodes, true);
    std::sort(decision_.passed_over.begin(), decision_.passed_over.end(),
              [](const PassedOver& a, const PassedOver& b) { return a.offer < b.offer; });
  }

  void pass_over(const AudienceNodes& nodes, const OfferNodes& offer, bool match) {
    PassedOver made = spare_.passed_over();
    made.offer = offer.offer;
    if (const Closed closed = closed_to(offer.offer);
        closed != Closed::no && !evaluation_.holds(offer.open)) {
      made.cause = cause_of(closed);
    } else if (!evaluation_.holds(offer.in_window)) {
      made.cause = Cause::window;
    } else if (!conditions_hold(offer)) {
      made.cause = Cause::condition;
      std::size_t at = 0;
      for (const Condition& condition : programme_.offers[offer.offer].conditions)
        test(nodes, offer, condition, Truth::yes, at, made.tested);
    } else if (!evaluation_.holds(offer.amount_known)) {
      made.cause = Cause::unknown_amount;
    } else if (!evaluation_.holds(offer.kept)) {
      made.cause = Cause::lost;
      find_winner(nodes.deal, made);
      if (made.lost_to.empty())
        made.cause = made.value == 0 || runs(offer.offer) ? Cause::given_before : Cause::another_runs;
      else if (made.value == 0)
        made.cause = Cause::worth_nothing, made.lost_to.clear();  // it lost, but there was nothing to lose
      else if (std::ranges::any_of(made.lost_to, [&](std::uint32_t winner) { return runs(winner); }))
        made.cause = Cause::another_runs;
    } else {
      made.cause = match                  ? Cause::nothing_to_match
                   : was_had(offer.offer) ? Cause::given_before
                                          : Cause::worth_nothing;
    }
    if (made.cause == Cause::worth_nothing && !match) find_takers(nodes.deal, offer, made.lost_to);
    if (made.cause == Cause::unknown_amount || (made.cause == Cause::worth_nothing && made.lost_to.empty()))
      has(nodes, made_.amount_of(offer.offer), made.amount_of);
    if (made.cause == Cause::worth_nothing && made.lost_to.empty()) has_price(offer.offer, made.amount_of);
    decision_.passed_over.push_back(std::move(made));
  }

  Closed closed_to(std::uint32_t offer) const {
    if (!plan_.past || offer >= plan_.past->offers) return Closed::no;
    return static_cast<Closed>(evaluation_.field(plan_.past->closed[offer]).value);
  }

  // Whether an award of the offer is in play.
  bool runs(std::uint32_t offer) const {
    return plan_.past && std::ranges::any_of(plan_.past->slots, [&](const HeldSlot& slot) {
             return slot.of == offer && slot.bills.empty() && evaluation_.field(slot.used).value >= 0;
           });
  }

  bool was_had(std::uint32_t offer) const {
    return plan_.past && offer < plan_.past->offers &&
           std::ranges::any_of(plan_.past->had[offer], [&](FieldId column) {
             return column != no_column && evaluation_.field(column).value != 0;
           });
  }

  // The offers that leave nothing of a bill that this one would take something off.
  void find_takers(const DealNodes& deal, const OfferNodes& offer, std::vector<std::uint32_t>& takers) const {
    for (const DiscountNodes& line : deal.discounts) {
      if (line.offer != offer.offer || !would_take(deal, offer, line)) continue;
      for (const DiscountNodes& other : deal.discounts)
        if (other.run == line.run && evaluation_.value(other.amount) > 0 &&
            std::find(takers.begin(), takers.end(), other.offer) == takers.end())
          takers.push_back(other.offer);
    }
  }

  bool would_take(const DealNodes& deal, const OfferNodes& offer, const DiscountNodes& line) const {
    const auto bill = static_cast<std::size_t>(deal.runs[line.run].first);
    const bool whole = evaluation_.value(deal.run_totals[line.run]) >= evaluation_.value(deal.prices[bill]);
    return whole && std::any_of(line.rewards.begin(), line.rewards.end(), [&](std::uint32_t reward) {
             const bool lowers = programme_.offers[line.offer].rewards[reward].kind == RewardKind::price_of;
             return !lowers && evaluation_.holds(offer.gates[reward]) &&
                    evaluation_.value(offer.amounts[reward]) > 0;
           });
  }

  bool conditions_hold(const OfferNodes& offer) const {
    return std::all_of(offer.conditions.begin(), offer.conditions.end(),
                       [&](NodeId id) { return evaluation_.holds(id); });
  }

  Truth truth(NodeId id) const {
    const Cell cell = evaluation_.cell(id);
    return !cell.known ? Truth::undecided : cell.value == 1 ? Truth::yes : Truth::no;
  }

  // Collects the atoms that keep a condition from coming out as `wanted`. `at` walks OfferNodes::tested.
  void test(const AudienceNodes& nodes, const OfferNodes& offer, const Condition& condition, Truth wanted,
            std::size_t& at, std::vector<Tested>& tested) {
    const Truth now = truth(offer.tested[at++]);
    if (now == wanted) {
      skip(condition, at);
      return;
    }
    if (condition.shape == Condition::atom) {
      Tested atom = spare_.tested();
      atom.part = static_cast<std::uint32_t>(at - 1);
      atom.negated = wanted == Truth::no;
      if (atom.negated) atom.text = "not ";
      atom.text += condition.text;
      atom.holds = now;
      has(nodes, condition, atom.has);
      if (!atom.negated) append_distance(atom.short_of, programme_, evaluation_, condition, tenure_of(nodes));
      tested.push_back(std::move(atom));
      return;
    }
    const bool flips = condition.shape == Condition::negation;
    const Truth inner = flips ? (wanted == Truth::yes ? Truth::no : Truth::yes) : wanted;
    for (const Condition& part : condition.parts) test(nodes, offer, part, inner, at, tested);
  }

  void skip(const Condition& condition, std::size_t& at) const {
    for (const Condition& part : condition.parts) {
      ++at;
      skip(part, at);
    }
  }

  std::optional<std::int64_t> tenure_of(const AudienceNodes& nodes) const {
    if (nodes.tenure == no_node || !evaluation_.cell(nodes.tenure).known) return std::nullopt;
    return evaluation_.value(nodes.tenure);
  }

  void has(const AudienceNodes& nodes, const Condition& atom, std::vector<Spare::Named>& values) {
    if (atom.tenure && nodes.tenure != no_node) {
      const Cell tenure = evaluation_.cell(nodes.tenure);
      Spare::Named value = spare_.named();
      value.first = "tenure";
      if (tenure.known)
        append_months(value.second, tenure.value);
      else
        value.second = "unknown";
      values.push_back(std::move(value));
    }
    for (const FieldId id : atom.fields) has(id, values);
  }

  void has(FieldId id, std::vector<Spare::Named>& values) {
    Spare::Named value = spare_.named();
    value.first = programme_.schema.fields[id].name;
    append_field(value.second, programme_, id, evaluation_.field(id), batch_);
    values.push_back(std::move(value));
  }

  // The price, where it is what leaves nothing of an offer.
  void has_price(std::uint32_t offer, std::vector<Spare::Named>& values) {
    const Roles& roles = programme_.schema.roles;
    const bool new_one = decision_.standing == Standing::newcomer && roles.newcomer_price;
    const std::optional<FieldId> price = new_one ? roles.newcomer_price : roles.price;
    if (price && std::ranges::any_of(programme_.offers[offer].rewards, [](const Reward& reward) {
          return reward.kind == RewardKind::percent_of_price || reward.kind == RewardKind::money_off ||
                 reward.kind == RewardKind::price_of || reward.kind == RewardKind::credit_periods;
        }))
      has(*price, values);
  }

  void find_winner(const DealNodes& deal, PassedOver& made) const {
    for (const BestOfNodes& group : deal.best_of)
      for (std::size_t item = 0; item < group.items.size(); ++item) {
        const auto& offers = group.items[item];
        if (std::find(offers.begin(), offers.end(), made.offer) == offers.end()) continue;
        made.value = evaluation_.value(group.values[item]);
        for (std::size_t other = 0; other < group.items.size(); ++other)
          if (other != item && evaluation_.holds(group.wins[other])) {
            made.lost_to = group.items[other];
            made.winner = evaluation_.value(group.values[other]);
          }
        return;
      }
  }

  Explainer& made_;
  Spare& spare_;
  const Plan& plan_;
  const Programme& programme_;
  const Evaluation& evaluation_;
  const Batch& batch_;
  std::size_t row_;
  Decision& decision_;
};

Explainer::Explainer(const Plan& plan)
    : plan_(plan), lines_(spare_), amounts_(plan.programme->offers.size()) {}

const Condition& Explainer::amount_of(std::uint32_t number) {
  std::optional<Condition>& made = amounts_[number];
  if (made) return *made;
  const Programme& programme = *plan_.programme;
  const Offer& offer = programme.offers[number];
  Condition& read = made.emplace();
  const auto add = [&](TermId term) {
    const std::vector<FieldId> fields = fields_read(programme, term);
    read.fields.insert(read.fields.end(), fields.begin(), fields.end());
  };
  if (offer.known_by) add(*offer.known_by);
  for (const Reward& reward : offer.rewards) {
    if (reward.scaling) add(reward.scaling->term);
    if (reward.gate) add(*reward.gate);
    if (reward.amount_term) add(*reward.amount_term);
    if (reward.base_term)
      add(*reward.base_term);
    else if (reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate)
      read.fields.push_back(reward.base);
  }
  std::ranges::sort(read.fields);
  read.fields.erase(std::unique(read.fields.begin(), read.fields.end()), read.fields.end());
  const Roles& roles = programme.schema.roles;
  read.tenure =
      std::erase_if(read.fields, [&](FieldId id) { return id == roles.joined || id == roles.tenure; }) > 0;
  return read;
}

void Explainer::explain(const Evaluation& evaluation, const Batch& batch, std::size_t row,
                        Decision& decision) {
  Explaining(*this, evaluation, batch, row, decision).explain();
}

}  // namespace trouw
