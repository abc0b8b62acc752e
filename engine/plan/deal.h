// From open offers to a deal: best-of, bills, caps (LANGUAGE.md, section 6, steps 1 to 4).
#pragma once

#include "plan/bills.h"
#include "plan/past_columns.h"

namespace trouw {

struct DealTerms {
  Audience audience = Audience::customers;
  std::vector<NodeId> prices;         // of each billing period looked at, at least the horizon
  bool milestones = true;             // false: milestone offers are left out
  bool limited = true;                // false: offers with limits or hold-outs are left out
  const PastColumns* past = nullptr;  // of the record's own deals, where something was given before
};

DealNodes lower_deal(Builder& build, BillTerms& terms, const Programme& programme, const DealTerms& wanted);

// What a deal pays in money up to and with bill `bills` (counted from 1), caps kept.
NodeId paid_through(Builder& build, const Programme& programme, const DealNodes& deal, int bills);

// The worth of a deal's perks of each kind that it has: (perk, sum over its offers).
std::vector<std::pair<std::uint32_t, NodeId>> perk_worths(Builder& build, const DealNodes& deal);

}  // namespace trouw
