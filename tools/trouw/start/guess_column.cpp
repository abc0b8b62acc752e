#include "start/guess_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "shell/words.h"

namespace trouw::cli {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// "MonthlyCharges" and "monthly_charges" as "monthly charges".
std::string spoken(const std::string& column) {
  std::string name;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const char c = column[i];
    const bool digit = c >= '0' && c <= '9', capital = c >= 'A' && c <= 'Z';
    const bool after_small = i > 0 && column[i - 1] >= 'a' && column[i - 1] <= 'z';
    const bool before_small = capital && i > 0 && i + 1 < column.size() && column[i + 1] >= 'a' &&
                              column[i + 1] <= 'z' && is_letter(column[i - 1]);
    if (!is_letter(c) && !digit) {
      if (!name.empty() && name.back() != ' ') name += ' ';
      continue;
    }
    if (capital && (after_small || before_small) && !name.empty() && name.back() != ' ') name += ' ';
    name += lower(c);
  }
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name.empty() || !is_letter(name[0]) ? "column " + name : name;
}

constexpr double nearly_all = 0.9;

// How many of the filled cells do not have a form, where most do; else none do.
bool most_are(const SeenColumn& column, std::uint64_t count) {
  return column.filled > 0 && static_cast<double>(count) >= nearly_all * static_cast<double>(column.filled);
}

// The cells that are no such thing, as markers of unknown, where they are few.
std::vector<std::string> markers(const SeenColumn& column, std::uint64_t count) {
  std::vector<std::string> found;
  constexpr std::size_t few = 5;
  if (column.filled == count || column.strays.empty() || column.strays.size() > few) return found;
  for (const auto& [text, times] : column.strays) found.push_back(text);
  return found;
}

class Guessing {
 public:
  Guessing(const SeenColumn& column, GuessedField& field) : column_(column), field_(field) {}

  void run() {
    if (!truth() && !date() && !number() && !choice()) text();
    if (column_.empty > 0 || column_.filled == 0) field_.optional = true;
    if (field_.optional) field_.keys.emplace_back("optional: true");
    if (column_.empty > 0)
      field_.why += fmt::format("; {} are empty", format_count(static_cast<std::int64_t>(column_.empty)));
  }

 private:
  bool truth() {
    static const std::pair<const char*, const char*> words[] = {
        {"yes", "no"}, {"true", "false"}, {"1", "0"}, {"ja", "nee"}, {"j", "n"}, {"y", "n"}, {"t", "f"}};
    if (!column_.listed || column_.values.size() != 2) return false;
    const auto small = [](std::string text) {
      std::ranges::transform(text, text.begin(), lower);
      return text;
    };
    for (const auto& [yes, no] : words)
      for (const bool swapped : {false, true}) {
        const std::string& first = column_.values[swapped ? 1 : 0].first;
        const std::string& second = column_.values[swapped ? 0 : 1].first;
        if (small(first) != yes || small(second) != no) continue;
        field_.type = "yes/no";
        if (std::string_view(yes).size() == 1 && *yes != '1')
          field_.keys.push_back(
              fmt::format("stored as: {{yes: {}, no: {}}}", yaml_text(first), yaml_text(second)));
        field_.why = fmt::format(
            "{} {} and {} {}",
            format_count(static_cast<std::int64_t>(column_.values[swapped ? 1 : 0].second)), first,
            format_count(static_cast<std::int64_t>(column_.values[swapped ? 0 : 1].second)), second);
        return true;
      }
    return false;
  }

  bool date() {
    const std::string mark(1, column_.date_mark);
    const std::string d = column_.two_digits ? "dd" : "d", m = column_.two_digits ? "mm" : "m";
    const std::uint64_t day_first = column_.of(CellForm::day_month_year),
                        month_first = column_.of(CellForm::month_day_year);
    if (most_are(column_, column_.of(CellForm::iso_date))) return is_date(column_.of(CellForm::iso_date), "");
    if (most_are(column_, day_first) && day_first >= month_first) {
      is_date(day_first, d + mark + m + mark + "yyyy");
      if (day_first == month_first) field_.why += "; or the month comes first: say which";
      return true;
    }
    if (most_are(column_, month_first)) return is_date(month_first, m + mark + d + mark + "yyyy");
    if (most_are(column_, column_.of(CellForm::compact_date)) && says(column_.name, {"dat", "day", "dag"}))
      return is_date(column_.of(CellForm::compact_date), "yyyymmdd");
    const bool named = says(column_.name, {"date", "created", "time", "start", "end", "_at", "since"});
    if (named && most_are(column_, column_.of(CellForm::unix_milliseconds)))
      return is_date(column_.of(CellForm::unix_milliseconds), "unix milliseconds");
    if (named && most_are(column_, column_.of(CellForm::unix_seconds)))
      return is_date(column_.of(CellForm::unix_seconds), "unix seconds");
    return false;
  }

  bool is_date(std::uint64_t count, const std::string& written) {
    field_.type = "date";
    field_.dates = written;
    field_.stamped = column_.of(CellForm::timestamp) > 0;
    field_.why = fmt::format("{} of {} are dates {}", format_count(static_cast<std::int64_t>(count)),
                             format_count(static_cast<std::int64_t>(column_.filled)),
                             written.empty() ? "yyyy-mm-dd" : written);
    if (field_.stamped) field_.why += " with a time";
    unknown(count, {"9999-12-31", "0001-01-01", "1900-01-01"});
    return true;
  }

