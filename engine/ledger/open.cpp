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
  if (status) status = prepare_ledger(database, access);
  if (!status) return nullptr;
  std::string salt;
  {
    sqlite::Statement found = database.prepare("SELECT value FROM settings WHERE name = 'salt'", status);
    if (status && found.next(status)) salt = found.text(0);
  }
  if (status && salt.empty()) status = Status::failure(path + ": the ledger's salt is missing.");
  if (!status) return nullptr;
  return std::make_unique<LedgerStore>(std::move(database), std::move(salt));
}

LedgerStore::LedgerStore(sqlite::Database database, std::string salt)
    : database_(std::move(database)), salt_(std::move(salt)) {}

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

Change::Change(LedgerStore& ledger, Status& status) : transaction_(ledger.database_, status) {
  if (status) status = ledger.begin();
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
  return state == AwardState::confirmed && (!bills() || billed < *bills());
}

}  // namespace trouw
