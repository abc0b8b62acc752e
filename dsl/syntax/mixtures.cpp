#include <fmt/format.h>

#include "syntax/mistakes.h"

namespace trouw {

namespace {

constexpr std::size_t longest_reading = 1'000;  // bytes that a help line shows

std::string one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return result;
}

// The parts with parentheses around every run of two or more that `grouped` joins.
std::string reading(const Mixture& mixture, bool grouped, const Book& book, const Sources& sources) {
  const std::size_t count = mixture.parts.size();
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const bool joined_before = i > 0 && mixture.conjunctions[i - 1] == grouped;
    const bool joined_after = i + 1 < count && mixture.conjunctions[i] == grouped;
    if (i > 0)
      text += fmt::format(" {} ",
                          book.word(mixture.conjunctions[i - 1] ? Phrase::conjunction : Phrase::disjunction));
    if (joined_after && !joined_before) text += '(';
    text += one_line(sources.text(mixture.parts[i]));
    if (joined_before && !joined_after) text += ')';
  }
  return text;
}

}  // namespace

void explain_read(const ReadOutcome& outcome, const Setting& setting, const Book& book, Reporter& reporter) {
  for (const Mixture& mixture : outcome.mixtures) {
    Diagnostic& made =
        reporter.report(Message::mixed_and_or, join(mixture.parts.front(), mixture.parts.back()),
                        {quoted(book.word(Phrase::conjunction)), quoted(book.word(Phrase::disjunction))});
    if (!where(setting).empty()) made.message = where(setting) + uncapitalised(made.message);
    const std::string first = reading(mixture, true, book, reporter.sources());
    made.help = first.size() > longest_reading
                    ? "put parentheses around what belongs together"
                    : fmt::format("write {}\n         or {}", first,
                                  reading(mixture, false, book, reporter.sources()));
  }
  for (const TooLong& long_one : outcome.too_long)
    reporter
        .report(Message::text_too_long, long_one.at,
                {std::string(long_one.what), fmt::format("{}", long_one.limit)})
        .help = fmt::format("write a shorter {}", long_one.what);
}

}  // namespace trouw
