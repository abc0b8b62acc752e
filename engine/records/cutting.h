// Cuts whole lines or rows off a text file.
#pragma once

#include "records/input.h"
#include "trouw/records.h"

namespace trouw {

// What lies at the start of an input's window: batch_rows rows at most, and no more of them than fill some
// hundred kilobytes. `rows` 0: the end of the file, or, if `endless`, a row that is longer than a record can
// be.
struct CutStretch {
  std::size_t bytes = 0;
  std::uint64_t rows = 0, lines = 0;
  bool endless = false;
};

// A failure to read.
Status find_lines(Input& input, CutStretch& stretch);
Status find_csv_rows(Input& input, CutStretch& stretch, char separator = ',');

// Takes it off, with Input::padding readable bytes behind.
void cut_off(Input& input, const CutStretch& stretch, RecordPart& part);

}  // namespace trouw
