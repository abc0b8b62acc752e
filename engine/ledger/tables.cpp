#include "ledger/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace trouw {

namespace {

// Words that come again and again (titles, occasions, terms, kinds of lines) stand once, in `texts`. Money is
// in minor units, days are counted from 1970-01-01, periods in millionths. `noted` is what a bill had of one
// promise, where that has to be known later: whether its `while` held, and the money of one that is capped
// over all its bills. `granted` and `handed_out` are for people. Words are checked one by one: of a list of
// them SQLite would make a table for each row.
constexpr const char* tables = R"sql(
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE programmes (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, yaml TEXT NOT NULL) STRICT;
CREATE TABLE programme_files (
  programme INTEGER NOT NULL REFERENCES programmes, place INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (programme, place)) STRICT, WITHOUT ROWID;
CREATE TABLE contracts (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT) STRICT;
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, contract INTEGER NOT NULL REFERENCES contracts, customer TEXT, day INTEGER NOT NULL,
  programme INTEGER NOT NULL REFERENCES programmes, record TEXT, context TEXT NOT NULL, nonce TEXT,
  sealed TEXT NOT NULL) STRICT;
CREATE INDEX decisions_of ON decisions (contract);
CREATE INDEX decisions_of_holder ON decisions (customer) WHERE customer IS NOT NULL;
CREATE TABLE awards (
  number INTEGER PRIMARY KEY, decision INTEGER NOT NULL REFERENCES decisions,
  contract INTEGER NOT NULL REFERENCES contracts, offer INTEGER NOT NULL REFERENCES texts,
  occasion INTEGER NOT NULL REFERENCES texts,
  state TEXT NOT NULL CHECK (state = 'confirmed' OR state = 'reserved' OR
    state = 'released' OR state = 'reversed' OR state = 'ended'),
  day INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing = 'customer' OR standing = 'newcomer' OR standing = 'returner' OR
    standing = 'nobody'),
  is_match INTEGER NOT NULL CHECK (is_match IN (0, 1)), paid INTEGER NOT NULL, ceiling INTEGER,
  horizon INTEGER NOT NULL, settled INTEGER, used INTEGER NOT NULL DEFAULT 0, reached INTEGER NOT NULL DEFAULT 0,
  had INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0,
  competed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE UNIQUE INDEX once_an_occasion ON awards (contract, offer, occasion) WHERE state <> 'released';
CREATE INDEX awards_of_offer ON awards (offer);
CREATE INDEX awards_of_decision ON awards (decision);
CREATE INDEX awards_open ON awards (contract) WHERE open <> 0;
CREATE TABLE promises (
  award INTEGER NOT NULL REFERENCES awards, place INTEGER NOT NULL, amount INTEGER NOT NULL,
  terms INTEGER NOT NULL REFERENCES texts, PRIMARY KEY (award, place)) STRICT, WITHOUT ROWID;
CREATE TABLE counted (
  award INTEGER NOT NULL REFERENCES awards, field INTEGER NOT NULL REFERENCES texts, key TEXT NOT NULL,
  PRIMARY KEY (award, field)) STRICT, WITHOUT ROWID;
CREATE TABLE messages (
  award INTEGER NOT NULL REFERENCES awards, place INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (award, place)) STRICT, WITHOUT ROWID;
CREATE TABLE goods (
  award INTEGER NOT NULL REFERENCES awards, good INTEGER NOT NULL REFERENCES texts, had INTEGER NOT NULL DEFAULT 0,
  taken INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (award, good)) STRICT, WITHOUT ROWID;
CREATE TABLE invoices (
  number INTEGER PRIMARY KEY, contract INTEGER NOT NULL REFERENCES contracts, invoice TEXT NOT NULL,
  day INTEGER NOT NULL, share INTEGER NOT NULL, opened INTEGER NOT NULL, voided INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE UNIQUE INDEX once_an_invoice ON invoices (contract, invoice) WHERE voided = 0;
CREATE INDEX invoices_of_contract ON invoices (contract, invoice);
CREATE TABLE bills (
  award INTEGER NOT NULL REFERENCES awards, invoice INTEGER NOT NULL REFERENCES invoices, start INTEGER NOT NULL,
  length INTEGER NOT NULL, competition INTEGER NOT NULL, counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  PRIMARY KEY (award, invoice, start)) STRICT, WITHOUT ROWID;
CREATE INDEX bills_of_invoice ON bills (invoice);
CREATE TABLE noted (
  award INTEGER NOT NULL REFERENCES awards, place INTEGER NOT NULL, invoice INTEGER NOT NULL REFERENCES invoices,
  held INTEGER NOT NULL CHECK (held IN (0, 1)), money INTEGER NOT NULL, PRIMARY KEY (award, place, invoice))
  STRICT, WITHOUT ROWID;
CREATE INDEX noted_of_invoice ON noted (invoice);
CREATE TABLE lines (
  invoice INTEGER NOT NULL REFERENCES invoices, place INTEGER NOT NULL, award INTEGER NOT NULL REFERENCES awards,
  kind TEXT NOT NULL CHECK (kind = 'discount' OR kind = 'credit' OR kind = 'perk' OR kind = 'points' OR
    kind = 'carried' OR kind = 'taken back'),
  text INTEGER NOT NULL REFERENCES texts, good INTEGER REFERENCES texts, amount INTEGER NOT NULL,
  carried INTEGER NOT NULL, worth INTEGER NOT NULL, points INTEGER NOT NULL, rate INTEGER NOT NULL,
  base INTEGER NOT NULL, period INTEGER NOT NULL, of_periods INTEGER, key TEXT NOT NULL UNIQUE,
  PRIMARY KEY (invoice, place)) STRICT, WITHOUT ROWID;
CREATE INDEX lines_of_award ON lines (award);
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, award INTEGER REFERENCES awards,
  contract INTEGER REFERENCES contracts, invoice TEXT NOT NULL, text TEXT NOT NULL, amount INTEGER NOT NULL,
  day INTEGER NOT NULL, booked INTEGER NOT NULL, programme INTEGER REFERENCES programmes, wrote TEXT NOT NULL,
  hash TEXT NOT NULL) STRICT;
