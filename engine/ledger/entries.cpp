#include <fmt/format.h>

#include "ledger/store.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// Every part ends in its length, so that no two entries read alike.
std::string hash_of(const LedgerEntry& e, const std::string& wrote, const std::string& previous) {
  std::string text = previous;
  const auto add = [&](std::string_view part) { text += fmt::format("\n{}:{}", part.size(), part); };
  for (const std::int64_t number : {e.number, e.award, static_cast<std::int64_t>(e.period), e.amount,
                                    static_cast<std::int64_t>(e.day), static_cast<std::int64_t>(e.booked)})
    add(fmt::format_int(number).c_str());
  for (const std::string& part : {e.kind, e.contract, e.invoice, e.text, e.fingerprint}) add(part);
  if (!wrote.empty()) add(wrote);  // older entries have none
  return sha256(text);
}

constexpr const char* columns =
    "SELECT number, kind, ifnull(award, 0), contract, invoice, text, period, amount, day, booked, "
    "fingerprint, "
    "previous, hash, wrote FROM entries ORDER BY number";
constexpr const char* columns_of =
    "SELECT number, kind, ifnull(award, 0), contract, invoice, text, period, amount, day, booked, "
    "fingerprint "
    "FROM entries WHERE contract = ? ORDER BY number";

LedgerEntry read_entry(const sqlite::Statement& row) {
  LedgerEntry e;
  e.number = row.integer(0);
  e.kind = row.text(1);
  e.award = row.integer(2);
  e.contract = row.text(3);
  e.invoice = row.text(4);
  e.text = row.text(5);
  e.period = static_cast<int>(row.integer(6));
  e.amount = row.integer(7);
  e.day = static_cast<Day>(row.integer(8));
  e.booked = static_cast<Day>(row.integer(9));
  e.fingerprint = row.text(10);
  return e;
}

template <typename Award>
std::string digest(const Award& award) {
  std::string text =
      fmt::format("{}|{}|{}|{}|{}|{}|{}", award.offer, award.occasion, static_cast<int>(award.standing),
                  award.match, award.paid, award.ceiling.value_or(-1), award.horizon);
  for (const HeldPromise& held : award.promises) {
    const Promise& p = held.promise;
    text += fmt::format("\n{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", static_cast<int>(p.kind), p.amount, held.base,
                        held.perk, p.cap_a_bill.value_or(-1), p.first, p.periods, p.open_ended,
                        p.while_of ? std::int64_t{*p.while_of} : -1, p.text);
  }
  return sha256(text);
}

}  // namespace

std::string digest_of(const NewAward& award) {
  return digest(award);
}
std::string digest_of(const HeldAward& award) {
  return digest(award);
}

Status LedgerStore::begin() {
  Status status;
  sqlite::Statement& last =
      statement("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1", status);
  if (!status) return status;
  last_entry_ = 0;
  last_hash_.clear();
  if (last.next(status)) {
    last_entry_ = last.integer(0);
    last_hash_ = last.text(1);
  }
  last.reset();
  return status;
}

Status LedgerStore::finish() {
  Status status;
  sqlite::Statement& last = statement("UPDATE settings SET value = ? WHERE name = 'last entry'", status);
  return status ? last.bind(1, last_hash_).run() : status;
}

Status LedgerStore::append(const LedgerEntry& entry, const std::string& rows) {
  LedgerEntry e = entry;
  e.number = last_entry_ + 1;
  const std::string wrote = rows.empty() ? "" : sha256(rows);
  const std::string hash = hash_of(e, wrote, last_hash_);
  Status status;
  sqlite::Statement& insert =
      statement("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", status);
  if (!status) return status;
  insert.bind(1, e.number).bind(2, e.kind);
  if (e.award != 0)
    insert.bind(3, e.award);
  else
    insert.bind_null(3);
  insert.bind(4, e.contract).bind(5, e.invoice).bind(6, e.text).bind(7, e.period).bind(8, e.amount);
  insert.bind(9, e.day).bind(10, e.booked).bind(11, e.fingerprint).bind(12, last_hash_).bind(13, hash);
  status = insert.bind(14, wrote).run();
  if (!status) return status;
  last_entry_ = e.number;
  last_hash_ = hash;
  return {};
}

Status LedgerStore::entries(const std::string& contract_key,
                            const std::function<void(const LedgerEntry&)>& entry) {
  Status status;
  sqlite::Statement& rows = statement(contract_key.empty() ? columns : columns_of, status);
  if (!status) return status;
  if (!contract_key.empty()) rows.bind(1, contract_key);
  while (rows.next(status)) entry(read_entry(rows));
  rows.reset();
  return status;
}

Status LedgerStore::check_chain(LedgerCheck& check) {
  Status status;
  sqlite::Statement& rows = statement(columns, status);
  if (!status) return status;
  std::string previous, older;
  std::int64_t number = 0;
  while (status && check.wrong.size() <= 20 && rows.next(status)) {
    const LedgerEntry e = read_entry(rows);
    const std::string wrote = rows.text(13);
    ++check.entries;
    if (e.number != ++number)
      check.wrong.push_back(fmt::format("Entry {} is missing.", number));
    else if (rows.text(11) != previous || rows.text(12) != hash_of(e, wrote, previous))
      check.wrong.push_back(fmt::format("Entry {} was changed after it was written.", e.number));
    number = e.number;
    previous = rows.text(12);
    if (status) status = check_rows(e, wrote, older, check);
  }
  rows.reset();
  sqlite::Statement& last = statement("SELECT value FROM settings WHERE name = 'last entry'", status);
  if (status && !(last.next(status) && last.text(0) == previous) && status && check.wrong.empty())
    check.wrong.push_back("The last entry is missing, or the table of settings was changed.");
  last.reset();
  return status;
}

}  // namespace trouw
