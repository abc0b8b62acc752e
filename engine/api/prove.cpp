#include <fmt/format.h>

#include <algorithm>

#include "api/proof_words.h"
#include "plan/lower.h"
#include "proof/find.h"
#include "row/evaluate.h"
#include "trouw/ensure.h"
#include "trouw/examples.h"
#include "trouw/proof.h"

namespace trouw {

namespace {

using Record = std::vector<std::optional<std::int64_t>>;

Batch batch_of(const Programme& programme, const Record& record) {
  Batch batch = one_record(programme, record, "counterexample");
  batch.texts.push_back("something else");
  return batch;
}

// Tells by the row reader what was found by the deciders.
class Confirming {
 public:
  Confirming(const HadBefore& had, const Broken& broken)
      : had_(had),
        programme_(*had.programme),
        broken_(broken),
        guarantee_(programme_.guarantees[broken.question.guarantee]),
        plan_(lower(had, broken.on)),
        nodes_(plan_->guarantees[broken.question.guarantee]),
        decider_(had.programme, plan_) {}

  Counterexample confirm() {
    example_.on = broken_.on;
    example_.own.record = broken_.record;
    example_.gap = broken_.question.kind == Question::tenures ? tenures_gap() : record_gap();
    ensure(example_.gap > 0, "the row reader does not confirm a counterexample");
    example_.standing = sides();
    tell_what_was_had();
    example_.telling = telling_fields(programme_, example_.own.record);
    example_.person = person_text(programme_, example_);
    example_.difference = difference_text(programme_, example_);
    example_.suggestion = suggestion_text(programme_, guarantee_, example_);
    return std::move(example_);
  }

  const std::vector<std::string>& facts() const { return plan_->fact_texts; }

 private:
  // What was had before is told by offers; the records are of the programme as it was written.
  void tell_what_was_had() {
    for (const HadBefore::One& one : had_.all)
      if (broken_.record[one.field] == 1) example_.had.push_back(one.offer);
    const std::size_t fields = programme_.schema.fields.size() - had_.all.size();
    example_.own.record.resize(fields);
    if (!example_.other.record.empty()) example_.other.record.resize(fields);
  }

  Evaluation evaluated(const Record& record) const {
    Evaluation evaluation(*plan_);
    evaluation.load(batch_of(programme_, record), 0);
    std::vector<NodeId> wanted = plan_->facts;
    wanted.insert(wanted.end(), {nodes_.applies, nodes_.gap});
    wanted.insert(wanted.end(), nodes_.costs.begin(), nodes_.costs.end());
    ensure(evaluation.evaluate(EvaluationOrder(*plan_, needed(*plan_, wanted))),
           "a counterexample that leaves 64 bits");
    for (const NodeId fact : plan_->facts)
      ensure(evaluation.holds(fact), "a counterexample that breaks a fact");
    ensure(evaluation.holds(nodes_.applies), "a counterexample that the guarantee is not about");
    return evaluation;
  }

  std::int64_t record_gap() const { return evaluated(broken_.record).value(nodes_.gap); }

  std::int64_t tenures_gap() const {
    const Evaluation longer = evaluated(broken_.record), shorter = evaluated(broken_.other);
    std::int64_t most = INT64_MIN;
    for (const NodeId cost : nodes_.costs) most = std::max(most, longer.value(cost) - shorter.value(cost));
    return most - guarantee_.within;
  }

  Decision decided(const Record& record) {
    Decision decision;
    ensure(static_cast<bool>(decider_.decide(batch_of(programme_, record), 0, decision)),
           "a counterexample that leaves 64 bits");
    return decision;
  }

  void fill(ProofSide& side, std::string who, const Record& record, const DealView& deal) const {
    side.who = std::move(who);
    side.record = record;
    side.deal = deal;
    side.bills = bills_of(deal, programme_.schema.horizon);
    side.cost = deal.net;
  }

