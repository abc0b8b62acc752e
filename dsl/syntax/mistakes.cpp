#include "syntax/mistakes.h"

#include <fmt/format.h>

#include <algorithm>

namespace trouw {

namespace {

using Tokens = std::vector<Token>;

bool is_number(const Token& token) {
  return token.kind == TokenKind::integer || token.kind == TokenKind::number;
}

// Words and integers, of which names are made.
bool in_name(const Token& token) {
  return (token.kind == TokenKind::word && !token.reserved) || token.kind == TokenKind::tail_word ||
         token.kind == TokenKind::integer;
}

// One failed part, and one function per kind of mistake that says whether it was this.
class Mistake {
 public:
  Mistake(Tokens& part, const Outcome& outcome, const Setting& setting, const Book& book, Lexed& lexed,
          Reporter& reporter)
      : part_(part),
        outcome_(outcome),
        setting_(setting),
        book_(book),
        lexed_(lexed),
        reporter_(reporter),
        at_(std::min(outcome.failed_at, part.size())) {}

  Mend run() {
    using Recogniser = bool (Mistake::*)();
    constexpr Recogniser recognisers[] = {&Mistake::parenthesis_open,
                                          &Mistake::parenthesis_closed,
                                          &Mistake::wrong_word,
                                          &Mistake::wrong_timing,
                                          &Mistake::of_for_off,
                                          &Mistake::missing_give,
                                          &Mistake::missing_off,
                                          &Mistake::missing_is,
                                          &Mistake::negated,
                                          &Mistake::or_in_list,
                                          &Mistake::list_without_one_of,
                                          &Mistake::glued_number,
                                          &Mistake::missing_currency,
                                          &Mistake::length,
                                          &Mistake::language_line,
                                          &Mistake::needs_brackets,
                                          &Mistake::misspelt,
                                          &Mistake::unquoted_title,
                                          &Mistake::quoted_name,
                                          &Mistake::missing_and,
                                          &Mistake::after_alone,
                                          &Mistake::adjacent_rewards,
                                          &Mistake::trailing_comma,
                                          &Mistake::ends_early};
    for (const Recogniser recogniser : recognisers)
      if ((this->*recogniser)()) return mend_;
    not_understood();
    return mend_;
  }

 private:
  bool ended() const { return at_ == part_.size(); }
  bool token_is(std::size_t i, TokenKind kind) const { return i < part_.size() && part_[i].kind == kind; }
  bool word_is(std::size_t i, std::string_view word) const {
    return i < part_.size() && is_word(part_[i], word);
  }
  bool before_is(TokenKind kind) const { return at_ > 0 && part_[at_ - 1].kind == kind; }
  bool expects(std::string_view word) const {
    return std::any_of(outcome_.expected.begin(), outcome_.expected.end(),
                       [&](const Expected& e) { return e.text == word; });
  }
  bool expects_part(std::string_view part) const {
    return std::any_of(outcome_.expected.begin(), outcome_.expected.end(), [&](const Expected& e) {
      return !e.word && e.text.find(part) != std::string_view::npos;
    });
  }
  const std::string& piece(Phrase phrase, std::size_t number) const {
    return book_.patterns(phrase)[0][number].word;
  }
  const std::string& is() const { return piece(Phrase::is, 1); }
  const std::string& off() const { return piece(Phrase::percent_off, 1); }
  bool first_is(Phrase phrase) const { return word_is(0, book_.word(phrase)); }
  bool gives() const { return first_is(Phrase::give) || first_is(Phrase::give_by); }
  bool holds_condition() const {
    return setting_.group == Group::condition || first_is(Phrase::when) || first_is(Phrase::unless) ||
           first_is(Phrase::always) || first_is(Phrase::define) || first_is(Phrase::lost_if);
  }
  std::string source(std::size_t i) const { return std::string(reporter_.sources().text(part_[i].at)); }
  std::string source(std::size_t from, std::size_t to) const;

  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts = {});
  void again() { mend_.again = true; }
  Token made_word(std::string_view text, Span at) const;
  void insert(std::size_t i, std::string_view words);
  void erase(std::size_t i, std::size_t count = 1);
  void replace(std::size_t i, std::size_t count, Token token);

