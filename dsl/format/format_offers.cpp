#include <algorithm>

#include "format/format.h"
#include "syntax/parse.h"
#include "syntax/phrases.h"
#include "syntax/same.h"
#include "trouw/ensure.h"
#include "trouw/format.h"

namespace trouw {

namespace {

// What the comments say, wherever they stand.
std::vector<std::string> remarks(const tree::File& file) {
  std::vector<std::string> texts;
  for (const tree::Comment& comment : file.comments) texts.push_back(comment.text);
  std::ranges::sort(texts);
  return texts;
}

// Whether the text, read anew, says what the tree says, and nothing is missing.
bool says_the_same(const std::string& text, const tree::File& file, const std::string& language) {
  Sources sources;
  Reporter reporter(&sources);
  const tree::File again = parse(sources.add("", text), reporter);
  // Where no statement is left, neither is the language's line.
  return !reporter.failed() && (again.language == language || text.empty()) && same(again, file) &&
         remarks(again) == remarks(file);
}

}  // namespace

Formatted format_offers(const SourceFile& file, const std::string& language) {
  ensure(language.empty() || Book::find(language) != nullptr, "a language without a phrase table");
  Sources sources;
  Reporter reporter(&sources);
  const tree::File read = parse(sources.add(file.name, file.text), reporter);
  Formatted result;
  const bool failed = reporter.failed();
  result.language = read.language;
  result.diagnostics = reporter.take();
  if (failed) return result;
  const std::string wanted = language.empty() ? read.language : language;
  result.text = format(read, sources, wanted);
  result.kept = says_the_same(result.text, read, wanted);
  return result;
}

std::vector<std::string> languages() {
  return Book::languages();
}

}  // namespace trouw
