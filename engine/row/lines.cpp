#include "row/lines.h"

#include <algorithm>
#include <span>

#include "plan/bills.h"
#include "trouw/wide.h"

namespace trouw {

namespace {

// Rewards that stand on a bill, named together.
void name(const Programme& programme, const Evaluation& evaluation, const OfferNodes& offer,
          std::span<const std::uint32_t> rewards, int bill, Line& line) {
  for (const std::uint32_t number : rewards) {
    if (!evaluation.holds(offer.rewards[number].gate(bill))) continue;
    const Reward& reward = programme.offers[offer.offer].rewards[number];
    if (!line.text.empty()) line.text += " and ";
    line.text += reward.text;
    if (!reward.while_true) continue;
    if (!line.while_true.empty()) line.while_true += "; ";
    line.while_true += reward.while_true->text;
  }
}

}  // namespace

Line Lines::copy(const Line& line) {
  Line made = spare_.line();
  made = line;
  return made;
}

// Adds `amount` on each of `count` bills from `first`, as part of a line like `like`.
void Lines::draft(Line&& like, int first, int count, std::int64_t amount, int horizon) {
  auto at = std::find_if(drafts_.begin(), drafts_.end(), [&](const Line& line) {
    return line.kind == like.kind && line.text == like.text && line.rate == like.rate &&
           line.base == like.base;
  });
  const auto number = static_cast<std::size_t>(at - drafts_.begin());
  if (amount == 0 || at != drafts_.end())
    spare_.give(std::move(like));
  else
    drafts_.push_back(std::move(like));
  for (int bill = first; amount != 0 && bill < std::min(first + count, horizon); ++bill)
    pieces_.push_back({bill, pieces_.size(), number, amount});
}

// The cap cuts the latest bills first. Equal amounts on bills in a row are one line.
void Lines::cut(std::int64_t room, std::vector<Line>& lines) {
  std::ranges::sort(pieces_, {}, [](const Piece& piece) { return std::pair(piece.bill, piece.order); });
  last_.assign(drafts_.size(), SIZE_MAX);
  for (const Piece& piece : pieces_) {
    const std::int64_t amount = std::min(piece.amount, room);
    room -= amount;
    if (amount > 0) append(piece, amount, lines);
  }
}

void Lines::append(const Piece& piece, std::int64_t amount, std::vector<Line>& lines) {
  std::size_t& last = last_[piece.line];
  if (last != SIZE_MAX && lines[last].amount == amount &&
      lines[last].first + lines[last].periods == piece.bill) {
    ++lines[last].periods;
    return;
  }
  Line line = copy(drafts_[piece.line]);
  line.place = static_cast<std::uint32_t>(piece.line);
  line.amount = amount;
  line.first = piece.bill;
  line.periods = 1;
  last = lines.size();
  lines.push_back(std::move(line));
}

// `worth` in equal parts on `periods` bills, the odd minor units on the earliest.
void Lines::spread(const Line& like, int first, int periods, std::int64_t worth, std::vector<Line>& lines) {
  const int odd = static_cast<int>(worth % periods);
  const auto add = [&](int from, int count, std::int64_t amount) {
    if (count == 0 || amount == 0) return;
    Line line = copy(like);
    line.first = from;
    line.periods = count;
    line.amount = amount;
    lines.push_back(std::move(line));
  };
  add(first, odd, worth / periods + 1);
  add(first + odd, periods - odd, worth / periods);
}

void Lines::add_perks(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
                      std::uint32_t offer, std::vector<Line>& lines) {
  auto place = static_cast<std::uint32_t>(drafts_.size());
  for (const PerkNodes& perk : deal.perks) {
    if (perk.offer != offer || evaluation.value(perk.number) == 0) continue;
    const Reward& reward = programme.offers[offer].rewards[perk.reward];
    Line like = spare_.line();
    like.kind = perk.perk == points_perk ? Line::points : Line::perk;
    like.text = reward.text;
    if (reward.while_true) like.while_true = reward.while_true->text;
    if (like.kind == Line::points) like.number = evaluation.value(perk.number);
    like.place = place++;
    spread(like, perk.first, perk.count, evaluation.value(perk.worth), lines);
    spare_.give(std::move(like));
  }
}

void Lines::add(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
                const OfferNodes& offer, std::vector<Line>& lines) {
  const int horizon = programme.schema.horizon;
  for (const DiscountNodes& nodes : deal.discounts) {
    if (nodes.offer != offer.offer) continue;
    const Run& run = deal.runs[nodes.run];
    Line like = spare_.line();
    like.kind = Line::discount;
    name(programme, evaluation, offer, nodes.rewards, run.first, like);
    if (nodes.rate != no_node) {
      like.rate = evaluation.value(nodes.rate);
      like.base = evaluation.value(nodes.base);
    }
    draft(std::move(like), run.first, run.count, evaluation.value(nodes.amount), horizon);
  }
  for (const CreditNodes& nodes : deal.credits) {
    if (nodes.offer != offer.offer) continue;
    Line like = spare_.line();
    name(programme, evaluation, offer, {&nodes.reward, 1}, nodes.first, like);
    draft(std::move(like), nodes.first, nodes.count, evaluation.value(nodes.amount), horizon);
  }
  cut(evaluation.value(offer.money_paid), lines);
  add_perks(programme, evaluation, deal, offer.offer, lines);
  for (Line& like : drafts_) spare_.give(std::move(like));
  drafts_.clear();
  pieces_.clear();
}

void Lines::add(const Programme& programme, const Evaluation& evaluation, const OfferNodes& offer,
                std::vector<Promise>& promises) {
  const auto& rewards = programme.offers[offer.offer].rewards;
  for (std::uint32_t number = 0; number < rewards.size(); ++number) {
    const std::int64_t amount = evaluation.value(offer.amounts[number]);
    const bool price = rewards[number].kind == RewardKind::price_of;
    const bool perk = rewards[number].kind == RewardKind::perk;
    const Reward& reward = rewards[number];
    // What is living is promised whatever row it stands in today.
    if (!reward.open_ended && (!evaluation.holds(offer.rows[number]) || (amount == 0 && !price && !perk)))
      continue;
    if (reward.spread) {
      const bool rate = reward.kind == RewardKind::credit_rate;
      add_spread(reward, number, rate ? settled(programme, evaluation, offer, number) : amount, promises);
      continue;
    }
    Promise promise = spare_.promise();
    promise.kind = reward.kind;
    promise.amount = amount;
    promise.base = reward.base;
    promise.perk = reward.perk;
    promise.cap_a_bill = reward.cap_a_bill;
    promise.cap_in_all = reward.cap_in_all;
    promise.first = reward.first;
    promise.periods = reward.periods;
    promise.one_off = reward.one_off;
    promise.open_ended = reward.open_ended;
    promise.reward = number;
    if (reward.while_true) promise.while_of = number;
    promise.text = reward.text;
    promises.push_back(std::move(promise));
  }
}

// What a percentage comes to on the day of the grant.
std::int64_t Lines::settled(const Programme& programme, const Evaluation& evaluation, const OfferNodes& offer,
                            std::uint32_t number) {
  const Reward& reward = programme.offers[offer.offer].rewards[number];
  const auto made =
      multiply_divide(evaluation.value(offer.rewards[number].spread_base),
                      evaluation.value(offer.amounts[number]), rate_one, programme.schema.rounding);
  return std::min(made.value_or(0), reward.cap_a_bill.value_or(INT64_MAX));
}

// A credit in equal parts is promised as its parts.
void Lines::add_spread(const Reward& reward, std::uint32_t number, std::int64_t amount,
                       std::vector<Promise>& promises) {
  const int odd = static_cast<int>(amount % reward.periods);
  const auto add = [&](int from, int count, std::int64_t part) {
    if (count == 0 || part == 0) return;
    Promise promise = spare_.promise();
    promise.amount = part;
    promise.first = from;
    promise.periods = count;
    promise.reward = number;
    if (reward.while_true) promise.while_of = number;
    promise.text = reward.text;
    promises.push_back(std::move(promise));
  };
  add(reward.first, odd, amount / reward.periods + 1);
  add(reward.first + odd, reward.periods - odd, amount / reward.periods);
}

// Equal parts, the odd cents on the earliest bills.
void Lines::add_top_up(const Offer& offer, std::int64_t top_up, Award& award) {
  Line like = spare_.line();
  like.text = offer.match->offer ? "match" : "match the newcomer deal";
  spread(like, 0, offer.match->over, top_up, award.lines);
  spare_.give(std::move(like));
  for (const Line& line : award.lines) {
    Promise promise = spare_.promise();
    promise.amount = line.amount;
    promise.first = line.first;
    promise.periods = line.periods;
    promise.one_off = offer.match->over == 1;
    promise.text = line.text;
    award.promises.push_back(std::move(promise));
  }
}

}  // namespace trouw
