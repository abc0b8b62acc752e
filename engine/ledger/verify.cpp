#include <fmt/format.h>

#include "ledger/store.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// A question whose every row is something wrong, and the sentence to tell of it.
struct Question {
  const char* sql;  // yields a number
  const char* sentence;
};

constexpr Question questions[] = {
    {"SELECT a.number FROM awards a WHERE 1 <> (SELECT count(*) FROM entries e WHERE e.award = a.number AND "
     "e.kind IN "
     "('grant', 'reserve'))",
     "Award {} is not granted by exactly one entry."},
    {"SELECT a.number FROM awards a WHERE a.state <> (SELECT CASE e.kind WHEN 'grant' THEN 'confirmed' WHEN "
     "'reserve' "
     "THEN 'reserved' WHEN 'confirm' THEN 'confirmed' WHEN 'release' THEN 'released' WHEN 'reverse' THEN "
     "'reversed' "
     "ELSE 'ended' END FROM entries e WHERE e.award = a.number AND e.kind NOT IN ('due', 'reverse part') "
     "ORDER BY e.number DESC LIMIT 1)",
     "Award {} is not in the state that its entries say."},
    {"SELECT a.number FROM awards a WHERE a.billed <> (SELECT count(*) FROM bills b WHERE b.award = "
     "a.number) OR "
     "a.billed <> (SELECT ifnull(max(b.period), 0) FROM bills b WHERE b.award = a.number)",
     "Award {} was not on as many bills as it counts."},
    {"SELECT a.number FROM awards a WHERE a.handed <> (SELECT ifnull(sum(l.amount), 0) FROM lines l WHERE "
     "l.award = a.number AND l.kind IN ('discount', 'credit')) + (SELECT ifnull(sum(e.amount), 0) FROM "
     "entries e "
     "WHERE e.award = a.number AND e.kind IN ('reverse', 'reverse part', 'end'))",
     "Award {}: what was handed out is not what its lines and reversals add up to."},
    {"SELECT a.number FROM awards a WHERE (SELECT ifnull(sum(l.amount), 0) FROM lines l WHERE l.award = "
     "a.number) <> "
     "(SELECT ifnull(sum(e.amount), 0) FROM entries e WHERE e.award = a.number AND e.kind = 'due')",
     "Award {}: its lines are not what the entries say."},
    {"SELECT 0 WHERE (SELECT count(*) FROM invoices) <> (SELECT count(*) FROM entries WHERE kind = 'bill')",
     "The bills are not those of the entries."},
    {"SELECT number FROM decisions WHERE number NOT IN (SELECT decision FROM awards)",
     "Decision {} granted nothing."},
    {"SELECT number FROM decisions WHERE (record IS NULL) <> (nonce IS NULL)",
     "Decision {}: its record was changed."},
    {"SELECT d.number FROM decisions d JOIN contracts c ON c.number = d.contract WHERE d.record IS NULL AND "
     "NOT EXISTS (SELECT 1 FROM entries e WHERE e.kind = 'forget' AND (e.contract IN (c.key, c.customer) OR "
     "e.contract IN (SELECT a.customer FROM awards a WHERE a.decision = d.number)))",
     "Decision {}: its record is gone, and no entry says that it was forgotten."},
    {"SELECT a.decision FROM messages m JOIN awards a ON a.number = m.award JOIN decisions d ON d.number = "
     "a.decision WHERE d.nonce IS NULL",
     "Decision {} was forgotten, and has messages."},
    {"SELECT number FROM contracts WHERE number NOT IN (SELECT contract FROM decisions)",
     "Contract {} was granted nothing."},
    {"SELECT c.number FROM contracts c WHERE c.customer <> (SELECT a.customer FROM awards a WHERE a.contract "
     "= "
     "c.number ORDER BY a.number LIMIT 1)",
     "Contract {}: whose it is was changed."},
    {"SELECT c.number FROM contracts c WHERE c.id IS NULL AND NOT EXISTS (SELECT 1 FROM entries e WHERE "
     "e.kind "
     "= 'forget' AND e.contract IN (c.key, c.customer))",
     "Contract {}: its id is gone, and no entry says that it was forgotten."},
    {"SELECT 0 WHERE (SELECT count(*) FROM programmes) <> (SELECT count(*) FROM entries WHERE kind = "
     "'programme')",
     "The programmes are not those of the entries."}};

