// What a client asks over HTTP, and what it is answered.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trouw::http {

using Json = nlohmann::ordered_json;

struct Request {
  std::string method;                          // "GET"; HEAD is asked as GET
  std::string path;                            // "/api/save", decoded
  std::map<std::string, std::string> query;    // decoded; of a name that comes twice the first
  std::map<std::string, std::string> headers;  // names in small letters; of one that comes twice the first
  std::map<std::string, std::string> parts;    // what stands in the places of the route: {id}
  std::string body;

  // Empty where there is none.
  const std::string& header(const std::string& name) const;  // REQUIRES small letters
  const std::string& asked(const std::string& name) const;   // of the query
  const std::string& part(const std::string& name) const;

  // The token of `Authorization: Bearer …`, or empty.
  std::string_view bearer() const;
};

struct Response {
  int status = 200;
  std::string type;  // of the body
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  // Bytes that are no UTF-8 become U+FFFD.
  static Response json(const Json& value, int status = 200);
  static Response nothing() { return {204, {}, {}, {}}; }
};

// What went wrong, as RFC 9457 writes it: {type, title, status, detail, …}. `type` is about:blank, or names
// the kind of problem: "urn:trouw:problem:changed-outside"; `more` are its other members.
Response problem(int status, const std::string& detail, const std::string& kind = {},
                 const Json& more = Json::object());

// "Not Found"
const char* status_title(int status);

// The body as a JSON object; otherwise nothing, and `wrong` is the answer to give (415, 400). Objects and
// arrays deeper than 64 are refused.
std::optional<Json> json_body(const Request& request, Response& wrong);

}  // namespace trouw::http
