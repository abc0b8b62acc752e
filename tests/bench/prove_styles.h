// Programmes to prove that are made in other ways than those of prove_programmes.h: each style strains the
// deciders at another place.
#pragma once

#include <string>
#include <vector>

#include "bench/prove_programmes.h"

namespace trouw::bench {

// stacked   three best-ofs of percentages, singly and in pairs, that add up under a cap
// products  products that are sold no more and stand for others; newcomers pay a list price of their own
// chosen    a field of twelve values that a newcomer chooses freely
// ladders   tables by usage and by tenure
// distant   dates compared with each other at a distance
// yearly    one premium a year, of up to EUR 5,000, and a part of it that has offers of its own
// optional  sixty fields that may be unknown
// energy    offers made as those of a supplier of energy: free months, credits, scales, perks
//
// By itself a style mirrors each newcomer offer to customers and holds where the style allows it; with
// ` matched` behind it, customers have offers of their own and a match.
extern const std::vector<std::string> prove_styles;

// `count` offers; three guarantees. Other seeds make other programmes.
ProveText style_to_prove(const std::string& style, int count, int seed);

}  // namespace trouw::bench
