// Who a record is, and until when its tenure counts.
#pragma once

#include "plan/terms.h"

namespace trouw {

struct StandingNodes {
  NodeId standing = no_node;    // Standing as a number
  NodeId former = no_node;      // `former when` is the first that holds, gone long or not
  NodeId tenure_end = no_node;  // the day, or the day a former customer left
  NodeId left_end = no_node;    // the day it left, where known and not later than the day
};

StandingNodes lower_standing(Builder& build, const Programme& programme);

// Facts that hold of every record without being stated, each with its text: joined on or before the day, and
// so on.
std::vector<std::pair<NodeId, std::string>> built_in_facts(Builder& build, const Programme& programme,
                                                           const StandingNodes& standing);

}  // namespace trouw
