// What an editor asks of a place: the service's answers in the words of the protocol.
#include <fmt/format.h>

#include <algorithm>

#include "lsp/server.h"

namespace trouw::cli {

namespace {

using service::CompletionKind;

// The protocol's numbers.
int kind_of(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::keyword:
      return 14;
    case CompletionKind::field:
      return 5;
    case CompletionKind::definition:
      return 6;
    case CompletionKind::choice:
      return 20;
    case CompletionKind::title:
      return 18;
    case CompletionKind::perk:
      return 12;
    case CompletionKind::value:
      return 12;
    case CompletionKind::key:
      return 10;
  }
  return 1;
}

int symbol_of(const std::string& kind) {
  if (kind == "offer") return 5;       // class
  if (kind == "define") return 13;     // variable
  if (kind == "example") return 12;    // function
  if (kind == "guarantee") return 11;  // interface
  return 15;
}

int token_of(service::TokenKind kind) {
  const int number = static_cast<int>(kind);
  return kind == service::TokenKind::unknown_name ? 6 : number;
}

Json position(Position at) {
  return {{"line", at.line}, {"character", at.character}};
}

}  // namespace

Json Server::range(const OpenProgramme& programme, const service::Stretch& at) const {
  if (!programme.draft.has(at.file)) return {{"start", position({})}, {"end", position({})}};
  const Positions places = positions(programme, at.file);
  return {{"start", position(places.of(at.begin))}, {"end", position(places.of(at.end))}};
}

Json Server::location(const OpenProgramme& programme, const service::Stretch& at) const {
  return {{"uri", uri_of(programme.folder + "/" + at.file)}, {"range", range(programme, at)}};
}

Json Server::edits(const OpenProgramme& programme, const std::vector<service::Edit>& all) const {
  Json changes = Json::object();
  for (const service::Edit& edit : all)
    changes[uri_of(programme.folder + "/" + edit.at.file)].push_back(
        {{"range", range(programme, edit.at)}, {"newText", edit.text}});
  return {{"changes", std::move(changes)}};
}

Json Server::completion(const Json& params) {
  Json items = Json::array();
  const Here place = here(params);
  if (!place.file) return items;
  int number = 0;
  for (const service::Completion& one : place.file.programme->draft.completions(place.file.name, place.at)) {
    Json item = {{"label", one.label}, {"kind", kind_of(one.kind)}};
    if (!one.detail.empty()) item["detail"] = one.detail;
    item["sortText"] = fmt::format("{:04}", number++);
    item["filterText"] = one.label;
    item["insertTextFormat"] = snippets_ ? 2 : 1;
    item["textEdit"] = {{"range", range(*place.file.programme, one.replaces)},
                        {"newText", snippets_ ? one.snippet : one.text}};
    items.push_back(std::move(item));
  }
  return {{"isIncomplete", true}, {"items", std::move(items)}};
}

Json Server::hover(const Json& params) {
  const Here place = here(params);
  if (!place.file) return nullptr;
  const auto found = place.file.programme->draft.meaning(place.file.name, place.at);
  if (!found) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", found->text}}},
          {"range", range(*place.file.programme, found->at)}};
}

Json Server::definition(const Json& params) {
  const Here place = here(params);
  if (!place.file) return nullptr;
  const auto found = place.file.programme->draft.definition(place.file.name, place.at);
  return found ? location(*place.file.programme, *found) : Json(nullptr);
}

Json Server::references(const Json& params) {
  Json all = Json::array();
  const Here place = here(params);
  if (!place.file) return all;
  const bool declared = params.value(Json::json_pointer("/context/includeDeclaration"), true);
  std::vector<service::Stretch> found = place.file.programme->draft.references(place.file.name, place.at);
  if (!declared && !found.empty()) found.erase(found.begin());
  for (const service::Stretch& at : found) all.push_back(location(*place.file.programme, at));
  return all;
}

Json Server::prepare_rename(const Json& params) {
  const Here place = here(params);
  if (!place.file) return nullptr;
  const auto found = place.file.programme->draft.renameable(place.file.name, place.at);
  return found ? range(*place.file.programme, *found) : Json(nullptr);
}

