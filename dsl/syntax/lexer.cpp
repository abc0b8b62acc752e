#include "syntax/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/readings.h"
#include "syntax/marks.h"
#include "syntax/strays.h"
#include "syntax/unicode.h"

namespace trouw {

namespace {

using unicode::CodePoint;

class Lexer {
 public:
  Lexer(Span at, Reporter& reporter)
      : reporter_(reporter),
        text_(reporter.sources().text(at.file).substr(0, at.end)),
        file_(at.file),
        at_(at.begin) {}

  Lexed run() {
    if (text_.substr(at_, 3) == "\xEF\xBB\xBF") at_ += 3;
    while (at_ < text_.size() && reports_ < most_errors) next();
    return std::move(result_);
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts = {}) {
    ++reports_;
    return reporter_.report(message, at, parts);
  }
  CodePoint peek(std::size_t at) const {
    if (at >= text_.size()) return {0, 0};
    return *unicode::decode(text_, at);
  }
  Span span(std::size_t from, std::size_t to) const {
    return {file_, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  }
  Span since(std::size_t from) const { return span(from, at_); }

  Token& add(TokenKind kind, std::size_t from) {
    Token token;
    token.kind = kind;
    token.first_on_line = line_start_;
    token.spaced = spaced_;
    token.at = since(from);
    line_start_ = spaced_ = false;
    return result_.tokens.emplace_back(token);
  }
  void next();
  void skip_comment(std::size_t from);
  void quoted_text();
  void curly_text(CodePoint open);
  void bracketed();
  void number_or_word();
  void negative_number();
  void number(std::size_t from);
  bool mistaken_number(std::size_t from, std::string_view digits);
  std::size_t after_percent() const;
  void add_number(std::size_t from, std::string written);
  void word();
  bool glued_money(std::size_t from, const std::string& written);
  void date_like(std::size_t from, std::string_view chunk);
  bool marked_date(char mark);
  void no_cents(std::size_t from);
  bool sign();
  void stray(CodePoint code);
  std::string chunk();

  Reporter& reporter_;
  std::string_view text_;
  std::uint32_t file_;
  std::size_t at_;
  bool line_start_ = true;
  bool spaced_ = true;
  bool brace_reported_ = false;
  std::size_t reports_ = 0;
  Lexed result_;
};

void Lexer::next() {
  const std::size_t from = at_;
  const CodePoint code = peek(at_);
  if (unicode::is_space(code.value)) {
    at_ += code.bytes;
    spaced_ = true;
    line_start_ = line_start_ || is_line_break(code.value);
    return;
  }
  if (code.value == '#') return skip_comment(from);
  if (code.value == '"') return quoted_text();
  if (code.value == '[') return bracketed();
  if (is_digit(code.value)) return number_or_word();
  if (unicode::is_word_part(code.value)) return word();
  if (is_curly(code.value)) {
    const bool inside = is_single(code.value) && !spaced_ && !result_.tokens.empty() &&
                        (result_.tokens.back().kind == TokenKind::word ||
                         result_.tokens.back().kind == TokenKind::tail_word ||
                         result_.tokens.back().kind == TokenKind::integer);
    return inside ? stray(code) : curly_text(code);
  }
  if (is_long_dash(code.value))
    report(Message::long_dash, span(at_, at_ + code.bytes)).help = "write a plain -";
  if (code.value == '-' || is_long_dash(code.value)) {
    at_ += code.bytes;
    const bool alone = !spaced_ && !result_.tokens.empty() && result_.tokens.back().kind != TokenKind::open &&
                       result_.tokens.back().kind != TokenKind::symbol;
    if (is_digit(peek(at_).value) && !alone) return number(from);
    add(TokenKind::minus, from);
    return;
  }
  for (const auto& [mark, kind] : marks)
    if (code.value == mark) {
      ++at_;
      add(kind, from);
      return;
    }
  if (code.value == 0xD7) {
    at_ += code.bytes;
    add(TokenKind::times, from);
    return;
  }
  const std::string_view currency = currency_of_symbol(text_.substr(at_, code.bytes));
  if (!currency.empty()) {
    at_ += code.bytes;
    add(TokenKind::symbol, from).text = currency;
    return;
  }
  if (!sign()) stray(code);
}

void Lexer::skip_comment(std::size_t from) {
  while (at_ < text_.size() && !is_line_break(peek(at_).value)) at_ += peek(at_).bytes;
  std::size_t end = at_;
  while (end > from && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
  result_.comments.push_back({std::string(text_.substr(from, end - from)), span(from, end), line_start_});
}

// From one quote to the next on the same line.
void Lexer::quoted_text() {
  const std::size_t from = at_++;
  std::string content;
  while (at_ < text_.size() && text_[at_] != '"' && !is_line_break(peek(at_).value)) {
    if (text_[at_] == '\\') {
      const char escaped = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
      if (escaped == '"' || escaped == '\\')
        ++at_;
      else
        report(Message::unknown_escape, span(at_, at_ + 1)).help =
            "write \\\\ for a backslash, \\\" for a quote";
    }
    const CodePoint code = peek(at_);
    content.append(text_.substr(at_, code.bytes));
    at_ += code.bytes;
  }
  if (at_ >= text_.size() || text_[at_] != '"') {
    report(Message::open_quote, span(from, from + 1)).help = content.find("”") == std::string::npos
                                                                 ? "close it with \" on the same line"
                                                                 : "close it with a straight \" instead of ”";
    add(TokenKind::bad, from);
    return;
  }
  ++at_;
  if (content.size() > limits::text_bytes) {
    report(Message::text_too_long, since(from), {"text", fmt::format("{}", limits::text_bytes)}).help =
        "write a shorter text";
    add(TokenKind::bad, from);
    return;
  }
  add(TokenKind::text, from).text = result_.keep(unicode::nfc(content));
}

void Lexer::curly_text(CodePoint open) {
  const std::size_t from = at_;
  std::size_t end = at_ + open.bytes;
  const bool single = is_single(open.value);
  while (end < text_.size() && !is_line_break(peek(end).value)) {
    const CodePoint code = peek(end);
    if ((is_curly(code.value) && is_single(code.value) == single) || (!single && code.value == '"')) break;
    end += code.bytes;
  }
  const bool closed = end < text_.size() && !is_line_break(peek(end).value);
  const std::string content(text_.substr(from + open.bytes, end - from - open.bytes));
  at_ = closed ? end + peek(end).bytes : from + open.bytes;
  if (closed && value_follows(result_.tokens)) {
    report(Message::quoted_name, since(from), {quoted(content)}).help =
        fmt::format("write {} without quotes", content);
    add(TokenKind::bracketed, from).text = result_.keep(unicode::nfc(content));
    return;
  }
  report(Message::curly_quotes, span(from, from + open.bytes)).help =
      closed && content.size() < 100 ? fmt::format("write \"{}\"", content)
                                     : "write \" before and after the text";
  if (!closed || content.size() > limits::text_bytes) {
    while (at_ < text_.size() && !is_line_break(peek(at_).value)) at_ += peek(at_).bytes;
    add(TokenKind::bad, from);
    return;
  }
  add(TokenKind::text, from).text = result_.keep(unicode::nfc(content));
}

void Lexer::bracketed() {
  const std::size_t from = at_++;
  std::string name;
  bool fits = true;
  bool gap = false;
  while (at_ < text_.size() && text_[at_] != ']' && !is_line_break(peek(at_).value)) {
    const CodePoint code = peek(at_);
    if (unicode::is_space(code.value)) {
      gap = !name.empty();
    } else {
      if (gap) name += ' ';
      gap = false;
      fits = fits && (unicode::is_word_part(code.value) || code.value == '-');
      name.append(text_.substr(at_, code.bytes));
    }
    at_ += code.bytes;
  }
  if (at_ >= text_.size() || text_[at_] != ']') {
    report(Message::open_bracket, span(from, from + 1)).help = "close the name with ]";
    add(TokenKind::bad, from);
    return;
  }
  ++at_;
  if (name.empty() || !fits || !unicode::is_letter(unicode::decode(name, 0)->value)) {
    report(Message::bad_bracket, since(from)).help = "write words between [ and ], such as [date of birth]";
    add(TokenKind::bad, from);
    return;
  }
  add(TokenKind::bracketed, from).text = result_.keep(unicode::nfc(name));
}

// Letters, digits, _ and - between two of them.
std::string Lexer::chunk() {
  std::string result;
  bool dash_reported = false;
  while (at_ < text_.size()) {
    const CodePoint code = peek(at_);
    const bool dash = code.value == '-' || is_long_dash(code.value);
    if (dash) {
      const CodePoint after = peek(at_ + code.bytes);
      if (after.bytes == 0 || !unicode::is_word_part(after.value) || after.value == '_' ||
          result.back() == '_')
        break;
      if (code.value != '-' && !dash_reported)
        report(Message::long_dash, span(at_, at_ + code.bytes)).help = "write a plain -";
      dash_reported = dash_reported || code.value != '-';
      result += '-';
    } else if (unicode::is_word_part(code.value)) {
      result.append(text_.substr(at_, code.bytes));
    } else {
      break;
    }
    at_ += code.bytes;
  }
  return result;
}

void Lexer::word() {
  const std::size_t from = at_;
  const bool letter = unicode::is_letter(peek(at_).value);
  const std::string written = unicode::nfc(chunk());
  if (glued_money(from, written)) return;
  Token& token = add(letter ? TokenKind::word : TokenKind::tail_word, from);
  const std::string_view source = text_.substr(from, at_ - from);
  token.text = written == source ? source : result_.keep(written);
}

// `EUR75` is taken as `EUR 75`; only for currencies with a sign of their own, so that `TOP10` stays a name.
bool Lexer::glued_money(std::size_t from, const std::string& written) {
  const bool known = std::find(std::begin(signed_currencies), std::end(signed_currencies),
                               written.substr(0, 3)) != std::end(signed_currencies);
  if (!known || written.size() == 3 ||
      !std::all_of(written.begin() + 3, written.end(), [](char c) { return is_digit(c); }))
    return false;
  at_ = from + 3;
  add(TokenKind::word, from).text = text_.substr(from, 3);
  std::size_t end = at_;
  while (end < text_.size() && (is_digit(text_[end]) || (text_[end] == '.' && is_digit(peek(end + 1).value))))
    ++end;
  const std::string shown(text_.substr(from, end - from));
  report(Message::money_glued, span(from, end), {shown}).help =
      fmt::format("write {} {}", shown.substr(0, 3), shown.substr(3));
  return true;
}

void Lexer::number_or_word() {
  const std::size_t from = at_;
  const std::string written = chunk();
  if (std::all_of(written.begin(), written.end(), [](char c) { return is_digit(c); })) {
    at_ = from;
    if (!marked_date('/') && !marked_date('.')) number(from);
    return;
  }
  const bool dated =
      std::count(written.begin(), written.end(), '-') == 2 &&
      std::all_of(written.begin(), written.end(), [](char c) { return is_digit(c) || c == '-'; });
  if (dated) return date_like(from, written);
  add(TokenKind::tail_word, from).text = result_.keep(unicode::nfc(written));
}

// `1/3/2027` and `1.3.2027`, which are read in two ways.
bool Lexer::marked_date(char mark) {
  const std::size_t from = at_;
  std::size_t end = at_;
  std::string written;
  while (end < text_.size() && (is_digit(text_[end]) || (text_[end] == mark && end - from < 10)))
    written += text_[end++] == mark ? '-' : text_[end - 1];
  const std::size_t last = written.rfind('-');
  if (std::count(written.begin(), written.end(), '-') != 2 || last + 1 == written.size() ||
      written.find("--") != std::string::npos)
    return false;
  if (mark == '.' && (written.size() - last != 5 || written.find('-') > 2 || last > 5)) return false;
  at_ = end;
  date_like(from, written);
  return true;
}

void Lexer::date_like(std::size_t from, std::string_view chunk) {
  if (const std::optional<Day> day = parse_day(chunk)) {
    add(TokenKind::date, from).day = *day;
    return;
  }
  int parts[3] = {};
  std::size_t sizes[3] = {};
  std::size_t part = 0;
  for (const char c : chunk) {
    if (c == '-') {
      ++part;
    } else if (++sizes[part] <= 4) {
      parts[part] = parts[part] * 10 + (c - '0');
    }
  }
  const bool year_first = sizes[0] == 4;
  const bool year_last = sizes[2] == 4;
  const auto written = [](int y, int m, int d) { return fmt::format("{:04}-{:02}-{:02}", y, m, d); };
  const std::string first =
      year_first ? written(parts[0], parts[1], parts[2]) : written(parts[2], parts[1], parts[0]);
  const std::string second = written(parts[2], parts[0], parts[1]);
  const std::optional<Day> day = parse_day(first);
  const std::string shown(text_.substr(from, std::min<std::size_t>(at_ - from, 20)));
  Token& token = add(TokenKind::date, from);
  token.day = day.value_or(first_day);
  if (sizes[0] == 4 && sizes[1] == 2 && sizes[2] == 2 && token.at.end - token.at.begin == 10) {
    report(Message::no_such_date, token.at, {shown}).help = "dates run from 1900-01-01 to 2199-12-31";
    return;
  }
  Diagnostic& made = report(Message::date_form, token.at, {shown});
  const bool both = year_last && parse_day(second) && second != first;
  if (day && both)
    made.help = fmt::format("write {} or {}, whichever is meant", first, second);
  else if (day || both)
    made.help = fmt::format("write {}", day ? first : second);
  else
    made.help = "write the year first: 2027-03-01, or 1 March 2027";
}

// Digits with points and commas between them, from a sign or digit at `from`.
void Lexer::number(std::size_t from) {
  std::string written = at_ > from ? "-" : "";
  while (at_ < text_.size()) {
    const char c = text_[at_];
    const bool inside = (c == '.' || c == ',') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (!is_digit(c) && !inside) break;
    written += c;
    ++at_;
  }
  add_number(from, std::move(written));
}

// Behind the percent sign that is next on this line; 0: none is.
std::size_t Lexer::after_percent() const {
  std::size_t at = at_;
  while (at < text_.size() && text_[at] != '\n' && unicode::is_space(peek(at).value)) at += peek(at).bytes;
  return at < text_.size() && text_[at] == '%' ? at + 1 : 0;
}

// Reports `5,10` and `1.000,50`; says whether it did.
bool Lexer::mistaken_number(std::size_t from, std::string_view written) {
  const auto commas = std::count(written.begin(), written.end(), ',');
  const auto points = std::count(written.begin(), written.end(), '.');
  if (commas == 0 && points <= 1) return false;
  std::string pointed(written);
  std::replace(pointed.begin(), pointed.end(), ',', '.');
  std::string spaced;
  for (const char c : written) spaced += c == ',' ? std::string(", ") : std::string(1, c);
  const std::string shown(text_.substr(from, at_ - from));
  if (commas + points > 1 && points > 0) {
    const std::size_t last = pointed.rfind('.');
    std::string joined = pointed.substr(0, last);
    joined.erase(std::remove(joined.begin(), joined.end(), '.'), joined.end());
    report(Message::number_form, since(from), {shown}).help =
        commas > 0 && points > 0 ? fmt::format("write {}.{}", joined, pointed.substr(last + 1))
                                 : fmt::format("write {}{}", joined, pointed.substr(last + 1));
    return true;
  }
  const bool money = !result_.tokens.empty() && (result_.tokens.back().kind == TokenKind::symbol ||
                                                 minor_digits(result_.tokens.back().text));
  const bool percent = after_percent() != 0;
  const auto thousands = commas == 1 && !percent ? thousands_or_decimals(pointed) : std::nullopt;
  const std::string one = thousands ? fmt::format("{} or {}", thousands->first, thousands->second) : pointed;
  report(commas == 1 && (money || percent) ? Message::decimal_comma : Message::comma_without_space,
         since(from), {shown})
      .help = commas > 1           ? fmt::format("write {}", spaced)
              : thousands && money ? fmt::format("write {}, whichever is meant", one)
              : percent            ? fmt::format("write {}% for one number, or {}% for two", one, spaced)
                                   : fmt::format("write {} for one number, or {} for two", one, spaced);
  return true;
}

void Lexer::add_number(std::size_t from, std::string written) {
  const std::size_t end_of_digits = at_;
  if (mistaken_number(from, written)) {
    const std::size_t comma = written.find_first_of(".,");
    std::string kept = written.substr(0, comma) + ".";
    for (const char c : written.substr(comma))
      if (is_digit(c)) kept += c;
    written = kept;
  }
  const std::optional<Decimal> number = parse_decimal(written);
  if (!number) report(Message::number_too_long, since(from)).help = "write at most 18 digits";
  const bool percent = after_percent() != 0;
  at_ = percent ? after_percent() : end_of_digits;
  if (!percent) no_cents(from);
  const bool whole = number && number->places == 0 && number->digits >= 0 && written[0] != '-';
  Token& token = add(percent ? TokenKind::percent : whole ? TokenKind::integer : TokenKind::number, from);
  token.digits = number.value_or(Decimal{}).digits;
  token.places = static_cast<std::uint8_t>(number.value_or(Decimal{}).places);
  token.text = text_.substr(from, end_of_digits - from);
}

// `75,-` and `75.-`
void Lexer::no_cents(std::size_t from) {
  const bool marked = at_ < text_.size() && (text_[at_] == ',' || text_[at_] == '.');
  if (!marked) return;
  std::size_t end = at_ + 1;
  while (peek(end).value == '-' || is_long_dash(peek(end).value)) end += peek(end).bytes;
  if (end == at_ + 1 || unicode::is_word_part(peek(end).value)) return;
  const std::string number(text_.substr(from, at_ - from));
  at_ = end;
  report(Message::number_form, since(from), {std::string(text_.substr(from, end - from))}).help =
      fmt::format("write {}", number);
}

bool Lexer::sign() {
  if (text_.substr(at_, 2) == "//") return false;
  for (const Sign& s : signs) {
    if (text_.substr(at_, s.text.size()) != s.text) continue;
    const std::size_t from = at_;
    at_ += s.text.size();
    Token& token = add(TokenKind::sign, from);
    token.phrase = s.phrase;
    token.text = s.text;
    return true;
  }
  return false;
}

// A mark that means nothing here is reported and left out.
void Lexer::stray(CodePoint code) {
  const std::size_t from = at_;
  const std::string shown(text_.substr(at_, code.bytes));
  if (text_.substr(at_, 2) == "//") {
    report(Message::stray_mark, span(at_, at_ + 2), {"“//”"}).help = "a comment begins with #";
    skip_comment(from);
    result_.comments.pop_back();
    return;
  }
  at_ += code.bytes;
  spaced_ = true;
  if (code.value == '}' && std::exchange(brace_reported_, false)) return;
  brace_reported_ = brace_reported_ || code.value == '{';
  const bool invisible = unicode::is_invisible(code.value);
  Diagnostic& made =
      report(Message::stray_mark, since(from),
             {invisible ? fmt::format("an invisible character (U+{:04X})", code.value) : quoted(shown)});
  made.help = invisible ? "delete it" : stray_help(code.value, shown, peek(at_).value);
}

}  // namespace

Lexed lex(Span at, Reporter& reporter) {
  const std::string_view text = reporter.sources().text(at.file).substr(0, at.end);
  if (const auto bad = unicode::first_invalid(text.substr(at.begin))) {
    const auto begin = static_cast<std::uint32_t>(at.begin + *bad);
    reporter.report(Message::not_utf8, {at.file, begin, begin + 1}).help = "save the file as UTF-8";
    return {};
  }
  return Lexer(at, reporter).run();
}

}  // namespace trouw
