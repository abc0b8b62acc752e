// What may stand at the cursor: the grammar's own answer, filled with the names of the programme.
#include <algorithm>
#include <array>
#include <utility>

#include "service/snippets.h"
#include "service/unfinished.h"
#include "service/view.h"
#include "syntax/name.h"

namespace trouw::service {

namespace {

constexpr std::size_t most = 400;

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view typed) {
  return text.size() >= typed.size() && std::equal(typed.begin(), typed.end(), text.begin(),
                                                   [](char a, char b) { return small(a) == small(b); });
}

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Where the cursor stands in its line.
struct Cursor {
  std::uint32_t word = 0;  // where the word begins that ends at the cursor
  std::uint32_t quote = 0;
  bool in_quotes = false, in_comment = false, line_empty = true, indented = false;
};

Cursor cursor_in(std::string_view text, std::uint32_t at) {
  Cursor cursor;
  std::uint32_t line = at;
  while (line > 0 && text[line - 1] != '\n') --line;
  for (std::uint32_t i = line; i < at && !cursor.in_comment; ++i) {
    if (text[i] == '\\' && cursor.in_quotes) {
      ++i;
    } else if (text[i] == '"') {
      cursor.in_quotes = !cursor.in_quotes;
      cursor.quote = i;
    } else if (text[i] == '#' && !cursor.in_quotes) {
      cursor.in_comment = true;
    }
  }
  cursor.word = at;
  while (cursor.word > line && in_word(text[cursor.word - 1])) --cursor.word;
  for (std::uint32_t i = line; i < cursor.word; ++i)
    if (text[i] != ' ' && text[i] != '\t') cursor.line_empty = false;
  cursor.indented = cursor.word > line;
  return cursor;
}

// What phrases a field of a type takes; those of no list fit every type.
bool fits(Phrase phrase, Type type, bool optional) {
  constexpr std::array dates = {Phrase::within_next,     Phrase::within_last,   Phrase::at_least_ago,
                                Phrase::at_most_ago,     Phrase::more_than_ago, Phrase::less_than_ago,
                                Phrase::at_least_ahead,  Phrase::at_most_ahead, Phrase::more_than_ahead,
                                Phrase::less_than_ahead, Phrase::on_or_before,  Phrase::on_or_after,
                                Phrase::before,          Phrase::after};
  constexpr std::array sizes = {Phrase::at_least, Phrase::at_most, Phrase::more_than, Phrase::less_than};
  constexpr std::array lists = {Phrase::one_of, Phrase::none_of};
  const auto in = [phrase](const auto& all) {
    return std::find(all.begin(), all.end(), phrase) != all.end();
  };
  const bool named = type == Type::choice || type == Type::text;
  if (phrase == Phrase::is_known || phrase == Phrase::is_unknown) return optional;
  if (in(dates)) return type == Type::date;
  if (in(sizes)) return !named && type != Type::yes_no && type != Type::date;
  if (in(lists)) return named || type == Type::whole;
  if (phrase == Phrase::between) return !named && type != Type::yes_no;
  return true;
}

class Completer {
 public:
  Completer(const View& view, std::uint32_t source, std::uint32_t at)
      : view_(view),
        schema_(view.texts.schema),
        text_(view.texts.sources.text(source)),
        file_(view.texts.sources.name(source)),
        at_(at),
        cursor_(cursor_in(text_, at)) {}

  std::vector<Completion> run() {
    if (cursor_.in_comment) return {};
    if (cursor_.in_quotes) return in_quotes(), std::move(found_);
    const Unfinished before(text_, cursor_.word);
    book_ = &before.book();
    from_ = cursor_.word;
    const bool line_begins = cursor_.line_empty && (before.complete() || before.part().empty());
    if (!line_begins || cursor_.indented) expected(before);
    names_in_full(before);
    if (before.complete() && cursor_.line_empty) beginnings(before);
    return std::move(found_);
  }

 private:
  std::string_view typed() const { return text_.substr(from_, at_ - from_); }

  void add(Completion made) {
    if (found_.size() >= most || !begins_with(made.label, typed())) return;
    const auto same = [&](const Completion& one) { return one.label == made.label && one.kind == made.kind; };
    if (std::any_of(found_.begin(), found_.end(), same)) return;
    made.replaces = {std::string(file_), from_, at_};
    if (made.text.empty()) made.text = made.label;
    if (made.snippet.empty()) made.snippet = escaped_snippet(made.text);
    found_.push_back(std::move(made));
  }