Json Server::rename(const Json& params) {
  const Here place = here(params);
  if (!place.file) return nullptr;
  service::Renaming made =
      place.file.programme->draft.rename(place.file.name, place.at, params.at("newName"));
  if (!made.refused.empty()) {
    notify("window/showMessage", {{"type", 2}, {"message", made.refused}});
    return nullptr;
  }
  return edits(*place.file.programme, made.edits);
}

Json Server::formatting(const Json& params) {
  const OpenFile file = document(params);
  if (!file) return nullptr;
  const auto text = file.programme->draft.formatted(file.name);
  if (!text) return nullptr;
  const std::string& now = file.programme->draft.text(file.name);
  if (*text == now) return Json::array();
  const service::Stretch all{file.name, 0, static_cast<std::uint32_t>(now.size())};
  return Json::array({{{"range", range(*file.programme, all)}, {"newText", *text}}});
}

// Five numbers a token, each counted from the one before it.
Json Server::semantic_tokens(const Json& params) {
  Json data = Json::array();
  const OpenFile file = document(params);
  if (!file) return {{"data", data}};
  const Positions places = positions(*file.programme, file.name);
  Position last;
  for (const service::Token& token : file.programme->draft.tokens(file.name)) {
    const Position begin = places.of(token.begin), end = places.of(token.end);
    if (begin.line != end.line) continue;
    const std::uint32_t across = begin.line == last.line ? begin.character - last.character : begin.character;
    for (const std::uint32_t number : {begin.line - last.line, across, end.character - begin.character,
                                       static_cast<std::uint32_t>(token_of(token.kind)), 0U})
      data.push_back(number);
    last = begin;
  }
  return {{"data", std::move(data)}};
}

Json Server::folding(const Json& params) {
  Json all = Json::array();
  const OpenFile file = document(params);
  if (!file) return all;
  const Positions places = positions(*file.programme, file.name);
  for (const service::Outline& one : file.programme->draft.outline(file.name)) {
    const std::uint32_t first = places.of(one.whole.begin).line, last = places.of(one.whole.end).line;
    if (first < last) all.push_back({{"startLine", first}, {"endLine", last}, {"kind", "region"}});
  }
  return all;
}

Json Server::outline_json(const OpenProgramme& programme, const service::Outline& one) const {
  Json made = {{"name", one.name.empty() ? one.kind : one.name},
               {"detail", one.detail},
               {"kind", symbol_of(one.kind)},
               {"range", range(programme, one.whole)},
               {"selectionRange", range(programme, one.head)}};
  made["children"] = Json::array();
  for (const service::Outline& part : one.parts) made["children"].push_back(outline_json(programme, part));
  return made;
}

Json Server::symbols(const Json& params) {
  Json all = Json::array();
  const OpenFile file = document(params);
  if (!file) return all;
  for (const service::Outline& one : file.programme->draft.outline(file.name))
    all.push_back(outline_json(*file.programme, one));
  return all;
}

Json Server::hints(const Json& params) {
  Json all = Json::array();
  const OpenFile file = document(params);
  if (!file) return all;
  const Positions places = positions(*file.programme, file.name);
  for (const service::Hint& one : file.programme->draft.hints(file.name))
    all.push_back({{"position", position(places.of(one.at))}, {"label", one.text}, {"paddingLeft", true}});
  return all;
}

// Fixes of the messages that stand in the range.
Json Server::actions(const Json& params) {
  Json all = Json::array();
  const OpenFile file = document(params);
  if (!file) return all;
  const Positions places = positions(*file.programme, file.name);
  const auto byte = [&](const Json& at) {
    return places.byte({at.at("line").get<std::uint32_t>(), at.at("character").get<std::uint32_t>()});
  };
  const std::uint32_t begin = byte(params.at("range").at("start")), end = byte(params.at("range").at("end"));
  for (const Diagnostic& one : file.programme->draft.diagnostics()) {
    const service::Stretch at = file.programme->draft.stretch(one.place);
    if (at.file != file.name || at.end < begin || end < at.begin) continue;
    bool first = true;
    for (const service::Fix& fix : file.programme->draft.fixes(one)) {
      all.push_back({{"title", fix.title},
                     {"kind", "quickfix"},
                     {"diagnostics", Json::array({diagnostic_json(*file.programme, one)})},
                     {"isPreferred", std::exchange(first, false)},
                     {"edit", edits(*file.programme, fix.edits)}});
    }
  }
  return all;
}

}  // namespace trouw::cli
