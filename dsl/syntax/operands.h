// The smallest pieces of the grammar: names, literals, texts. Included by grammar.cpp only.
#pragma once

#include "syntax/components.h"

namespace trouw::grammar {

inline bool goes_on_in_name(const Token& token) {
  return (token.kind == TokenKind::word && !token.reserved) || token.kind == TokenKind::tail_word ||
         token.kind == TokenKind::integer;
}

inline tree::Unit unit_of(const Token& token, const Book& book) {
  constexpr std::pair<Phrase, tree::Unit> units[] = {
      {Phrase::day_one, tree::Unit::day},     {Phrase::day_many, tree::Unit::day},
      {Phrase::week_one, tree::Unit::week},   {Phrase::week_many, tree::Unit::week},
      {Phrase::month_one, tree::Unit::month}, {Phrase::month_many, tree::Unit::month},
      {Phrase::year_one, tree::Unit::year},   {Phrase::year_many, tree::Unit::year}};
  if (token.kind == TokenKind::word)
    for (const auto& [phrase, unit] : units)
      for (const Pattern& pattern : book.patterns(phrase))
        if (pattern.front().word == token.text) return unit;
  return tree::Unit::none;
}

// `above EUR 1000`, `over 12 months`: no part of the name before them.
inline bool ends_name(Cursor at, Cursor last, const Book& book) {
  if (at + 1 == last) return false;
  const TokenKind next = at[1].kind;
  const bool whole = next == TokenKind::integer;
  if (is_word(*at, book.word(Phrase::part_above)))
    return whole || next == TokenKind::number || next == TokenKind::money || next == TokenKind::percent;
  return is_word(*at, book.word(Phrase::over_bills)) && whole && at + 2 != last &&
         unit_of(at[2], book) != tree::Unit::none;
}

// `per customer` is no beginning of `per customer group`.
template <typename Subject>
struct WholeName : x3::parser<WholeName<Subject>> {
  using attribute_type = attribute_t<Subject>;
  static constexpr bool has_attribute = true;
  Subject subject;
  explicit WholeName(Subject s) : subject(std::move(s)) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Cursor at = first;
    const bool read = subject.parse(at, last, context, rule, attribute);
    const Book& book = *state_of(context).book;
    if (!read || (at != last && goes_on_in_name(*at) && !ends_name(at, last, book))) return false;
    first = at;
    return true;
  }
};

// The longest run of words. In a reward a name ends before `above EUR 1000` and `over 12 months`.
struct NameOf : Primitive<NameOf, tree::Name> {
  bool after_is = false;
  bool in_reward = false;
  explicit NameOf(bool is = false, bool reward = false) : after_is(is), in_reward(reward) {}

  bool take(Cursor& at, Cursor last, State& state, tree::Name& name) const {
    const Cursor first = at;
    if (at == last || !begins(at, last, state) || (in_reward && ends_name(at, last, *state.book))) {
      state.fail(at, {false, "a name"});
      return false;
    }
    name.text = at->text;
    for (++at; first->kind == TokenKind::word && at != last && goes_on_in_name(*at) &&
               !(in_reward && ends_name(at, last, *state.book));
         ++at) {
      name.text += ' ';
      name.text += at->text;
    }
    name.at = join(first->at, at[-1].at);
    if (name.text.size() > limits::name_bytes)
      state.outcome.too_long.push_back({"name", limits::name_bytes, name.at});
    return true;
  }

 private:
  bool begins(Cursor at, Cursor last, const State& state) const {
    if (at->kind == TokenKind::bracketed) return true;
    if (at->kind != TokenKind::word || at->reserved) return false;
    const std::string_view second = at + 1 != last && at[1].kind == TokenKind::word ? at[1].text : "";
    return !after_is || !state.book->barred_after_is(at->text, second);
  }
};

