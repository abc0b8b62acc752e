#include "ledger/settling.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/awards.h"

namespace trouw {

namespace {

Status set_state(LedgerFile& file, std::int64_t award, AwardState state, std::optional<Day> settled) {
  Status status;
  sqlite::Statement& update =
      file.statement("UPDATE awards SET state = ?, settled = ? WHERE number = ?", status);
  if (!status) return status;
  update.bind(1, award_state_name(state)).bind(3, award);
  if (settled)
    update.bind(2, *settled);
  else
    update.bind_null(2);
  return update.run();
}

NewEntry entry_of(LedgerFile& file, const HeldAward& award, const char* kind, Day day, Day booked,
                  Status& status) {
  NewEntry entry;
  entry.kind = kind;
  entry.award = award.number;
  entry.contract = file.contract(award.contract, status);
  entry.day = day;
  entry.booked = booked;
  entry.programme = file.programme(award.fingerprint, status);
  return entry;
}

Status find(LedgerFile& file, std::int64_t number, HeldAward& award) {
  std::optional<HeldAward> held;
  const Status status = AwardReader(file).one(number, held);
  if (!status) return status;
  if (!held) return Status::failure(fmt::format("There is no award {} in the ledger.", number));
  award = std::move(*held);
  return {};
}

// What this reference took back of the award, if it was asked before.
Status reversed_before(LedgerFile& file, const Reversal& reversal, std::optional<TakenBack>& back) {
  Status status;
  back.reset();
  if (reversal.reference.empty()) return status;
  sqlite::Statement& found = file.statement(
      "SELECT kind, text, -amount FROM entries WHERE award = ? AND kind IN ('reverse', 'reverse part', 'take "
      "back') AND invoice = ? ORDER BY number",
      status);
  if (!status) return status;
  found.bind(1, reversal.award).bind(2, reversal.reference);
  while (found.next(status)) {
    if (!back) back.emplace();
    if (found.text(0) == "take back")
      back->goods.emplace_back(found.text(1), found.integer(2));
    else
      back->money += found.integer(2);
  }
  found.reset();
  if (!status || !back) return status;
  const std::int64_t points = back->goods.empty() ? 0 : back->goods.front().second;
  if ((reversal.amount && *reversal.amount != back->money) || (reversal.points && *reversal.points != points))
    return Status::failure(fmt::format(
        "“{}” took back {} of award {} before, not {}.", reversal.reference,
        reversal.amount ? fmt::format("{} minor units", back->money) : fmt::format("{} points", points),
        reversal.award, reversal.amount ? *reversal.amount : *reversal.points));
  return status;
}

// What is to be taken back, or why it cannot be.
Status part_of(const HeldAward& award, const Reversal& reversal, TakenBack& back) {
  const TakenBack all = all_of(award);
  const auto between = [&](std::int64_t wanted, std::int64_t most, const char* of) {
    if (wanted > 0 && wanted <= most) return Status();
    return Status::failure(
        most == 0 ? fmt::format("Bills had no {} of award {}, or all of it was taken back.",
                                std::string_view(of) == "points" ? "points" : "money", award.number)
                  : fmt::format("Of award {} between 1 and {} {} can be taken back, not {}.", award.number,
                                most, of, wanted));
  };
  if (reversal.amount) {
    back.money = *reversal.amount;
    return between(*reversal.amount, all.money, "minor units");
  }
  if (reversal.points) {
    std::int64_t most = 0;
    for (const auto& [good, number] : all.goods)
      if (good == points_good) most = number;
    back.goods.emplace_back(points_good, *reversal.points);
    return between(*reversal.points, most, "points");
  }
  back = all;
  return {};
}

}  // namespace

TakenBack all_of(const HeldAward& award) {
  TakenBack back{award.handed, {}};
  for (const HeldGood& good : award.goods)
    if (good.had > good.taken) back.goods.emplace_back(good.name, good.had - good.taken);
  return back;
}

Status take_back(LedgerFile& file, const HeldAward& award, const TakenBack& back, NewEntry entry) {
  Status status;
  sqlite::Statement& money =
      file.statement("UPDATE awards SET taken = taken + ?1, open = open - ?1 WHERE number = ?2", status);
  if (status) status = money.bind(1, back.money).bind(2, award.number).run();
  entry.amount = -back.money;
  if (status) status = file.append(entry);
  entry.kind = "take back";
  for (const auto& [good, number] : back.goods) {
    entry.text = good;
    entry.amount = -number;
    sqlite::Statement& goods = file.statement(
        "UPDATE goods SET taken = taken + ?1, open = open - ?1 WHERE award = ?2 AND good = ?3", status);
    if (status) status = goods.bind(1, number).bind(2, award.number).bind(3, file.find(good, status)).run();
    if (status) status = file.append(entry);
  }
  return status;
}

Status settle(LedgerFile& file, std::int64_t number, AwardState to, Day booked) {
  Status status;
  Change change(file, status);
  HeldAward held;
  if (status) status = find(file, number, held);
  if (!status || held.state == to) return status;  // asked again
  if (held.state != AwardState::reserved)
    return Status::failure(
        fmt::format("Award {} is {}, not reserved.", number, award_state_name(held.state)));
  const bool confirmed = to == AwardState::confirmed;
  NewEntry entry = entry_of(file, held, confirmed ? "confirm" : "release", booked, booked, status);
  if (status) status = set_state(file, number, to, confirmed ? std::nullopt : std::optional(booked));
  if (status) status = file.append(entry);
  return status ? change.commit() : status;
}

Status reverse(LedgerFile& file, const Reversal& reversal, TakenBack& back) {
  back = {};
  Status status;
  Change change(file, status);
  HeldAward held;
  if (status) status = find(file, reversal.award, held);
  std::optional<TakenBack> before;
  if (status) status = reversed_before(file, reversal, before);
  if (!status) return status;
  if (before) {
    back = std::move(*before);
    return {};
  }
  if (held.state == AwardState::reserved || held.state == AwardState::released)
    return Status::failure(fmt::format("Award {} is {}: nothing of it was handed out.", reversal.award,
                                       award_state_name(held.state)));
  const bool whole = !reversal.amount && !reversal.points;
  if (whole && held.state == AwardState::reversed) return {};  // asked again
  if (status = part_of(held, reversal, back); !status) return status;
  NewEntry entry =
      entry_of(file, held, whole ? "reverse" : "reverse part", reversal.day, reversal.booked, status);
  entry.invoice = reversal.reference;
  entry.text = reversal.why;
  if (status && whole) status = set_state(file, held.number, AwardState::reversed, reversal.day);
  if (status) status = take_back(file, held, back, std::move(entry));
  return status ? change.commit() : status;
}

Status end(LedgerFile& file, const HeldAward& award, const std::string& why, const TakenBack& back, Day day,
           Day booked) {
  Status status;
  NewEntry entry = entry_of(file, award, "end", day, booked, status);
  entry.text = why;
  if (status) status = set_state(file, award.number, AwardState::ended, day);
  return status ? take_back(file, award, back, std::move(entry)) : status;
}

Status withdraw(LedgerFile& file, const HeldAward& award, const std::string& why, Day day, Day booked) {
  Status status;
  NewEntry entry = entry_of(file, award, "release", day, booked, status);
  entry.text = why;
  if (status) status = set_state(file, award.number, AwardState::released, day);
  return status ? file.append(entry) : status;
}

}  // namespace trouw
