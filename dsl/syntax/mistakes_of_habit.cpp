#include <fmt/format.h>

#include "syntax/mistake.h"
#include "syntax/spoken.h"

namespace trouw {

// ---- What is compared ----------------------------------------------------------------------------------

namespace {

std::size_t count_words(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

bool is_amount(const Token& token) {
  return token.kind == TokenKind::money || token.kind == TokenKind::percent || is_number(token) ||
         token.kind == TokenKind::date;
}

}  // namespace

// Whether the tokens from i on are these words.
bool Mistake::words_are(std::size_t i, std::string_view words) const {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (!word_is(i++, words.substr(0, space))) return false;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return true;
}

void Mistake::say_instead(std::size_t i, std::size_t count, std::string_view meant) {
  insert(i, meant);  // first: of a part that was emptied no place is known
  erase(i + count_words(meant), count);
  for (std::size_t k = i; k < i + count_words(meant); ++k) part_[k].reserved = true;
}

// `joined before 2020-01-01`, `tenure between 2 and 5 years`, `complaints are at least 2`, `region in (NH)`
bool Mistake::spoken_comparison() {
  if (book_.language() != "en" || !holds_condition() || first_is(Phrase::lost_if) ||
      first_is(Phrase::reclaim_if))
    return false;
  for (std::size_t i = std::min(at_, part_.size() - 1); i > 0; --i) {
    if (part_[i].reserved || word_is(i - 1, is()) || !in_name(part_[i - 1])) continue;
    for (const SpokenComparison& s : spoken_comparisons) {
      if (!words_are(i, s.written)) continue;
      const std::size_t after = i + count_words(s.written);
      const bool fails = after == at_ || (s.list && token_is(at_, TokenKind::comma));
      if (after == part_.size() || !(fails || is_amount(part_[after]))) continue;
      const bool was = i > 1 && (word_is(i - 1, "was") || word_is(i - 1, "were") || word_is(i - 1, "are"));
      return was ? say_comparison(i - 1, {part_[i - 1].text, is(), "", false}) : say_comparison(i, s);
    }
  }
  return false;
}

bool Mistake::say_comparison(std::size_t i, const SpokenComparison& spoken) {
  const std::size_t count = count_words(spoken.written);
  const Span at = join(part_[i].at, part_[i + count - 1].at);
  const bool only_is = spoken.meant == fmt::format("{} {}", is(), spoken.written);
  Diagnostic& made = only_is ? report(Message::missing_is, at, {quoted(spoken.written), quoted(is())})
                             : report(Message::wrong_word, at, {quoted(spoken.written)});
  made.help = spoken.or_else.empty()
                  ? fmt::format("write “{}”", spoken.meant)
                  : fmt::format("write “{}” or “{}”, whichever is meant", spoken.meant, spoken.or_else);
  if (spoken.list && token_is(i + count, TokenKind::open)) {
    made.help += ", and no parentheses";
    erase(i + count);
    std::size_t end = i + count;
    while (end < part_.size() && part_[end].kind != TokenKind::close) ++end;
    if (end < part_.size()) erase(end);
  }
  say_instead(i, count, spoken.meant);
  return true;
}

// `autopay but not open complaint`
bool Mistake::but() {
  if (ended() || at_ == 0 || !word_is(at_ - 1, "but") || !holds_condition()) return false;
  const std::string& both = book_.word(Phrase::conjunction);
  report(Message::wrong_word, part_[at_ - 1].at, {"“but”"}).help = fmt::format("write “{}”", both);
  say_instead(at_ - 1, 1, both);
  return true;
}

// `joined falls this month`: the word of before, which did not say of which year.
bool Mistake::falls_this_month() {
  const bool dutch = book_.language() == "nl";
  const std::string_view written = dutch ? "valt deze maand" : "falls this month";
  if (ended() || !words_are(at_, written) || !holds_condition()) return false;
  std::size_t first = at_;
  while (first > 0 && (in_name(part_[first - 1]) || part_[first - 1].kind == TokenKind::bracketed)) --first;
  const std::string left = source(first, at_);
  report(Message::falls_this_month, join(part_[at_].at, part_[at_ + 2].at), {quoted(written)}).help =
      fmt::format("write “{}” for the month itself, or “{}” for the same month of later years",
                  book_.write(Phrase::this_month, {left}),
                  book_.write(Phrase::anniversary_this_month, {left}));
  erase(at_, 3);
  insert(at_, dutch ? "is deze maand" : "is this month");
  return true;
}

// ---- Rewards -------------------------------------------------------------------------------------------

// `give refund once`, `a price of locked price for 12 months`: an amount that has a name.
bool Mistake::amount_without_brackets() {
  if (ended() || !gives() || !in_name(part_[at_]) || part_[at_].kind != TokenKind::word) return false;
  if (!expects_part("an amount of money")) return false;
  std::size_t last = at_;
  while (last < part_.size() && in_name(part_[last]) && !word_is(last, off())) ++last;
  const bool timed = word_is(last, off()) || word_is(last, book_.word(Phrase::once)) ||
                     word_is(last, book_.word(Phrase::for_length)) ||
                     word_is(last, book_.word(Phrase::while_true));
  // `give priority line for …` may be a perk.
  if (!timed || (expects_part("in quotes") && !word_is(last, off()))) return false;
  const std::string name = source(at_, last);
  report(Message::amount_without_brackets, join(part_[at_].at, part_[last - 1].at), {quoted(name)}).help =
      fmt::format("write [{}], or an amount", name);
  Token token = made_word(name, join(part_[at_].at, part_[last - 1].at));
  token.kind = TokenKind::bracketed;
  token.reserved = false;
  replace(at_, last - at_, token);
  return true;
}

// `for every referral max EUR 100`: a name has swallowed it.
bool Mistake::cap_in_name() {
  if (ended() || !gives() || part_[at_].kind == TokenKind::text || !is_amount(part_[at_])) return false;
  for (const Mistaken& m : book_.mistaken()) {
    if (m.group != Group::cap) continue;
    const std::size_t count = count_words(m.written);
    if (at_ <= count || !words_are(at_ - count, m.written)) continue;
    report(Message::wrong_word, join(part_[at_ - count].at, part_[at_ - 1].at), {quoted(m.written)}).help =
        fmt::format("write “{}”", m.meant);
    say_instead(at_ - count, count, m.meant);
    return true;
  }
  return false;
}

// `free month`, `one free month`, `first 2 months free`
bool Mistake::free_months() {
  if (book_.language() != "en" || !gives() || at_ == 0) return false;
  const auto part_of = [&](std::size_t i) {
    static constexpr std::string_view words[] = {"a", "the", "first", "free", "month", "months"};
    return i < part_.size() &&
           (part_[i].kind == TokenKind::integer ||
            (part_[i].kind == TokenKind::word &&
             (spoken_number(part_[i].text) > 0 ||
              std::find(std::begin(words), std::end(words), part_[i].text) != std::end(words))));
  };
  std::size_t first = std::min(at_, part_.size() - 1), last = first;
  if (!part_of(first)) return false;
  while (first > 1 && part_of(first - 1)) --first;
  while (part_of(last)) ++last;
  std::int64_t count = 1;
  bool free = false, month = false;
  for (std::size_t i = first; i < last; ++i) {
    free = free || part_[i].text == "free";
    month = month || part_[i].text == "month" || part_[i].text == "months";
    if (part_[i].kind == TokenKind::integer) count = part_[i].digits;
    if (const int spoken = spoken_number(part_[i].text)) count = spoken;
  }
  const std::string meant = fmt::format("{} month{} free", count, count == 1 ? "" : "s");
  const std::string written = source(first, last);
  if (!free || !month || written == meant) return false;
  const Span at = join(part_[first].at, part_[last - 1].at);
  report(Message::wrong_word, at, {quoted(written)}).help = fmt::format("write “{}”", meant);
  Token number = made_word(meant, at);
  number.kind = TokenKind::integer;
  number.digits = count;
  number.reserved = false;
  replace(first, last - first, number);
  insert(first + 1, "months free");
  return true;
}

// `EUR 5 off per month for 12 months`
bool Mistake::per_month() {
  if (ended() || !gives() || at_ == 0) return false;
  const bool after_off = word_is(at_ - 1, off());
  if (!after_off && part_[at_ - 1].kind != TokenKind::money && part_[at_ - 1].kind != TokenKind::percent)
    return false;
  for (const std::string_view said : {"per month", "a month", "each month", "every month", "monthly"}) {
    if (!words_are(at_, said)) continue;
    const std::size_t count = count_words(said);
    const bool endless = at_ + count == part_.size();
    const std::string meant = endless ? off() + " for 12 months" : off();
    report(Message::every_bill, join(part_[at_].at, part_[at_ + count - 1].at), {quoted(said)}).help =
        after_off ? "leave it out"
                  : fmt::format("write “{}”{}", meant, endless ? ", or how long it is" : " in its place");
    if (endless && !after_off) return true;
    erase(at_, count);
    if (!after_off) insert(at_, off());
    return true;
  }
  return false;
}

// ---- Clauses -------------------------------------------------------------------------------------------

// `only once per customer`, `limit 1 per customer`, `max once`
bool Mistake::once_per_customer() {
  if (book_.language() != "en" || setting_.group != Group::clause) return false;
  std::size_t first = std::min(at_, part_.size() - 1);
  while (first > 0 && !part_[first].first_on_line) --first;
  std::size_t last = first;
  for (const std::string_view start : {"only", "max", "maximum", "limit", "at most"})
    if (words_are(first, start)) last = first + count_words(start);
  const bool started = last > first;
  const bool one = token_is(last, TokenKind::integer) && part_[last].digits == 1;
  if (!one && !word_is(last, "once") && !word_is(last, "one")) return false;
  const bool right = word_is(first, "limit") && word_is(last, "once");
  ++last;
  const bool shared = words_are(last, "per customer") || words_are(last, "per contract");
  const std::string meant =
      fmt::format("limit once per {}", words_are(last, "per contract") ? "contract" : "customer");
  if (shared) last += 2;
  if (right || !(started || shared) || at_ > last) return false;
  const Span at = join(part_[first].at, part_[last - 1].at);
  report(Message::wrong_word, at, {quoted(source(first, last))}).help = fmt::format("write “{}”", meant);
  // What is meant is put in first: of a part that was emptied no place is known.
  const std::size_t put = first == 0 ? count_words(meant) : 0;
  if (put > 0) insert(0, meant);
  erase(first + put, last - first);
  return true;
}

// `from 2027-01-01 through …` on a line of its own
bool Mistake::missing_runs() {
  if (ended() || at_ == 0 || !part_[at_].first_on_line || !token_is(at_ + 1, TokenKind::date)) return false;
  const std::string& from = piece(Phrase::runs_from, 1);
  if (!word_is(at_, from) || !(setting_.group == Group::clause || first_is(Phrase::offer))) return false;
  const std::string& runs = book_.word(Phrase::runs_from);
  report(Message::missing_is, part_[at_].at, {quoted(from), quoted(runs)}).help =
      fmt::format("write “{} {}”", runs, from);
  insert(at_, runs);
  mend_.cut = at_;
  return true;
}

// `to customers and newcomers`
bool Mistake::one_audience() {
  if (ended() || !first_is(Phrase::offer) || at_ < 3 || at_ + 1 == part_.size()) return false;
  const bool joined = word_is(at_, book_.word(Phrase::conjunction)) ||
                      word_is(at_, book_.word(Phrase::disjunction)) || token_is(at_, TokenKind::comma);
  if (!joined) return false;
  for (const Phrase audience : {Phrase::newcomers, Phrase::customers, Phrase::returners}) {
    if (!words_are(at_ + 1, book_.write(audience))) continue;
    report(Message::one_audience, part_[at_ + 1].at, {}).help =
        fmt::format("write one offer for each, or “{} {}” for all there are", piece(Phrase::offer, 2),
                    book_.write(Phrase::everyone));
    erase(at_, 1 + count_words(book_.write(audience)));
    return true;
  }
  return false;
}

// `guarantee customers are never worse off`
bool Mistake::guarantee_in_other_words() {
  if (!first_is(Phrase::guarantee_newcomer)) return false;
  for (const Phrase option : {Phrase::within_money, Phrase::over, Phrase::counting_perks,
                              Phrase::at_every_bill, Phrase::guarantee_when})
    if (expects(book_.word(option))) return false;
  const bool opened = std::any_of(outcome_.expected.begin(), outcome_.expected.end(),
                                  [](const Expected& e) { return e.word; });
  if (!opened || ended()) return false;
  report(Message::not_understood_after, part_[at_].at, {quoted(source(at_)), quoted(source(0, at_))}).help =
      fmt::format("write one of: {}; {}; {}; {}", book_.write(Phrase::guarantee_newcomer),
                  book_.write(Phrase::guarantee_staying), book_.write(Phrase::guarantee_returning),
                  book_.write(Phrase::guarantee_share, {"50%"}));
  return true;
}

// A colon after the first line of an offer, a dash before a clause, a minus before an amount.
bool Mistake::stray_in_offer() {
  if (ended() || at_ == 0) return false;
  const TokenKind kind = part_[at_].kind;
  const bool negative = kind == TokenKind::minus && gives() && token_is(at_ + 1, TokenKind::money);
  const bool heading =
      first_is(Phrase::offer) && at_ > 1 && (kind == TokenKind::colon || kind == TokenKind::minus);
  const bool listed = kind == TokenKind::minus && setting_.group == Group::clause && at_ + 1 == part_.size();
  if (!negative && !heading && !listed) return false;
  report(Message::not_understood_after, part_[at_].at,
         {quoted(source(at_)), quoted(source(at_ > 3 ? at_ - 3 : 0, at_))})
      .help = negative ? fmt::format("write “{} {}”", source(at_ + 1), off())
                       : fmt::format("leave {} out", source(at_));
  erase(at_);
  return true;
}

}  // namespace trouw
