// Records that are held in memory, so that a programme that is being written is worked out anew without its
// customers being read anew.
#pragma once

#include <atomic>
#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "trouw/records.h"

namespace trouw::cli {

struct KeptSet;  // all records of a source, as one shape reads them

// Not thread-safe; its readers stand on their own.
class KeptRecords {
 public:
  // Of one set; a source with more is read each time.
  explicit KeptRecords(std::size_t most_bytes = std::size_t{256} << 20) : most_bytes_(most_bytes) {}

  // As open_records(). From memory where the file is as it was, and is read by the same fields; it is read
  // once otherwise. Other rows that fields gather are read each time. `stop`, which outlives the reader: set,
  // reading fails.
  std::unique_ptr<RecordReader> open(const std::string& source, const RecordShape& shape,
                                     const std::atomic<bool>* stop, Status& status);

 private:
  std::size_t most_bytes_;
  std::list<std::pair<std::string, std::shared_ptr<const KeptSet>>> sets_;  // the last used first
};

}  // namespace trouw::cli
