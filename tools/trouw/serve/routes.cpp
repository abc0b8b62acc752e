// The table of routes, and the OpenAPI that is made of it.
#include <algorithm>
#include <sstream>

#include "serve/service.h"

namespace trouw::cli {

using http::Json;
using http::Request;
using http::Response;

namespace {

constexpr Answering table[] = {
    {"GET", "/livez", Role::anybody, false, "Whether the service lives.", "", "", "Live", answer_live},
    {"GET", "/readyz", Role::anybody, false, "Whether it can decide, by which programme, on which day.", "",
     "", "Ready", answer_ready},
    {"GET", "/metrics", Role::watch, false, "Figures for Prometheus.", "", "", "text", answer_metrics},
    {"GET", "/openapi.json", Role::anybody, false, "This description.", "", "", "object", answer_openapi},
    {"POST", "/v1/decide", Role::decide, false, "What each record gets: one, a list, or objects a line each.",
     "on", "records", "Decision", answer_decide},
    {"POST", "/v1/explain", Role::decide, false, "What a record gets, and from which day it would get more.",
     "on", "records", "Decision", answer_explain},
    {"GET", "/v1/check", Role::decide, false, "What is told of the programme's texts as they are now.", "",
     "", "Check", answer_check},
    {"POST", "/v1/prove", Role::decide, false,
     "Begins to prove the guarantees over every record that can be.", "seconds", "", "Job", answer_prove},
    {"POST", "/v1/dry-run", Role::decide, false, "Begins to decide for all records together.", "on",
     "records", "Job", answer_dry_run},
    {"GET", "/v1/jobs/{job}", Role::decide, false, "How far a job is, and what it said.", "", "", "Job",
     answer_job},
    {"POST", "/v1/grants", Role::keep, true, "Grants what is new on a day: to all records, or to none.",
     "on booked reserve", "records", "Grants", answer_grants},
    {"POST", "/v1/due", Role::keep, true, "Hands bills their lines: all of them, or none.", "", "due",
     "Lines", answer_due},
    {"GET", "/v1/awards", Role::decide, false, "Awards of a day or later.", "since!", "", "Awards",
     answer_awards},
    {"GET", "/v1/awards/{award}", Role::decide, false, "Why an award was given: its decision, taken again.",
     "", "", "object", answer_why},
    {"POST", "/v1/awards/{award}/confirm", Role::keep, true, "A reserved award is granted for good.", "",
     "on", "object", answer_confirm},
    {"POST", "/v1/awards/{award}/release", Role::keep, true, "A reserved award is none.", "", "on", "object",
     answer_release},
    {"POST", "/v1/awards/{award}/reverse", Role::keep, true, "Takes an award back, or a part of it.", "",
     "reverse", "object", answer_reverse},
    {"GET", "/v1/contracts/{id}", Role::decide, false, "What a contract was granted, and every entry of it.",
     "", "", "object", answer_contract},
    {"DELETE", "/v1/contracts/{id}", Role::keep, false, "Takes a customer's id and records out.", "on", "",
     "object", answer_forget},
    {"POST", "/v1/contracts/{id}/left", Role::keep, true, "A contract ends.", "", "on", "object",
     answer_left},
    {"POST", "/v1/contracts/{id}/void", Role::keep, true, "A bill counts no more.", "", "void", "object",
     answer_void},
    {"POST", "/v1/contracts/{id}/correct", Role::keep, true, "Late data: decides a past day again.", "",
     "correct", "object", answer_correct},
    {"GET", "/v1/ledger", Role::decide, false, "Is the ledger whole?", "head", "", "object", answer_verify}};

const Json day = {{"type", "string"}, {"format", "date"}};
const Json amount = {{"type", "integer"}, {"description", "minor units of the currency"}};

Json object(std::initializer_list<std::pair<const char*, Json>> members, std::vector<std::string> required) {
  Json made{{"type", "object"}, {"properties", Json::object()}, {"required", std::move(required)}};
  for (const auto& [name, schema] : members) made["properties"][name] = schema;
  return made;
}

Json list_of(const Json& item) {
  return {{"type", "array"}, {"items", item}};
}

Json text() {
  return {{"type", "string"}};
}

Json count() {
  return {{"type", "integer"}, {"minimum", 0}};
}

Json ref(const std::string& name) {
  return {{"$ref", "#/components/schemas/" + name}};
}

Json schemas() {
  return {
      {"Record", {{"type", "object"}, {"description", "Keys are the columns that programme.yaml names."}}},
      {"Decision", object({{"id", text()},
                           {"on", day},
                           {"standing", text()},
                           {"currency", text()},
                           {"newcomer_value", amount},
                           {"value", amount},
                           {"worse_off", amount},
                           {"deal", {{"type", "object"}}},
                           {"not_given", list_of({{"type", "object"}})}},
                          {"id", "on"})},
      {"Live", object({{"live", {{"type", "boolean"}}}}, {"live"})},
      {"Ready", object({{"ready", {{"type", "boolean"}}},
                        {"fingerprint", text()},
                        {"on", {{"type", {"string", "null"}}}}},
                       {"ready"})},
      {"Check", object({{"current", {{"type", "boolean"}}}, {"diagnostics", list_of({{"type", "object"}})}},
                       {"current", "diagnostics"})},
      {"Job", object({{"job", count()},
                      {"state", {{"enum", {"waiting", "running", "done", "failed"}}}},
                      {"result", {{"type", "object"}}}},
                     {"job", "state"})},
      {"Grants", object({{"fingerprint", text()},
                         {"on", day},
                         {"records", count()},
                         {"decided", count()},
                         {"rejected", count()},
                         {"granted", count()},
                         {"running", count()},
                         {"refused", count()},
                         {"head", text()}},
                        {"granted", "head"})},
      {"Line", object({{"id", text()},
                       {"invoice", text()},
                       {"award", count()},
                       {"offer", text()},
                       {"kind", text()},
                       {"text", text()},
                       {"amount", amount},
                       {"key", text()},
                       {"again", {{"type", "boolean"}}}},
                      {"id", "invoice", "award", "amount", "key"})},
      {"Lines", list_of(ref("Line"))},
      {"Awards", list_of({{"type", "object"}})},
      {"Problem", object({{"type", text()}, {"title", text()}, {"status", count()}, {"detail", text()}},
                         {"title", "status"})}};
}

Json body_schema(std::string_view body) {
  if (body == "on") return object({{"on", day}}, {"on"});
  if (body == "reverse")
    return object(
        {{"on", day}, {"amount", amount}, {"points", count()}, {"reference", text()}, {"why", text()}},
        {"on"});
  if (body == "void") return object({{"invoice", text()}, {"on", day}}, {"invoice", "on"});
  if (body == "correct")
    return object({{"record", ref("Record")}, {"day", day}, {"on", day}}, {"record", "day", "on"});
  const Json bill =
      object({{"id", text()}, {"invoice", text()}, {"starts", day}, {"booked", day}, {"share", text()}},
             {"id", "invoice", "starts"});
  return object({{"bills", list_of(bill)}, {"records", list_of(ref("Record"))}}, {"bills", "records"});
}

Json body_of(std::string_view body) {
  Json content = Json::object();
  if (body == "records") {
    content["application/json"]["schema"]["oneOf"] = {ref("Record"), list_of(ref("Record"))};
    content["application/x-ndjson"]["schema"] = ref("Record");
  } else {
    content["application/json"]["schema"] = body_schema(body);
  }
  return {{"required", true}, {"content", std::move(content)}};
}

Json parameters(const Answering& of) {
  Json list = Json::array();
  const std::string path = of.path;
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1))
    list.push_back({{"name", path.substr(open + 1, path.find('}', open) - open - 1)},
                    {"in", "path"},
                    {"required", true},
                    {"schema", text()}});
  std::istringstream names(of.query);
  for (std::string name; names >> name;) {
    const bool required = name.ends_with('!');
    if (required) name.pop_back();
    const bool is_day = name == "on" || name == "booked" || name == "since";
    list.push_back(
        {{"name", name}, {"in", "query"}, {"required", required}, {"schema", is_day ? day : text()}});
  }
  if (of.keyed)
    list.push_back({{"name", "Idempotency-Key"}, {"in", "header"}, {"required", true}, {"schema", text()}});
  return list;
}

