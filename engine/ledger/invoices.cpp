#include <fmt/format.h>

#include <algorithm>

#include "ledger/store.h"

namespace trouw {

Status LedgerStore::invoice(const std::string& contract_key, const std::string& invoice, bool& there,
                            std::vector<DueLine>& lines) {
  Status status;
  there = false;
  lines.clear();
  sqlite::Statement& found = statement(
      "SELECT 1 FROM invoices i JOIN contracts c ON c.number = i.contract WHERE c.key = ? AND i.invoice = ?",
      status);
  if (!status) return status;
  there = found.bind(1, contract_key).bind(2, invoice).next(status);
  found.reset();
  if (!there) return status;
  sqlite::Statement& rows = statement(
      "SELECT l.award, a.offer, l.kind, l.text, l.amount, l.points, l.period, l.of_periods, l.key FROM lines "
      "l "
      "JOIN contracts c ON c.number = l.contract JOIN awards a ON a.number = l.award "
      "WHERE c.key = ? AND l.invoice = ? ORDER BY l.place",
      status);
  if (!status) return status;
  rows.bind(1, contract_key).bind(2, invoice);
  while (rows.next(status)) {
    DueLine line;
    line.award = rows.integer(0);
    line.offer = rows.text(1);
    line.kind = rows.text(2);
    line.text = rows.text(3);
    line.amount = rows.integer(4);
    line.number = rows.integer(5);
    line.period = static_cast<int>(rows.integer(6));
    if (const sqlite::Value of = rows.value(7); of.kind == sqlite::Value::integer) {
      line.of = static_cast<int>(of.number);
      line.remaining = *line.of - line.period;
    }
    line.key = rows.text(8);
    lines.push_back(std::move(line));
  }
  rows.reset();
  return status;
}

Status LedgerStore::latest_invoice(const std::string& contract_key, std::optional<Day>& day) {
  Status status;
  day.reset();
  sqlite::Statement& found = statement(
      "SELECT max(i.day) FROM invoices i JOIN contracts c ON c.number = i.contract WHERE c.key = ?", status);
  if (!status) return status;
  if (found.bind(1, contract_key).step() != sqlite::Step::row) return found.failure();
  if (const sqlite::Value value = found.value(0); value.kind == sqlite::Value::integer)
    day = static_cast<Day>(value.number);
  found.reset();
  return {};
}

Status LedgerStore::add(const NewInvoice& made) {
  Status status;
  sqlite::Statement& insert =
      statement("INSERT INTO invoices SELECT number, ?2, ?3 FROM contracts WHERE key = ?1", status);
  if (status) status = insert.bind(1, made.contract).bind(2, made.invoice).bind(3, made.day).run();
  if (status) status = add_lines(made);
  if (status) status = add_bills(made);
  LedgerEntry entry;
  entry.kind = "bill";
  entry.contract = made.contract;
  entry.invoice = made.invoice;
  entry.day = made.day;
  entry.booked = made.booked;
  std::string rows;
  if (status) status = rows_of(entry, rows);
  if (status) status = append(entry, rows);
  entry.kind = "due";
  for (const DueLine& due : made.lines) {
    entry.award = due.award;
    entry.text = due.text;
    entry.period = due.period;
    entry.amount = due.amount;
    if (status) status = append(entry);
  }
  return status;
}

Status LedgerStore::add_lines(const NewInvoice& made) {
  Status status;
  sqlite::Statement& line = statement(
      "INSERT INTO lines SELECT number, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM contracts WHERE key = "
      "?1",
      status);
  std::int64_t place = 0;
  for (const DueLine& due : made.lines) {
    if (!status) return status;
    line.bind(1, made.contract).bind(2, made.invoice).bind(3, place++).bind(4, due.award).bind(5, due.kind);
    line.bind(6, due.text).bind(7, due.amount).bind(8, due.number).bind(9, due.period);
    if (due.of)
      line.bind(10, *due.of);
    else
      line.bind_null(10);
    status = line.bind(11, due.key).run();
  }
  return status;
}

// Which bill of each award it is, and what it handed out of it.
Status LedgerStore::add_bills(const NewInvoice& made) {
  Status status;
  sqlite::Statement& bill =
      statement("INSERT INTO bills SELECT ?1, ?2, number, ?4 FROM contracts WHERE key = ?3", status);
  sqlite::Statement& count =
      statement("UPDATE awards SET billed = billed + 1, handed = handed + ? WHERE number = ?", status);
  for (const HeldAward* award : made.awards) {
    if (!status) return status;
    bill.bind(1, award->number).bind(2, award->billed + 1).bind(3, made.contract).bind(4, made.invoice);
    status = bill.run();
    std::int64_t money = 0;
    for (const DueLine& due : made.lines)
      if (due.award == award->number && (due.kind == "discount" || due.kind == "credit")) money += due.amount;
    if (status) status = count.bind(1, money).bind(2, award->number).run();
  }
  return status;
}

Status LedgerStore::end(const HeldAward& award, const std::string& why, std::int64_t back, Day day,
                        Day booked) {
  Status status;
  sqlite::Statement& update =
      statement("UPDATE awards SET state = 'ended', handed = handed - ? WHERE number = ?", status);
  if (status) status = update.bind(1, back).bind(2, award.number).run();
  LedgerEntry entry;
  entry.kind = "end";
  entry.award = award.number;
  entry.contract = award.contract;
  entry.text = why;
  entry.amount = -back;
  entry.day = day;
  entry.booked = booked;
  entry.fingerprint = award.fingerprint;
  return status ? append(entry) : status;
}

// What this reference took back of the award, if it was asked before.
Status LedgerStore::reversed_before(const Reversal& reversal, std::optional<std::int64_t>& back) {
  Status status;
  back.reset();
  if (reversal.reference.empty()) return status;
  sqlite::Statement& found = statement(
      "SELECT -amount FROM entries WHERE award = ? AND kind IN ('reverse', 'reverse part') AND invoice = ?",
      status);
  if (!status) return status;
  if (found.bind(1, reversal.award).bind(2, reversal.reference).next(status)) back = found.integer(0);
  found.reset();
  if (!status) return status;
  if (back && reversal.amount && *reversal.amount != *back)
    return Status::failure(fmt::format("“{}” took back {} minor units of award {} before, not {}.",
                                       reversal.reference, *back, reversal.award, *reversal.amount));
  return status;
}

Status LedgerStore::reverse(const Reversal& reversal, std::int64_t& back) {
  const auto& [number, amount, reference, why, day, booked] = reversal;
  Status status;
  Change change(*this, status);
  std::optional<HeldAward> held;
  if (status) status = award(number, held);
  if (!status) return status;
  if (!held) return Status::failure(fmt::format("There is no award {} in the ledger.", number));
  std::optional<std::int64_t> before;
  if (status = reversed_before(reversal, before); !status) return status;
  if (before) {
    back = *before;
    return {};
  }
  if (held->state == AwardState::reserved || held->state == AwardState::released)
    return Status::failure(
        fmt::format("Award {} is {}: nothing of it was handed out.", number, award_state_name(held->state)));
  if (amount && (*amount <= 0 || *amount > held->handed))
    return Status::failure(fmt::format("Of award {} between 1 and {} minor units can be taken back, not {}.",
                                       number, held->handed, *amount));
  if (!amount && held->state == AwardState::reversed) {
    back = 0;  // asked again
    return {};
  }
  back = amount.value_or(held->handed);
  sqlite::Statement& update = statement(
      "UPDATE awards SET handed = handed - ?1, state = iif(?2, 'reversed', state) WHERE number = ?3", status);
  if (status) status = update.bind(1, back).bind(2, amount ? 0 : 1).bind(3, number).run();
  LedgerEntry entry;
  entry.kind = amount ? "reverse part" : "reverse";
  entry.award = number;
  entry.contract = held->contract;
  entry.invoice = reference;
  entry.text = why;
  entry.amount = -back;
  entry.day = day;
  entry.booked = booked;
  entry.fingerprint = held->fingerprint;
  if (status) status = append(entry);
  return status ? change.commit() : status;
}

}  // namespace trouw
