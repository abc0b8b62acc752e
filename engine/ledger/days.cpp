#include "ledger/days.h"

#include <algorithm>

namespace trouw {

Status programme_on(LedgerFile& file, const std::string& contract_key, Day day, std::string& fingerprint) {
  fingerprint.clear();
  Status status;
  const std::int64_t contract = file.contract(contract_key, status);
  sqlite::Statement& found = file.statement(
      "SELECT p.fingerprint FROM decisions d JOIN programmes p ON p.number = d.programme WHERE d.day <= ?2 "
      "ORDER BY (d.contract = ?1 AND d.day = ?2) DESC, d.day DESC, d.number DESC LIMIT 1",
      status);
  if (!status) return status;
  if (found.bind(1, contract).bind(2, day).next(status)) fingerprint = found.text(0);
  found.reset();
  return status;
}

Status as_of(LedgerFile& file, HeldAward& award, Day day) {
  Status status;
  std::int64_t money = 0, periods = 0;
  sqlite::Statement& lines = file.statement(
      "SELECT ifnull(sum(l.amount + l.carried), 0) FROM lines l JOIN invoices i ON i.number = l.invoice "
      "WHERE "
      "l.award = ?1 AND i.day > ?2 AND i.voided = 0 AND l.kind IN ('discount', 'credit')",
      status);
  if (status && lines.bind(1, award.number).bind(2, day).next(status)) money = lines.integer(0);
  lines.reset();
  sqlite::Statement& bills = file.statement(
      "SELECT ifnull(sum(b.length), 0) FROM bills b JOIN invoices i ON i.number = b.invoice WHERE b.award = "
      "?1 AND "
      "i.day > ?2 AND i.voided = 0",
      status);
  if (status && bills.bind(1, award.number).bind(2, day).next(status)) periods = bills.integer(0);
  bills.reset();
  for (std::size_t place = 0; status && place < award.promises.size(); ++place) {
    HeldPromise& held = award.promises[place];
    if (!held.promise.cap_in_all) continue;
    sqlite::Statement& noted = file.statement(
        "SELECT ifnull(sum(n.money), 0) FROM noted n JOIN invoices i ON i.number = n.invoice WHERE n.award = "
        "?1 "
        "AND n.place = ?2 AND i.day > ?3 AND i.voided = 0",
        status);
    if (!status) break;
    noted.bind(1, award.number).bind(2, static_cast<std::int64_t>(place)).bind(3, day);
    if (noted.next(status)) held.had -= noted.integer(0);
    noted.reset();
  }
  award.used -= periods;
  award.handed = std::max<std::int64_t>(0, award.handed - money);  // it may have been taken back since
  std::erase_if(award.bills_had, [&](const HeldBill& bill) { return bill.starts > day; });
  return status;
}

}  // namespace trouw
