#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "syntax/lexer.h"

namespace trouw {

namespace {

constexpr Phrase months[] = {Phrase::january,   Phrase::february, Phrase::march,    Phrase::april,
                             Phrase::may,       Phrase::june,     Phrase::july,     Phrase::august,
                             Phrase::september, Phrase::october,  Phrase::november, Phrase::december};

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool all_capitals(std::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_number(const Token& token) {
  return token.kind == TokenKind::integer || token.kind == TokenKind::number;
}

bool is_currency(const Token& token) {
  return token.kind == TokenKind::word && token.text.size() == 3 && minor_digits(token.text).has_value();
}

// Something that a name or an amount may end with.
bool ends_operand(const Token& token, const Book& book) {
  switch (token.kind) {
    case TokenKind::word:
      return book.ends_phrase(token.text) || !(token.reserved || book.keyword(token.text));
    case TokenKind::comma:
    case TokenKind::colon:
    case TokenKind::open:
    case TokenKind::plus:
    case TokenKind::minus:
    case TokenKind::times:
    case TokenKind::sign:
      return false;
    default:
      return true;
  }
}

bool begins_operand(const Token& token, const Book& book) {
  if (token.kind == TokenKind::word) return !token.reserved || token.text == book.word(Phrase::negation);
  return token.kind == TokenKind::open || ends_operand(token, book);
}

class Classifier {
 public:
  Classifier(Lexed& lexed, const Book& book, Reporter& reporter)
      : lexed_(lexed), book_(book), reporter_(reporter), in_(std::move(lexed.tokens)) {}

  void run() {
    const auto tired = [&] { return reports_ >= most_errors; };
    while (at_ < in_.size() && !tired()) next();
    for (std::size_t i = 0; i < out_.size(); ++i) mark_reserved(i);
    for (std::size_t i = 0; i < out_.size() && !tired(); ++i) mend_capitals(i);
    lexed_.tokens = std::move(out_);
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts) {
    ++reports_;
    return reporter_.report(message, at, parts);
  }
  const Token* ahead(std::size_t n) const { return at_ + n < in_.size() ? &in_[at_ + n] : nullptr; }
  bool number_ahead(std::size_t n) const { return ahead(n) && is_number(*ahead(n)); }
  // A number of four digits without a point, as a year is.
  bool year_ahead(std::size_t n) const {
    return ahead(n) && ahead(n)->kind == TokenKind::integer && ahead(n)->text.size() == 4;
  }
  // `1st`, `22nd`: how many letters behind the day; 0 for none.
  std::size_t ordinal_ahead(std::size_t n) const {
    if (!ahead(n) || ahead(n)->kind != TokenKind::tail_word) return 0;
    const std::string_view text = ahead(n)->text;
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view end = text.substr(digits);
    return digits > 0 && digits <= 2 && (end == "st" || end == "nd" || end == "rd" || end == "th") ? 2 : 0;
  }
  bool day_ahead(std::size_t n) const {
    return ahead(n) && ahead(n)->kind == TokenKind::integer && ahead(n)->text.size() <= 2;
  }

  // Takes `count` tokens as one of this kind.
  Token& take(std::size_t count, TokenKind kind) {
    Token token = in_[at_];
    token.kind = kind;
    token.at = join(in_[at_].at, in_[at_ + count - 1].at);
    at_ += count;
    return out_.emplace_back(token);
  }
  void next();
  bool money();
  bool percent_word();
  bool dated();
  void mend_ordinal();
  void add_date(std::size_t count, std::size_t year, int month, std::size_t day);
  int month_of(std::string_view word, const Book& book) const;
  int month_like(std::string_view word) const;
  void spell_sign();
  void mark_reserved(std::size_t i);
  void mend_capitals(std::size_t i);
  void money_after_number(std::string_view currency, std::size_t count);

  Lexed& lexed_;
  const Book& book_;
  Reporter& reporter_;
  std::vector<Token> in_, out_;
  std::size_t at_ = 0;
  std::size_t reports_ = 0;
};

void Classifier::next() {
  if (in_[at_].kind == TokenKind::sign) return spell_sign();
  if (money() || percent_word() || dated()) return;
  out_.push_back(in_[at_++]);
}

// `75 EUR` and `75 €`: money all the same.
void Classifier::money_after_number(std::string_view currency, std::size_t count) {
  Token& token = take(count, TokenKind::money);
  const std::string number(token.text);
  token.text = currency;
  report(Message::money_order, token.at, {std::string(reporter_.sources().text(token.at))}).help =
      fmt::format("write {} {}", currency, number);
}

bool Classifier::money() {
  const Token& token = in_[at_];
  const bool currency = token.kind == TokenKind::symbol || is_currency(token);
  if (currency && number_ahead(1)) {
    const std::string_view code = token.text;
    const Token& number = in_[at_ + 1];
    Token& made = take(2, TokenKind::money);
    made.text = code;
    made.digits = number.digits;
    made.places = number.places;
    return true;
  }
  if (token.kind == TokenKind::symbol) {
    report(Message::stray_mark, token.at, {quoted(reporter_.sources().text(token.at))}).help =
        fmt::format("write an amount after it: {} 75", token.text);
    take(1, TokenKind::bad);
    return true;
  }
  if (!is_number(token) || !ahead(1)) return false;
  const bool follows = ahead(1)->kind == TokenKind::symbol || is_currency(*ahead(1));
  if (!follows || number_ahead(2)) return false;
  money_after_number(ahead(1)->text, 2);
  return true;
}

bool Classifier::percent_word() {
  if (!is_number(in_[at_]) || !ahead(1) || ahead(1)->kind != TokenKind::word) return false;
  const std::string word = lower(ahead(1)->text);
  const bool two = word == "per" && ahead(2) && is_word(*ahead(2), "cent");
  if (word != "percent" && word != "procent" && word != "pct" && !two) return false;
  const std::string number(in_[at_].text);
  Token& token = take(two ? 3 : 2, TokenKind::percent);
  report(Message::percent_word, token.at, {number}).help = fmt::format("write {}%", number);
  return true;
}

int Classifier::month_of(std::string_view word, const Book& book) const {
  for (int i = 0; i < 12; ++i)
    if (book.word(months[i]) == word) return i + 1;
  return 0;
}

// A month in another language, in other letters or cut short; 0 for none.
int Classifier::month_like(std::string_view word) const {
  const std::string wanted = lower(word);
  if (wanted.size() < 3) return 0;
  for (int i = 0; i < 12; ++i)
    if (lower(book_.word(months[i])).substr(0, wanted.size()) == wanted) return i + 1;
  for (const std::string& language : Book::languages())
    for (int i = 0; i < 12; ++i)
      if (lower(Book::find(language)->word(months[i])).substr(0, wanted.size()) == wanted) return i + 1;
  return 0;
}

void Classifier::add_date(std::size_t count, std::size_t year, int month, std::size_t day) {
  const std::string written =
      fmt::format("{}-{:02}-{:02}", in_[at_ + year].text, month, in_[at_ + day].digits);
  const std::optional<Day> found = parse_day(written);
  Token& token = take(count, TokenKind::date);
  token.day = found.value_or(first_day);
  if (!found)
    report(Message::no_such_date, token.at, {std::string(reporter_.sources().text(token.at))}).help =
        "dates run from 1900-01-01 to 2199-12-31";
}

// `1st March 2027`
void Classifier::mend_ordinal() {
  if (!ordinal_ahead(0) || !ahead(1) || ahead(1)->kind != TokenKind::word || !year_ahead(2)) return;
  const int month = month_like(ahead(1)->text);
  if (!month) return;
  Token& day = in_[at_];
  const std::string written(reporter_.sources().text(join(day.at, in_[at_ + 2].at)));
  day.kind = TokenKind::integer;
  day.text = day.text.substr(0, day.text.size() - 2);
  day.digits = parse_decimal(day.text)->digits;
  report(Message::date_form, join(day.at, in_[at_ + 2].at), {written}).help =
      fmt::format("write {} {} {}", day.text, book_.word(months[month - 1]), in_[at_ + 2].text);
}

// `1 March 2027`; and `March 1, 2027`, `1 maart 2027`, which are mended.
bool Classifier::dated() {
  mend_ordinal();
  if (day_ahead(0) && ahead(1) && ahead(1)->kind == TokenKind::word && year_ahead(2)) {
    const int month = month_of(ahead(1)->text, book_);
    const int meant = month ? month : month_like(ahead(1)->text);
    if (!meant) return false;
    const Token word = *ahead(1);
    add_date(3, 2, meant, 0);
    if (!month) {
      const std::string& right = book_.word(months[meant - 1]);
      report(Message::month_name, word.at, {quoted(word.text)}).help = fmt::format("write {}", right);
    }
    return true;
  }
  if (in_[at_].kind != TokenKind::word || !day_ahead(1)) return false;
  const std::size_t comma = ahead(2) && ahead(2)->kind == TokenKind::comma ? 1 : 0;
  const int month = month_of(in_[at_].text, book_);
  if (!month || !year_ahead(2 + comma)) return false;
  add_date(3 + comma, 2 + comma, month, 1);
  const Span at = out_.back().at;
  const Civil civil = civil_of(out_.back().day);
  report(Message::date_form, at, {std::string(reporter_.sources().text(at))}).help =
      fmt::format("write {} {} {}", civil.day, book_.word(months[civil.month - 1]), civil.year);
  return true;
}

void Classifier::spell_sign() {
  const Token sign = in_[at_++];
  std::string words;
  for (const Piece& piece : book_.patterns(sign.phrase).front()) {
    if (piece.slot >= 0) continue;
    words += words.empty() ? piece.word : " " + piece.word;
    Token word = sign;
    word.kind = TokenKind::word;
    word.text = piece.word;
    out_.push_back(word);
  }
  report(Message::operator_sign, sign.at, {quoted(sign.text)}).help = fmt::format("write {}", quoted(words));
}

void Classifier::mark_reserved(std::size_t i) {
  Token& token = out_[i];
  if (token.kind != TokenKind::word) return;
  const bool paired = i + 1 < out_.size() && out_[i + 1].kind == TokenKind::word;
  token.reserved =
      book_.reserved(token.text) || (paired && book_.reserved_pair(token.text, out_[i + 1].text));
}

// `Give` where a line begins, `OR` between two operands.
void Classifier::mend_capitals(std::size_t i) {
  Token& token = out_[i];
  if (token.kind != TokenKind::word || token.reserved) return;
  const std::string small = lower(token.text);
  if (small == token.text) return;
  const bool last = i + 1 == out_.size();
  const bool begins =
      !last && out_[i + 1].kind == TokenKind::word && book_.reserved_pair(small, lower(out_[i + 1].text));
  if (!book_.reserved(small) && !begins) return;
  const bool after_operand = i > 0 && ends_operand(out_[i - 1], book_);
  const bool before_operand = !last && begins_operand(out_[i + 1], book_);
  const bool starts = token.first_on_line && (i == 0 || after_operand);
  if (!starts && !(all_capitals(token.text) && after_operand && before_operand)) return;
  report(Message::wrong_case, token.at, {quoted(token.text), quoted(small)}).help =
      fmt::format("write {}", small);
  token.text = lexed_.keep(small);
  token.reserved = true;
}

}  // namespace

void classify(Lexed& lexed, const Book& book, Reporter& reporter) {
  Classifier(lexed, book, reporter).run();
}

}  // namespace trouw
