#include "syntax/name.h"

#include <algorithm>

#include "syntax/lexer.h"

namespace trouw {

namespace {

bool part_of_name(const Token& token) {
  return (token.kind == TokenKind::word && !token.reserved) || token.kind == TokenKind::tail_word ||
         token.kind == TokenKind::integer;
}

// `known OR`, which might be taken for `known or` where more words follow.
bool ends_in_capitals(std::string_view name, const Book& book) {
  const std::size_t space = name.rfind(' ');
  if (space == std::string_view::npos) return false;
  std::string last(name.substr(space + 1));
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!std::all_of(last.begin(), last.end(), capital)) return false;
  for (char& c : last) c = static_cast<char>(c - 'A' + 'a');
  return book.reserved(last);
}

}  // namespace

bool plain_name(std::string_view name, const Book& book, bool after_is, bool may_be_value) {
  for (const Phrase word : {Phrase::tenure, Phrase::today, Phrase::yes, Phrase::no})
    if (may_be_value && name == book.word(word)) return false;
  const std::string before = book.patterns(Phrase::is)[0][1].word + " ";
  Sources sources;
  const std::uint32_t file = sources.add("", before + std::string(name));
  Reporter reporter(&sources);
  Lexed lexed = lex({file, 0, static_cast<std::uint32_t>(sources.text(file).size())}, reporter);
  classify(lexed, book, reporter);
  const std::vector<Token>& tokens = lexed.tokens;
  if (reporter.failed() || tokens.size() < 2 || !std::all_of(tokens.begin() + 1, tokens.end(), part_of_name))
    return false;
  if (tokens[1].kind != TokenKind::word || ends_in_capitals(name, book)) return false;
  const bool second = tokens.size() > 2 && tokens[2].kind == TokenKind::word;
  return !after_is || !book.barred_after_is(tokens[1].text, second ? tokens[2].text : "");
}

}  // namespace trouw
