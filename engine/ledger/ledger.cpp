#include "trouw/ledger.h"

#include <fmt/format.h>

#include <filesystem>

#include "ledger/awards.h"
#include "ledger/entries.h"
#include "ledger/forget.h"
#include "ledger/invoices.h"
#include "ledger/settling.h"

namespace trouw {

namespace {

// Pages kept in memory: a night writes and reads all over its indexes.
constexpr const char* page_memory = "PRAGMA cache_size = -65536";

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

#define TROUW_DECISION_COLUMNS                                                                            \
  "SELECT d.number, c.key, p.fingerprint, ifnull(d.record, ''), d.context, d.day, d.record IS NULL FROM " \
  "decisions d JOIN contracts c ON c.number = d.contract JOIN programmes p ON p.number = d.programme "
constexpr const char* all_decisions = TROUW_DECISION_COLUMNS "ORDER BY d.number";
constexpr const char* one_decision =
    TROUW_DECISION_COLUMNS "WHERE d.number = (SELECT decision FROM awards WHERE number = ?)";
#undef TROUW_DECISION_COLUMNS

KeptDecision read_decision(const sqlite::Statement& row) {
  return {row.integer(0),
          row.text(1),
          row.text(2),
          row.text(3),
          row.text(4),
          {},
          static_cast<Day>(row.integer(5))};
}

}  // namespace

std::unique_ptr<Ledger> Ledger::open(const std::string& path, LedgerAccess access, Status& status) {
  const bool write = access != LedgerAccess::read;
  sqlite::Database database = open_file(path, access, status);
  // WAL: a dry run or a person reads while a grant writes. FULL: what was committed survives a power cut.
  if (status && write)
    status = database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
  if (status) status = database.execute(page_memory);
  LedgerNeeds needs = LedgerNeeds::nothing;
  std::int64_t version = 0;
  if (status && !write) status = needs_of(database, access, needs, version);
  if (status && needs == LedgerNeeds::migration) database = database.copy(status);
  if (!status) return nullptr;
  auto file = std::make_unique<LedgerFile>(std::move(database));
  status = file->prepare(access);
  return status ? std::make_unique<Ledger>(std::move(file)) : nullptr;
}

std::unique_ptr<Ledger> Ledger::in_memory(Status& status) {
  sqlite::Database database(":memory:", sqlite::Access::create, status);
  if (!status) return nullptr;
  auto file = std::make_unique<LedgerFile>(std::move(database));
  status = file->prepare(LedgerAccess::make);
  return status ? std::make_unique<Ledger>(std::move(file)) : nullptr;
}

Ledger::Ledger(std::unique_ptr<LedgerFile> file) : file_(std::move(file)) {}
Ledger::~Ledger() = default;

std::string Ledger::key(std::string_view id) const {
  return file_->key(id);
}

bool Ledger::knows(const std::string& contract_key, Status& status) {
  sqlite::Statement& row = file_->statement(
      "SELECT 1 FROM decisions d JOIN contracts c ON c.number = d.contract WHERE c.key = ? LIMIT 1", status);
  const bool known = status && row.bind(1, contract_key).next(status);
  row.reset();
  return known;
}

Status Ledger::awards(const std::string& contract_key, std::vector<HeldAward>& awards) {
  awards.clear();
  Status status;
  const std::int64_t contract = file_->contract(contract_key, status);
  return status && contract != 0 ? AwardReader(*file_).of_contract(contract, awards) : status;
}

Status Ledger::awards_of(const std::vector<std::string>& contract_keys,
                         std::vector<std::vector<HeldAward>>& awards) {
  return AwardReader(*file_).of_contracts(contract_keys, awards);
}

Status Ledger::award(std::int64_t number, std::optional<HeldAward>& award) {
  return AwardReader(*file_).one(number, award);
}

Status Ledger::awards_since(Day day, const std::function<Status(const HeldAward&, const Messages&)>& award) {
  std::vector<std::int64_t> numbers;
  Status status =
      award_numbers(*file_, "SELECT number FROM awards WHERE day >= ? ORDER BY number", day, numbers);
  AwardReader reader(*file_);
  std::optional<HeldAward> held;
  Messages messages;
  for (std::size_t i = 0; status && i < numbers.size(); ++i) {
    status = reader.one(numbers[i], held);
    if (status) status = messages_of(*file_, numbers[i], messages);
    if (status && held) status = award(*held, messages);
  }
  return status;
}

Status Ledger::open_awards(const std::function<Status(const HeldAward&)>& award) {
  std::vector<std::int64_t> numbers;
  Status status =
      award_numbers(*file_,
                    "SELECT number FROM awards WHERE open <> 0 UNION SELECT award FROM goods WHERE "
                    "open <> 0 ORDER BY 1",
                    std::nullopt, numbers);
  AwardReader reader(*file_);
  std::optional<HeldAward> held;
  for (std::size_t i = 0; status && i < numbers.size(); ++i) {
    status = reader.one(numbers[i], held);
    if (status && held) status = award(*held);
  }
  return status;
}

Status Ledger::languages(std::vector<std::string>& languages) {
  languages.clear();
  Status status;
  sqlite::Statement& rows =
      file_->statement("SELECT DISTINCT language FROM messages ORDER BY language", status);
  while (status && rows.next(status)) languages.push_back(rows.text(0));
  rows.reset();
  return status;
}

Status Ledger::messages(std::int64_t award, Messages& messages) {
  return messages_of(*file_, award, messages);
}

Status Ledger::confirm(std::int64_t award, Day booked) {
  return settle(*file_, award, AwardState::confirmed, booked);
}

Status Ledger::release(std::int64_t award, Day booked) {
  return settle(*file_, award, AwardState::released, booked);
}

Status Ledger::reverse(const Reversal& reversal, TakenBack& back) {
  return trouw::reverse(*file_, reversal, back);
}

Status Ledger::void_invoice(const std::string& contract_key, const std::string& invoice, Day booked,
                            Voided& voided) {
  Status status;
  const std::int64_t contract = file_->contract(contract_key, status);
  return status ? trouw::void_invoice(*file_, contract, invoice, booked, voided) : status;
}

Status Ledger::forget(const std::string& id, Day booked, Forgotten& forgotten) {
  return trouw::forget(*file_, id, booked, forgotten);
}

Status Ledger::entries(const std::string& contract_key,
                       const std::function<void(const LedgerEntry&)>& entry) {
  return entries_of(*file_, contract_key, entry);
}

const std::string& Ledger::head() const {
  return file_->head();
}

Status Ledger::verify(const std::string& head, LedgerCheck& check) {
  return trouw::verify(*file_, head, check);
}

Status Ledger::decisions(const std::function<Status(const KeptDecision&)>& decision) {
  Status status;
  sqlite::Statement& rows = file_->statement(all_decisions, status);
  AwardReader reader(*file_);
  while (status && rows.next(status)) {
    KeptDecision kept = read_decision(rows);
    status = reader.of_decision(kept.number, kept.awards);
    if (status) status = decision(kept);
  }
  rows.reset();
  return status;
}

Status Ledger::decision_of(std::int64_t award, std::optional<KeptDecision>& decision) {
  decision.reset();
  Status status;
  sqlite::Statement& row = file_->statement(one_decision, status);
  if (status && row.bind(1, award).next(status)) decision = read_decision(row);
  row.reset();
  return status && decision ? AwardReader(*file_).of_decision(decision->number, decision->awards) : status;
}

Status Ledger::programme(const std::string& fingerprint, std::string& yaml, std::vector<SourceFile>& files) {
  Status status;
  const std::int64_t number = file_->programme(fingerprint, status);
  if (!status) return status;
  sqlite::Statement& found = file_->statement("SELECT yaml FROM programmes WHERE number = ?", status);
  if (!status) return status;
  const bool there = found.bind(1, number).next(status);
  if (there) yaml = found.text(0);
  found.reset();
  if (!status || !there)
    return status
               ? Status::failure(file_->database().path() + ": the programme " + fingerprint.substr(0, 12) +
                                 " is not in the ledger; `trouw ledger verify` says whether it is whole.")
               : status;
  files.clear();
  sqlite::Statement& rows =
      file_->statement("SELECT name, text FROM programme_files WHERE programme = ? ORDER BY place", status);
  if (!status) return status;
  rows.bind(1, number);
  while (rows.next(status)) files.push_back({rows.text(0), rows.text(1)});
  rows.reset();
  return status;
}

}  // namespace trouw
