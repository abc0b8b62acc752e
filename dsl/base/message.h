// The table of messages and the one way to report one.
//
// Every code stands in messages_*.def as
//   TROUW_MESSAGE(name, number, severity, template, title, text, wrong, right)
// where the template is the sentence, with {0}, {1} … for its parts. `trouw help CODE`, the language
// reference and the coverage test read the same table.
//   T01xx text and grammar (syntax) · T02xx programme.yaml (schema) · T03xx names and types (check)
//   T04xx offers and programmes (check) · T05xx warnings and notes (check) · T06xx proof
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/source.h"
#include "trouw/diagnostic.h"

namespace trouw {

enum class Message : int {
#define TROUW_MESSAGE(name, number, severity, sentence, title, text, wrong, right) name = number,
#include "base/messages.def"
#undef TROUW_MESSAGE
};

// Collects the diagnostics of one run. Not thread-safe. Two errors at one place are one mistake: the first
// reported stays (INVARIANT: no two errors with the same file, line and column). Nor is anything said that
// only follows from a mistake of the text on the same line.
class Reporter {
 public:
  explicit Reporter(const Sources* sources = nullptr) : sources_(sources) {}

  // Reports at a span of the sources, or at a place made elsewhere (YAML). `parts` fill {0}, {1} ….
  // The result is valid until the next report; its help and related places may be filled in.
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts = {});
  Diagnostic& report(Message message, Place at, std::initializer_list<std::string> parts = {});
  // For a file or folder as a whole.
  Diagnostic& report_file(Message message, std::string file, std::initializer_list<std::string> parts = {});

  // What the reports from now on are about, named at the head of each sentence: `offer “Welcome discount”`.
  // Empty: nothing in particular. Returns what it was.
  std::string about(std::string subject) { return std::exchange(subject_, std::move(subject)); }

  Related related(Span at, std::string role) const { return {sources_->place(at), std::move(role)}; }
  const Sources& sources() const { return *sources_; }
  const Diagnostics& diagnostics() const { return diagnostics_; }
  Diagnostics take() { return std::move(diagnostics_); }
  bool failed() const { return errors_ > 0; }
  // With those left unsaid because they only follow from another.
  std::size_t errors() const { return errors_; }

 private:
  bool follows_on(Message message, const Diagnostic& made) const;

  const Sources* sources_;
  std::string subject_;
  Diagnostics diagnostics_;
  Diagnostic dropped_;  // what a repeated report fills in
  std::size_t errors_ = 0;
};

// The nearest of `names` to `word` (edit distance with transpositions, case folded, at most a third of its
// length), or empty. Ties: the first.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

// “name”: how messages quote the author's words. A very long one is cut.
std::string quoted(std::string_view word);

}  // namespace trouw
