#include "ledger/older.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "ledger/cohorts.h"
#include "ledger/invoices.h"
#include "ledger/seals.h"
#include "ledger/terms.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// Tables of before stand beside today's while they are read.
constexpr const char* put_aside[] = {"settings", "programmes", "programme_files", "contracts", "decisions",
                                     "awards",   "promises",   "counted",         "messages",  "invoices",
                                     "bills",    "lines",      "entries"};

// What version 1 lacked, so that one reading serves both.
constexpr const char* as_version_2 = R"sql(
ALTER TABLE decisions ADD COLUMN nonce TEXT;
ALTER TABLE entries ADD COLUMN wrote TEXT NOT NULL DEFAULT '';
CREATE TABLE messages (award INTEGER, place INTEGER, language TEXT, text TEXT);
)sql";

// By position: the standings and reasons of an older ledger, and its kinds of rewards.
constexpr const char* same_rows = R"sql(
INSERT INTO settings SELECT name, value FROM old_settings WHERE name = 'salt';
INSERT INTO programmes (fingerprint, yaml) SELECT fingerprint, yaml FROM old_programmes ORDER BY rowid;
INSERT INTO programme_files SELECT p.number, f.place, f.name, f.text FROM old_programme_files f
  JOIN programmes p ON p.fingerprint = f.fingerprint;
INSERT INTO texts (text) SELECT offer FROM old_awards UNION SELECT occasion FROM old_awards
  UNION SELECT text FROM old_lines UNION SELECT field FROM old_counted
  UNION SELECT 'points' FROM old_lines WHERE kind = 'points'
  UNION SELECT p.perk FROM old_promises p JOIN old_lines l ON l.award = p.award WHERE l.kind = 'perk' AND p.perk <> '';
INSERT INTO contracts SELECT number, key, id FROM old_contracts;
INSERT INTO decisions (number, contract, customer, day, programme, record, context, nonce, sealed)
  SELECT d.number, d.contract, (SELECT a.customer FROM old_awards a WHERE a.decision = d.number AND a.customer <> c.key),
    d.day, p.number, d.record, d.context, iif(d.record IS NULL, NULL, ifnull(d.nonce, lower(hex(randomblob(16))))), ''
  FROM old_decisions d JOIN programmes p ON p.fingerprint = d.fingerprint JOIN old_contracts c ON c.number = d.contract;
INSERT INTO awards (number, decision, contract, offer, occasion, state, day, standing, is_match, paid, ceiling, horizon,
    settled, used, reached, had, taken)
  SELECT a.number, a.decision, a.contract, o.number, w.number, a.state, a.day,
    CASE a.standing WHEN 0 THEN 'customer' WHEN 1 THEN 'newcomer' WHEN 2 THEN 'returner' WHEN 3 THEN 'nobody' END,
    a.is_match <> 0, a.paid, a.ceiling, a.horizon,
    (SELECT e.day FROM old_entries e WHERE e.award = a.number AND e.kind IN ('release', 'reverse', 'end')
      ORDER BY e.number DESC LIMIT 1), a.billed * 1000000, a.billed * 1000000,
    (SELECT ifnull(sum(l.amount), 0) FROM old_lines l WHERE l.award = a.number AND l.kind IN ('discount', 'credit')),
    (SELECT -ifnull(sum(e.amount), 0) FROM old_entries e WHERE e.award = a.number AND e.kind IN ('reverse', 'reverse part', 'end'))
  FROM old_awards a JOIN texts o ON o.text = a.offer JOIN texts w ON w.text = a.occasion;
INSERT INTO counted SELECT c.award, t.number, c.key FROM old_counted c JOIN texts t ON t.text = c.field;
INSERT INTO messages SELECT award, place, language, text FROM old_messages;
INSERT INTO invoices (contract, invoice, day, share, opened)
  SELECT c.number, e.invoice, e.day, 1000000, e.day FROM old_entries e JOIN contracts c ON c.key = e.contract
  WHERE e.kind = 'bill' ORDER BY e.number;
INSERT INTO bills SELECT b.award, i.number, (b.period - 1) * 1000000, 1000000, 0, 1 FROM old_bills b
  JOIN invoices i ON i.contract = b.contract AND i.invoice = b.invoice;
)sql";

