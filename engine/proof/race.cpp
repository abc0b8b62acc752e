#include <thread>

#include "proof/decide.h"
#include "trouw/proof.h"

namespace trouw {

namespace {

constexpr std::uint64_t first_tries = 2000;
constexpr auto trying = std::chrono::milliseconds(50);
constexpr auto alone = std::chrono::milliseconds(20);  // before the solver is set up beside it
constexpr std::int64_t trying_work = 4'000'000, alone_work = 1'000'000;

Outcome none(const char* by) {
  Outcome outcome;
  outcome.kind = Outcome::none;
  outcome.by = by;
  return outcome;
}

// The solver on a thread of its own, the procedure of our own on this one.
Outcome race(const Problem& problem, const Budget& outer, Deciders deciders) {
  Budget budget(outer.until(), outer.stop());
  Outcome own, solved;
  Solving solving;
  std::atomic<bool> finished = false;
  std::exception_ptr failure;
  std::thread solver([&] {
    try {
      if (deciders.solver) solved = solving.decide(problem, budget);
    } catch (...) {
      failure = std::current_exception();
    }
    if (solved.kind != Outcome::undecided || failure) budget.finish();
    finished = true;
  });
  if (deciders.own) own = decide_by_boxes(problem, budget);
  if (own.kind != Outcome::undecided) budget.finish();
  while (!finished) {
    if (budget.over()) solving.interrupt();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  solver.join();
  if (failure) std::rethrow_exception(failure);
  solved.tried += own.tried;
  if (own.kind == Outcome::undecided && solved.kind != Outcome::undecided) return solved;
  own.tried = solved.tried;
  return own;
}

}  // namespace

bool solver_built_in() {
#ifdef TROUW_PROOF
  return true;
#else
  return false;
#endif
}

Budget budget_of(const std::optional<std::int64_t>& work, double seconds, const std::atomic<bool>* stop) {
  if (work) return {*work, stop};
  return {Budget::Clock::now() +
              std::chrono::duration_cast<Budget::Clock::duration>(std::chrono::duration<double>(seconds)),
          stop};
}

Outcome try_briefly(const Problem& problem, const Budget& budget) {
  return try_records(problem, budget.part(trying, trying_work), first_tries);
}

Outcome decide_at_once(const Problem& problem, const Budget& budget, bool own) {
  if (problem.hopeless) return none("no such record");
  if (problem.plan.nodes[problem.gap].highest <= 0 && !problem.plan.nodes[problem.gap].checked)
    return none("bounds");
  if (!own) return {};
  return decide_by_boxes(problem, budget.part(alone, alone_work));
}

Outcome decide_in_turn(const Problem& problem, const Budget& budget, Deciders deciders, Solving& solving) {
  constexpr std::int64_t first = 1'000'000, most = std::int64_t{1} << 50;
  Outcome last;
  std::uint64_t tried = 0;
  for (std::int64_t share = first; share < most && !budget.over(); share *= 4) {
    for (const bool own : {true, false}) {
      if (!(own ? deciders.own : deciders.solver)) continue;
      const Budget part = budget.part({}, share);
      const auto worst = last.worst;
      last = own ? decide_by_boxes(problem, part) : solving.decide(problem, part);
      last.tried = tried += last.tried;
      if (last.kind != Outcome::undecided) return last;
      if (!last.worst) last.worst = worst;
    }
  }
  return last;
}

Outcome decide(const Problem& problem, const Budget& budget, Deciders deciders) {
  const Outcome first = decide_at_once(problem, budget, deciders.own);
  if (first.kind != Outcome::undecided) return first;
  Outcome tried;
  if (deciders.own && deciders.tries) tried = try_briefly(problem, budget);
  if (tried.kind == Outcome::exists) return tried;
  Solving solving;
  Outcome outcome =
      budget.counted() ? decide_in_turn(problem, budget, deciders, solving) : race(problem, budget, deciders);
  outcome.tried += first.tried + tried.tried;
  return outcome;
}

}  // namespace trouw
