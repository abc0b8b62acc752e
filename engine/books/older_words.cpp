#include "books/older_words.h"

#include <iterator>
#include <string_view>
#include <utility>

#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// As it was written, and the words that are read in its place.
constexpr std::pair<std::string_view, std::string_view> words[] = {
    {"falls this month", "has its anniversary this month"}, {"valt deze maand", "verjaart deze maand"}};

// Everywhere but in quotes and comments.
std::string read_now(const std::string& text) {
  std::string made;
  bool quoted = false, comment = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    std::string_view before = rest.substr(0, rest.front() == '\\' ? 2 : 1), now = before;
    if (!quoted && !comment)
      for (const auto& [was, is] : words)
        if (rest.starts_with(was)) before = was, now = is;
    if (!comment && rest.front() == '"') quoted = !quoted;
    if (!quoted && rest.front() == '#') comment = true;
    if (rest.front() == '\n') quoted = comment = false;
    made += now;
    at += before.size();
  }
  return made;
}

std::string written_before(std::string text) {
  for (const auto& [was, is] : words)
    for (std::size_t at = text.find(is); at != std::string::npos; at = text.find(is, at + was.size()))
      text.replace(at, is.size(), was);
  return text;
}

}  // namespace

std::optional<Programme> load_older(const std::string& yaml, const std::vector<SourceFile>& files,
                                    const std::string& fingerprint) {
  std::vector<SourceFile> now;
  for (const SourceFile& file : files) now.push_back({file.name, read_now(file.text)});
  std::optional<Programme> programme = std::move(load_programme(yaml, now).programme);
  if (!programme || sha256(written_before(programme->canonical)) != fingerprint) return std::nullopt;
  for (Term& term : programme->terms)
    if (term.kind == TermKind::anniversary_this_month) term.kind = TermKind::falls_this_month;
  programme->fingerprint = fingerprint;
  programme->files = files;
  return programme;
}

}  // namespace trouw
