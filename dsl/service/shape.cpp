// How a text is built: its words by kind, its statements, its offers as forms, and remarks beside them.
#include <algorithm>

#include "format/format.h"
#include "service/places.h"
#include "service/view.h"
#include "syntax/lexer.h"

namespace trouw::service {

namespace {

TokenKind kind_of(NameKind kind) {
  switch (kind) {
    case NameKind::offer:
    case NameKind::perk:
      return TokenKind::title;
    case NameKind::definition:
      return TokenKind::definition;
    case NameKind::field:
      return TokenKind::field;
    case NameKind::choice:
      return TokenKind::choice;
    case NameKind::text:
      return TokenKind::text;
    case NameKind::unknown:
      return TokenKind::unknown_name;
  }
  return TokenKind::unknown_name;
}

std::optional<TokenKind> kind_of(const trouw::Token& token, const Book& book) {
  using K = trouw::TokenKind;
  switch (token.kind) {
    case K::word:
    case K::tail_word:
      return book.keyword(token.text) ? TokenKind::keyword : TokenKind::unknown_name;
    case K::bracketed:
      return TokenKind::unknown_name;
    case K::integer:
    case K::number:
    case K::percent:
    case K::money:
    case K::symbol:
    case K::date:
      return TokenKind::number;
    case K::text:
      return TokenKind::text;
    case K::sign:
      return TokenKind::keyword;
    default:
      return std::nullopt;
  }
}

constexpr const char* audiences[] = {"newcomers", "customers", "returners", "everyone"};

const char* clause_kind(const tree::Clause& clause) {
  constexpr const char* kinds[] = {"runs",  "runs",     "when",  "give", "give by", "match",
                                   "limit", "hold out", "claim", "tell", "because", "formerly"};
  static_assert(std::variant_size_v<tree::Clause> == std::size(kinds));
  if (const auto* when = std::get_if<tree::When>(&clause); when && when->unless) return "unless";
  return kinds[clause.index()];
}

const char* statement_kind(const tree::Statement& statement) {
  constexpr const char* kinds[] = {"offer", "define", "combine", "always", "never", "guarantee", "example"};
  static_assert(std::variant_size_v<tree::Statement> == std::size(kinds));
  return kinds[statement.index()];
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of("\r\n")));
}

Span span_of(const tree::Clause& clause) {
  return std::visit([](const auto& one) { return one.at; }, clause);
}

// Where the head of an offer names its audience.
Stretch audience_at(const View& view, const tree::Offer& offer) {
  std::uint32_t end = offer.at.end;
  for (const tree::Clause& clause : offer.clauses) end = std::min(end, span_of(clause).begin);
  const std::string_view text = view.texts.sources.text({offer.at.file, offer.title.at.end, end});
  constexpr Phrase phrases[] = {Phrase::newcomers, Phrase::customers, Phrase::returners, Phrase::everyone};
  const std::string words = view.book(offer.at.file).write(phrases[static_cast<std::size_t>(offer.audience)]);
  const std::size_t found = text.find(words);
  if (found == std::string_view::npos) return {};
  const auto begin = static_cast<std::uint32_t>(offer.title.at.end + found);
  return view.stretch({offer.at.file, begin, begin + static_cast<std::uint32_t>(words.size())});
}

Outline of(const View& view, const tree::Statement& statement) {
  const Span at = std::visit([](const auto& one) { return one.at; }, statement);
  Outline made{statement_kind(statement),
               first_line(view.texts.sources.text(at)),
               "",
               view.stretch(at),
               view.stretch(at),
               {}};
  if (const auto* offer = std::get_if<tree::Offer>(&statement)) {
    made.name = offer->title.text;
    made.detail = audiences[static_cast<std::size_t>(offer->audience)];
    made.head = view.stretch(offer->title.at);
    for (const tree::Clause& clause : offer->clauses) {
      const Stretch whole = view.stretch(span_of(clause));
      made.parts.push_back(
          {clause_kind(clause), first_line(view.texts.sources.text(span_of(clause))), "", whole, whole, {}});
    }
  } else if (const auto* define = std::get_if<tree::Define>(&statement)) {
    made.name = define->name.text;
    made.head = view.stretch(define->name.at);
  } else if (const auto* example = std::get_if<tree::Example>(&statement)) {
    made.name = example->title.text;
    made.head = view.stretch(example->title.at);
  }
  return made;
}

