#include "studio/api.h"

#include <fmt/format.h>

#include <atomic>
#include <memory>

#include "http/guard.h"
#include "shell/words.h"
#include "studio/assets.h"
#include "studio/requests.h"
#include "studio/view.h"

namespace trouw::cli {

namespace {

using http::Json;
using http::Request;
using http::Response;

constexpr std::chrono::milliseconds patience{1000};  // between two looks at the disk
constexpr int looks = 15;                            // of one request that waits
constexpr unsigned most_waiting = 8;                 // tabs that wait; others ask now and then

Json state_json(const Desk& desk) {
  return {{"stamp", desk.stamp()},
          {"papers", papers_json(desk)},
          {"told", diagnostics_json(desk, told(desk))},
          {"live", findings_json(desk)},
          {"draft_failure", desk.draft_failure()}};
}

// Everything a tab begins with.
Response begin(Desk& desk, const Json&) {
  Json made = state_json(desk);
  made["programme"] = programme_json(desk);
  made["editor"] = has_editor();
  return Response::json(made);
}

Response sheet(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  if (!desk.papers().contains(name)) return no_file(name);
  return Response::json(sheet_json(desk, name, true));
}

Response outside(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  const auto found = desk.papers().find(name);
  if (found == desk.papers().end()) return no_file(name);
  const Paper& paper = found->second;
  return Response::json({{"file", name},
                         {"yours", desk.draft().text(name)},
                         {"theirs", paper.outside ? *paper.outside : paper.stored},
                         {"gone", paper.gone},
                         {"mark", paper.outside ? mark_of(*paper.outside)
                                  : paper.gone  ? "gone"
                                                : ""}});
}

Response text(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  if (!desk.papers().contains(name)) return no_file(name);
  std::string now = asked.at("text");
  if (now.size() > longest_text) return http::problem(413, "A file has at most 8 MB.", "too-large");
  if (!desk.papers().at(name).legible)
    return http::problem(422, fmt::format("{} is not UTF-8, and is only shown.", printable(name)),
                         "illegible");
  if (!desk.change(name, std::move(now), asked.at("was")))
    return http::problem(409, "Another tab has changed this text.", "other-text",
                         {{"sheet", sheet_json(desk, name, true)}});
  Json made = state_json(desk);
  made["sheet"] = sheet_json(desk, name, false);
  return Response::json(made);
}

Response fixes(Desk& desk, const Json& asked) {
  const Diagnostics all = told(desk);
  const std::size_t number = asked.at("number");
  if (asked.at("stamp") != desk.stamp() && number < all.size() &&
      (all[number].code != asked.at("code") || all[number].message != asked.at("message")))
    return http::problem(409, "The text has changed since.", "other-text");
  Json list = Json::array();
  Places places(desk);
  if (number < all.size())
    for (const service::Fix& fix : desk.draft().fixes(all[number])) {
      Json edits = Json::array();
      for (const service::Edit& edit : fix.edits)
        edits.push_back({{"at", places.place(edit.at)}, {"text", edit.text}});
      list.push_back({{"title", fix.title}, {"edits", std::move(edits)}});
    }
  return Response::json({{"fixes", std::move(list)}});
}

const char* completion_name(service::CompletionKind kind) {
  constexpr const char* names[] = {"keyword", "field", "definition", "choice",
                                   "title",   "perk",  "value",      "key"};
  return names[static_cast<std::size_t>(kind)];
}

Response complete(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  if (!desk.papers().contains(name)) return no_file(name);
  if (mark_of(desk.draft().text(name)) != asked.at("mark"))
    return http::problem(409, "The text has changed since.", "other-text");
  Places places(desk);
  Json list = Json::array();
  for (const service::Completion& one : desk.draft().completions(name, places.byte(name, asked.at("at"))))
    list.push_back({{"kind", completion_name(one.kind)},
                    {"label", one.label},
                    {"detail", one.detail},
                    {"text", one.text},
                    {"at", places.place(one.replaces)}});
  return Response::json({{"list", std::move(list)}});
}

Response hover(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  if (!desk.papers().contains(name)) return no_file(name);
  Places places(desk);
  const auto found = desk.draft().meaning(name, places.byte(name, asked.at("at")));
  if (!found) return Response::json({{"text", ""}});
  return Response::json({{"text", found->text}, {"at", places.place(found->at)}});
}

Response laid_out(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  if (!desk.papers().contains(name)) return no_file(name);
  const auto made = desk.draft().formatted(name);
  if (!made) return http::problem(422, "A text with a mistake in it cannot be laid out.", "mistakes");
  return Response::json({{"text", *made}});
}

Response fields(Desk& desk, const Json&) {
  return Response::json({{"fields", fields_json(desk)}});
}

Response examples(Desk& desk, const Json&) {
  return Response::json({{"examples", examples_json(desk)}});
}

Response add(Desk& desk, const Json& asked) {
  if (const std::string wrong = desk.add(asked.at("file")); !wrong.empty())
    return http::problem(422, wrong, "no-name");
  return Response::json(state_json(desk));
}

Response take_back(Desk& desk, const Json& asked) {
  const std::string name = asked.at("file");
  if (!desk.papers().contains(name)) return no_file(name);
  desk.take_back(name);
  return Response::json(state_json(desk));
}

Response day(Desk& desk, const Json& asked) {
  const auto on = parse_day(asked.at("on").get<std::string>());
  if (!on) return http::problem(422, "This is no date that exists, from 1900 to 2199.", "no-date");
  desk.set_day(*on);
  return Response::json(state_json(desk));
}

// More time for the guarantees, or none.
Response proofs(Desk& desk, const Json& asked) {
  constexpr double most = 600;
  desk.set_proof_seconds(std::clamp(asked.at("seconds").get<double>(), 0.0, most));
  return Response::json(state_json(desk));
}

using Action = Response (*)(Desk&, const Json&);
struct Route {
  const char* path;
  Action answer;
};
constexpr Route routes[] = {{"/api/begin", begin},
                            {"/api/sheet", sheet},
                            {"/api/outside", outside},
                            {"/api/text", text},
                            {"/api/fixes", fixes},
                            {"/api/complete", complete},
                            {"/api/hover", hover},
                            {"/api/laid-out", laid_out},
                            {"/api/fields", fields},
                            {"/api/examples", examples},
                            {"/api/add", add},
                            {"/api/take-back", take_back},
                            {"/api/day", day},
                            {"/api/proofs", proofs},
                            {"/api/save", save},
                            {"/api/example", new_example},
                            {"/api/breach", breach_example}};

// With the desk held; what does not fit is the asker's mistake.
Response answered(Desk& desk, const Request& request, Action action) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  if (!body) return wrong;
  try {
    const Desk::Held held(desk);
    return action(desk, *body);
  } catch (const Json::exception& mistake) {
    return http::problem(400, mistake.what());
  }
}

// One of those who wait, while it lives.
class Waiting {
 public:
  explicit Waiting(std::atomic<unsigned>& all) : all_(all), number_(++all) {}
  ~Waiting() { --all_; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  bool may_stay() const { return number_ <= most_waiting; }

 private:
  std::atomic<unsigned>& all_;
  unsigned number_;
};

// Waits beside the desk, so that others can write on it.
Response wait(Desk& desk, const Request& request, std::atomic<unsigned>& all, const http::Server& server) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  if (!body) return wrong;
  const auto said = body->find("stamp");
  if (said == body->end() || !said->is_string()) return http::problem(400, "`stamp` is to be a text.");
  const std::string stamp = *said;
  const Waiting one(all);
  for (int i = 0; i < looks && !server.stopping(); ++i) {
    {
      const Desk::Held held(desk);
      desk.look();
    }
    if (!one.may_stay() || desk.stamp() != stamp) break;
    desk.wait(stamp, patience);
  }
  const Desk::Held held(desk);
  Json made = state_json(desk);
  made["patient"] = one.may_stay();
  return Response::json(made);
}

constexpr const char* door = "/api/enter";
constexpr std::chrono::minutes pass_lasts{2};

// What a browser is opened with stands in the list of processes, for everybody on the machine: so it is no
// secret for long.
void serve_pass(http::Server& server, const std::string& secret, const std::string& pass) {
  const auto used = std::make_shared<std::atomic<bool>>(false);
  const auto until = std::chrono::steady_clock::now() + pass_lasts;
  server.route("POST", door, [=](const Request& request) {
    Response wrong;
    const auto body = http::json_body(request, wrong);
    if (!body) return wrong;
    const auto said = body->find("pass");
    const bool right = !pass.empty() && said != body->end() && said->is_string() &&
                       http::same_secret(said->get<std::string>(), pass) &&
                       std::chrono::steady_clock::now() < until && !used->exchange(true);
    return right ? Response::json({{"secret", secret}})
                 : http::problem(401, "Open the address that `trouw studio` printed.", "no-token");
  });
}

}  // namespace

void serve_desk(http::Server& server, Desk& desk, const std::string& secret, const std::string& pass) {
  server.admit([secret](const Request& request) -> std::optional<Response> {
    const bool open = request.path.rfind("/api/", 0) != 0 || request.path == door;
    if (open || http::same_secret(request.bearer(), secret)) return std::nullopt;
    return http::problem(401, "Open the address that `trouw studio` printed.", "no-token");
  });
  serve_pass(server, secret, pass);
  for (const Route& route : routes)
    server.route("POST", route.path, [&desk, action = route.answer](const Request& request) {
      return answered(desk, request, action);
    });
  server.route("POST", "/api/person", [&desk](const Request& request) { return person(desk, request); });
  const auto waiting = std::make_shared<std::atomic<unsigned>>(0);
  server.route("POST", "/api/wait", [&desk, &server, waiting](const Request& request) {
    return wait(desk, request, *waiting, server);
  });
}

}  // namespace trouw::cli