  bool parenthesis_open();
  bool parenthesis_closed();
  bool wrong_word();
  bool wrong_timing();
  bool of_for_off();
  bool missing_give();
  bool missing_off();
  bool missing_is();
  bool negated();
  bool or_in_list();
  bool list_without_one_of();
  bool glued_number();
  bool length();
  bool missing_currency();
  bool language_line();
  bool misspelt();
  bool unquoted_title();
  bool quoted_name();
  bool missing_and();
  bool after_alone();
  bool adjacent_rewards();
  bool needs_brackets();
  bool trailing_comma();
  bool ends_early();
  void not_understood();
  std::string expected_list() const;

  Tokens& part_;
  const Outcome& outcome_;
  const Setting& setting_;
  const Book& book_;
  Lexed& lexed_;
  Reporter& reporter_;
  std::size_t at_;
  Mend mend_;
};

// ---- Tools ---------------------------------------------------------------------------------------------

// The author's words from one token to before another, on one line.
std::string Mistake::source(std::size_t from, std::size_t to) const {
  std::string text;
  for (std::size_t i = from; i < to; ++i) {
    if (!text.empty() && part_[i].spaced) text += ' ';
    text += source(i);
  }
  return text;
}

Diagnostic& Mistake::report(Message message, Span at, std::initializer_list<std::string> parts) {
  Diagnostic& made = reporter_.report(message, at, parts);
  const std::string place = where(setting_);
  if (!place.empty()) made.message = place + uncapitalised(made.message);
  return made;
}

Token Mistake::made_word(std::string_view text, Span at) const {
  Token token;
  token.kind = TokenKind::word;
  token.text = lexed_.keep(std::string(text));
  token.reserved = book_.reserved(text);
  token.spaced = true;
  token.at = at;
  return token;
}

// Words before token i, at its place.
void Mistake::insert(std::size_t i, std::string_view words) {
  Span at = i < part_.size() ? part_[i].at : part_.back().at;
  at = i < part_.size() ? Span{at.file, at.begin, at.begin} : Span{at.file, at.end, at.end};
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    part_.insert(part_.begin() + static_cast<std::ptrdiff_t>(i++), made_word(words.substr(0, space), at));
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  }
  again();
}

void Mistake::erase(std::size_t i, std::size_t count) {
  const auto first = part_.begin() + static_cast<std::ptrdiff_t>(i);
  part_.erase(first, first + static_cast<std::ptrdiff_t>(count));
  again();
}

void Mistake::replace(std::size_t i, std::size_t count, Token token) {
  token.spaced = part_[i].spaced;
  token.first_on_line = part_[i].first_on_line;
  erase(i, count);
  part_.insert(part_.begin() + static_cast<std::ptrdiff_t>(i), token);
}

// ---- Marks ---------------------------------------------------------------------------------------------

bool Mistake::parenthesis_open() {
  if (!ended()) return false;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < part_.size(); ++i) {
    if (part_[i].kind == TokenKind::open) open.push_back(i);
    if (part_[i].kind == TokenKind::close && !open.empty()) open.pop_back();
  }
  if (open.empty()) return false;
  report(Message::open_parenthesis, part_[open.back()].at).help = "write ) where it ends";
  return true;
}

bool Mistake::parenthesis_closed() {
  if (ended() || part_[at_].kind != TokenKind::close) return false;
  const auto before = part_.begin() + static_cast<std::ptrdiff_t>(at_);
  const auto count = [&](TokenKind kind) {
    return std::count_if(part_.begin(), before, [&](const Token& t) { return t.kind == kind; });
  };
  if (count(TokenKind::open) > count(TokenKind::close)) return false;
  report(Message::close_parenthesis, part_[at_].at).help = "leave ) out, or write ( where it begins";
  erase(at_);
  return true;
}

