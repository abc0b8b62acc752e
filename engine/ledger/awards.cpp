#include <fmt/format.h>

#include "ledger/store.h"

namespace trouw {

namespace {

AwardState state_of(std::string_view name) {
  for (const AwardState state :
       {AwardState::reserved, AwardState::released, AwardState::reversed, AwardState::ended})
    if (name == award_state_name(state)) return state;
  return AwardState::confirmed;
}

sqlite::Statement& bind_maybe(sqlite::Statement& statement, int place, std::optional<std::int64_t> value) {
  return value ? statement.bind(place, *value) : statement.bind_null(place);
}

std::optional<std::int64_t> number_or_none(const sqlite::Statement& row, int column) {
  const sqlite::Value value = row.value(column);
  return value.kind == sqlite::Value::integer ? std::optional(value.number) : std::nullopt;
}

KeptDecision read_decision(const sqlite::Statement& row) {
  return {row.integer(0),
          row.text(1),
          row.text(2),
          row.text(3),
          row.text(4),
          row.text(5),
          static_cast<Day>(row.integer(6))};
}

}  // namespace

Status LedgerStore::keep(const Programme& programme, Day booked) {
  Status status;
  sqlite::Statement& insert = statement("INSERT OR IGNORE INTO programmes VALUES (?, ?)", status);
  if (!status) return status;
  status = insert.bind(1, programme.fingerprint).bind(2, programme.yaml).run();
  if (!status || database_.changes() == 0) return status;
  sqlite::Statement& file = statement("INSERT INTO programme_files VALUES (?, ?, ?, ?)", status);
  for (std::size_t i = 0; status && i < programme.files.size(); ++i) {
    file.bind(1, programme.fingerprint).bind(2, static_cast<std::int64_t>(i));
    status = file.bind(3, programme.files[i].name).bind(4, programme.files[i].text).run();
  }
  return status ? append_programme(programme.fingerprint, booked) : status;
}

Status LedgerStore::programme(const std::string& fingerprint, std::string& yaml,
                              std::vector<SourceFile>& files) {
  Status status;
  sqlite::Statement& found = statement("SELECT yaml FROM programmes WHERE fingerprint = ?", status);
  if (!status) return status;
  if (!found.bind(1, fingerprint).next(status))
    return status ? Status::failure(database_.path() + ": the programme " + fingerprint.substr(0, 12) +
                                    " is not in the ledger; `trouw ledger verify` says whether it is whole.")
                  : status;
  yaml = found.text(0);
  found.reset();
  files.clear();
  sqlite::Statement& rows =
      statement("SELECT name, text FROM programme_files WHERE fingerprint = ? ORDER BY place", status);
  if (!status) return status;
  rows.bind(1, fingerprint);
  while (rows.next(status)) files.push_back({rows.text(0), rows.text(1)});
  rows.reset();
  return status;
}

Status LedgerStore::contract_of(const std::string& id, const std::string& customer, std::int64_t& number) {
  Status status;
  const std::string contract_key = key(id);
  sqlite::Statement& found = statement("SELECT number FROM contracts WHERE key = ?", status);
  if (!status) return status;
  const bool there = found.bind(1, contract_key).next(status);
  if (there) number = found.integer(0);
  found.reset();
  if (there || !status) return status;
  sqlite::Statement& insert = statement("INSERT INTO contracts (key, customer, id) VALUES (?, ?, ?)", status);
  if (!status) return status;
  status = insert.bind(1, contract_key).bind(2, key(customer)).bind(3, id).run();
  number = database_.last_row();
  return status;
}

Status LedgerStore::add(const NewDecision& decision, AwardState state) {
  std::int64_t contract = 0;
  Status status = contract_of(decision.id, decision.customer, contract);
  if (!status) return status;
  std::string outcome;
  for (const NewAward& award : decision.awards) outcome += digest_of(award) + "\n";
  sqlite::Statement& insert = statement(
      "INSERT INTO decisions (contract, day, fingerprint, record, context, outcome, nonce) VALUES (?, ?, ?, "
      "?, "
      "?, ?, lower(hex(randomblob(16))))",
      status);
  if (!status) return status;
  insert.bind(1, contract).bind(2, decision.day).bind(3, decision.fingerprint).bind(4, decision.record);
  status = insert.bind(5, decision.context).bind(6, outcome).run();
  const std::int64_t number = database_.last_row();
  std::vector<std::int64_t> awards(decision.awards.size());
  for (std::size_t i = 0; status && i < awards.size(); ++i)
    status = add_award(decision, decision.awards[i], contract, number, state, awards[i]);
  if (status) status = seal(number);
  LedgerEntry entry;
  entry.kind = state == AwardState::reserved ? "reserve" : "grant";
  entry.contract = key(decision.id);
  entry.day = decision.day;
  entry.booked = decision.booked;
  entry.fingerprint = decision.fingerprint;
  std::string rows;
  for (std::size_t i = 0; status && i < awards.size(); ++i) {
    entry.award = awards[i];
    entry.text = digest_of(decision.awards[i]);
    status = rows_of(entry, rows);
    if (status) status = append(entry, rows);
  }
  return status;
}

Status LedgerStore::add_award(const NewDecision& decision, const NewAward& award, std::int64_t contract,
                              std::int64_t decision_number, AwardState state, std::int64_t& number) {
  Status status;
  sqlite::Statement& insert = statement(
      "INSERT INTO awards (decision, contract, customer, offer, occasion, state, day, standing, is_match, "
      "paid, ceiling, horizon) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      status);
  if (!status) return status;
  insert.bind(1, decision_number).bind(2, contract).bind(3, key(decision.customer)).bind(4, award.offer);
  insert.bind(5, award.occasion).bind(6, award_state_name(state)).bind(7, decision.day);
  insert.bind(8, static_cast<std::int64_t>(award.standing)).bind(9, award.match ? 1 : 0).bind(10, award.paid);
  status = bind_maybe(insert, 11, award.ceiling).bind(12, award.horizon).run();
  number = database_.last_row();
  if (status) status = add_promises(award, number);
  sqlite::Statement& count = statement("INSERT INTO counted VALUES (?, ?, ?)", status);
  for (std::size_t i = 0; status && i < award.counted.size(); ++i)
    status = count.bind(1, number).bind(2, award.counted[i].first).bind(3, award.counted[i].second).run();
  return status ? add_messages(award, number) : status;
}

Status LedgerStore::add_promises(const NewAward& award, std::int64_t number) {
  Status status;
  sqlite::Statement& promised =
      statement("INSERT INTO promises VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", status);
  for (std::size_t i = 0; status && i < award.promises.size(); ++i) {
    const Promise& p = award.promises[i].promise;
    promised.bind(1, number).bind(2, static_cast<std::int64_t>(i)).bind(3, static_cast<std::int64_t>(p.kind));
    promised.bind(4, p.amount).bind(5, award.promises[i].base).bind(6, award.promises[i].perk);
    bind_maybe(promised, 7, p.cap_a_bill).bind(8, p.first).bind(9, p.periods).bind(10, p.open_ended ? 1 : 0);
    status = bind_maybe(promised, 11, p.while_of).bind(12, p.text).run();
  }
  return status;
}

Status LedgerStore::add_messages(const NewAward& award, std::int64_t number) {
  Status status;
  sqlite::Statement& told = statement("INSERT INTO messages VALUES (?, ?, ?, ?)", status);
  for (std::size_t i = 0; status && i < award.messages.size(); ++i) {
    told.bind(1, number).bind(2, static_cast<std::int64_t>(i)).bind(3, award.messages[i].first);
    status = told.bind(4, award.messages[i].second).run();
  }
  return status;
}

Status LedgerStore::messages(std::int64_t award, std::vector<std::pair<std::string, std::string>>& messages) {
  messages.clear();
  Status status;
  sqlite::Statement& rows =
      statement("SELECT language, text FROM messages WHERE award = ? ORDER BY place", status);
  if (!status) return status;
  rows.bind(1, award);
  while (rows.next(status)) messages.emplace_back(rows.text(0), rows.text(1));
  rows.reset();
  return status;
}

Status LedgerStore::read_promises(HeldAward& award) {
  Status status;
  sqlite::Statement& rows = statement(
      "SELECT kind, amount, base, perk, cap_a_bill, first, periods, open_ended, while_of, text FROM promises "
      "WHERE award = ? ORDER BY place",
      status);
  if (!status) return status;
  rows.bind(1, award.number);
  while (rows.next(status)) {
    HeldPromise held;
    held.promise.kind = static_cast<RewardKind>(rows.integer(0));
    held.promise.amount = rows.integer(1);
    held.base = rows.text(2);
    held.perk = rows.text(3);
    held.promise.cap_a_bill = number_or_none(rows, 4);
    held.promise.first = static_cast<int>(rows.integer(5));
    held.promise.periods = static_cast<int>(rows.integer(6));
    held.promise.open_ended = rows.integer(7) != 0;
    if (const auto reward = number_or_none(rows, 8))
      held.promise.while_of = static_cast<std::uint32_t>(*reward);
    held.promise.text = rows.text(9);
    award.promises.push_back(std::move(held));
  }
  rows.reset();
  return status;
}

Status LedgerStore::read_awards(sqlite::Statement& rows, std::vector<HeldAward>& awards) {
  Status status;
  while (rows.next(status)) {
    HeldAward award;
    award.number = rows.integer(0);
    award.contract = rows.text(1);
    award.id = rows.text(2);
    award.offer = rows.text(3);
    award.occasion = rows.text(4);
    award.state = state_of(rows.text(5));
    award.day = static_cast<Day>(rows.integer(6));
    award.standing = static_cast<Standing>(rows.integer(7));
    award.match = rows.integer(8) != 0;
    award.paid = rows.integer(9);
    award.ceiling = number_or_none(rows, 10);
    award.horizon = static_cast<int>(rows.integer(11));
    award.billed = static_cast<int>(rows.integer(12));
    award.handed = rows.integer(13);
    award.fingerprint = rows.text(14);
    award.ended_why = rows.text(15);
    awards.push_back(std::move(award));
  }
  rows.reset();
  for (std::size_t i = 0; status && i < awards.size(); ++i) status = read_promises(awards[i]);
  return status;
}

#define TROUW_AWARD_COLUMNS                                                                                 \
  "SELECT a.number, c.key, ifnull(c.id, ''), a.offer, a.occasion, a.state, a.day, a.standing, a.is_match, " \
  "a.paid, a.ceiling, a.horizon, a.billed, a.handed, d.fingerprint, iif(a.state = 'ended', (SELECT e.text " \
  "FROM entries e WHERE e.award = a.number AND e.kind = 'end' ORDER BY e.number DESC LIMIT 1), '') "        \
  "FROM awards a "                                                                                          \
  "JOIN contracts c ON c.number = a.contract JOIN decisions d ON d.number = a.decision "

Status LedgerStore::awards(const std::string& contract_key, std::vector<HeldAward>& awards) {
  awards.clear();
  Status status;
  sqlite::Statement& rows =
      statement(TROUW_AWARD_COLUMNS "WHERE c.key = ? AND a.state <> 'released' ORDER BY a.number", status);
  if (!status) return status;
  rows.bind(1, contract_key);
  return read_awards(rows, awards);
}

Status LedgerStore::award(std::int64_t number, std::optional<HeldAward>& award) {
  Status status;
  sqlite::Statement& rows = statement(TROUW_AWARD_COLUMNS "WHERE a.number = ?", status);
  if (!status) return status;
  rows.bind(1, number);
  std::vector<HeldAward> found;
  status = read_awards(rows, found);
  award = found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  return status;
}

#undef TROUW_AWARD_COLUMNS

Status LedgerStore::set_state(std::int64_t number, AwardState from, AwardState to, const char* kind,
                              Day booked) {
  Status status;
  Change change(*this, status);
  std::optional<HeldAward> held;
  if (status) status = award(number, held);
  if (!status) return status;
  if (!held) return Status::failure(fmt::format("There is no award {} in the ledger.", number));
  if (held->state == to) return {};  // asked again
  if (held->state != from)
    return Status::failure(fmt::format("Award {} is {}, not {}.", number, award_state_name(held->state),
                                       award_state_name(from)));
  sqlite::Statement& update = statement("UPDATE awards SET state = ? WHERE number = ?", status);
  if (status) status = update.bind(1, award_state_name(to)).bind(2, number).run();
  LedgerEntry entry;
  entry.kind = kind;
  entry.award = number;
  entry.contract = held->contract;
  entry.day = entry.booked = booked;
  entry.fingerprint = held->fingerprint;
  if (status) status = append(entry);
  return status ? change.commit() : status;
}

Status LedgerStore::confirm(std::int64_t award, Day booked) {
  return set_state(award, AwardState::reserved, AwardState::confirmed, "confirm", booked);
}

Status LedgerStore::release(std::int64_t award, Day booked) {
  return set_state(award, AwardState::reserved, AwardState::released, "release", booked);
}

Status LedgerStore::counted(const std::vector<std::string>& titles, const std::string& field,
                            const std::function<void(const Counted&)>& award) {
  Status status;
  sqlite::Statement& rows = statement(
      "SELECT c.key, a.customer, ifnull(f.key, ''), a.day, a.paid FROM awards a JOIN contracts c ON c.number "
      "= a.contract "
      "LEFT JOIN counted f ON f.award = a.number AND f.field = ? WHERE a.offer = ? AND a.state <> 'released'",
      status);
  if (!status) return status;
  for (const std::string& title : titles) {
    rows.bind(1, field).bind(2, title);
    while (rows.next(status))
      award({rows.text(0), rows.text(1), rows.text(2), static_cast<Day>(rows.integer(3)), rows.integer(4)});
    rows.reset();
    if (!status) return status;
  }
  return {};
}

#define TROUW_DECISION_COLUMNS                                                                               \
  "SELECT d.number, c.key, d.fingerprint, ifnull(d.record, ''), d.context, d.outcome, d.day FROM decisions " \
  "d JOIN contracts c ON c.number = d.contract "

Status LedgerStore::decisions(const std::function<Status(const KeptDecision&)>& decision) {
  Status status;
  sqlite::Statement& rows = statement(TROUW_DECISION_COLUMNS "ORDER BY d.number", status);
  while (status && rows.next(status)) status = decision(read_decision(rows));
  rows.reset();
  return status;
}

Status LedgerStore::decision_of(std::int64_t award, std::optional<KeptDecision>& decision) {
  decision.reset();
  Status status;
  sqlite::Statement& row = statement(
      TROUW_DECISION_COLUMNS "WHERE d.number = (SELECT decision FROM awards WHERE number = ?)", status);
  if (status && row.bind(1, award).next(status)) decision = read_decision(row);
  row.reset();
  return status;
}

#undef TROUW_DECISION_COLUMNS

}  // namespace trouw
