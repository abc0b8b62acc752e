#include "books/bill_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "books/past.h"
#include "ledger/settling.h"
#include "plan/lower.h"
#include "row/evaluate.h"
#include "row/lines.h"

namespace trouw {

namespace {

constexpr std::size_t most_plans = 1024;  // kept at a time

}  // namespace

// What a bill has of one promise.
struct BillLines::Part {
  std::uint32_t award = 0;  // of the bill's
  const HeldPromise* held = nullptr;
  Supplied supplied;
  bool once = false;   // whole, whatever the bill supplies
  Reward reward;       // for this bill alone
  bool plain = false;  // an amount of money that nothing else on the bill changes
};

// A plan for bills whose promises are alike: an offer for each award, with the rewards of this bill.
struct BillLines::Made {
  Programme programme;
  std::unique_ptr<const Plan> plan;
  EvaluationOrder order;
  std::unique_ptr<Evaluation> evaluation;
};

BillLines::BillLines(const Programme& now, Ledger& ledger) : now_(now), frozen_(ledger) {}
BillLines::~BillLines() = default;

Status BillLines::parts_of(const BillRecord& record, const BilledAward& billed, std::uint32_t number,
                           std::vector<Part>& parts) {
  Status status;
  for (const HeldPromise& held : billed.award->promises) {
    Part part{number, &held, supplied(held.promise, billed.used), false, {}, false};
    if (part.supplied.length == 0) continue;
    const bool credit = held.promise.kind == RewardKind::credit ||
                        held.promise.kind == RewardKind::credit_rate ||
                        held.promise.kind == RewardKind::credit_periods ||
                        held.promise.kind == RewardKind::points || held.promise.kind == RewardKind::perk;
    const auto perk = std::ranges::find(now_.schema.perks, held.perk, &Perk::name);
    part.once = credit && (held.promise.one_off || (perk != now_.schema.perks.end() && !perk->per_period));
    if (part.once && !part.supplied.begins) continue;
    if (held.promise.while_of) {
      const Offer* was = frozen_.offer(*billed.award, status);
      if (was == nullptr) return status;
      const auto& condition = was->rewards[*held.promise.while_of].while_true;
      if (condition &&
          !frozen_.holds(*billed.award, *condition, now_, record.batch, record.row, record.starts, status))
        continue;
    }
    if (status) status = reward_of(record, part);
    if (!status) return status;
    parts.push_back(std::move(part));
  }
  return status;
}

// The promise as a reward of this bill: of a part of a period, that part.
Status BillLines::reward_of(const BillRecord& record, Part& part) {
  Status status;
  const Promise& promise = part.held->promise;
  HeldPromise one = *part.held;
  one.promise.first = 0;
  one.promise.periods = 1;
  one.promise.open_ended = false;
  auto reward = left_of(one, 0, now_.schema, status);
  if (!status || !reward) return status;
  part.reward = std::move(*reward);
  part.plain = promise.kind == RewardKind::credit;
  const bool all = part.once || part.supplied.length == record.share;
  const Rounding rounding = now_.schema.rounding;
  switch (promise.kind) {
    case RewardKind::percent_of_price:
    case RewardKind::percent_of_field:
    case RewardKind::credit_rate:  // of amounts that are the bill's own: only what it has no part of is left
                                   // out
      if (!all)
        part.reward.amount = multiply_divide(promise.amount, part.supplied.length, record.share, rounding)
                                 .value_or(promise.amount);
      break;
    case RewardKind::price_of: {
      const FieldId price = now_.schema.roles.price.value();
      const std::int64_t whole = record.batch.columns[price].values[record.row];
      const std::int64_t lowered = part_of(promise.amount, part.supplied, rounding);
      part.reward.amount =
          all ? lowered
              : whole - multiply_divide(whole, part.supplied.length, record.share, rounding).value_or(whole) +
                    lowered;
      break;
    }
    case RewardKind::money_off:
    case RewardKind::credit:
    case RewardKind::points:
      if (!part.once) part.reward.amount = part_of(promise.amount, part.supplied, rounding);
      break;
    case RewardKind::credit_periods:
    case RewardKind::perk:
      break;
  }
  return status;
}

BillLines::Made* BillLines::made(Day day, std::size_t awards, const std::vector<Part>& parts) {
  std::string key = fmt::format("{};{}", day, awards);
  for (const Part& part : parts) {
    const Reward& r = part.reward;
    if (!part.plain)
      fmt::format_to(std::back_inserter(key), ";{},{},{},{},{},{},{}", part.award, static_cast<int>(r.kind),
                     r.amount, r.base, r.perk, r.cap_a_bill.value_or(-1), r.text);
  }
  if (const auto found = made_.find(key); found != made_.end()) return found->second.get();
  if (made_.size() >= most_plans) made_.clear();
  auto with = std::make_unique<Made>();
  with->programme = now_;
  with->programme.offers.clear();
  with->programme.guarantees.clear();
  with->programme.examples.clear();
  for (Combine& combine : with->programme.combine) combine = {};
  for (std::size_t i = 0; i < awards; ++i) {
    Offer offer;
    offer.title = fmt::format("{}", i);
    offer.audience = Audience::customers;
    for (const Part& part : parts)
      if (part.award == i && !part.plain) offer.rewards.push_back(part.reward);
    with->programme.offers.push_back(std::move(offer));
  }
  with->plan = lower(with->programme, day);
  std::vector<NodeId> wanted;
  for (NodeId id = 0; id < with->plan->nodes.size(); ++id) wanted.push_back(id);
  with->order = EvaluationOrder(*with->plan, wanted);
  with->evaluation = std::make_unique<Evaluation>(*with->plan);
  return made_.emplace(std::move(key), std::move(with)).first->second.get();
}

namespace {

// The promise that a line is of; where several are named together, the one that goes on for longest.
template <typename Part>
const Part* part_named(const std::vector<Part>& parts, std::uint32_t award, const std::string& text) {
  const Part* found = nullptr;
  const auto ends = [](const Part& part) {
    return part.held->promise.open_ended
               ? INT64_MAX
               : std::int64_t{part.held->promise.first} + part.held->promise.periods;
  };
  for (const Part& part : parts) {
    if (part.award != award || text.find(part.reward.text) == std::string::npos) continue;
    if (found == nullptr || ends(part) > ends(*found)) found = &part;
  }
  return found;
}

template <typename Part>
void count_periods(const Part& part, DueLine& due) {
  const Promise& promise = part.held->promise;
  due.period = part.once ? 1 : part.supplied.period;
  if (promise.open_ended && !part.once) return;
  due.of = part.once ? 1 : promise.periods;
  due.remaining = *due.of - due.period;
}

// What the deal's cap left for an award's money, of what was promised; what was taken back leaves no more.
std::int64_t room_of(const HeldAward& award) {
  if (!award.ceiling || award.used >= award.horizon * whole_period) return INT64_MAX;
  return std::max<std::int64_t>(0, *award.ceiling - award.handed - award.taken);
}

NewLine line_of(const HeldAward& award, const char* kind, const std::string& text) {
  NewLine made;
  made.line.award = award.number;
  made.line.offer = award.offer;
  made.line.kind = kind;
  made.line.text = text;
  return made;
}

void add_money(NewLine made, std::int64_t amount, std::int64_t& room, std::vector<NewLine>& lines) {
  made.line.amount = std::min(amount, room);
  room -= made.line.amount;
  if (made.line.amount != 0) lines.push_back(std::move(made));
}

}  // namespace

Status BillLines::add(const BillRecord& record, std::vector<BilledAward>& awards,
                      std::vector<NewLine>& lines) {
  std::vector<Part> parts;
  for (std::uint32_t i = 0; i < awards.size(); ++i)
    if (const Status status = parts_of(record, awards[i], i, parts); !status) return status;
  Made* with = nullptr;
  if (std::ranges::any_of(parts, [](const Part& part) { return !part.plain; })) {
    with = made(record.starts, awards.size(), parts);
    with->evaluation->load(record.batch, record.row);
    if (!with->evaluation->evaluate(with->order)) return with->evaluation->failed();
  }
  Spare spare;
  Lines writing(spare);
  for (std::uint32_t i = 0; i < awards.size(); ++i) {
    const HeldAward& award = *awards[i].award;
    std::int64_t room = room_of(award);
    std::vector<Line> found;
    if (with != nullptr)
      writing.add(with->programme, *with->evaluation, with->plan->customer.deal,
                  with->plan->customer.deal.offers[i], found);
    const auto take = [&](bool money) {
      for (const Line& line : found) {
        if (line.first != 0 || (line.kind == Line::discount || line.kind == Line::credit) != money) continue;
        constexpr const char* kinds[] = {"discount", "credit", "perk", "points"};
        NewLine made = line_of(award, kinds[line.kind], line.text);
        made.line.rate = line.rate;
        made.line.base = line.base;
        made.line.number = line.number;
        const Part* part = part_named(parts, i, line.text);
        if (part != nullptr) count_periods(*part, made.line);
        if (money) {
          add_money(std::move(made), line.amount, room, lines);
          continue;
        }
        made.line.worth = line.amount;
        if (line.kind == Line::points) {
          made.good = points_good;
        } else if (part != nullptr) {
          made.good = part->held->perk;
          if (!part->once) made.line.worth = part_of(line.amount, part->supplied, now_.schema.rounding);
        }
        lines.push_back(std::move(made));
      }
    };
    take(true);
    for (const Part& part : parts) {
      if (part.award != i || !part.plain) continue;
      NewLine made = line_of(award, "credit", part.reward.text);
      count_periods(part, made.line);
      add_money(std::move(made), part.reward.amount, room, lines);
    }
    take(false);
  }
  return {};
}

}  // namespace trouw
