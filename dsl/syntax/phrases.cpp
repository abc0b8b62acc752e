#include "syntax/phrases.h"

#include <algorithm>

#include "trouw/ensure.h"

namespace trouw {

namespace {

constexpr Group groups[] = {
#define TROUW_PHRASE(id, group, english, dutch, meaning) Group::group,
#include "syntax/phrases.def"
#undef TROUW_PHRASE
};

struct Words {
  std::string_view language, words;
};

constexpr Words reserved_words[] = {
#define TROUW_RESERVED(language, words) {#language, words},
#include "syntax/phrases.def"
#undef TROUW_RESERVED
};
constexpr Words reserved_pairs[] = {
#define TROUW_RESERVED_PAIRS(language, words) {#language, words},
#include "syntax/phrases.def"
#undef TROUW_RESERVED_PAIRS
};
constexpr Words starts_after_is[] = {
#define TROUW_AFTER_IS(language, words) {#language, words},
#include "syntax/phrases.def"
#undef TROUW_AFTER_IS
};

struct Instead {
  std::string_view language;
  Group group;
  std::string_view written, meant;
};
constexpr Instead instead[] = {
#define TROUW_MISTAKEN(language, group, written, meant) {#language, Group::group, written, meant},
#include "syntax/phrases.def"
#undef TROUW_MISTAKEN
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    std::string_view part = text.substr(0, at);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const std::string& pair : split(text, '|')) {
    const std::vector<std::string> words = split(pair, ' ');
    result.emplace_back(words[0], words.size() > 1 ? words[1] : "");
  }
  return result;
}

// The slots of the first English pattern, in order.
std::vector<std::string> slot_names(std::string_view english) {
  std::vector<std::string> names;
  const std::string first = split(english, '|').front();
  for (std::size_t at = first.find('{'); at != std::string::npos; at = first.find('{', at + 1))
    names.push_back(first.substr(at + 1, first.find('}', at) - at - 1));
  return names;
}

// Words, `{slot}`s and the marks that hang on them.
Pattern compile(std::string_view text, const std::vector<std::string>& slots) {
  Pattern pattern;
  for (std::string part : split(text, ' ')) {
    std::string mark;
    if (part.back() == ':' || part.back() == ',') {
      mark = part.back();
      part.pop_back();
    }
    if (part.front() == '{') {
      const auto slot = std::find(slots.begin(), slots.end(), part.substr(1, part.size() - 2));
      ensure(slot != slots.end(), "a pattern has a slot that English has not");
      pattern.push_back({"", static_cast<int>(slot - slots.begin())});
    } else {
      pattern.push_back({part, -1});
    }
    if (!mark.empty()) pattern.push_back({mark, -1});
  }
  return pattern;
}

std::string_view column_of(const PhraseEntry& entry, std::size_t column) {
  return column == 0 ? entry.english : entry.dutch;
}

bool is_mark(const std::string& word) {
  return word == ":" || word == ",";
}

}  // namespace

const std::vector<PhraseEntry>& phrase_table() {
  static const std::vector<PhraseEntry> table = {
#define TROUW_PHRASE(id, group, english, dutch, meaning) {#id, #group, english, dutch, meaning},
#include "syntax/phrases.def"
#undef TROUW_PHRASE
  };
  return table;
}

const std::vector<std::string>& Book::languages() {
  static const std::vector<std::string> names = {"en", "nl"};
  return names;
}

const Book* Book::find(std::string_view language) {
  static const Book english("en", 0);
  static const Book dutch("nl", 1);
  if (language == english.language_) return &english;
  if (language == dutch.language_) return &dutch;
  return nullptr;
}

Book::Book(std::string_view language, std::size_t column) : language_(language) {
  std::size_t number = 0;
  for (const Words& words : reserved_words)
    if (words.language == language) reserved_ = split(words.words, ' ');
  for (const Words& words : reserved_pairs)
    if (words.language == language) pairs_ = pairs_of(words.words);
  for (const Words& words : starts_after_is)
    if (words.language == language) after_is_ = pairs_of(words.words);
  for (const Instead& wrong : instead)
    if (wrong.language == language)
      mistaken_.push_back({wrong.group, std::string(wrong.written), std::string(wrong.meant)});
  std::sort(reserved_.begin(), reserved_.end());
  for (const PhraseEntry& entry : phrase_table()) {
    const std::vector<std::string> slots = slot_names(entry.english);
    const Group group = groups[number++];
    std::vector<Pattern>& patterns = patterns_.emplace_back();
    for (const std::string& text : split(column_of(entry, column), '|')) {
      patterns.push_back(compile(text, slots));
      add_starter(group, patterns.back());
      add_words(group, patterns.back());
    }
  }
  std::sort(keywords_.begin(), keywords_.end());
  std::sort(neighbours_.begin(), neighbours_.end());
  std::sort(last_words_.begin(), last_words_.end());
}

void Book::add_words(Group group, const Pattern& pattern) {
  if (group != Group::word && pattern.back().slot < 0) last_words_.push_back(pattern.back().word);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i].slot >= 0) continue;
    keywords_.push_back(pattern[i].word);
    if (i > 0 && pattern[i - 1].slot < 0) neighbours_.emplace_back(pattern[i - 1].word, pattern[i].word);
  }
}

bool Book::ends_phrase(std::string_view word) const {
  return std::binary_search(last_words_.begin(), last_words_.end(), word, std::less<>());
}

bool Book::inside_phrase(std::string_view first, std::string_view second) const {
  return std::binary_search(neighbours_.begin(), neighbours_.end(),
                            std::pair(std::string(first), std::string(second)));
}

void Book::add_starter(Group group, const Pattern& pattern) {
  if (group != Group::statement && group != Group::clause && group != Group::expect) return;
  Starter starter{group, pattern[0].word, ""};
  if (!reserved(starter.first)) starter.second = pattern[1].word;
  const bool known = std::any_of(starters_.begin(), starters_.end(), [&](const Starter& s) {
    return s.first == starter.first && s.second == starter.second;
  });
  if (!known) starters_.push_back(std::move(starter));
}

std::string Book::write(Phrase phrase, const std::vector<std::string>& slots) const {
  std::string text;
  for (const Piece& piece : patterns(phrase).front()) {
    const std::string& part = piece.slot < 0 ? piece.word : slots[static_cast<std::size_t>(piece.slot)];
    if (part.empty()) continue;
    if (!text.empty() && !is_mark(part)) text += ' ';
    text += part;
  }
  return text;
}

bool Book::reserved(std::string_view word) const {
  return std::binary_search(reserved_.begin(), reserved_.end(), word, std::less<>());
}

bool Book::reserved_pair(std::string_view first, std::string_view second) const {
  return std::any_of(pairs_.begin(), pairs_.end(),
                     [&](const auto& pair) { return pair.first == first && pair.second == second; });
}

bool Book::barred_after_is(std::string_view first, std::string_view second) const {
  return std::any_of(after_is_.begin(), after_is_.end(), [&](const auto& start) {
    return start.first == first && (start.second.empty() || start.second == second);
  });
}

bool Book::keyword(std::string_view word) const {
  return std::binary_search(keywords_.begin(), keywords_.end(), word, std::less<>());
}

}  // namespace trouw
