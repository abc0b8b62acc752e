#include "syntax/strays.h"

#include "syntax/unicode.h"

namespace trouw {

bool value_follows(const std::vector<Token>& tokens) {
  std::size_t i = tokens.size();
  while (i >= 2 && tokens[i - 1].kind == TokenKind::comma &&
         (tokens[i - 2].kind == TokenKind::bracketed || tokens[i - 2].kind == TokenKind::text))
    i -= 2;
  if (i > 0 && tokens[i - 1].kind == TokenKind::open) --i;
  if (i == 0) return false;
  const Token& before = tokens[i - 1];
  return is_word(before, "is") || is_word(before, "in") ||
         (before.kind == TokenKind::sign && before.text != "&" && before.text != "|");
}

std::string stray_help(std::int32_t mark, const std::string& shown, std::int32_t next) {
  if (mark == '/' && unicode::is_letter(next))
    return "write “off” for what comes off every bill, “for every” for what is counted";
  if (mark == ';' || mark == '{' || mark == '}')
    return "leave " + shown + " out; a clause ends where the next begins";
  return mark == '%' ? "write the number before it: 20%" : "leave " + shown + " out";
}

}  // namespace trouw