CREATE INDEX entries_of ON entries (contract);
CREATE INDEX entries_of_award ON entries (award) WHERE award IS NOT NULL;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
CREATE VIEW granted AS SELECT a.number AS award, c.id, o.text AS offer, w.text AS occasion, a.state,
  date('1970-01-01', a.day || ' days') AS day, a.paid, a.used, a.had, a.taken, a.open
  FROM awards a JOIN contracts c ON c.number = a.contract JOIN texts o ON o.number = a.offer
  JOIN texts w ON w.number = a.occasion;
CREATE VIEW handed_out AS SELECT c.id, i.invoice, date('1970-01-01', i.day || ' days') AS starts, i.voided <> 0 AS voided,
  l.place, l.award, o.text AS offer, l.kind, t.text, l.amount, l.carried, l.worth, l.points, l.period, l.key
  FROM lines l JOIN invoices i ON i.number = l.invoice JOIN contracts c ON c.number = i.contract
  JOIN awards a ON a.number = l.award JOIN texts o ON o.number = a.offer JOIN texts t ON t.number = l.text;
)sql";

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

// What a file is made of: by kind and name, the words that made it. SQLite's own are left out.
using MadeOf = std::map<std::pair<std::string, std::string>, std::string>;

Status read_schema(sqlite::Database& database, MadeOf& schema) {
  Status status;
  sqlite::Statement rows =
      database.prepare("SELECT type, name, tbl_name || ': ' || ifnull(sql, '') FROM sqlite_schema", status);
  while (status && rows.next(status))
    if (const std::string name = rows.text(1); !name.starts_with("sqlite_stat"))
      schema[{rows.text(0), name}] = rows.text(2);
  return status;
}

}  // namespace

Status read_number(sqlite::Database& database, const char* sql, std::int64_t& number) {
  Status status;
  sqlite::Statement statement = database.prepare(sql, status);
  if (!status) return status;
  if (statement.step() != sqlite::Step::row) return statement.failure();
  number = statement.integer(0);
  return {};
}

Status make_tables(sqlite::Database& database) {
  const Status status = database.execute(tables);
  return status ? database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                               ledger_mark, ledger_version))
                : status;
}

Status needs_of(sqlite::Database& database, LedgerAccess access, LedgerNeeds& needs, std::int64_t& version) {
  Marks marks;
  if (const Status status = read_marks(database, marks); !status) return status;
  version = marks.version;
  if (!marks.empty() && marks.mark != ledger_mark)
    return Status::failure(database.path() + " is a database, but no ledger of trouw.");
  if (marks.version > ledger_version)
    return Status::failure(fmt::format(
        "{} was made by a newer trouw: it is a ledger of version {}, and this trouw knows versions up to {}.",
        database.path(), marks.version, ledger_version));
  if (marks.empty() && access != LedgerAccess::make)
    return Status::failure(
        database.path() +
        " is an empty file: nothing was granted with it yet, or its making was broken off. "
        "`trouw ledger grant` makes the ledger.");
  needs = marks.empty()                    ? LedgerNeeds::tables
          : marks.version < ledger_version ? LedgerNeeds::migration
                                           : LedgerNeeds::nothing;
  return {};
}

Status foreign_tables(sqlite::Database& database, std::vector<std::string>& wrong) {
  MadeOf is, should;
  Status status = read_schema(database, is);
  sqlite::Database model(":memory:", sqlite::Access::create, status);
  if (status) status = model.execute(tables);
  if (status) status = read_schema(model, should);
  if (!status) return status;
  for (const auto& [what, sql] : should)
    if (const auto found = is.find(what); found == is.end())
      wrong.push_back(fmt::format("The {} {} is missing.", what.first, what.second));
    else if (found->second != sql)
      wrong.push_back(fmt::format("The {} {} was changed.", what.first, what.second));
  for (const auto& [what, sql] : is)
    if (!should.contains(what))
      wrong.push_back(fmt::format("The {} {} is none of a ledger's.", what.first, what.second));
  return {};
}

}  // namespace trouw