Card card_of(const View& view, const tree::Offer& offer, const std::string& language) {
  Card card;
  card.title = offer.title.text;
  card.audience = audiences[static_cast<std::size_t>(offer.audience)];
  card.language = language;
  card.whole = !offer.broken;
  card.at = view.stretch(offer.at);
  card.title_at = view.stretch(offer.title.at);
  card.audience_at = audience_at(view, offer);
  for (const tree::Clause& clause : offer.clauses)
    card.clauses.push_back({clause_kind(clause), std::string(view.texts.sources.text(span_of(clause))),
                            view.stretch(span_of(clause))});
  return card;
}

}  // namespace

std::vector<Token> tokens(const View& view, std::uint32_t source) {
  const tree::File* file = view.tree(source);
  if (!file) return {};
  const std::string_view text = view.texts.sources.text(source);
  Reporter reporter(&view.texts.sources);
  Lexed lexed = lex({source, 0, static_cast<std::uint32_t>(text.size())}, reporter);
  const Book& book = view.book(source);
  classify(lexed, book, reporter);
  std::vector<Token> all;
  for (const Occurrence& name : view.names)
    if (name.at.file == source && name.kind != NameKind::unknown)
      all.push_back({kind_of(name.kind), name.at.begin, name.at.end});
  std::sort(all.begin(), all.end(), [](const Token& a, const Token& b) { return a.begin < b.begin; });
  const std::size_t names = all.size();
  std::size_t name = 0;
  for (const trouw::Token& token : lexed.tokens) {
    while (name < names && all[name].end <= token.at.begin) ++name;
    if (name < names && all[name].begin < token.at.end) continue;  // part of a name
    if (const auto kind = kind_of(token, book)) all.push_back({*kind, token.at.begin, token.at.end});
  }
  for (const tree::Comment& comment : lexed.comments)
    all.push_back({TokenKind::comment, comment.at.begin, comment.at.end});
  std::sort(all.begin(), all.end(), [](const Token& a, const Token& b) { return a.begin < b.begin; });
  return all;
}

std::vector<Outline> outline(const View& view, std::uint32_t source) {
  std::vector<Outline> all;
  if (const tree::File* file = view.tree(source))
    for (const tree::Statement& statement : file->statements) all.push_back(of(view, statement));
  return all;
}

std::vector<Card> cards(const View& view, std::uint32_t source) {
  std::vector<Card> all;
  if (const tree::File* file = view.tree(source))
    for (const tree::Statement& statement : file->statements)
      if (const auto* offer = std::get_if<tree::Offer>(&statement))
        all.push_back(card_of(view, *offer, file->language));
  return all;
}

std::vector<Hint> hints(const View& view, std::uint32_t source) {
  std::vector<Hint> all;
  const tree::File* file = view.tree(source);
  if (!file || !view.programme) return all;
  const std::string name(view.texts.sources.name(source));
  for (const Offer& offer : view.programme->offers) {
    if (offer.place.file != name) continue;
    const std::string_view text = view.texts.sources.text(source);
    const std::size_t end =
        std::min(text.find_first_of("\r\n", stretch_of(offer.place, text).end), text.size());
    std::string said = occasion_text(view.programme->schema, offer, view.book(source));
    all.push_back({name, static_cast<std::uint32_t>(end), std::move(said)});
  }
  return all;
}

}  // namespace trouw::service
