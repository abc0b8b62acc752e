#include "studio/view.h"

#include <algorithm>

#include "live/messages.h"
#include "shell/words.h"
#include "show/diagnostics.h"
#include "studio/cells.h"

namespace trouw::cli {

namespace {

constexpr std::size_t most_told = 200;
constexpr std::size_t most_tokens = 20'000;  // of a text that is larger, nothing is coloured

const char* token_name(service::TokenKind kind) {
  constexpr const char* names[] = {"keyword", "title",      "text",   "number", "comment",
                                   "field",   "definition", "choice", "unknown"};
  return names[static_cast<std::size_t>(kind)];
}

Json position_json(Position at) {
  return {{"line", at.line}, {"ch", at.character}};
}

Json outline_json(Places& places, const service::Outline& one) {
  return {{"kind", one.kind}, {"name", one.name}, {"detail", one.detail}, {"at", places.place(one.whole)}};
}

Json card_json(Places& places, const service::Card& card) {
  Json clauses = Json::array();
  for (const service::CardClause& clause : card.clauses)
    clauses.push_back({{"kind", clause.kind}, {"text", clause.text}, {"at", places.place(clause.at)}});
  return {{"title", card.title},
          {"audience", card.audience},
          {"language", card.language},
          {"whole", card.whole},
          {"at", places.place(card.at)},
          {"title_at", places.place(card.title_at)},
          {"audience_at", places.place(card.audience_at)},
          {"clauses", std::move(clauses)}};
}

}  // namespace

const Positions& Places::of(const std::string& file) {
  const auto found = known_.find(file);
  if (found != known_.end()) return found->second;
  static const std::string none;
  const std::string& text = desk_.draft().has(file) ? desk_.draft().text(file) : none;
  return known_.emplace(file, Positions(text, true)).first->second;
}

Json Places::position(const std::string& file, std::uint32_t byte) {
  return position_json(of(file).of(byte));
}

Json Places::place(const service::Stretch& at) {
  return {{"file", at.file}, {"from", position(at.file, at.begin)}, {"to", position(at.file, at.end)}};
}

Json Places::place(const Place& at) {
  return place(desk_.draft().stretch(at));
}

std::uint32_t Places::byte(const std::string& file, const Json& position) {
  return of(file).byte({position.at("line").get<std::uint32_t>(), position.at("ch").get<std::uint32_t>()});
}

Json papers_json(const Desk& desk) {
  Json all = Json::array();
  for (const std::string& name : desk.draft().names()) {
    const auto found = desk.papers().find(name);
    if (found == desk.papers().end()) continue;
    const Paper& paper = found->second;
    all.push_back({{"name", name},
                   {"mark", mark_of(desk.draft().text(name))},
                   {"unsaved", desk.unsaved(name)},
                   {"there", paper.there},
                   {"legible", paper.legible},
                   {"restored", paper.restored},
                   {"outside", paper.outside ? mark_of(*paper.outside) : std::string()},
                   {"gone", paper.gone}});
  }
  return all;
}

Json programme_json(const Desk& desk) {
  const Schema& schema = desk.draft().schema();
  const LiveOptions live = desk.live_options();
  Json languages = Json::object();
  for (const std::string& name : desk.draft().names())
    if (name != service::Draft::yaml_name) languages[name] = desk.draft().language(name);
  return {{"folder", desk.options().folder},
          {"programme", schema.programme},
          {"currency", schema.currency},
          {"digits", schema.digits},
          {"horizon", schema.horizon * schema.billing.count},
          {"weeks", schema.billing.weeks},
          {"read_only", desk.options().read_only},
          {"customers", live.customers},
          {"on", live.on ? format_day(*live.on) : std::string()},
          {"languages", std::move(languages)}};
}

Json fields_json(const Desk& desk) {
  const Schema& schema = desk.draft().schema();
  constexpr const char* newcomers[] = {"", "kept", "value", "unknown", "any", "today"};
  Places places(desk);
  Json all = Json::array();
  for (FieldId id = 0; id < schema.fields.size(); ++id) {
    const Field& field = schema.fields[id];
    Json choices = Json::array();
    for (const Choice& one : field.choices) choices.push_back({{"name", one.name}, {"stored", one.stored}});
    const bool bounded = field.type != Type::text && field.type != Type::choice && field.type != Type::yes_no;
    all.push_back({{"name", field.name},
                   {"type", type_name(field.type)},
                   {"column", field.has_column() ? field.column : std::string()},
                   {"unit", field.unit},
                   {"optional", field.optional},
                   {"from", bounded ? cell_of(field, field.from) : std::string()},
                   {"to", bounded ? cell_of(field, field.to) : std::string()},
                   {"choices", std::move(choices)},
                   {"typical", field.typical ? cell_of(field, *field.typical) : std::string()},
                   {"newcomers", newcomers[field.for_newcomers.kind]},
                   {"asked", is_asked(schema, id)},
                   {"at", places.place(field.place)}});
  }
  return all;
}

Json sheet_json(const Desk& desk, const std::string& name, bool with_text) {
  const service::Draft& draft = desk.draft();
  Places places(desk);
  const auto at = [&](std::uint32_t byte) { return places.position(name, byte); };
  Json sheet = {{"name", name}, {"mark", mark_of(draft.text(name))}};
  if (with_text) sheet["text"] = draft.text(name);
  sheet["tokens"] = Json::array();
  const auto tokens = draft.tokens(name);
  if (tokens.size() <= most_tokens)
    for (const service::Token& token : tokens)
      sheet["tokens"].push_back({token_name(token.kind), at(token.begin), at(token.end)});
  sheet["outline"] = Json::array();
  for (const service::Outline& one : draft.outline(name))
    sheet["outline"].push_back(outline_json(places, one));
  sheet["hints"] = Json::array();
  for (const service::Hint& hint : draft.hints(name))
    if (hint.file == name) sheet["hints"].push_back({{"at", at(hint.at)}, {"text", hint.text}});
  sheet["cards"] = Json::array();
  for (const service::Card& card : draft.cards(name)) sheet["cards"].push_back(card_json(places, card));
  return sheet;
}

Diagnostics told(const Desk& desk) {
  return all_diagnostics(desk.draft(), desk.findings());
}

Json diagnostics_json(const Desk& desk, const Diagnostics& all) {
  Places places(desk);
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(all.size(), most_told); ++i) {
    const Diagnostic& one = all[i];
    Json related = Json::array();
    for (const Related& other : one.related)
      related.push_back({{"at", places.place(other.place)}, {"role", other.role}});
    list.push_back({{"number", i},
                    {"code", one.code},
                    {"severity", severity_name(one.severity)},
                    {"message", one.message},
                    {"help", one.help},
                    {"line", one.place.line},
                    {"at", places.place(one.place)},
                    {"related", std::move(related)}});
  }
  const Tally counts = tally(all);
  return {{"list", std::move(list)},
          {"errors", counts.errors},
          {"warnings", counts.warnings},
          {"notes", counts.notes},
          {"sound", desk.draft().programme() != nullptr}};
}

}  // namespace trouw::cli
