#include "records/zone.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace trouw {

namespace {

constexpr std::int64_t day_seconds = 86'400;

std::int64_t floor_days(std::int64_t seconds) {
  return (seconds >= 0 ? seconds : seconds - day_seconds + 1) / day_seconds;
}

std::int64_t big_endian(std::string_view bytes) {
  std::uint64_t value = static_cast<unsigned char>(bytes[0]) >= 0x80 ? ~std::uint64_t{0} : 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(value);
}

// The counts of a header of a TZif file (RFC 8536).
struct Counts {
  std::size_t ut = 0, standard = 0, leap = 0, time = 0, type = 0, chars = 0;

  std::size_t bytes(std::size_t width) const {
    return time * (width + 1) + type * 6 + chars + leap * (width + 4) + standard + ut;
  }
};

constexpr std::size_t header_bytes = 44;

bool read_counts(std::string_view file, Counts& counts) {
  if (file.size() < header_bytes || file.substr(0, 4) != "TZif") return false;
  std::size_t* const all[] = {&counts.ut,   &counts.standard, &counts.leap,
                              &counts.time, &counts.type,     &counts.chars};
  for (std::size_t i = 0; i < std::size(all); ++i) {
    const std::int64_t count = big_endian(file.substr(20 + 4 * i, 4));
    if (count < 0 || count > 100'000) return false;
    *all[i] = static_cast<std::size_t>(count);
  }
  return true;
}

// The pieces of a rule like "CET-1CEST,M3.5.0,M10.5.0/3".
class RuleText {
 public:
  explicit RuleText(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool take(char c) {
    const bool there = !rest_.empty() && rest_.front() == c;
    if (there) rest_.remove_prefix(1);
    return there;
  }

  bool name() {
    std::size_t size = 0;
    if (take('<')) {
      size = std::min(rest_.find('>'), rest_.size());
      if (size == rest_.size()) return false;
      rest_.remove_prefix(size + 1);
      return true;
    }
    while (size < rest_.size() && ((rest_[size] | 0x20) >= 'a' && (rest_[size] | 0x20) <= 'z')) ++size;
    rest_.remove_prefix(size);
    return size >= 3;
  }

  bool number(int& value) {
    std::size_t digits = 0;
    value = 0;
    for (; digits < rest_.size() && digits < 4 && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
      value = value * 10 + (rest_[digits] - '0');
    rest_.remove_prefix(digits);
    return digits > 0;
  }

  // [+-]hh[:mm[:ss]] in seconds.
  bool time(std::int64_t& seconds) {
    const bool negative = take('-');
    if (!negative) take('+');
    int part = 0;
    if (!number(part)) return false;
    seconds = std::int64_t{part} * 3600;
    for (const int unit : {60, 1}) {
      if (!take(':')) break;
      if (!number(part)) return false;
      seconds += std::int64_t{part} * unit;
    }
    if (negative) seconds = -seconds;
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace

Zone::Zone(const std::string& name, Status& status) {
  if (name == "UTC" || name == "Etc/UTC" || name == "GMT" || name == "Etc/GMT") return;
  for (const char* const folder :
       {"/usr/share/zoneinfo/", "/usr/lib/zoneinfo/", "/usr/share/lib/zoneinfo/"}) {
    std::ifstream in(folder + name, std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    if (in.bad() || file.empty()) continue;
    if (read(file)) return;
    status = Status::failure("The time zone “" + name + "” of this machine cannot be read: " + folder + name +
                             ".");
    return;
  }
  status =
      Status::failure("There is no time zone “" + name +
                      "” on this machine; write one like Europe/Amsterdam, and install the package tzdata "
                      "where it is not there.");
}

bool Zone::read(std::string_view file) {
  Counts counts;
  if (!read_counts(file, counts) || file[4] < '2') return false;
  const std::size_t first = header_bytes + counts.bytes(4);
  if (file.size() < first) return false;
  file.remove_prefix(first);
  if (!read_counts(file, counts) || counts.type == 0) return false;
  file.remove_prefix(header_bytes);
  if (file.size() < counts.bytes(8)) return false;
  const std::string_view indices = file.substr(counts.time * 8, counts.time);
  const std::string_view types = file.substr(counts.time * 9, counts.type * 6);
  const auto offset_of = [&](std::size_t type) {
    return static_cast<std::int32_t>(big_endian(types.substr(type * 6, 4)));
  };
  before_ = offset_of(0);
  for (std::size_t i = 0; i < counts.time; ++i) {
    const auto type = static_cast<std::size_t>(static_cast<unsigned char>(indices[i]));
    if (type >= counts.type) return false;
    times_.push_back(big_endian(file.substr(i * 8, 8)));
    offsets_.push_back(offset_of(type));
  }
  file.remove_prefix(counts.bytes(8));
  if (!file.starts_with('\n')) return true;
  file.remove_prefix(1);
  return read_rule(file.substr(0, file.find('\n')));
}

bool Zone::read_rule(std::string_view rule) {
  if (rule.empty()) return true;
  RuleText text(rule);
  if (!text.name() || !text.time(standard_)) return false;
  ruled_ = true;
  standard_ = -standard_;
  summer_ = standard_ + 3600;
  if (text.done()) return true;
  if (!text.name()) return false;
  if (!text.take(',')) {
    if (!text.time(summer_)) return false;
    summer_ = -summer_;
    if (!text.take(',')) return false;
  }
  const auto change = [&](Change& to) {
    if (text.take('M')) {
      if (!text.number(to.month_of_year) || !text.take('.') || !text.number(to.week) || !text.take('.') ||
          !text.number(to.number))
        return false;
      if (to.month_of_year < 1 || to.month_of_year > 12 || to.week < 1 || to.week > 5 || to.number > 6)
        return false;
    } else {
      to.kind = text.take('J') ? Change::day_without_leap : Change::day_of_year;
      if (!text.number(to.number) || to.number > 366) return false;
    }
    return !text.take('/') || text.time(to.time);
  };
  changes_ = change(to_summer_) && text.take(',') && change(to_standard_) && text.done();
  return changes_;
}

std::int64_t Zone::Change::second(int year) const {
  Day day = 0;
  if (kind == month) {
    const Day first = day_of({year, month_of_year, 1});
    const int weekday = ((first % 7 + 7) % 7 + 4) % 7;  // 1970-01-01 was a Thursday
    int of_month = 1 + (number - weekday + 7) % 7 + 7 * (week - 1);
    if (of_month > days_in_month(year, month_of_year)) of_month -= 7;
    day = first + of_month - 1;
  } else {
    const bool leap = days_in_month(year, 2) == 29;
    day = day_of({year, 1, 1}) + (kind == day_of_year ? number : number - 1 + (leap && number >= 60 ? 1 : 0));
  }
  return day * day_seconds + time;
}

std::int64_t Zone::offset_by_rule(std::int64_t seconds) const {
  if (!changes_) return standard_;
  const int year = civil_of(static_cast<Day>(floor_days(seconds + standard_))).year;
  const std::int64_t begins = to_summer_.second(year) - standard_, ends = to_standard_.second(year) - summer_;
  const bool summer =
      begins < ends ? seconds >= begins && seconds < ends : seconds >= begins || seconds < ends;
  return summer ? summer_ : standard_;
}

std::int64_t Zone::offset(std::int64_t seconds) const {
  const auto next = std::upper_bound(times_.begin(), times_.end(), seconds);
  if (next == times_.end() && ruled_) return offset_by_rule(seconds);
  if (next == times_.begin()) return before_;
  return offsets_[static_cast<std::size_t>(next - times_.begin()) - 1];
}

Day Zone::day(std::int64_t seconds) const {
  constexpr std::int64_t furthest = 100'000'000'000;  // beyond all days that there are
  seconds = std::clamp(seconds, -furthest, furthest);
  return static_cast<Day>(floor_days(seconds + offset(seconds)));
}

}  // namespace trouw
