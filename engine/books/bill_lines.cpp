#include "books/bill_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "books/held_offers.h"
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
  bool once = false;        // whole, whatever the bill supplies
  Reward reward;            // for this bill alone
  bool plain = false;       // an amount of money that nothing else on the bill changes
  std::uint32_t place = 0;  // of the promise in its award
};

// A plan for bills whose promises are alike: an offer for each award that has more than plain amounts.
struct BillLines::Made {
  Programme programme;
  std::unique_ptr<const Plan> plan;
  EvaluationOrder order;
  std::unique_ptr<Evaluation> evaluation;
};

BillLines::BillLines(const Programme& now, Ledger& ledger) : now_(now), frozen_(ledger) {}
BillLines::~BillLines() = default;

// A reward that stands whole on the bill on which its period begins.
bool BillLines::stands_whole(const HeldPromise& held) const {
  const RewardKind kind = held.promise.kind;
  const bool whole = kind == RewardKind::credit || kind == RewardKind::credit_rate ||
                     kind == RewardKind::credit_periods || kind == RewardKind::points ||
                     kind == RewardKind::perk;
  const auto perk = std::ranges::find(now_.schema.perks, held.perk, &Perk::name);
  return whole && (held.promise.one_off || (perk != now_.schema.perks.end() && !perk->per_period));
}

Status BillLines::parts_of(const BillRecord& record, BilledAward& billed, std::uint32_t number,
                           std::vector<Part>& parts) {
  for (std::uint32_t place = 0; place < billed.award->promises.size(); ++place) {
    const HeldPromise& held = billed.award->promises[place];
    Part part{number, &held, supplied(held.promise, billed.used), stands_whole(held), {}, false, place};
    if (part.supplied.length == 0 || (part.once && !part.supplied.begins)) continue;
    bool idle = false;
    if (const Status status = is_idle(record, *billed.award, held.promise, idle); !status) return status;
    if (idle) {
      if (!held.promise.open_ended) billed.noted.push_back({place, false, 0});
      continue;
    }
    std::optional<std::int64_t> amount;
    Status status = amount_on(record, *billed.award, held.promise, amount);
    if (status && !amount) continue;
    if (status) status = reward_of(record, *amount, part);
    if (status) status = settle_base(record, *billed.award, part);
    if (!status) return status;
    if (part.plain)
      part.reward.amount = std::min(part.reward.amount, part.reward.cap_in_all.value_or(INT64_MAX));
    parts.push_back(std::move(part));
  }
  return {};
}

// Whether a promise's `while` does not hold on the day of the bill.
Status BillLines::is_idle(const BillRecord& record, const HeldAward& award, const Promise& promise,
                          bool& idle) {
  Status status;
  idle = false;
  if (!promise.while_of) return status;
  const Offer* was = frozen_.offer(award, status);
  if (was == nullptr || *promise.while_of >= was->rewards.size()) return status;
  const auto& condition = was->rewards[*promise.while_of].while_true;
  idle =
      condition && !frozen_.holds(award, *condition, now_, record.batch, record.row, record.starts, status);
  return status;
}

// What was promised; of a living reward what the facts of the bill's own day make of its words, and nothing
// where its row is not theirs.
Status BillLines::amount_on(const BillRecord& record, const HeldAward& award, const Promise& promise,
                            std::optional<std::int64_t>& amount) {
  Status status;
  amount = promise.amount;
  if (promise.open_ended)
    amount = frozen_.living(award, promise, now_, record.batch, record.row, record.starts, status);
  return status;
}

