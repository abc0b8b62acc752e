#include "http/message.h"

#include <fmt/format.h>

namespace trouw::http {

namespace {

constexpr int deepest = 64;

const std::string& of(const std::map<std::string, std::string>& all, const std::string& name) {
  static const std::string none;
  const auto found = all.find(name);
  return found == all.end() ? none : found->second;
}

bool is_json(std::string_view type) {
  return type.substr(0, type.find(';')) == "application/json";
}

// How deep a text nests, strings aside; what is no JSON is found out by who reads it.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else
        quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

const std::string& Request::header(const std::string& name) const {
  return of(headers, name);
}

const std::string& Request::asked(const std::string& name) const {
  return of(query, name);
}

const std::string& Request::part(const std::string& name) const {
  return of(parts, name);
}

std::string_view Request::bearer() const {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view said = header("authorization");
  return said.substr(0, scheme.size()) == scheme ? said.substr(scheme.size()) : std::string_view();
}

Response Response::json(const Json& value, int status) {
  return {status, "application/json", value.dump(-1, ' ', false, Json::error_handler_t::replace), {}};
}

const char* status_title(int status) {
  struct Title {
    int status;
    const char* words;
  };
  static constexpr Title titles[] = {{400, "Bad Request"},
                                     {401, "Unauthorized"},
                                     {403, "Forbidden"},
                                     {404, "Not Found"},
                                     {405, "Method Not Allowed"},
                                     {408, "Request Timeout"},
                                     {409, "Conflict"},
                                     {411, "Length Required"},
                                     {412, "Precondition Failed"},
                                     {413, "Content Too Large"},
                                     {414, "URI Too Long"},
                                     {415, "Unsupported Media Type"},
                                     {421, "Misdirected Request"},
                                     {422, "Unprocessable Content"},
                                     {429, "Too Many Requests"},
                                     {431, "Request Header Fields Too Large"},
                                     {500, "Internal Server Error"},
                                     {503, "Service Unavailable"}};
  for (const Title& one : titles)
    if (one.status == status) return one.words;
  return "Error";
}

Response problem(int status, const std::string& detail, const std::string& kind, const Json& more) {
  Json body = {{"type", kind.empty() ? "about:blank" : "urn:trouw:problem:" + kind},
               {"title", status_title(status)},
               {"status", status},
               {"detail", detail}};
  body.update(more);
  Response made = Response::json(body, status);
  made.type = "application/problem+json";
  return made;
}

std::optional<Json> json_body(const Request& request, Response& wrong) {
  if (!is_json(request.header("content-type"))) {
    wrong = problem(415, "The body is to be JSON: Content-Type: application/json.");
    return std::nullopt;
  }
  if (too_deep(request.body)) {
    wrong = problem(400, fmt::format("The body nests deeper than {} levels.", deepest));
    return std::nullopt;
  }
  Json value = Json::parse(request.body, nullptr, false);
  if (value.is_object()) return value;
  wrong = problem(400, value.is_discarded() ? "The body is no JSON." : "The body is to be a JSON object.");
  return std::nullopt;
}

}  // namespace trouw::http
