#include "shell/csv.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string_view>

namespace trouw::cli {

namespace {

class Scanner {
 public:
  Scanner(const std::string& path, std::string_view text) : path_(path), rest_(text) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  Status scan(std::vector<CsvRow>& rows) {
    while (!rest_.empty()) {
      CsvRow row;
      row.line = line_;
      if (const Status status = this->row(row); !status) return status;
      if (row.cells.size() == 1 && row.cells.front().empty()) continue;
      if (!rows.empty() && row.cells.size() != rows.front().cells.size())
        return Status::failure(fmt::format("{}, line {}: it has {} cells, and the header {}.", path_,
                                           row.line, row.cells.size(), rows.front().cells.size()));
      rows.push_back(std::move(row));
    }
    return {};
  }

 private:
  Status row(CsvRow& row) {
    for (;;) {
      std::string cell;
      if (const Status status = this->cell(cell, row.line); !status) return status;
      row.cells.push_back(std::move(cell));
      if (rest_.starts_with(',')) {
        rest_.remove_prefix(1);
        continue;
      }
      if (rest_.starts_with('\r')) rest_.remove_prefix(1);
      if (rest_.starts_with('\n')) {
        rest_.remove_prefix(1);
        ++line_;
        return {};
      }
      if (rest_.empty()) return {};
      return Status::failure(fmt::format(
          "{}, line {}: after a quoted cell comes a comma or the end of the line.", path_, row.line));
    }
  }

  Status cell(std::string& cell, std::uint64_t line) {
    if (!rest_.starts_with('"')) {
      const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
      cell = rest_.substr(0, end);
      rest_.remove_prefix(end);
      return {};
    }
    rest_.remove_prefix(1);
    for (;;) {
      const std::size_t end = rest_.find('"');
      if (end == std::string_view::npos)
        return Status::failure(fmt::format("{}, line {}: a quoted cell has no end.", path_, line));
      for (const char c : rest_.substr(0, end)) line_ += c == '\n' ? 1 : 0;
      cell += rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
      if (!rest_.starts_with('"')) return {};
      cell += '"';
      rest_.remove_prefix(1);
    }
  }

  const std::string& path_;
  std::string_view rest_;
  std::uint64_t line_ = 1;
};

}  // namespace

Status read_csv(const std::string& path, std::vector<CsvRow>& rows) {
  rows.clear();
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status::failure(path + ": cannot be read.");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return Status::failure(path + ": cannot be read to its end.");
  const Status status = Scanner(path, text).scan(rows);
  return status && rows.empty() ? Status::failure(path + " is empty: it has no header.") : status;
}

}  // namespace trouw::cli
