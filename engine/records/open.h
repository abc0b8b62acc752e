// What kind of source a name stands for.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

enum class SourceKind : unsigned char { none, csv, ndjson, sqlite, workbook, duckdb, postgresql };

SourceKind kind_of_source(std::string_view source);

// "… is no source of records: its name should …"
std::string no_source(const std::string& source);

}  // namespace trouw
