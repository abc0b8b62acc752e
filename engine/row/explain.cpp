#include "row/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "row/distance.h"
#include "row/lines.h"

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
      return Cause::limit_reached;
    case Closed::held_out:
      return Cause::held_out;
    case Closed::another_runs:
      return Cause::another_runs;
    default:
      return Cause::given_before;
  }
}

class Explaining {
 public:
  Explaining(const Plan& plan, const Evaluation& evaluation, const Batch& batch, Decision& decision)
      : plan_(plan), programme_(plan.of_own()), evaluation_(evaluation), batch_(batch), decision_(decision) {}

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
      if (!evaluation_.holds(plan_.facts[i])) decision_.facts_broken.push_back(plan_.fact_texts[i]);
  }

  void twin() {
    const TwinNodes& nodes = plan_.twins[static_cast<std::size_t>(evaluation_.value(plan_.twin))];
    decision_.twin = view(nodes.deal, *plan_.programme);
    decision_.twin.net = evaluation_.value(nodes.net);
    for (std::size_t i = 0; i < plan_.any_fields.size(); ++i) {
      const FieldId field = plan_.any_fields[i];
      decision_.twin_choices.emplace_back(programme_.schema.fields[field].name,
                                          shown_value(programme_.schema, field, nodes.choices[i], {}));
    }
  }

  DealView view(const DealNodes& deal, const Programme& programme) {
    DealView made;
    made.bill = evaluation_.value(deal.price);
    made.value = evaluation_.value(deal.value);
    for (const OfferNodes& offer : deal.offers)
      if (evaluation_.holds(offer.counted)) made.awards.push_back(award(deal, offer, programme));
    return made;
  }

  Award award(const DealNodes& deal, const OfferNodes& offer, const Programme& programme) {
    Award made;
    made.offer = offer.offer;
    made.value = evaluation_.value(offer.value);
    made.paid = evaluation_.value(offer.paid);
    made.lines = lines_of(programme, evaluation_, deal, offer);
    made.reason = reason(offer.offer, programme);
    made.runs_on = programme.offers[offer.offer].runs_on;
    made.promises = promises_of(programme, evaluation_, offer);
    if (made.paid < made.value) made.ceiling = evaluation_.value(offer.money_paid);
    return made;
  }

  static std::string reason(std::uint32_t offer, const Programme& programme) {
    std::string text;
    for (const Condition& condition : programme.offers[offer].conditions)
      text += (text.empty() ? "" : "; ") + condition.text;
    return text;
  }

  void own(const AudienceNodes& nodes) {
    decision_.deal = view(nodes.deal, programme_);
    decision_.deal.net = evaluation_.value(nodes.net);
    decision_.deal.value = evaluation_.value(nodes.value);
    for (const MatchNodes& match : nodes.matches) {
      if (!evaluation_.holds(match.nodes.counted)) continue;
      const std::int64_t top_up = evaluation_.value(match.top_up);
      Award made;
      made.offer = match.offer;
      made.lines = top_up_lines(programme_.offers[match.offer], top_up);
      made.value = made.paid = top_up;
      made.reason = reason(match.offer, programme_);
      for (const Line& line : made.lines) made.promises.push_back(promise_of(line));
      decision_.deal.awards.push_back(std::move(made));
    }
    for (const OfferNodes& offer : nodes.deal.offers)
      if (!evaluation_.holds(offer.counted)) pass_over(nodes, offer, false);
    for (const MatchNodes& match : nodes.matches)
      if (!evaluation_.holds(match.nodes.counted)) pass_over(nodes, match.nodes, true);
    std::sort(decision_.passed_over.begin(), decision_.passed_over.end(),
              [](const PassedOver& a, const PassedOver& b) { return a.offer < b.offer; });
  }

  void pass_over(const AudienceNodes& nodes, const OfferNodes& offer, bool match) {
    PassedOver made;
    made.offer = offer.offer;
    if (const Closed closed = programme_.offers[offer.offer].closed; closed != Closed::no) {
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
      if (made.value == 0) made.cause = Cause::worth_nothing;  // it lost, but there was nothing to lose
    } else {
      made.cause = match ? Cause::nothing_to_match : Cause::worth_nothing;
    }
    if (made.cause == Cause::unknown_amount || made.cause == Cause::worth_nothing)
      made.amount_of = amount_of(nodes, programme_.offers[offer.offer]);
    decision_.passed_over.push_back(std::move(made));
  }

  // What the amount of an offer depends on, as the record has it.
  std::vector<std::pair<std::string, std::string>> amount_of(const AudienceNodes& nodes,
                                                             const Offer& offer) const {
    Condition read;
    const auto add = [&](TermId term) {
      const std::vector<FieldId> fields = fields_read(programme_, term);
      read.fields.insert(read.fields.end(), fields.begin(), fields.end());
    };
    if (offer.known_by) add(*offer.known_by);
    for (const Reward& reward : offer.rewards) {
      if (reward.scaling) add(reward.scaling->term);
      if (reward.gate) add(*reward.gate);
      if (reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate)
        read.fields.push_back(reward.base);
    }
    std::ranges::sort(read.fields);
    read.fields.erase(std::unique(read.fields.begin(), read.fields.end()), read.fields.end());
    const Roles& roles = programme_.schema.roles;
    read.tenure =
        std::erase_if(read.fields, [&](FieldId id) { return id == roles.joined || id == roles.tenure; }) > 0;
    return has(nodes, read);
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
      Tested atom;
      atom.part = static_cast<std::uint32_t>(at - 1);
      atom.negated = wanted == Truth::no;
      atom.text = wanted == Truth::yes ? condition.text : "not " + condition.text;
      atom.holds = now;
      atom.has = has(nodes, condition);
      if (!atom.negated) atom.short_of = distance_text(programme_, evaluation_, condition, tenure_of(nodes));
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

  std::vector<std::pair<std::string, std::string>> has(const AudienceNodes& nodes,
                                                       const Condition& atom) const {
    std::vector<std::pair<std::string, std::string>> values;
    if (atom.tenure && nodes.tenure != no_node) {
      const Cell tenure = evaluation_.cell(nodes.tenure);
      values.emplace_back("tenure", tenure.known ? months_text(tenure.value) : "unknown");
    }
    for (const FieldId id : atom.fields) {
      const Cell cell = evaluation_.field(id);
      const bool text = programme_.schema.fields[id].type == Type::text;
      values.emplace_back(
          programme_.schema.fields[id].name,
          cell.known ? shown_value(programme_.schema, id, cell.value, text ? text_of(cell.value) : "")
                     : "unknown");
    }
    return values;
  }

  std::string text_of(std::int64_t value) const {
    const auto index = static_cast<std::size_t>(value);
    const auto& known = programme_.texts;
    if (index < known.size()) return known[index];
    return index - known.size() < batch_.texts.size() ? batch_.texts[index - known.size()] : std::string();
  }

  void find_winner(const DealNodes& deal, PassedOver& made) const {
    for (const BestOfNodes& group : deal.best_of)
      for (std::size_t item = 0; item < group.items.size(); ++item) {
        const auto& offers = group.items[item];
        if (std::find(offers.begin(), offers.end(), made.offer) == offers.end()) continue;
        made.value = evaluation_.value(group.values[item]);
        for (std::size_t other = 0; other < group.items.size(); ++other)
          if (evaluation_.holds(group.wins[other])) {
            made.lost_to = group.items[other];
            made.winner = evaluation_.value(group.values[other]);
          }
        return;
      }
  }

  const Plan& plan_;
  const Programme& programme_;
  const Evaluation& evaluation_;
  const Batch& batch_;
  Decision& decision_;
};

}  // namespace