  // What the grammar expects.
  void expected(const Unfinished& before) {
    const std::string field = before.compared_field(schema_);
    for (const Expected& one : before.expected()) {
      if (one.word && one.pattern)
        phrases(one, before);
      else if (one.word && in_word(one.text.empty() ? ' ' : one.text.front()))
        add({CompletionKind::keyword, std::string(one.text), "", "", "", {}});
      else if (!one.word)
        slot(one.text, field, before);
    }
  }

  // Every phrase that goes on from here with this word.
  void phrases(const Expected& expected, const Unfinished& before) {
    const auto field = schema_.find(left_of(before));
    for (std::size_t number = 0; number < phrase_table().size(); ++number) {
      const auto phrase = static_cast<Phrase>(number);
      for (const Pattern& pattern : book_->patterns(phrase)) {
        if (!goes_on_alike(pattern, *expected.pattern, expected.piece)) continue;
        const bool condition = phrase_table()[number].group == "condition";
        if (condition && field && !fits(phrase, schema_.fields[*field].type, schema_.fields[*field].optional))
          continue;
        const Snippet made = snippet_of(*book_, phrase, pattern, expected.piece, schema_);
        add({CompletionKind::keyword,
             made.label,
             std::string(phrase_table()[number].meaning),
             made.text,
             made.snippet,
             {}});
        break;
      }
    }
  }

  static bool goes_on_alike(const Pattern& pattern, const Pattern& read, std::size_t piece) {
    if (pattern.size() <= piece || pattern[piece].slot >= 0 || pattern[piece].word != read[piece].word)
      return false;
    for (std::size_t i = 0; i < piece; ++i)
      if ((pattern[i].slot >= 0) != (read[i].slot >= 0) || pattern[i].word != read[i].word) return false;
    return true;
  }

  // The field that stands just before the cursor, or before the comparison that was begun there.
  std::string left_of(const Unfinished& before) const {
    const std::string begun = before.compared_field(schema_);
    if (!begun.empty()) return begun;
    const std::uint32_t run = before.run_begin();
    std::string_view words = text_.substr(run, cursor_.word - run);
    while (!words.empty() && (words.back() == ' ' || words.back() == '\t')) words.remove_suffix(1);
    return std::string(words);
  }

  void slot(std::string_view shown, const std::string& field, const Unfinished& before) {
    const bool value = shown == "a value" || shown == "a name";
    if (value && schema_.find(field)) values_of(schema_.fields[*schema_.find(field)]);
    if (shown == "a name") names();
    if (shown == "a title in quotes") titles();
    if (shown == "a text in quotes" && before.in_offer()) perks();
    if (shown.find("money") != std::string_view::npos || shown.find("EUR") != std::string_view::npos)
      add({CompletionKind::value,
           schema_.currency + " …",
           "an amount of money",
           schema_.currency + " ",
           schema_.currency + " ${1:5}",
           {}});
    if (shown.find("percentage") != std::string_view::npos || shown.find("%") != std::string_view::npos)
      add({CompletionKind::value, "10%", "a percentage", "10%", "${1:10}%", {}});
    if (shown.find("length") != std::string_view::npos) lengths();
    if (shown.find("date") != std::string_view::npos)
      add({CompletionKind::value, "2027-01-01", "a date", "2027-01-01", "${1:2027-01-01}", {}});
  }

  void values_of(const Field& field) {
    for (const Choice& choice : field.choices)
      add({CompletionKind::choice, choice.name, "of " + field.name, written(choice.name, true), "", {}});
    if (field.type == Type::yes_no)
      for (const Phrase phrase : {Phrase::yes, Phrase::no})
        add({CompletionKind::value, book_->word(phrase), "of " + field.name, "", "", {}});
    if (field.type == Type::money)
      add({CompletionKind::value,
           schema_.currency + " …",
           "an amount of money",
           schema_.currency + " ",
           schema_.currency + " ${1:50}",
           {}});
    if (field.type == Type::months || field.type == Type::days) lengths();
    if (!field.unit.empty())
      add({CompletionKind::value,
           "… " + field.unit,
           "of " + field.name,
           "0 " + field.unit,
           "${1:0} " + escaped_snippet(field.unit),
           {}});
  }

