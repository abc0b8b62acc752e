// A ledger's file, opened: its statements, the texts that stand in it once, and the chain of its entries.
#pragma once

#include <functional>
#include <map>
#include <unordered_map>

#include "ledger/tables.h"

namespace trouw {

// An entry to be written. `contract` and `programme` are numbers of rows; 0: none.
struct NewEntry {
  std::string kind;
  std::int64_t award = 0, contract = 0;
  std::string invoice, text;
  std::int64_t amount = 0;
  Day day = 0, booked = 0;
  std::int64_t programme = 0;
};

class LedgerFile {
 public:
  explicit LedgerFile(sqlite::Database database) : database_(std::move(database)) {}

  // Makes or migrates what has to be, as far as `access` goes, and holds its tables against a ledger's.
  // REQUIRED before all else.
  Status prepare(LedgerAccess access);

  std::string key(std::string_view id) const;

  // The statement of this text, prepared once, ready for parameters.
  sqlite::Statement& statement(const char* sql, Status& status);
  sqlite::Database& database() { return database_; }

  // The number of a text, which is written where it is not there. REQUIRES an open Change.
  Status number_of(const std::string& text, std::int64_t& number);
  // The same, or 0 where it is not there.
  std::int64_t find(const std::string& text, Status& status);
  // The text of a number.
  const std::string& text_of(std::int64_t number, Status& status);

  // The row of a contract's key, or 0; of a programme's fingerprint, or 0.
  std::int64_t contract(const std::string& key, Status& status);
  std::int64_t programme(const std::string& fingerprint, Status& status);
  const std::string& fingerprint_of(std::int64_t programme, Status& status);

  // The first of so many numbers that no award has, and none will be given again. REQUIRES an open Change.
  Status award_numbers(std::size_t count, std::int64_t& first);
  // 32 digits that nobody can guess.
  Status random_text(std::string& text);

  // Appends to the chain. `rows`: what the entry wrote beside itself, as seals.h has it. REQUIRES an open
  // Change.
  Status append(const NewEntry& entry, const std::string& rows = "");
  // The number of the last entry, and its hash. Outside a Change as they were last read.
  std::int64_t last_entry() const { return last_entry_; }
  const std::string& head() const { return head_; }
  Status read_head();

  const std::string& salt() const { return salt_; }

  // What the next Change does last before it is committed; forgotten with one that is undone.
  void with_next(std::function<Status()> last) { last_ = std::move(last); }
  bool has_next() const { return last_ != nullptr; }

 private:
  friend class Change;

  Status read_salt();
  Status make_settings();
  void forget_numbers();  // of rows that a change undone had written

  sqlite::Database database_;
  std::string salt_;
  std::map<const char*, sqlite::Statement> statements_;
  std::unordered_map<std::string, std::int64_t> numbers_;
  std::unordered_map<std::int64_t, std::string> texts_;
  std::map<std::int64_t, std::string> fingerprints_;
  std::int64_t last_entry_ = 0;
  std::string head_;
  std::optional<std::int64_t> last_award_;  // of the open Change
  std::string random_;                      // digits that are not used yet
  std::function<Status()> last_;
};

// A transaction on the ledger; undone unless committed.
class Change {
 public:
  Change(LedgerFile& file, Status& status);
  ~Change();
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  Status commit();

 private:
  LedgerFile& file_;
  sqlite::Transaction transaction_;
  bool committed_ = false;
};

// The hash of an entry that follows one with this hash.
std::string hash_of(std::int64_t number, const NewEntry& entry, const std::string& wrote,
                    const std::string& previous);

}  // namespace trouw
