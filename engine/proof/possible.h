// Whether any record, on any day, meets demands on a plan: what lints ask.
#pragma once

#include "proof/days.h"
#include "proof/decide.h"

namespace trouw {

struct Possibility {
  enum Kind : std::uint8_t { never, sometime, undecided } kind = undecided;
  Day on = 0;         // sometime
  Assignment record;  // sometime: made ordinary
};

class Possible {
 public:
  // `plan` was lowered without a day, and outlives this. `near` is looked at first.
  Possible(const Plan& plan, Day near, const Budget& budget) : plan_(plan), near_(near), budget_(budget) {}

  // Whether a record meets all demands of any of `options` on some day.
  Possibility ask(const std::vector<std::vector<Demand>>& options) const;

 private:
  Possibility ask_on(const std::vector<Demand>& demands, Day day) const;
  Possibility ask_ever(const std::vector<Demand>& demands) const;

  const Plan& plan_;
  Day near_;
  const Budget& budget_;
};

}  // namespace trouw