// Which literals a place takes.
struct Kinds {
  bool money = false, percent = false, number = false, date = false, duration = false;
  std::string_view shown;  // in a message
};
inline constexpr Kinds any_literal{true, true, true, true, true, "a value"};
inline constexpr Kinds only_money{true, false, false, false, false, "an amount of money, such as EUR 75"};
inline constexpr Kinds only_percent{false, true, false, false, false, "a percentage, such as 20%"};
inline constexpr Kinds only_number{false, false, true, false, false, "a number"};
inline constexpr Kinds only_date{false, false, false, true, false, "a date, such as 2027-03-01"};
inline constexpr Kinds only_duration{false, false, false, false, true, "a length of time, such as 6 months"};
inline constexpr Kinds constant{false, true, true, false, false, "a number"};
inline constexpr Kinds amount_of_reward{true, true, true, false, false, "an amount, such as EUR 75 or 20%"};

struct LiteralOf : Primitive<LiteralOf, tree::Literal> {
  Kinds kinds;
  bool plain = false;  // a number without a unit
  explicit LiteralOf(Kinds k, bool p = false) : kinds(k), plain(p) {}

  bool take(Cursor& at, Cursor last, State& state, tree::Literal& literal) const {
    const Cursor first = at;
    if (at == last || !read(at, last, state, literal)) {
      at = first;
      state.fail(at, {false, kinds.shown});
      return false;
    }
    literal.at = join(first->at, at[-1].at);
    return true;
  }

 private:
  bool read(Cursor& at, Cursor last, State& state, tree::Literal& literal) const {
    const Token& token = *at++;
    literal.number = {token.digits, token.places};
    switch (token.kind) {
      case TokenKind::money:
        literal.kind = tree::LiteralKind::money;
        literal.currency = token.text;
        return kinds.money;
      case TokenKind::percent:
        literal.kind = tree::LiteralKind::percent;
        return kinds.percent;
      case TokenKind::date:
        literal.kind = tree::LiteralKind::date;
        literal.number = {};
        literal.day = token.day;
        return kinds.date;
      case TokenKind::integer:
      case TokenKind::number:
        return read_number(token, at, last, state, literal);
      default:
        return false;
    }
  }

  bool read_number(const Token& token, Cursor& at, Cursor last, State& state, tree::Literal& literal) const {
    const bool worded = !plain && at != last && at->kind == TokenKind::word && !at->reserved &&
                        !ends_name(at, last, *state.book);
    literal.unit = worded ? unit_of(*at, *state.book) : tree::Unit::none;
    if (literal.unit != tree::Unit::none && token.places == 0 && kinds.duration) {
      ++at;
      literal.kind = tree::LiteralKind::duration;
      return true;
    }
    literal.unit = tree::Unit::none;
    literal.kind = tree::LiteralKind::number;
    if (worded && kinds.number && at->text != state.stop) literal.word = (at++)->text;
    if (!kinds.number && kinds.duration) state.fail(at, {false, kinds.shown});
    return kinds.number;
  }
};

// A literal, `today`, `tenure`, `yes`, `no` or a name.
struct OperandOf : Primitive<OperandOf, tree::Operand> {
  bool after_is = false;
  explicit OperandOf(bool is = false) : after_is(is) {}

  bool take(Cursor& at, Cursor last, State& state, tree::Operand& operand) const {
    const Cursor first = at;
    if (LiteralOf(any_literal).take(at, last, state, operand.literal)) {
      operand.kind = tree::OperandKind::literal;
    } else if (NameOf(after_is).take(at, last, state, operand.name)) {
      name_kind(*first, *state.book, operand);
    } else {
      return false;
    }
    operand.at = join(first->at, at[-1].at);
    return true;
  }

 private:
  static void name_kind(const Token& first, const Book& book, tree::Operand& operand) {
    operand.kind = tree::OperandKind::name;
    if (first.kind == TokenKind::bracketed) return;
    const std::string& text = operand.name.text;
    const bool yes = text == book.word(Phrase::yes);
    if (text == book.word(Phrase::tenure)) operand.kind = tree::OperandKind::tenure;
    if (text == book.word(Phrase::today)) operand.kind = tree::OperandKind::today;
    if (!yes && text != book.word(Phrase::no)) return;
    operand.kind = tree::OperandKind::literal;
    operand.literal = {};
    operand.literal.kind = yes ? tree::LiteralKind::yes : tree::LiteralKind::no;
    operand.literal.word = text;
    operand.literal.at = operand.name.at;
    operand.name = {};
  }
};

