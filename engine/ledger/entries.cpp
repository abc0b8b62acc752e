#include "ledger/entries.h"

#include <fmt/format.h>

#include "ledger/invoices.h"
#include "ledger/seals.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

constexpr std::size_t most_wrong = 20;  // sentences, and it is enough

#define TROUW_ENTRY_COLUMNS                                                                                  \
  "SELECT e.number, e.kind, ifnull(e.award, 0), ifnull(e.contract, 0), e.invoice, e.text, e.amount, e.day, " \
  "e.booked, ifnull(e.programme, 0), e.wrote, e.hash, ifnull(c.key, '') FROM entries e LEFT JOIN contracts " \
  "c ON c.number = e.contract "
constexpr const char* all_entries = TROUW_ENTRY_COLUMNS "ORDER BY e.number";
constexpr const char* contract_entries = TROUW_ENTRY_COLUMNS "WHERE e.contract = ? ORDER BY e.number";
#undef TROUW_ENTRY_COLUMNS

struct StoredEntry {
  std::int64_t number = 0;
  NewEntry entry;
  std::string wrote, hash, contract_key;
};

StoredEntry read_entry(const sqlite::Statement& row) {
  StoredEntry stored;
  stored.number = row.integer(0);
  stored.entry = {row.text(1),
                  row.integer(2),
                  row.integer(3),
                  row.text(4),
                  row.text(5),
                  row.integer(6),
                  static_cast<Day>(row.integer(7)),
                  static_cast<Day>(row.integer(8)),
                  row.integer(9)};
  stored.wrote = row.text(10);
  stored.hash = row.text(11);
  stored.contract_key = row.text(12);
  return stored;
}

bool is_of_bill(const std::string& kind) {
  return kind == "bill" || kind == "void";
}

// What was found changed of the rows that an entry wrote.
std::string changed(const LedgerFile&, const StoredEntry& stored) {
  const NewEntry& entry = stored.entry;
  if (entry.kind == "bill") return fmt::format("Bill {}: its day or its lines were changed.", entry.invoice);
  if (entry.kind == "programme") return fmt::format("Programme {}: its text was changed.", entry.programme);
  if (entry.kind == "hold out") return fmt::format("Contract {}: its key was changed.", entry.contract);
  return fmt::format("Award {}: its decision, its terms, or what limits count of it was changed.",
                     entry.award);
}

Status check_rows(LedgerFile& file, const StoredEntry& stored, LedgerCheck& check) {
  const NewEntry& entry = stored.entry;
  std::string rows;
  Status status;
  if (entry.kind == "grant" || entry.kind == "reserve") {
    ++check.awards;
    status = stored_award(file, entry.award, rows);
  } else if (entry.kind == "bill") {
    ++check.invoices;
    status = stored_invoice(file, entry.amount, rows);
  } else if (entry.kind == "programme") {
    status = stored_programme(file, entry.programme, rows);
  } else if (entry.kind == "hold out") {
    rows = stored.contract_key;
  } else if (stored.wrote.empty()) {
    return status;
  }
  if (status && stored.wrote != sha256(rows)) check.wrong.push_back(changed(file, stored));
  return status;
}

// The lines of a bill, as entries of their own.
Status tell_lines(LedgerFile& file, const LedgerEntry& bill, std::int64_t number,
                  const std::function<void(const LedgerEntry&)>& entry) {
  std::vector<DueLine> lines;
  const Status status = lines_of(file, number, lines);
  LedgerEntry due = bill;
  due.kind = "due";
  for (const DueLine& line : lines) {
    due.award = line.award;
    due.text = line.text;
    due.period = line.period;
    due.amount = line.amount;
    entry(due);
  }
  return status;
}

}  // namespace

Status entries_of(LedgerFile& file, const std::string& contract_key,
                  const std::function<void(const LedgerEntry&)>& entry) {
  Status status;
  const std::int64_t contract = contract_key.empty() ? 0 : file.contract(contract_key, status);
  sqlite::Statement& rows = file.statement(contract_key.empty() ? all_entries : contract_entries, status);
  if (!status) return status;
  if (!contract_key.empty()) rows.bind(1, contract);
  while (status && rows.next(status)) {
    const StoredEntry stored = read_entry(rows);
    LedgerEntry one;
    one.number = stored.number;
    one.kind = stored.entry.kind;
    one.award = stored.entry.award;
    one.contract = stored.contract_key;
    one.invoice = stored.entry.invoice;
    one.text = stored.entry.text;
    one.amount = is_of_bill(one.kind) ? 0 : stored.entry.amount;
    one.day = stored.entry.day;
    one.booked = stored.entry.booked;
    if (stored.entry.programme != 0) one.fingerprint = file.fingerprint_of(stored.entry.programme, status);
    entry(one);
    if (status && one.kind == "bill") status = tell_lines(file, one, stored.entry.amount, entry);
  }
  rows.reset();
  return status;
}

Status check_chain(LedgerFile& file, const std::string& head, LedgerCheck& check) {
  Status status;
  sqlite::Statement& rows = file.statement(all_entries, status);
  if (!status) return status;
  std::string previous;
  std::int64_t number = 0;
  while (status && check.wrong.size() <= most_wrong && rows.next(status)) {
    const StoredEntry stored = read_entry(rows);
    ++check.entries;
    if (stored.number != ++number)
      check.wrong.push_back(fmt::format("Entry {} is missing.", number));
    else if (stored.hash != hash_of(stored.number, stored.entry, stored.wrote, previous))
      check.wrong.push_back(fmt::format("Entry {} was changed after it was written.", stored.number));
    number = stored.number;
    previous = stored.hash;
    check.head_there = check.head_there || stored.hash == head;
    status = check_rows(file, stored, check);
  }
  rows.reset();
  check.head = previous;
  sqlite::Statement& last = file.statement("SELECT value FROM settings WHERE name = 'last entry'", status);
  if (status && !(last.next(status) && last.text(0) == previous) && status && check.wrong.empty())
    check.wrong.push_back("The last entry is missing, or the table of settings was changed.");
  last.reset();
  if (status && !head.empty() && !check.head_there && check.wrong.empty())
    check.wrong.push_back(
        "No entry has the hash that was kept outside: what was written last was cut off, or this is another "
        "ledger.");
  return status;
}

}  // namespace trouw
