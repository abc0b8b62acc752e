#include "ledger/awards.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/terms.h"

namespace trouw {

namespace {

constexpr std::size_t most_terms = 100'000;  // kept in memory

// An award is as many rows as it has promises, in a row after each other.
#define TROUW_AWARD_ROWS                                                                                     \
  "SELECT a.number, a.offer, a.occasion, a.state, a.day, a.standing, a.is_match, a.paid, a.ceiling, "        \
  "a.horizon, a.settled, a.used, a.reached, a.had, a.taken, a.open, a.competed, d.programme, c.key, "        \
  "ifnull(c.id, ''), p.terms, p.amount FROM awards a CROSS JOIN decisions d ON d.number = a.decision CROSS " \
  "JOIN contracts c ON c.number = a.contract LEFT JOIN promises p ON p.award = a.number "
constexpr const char* of_contract_rows = TROUW_AWARD_ROWS "WHERE a.contract = ? AND a.state <> 'released'";
constexpr const char* of_number_rows = TROUW_AWARD_ROWS "WHERE a.number = ?";
constexpr const char* of_decision_rows = TROUW_AWARD_ROWS "WHERE a.decision = ?";
#undef TROUW_AWARD_ROWS

std::optional<std::int64_t> number_or_none(const sqlite::Statement& row, int column) {
  const sqlite::Value value = row.value(column);
  return value.kind == sqlite::Value::integer ? std::optional(value.number) : std::nullopt;
}

bool has_goods(const HeldAward& award) {
  return std::ranges::any_of(award.promises, [](const HeldPromise& held) {
    return held.promise.kind == RewardKind::perk || held.promise.kind == RewardKind::points;
  });
}

}  // namespace

const char* award_state_name(AwardState state) {
  constexpr const char* names[] = {"reserved", "confirmed", "released", "reversed", "ended"};
  return names[static_cast<std::size_t>(state)];
}

Status AwardReader::of_contract(std::int64_t contract, std::vector<HeldAward>& awards) {
  return read(of_contract_rows, contract, awards);
}

Status AwardReader::one(std::int64_t number, std::optional<HeldAward>& award) {
  std::vector<HeldAward> found;
  const Status status = read(of_number_rows, number, found);
  award = found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  return status;
}

Status AwardReader::of_decision(std::int64_t decision, std::vector<HeldAward>& awards) {
  return read(of_decision_rows, decision, awards);
}

Status AwardReader::read(const char* sql, std::int64_t parameter, std::vector<HeldAward>& awards) {
  awards.clear();
  Status status;
  sqlite::Statement& rows = file_.statement(sql, status);
  if (!status) return status;
  rows.bind(1, parameter);
  std::vector<std::pair<bool, bool>> more;  // whether it has gaps, and whether it competed
  while (status && rows.next(status)) {
    if (awards.empty() || awards.back().number != rows.integer(0)) {
      status = take(rows, awards.emplace_back());
      more.emplace_back(rows.integer(12) > rows.integer(11), rows.integer(16) != 0);
    }
    if (const auto terms = number_or_none(rows, 20); status && terms)
      status = promise(*terms, rows.integer(21), awards.back());
  }
  rows.reset();
  for (std::size_t i = 0; status && i < awards.size(); ++i)
    status = complete(awards[i], more[i].first, more[i].second);
  std::ranges::sort(awards, {}, &HeldAward::number);
  return status;
}

Status AwardReader::take(const sqlite::Statement& row, HeldAward& award) {
  Status status;
  award.number = row.integer(0);
  award.offer = file_.text_of(row.integer(1), status);
  award.occasion = file_.text_of(row.integer(2), status);
  const auto state = state_named(row.value(3).bytes);
  const auto standing = standing_named(row.value(5).bytes);
  if (status && (!state || !standing))
    status =
        Status::failure(fmt::format("{}: award {} is in a state, or of a standing, that there is none of.",
                                    file_.database().path(), award.number));
  if (!status) return status;
  award.state = *state;
  award.day = static_cast<Day>(row.integer(4));
  award.standing = *standing;
  award.match = row.integer(6) != 0;
  award.paid = row.integer(7);
  award.ceiling = number_or_none(row, 8);
  award.horizon = static_cast<int>(row.integer(9));
  if (const auto settled = number_or_none(row, 10)) award.settled = static_cast<Day>(*settled);
  award.used = row.integer(11);
  award.taken = row.integer(14);
  award.handed = row.integer(13) - award.taken;
  award.open = row.integer(15);
  award.fingerprint = file_.fingerprint_of(row.integer(17), status);
  award.contract = row.text(18);
  award.id = row.text(19);
  return status;
}

Status AwardReader::promise(std::int64_t terms, std::int64_t amount, HeldAward& award) {
  auto known = terms_.find(terms);
  if (known == terms_.end()) {
    Status status;
    HeldPromise held;
    const std::string& text = file_.text_of(terms, status);
    if (status) status = read_terms(text, 0, held);
    if (!status)
      return Status::failure(
          fmt::format("{}: award {}: {}", file_.database().path(), award.number, status.message));
    if (terms_.size() >= most_terms) terms_.clear();
    known = terms_.emplace(terms, std::move(held)).first;
  }
  award.promises.push_back(known->second);
  award.promises.back().promise.amount = amount;
  return {};
}

Status AwardReader::complete(HeldAward& award, bool has_gaps, bool competed) {
  Status status;
  if (award.state == AwardState::ended) status = read_why(award);
  if (status && has_gaps) status = read_gaps(award);
  if (status && (award.used > 0 || award.open != 0) && has_goods(award)) status = read_goods(award);
  const auto bills = award.bills();
  if (status && award.used > 0 && (competed || (bills && *bills > award.horizon))) status = read_bills(award);
  return status;
}

Status AwardReader::read_why(HeldAward& award) {
  Status status;
  sqlite::Statement& row = file_.statement(
      "SELECT text FROM entries WHERE award = ? AND kind = 'end' ORDER BY number DESC LIMIT 1", status);
  if (status && row.bind(1, award.number).next(status)) award.ended_why = row.text(0);
  row.reset();
  return status;
}

// What no bill used, before the last that one did.
Status AwardReader::read_gaps(HeldAward& award) {
  Status status;
  sqlite::Statement& rows = file_.statement(
      "SELECT b.start, b.length FROM bills b JOIN invoices i ON i.number = b.invoice WHERE b.award = ? AND "
      "i.voided = 0 ORDER BY b.start",
      status);
  if (!status) return status;
  rows.bind(1, award.number);
  std::int64_t reached = 0;
  while (rows.next(status)) {
    if (rows.integer(0) > reached) award.gaps.push_back({reached, rows.integer(0) - reached});
    reached = std::max(reached, rows.integer(0) + rows.integer(1));
  }
  rows.reset();
  return status;
}

Status AwardReader::read_goods(HeldAward& award) {
  Status status;
  sqlite::Statement& rows = file_.statement(
      "SELECT t.text, g.had, g.taken, g.open FROM goods g JOIN texts t ON t.number = g.good WHERE g.award = "
      "? "
      "ORDER BY g.good",
      status);
  if (!status) return status;
  rows.bind(1, award.number);
  while (rows.next(status))
    award.goods.push_back({rows.text(0), rows.integer(1), rows.integer(2), rows.integer(3)});
  rows.reset();
  return status;
}

Status AwardReader::read_bills(HeldAward& award) {
  Status status;
  sqlite::Statement& rows = file_.statement(
      "SELECT b.invoice, i.day, b.start, b.length, b.competition, b.counts, (SELECT ifnull(sum(l.amount + "
      "l.carried), 0) FROM lines l WHERE l.invoice = b.invoice AND l.award = b.award AND l.kind IN "
      "('discount', "
      "'credit')) FROM bills b JOIN invoices i ON i.number = b.invoice WHERE b.award = ? AND i.voided = 0 "
      "ORDER "
      "BY b.invoice, b.start",
      status);
  if (!status) return status;
  rows.bind(1, award.number);
  while (rows.next(status)) {
    const bool more = !award.bills_had.empty() && award.bills_had.back().bill == rows.integer(0);
    award.bills_had.push_back({rows.integer(0),
                               static_cast<Day>(rows.integer(1)),
                               {rows.integer(2), rows.integer(3)},
                               more ? 0 : rows.integer(6),
                               static_cast<std::uint32_t>(rows.integer(4)),
                               rows.integer(5) != 0});
  }
  rows.reset();
  return status;
}

Status messages_of(LedgerFile& file, std::int64_t award, Messages& messages) {
  messages.clear();
  Status status;
  sqlite::Statement& rows =
      file.statement("SELECT language, text FROM messages WHERE award = ? ORDER BY place", status);
  if (!status) return status;
  rows.bind(1, award);
  while (rows.next(status)) messages.emplace_back(rows.text(0), rows.text(1));
  rows.reset();
  return status;
}

Status award_numbers(LedgerFile& file, const char* sql, std::optional<std::int64_t> parameter,
                     std::vector<std::int64_t>& numbers) {
  Status status;
  sqlite::Statement& rows = file.statement(sql, status);
  if (!status) return status;
  if (parameter) rows.bind(1, *parameter);
  while (rows.next(status)) numbers.push_back(rows.integer(0));
  rows.reset();
  return status;
}

}  // namespace trouw