bool Mistake::trailing_comma() {
  if (!ended() || !before_is(TokenKind::comma)) return false;
  report(Message::trailing_comma, part_[at_ - 1].at).help = "leave the comma out, or write what follows it";
  erase(at_ - 1);
  return true;
}

// ---- Words ---------------------------------------------------------------------------------------------

bool Mistake::wrong_word() {
  if (ended() || part_[at_].kind != TokenKind::word) return false;
  for (const Mistaken& m : book_.mistaken()) {
    if (part_[at_].text != m.written || !expects(m.meant)) continue;
    report(Message::wrong_word, part_[at_].at, {quoted(m.written)}).help = fmt::format("write “{}”", m.meant);
    replace(at_, 1, made_word(m.meant, part_[at_].at));
    return true;
  }
  return false;
}

// `voor 6 maanden`, where the word fits something else.
bool Mistake::wrong_timing() {
  if (ended() || at_ == 0 || !gives() || !is_number(part_[at_])) return false;
  for (const Mistaken& m : book_.mistaken()) {
    if (m.group != Group::timing || !word_is(at_ - 1, m.written)) continue;
    report(Message::wrong_word, part_[at_ - 1].at, {quoted(m.written)}).help =
        fmt::format("write “{}”", m.meant);
    replace(at_ - 1, 1, made_word(m.meant, part_[at_ - 1].at));
    return true;
  }
  return false;
}

bool Mistake::misspelt() {
  if (ended() || part_[at_].kind != TokenKind::word || part_[at_].text.size() < 2) return false;
  std::vector<std::string> words;
  for (const Expected& e : outcome_.expected)
    if (e.word && e.text.size() > 1) words.emplace_back(e.text);
  if (expects_part("length of time") && at_ > 0 && is_number(part_[at_ - 1]))
    for (const Phrase unit : {Phrase::day_one, Phrase::day_many, Phrase::week_one, Phrase::week_many,
                              Phrase::month_one, Phrase::month_many, Phrase::year_one, Phrase::year_many})
      words.push_back(book_.word(unit));
  const std::string meant = nearest(part_[at_].text, words);
  if (meant.empty() || meant == part_[at_].text) return false;
  report(Message::misspelt, part_[at_].at, {quoted(part_[at_].text)}).help =
      fmt::format("did you mean “{}”?", meant);
  replace(at_, 1, made_word(meant, part_[at_].at));
  return true;
}

bool Mistake::language_line() {
  if (ended() || !part_[at_].first_on_line || !word_is(at_, "language")) return false;
  report(Message::language_late, part_[at_].at).help = "write it at the very beginning of the file";
  const std::size_t count = std::min<std::size_t>(2, part_.size() - at_);
  erase(at_, count);
  return true;
}

bool Mistake::missing_is() {
  if (ended() || !expects(is()) || at_ == 0) return false;
  const bool least = word_is(at_, piece(Phrase::at_least, 2));
  const bool most = word_is(at_, piece(Phrase::at_most, 2));
  if (!least && !most) return false;
  report(Message::missing_is, part_[at_].at, {quoted(source(at_)), quoted(is())}).help =
      fmt::format("write “{}”", book_.write(least ? Phrase::at_least : Phrase::at_most, {"", ""}));
  insert(at_, is());
  return true;
}

