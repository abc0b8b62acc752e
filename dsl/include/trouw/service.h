// The language as an editor meets it: a programme while it is being written. Unsaved text in; diagnostics,
// completions, the meaning of a place and edits out. Nothing here reads or writes a file, and nothing is
// guessed: what cannot be told from the text is left out.
//
//   trouw::service::Draft draft;
//   draft.put("programme.yaml", yaml);
//   draft.put("offers.trouw", text);
//   for (const trouw::Diagnostic& found : draft.diagnostics()) …
//   for (const trouw::service::Completion& one : draft.completions("offers.trouw", cursor)) …
//
// Places are bytes of a text, at the beginning of a character. A place beyond a text, or in a file that is
// not there, has no answer: the result is empty. Any text is welcome: half a statement, bytes that are no
// UTF-8, megabytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trouw/diagnostic.h"
#include "trouw/programme.h"

namespace trouw::service {

// Bytes [begin, end) of a file's text.
struct Stretch {
  std::string file;
  std::uint32_t begin = 0, end = 0;
  bool operator==(const Stretch&) const = default;
};

struct Edit {
  Stretch at;
  std::string text;  // instead of it
};

// Edits that mend a message. Every one that is offered was tried: with it the text has this mistake no
// longer, no other in its place, and fewer in all.
struct Fix {
  std::string title;  // "Write “offer”"
  std::vector<Edit> edits;
};

enum class CompletionKind : std::uint8_t { keyword, field, definition, choice, title, perk, value, key };

// One way to go on. `snippet` has places to fill in, as the Language Server Protocol writes them: ${1:12
// months}; `text` is the same without them.
struct Completion {
  CompletionKind kind = CompletionKind::keyword;
  std::string label;
  std::string detail;  // a line: what it is
  std::string text, snippet;
  Stretch replaces;  // what was typed of it
};

// What stands at a place, in Markdown.
struct Meaning {
  Stretch at;
  std::string text;
};

enum class TokenKind : std::uint8_t {
  keyword,
  title,
  text,
  number,
  comment,
  field,
  definition,
  choice,
  unknown_name
};

struct Token {
  TokenKind kind = TokenKind::keyword;
  std::uint32_t begin = 0, end = 0;
};

// A statement, for an outline. `kind` is its English keyword: "offer", "define", …
struct Outline {
  std::string kind;
  std::string name;    // title or name; a statement without one: its first line
  std::string detail;  // an offer: whom it is for
  Stretch whole, head;
  std::vector<Outline> parts;  // an offer's clauses
};

// A remark behind a place that the text does not say itself.
struct Hint {
  std::string file;
  std::uint32_t at = 0;
  std::string text;
};

// One clause of an offer as its author wrote it, for a form.
struct CardClause {
  std::string kind;  // "runs", "when", "unless", "give", "give by", "match", "limit", "tell", …
  std::string text;  // without its line end
  Stretch at;
};

// An offer as a form reads it.
struct Card {
  std::string title;
  std::string audience;  // "customers", in English whatever the file's language
  std::string language;  // of its file
  bool whole = true;     // false: a part of it could not be read
  Stretch at, title_at, audience_at;
  std::vector<CardClause> clauses;
};

// A renaming, or why it cannot be: one of the two is empty.
struct Renaming {
  std::vector<Edit> edits;
  std::string refused;  // a sentence
};

// A programme as it stands on the screen. Questions are answered from the texts as they are now; they are
// read anew once after a change, wholly, in time that grows with the texts. Not thread-safe.
class Draft {
 public:
  // `folder` is put before the names of files in diagnostics; empty: names are shown as they are.
  Draft();
  Draft(Draft&&) noexcept;
  Draft& operator=(Draft&&) noexcept;
  ~Draft();

  static constexpr std::string_view yaml_name = "programme.yaml";

  // Sets a text. Names are paths below the programme's folder; files count in the order of their names.
  void put(const std::string& name, std::string text);
  void remove(const std::string& name);
  bool has(const std::string& name) const;
  const std::string& text(const std::string& name) const;  // REQUIRES has(name)
  std::vector<std::string> names() const;                  // in order, programme.yaml first

  const Diagnostics& diagnostics() const;
  // The bytes that a message's place, or a place of the programme, stands for; the file as a whole is its
  // beginning.
  Stretch stretch(const Place& place) const;
  // The programme of the texts as they are, or none where they hold a mistake.
  std::shared_ptr<const Programme> programme() const;
  // The last one without a mistake, which may be older than the texts; none so far: null.
  std::shared_ptr<const Programme> last_sound() const;
  // programme.yaml as far as it could be read.
  const Schema& schema() const;

  std::vector<Fix> fixes(const Diagnostic& diagnostic) const;
  std::vector<Completion> completions(const std::string& file, std::uint32_t at) const;
  std::optional<Meaning> meaning(const std::string& file, std::uint32_t at) const;
  // Where the name at a place is declared, and every place that says it, the declaration first.
  std::optional<Stretch> definition(const std::string& file, std::uint32_t at) const;
  std::vector<Stretch> references(const std::string& file, std::uint32_t at) const;
  // What rename() would change there.
  std::optional<Stretch> renameable(const std::string& file, std::uint32_t at) const;
  // Offers and definitions. A renamed offer keeps its history: `formerly` is written where it is missing.
  Renaming rename(const std::string& file, std::uint32_t at, const std::string& name) const;
  // The whole text laid out; none where it holds a mistake.
  std::optional<std::string> formatted(const std::string& file) const;
  std::vector<Token> tokens(const std::string& file) const;
  std::vector<Outline> outline(const std::string& file) const;
  std::vector<Hint> hints(const std::string& file) const;
  std::vector<Card> cards(const std::string& file) const;
  // The human language that a file of offers is written in: "en", "nl".
  std::string language(const std::string& file) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw::service
