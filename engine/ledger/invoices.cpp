#include "ledger/invoices.h"

#include <algorithm>

#include "ledger/seals.h"
#include "ledger/settling.h"

namespace trouw {

namespace {

bool is_money(const DueLine& line) {
  return line.kind == "discount" || line.kind == "credit";
}

Status add_line(LedgerFile& file, std::int64_t invoice, std::int64_t place, const NewLine& made) {
  const DueLine& due = made.line;
  std::int64_t text = 0, good = 0;
  Status status = file.number_of(due.text, text);
  if (status && !made.good.empty()) status = file.number_of(made.good, good);
  if (!status) return status;
  sqlite::Statement& line =
      file.statement("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", status);
  if (!status) return status;
  line.bind(1, invoice).bind(2, place).bind(3, due.award).lend(4, due.kind).bind(5, text);
  if (good != 0)
    line.bind(6, good);
  else
    line.bind_null(6);
  line.bind(7, due.amount).bind(8, due.carried).bind(9, due.worth).bind(10, due.number);
  line.bind(11, due.rate).bind(12, due.base).bind(13, due.period).lend(15, due.key);
  if (due.of)
    line.bind(14, *due.of);
  else
    line.bind_null(14);
  return line.run();
}

// How much of a good a line hands out, or takes back.
std::int64_t number_of(const NewLine& made) {
  return made.good == points_good ? made.line.number : made.line.worth;
}

// What a line changes of its award: with 1 as it is written, with -1 as its bill is voided.
Status account(LedgerFile& file, const NewLine& made, std::int64_t sign) {
  const DueLine& line = made.line;
  Status status;
  if (made.good.empty()) {
    const std::int64_t had = is_money(line) ? line.amount + line.carried : 0;
    const std::int64_t open = is_money(line) ? line.carried : -line.amount;
    sqlite::Statement& update =
        file.statement("UPDATE awards SET had = had + ?, open = open + ? WHERE number = ?", status);
    if (!status || (had == 0 && open == 0)) return status;
    return update.bind(1, sign * had).bind(2, sign * open).bind(3, line.award).run();
  }
  const bool back = line.kind == "taken back";
  const std::int64_t number = number_of(made);
  sqlite::Statement& update = file.statement(
      "INSERT INTO goods (award, good, had, open) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET had = "
      "had + "
      "?3, open = open + ?4",
      status);
  if (!status) return status;
  update.bind(1, line.award).bind(2, file.find(made.good, status));
  update.bind(3, back ? 0 : sign * number).bind(4, back ? -sign * number : 0);
  return status ? update.run() : status;
}

Status add_bill(LedgerFile& file, std::int64_t invoice, const BilledAward& billed) {
  Status status;
  std::int64_t length = 0, reached = 0;
  for (const Stretch& stretch : billed.used) {
    sqlite::Statement& bill = file.statement("INSERT INTO bills VALUES (?, ?, ?, ?, ?, ?)", status);
    if (!status) return status;
    bill.bind(1, billed.award->number).bind(2, invoice).bind(3, stretch.from).bind(4, stretch.length);
    status = bill.bind(5, billed.competition).bind(6, billed.counts ? 1 : 0).run();
    length += stretch.length;
    reached = std::max(reached, stretch.from + stretch.length);
  }
  for (const BilledAward::Noted& one : billed.noted) {
    sqlite::Statement& noted = file.statement("INSERT INTO noted VALUES (?, ?, ?, ?, ?)", status);
    if (!status) return status;
    noted.bind(1, billed.award->number).bind(2, std::int64_t{one.place}).bind(3, invoice);
    if (status = noted.bind(4, one.held ? 1 : 0).bind(5, one.money).run(); !status) return status;
  }
  sqlite::Statement& use = file.statement(
      "UPDATE awards SET used = used + ?, reached = max(reached, ?), competed = competed + ? WHERE number = "
      "?",
      status);
  if (!status) return status;
  return use.bind(1, length)
      .bind(2, reached)
      .bind(3, billed.competition != 0 ? 1 : 0)
      .bind(4, billed.award->number)
      .run();
}

// The lines of a bill as they were written.
Status stored_lines(LedgerFile& file, std::int64_t invoice, std::vector<NewLine>& lines) {
  Status status;
  sqlite::Statement& rows = file.statement(
      "SELECT l.award, a.offer, l.kind, l.text, l.good, l.amount, l.carried, l.worth, l.points, l.rate, "
      "l.base, "
      "l.period, l.of_periods, l.key FROM lines l JOIN awards a ON a.number = l.award WHERE l.invoice = ? "
      "ORDER "
      "BY l.place",
      status);
  if (!status) return status;
  rows.bind(1, invoice);
  while (status && rows.next(status)) {
    NewLine& made = lines.emplace_back();
    DueLine& line = made.line;
    line.award = rows.integer(0);
    line.offer = file.text_of(rows.integer(1), status);
    line.kind = rows.text(2);
    line.text = file.text_of(rows.integer(3), status);
    if (rows.value(4).kind == sqlite::Value::integer) made.good = file.text_of(rows.integer(4), status);
    line.amount = rows.integer(5);
    line.carried = rows.integer(6);
    line.worth = rows.integer(7);
    line.number = rows.integer(8);
    line.rate = rows.integer(9);
    line.base = rows.integer(10);
    line.period = static_cast<int>(rows.integer(11));
    if (rows.value(12).kind == sqlite::Value::integer) {
      line.of = static_cast<int>(rows.integer(12));
      line.remaining = *line.of - line.period;
    }
    line.key = rows.text(13);
  }
  rows.reset();
  return status;
}

}  // namespace

Status add(LedgerFile& file, const NewInvoice& made) {
  Status status;
  sqlite::Statement& insert = file.statement(
      "INSERT INTO invoices (contract, invoice, day, share, opened) VALUES (?, ?, ?, ?, ?)", status);
  if (!status) return status;
  insert.bind(1, made.contract).lend(2, made.invoice).bind(3, made.day);
  status = insert.bind(4, made.share).bind(5, made.opened).run();
  const std::int64_t number = file.database().last_row();
  for (std::size_t i = 0; status && i < made.lines.size(); ++i) {
    status = add_line(file, number, static_cast<std::int64_t>(i), made.lines[i]);
    if (status) status = account(file, made.lines[i], 1);
  }
  for (std::size_t i = 0; status && i < made.awards.size(); ++i)
    status = add_bill(file, number, made.awards[i]);
  NewEntry entry;
  entry.kind = "bill";
  entry.contract = made.contract;
  entry.invoice = made.invoice;
  entry.amount = number;
  entry.day = made.day;
  entry.booked = made.booked;
  std::string rows;
  if (status) status = stored_invoice(file, number, rows);
  return status ? file.append(entry, rows) : status;
}

bool invoice(LedgerFile& file, std::int64_t contract, const std::string& name, PastInvoice& found,
             Status& status) {
  found = {};
  sqlite::Statement& row = file.statement(
      "SELECT number, day, share, opened FROM invoices WHERE contract = ? AND invoice = ? AND voided = 0",
      status);
  if (status && row.bind(1, contract).bind(2, name).next(status))
    found = {row.integer(0), static_cast<Day>(row.integer(1)), row.integer(2),
             static_cast<Day>(row.integer(3))};
  row.reset();
  return status && found.number != 0;
}

Status lines_of(LedgerFile& file, std::int64_t invoice, std::vector<DueLine>& lines) {
  lines.clear();
  std::vector<NewLine> stored;
  const Status status = stored_lines(file, invoice, stored);
  for (NewLine& one : stored) lines.push_back(std::move(one.line));
  return status;
}

Status latest_invoices(LedgerFile& file, std::int64_t contract, std::size_t most,
                       std::vector<PastInvoice>& invoices) {
  invoices.clear();
  Status status;
  sqlite::Statement& rows = file.statement(
      "SELECT number, day, share, opened FROM invoices WHERE contract = ?1 AND voided = 0 ORDER BY day DESC, "
      "number DESC LIMIT ?2",
      status);
  if (!status) return status;
  rows.bind(1, contract).bind(2, static_cast<std::int64_t>(most));
  while (rows.next(status))
    invoices.push_back({rows.integer(0), static_cast<Day>(rows.integer(1)), rows.integer(2),
                        static_cast<Day>(rows.integer(3))});
  rows.reset();
  return status;
}

std::int64_t voided_on(LedgerFile& file, std::int64_t contract, Day day, Status& status) {
  std::int64_t count = 0;
  sqlite::Statement& row =
      file.statement("SELECT count(*) FROM invoices WHERE contract = ? AND day = ? AND voided <> 0", status);
  if (status && row.bind(1, contract).bind(2, day).next(status)) count = row.integer(0);
  row.reset();
  return count;
}

std::int64_t voided_bills(LedgerFile& file, std::int64_t contract, Status& status) {
  std::int64_t count = 0;
  sqlite::Statement& row =
      file.statement("SELECT count(*) FROM invoices WHERE contract = ? AND voided <> 0", status);
  if (status && row.bind(1, contract).next(status)) count = row.integer(0);
  row.reset();
  return count;
}

std::int64_t voided_at(LedgerFile& file, std::int64_t award, std::int64_t point, Status& status) {
  std::int64_t count = 0;
  sqlite::Statement& row = file.statement(
      "SELECT count(*) FROM bills b JOIN invoices i ON i.number = b.invoice WHERE b.award = ?1 AND b.start "
      "<= ?2 "
      "AND b.start + b.length > ?2 AND i.voided <> 0",
      status);
  if (status && row.bind(1, award).bind(2, point).next(status)) count = row.integer(0);
  row.reset();
  return count;
}

namespace {

// What was taken back of an award is no more than what bills had: the rest is given back.
Status give_back(LedgerFile& file, std::int64_t contract, std::int64_t award, Day booked) {
  Status status;
  std::int64_t too_much = 0;
  sqlite::Statement& row = file.statement("SELECT taken - had FROM awards WHERE number = ?", status);
  if (status && row.bind(1, award).next(status)) too_much = row.integer(0);
  row.reset();
  NewEntry entry;
  entry.kind = "reverse part";
  entry.award = award;
  entry.contract = contract;
  entry.text = "given back, since the bill that had it was voided";
  entry.day = entry.booked = booked;
  if (status && too_much > 0) {
    sqlite::Statement& update =
        file.statement("UPDATE awards SET taken = taken - ?1, open = open + ?1 WHERE number = ?2", status);
    if (status) status = update.bind(1, too_much).bind(2, award).run();
    entry.amount = too_much;
    if (status) status = file.append(entry);
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> goods;
  sqlite::Statement& more =
      file.statement("SELECT good, taken - had FROM goods WHERE award = ? AND taken > had", status);
  if (status) more.bind(1, award);
  while (status && more.next(status)) goods.emplace_back(more.integer(0), more.integer(1));
  more.reset();
  entry.kind = "take back";
  for (const auto& [good, number] : goods) {
    sqlite::Statement& update = file.statement(
        "UPDATE goods SET taken = taken - ?1, open = open + ?1 WHERE award = ?2 AND good = ?3", status);
    if (status) status = update.bind(1, number).bind(2, award).bind(3, good).run();
    entry.amount = number;
    entry.text = file.text_of(good, status);
    if (status) status = file.append(entry);
  }
  return status;
}

Status free_periods(LedgerFile& file, std::int64_t invoice) {
  Status status;
  sqlite::Statement& update = file.statement(
      "UPDATE awards SET used = used - (SELECT sum(b.length) FROM bills b WHERE b.award = awards.number AND "
      "b.invoice = ?1), reached = ifnull((SELECT max(b.start + b.length) FROM bills b JOIN invoices i ON "
      "i.number "
      "= b.invoice WHERE b.award = awards.number AND i.voided = 0), 0), competed = competed - (SELECT "
      "max(b.competition) > 0 FROM bills b WHERE b.award = awards.number AND b.invoice = ?1) WHERE number IN "
      "(SELECT award FROM bills WHERE invoice = ?1)",
      status);
  return status ? update.bind(1, invoice).run() : status;
}

}  // namespace

Status void_invoice(LedgerFile& file, std::int64_t contract, const std::string& name, Day booked,
                    Voided& voided) {
  voided = {};
  Status status;
  Change change(file, status);
  PastInvoice found;
  if (status) invoice(file, contract, name, found, status);
  if (!status) return status;
  const std::int64_t number = found.number;
  if (number == 0) {
    sqlite::Statement& before = file.statement(
        "SELECT number FROM invoices WHERE contract = ? AND invoice = ? AND voided <> 0 ORDER BY number DESC "
        "LIMIT 1",
        status);
    voided.again = status && before.bind(1, contract).bind(2, name).next(status);
    const std::int64_t last = voided.again ? before.integer(0) : 0;
    before.reset();
    if (status && !voided.again)
      return Status::failure("No bill " + name + " of that contract was handed any lines.");
    return status ? lines_of(file, last, voided.lines) : status;
  }
  std::vector<NewLine> lines;
  status = stored_lines(file, number, lines);
  for (std::size_t i = 0; status && i < lines.size(); ++i) status = account(file, lines[i], -1);
  NewEntry entry;
  entry.kind = "void";
  entry.contract = contract;
  entry.invoice = name;
  entry.amount = number;
  entry.day = entry.booked = booked;
  if (status) status = file.append(entry);
  sqlite::Statement& mark = file.statement("UPDATE invoices SET voided = ? WHERE number = ?", status);
  if (status) status = mark.bind(1, file.last_entry()).bind(2, number).run();
  if (status) status = free_periods(file, number);
  for (std::size_t i = 0; status && i < lines.size(); ++i)
    status = give_back(file, contract, lines[i].line.award, booked);
  for (NewLine& one : lines) voided.lines.push_back(std::move(one.line));
  return status ? change.commit() : status;
}

}  // namespace trouw