// `is not one of`, `is not known`.
bool Mistake::negated() {
  if (ended() || at_ < 2 || !word_is(at_ - 1, book_.word(Phrase::negation)) || !word_is(at_ - 2, is()))
    return false;
  const std::string written = source(at_ - 2, std::min(at_ + 2, part_.size()));
  if (word_is(at_, piece(Phrase::one_of, 2))) {
    report(Message::negated_comparison, join(part_[at_ - 1].at, part_[at_].at), {quoted(written)}).help =
        fmt::format("write “{} {} {}”", is(), piece(Phrase::none_of, 2), piece(Phrase::none_of, 3));
    part_[at_].text = piece(Phrase::none_of, 2);
    erase(at_ - 1);
    if (piece(Phrase::one_of, 2) == piece(Phrase::none_of, 2)) return true;
    return true;
  }
  const bool known = word_is(at_, piece(Phrase::is_known, 2));
  if (known || word_is(at_, piece(Phrase::is_unknown, 2))) {
    const std::string& meant = piece(known ? Phrase::is_unknown : Phrase::is_known, 2);
    report(Message::negated_comparison, join(part_[at_ - 1].at, part_[at_].at),
           {quoted(source(at_ - 2, at_ + 1))})
        .help = fmt::format("write “{} {}”", is(), meant);
    part_[at_].text = meant;
    erase(at_ - 1);
    return true;
  }
  const bool barred =
      book_.barred_after_is(part_[at_].text, at_ + 1 < part_.size() ? part_[at_ + 1].text : "") ||
      part_[at_].reserved;
  if (!barred) return false;
  report(Message::negated_comparison, part_[at_ - 1].at, {quoted(written)}).help =
      fmt::format("write “{}” before the whole comparison", book_.word(Phrase::negation));
  return true;
}

bool Mistake::needs_brackets() {
  if (ended() || part_[at_].kind != TokenKind::word) return false;
  const bool reserved = part_[at_].reserved;
  std::size_t first = at_;
  if (reserved) {
    for (const Phrase joint : {Phrase::conjunction, Phrase::disjunction, Phrase::negation, Phrase::then})
      if (word_is(at_, book_.word(joint))) return false;
    if (word_is(at_, is()) || gives() || !holds_condition()) return false;
  } else {
    const bool barred =
        at_ >= 2 && word_is(at_ - 2, is()) && book_.barred_after_is(part_[at_ - 1].text, part_[at_].text);
    if (!barred || !expects("")) return false;
  }
  while (first > 0 && in_name(part_[first - 1]) && part_[first - 1].kind == TokenKind::word) --first;
  std::size_t last = at_ + 1;
  while (last < part_.size() && in_name(part_[last])) ++last;
  if (last - first < 2) return false;
  const std::string name = source(first, last);
  Token token = made_word(name, join(part_[first].at, part_[last - 1].at));
  token.kind = TokenKind::bracketed;
  report(Message::name_needs_brackets, token.at, {quoted(name), quoted(source(reserved ? at_ : at_ - 1))})
      .help = fmt::format("write [{}]", name);
  replace(first, last - first, token);
  return true;
}

// ---- Titles and names ----------------------------------------------------------------------------------

bool Mistake::unquoted_title() {
  if (ended() || !expects_part("in quotes")) return false;
  if (part_[at_].kind != TokenKind::word && part_[at_].kind != TokenKind::bracketed) return false;
  const bool offer = first_is(Phrase::offer);
  const std::string& to = piece(Phrase::offer, 2);
  std::size_t last = at_;
  while (last < part_.size() && (in_name(part_[last]) || part_[last].kind == TokenKind::bracketed) &&
         !(offer && word_is(last, to)))
    ++last;
  if (last == at_) return false;
  const std::string words = source(at_, last);
  Token token = made_word(words, join(part_[at_].at, part_[last - 1].at));
  token.kind = TokenKind::text;
  if (minor_digits(words)) return false;
  report(Message::title_without_quotes, token.at, {quoted(words)}).help = fmt::format("write \"{}\"", words);
  replace(at_, last - at_, token);
  return true;
}

bool Mistake::quoted_name() {
  if (ended() || part_[at_].kind != TokenKind::text || !(expects_part("a name") || expects_part("a value")))
    return false;
  const std::string_view text = part_[at_].text;
  if (text.empty() || text.size() > 100) return false;
  report(Message::quoted_name, part_[at_].at, {quoted(text)}).help =
      fmt::format("write {} without quotes", text);
  part_[at_].kind = TokenKind::bracketed;
  again();
  return true;
}

// ---- Lists and conditions ------------------------------------------------------------------------------

