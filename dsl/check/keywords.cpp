#include "check/keywords.h"

#include <fmt/format.h>

#include <algorithm>

#include "syntax/phrases.h"
#include "syntax/spoken.h"

namespace trouw {

namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
  Words words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// The words of every comparison between its first slot and the next: `is at least`.
std::vector<Words> comparisons(const Book& book) {
  std::vector<Words> found;
  for (auto phrase = static_cast<std::size_t>(Phrase::is_known);
       phrase <= static_cast<std::size_t>(Phrase::reaches); ++phrase)
    for (const Pattern& pattern : book.patterns(static_cast<Phrase>(phrase))) {
      Words words;
      for (std::size_t i = 1; i < pattern.size() && pattern[i].slot < 0; ++i)
        words.push_back(pattern[i].word);
      found.push_back(std::move(words));
    }
  return found;
}

// Whether the words from `from` on are `meant`, but for spelling: some of them are near, none is another.
bool nearly(const Words& words, std::size_t from, const Words& meant) {
  if (meant.empty() || words.size() < from + meant.size() || words == meant) return false;
  bool differs = false;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    const std::string& word = words[from + i];
    if (word == meant[i]) continue;
    differs = true;
    const bool alike = word.size() >= 2 && word.front() == meant[i].front();
    if (!alike || nearest(word, {meant[i]}).empty()) return false;
  }
  return differs;
}

struct Found {
  std::size_t from = 0;
  Words meant;
};

// How many words of the name are a field or definition that something follows.
std::size_t declared_words(const Context& context, const Words& words) {
  std::string name;
  std::size_t longest = 0;
  const std::vector<std::string> known = context.known_names();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    name += (i == 0 ? "" : " ") + words[i];
    if (std::find(known.begin(), known.end(), name) != known.end()) longest = i + 1;
  }
  return longest;
}

Found find(const Context& context, const Words& words, const Book& book) {
  Found found;
  const std::size_t from = declared_words(context, words);
  for (Words meant : comparisons(book)) {
    if (from == 0 && !meant.empty()) meant.erase(meant.begin());  // `is` was read, and the name follows it
    if (meant.size() > found.meant.size() && nearly(words, from, meant)) found = {from, std::move(meant)};
  }
  return found;
}

// Where the words from `from` on stand: `count` of them.
Span span_of(const Context& context, Span at, std::size_t from, std::size_t count) {
  const std::string_view text = context.sources.text(at);
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  std::size_t word = 0, begin = 0, end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (blank(text[i])) continue;
    const bool starts = i == 0 || blank(text[i - 1]);
    word += starts ? 1 : 0;
    if (starts && word == from + 1) begin = i;
    if (word > from && word <= from + count) end = i + 1;
  }
  return {at.file, at.begin + static_cast<std::uint32_t>(begin), at.begin + static_cast<std::uint32_t>(end)};
}

// `five years` as `5 years`.
std::string in_digits(const Words& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) {
    const int number = spoken_number(words[i]);
    text += (i == from ? "" : " ") + (number ? std::to_string(number) : words[i]);
  }
  return text;
}

}  // namespace

std::string spoken_hint(const Context& context, const tree::Name& name) {
  const Words words = words_of(name.text);
  if (words.empty()) return {};
  const std::size_t from = declared_words(context, words);
  Words said(words.begin() + static_cast<std::ptrdiff_t>(from), words.end());
  if (said.size() > 1 && (said[0] == "was" || said[0] == "were" || said[0] == "are"))
    said.erase(said.begin());
  const std::string text = fmt::format("{} ", fmt::join(said, " "));
  const Words field(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(from));
  const std::string before = from == 0 ? "" : fmt::format("{} ", fmt::join(field, " "));
  for (const SpokenComparison& s : spoken_comparisons) {
    if (text.compare(0, s.written.size() + 1, std::string(s.written) + " ") != 0) continue;
    const auto count = 1 + static_cast<std::size_t>(std::count(s.written.begin(), s.written.end(), ' '));
    const std::string value = in_digits(said, count);
    if (value.empty() || (from == 0 && s.list)) return {};
    const std::string first = fmt::format("write `{}{} {}`", before, s.meant, value);
    return s.or_else.empty() ? first : fmt::format("{} or `{}{} {}`", first, before, s.or_else, value);
  }
  if (from == 0 && spoken_number(words.front()) > 0 && words.size() > 1)
    return fmt::format("write `{}`", in_digits(words, 0));
  if (words.size() == 1 && (words[0] == "more" || words[0] == "longer" || words[0] == "higher"))
    return "write `is at least` before the amount, and leave `or " + words[0] + "` out";
  if (words.size() == 1 && (words[0] == "less" || words[0] == "fewer" || words[0] == "shorter"))
    return "write `is at most` before the amount, and leave `or " + words[0] + "` out";
  return {};
}

bool report_misspelt_keyword(Context& context, const tree::Name& name) {
  const Words words = words_of(name.text);
  for (const std::string& language : Book::languages()) {
    const Found found = find(context, words, *Book::find(language));
    if (found.meant.empty()) continue;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(found.from);
    const Words written(first, first + static_cast<std::ptrdiff_t>(found.meant.size()));
    context.reporter
        .report(Message::misspelt, span_of(context, name.at, found.from, found.meant.size()),
                {quoted(fmt::format("{}", fmt::join(written, " ")))})
        .help = fmt::format("did you mean “{}”?", fmt::join(found.meant, " "));
    return true;
  }
  return false;
}

}  // namespace trouw
