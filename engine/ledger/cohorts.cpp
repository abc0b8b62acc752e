// Who was given an offer and who was held out of it.
#include <algorithm>

#include "ledger/store.h"

namespace trouw {

namespace {

constexpr char hold_out[] = "hold out";  // the kind of its entries

// What an entry says of a hold-out. Titles stand on one line.
std::string text_of(const std::string& title, const std::string& occasion) {
  return title + "\n" + occasion;
}

}  // namespace

Status LedgerStore::was_held_out(const std::string& contract_key, const std::vector<std::string>& titles,
                                 const std::string& occasion, bool& there) {
  there = false;
  Status status;
  sqlite::Statement& found =
      statement("SELECT 1 FROM entries WHERE contract = ? AND kind = ? AND text = ?", status);
  for (std::size_t i = 0; status && !there && i < titles.size(); ++i) {
    found.bind(1, contract_key).bind(2, hold_out).bind(3, text_of(titles[i], occasion));
    there = found.next(status);
    found.reset();
  }
  return status;
}

Status LedgerStore::add(const HeldOut& held_out) {
  LedgerEntry entry;
  entry.kind = hold_out;
  entry.contract = held_out.contract;
  entry.text = text_of(held_out.offer, held_out.occasion);
  entry.amount = held_out.paid;
  entry.day = held_out.day;
  entry.booked = held_out.booked;
  entry.fingerprint = held_out.fingerprint;
  return append(entry);
}

Status LedgerStore::held_out(const std::vector<std::string>& titles,
                             const std::function<void(const HeldOut&)>& one) {
  Status status;
  sqlite::Statement& rows = statement(
      "SELECT contract, text, amount, day, booked, fingerprint FROM entries WHERE kind = ? ORDER BY number",
      status);
  if (!status) return status;
  rows.bind(1, hold_out);
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

Status LedgerStore::given(const std::vector<std::string>& titles,
                          const std::function<void(const GivenAward&)>& award) {
  Status status;
  sqlite::Statement& rows = statement(
      "SELECT c.key, a.day, a.paid, a.handed, a.billed FROM awards a JOIN contracts c ON c.number = "
      "a.contract "
      "WHERE a.offer = ? AND a.state NOT IN ('reserved', 'released') ORDER BY a.number",
      status);
  for (std::size_t i = 0; status && i < titles.size(); ++i) {
    rows.bind(1, titles[i]);
    while (rows.next(status))
      award({rows.text(0), static_cast<Day>(rows.integer(1)), rows.integer(2), rows.integer(3),
             rows.integer(4) != 0});
    rows.reset();
  }
  return status;
}

}  // namespace trouw
