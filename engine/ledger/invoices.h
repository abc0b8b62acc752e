// Bills that were handed their lines.
#pragma once

#include "ledger/file.h"

namespace trouw {

// What a bill used up of an award. Awards of one `competition` (from 1; 0: with none) competed on it, and
// those that count won.
struct BilledAward {
  // What it had of a promise, by its place: told where its `while` did not hold, or it is capped over all
  // bills.
  struct Noted {
    std::uint32_t place = 0;
    bool held = true;
    std::int64_t money = 0;
  };
  const HeldAward* award = nullptr;
  std::vector<Stretch> used;
  std::uint32_t competition = 0;
  bool counts = true;
  std::vector<Noted> noted = {};
};

// A line, and the good that it takes back or hands out (points, a perk's name); empty: money.
struct NewLine {
  DueLine line;
  std::string good;
};

// A bill to be written.
struct NewInvoice {
  std::int64_t contract = 0;
  std::string invoice;
  Day day = 0, booked = 0;
  std::int64_t share = whole_period;  // of a billing period that it supplied, as far as it was still to come
  Day opened = 0;                     // the first day of that period
  std::vector<NewLine> lines;
  std::vector<BilledAward> awards;
};

// A bill of before.
struct PastInvoice {
  std::int64_t number = 0;
  Day day = 0;
  std::int64_t share = 0;
  Day opened = 0;
};

// REQUIRES an open Change.
Status add(LedgerFile& file, const NewInvoice& made);

// Whether a contract has a bill of that name that counts.
bool invoice(LedgerFile& file, std::int64_t contract, const std::string& name, PastInvoice& found,
             Status& status);
// Its lines.
Status lines_of(LedgerFile& file, std::int64_t invoice, std::vector<DueLine>& lines);
// The bills of a contract that count, the latest days first; at most `most`.
Status latest_invoices(LedgerFile& file, std::int64_t contract, std::size_t most,
                       std::vector<PastInvoice>& invoices);
// How many bills of this start were voided.
std::int64_t voided_on(LedgerFile& file, std::int64_t contract, Day day, Status& status);
// How many bills of a contract were voided.
std::int64_t voided_bills(LedgerFile& file, std::int64_t contract, Status& status);
// How often a bill that used this point of an award was voided.
std::int64_t voided_at(LedgerFile& file, std::int64_t award, std::int64_t point, Status& status);

Status void_invoice(LedgerFile& file, std::int64_t contract, const std::string& invoice, Day booked,
                    Voided& voided);

}  // namespace trouw
