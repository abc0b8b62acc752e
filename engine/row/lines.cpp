#include "row/lines.h"

#include <algorithm>

#include "plan/bills.h"

namespace trouw {

namespace {

// One amount on one bill.
struct Piece {
  int bill = 0;
  std::size_t line = 0;  // of the drafts
  std::int64_t amount = 0;
};

// Rewards whose gate holds, named together.
std::string text_of(const Programme& programme, const Evaluation& evaluation, const OfferNodes& offer,
                    const std::vector<std::uint32_t>& rewards) {
  std::string text;
  for (const std::uint32_t number : rewards)
    if (evaluation.holds(offer.gates[number]))
      text += (text.empty() ? "" : " and ") + programme.offers[offer.offer].rewards[number].text;
  return text;
}

class Drafts {
 public:
  // Adds `amount` on each of `count` bills from `first`, as part of a line like `like`.
  void add(const Line& like, int first, int count, std::int64_t amount, int horizon) {
    if (amount == 0) return;
    auto at = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) {
      return line.kind == like.kind && line.text == like.text && line.rate == like.rate &&
             line.base == like.base;
    });
    if (at == lines_.end()) at = lines_.insert(at, like);
    for (int bill = first; bill < std::min(first + count, horizon); ++bill)
      pieces_.push_back({bill, static_cast<std::size_t>(at - lines_.begin()), amount});
  }

  // The cap cuts the latest bills first. Equal amounts on bills in a row are one line.
  std::vector<Line> cut(std::int64_t room) {
    std::stable_sort(pieces_.begin(), pieces_.end(),
                     [](const Piece& a, const Piece& b) { return a.bill < b.bill; });
    std::vector<Line> lines;
    for (std::size_t line = 0; line < lines_.size(); ++line) last_.push_back(SIZE_MAX);
    for (const Piece& piece : pieces_) {
      const std::int64_t amount = std::min(piece.amount, room);
      room -= amount;
      if (amount > 0) append(lines, piece, amount);
    }
    return lines;
  }

 private:
  void append(std::vector<Line>& lines, const Piece& piece, std::int64_t amount) {
    std::size_t& last = last_[piece.line];
    if (last != SIZE_MAX && lines[last].amount == amount &&
        lines[last].first + lines[last].periods == piece.bill) {
      ++lines[last].periods;
      return;
    }
    Line line = lines_[piece.line];
    line.amount = amount;
    line.first = piece.bill;
    line.periods = 1;
    last = lines.size();
    lines.push_back(std::move(line));
  }

  std::vector<Line> lines_;
  std::vector<Piece> pieces_;
  std::vector<std::size_t> last_;
};

// `worth` in equal parts on `periods` bills, the odd minor units on the earliest.
void spread(Line line, int first, int periods, std::int64_t worth, std::vector<Line>& lines) {
  const int odd = static_cast<int>(worth % periods);
  const auto add = [&](int from, int count, std::int64_t amount) {
    if (count == 0 || amount == 0) return;
    line.first = from;
    line.periods = count;
    line.amount = amount;
    lines.push_back(line);
  };
  add(first, odd, worth / periods + 1);
  add(first + odd, periods - odd, worth / periods);
}

void add_perks(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
               std::uint32_t offer, std::vector<Line>& lines) {
  for (const PerkNodes& perk : deal.perks) {
    if (perk.offer != offer || evaluation.value(perk.number) == 0) continue;
    const Reward& reward = programme.offers[offer].rewards[perk.reward];
    Line line;
    line.kind = perk.perk == points_perk ? Line::points : Line::perk;
    line.text = reward.text;
    line.number = evaluation.value(perk.number);
    const auto [first, end] = span_of(reward, programme.schema.horizon);
    const bool once = perk.perk != points_perk && !programme.schema.perks[perk.perk].per_period;
    spread(line, first, once ? 1 : end - first, evaluation.value(perk.worth), lines);
  }
}

}  // namespace

std::vector<Line> lines_of(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
                           const OfferNodes& offer) {
  const int horizon = programme.schema.horizon;
  Drafts drafts;
  for (const DiscountNodes& nodes : deal.discounts) {
    if (nodes.offer != offer.offer) continue;
    const Run& run = deal.runs[nodes.run];
    Line like;
    like.kind = Line::discount;
    like.text = text_of(programme, evaluation, offer, nodes.rewards);
    if (nodes.rate != no_node) {
      like.rate = evaluation.value(nodes.rate);
      like.base = evaluation.value(nodes.base);
    }
    drafts.add(like, run.first, run.count, evaluation.value(nodes.amount), horizon);
  }
  for (const CreditNodes& nodes : deal.credits) {
    if (nodes.offer != offer.offer) continue;
    Line like;
    like.text = text_of(programme, evaluation, offer, {nodes.reward});
    drafts.add(like, nodes.first, nodes.count, evaluation.value(nodes.amount), horizon);
  }
  std::vector<Line> lines = drafts.cut(evaluation.value(offer.money_paid));
  add_perks(programme, evaluation, deal, offer.offer, lines);
  return lines;
}

std::vector<Promise> promises_of(const Programme& programme, const Evaluation& evaluation,
                                 const OfferNodes& offer) {
  std::vector<Promise> promises;
  const auto& rewards = programme.offers[offer.offer].rewards;
  for (std::uint32_t number = 0; number < rewards.size(); ++number) {
    const std::int64_t amount = evaluation.value(offer.amounts[number]);
    const bool price = rewards[number].kind == RewardKind::price_of;
    const bool perk = rewards[number].kind == RewardKind::perk;
    if (!evaluation.holds(offer.rows[number]) || (amount == 0 && !price && !perk)) continue;
    const Reward& reward = rewards[number];
    Promise promise;
    promise.kind = reward.kind;
    promise.amount = amount;
    promise.base = reward.base;
    promise.perk = reward.perk;
    promise.cap_a_bill = reward.cap_a_bill;
    promise.first = reward.first;
    promise.periods = reward.periods;
    promise.open_ended = reward.open_ended;
    if (reward.while_true) promise.while_of = number;
    promise.text = reward.text;
    promises.push_back(std::move(promise));
  }
  return promises;
}

Promise promise_of(const Line& line) {
  Promise promise;
  promise.amount = line.amount;
  promise.first = line.first;
  promise.periods = line.periods;
  promise.text = line.text;
  return promise;
}

// Equal parts, the odd cents on the earliest bills.
std::vector<Line> top_up_lines(const Offer& offer, std::int64_t top_up) {
  std::vector<Line> lines;
  Line line;
  line.text = offer.match->offer ? "match" : "match the newcomer deal";
  spread(line, 0, offer.match->over, top_up, lines);
  return lines;
}

}  // namespace trouw
