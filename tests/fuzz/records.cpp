// Any bytes as a file of records: the first says whether they are a CSV (`c`; `d` as Dutch spreadsheets have
// it, `g` as German ones in UTF-16, `t` with a title above), newline-delimited JSON (`j`; `u` with seconds
// since 1970), a database (`s`), a workbook (`x`) or a sheet of one (`w`). Every record is read or rejected
// with a reason, or the file is refused with a sentence; and reading it again finds the same. What `trouw
// init --from` would see in it is looked at, too.
#include "trouw/records.h"

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "stored_zip.h"
#include "trouw/look.h"
#include "trouw/programme.h"

using namespace trouw;  // NOLINT: tests

namespace {

const std::string yaml = R"(programme: Records
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
READING
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

// The programme that reads a kind of file.
const Programme& programme(char kind) {
  static std::map<char, Programme> made;
  if (const auto found = made.find(kind); found != made.end()) return found->second;
  static const std::map<char, const char*> readings = {
      {'d', "reading: {like: dutch spreadsheet, unknown when: [\"\", n.v.t.]}"},
      {'g', "reading: {like: german spreadsheet, encoding: utf-16, round: half to even}"},
      {'t', "reading: {header line: 3, blanks: trim, decimals: point}"},
      {'u', "reading: {dates: unix seconds, timestamps: UTC, round: down}"},
      {'w', "reading: {timestamps: UTC, percent sign: yes}"}};
  const auto reading = readings.find(kind);
  std::string text = yaml;
  text.replace(text.find("READING"), 7, reading == readings.end() ? "" : reading->second);
  Loaded loaded = load_programme(text, {{"a.trouw", "offer \"A\" to customers give EUR 5 once"}});
  if (!loaded.programme) std::abort();
  return made.emplace(kind, std::move(*loaded.programme)).first->second;
}

[[noreturn]] void fail(const std::string& what) {
  std::cerr << what << "\n";
  std::abort();
}

// The sheet, its texts and its formats, each ended by a zero byte but the last.
std::string workbook_of(std::string bytes) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto relation = [&](const char* id, const char* type, const char* target) {
    return std::string("<Relationship Id='") + id + "' Type='" + office + type + "' Target='" + target +
           "'/>";
  };
  const auto next = [&bytes] {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    std::string part = bytes.substr(0, end);
    bytes.erase(0, end + 1);
    return part;
  };
  const std::string sheet = next(), texts = next();
  return stored_zip({{"_rels/.rels", "<R>" + relation("a", "officeDocument", "b.xml") + "</R>"},
                     {"b.xml", "<workbook><sheets><sheet name='S' id='s'/></sheets></workbook>"},
                     {"_rels/b.xml.rels", "<R>" + relation("s", "worksheet", "s.xml") +
                                              relation("t", "sharedStrings", "t.xml") +
                                              relation("f", "styles", "f.xml") + "</R>"},
                     {"s.xml", sheet},
                     {"t.xml", "<sst>" + texts + "</sst>"},
                     {"f.xml", "<styleSheet>" + bytes + "</styleSheet>"}});
}

std::string path_of(const char* ending) {
  const char* folder = std::getenv("TMPDIR");
  return std::string(folder ? folder : "/tmp") + "/trouw-fuzz-" + std::to_string(getpid()) + ending;
}

// Everything that a reader finds, in words.
std::string read_all(const std::string& path, const Schema& schema) {
  RecordShape shape;
  shape.schema = &schema;
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
  const char kind = static_cast<char>(data[0]);
  const bool json = kind == 'j' || kind == 'u', workbook = kind == 'x' || kind == 'w';
  const std::string path = path_of(json ? ".ndjson" : kind == 's' ? ".db" : workbook ? ".xlsx" : ".csv");
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  std::ofstream(path, std::ios::binary) << (kind == 'w' ? workbook_of(bytes) : bytes);
  const Schema& schema = programme(kind).schema;
  const std::string once = read_all(path, schema);
  if (read_all(path, schema) != once) fail("read differently the second time");
  SourceLook look;
  if (const Status status = look_at(path, look); !status && status.message.empty())
    fail("not looked at without a sentence");
  unlink(path.c_str());
  return 0;
}
