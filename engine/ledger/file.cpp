#include "ledger/file.h"

#include <fmt/format.h>

#include <iterator>

#include "ledger/older.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

constexpr std::size_t most_texts = 200'000;  // kept in memory

}  // namespace

Status LedgerFile::prepare(LedgerAccess access) {
  LedgerNeeds needs = LedgerNeeds::nothing;
  std::int64_t version = 0;
  Status status = needs_of(database_, access, needs, version);
  if (status && needs == LedgerNeeds::tables) {
    sqlite::Transaction transaction(database_, status);
    if (status) status = needs_of(database_, access, needs, version);  // another may have been first
    if (status && needs == LedgerNeeds::tables) {
      status = make_tables(database_);
      if (status) status = make_settings();
    }
    if (status) status = transaction.commit();
  }
  if (status && needs == LedgerNeeds::migration) status = bring_up_to_date(*this);
  std::vector<std::string> wrong;
  if (status) status = foreign_tables(database_, wrong);
  if (status && !wrong.empty())
    status = Status::failure(
        database_.path() + ": " + wrong.front() +
        " A ledger with other tables than its own is not used. Put back a copy that is whole.");
  if (status) status = read_salt();
  return status ? read_head() : status;
}

Status LedgerFile::make_settings() {
  Status status = database_.execute("INSERT INTO settings VALUES ('salt', lower(hex(randomblob(32))))");
  sqlite::Statement salt = database_.prepare("SELECT value FROM settings WHERE name = 'salt'", status);
  if (!status || !salt.next(status)) return status;
  sqlite::Statement check =
      database_.prepare("INSERT INTO settings VALUES ('salt check', ?), ('last entry', '')", status);
  return status ? check.bind(1, sha256(salt.text(0))).run() : status;
}

// With another salt no contract would be found, and everything be granted again.
Status LedgerFile::read_salt() {
  Status status;
  std::string check;
  sqlite::Statement& found =
      statement("SELECT name, value FROM settings WHERE name IN ('salt', 'salt check')", status);
  while (status && found.next(status)) (found.text(0) == "salt" ? salt_ : check) = found.text(1);
  found.reset();
  if (status && (salt_.empty() || check != sha256(salt_)))
    status =
        Status::failure(database_.path() +
                        ": the table of settings was changed. The ledger's salt is not the one that it was "
                        "made with, and no contract would be found by it. Put back a copy that is whole.");
  return status;
}

std::string LedgerFile::key(std::string_view id) const {
  std::string text;
  text.reserve(salt_.size() + 1 + id.size());
  return sha256(text.append(salt_).append("\n").append(id));
}

sqlite::Statement& LedgerFile::statement(const char* sql, Status& status) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) found = statements_.emplace(sql, database_.prepare(sql, status)).first;
  found->second.reset();
  return found->second;
}

std::int64_t LedgerFile::find(const std::string& text, Status& status) {
  if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
  std::int64_t number = 0;
  sqlite::Statement& row = statement("SELECT number FROM texts WHERE text = ?", status);
  if (status && row.bind(1, text).next(status)) number = row.integer(0);
  row.reset();
  if (number != 0) {
    if (numbers_.size() >= most_texts) numbers_.clear();
    numbers_.emplace(text, number);
  }
  return number;
}

Status LedgerFile::number_of(const std::string& text, std::int64_t& number) {
  Status status;
  number = find(text, status);
  if (!status || number != 0) return status;
  sqlite::Statement& row = statement("INSERT INTO texts (text) VALUES (?)", status);
  if (status) status = row.bind(1, text).run();
  if (!status) return status;
  number = database_.last_row();
  numbers_.emplace(text, number);
  return status;
}

const std::string& LedgerFile::text_of(std::int64_t number, Status& status) {
  const auto known = texts_.find(number);
  if (known != texts_.end()) return known->second;
  std::string text;
  sqlite::Statement& row = statement("SELECT text FROM texts WHERE number = ?", status);
  if (status && row.bind(1, number).next(status)) text = row.text(0);
  row.reset();
  if (texts_.size() >= most_texts) texts_.clear();
  return texts_.emplace(number, std::move(text)).first->second;
}

std::int64_t LedgerFile::contract(const std::string& key, Status& status) {
  std::int64_t number = 0;
  sqlite::Statement& row = statement("SELECT number FROM contracts WHERE key = ?", status);
  if (status && row.bind(1, key).next(status)) number = row.integer(0);
  row.reset();
  return number;
}