// The promise as a reward of this bill: of a part of a period, that part.
Status BillLines::reward_of(const BillRecord& record, std::int64_t amount, Part& part) {
  Status status;
  Promise promise = part.held->promise;
  promise.amount = amount;
  part.reward = promised_reward(*part.held, now_.schema, status);
  if (!status) return status;
  part.reward.first = 0;
  part.reward.periods = 1;
  part.reward.open_ended = false;
  part.reward.amount = amount;
  if (promise.cap_in_all)
    part.reward.cap_in_all = std::max<std::int64_t>(0, *promise.cap_in_all - part.held->had);
  part.plain = promise.kind == RewardKind::credit;
  const bool all = part.once || part.supplied.length == record.share;
  const Rounding rounding = now_.schema.rounding;
  if (part.reward.cap_a_bill && !part.once)  // of a bill for all of a period
    part.reward.cap_a_bill = part_of(*part.reward.cap_a_bill, part.supplied, rounding);
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

// A percentage of what is no field: of what the offer's words, as they were, come to for this bill.
Status BillLines::settle_base(const BillRecord& record, const HeldAward& award, Part& part) {
  const Promise& promise = part.held->promise;
  const bool credit = promise.kind == RewardKind::credit_rate;
  if ((!credit && promise.kind != RewardKind::percent_of_field) || !part.held->base.empty()) return {};
  Status status;
  const Offer* was = frozen_.offer(award, status);
  if (was == nullptr || promise.reward >= was->rewards.size()) return status;
  const auto& term = was->rewards[promise.reward].base_term;
  if (!term) return status;
  const auto base = frozen_.amount(award, *term, now_, record.batch, record.row, record.starts, status);
  const auto money = multiply_divide(std::max<std::int64_t>(0, base.value_or(0)), part.reward.amount,
                                     rate_one, now_.schema.rounding);
  part.reward.amount = std::min(money.value_or(0), part.reward.cap_a_bill.value_or(INT64_MAX));
  part.reward.kind = credit ? RewardKind::credit : RewardKind::money_off;
  part.reward.cap_a_bill.reset();
  part.plain = credit;
  return status;
}

// Which offer of a plan an award is, in the order of the parts; one of plain amounts alone is none of it.
std::vector<std::optional<std::uint32_t>> BillLines::planned(std::size_t awards,
                                                             const std::vector<Part>& parts) {
  std::vector<std::optional<std::uint32_t>> offers(awards);
  std::uint32_t count = 0;
  for (const Part& part : parts)
    if (!part.plain && !offers[part.award]) offers[part.award] = count++;
  return offers;
}

BillLines::Made* BillLines::made(Day day, std::size_t awards, const std::vector<Part>& parts) {
  const auto offers = planned(awards, parts);
  std::string key = fmt::format("{}", day);
  for (const Part& part : parts) {
    const Reward& r = part.reward;
    if (!part.plain)
      fmt::format_to(std::back_inserter(key), ";{},{},{},{},{},{},{},{}", *offers[part.award],
                     static_cast<int>(r.kind), r.amount, r.base, r.perk, r.cap_a_bill.value_or(-1),
                     r.cap_in_all.value_or(-1), r.text);
  }
  if (const auto found = made_.find(key); found != made_.end()) return found->second.get();
  if (made_.size() >= most_plans) made_.clear();
  auto with = std::make_unique<Made>();
  with->programme = now_;
  with->programme.offers.clear();
  with->programme.guarantees.clear();
  with->programme.examples.clear();
  for (Combine& combine : with->programme.combine) combine = {};
  for (const Part& part : parts) {
    if (part.plain) continue;
    const std::uint32_t number = *offers[part.award];
    if (number == with->programme.offers.size()) {
      with->programme.offers.emplace_back();
      with->programme.offers.back().title = fmt::format("{}", number);
      with->programme.offers.back().audience = Audience::customers;
    }
    with->programme.offers[number].rewards.push_back(part.reward);
  }
  with->plan = lower(with->programme, day);
  std::vector<NodeId> wanted;
  for (NodeId id = 0; id < with->plan->nodes.size(); ++id) wanted.push_back(id);
  with->order = EvaluationOrder(*with->plan, wanted);
  with->evaluation = std::make_unique<Evaluation>(*with->plan);
  return made_.emplace(std::move(key), std::move(with)).first->second.get();
}

Status BillLines::evaluated(const BillRecord& record, std::size_t awards, const std::vector<Part>& parts,
                            Made*& with) {
  with = made(record.starts, awards, parts);
  with->evaluation->load(record.batch, record.row);
  return with->evaluation->evaluate(with->order) ? Status() : with->evaluation->failed();
}

// What parts come to on this bill as if they were all of it.
Status BillLines::worth(const BillRecord& record, std::size_t awards, const std::vector<Part>& parts,
                        std::int64_t& worth) {
  worth = 0;
  if (std::ranges::any_of(parts, [](const Part& part) { return !part.plain; })) {
    Made* with = nullptr;
    if (const Status status = evaluated(record, awards, parts, with); !status) return status;
    worth = with->evaluation->value(with->plan->customer.deal.value);
  }
  for (const Part& part : parts)
    if (part.plain) worth += part.reward.amount;
  return {};
}

// Whose best-ofs count: those of the audience that the contract is of now.
Status BillLines::audience(const BillRecord& record, std::size_t awards, std::optional<Audience>& audience) {
  audience.reset();
  if (std::ranges::all_of(now_.combine, [](const Combine& combine) { return combine.best_of.empty(); }))
    return {};
  Made* with = nullptr;
  if (const Status status = evaluated(record, awards, {}, with); !status) return status;
  switch (static_cast<Standing>(with->evaluation->value(with->plan->standing))) {
    case Standing::customer:
      audience = Audience::customers;
      break;
    case Standing::newcomer:
      audience = Audience::newcomers;
      break;
    case Standing::returner:
      audience = Audience::returners;
      break;
    case Standing::nobody:
    case Standing::rejected:
      break;
  }
  return {};
}

// What a cap left of an award is all that it can come to.
Status BillLines::largest(const BillRecord& record, const std::vector<BilledAward>& awards,
                          const std::vector<Part>& parts, const std::vector<Side>& sides, bool recurring,
                          std::size_t& largest) {
  largest = 0;
  std::int64_t most = -1;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    std::vector<Part> own;
    for (const Part& part : parts)
      if (std::ranges::find(sides[i], part.award) != sides[i].end() &&
          !(recurring && part.held->promise.one_off))
        own.push_back(part);
    std::int64_t worth = 0;
    if (const Status status = this->worth(record, awards.size(), own, worth); !status) return status;
    if (sides[i].size() == 1) worth = std::min(worth, room_left(*awards[sides[i].front()].award));
    if (worth <= most) continue;
    most = worth;
    largest = i;
  }
  return {};
}

