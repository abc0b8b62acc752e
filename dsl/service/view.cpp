#include "service/view.h"

namespace trouw::service {

std::optional<std::uint32_t> View::source(std::string_view file) const {
  for (std::uint32_t i = 0; i <= texts.trees.size(); ++i)
    if (texts.sources.name(i) == file) return i;
  return std::nullopt;
}

const tree::File* View::tree(std::uint32_t source) const {
  return source == 0 ? nullptr : &texts.trees[source - 1];
}

const Book& View::book(std::uint32_t source) const {
  const tree::File* file = tree(source);
  const Book* found = file ? Book::find(file->language) : nullptr;
  return found ? *found : *Book::find("en");
}

Stretch View::stretch(Span at) const {
  return {std::string(texts.sources.name(at.file)), at.begin, at.end};
}

const Occurrence* View::name_at(std::string_view file, std::uint32_t at) const {
  const auto wanted = source(file);
  if (!wanted) return nullptr;
  const Occurrence* best = nullptr;
  for (const Occurrence& one : names)
    if (one.at.file == *wanted && one.at.begin <= at && at <= one.at.end)
      if (!best || one.at.end - one.at.begin < best->at.end - best->at.begin) best = &one;
  return best;
}

}  // namespace trouw::service