  Standing sides() {
    const Decision own = decided(broken_.record);
    if (guarantee_.kind == GuaranteeKind::returning) {
      fill(example_.own, "had they stayed", broken_.record, decided(stayed()).deal);
      fill(example_.other, "coming back", broken_.record, own.deal);
      return own.standing;
    }
    fill(example_.own, broken_.question.kind == Question::tenures ? "staying longer" : "this customer",
         broken_.record, own.deal);
    if (guarantee_.kind == GuaranteeKind::newcomer)
      fill(example_.other, "as a newcomer", broken_.record, own.twin);
    else if (broken_.question.kind == Question::tenures)
      fill(example_.other, "staying shorter", broken_.other, decided(broken_.other).deal);
    else
      without_milestones();
    return own.standing;
  }

  Record stayed() const {
    Record record = broken_.record;
    for (const auto& [field, value] : programme_.customer_fields) record[field] = value;
    if (programme_.schema.roles.left) record[*programme_.schema.roles.left].reset();
    return record;
  }

  void without_milestones() {
    Programme less = programme_;
    for (Offer& offer : less.offers)
      if (offer.milestone) offer.from = last_day, offer.through = first_day;
    const HadBefore without{std::make_shared<const Programme>(std::move(less)), had_.all};
    Decider decider(without.programme, lower(without, broken_.on));
    Decision decision;
    ensure(static_cast<bool>(decider.decide(batch_of(programme_, broken_.record), 0, decision)),
           "a counterexample that leaves 64 bits");
    fill(example_.other, "without milestones", broken_.record, decision.deal);
  }

  const HadBefore& had_;
  const Programme& programme_;
  const Broken& broken_;
  const Guarantee& guarantee_;
  std::shared_ptr<const Plan> plan_;
  const GuaranteeNodes& nodes_;
  Decider decider_;
  Counterexample example_;
};

class Proving {
 public:
  Proving(const Engine& engine, const ProveOptions& options)
      : engine_(engine), options_(options), had_(had_before(engine.programme())) {
    for (std::uint32_t i = 0; i < engine.programme().guarantees.size(); ++i)
      if (options.only.empty() ||
          std::find(options.only.begin(), options.only.end(), i) != options.only.end())
        asked_.push_back(i);
  }

  std::vector<Proof> run() {
    const auto plan = lower(had_, std::nullopt);
    std::vector<Proof> proofs(asked_.size());
    const std::vector<std::size_t> order = quickest_first();
    const Budget all = budget_of(options_.work, options_.seconds, options_.stop);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto begun = Budget::Clock::now();
      Proof& proof = proofs[order[i]];
      proof = i + 1 < order.size() ? prove_one(*plan, asked_[order[i]], all.half())
                                   : prove_one(*plan, asked_[order[i]], all);
      proof.seconds = std::chrono::duration<double>(Budget::Clock::now() - begun).count();
      if (options_.progress)
        options_.progress(static_cast<double>(i + 1) / static_cast<double>(order.size()));
    }
    return proofs;
  }

 private:
  // Places in `asked_`: two records are compared last, as that takes longest.
  std::vector<std::size_t> quickest_first() const {
    std::vector<std::size_t> order(asked_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) {
      return engine_.programme().guarantees[asked_[i]].kind != GuaranteeKind::staying;
    });
    return order;
  }

  Proof prove_one(const Plan& plan, std::uint32_t number, const Budget& budget) {
    const Programme& programme = engine_.programme();
    const Guarantee& guarantee = programme.guarantees[number];
    Proof proof;
    proof.guarantee = number;
    if (guarantee.kind == GuaranteeKind::share) {
      proof.verdict = Verdict::population;
      return proof;
    }
    Asked asked{options_.from,
                options_.through,
                preferred_day(programme, options_.from, options_.through),
                {options_.own, options_.solver},
                {}};
    const Finding finding = find(plan, number, asked, budget);
    proof.verdict = finding.verdict;
    proof.decided_by = finding.by;
    proof.reached = finding.reached;
    proof.nothing_compared = nothing_compared(programme, guarantee);
    proof.rests_on = rests_on(programme, plan.fact_texts, guarantee, options_.from, options_.through);
    if (finding.broken) proof.counterexample = Confirming(had_, *finding.broken).confirm();
    return proof;
  }

  const Engine& engine_;
  const ProveOptions& options_;
  const HadBefore had_;
  std::vector<std::uint32_t> asked_;
};

}  // namespace

std::vector<Proof> prove(const Engine& engine, const ProveOptions& options) {
  return Proving(engine, options).run();
}

}  // namespace trouw
