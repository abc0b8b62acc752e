// Numbers as workbooks store them, and what their formats make of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trouw::workbook {

enum class Shown : std::uint8_t { number, percentage, date };

// How a number of a built-in format is shown: one of the numbers that every workbook knows.
Shown shown_by_number(int format);

// The same of a format of the workbook's own: "dd-mm-yyyy", "0.0%", "€ #,##0.00".
Shown shown_by_code(std::string_view code);

// What is stored as "9.3000000000000007E-5" as a plain decimal of 15 digits, as many as a workbook shows and
// counts with; zeros at the end are left out. Appended. False for what is no number.
bool append_number(std::string_view stored, std::string& text);

// A day and a time of it.
struct Moment {
  std::int64_t day = 0;  // since 1970-01-01
  int second = 0;
};

// What a plain decimal is as a count of days, which 1900's calendar begins on 1 January 1900 with 1 (and has
// a 29 February 1900, which there never was), and 1904's with 0 on 1 January 1904. False for what is no day.
bool moment_of(std::string_view number, bool since_1904, Moment& moment);

}  // namespace trouw::workbook
