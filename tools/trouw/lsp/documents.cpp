// Texts as they are written, and what is said of them unasked.
#include "live/messages.h"
#include "lsp/server.h"

namespace trouw::cli {

namespace {

Position position_of(const Json& json) {
  return {json.at("line").get<std::uint32_t>(), json.at("character").get<std::uint32_t>()};
}

std::string uri_in(const Json& params) {
  return params.at("textDocument").at("uri").get<std::string>();
}

int severity_of(Severity severity) {
  return severity == Severity::error ? 1 : severity == Severity::warning ? 2 : 3;
}

}  // namespace

OpenFile Server::document(const Json& params) {
  OpenFile found = workspace_.file(uri_in(params));
  if (found && !found.programme->draft.has(found.name)) return {};
  return found;
}

Server::Here Server::here(const Json& params) {
  Here found{document(params), 0};
  if (found.file)
    found.at = positions(*found.file.programme, found.file.name).byte(position_of(params.at("position")));
  return found;
}

Positions Server::positions(const OpenProgramme& programme, const std::string& name) const {
  return {programme.draft.text(name), wide_};
}

void Server::opened(const Json& params) {
  const Json& document = params.at("textDocument");
  workspace_.open(document.at("uri"), document.at("text").get<std::string>());
  if (const OpenFile found = workspace_.file(document.at("uri"))) look_again(*found.programme);
}

void Server::changed(const Json& params) {
  const OpenFile found = document(params);
  if (!found) return;
  std::string text = found.programme->draft.text(found.name);
  for (const Json& change : params.at("contentChanges")) {
    const std::string& words = change.at("text").get_ref<const std::string&>();
    if (!change.contains("range")) {
      text = words;
      continue;
    }
    const Positions places(text, wide_);
    const std::uint32_t begin = places.byte(position_of(change["range"].at("start")));
    const std::uint32_t end = std::max(begin, places.byte(position_of(change["range"].at("end"))));
    text = text.substr(0, begin) + words + text.substr(end);
  }
  found.programme->draft.put(found.name, std::move(text));
  look_again(*found.programme);
}

void Server::closed(const Json& params) {
  const OpenFile found = document(params);
  workspace_.close(uri_in(params));
  if (found) look_again(*found.programme);
}

void Server::saved(const Json& params) {
  if (const OpenFile found = document(params)) look_again(*found.programme);
}

void Server::watched(const Json& params) {
  for (const Json& change : params.at("changes")) {
    const std::string uri = change.at("uri");
    workspace_.changed_on_disk(uri);
    if (const OpenFile found = workspace_.file(uri)) look_again(*found.programme);
  }
}

Live& Server::live(const OpenProgramme& programme) {
  auto& found = live_[programme.folder];
  if (!found) found = std::make_unique<Live>(options_, [this] { transport_.wake(); });
  return *found;
}

void Server::look_again(OpenProgramme& programme) {
  live(programme).look_at(programme.draft.programme());
  publish(programme);
}

void Server::tell_what_is_new() {
  if (phase_ != Phase::running) return;
  for (const auto& [folder, programme] : workspace_.programmes()) publish(*programme);
  if (refreshes_lenses_) ask("workspace/codeLens/refresh");
}

Json Server::diagnostic_json(const OpenProgramme& programme, const Diagnostic& one) const {
  const service::Stretch at = programme.draft.stretch(one.place);
  const std::string text = one.help.empty() ? one.message : one.message + "\n" + one.help;
  Json made = {{"range", range(programme, at)},
               {"severity", severity_of(one.severity)},
               {"code", one.code},
               {"source", "trouw"},
               {"message", text}};
  for (const Related& related : one.related)
    if (programme.draft.has(related.place.file))
      made["relatedInformation"].push_back(
          {{"location", location(programme, programme.draft.stretch(related.place))},
           {"message", related.role}});
  return made;
}

void Server::publish(OpenProgramme& programme) {
  const Diagnostics all = all_diagnostics(programme.draft, live(programme).findings());
  for (const std::string& name : programme.draft.names()) {
    if (name == service::Draft::yaml_name && programme.draft.text(name).empty()) continue;
    Json found = Json::array();
    for (const Diagnostic& one : all)
      if (one.place.file == name) found.push_back(diagnostic_json(programme, one));
    const std::string uri = uri_of(programme.folder + "/" + name);
    std::string said = found.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string& before = published_[uri];
    if (said == before || (before.empty() && found.empty() && !programme.on_screen.contains(name))) continue;
    before = std::move(said);
    notify("textDocument/publishDiagnostics", {{"uri", uri}, {"diagnostics", std::move(found)}});
  }
}

}  // namespace trouw::cli
