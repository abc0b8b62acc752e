// What an award promises, as the file has it: a text of names and values, and the amount beside it, so that
// awards alike but for an amount share their text.
#pragma once

#include "trouw/ledger.h"

namespace trouw {

// "kind: percentage of the price\nfirst: 0\nperiods: 12\ntext: 10% off for 12 months"; what is as in a new
// Promise is left out. The amount is not in it.
std::string terms_of(const HeldPromise& held);

// The promise of such a text. A name that is not known, or a value that none has, is a failure.
Status read_terms(const std::string& terms, std::int64_t amount, HeldPromise& held);

// Names of what else the file has.
std::optional<AwardState> state_named(std::string_view name);
std::optional<Standing> standing_named(std::string_view name);
std::string_view reward_kind_name(RewardKind kind);

}  // namespace trouw