  void lengths() {
    for (const Phrase unit : {Phrase::month_many, Phrase::year_many, Phrase::week_many, Phrase::day_many})
      add({CompletionKind::value,
           "12 " + book_->word(unit),
           "a length of time",
           "",
           "${1:12} " + book_->word(unit),
           {}});
  }

  std::string written(const std::string& name, bool after_is) const {
    return plain_name(name, *book_, after_is) ? name : "[" + name + "]";
  }

  void names() {
    for (const Field& field : schema_.fields)
      add({CompletionKind::field,
           field.name,
           std::string(type_name(field.type)),
           written(field.name, false),
           "",
           {}});
    for (const Occurrence& one : view_.names)
      if (one.kind == NameKind::definition && one.declares)
        add({CompletionKind::definition, one.name, "a definition", written(one.name, false), "", {}});
    for (const Phrase word : {Phrase::tenure, Phrase::today})
      add({CompletionKind::keyword, book_->word(word), "", "", "", {}});
  }

  // Names of several words, of which some were typed.
  void names_in_full(const Unfinished& before) {
    const std::uint32_t run = before.run_begin();
    if (run == cursor_.word) return;
    const Unfinished earlier(text_, run);
    const std::uint32_t kept = std::exchange(from_, run);
    const std::string field = earlier.compared_field(schema_);
    for (const Expected& one : earlier.expected()) {
      const bool value = !one.word && (one.text == "a name" || one.text == "a value");
      if (value && schema_.find(field)) values_of(schema_.fields[*schema_.find(field)]);
      if (!one.word && one.text == "a name") names();
    }
    from_ = kept;
  }

  void titles() {
    for (const Occurrence& one : view_.names)
      if (one.kind == NameKind::offer && one.declares)
        quoted_text(CompletionKind::title, one.name, "an offer");
  }
  void perks() {
    for (const Perk& perk : schema_.perks) quoted_text(CompletionKind::perk, perk.name, "a perk");
  }
  void quoted_text(CompletionKind kind, const std::string& words, const std::string& detail) {
    std::string text = "\"";
    for (const char c : words) text += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
    add({kind, (cursor_.in_quotes ? "\"" : "") + words, detail, text + "\"", "", {}});
  }

  // Whether the title at the cursor is a new one.
  bool names_anew(const Unfinished& before) const {
    const std::vector<trouw::Token>& part = before.part();
    return !part.empty() && (is_word(part.front(), book_->word(Phrase::offer)) ||
                             is_word(part.front(), book_->word(Phrase::formerly)));
  }

  void in_quotes() {
    const Unfinished before(text_, cursor_.quote);
    book_ = &before.book();
    from_ = cursor_.quote;
    for (const Expected& one : before.expected()) {
      if (one.word) continue;
      if (one.text == "a title in quotes" && !names_anew(before)) titles();
      if (one.text == "a text in quotes" && before.in_offer()) perks();
    }
    // What is shown is the title itself; the quote that was typed goes with it.
    for (Completion& one : found_) {
      one.label.erase(0, 1);
      const std::size_t end = text_.find_first_of("\"\n", at_);
      if (end != std::string_view::npos && text_[end] == '"' && end == at_)
        one.replaces.end = static_cast<std::uint32_t>(end + 1);
    }
  }

  // Clauses and statements that may begin on this line.
  void beginnings(const Unfinished& before) {
    if (before.in_offer()) every("clause");
    if (before.in_example()) every("expect");
    every("statement");
  }
  void every(std::string_view group) {
    for (std::size_t number = 0; number < phrase_table().size(); ++number) {
      if (phrase_table()[number].group != group) continue;
      const auto phrase = static_cast<Phrase>(number);
      const Snippet made = snippet_of(*book_, phrase, book_->patterns(phrase).front(), 0, schema_);
      add({CompletionKind::keyword,
           made.label,
           std::string(phrase_table()[number].meaning),
           made.text,
           made.snippet,
           {}});
    }
  }

  const View& view_;
  const Schema& schema_;
  std::string_view text_, file_;
  std::uint32_t at_;
  Cursor cursor_;
  const Book* book_ = nullptr;
  std::uint32_t from_ = 0;
  std::vector<Completion> found_;
};

}  // namespace

std::vector<Completion> completions(const View& view, std::uint32_t source, std::uint32_t at) {
  if (at > view.texts.sources.text(source).size()) return {};
  return Completer(view, source, at).run();
}

}  // namespace trouw::service
