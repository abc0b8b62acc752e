// A small CSV, read whole: lists that go with a command, beside its records.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trouw/status.h"

namespace trouw::cli {

struct CsvRow {
  std::uint64_t line = 0;  // where it begins, from 1
  std::vector<std::string> cells;
};

// RFC 4180 with commas: quotes, quoted line breaks, CRLF, a byte-order mark. Blank lines are left out. The
// first row is the header; a row of another length is a failure that names its line.
Status read_csv(const std::string& path, std::vector<CsvRow>& rows);

}  // namespace trouw::cli