// Perks and points become goods: what they were worth is no money.
constexpr const char* lines_and_goods = R"sql(
INSERT INTO lines SELECT i.number, l.place, l.award, l.kind, t.number, g.number,
    iif(l.kind IN ('discount', 'credit'), l.amount, 0), 0, iif(l.kind IN ('discount', 'credit'), 0, l.amount), l.points, 0, 0,
    l.period, l.of_periods, l.key
  FROM old_lines l JOIN invoices i ON i.contract = l.contract AND i.invoice = l.invoice JOIN texts t ON t.text = l.text
  LEFT JOIN texts g ON g.text = iif(l.kind = 'points', 'points', iif(l.kind = 'perk', ifnull(
    (SELECT p.perk FROM old_promises p WHERE p.award = l.award AND p.perk <> '' AND p.text = l.text LIMIT 1),
    (SELECT p.perk FROM old_promises p WHERE p.award = l.award AND p.perk <> '' LIMIT 1)), NULL));
INSERT INTO goods (award, good, had) SELECT award, good, sum(iif(kind = 'points', points, worth)) FROM lines
  WHERE good IS NOT NULL GROUP BY award, good;
)sql";

constexpr RewardKind kinds[] = {RewardKind::percent_of_price,
                                RewardKind::percent_of_field,
                                RewardKind::money_off,
                                RewardKind::price_of,
                                RewardKind::credit,
                                RewardKind::credit_rate,
                                RewardKind::credit_periods,
                                RewardKind::perk,
                                RewardKind::points};

// An entry of the older chain.
struct OldEntry {
  std::int64_t number = 0, award = 0, period = 0, amount = 0, day = 0, booked = 0;
  std::string kind, contract, invoice, text, fingerprint, previous, hash, wrote;
};

std::string old_hash(const OldEntry& e, const std::string& previous) {
  std::string text = previous;
  const auto add = [&](std::string_view part) {
    fmt::format_to(std::back_inserter(text), "\n{}:", part.size());
    text += part;
  };
  for (const std::int64_t number : {e.number, e.award, e.period, e.amount, e.day, e.booked})
    add(fmt::format_int(number).c_str());
  for (const std::string* part : {&e.kind, &e.contract, &e.invoice, &e.text, &e.fingerprint}) add(*part);
  if (!e.wrote.empty()) add(e.wrote);
  return sha256(text);
}

constexpr const char* reasons[] = {"", "given before", "limit reached", "held out", "another runs"};

// Which rewards are had once was not written down.
bool is_had_once(const Promise& promise) {
  const bool credit = promise.kind == RewardKind::credit || promise.kind == RewardKind::credit_rate ||
                      promise.kind == RewardKind::credit_periods || promise.kind == RewardKind::points;
  return credit && promise.periods == 1 && !promise.open_ended;
}

std::string context_of(const std::string& old) {
  std::string made;
  for (std::size_t at = 0; at < old.size();) {
    const std::size_t end = std::min(old.find('\n', at), old.size() - 1);
    const std::string line = old.substr(at, end + 1 - at);
    at = end + 1;
    if (line.starts_with("occasion\t")) continue;
    if (!line.starts_with("closed\t")) {
      made += line;
      continue;
    }
    for (std::size_t offer = 0; offer + 8 < line.size(); ++offer)
      if (const char digit = line[7 + offer]; digit > '0' && digit < '5')
        made += fmt::format("closed\t{}\t{}\n", offer, reasons[digit - '0']);
  }
  return made;
}

// Brings one file up to date.
class Upgrade {
 public:
  explicit Upgrade(LedgerFile& file) : file_(file), database_(file.database()) {}

  Status run() {
    Status status;
    sqlite::Transaction transaction(database_, status);
    if (status)
      status = read_number(database_, "PRAGMA user_version", version_);  // another may have been first
    if (!status || version_ == ledger_version) return status;
    if (version_ == 1) status = database_.execute(as_version_2);
    if (status) status = check_chain();
    if (status) status = rows();
    if (status) status = seal_decisions();
    if (status) status = entries();
    for (auto table = std::rbegin(put_aside); status && table != std::rend(put_aside); ++table)
      status = database_.execute(fmt::format("DROP TABLE old_{}", *table));
    return status ? transaction.commit() : status;
  }

 private:
  template <typename Take>
  Status each(const std::string& sql, const Take& take) {
    Status status;
    sqlite::Statement rows = database_.prepare(sql, status);
    while (status && rows.next(status)) status = take(rows);
    return status;
  }

