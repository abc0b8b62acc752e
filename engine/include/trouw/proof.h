// Can anybody ever be worse off? The guarantees of a programme, proved or disproved over every possible
// record.
//
//   trouw::ProveOptions options;
//   options.seconds = 20;
//   for (const trouw::Proof& proof : trouw::prove(engine, options)) …
//
// `holds` is said of every record within the declared domains for which the facts hold, on every day asked
// for, with every rounding as it is: never from trying records out. Proofs assume the worst: newcomer offers
// with limits on customers or money, or hold-outs, are open, customer offers with them are closed; a customer
// may have had what is granted less often than once a horizon before that, and then it is used up. What runs
// and what was received within the horizon only adds.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

enum class Verdict : std::uint8_t {
  holds,
  broken,
  unknown,    // the budget was spent, or it was interrupted
  population  // of all records together (`receive at least …`): only a dry run can tell
};

const char* verdict_name(Verdict verdict);  // "holds"

struct ProveOptions {
  Day from = first_day, through = last_day;   // the days that are asked about, both in
  double seconds = 60;                        // for all guarantees together
  std::optional<std::int64_t> work;           // instead: steps of work, so that every machine answers alike
  std::vector<std::uint32_t> only;            // guarantees, by number; empty: all
  bool own = true;                            // the procedure of our own
  bool solver = true;                         // Z3, where it was built in
  const std::atomic<bool>* stop = nullptr;    // set by anybody: ends soon, with `unknown`
  std::function<void(double part)> progress;  // now and then, 0..1; on the calling thread
};

// Whether Z3 was built in.
bool solver_built_in();

// One of the two deals that a counterexample compares.
struct ProofSide {
  std::string who;                                  // "this customer", "as a newcomer"
  std::vector<std::optional<std::int64_t>> record;  // a stored value a field
  DealView deal;
  std::vector<std::int64_t> bills;  // one a billing period of the horizon
  std::int64_t cost = 0;            // net cost, as the guarantee counts it
};

// Somebody for whom a guarantee does not hold; confirmed by the row reader.
struct Counterexample {
  Day on = 0;
  std::int64_t gap = 0;                    // worse off by so much, beyond what the guarantee allows
  Standing standing = Standing::customer;  // of the record
  ProofSide own, other;
  std::vector<FieldId> telling;    // fields that are not as is typical, and the day's
  std::vector<std::uint32_t> had;  // offers that they had longer than a horizon ago, and that are used up
  std::string person;              // one sentence: who they are
  std::string difference;          // which offers make the difference, or empty
  std::string suggestion;          // one way to mend it, or empty
};

// How far a search got that spent its budget.
struct Reached {
  std::size_t cases = 0, proved = 0;  // kinds of day × parts of the guarantee
  std::optional<std::int64_t> worst;  // nobody is worse off by more than this, where that is known
  std::uint64_t tried = 0;            // records tried out without finding a counterexample
  std::string reason;                 // "the time was up", "interrupted"
};

struct Proof {
  std::uint32_t guarantee = 0;  // of Programme::guarantees
  Verdict verdict = Verdict::unknown;
  double seconds = 0;
  std::string decided_by;                        // "own procedure", "solver", "trial"
  std::optional<Counterexample> counterexample;  // broken
  Reached reached;
  std::vector<std::string> rests_on;  // a line each: domains, facts, price, days, limits
  std::string nothing_compared;       // why it holds of nobody, where no record can break it; or empty
};

// One Proof for each guarantee asked about, in order. Throws InternalError where the row reader does not
// confirm a counterexample. Uses two threads.
std::vector<Proof> prove(const Engine& engine, const ProveOptions& options);

// The deal of the typical customer (every field as is typical, optional ones unknown) by tenure.
struct Curve {
  struct Point {
    std::int64_t months = 0;  // of tenure, from which on, until the next point
    std::int64_t value = 0;   // minor units over the horizon
    std::int64_t newcomer_value = 0;
  };
  Day on = 0;
  std::vector<Point> points;  // ascending, from 0 to 40 years; none where the programme knows no tenure, or
                              // the typical record is no customer
};

// On a day, or where the programme itself looks. Limited customer offers are closed, as in proofs.
Curve tenure_curve(const Engine& engine, std::optional<Day> on);

// The counterexample as an `example` statement that fails until the programme is mended; ends in a newline.
// In the words of one of languages(), to stand in a file of that language.
std::string as_example(const Programme& programme, const Proof& proof, const std::string& language = "en");

}  // namespace trouw
