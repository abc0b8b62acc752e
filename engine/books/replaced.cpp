#include "trouw/replaced.h"

#include <algorithm>

namespace trouw {

namespace {

// The bills to come that a promise is on: [first, end), in millionths from the next one.
Stretch to_come(const HeldAward& award, const Promise& promise) {
  const std::int64_t first = promise.first * whole_period - award.used;
  const std::int64_t end = promise.open_ended ? INT64_MAX : first + promise.periods * whole_period;
  const std::int64_t from = std::max<std::int64_t>(0, first);
  return {from, std::max<std::int64_t>(0, end - from)};
}

// What it comes to is settled by its amount alone.
bool is_plain(const Promise& promise) {
  return !promise.while_of && !promise.open_ended && !promise.cap_in_all && !promise.cap_a_bill;
}

// On each bill of `old` it is there, and is worth at least as much.
bool covers(const HeldAward& award, const HeldPromise& held, const HeldAward& by, const HeldPromise& larger) {
  const Promise &was = held.promise, &is = larger.promise;
  if (!is_plain(is) || is.one_off || was.kind != is.kind || held.base != larger.base ||
      held.perk != larger.perk)
    return false;
  const Stretch own = to_come(award, was), other = to_come(by, is);
  const bool there = other.from <= own.from && own.from + own.length <= other.from + other.length;
  return there && (was.kind == RewardKind::price_of ? is.amount <= was.amount : was.amount <= is.amount);
}

// Each of its promises to come has one of its own in the other; one of them is more.
bool replaces(const HeldAward& by, const HeldAward& award) {
  std::vector<bool> taken(by.promises.size(), false);
  bool more = false, any = false;
  for (const HeldPromise& held : award.promises) {
    if (to_come(award, held.promise).length == 0) continue;
    if (held.promise.one_off || !is_plain(held.promise)) return false;
    any = true;
    std::size_t at = 0;
    while (at < taken.size() && (taken[at] || !covers(award, held, by, by.promises[at]))) ++at;
    if (at == taken.size()) return false;
    taken[at] = true;
    more = more || by.promises[at].promise.amount != held.promise.amount;
  }
  return any && (more || std::ranges::find(taken, false) != taken.end());
}

}  // namespace

std::optional<std::int64_t> replaced_by(const HeldAward& award, const std::vector<HeldAward>& all) {
  if (!award.runs() || award.match || award.ceiling) return std::nullopt;
  for (const HeldAward& by : all)
    if (by.offer == award.offer && by.number > award.number && by.runs() && !by.match && !by.ceiling &&
        replaces(by, award))
      return by.number;
  return std::nullopt;
}

Status replaced_by(Ledger& ledger, const HeldAward& award, std::optional<std::int64_t>& replaced) {
  replaced.reset();
  if (!award.runs()) return {};
  std::vector<HeldAward> all;
  const Status status = ledger.awards(award.contract, all);
  if (status) replaced = replaced_by(award, all);
  return status;
}

}  // namespace trouw