  template <typename Take>
  Status each_entry(const char* table, const Take& take) {
    const std::string sql = fmt::format(
        "SELECT number, kind, ifnull(award, 0), contract, invoice, text, period, amount, day, booked, "
        "fingerprint, previous, hash, wrote FROM {} ORDER BY number",
        table);
    return each(sql, [&](const sqlite::Statement& row) {
      return take(OldEntry{row.integer(0), row.integer(2), row.integer(6), row.integer(7), row.integer(8),
                           row.integer(9), row.text(1), row.text(3), row.text(4), row.text(5), row.text(10),
                           row.text(11), row.text(12), row.text(13)});
    });
  }

  Status check_chain() {
    std::int64_t number = 0;
    return each_entry("entries", [&](const OldEntry& e) {
      if (e.number != ++number || e.previous != old_head_ || e.hash != old_hash(e, old_head_))
        return Status::failure(fmt::format(
            "{}: entry {} is missing, or was changed after it was written. A ledger that is not as it was "
            "written is not brought up to date. Put back a copy that is whole.",
            database_.path(), number));
      old_head_ = e.hash;
      return Status();
    });
  }

  Status rows() {
    Status status = database_.execute("PRAGMA legacy_alter_table = ON");
    for (const char* name : {"entries_stay", "entries_are_kept"})
      if (status) status = database_.execute(fmt::format("DROP TRIGGER IF EXISTS {}", name));
    for (const char* name : {"decisions_of", "once_an_occasion", "awards_of_offer", "entries_of",
                             "entries_of_award", "awards_of_decision"})
      if (status) status = database_.execute(fmt::format("DROP INDEX IF EXISTS {}", name));
    for (const char* table : put_aside)
      if (status) status = database_.execute(fmt::format("ALTER TABLE {0} RENAME TO old_{0}", table));
    if (status) status = make_tables(database_);
    if (status) status = database_.execute(same_rows);
    if (status) status = promises();
    if (status) status = database_.execute(lines_and_goods);
    return status ? contexts() : status;
  }

  Status promises() {
    Status status;
    sqlite::Statement insert = database_.prepare("INSERT INTO promises VALUES (?, ?, ?, ?)", status);
    if (!status) return status;
    return each(
        "SELECT award, place, kind, amount, base, perk, cap_a_bill, first, periods, open_ended, while_of, "
        "text "
        "FROM old_promises ORDER BY award, place",
        [&](const sqlite::Statement& row) {
          const auto kind = static_cast<std::uint64_t>(row.integer(2));
          if (kind >= std::size(kinds))
            return Status::failure(fmt::format("{}: award {} promises what there is none of.",
                                               database_.path(), row.integer(0)));
          HeldPromise held;
          held.promise.kind = kinds[kind];
          held.base = row.text(4);
          held.perk = row.text(5);
          if (row.value(6).kind == sqlite::Value::integer) held.promise.cap_a_bill = row.integer(6);
          held.promise.first = static_cast<int>(row.integer(7));
          held.promise.periods = static_cast<int>(row.integer(8));
          held.promise.open_ended = row.integer(9) != 0;
          held.promise.one_off = is_had_once(held.promise);
          if (row.value(10).kind == sqlite::Value::integer)
            held.promise.while_of = static_cast<std::uint32_t>(row.integer(10));
          held.promise.text = row.text(11);
          std::int64_t terms = 0;
          if (const Status made = file_.number_of(terms_of(held), terms); !made) return made;
          insert.bind(1, row.integer(0)).bind(2, row.integer(1)).bind(3, row.integer(3));
          return insert.bind(4, terms).run();
        });
  }

  // What closed an offer stood as a digit an offer, by position. How it came out is told by the awards.
  Status contexts() {
    Status status;
    sqlite::Statement update = database_.prepare("UPDATE decisions SET context = ? WHERE number = ?", status);
    if (!status) return status;
    return each("SELECT number, context FROM old_decisions", [&](const sqlite::Statement& row) {
      return update.bind(1, context_of(row.text(1))).bind(2, row.integer(0)).run();
    });
  }

