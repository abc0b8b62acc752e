#include "ledger/awards.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/terms.h"

namespace trouw {

namespace {

constexpr std::size_t most_terms = 100'000;  // kept in memory

constexpr std::int64_t side_by_side = 8;  // rows of contracts that lie no further apart

// An award is as many rows as it has promises, in a row after each other.
#define TROUW_AWARD_COLUMNS                                                                             \
  "SELECT a.number, a.offer, a.occasion, a.state, a.day, a.standing, a.is_match, a.paid, a.ceiling, "   \
  "a.horizon, a.settled, a.used, a.reached, a.had, a.taken, a.open, a.competed, d.programme, p.terms, " \
  "p.amount, "
#define TROUW_AWARD_ROWS                                                                         \
  TROUW_AWARD_COLUMNS                                                                            \
  "c.key, ifnull(c.id, '') FROM awards a CROSS JOIN decisions d ON d.number = a.decision CROSS " \
  "JOIN contracts c ON c.number = a.contract LEFT JOIN promises p ON p.award = a.number "
constexpr const char* of_contract_rows = TROUW_AWARD_ROWS "WHERE a.contract = ? AND a.state <> 'released'";
constexpr const char* of_number_rows = TROUW_AWARD_ROWS "WHERE a.number = ?";
constexpr const char* of_decision_rows = TROUW_AWARD_ROWS "WHERE a.decision = ?";
constexpr const char* of_range_rows = TROUW_AWARD_COLUMNS
    "a.contract FROM awards a CROSS JOIN decisions d ON d.number = a.decision LEFT JOIN promises p ON "
    "p.award "
    "= a.number WHERE a.contract BETWEEN ? AND ? AND a.state <> 'released' ORDER BY a.contract";
#undef TROUW_AWARD_ROWS
#undef TROUW_AWARD_COLUMNS

bool may_be_idle(const HeldPromise& held) {
  return held.promise.while_of && !held.promise.open_ended;
}

bool is_capped(const HeldPromise& held) {
  return held.promise.cap_in_all.has_value();
}

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
  Status status;
  sqlite::Statement& rows = file_.statement(sql, status);
  if (!status) return status;
  rows.bind(1, parameter);
  begin();
  while (status && rows.next(status)) {
    bool fresh = false;
    status = take_row(rows, awards, fresh);
    if (!status || !fresh) continue;
    awards[begun_ - 1].contract = rows.value(20).bytes;
    awards[begun_ - 1].id = rows.value(21).bytes;
  }
  rows.reset();
  return status ? end(awards) : status;
}

Status AwardReader::find_one(const std::string& key, Wanted& wanted) {
  Status status;
  wanted.contract = 0;
  sqlite::Statement& row =
      file_.statement("SELECT number, ifnull(id, '') FROM contracts WHERE key = ?", status);
  if (status && row.bind(1, key).next(status)) {
    wanted.contract = row.integer(0);
    wanted.id = row.value(1).bytes;
  }
  row.reset();
  return status;
}

// Night after night records come in the same order, and contracts lie in the order of their first grant: the
// next row is looked at first.
Status AwardReader::find(const std::vector<std::string>& keys) {
  Status status;
  sqlite::Statement& rows = file_.statement(
      "SELECT number, key, ifnull(id, '') FROM contracts WHERE number >= ? ORDER BY number", status);
  if (!status) return status;
  bool there = rows.bind(1, next_).next(status);
  wanted_.resize(keys.size());
  for (std::size_t place = 0; status && place < keys.size(); ++place) {
    Wanted& wanted = wanted_[place];
    wanted.place = place;
    if (there && rows.value(1).bytes == keys[place]) {
      found_ = wanted.contract = rows.integer(0);
      wanted.id = rows.value(2).bytes;
      next_ = found_ + 1;
      there = rows.next(status);
      continue;
    }
    status = find_one(keys[place], wanted);
    if (!status || wanted.contract == 0) continue;
    const bool follows = wanted.contract > found_ && wanted.contract - found_ <= side_by_side;
    found_ = wanted.contract;
    if (!follows) continue;
    rows.reset();
    next_ = found_ + 1;
    there = rows.bind(1, next_).next(status);
  }
  rows.reset();
  return status;
}

Status AwardReader::of_contracts(const std::vector<std::string>& keys,
                                 std::vector<std::vector<HeldAward>>& awards) {
  awards.resize(keys.size());
  Status status = find(keys);
  if (!status) return status;
  if (!std::ranges::is_sorted(wanted_, {}, &Wanted::contract))
    std::ranges::stable_sort(wanted_, {}, &Wanted::contract);
  std::size_t first = 0;
  while (status && first < wanted_.size()) {
    std::size_t end = first + 1;
    if (wanted_[first].contract == 0) {
      awards[wanted_[first].place].clear();
    } else {
      while (end < wanted_.size() && wanted_[end].contract - wanted_[end - 1].contract <= side_by_side) ++end;
      status = read_range(first, end, keys, awards);
    }
    first = end;
  }
  return status;
}

Status AwardReader::read_range(std::size_t first, std::size_t end, const std::vector<std::string>& keys,
                               std::vector<std::vector<HeldAward>>& awards) {
  Status status;
  sqlite::Statement& rows = file_.statement(of_range_rows, status);
  if (!status) return status;
  bool there = rows.bind(1, wanted_[first].contract).bind(2, wanted_[end - 1].contract).next(status);
  for (std::size_t at = first; status && at < end; ++at) {
    const Wanted& wanted = wanted_[at];
    std::vector<HeldAward>& own = awards[wanted.place];
    if (at > first && wanted_[at - 1].contract == wanted.contract) {
      own = awards[wanted_[at - 1].place];
      continue;
    }
    begin();
    while (status && there && rows.integer(20) <= wanted.contract) {
      bool fresh = false;
      if (rows.integer(20) == wanted.contract) status = take_row(rows, own, fresh);
      if (fresh) {
        own[begun_ - 1].contract = keys[wanted.place];
        own[begun_ - 1].id = wanted.id;
      }
      if (status) there = rows.next(status);
    }
    if (status) status = this->end(own);
  }
  rows.reset();
  return status;
}

void AwardReader::begin() {
  begun_ = promised_ = 0;
  more_.clear();
}

// The first row of an award has all of it but the promises after the first.
Status AwardReader::take_row(const sqlite::Statement& row, std::vector<HeldAward>& awards, bool& fresh) {
  fresh = begun_ == 0 || awards[begun_ - 1].number != row.integer(0);
  if (fresh) {
    if (begun_ > 0) awards[begun_ - 1].promises.resize(promised_);
    if (begun_ == awards.size()) awards.emplace_back();
    ++begun_;
    promised_ = 0;
    more_.push_back({row.integer(12) > row.integer(11), row.integer(16) != 0});
    if (const Status status = take(row, awards[begun_ - 1]); !status) return status;
  }
  const auto terms = number_or_none(row, 18);
  return terms ? promise(*terms, row.integer(19), awards[begun_ - 1]) : Status();
}

// The oldest first.
Status AwardReader::end(std::vector<HeldAward>& awards) {
  Status status;
  if (begun_ > 0) awards[begun_ - 1].promises.resize(promised_);
  awards.resize(begun_);
  for (std::size_t i = 0; status && i < awards.size(); ++i) status = complete(awards[i], more_[i]);
  if (!std::ranges::is_sorted(awards, {}, &HeldAward::number))
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
  const auto settled = number_or_none(row, 10);
  award.settled = settled ? std::optional(static_cast<Day>(*settled)) : std::nullopt;
  award.used = row.integer(11);
  award.taken = row.integer(14);
  award.handed = row.integer(13) - award.taken;
  award.open = row.integer(15);
  award.fingerprint = file_.fingerprint_of(row.integer(17), status);
  award.gaps.clear();
  award.goods.clear();
  award.bills_had.clear();
  award.ended_why.clear();
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
  if (promised_ == award.promises.size()) award.promises.emplace_back();
  HeldPromise& held = award.promises[promised_++];
  held = known->second;
  held.promise.amount = amount;
  return {};
}

Status AwardReader::complete(HeldAward& award, const More& more) {
  Status status;
  if (award.state == AwardState::ended) status = read_why(award);
  if (status && more.has_gaps) status = read_gaps(award);
  if (status && (award.used > 0 || award.open != 0) && has_goods(award)) status = read_goods(award);
  const auto bills = award.bills();
  const bool idle = std::ranges::any_of(award.promises, may_be_idle);
  if (status && award.used > 0 && (more.competed || idle || (bills && *bills > award.horizon)))
    status = read_bills(award);
  if (status && award.used > 0 && (idle || std::ranges::any_of(award.promises, is_capped)))
    status = read_noted(award);
  return status;
}

// On which bills a promise was idle, and what they had in all of one that is capped over all of them.
Status AwardReader::read_noted(HeldAward& award) {
  Status status;
  sqlite::Statement& rows = file_.statement(
      "SELECT n.place, n.invoice, n.held, n.money FROM noted n JOIN invoices i ON i.number = n.invoice WHERE "
      "n.award = ? AND i.voided = 0 ORDER BY n.place, n.invoice",
      status);
  if (!status) return status;
  rows.bind(1, award.number);
  while (rows.next(status)) {
    const auto place = static_cast<std::size_t>(rows.integer(0));
    if (place >= award.promises.size()) continue;
    award.promises[place].had += rows.integer(3);
    if (rows.integer(2) != 0) continue;
    for (HeldBill& bill : award.bills_had)
      if (bill.bill == rows.integer(1)) bill.idle.push_back(static_cast<std::uint32_t>(place));
  }
  rows.reset();
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
                               rows.integer(5) != 0,
                               {}});
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
