// Marks, dashes and quotes, those of the language and those that people type instead. Used by the lexer.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "syntax/token.h"

namespace trouw {

struct Sign {
  std::string_view text;
  Phrase phrase;
};
// Longest first. What other notations write for words.
inline constexpr Sign signs[] = {
    {">=", Phrase::at_least},   {"=>", Phrase::at_least},    {"<=", Phrase::at_most},
    {"=<", Phrase::at_most},    {"!=", Phrase::is_not},      {"<>", Phrase::is_not},
    {"==", Phrase::is},         {"&&", Phrase::conjunction}, {"||", Phrase::disjunction},
    {">", Phrase::more_than},   {"<", Phrase::less_than},    {"=", Phrase::is},
    {"&", Phrase::conjunction}, {"|", Phrase::disjunction},  {"!", Phrase::negation},
    {"≥", Phrase::at_least},    {"≤", Phrase::at_most},      {"≠", Phrase::is_not}};

inline constexpr std::pair<char, TokenKind> marks[] = {{',', TokenKind::comma}, {':', TokenKind::colon},
                                                       {'(', TokenKind::open},  {')', TokenKind::close},
                                                       {'+', TokenKind::plus},  {'*', TokenKind::times}};

inline constexpr std::string_view signed_currencies[] = {
#define TROUW_SYMBOL(sign, code) code,
#include "value/symbols.def"
#undef TROUW_SYMBOL
};

inline bool is_digit(std::int32_t code) {
  return code >= '0' && code <= '9';
}
inline bool is_curly(std::int32_t code) {
  return (code >= 0x2018 && code <= 0x201F) || code == 0xAB || code == 0xBB || code == '\'' || code == '`' ||
         code == 0x2039 || code == 0x203A;
}
inline bool is_single(std::int32_t code) {
  return (code >= 0x2018 && code <= 0x201B) || code == '\'' || code == '`' || code == 0x2039 ||
         code == 0x203A;
}
inline bool is_long_dash(std::int32_t code) {
  return (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}
inline bool is_line_break(std::int32_t code) {
  return code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029;
}

}  // namespace trouw
