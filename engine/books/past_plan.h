// The one plan that decides records with a past, made again when a past comes that it has no room for.
#pragma once

#include "books/held_offers.h"
#include "trouw/past.h"

namespace trouw {

// Records without a past have a plan of their own: it knows nothing of slots, and is the smaller.
struct PastDecider::State {
  State(const Engine& of, Day on)
      : engine(of), day(on), plain(of.plan(on)), without(of.decider(plain)), held(of.programme()) {}

  // The decider for a past, with the record and its past in `one`.
  Status ready(const Batch& batch, std::size_t row, const Past& past);
  // Makes the plan again where `held` has grown.
  void refresh();
  // The record alone; the texts of a batch are copied once for all its records.
  void take(const Batch& batch, std::size_t row);

  const Engine& engine;
  Day day;
  std::shared_ptr<const Plan> plain;
  Decider without;
  HeldOffers held;
  std::shared_ptr<const Plan> plan;  // with a past; none before the first
  std::optional<Decider> with;       // made when a row is first asked for
  Batch one;
  Placed placed;
  // What the texts of `one` are of.
  const Batch* from = nullptr;
  std::uint64_t first = 0;
  std::size_t texts = 0;
};

}  // namespace trouw
