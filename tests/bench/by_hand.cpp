// Whole runs of R1 by hand on one thread: a mapped CSV without quotes, or SQLite streamed, to a results file
// in R1's columns.
//
//   trouw_by_hand csv|db CUSTOMERS RESULTS
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "bench/r1.h"

namespace {

using trouw::bench::no_day;
using trouw::bench::R1Customer;

constexpr std::string_view products[] = {"basic", "plus", "fixed1y", "fixed3y"};
constexpr std::string_view regions[] = {"DR", "FL", "FR", "GE", "GR", "LI",
                                        "NB", "NH", "OV", "UT", "ZE", "ZH"};

template <std::size_t N>
std::uint8_t index_of(std::string_view text, const std::string_view (&all)[N]) {
  std::uint8_t i = 0;
  while (i + 1U < N && all[i] != text) ++i;
  return i;
}

// "2027-03-01", which it is taken to be.
std::int32_t day(std::string_view text) {
  if (text.size() != 10) return no_day;
  const auto digit = [text](std::size_t i) { return text[i] - '0'; };
  const int month = digit(5) * 10 + digit(6);
  const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3) - (month <= 2 ? 1 : 0);
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + digit(8) * 10 + digit(9) - 1;
  return 365 * year + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

std::int32_t number(std::string_view text) {
  std::int32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "0.6123": four decimals in the file.
std::int32_t risk(std::string_view text) {
  if (text.empty()) return -1;
  return number(text.substr(0, 1)) * 10'000 + number(text.substr(2, 4));
}

class Writing {
 public:
  explicit Writing(const char* path) : file_(std::fopen(path, "wb")) {
    text_ = "id,newcomer_value,total_before_match,top_up,mask\n";
  }
  ~Writing() {
    flush();
    if (file_ != nullptr) std::fclose(file_);
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  void add(std::string_view id, const R1Customer& customer) {
    const auto result = trouw::bench::r1_by_row(customer, sums_);
    text_ += id;
    for (const std::int32_t value :
         {result.newcomer_value, result.before_match, result.top_up, result.mask}) {
      char digits[16];
      text_ += ',';
      text_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
    text_ += '\n';
    if (text_.size() > (1U << 20)) flush();
  }

 private:
  void flush() {
    if (file_ != nullptr) std::fwrite(text_.data(), 1, text_.size(), file_);
    text_.clear();
  }

  std::FILE* file_;
  std::string text_;
  trouw::bench::R1Sums sums_;
};

R1Customer customer_of(const std::string_view (&cell)[17]) {
  R1Customer c{};
  c.status = cell[1] == "former" ? 1 : 0;
  c.joined = day(cell[2]);
  c.product = index_of(cell[3], products);
  c.region = index_of(cell[4], regions);
  c.price = number(cell[5]);
  c.contract_end = day(cell[6]);
  c.complaints = static_cast<std::uint8_t>(number(cell[7]));
  c.open_complaint = static_cast<std::uint8_t>(number(cell[8]));
  c.referrals = static_cast<std::uint8_t>(number(cell[9]));
  c.autopay = static_cast<std::uint8_t>(number(cell[10]));
  c.birth_date = day(cell[11]);
  c.usage = number(cell[12]);
  c.churn_risk = risk(cell[13]);
  c.lifetime_value = number(cell[14]);
  c.last_reward = day(cell[16]);
  return c;
}

bool from_csv(const char* path, Writing& out) {
  const int file = ::open(path, O_RDONLY);
  struct stat about = {};
  if (file < 0 || ::fstat(file, &about) != 0 || about.st_size == 0) return false;
  const auto size = static_cast<std::size_t>(about.st_size);
  const char* at =
      static_cast<const char*>(::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0));
  if (at == MAP_FAILED) return false;
  const char* const end = at + size;
  at = static_cast<const char*>(std::memchr(at, '\n', size)) + 1;
  std::string_view cells[17];
  while (at < end) {
    for (std::string_view& cell : cells) {
      const char* to = at;
      while (*to != ',' && *to != '\n') ++to;
      cell = {at, static_cast<std::size_t>(to - at)};
      at = to + 1;
    }
    out.add(cells[0], customer_of(cells));
  }
  return true;
}

bool from_database(const char* path, Writing& out) {
  sqlite3* database = nullptr;
  sqlite3_stmt* rows = nullptr;
  sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  sqlite3_prepare_v2(database, "SELECT * FROM customer", -1, &rows, nullptr);
  const auto value = [&](int i) { return sqlite3_column_value(rows, i); };
  const auto text = [&](int i) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value(i)));
    return std::string_view(bytes == nullptr ? "" : bytes,
                            static_cast<std::size_t>(sqlite3_value_bytes(value(i))));
  };
  const auto whole = [&](int i) { return sqlite3_value_int(value(i)); };
  int step = 0;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    R1Customer c{};
    c.status = text(1) == "former" ? 1 : 0;
    c.joined = day(text(2));
    c.product = index_of(text(3), products);
    c.region = index_of(text(4), regions);
    c.price = whole(5);
    c.contract_end = day(text(6));
    c.complaints = static_cast<std::uint8_t>(whole(7));
    c.open_complaint = static_cast<std::uint8_t>(whole(8));
    c.referrals = static_cast<std::uint8_t>(whole(9));
    c.autopay = static_cast<std::uint8_t>(whole(10));
    c.birth_date = day(text(11));
    c.usage = whole(12);
    const bool unknown = sqlite3_value_type(value(13)) == SQLITE_NULL;
    c.churn_risk = unknown ? -1 : static_cast<std::int32_t>(sqlite3_value_double(value(13)) * 10'000 + 0.5);
    c.lifetime_value = whole(14);
    c.last_reward = day(text(16));
    char id[24];
    const auto id_end = std::to_chars(id, id + sizeof id, sqlite3_column_int64(rows, 0)).ptr;
    out.add({id, static_cast<std::size_t>(id_end - id)}, c);
  }
  sqlite3_finalize(rows);
  sqlite3_close(database);
  return step == SQLITE_DONE;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: trouw_by_hand csv|db CUSTOMERS RESULTS\n", stderr);
    return 2;
  }
  Writing out(argv[3]);
  const bool csv = std::string_view(argv[1]) == "csv";
  if (csv ? from_csv(argv[2], out) : from_database(argv[2], out)) return 0;
  std::fprintf(stderr, "%s cannot be read\n", argv[2]);
  return 1;
}
