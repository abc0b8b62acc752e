// trouw studio: what does this programme say, cost and break, while it is written? In the browser.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <optional>

#include "command.h"
#include "http/guard.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "studio/api.h"
#include "studio/assets.h"

namespace trouw::cli {

namespace {

constexpr int usual_port = 7227;

struct StudioRequest {
  std::string folder, customers, on, ledger;
  std::optional<std::uint64_t> port;
  bool read_only = false, no_browser = false, no_prove = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        StudioRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--customers", "SOURCE", request.customers,
                   "show whom it reaches and what it costs: file.csv, file.ndjson, file.db or file.db#table");
  arguments.option("--on", "DATE", request.on,
                   "the day that figures are for, like 2027-03-01; today, unless said");
  arguments.option("--ledger", "FILE", request.ledger,
                   "figures on top of what this ledger says was given before; it is not changed");
  arguments.flag("--read-only", request.read_only, "save nothing");
  arguments.flag("--no-prove", request.no_prove, "leave out proofs until they are asked for");
  arguments.flag("--no-browser", request.no_browser, "only print the address");
  arguments.number("--port", request.port, "serve at this port of 127.0.0.1");
  return arguments.read(words, console);
}

Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return day_of({local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

// "http://127.0.0.1:7227/#SECRET": what stands behind # is not sent, and so stands in no log.
struct Address {
  int port = 0;
  std::string secret;

  std::string written() const { return fmt::format("http://127.0.0.1:{}/#{}", port, secret); }
};

// The last one of this programme, so that a tab that is still open goes on.
std::optional<Address> noted(const Drafts& drafts) {
  const std::string note = drafts.note();
  const std::size_t colon = note.find("127.0.0.1:"), sign = note.find("/#");
  if (colon == std::string::npos || sign == std::string::npos || sign < colon) return std::nullopt;
  Address address;
  for (std::size_t i = colon + 10; i < sign; ++i) {
    if (note[i] < '0' || note[i] > '9' || address.port > 65535) return std::nullopt;
    address.port = address.port * 10 + (note[i] - '0');
  }
  address.secret = note.substr(sign + 2);
  const bool fine = address.port > 0 && address.port <= 65535 && address.secret.size() >= 32;
  return fine ? std::optional(address) : std::nullopt;
}

// The port that was asked for, or the last one, or the usual one, or any.
Status bind(http::Server& server, const StudioRequest& request, int last) {
  if (request.port) return server.bind("127.0.0.1", static_cast<int>(*request.port));
  for (const int port : {last, usual_port})
    if (port > 0 && server.bind("127.0.0.1", port)) return {};
  return server.bind("127.0.0.1", 0);
}

// Lets the desktop open the address, apart from us: it outlives the studio, and says nothing here.
void open_browser(const std::string& address) {
  const pid_t child = ::fork();
  if (child > 0) ::waitpid(child, nullptr, 0);
  if (child != 0) return;
  if (::fork() == 0) {
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
    ::execlp("xdg-open", "xdg-open", address.c_str(), static_cast<char*>(nullptr));
    ::execlp("open", "open", address.c_str(), static_cast<char*>(nullptr));
    ::_exit(1);
  }
  ::_exit(0);
}

int serve(http::Server& server, Desk& desk, const StudioRequest& request, Console& console) {
  const std::optional<Address> last = noted(desk.drafts());
  if (const Status bound = bind(server, request, last ? last->port : 0); !bound)
    return fail(bound.message, console);
  const bool same = last && last->port == server.port();
  const Address address{server.port(), same ? last->secret : http::new_secret()};
  http::Guard guard{http::loopback_hosts(server.port())};
  server.admit([guard](const http::Request& asked) { return guard.refuse(asked); });
  serve_assets(server);
  const Address once{address.port, "once-" + http::new_secret()};
  serve_desk(server, desk, address.secret, request.no_browser ? "" : once.secret);
  if (const Status kept = desk.drafts().set_note(address.written()); !kept)
    console.error(kept.message + "\n");
  console.out(address.written() + "\n");
  if (!console.finish()) return unusable;
  desk.open();
  if (!request.no_browser) open_browser(once.written());
  server.run();
  return fine;
}

}  // namespace

int run_studio(const Command& command, const Words& words, Console& console) {
  StudioRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  if (request.port && (*request.port == 0 || *request.port > 65535))
    return fail("--port takes a number from 1 to 65535.", console);
  if (request.customers == "-") return fail("Customers are read again and again: name a file.", console);
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::path(request.folder) / service::Draft::yaml_name, error))
    return fail(
        fmt::format("{} has no programme.yaml: `trouw init {}` makes one.", request.folder, request.folder),
        console);
  DeskOptions options;
  options.folder = request.folder;
  options.read_only = request.read_only;
  options.state = state_folder();
  options.live.customers = request.customers;
  options.live.ledger = request.ledger;
  options.live.difference = true;
  if (request.no_prove) options.live.proof_seconds = 0;
  options.live.on = request.on.empty() ? today() : read_day("--on", request.on, console);
  if (!options.live.on) return unusable;
  http::Server server;
  // Before there are other threads: they are not to hear of it.
  const http::EndBySignal end([&server] { server.stop(); });
  Desk desk(options);
  if (!desk.drafts().take()) {
    console.error("The studio has this programme open already, at this address.\n");
    console.out(desk.drafts().note() + "\n");
    return fine;
  }
  if (!desk.drafts().keeps())
    console.error(
        "There is no folder to keep drafts in: what is typed is in the browser alone until it is saved.\n");
  return serve(server, desk, request, console);
}

}  // namespace trouw::cli
