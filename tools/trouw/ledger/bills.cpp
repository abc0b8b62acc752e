#include "ledger/bills.h"

#include <fmt/format.h>

#include <algorithm>

#include "shell/csv.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

// Perks have a worth alone; ledgers of before counted them as one point.
bool is_perk(const DueLine& line) {
  return line.kind == "perk";
}

bool is_money(const DueLine& line) {
  return line.kind != "perk" && line.kind != "points" && line.worth == 0 && line.number == 0;
}

std::string remark(const DueLine& line, const std::string& currency) {
  if (line.kind == "carried") return "carried from bills before";
  if (line.kind == "taken back") return "taken back";
  std::string text = !line.of        ? fmt::format("bill {}", line.period)
                     : *line.of == 1 ? "once"
                                     : fmt::format("bill {} of {}", line.period, *line.of);
  if (line.carried != 0) text += fmt::format("; {} more is carried on", format_money(line.carried, currency));
  return text;
}

struct Named {
  std::optional<std::size_t> id, invoice, starts, share, booked;
};

Status wrong_cell(const std::string& path, std::uint64_t line, const std::string& column,
                  const std::string& value, const char* wanted) {
  return Status::failure(
      fmt::format("{}, line {}: {} takes {}, not “{}”.", path, line, column, wanted, value));
}

// Which column is what.
Status read_header(const std::string& path, const CsvRow& header, const Schema& schema, Named& named,
                   BillList& list, std::vector<std::size_t>& columns) {
  std::vector<std::string> known{"id", "invoice", "starts", "share", "booked"};
  std::optional<std::size_t>* const places[] = {&named.id, &named.invoice, &named.starts, &named.share,
                                                &named.booked};
  for (const Field& field : schema.fields) known.push_back(field.column);
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const std::string& cell = header.cells[i];
    const auto at = std::ranges::find(known, cell) - known.begin();
    if (at < 5) {
      if (*places[at]) return Status::failure(path + ": the column " + cell + " is there twice.");
      *places[at] = i;
      continue;
    }
    const auto field = std::ranges::find_if(
        schema.fields, [&](const Field& one) { return one.column == cell || one.name == cell; });
    if (field == schema.fields.end()) {
      const std::string near = nearest_name(cell, known);
      return Status::failure(fmt::format("{}: the column “{}” is no field of the programme.{}", path, cell,
                                         near.empty() ? "" : " Did you mean “" + near + "”?"));
    }
    list.fields.push_back(static_cast<FieldId>(field - schema.fields.begin()));
    columns.push_back(i);
  }
  for (std::size_t i = 0; i < 3; ++i)
    if (!*places[i]) return Status::failure(path + ": there is no column " + known[i] + ".");
  return {};
}

Status read_bill(const std::string& path, const CsvRow& row, const Named& named, BillList::One& one) {
  one.line = row.line;
  one.id = row.cells[*named.id];
  one.bill.invoice = row.cells[*named.invoice];
  const std::string& starts = row.cells[*named.starts];
  const auto day = parse_day(starts);
  if (one.id.empty()) return wrong_cell(path, row.line, "id", "", "a contract");
  if (one.bill.invoice.empty()) return wrong_cell(path, row.line, "invoice", "", "the bill's name");
  if (!day) return wrong_cell(path, row.line, "starts", starts, "a date like 2027-04-01");
  one.bill.starts = one.bill.booked = *day;
  if (named.booked && !row.cells[*named.booked].empty()) {
    const auto booked = parse_day(row.cells[*named.booked]);
    if (!booked)
      return wrong_cell(path, row.line, "booked", row.cells[*named.booked], "a date like 2027-04-01");
    one.bill.booked = *booked;
  }
  if (named.share && !row.cells[*named.share].empty()) {
    const std::string& cell = row.cells[*named.share];
    const auto decimal = parse_decimal(cell);
    const auto share = decimal ? scaled(*decimal, 6) : std::nullopt;
    if (!share || *share <= 0 || *share > whole_period)
      return wrong_cell(path, row.line, "share", cell, "a part like 0.5, above 0 and at most 1");
    one.bill.share = *share;
  }
  return {};
}

}  // namespace

void BillsShown::add_text(std::string_view id, const DueLine& line) {
  const bool points = line.number != 0 && !is_perk(line);
  const std::string amount =
      is_money(line) ? format_money(line.amount, schema_.currency)
      : points ? fmt::format("{} points, worth {}", line.number, format_money(line.worth, schema_.currency))
               : "worth " + format_money(line.worth, schema_.currency);
  text_ += fmt::format("{}  {}  {}: {} ({})\n", printable(id), amount, printable(line.offer),
                       printable(line.text), remark(line, schema_.currency));
}

void BillsShown::add(std::string_view id, const Bill& bill, const Due& due) {
  ++bills_;
  again_ += due.again ? 1 : 0;
  for (const DueLine& line : due.lines) {
    ++lines_;
    total_ += line.amount;
    if (format_ == Format::text) add_text(id, line);
  }
  if (format_ == Format::json)
    json_.add(id, bill, due, schema_.currency);
  else if (due.within)
    text_ += fmt::format("{}  {}\n", printable(id), printable(shortened_text(bill, due)));
}

std::string BillsShown::text(const std::string& head) const {
  if (format_ == Format::json) return json_.text(head) + "\n";
  return text_ + fmt::format("{} on {}, {} in all{}.\n{}", counted(lines_, "line", "lines"),
                             counted(bills_, "bill", "bills"), format_money(total_, schema_.currency),
                             again_ > 0
                                 ? fmt::format("; {} had theirs before", counted(again_, "bill", "bills"))
                                 : "",
                             head_text(head));
}

Status read_bill_list(const std::string& path, const Programme& programme, BillList& list) {
  list = {};
  std::vector<CsvRow> rows;
  Status status = read_csv(path, rows);
  if (!status) return status;
  Named named;
  std::vector<std::size_t> columns;
  status = read_header(path, rows.front(), programme.schema, named, list, columns);
  for (std::size_t i = 1; status && i < rows.size(); ++i) {
    BillList::One& one = list.bills.emplace_back();
    status = read_bill(path, rows[i], named, one);
    for (const std::size_t column : columns) one.bases.push_back(rows[i].cells[column]);
  }
  std::ranges::stable_sort(list.bills, {}, [](const BillList::One& one) {
    return std::pair(std::string_view(one.id), one.bill.starts);
  });
  return status;
}

}  // namespace trouw::cli
