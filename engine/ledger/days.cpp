// How a contract stood on a day that has passed, and the undoing of what was granted on it.
#include "ledger/store.h"

namespace trouw {

Status LedgerStore::programme_on(const std::string& contract_key, Day day, std::string& fingerprint) {
  fingerprint.clear();
  Status status;
  sqlite::Statement& found = statement(
      "SELECT d.fingerprint FROM decisions d JOIN contracts c ON c.number = d.contract WHERE d.day <= ?2 "
      "ORDER BY (c.key = ?1 AND d.day = ?2) DESC, d.day DESC, d.number DESC LIMIT 1",
      status);
  if (!status) return status;
  const sqlite::Step step = found.bind(1, contract_key).bind(2, day).step();
  if (step == sqlite::Step::row) fingerprint = found.text(0);
  if (step == sqlite::Step::failed) status = found.failure();
  found.reset();
  return status;
}

Status LedgerStore::as_of(HeldAward& award, Day day) {
  Status status;
  sqlite::Statement& later = statement(
      "SELECT count(*) FROM bills b JOIN invoices i ON i.contract = b.contract AND i.invoice = b.invoice "
      "WHERE b.award = ?1 AND i.day > ?2",
      status);
  if (!status) return status;
  if (later.bind(1, award.number).bind(2, day).step() == sqlite::Step::row)
    award.billed -= static_cast<int>(later.integer(0));
  later.reset();
  sqlite::Statement& money = statement(
      "SELECT ifnull(sum(l.amount), 0) FROM lines l JOIN invoices i ON i.contract = l.contract AND i.invoice "
      "= "
      "l.invoice WHERE l.award = ?1 AND i.day > ?2 AND l.kind IN ('discount', 'credit')",
      status);
  if (!status) return status;
  if (money.bind(1, award.number).bind(2, day).step() == sqlite::Step::row) award.handed -= money.integer(0);
  money.reset();
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
