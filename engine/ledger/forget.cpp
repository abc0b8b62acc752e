#include "ledger/forget.h"

namespace trouw {

namespace {

// Whose: a contract of this key, or contracts whose holder has it.
Status take_out(LedgerFile& file, const std::string& key, std::int64_t& contracts, std::int64_t& records) {
  Status status;
  sqlite::Statement& contract = file.statement(
      "UPDATE contracts SET id = NULL WHERE id IS NOT NULL AND (key = ?1 OR number IN (SELECT contract FROM "
      "decisions WHERE customer = ?1))",
      status);
  if (status) status = contract.bind(1, key).run();
  contracts = file.database().changes();
  sqlite::Statement& record = file.statement(
      "UPDATE decisions SET record = NULL, nonce = NULL WHERE record IS NOT NULL AND (customer = ?1 OR "
      "contract "
      "IN (SELECT number FROM contracts WHERE key = ?1) OR contract IN (SELECT contract FROM decisions WHERE "
      "customer = ?1))",
      status);
  if (status) status = record.bind(1, key).run();
  records = file.database().changes();
  sqlite::Statement& messages = file.statement(
      "DELETE FROM messages WHERE award IN (SELECT a.number FROM awards a JOIN decisions d ON d.number = "
      "a.decision WHERE d.record IS NULL)",
      status);
  if (status) status = messages.run();
  sqlite::Statement& answers = file.statement("DELETE FROM settings WHERE name LIKE 'answer %'", status);
  return status ? answers.run() : status;
}

bool was_forgotten(LedgerFile& file, const std::string& key, Status& status) {
  sqlite::Statement& row = file.statement("SELECT 1 FROM entries WHERE kind = 'forget' AND text = ?", status);
  const bool found = status && row.bind(1, key).next(status);
  row.reset();
  return found;
}

// What was deleted may linger in free pages and in the log, and does while another process reads an older
// state.
Status wipe(sqlite::Database& database, bool& lingers) {
  if (const Status status = database.execute("VACUUM"); !status) {
    lingers = database.busy();
    return lingers ? Status() : status;
  }
  Status status;
  sqlite::Statement checkpoint = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)", status);
  if (status && checkpoint.next(status)) lingers = checkpoint.integer(0) != 0;
  return status;
}

}  // namespace

Status forget(LedgerFile& file, const std::string& id, Day booked, Forgotten& forgotten) {
  forgotten = {};
  const std::string key = file.key(id);
  {
    Status status;
    Change change(file, status);
    std::int64_t contracts = 0, records = 0;
    if (status) status = take_out(file, key, contracts, records);
    const bool before = status && was_forgotten(file, key, status);
    if (!status) return status;
    if (contracts == 0 && records == 0 && !before)
      return Status::failure("The ledger knows no contract or customer " + id + ".");
    if (contracts != 0 || records != 0) {
      forgotten.records = static_cast<std::uint64_t>(records);
      NewEntry entry;
      entry.kind = "forget";
      entry.contract = file.contract(key, status);
      entry.text = key;
      entry.day = entry.booked = booked;
      if (status) status = file.append(entry);
      if (status) status = change.commit();
      if (!status) return status;
    }
  }
  return wipe(file.database(), forgotten.lingers);
}

}  // namespace trouw
