#include "syntax/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/limits.h"
#include "syntax/lexer.h"
#include "syntax/mistakes.h"
#include "syntax/scan.h"
#include "syntax/spelling.h"

namespace trouw {

namespace {

using Tokens = std::vector<Token>;

constexpr int most_mends = 10;  // of one part

Span span_of(const Tokens& tokens) {
  return join(tokens.front().at, tokens.back().at);
}

class Reader {
 public:
  Reader(Lexed& lexed, const Book& book, Reporter& reporter)
      : lexed_(lexed), book_(book), reporter_(reporter) {}

  // Reads a part, mending what can be mended; `rest` gets a clause that turned out to begin inside it.
  template <typename T>
  bool read_part(Tokens& part, const Setting& setting, T& value, Tokens* rest = nullptr) {
    const bool holds_bad = spoiled(part);
    for (int attempt = 0; attempt < most_mends; ++attempt) {
      const ReadOutcome outcome = read({part.data(), part.data() + part.size()}, book_, value);
      if (outcome.read) {
        explain_read(outcome, setting, book_, reporter_);
        return true;
      }
      if (holds_bad) return false;
      ++explained_;
      const Mend mend = explain(part, outcome, setting, book_, lexed_, reporter_);
      if (mend.cut && rest) {
        rest->assign(part.begin() + static_cast<std::ptrdiff_t>(*mend.cut), part.end());
        part.resize(*mend.cut);
      }
      if (!mend.again) return false;
    }
    return false;
  }

  bool tired() const { return explained_ >= most_errors; }

  // One statement, which begins with its starter.
  void statement(Tokens tokens, tree::File& file) {
    if (!within_limits(tokens)) return;
    const std::string_view first = tokens.front().text;
    if (first == book_.word(Phrase::offer)) return offer(tokens, file);
    if (first == book_.word(Phrase::example)) return example(tokens, file);
    tree::Statement made;
    if (read_part(tokens, {}, made)) file.statements.push_back(std::move(made));
  }

 private:
  static bool spoiled(const Tokens& part) {
    return std::any_of(part.begin(), part.end(), [](const Token& t) { return t.kind == TokenKind::bad; });
  }

  bool within_limits(const Tokens& tokens) {
    if (tokens.size() > limits::statement_tokens) {
      reporter_
          .report(Message::statement_too_long, tokens.front().at,
                  {fmt::format("{}", limits::statement_tokens)})
          .help = "divide it into smaller ones";
      return false;
    }
    if (const Token* deep = too_deep(tokens, book_)) {
      reporter_.report(Message::nested_too_deep, deep->at, {fmt::format("{}", limits::nesting)}).help =
          "give parts of the condition a name with define";
      return false;
    }
    return true;
  }

  static std::string title_in(const Tokens& head) {
    return head.size() > 1 && head[1].kind == TokenKind::text ? std::string(head[1].text) : "";
  }

  void offer(const Tokens& tokens, tree::File& file) {
    std::deque<Tokens> parts;
    for (Tokens& part : cut(tokens, Group::clause, book_)) parts.push_back(std::move(part));
    tree::Offer made;
    Tokens rest;
    const std::size_t errors = reporter_.errors();
    const bool headed = read_part(parts.front(), {}, made, &rest);
    if (!headed) made = tree::Offer();
    if (!headed && title_in(parts.front()).empty()) return unread_clauses(parts);
    if (!headed) made.title = {title_in(parts.front()), parts.front()[1].at};
    parts.pop_front();
    if (!rest.empty()) parts.push_front(std::move(rest));
    const Setting setting{Group::clause, made.title.text};
    while (!parts.empty()) {
      Tokens part = std::move(parts.front());
      parts.pop_front();
      rest.clear();
      tree::Clause clause;
      if (read_part(part, setting, clause, &rest)) made.clauses.push_back(std::move(clause));
      if (!rest.empty()) parts.push_front(std::move(rest));
    }
    made.broken = reporter_.errors() > errors || spoiled(tokens);
    made.at = span_of(tokens);
    file.statements.emplace_back(std::move(made));
  }

