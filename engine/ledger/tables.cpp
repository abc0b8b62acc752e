#include "ledger/tables.h"

#include <fmt/format.h>

namespace trouw {

namespace {

// Migration i brings a file from version i to i + 1. They are never edited, only added to.
constexpr const char* migrations[] = {R"sql(
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO settings VALUES ('salt', lower(hex(randomblob(32))));
CREATE TABLE programmes (fingerprint TEXT PRIMARY KEY, yaml TEXT NOT NULL) STRICT;
CREATE TABLE programme_files (
  fingerprint TEXT NOT NULL REFERENCES programmes, place INTEGER NOT NULL, name TEXT NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY (fingerprint, place)) STRICT;
CREATE TABLE contracts (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, id TEXT) STRICT;
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, contract INTEGER NOT NULL REFERENCES contracts, day INTEGER NOT NULL,
  fingerprint TEXT NOT NULL REFERENCES programmes, record TEXT, context TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
CREATE INDEX decisions_of ON decisions (contract);
CREATE TABLE awards (
  number INTEGER PRIMARY KEY, decision INTEGER NOT NULL REFERENCES decisions,
  contract INTEGER NOT NULL REFERENCES contracts, customer TEXT NOT NULL, offer TEXT NOT NULL, occasion TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reserved', 'confirmed', 'released', 'reversed', 'ended')),
  day INTEGER NOT NULL, standing INTEGER NOT NULL, is_match INTEGER NOT NULL, paid INTEGER NOT NULL, ceiling INTEGER,
  horizon INTEGER NOT NULL, billed INTEGER NOT NULL DEFAULT 0, handed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE UNIQUE INDEX once_an_occasion ON awards (contract, offer, occasion) WHERE state <> 'released';
CREATE INDEX awards_of_offer ON awards (offer);
CREATE TABLE promises (
  award INTEGER NOT NULL REFERENCES awards, place INTEGER NOT NULL, kind INTEGER NOT NULL, amount INTEGER NOT NULL,
  base TEXT NOT NULL, perk TEXT NOT NULL, cap_a_bill INTEGER, first INTEGER NOT NULL, periods INTEGER NOT NULL,
  open_ended INTEGER NOT NULL, while_of INTEGER, text TEXT NOT NULL, PRIMARY KEY (award, place)) STRICT, WITHOUT ROWID;
CREATE TABLE counted (
  award INTEGER NOT NULL REFERENCES awards, field TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (award, field)) STRICT, WITHOUT ROWID;
CREATE TABLE invoices (
  contract INTEGER NOT NULL REFERENCES contracts, invoice TEXT NOT NULL, day INTEGER NOT NULL,
  PRIMARY KEY (contract, invoice)) STRICT, WITHOUT ROWID;
CREATE TABLE bills (
  award INTEGER NOT NULL REFERENCES awards, period INTEGER NOT NULL, contract INTEGER NOT NULL, invoice TEXT NOT NULL,
  PRIMARY KEY (award, period), UNIQUE (award, invoice),
  FOREIGN KEY (contract, invoice) REFERENCES invoices) STRICT, WITHOUT ROWID;
CREATE TABLE lines (
  contract INTEGER NOT NULL, invoice TEXT NOT NULL, place INTEGER NOT NULL, award INTEGER NOT NULL REFERENCES awards,
  kind TEXT NOT NULL, text TEXT NOT NULL, amount INTEGER NOT NULL, points INTEGER NOT NULL, period INTEGER NOT NULL,
  of_periods INTEGER, key TEXT NOT NULL UNIQUE, PRIMARY KEY (contract, invoice, place),
  FOREIGN KEY (contract, invoice) REFERENCES invoices) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, award INTEGER REFERENCES awards, contract TEXT NOT NULL,
  invoice TEXT NOT NULL, text TEXT NOT NULL, period INTEGER NOT NULL, amount INTEGER NOT NULL, day INTEGER NOT NULL,
  booked INTEGER NOT NULL, fingerprint TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE INDEX entries_of ON entries (contract);
CREATE INDEX entries_of_award ON entries (award);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
)sql",
                                      R"sql(
ALTER TABLE decisions ADD COLUMN nonce TEXT;
ALTER TABLE decisions ADD COLUMN sealed TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN wrote TEXT NOT NULL DEFAULT '';
CREATE TABLE messages (
  award INTEGER NOT NULL REFERENCES awards, place INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (award, place)) STRICT, WITHOUT ROWID;
CREATE INDEX awards_of_decision ON awards (decision);
)sql"};
static_assert(std::size(migrations) == ledger_version);

Status read_number(sqlite::Database& database, const char* sql, std::int64_t& number) {
  Status status;
  sqlite::Statement statement = database.prepare(sql, status);
  if (!status) return status;
  if (statement.step() != sqlite::Step::row) return statement.failure();
  number = statement.integer(0);
  return {};
}

Status migrate(sqlite::Database& database, const std::function<Status(std::int64_t)>& migrated) {
  Status status;
  sqlite::Transaction transaction(database, status);
  std::int64_t version = 0;
  if (status) status = read_number(database, "PRAGMA user_version", version);  // another may have been first
  if (status && version == ledger_version) return {};
  for (std::int64_t i = version; status && i < ledger_version; ++i) status = database.execute(migrations[i]);
  if (status)
    status = database.execute(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", ledger_mark, ledger_version));
  if (status) status = migrated(version);
  return status ? transaction.commit() : status;
}

struct Marks {
  std::int64_t mark = 0, version = 0, tables = 0;
  bool empty() const { return mark == 0 && version == 0 && tables == 0; }
};

Status read_marks(sqlite::Database& database, Marks& marks) {
  Status status = read_number(database, "PRAGMA application_id", marks.mark);
  if (status) status = read_number(database, "PRAGMA user_version", marks.version);
  if (status) status = read_number(database, "SELECT count(*) FROM sqlite_schema", marks.tables);
  return status;
}

}  // namespace

bool is_older_ledger(sqlite::Database& database, Status& status) {
  Marks marks;
  status = read_marks(database, marks);
  return status && marks.mark == ledger_mark && marks.version > 0 && marks.version < ledger_version;
}

Status prepare_ledger(sqlite::Database& database, LedgerAccess access,
                      const std::function<Status(std::int64_t from)>& migrated) {
  Marks marks;
  if (const Status status = read_marks(database, marks); !status) return status;
  if (!marks.empty() && marks.mark != ledger_mark)
    return Status::failure(database.path() + " is a database, but no ledger of trouw.");
  if (marks.version > ledger_version)
    return Status::failure(fmt::format(
        "{} was made by a newer trouw: it is a ledger of version {}, and this trouw knows versions up to {}.",
        database.path(), marks.version, ledger_version));
  if (marks.version == ledger_version) return {};
  if (marks.empty() && access != LedgerAccess::make)
    return Status::failure(
        database.path() +
        " is an empty file: nothing was granted with it yet, or its making was broken off. "
        "`trouw ledger grant` makes the ledger.");
  return migrate(database, migrated);
}

}  // namespace trouw
