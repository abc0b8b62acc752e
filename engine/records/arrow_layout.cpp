#include "records/arrow_layout.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstring>
#include <limits>

namespace trouw {

namespace {

constexpr int most_scale = 76;

template <typename Number>
Number at(const void* buffer, std::int64_t place) {
  Number number;
  std::memcpy(&number,
              static_cast<const std::uint8_t*>(buffer) + place * static_cast<std::int64_t>(sizeof number),
              sizeof number);
  return number;
}

bool bit(const void* buffer, std::int64_t place) {
  return ((static_cast<const std::uint8_t*>(buffer)[place / 8] >> (place % 8)) & 1) != 0;
}

bool is_known(const ArrowArray& array, std::int64_t place) {
  return array.null_count == 0 || array.buffers[0] == nullptr || bit(array.buffers[0], place);
}

std::int64_t number_at(const ArrowFormat& format, const void* buffer, std::int64_t place) {
  const bool sign = format.kind != ArrowFormat::natural;
  switch (format.width) {
    case 1:
      return sign ? at<std::int8_t>(buffer, place) : at<std::uint8_t>(buffer, place);
    case 2:
      return sign ? at<std::int16_t>(buffer, place) : at<std::uint16_t>(buffer, place);
    case 4:
      return sign ? at<std::int32_t>(buffer, place) : std::int64_t{at<std::uint32_t>(buffer, place)};
    default:
      return at<std::int64_t>(buffer, place);
  }
}

std::int64_t offset_at(const ArrowFormat& format, const void* buffer, std::int64_t place) {
  return format.width == 4 ? at<std::int32_t>(buffer, place) : at<std::int64_t>(buffer, place);
}

// A text of a view: sixteen bytes, that hold it or say where it lies.
struct View {
  std::int32_t size = 0;
  char bytes[4] = {};
  std::int32_t buffer = 0, offset = 0;
};
static_assert(sizeof(View) == 16);
constexpr std::int32_t most_inside = 12;

// "10,2" or "10,2,64" of a decimal.
ArrowFormat decimal_format(std::string_view numbers) {
  ArrowFormat format;
  std::array<int, 3> read{0, 0, 128};
  std::size_t count = 0;
  for (bool more = true; more && count < read.size(); ++count) {
    const std::size_t end = std::min(numbers.find(','), numbers.size());
    const auto [stop, error] = std::from_chars(numbers.data(), numbers.data() + end, read[count]);
    if (error != std::errc() || stop != numbers.data() + end) return format;
    more = end < numbers.size();
    numbers.remove_prefix(more ? end + 1 : end);
  }
  const int bits = read[2];
  const bool there = bits == 32 || bits == 64 || bits == 128 || bits == 256;
  if (count < 2 || !numbers.empty() || !there || read[1] < -most_scale || read[1] > most_scale) return format;
  format.kind = ArrowFormat::decimal;
  format.width = bits / 8;
  format.scale = read[1];
  return format;
}

ArrowFormat timestamp_format(std::string_view rest) {
  ArrowFormat format;
  const std::size_t unit = rest.empty() ? std::string_view::npos : std::string_view("smun").find(rest[0]);
  if (unit == std::string_view::npos || rest.size() < 2 || rest[1] != ':') return format;
  format.kind = ArrowFormat::timestamp;
  format.scale = 3 * static_cast<int>(unit);
  format.zoned = rest.size() > 2;
  return format;
}

ArrowFormat plain_format(std::string_view text) {
  constexpr std::pair<std::string_view, ArrowFormat::Kind> kinds[] = {
      {"n", ArrowFormat::null},    {"b", ArrowFormat::yes_no},  {"c", ArrowFormat::integer},
      {"s", ArrowFormat::integer}, {"i", ArrowFormat::integer}, {"l", ArrowFormat::integer},
      {"C", ArrowFormat::natural}, {"S", ArrowFormat::natural}, {"I", ArrowFormat::natural},
      {"L", ArrowFormat::natural}, {"f", ArrowFormat::real},    {"g", ArrowFormat::real},
      {"u", ArrowFormat::text},    {"U", ArrowFormat::text},    {"z", ArrowFormat::bytes},
      {"Z", ArrowFormat::bytes},   {"vu", ArrowFormat::view},   {"tdD", ArrowFormat::day},
      {"tdm", ArrowFormat::millis}};
  constexpr std::pair<std::string_view, int> widths[] = {{"c", 1}, {"C", 1}, {"s", 2}, {"S", 2}, {"i", 4},
                                                         {"I", 4}, {"l", 8}, {"L", 8}, {"f", 4}, {"g", 8},
                                                         {"u", 4}, {"U", 8}, {"z", 4}, {"Z", 8}};
  ArrowFormat format;
  for (const auto& [name, kind] : kinds)
    if (name == text) format.kind = kind;
  for (const auto& [name, width] : widths)
    if (name == text) format.width = width;
  return format;
}

// A day that the language does not know is told as a number, which no date is.
StoredCell day_cell(std::int64_t day, std::string& text) {
  if (day >= first_day && day <= last_day) return {StoredCell::day, {}, day};
  text = fmt::format("day {}", day);
  return {StoredCell::text, text, 0};
}

Status lacks(const char* what) {
  return Status::failure(what);
}

// How many buffers a layout has, but for the texts behind views.
std::int64_t buffers_of(ArrowFormat::Kind kind) {
  switch (kind) {
    case ArrowFormat::none:
    case ArrowFormat::null:
      return 0;
    case ArrowFormat::text:
    case ArrowFormat::bytes:
    case ArrowFormat::view:
      return 3;
    default:
      return 2;
  }
}

// Offsets never lead backwards.
Status check_offsets(const ArrowFormat& format, const ArrowArray& array, std::int64_t rows) {
  std::int64_t before = offset_at(format, array.buffers[1], array.offset);
  if (before < 0) return lacks("an offset of its texts is below zero");
  for (std::int64_t row = 1; row <= rows; ++row) {
    const std::int64_t offset = offset_at(format, array.buffers[1], array.offset + row);
    if (offset < before) return lacks("the offsets of its texts go backwards");
    before = offset;
  }
  return before > 0 && array.buffers[2] == nullptr ? lacks("its texts are missing") : Status();
}

Status check_views(const ArrowArray& array, std::int64_t rows) {
  const std::int64_t texts = array.n_buffers - 3;
  const void* const sizes = array.buffers[array.n_buffers - 1];
  for (std::int64_t row = 0; row < rows; ++row) {
    if (!is_known(array, array.offset + row)) continue;
    const View view = at<View>(array.buffers[1], array.offset + row);
    if (view.size < 0) return lacks("the size of a text is below zero");
    if (view.size <= most_inside) continue;
    if (view.buffer < 0 || view.buffer >= texts || view.offset < 0 || sizes == nullptr)
      return lacks("a view leads out of its texts");
    const std::int64_t size = at<std::int64_t>(sizes, view.buffer);
    if (array.buffers[2 + view.buffer] == nullptr || view.offset > size || view.size > size - view.offset)
      return lacks("a view leads out of its texts");
  }
  return {};
}

Status check_dictionary(const ArrowFormat& format, const ArrowArray& array, std::int64_t rows) {
  const ArrowArray* const values = array.dictionary;
  if (values == nullptr) return lacks("its dictionary is missing");
  if (Status status = check_layout(*format.dictionary, values, values->length); !status) return status;
  for (std::int64_t row = 0; row < rows; ++row) {
    if (!is_known(array, array.offset + row)) continue;
    const std::int64_t index = number_at(format, array.buffers[1], array.offset + row);
    if (index < 0 || index >= values->length) return lacks("an index leads out of its dictionary");
  }
  return {};
}

}  // namespace

ArrowFormat format_of(const ArrowSchema& schema) {
  const std::string_view text = schema.format != nullptr ? schema.format : "";
  ArrowFormat format = text.starts_with("d:")   ? decimal_format(text.substr(2))
                       : text.starts_with("ts") ? timestamp_format(text.substr(2))
                                                : plain_format(text);
  if (schema.dictionary == nullptr) return format;
  if (format.kind != ArrowFormat::integer && format.kind != ArrowFormat::natural) return {};
  const ArrowFormat values =
      schema.dictionary->dictionary == nullptr ? format_of(*schema.dictionary) : ArrowFormat();
  if (values.kind == ArrowFormat::none) return {};
  format.dictionary = std::make_shared<const ArrowFormat>(values);
  return format;
}

Status check_layout(const ArrowFormat& format, const ArrowArray* array, std::int64_t rows) {
  if (array == nullptr || array->release == nullptr) return lacks("it is missing");
  if (array->length < 0 || array->offset < 0 || array->null_count < -1 || rows < 0 ||
      array->offset > std::numeric_limits<std::int64_t>::max() / 32 - array->length)
    return lacks("its length or offset cannot be");
  if (array->length < rows) return lacks("it has fewer rows than there are records");
  const std::int64_t buffers = buffers_of(format.kind);
  const bool view = format.kind == ArrowFormat::view;
  if (view ? array->n_buffers < buffers : array->n_buffers != buffers)
    return lacks("it has another number of buffers than its type");
  if (array->n_children != 0) return lacks("it has children, and its type has none");
  if (buffers == 0 || rows == 0) return {};
  if (array->buffers == nullptr || array->buffers[1] == nullptr) return lacks("a buffer is missing");
  if (array->null_count > 0 && array->buffers[0] == nullptr)
    return lacks("it says that some are null, and not which");
  if (format.dictionary) return check_dictionary(format, *array, rows);
  if (format.kind == ArrowFormat::text || format.kind == ArrowFormat::bytes)
    return check_offsets(format, *array, rows);
  return view ? check_views(*array, rows) : Status();
}

// The digits of a number of any width, nine at a time from the last.
std::string_view ArrowCells::decimal(const std::uint8_t* bytes, int width, int scale) {
  std::array<std::uint32_t, 8> words{};
  const std::size_t count = static_cast<std::size_t>(width) / 4;
  std::memcpy(words.data(), bytes, static_cast<std::size_t>(width));
  const bool below = (words[count - 1] >> 31) != 0;
  std::uint64_t carry = 1;
  for (std::size_t i = 0; below && i < count; ++i) {
    carry += static_cast<std::uint32_t>(~words[i]);
    words[i] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  std::string digits;  // from the last
  for (bool left = true; left;) {
    std::uint64_t rest = 0;
    left = false;
    for (std::size_t i = count; i-- > 0;) {
      rest = rest << 32 | words[i];
      words[i] = static_cast<std::uint32_t>(rest / 1'000'000'000);
      rest %= 1'000'000'000;
      left = left || words[i] != 0;
    }
    for (int i = 0; i < 9; ++i, rest /= 10) digits += static_cast<char>('0' + rest % 10);
  }
  if (scale < 0) digits.insert(0, static_cast<std::size_t>(-scale), '0');
  const std::size_t places = scale > 0 ? static_cast<std::size_t>(scale) : 0;
  while (digits.size() <= places) digits += '0';
  while (digits.size() > places + 1 && digits.back() == '0') digits.pop_back();
  text_ = below ? "-" : "";
  text_.append(digits.rbegin(), digits.rend());
  if (places > 0) text_.insert(text_.size() - places, ".");
  return text_;
}

// As a text that says whether it is UTC: what the field says of timestamps reads it.
StoredCell ArrowCells::instant(std::int64_t value, int decimals, bool zoned) {
  std::int64_t second = 1;
  for (int i = 0; i < decimals; ++i) second *= 10;
  const std::int64_t day_length = 86'400 * second;
  std::int64_t day = value / day_length, within = value % day_length;
  if (within < 0) {
    within += day_length;
    --day;
  }
  if (day < first_day || day > last_day) {
    text_ = fmt::format("{}", value);
    return {StoredCell::text, text_, 0};
  }
  const std::int64_t seconds = within / second;
  text_ = fmt::format("{}T{:02}:{:02}:{:02}", format_day(static_cast<Day>(day)), seconds / 3600,
                      seconds / 60 % 60, seconds % 60);
  if (within % second != 0) text_ += fmt::format(".{:0{}}", within % second, decimals);
  if (zoned) text_ += 'Z';
  return {StoredCell::text, text_, 0};
}

StoredCell ArrowCells::read(const ArrowFormat& format, const ArrowArray& array, std::int64_t row) {
  const std::int64_t place = array.offset + row;
  if (format.kind == ArrowFormat::null || !is_known(array, place)) return {};
  const void* const values = array.buffers[1];
  if (format.dictionary) return read(*format.dictionary, *array.dictionary, number_at(format, values, place));
  switch (format.kind) {
    case ArrowFormat::yes_no:
      return {StoredCell::text, bit(values, place) ? "true" : "false", 0};
    case ArrowFormat::natural:
      if (format.width == 8 && at<std::int64_t>(values, place) < 0) {
        text_ = fmt::format("{}", at<std::uint64_t>(values, place));
        return {StoredCell::decimal, text_, 0};
      }
      [[fallthrough]];
    case ArrowFormat::integer:
      return {StoredCell::integer, {}, number_at(format, values, place)};
    case ArrowFormat::real:
      return {
          StoredCell::decimal,
          format.width == 4 ? real_.write(at<float>(values, place)) : real_.write(at<double>(values, place)),
          0};
    case ArrowFormat::decimal:
      return {StoredCell::decimal,
              decimal(static_cast<const std::uint8_t*>(values) + place * format.width, format.width,
                      format.scale),
              0};
    case ArrowFormat::bytes:
      return {StoredCell::binary, {}, 0};
    case ArrowFormat::text: {
      const std::int64_t from = offset_at(format, values, place), end = offset_at(format, values, place + 1);
      if (from == end) return {StoredCell::text, "", 0};
      return {StoredCell::text,
              {static_cast<const char*>(array.buffers[2]) + from, static_cast<std::size_t>(end - from)},
              0};
    }
    case ArrowFormat::view: {
      const auto* const own = static_cast<const char*>(values) + place * 16;
      const View view = at<View>(values, place);
      const char* const bytes = view.size <= most_inside
                                    ? own + 4
                                    : static_cast<const char*>(array.buffers[2 + view.buffer]) + view.offset;
      return {StoredCell::text, {bytes, static_cast<std::size_t>(view.size)}, 0};
    }
    case ArrowFormat::day:
      return day_cell(at<std::int32_t>(values, place), text_);
    case ArrowFormat::millis: {
      const std::int64_t milliseconds = at<std::int64_t>(values, place);
      if (milliseconds % 86'400'000 != 0) return instant(milliseconds, 3, false);
      return day_cell(milliseconds / 86'400'000, text_);
    }
    case ArrowFormat::timestamp:
      return instant(at<std::int64_t>(values, place), format.scale, format.zoned);
    case ArrowFormat::none:
    case ArrowFormat::null:
      break;
  }
  return {};
}

}  // namespace trouw
