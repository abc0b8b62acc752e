#include <fmt/format.h>

#include "syntax/mistake.h"

namespace trouw {

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
  std::string amount = source(at_ - 1);
  report(Message::missing_off, part_[at_ - 1].at, {amount}).help =
      fmt::format("write “{} {}”", amount.front() == '-' ? amount.substr(1) : amount, off());
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

// `75 euros`, `Euro 75`
bool Mistake::currency_in_words() {
  const auto euros = [&](std::size_t i) {
    static constexpr std::string_view names[] = {"euro", "euros", "Euro", "Euros",
                                                 "eur",  "Eur",   "EURO", "€uro"};
    return token_is(i, TokenKind::word) &&
           std::find(std::begin(names), std::end(names), part_[i].text) != std::end(names);
  };
  if (at_ > 0 && euros(at_) && is_number(part_[at_ - 1])) {
    report(Message::money_order, join(part_[at_ - 1].at, part_[at_].at), {source(at_ - 1, at_ + 1)}).help =
        fmt::format("write EUR {}", source(at_ - 1));
    return true;
  }
  if (!euros(at_) || at_ + 1 == part_.size() || !is_number(part_[at_ + 1])) return false;
  report(Message::wrong_word, part_[at_].at, {quoted(source(at_))}).help =
      fmt::format("write EUR {}", source(at_ + 1));
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
  if (parse_day(text.substr(0, 10))) {
    report(Message::date_form, part_[at_].at, {std::string(text)}).help =
        fmt::format("write {}; offers know days, not hours", text.substr(0, 10));
    return true;
  }
  if (digits == 0 || digits == text.size() || digits > 18 || text[digits] == '-') return false;
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
    Diagnostic& made = report(Message::length_fraction, number.at, {source(at_ - 1)});
    made.help = "write it in smaller units, which are whole";
    const bool years =
        word_is(at_, book_.word(Phrase::year_one)) || word_is(at_, book_.word(Phrase::year_many));
    if (years && number.places == 1 && number.digits > 0 && number.digits < 1'000 &&
        number.digits * 12 % 10 == 0)
      made.help = fmt::format("write {} {}", number.digits * 12 / 10, book_.word(Phrase::month_many));
    return true;
  }
  const bool word = !ended() && part_[at_].kind == TokenKind::word && !part_[at_].reserved;
  if (word) return false;
  report(Message::missing_unit, number.at, {quoted(source(at_ - 1))}).help =
      fmt::format("write {0} {1} or {0} {2}, whichever is meant", source(at_ - 1),
                  book_.word(Phrase::month_many), book_.word(Phrase::year_many));
  return true;
}

}  // namespace trouw
