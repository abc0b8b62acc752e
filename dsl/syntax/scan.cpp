#include "syntax/scan.h"

#include <algorithm>

#include "base/limits.h"

namespace trouw {

const Starter* starter_at(const std::vector<Token>& tokens, std::size_t at, const Book& book) {
  const Token& token = tokens[at];
  if (token.kind != TokenKind::word || !token.reserved) return nullptr;
  const auto begins = [&](const Starter& starter) {
    return token.text == starter.first &&
           (starter.second.empty() || (at + 1 < tokens.size() && is_word(tokens[at + 1], starter.second)));
  };
  const auto found = std::find_if(book.starters().begin(), book.starters().end(), begins);
  if (found == book.starters().end()) return nullptr;
  const bool inside =
      at > 0 && tokens[at - 1].kind == TokenKind::word && book.inside_phrase(tokens[at - 1].text, token.text);
  return inside ? nullptr : &*found;
}

std::vector<std::vector<Token>> cut(const std::vector<Token>& tokens, Group group, const Book& book) {
  std::vector<std::vector<Token>> parts(1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Starter* starter = starter_at(tokens, i, book);
    if (starter && starter->group == group) parts.emplace_back();
    parts.back().push_back(tokens[i]);
  }
  return parts;
}

const Token* too_deep(const std::vector<Token>& tokens, const Book& book) {
  const std::string& negation = book.word(Phrase::negation);
  std::vector<int> open;  // how many `not` stand before each open parenthesis
  int nots = 0;
  int total = 0;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::open) {
      open.push_back(nots + 1);
      total += nots + 1;
      nots = 0;
    } else if (is_word(token, negation)) {
      ++nots;
    } else {
      nots = 0;
    }
    if (token.kind == TokenKind::close && !open.empty()) {
      total -= open.back();
      open.pop_back();
    }
    if (total + nots > limits::nesting) return &token;
  }
  return nullptr;
}

}  // namespace trouw
