// Any bytes as a file of records: the first says whether they are a CSV, newline-delimited JSON or a
// database. Every record is read or rejected with a reason, or the file is refused with a sentence; and
// reading it again finds the same.
#include "trouw/records.h"

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "trouw/programme.h"

using namespace trouw;  // NOLINT: tests

namespace {

constexpr const char* yaml = R"(programme: Records
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  id: {type: text}
  status: {type: choice, values: [active, former], for newcomers: kept}
  joined: {type: date, for newcomers: today}
  price: {type: money, from: EUR 0, to: EUR 100, for newcomers: kept}
  autopay: {type: yes/no, for newcomers: yes, optional: true}
  share: {type: percentage, from: 0%, to: 100%, for newcomers: kept, optional: true}
  note: {type: text, for newcomers: kept, optional: true}
roles:
  id: id
  joined: joined
  price: price
  newcomer price: same as price
  customer when: status is active
)";

const Programme& programme() {
  static const Programme made = [] {
    Loaded loaded = load_programme(yaml, {{"a.trouw", "offer \"A\" to customers give EUR 5 once"}});
    if (!loaded.programme) std::abort();
    return std::move(*loaded.programme);
  }();
  return made;
}

[[noreturn]] void fail(const std::string& what) {
  std::cerr << what << "\n";
  std::abort();
}

std::string path_of(const char* ending) {
  const char* folder = std::getenv("TMPDIR");
  return std::string(folder ? folder : "/tmp") + "/trouw-fuzz-" + std::to_string(getpid()) + ending;
}

// Everything that a reader finds, in words.
std::string read_all(const std::string& path) {
  RecordShape shape;
  shape.schema = &programme().schema;
  shape.compared_texts.assign(shape.schema->fields.size(), false);
  Status status;
  const auto reader = open_records(path, shape, status);
  if (!reader) {
    if (status || status.message.empty()) fail("refused without a sentence");
    return status.message;
  }
  std::string found;
  for (;;) {
    Batch batch;
    std::vector<Reject> rejects;
    status = reader->next(batch, rejects);
    if (!status) return found + status.message;
    for (const Reject& reject : rejects) {
      if (reject.reason.empty()) fail("rejected without a reason");
      found += std::to_string(reject.line) + " " + reject.reason + "\n";
    }
    for (const std::uint64_t line : batch.lines) found += std::to_string(line) + "\n";
    if (batch.size == 0 && rejects.empty()) return found;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const char* ending = data[0] == 'j' ? ".ndjson" : data[0] == 's' ? ".db" : ".csv";
  const std::string path = path_of(ending);
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
  const std::string once = read_all(path);
  if (read_all(path) != once) fail("read differently the second time");
  unlink(path.c_str());
  return 0;
}
