// One bill: the price lowered, percentages added and rounded once, fixed amounts off, never below zero.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "plan/offers.h"

namespace trouw {

// An offer that may take part in bills, and where it does.
struct Taking {
  const OfferNodes* nodes = nullptr;
  NodeId gate = no_node;  // never unknown
  // Its place in a best-of that has been decided: of two items of one at most one takes part. Negative: none.
  int best_of = -1;
  int item = -1;
  bool recurring = false;  // its one-off rewards are left out
  // Further gates, a bill each; none: no further. Of all its rewards but one-offs, and of all.
  const std::vector<NodeId>* on = nullptr;
  const std::vector<NodeId>* all_on = nullptr;
};

class Bills {
 public:
  // What is left of caps over all bills of a reward, as its bills go by. A bill's discounts and its credits
  // use it up together, in order of bills.
  using Rooms = std::map<std::pair<std::uint32_t, std::uint32_t>, NodeId>;

  // Bills at `prices`, one each, in runs that are alike for all `offers`; `each`: every bill is a run of its
  // own. All outlive it.
  Bills(Builder& build, const Programme& programme, const std::vector<NodeId>& prices,
        const std::vector<OfferNodes>& offers, bool each);

  const std::vector<Run>& runs() const { return runs_; }

  // The discounts of one bill of a run, all offers together. Runs are asked for in order, with one `rooms`.
  NodeId total(const std::vector<Taking>& taking, std::uint32_t run, Rooms& rooms);

  // The same by offer, in order of `taking`: the amounts add up to total().
  std::vector<DiscountNodes> discounts(const std::vector<Taking>& taking, std::uint32_t run, Rooms& rooms);

  std::vector<CreditNodes> credits(const std::vector<Taking>& taking);
  std::vector<PerkNodes> perks(const std::vector<Taking>& taking);

  // The value over the horizon of these offers as a whole deal: bills, credits, perks; before any cap.
  NodeId value(const std::vector<Taking>& taking);

  // The same, bill by bill over the horizon. REQUIRES that every bill is a run of its own.
  std::vector<NodeId> values(const std::vector<Taking>& taking);

  // What these amounts (one a run, in its every bill) and credits come to within the horizon.
  NodeId money(const std::vector<NodeId>& run_amounts, const std::vector<CreditNodes>& credits);

 private:
  // A discount that may stand on a bill: a price, a fixed amount, or an offer's part of a percentage.
  struct Part {
    std::uint32_t offer;
    std::vector<std::uint32_t> rewards;
    NodeId weight = no_node;  // percentages
    NodeId amount = no_node;  // price and fixed: gated
    bool capped = false;      // its one reward has a cap in money
    int best_of = -1, item = -1;
    NodeId left_in_all = no_node;  // of a cap over all its bills, where some had of it
  };
  // Percentages of one base, rounded together: of the price as it was lowered, of a field, or of an amount.
  struct Group {
    std::optional<FieldId> field;
    NodeId base = no_node;  // no_node: the price
    std::vector<Part> parts;
  };
  struct Bill {
    NodeId price = no_node;
    NodeId lowered = no_node;  // the price after `a price of`
    std::vector<Part> prices, fixed;
    std::vector<Group> groups;
    bool may_pass_price = false;  // could come to more than the price before the cut
  };

  void divide(const std::vector<OfferNodes>& offers, bool each);
  bool alike(const std::vector<OfferNodes>& offers, int bill) const;
  Bill bill(const std::vector<Taking>& taking, int bill);
  void add_reward(Bill& bill, const Taking& taking, std::uint32_t number, int on);
  void lower_price(Bill& bill);
  NodeId group_base(const Bill& bill, const Group& group) const;
  NodeId group_amount(const Bill& bill, const Group& group);
  // The group by items of a best-of, where all of it lies in one: then each is rounded by itself. Otherwise
  // as it is.
  static std::vector<Group> alternatives(const Group& group);
  std::vector<NodeId> apportioned(NodeId amount, const std::vector<Part>& parts);
  std::vector<NodeId> shares(const Bill& bill, const Group& group, Rooms& rooms);
  NodeId within_caps(NodeId amount, const Part& part, Rooms& rooms);
  NodeId gate_on(const Taking& taking, std::uint32_t number, int bill);
  void add_perks(const Taking& taking, std::uint32_t number, std::vector<PerkNodes>& all);
  NodeId credit_on(const Taking& taking, std::uint32_t number, int bill);
  const Reward& reward(std::uint32_t offer, std::uint32_t number) const {
    return programme_.offers[offer].rewards[number];
  }

  Builder& build_;
  const Programme& programme_;
  const std::vector<NodeId>& prices_;
  std::vector<Run> runs_;
};

// The part of an amount that the i-th of `over` bills has (from 0): equal parts, the odd minor units first.
NodeId spread_part(Builder& build, NodeId amount, int over, int i);

// What a perk or points are worth in the first `bills` bills.
NodeId perk_worth(Builder& build, const Schema& schema, const PerkNodes& perk, int bills);

bool is_discount(const Reward& reward);
bool is_credit(const Reward& reward);

}  // namespace trouw