Status BillLines::compete(const BillRecord& record, std::vector<BilledAward>& awards,
                          std::vector<Part>& parts) {
  std::optional<Audience> of;
  if (awards.size() < 2) return {};
  if (const Status status = audience(record, awards.size(), of); !status) return status;
  std::uint32_t number = 0;
  const auto meet = [&](const std::vector<Side>& sides) {
    ++number;
    for (const Side& side : sides)
      for (const std::uint32_t award : side) awards[award].competition = number;
  };
  for (const std::vector<Side>& contest : contests(awards, of)) {
    for (const Side& side : contest)
      for (const std::vector<Side>& own : rivals(awards, side)) {
        meet(own);
        std::size_t wins = 0;
        if (const Status status = largest(record, awards, parts, own, true, wins); !status) return status;
        for (std::size_t i = 0; i < own.size(); ++i)
          if (i != wins) leave_out(own[i].front(), true, awards, parts);
      }
    if (contest.size() < 2) continue;
    meet(contest);
    std::size_t wins = 0;
    if (const Status status = largest(record, awards, parts, contest, false, wins); !status) return status;
    for (std::size_t i = 0; i < contest.size(); ++i)
      if (i != wins)
        for (const std::uint32_t award : contest[i]) leave_out(award, false, awards, parts);
  }
  return {};
}

// `recurring`: its one-off rewards stay.
void BillLines::leave_out(std::uint32_t award, bool recurring, std::vector<BilledAward>& awards,
                          std::vector<Part>& parts) {
  awards[award].counts = false;
  std::erase_if(parts, [&](const Part& part) {
    return part.award == award && !(recurring && part.held->promise.one_off);
  });
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
  if (const Status status = compete(record, awards, parts); !status) return status;
  Made* with = nullptr;
  if (std::ranges::any_of(parts, [](const Part& part) { return !part.plain; }))
    if (const Status status = evaluated(record, awards.size(), parts, with); !status) return status;
  const auto offers = planned(awards.size(), parts);
  Spare spare;
  Lines writing(spare);
  for (std::uint32_t i = 0; i < awards.size(); ++i) {
    const HeldAward& award = *awards[i].award;
    std::int64_t room = room_left(award);
    std::vector<Line> found;
    if (with != nullptr && offers[i])
      writing.add(with->programme, *with->evaluation, with->plan->customer.deal,
                  with->plan->customer.deal.offers[*offers[i]], found);
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
    note(parts, with, offers[i], i, lines, awards[i]);
  }
  return {};
}

// What promises that are capped over all their bills had of this one.
void BillLines::note(const std::vector<Part>& parts, const Made* with,
                     const std::optional<std::uint32_t>& offer, std::uint32_t award,
                     const std::vector<NewLine>& lines, BilledAward& billed) {
  std::uint32_t number = 0;  // of a reward in the plan
  for (const Part& part : parts) {
    if (part.award != award) continue;
    std::int64_t money = 0, written = 0;
    if (part.plain) {
      money = part.reward.amount;
    } else {
      const DealNodes& deal = with->plan->customer.deal;
      for (const DiscountNodes& line : deal.discounts)
        if (line.offer == *offer && line.run == 0 && line.rewards.front() == number)
          money += with->evaluation->value(line.amount);
      for (const CreditNodes& credit : deal.credits)
        if (credit.offer == *offer && credit.first == 0 && credit.reward == number)
          money += with->evaluation->value(credit.amount);
      ++number;
    }
    if (!part.reward.cap_in_all) continue;
    for (const NewLine& made : lines)  // the deal's cap may have left less
      if (made.line.award == billed.award->number && made.line.text == part.reward.text)
        written += made.line.amount;
    if (money = std::min(money, written); money != 0) billed.noted.push_back({part.place, true, money});
  }
}

}  // namespace trouw
