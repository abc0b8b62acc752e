#include "plan/apply.h"

#include <numeric>
#include <vector>

namespace trouw {

void apportion(std::int64_t amount, std::span<const std::int64_t> weights, std::span<std::int64_t> shares) {
  const Wide sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
  std::fill(shares.begin(), shares.end(), 0);
  if (sum == 0) return;
  std::int64_t left = amount;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    shares[i] = static_cast<std::int64_t>(Wide{amount} * weights[i] / sum);  // at most `amount`
    left -= shares[i];
  }
  // One unit to each of the `left` largest remainders; fewer than there are weights.
  std::vector<bool> served(weights.size());
  for (; left > 0; --left) {
    std::size_t best = weights.size();
    Wide largest = -1;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Wide remainder = Wide{amount} * weights[i] % sum;
      if (!served[i] && weights[i] > 0 && remainder > largest) {
        largest = remainder;
        best = i;
      }
    }
    served[best] = true;
    ++shares[best];
  }
}

}  // namespace trouw
