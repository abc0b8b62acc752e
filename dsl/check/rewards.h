// Rewards, tables and matches of an offer.
#pragma once

#include "check/conditions.h"

namespace trouw {

// Adds the rewards of `give` to the offer; a table's carry the condition of their row.
void add_give(Context& context, Offer& offer, const tree::Give& give);
void add_table(Context& context, Offer& offer, const tree::GiveBy& table);
void add_match(Context& context, Offer& offer, const tree::Match& match);

}  // namespace trouw
