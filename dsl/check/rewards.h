// Rewards, tables and matches of an offer.
#pragma once

#include "check/conditions.h"

namespace trouw {

// The row of a table that rewards stand in.
struct Gate {
  std::optional<TermId> term;
  std::string text;
};

// Adds a reward of one or more phases to the offer; nothing where one of them was reported.
void add_reward(Context& context, Offer& offer, const tree::Reward& reward, const Gate& gate);

// Adds the rewards of `give` to the offer; a table's carry the condition of their row.
void add_give(Context& context, Offer& offer, const tree::Give& give);
void add_table(Context& context, Offer& offer, const tree::GiveBy& table);
void add_match(Context& context, Offer& offer, const tree::Match& match);

}  // namespace trouw
