// What a programme that is being written comes to, worked out beside the writing: examples, customers,
// guarantees. A newer text ends the work on an older one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "live/kept.h"
#include "trouw/difference.h"
#include "trouw/dry_run.h"
#include "trouw/examples.h"
#include "trouw/proof.h"

namespace trouw::cli {

struct LiveOptions {
  std::string customers;      // a source of records, or empty: no figures
  std::optional<Day> on;      // the day that they are for; none: no figures
  std::string ledger;         // figures are on top of what it says was given before; or empty
  double proof_seconds = 20;  // for all guarantees; 0: none are looked at
  bool population = false;    // count groups too
  bool difference = false;    // compare with what look_at_saved() says
};

// Somebody who is worse off than a newcomer.
struct WorseOff {
  std::string id;
  std::int64_t by = 0;
};

inline constexpr std::size_t most_named = 8;

// What is known so far of one programme. Parts that are still being worked out are absent.
struct Findings {
  std::shared_ptr<const Programme> programme;  // none: there is none yet
  std::vector<ExampleResult> examples;
  std::optional<DryRunSummary> figures;             // at first without its guarantees
  std::vector<WorseOff> worst_before, worst_after;  // of matches; who are it most, at most most_named
  std::optional<Difference> difference;
  std::string failure;  // why there are no figures
  std::vector<Proof> proofs;
  std::optional<Curve> curve;
  double seconds_to_figures = 0;
  bool proved = false;    // proofs are complete
  bool complete = false;  // nothing more will come
};

// One thread that works. `changed` is called by it whenever more is known, without a lock held.
class Live {
 public:
  Live(LiveOptions options, std::function<void()> changed);
  ~Live();
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  // What to work on from now on; null: nothing. The same programme again is left to go on.
  void look_at(std::shared_ptr<const Programme> programme);
  void look_at_saved(std::shared_ptr<const Programme> programme);  // what differences are told from
  void set_day(Day on);                                            // works anew
  void set_proof_seconds(double seconds);                          // likewise

  Findings findings() const;
  LiveOptions options() const;

 private:
  void work();
  void work_on(std::shared_ptr<const Programme> programme, std::shared_ptr<const Programme> saved,
               LiveOptions options);
  void add_figures(const Engine& engine, const LiveOptions& options);
  void add_people(const Engine& engine, const LiveOptions& options);
  Status run(const Engine& engine, const LiveOptions& options, const DryRunSinks& sinks,
             DryRunSummary& summary);
  void add_difference(const Engine& engine, const Programme& saved, const LiveOptions& options);
  void add_proofs(const Engine& engine, const LiveOptions& options);
  void start_anew();
  template <typename Change>
  void tell(Change change);

  mutable std::mutex guard_;
  std::condition_variable wake_;
  LiveOptions options_;
  std::function<void()> changed_;
  std::shared_ptr<const Programme> wanted_, saved_;
  Findings found_;
  bool fresh_ = false, ending_ = false;
  std::atomic<bool> stop_ = false;
  KeptRecords kept_;  // of the thread
  std::thread thread_;
};

}  // namespace trouw::cli
