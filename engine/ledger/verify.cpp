#include <fmt/format.h>

#include "ledger/entries.h"
#include "ledger/seals.h"

namespace trouw {

namespace {

// A question whose every row is something wrong, and the sentence to tell of it.
struct Question {
  const char* sql;  // yields a number
  const char* sentence;
};

// The bills that count, beside the awards that they are of.
#define TROUW_BILLS \
  "FROM bills b JOIN invoices i ON i.number = b.invoice WHERE b.award = a.number AND i.voided = 0"
#define TROUW_LINES \
  "FROM lines l JOIN invoices i ON i.number = l.invoice WHERE l.award = a.number AND i.voided = 0"

constexpr Question questions[] = {
    {"SELECT a.number FROM awards a WHERE 1 <> (SELECT count(*) FROM entries e WHERE e.award = a.number AND "
     "e.kind IN ('grant', 'reserve'))",
     "Award {} is not granted by exactly one entry."},
    {"SELECT a.number FROM awards a WHERE a.state <> (SELECT CASE e.kind WHEN 'grant' THEN 'confirmed' WHEN "
     "'reserve' THEN 'reserved' WHEN 'confirm' THEN 'confirmed' WHEN 'release' THEN 'released' WHEN "
     "'reverse' "
     "THEN 'reversed' ELSE 'ended' END FROM entries e WHERE e.award = a.number AND e.kind NOT IN ('reverse "
     "part', "
     "'take back', 'upgrade') ORDER BY e.number DESC LIMIT 1)",
     "Award {} is not in the state that its entries say."},
    {"SELECT a.number FROM awards a WHERE a.settled IS NOT (SELECT e.day FROM entries e WHERE e.award = "
     "a.number "
     "AND e.kind IN ('release', 'reverse', 'end') ORDER BY e.number DESC LIMIT 1)",
     "Award {} was not settled on the day that its entries say."},
    {"SELECT a.number FROM awards a WHERE a.used <> (SELECT ifnull(sum(b.length), 0) " TROUW_BILLS
     ") OR a.reached <> (SELECT ifnull(max(b.start + b.length), 0) " TROUW_BILLS ")",
     "Award {}: its bills did not use up what it counts."},
    {"SELECT a.number FROM awards a WHERE a.competed <> (SELECT count(DISTINCT b.invoice) " TROUW_BILLS
     " AND b.competition > 0)",
     "Award {} did not compete on as many bills as it counts."},
    {"SELECT b.award FROM bills b JOIN invoices i ON i.number = b.invoice JOIN bills o ON o.award = b.award "
     "AND "
     "(o.invoice, o.start) <> (b.invoice, b.start) JOIN invoices j ON j.number = o.invoice WHERE i.voided = "
     "0 AND "
     "j.voided = 0 AND o.start >= b.start AND o.start < b.start + b.length",
     "Award {}: two bills used up the same part of it."},
    {"SELECT a.number FROM awards a WHERE a.had <> (SELECT ifnull(sum(l.amount + l.carried), 0) " TROUW_LINES
     " AND l.kind IN ('discount', 'credit'))",
     "Award {}: what it counts as handed out is not what its lines add up to."},
    {"SELECT a.number FROM awards a WHERE a.taken <> -(SELECT ifnull(sum(e.amount), 0) FROM entries e WHERE "
     "e.award = a.number AND e.kind IN ('reverse', 'reverse part', 'end'))",
     "Award {}: what was taken back is not what its entries add up to."},
    {"SELECT a.number FROM awards a WHERE a.open <> (SELECT ifnull(sum(l.carried), 0) - ifnull(sum(l.amount) "
     "FILTER (WHERE l.kind IN ('carried', 'taken back')), 0) " TROUW_LINES ") - a.taken + (SELECT "
     "ifnull(sum(e.amount), 0) FROM entries e WHERE e.award = a.number AND e.kind = 'upgrade')",
     "Award {}: what is open of it is not what its lines and entries leave."},
    {"SELECT 0 WHERE (SELECT count(*) FROM invoices) <> (SELECT count(*) FROM entries WHERE kind = 'bill')",
     "The bills are not those of the entries."},
    {"SELECT i.number FROM invoices i WHERE i.voided <> ifnull((SELECT e.number FROM entries e WHERE e.kind "
     "= "
     "'void' AND e.contract = i.contract AND e.amount = i.number), 0)",
     "Bill {} is not voided as the entries say."},
    {"SELECT number FROM decisions WHERE number NOT IN (SELECT decision FROM awards)",
     "Decision {} granted nothing."},
    {"SELECT number FROM decisions WHERE (record IS NULL) <> (nonce IS NULL)",
     "Decision {}: its record was changed."},
    {"SELECT d.number FROM decisions d JOIN contracts c ON c.number = d.contract WHERE d.record IS NULL AND "
     "NOT (c.key IN "
     "(SELECT text FROM entries WHERE kind = 'forget') OR EXISTS (SELECT 1 FROM decisions o WHERE o.contract "
     "= "
     "c.number AND o.customer IN (SELECT text FROM entries WHERE kind = 'forget')))",
     "Decision {}: its record is gone, and no entry says that it was forgotten."},
    {"SELECT a.decision FROM messages m JOIN awards a ON a.number = m.award JOIN decisions d ON d.number = "
     "a.decision WHERE d.nonce IS NULL",
     "Decision {} was forgotten, and has messages."},
    {"SELECT number FROM contracts WHERE number NOT IN (SELECT contract FROM decisions) AND number NOT IN "
     "(SELECT "
     "contract FROM entries WHERE kind = 'hold out')",
     "Contract {} was granted nothing."},
    {"SELECT c.number FROM contracts c WHERE c.id IS NULL AND c.number IN (SELECT contract FROM decisions) "
     "AND NOT (c.key IN "
     "(SELECT text FROM entries WHERE kind = 'forget') OR EXISTS (SELECT 1 FROM decisions o WHERE o.contract "
     "= "
     "c.number AND o.customer IN (SELECT text FROM entries WHERE kind = 'forget')))",
     "Contract {}: its id is gone, and no entry says that it was forgotten."},
    {"SELECT 0 WHERE (SELECT count(*) FROM programmes) <> (SELECT count(*) FROM entries WHERE kind = "
     "'programme')",
     "The programmes are not those of the entries."},
    {"SELECT t.number FROM texts t WHERE t.number NOT IN (SELECT offer FROM awards UNION SELECT occasion "
     "FROM "
     "awards UNION SELECT terms FROM promises UNION SELECT field FROM counted UNION SELECT good FROM goods "
     "UNION "
     "SELECT text FROM lines UNION SELECT good FROM lines WHERE good IS NOT NULL)",
     "Text {} is of nothing."}};
#undef TROUW_BILLS
#undef TROUW_LINES

Status check_questions(LedgerFile& file, LedgerCheck& check) {
  Status status;
  for (const Question& question : questions) {
    sqlite::Statement rows = file.database().prepare(question.sql, status);
    while (status && check.wrong.size() <= 20 && rows.next(status))
      check.wrong.push_back(fmt::format(fmt::runtime(question.sentence), rows.integer(0)));
    if (!status) return status;
  }
  return status;
}

Status check_decisions(LedgerFile& file, LedgerCheck& check) {
  Status status;
  sqlite::Statement rows =
      file.database().prepare("SELECT number, sealed FROM decisions WHERE nonce IS NOT NULL", status);
  std::string seal;
  while (status && check.wrong.size() <= 20 && rows.next(status)) {
    status = stored_seal(file, rows.integer(0), seal);
    if (status && seal != rows.text(1))
      check.wrong.push_back(fmt::format(
          "Decision {}: its record, or what the customer was told, was changed.", rows.integer(0)));
  }
  return status;
}

Status check_contracts(LedgerFile& file, LedgerCheck& check) {
  Status status;
  sqlite::Statement rows =
      file.database().prepare("SELECT number, key, id FROM contracts WHERE id IS NOT NULL", status);
  while (status && check.wrong.size() <= 20 && rows.next(status))
    if (file.key(rows.text(2)) != rows.text(1))
      check.wrong.push_back(fmt::format("Contract {}: its id or its key was changed.", rows.integer(0)));
  return status;
}

// Points and perks, as money above.
Status check_goods(LedgerFile& file, LedgerCheck& check) {
  Status status;
  sqlite::Statement rows = file.database().prepare(
      "WITH moved AS (SELECT l.award, l.good, l.kind, iif(t.text = 'points', l.points, l.worth) AS many FROM "
      "lines "
      "l JOIN invoices i ON i.number = l.invoice JOIN texts t ON t.number = l.good WHERE i.voided = 0), "
      "should AS (SELECT g.award, g.good, (SELECT ifnull(sum(many), 0) FROM moved m WHERE m.award = g.award "
      "AND "
      "m.good = g.good AND m.kind <> 'taken back') AS had, -(SELECT ifnull(sum(e.amount), 0) FROM entries e "
      "JOIN "
      "texts t ON t.text = e.text WHERE e.award = g.award AND e.kind = 'take back' AND t.number = g.good) AS "
      "taken, "
      "(SELECT ifnull(sum(many), 0) FROM moved m WHERE m.award = g.award AND m.good = g.good AND m.kind = "
      "'taken "
      "back') AS gone FROM goods g) SELECT g.award FROM goods g JOIN should s ON s.award = g.award AND "
      "s.good = "
      "g.good WHERE g.had <> s.had OR g.taken <> s.taken OR g.open <> -s.taken - s.gone "
      "UNION SELECT m.award FROM moved m WHERE NOT EXISTS (SELECT 1 FROM goods g WHERE g.award = m.award AND "
      "g.good = m.good)",
      status);
  while (status && check.wrong.size() <= 20 && rows.next(status))
    check.wrong.push_back(fmt::format(
        "Award {}: its points or perks are not what its lines and entries add up to.", rows.integer(0)));
  return status;
}

}  // namespace

Status verify(LedgerFile& file, const std::string& head, LedgerCheck& check) {
  check = {};
  sqlite::Database& database = file.database();
  Status status = foreign_tables(database, check.wrong);
  sqlite::Statement pages = database.prepare("PRAGMA integrity_check", status);
  while (status && check.wrong.size() < 20 && pages.next(status))
    if (pages.text(0) != "ok") check.wrong.push_back("The file is damaged: " + pages.text(0) + ".");
  sqlite::Statement strays = database.prepare("PRAGMA foreign_key_check", status);
  while (status && check.wrong.size() < 20 && strays.next(status))
    check.wrong.push_back(fmt::format("A row of the table of {} belongs to none of {} that is there.",
                                      strays.text(0), strays.text(2)));
  if (!status || !check.wrong.empty()) return status;
  status = check_chain(file, head, check);
  if (status) status = check_questions(file, check);
  if (status) status = check_goods(file, check);
  if (status) status = check_decisions(file, check);
  return status ? check_contracts(file, check) : status;
}

}  // namespace trouw
