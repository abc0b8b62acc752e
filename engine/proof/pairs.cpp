#include "proof/pairs.h"

#include <algorithm>
#include <mutex>
#include <thread>

#include "proof/places.h"

namespace trouw {

namespace {

constexpr std::size_t most_stretches = 400;  // of tenure, compared pair by pair
constexpr std::size_t threads = 2;

FieldId second_of(const Problem& problem, FieldId field) {
  return std::find_if(problem.seconds.begin(), problem.seconds.end(),
                      [&](const auto& pair) { return pair.first == field; })
      ->second;
}

// Whether an assumption reads the tenure, beyond how the two records relate.
bool assumed(const Problem& problem, FieldId field) {
  const std::vector<NodeId> own = problem.without_relations(problem.assumptions);
  const std::vector<NodeId> all = needed(problem.plan, own);
  return std::any_of(all.begin(), all.end(), [&](NodeId id) {
    const Node& node = problem.plan.nodes[id];
    return node.op == Op::field && (node.k == static_cast<std::int64_t>(field) ||
                                    node.k == static_cast<std::int64_t>(second_of(problem, field)));
  });
}

// Whether these hang on what is left open, so that two records of one tenure may differ.
bool guessed(const Problem& problem, const std::vector<NodeId>& ids) {
  const std::vector<NodeId> all = needed(problem.plan, ids);
  return std::any_of(all.begin(), all.end(), [&](NodeId id) {
    const Node& node = problem.plan.nodes[id];
    return node.op == Op::field && std::find(problem.guesses.begin(), problem.guesses.end(),
                                             static_cast<FieldId>(node.k)) != problem.guesses.end();
  });
}

// Whether a record between two others may be no record, as an operation leaves 64 bits.
bool may_be_rejected(const Problem& problem) {
  const std::vector<NodeId> all = needed(problem.plan, problem.wanted());
  return std::any_of(all.begin(), all.end(), [&](NodeId id) { return problem.plan.nodes[id].checked; });
}

// Takes pairs one after the other, on any number of threads; of several that have a record, the first counts.
class Pairs {
 public:
  Pairs(const std::vector<TenurePair>& pairs,
        const std::function<std::unique_ptr<Problem>(const TenurePair&)>& pose, const Budget& budget,
        Deciders deciders)
      : pairs_(pairs), pose_(pose), budget_(budget), deciders_(deciders), end_(pairs.size()) {}

  PairOutcome run() {
    budget_.counted() ? one_by_one() : on_threads();
    if (failure_) std::rethrow_exception(failure_);
    if (result_.outcome.kind != Outcome::exists)
      result_.outcome.kind = nobody_ == pairs_.size() ? Outcome::none : Outcome::undecided;
    result_.outcome.tried = tried_;
    return std::move(result_);
  }

 private:
  void one_by_one() {
    Solving solving;
    work(solving);
  }

  void on_threads() {
    std::vector<Solving> solving(std::min(threads, pairs_.size()));
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < solving.size(); ++i)
      workers.emplace_back([this, &one = solving[i]] { work(one); });
    while (working_ < workers.size()) {
      if (budget_.over())
        for (Solving& one : solving) one.interrupt();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    for (std::thread& worker : workers) worker.join();
  }

  void work(Solving& solving) {
    try {
      bool own = deciders_.own;
      for (std::size_t i = next_++; i < end_ && !budget_.over(); i = next_++) {
        std::unique_ptr<Problem> problem = pose_(pairs_[i]);
        Outcome outcome = decide_at_once(*problem, budget_, own);
        own = own && outcome.kind != Outcome::undecided;  // neighbours are alike
        if (outcome.kind == Outcome::undecided) outcome = search(*problem, solving);
        tell(i, std::move(problem), std::move(outcome));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      end_ = 0;
    }
    ++working_;
  }

  Outcome search(const Problem& problem, Solving& solving) const {
    constexpr std::int64_t before = 16'000'000;  // of the solver, which knows the neighbours
    Outcome outcome;
    if (budget_.counted()) {
      if (deciders_.solver) outcome = solving.decide(problem, budget_.part({}, before));
      return outcome.kind != Outcome::undecided ? outcome
                                                : decide_in_turn(problem, budget_, deciders_, solving);
    }
    if (deciders_.solver && !budget_.over()) outcome = solving.decide(problem, budget_);
    if (outcome.kind == Outcome::undecided && deciders_.own && !budget_.over())
      outcome = decide_by_boxes(problem, budget_);
    return outcome;
  }

  void tell(std::size_t number, std::unique_ptr<Problem> problem, Outcome outcome) {
    const std::lock_guard lock(mutex_);
    tried_ += outcome.tried;
    if (outcome.kind == Outcome::none) {
      ++nobody_;
      if (result_.outcome.kind != Outcome::exists) result_.outcome.by = outcome.by;
    } else if (outcome.kind == Outcome::exists && number < end_) {
      end_ = number;
      result_.outcome = std::move(outcome);
      result_.problem = std::move(problem);
    }
  }

  const std::vector<TenurePair>& pairs_;
  const std::function<std::unique_ptr<Problem>(const TenurePair&)>& pose_;
  const Budget& budget_;
  Deciders deciders_;
  std::atomic<std::size_t> next_ = 0, end_, working_ = 0;
  std::mutex mutex_;
  PairOutcome result_;
  std::uint64_t tried_ = 0;
  std::size_t nobody_ = 0;  // pairs without a record
  std::exception_ptr failure_;
};

}  // namespace

std::optional<std::vector<TenurePair>> pairs_of(const Problem& problem, std::int64_t within) {
  const Roles& roles = problem.shell.schema.roles;
  const auto field = roles.joined ? roles.joined : roles.tenure;
  if (!field) return std::nullopt;  // only a field that follows tenure tells the two apart
  const auto own = stretches_of(problem, *field), other = stretches_of(problem, second_of(problem, *field));
  if (!own || !other || own->size() > most_stretches) return std::nullopt;
  std::vector<std::int64_t> all = *own;
  all.insert(all.end(), other->begin(), other->end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (!roles.joined) std::reverse(all.begin(), all.end());
  // Nothing is allowed, nothing else moves along, and who is asked about does not depend on tenure: then
  // those between two records are records too.
  const bool neighbours = within == 0 && problem.seconds.size() == 1 && !assumed(problem, *field) &&
                          !may_be_rejected(problem) &&
                          !guessed(problem, problem.without_relations(problem.assumptions));
  std::vector<TenurePair> pairs;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < (neighbours ? std::min(i + 2, all.size()) : all.size()); ++j)
      pairs.emplace_back(all[i], all[j]);
  if (!neighbours || guessed(problem, {problem.gap}))
    for (const std::int64_t value : all) pairs.emplace_back(value, value);
  return pairs;
}

PairOutcome decide_pairs(const std::vector<TenurePair>& pairs,
                         const std::function<std::unique_ptr<Problem>(const TenurePair&)>& pose,
                         const Budget& budget, Deciders deciders) {
  if (!pairs.empty()) return Pairs(pairs, pose, budget, deciders).run();
  PairOutcome nobody;
  nobody.outcome.kind = Outcome::none;
  nobody.outcome.by = "no such record";
  return nobody;
}

}  // namespace trouw
