#include "ledger/cohorts.h"

#include <algorithm>

namespace trouw {

std::string hold_out_text(const std::string& title, const std::string& occasion) {
  return title + "\n" + occasion;
}

Status was_held_out(LedgerFile& file, const std::string& contract_key, const std::vector<std::string>& titles,
                    const std::string& occasion, bool& there) {
  there = false;
  Status status;
  const std::int64_t contract = file.contract(contract_key, status);
  if (!status || contract == 0) return status;
  sqlite::Statement& found =
      file.statement("SELECT 1 FROM entries WHERE contract = ? AND kind = ? AND text = ?", status);
  for (std::size_t i = 0; status && !there && i < titles.size(); ++i) {
    found.bind(1, contract).bind(2, hold_out_kind).bind(3, hold_out_text(titles[i], occasion));
    there = found.next(status);
    found.reset();
  }
  return status;
}

Status held_out(LedgerFile& file, const std::vector<std::string>& titles,
                const std::function<void(const HeldOut&)>& one) {
  Status status;
  sqlite::Statement& rows = file.statement(
      "SELECT c.key, e.text, e.amount, e.day, e.booked, p.fingerprint FROM entries e JOIN contracts c ON "
      "c.number "
      "= e.contract JOIN programmes p ON p.number = e.programme WHERE e.kind = ? ORDER BY e.number",
      status);
  if (!status) return status;
  rows.bind(1, hold_out_kind);
  while (rows.next(status)) {
    const std::string text = rows.text(1);
    const std::size_t line = text.find('\n');
    const std::string title = text.substr(0, line);
    if (std::ranges::find(titles, title) == titles.end()) continue;
    one({rows.text(0), title, line == std::string::npos ? "" : text.substr(line + 1), rows.integer(2),
         static_cast<Day>(rows.integer(3)), static_cast<Day>(rows.integer(4)), rows.text(5)});
  }
  rows.reset();
  return status;
}

Status given(LedgerFile& file, const std::vector<std::string>& titles,
             const std::function<void(const GivenAward&)>& award) {
  Status status;
  sqlite::Statement& rows = file.statement(
      "SELECT c.key, a.day, a.paid, a.had - a.taken, a.used FROM awards a JOIN contracts c ON c.number = "
      "a.contract WHERE a.offer = ? AND a.state NOT IN ('reserved', 'released') ORDER BY a.number",
      status);
  for (std::size_t i = 0; status && i < titles.size(); ++i) {
    rows.bind(1, file.find(titles[i], status));
    while (status && rows.next(status))
      award({rows.text(0), static_cast<Day>(rows.integer(1)), rows.integer(2), rows.integer(3),
             rows.integer(4) != 0});
    rows.reset();
  }
  return status;
}

Status counted(LedgerFile& file, const std::vector<std::string>& titles, const std::string& field,
               const std::function<void(const Counted&)>& award) {
  Status status;
  const std::int64_t name = field.empty() ? 0 : file.find(field, status);
  sqlite::Statement& rows = file.statement(
      "SELECT c.key, ifnull(d.customer, c.key), ifnull(f.key, ''), a.day, a.paid FROM awards a JOIN "
      "decisions d "
      "ON d.number = a.decision JOIN contracts c ON c.number = a.contract LEFT JOIN counted f ON f.award = "
      "a.number AND f.field = ? WHERE a.offer = ? AND a.state <> 'released'",
      status);
  for (std::size_t i = 0; status && i < titles.size(); ++i) {
    rows.bind(1, name).bind(2, file.find(titles[i], status));
    while (status && rows.next(status))
      award({rows.text(0), rows.text(1), rows.text(2), static_cast<Day>(rows.integer(3)), rows.integer(4)});
    rows.reset();
  }
  return status;
}

bool is_empty(LedgerFile& file) {
  Status status;
  sqlite::Statement& found = file.statement("SELECT count(*) FROM (SELECT 1 FROM awards LIMIT 1)", status);
  const bool empty = status && found.step() == sqlite::Step::row && found.integer(0) == 0;
  found.reset();
  return empty;
}

}  // namespace trouw
