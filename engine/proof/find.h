// From a guarantee to a verdict: its questions, on every kind of day.
#pragma once

#include <functional>

#include "proof/decide.h"
#include "trouw/proof.h"

namespace trouw {

// A record that breaks a guarantee, as the operations tell; the row reader has yet to confirm it.
struct Broken {
  Question question;
  Day on = 0;
  Assignment record;  // the record's fields
  Assignment other;   // the second record's, where the question compares two; otherwise empty
};

struct Finding {
  Verdict verdict = Verdict::unknown;
  std::string by;
  std::optional<Broken> broken;
  Reached reached;
  std::size_t kinds = 0;  // of day
};

struct Asked {
  Day from = first_day, through = last_day;
  Day near = 0;  // the day preferred among equals
  Deciders deciders;
  std::function<void(double)> progress;
};

// `plan` was lowered without a day, assuming the worst.
Finding find(const Plan& plan, std::size_t guarantee, const Asked& asked, const Budget& budget);

}  // namespace trouw
