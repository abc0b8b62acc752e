#include <algorithm>
#include <filesystem>

#include "ledger/store.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

sqlite::Database open_file(const std::string& path, LedgerAccess access, Status& status) {
  if (std::error_code error; access != LedgerAccess::make && !std::filesystem::exists(path, error)) {
    sqlite::Database none;
    status = Status::failure("There is no ledger " + path + "; `trouw ledger grant` makes one.");
    return none;
  }
  if (access != LedgerAccess::read)
    return {path, access == LedgerAccess::make ? sqlite::Access::create : sqlite::Access::write, status};
  sqlite::Database database(path, sqlite::Access::read, status);
  if (!status && database.broken_off()) {
    Status undone;
    const sqlite::Database writer(path, sqlite::Access::write, undone);  // undoes it
    if (undone) return {path, sqlite::Access::read, status};
  }
  return database;
}

}  // namespace

std::unique_ptr<Ledger> Ledger::open(const std::string& path, LedgerAccess access, Status& status) {
  const bool write = access != LedgerAccess::read;
  sqlite::Database database = open_file(path, access, status);
  // WAL: a dry run or a person reads while a grant writes. FULL: what was committed survives a power cut.
  if (status && write)
    status = database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
  if (status && !write && is_older_ledger(database, status)) database = database.copy(status);
  if (!status) return nullptr;
  auto ledger = std::make_unique<LedgerStore>(std::move(database));
  status = ledger->prepare(access);
  if (!status) return nullptr;
  return ledger;
}

LedgerStore::LedgerStore(sqlite::Database database) : database_(std::move(database)) {}

Status LedgerStore::prepare(LedgerAccess access) {
  const Status status = prepare_ledger(database_, access, [&](std::int64_t from) { return migrated(from); });
  return status ? read_salt() : status;
}

// With another salt no contract would be found, and everything be granted again.
Status LedgerStore::read_salt() {
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

std::string LedgerStore::key(std::string_view id) const {
  return sha256(salt_ + "\n" + std::string(id));
}

sqlite::Statement& LedgerStore::statement(const char* sql, Status& status) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) found = statements_.emplace(sql, database_.prepare(sql, status)).first;
  found->second.reset();
  return found->second;
}

bool LedgerStore::empty() {
  Status status;
  sqlite::Statement& found = statement("SELECT count(*) FROM (SELECT 1 FROM awards LIMIT 1)", status);
  return status && found.step() == sqlite::Step::row && found.integer(0) == 0;
}

Change::Change(LedgerStore& ledger, Status& status)
    : ledger_(ledger), transaction_(ledger.database_, status) {
  if (status) status = ledger.begin();
}

Status Change::commit() {
  const Status status = ledger_.finish();
  return status ? transaction_.commit() : status;
}

const char* award_state_name(AwardState state) {
  constexpr const char* names[] = {"reserved", "confirmed", "released", "reversed", "ended"};
  return names[static_cast<std::size_t>(state)];
}

std::optional<int> HeldAward::bills() const {
  int last = 0;
  for (const HeldPromise& held : promises) {
    if (held.promise.open_ended) return std::nullopt;
    last = std::max(last, held.promise.first + held.promise.periods);
  }
  return last;
}

bool HeldAward::taken_back() const {
  return state == AwardState::reversed || (state == AwardState::ended && ended_why.starts_with(lost_words));
}

bool HeldAward::corrected() const {
  return state == AwardState::ended && ended_why.starts_with(corrected_words);
}

bool HeldAward::runs() const {
  const bool stands = state == AwardState::confirmed || state == AwardState::reserved;
  return stands && (!bills() || billed < *bills());
}

bool HeldAward::is_due() const {
  return state == AwardState::confirmed && runs();
}

}  // namespace trouw
