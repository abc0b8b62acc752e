// One part that the grammar could not read, and what is wrong with it: a function for each kind of mistake,
// which says whether it was this one, has then reported it, and mended the part where that can be done.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "syntax/mistakes.h"

namespace trouw {

inline bool is_number(const Token& token) {
  return token.kind == TokenKind::integer || token.kind == TokenKind::number;
}

// Words and integers, of which names are made.
inline bool in_name(const Token& token) {
  return (token.kind == TokenKind::word && !token.reserved) || token.kind == TokenKind::tail_word ||
         token.kind == TokenKind::integer;
}

struct SpokenComparison;

// One failed part, and one function per kind of mistake that says whether it was this.
class Mistake {
 public:
  Mistake(std::vector<Token>& part, const ReadOutcome& outcome, const Setting& setting, const Book& book,
          Lexed& lexed, Reporter& reporter)
      : part_(part),
        outcome_(outcome),
        setting_(setting),
        book_(book),
        lexed_(lexed),
        reporter_(reporter),
        at_(std::min(outcome.failed_at, part.size())) {}

  // Tries one kind after the other.
  Mend run();

 private:
  bool ended() const { return at_ == part_.size(); }
  bool token_is(std::size_t i, TokenKind kind) const { return i < part_.size() && part_[i].kind == kind; }
  bool word_is(std::size_t i, std::string_view word) const {
    return i < part_.size() && is_word(part_[i], word);
  }
  bool before_is(TokenKind kind) const { return at_ > 0 && part_[at_ - 1].kind == kind; }
  bool expects(std::string_view word) const {
    return std::any_of(outcome_.expected.begin(), outcome_.expected.end(),
                       [&](const Expected& e) { return e.text == word; });
  }
  bool expects_part(std::string_view part) const {
    return std::any_of(outcome_.expected.begin(), outcome_.expected.end(), [&](const Expected& e) {
      return !e.word && e.text.find(part) != std::string_view::npos;
    });
  }
  const std::string& piece(Phrase phrase, std::size_t number) const {
    return book_.patterns(phrase)[0][number].word;
  }
  const std::string& is() const { return piece(Phrase::is, 1); }
  const std::string& off() const { return piece(Phrase::percent_off, 1); }
  bool first_is(Phrase phrase) const { return word_is(0, book_.word(phrase)); }
  bool gives() const { return first_is(Phrase::give) || first_is(Phrase::give_by); }
  bool holds_condition() const {
    return setting_.group == Group::condition || first_is(Phrase::when) || first_is(Phrase::unless) ||
           first_is(Phrase::always) || first_is(Phrase::define) || first_is(Phrase::lost_if) ||
           first_is(Phrase::reclaim_if);
  }
  std::string source(std::size_t i) const { return std::string(reporter_.sources().text(part_[i].at)); }
  std::string source(std::size_t from, std::size_t to) const;

  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts = {});
  void again() { mend_.again = true; }
  Token made_word(std::string_view text, Span at) const;
  void insert(std::size_t i, std::string_view words);
  bool words_are(std::size_t i, std::string_view words) const;
  void say_instead(std::size_t i, std::size_t count, std::string_view meant);
  void erase(std::size_t i, std::size_t count = 1);
  void replace(std::size_t i, std::size_t count, Token token);

  bool parenthesis_open();
  bool parenthesis_closed();
  bool wrong_word();
  bool wrong_timing();
  bool of_for_off();
  bool missing_give();
  bool missing_off();
  bool missing_is();
  bool negated();
  bool or_in_list();
  bool list_without_one_of();
  bool glued_number();
  bool length();
  bool missing_currency();
  bool currency_in_words();
  bool language_line();
  bool misspelt();
  bool unquoted_title();
  bool quoted_name();
  bool missing_and();
  bool after_alone();
  bool adjacent_rewards();
  bool needs_brackets();
  bool trailing_comma();
  bool spoken_comparison();
  bool say_comparison(std::size_t i, const SpokenComparison& spoken);
  bool but();
  bool falls_this_month();
  bool amount_without_brackets();
  bool cap_in_name();
  bool free_months();
  bool per_month();
  bool once_per_customer();
  bool missing_runs();
  bool one_audience();
  bool guarantee_in_other_words();
  bool stray_in_offer();
  bool ends_early();
  void not_understood();
  std::string expected_list() const;

  std::vector<Token>& part_;
  const ReadOutcome& outcome_;
  const Setting& setting_;
  const Book& book_;
  Lexed& lexed_;
  Reporter& reporter_;
  std::size_t at_;
  Mend mend_;
};

}  // namespace trouw
