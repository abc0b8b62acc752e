// What requests have in common: a day, a programme, answers that are JSON already.
#include <sys/stat.h>

#include <cstdlib>
#include <ctime>

#include "serve/service.h"

namespace trouw::cli {

using http::problem;
using http::Request;
using http::Response;

std::optional<Day> today_in(const std::string& zone) {
  const std::string file = "/usr/share/zoneinfo/" + zone;
  struct stat about = {};
  if (zone.empty() || zone.find("..") != std::string::npos || ::stat(file.c_str(), &about) != 0 ||
      !S_ISREG(about.st_mode))
    return std::nullopt;
  // Set once, before other threads are; later it is the same.
  if (const char* const set = std::getenv("TZ"); set == nullptr || zone != set)
    ::setenv("TZ", zone.c_str(), 1);
  const std::time_t now = std::time(nullptr);
  std::tm at = {};
  if (::localtime_r(&now, &at) == nullptr) return std::nullopt;
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &at);
  return parse_day(text);
}

Response json_text(std::string text, int status) {
  return {status, "application/json", std::move(text), {}};
}

namespace {

Response wrong_day(const std::string& name, const std::string& text) {
  return problem(400,
                 text.empty() ? name + " is missing: a day like 2027-03-01."
                              : name + " is a day like 2027-03-01, not “" + text + "”.",
                 "no-day");
}

}  // namespace

std::optional<Day> day_of(const Service& service, const Request& request, const std::string& name,
                          Response& wrong) {
  const std::string& text = request.asked(name);
  const auto day = text.empty() && name == "on" ? today_in(service.zone) : parse_day(text);
  if (!day) wrong = wrong_day(name, text);
  return day;
}

std::optional<Day> day_in(const http::Json& body, const std::string& name, Response& wrong) {
  const auto found = body.find(name);
  const std::string text = found != body.end() && found->is_string() ? found->get<std::string>() : "";
  const auto day = parse_day(text);
  if (!day) wrong = wrong_day(name, text);
  return day;
}

std::shared_ptr<DayEngine> engine_on(Service& service, Day day, Response& wrong) {
  auto engine = service.programmes.on(day);
  if (!engine)
    wrong = problem(503, "The programme has errors, and there was none without before: /v1/check tells.",
                    "no-programme");
  return engine;
}

}  // namespace trouw::cli
