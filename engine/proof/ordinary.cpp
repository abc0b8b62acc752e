#include "proof/ordinary.h"

#include <algorithm>

#include "proof/trial.h"

namespace trouw {

namespace {

class Easing {
 public:
  Easing(const Problem& problem, Assignment record)
      : problem_(problem), trial_(problem), record_(std::move(record)) {}

  Assignment run() {
    const Assignment typical = typical_record(problem_);
    for (int round = 0; round < 3; ++round) {
      bool changed = false;
      for (std::size_t field = record_.size(); field-- > 0;) changed = keep(field, typical[field]) || changed;
      for (std::size_t field = 0; field < record_.size(); ++field)
        if (record_[field] != typical[field]) changed = round_off(field) || changed;
      if (!changed) break;
    }
    return record_;
  }

 private:
  bool keep(std::size_t field, std::optional<std::int64_t> value) {
    if (record_[field] == value) return false;
    const std::optional<std::int64_t> before = record_[field];
    record_[field] = value;
    // A second record's field that may be the same as the first's is so.
    if (trial_.run(record_) && trial_.breaks()) return true;
    record_[field] = before;
    return false;
  }

  bool round_off(std::size_t field) {
    const Field& about = problem_.shell.schema.fields[field];
    if (!record_[field] || about.from == about.to) return false;
    return about.type == Type::date ? round_date(field, about) : round_number(field, about);
  }

  // The nearest of the roundest numbers that will do.
  bool round_number(std::size_t field, const Field& about) {
    if (about.type == Type::choice || about.type == Type::yes_no || about.type == Type::text) return false;
    const std::int64_t own = *record_[field];
    for (std::int64_t unit = 1'000'000'000'000; unit > 1; unit /= 10)
      for (const std::int64_t part : {unit, unit / 2}) {
        if (part == 0 || own % part == 0) {
          if (part > 1 && own % part == 0) return false;
          continue;
        }
        const std::int64_t below = own / part * part;
        for (const std::int64_t value : {below, below + part, below - part, below + 2 * part})
          if (value >= about.from && value <= about.to && keep(field, value)) return true;
      }
    return false;
  }

  bool round_date(std::size_t field, const Field& about) {
    const Civil own = civil_of(static_cast<Day>(*record_[field]));
    std::vector<Day> rounder;
    for (const int year : {own.year, own.year + 1, own.year - 1}) rounder.push_back(day_of({year, 1, 1}));
    const Day month = day_of({own.year, own.month, 1});
    if (own.month == 1 && own.day == 1) return false;
    rounder.insert(rounder.end(), {month, add_months(month, 1), add_months(month, -1)});
    if (own.day == 1) rounder.resize(3);
    for (const Day day : rounder)
      if (day >= about.from && day <= about.to && keep(field, day)) return true;
    return false;
  }

  const Problem& problem_;
  Trial trial_;
  Assignment record_;
};

}  // namespace

Assignment ordinary(const Problem& problem, const Assignment& record) {
  return Easing(problem, record).run();
}

}  // namespace trouw
