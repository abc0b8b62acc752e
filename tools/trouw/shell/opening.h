// What several commands begin with: a day, a programme, a source of records.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "trouw/engine.h"

namespace trouw::cli {

// The day, or nothing after a message.
std::optional<Day> read_day(const std::string& option, const std::string& text, Console& console);

// A programme that can decide, or the exit code, after its mistakes were printed. Warnings are counted in one
// line, unless `quiet`.
struct Opened {
  std::shared_ptr<const Programme> programme;
  int code = 0;
};
Opened open_programme(const std::string& folder, bool quiet, Console& console);

// A reader of `source`, or nothing after a message.
std::unique_ptr<RecordReader> open_customers(const std::string& source, const RecordShape& shape,
                                             Console& console);

// Says why nothing can be done; the exit code for it.
int fail(const std::string& message, Console& console);

// The same where there is no field of this name; the nearest of `names` is offered.
int no_such_field(const std::string& name, const std::vector<std::string>& names, Console& console);

}  // namespace trouw::cli
