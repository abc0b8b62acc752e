// A customer's data taken out: id, records and messages. Their seals stay.
#include "ledger/store.h"

namespace trouw {

Status LedgerStore::forget(const std::string& id, Day booked, std::uint64_t& records) {
  records = 0;
  Status status;
  Change change(*this, status);
  if (!status) return status;
  const std::string contract_key = key(id);
  sqlite::Statement& contract = statement(
      "UPDATE contracts SET id = NULL WHERE (key = ?1 OR customer = ?1) AND id IS NOT NULL", status);
  if (status) status = contract.bind(1, contract_key).run();
  const std::int64_t contracts = database_.changes();
  sqlite::Statement& record = statement(
      "UPDATE decisions SET record = NULL, nonce = NULL WHERE record IS NOT NULL AND (contract IN "
      "(SELECT number FROM contracts WHERE key = ?1 OR customer = ?1) OR number IN "
      "(SELECT decision FROM awards WHERE customer = ?1))",
      status);
  if (status) status = record.bind(1, contract_key).run();
  if (!status) return status;
  records = static_cast<std::uint64_t>(database_.changes());
  if (contracts == 0 && records == 0) return {};
  sqlite::Statement& messages = statement(
      "DELETE FROM messages WHERE award IN (SELECT a.number FROM awards a JOIN decisions d ON d.number = "
      "a.decision WHERE d.record IS NULL)",
      status);
  if (status) status = messages.run();
  if (!status) return status;
  LedgerEntry entry;
  entry.kind = "forget";
  entry.contract = contract_key;
  entry.day = entry.booked = booked;
  status = append(entry);
  if (status) status = change.commit();
  // What was deleted may linger in free pages and in the log.
  if (status) status = database_.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  return status;
}

}  // namespace trouw
