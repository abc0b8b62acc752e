// Columns of Arrow: each type's cells, and arrays that are not what they say.
#include <boost/test/unit_test.hpp>
#include <cstring>

#include "records/arrow_layout.h"
#include "records/memory.h"

using namespace trouw;

namespace {

// An array of the test's own memory.
struct Made {
  ArrowSchema schema = {};
  ArrowArray array = {};
  std::vector<const void*> buffers;

  Made(const char* format, std::int64_t length, std::vector<const void*> of) : buffers(std::move(of)) {
    schema.format = format;
    array.length = length;
    array.n_buffers = static_cast<std::int64_t>(buffers.size());
    array.buffers = buffers.data();
    array.release = [](ArrowArray*) {};
  }

  // What the cells are, or what is wrong.
  std::string cells(std::int64_t rows = -1) {
    const ArrowFormat format = format_of(schema);
    if (format.kind == ArrowFormat::none) return "no field is read from it";
    if (rows < 0) rows = array.length;
    if (const Status status = check_layout(format, &array, rows); !status) return status.message;
    std::string all;
    ArrowCells reader;
    for (std::int64_t row = 0; row < rows; ++row) {
      const StoredCell cell = reader.read(format, array, row);
      all += row == 0 ? "" : " ";
      if (cell.kind == StoredCell::missing)
        all += "-";
      else if (cell.kind == StoredCell::integer || cell.kind == StoredCell::day)
        all += std::to_string(cell.number);
      else
        all += cell.text_bytes;
    }
    return all;
  }
};

template <typename Number>
std::string numbers(const char* format, std::vector<Number> values) {
  return Made(format, static_cast<std::int64_t>(values.size()), {nullptr, values.data()}).cells();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_arrow)

BOOST_AUTO_TEST_CASE(numbers_of_every_width) {
  BOOST_TEST(numbers<std::int8_t>("c", {-128, 7}) == "-128 7");
  BOOST_TEST(numbers<std::uint8_t>("C", {255, 7}) == "255 7");
  BOOST_TEST(numbers<std::int16_t>("s", {-300}) == "-300");
  BOOST_TEST(numbers<std::uint16_t>("S", {65535}) == "65535");
  BOOST_TEST(numbers<std::int32_t>("i", {-70000}) == "-70000");
  BOOST_TEST(numbers<std::uint32_t>("I", {4000000000}) == "4000000000");
  BOOST_TEST(numbers<std::int64_t>("l", {INT64_MIN, INT64_MAX}) ==
             "-9223372036854775808 9223372036854775807");
  BOOST_TEST(numbers<std::uint64_t>("L", {UINT64_MAX, 5}) == "18446744073709551615 5");
  BOOST_TEST(numbers<double>("g", {0.1, -2.5, -0.0, 1e20}) == "0.1 -2.5 0 100000000000000000000");
  BOOST_TEST(numbers<float>("f", {0.1F}) == "0.1");
}

BOOST_AUTO_TEST_CASE(decimals) {
  using Two = std::array<std::int64_t, 2>;
  BOOST_TEST(numbers<Two>("d:10,2", {Two{5000, 0}, Two{-5, -1}, Two{0, 0}}) == "50.00 -0.05 0.00");
  BOOST_TEST(numbers<Two>("d:38,0", {Two{-1, INT64_MAX}}) == "170141183460469231731687303715884105727");
  BOOST_TEST(numbers<Two>("d:38,0", {Two{0, INT64_MIN}}) == "-170141183460469231731687303715884105728");
  BOOST_TEST(numbers<Two>("d:10,-3", {Two{12, 0}}) == "12000");
  BOOST_TEST(numbers<std::int64_t>("d:18,3,64", {-1234}) == "-1.234");
  BOOST_TEST(numbers<std::int32_t>("d:9,1,32", {15}) == "1.5");
  for (const char* wrong : {"d:", "d:10", "d:10,x", "d:10,2,128,1", "d:10,2,12", "d:10,99999"})
    BOOST_TEST(numbers<std::int64_t>(wrong, {1}) == "no field is read from it");
}

BOOST_AUTO_TEST_CASE(days_and_times) {
  BOOST_TEST(numbers<std::int32_t>("tdD", {20878, INT32_MAX}) == "20878 day 2147483647");
  BOOST_TEST(numbers<std::int64_t>("tdm", {86'400'000}) == "1");
  BOOST_TEST(numbers<std::int64_t>("tss:", {86'400}) == "1970-01-02T00:00:00");
  BOOST_TEST(numbers<std::int64_t>("tsm:UTC", {-1}) == "1969-12-31T23:59:59.999Z");
  BOOST_TEST(numbers<std::int64_t>("tsu:Europe/Amsterdam", {3'600'000'001}) == "1970-01-01T01:00:00.000001Z");
  BOOST_TEST(numbers<std::int64_t>("tsn:", {INT64_MIN}) == "-9223372036854775808");
  for (const char* wrong :
       {"ts", "tsx:", "tss", "ttm", "tDs", "tiM", "e", "+s", "+l", "w:16", "+r", "", "uu"})
    BOOST_TEST(numbers<std::int64_t>(wrong, {1}) == "no field is read from it");
}

BOOST_AUTO_TEST_CASE(texts_and_nulls) {
  const char* bytes = "abczoë";
  std::vector<std::int32_t> short_offsets{0, 3, 3, 7};
  std::vector<std::int64_t> long_offsets{0, 3, 3, 7};
  std::uint8_t known = 0b101, all = 0b10;
  Made some("u", 3, {&known, short_offsets.data(), bytes});
  some.array.null_count = -1;  // nobody counted them
  BOOST_TEST(some.cells() == "abc - zoë");
  BOOST_TEST(Made("U", 3, {nullptr, long_offsets.data(), bytes}).cells() == "abc  zoë");
  BOOST_TEST(Made("b", 2, {nullptr, &all}).cells() == "false true");
  BOOST_TEST(Made("n", 2, {}).cells() == "- -");
  Made moved("u", 1, {nullptr, short_offsets.data(), bytes});
  moved.array.offset = 2;
  BOOST_TEST(moved.cells() == "zoë");
}

BOOST_AUTO_TEST_CASE(texts_in_views) {
  std::array<unsigned char, 32> views{};
  const std::string shared = "a text that is long";
  const std::int64_t sizes[] = {static_cast<std::int64_t>(shared.size())};
  std::int32_t size = 3;
  std::memcpy(views.data(), &size, 4);
  std::memcpy(views.data() + 4, "abc", 3);
  size = 14;
  std::memcpy(views.data() + 16, &size, 4);
  const std::int32_t offset = 5;
  std::memcpy(views.data() + 28, &offset, 4);
  Made made("vu", 2, {nullptr, views.data(), shared.data(), sizes});
  BOOST_TEST(made.cells() == "abc t that is long");
  const std::int32_t far = 6;
  std::memcpy(views.data() + 28, &far, 4);
  BOOST_TEST(made.cells() == "a view leads out of its texts");
  const std::int32_t other = 1;
  std::memcpy(views.data() + 24, &other, 4);
  BOOST_TEST(made.cells() == "a view leads out of its texts");
  size = -1;
  std::memcpy(views.data() + 16, &size, 4);
  BOOST_TEST(made.cells() == "the size of a text is below zero");
}

BOOST_AUTO_TEST_CASE(dictionaries) {
  std::vector<std::int32_t> offsets{0, 1, 2};
  std::vector<std::int8_t> indexes{1, 0, 1, 7};
  Made values("u", 2, {nullptr, offsets.data(), "AG"});
  std::uint8_t known = 0b0111;
  Made made("c", 4, {&known, indexes.data()});
  made.array.null_count = 1;
  made.schema.dictionary = &values.schema;
  made.array.dictionary = &values.array;
  BOOST_TEST(made.cells() == "G A G -");
  known = 0b1111;
  BOOST_TEST(made.cells() == "an index leads out of its dictionary");
  indexes[3] = -1;
  BOOST_TEST(made.cells() == "an index leads out of its dictionary");
  made.array.dictionary = nullptr;
  BOOST_TEST(made.cells() == "its dictionary is missing");
}

BOOST_AUTO_TEST_CASE(what_cannot_be) {
  std::vector<std::int32_t> offsets{0, 3, 2, -1};
  std::vector<std::int64_t> values{1, 2};
  BOOST_TEST(Made("u", 2, {nullptr, offsets.data(), "abc"}).cells() ==
             "the offsets of its texts go backwards");
  BOOST_TEST(Made("u", 1, {nullptr, offsets.data(), nullptr}).cells() == "its texts are missing");
  BOOST_TEST(Made("l", 2, {nullptr, nullptr}).cells() == "a buffer is missing");
  BOOST_TEST(Made("l", 2, {nullptr}).cells() == "it has another number of buffers than its type");
  BOOST_TEST(Made("l", 2, {nullptr, values.data()}).cells(3) == "it has fewer rows than there are records");
  Made made("l", 2, {nullptr, values.data()});
  made.array.null_count = 1;
  BOOST_TEST(made.cells() == "it says that some are null, and not which");
  made.array.null_count = 0;
  for (const std::int64_t wrong : {std::int64_t{-1}, INT64_MAX, INT64_MAX / 4}) {
    made.array.offset = wrong;
    BOOST_TEST(made.cells() == "its length or offset cannot be");
  }
  made.array.offset = 0;
  made.array.length = -1;
  BOOST_TEST(made.cells(0) == "its length or offset cannot be");
  made.array.length = 2;
  made.array.n_children = 1;
  BOOST_TEST(made.cells() == "it has children, and its type has none");
  made.array.release = nullptr;
  BOOST_TEST(made.cells() == "it is missing");
}

BOOST_AUTO_TEST_CASE(json_becomes_lines) {
  const auto lines = [](std::string_view json) {
    std::string made;
    const Status status = to_lines(json, made);
    return status ? made : "no";
  };
  BOOST_TEST(lines("{\"a\": 1}") == "{\"a\": 1}");
  BOOST_TEST(lines("\xEF\xBB\xBF {\"a\":\n 1}\n") == "{\"a\":  1}");
  BOOST_TEST(lines("{\"a\":1}\n{\"a\":2\n{\"a\":3}") == "{\"a\":1}\n{\"a\":2\n{\"a\":3}");
  BOOST_TEST(lines("[]") == "");
  BOOST_TEST(lines("[{\"a\":[1,2]},\n{\"b\":\"x],{\\\"\"}]") == "{\"a\":[1,2]}\n {\"b\":\"x],{\\\"\"}");
  for (const char* wrong : {"", "7", "\"a\"", "[", "[{}", "[{},]", "[,{}]", "[{},,{}]", "[{}]]", "[{]}]]",
                            "{\"a\":\n1", "{\"a\":\n1} {}", "[{\"a\": \"}]"})
    BOOST_TEST(lines(wrong) == "no", wrong);
}

BOOST_AUTO_TEST_SUITE_END()