// A sum of operands, each with constant factors.
struct AmountOf : Primitive<AmountOf, tree::Amount> {
  bool after_is = false;
  explicit AmountOf(bool is = false) : after_is(is) {}

  bool take(Cursor& at, Cursor last, State& state, tree::Amount& amount) const {
    const Cursor first = at;
    bool minus = false;
    while (true) {
      tree::Term& term = amount.terms.emplace_back();
      term.minus = minus;
      if (!OperandOf(after_is && at == first).take(at, last, state, term.operand)) return false;
      while (at != last && at->kind == TokenKind::times) {
        tree::Literal& factor = term.factors.emplace_back();
        if (!LiteralOf(constant, true).take(++at, last, state, factor)) return false;
      }
      const bool more = at != last && (at->kind == TokenKind::plus || at->kind == TokenKind::minus);
      if (!more) break;
      minus = (at++)->kind == TokenKind::minus;
    }
    amount.at = join(first->at, at[-1].at);
    return true;
  }
};

// A text in quotes.
struct TextOf : Primitive<TextOf, tree::Text> {
  bool title = false;
  std::string_view shown;
  TextOf(bool t, std::string_view s) : title(t), shown(s) {}

  bool take(Cursor& at, Cursor last, State& state, tree::Text& text) const {
    if (at == last || at->kind != TokenKind::text) {
      state.fail(at, {false, shown});
      return false;
    }
    text = {std::string(at->text), at->at};
    if (title && text.text.size() > limits::title_bytes)
      state.outcome.too_long.push_back({"title", limits::title_bytes, text.at});
    ++at;
    return true;
  }
};

// A name in brackets, where an amount is meant.
struct BracketedOf : Primitive<BracketedOf, tree::Name> {
  bool take(Cursor& at, Cursor last, State&, tree::Name& name) const {
    if (at == last || at->kind != TokenKind::bracketed) return false;
    name = {std::string(at->text), at->at};
    ++at;
    return true;
  }
};

// `1 November`: a day of every year.
struct YearDayOf : Primitive<YearDayOf, tree::YearDay> {
  bool take(Cursor& at, Cursor last, State& state, tree::YearDay& day) const {
    const bool numbered = at != last && at->kind == TokenKind::integer && at->text.size() <= 2;
    const int month = numbered && at + 1 != last ? month_of(at[1], *state.book) : 0;
    const int most = month == 0 ? 31 : days_in_month(leap_year, month);
    if (month == 0 || at->digits < 1 || at->digits > most) {
      state.fail(month == 0 && numbered ? at + 1 : at,
                 {false, month == 0 && numbered ? "a month" : "a day of the year, such as 1 November"});
      return false;
    }
    day = {month, static_cast<int>(at->digits), join(at->at, at[1].at)};
    at += 2;
    return true;
  }

 private:
  static constexpr int leap_year = 2024;
  static int month_of(const Token& token, const Book& book) {
    constexpr Phrase months[] = {Phrase::january,   Phrase::february, Phrase::march,    Phrase::april,
                                 Phrase::may,       Phrase::june,     Phrase::july,     Phrase::august,
                                 Phrase::september, Phrase::october,  Phrase::november, Phrase::december};
    for (int i = 0; i < 12; ++i)
      if (is_word(token, book.word(months[i]))) return i + 1;
    return 0;
  }
};

// One word, were it a keyword: the `nl` of `tell in nl`, the `en` of `vertel in en`.
struct PlainWord : Primitive<PlainWord, std::string> {
  std::string_view shown;
  explicit PlainWord(std::string_view s) : shown(s) {}

  bool take(Cursor& at, Cursor last, State& state, std::string& word) const {
    if (at == last || at->kind != TokenKind::word) {
      state.fail(at, {false, shown});
      return false;
    }
    word = (at++)->text;
    return true;
  }
};

}  // namespace trouw::grammar
