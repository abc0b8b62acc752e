// Components of the grammar over tokens. Included by grammar.cpp only.
//
// The patterns of phrases.def are walked at run time, so one grammar reads every language: form<T>(phrase,
// slot(member, parser), …) calls the parser of a slot where the pattern has it. Attributes only.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "base/limits.h"
#include "syntax/grammar.h"

namespace trouw::grammar {

namespace x3 = boost::spirit::x3;
using Cursor = const Token*;

// What one reading of a part has found out besides its tree.
struct State {
  const Book* book;
  Cursor furthest;
  std::string_view stop;  // the keyword after the slot that is being read
  ReadOutcome outcome;

  // Got so far, by a way that is not worth telling.
  void reach(Cursor at) {
    if (at > furthest) outcome.expected.clear();
    if (at > furthest) furthest = at;
  }

  void fail(Cursor at, Expected expected) {
    if (at < furthest) return;
    if (at > furthest) outcome.expected.clear();
    furthest = at;
    for (const Expected& known : outcome.expected)
      if (known.text == expected.text && known.word == expected.word) return;
    outcome.expected.push_back(expected);
  }
};

struct state_tag;
template <typename Context>
State& state_of(const Context& context) {
  return *x3::get<state_tag>(context);
}

// ---- Attributes ----------------------------------------------------------------------------------------

template <typename T>
struct is_optional : std::false_type {};
template <typename T>
struct is_optional<std::optional<T>> : std::true_type {};
template <typename T>
struct is_vector : std::false_type {};
template <typename T>
struct is_vector<std::vector<T>> : std::true_type {};

template <typename Target, typename Value>
void put(Target& target, Value&& value) {
  if constexpr (is_vector<Target>::value && !is_vector<std::decay_t<Value>>::value)
    target.push_back(std::forward<Value>(value));
  else
    target = std::forward<Value>(value);
}

// A member pointer, or a plain function that puts the value where it belongs.
template <typename T, typename Place, typename Value>
void put_at(T& whole, const Place& place, Value&& value) {
  if constexpr (std::is_member_object_pointer_v<Place>)
    put(whole.*place, std::forward<Value>(value));
  else
    place(whole, std::forward<Value>(value));
}

template <typename T>
void set_span(T& value, Cursor first, Cursor last) {
  if constexpr (requires { value.at; })
    if (first < last) value.at = join(first->at, (last - 1)->at);
}

// The attribute of a parser: ours name it; x3's directives over ours are asked through the library.
template <typename Parser>
using attribute_t = typename Parser::attribute_type;

// ---- Single tokens -------------------------------------------------------------------------------------

// Derived::take(at, last, state, value) reads one value and moves `at`.
template <typename Derived, typename T>
struct Primitive : x3::parser<Derived> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext&,
             Attribute& attribute) const {
    T value{};
    Cursor at = first;
    if (!this->derived().take(at, last, state_of(context), value)) return false;
    first = at;
    x3::traits::move_to(std::move(value), attribute);
    return true;
  }
};

// A mark or keyword; has no attribute.
struct Mark : x3::parser<Mark> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  TokenKind kind;
  std::string_view shown;
  Mark(TokenKind k, std::string_view s) : kind(k), shown(s) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext&, Attribute&) const {
    if (first != last && first->kind == kind) return ++first, true;
    state_of(context).fail(first, {true, shown});
    return false;
  }
};

struct Keyword : x3::parser<Keyword> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  Phrase phrase;
  explicit Keyword(Phrase p) : phrase(p) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext&, Attribute&) const {
    State& state = state_of(context);
    const std::string& word = state.book->word(phrase);
    if (first != last && is_word(*first, word)) return ++first, true;
    state.fail(first, {true, word});
    return false;
  }
};

// ---- Phrases -------------------------------------------------------------------------------------------

template <typename Place, typename Parser>
struct Slot {
  Place place;
  Parser parser;
};
template <typename Place, typename Parser>
Slot<Place, Parser> slot(Place place, const Parser& parser) {
  return {place, parser};
}

inline bool matches_piece(const Piece& piece, const Token& token) {
  if (token.kind == TokenKind::colon) return piece.word == ":";
  if (token.kind == TokenKind::comma) return piece.word == ",";
  return is_word(token, piece.word);
}

