#include "trouw/look.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "records/headings.h"
#include "records/id_set.h"
#include "records/written.h"
#include "trouw/records.h"

namespace trouw {

namespace {

constexpr std::size_t most_values = 200;  // that are told apart

using Counts = std::unordered_map<std::string, std::uint64_t>;

std::vector<std::pair<std::string, std::uint64_t>> by_frequency(const Counts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> all(counts.begin(), counts.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return all;
}

// Looks at the cells of one column.
class Looking {
 public:
  explicit Looking(const std::string& name) : zone_("UTC", ignored_) { seen_.name = name; }

  void take(std::string_view text) {
    const std::string_view cell = without_blanks(text);
    seen_.blanks_around += cell.size() != text.size() ? 1 : 0;
    if (cell.empty()) {
      ++seen_.empty;
      return;
    }
    ++seen_.filled;
    distinct_ = distinct_ && ids_.insert(cell);
    if (counts_.size() < most_values || counts_.contains(std::string(cell)))
      ++counts_[std::string(cell)];
    else
      all_listed_ = false;
    const bool number = take_number(cell), date = take_date(cell);
    if (!number && !date && strays_.size() < most_values) ++strays_[std::string(cell)];
  }

  SeenColumn finish() {
    seen_.distinct = distinct_ && seen_.filled > 0;
    seen_.values = by_frequency(counts_);
    seen_.listed = all_listed_;
    seen_.strays = by_frequency(strays_);
    if (!currencies_.empty()) seen_.currency = by_frequency(currencies_).front().first;
    return std::move(seen_);
  }

 private:
  void count(CellForm form) { ++seen_.forms[static_cast<std::size_t>(form)]; }

  // As any notation would have it; says in which it is one.
  bool take_number(std::string_view cell) {
    const bool percent = cell.ends_with('%');
    std::string_view bare = percent ? without_blanks(cell.substr(0, cell.size() - 1)) : cell;
    std::string_view sign;
    const std::string_view unsigned_part = without_currency(bare, sign);
    const bool currency = !sign.empty();
    bare = unsigned_part;
    constexpr int fine = 9;
    std::int64_t value = 0;
    Notation point, comma;
    point.point = '.';
    comma.point = ',';
    point.round = comma.round = Rounding::half_away;
    if (bare.size() > 1 && bare[0] == '0' && bare.find_first_not_of("0123456789") == std::string_view::npos)
      return false;
    const bool by_point = parse_written_number(bare, point, {}, fine, true, value) == Fault::none;
    if (by_point) note_range(value, fine);
    const bool by_comma = parse_written_number(bare, comma, {}, fine, true, value) == Fault::none;
    if (by_comma && !by_point) note_range(value, fine);
    if (!by_point && !by_comma) return false;
    seen_.currency_signs += currency ? 1 : 0;
    if (currency) ++currencies_[std::string(minor_digits(sign) ? sign : currency_of_symbol(sign))];
    seen_.percent_signs += percent ? 1 : 0;
    const bool accounts = bare.ends_with('-') || bare.ends_with(')');  // below zero, as accounts have it
    if (accounts) ++seen_.grouped;
    const bool digits = !accounts && bare.find_first_not_of("-0123456789") == std::string_view::npos;
    if (digits) count(CellForm::whole);
    if (bare.find_first_of("eE") != std::string_view::npos) count(CellForm::scientific);
    const std::size_t mark = bare.find_last_of(".,");
    std::int64_t ignored = 0;
    const bool strict = parse_number(bare, fine, true, ignored) == Fault::none;
    if (by_point && !strict && bare.find(',') != std::string_view::npos) ++seen_.grouped;
    if (!digits && by_point) count(CellForm::decimal_point);
    if (!digits && by_comma) count(CellForm::decimal_comma);
    if (mark != std::string_view::npos)
      seen_.most_decimals =
          std::max(seen_.most_decimals, static_cast<int>(bare.size() - mark - 1) - (accounts ? 1 : 0));
    if (digits && (value / 1'000'000'000 >= 300'000'000 && value / 1'000'000'000 < 4'000'000'000))
      count(CellForm::unix_seconds);
    if (digits && bare.size() == 13 && bare[0] == '1') count(CellForm::unix_milliseconds);
    return true;
  }

  void note_range(std::int64_t value, int places) {
    double number = static_cast<double>(value);
    while (places-- > 0) number /= 10;
    seen_.least = ranged_ ? std::min(seen_.least, number) : number;
    seen_.most = ranged_ ? std::max(seen_.most, number) : number;
    ranged_ = true;
  }

  // What is left of an amount without its sign, a symbol or a code.
  static std::string_view without_currency(std::string_view cell, std::string_view& sign) {
    const std::size_t first = cell.find_first_of("-(0123456789");
    if (first == std::string_view::npos) return cell;
    const std::string_view before = without_blanks(cell.substr(0, first));
    const std::size_t last = cell.find_last_of("0123456789)-") + 1;
    const std::string_view behind = without_blanks(cell.substr(last));
    const auto currency = [](std::string_view text) {
      return minor_digits(text) || !currency_of_symbol(text).empty();
    };
    if (before.empty() == behind.empty() || !currency(before.empty() ? behind : before)) return cell;
    sign = before.empty() ? behind : before;
    return before.empty() ? without_blanks(cell.substr(0, last)) : cell.substr(first);
  }

  bool take_date(std::string_view cell) {
    bool any = false;
    const auto with = [&](std::string order, bool wide, CellForm form) {
      Notation notation;
      notation.order = std::move(order);
      notation.wide = wide;
      Day day = 0;
      if (parse_written_date(cell, notation, &zone_, day) != Fault::none) return;
      any = true;
      count(form);
      if (cell.size() > 10 || cell.find(':') != std::string_view::npos) count(CellForm::timestamp);
      if (cell.size() > 10) note_offset(cell.substr(10));
    };
    if (parse_day(cell.substr(0, 10))) with("", true, CellForm::iso_date);
    const std::size_t mark = cell.find_first_of("-/.");
    if (!any && mark != std::string_view::npos && mark <= 2) {
      const std::string sign(1, cell[mark]);
      with("d" + sign + "m" + sign + "y", false, CellForm::day_month_year);
      const bool stamped = any;
      if (!stamped)
        with("m" + sign + "d" + sign + "y", false, CellForm::month_day_year);
      else if (is_either(cell, mark))
        count(CellForm::month_day_year);
      if (any) {
        seen_.date_mark = cell[mark];
        seen_.two_digits &= mark == 2 && cell.find_first_of("-/.", 3) == 5;
      }
    }
    if (!any && cell.size() == 8) with("ymd", true, CellForm::compact_date);
    return any;
  }

  // Whether day and month may be taken for one another.
  static bool is_either(std::string_view cell, std::size_t mark) {
    const std::size_t second = cell.find_first_of("-/.", mark + 1);
    const std::string_view middle = cell.substr(mark + 1, second - mark - 1);
    return middle.size() <= 2 && std::stoi("0" + std::string(middle)) >= 1 &&
           std::stoi("0" + std::string(cell.substr(0, mark))) <= 12;
  }

  void note_offset(std::string_view time) {
    seen_.zoned |=
        time.find_first_of("Z+") != std::string_view::npos || time.find('-') != std::string_view::npos;
  }

  Status ignored_;
  Zone zone_;
  SeenColumn seen_;
  IdSet ids_;
  Counts counts_, strays_, currencies_;
  bool distinct_ = true, all_listed_ = true, ranged_ = false;
};

// A schema that reads every column as a text.
void describe(Schema& schema, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    Field field;
    field.name = field.column = names[i];
    field.type = Type::text;
    field.to = INT64_MAX;
    field.optional = true;
    schema.fields.push_back(field);
  }
  Field row;
  row.name = "#row";
  row.type = Type::whole;
  row.to = INT64_MAX;
  row.from_row_number = true;
  schema.fields.push_back(row);
  schema.roles.id = static_cast<FieldId>(names.size());
  schema.notation.trim = true;
  for (Field& field : schema.fields) field.notation = {};
}

}  // namespace

Status look_at(const std::string& source, SourceLook& look) {
  Schema schema;
  schema.currency = "EUR";
  std::vector<std::string> names;
  if (source == "-") return Status::failure("standard input can be read once: name a file to look at.");
  if (Status status = read_headings(source, schema, names); !status) return status;
  std::erase(names, "");  // cells beside the table
  if (names.empty()) return Status::failure(source + " has no columns.");
  look.separator = schema.separator == 0 ? ',' : schema.separator;
  look.encoding = schema.encoding;
  look.header_line = schema.header_line;
  describe(schema, names);
  RecordShape shape{&schema, {}, std::vector<bool>(schema.fields.size(), true), {}, {}};
  Status status;
  const auto records = open_records(source, shape, status);
  if (!status) return status;
  std::vector<Looking> columns(names.begin(), names.end());
  Batch batch;
  std::vector<Reject> rejects;
  for (;;) {
    rejects.clear();
    status = records->next(batch, rejects);
    if (!status || (batch.size == 0 && rejects.empty())) break;
    look.unreadable += rejects.size();
    look.records += batch.size + rejects.size();
    for (std::size_t i = 0; i < columns.size(); ++i)
      for (std::size_t row = 0; row < batch.size; ++row) {
        const bool known = batch.columns[i].known[row] != 0;
        columns[i].take(
            known ? std::string_view(batch.texts[static_cast<std::size_t>(batch.columns[i].values[row])])
                  : std::string_view());
      }
  }
  for (Looking& column : columns) look.columns.push_back(column.finish());
  return status;
}

}  // namespace trouw
