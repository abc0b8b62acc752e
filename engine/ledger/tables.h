// The tables of a ledger, and what makes an older one today's.
#pragma once

#include <functional>

#include "sqlite/database.h"
#include "trouw/ledger.h"

namespace trouw {

inline constexpr std::int64_t ledger_mark = 0x74726f75;  // application_id of the file: "trou"
inline constexpr std::int64_t ledger_version = 2;        // user_version: migrations that were run

// Makes the tables of an empty file, or runs the migrations that an older one lacks, as far as `access` goes.
// A file that lacks something, has other tables, or is of a newer version is a failure. `migrated` is called
// with the version that it had, in the same transaction.
Status prepare_ledger(sqlite::Database& database, LedgerAccess access,
                      const std::function<Status(std::int64_t from)>& migrated);

// Whether it is a ledger that lacks migrations.
bool is_older_ledger(sqlite::Database& database, Status& status);

}  // namespace trouw
