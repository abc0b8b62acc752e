// What stands beside the entries, as a text of which an entry keeps the SHA-256.
#include <fmt/format.h>

#include "ledger/store.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// Every part begins with its kind and length, so that no two rows read alike.
void add_value(const sqlite::Value& value, std::string& text) {
  switch (value.kind) {
    case sqlite::Value::null:
      text += "-;";
      break;
    case sqlite::Value::integer:
      text += fmt::format("{};", value.number);
      break;
    default:
      text += fmt::format("{}:{};", value.bytes.size(), value.bytes);
  }
}

constexpr const char* award_and_decision =
    "SELECT d.number, dc.key, d.day, d.fingerprint, d.context, d.outcome, d.sealed, ac.key, a.customer, "
    "a.offer, a.occasion, a.day, a.standing, a.is_match, a.paid, a.ceiling, a.horizon FROM awards a "
    "JOIN decisions d ON d.number = a.decision JOIN contracts dc ON dc.number = d.contract "
    "JOIN contracts ac ON ac.number = a.contract WHERE a.number = ?1";
constexpr const char* its_promises =
    "SELECT place, kind, amount, base, perk, cap_a_bill, first, periods, open_ended, while_of, text "
    "FROM promises WHERE award = ?1 ORDER BY place";
constexpr const char* counted_of_it = "SELECT field, key FROM counted WHERE award = ?1 ORDER BY field";
constexpr const char* bill_day =
    "SELECT i.day FROM invoices i JOIN contracts c ON c.number = i.contract WHERE c.key = ?1 AND i.invoice = "
    "?2";
constexpr const char* bill_lines =
    "SELECT l.place, l.award, l.kind, l.text, l.amount, l.points, l.period, l.of_periods, l.key FROM lines l "
    "JOIN contracts c ON c.number = l.contract WHERE c.key = ?1 AND l.invoice = ?2 ORDER BY l.place";
constexpr const char* bill_awards =
    "SELECT b.award, b.period FROM bills b JOIN contracts c ON c.number = b.contract WHERE c.key = ?1 AND "
    "b.invoice = ?2 ORDER BY b.award";
constexpr const char* programme_yaml = "SELECT yaml FROM programmes WHERE fingerprint = ?1";
constexpr const char* programme_texts =
    "SELECT place, name, text FROM programme_files WHERE fingerprint = ?1 ORDER BY place";

}  // namespace

Status LedgerStore::add_rows(const char* sql, const std::vector<std::string>& parameters, std::string& rows) {
  Status status;
  sqlite::Statement& found = statement(sql, status);
  if (!status) return status;
  for (std::size_t i = 0; i < parameters.size(); ++i) found.bind(static_cast<int>(i) + 1, parameters[i]);
  while (found.next(status)) {
    for (int column = 0; column < found.columns(); ++column) add_value(found.value(column), rows);
    rows += '\n';
  }
  found.reset();
  rows += '\n';
  return status;
}

Status LedgerStore::rows_of(const LedgerEntry& entry, std::string& rows) {
  rows.clear();
  Status status;
  const auto add = [&](std::initializer_list<const char*> questions,
                       const std::vector<std::string>& parameters) {
    for (const char* sql : questions)
      if (status) status = add_rows(sql, parameters, rows);
  };
  if (entry.kind == "grant" || entry.kind == "reserve")
    add({award_and_decision, its_promises, counted_of_it}, {fmt::format("{}", entry.award)});
  else if (entry.kind == "bill")
    add({bill_day, bill_lines, bill_awards}, {entry.contract, entry.invoice});
  else if (entry.kind == "programme")
    add({programme_yaml, programme_texts}, {entry.fingerprint});
  return status;
}

Status LedgerStore::seal_of(std::int64_t decision, std::string& seal) {
  std::string rows;
  const std::string number = fmt::format("{}", decision);
  Status status = add_rows("SELECT nonce, record FROM decisions WHERE number = ?1", {number}, rows);
  if (status)
    status = add_rows(
        "SELECT a.number, m.place, m.language, m.text FROM awards a JOIN messages m ON m.award = a.number "
        "WHERE a.decision = ?1 ORDER BY 1, 2",
        {number}, rows);
  seal = sha256(rows);
  return status;
}

// Programmes had no entries, and what entries wrote had no seals.
Status LedgerStore::migrated(std::int64_t from) {
  Status status = database_.execute("INSERT INTO settings VALUES ('salt check', ''), ('last entry', '')");
  sqlite::Statement& salt = statement("SELECT value FROM settings WHERE name = 'salt'", status);
  if (status && salt.next(status)) salt_ = salt.text(0);
  salt.reset();
  sqlite::Statement& check = statement("UPDATE settings SET value = ? WHERE name = 'salt check'", status);
  if (status) status = check.bind(1, sha256(salt_)).run();
  if (status && from == 1) status = seal_what_was();
  return status ? finish() : status;
}

Status LedgerStore::seal_what_was() {
  Status status =
      database_.execute("UPDATE decisions SET nonce = lower(hex(randomblob(16))) WHERE record IS NOT NULL");
  std::vector<std::int64_t> decisions;
  sqlite::Statement& kept = statement("SELECT number FROM decisions ORDER BY number", status);
  while (status && kept.next(status)) decisions.push_back(kept.integer(0));
  kept.reset();
  for (std::size_t i = 0; status && i < decisions.size(); ++i) status = seal(decisions[i]);

  std::vector<LedgerEntry> before;
  if (status) status = begin();
  if (status) status = entries("", [&](const LedgerEntry& entry) { before.push_back(entry); });
  LedgerEntry upgrade;
  upgrade.kind = "upgrade";
  std::string older, rows;
  for (std::size_t i = 0; status && i < before.size(); ++i) {
    if (status = rows_of(before[i], rows); status && !rows.empty()) older = sha256(older + rows);
    upgrade.day = upgrade.booked = before[i].booked;
  }
  std::vector<std::string> programmes;
  sqlite::Statement& texts = statement("SELECT fingerprint FROM programmes ORDER BY fingerprint", status);
  while (status && texts.next(status)) programmes.push_back(texts.text(0));
  texts.reset();
  for (std::size_t i = 0; status && i < programmes.size(); ++i)
    status = append_programme(programmes[i], upgrade.booked);
  return status ? append(upgrade, older) : status;
}

Status LedgerStore::append_programme(const std::string& fingerprint, Day booked) {
  LedgerEntry entry;
  entry.kind = "programme";
  entry.fingerprint = fingerprint;
  entry.day = entry.booked = booked;
  std::string rows;
  const Status status = rows_of(entry, rows);
  return status ? append(entry, rows) : status;
}

// Puts the seal of a decision into it.
Status LedgerStore::seal(std::int64_t decision) {
  std::string seal;
  Status status = seal_of(decision, seal);
  sqlite::Statement& update = statement("UPDATE decisions SET sealed = ? WHERE number = ?", status);
  if (status) status = update.bind(1, seal).bind(2, decision).run();
  return status;
}

}  // namespace trouw
