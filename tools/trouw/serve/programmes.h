// The programme that counts now: read from its folder, read again when that changes, and the one before kept
// where the new one has errors.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "trouw/engine.h"
#include "trouw/sources.h"

namespace trouw::cli {

// What decides on one day. Any number of threads.
class DayEngine {
 public:
  DayEngine(std::shared_ptr<const Programme> programme, Day day)
      : engine_(std::move(programme)), day_(day), plan_(engine_.plan(day)) {}

  // A thread's own for a while.
  struct Desk {
    explicit Desk(const DayEngine& of)
        : json(of.engine_), record(of.engine_.shared_programme()), decider(of.engine_.decider(of.plan_)) {}
    JsonRecord json;
    Record record;
    Decider decider;
    Decision decision;
  };
  std::unique_ptr<Desk> take();
  void give_back(std::unique_ptr<Desk> desk);

  const Engine& engine() const { return engine_; }
  const Programme& programme() const { return engine_.programme(); }
  Day day() const { return day_; }

 private:
  Engine engine_;
  Day day_;
  std::shared_ptr<const Plan> plan_;
  std::mutex guard_;
  std::vector<std::unique_ptr<Desk>> free_;
};

// Any number of threads.
class Programmes {
 public:
  explicit Programmes(std::string folder) : folder_(std::move(folder)) {}

  // Reads the folder where it is not as it was; whether it was. A programme with errors is told by
  // diagnostics(), and the one before stays.
  bool refresh();

  std::shared_ptr<DayEngine> on(Day day);              // none: there was never one without errors
  std::shared_ptr<const Programme> programme() const;  // likewise
  Diagnostics diagnostics() const;                     // of the last reading
  bool is_current() const;                             // the last reading had no errors
  const std::string& folder() const { return folder_; }

 private:
  static constexpr std::size_t most_days = 32;

  std::string folder_;
  mutable std::mutex guard_;
  std::map<std::string, std::string> texts_;
  bool read_ = false, current_ = false;
  Diagnostics diagnostics_;
  std::shared_ptr<const Programme> programme_;
  std::map<Day, std::shared_ptr<DayEngine>> days_;
};

}  // namespace trouw::cli
