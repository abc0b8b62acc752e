// Cases for every engine that decides in SQL: a folder each with a programme, a day, and hostile records as
// CSV, some of them malformed.
//
//   trouw_sql_cases OUT made FIRST-SEED PROGRAMMES RECORDS    made-up programmes
//   trouw_sql_cases OUT folder PROGRAMME DATE RECORDS         a programme that is there
#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "agree/draw.h"
#include "agree/generate.h"
#include "agree/records.h"

namespace fs = std::filesystem;

namespace {

using namespace trouw;         // NOLINT: a test
using namespace trouw::agree;  // NOLINT

std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string made = "\"";
  for (const char c : cell) made += c == '"' ? std::string("\"\"") : std::string(1, c);
  return made + "\"";
}

// A stored value as a record's cell.
std::string cell(const Programme& programme, const Batch& batch, FieldId id, std::size_t row) {
  const Field& field = programme.schema.fields[id];
  if (id == *programme.schema.roles.id) return std::to_string(row + 1);
  if (batch.columns[id].known[row] == 0) return "";
  const std::int64_t value = batch.columns[id].values[row];
  const auto number = static_cast<std::size_t>(value);
  switch (field.type) {
    case Type::yes_no:
      if (!field.stored_yes.empty()) return value != 0 ? field.stored_yes[0] : field.stored_no[0];
      return value != 0 ? "yes" : "no";
    case Type::choice:
      return field.choices[number].stored;
    case Type::date:
      return format_day(static_cast<Day>(value));
    case Type::percentage:
      return format_scaled(value, rate_places);
    case Type::money:
      return field.in_minor_units() ? std::to_string(value) : format_scaled(value, field.places);
    case Type::decimal:
      return format_scaled(value, field.places);
    case Type::text:
      return number < programme.texts.size() ? programme.texts[number]
                                             : fmt::format("text {}", number % 1000);
    default:
      return std::to_string(value);
  }
}

// Something that is wrong in a cell, or looks so.
std::string spoilt(const std::string& cell, Draw& draw) {
  const std::vector<std::string> words{"",           "+5",
                                       "007",        "1e3",
                                       " 1",         "1 ",
                                       "-",          ".5",
                                       "5.",         "1.0",
                                       "-0",         "2027-02-30",
                                       "YES",        "Ja",
                                       "x",          "1.00000000",
                                       "2024-02-29", "2100-02-29",
                                       "1.5",        "NaN",
                                       "--1",        "1-2",
                                       "1.2.3",      "0.5\n",
                                       "2027-3-1",   "99999999999999999999",
                                       "é",          "'; DROP TABLE customer; --"};
  return draw.chance(15) ? cell + "\n" : draw.one_of(words);
}

std::string csv(const Programme& programme, const Batch& batch, std::uint64_t seed) {
  Draw draw(seed);
  std::string text;
  const auto& fields = programme.schema.fields;
  for (FieldId id = 0; id < fields.size(); ++id) text += (id > 0 ? "," : "") + csv_cell(fields[id].column);
  text += "\n";
  for (std::size_t row = 0; row < batch.size; ++row) {
    const auto wrong = draw.chance(10)
                           ? static_cast<FieldId>(draw.number(0, static_cast<int>(fields.size()) - 1))
                           : UINT32_MAX;
    for (FieldId id = 0; id < fields.size(); ++id) {
      std::string made = cell(programme, batch, id, row);
      if (id == wrong && id != *programme.schema.roles.id) made = spoilt(made, draw);
      text += (id > 0 ? "," : "") + csv_cell(made);
    }
    text += "\n";
  }
  return text;
}

const char* storage(const Field& field) {
  switch (field.type) {
    case Type::whole:
    case Type::months:
    case Type::days:
      return "whole";
    case Type::money:
      return field.in_minor_units() ? "whole" : "decimal";
    case Type::decimal:
    case Type::percentage:
      return "decimal";
    case Type::date:
      return "date";
    case Type::yes_no:
      return field.stored_yes.empty() ? "truth" : "text";
    default:
      return "text";
  }
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// Which columns there are, and what a typed table would hold.
std::string columns(const Programme& programme) {
  std::string text;
  for (const Field& field : programme.schema.fields)
    text += fmt::format("{}\t{}\n", storage(field), field.column);
  return text;
}

bool write_case(const fs::path& folder, Loaded loaded, Day on, std::uint64_t seed, std::size_t records) {
  if (!loaded.programme) {
    for (const Diagnostic& diagnostic : loaded.diagnostics) fmt::print(stderr, "{}\n", to_text(diagnostic));
    return false;
  }
  const Programme& programme = *loaded.programme;
  write(folder / "day", format_day(on));
  write(folder / "columns.tsv", columns(programme));
  write(folder / "records.csv", csv(programme, hostile_records(programme, on, seed, records), seed));
  return true;
}

std::uint64_t number(const std::string& text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool made_up(const fs::path& out, std::uint64_t first, std::uint64_t count, std::size_t records) {
  bool well = true;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Generated made = generate(seed, {.tiny = seed % 5 == 3, .huge = seed % 5 == 4});
    const fs::path folder = out / fmt::format("seed-{}", seed);
    fs::create_directories(folder);
    write(folder / "programme.yaml", made.yaml);
    write(folder / "offers.trouw", made.offers);
    well = write_case(folder, load_programme(folder.string()), made.on, seed, records) && well;
  }
  return well;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 5 && words[1] == "made")
    return made_up(words[0], number(words[2]), number(words[3]), number(words[4])) ? 0 : 1;
  const auto day = words.size() == 5 && words[1] == "folder" ? parse_day(words[3]) : std::nullopt;
  if (!day) {
    fmt::print(
        stderr,
        "usage: trouw_sql_cases OUT made FIRST PROGRAMMES RECORDS | OUT folder PROGRAMME DATE RECORDS\n");
    return 2;
  }
  fs::create_directories(words[0]);
  return write_case(words[0], load_programme(words[2]), *day, 1, number(words[4])) ? 0 : 1;
}