// Reads one of the patterns of a phrase into a T that starts as `made`.
template <typename T, typename... Slots>
struct Form : x3::parser<Form<T, Slots...>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;
  Phrase phrase;
  T start;
  std::tuple<Slots...> slots;

  Form(Phrase p, T s, Slots... all) : phrase(p), start(std::move(s)), slots(std::move(all)...) {}

  template <typename Context, typename RuleContext>
  bool read_slot(int number, Cursor& at, const Cursor& last, const Context& context, RuleContext& rule,
                 T& made) const {
    bool read = false;
    int index = 0;
    const auto attempt = [&](const auto& slot) {
      if (index++ != number) return;
      attribute_t<std::decay_t<decltype(slot.parser)>> value{};
      read = slot.parser.parse(at, last, context, rule, value);
      if (read) put_at(made, slot.place, std::move(value));
    };
    std::apply([&](const auto&... all) { (attempt(all), ...); }, slots);
    return read;
  }

  // Whether the words that a pattern has from piece `from` on stand at `at`; moves both past them. How
  // another form of a phrase begins is not told beside its first.
  static bool lead(const Pattern& pattern, std::size_t& from, Cursor& at, Cursor last, State& state,
                   bool other = false) {
    const Cursor first = at;
    for (; from < pattern.size() && pattern[from].slot < 0; ++from, ++at) {
      if (at != last && matches_piece(pattern[from], *at)) continue;
      if (other && at == first)
        state.reach(at);
      else
        state.fail(at, {true, pattern[from].word, &pattern, from});
      return false;
    }
    return true;
  }

  // From piece `from` of a pattern on.
  template <typename Context, typename RuleContext>
  bool walk(const Pattern& pattern, std::size_t from, Cursor& at, const Cursor& last, const Context& context,
            RuleContext& rule, T& made) const {
    State& state = state_of(context);
    const std::string_view outer = state.stop;
    for (std::size_t i = from; i < pattern.size(); ++i) {
      if (!lead(pattern, i, at, last, state)) return false;
      if (i == pattern.size()) break;
      const Piece& piece = pattern[i];
      const bool followed = i + 1 < pattern.size() && pattern[i + 1].slot < 0;
      state.stop = followed ? std::string_view(pattern[i + 1].word) : outer;
      const bool read = read_slot(piece.slot, at, last, context, rule, made);
      state.stop = outer;
      if (!read) return false;
    }
    return true;
  }

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    const std::vector<Pattern>& patterns = state_of(context).book->patterns(phrase);
    for (const Pattern& pattern : patterns) {
      Cursor at = first;
      std::size_t from = 0;
      if (!lead(pattern, from, at, last, state_of(context), &pattern != &patterns.front())) continue;
      T made = start;
      if (!walk(pattern, from, at, last, context, rule, made)) continue;
      set_span(made, first, at);
      first = at;
      x3::traits::move_to(std::move(made), attribute);
      return true;
    }
    return false;
  }

  // As parse, where slot 0 was read before `at` and every pattern begins with it.
  template <typename Context, typename RuleContext>
  bool parse_tail(Cursor& at, const Cursor& last, const Context& context, RuleContext& rule, T& made) const {
    for (const Pattern& pattern : state_of(context).book->patterns(phrase)) {
      Cursor next = at;
      std::size_t from = 1;
      if (!lead(pattern, from, next, last, state_of(context))) continue;
      T tail = start;
      if (!walk(pattern, from, next, last, context, rule, tail)) continue;
      at = next;
      made = std::move(tail);
      return true;
    }
    return false;
  }
};
template <typename T, typename... Slots>
Form<T, Slots...> form(Phrase phrase, T start, Slots... slots) {
  return {phrase, std::move(start), std::move(slots)...};
}

// ---- Choices and options -------------------------------------------------------------------------------

