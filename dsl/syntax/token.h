// Words, literals and marks of a text, with where they stand.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/phrases.h"
#include "syntax/tree.h"

namespace trouw {

enum class TokenKind : std::uint8_t {
  word,       // begins with a letter
  tail_word,  // letters and digits that begin otherwise: `1y`; only goes on in a name
  bracketed,  // `[date of birth]`
  integer,
  number,  // a decimal with a point, or a negative number
  percent,
  money,   // text is the currency
  symbol,  // a currency's sign alone; text is the currency
  date,
  text,  // in quotes
  comma,
  colon,
  open,
  close,
  plus,
  minus,
  times,
  sign,  // `>=` and the like: reported, stands for a phrase
  bad    // reported; what it stands in cannot be read
};

struct Token {
  TokenKind kind = TokenKind::bad;
  bool reserved = false;  // a word that ends a name
  bool first_on_line = false;
  bool spaced = false;         // white space before it
  std::uint8_t places = 0;     // of the number
  Phrase phrase = Phrase::is;  // sign
  Span at;
  Day day = 0;
  std::int64_t digits = 0;
  std::string_view text;  // a word in NFC, a text without quotes and escapes
};

// The tokens of one file. Their texts point into the source and into `pool`.
struct Lexed {
  std::vector<Token> tokens;
  std::vector<tree::Comment> comments;
  std::deque<std::string> pool;

  // Keeps a text for as long as the tokens.
  std::string_view keep(std::string text) { return pool.emplace_back(std::move(text)); }
};

inline bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::word && token.text == word;
}

}  // namespace trouw