bool Mistake::or_in_list() {
  const std::string& either = book_.word(Phrase::disjunction);
  const std::string& both = book_.word(Phrase::conjunction);
  const auto joint = [&](std::size_t i) { return word_is(i, either) || word_is(i, both); };
  if (at_ == 0) return false;
  if (!ended() && joint(at_) && part_[at_ - 1].kind == TokenKind::comma) {
    report(Message::or_in_list, part_[at_].at, {quoted(source(at_))}).help = "write only the comma";
    erase(at_);
    return true;
  }
  bool listed = first_is(Phrase::combine_newcomers) || first_is(Phrase::never_together);
  for (std::size_t i = 0; i + 1 < at_; ++i)
    listed = listed || (word_is(i, piece(Phrase::one_of, 2)) && word_is(i + 1, piece(Phrase::one_of, 3))) ||
             (word_is(i, piece(Phrase::none_of, 2)) && word_is(i + 1, piece(Phrase::none_of, 3)));
  if (!listed) return false;
  const bool title =
      !ended() && joint(at_) && part_[at_ - 1].kind == TokenKind::text && token_is(at_ + 1, TokenKind::text);
  const bool literal = at_ >= 3 && joint(at_ - 2) && expects(is());
  if (!title && !literal) return false;
  const std::size_t word = title ? at_ : at_ - 2;
  const std::string before = source(word - 1), after = source(word + 1);
  Diagnostic& made = report(Message::or_in_list, part_[word].at, {quoted(source(word))});
  made.help = title && word_is(word, both) && first_is(Phrase::combine_newcomers)
                  ? fmt::format("write ({} {} {}) for the two together, or {}, {} for the better one", before,
                                both, after, before, after)
                  : fmt::format("write {}, {}", before, after);
  Token comma = part_[word];
  comma.kind = TokenKind::comma;
  replace(word, 1, comma);
  return true;
}

bool Mistake::adjacent_rewards() {
  const std::string& both = book_.word(Phrase::conjunction);
  if (ended() || !gives() || !expects(both)) return false;
  if (part_[at_].kind != TokenKind::percent && part_[at_].kind != TokenKind::money) return false;
  report(Message::adjacent_rewards, part_[at_].at).help =
      fmt::format("write “{}” before “{}”", both, source(at_));
  insert(at_, both);
  return true;
}

// `region is NH, ZH`
bool Mistake::list_without_one_of() {
  if (ended() || part_[at_].kind != TokenKind::comma || !holds_condition() || at_ + 1 == part_.size())
    return false;
  std::size_t i = at_;
  while (i > 0 && !part_[i - 1].reserved) --i;
  const bool negative = i > 0 && word_is(i - 1, book_.word(Phrase::negation));
  const std::size_t verb = negative ? i - 2 : i - 1;
  if (i == 0 || !word_is(verb, is())) return false;
  const Phrase meant = negative ? Phrase::none_of : Phrase::one_of;
  const std::string words = fmt::format("{} {}", piece(meant, 2), piece(meant, 3));
  report(Message::list_without_one_of, join(part_[verb].at, part_[i - 1].at), {quoted(words)}).help =
      fmt::format("write “{} {} {}, …”", is(), words, source(i, at_));
  if (negative) erase(i - 1);
  insert(verb + 1, words);
  return true;
}