// The first of several parsers of one attribute that reads.
template <typename T, typename... Parsers>
struct FirstOf : x3::parser<FirstOf<T, Parsers...>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;
  std::tuple<Parsers...> parsers;
  explicit FirstOf(Parsers... all) : parsers(std::move(all)...) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    return std::apply(
        [&](const auto&... all) { return (attempt(all, first, last, context, rule, attribute) || ...); },
        parsers);
  }

 private:
  template <typename Parser, typename Context, typename RuleContext, typename Attribute>
  static bool attempt(const Parser& parser, Cursor& first, const Cursor& last, const Context& context,
                      RuleContext& rule, Attribute& attribute) {
    attribute_t<Parser> value{};
    if (!parser.parse(first, last, context, rule, value)) return false;
    T made{};
    put(made, std::move(value));
    x3::traits::move_to(std::move(made), attribute);
    return true;
  }
};
template <typename T, typename... Parsers>
FirstOf<T, Parsers...> first_of(Parsers... parsers) {
  return FirstOf<T, Parsers...>(std::move(parsers)...);
}

enum class Order : std::uint8_t { stated, any, repeated, required };

// A base and what may follow it, each with a comma before it or not: in the stated order, in any order (each
// once), as often as written; or all of them required, in order and without commas.
template <Order order, typename Base, typename... Slots>
struct Extended : x3::parser<Extended<order, Base, Slots...>> {
  using attribute_type = attribute_t<Base>;
  static constexpr bool has_attribute = true;
  Base base;
  std::tuple<Slots...> slots;
  Extended(Base b, Slots... all) : base(std::move(b)), slots(std::move(all)...) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    attribute_type made{};
    Cursor at = first;
    if (!base.parse(at, last, context, rule, made)) return false;
    bool taken[sizeof...(Slots)] = {};
    bool missing = false;
    bool more = true;
    while (more) {
      more = false;
      std::size_t index = 0;
      const auto attempt = [&](const auto& slot) {
        bool& done = taken[index++];
        if ((done && order != Order::repeated) || (order == Order::any && more) ||
            (order == Order::required && missing))
          return;
        done = follow(slot, at, last, context, rule, made);
        missing = missing || !done;
        more = more || done;
      };
      std::apply([&](const auto&... all) { (attempt(all), ...); }, slots);
      if (order == Order::stated || order == Order::required) break;
    }
    if (order == Order::required && missing) return false;
    set_span(made, first, at);
    first = at;
    x3::traits::move_to(std::move(made), attribute);
    return true;
  }

 private:
  template <typename S, typename Context, typename RuleContext>
  static bool follow(const S& slot, Cursor& at, const Cursor& last, const Context& context, RuleContext& rule,
                     attribute_type& made) {
    Cursor next = at;
    if (order != Order::required && next != last && next->kind == TokenKind::comma) ++next;
    attribute_t<decltype(slot.parser)> value{};
    if (!slot.parser.parse(next, last, context, rule, value)) return false;
    put_at(made, slot.place, std::move(value));
    at = next;
    return true;
  }
};
template <Order order, typename Base, typename... Slots>
Extended<order, Base, Slots...> extended(Base base, Slots... slots) {
  return {std::move(base), std::move(slots)...};
}

// One or more, with a separator or none between them.
template <typename Item, typename Separator>
struct ListOf : x3::parser<ListOf<Item, Separator>> {
  using attribute_type = std::vector<attribute_t<Item>>;
  static constexpr bool has_attribute = true;
  decltype(std::declval<Item>() % std::declval<Separator>()) list;
  ListOf(Item item, Separator separator) : list(item % separator) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    return list.parse(first, last, context, rule, attribute);
  }
};
template <typename Item, typename Separator>
ListOf<Item, Separator> list_of(Item item, Separator separator) {
  return {std::move(item), std::move(separator)};
}

// The part before the last `stop` keyword: what a condition is that ends in `… within 12 months`.
template <typename Subject>
struct UpToLastStop : x3::parser<UpToLastStop<Subject>> {
  using attribute_type = attribute_t<Subject>;
  static constexpr bool has_attribute = true;
  Subject subject;
  explicit UpToLastStop(Subject s) : subject(std::move(s)) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    State& state = state_of(context);
    Cursor end = last;
    while (end != first && !is_word(end[-1], state.stop)) --end;
    end = end == first ? last : end - 1;
    return subject.parse(first, end, context, rule, attribute);
  }
};

}  // namespace trouw::grammar
