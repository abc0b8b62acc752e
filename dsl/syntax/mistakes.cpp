#include <fmt/format.h>

#include "syntax/mistake.h"

namespace trouw {

Mend Mistake::run() {
  using Recogniser = bool (Mistake::*)();
  constexpr Recogniser recognisers[] = {&Mistake::parenthesis_open,  &Mistake::parenthesis_closed,
                                        &Mistake::once_per_customer, &Mistake::wrong_word,
                                        &Mistake::wrong_timing,      &Mistake::free_months,
                                        &Mistake::per_month,         &Mistake::cap_in_name,
                                        &Mistake::missing_runs,      &Mistake::one_audience,
                                        &Mistake::of_for_off,        &Mistake::missing_give,
                                        &Mistake::missing_off,       &Mistake::but,
                                        &Mistake::falls_this_month,  &Mistake::spoken_comparison,
                                        &Mistake::missing_is,        &Mistake::negated,
                                        &Mistake::or_in_list,        &Mistake::list_without_one_of,
                                        &Mistake::glued_number,      &Mistake::currency_in_words,
                                        &Mistake::missing_currency,  &Mistake::length,
                                        &Mistake::language_line,     &Mistake::needs_brackets,
                                        &Mistake::misspelt,          &Mistake::amount_without_brackets,
                                        &Mistake::unquoted_title,    &Mistake::quoted_name,
                                        &Mistake::missing_and,       &Mistake::after_alone,
                                        &Mistake::adjacent_rewards,  &Mistake::guarantee_in_other_words,
                                        &Mistake::stray_in_offer,    &Mistake::trailing_comma,
                                        &Mistake::ends_early};
  for (const Recogniser recogniser : recognisers)
    if ((this->*recogniser)()) return mend_;
  not_understood();
  return mend_;
}

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

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text)
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  return words;
}

}  // namespace

bool Mistake::wrong_word() {
  if (ended() || part_[at_].kind != TokenKind::word) return false;
  for (const Mistaken& m : book_.mistaken()) {
    const std::vector<std::string> written = words_of(m.written);
    bool here =
        expects(m.meant) || std::any_of(outcome_.expected.begin(), outcome_.expected.end(),
                                        [&](const Expected& e) { return e.word && e.shown() == m.meant; });
    for (std::size_t i = 0; i < written.size() && here; ++i) here = word_is(at_ + i, written[i]);
    if (!here) continue;
    const Span at = join(part_[at_].at, part_[at_ + written.size() - 1].at);
    report(Message::wrong_word, at, {quoted(m.written)}).help = fmt::format("write “{}”", m.meant);
    erase(at_, written.size() - 1);
    const std::vector<std::string> meant = words_of(m.meant);
    replace(at_, 1, made_word(meant.front(), at));
    for (std::size_t i = 1; i < meant.size(); ++i)
      part_.insert(part_.begin() + static_cast<std::ptrdiff_t>(at_ + i), made_word(meant[i], at));
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
  const bool negative = at_ > 0 && part_[at_].kind == TokenKind::number && part_[at_].digits < 0;
  if (negative)
    made.help = fmt::format("write “- {}” to subtract", source(at_).substr(1));
  else if (!list.empty())
    made.help = fmt::format("here fits {}", list);
  else
    made.help = "leave it out, or begin a clause such as “" + book_.word(Phrase::when) + "” or “" +
                book_.word(Phrase::give) + "”";
}

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

Mend explain(std::vector<Token>& part, const ReadOutcome& outcome, const Setting& setting, const Book& book,
             Lexed& lexed, Reporter& reporter) {
  return Mistake(part, outcome, setting, book, lexed, reporter).run();
}

}  // namespace trouw
