// trouw serve: the engine and the ledger over HTTP.

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <fstream>
#include <iostream>
#include <thread>

#include "command.h"
#include "http/guard.h"
#include "serve/notify.h"
#include "serve/service.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

struct ServeRequest {
  std::string folder, ledger, listen = "127.0.0.1:8080", tokens, zone, log;
  bool quiet = false;
};

struct Address {
  std::string host;
  int port = 0;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, ServeRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--ledger", "FILE", request.ledger, "the ledger; made where it is not there");
  arguments.option("--listen", "ADDRESS:PORT", request.listen,
                   "where; 127.0.0.1:8080 unless said. Port 0: any that is free");
  arguments.option("--tokens", "FILE", request.tokens,
                   "who may ask: lines of a role (watch, decide, keep) and a token");
  arguments.option("--on-calendar", "ZONE", request.zone,
                   "requests without a day are for today in this zone, like Europe/Amsterdam");
  arguments.option("--log", "FILE", request.log, "a line of JSON for each request, without what it held");
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

std::optional<Address> address_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  Address made{text.substr(0, colon), 0};
  if (made.host.starts_with('[') && made.host.ends_with(']'))
    made.host = made.host.substr(1, made.host.size() - 2);
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, made.port);
  if (error != std::errc() || stop != end || made.port < 0 || made.port > 65535) return std::nullopt;
  return made;
}

// Looks at the folder once a second, until it goes.
class Watching {
 public:
  Watching(Service& service, Console& console, bool quiet)
      : service_(service), console_(console), quiet_(quiet), thread_([this] { watch(); }) {}
  ~Watching() {
    {
      const std::lock_guard lock(guard_);
      ended_ = true;
    }
    end_.notify_all();
    thread_.join();
  }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

 private:
  void watch() {
    std::unique_lock lock(guard_);
    while (!end_.wait_for(lock, std::chrono::seconds(1), [&] { return ended_; })) {
      lock.unlock();
      if (service_.programmes.refresh()) tell();
      lock.lock();
    }
  }

  void tell() {
    const bool current = service_.programmes.is_current();
    service_.metrics.count(current ? "reloads" : "failed_reloads");
    if (quiet_) return;
    if (current)
      console_.error("The programme changed; what it says now counts.\n");
    else
      console_.error("The programme changed, and has errors: what it said before counts. `trouw check " +
                     service_.programmes.folder() + "` tells them.\n");
  }

  Service& service_;
  Console& console_;
  bool quiet_;
  std::mutex guard_;
  std::condition_variable end_;
  bool ended_ = false;
  std::thread thread_;
};

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm at = {};
  ::gmtime_r(&now, &at);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &at);
  return text;
}

// Only what is no customer's: the route stands for the path, and nothing of a body or a query is told.
void log_to(std::ostream& file, std::mutex& guard, const http::Request& request, const std::string& route,
            int status, std::chrono::microseconds time) {
  const http::Json line{{"time", now_text()}, {"method", request.method},     {"route", route},
                        {"status", status},   {"microseconds", time.count()}, {"bytes", request.body.size()}};
  const std::lock_guard lock(guard);
  file << line.dump(-1, ' ', false, http::Json::error_handler_t::replace) << '\n' << std::flush;
}

void add_routes(http::Server& server, Service& service) {
  for (const Answering& of : answerings())
    server.route(of.method, of.path, [&service, &of](const http::Request& request) {
      const Role role = service.tokens.role_of(request.bearer());
      if (role < of.role)
        return http::problem(role == Role::anybody ? 401 : 403,
                             fmt::format("This takes a token of the role {}.", role_name(of.role)),
                             "not-allowed");
      return of.answered(service, request);
    });
}

// Before a body is read.
void admit(http::Server& server, Service& service, const Address& address) {
  if (service.tokens.empty() && http::is_loopback(address.host)) {
    server.admit([&server](const http::Request& request) {
      return http::Guard{http::loopback_hosts(server.port())}.refuse(request);
    });
    return;
  }
  server.admit([&service](const http::Request& request) -> std::optional<http::Response> {
    const bool open =
        request.path == "/livez" || request.path == "/readyz" || request.path == "/openapi.json";
    if (open || service.tokens.role_of(request.bearer()) != Role::anybody) return std::nullopt;
    http::Response wrong = http::problem(401, "This takes a token: Authorization: Bearer …", "not-allowed");
    wrong.headers.emplace_back("WWW-Authenticate", "Bearer");
    return wrong;
  });
}

Status open_books(const ServeRequest& request, Service& service) {
  if (request.ledger.empty()) return {};
  Status status;
  service.ledger = Ledger::open(request.ledger, LedgerAccess::make, status);
  return status;
}

}  // namespace

int run_serve(const Command& command, const Words& words, Console& console) {
  ServeRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const auto address = address_of(request.listen);
  if (!address)
    return fail("--listen takes an address and a port like 127.0.0.1:8080, not “" + request.listen + "”.",
                console);
  if (!request.zone.empty() && !today_in(request.zone))
    return fail("--on-calendar takes a zone that this machine knows, like Europe/Amsterdam, not “" +
                    request.zone + "”.",
                console);
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;

  http::Limits limits;
  limits.workers = std::max(16U, 4 * std::thread::hardware_concurrency());
  limits.waiting = 256;
  http::Server server(limits);
  const http::EndBySignal end([&server] { server.stop(); });
  Service service(request.folder);
  service.zone = request.zone;
  if (!request.tokens.empty())
    if (const Status status = service.tokens.read(request.tokens); !status)
      return fail(status.message, console);
  if (service.tokens.empty() && !http::is_loopback(address->host))
    return fail("Others can reach " + address->host + ": --tokens FILE says who of them may ask.", console);
  if (const Status status = open_books(request, service); !status) return fail(status.message, console);
  service.programmes.refresh();
  admit(server, service, *address);
  add_routes(server, service);
  server.always("Cache-Control", "no-store");
  std::ofstream log;
  if (!request.log.empty()) log.open(request.log, std::ios::app);
  if (!request.log.empty() && !log) return fail("The log " + request.log + " cannot be written.", console);
  std::mutex logging;
  server.log(
      [&](const http::Request& asked, const std::string& route, int status, std::chrono::microseconds time) {
        service.metrics.answered(route, status, time);
        if (log.is_open()) log_to(log, logging, asked, route, status, time);
      });
  if (const Status status = server.bind(address->host, address->port); !status)
    return fail(status.message, console);
  if (!request.quiet)
    console.error(
        fmt::format("Answers on http://{}:{}/ until it is told to end.\n", address->host, server.port()));
  const Watching watching(service, console, request.quiet);
  notify_system("READY=1");
  server.run();
  service.stopping = true;
  notify_system("STOPPING=1");
  return fine;
}

}  // namespace trouw::cli
