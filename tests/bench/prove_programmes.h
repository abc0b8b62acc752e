// Programmes of any number of offers to prove guarantees of.
#pragma once

#include <string>
#include <vector>

namespace trouw::bench {

struct ProveText {
  std::string yaml, offers;
};

// matched    newcomer offers and customer offers that have nothing to do with each other, and a match
// mirrored   each newcomer offer given to customers as well, and no match
// hole       the same, but that one of the copies leaves somebody out
// limited    a match of at most EUR 20
// tight      copies that give a hundredth of a percent less, where what a bill rounds away decides
extern const std::vector<std::string> prove_shapes;

// `count` offers, the match among them; three guarantees.
ProveText programme_to_prove(const std::string& shape, int count);

}  // namespace trouw::bench
