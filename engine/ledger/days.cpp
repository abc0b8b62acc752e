// How a contract stood on a day that has passed, and the undoing of what was granted on it.
#include <algorithm>

#include "ledger/store.h"

namespace trouw {

namespace {

// The one number that a question about an award after a day has for an answer.
Status number_after(LedgerStore& ledger, const char* question, std::int64_t award, Day day,
                    std::int64_t& number) {
  Status status;
  sqlite::Statement& found = ledger.statement(question, status);
  if (!status) return status;
  if (found.bind(1, award).bind(2, day).next(status)) number = found.integer(0);
  found.reset();
  return status;
}

}  // namespace

Status LedgerStore::programme_on(const std::string& contract_key, Day day, std::string& fingerprint) {
  fingerprint.clear();
  Status status;
  sqlite::Statement& found = statement(
      "SELECT d.fingerprint FROM decisions d JOIN contracts c ON c.number = d.contract WHERE d.day <= ?2 "
      "ORDER BY (c.key = ?1 AND d.day = ?2) DESC, d.day DESC, d.number DESC LIMIT 1",
      status);
  if (!status) return status;
  if (found.bind(1, contract_key).bind(2, day).next(status)) fingerprint = found.text(0);
  found.reset();
  return status;
}

Status LedgerStore::as_of(HeldAward& award, Day day) {
  std::int64_t bills = 0, money = 0;
  Status status = number_after(*this,
                               "SELECT count(*) FROM bills b JOIN invoices i ON i.contract = b.contract AND "
                               "i.invoice = b.invoice WHERE b.award = ?1 AND i.day > ?2",
                               award.number, day, bills);
  if (status)
    status = number_after(*this,
                          "SELECT ifnull(sum(l.amount), 0) FROM lines l JOIN invoices i ON i.contract = "
                          "l.contract AND i.invoice = l.invoice WHERE l.award = ?1 AND i.day > ?2 AND l.kind "
                          "IN ('discount', 'credit')",
                          award.number, day, money);
  award.billed -= static_cast<int>(bills);
  award.handed = std::max<std::int64_t>(0, award.handed - money);  // it may have been taken back since
  return status;
}

Status LedgerStore::withdraw(const HeldAward& award, const std::string& why, Day day, Day booked) {
  Status status;
  sqlite::Statement& update = statement("UPDATE awards SET state = 'released' WHERE number = ?", status);
  if (status) status = update.bind(1, award.number).run();
  LedgerEntry entry;
  entry.kind = "release";
  entry.award = award.number;
  entry.contract = award.contract;
  entry.text = why;
  entry.day = day;
  entry.booked = booked;
  entry.fingerprint = award.fingerprint;
  return status ? append(entry) : status;
}

}  // namespace trouw
