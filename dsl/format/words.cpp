#include "format/words.h"

#include <algorithm>

#include "syntax/name.h"
#include "trouw/ensure.h"

namespace trouw {

using namespace tree;  // NOLINT: this file is about the tree and nothing else

namespace {

struct Compared {
  Comparison comparison;
  Phrase plain, ago, ahead;
};
constexpr Compared compared[] = {
    {Comparison::is, Phrase::is, Phrase::is, Phrase::is},
    {Comparison::is_not, Phrase::is_not, Phrase::is_not, Phrase::is_not},
    {Comparison::at_least, Phrase::at_least, Phrase::at_least_ago, Phrase::at_least_ahead},
    {Comparison::at_most, Phrase::at_most, Phrase::at_most_ago, Phrase::at_most_ahead},
    {Comparison::more_than, Phrase::more_than, Phrase::more_than_ago, Phrase::more_than_ahead},
    {Comparison::less_than, Phrase::less_than, Phrase::less_than_ago, Phrase::less_than_ahead},
    {Comparison::before, Phrase::before, Phrase::before, Phrase::before},
    {Comparison::after, Phrase::after, Phrase::after, Phrase::after},
    {Comparison::on_or_before, Phrase::on_or_before, Phrase::on_or_before, Phrase::on_or_before},
    {Comparison::on_or_after, Phrase::on_or_after, Phrase::on_or_after, Phrase::on_or_after}};

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const Compared& row_of(Comparison comparison) {
  const auto found = std::find_if(std::begin(compared), std::end(compared),
                                  [&](const Compared& c) { return c.comparison == comparison; });
  ensure(found != std::end(compared), "a comparison without a phrase");
  return *found;
}

const Literal* single_literal(const Amount& amount) {
  const bool single = amount.terms.size() == 1 && amount.terms[0].factors.empty() &&
                      amount.terms[0].operand.kind == OperandKind::literal;
  return single ? &amount.terms[0].operand.literal : nullptr;
}

// A name that would end at `above 2000` or `over 12` where a reward goes on behind it.
bool ends_early(const std::string& text, const Book& book) {
  const std::string name = " " + text;
  for (const Phrase phrase : {Phrase::part_above, Phrase::over_bills}) {
    const std::string word = " " + book.word(phrase) + " ";
    for (std::size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
      const std::size_t next = at + word.size();
      if (next < name.size() && name[next] >= '0' && name[next] <= '9') return true;
    }
  }
  return false;
}

// `tenure reaches 5 years or 2 is …` would go on with the list.
bool begins_with_literal(const Condition& condition) {
  return !condition.left.terms.empty() && condition.left.terms[0].operand.kind == OperandKind::literal;
}

// Whether all values are literals of the last one's unit, which then stands once, at the end.
bool one_unit(const std::vector<Amount>& values) {
  const Literal* last = values.empty() ? nullptr : single_literal(values.back());
  if (!last || (last->unit == Unit::none && last->word.empty())) return false;
  return std::all_of(values.begin(), values.end(), [&](const Amount& value) {
    const Literal* literal = single_literal(value);
    return literal && literal->kind == last->kind && literal->unit == last->unit &&
           literal->word == last->word;
  });
}

}  // namespace

std::string Words::name(const Name& name, Place place) const {
  const std::string first = name.text.substr(0, name.text.find(' '));
  const bool counted = place == Place::counted || place == Place::after_off;
  const bool may_be_value = counted || place == Place::anywhere || place == Place::after_is;
  bool plain = plain_name(name.text, book_, place == Place::after_is, may_be_value);
  if (place == Place::after_off) plain = plain && first.find_first_not_of(capitals) != std::string::npos;
  if (counted) plain = plain && !ends_early(name.text, book_);
  if (place == Place::row) plain = plain && !book_.inside_phrase(book_.word(Phrase::row_for), first);
  if (place == Place::per)
    for (const Phrase phrase : {Phrase::per_customer, Phrase::per_contract})
      plain = plain && name.text != book_.patterns(phrase)[0][1].word;
  return plain ? name.text : "[" + name.text + "]";
}

std::string Words::text(const Text& text) const {
  std::string result = "\"";
  for (const char c : text.text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string Words::unit(Unit unit, bool one) const {
  switch (unit) {
    case Unit::day:
      return book_.word(one ? Phrase::day_one : Phrase::day_many);
    case Unit::week:
      return book_.word(one ? Phrase::week_one : Phrase::week_many);
    case Unit::month:
      return book_.word(one ? Phrase::month_one : Phrase::month_many);
    case Unit::year:
      return book_.word(one ? Phrase::year_one : Phrase::year_many);
    case Unit::none:
      break;
  }
  return {};
}

std::string Words::number(Decimal number) const {
  for (; shortest_ && number.places > 0 && number.digits % 10 == 0; --number.places) number.digits /= 10;
  return format_scaled(number.digits, number.places);
}

std::string Words::literal(const Literal& literal, bool with_unit) const {
  const std::string number = Words::number(literal.number);
  switch (literal.kind) {
    case LiteralKind::money:
      return literal.currency + " " + number;
    case LiteralKind::percent:
      return number + "%";
    case LiteralKind::date:
      return format_day(literal.day);
    case LiteralKind::yes:
      return book_.word(Phrase::yes);
    case LiteralKind::no:
      return book_.word(Phrase::no);
    case LiteralKind::number:
      return literal.word.empty() || !with_unit ? number : number + " " + literal.word;
    case LiteralKind::duration:
      break;
  }
  return with_unit ? number + " " + unit(literal.unit, literal.number.digits == 1) : number;
}

std::string Words::operand(const Operand& operand, bool after_is) const {
  switch (operand.kind) {
    case OperandKind::literal:
      return literal(operand.literal);
    case OperandKind::today:
      return book_.word(Phrase::today);
    case OperandKind::tenure:
      return book_.word(Phrase::tenure);
    case OperandKind::name:
      break;
  }
  return name(operand.name, after_is ? Place::after_is : Place::anywhere);
}

std::string Words::amount(const Amount& amount, bool after_is) const {
  std::string result;
  for (const Term& term : amount.terms) {
    if (!result.empty()) result += term.minus ? " - " : " + ";
    result += operand(term.operand, after_is && result.empty());
    for (const Literal& factor : term.factors) result += " × " + literal(factor);
  }
  return result;
}

// ---- Conditions ----------------------------------------------------------------------------------------

std::string Words::part(const Condition& condition) const {
  const bool chain = condition.kind == ConditionKind::all || condition.kind == ConditionKind::any;
  const std::string result = this->condition(condition);
  return chain ? "(" + result + ")" : result;
}

// `5, 10 or 20 years`; `NH, ZH`.
std::string Words::values(const Condition& condition) const {
  const std::vector<Amount>& all = condition.right;
  const bool reaches = condition.kind == ConditionKind::reaches;
  const bool shared = reaches && one_unit(all);
  std::string result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool last = i + 1 == all.size();
    if (i > 0) result += last && reaches ? " " + book_.word(Phrase::disjunction) + " " : ", ";
    const Literal* one = single_literal(all[i]);
    result += one ? literal(*one, last || !shared) : amount(all[i]);
  }
  return result;
}

std::string Words::comparison(const Condition& condition) const {
  const bool name_follows =
      condition.comparison == Comparison::is || condition.comparison == Comparison::is_not;
  return book_.write(row_of(condition.comparison).plain,
                     {amount(condition.left), amount(condition.right[0], name_follows)});
}

std::string Words::ago_or_ahead(const Condition& condition) const {
  const Compared& row = row_of(condition.comparison);
  return book_.write(condition.kind == ConditionKind::ago ? row.ago : row.ahead,
                     {amount(condition.left), literal(condition.duration)});
}

std::string Words::condition(const Condition& condition) const {
  const auto lasts = [&](Phrase phrase) {
    return book_.write(phrase, {amount(condition.left), literal(condition.duration)});
  };
  switch (condition.kind) {
    case ConditionKind::all:
    case ConditionKind::any: {
      const bool all = condition.kind == ConditionKind::all;
      const std::string joint = " " + book_.word(all ? Phrase::conjunction : Phrase::disjunction) + " ";
      std::string result;
      for (std::size_t i = 0; i < condition.parts.size(); ++i) {
        const bool runs_on = !all && condition.parts[i].kind == ConditionKind::reaches &&
                             i + 1 < condition.parts.size() && begins_with_literal(condition.parts[i + 1]);
        const std::string text = part(condition.parts[i]);
        result += (i == 0 ? "" : joint) + (runs_on ? "(" + text + ")" : text);
      }
      return result;
    }
    case ConditionKind::negation:
      return book_.word(Phrase::negation) + " " + part(condition.parts[0]);
    case ConditionKind::bare:
      return amount(condition.left);
    case ConditionKind::comparison:
      return comparison(condition);
    case ConditionKind::between: {
      const Literal* low = one_unit(condition.right) ? single_literal(condition.right[0]) : nullptr;
      return book_.write(Phrase::between,
                         {amount(condition.left), low ? literal(*low, false) : amount(condition.right[0]),
                          amount(condition.right[1])});
    }
    case ConditionKind::one_of:
      return book_.write(Phrase::one_of, {amount(condition.left), values(condition)});
    case ConditionKind::none_of:
      return book_.write(Phrase::none_of, {amount(condition.left), values(condition)});
    case ConditionKind::known:
      return book_.write(Phrase::is_known, {amount(condition.left)});
    case ConditionKind::unknown:
      return book_.write(Phrase::is_unknown, {amount(condition.left)});
    case ConditionKind::within_next:
      return lasts(Phrase::within_next);
    case ConditionKind::within_last:
      return lasts(Phrase::within_last);
    case ConditionKind::ago:
    case ConditionKind::ahead:
      return ago_or_ahead(condition);
    case ConditionKind::this_month:
      return book_.write(Phrase::this_month, {amount(condition.left)});
    case ConditionKind::anniversary_this_month:
      return book_.write(Phrase::anniversary_this_month, {amount(condition.left)});
    case ConditionKind::reaches_every: {
      const bool year = condition.duration.unit == Unit::year && condition.duration.number.digits == 1;
      return year ? book_.write(Phrase::reaches_every_year, {amount(condition.left)})
                  : book_.write(Phrase::reaches_every, {amount(condition.left), step(condition.duration)});
    }
    case ConditionKind::reaches:
      break;
  }
  return book_.write(Phrase::reaches, {amount(condition.left), values(condition)});
}

// ---- Rewards -------------------------------------------------------------------------------------------

// `year` for 1 year, `kWh` for 1 kWh.
std::string Words::step(const Literal& step) const {
  const bool one = step.number == Decimal{1, 0};
  if (one && step.kind == LiteralKind::duration) return unit(step.unit, true);
  return one && !step.word.empty() && !shortest_ ? step.word : literal(step);
}

std::string Words::scaling(const Scaling& scaling) const {
  const std::string share = scaling.share ? " " + this->share(*scaling.share) : "";
  const std::string of = scaling.tenure ? "" : name(scaling.of, Place::counted);
  if (!scaling.step) return book_.write(Phrase::every_one, {of}) + share;
  const Literal& step = *scaling.step;
  const bool year = step.kind == LiteralKind::duration && step.number.digits == 1 && step.unit == Unit::year;
  if (scaling.tenure && year) return book_.write(Phrase::every_year) + share;
  if (scaling.tenure) return book_.write(Phrase::every_tenure, {this->step(step)}) + share;
  const bool plain = step.kind == LiteralKind::number && step.word.empty();
  return book_.write(plain ? Phrase::every_count : Phrase::every_step, {this->step(step), of}) + share;
}

std::string Words::share(const Share& share) const {
  return share.up_to ? book_.write(Phrase::part_up_to, {literal(share.above), literal(*share.up_to)})
                     : book_.write(Phrase::part_above, {literal(share.above)});
}

std::string Words::cap(const Cap& cap) const {
  const Phrase phrase = cap.in_all ? Phrase::cap_in_all : cap.a_bill ? Phrase::cap_a_bill : Phrase::cap;
  // A fingerprint is made of the words of the first version, `at most`: what it named has the same name
  // still.
  const std::vector<Pattern>& patterns = book_.patterns(phrase);
  std::string text;
  for (const Piece& piece : shortest_ ? patterns.back() : patterns.front())
    text += (text.empty() ? "" : " ") + (piece.slot < 0 ? piece.word : literal(cap.amount));
  return text;
}

std::string Words::year_day(const YearDay& day) const {
  constexpr Phrase months[] = {Phrase::january,   Phrase::february, Phrase::march,    Phrase::april,
                               Phrase::may,       Phrase::june,     Phrase::july,     Phrase::august,
                               Phrase::september, Phrase::october,  Phrase::november, Phrase::december};
  return std::to_string(day.day) + " " + book_.word(months[day.month - 1]);
}

std::string Words::timing(const Timing& timing) const {
  const std::string after = timing.after ? literal(*timing.after) : "";
  switch (timing.kind) {
    case TimingKind::once:
      return timing.after ? book_.write(Phrase::once_after, {after}) : book_.write(Phrase::once);
    case TimingKind::over:
      return timing.after ? book_.write(Phrase::over_after, {literal(timing.length), after})
                          : book_.write(Phrase::over_bills, {literal(timing.length)});
    case TimingKind::duration:
      if (!timing.condition.empty()) {
        const std::string condition = part(timing.condition[0]);
        return timing.after ? book_.write(Phrase::for_after_while, {literal(timing.length), after, condition})
                            : book_.write(Phrase::for_while, {literal(timing.length), condition});
      }
      return timing.after ? book_.write(Phrase::for_after, {literal(timing.length), after})
                          : book_.write(Phrase::for_length, {literal(timing.length)});
    case TimingKind::as_long_as_they_stay:
      return book_.write(Phrase::as_long_as_they_stay);
    case TimingKind::while_true:
      return book_.write(Phrase::while_true, {part(timing.condition[0])});
    case TimingKind::unsaid:
      break;
  }
  return timing.after ? book_.write(Phrase::free_after, {after}) : "";
}

std::string Words::head(const Phase& phase) const {
  const std::string share = phase.share ? " " + this->share(*phase.share) : "";
  const std::string amount = phase.named ? "[" + phase.named->text + "]" : literal(phase.amount);
  switch (phase.kind) {
    case RewardKind::percent_off:
      return book_.write(Phrase::percent_off, {literal(phase.amount)});
    case RewardKind::percent_off_field:
      return book_.write(Phrase::percent_off_field,
                         {literal(phase.amount), name(*phase.of, Place::after_off)}) +
             share;
    case RewardKind::money_off:
      return book_.write(Phrase::money_off, {amount});
    case RewardKind::price_of:
      return book_.write(Phrase::price_of, {amount});
    case RewardKind::money:
      return amount;
    case RewardKind::percent_of:
      return book_.write(Phrase::percent_of, {literal(phase.amount), name(*phase.of, Place::counted)}) +
             share;
    case RewardKind::periods_free:
      return book_.write(Phrase::periods_free, {literal(phase.amount)});
    case RewardKind::perk:
      return text(phase.perk);
    case RewardKind::points:
      break;
  }
  std::string points = book_.write(Phrase::points, {literal(phase.amount)});
  if (phase.amount.number == Decimal{1, 0}) {
    points = literal(phase.amount);
    for (const Piece& piece : book_.patterns(Phrase::points).back())
      if (piece.slot < 0) points += " " + piece.word;
  }
  return points;
}

std::string Words::phase(const Phase& phase) const {
  std::string result = head(phase);
  if (phase.scaling) result += " " + scaling(*phase.scaling);
  if (phase.cap) result += ", " + cap(*phase.cap);
  if (phase.cap_in_all) result += ", " + cap(*phase.cap_in_all);
  const std::string time = timing(phase.timing);
  const bool parted = phase.scaling || phase.share || phase.cap || phase.cap_in_all;
  if (!time.empty()) result += (parted ? ", " : " ") + time;
  return result;
}

std::string Words::reward(const Reward& reward) const {
  std::string result;
  for (const Phase& each : reward.phases)
    result += (result.empty() ? "" : " " + book_.word(Phrase::then) + " ") + phase(each);
  return result;
}

std::string Words::rewards(const std::vector<Reward>& rewards) const {
  std::string result;
  for (const Reward& each : rewards)
    result += (result.empty() ? "" : " " + book_.word(Phrase::conjunction) + " ") + reward(each);
  return result;
}

std::string Words::guarantee(const Guarantee& guarantee) const {
  constexpr Phrase phrases[] = {Phrase::guarantee_newcomer, Phrase::guarantee_staying,
                                Phrase::guarantee_returning, Phrase::guarantee_share};
  std::string result =
      book_.write(phrases[static_cast<std::size_t>(guarantee.kind)], {literal(guarantee.share)});
  if (guarantee.within) result += " " + book_.write(Phrase::within_money, {literal(*guarantee.within)});
  if (guarantee.over) result += " " + book_.write(Phrase::over, {literal(*guarantee.over)});
  if (guarantee.counting_perks) result += " " + book_.write(Phrase::counting_perks);
  if (guarantee.at_every_bill) result += " " + book_.write(Phrase::at_every_bill);
  if (guarantee.when) result += " " + book_.write(Phrase::guarantee_when, {condition(*guarantee.when)});
  return result;
}

}  // namespace trouw
