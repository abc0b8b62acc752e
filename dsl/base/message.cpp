#include "base/message.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "trouw/ensure.h"

namespace trouw {

namespace {

struct Entry {
  Message message;
  int number;
  Severity severity;
  const char* sentence;
  const char* title;
  const char* text;
  const char* wrong;
  const char* right;
};

constexpr Entry entries[] = {
#define TROUW_MESSAGE(name, number, severity, sentence, title, text, wrong, right) \
  {Message::name, number, Severity::severity, sentence, title, text, wrong, right},
#include "base/messages.def"
#undef TROUW_MESSAGE
};

const Entry& entry(Message message) {
  const auto found = std::find_if(std::begin(entries), std::end(entries),
                                  [&](const Entry& e) { return e.message == message; });
  ensure(found != std::end(entries), "a message without an entry");
  return *found;
}

std::string code_of(const Entry& entry) {
  return fmt::format("T{:04}", entry.number);
}

std::string sentence(const Entry& entry, std::initializer_list<std::string> parts) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& part : parts) store.push_back(part);
  return fmt::vformat(entry.sentence, store);
}

constexpr std::size_t limits_of_search = 200;  // bytes of a word that is compared with others

std::string folded(std::string_view word) {
  std::string result(word);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

// Damerau-Levenshtein (optimal string alignment) over bytes.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

Diagnostic& Reporter::report(Message message, Span at, std::initializer_list<std::string> parts) {
  return report(message, sources_->place(at), parts);
}

// What cannot be read after a mistake of the text on its line, and what is wrong with the very words that
// hold one.
bool Reporter::follows_on(Message message, const Diagnostic& made) const {
  const bool vague = message == Message::not_understood || message == Message::not_understood_after ||
                     message == Message::ends_early || message == Message::missing_and;
  const bool meaning = static_cast<int>(message) >= 300;
  if (made.place.line == 0 || !(vague || meaning || message == Message::stray_mark)) return false;
  const int begin = made.place.column, end = begin + made.place.length;
  return std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) {
    if (d.place.line != made.place.line || d.place.file != made.place.file || d.code.rfind("T01", 0) != 0)
      return false;
    if (message == Message::stray_mark) return d.message == made.message;
    return vague || (d.place.column < end && begin < d.place.column + d.place.length);
  });
}

Diagnostic& Reporter::report(Message message, Place at, std::initializer_list<std::string> parts) {
  const Entry& found = entry(message);
  Diagnostic made{code_of(found), found.severity, sentence(found, parts), std::move(at), {}, {}};
  if (!subject_.empty()) made.message = fmt::format("{}: {}", subject_, made.message);
  const bool follows = follows_on(message, made);
  const bool repeated =
      follows || std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) {
        return d.place.file == made.place.file && d.place.line == made.place.line &&
               d.place.column == made.place.column &&
               (d.message == made.message ||
                (made.place.line > 0 && d.severity == Severity::error && made.severity == Severity::error));
      });
  if (made.severity == Severity::error && (follows || !repeated)) ++errors_;
  Diagnostic& kept = repeated ? dropped_ : diagnostics_.emplace_back();
  kept = std::move(made);
  return kept;
}

Diagnostic& Reporter::report_file(Message message, std::string file,
                                  std::initializer_list<std::string> parts) {
  Place place;
  place.file = std::move(file);
  return report(message, std::move(place), parts);
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

namespace {

// "  --> file:3:5", the line and the underline with its role.
std::string shown(const Place& place, std::string_view role) {
  std::string where = place.file;
  if (place.line > 0) where += fmt::format(":{}:{}", place.line, place.column);
  std::string text = fmt::format("  --> {}\n", where);
  if (place.line == 0) return text;
  std::string gutter(std::to_string(place.line).size(), ' ');
  std::string under;
  int column = 1;
  for (const char c : place.source_line) {
    if (column >= place.column) break;
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
    under += c == '\t' ? '\t' : ' ';
    ++column;
  }
  text += fmt::format("   {} | {}\n", place.line, place.source_line);
  text +=
      fmt::format("   {} | {}{}{}{}\n", gutter, under,
                  std::string(static_cast<std::size_t>(place.length), '^'), role.empty() ? "" : " ", role);
  return text;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  std::string text =
      fmt::format("{}[{}]: {}\n", severity_name(diagnostic.severity), diagnostic.code, diagnostic.message);
  if (!diagnostic.place.file.empty()) text += shown(diagnostic.place, "");
  for (const Related& related : diagnostic.related) text += shown(related.place, related.role);
  if (!diagnostic.help.empty()) text += fmt::format("   help: {}\n", diagnostic.help);
  return text;
}

std::vector<Explanation> explanations() {
  std::vector<Explanation> all;
  for (const Entry& e : entries) all.push_back({code_of(e), e.severity, e.title, e.text, e.wrong, e.right});
  std::sort(all.begin(), all.end(),
            [](const Explanation& a, const Explanation& b) { return a.code < b.code; });
  return all;
}

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  if (word.size() > limits_of_search) return {};
  const std::string wanted = folded(word);
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string found;
  for (const std::string& name : names) {
    if (name.size() > limits_of_search) continue;
    const std::size_t d = distance(wanted, folded(name));
    if (d < best) {
      best = d;
      found = name;
    }
  }
  return found;
}

std::string quoted(std::string_view word) {
  constexpr std::size_t longest = 200;  // bytes; what is longer is cut between two characters
  std::size_t end = std::min(word.size(), longest);
  while (end < word.size() && end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  return "“" + std::string(word.substr(0, end)) + (end < word.size() ? "…”" : "”");
}

}  // namespace trouw
