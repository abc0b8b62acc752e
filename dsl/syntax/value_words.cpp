#include "trouw/value_words.h"

#include <map>

#include "syntax/phrases.h"

namespace trouw {

namespace {

ValueWords words_of(const Book& book) {
  return {book.word(Phrase::day_one),
          book.word(Phrase::day_many),
          book.word(Phrase::month_one),
          book.word(Phrase::month_many),
          book.word(Phrase::year_one),
          book.word(Phrase::year_many),
          book.word(Phrase::yes),
          book.word(Phrase::no),
          book.patterns(Phrase::is_unknown).front().back().word};
}

std::map<std::string, ValueWords, std::less<>> all_words() {
  std::map<std::string, ValueWords, std::less<>> all;
  for (const std::string& language : Book::languages()) all[language] = words_of(*Book::find(language));
  return all;
}

}  // namespace

const ValueWords& value_words(std::string_view language) {
  static const auto all = all_words();
  const auto found = all.find(language.substr(0, language.find('-')));
  return found != all.end() ? found->second : all.at("en");
}

}  // namespace trouw