void explain(const Plan& plan, const Evaluation& evaluation, const Batch& batch, Decision& decision) {
  Explaining(plan, evaluation, batch, decision).explain();
}

const char* standing_name(Standing standing) {
  switch (standing) {
    case Standing::customer:
      return "customer";
    case Standing::newcomer:
      return "newcomer";
    case Standing::returner:
      return "returner";
    case Standing::nobody:
      return "nobody";
    case Standing::rejected:
      return "rejected";
  }
  return "";
}

std::string shown_value(const Schema& schema, FieldId id, std::int64_t value, std::string_view text) {
  const Field& field = schema.fields[id];
  switch (field.type) {
    case Type::yes_no:
      return value != 0 ? "yes" : "no";
    case Type::whole:
      return field.unit.empty() ? std::to_string(value) : fmt::format("{} {}", value, field.unit);
    case Type::decimal:
      return format_scaled(value, field.places) + (field.unit.empty() ? "" : " " + field.unit);
    case Type::percentage:
      return format_rate(value);
    case Type::money:
      return format_money(value, schema.currency);
    case Type::date:
      return format_day(static_cast<Day>(value));
    case Type::months:
      return months_text(value);
    case Type::days:
      return fmt::format("{} day{}", value, value == 1 ? "" : "s");
    case Type::choice:
      return field.choices[static_cast<std::size_t>(value)].name;
    case Type::text:
      return std::string(text);
  }
  return {};
}

}  // namespace trouw