bool Mistake::missing_and() {
  if (ended() || !holds_condition() || at_ < 2) return false;
  const std::string& both = book_.word(Phrase::conjunction);
  const bool compares = word_is(at_, is()) || word_is(at_, book_.patterns(Phrase::reaches)[0][1].word) ||
                        word_is(at_, book_.patterns(Phrase::falls_this_month)[0][1].word);
  if (!expects(both)) return false;
  std::size_t begin = at_;
  if (compares) {
    while (begin > 0 && in_name(part_[begin - 1])) --begin;
    std::size_t line = at_ - 1;
    while (line > begin && !part_[line].first_on_line) --line;
    const bool known = line > begin;
    report(Message::missing_and, join(part_[known ? line : begin].at, part_[at_].at)).help =
        known ? fmt::format("write “{}” before “{}”", both, source(line, at_))
              : fmt::format("write “{}” or “{}” between the two", both, book_.word(Phrase::disjunction));
    if (known) insert(line, both);
    return true;
  }
  const bool begins = part_[at_].kind == TokenKind::open || in_name(part_[at_]) ||
                      part_[at_].kind == TokenKind::bracketed || word_is(at_, book_.word(Phrase::negation));
  const auto rest = part_.begin() + static_cast<std::ptrdiff_t>(at_);
  const bool another = part_[at_].kind == TokenKind::open ||
                       std::any_of(rest, part_.end(), [&](const Token& t) { return is_word(t, is()); });
  if (!begins || !another) return false;
  report(Message::missing_and, part_[at_].at).help = fmt::format("write “{}” before “{}”", both, source(at_));
  insert(at_, both);
  return true;
}

// ---- Rewards -------------------------------------------------------------------------------------------

bool Mistake::of_for_off() {
  if (at_ < 2 || !word_is(at_ - 1, piece(Phrase::percent_of, 1)) || part_[at_ - 2].kind != TokenKind::percent)
    return false;
  if (!expects_part("a name")) return false;
  report(Message::wrong_word, part_[at_ - 1].at, {quoted(source(at_ - 1))}).help =
      fmt::format("write “{}”", off());
  replace(at_ - 1, 1, made_word(off(), part_[at_ - 1].at));
  return true;
}

bool Mistake::missing_give() {
  if (ended() || setting_.group == Group::condition || setting_.group == Group::expect || gives())
    return false;
  const bool offer = setting_.group == Group::clause || (first_is(Phrase::offer) && at_ >= 4);
  const bool amount = part_[at_].kind == TokenKind::percent || part_[at_].kind == TokenKind::money;
  const bool line = part_[at_].first_on_line && (is_number(part_[at_]) || part_[at_].kind == TokenKind::text);
  if (!offer || !(amount || line) || !expects("")) return false;
  const std::string& give = book_.word(Phrase::give);
  report(Message::missing_give, part_[at_].at, {quoted(source(at_)), quoted(give)}).help =
      fmt::format("write “{}” before it", give);
  insert(at_, give);
  mend_.cut = at_;
  return true;
}

bool Mistake::missing_off() {
  if (!before_is(TokenKind::percent) || !expects(off())) return false;
  const bool misspelt = !ended() && part_[at_].kind == TokenKind::word && !part_[at_].reserved &&
                        !nearest(part_[at_].text, {off()}).empty();
  if (misspelt) return false;
  const std::string amount = source(at_ - 1);
  report(Message::missing_off, part_[at_ - 1].at, {amount}).help =
      fmt::format("write “{} {}”", amount, off());
  insert(at_, off());
  return true;
}

bool Mistake::after_alone() {
  if (ended() || !gives() || !word_is(at_, book_.word(Phrase::free_after))) return false;
  const std::string wait = source(std::min(at_ + 1, part_.size()), std::min(at_ + 3, part_.size()));
  const std::string year = "12 " + book_.word(Phrase::month_many);
  report(Message::after_alone, part_[at_].at, {quoted(source(at_))}).help =
      fmt::format("write “{}”, or “{}”", book_.write(Phrase::once_after, {wait}),
                  book_.write(Phrase::for_after, {year, wait}));
  return true;
}

bool Mistake::missing_currency() {
  const bool here = !ended() && is_number(part_[at_]) && expects_part("amount of money");
  const bool before = at_ > 0 && is_number(part_[at_ - 1]) && gives() && expects(piece(Phrase::points, 1));
  if (!here && !before) return false;
  const std::size_t i = here ? at_ : at_ - 1;
  if (!here && !ended() && part_[at_].kind == TokenKind::word && !part_[at_].reserved && !word_is(at_, off()))
    return false;
  report(Message::missing_currency, part_[i].at, {quoted(source(i))}).help =
      fmt::format("write EUR {0} or {0}%, whichever is meant", source(i));
  return true;
}

