// One bill: the price lowered, percentages added and rounded once, fixed amounts off, never below zero.
#pragma once

#include <vector>

#include "plan/offers.h"

namespace trouw {

// An offer that may take part in a bill, and where it does.
struct Taking {
  const OfferNodes* nodes = nullptr;
  NodeId gate = no_node;  // never unknown
  // Its place in a best-of that has been decided: of two items of one at most one takes part. Negative: none.
  int best_of = -1;
  int item = -1;
};

class Bills {
 public:
  // Bills at `price` over `reach` periods, in runs of periods that are alike for all `offers`.
  Bills(Builder& build, TermLowering& terms, const Programme& programme, NodeId price, int reach,
        const std::vector<OfferNodes>& offers);

  const std::vector<Run>& runs() const { return runs_; }

  // The discounts of one bill of a run, all offers together.
  NodeId total(const std::vector<Taking>& taking, std::uint32_t run);

  // The same by offer, in declaration order: the amounts add up to total().
  std::vector<DiscountNodes> discounts(const std::vector<Taking>& taking, std::uint32_t run);

  std::vector<CreditNodes> credits(const std::vector<Taking>& taking);
  std::vector<PerkNodes> perks(const std::vector<Taking>& taking);

  // The value over the horizon of these offers as a whole deal: bills, credits, perks; before any cap.
  NodeId value(const std::vector<Taking>& taking);

  // What these amounts (one a run, in its every bill) and credits come to within the horizon.
  NodeId money(const std::vector<NodeId>& run_amounts, const std::vector<CreditNodes>& credits);

 private:
  // A discount that may stand on a bill: a price, a fixed amount, or an offer's part of a percentage.
  struct Part {
    std::uint32_t offer;
    std::vector<std::uint32_t> rewards;
    NodeId weight = no_node;  // percentages
    NodeId amount = no_node;  // price and fixed: gated
    std::int64_t cap_a_bill = -1;
    int best_of = -1, item = -1;
  };
  // Percentages of one base, rounded together.
  struct Group {
    FieldId base = 0;
    bool of_price = true;
    std::vector<Part> parts;
  };
  struct Bill {
    NodeId lowered = no_node;  // the price after `a price of`
    std::vector<Part> prices, fixed;
    std::vector<Group> groups;
    bool may_pass_price = false;  // could come to more than the price before the cut
  };

  void divide(const std::vector<OfferNodes>& offers);
  Bill bill(const std::vector<Taking>& taking, const Run& run);
  void add_reward(Bill& bill, const Taking& taking, std::uint32_t number);
  void lower_price(Bill& bill);
  NodeId group_base(const Bill& bill, const Group& group);
  NodeId group_amount(const Bill& bill, const Group& group);
  // The group by items of a best-of, where all of it lies in one: then each is rounded by itself. Otherwise
  // as it is.
  static std::vector<Group> alternatives(const Group& group);
  std::vector<NodeId> apportioned(NodeId amount, const std::vector<Part>& parts);
  std::vector<NodeId> shares(const Bill& bill, const Group& group);

  Builder& build_;
  TermLowering& terms_;
  const Programme& programme_;
  NodeId price_;
  int reach_;
  std::vector<Run> runs_;
};

// The periods of a reward within the first `reach`: [first, end).
std::pair<int, int> span_of(const Reward& reward, int reach);

bool is_discount(const Reward& reward);
bool is_credit(const Reward& reward);

}  // namespace trouw