std::int64_t LedgerFile::programme(const std::string& fingerprint, Status& status) {
  for (const auto& [number, known] : fingerprints_)
    if (known == fingerprint) return number;
  std::int64_t number = 0;
  sqlite::Statement& row = statement("SELECT number FROM programmes WHERE fingerprint = ?", status);
  if (status && row.bind(1, fingerprint).next(status)) number = row.integer(0);
  row.reset();
  if (number != 0) fingerprints_[number] = fingerprint;
  return number;
}

const std::string& LedgerFile::fingerprint_of(std::int64_t programme, Status& status) {
  const auto known = fingerprints_.find(programme);
  if (known != fingerprints_.end()) return known->second;
  std::string fingerprint;
  sqlite::Statement& row = statement("SELECT fingerprint FROM programmes WHERE number = ?", status);
  if (status && row.bind(1, programme).next(status)) fingerprint = row.text(0);
  row.reset();
  return fingerprints_[programme] = std::move(fingerprint);
}

void LedgerFile::forget_numbers() {
  numbers_.clear();
  texts_.clear();
  fingerprints_.clear();
  last_award_.reset();
}

Status LedgerFile::award_numbers(std::size_t count, std::int64_t& first) {
  Status status;
  if (!last_award_) {
    sqlite::Statement& last = statement("SELECT ifnull(max(number), 0) FROM awards", status);
    if (status && last.next(status)) last_award_ = last.integer(0);
    last.reset();
    if (!status) return status;
  }
  first = *last_award_ + 1;
  *last_award_ += static_cast<std::int64_t>(count);
  return status;
}

Status LedgerFile::random_text(std::string& text) {
  constexpr std::size_t digits = 32;
  Status status;
  if (random_.empty()) {
    sqlite::Statement& row = statement("SELECT lower(hex(randomblob(4096)))", status);
    if (status && row.next(status)) random_ = row.value(0).bytes;
    row.reset();
    if (!status) return status;
  }
  text.assign(random_, random_.size() - digits, digits);
  random_.resize(random_.size() - digits);
  return status;
}

Status LedgerFile::read_head() {
  Status status;
  sqlite::Statement& last =
      statement("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1", status);
  if (!status) return status;
  last_entry_ = 0;
  head_.clear();
  if (last.next(status)) {
    last_entry_ = last.integer(0);
    head_ = last.text(1);
  }
  last.reset();
  return status;
}

// Every part begins with its length, so that no two entries read alike.
std::string hash_of(std::int64_t number, const NewEntry& entry, const std::string& wrote,
                    const std::string& previous) {
  std::string text;
  text.reserve(512);
  text += previous;
  for (const std::int64_t part : {number, entry.award, entry.contract, entry.amount, std::int64_t{entry.day},
                                  std::int64_t{entry.booked}, entry.programme}) {
    text += '\n';
    text += fmt::format_int(part).c_str();
  }
  for (const std::string* part : {&entry.kind, &entry.invoice, &entry.text, &wrote}) {
    text += '\n';
    text += fmt::format_int(part->size()).c_str();
    text += ':';
    text += *part;
  }
  return sha256(text);
}

Status LedgerFile::append(const NewEntry& entry, const std::string& rows) {
  const std::string wrote = rows.empty() ? "" : sha256(rows);
  std::string hash = hash_of(last_entry_ + 1, entry, wrote, head_);
  Status status;
  sqlite::Statement& insert =
      statement("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", status);
  if (!status) return status;
  const auto row = [&insert](int place, std::int64_t number) {
    if (number != 0)
      insert.bind(place, number);
    else
      insert.bind_null(place);
  };
  insert.bind(1, last_entry_ + 1).lend(2, entry.kind).lend(5, entry.invoice).lend(6, entry.text);
  row(3, entry.award);
  row(4, entry.contract);
  row(10, entry.programme);
  insert.bind(7, entry.amount).bind(8, entry.day).bind(9, entry.booked).lend(11, wrote).lend(12, hash);
  status = insert.run();
  if (!status) return status;
  ++last_entry_;
  head_ = std::move(hash);
  return {};
}

Change::Change(LedgerFile& file, Status& status) : file_(file), transaction_(file.database_, status) {
  if (status) status = file_.read_head();
  file_.last_award_.reset();
}

Change::~Change() {
  if (committed_) return;
  file_.last_ = nullptr;
  file_.forget_numbers();
  for (auto& [sql, statement] : file_.statements_) statement.reset();
}

// Writes down where the chain stands, so that none is missing at its end.
Status Change::commit() {
  Status status;
  sqlite::Statement& last =
      file_.statement("UPDATE settings SET value = ? WHERE name = 'last entry'", status);
  if (status) status = last.bind(1, file_.head_).run();
  if (status && file_.last_) status = std::exchange(file_.last_, nullptr)();
  if (status) status = transaction_.commit();
  committed_ = status.ok;
  return status;
}

}  // namespace trouw