Json responses(const Answering& of) {
  const std::string name = of.answer;
  const Json schema = name == "text" ? Json() : name == "object" ? Json{{"type", "object"}} : ref(name);
  Json made = Json::object();
  Json& fine = made[name == "Job" && std::string_view(of.method) == "POST" ? "202" : "200"];
  fine["description"] = "The answer.";
  if (schema.is_null())
    fine["content"]["text/plain"] = Json::object();
  else
    fine["content"]["application/json"]["schema"] = schema;
  Json& wrong = made["default"];
  wrong["description"] = "A problem, as RFC 9457 writes it.";
  wrong["content"]["application/problem+json"]["schema"] = ref("Problem");
  return made;
}

}  // namespace

std::span<const Answering> answerings() {
  return table;
}

Json openapi(const std::string& version) {
  Json paths = Json::object();
  for (const Answering& of : table) {
    Json operation{{"summary", of.summary}, {"parameters", parameters(of)}, {"responses", responses(of)}};
    if (*of.body != '\0') operation["requestBody"] = body_of(of.body);
    operation["x-role"] = role_name(of.role);
    if (of.role == Role::anybody) operation["security"] = Json::array();
    std::string method = of.method;
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    paths[of.path][method] = std::move(operation);
  }
  Json made{{"openapi", "3.1.0"},
            {"info", {{"title", "trouw"}, {"version", version}}},
            {"paths", std::move(paths)}};
  made["components"]["schemas"] = schemas();
  made["components"]["securitySchemes"]["token"] = {{"type", "http"}, {"scheme", "bearer"}};
  made["security"] = Json::array({{{"token", Json::array()}}});
  return made;
}

}  // namespace trouw::cli
