// What `trouw serve` stands on, and its answers: one function a route, each in the table of routes.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "http/server.h"
#include "serve/jobs.h"
#include "serve/metrics.h"
#include "serve/programmes.h"
#include "serve/tokens.h"
#include "trouw/ledger.h"

namespace trouw::cli {

// The day that it is now by a zone's calendar; nothing where the machine does not know the zone.
std::optional<Day> today_in(const std::string& zone);

struct Service {
  explicit Service(const std::string& folder) : programmes(folder) {}

  Programmes programmes;
  Tokens tokens;
  Metrics metrics;
  Jobs jobs;
  std::string zone;  // empty: a day is always asked for

  // One at a time: a ledger has one writer, and is for one thread.
  std::mutex books;
  std::unique_ptr<Ledger> ledger;  // none: there is none

  // Keys that are being answered.
  std::mutex running;
  std::set<std::string> keys;

  std::atomic<bool> stopping = false;
};

// What a route asks of its callers, and what it answers: of this table the routes and the OpenAPI are made.
struct Answering {
  const char* method;
  const char* path;
  Role role;
  bool keyed;           // needs an Idempotency-Key
  const char* summary;  // one sentence
  const char* query;    // names, parted by blanks; those with ! have to be there
  const char* body;     // "", "records", "due", "on", "reverse", "void", "correct"
  const char* answer;   // a schema's name
  http::Response (*answered)(Service&, const http::Request&);
};

std::span<const Answering> answerings();

// An answer that is JSON already.
http::Response json_text(std::string text, int status = 200);

// The day that is asked for, by `name` of the query, or today; nothing, and the answer to give.
std::optional<Day> day_of(const Service& service, const http::Request& request, const std::string& name,
                          http::Response& wrong);
std::optional<Day> day_in(const http::Json& body, const std::string& name, http::Response& wrong);

// The programme on a day; none, and the answer to give.
std::shared_ptr<DayEngine> engine_on(Service& service, Day day, http::Response& wrong);

// As the OpenAPI tells of all of it.
http::Json openapi(const std::string& version);

http::Response answer_live(Service&, const http::Request&);
http::Response answer_ready(Service&, const http::Request&);
http::Response answer_metrics(Service&, const http::Request&);
http::Response answer_openapi(Service&, const http::Request&);
http::Response answer_decide(Service&, const http::Request&);
http::Response answer_explain(Service&, const http::Request&);
http::Response answer_check(Service&, const http::Request&);
http::Response answer_prove(Service&, const http::Request&);
http::Response answer_dry_run(Service&, const http::Request&);
http::Response answer_job(Service&, const http::Request&);
http::Response answer_grants(Service&, const http::Request&);
http::Response answer_due(Service&, const http::Request&);
http::Response answer_awards(Service&, const http::Request&);
http::Response answer_why(Service&, const http::Request&);
http::Response answer_confirm(Service&, const http::Request&);
http::Response answer_release(Service&, const http::Request&);
http::Response answer_reverse(Service&, const http::Request&);
http::Response answer_contract(Service&, const http::Request&);
http::Response answer_left(Service&, const http::Request&);
http::Response answer_void(Service&, const http::Request&);
http::Response answer_correct(Service&, const http::Request&);
http::Response answer_forget(Service&, const http::Request&);
http::Response answer_verify(Service&, const http::Request&);

}  // namespace trouw::cli
