// The tables of a ledger: made, held against what they should be, brought up to date.
#pragma once

#include "sqlite/database.h"
#include "trouw/ledger.h"

namespace trouw {

inline constexpr std::int64_t ledger_mark = 0x74726f75;  // application_id of the file: "trou"
inline constexpr std::int64_t ledger_version = 3;        // user_version

// What is to be done with a file before it can be used.
enum class LedgerNeeds : std::uint8_t {
  nothing,
  tables,    // it is empty
  migration  // it is of an older version
};

// Looks at the file's head. A file that is no ledger, is empty though it should not be made, or is of a newer
// version is a failure.
Status needs_of(sqlite::Database& database, LedgerAccess access, LedgerNeeds& needs, std::int64_t& version);

// Makes the tables. REQUIRES a transaction.
Status make_tables(sqlite::Database& database);

// What of the file's tables, indexes, triggers and views is not a ledger's, or is missing: a sentence each.
Status foreign_tables(sqlite::Database& database, std::vector<std::string>& wrong);

// The number that a question has for an answer.
Status read_number(sqlite::Database& database, const char* sql, std::int64_t& number);

}  // namespace trouw
