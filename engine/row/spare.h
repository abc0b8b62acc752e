// Parts of decisions that were, kept for the next ones: a Decision that is reused costs no allocation.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "trouw/decision.h"

namespace trouw {

// Things with memory of their own. take() gives one as good as new; give() takes back as many as are worth
// keeping.
template <typename T>
class SpareOf {
 public:
  T take() {
    if (kept_.empty()) return T();
    T one = std::move(kept_.back());
    kept_.pop_back();
    return one;
  }

  void give(T&& one) {
    constexpr std::size_t most = 1024;
    if (kept_.size() < most) kept_.push_back(std::move(one));
  }

 private:
  std::vector<T> kept_;
};

// Not thread-safe.
class Spare {
 public:
  using Named = std::pair<std::string, std::string>;

  // Takes a decision apart: it is then as good as new.
  void clear(Decision& decision);

  Award award() { return awards_.take(); }
  Line line() { return lines_.take(); }
  Promise promise() { return promises_.take(); }
  PassedOver passed_over() { return passed_over_.take(); }
  Tested tested() { return tested_.take(); }
  Named named() { return named_.take(); }
  std::string text() { return texts_.take(); }

  void give(Line&& line);

 private:
  void clear(DealView& deal);
  void clear(std::vector<Named>& named);
  void give(Award&& award);
  void give(PassedOver&& passed);

  SpareOf<Award> awards_;
  SpareOf<Line> lines_;
  SpareOf<Promise> promises_;
  SpareOf<PassedOver> passed_over_;
  SpareOf<Tested> tested_;
  SpareOf<Named> named_;
  SpareOf<std::string> texts_;
};

}  // namespace trouw