  // The clauses of an offer without a title are looked through for mistakes of their own.
  void unread_clauses(std::deque<Tokens>& parts) {
    for (std::size_t i = 1; i < parts.size(); ++i) {
      tree::Clause clause;
      Tokens rest;
      read_part(parts[i], {Group::clause, ""}, clause, &rest);
    }
  }

  void example(const Tokens& tokens, tree::File& file) {
    std::vector<Tokens> parts = cut(tokens, Group::expect, book_);
    tree::Example made;
    bool complete = read_part(parts.front(), {}, made);
    const Setting setting{Group::expect, title_in(parts.front())};
    for (std::size_t i = 1; i < parts.size(); ++i) {
      tree::Expect expect;
      if (read_part(parts[i], setting, expect))
        made.expects.push_back(std::move(expect));
      else
        complete = false;
    }
    made.at = span_of(tokens);
    if (complete) file.statements.emplace_back(std::move(made));
  }

  Lexed& lexed_;
  const Book& book_;
  Reporter& reporter_;
  std::size_t explained_ = 0;
};

// A message without a language is in that of its file, and one in that language need not say so.
void note_spoken(tree::File& file) {
  for (tree::Statement& statement : file.statements)
    if (auto* offer = std::get_if<tree::Offer>(&statement))
      for (tree::Clause& clause : offer->clauses)
        if (auto* tell = std::get_if<tree::Tell>(&clause)) {
          tell->spoken = tell->language.empty() ? file.language : tell->language;
          if (tell->spoken == file.language) tell->language.clear();
        }
}

}  // namespace

tree::File parse(std::uint32_t source, Reporter& reporter) {
  tree::File file;
  file.source = source;
  const Span all{source, 0, static_cast<std::uint32_t>(reporter.sources().text(source).size())};
  if (reporter.sources().text(source).size() > limits::file_bytes) {
    reporter
        .report_file(Message::file_too_big, std::string(reporter.sources().name(source)),
                     {fmt::format("{}", limits::file_bytes >> 20)})
        .help = "divide it into several files";
    return file;
  }
  Lexed lexed = lex(all, reporter);
  const Book* book = language_of(lexed, reporter);
  classify(lexed, *book, reporter);
  mend_starters(lexed, *book, reporter);
  Reader reader(lexed, *book, reporter);
  std::vector<Tokens> statements = cut(lexed.tokens, Group::statement, *book);
  report_unknown_beginning(statements.front(), *book, reporter);
  for (std::size_t i = 1; i < statements.size() && !reader.tired(); ++i)
    reader.statement(std::move(statements[i]), file);
  file.language = book->language();
  note_spoken(file);
  file.comments = std::move(lexed.comments);
  return file;
}

std::optional<tree::Condition> parse_condition(Span at, Reporter& reporter) {
  const std::size_t before = reporter.errors();
  Lexed lexed = lex(at, reporter);
  const Book& book = *Book::find("en");
  classify(lexed, book, reporter);
  if (lexed.tokens.empty()) {
    if (reporter.errors() == before)
      reporter.report(Message::ends_early, at, {"the condition"}).help =
          "write a condition, such as status is active";
    return std::nullopt;
  }
  if (const Token* deep = too_deep(lexed.tokens, book)) {
    reporter.report(Message::nested_too_deep, deep->at, {fmt::format("{}", limits::nesting)}).help =
        "write a simpler condition";
    return std::nullopt;
  }
  tree::Condition condition;
  const bool read = Reader(lexed, book, reporter).read_part(lexed.tokens, {Group::condition, ""}, condition);
  if (!read || reporter.errors() != before) return std::nullopt;
  return condition;
}

}  // namespace trouw
