#include "syntax/spelling.h"

#include <fmt/format.h>

#include <algorithm>

#include "syntax/lexer.h"

namespace trouw {

namespace {

using Tokens = std::vector<Token>;

bool begins(const Tokens& tokens, std::size_t at, const Book& book) {
  return std::any_of(book.starters().begin(), book.starters().end(), [&](const Starter& s) {
    return is_word(tokens[at], s.first) &&
           (s.second.empty() || (at + 1 < tokens.size() && is_word(tokens[at + 1], s.second)));
  });
}

std::string_view language_name(std::string_view language) {
  return language == "nl" ? "Dutch" : "English";
}

// The language in which most lines begin a statement or clause, if that is another one.
const Book* language_seen(Lexed& lexed, const Book& said, bool stated, Reporter& reporter) {
  std::size_t own = 0, other = 0;
  const Book* seen = nullptr;
  std::vector<std::size_t> foreign;
  for (std::size_t i = 0; i < lexed.tokens.size(); ++i) {
    if (!lexed.tokens[i].first_on_line || lexed.tokens[i].kind != TokenKind::word) continue;
    if (begins(lexed.tokens, i, said)) {
      ++own;
      continue;
    }
    for (const std::string& language : Book::languages()) {
      const Book* book = Book::find(language);
      if (book == &said || !begins(lexed.tokens, i, *book)) continue;
      seen = book;
      ++other;
      foreign.push_back(i);
    }
  }
  if (!seen) return &said;
  Diagnostic& made = reporter.report(
      Message::other_language, lexed.tokens[foreign.front()].at,
      {quoted(lexed.tokens[foreign.front()].text), std::string(language_name(seen->language())),
       std::string(language_name(said.language()))});
  made.help = stated && seen->language() == "en"
                  ? fmt::format("leave out “language {}”", said.language())
                  : fmt::format("begin the file with: language {}", seen->language());
  if (other > own) return seen;
  for (const std::size_t i : foreign) lexed.tokens[i].kind = TokenKind::bad;
  return &said;
}

// Whether something complete may end before this token, so that a new clause may begin here.
bool after_something_complete(const Tokens& tokens, std::size_t at, const Book& book) {
  if (at == 0) return true;
  const Token& token = tokens[at - 1];
  switch (token.kind) {
    case TokenKind::word:
      return !token.reserved || book.ends_phrase(token.text);
    case TokenKind::comma:
    case TokenKind::colon:
    case TokenKind::open:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::times:
      return false;
    default:
      return true;
  }
}

std::vector<std::string> beginnings(const Book& book, Group only) {
  std::vector<std::string> words;
  for (const Starter& s : book.starters())
    if (only == Group::word || s.group == only)
      words.push_back(s.second.empty() ? s.first : s.first + " " + s.second);
  return words;
}

// Whether the stretch before this token is a definition that still waits for its `as`.
bool in_definition(const Tokens& tokens, std::size_t at, const Book& book) {
  while (at-- > 0)
    if (tokens[at].reserved) return is_word(tokens[at], book.word(Phrase::define));
  return false;
}

// `if` for `when`, where a clause begins.
bool mend_other_word(Lexed& lexed, std::size_t at, const Book& book, Reporter& reporter) {
  Token& token = lexed.tokens[at];
  if (!after_something_complete(lexed.tokens, at, book) || in_definition(lexed.tokens, at, book))
    return false;
  for (const Mistaken& m : book.mistaken()) {
    if (m.group != Group::part || token.text != m.written) continue;
    reporter.report(Message::wrong_word, token.at, {quoted(m.written)}).help =
        fmt::format("write “{}”", m.meant);
    token.text = m.meant;
    token.reserved = true;
    return true;
  }
  return false;
}

void mend_starter(Lexed& lexed, std::size_t at, const std::vector<std::string>& words, const Book& book,
                  Reporter& reporter) {
  Token& token = lexed.tokens[at];
  if (token.kind != TokenKind::word || !token.first_on_line || token.text.size() < 2) return;
  if (mend_other_word(lexed, at, book, reporter) || token.reserved || token.text.size() < 3) return;
  if (at + 1 == lexed.tokens.size() || !after_something_complete(lexed.tokens, at, book)) return;
  if (book.keyword(token.text) && lexed.tokens[at + 1].kind != TokenKind::text) return;
  const std::string meant = nearest(token.text, words);
  if (meant.empty()) return;
  reporter.report(Message::misspelt, token.at, {quoted(token.text)}).help =
      fmt::format("did you mean “{}”?", meant);
  const std::size_t space = meant.find(' ');
  token.text = lexed.keep(meant.substr(0, space));
  token.reserved = true;
  if (space == std::string::npos) return;
  Token second = token;
  second.reserved = second.first_on_line = false;
  second.text = lexed.keep(meant.substr(space + 1));
  lexed.tokens.insert(lexed.tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, second);
}

// `is greater than`, `is equal to`: they would be read as names.
void mend_comparison(Lexed& lexed, std::size_t at, const Book& book, Reporter& reporter) {
  Tokens& tokens = lexed.tokens;
  const std::string& is = book.patterns(Phrase::is)[0][1].word;
  const std::string& than = book.patterns(Phrase::more_than)[0][3].word;
  if (!is_word(tokens[at], is) || at + 2 >= tokens.size() || tokens[at + 1].kind != TokenKind::word) return;
  if (tokens[at + 1].text == "equal" && is_word(tokens[at + 2], "to")) {
    reporter.report(Message::wrong_word, join(tokens[at + 1].at, tokens[at + 2].at), {"“equal to”"}).help =
        fmt::format("write only “{}”", is);
    const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    tokens.erase(first, first + 2);
    return;
  }
  if (!is_word(tokens[at + 2], than)) return;
  for (const Mistaken& m : book.mistaken()) {
    if (m.group != Group::condition || tokens[at + 1].text != m.written) continue;
    reporter.report(Message::wrong_word, tokens[at + 1].at, {quoted(m.written)}).help =
        fmt::format("write “{} {} {}”", is, m.meant, than);
    tokens[at + 1].text = m.meant;
    return;
  }
}

}  // namespace

const Book* language_of(Lexed& lexed, Reporter& reporter) {
  Tokens& tokens = lexed.tokens;
  const Book* english = Book::find("en");
  if (tokens.size() < 2 || !is_word(tokens[0], "language") || tokens[1].kind != TokenKind::word)
    return language_seen(lexed, *english, false, reporter);
  const Book* said = Book::find(tokens[1].text);
  if (!said) {
    Diagnostic& made = reporter.report(Message::unknown_language, tokens[1].at, {quoted(tokens[1].text)});
    made.help = fmt::format("write one of {}", fmt::join(Book::languages(), ", "));
  }
  tokens.erase(tokens.begin(), tokens.begin() + 2);
  if (!said) return english;
  return language_seen(lexed, *said, true, reporter);
}

void mend_starters(Lexed& lexed, const Book& book, Reporter& reporter) {
  const std::vector<std::string> words = beginnings(book, Group::word);
  const std::size_t before = reporter.errors();
  for (std::size_t i = 0; i < lexed.tokens.size() && reporter.errors() - before < most_errors; ++i) {
    mend_starter(lexed, i, words, book, reporter);
    mend_comparison(lexed, i, book, reporter);
  }
}

void report_unknown_beginning(const Tokens& tokens, const Book& book, Reporter& reporter) {
  if (tokens.empty() || tokens.front().kind == TokenKind::bad) return;
  const Token& first = tokens.front();
  const bool clause = begins(tokens, 0, book);
  Diagnostic& made = reporter.report(clause ? Message::clause_without_offer : Message::unknown_statement,
                                     first.at, {quoted(reporter.sources().text(first.at))});
  const std::string offer = book.write(Phrase::offer, {"\"…\"", book.write(Phrase::customers)});
  made.help = clause ? fmt::format("begin with: {}", offer)
                     : fmt::format("a statement begins with one of {}",
                                   fmt::join(beginnings(book, Group::statement), ", "));
}

}  // namespace trouw
