// The tables of a ledger, and what makes an older one today's.
#pragma once

#include "sqlite/database.h"

namespace trouw {

inline constexpr std::int64_t ledger_mark = 0x74726f75;  // application_id of the file: "trou"
inline constexpr std::int64_t ledger_version = 1;        // user_version: migrations that were run

// Makes the tables of a new file, or runs the migrations that an older one lacks. A file with other tables,
// or of a newer version, is a failure. With `may_write` false an older file is a failure too.
Status prepare_ledger(sqlite::Database& database, bool may_write);

}  // namespace trouw
