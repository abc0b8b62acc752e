#include "ledger/seals.h"

#include <fmt/format.h>

#include "trouw/fingerprint.h"

namespace trouw {

namespace {

constexpr const char* not_there = "a row is missing";  // places count from 0, without a gap

// Every part begins with its length, so that no two rows read alike.
void add_text(std::string& to, std::string_view part) {
  to += fmt::format_int(part.size()).c_str();
  to += ':';
  to += part;
}

void add_number(std::string& to, std::int64_t number) {
  to += fmt::format_int(number).c_str();
  to += ';';
}

void add_value(std::string& to, const sqlite::Value& value) {
  if (value.kind == sqlite::Value::null)
    to += "-;";
  else if (value.kind == sqlite::Value::integer)
    add_number(to, value.number);
  else
    add_text(to, value.bytes);
}

// All rows that a question has for an answer.
Status add_rows(LedgerFile& file, const char* sql, std::int64_t parameter, std::string& rows) {
  Status status;
  sqlite::Statement& found = file.statement(sql, status);
  if (!status) return status;
  found.bind(1, parameter);
  while (found.next(status)) {
    for (int column = 0; column < found.columns(); ++column) add_value(rows, found.value(column));
    rows += '\n';
  }
  found.reset();
  rows += '\n';
  return status;
}

Status read_messages(LedgerFile& file, std::int64_t decision, DecisionSeal& seal) {
  Status status;
  sqlite::Statement& rows = file.statement(
      "SELECT a.number, m.language, m.text, m.place FROM awards a JOIN messages m ON m.award = a.number "
      "WHERE a.decision "
      "= ? ORDER BY a.number, m.place",
      status);
  if (!status) return status;
  rows.bind(1, decision);
  Messages messages;
  std::int64_t award = 0;
  while (rows.next(status)) {
    if (rows.integer(0) != award && award != 0) {
      seal.add(award, messages);
      messages.clear();
    }
    award = rows.integer(0);
    if (rows.integer(3) != static_cast<std::int64_t>(messages.size())) messages.emplace_back(not_there, "");
    messages.emplace_back(rows.text(1), rows.text(2));
  }
  rows.reset();
  if (award != 0) seal.add(award, messages);
  return status;
}

}  // namespace

DecisionSeal::DecisionSeal(std::string_view nonce, std::string_view record) {
  add(nonce);
  add(record);
}

void DecisionSeal::add(std::string_view part) {
  add_text(rows_, part);
}

void DecisionSeal::add(std::int64_t award, const Messages& messages) {
  for (const auto& [language, text] : messages) {
    add_number(rows_, award);
    add(language);
    add(text);
  }
}

std::string DecisionSeal::text() const {
  return sha256(rows_);
}

std::string rows_of(const SealedDecision& decision, const SealedAward& award) {
  std::string rows;
  rows.reserve(1024);
  add_number(rows, decision.number);
  for (const std::string* part : {&decision.contract, &decision.customer, &decision.fingerprint,
                                  &decision.context, &decision.sealed, &award.offer, &award.occasion})
    add_text(rows, *part);
  add_text(rows, standing_name(award.standing));
  for (const std::int64_t number :
       {std::int64_t{decision.day}, std::int64_t{award.match}, award.paid, std::int64_t{award.horizon}})
    add_number(rows, number);
  rows += award.ceiling ? fmt::format("{}\n", *award.ceiling) : "-\n";
  for (const auto& [amount, terms] : award.promises) {
    add_number(rows, amount);
    add_text(rows, terms);
  }
  rows += '\n';
  for (const auto& [field, key] : award.counted) {
    add_text(rows, field);
    add_text(rows, key);
  }
  return rows;
}

Status stored_award(LedgerFile& file, std::int64_t number, std::string& rows) {
  SealedDecision decision;
  SealedAward award;
  std::string standing;
  Status status;
  sqlite::Statement& row = file.statement(
      "SELECT d.number, c.key, ifnull(d.customer, ''), d.day, p.fingerprint, d.context, d.sealed, o.text, "
      "w.text, "
      "a.standing, a.is_match, a.paid, a.ceiling, a.horizon, a.day, d.contract FROM awards a JOIN decisions "
      "d ON "
      "d.number = a.decision JOIN contracts c ON c.number = a.contract JOIN programmes p ON p.number = "
      "d.programme JOIN texts o ON o.number = a.offer JOIN texts w ON w.number = a.occasion WHERE a.number = "
      "? "
      "AND a.day = d.day AND a.contract = d.contract AND d.customer IS NOT ''",
      status);
  if (!status) return status;
  rows.clear();
  if (!row.bind(1, number).next(status)) {
    row.reset();
    return status;
  }
  decision = {row.integer(0), row.text(1), row.text(2), static_cast<Day>(row.integer(3)),
              row.text(4),    row.text(5), row.text(6)};
  award.offer = row.text(7);
  award.occasion = row.text(8);
  standing = row.text(9);
  award.match = row.integer(10) != 0;
  award.paid = row.integer(11);
  if (row.value(12).kind == sqlite::Value::integer) award.ceiling = row.integer(12);
  award.horizon = static_cast<int>(row.integer(13));
  row.reset();
  for (const Standing one : {Standing::customer, Standing::newcomer, Standing::returner, Standing::nobody})
    if (standing == standing_name(one)) award.standing = one;
  sqlite::Statement& promises = file.statement(
      "SELECT p.amount, t.text, p.place FROM promises p JOIN texts t ON t.number = p.terms WHERE p.award = ? "
      "ORDER BY "
      "p.place",
      status);
  if (!status) return status;
  promises.bind(1, number);
  while (promises.next(status)) {
    if (promises.integer(2) != static_cast<std::int64_t>(award.promises.size()))
      award.promises.emplace_back(0, not_there);
    award.promises.emplace_back(promises.integer(0), promises.text(1));
  }
  promises.reset();
  sqlite::Statement& counted = file.statement(
      "SELECT t.text, c.key FROM counted c JOIN texts t ON t.number = c.field WHERE c.award = ? ORDER BY 1, "
      "2",
      status);
  if (!status) return status;
  counted.bind(1, number);
  while (counted.next(status)) award.counted.emplace_back(counted.text(0), counted.text(1));
  counted.reset();
  rows = rows_of(decision, award);
  return status;
}

Status stored_invoice(LedgerFile& file, std::int64_t invoice, std::string& rows) {
  rows.clear();
  Status status = add_rows(file,
                           "SELECT i.number, c.key, i.invoice, i.day, i.share, i.opened FROM invoices i JOIN "
                           "contracts c ON c.number = i.contract WHERE i.number = ?",
                           invoice, rows);
  if (status)
    status =
        add_rows(file,
                 "SELECT l.place, l.award, l.kind, t.text, g.text, l.amount, l.carried, l.worth, l.points, "
                 "l.rate, l.base, l.period, l.of_periods, l.key FROM lines l JOIN texts t ON t.number = "
                 "l.text LEFT JOIN texts g ON g.number = l.good WHERE l.invoice = ? ORDER BY l.place",
                 invoice, rows);
  if (status)
    status =
        add_rows(file,
                 "SELECT award, start, length, competition, counts FROM bills WHERE invoice = ? ORDER BY "
                 "award, start",
                 invoice, rows);
  if (status)
    status =
        add_rows(file, "SELECT award, place, held, money FROM noted WHERE invoice = ? ORDER BY award, place",
                 invoice, rows);
  return status;
}

Status stored_programme(LedgerFile& file, std::int64_t programme, std::string& rows) {
  rows.clear();
  Status status =
      add_rows(file, "SELECT fingerprint, yaml FROM programmes WHERE number = ?", programme, rows);
  if (status)
    status =
        add_rows(file, "SELECT place, name, text FROM programme_files WHERE programme = ? ORDER BY place",
                 programme, rows);
  return status;
}

Status stored_seal(LedgerFile& file, std::int64_t decision, std::string& seal) {
  Status status;
  sqlite::Statement& row = file.statement("SELECT nonce, record FROM decisions WHERE number = ?", status);
  if (!status) return status;
  std::string nonce, record;
  if (row.bind(1, decision).next(status)) {
    nonce = row.text(0);
    record = row.text(1);
  }
  row.reset();
  DecisionSeal made(nonce, record);
  if (status) status = read_messages(file, decision, made);
  seal = made.text();
  return status;
}

Status append_programme(LedgerFile& file, std::int64_t programme, Day booked) {
  NewEntry entry;
  entry.kind = "programme";
  entry.programme = programme;
  entry.day = entry.booked = booked;
  std::string rows;
  const Status status = stored_programme(file, programme, rows);
  return status ? file.append(entry, rows) : status;
}

}  // namespace trouw
