#include <fmt/format.h>

#include "ledger/store.h"

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
     "The bills are not those of the entries."}};

}  // namespace

Status LedgerStore::check_awards(LedgerCheck& check) {
  Status status;
  for (const Question& question : questions) {
    sqlite::Statement rows = database_.prepare(question.sql, status);
    if (!status) return status;
    sqlite::Step step;
    while ((step = rows.step()) == sqlite::Step::row)
      check.wrong.push_back(fmt::format(fmt::runtime(question.sentence), rows.integer(0)));
    if (step == sqlite::Step::failed) return rows.failure();
  }
  sqlite::Statement granted = database_.prepare(
      "SELECT award, text FROM entries WHERE kind IN ('grant', 'reserve') ORDER BY number", status);
  if (!status) return status;
  sqlite::Step step;
  while ((step = granted.step()) == sqlite::Step::row) {
    std::optional<HeldAward> held;
    if (status = award(granted.integer(0), held); !status) return status;
    ++check.awards;
    if (!held || digest_of(*held) != granted.text(1))
      check.wrong.push_back(fmt::format("Award {}: what it promises was changed.", granted.integer(0)));
  }
  return step == sqlite::Step::failed ? granted.failure() : Status();
}

Status LedgerStore::verify(LedgerCheck& check) {
  check = {};
  Status status;
  for (const char* sql : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
    sqlite::Statement rows = database_.prepare(sql, status);
    if (!status) return status;
    sqlite::Step step;
    while ((step = rows.step()) == sqlite::Step::row && check.wrong.size() < 20)
      if (rows.text(0) != "ok") check.wrong.push_back("The file is damaged: " + rows.text(0) + ".");
    if (step == sqlite::Step::failed) return rows.failure();
  }
  if (!check.wrong.empty()) return {};
  sqlite::Statement bills = database_.prepare("SELECT count(*) FROM invoices", status);
  if (status && bills.next(status)) check.invoices = static_cast<std::uint64_t>(bills.integer(0));
  if (status) status = check_chain(check);
  return status ? check_awards(check) : status;
}

}  // namespace trouw
