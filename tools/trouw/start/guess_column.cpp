#include "start/guess_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "shell/words.h"
#include "trouw/names.h"

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
    const bool capital = c >= 'A' && c <= 'Z';
    const bool after_small = i > 0 && column[i - 1] >= 'a' && column[i - 1] <= 'z';
    const bool before_small = capital && i > 0 && i + 1 < column.size() && column[i + 1] >= 'a' &&
                              column[i + 1] <= 'z' && is_letter(column[i - 1]);
    if (capital && (after_small || before_small)) name += ' ';
    name += c == '_' ? ' ' : lower(c);
  }
  return speakable_name(name);
}

// Words that YAML takes for something else than a text.
bool special_in_yaml(const std::string& name) {
  static constexpr std::string_view words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  return std::ranges::find(words, name) != std::end(words);
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
  using Seen = std::pair<std::string, std::uint64_t>;  // a value, and how often

 public:
  Guessing(const SeenColumn& column, const std::string& currency, GuessedField& field)
      : column_(column), currency_(currency), field_(field) {}

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

  // What may stand for no date among others.
  static bool no_date(const std::string& text) {
    static constexpr std::string_view usual[] = {
        "0",          "-1",         "0000-00-00", "9999-12-31", "31-12-9999", "31.12.9999", "12/31/9999",
        "0001-01-01", "1900-01-01", "00-00-0000", "00.00.0000", "00/00/0000", "00000000",   "99991231"};
    return std::ranges::find(usual, text) != std::end(usual);
  }

  // Nearly all are, or say in a few ways that there is none.
  bool are_dates(std::uint64_t count) const {
    constexpr std::size_t few = 5;
    constexpr std::uint64_t one_in = 20;
    if (most_are(column_, count)) return true;
    std::uint64_t others = 0;
    std::size_t ways = 0;
    for (const auto& [text, times] : column_.strays) {
      others += times;
      ++ways;
    }
    for (const auto& [text, times] : column_.values)
      if (no_date(text) && std::ranges::find(column_.strays, text, &Seen::first) == column_.strays.end()) {
        others += times;
        ++ways;
      }
    return ways <= few && count > 1 && count * one_in >= column_.filled && most_are(column_, count + others);
  }

  bool date() {
    const std::string mark(1, column_.date_mark);
    const std::string d = column_.two_digits ? "dd" : "d", m = column_.two_digits ? "mm" : "m";
    const std::uint64_t day_first = column_.of(CellForm::day_month_year),
                        month_first = column_.of(CellForm::month_day_year);
    if (are_dates(column_.of(CellForm::iso_date))) return is_date(column_.of(CellForm::iso_date), "");
    if (are_dates(day_first) && day_first >= month_first) {
      is_date(day_first, d + mark + m + mark + "yyyy");
      if (day_first == month_first) field_.why += "; asked: or does the month come first?";
      return true;
    }
    if (are_dates(month_first)) return is_date(month_first, m + mark + d + mark + "yyyy");
    const std::uint64_t compact = column_.of(CellForm::compact_date);
    constexpr std::uint64_t many = 10;
    if ((are_dates(compact) && says(column_.name, {"dat", "day", "dag", "since", "sinds", "seit"})) ||
        (compact == column_.filled && compact >= many))
      return is_date(compact, "yyyymmdd");
    const bool named =
        says(column_.name, {"date", "created", "time", "start", "end", "_at", "since", "datum"});
    if (named && are_dates(column_.of(CellForm::unix_milliseconds)))
      return is_date(column_.of(CellForm::unix_milliseconds), "unix milliseconds");
    if (named && are_dates(column_.of(CellForm::unix_seconds)))
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
    std::vector<std::string> none;
    for (const auto& [text, times] : column_.values)
      if (no_date(text)) none.push_back(text);
    unknown(count, none);
    return true;
  }

  // Nearly all are, or most are and the others say that nobody knows.
  bool are_numbers(std::uint64_t count) const {
    if (most_are(column_, count)) return true;
    std::uint64_t unknown = 0;
    for (const auto& [text, times] : column_.strays) unknown += says_unknown(text) ? times : 0;
    return count * 2 >= column_.filled && count + unknown == column_.filled;
  }

  static bool says_unknown(std::string text) {
    static constexpr std::string_view usual[] = {"null",   "none",     "nan",       "na",      "n/a",  "#n/a",
                                                 "n.v.t.", "nvt",      "-",         "--",      "?",    ".",
                                                 "x",      "onbekend", "unbekannt", "unknown", "leer", "leeg",
                                                 "k.a.",   "missing",  "(null)",    "\\n",     "nil"};
    std::ranges::transform(text, text.begin(), lower);
    return std::ranges::find(usual, text) != std::end(usual);
  }

  bool number() {
    const std::uint64_t whole = column_.of(CellForm::whole);
    const std::uint64_t point = whole + column_.of(CellForm::decimal_point),
                        comma = whole + column_.of(CellForm::decimal_comma);
    if (!are_numbers(std::max(point, comma))) return false;
    field_.comma = comma > point;
    const std::uint64_t count = std::max(point, comma);
    if (whole == count && says(column_.name, {"id", "number", "nummer", "code", "zip", "postal", "phone"}))
      return false;
    if (column_.currency_signs > 0 && column_.currency != currency_) return false;
    field_.currency = column_.currency_signs > 0;
    field_.percent = column_.percent_signs > 0;
    field_.scientific = column_.of(CellForm::scientific) > 0;
    const bool priced = says(
        column_.name, {"price", "prijs",   "preis",      "amount",  "bedrag", "betrag",  "charge",  "fee",
                       "cost",  "premium", "premie",     "prämie",  "mrr",    "revenue", "balance", "total",
                       "tarif", "kosten",  "contributi", "beitrag", "gebühr", "saldo",   "payment", "spent"});
    if (field_.percent)
      field_.type = "percentage";
    else if (field_.currency || priced)
      field_.type = "money";
    else if (whole == count)
      field_.type = "whole number";
    else
      field_.type = "decimal";
    if (field_.type == "decimal")
      field_.keys.push_back(fmt::format("places: {}", std::min(6, std::max(1, column_.most_decimals))));
    field_.scientific |= column_.most_decimals > (field_.type == "money" ? 2 : 6);
    range();
    field_.why = fmt::format(
        "{} of {} are numbers from {} to {}", format_count(static_cast<std::int64_t>(count)),
        format_count(static_cast<std::int64_t>(column_.filled)), plain(column_.least), plain(column_.most));
    if (field_.type == "money" && whole == count)
      field_.why += "; asked: whole amounts, or cents? Then add “stored in: minor units”";
    unknown(count, {});
    return true;
  }

  // Room to spare: up to ten times what was seen.
  void range() {
    const double most = std::pow(10, std::ceil(std::log10(std::max(1.0, column_.most)))) * 10;
    const std::string unit = field_.type == "money" ? currency_ + " " : "";
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

  void unknown(std::uint64_t count, const std::vector<std::string>& usual) {
    std::vector<std::string> found = markers(column_, count);
    for (const std::string& marker : usual)
      if (std::ranges::find(found, marker) == found.end()) found.push_back(marker);
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
    constexpr std::size_t most = 30, few = 3, often = 3;  // each of many is there some times
    const std::size_t values = column_.values.size();
    if (!column_.listed || values > most || values < 2 || column_.distinct) return false;
    if (values > few && values * often > column_.filled) return false;
    field_.type = "choice";
    std::vector<std::string> taken;
    std::string list;
    for (const auto& [value, times] : column_.values)
      list += (list.empty() ? "" : ", ") + name_for(value, taken, "value") + ": " + yaml_text(value);
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
  const std::string& currency_;
  GuessedField& field_;
};

}  // namespace

std::string name_for(const std::string& column, std::vector<std::string>& names, const std::string& kind) {
  std::string name = spoken(column);
  constexpr std::size_t longest = 60;  // with room for a number behind
  if (name.size() > longest) name = speakable_name(printable(name.substr(0, longest)));
  if (name.empty() || !is_letter(name[0]) || special_in_yaml(name))
    name = kind + (name.empty() ? "" : " ") + name;
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

GuessedField guess_column(const SeenColumn& column, const std::string& currency,
                          std::vector<std::string>& names) {
  GuessedField field;
  field.column = &column;
  field.name = name_for(column.name, names);
  Guessing(column, currency, field).run();
  return field;
}

}  // namespace trouw::cli