  Status seal_decisions() {
    std::vector<std::int64_t> numbers;
    Status status =
        each("SELECT number FROM decisions WHERE record IS NOT NULL", [&](const sqlite::Statement& row) {
          numbers.push_back(row.integer(0));
          return Status();
        });
    std::string seal;
    for (const std::int64_t number : numbers) {
      if (status) status = stored_seal(file_, number, seal);
      sqlite::Statement& update = file_.statement("UPDATE decisions SET sealed = ? WHERE number = ?", status);
      if (status) status = update.bind(1, seal).bind(2, number).run();
    }
    return status;
  }

  // The chain anew, with what each entry wrote. Lines of bills are told by their bill.
  Status entries() {
    Status status = seal_salt();
    Day booked = 0;
    if (status)
      status = each_entry("old_entries", [&](const OldEntry& e) {
        booked = static_cast<Day>(e.booked);
        return e.kind == "due" ? Status() : append(e);
      });
    if (status && version_ == 1) {
      std::vector<std::int64_t> programmes;
      status = each("SELECT number FROM programmes ORDER BY number", [&](const sqlite::Statement& row) {
        programmes.push_back(row.integer(0));
        return Status();
      });
      for (const std::int64_t number : programmes)
        if (status) status = append_programme(file_, number, booked);
    }
    if (status) status = append_upgrade(booked);
    sqlite::Statement& last =
        file_.statement("UPDATE settings SET value = ? WHERE name = 'last entry'", status);
    return status ? last.bind(1, file_.head()).run() : status;
  }

  Status seal_salt() {
    Status status = database_.execute("INSERT INTO settings VALUES ('salt check', ''), ('last entry', '')");
    std::string salt;
    if (status)
      status = each("SELECT value FROM settings WHERE name = 'salt'", [&](const sqlite::Statement& row) {
        salt = row.text(0);
        return Status();
      });
    sqlite::Statement check =
        database_.prepare("UPDATE settings SET value = ? WHERE name = 'salt check'", status);
    return status ? check.bind(1, sha256(salt)).run() : status;
  }

  Status append(const OldEntry& e) {
    NewEntry entry{
        e.kind, e.award, 0, e.invoice, e.text, e.amount, static_cast<Day>(e.day), static_cast<Day>(e.booked),
        0};
    Status status;
    if (!e.fingerprint.empty()) entry.programme = file_.programme(e.fingerprint, status);
    if (!e.contract.empty()) entry.contract = file_.contract(e.contract, status);
    std::string rows;
    if (e.kind == "grant" || e.kind == "reserve") {
      entry.text.clear();
      if (status) status = stored_award(file_, e.award, rows);
    } else if (e.kind == "bill" && status) {
      PastInvoice found;
      invoice(file_, entry.contract, e.invoice, found, status);
      entry.amount = found.number;
      if (status) status = stored_invoice(file_, entry.amount, rows);
    } else if (e.kind == "programme" && status) {
      status = stored_programme(file_, entry.programme, rows);
    } else if (e.kind == "forget") {
      entry.text = e.contract;
    } else if (e.kind == hold_out_kind) {
      rows = e.contract;
      if (status && entry.contract == 0) status = held_out_contract(e.contract, entry.contract);
    }
    return status ? file_.append(entry, rows) : status;
  }

  Status held_out_contract(const std::string& key, std::int64_t& number) {
    Status status;
    sqlite::Statement insert = database_.prepare("INSERT INTO contracts (key) VALUES (?)", status);
    if (status) status = insert.bind(1, key).run();
    number = database_.last_row();
    return status;
  }

  // What was taken back was told when it was; it stands on no bill to come.
  Status append_upgrade(Day booked) {
    NewEntry entry;
    entry.kind = "upgrade";
    entry.day = entry.booked = booked;
    std::vector<NewEntry> settled;
    Status status = each("SELECT number, contract, taken FROM awards WHERE taken <> 0 ORDER BY number",
                         [&](const sqlite::Statement& row) {
                           NewEntry one = entry;
                           one.award = row.integer(0);
                           one.contract = row.integer(1);
                           one.amount = row.integer(2);
                           settled.push_back(std::move(one));
                           return Status();
                         });
    for (const NewEntry& one : settled)
      if (status) status = file_.append(one);
    entry.text = old_head_;
    return status ? file_.append(entry) : status;
  }

  LedgerFile& file_;
  sqlite::Database& database_;
  std::int64_t version_ = 0;
  std::string old_head_;
};

}  // namespace

Status bring_up_to_date(LedgerFile& file) {
  return Upgrade(file).run();
}

}  // namespace trouw
