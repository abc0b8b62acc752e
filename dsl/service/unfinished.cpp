#include "service/unfinished.h"

#include <algorithm>

#include "base/limits.h"
#include "syntax/scan.h"
#include "syntax/spelling.h"

namespace trouw::service {

namespace {

bool goes_on(const trouw::Token& token) {
  return (token.kind == trouw::TokenKind::word && !token.reserved) ||
         token.kind == trouw::TokenKind::tail_word || token.kind == trouw::TokenKind::integer;
}

}  // namespace

Unfinished::Unfinished(std::string_view text, std::uint32_t end) : reporter_(&sources_), end_(end) {
  const std::uint32_t source = sources_.add("", std::string(text.substr(0, end)));
  lexed_ = lex({source, 0, end}, reporter_);
  book_ = language_of(lexed_, reporter_);
  classify(lexed_, *book_, reporter_);
  choose_part();
  read_part();
}

bool Unfinished::in_offer() const {
  return statement_ == book_->word(Phrase::offer);
}

bool Unfinished::in_example() const {
  return statement_ == book_->word(Phrase::example);
}

void Unfinished::choose_part() {
  std::vector<std::vector<trouw::Token>> statements = cut(lexed_.tokens, Group::statement, *book_);
  part_ = std::move(statements.back());
  if (statements.size() < 2 || part_.empty()) return;
  statement_ = part_.front().text;
  if (!in_offer() && !in_example()) return;
  std::vector<std::vector<trouw::Token>> parts =
      cut(part_, in_offer() ? Group::clause : Group::expect, *book_);
  if (parts.size() > 1) group_ = in_offer() ? Group::clause : Group::expect;
  part_ = std::move(parts.back());
}

void Unfinished::read_part() {
  if (statement_.empty() || part_.empty() || part_.size() > limits::statement_tokens ||
      too_deep(part_, *book_))
    return;
  const Part part{part_.data(), part_.data() + part_.size()};
  const auto run = [&](auto value) { outcome_ = read(part, *book_, value); };
  if (group_ == Group::clause)
    run(tree::Clause());
  else if (group_ == Group::expect)
    run(tree::Expect());
  else if (in_offer())
    run(tree::Offer());
  else if (in_example())
    run(tree::Example());
  else
    run(tree::Statement());
  if (outcome_.failed_at == part_.size()) expected_ = outcome_.expected;
}

std::uint32_t Unfinished::run_begin() const {
  std::uint32_t begin = end_;
  for (std::size_t i = part_.size(); i > 0 && goes_on(part_[i - 1]); --i) begin = part_[i - 1].at.begin;
  return begin;
}

// The longest run of words before `end` that is a field.
std::string Unfinished::field_ending_at(const Schema& schema, std::size_t end) const {
  std::string words, longest;
  for (std::size_t i = end; i > 0; --i) {
    const trouw::Token& token = part_[i - 1];
    if (token.kind == trouw::TokenKind::bracketed && words.empty()) return std::string(token.text);
    if (!goes_on(token)) break;
    words = std::string(token.text) + (words.empty() ? "" : " ") + words;
    if (schema.find(words)) longest = words;
  }
  return longest;
}

std::string Unfinished::compared_field(const Schema& schema) const {
  const std::string& is = book_->patterns(Phrase::is)[0][1].word;
  for (std::size_t i = part_.size(); i > 0; --i)
    if (is_word(part_[i - 1], is)) return field_ending_at(schema, i - 1);
  const Pattern& by = book_->patterns(Phrase::give_by)[0];
  if (part_.size() < 3 || !is_word(part_[0], by[0].word) || !is_word(part_[1], by[1].word)) return {};
  std::size_t end = 2;
  while (end < part_.size() && (goes_on(part_[end]) || part_[end].kind == trouw::TokenKind::bracketed)) ++end;
  return field_ending_at(schema, end);
}

}  // namespace trouw::service
