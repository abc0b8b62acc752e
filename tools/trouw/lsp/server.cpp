#include "lsp/server.h"

#include <algorithm>

#include "trouw/ensure.h"
#include "trouw/version.h"

namespace trouw::cli {

namespace {

// Codes of JSON-RPC and of the protocol.
enum Code : int {
  parse_error = -32700,
  invalid_request = -32600,
  unknown_method = -32601,
  invalid_params = -32602,
  internal = -32603,
  not_initialized = -32002
};

constexpr const char* token_types[] = {"keyword", "string",   "string",   "number",
                                       "comment", "property", "variable", "enumMember"};

// Whether a client says that it can do something, down a path of keys.
bool can(const Json& capabilities, const char* path) {
  const Json::json_pointer at(path);
  return capabilities.contains(at) && capabilities.at(at).is_boolean() && capabilities.at(at).get<bool>();
}

}  // namespace

const Server::Request Server::requests[] = {{"initialize", &Server::initialize},
                                            {"shutdown", &Server::shutdown},
                                            {"textDocument/completion", &Server::completion},
                                            {"textDocument/hover", &Server::hover},
                                            {"textDocument/definition", &Server::definition},
                                            {"textDocument/references", &Server::references},
                                            {"textDocument/prepareRename", &Server::prepare_rename},
                                            {"textDocument/rename", &Server::rename},
                                            {"textDocument/formatting", &Server::formatting},
                                            {"textDocument/semanticTokens/full", &Server::semantic_tokens},
                                            {"textDocument/foldingRange", &Server::folding},
                                            {"textDocument/documentSymbol", &Server::symbols},
                                            {"textDocument/inlayHint", &Server::hints},
                                            {"textDocument/codeLens", &Server::lenses},
                                            {"textDocument/codeAction", &Server::actions},
                                            {"workspace/executeCommand", &Server::execute}};

const Server::Notification Server::notifications[] = {
    {"initialized", &Server::initialized},        {"textDocument/didOpen", &Server::opened},
    {"textDocument/didChange", &Server::changed}, {"textDocument/didClose", &Server::closed},
    {"textDocument/didSave", &Server::saved},     {"workspace/didChangeWatchedFiles", &Server::watched}};

int Server::run() {
  Json message;
  while (!ended_) {
    switch (transport_.receive(message)) {
      case Transport::Received::end:
        return 1;
      case Transport::Received::malformed:
        fail(nullptr, parse_error, "A message is no JSON object.");
        break;
      case Transport::Received::woken:
        tell_what_is_new();
        break;
      case Transport::Received::message:
        handle(message);
        break;
    }
  }
  return phase_ == Phase::shut_down ? 0 : 1;
}

void Server::handle(const Json& message) {
  const bool named = message.contains("method") && message["method"].is_string();
  if (!named) {
    if (message.contains("id") && !message.contains("result") && !message.contains("error"))
      fail(message["id"], invalid_request, "A request has a method.");
    return;  // an answer to what was asked
  }
  const std::string method = message["method"];
  const Json params = message.value("params", Json::object());
  if (message.contains("id")) return answer(message["id"], method, params);
  if (method == "exit") {
    ended_ = true;
    return;
  }
  if (phase_ != Phase::running) return;
  for (const Notification& one : notifications)
    if (method == one.method) try {
        return (this->*one.take)(params);
      } catch (const Json::exception&) {
        return;  // of a notice that does not fit the protocol nobody is told
      }
}

void Server::answer(const Json& id, const std::string& method, const Json& params) {
  if (phase_ == Phase::before && method != "initialize")
    return fail(id, not_initialized, "The first request is initialize.");
  if (phase_ == Phase::shut_down || (phase_ == Phase::running && method == "initialize"))
    return fail(id, invalid_request, "There is no place for " + method + " any more.");
  const auto found = std::ranges::find_if(requests, [&](const Request& one) { return method == one.method; });
  if (found == std::end(requests)) return fail(id, unknown_method, "There is no " + method + " here.");
  try {
    Json result = (this->*found->answer)(params);
    transport_.send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
  } catch (const Json::exception& wrong) {
    fail(id, invalid_params, wrong.what());
  } catch (const InternalError& mistake) {
    fail(id, internal, mistake.what());
  }
}

void Server::fail(const Json& id, int code, const std::string& text) {
  transport_.send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", text}}}});
}

void Server::notify(const std::string& method, Json params) {
  transport_.send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void Server::ask(const std::string& method) {
  transport_.send({{"jsonrpc", "2.0"}, {"id", "trouw-" + std::to_string(++asked_)}, {"method", method}});
}

Json Server::initialize(const Json& params) {
  const Json client = params.value("capabilities", Json::object());
  const Json encodings = client.value(Json::json_pointer("/general/positionEncodings"), Json::array());
  wide_ = std::find(encodings.begin(), encodings.end(), Json("utf-8")) == encodings.end();
  snippets_ = can(client, "/textDocument/completion/completionItem/snippetSupport");
  refreshes_lenses_ = can(client, "/workspace/codeLens/refreshSupport");
  phase_ = Phase::running;
  Json capabilities = {
      {"positionEncoding", wide_ ? "utf-16" : "utf-8"},
      {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
      {"completionProvider", {{"triggerCharacters", {"\"", " "}}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"documentFormattingProvider", true},
      {"semanticTokensProvider",
       {{"legend", {{"tokenTypes", token_types}, {"tokenModifiers", Json::array()}}}, {"full", true}}},
      {"foldingRangeProvider", true},
      {"documentSymbolProvider", true},
      {"inlayHintProvider", true},
      {"codeLensProvider", Json::object()},
      {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
      {"executeCommandProvider", {{"commands", {"trouw.show"}}}}};
  return {{"capabilities", std::move(capabilities)},
          {"serverInfo", {{"name", "trouw"}, {"version", version()}}}};
}

Json Server::shutdown(const Json&) {
  phase_ = Phase::shut_down;
  live_.clear();
  return nullptr;
}

void Server::initialized(const Json&) {}

// What a lens shows when it is clicked.
Json Server::execute(const Json& params) {
  if (params.at("command") != "trouw.show") return nullptr;
  const Json& arguments = params.at("arguments");
  notify("window/showMessage", {{"type", 3}, {"message", arguments.at(0).get<std::string>()}});
  return nullptr;
}

}  // namespace trouw::cli
