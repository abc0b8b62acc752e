#include "records/foreign.h"

#include <algorithm>
#include <utility>

namespace trouw {

namespace {

struct Format {
  std::string_view begins;
  std::string_view told;
};

constexpr std::string_view utf16 =
    " is UTF-16 text; save it as UTF-8, or write “encoding: utf-16” under “reading:” of programme.yaml.";
constexpr Format formats[] = {
    {"SQLite format 3", " is an SQLite database; call it .db."},
    {"PK\x03\x04", " is a ZIP archive, as a workbook (.xlsx) is; save the sheet as CSV in UTF-8."},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", " is a workbook (.xls); save the sheet as CSV in UTF-8."},
    {"\x1F\x8B", " is compressed with gzip; unpack it first."},
    {"\xFF\xFE", utf16},
    {"\xFE\xFF", utf16}};

// Two bytes for each letter of plain English: every other one is zero.
bool wide_letters(std::string_view bytes) {
  bytes = bytes.substr(0, 64);
  const auto zeros = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  return bytes.size() >= 8 && zeros * 2 + 2 >= bytes.size();
}

}  // namespace

std::string foreign_format(std::string_view bytes) {
  for (const Format& format : formats)
    if (bytes.substr(0, format.begins.size()) == format.begins) return std::string(format.told);
  return wide_letters(bytes) ? std::string(utf16) : std::string();
}

char other_separator(std::string_view header) {
  char found = 0;
  for (const char mark : {';', '\t', '|'}) {
    if (header.find(mark) == std::string_view::npos) continue;
    if (found != 0) return 0;
    found = mark;
  }
  return found;
}

std::string separator_name(char separator) {
  return separator == ';' ? "semicolons" : separator == '\t' ? "tabs" : separator == '|' ? "bars" : "commas";
}

}  // namespace trouw
