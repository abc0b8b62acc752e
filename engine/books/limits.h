// Limits and budgets: what they have counted so far, and who still fits.
#pragma once

#include <unordered_set>

#include "books/past.h"
#include "ledger/cohorts.h"

namespace trouw {

// Whose award a limit counts: keys as the ledger has them.
struct LimitKeys {
  std::string contract, customer;
  std::vector<std::string> fields;  // a limit each: the key of its field's value, or empty
};

// The limits of one offer on one day. Copyable, to try an order out.
class OfferLimits {
 public:
  // Counts what the ledger has.
  OfferLimits(const Programme& programme, std::uint32_t offer, Day day, Ledger& ledger, Status& status);

  std::uint32_t offer() const { return offer_; }
  bool longest_tenure_first() const;
  bool asks_fields() const;  // whether LimitKeys::fields are asked for

  // Whether one more fits, of so much money (0: whether any would). `again`: beside an award that is in play,
  // where it takes no other place and only the money counts.
  bool has_room(const LimitKeys& keys, std::int64_t money, bool again = false) const;
  void take(const LimitKeys& keys, std::int64_t money);

 private:
  struct Count {
    std::unordered_set<std::string> keys;  // once: taken within the window; customers: who they are
    std::int64_t money = 0;
  };
  const std::string& key_of(const LimitKeys& keys, std::size_t limit) const;
  bool in_window(const Limit& limit, Day then) const;

  const Programme* programme_;
  std::uint32_t offer_;
  Day day_;
  std::vector<Count> counts_;  // a limit each
};

}  // namespace trouw
