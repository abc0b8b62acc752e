// One phase of a reward, part by part. Each function reports what is wrong and says whether all is well; all
// but the first need the kind that check_amount found.
#pragma once

#include "check/rewards.h"

namespace trouw {

bool check_amount(Context& context, const tree::Phase& phase, Reward& made);
bool check_scaling(Context& context, const tree::Phase& phase, Reward& made);
bool check_caps(Context& context, const tree::Phase& phase, Reward& made);

// Whether it can count several times, and be capped.
bool is_scalable(const tree::Phase& phase, const Reward& made);
bool is_rate(const Reward& made);
bool gives_credit(const Reward& made);

// `above A up to B` in the units of an amount.
struct Edges {
  std::int64_t above = 0;
  std::optional<std::int64_t> up_to;
};
std::optional<Edges> edges_of(Context& context, const Value& of, const std::string& name,
                              const tree::Share& share);

}  // namespace trouw