// ---- Lengths -------------------------------------------------------------------------------------------

// `6months`
bool Mistake::glued_number() {
  if (ended() || part_[at_].kind != TokenKind::tail_word) return false;
  const std::string_view text = part_[at_].text;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits == text.size() || digits > 18) return false;
  const std::string number(text.substr(0, digits));
  const std::string word(text.substr(digits));
  report(Message::number_glued, part_[at_].at, {quoted(text)}).help =
      fmt::format("write {} {}", number, word);
  Token first = part_[at_];
  first.kind = TokenKind::integer;
  first.digits = parse_decimal(number)->digits;
  first.text = lexed_.keep(number);
  part_[at_] = made_word(word, part_[at_].at);
  part_.insert(part_.begin() + static_cast<std::ptrdiff_t>(at_), first);
  again();
  return true;
}

// `for 6`, `1.5 years`
bool Mistake::length() {
  if (at_ == 0 || !is_number(part_[at_ - 1]) || !expects_part("length of time")) return false;
  const Token& number = part_[at_ - 1];
  if (number.places > 0) {
    report(Message::length_fraction, number.at, {source(at_ - 1)}).help =
        fmt::format("write it in smaller units: 18 {}", book_.word(Phrase::month_many));
    return true;
  }
  const bool word = !ended() && part_[at_].kind == TokenKind::word && !part_[at_].reserved;
  if (word) return false;
  report(Message::missing_unit, number.at, {quoted(source(at_ - 1))}).help =
      fmt::format("write {0} {1} or {0} {2}, whichever is meant", source(at_ - 1),
                  book_.word(Phrase::month_many), book_.word(Phrase::year_many));
  return true;
}

// ---- Whatever else -------------------------------------------------------------------------------------

// “off”, “of” or a name
std::string Mistake::expected_list() const {
  std::vector<std::string> all;
  for (const Expected& e : outcome_.expected)
    if (!e.text.empty() && all.size() < 6) all.push_back(e.word ? quoted(e.shown()) : std::string(e.text));
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i)
    text += (i == 0 ? "" : i + 1 == all.size() ? " or " : ", ") + all[i];
  return text;
}

bool Mistake::ends_early() {
  if (!ended()) return false;
  const std::size_t from = part_.size() > 4 ? part_.size() - 4 : 0;
  report(Message::ends_early, part_.back().at, {quoted(source(from, part_.size()))}).help =
      fmt::format("what may follow is {}", expected_list());
  return true;
}

void Mistake::not_understood() {
  const std::size_t from = at_ > 3 ? at_ - 3 : 0;
  const std::string list = expected_list();
  Diagnostic& made = at_ == 0 ? report(Message::not_understood, part_[at_].at, {quoted(source(at_))})
                              : report(Message::not_understood_after, part_[at_].at,
                                       {quoted(source(at_)), quoted(source(from, at_))});
  if (!list.empty()) made.help = fmt::format("here fits {}", list);
}

}  // namespace

std::string uncapitalised(std::string sentence) {
  const bool word = sentence.size() > 1 && ((sentence[1] >= 'a' && sentence[1] <= 'z') || sentence[1] == ' ');
  if (word && sentence[0] >= 'A' && sentence[0] <= 'Z')
    sentence[0] = static_cast<char>(sentence[0] - 'A' + 'a');
  return sentence;
}

std::string where(const Setting& setting) {
  if (setting.title.empty() || setting.title.size() > 100) return {};
  return fmt::format("In {} {}: ", setting.group == Group::expect ? "example" : "offer",
                     quoted(setting.title));
}

Mend explain(Tokens& part, const Outcome& outcome, const Setting& setting, const Book& book, Lexed& lexed,
             Reporter& reporter) {
  return Mistake(part, outcome, setting, book, lexed, reporter).run();
}

}  // namespace trouw
