// What bills are due: each bill of a contract is handed the lines of its awards once.
//
//   trouw::Billing billing(engine, ledger, status);
//   status = billing.due(batch, row, {"2027-04", starts, booked}, due);  // as many as there are
//   status = billing.commit();
//
// A bill has, of every confirmed award that runs and was granted on or before the day it starts, as many
// periods as it supplies, combined as the language says for one bill, on the amounts that the record has (its
// price is that of the bill). Credits that it has no room for are carried on to the next one. What was taken
// back since the last bill stands on it as a charge.
//
// A billing period begins with the bill that starts it; bills that start before it is over share it, and have
// of it what is still to come. A bill that starts up to three days early begins the next one.
#pragma once

#include <memory>

#include "trouw/engine.h"
#include "trouw/ledger.h"

namespace trouw {

struct Bill {
  std::string invoice;  // its id in billing
  Day starts = 0, booked = 0;
  std::int64_t share = whole_period;  // of a billing period that it supplies
};

struct Due {
  std::vector<DueLine> lines;
  Day starts = 0;                     // the first day that the bill is for
  std::int64_t share = whole_period;  // that it had, of what its billing period still had to give
  // Where that is less than was asked for, and something was promised for it: the day on which that period
  // began, of which bills before had the rest.
  std::optional<Day> within;
  bool again = false;  // the invoice was handed its lines before: all of this is as it was
};

// One transaction of many bills: all of them, or none. The engine and the ledger outlive it. Not thread-safe.
class Billing {
 public:
  Billing(const Engine& engine, Ledger& ledger, Status& status);
  ~Billing();
  Billing(const Billing&) = delete;
  Billing& operator=(const Billing&) = delete;

  // The lines of one bill. Once an invoice id, however often it is asked. Bills of a contract are asked for
  // in the order of their days, but for one in place of another that was voided. After a failure nothing can
  // be committed.
  Status due(const Batch& record, std::size_t row, const Bill& bill, Due& due);
  Status commit();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

// One bill in a transaction of its own.
Status due(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, const Bill& bill,
           Due& due);

struct Left {
  std::uint64_t ended = 0;
  struct Back {
    std::int64_t award = 0;
    std::string offer, fingerprint;
    TakenBack back;
  };
  std::vector<Back> reclaimed;
};

// A contract ends: bills that start after that day have nothing more of its awards, and what its offers
// reclaim is taken back. A contract that was granted nothing is a failure.
Status leave(Ledger& ledger, const std::string& id, Day day, Day booked, Left& left);

}  // namespace trouw
