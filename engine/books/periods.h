// Billing periods, and what a bill uses up of an award.
#pragma once

#include "ledger/invoices.h"
#include "trouw/programme.h"

namespace trouw {

// The billing period that a bill falls in, and what it has of it.
struct BillPeriod {
  Day opened = 0;
  std::int64_t share = 0;  // at most what was asked for; 0 where bills before had all of it
};

// `past`: the contract's bills, the latest first.
BillPeriod period_of(const Period& billing, const std::vector<PastInvoice>& past, Day starts,
                     std::int64_t share);

// The first `length` of what is left of an award.
std::vector<Stretch> next_of(const HeldAward& award, std::int64_t length);

// What of a promise lies in such stretches.
struct Supplied {
  std::int64_t length = 0;         // in millionths of a period
  bool begins = false;             // its first period does: a reward had once stands on this bill
  int period = 0;                  // which of its own periods it is first of, from 1
  std::vector<Stretch> stretches;  // counted from its first period
};
Supplied supplied(const Promise& promise, const std::vector<Stretch>& stretches);

// What is to be handed of an amount a period: the parts of a period add up to it, to the minor unit.
std::int64_t part_of(std::int64_t amount, const Supplied& supplied, Rounding rounding);

}  // namespace trouw
