// Rows of a sheet: the first row that has anything in it names the columns, or the one that the schema says.
#include <algorithm>

#include "records/naming.h"
#include "records/nearest.h"
#include "records/row_source.h"
#include "records/written.h"
#include "workbook/workbook.h"

namespace trouw {

namespace {

// The sheet that a source means: the named one, or the schema's where there is one of its name.
Status choose_sheet(workbook::Rows& rows, const std::string& file, std::string sheet,
                    const std::string& usual, bool& first) {
  const std::vector<std::string>& all = rows.sheets();
  const auto has = [&](const std::string& name) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  if (!sheet.empty() && !has(sheet))
    return Status::failure(file + " has no sheet “" + sheet + "”" + did_you_mean(sheet, all));
  if (sheet.empty() && has(usual)) sheet = usual;
  first = sheet.empty();
  return rows.choose(sheet);
}

StoredCell stored(const workbook::Cell& cell) {
  switch (cell.kind) {
    case workbook::Cell::empty:
      break;
    case workbook::Cell::text:
      return {StoredCell::text, cell.bytes, 0};
    case workbook::Cell::number:
      return {StoredCell::decimal, cell.bytes, 0};
    case workbook::Cell::percentage:
      return {StoredCell::share, cell.bytes, 0};
    case workbook::Cell::day:
      return {StoredCell::day, {}, cell.days};
    case workbook::Cell::uncomputed:
      return {StoredCell::uncomputed, cell.bytes, 0};
    case workbook::Cell::failed:
      return {StoredCell::failed, cell.bytes, 0};
  }
  return {};
}

std::string heading(const workbook::Cell& cell) {
  if (cell.kind == workbook::Cell::day) return format_day(static_cast<Day>(cell.days));
  return std::string(without_blanks(cell.bytes));
}

class WorkbookRows : public RowSource {
 public:
  WorkbookRows(const std::string& path, std::string sheet, const Schema& schema, Status& status)
      : name_(path), rows_(path, status) {
    if (status) status = choose_sheet(rows_, path, std::move(sheet), schema.records, first_);
    if (status) status = read_header(schema.header_line);
  }

  const std::string& name() const override { return name_; }
  std::vector<std::string> columns() const override { return columns_; }

  Status select(const std::vector<std::size_t>& columns) override {
    selected_ = columns;
    return {};
  }

  Status next(bool& there) override {
    if (Status status = rows_.next(there); !status || !there) return status;
    blank_lines_ += rows_.number() - line_ - 1;
    line_ = rows_.number();
    return {};
  }

  StoredCell cell(std::size_t column) const override { return stored(rows_.cell(selected_[column])); }
  std::uint64_t line() const override { return line_; }
  std::uint64_t blank_lines() const override { return blank_lines_; }

  // A row further down that has the name may be the one that names the columns.
  std::string hint(const std::string& column) override {
    constexpr int most_rows = 20;
    bool there = true;
    for (int row = 0; row < most_rows && rows_.next(there) && there; ++row)
      for (std::size_t i = 0; i < rows_.width(); ++i)
        if (heading(rows_.cell(i)) == column)
          return " Row " + std::to_string(rows_.number()) +
                 " has it: write “header line: " + std::to_string(rows_.number()) +
                 "” under “reading:” of programme.yaml.";
    return {};
  }

  std::vector<std::string> notes() const override {
    if (!first_ || rows_.sheets().size() == 1) return {};
    return {name_ + ": its sheet “" + rows_.sheet() + "” is read, one of " +
            std::to_string(rows_.sheets().size()) + "; name another behind a #."};
  }

 private:
  Status read_header(std::uint32_t line) {
    bool there = true;
    do {
      if (Status status = rows_.next(there); !status) return status;
    } while (there && line != 0 && rows_.number() < line);
    if (!there && line == 0) return Status::failure(name_ + ": its sheet “" + rows_.sheet() + "” is empty.");
    if (!there || (line != 0 && rows_.number() != line))
      return Status::failure(name_ + ": row " + std::to_string(line) + " of its sheet “" + rows_.sheet() +
                             "” is empty, and “header line” says that it names the columns.");
    line_ = rows_.number();
    for (std::size_t i = 0; i < rows_.width(); ++i) columns_.push_back(heading(rows_.cell(i)));
    number_repeated(columns_);
    return {};
  }

  std::string name_;
  workbook::Rows rows_;
  std::vector<std::string> columns_;
  std::vector<std::size_t> selected_;
  std::uint64_t line_ = 0, blank_lines_ = 0;
  bool first_ = false;
};

}  // namespace

bool is_workbook_source(std::string_view source) {
  const std::string_view file = source.substr(0, source.find('#'));
  return file.find("://") == std::string_view::npos && (ends_like(file, ".xlsx") || ends_like(file, ".xlsm"));
}

std::unique_ptr<RowSource> open_workbook_rows(const std::string& source, const Schema& schema,
                                              Status& status) {
  NamedSource named(source);
  auto rows = std::make_unique<WorkbookRows>(named.file, std::move(named.part), schema, status);
  return status ? std::move(rows) : nullptr;
}

Status sample_workbook(const std::string& source, std::size_t most, std::vector<std::uint32_t>& lines,
                       std::vector<std::size_t>& filled) {
  NamedSource named(source);
  Status status;
  workbook::Rows rows(named.file, status);
  bool first = false, there = true;
  if (status) status = choose_sheet(rows, named.file, std::move(named.part), {}, first);
  while (status && there && lines.size() < most) {
    status = rows.next(there);
    if (!status || !there) break;
    lines.push_back(static_cast<std::uint32_t>(rows.number()));
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows.width(); ++i) count += heading(rows.cell(i)).empty() ? 0 : 1;
    filled.push_back(count);
  }
  return status;
}

}  // namespace trouw