// What was found changed of the rows that an entry wrote.
std::string changed(const LedgerEntry& entry) {
  if (entry.kind == "bill") return fmt::format("Bill {}: its day or its lines were changed.", entry.invoice);
  if (entry.kind == "programme")
    return fmt::format("Programme {}: its text was changed.", entry.fingerprint.substr(0, 12));
  return fmt::format("Award {}: its decision, its terms, or what limits count of it was changed.",
                     entry.award);
}

}  // namespace

// `older`: of the entries that an older version wrote without seals, up to the one that sealed them all.
Status LedgerStore::check_rows(const LedgerEntry& entry, const std::string& wrote, std::string& older,
                               LedgerCheck& check) {
  if (entry.kind == "upgrade") {
    if (wrote != sha256(older))
      check.wrong.push_back(fmt::format(
          "Entry {}: what the ledger had when it was brought up to date was changed.", entry.number));
    return {};
  }
  if (entry.kind == "grant" || entry.kind == "reserve") {
    ++check.awards;
    std::optional<HeldAward> held;
    if (const Status status = award(entry.award, held); !status) return status;
    if (!held || digest_of(*held) != entry.text) {
      check.wrong.push_back(fmt::format("Award {}: what it promises was changed.", entry.award));
      return {};
    }
  }
  std::string rows;
  if (const Status status = rows_of(entry, rows); !status || rows.empty()) return status;
  if (wrote.empty())
    older = sha256(older + rows);
  else if (wrote != sha256(rows))
    check.wrong.push_back(changed(entry));
  return {};
}

Status LedgerStore::check_questions(LedgerCheck& check) {
  Status status;
  for (const Question& question : questions) {
    sqlite::Statement rows = database_.prepare(question.sql, status);
    while (status && check.wrong.size() <= 20 && rows.next(status))
      check.wrong.push_back(fmt::format(fmt::runtime(question.sentence), rows.integer(0)));
    if (!status) return status;
  }
  return status;
}

Status LedgerStore::check_decisions(LedgerCheck& check) {
  Status status;
  sqlite::Statement rows =
      database_.prepare("SELECT number, sealed FROM decisions WHERE nonce IS NOT NULL", status);
  std::string seal;
  while (status && check.wrong.size() <= 20 && rows.next(status)) {
    status = seal_of(rows.integer(0), seal);
    if (status && seal != rows.text(1))
      check.wrong.push_back(fmt::format(
          "Decision {}: its record, or what the customer was told, was changed.", rows.integer(0)));
  }
  return status;
}

Status LedgerStore::check_contracts(LedgerCheck& check) {
  Status status;
  sqlite::Statement rows =
      database_.prepare("SELECT number, key, id FROM contracts WHERE id IS NOT NULL", status);
  while (status && check.wrong.size() <= 20 && rows.next(status))
    if (key(rows.text(2)) != rows.text(1))
      check.wrong.push_back(fmt::format("Contract {}: its id or its key was changed.", rows.integer(0)));
  return status;
}

Status LedgerStore::verify(LedgerCheck& check) {
  check = {};
  Status status;
  sqlite::Statement pages = database_.prepare("PRAGMA integrity_check", status);
  while (status && check.wrong.size() < 20 && pages.next(status))
    if (pages.text(0) != "ok") check.wrong.push_back("The file is damaged: " + pages.text(0) + ".");
  sqlite::Statement strays = database_.prepare("PRAGMA foreign_key_check", status);
  while (status && check.wrong.size() < 20 && strays.next(status))
    check.wrong.push_back(fmt::format("A row of the table of {} belongs to none of {} that is there.",
                                      strays.text(0), strays.text(2)));
  if (!status) return status;
  if (!check.wrong.empty()) return {};
  sqlite::Statement bills = database_.prepare("SELECT count(*) FROM invoices", status);
  if (status && bills.next(status)) check.invoices = static_cast<std::uint64_t>(bills.integer(0));
  if (status) status = check_chain(check);
  if (status) status = check_questions(check);
  if (status) status = check_decisions(check);
  return status ? check_contracts(check) : status;
}

}  // namespace trouw