  bool number() {
    const std::uint64_t whole = column_.of(CellForm::whole);
    const std::uint64_t point = whole + column_.of(CellForm::decimal_point),
                        comma = whole + column_.of(CellForm::decimal_comma);
    if (!most_are(column_, std::max(point, comma))) return false;
    field_.comma = comma > point;
    const std::uint64_t count = std::max(point, comma);
    if (whole == count && says(column_.name, {"id", "number", "nummer", "code", "zip", "postal", "phone"}))
      return false;
    field_.currency = column_.currency_signs > 0;
    field_.percent = column_.percent_signs > 0;
    field_.scientific = column_.of(CellForm::scientific) > 0;
    const bool priced =
        says(column_.name, {"price", "prijs", "preis", "amount", "bedrag", "betrag", "charge", "fee", "cost",
                            "premium", "premie", "mrr", "revenue", "balance", "total", "tarif", "kosten"});
    if (field_.percent)
      field_.type = "percentage";
    else if (field_.currency || (priced && column_.most_decimals <= 2 && whole < count) ||
             (priced && whole == count))
      field_.type = "money";
    else if (whole == count)
      field_.type = "whole number";
    else
      field_.type = "decimal";
    if (field_.type == "decimal")
      field_.keys.push_back(fmt::format("places: {}", std::min(6, std::max(1, column_.most_decimals))));
    if (field_.type == "decimal" && column_.most_decimals > 6) field_.scientific = true;
    range();
    field_.why = fmt::format(
        "{} of {} are numbers from {} to {}", format_count(static_cast<std::int64_t>(count)),
        format_count(static_cast<std::int64_t>(column_.filled)), plain(column_.least), plain(column_.most));
    unknown(count, {});
    return true;
  }

  // Room to spare: up to ten times what was seen.
  void range() {
    const double most = std::pow(10, std::ceil(std::log10(std::max(1.0, column_.most)))) * 10;
    const std::string unit = field_.type == "money" ? "EUR " : "";
    const std::string behind = field_.type == "percentage" ? "%" : "";
    if (most > 1e12) return;
    if (column_.least >= 0) field_.keys.push_back(fmt::format("from: {}0{}", unit, behind));
    field_.keys.push_back(fmt::format("to: {}{:.0f}{}", unit, most, behind));
  }

  static std::string plain(double number) {
    std::string text = fmt::format("{:.2f}", number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  void unknown(std::uint64_t count, std::initializer_list<const char*> usual) {
    std::vector<std::string> found = markers(column_, count);
    for (const char* marker : usual)
      if (std::ranges::find(column_.values, marker, [](const auto& value) { return value.first; }) !=
          column_.values.end())
        found.emplace_back(marker);
    if (found.empty()) {
      if (count < column_.filled) field_.why += "; the others will be rejected";
      return;
    }
    std::string list;
    for (const std::string& marker : found) list += (list.empty() ? "" : ", ") + yaml_text(marker);
    field_.keys.push_back("unknown when: [" + list + "]");
    field_.why += "; taken for unknown: " + list;
    field_.optional = true;
  }

  bool choice() {
    constexpr std::size_t most = 30;
    if (!column_.listed || column_.values.size() > most || column_.values.size() < 2 || column_.distinct)
      return false;
    field_.type = "choice";
    std::vector<std::string> taken;
    std::string list;
    for (const auto& [value, times] : column_.values)
      list += (list.empty() ? "" : ", ") + name_for(value, taken) + ": " + yaml_text(value);
    field_.keys.push_back("values: {" + list + "}");
    field_.why =
        fmt::format("{} values; most often {}, {} times", column_.values.size(), column_.values[0].first,
                    format_count(static_cast<std::int64_t>(column_.values[0].second)));
    return true;
  }

  void text() {
    field_.type = "text";
    field_.why = column_.distinct ? "no two are alike" : "texts of any kind";
  }

  const SeenColumn& column_;
  GuessedField& field_;
};

}  // namespace

std::string name_for(const std::string& column, std::vector<std::string>& names) {
  std::string name = spoken(column);
  while (name.ends_with(' ')) name.pop_back();
  if (name == "tenure") name = "tenure in months";
  const std::string first = name;
  for (int number = 2; std::ranges::find(names, name) != names.end(); ++number)
    name = first + " " + std::to_string(number);
  names.push_back(name);
  return name;
}

bool says(const std::string& name, std::initializer_list<std::string_view> words) {
  std::string small(name);
  std::ranges::transform(small, small.begin(), lower);
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return small.find(word) != std::string::npos; });
}

std::string yaml_text(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    if (c == '\n')
      made += "\\n";
    else if (c == '\t')
      made += "\\t";
    else if (static_cast<unsigned char>(c) >= 0x20)
      made += c;
  }
  return made + "\"";
}

GuessedField guess_column(const SeenColumn& column, std::vector<std::string>& names) {
  GuessedField field;
  field.column = &column;
  field.name = name_for(column.name, names);
  Guessing(column, field).run();
  return field;
}

}  // namespace trouw::cli
