#include <fmt/format.h>

#include "syntax/mistake.h"

namespace trouw {

// ---- Titles and names ----------------------------------------------------------------------------------

bool Mistake::unquoted_title() {
  if (ended() || !expects_part("in quotes")) return false;
  if (part_[at_].kind != TokenKind::word && part_[at_].kind != TokenKind::bracketed) return false;
  const bool offer = first_is(Phrase::offer);
  const std::string& to = piece(Phrase::offer, 2);
  std::size_t last = at_;
  while (last < part_.size() && (in_name(part_[last]) || part_[last].kind == TokenKind::bracketed) &&
         !(offer && word_is(last, to)))
    ++last;
  if (last == at_) return false;
  const std::string words = source(at_, last);
  Token token = made_word(words, join(part_[at_].at, part_[last - 1].at));
  token.kind = TokenKind::text;
  if (minor_digits(words)) return false;
  report(Message::title_without_quotes, token.at, {quoted(words)}).help =
      gives() ? fmt::format("write \"{0}\" for a perk, or [{0}] for the amount of that name", words)
              : fmt::format("write \"{}\"", words);
  replace(at_, last - at_, token);
  return true;
}

bool Mistake::quoted_name() {
  if (ended() || part_[at_].kind != TokenKind::text || !(expects_part("a name") || expects_part("a value")))
    return false;
  const std::string_view text = part_[at_].text;
  if (text.empty() || text.size() > 100) return false;
  report(Message::quoted_name, part_[at_].at, {quoted(text)}).help =
      fmt::format("write {} without quotes", text);
  part_[at_].kind = TokenKind::bracketed;
  again();
  return true;
}

// ---- Lists and conditions ------------------------------------------------------------------------------

bool Mistake::or_in_list() {
  const std::string& either = book_.word(Phrase::disjunction);
  const std::string& both = book_.word(Phrase::conjunction);
  const auto joint = [&](std::size_t i) { return word_is(i, either) || word_is(i, both); };
  if (at_ == 0) return false;
  if (!ended() && joint(at_) && part_[at_ - 1].kind == TokenKind::comma) {
    report(Message::or_in_list, part_[at_].at, {quoted(source(at_))}).help = "write only the comma";
    erase(at_);
    return true;
  }
  bool listed = first_is(Phrase::combine_newcomers) || first_is(Phrase::never_together);
  for (std::size_t i = 0; i + 1 < at_; ++i)
    listed = listed || (word_is(i, piece(Phrase::one_of, 2)) && word_is(i + 1, piece(Phrase::one_of, 3))) ||
             (word_is(i, piece(Phrase::none_of, 2)) && word_is(i + 1, piece(Phrase::none_of, 3)));
  if (!listed) return false;
  const bool title =
      !ended() && joint(at_) && part_[at_ - 1].kind == TokenKind::text && token_is(at_ + 1, TokenKind::text);
  const bool literal = at_ >= 3 && joint(at_ - 2) && expects(is());
  if (!title && !literal) return false;
  const std::size_t word = title ? at_ : at_ - 2;
  const std::string before = source(word - 1), after = source(word + 1);
  Diagnostic& made = report(Message::or_in_list, part_[word].at, {quoted(source(word))});
  made.help = title && word_is(word, both) && first_is(Phrase::combine_newcomers)
                  ? fmt::format("write ({} {} {}) for the two together, or {}, {} for the better one", before,
                                both, after, before, after)
                  : fmt::format("write {}, {}", before, after);
  Token comma = part_[word];
  comma.kind = TokenKind::comma;
  replace(word, 1, comma);
  return true;
}

bool Mistake::adjacent_rewards() {
  const std::string& both = book_.word(Phrase::conjunction);
  if (ended() || !gives() || !expects(both)) return false;
  if (part_[at_].kind != TokenKind::percent && part_[at_].kind != TokenKind::money) return false;
  report(Message::adjacent_rewards, part_[at_].at).help =
      fmt::format("write “{}” before “{}”", both, source(at_));
  insert(at_, both);
  return true;
}

// `region is NH, ZH`
bool Mistake::list_without_one_of() {
  if (ended() || part_[at_].kind != TokenKind::comma || !holds_condition() || at_ + 1 == part_.size())
    return false;
  std::size_t i = at_;
  while (i > 0 && !part_[i - 1].reserved) --i;
  const bool negative = i > 0 && word_is(i - 1, book_.word(Phrase::negation));
  const std::size_t verb = negative ? i - 2 : i - 1;
  if (i == 0 || !word_is(verb, is())) return false;
  const Phrase meant = negative ? Phrase::none_of : Phrase::one_of;
  for (const std::string_view glued : {"oneof", "anyof", "either", "in"}) {
    if (!word_is(i, glued) || i + 1 == at_) continue;
    const std::string words = fmt::format("{} {}", piece(meant, 2), piece(meant, 3));
    report(Message::wrong_word, part_[i].at, {quoted(glued)}).help = fmt::format("write “{}”", words);
    say_instead(i, 1, words);
    return true;
  }
  const std::string words = fmt::format("{} {}", piece(meant, 2), piece(meant, 3));
  report(Message::list_without_one_of, join(part_[verb].at, part_[i - 1].at), {quoted(words)}).help =
      fmt::format("write “{} {} {}, …”", is(), words, source(i, at_));
  if (negative) erase(i - 1);
  insert(verb + 1, words);
  return true;
}

bool Mistake::missing_and() {
  if (ended() || !holds_condition() || at_ < 2) return false;
  const std::string& both = book_.word(Phrase::conjunction);
  const bool compares = word_is(at_, is()) || word_is(at_, book_.patterns(Phrase::reaches)[0][1].word) ||
                        word_is(at_, book_.patterns(Phrase::anniversary_this_month)[0][1].word);
  if (!expects(both)) return false;
  std::size_t begin = at_;
  if (compares) {
    while (begin > 0 && in_name(part_[begin - 1])) --begin;
    std::size_t line = at_ - 1;
    while (line > begin && !part_[line].first_on_line) --line;
    const bool known = line > begin;
    report(Message::missing_and, join(part_[known ? line : begin].at, part_[at_].at)).help =
        known ? fmt::format("write “{}” before “{}”", both, source(line, at_))
              : fmt::format("write “{}” or “{}” between the two", both, book_.word(Phrase::disjunction));
    if (known) insert(line, both);
    return true;
  }
  const bool begins = part_[at_].kind == TokenKind::open || in_name(part_[at_]) ||
                      part_[at_].kind == TokenKind::bracketed || word_is(at_, book_.word(Phrase::negation));
  const auto rest = part_.begin() + static_cast<std::ptrdiff_t>(at_);
  const bool another = part_[at_].kind == TokenKind::open ||
                       std::any_of(rest, part_.end(), [&](const Token& t) { return is_word(t, is()); });
  if (!begins || !another) return false;
  report(Message::missing_and, part_[at_].at).help = fmt::format("write “{}” before “{}”", both, source(at_));
  insert(at_, both);
  return true;
}

}  // namespace trouw
