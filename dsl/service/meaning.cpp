// What stands at a place, in Markdown.
#include <fmt/format.h>

#include <algorithm>

#include "format/layout.h"
#include "service/view.h"
#include "syntax/lexer.h"

namespace trouw::service {

namespace {

bool dutch(const Book& book) {
  return book.language() == "nl";
}

std::string length(std::int64_t months, std::int64_t days, const Book& book) {
  const std::int64_t count = months > 0 ? months : days;
  const Phrase one = months > 0 ? Phrase::month_one : Phrase::day_one;
  const Phrase many = months > 0 ? Phrase::month_many : Phrase::day_many;
  return std::to_string(count) + " " + book.word(count == 1 ? one : many);
}

std::string shown(const Schema& schema, const Field& field, std::int64_t value) {
  switch (field.type) {
    case Type::yes_no:
      return value != 0 ? "yes" : "no";
    case Type::money:
      return write_money(value, schema.currency);
    case Type::decimal:
      return format_scaled(value, field.places);
    case Type::percentage:
      return format_rate(value);
    case Type::date:
      return format_day(static_cast<Day>(value));
    case Type::choice:
      return field.choices[static_cast<std::size_t>(value)].name;
    case Type::text:
      return schema.texts[static_cast<std::size_t>(value)];
    case Type::months:
    case Type::days:
    case Type::whole:
      return std::to_string(value) + (field.unit.empty() ? "" : " " + field.unit);
  }
  return {};
}

std::string domain(const Schema& schema, const Field& field) {
  if (field.type == Type::text || field.type == Type::yes_no) return {};
  if (field.type != Type::choice)
    return shown(schema, field, field.from) + " … " + shown(schema, field, field.to);
  std::string names;
  for (const Choice& choice : field.choices) names += (names.empty() ? "" : ", ") + choice.name;
  return names;
}

std::string for_newcomers(const Schema& schema, const Field& field) {
  switch (field.for_newcomers.kind) {
    case ForNewcomers::unsaid:
      return {};
    case ForNewcomers::kept:
      return "kept";
    case ForNewcomers::unknown:
      return "unknown";
    case ForNewcomers::any:
      return "any";
    case ForNewcomers::today:
      return "today";
    case ForNewcomers::value:
      return shown(schema, field, field.for_newcomers.stored);
  }
  return {};
}

const tree::Statement* statement_at(const View& view, std::uint32_t source, std::uint32_t at) {
  const tree::File* file = view.tree(source);
  if (!file) return nullptr;
  for (const tree::Statement& statement : file->statements) {
    const Span span = std::visit([](const auto& one) { return one.at; }, statement);
    if (span.begin <= at && at <= span.end) return &statement;
  }
  return nullptr;
}

// The statement as the formatter writes it.
std::string written(const tree::Statement& statement, const Book& book) {
  const Words words(book);
  std::string text;
  for (const TextLine& line : lines_of({statement}, words))
    text += std::string(static_cast<std::size_t>(line.indent) * 2, ' ') + line.text + "\n";
  return "```trouw\n" + text + "```";
}

const tree::Statement* declared(const View& view, const Occurrence& name) {
  for (const Occurrence& one : view.names)
    if (one.declares && one.kind == name.kind && one.name == name.name)
      return statement_at(view, one.at.file, one.at.begin);
  return nullptr;
}

std::string of_offer(const View& view, const Occurrence& name, const Book& book) {
  const tree::Statement* statement = declared(view, name);
  if (!statement) return {};
  std::string text = written(*statement, book);
  if (!view.programme) return text;
  for (const Offer& offer : view.programme->offers)
    if (offer.title == name.name) text += "\n\n" + occasion_text(view.programme->schema, offer, book);
  return text;
}

std::string of_field(const View& view, const std::string& name) {
  const Schema& schema = view.texts.schema;
  for (const Field& field : schema.fields)
    if (field.name == name || field.each == name) return field_text(schema, field);
  return {};
}

std::string of_name(const View& view, const Occurrence& name, const Book& book) {
  switch (name.kind) {
    case NameKind::offer:
      return of_offer(view, name, book);
    case NameKind::definition: {
      const tree::Statement* statement = declared(view, name);
      return statement ? written(*statement, book) : std::string();
    }
    case NameKind::field:
      return of_field(view, name.name);
    case NameKind::choice:
      return fmt::format("**{}**: {} {}", name.name, dutch(book) ? "een waarde van" : "a choice of", name.of);
    case NameKind::perk:
      for (const Perk& perk : view.texts.schema.perks)
        if (perk.name == name.name)
          return fmt::format("**{}**: {}", perk.name, write_money(perk.worth, view.texts.schema.currency));
      return {};
    case NameKind::text:
    case NameKind::unknown:
      return {};
  }
  return {};
}

// Whether the words of a pattern from a piece on follow, with what fills its slots between them.
bool goes_on(const std::vector<trouw::Token>& tokens, std::size_t at, const Pattern& pattern,
             std::size_t from) {
  constexpr std::size_t longest_slot = 12;
  for (std::size_t i = from; i < pattern.size(); ++i) {
    if (pattern[i].slot >= 0) continue;
    const std::size_t end = std::min(tokens.size(), at + longest_slot);
    while (at < end && !is_word(tokens[at], pattern[i].word)) ++at;
    if (at == end) return false;
  }
  return true;
}

// The longest phrase of the table whose words stand around a token.
struct PhraseHere {
  std::size_t number = 0, words = 0;
  Span at;
};

PhraseHere phrase_here(const std::vector<trouw::Token>& tokens, std::size_t here, const Book& book) {
  PhraseHere best;
  for (std::size_t number = 0; number < phrase_table().size(); ++number)
    for (const Pattern& pattern : book.patterns(static_cast<Phrase>(number)))
      for (std::size_t from = 0; from < pattern.size(); ++from) {
        std::size_t to = from;
        while (to < pattern.size() && pattern[to].slot < 0) ++to;
        const std::size_t count = to - from;
        if (count <= best.words || (from > 0 && pattern[from - 1].slot < 0)) continue;
        for (std::size_t first = here + 1 > count ? here + 1 - count : 0;
             first <= here && first + count <= tokens.size(); ++first) {
          bool all = true;
          for (std::size_t i = 0; i < count && all; ++i)
            all = is_word(tokens[first + i], pattern[from + i].word);
          if (all && goes_on(tokens, first + count, pattern, to))
            best = {number, count, join(tokens[first].at, tokens[first + count - 1].at)};
        }
      }
  return best;
}

std::optional<Meaning> of_keyword(const View& view, std::uint32_t source, std::uint32_t at) {
  const std::string_view text = view.texts.sources.text(source);
  Reporter reporter(&view.texts.sources);
  Lexed lexed = lex({source, 0, static_cast<std::uint32_t>(text.size())}, reporter);
  const Book& book = view.book(source);
  classify(lexed, book, reporter);
  for (std::size_t i = 0; i < lexed.tokens.size(); ++i) {
    const trouw::Token& token = lexed.tokens[i];
    if (token.at.begin > at || at > token.at.end || token.kind != trouw::TokenKind::word) continue;
    const PhraseHere found = phrase_here(lexed.tokens, i, book);
    if (found.words == 0) return std::nullopt;
    const PhraseEntry& entry = phrase_table()[found.number];
    const std::string_view column = dutch(book) ? entry.dutch : entry.english;
    return Meaning{view.stretch(found.at),
                   fmt::format("`{}`  \n{}", column.substr(0, column.find(" |")), entry.meaning)};
  }
  return std::nullopt;
}

}  // namespace

std::string field_text(const Schema& schema, const Field& field) {
  std::string text = fmt::format("**{}**: {}", field.name, type_name(field.type));
  const auto add = [&](std::string_view what, const std::string& value) {
    if (!value.empty()) text += fmt::format("  \n{}: {}", what, value);
  };
  add("column", field.column);
  add("values", domain(schema, field));
  if (field.optional) text += "  \nmay be unknown";
  if (field.typical) add("typical", shown(schema, field, *field.typical));
  add("for newcomers", for_newcomers(schema, field));
  return text;
}

std::string occasion_text(const Schema& schema, const Offer& offer, const Book& book) {
  const bool nl = dutch(book);
  switch (offer.occasion) {
    case Occasion::milestone:
      return nl ? "Eenmaal per mijlpaal." : "Once for each milestone.";
    case Occasion::anniversary:
      return nl ? "Eenmaal per kalenderjaar." : "Once in each calendar year.";
    case Occasion::limit:
      for (const Limit& limit : offer.limits)
        if (limit.kind == LimitKind::once && (limit.window_months > 0 || limit.window_days > 0)) {
          const std::string window = length(limit.window_months, limit.window_days, book);
          return nl ? "Eenmaal per " + window + "." : "Once per " + window + ".";
        }
      return nl ? "Eenmaal." : "Once for good.";
    case Occasion::promised: {
      const std::string months =
          length(schema.billing.weeks ? 0 : schema.horizon * schema.billing.count,
                 schema.billing.weeks ? schema.horizon * schema.billing.count * 7 : 0, book);
      return nl ? "Opnieuw na " + months + "." : "Again every " + months + ".";
    }
    case Occasion::living:
      return nl ? "Eenmaal, en daarna loopt het door." : "Once, and it goes on.";
    case Occasion::once_for_good:
      return nl ? "Eenmaal." : "Once for good.";
  }
  return {};
}

std::optional<Meaning> meaning(const View& view, std::uint32_t source, std::uint32_t at) {
  if (const Occurrence* name = view.name_at(view.texts.sources.name(source), at)) {
    std::string text = of_name(view, *name, view.book(source));
    if (text.empty()) return std::nullopt;
    return Meaning{view.stretch(name->at), std::move(text)};
  }
  return of_keyword(view, source, at);
}

}  // namespace trouw::service
