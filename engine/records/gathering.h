// Fields that gather other rows: events of a record, and the other contracts of its holder.
#pragma once

#include <memory>
#include <string>

#include "trouw/records.h"

namespace trouw {

inline constexpr std::size_t most_gathered = 20'000'000;  // contracts or holders, some hundred bytes each
inline constexpr std::size_t most_unread_events = 10'000;

// Whether any field gathers.
bool gathers(const Schema& schema);

// `records`, read from `source`, with what its fields gather. The other rows are read first, from the same
// source or from beside it, and held in memory as sums. Events that no record has are rejected at the end.
std::unique_ptr<RecordReader> gather(std::unique_ptr<RecordReader> records, const std::string& source,
                                     const RecordShape& shape, Status& status);

// Where the rows of `events.records` are read from, for records that come from `source`: another table of the
// same database, or a file beside it.
std::string events_source(const std::string& records, const std::string& source);

}  // namespace trouw
