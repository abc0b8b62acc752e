// The table of keyword phrases (phrases.def), made ready for one human language. Immutable once built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trouw {

enum class Phrase : std::uint8_t {
#define TROUW_PHRASE(id, group, english, dutch, meaning) id,
#include "syntax/phrases.def"
#undef TROUW_PHRASE
};

enum class Group : std::uint8_t {
  statement,
  audience,
  clause,
  option,
  row,
  part,
  item,
  expect,
  condition,
  word,
  value,
  reward,
  timing,
  scaling,
  cap,
  unit,
  month
};

// A word or punctuation mark as written, or a slot (its number in the first English pattern, from 0).
struct Piece {
  std::string word;
  int slot = -1;
};

using Pattern = std::vector<Piece>;

// How a statement or clause begins: one reserved word, or two words.
struct Starter {
  Group group;
  std::string first, second;
};

struct Mistaken {
  Group group;
  std::string written, meant;
};

class Book {
 public:
  // The book of a language ("en", "nl"), or null. Lives as long as the program.
  static const Book* find(std::string_view language);
  static const std::vector<std::string>& languages();

  const std::string& language() const { return language_; }
  // One or more; the first is what the formatter writes.
  const std::vector<Pattern>& patterns(Phrase phrase) const {
    return patterns_[static_cast<std::size_t>(phrase)];
  }
  // The phrase as the formatter writes it, with `slots` in the order of the first English pattern.
  std::string write(Phrase phrase, const std::vector<std::string>& slots = {}) const;
  // The first word of a phrase: "offer".
  const std::string& word(Phrase phrase) const { return patterns(phrase).front().front().word; }

  bool reserved(std::string_view word) const;
  bool reserved_pair(std::string_view first, std::string_view second) const;
  // Whether a name may not begin with these two words after `is`; `second` may be empty.
  bool barred_after_is(std::string_view first, std::string_view second) const;
  // Whether these two stand side by side inside a phrase, so that the second begins nothing.
  bool inside_phrase(std::string_view first, std::string_view second) const;
  // Whether a phrase may end with the word.
  bool ends_phrase(std::string_view word) const;
  // Whether the word stands in any phrase.
  bool keyword(std::string_view word) const;

  const std::vector<Starter>& starters() const { return starters_; }
  const std::vector<Mistaken>& mistaken() const { return mistaken_; }

 private:
  explicit Book(std::string_view language, std::size_t column);

  void add_words(Group group, const Pattern& pattern);
  void add_starter(Group group, const Pattern& pattern);

  std::string language_;
  std::vector<std::vector<Pattern>> patterns_;
  std::vector<std::string> reserved_, keywords_, last_words_;  // sorted
  std::vector<std::pair<std::string, std::string>> pairs_, after_is_, neighbours_;
  std::vector<Starter> starters_;
  std::vector<Mistaken> mistaken_;
};

// One row of the table as it stands there, for documentation and editor files.
struct PhraseEntry {
  std::string_view id, group, english, dutch, meaning;
};
const std::vector<PhraseEntry>& phrase_table();

}  // namespace trouw
