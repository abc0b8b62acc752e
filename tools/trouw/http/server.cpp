// The only file that sees the library. It reads and writes messages; sockets, time and limits are ours
// (connection.h), since it bounds neither the time of a request as a whole nor all that a client may send.
#include "http/server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cctype>
#include <exception>
#include <mutex>
#include <utility>

#include "http/connection.h"
#include "http/routes.h"
#include "http/workers.h"
#include "trouw/ensure.h"

namespace trouw::http {

namespace {

constexpr std::size_t longest_target = 4096;
constexpr time_t look_every = 200'000;  // microseconds: whether to stop

std::string small(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return made;
}

class Stream final : public httplib::Stream {
 public:
  explicit Stream(Connection& connection) : connection_(connection) {}

  bool is_readable() const override { return connection_.readable(); }
  bool is_writable() const override { return connection_.writable(); }
  ssize_t read(char* to, size_t size) override { return connection_.read(to, size); }
  ssize_t write(const char* from, size_t size) override { return connection_.write(from, size); }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return connection_.socket(); }

 private:
  Connection& connection_;
};

class Tasks final : public httplib::TaskQueue {
 public:
  Tasks(const Limits& limits, std::function<void()> idle)
      : workers_(limits.workers, limits.waiting), idle_(std::move(idle)) {}
  void enqueue(std::function<void()> work) override { workers_.add(std::move(work)); }
  void shutdown() override { workers_.finish(); }
  void on_idle() override { idle_(); }

 private:
  Workers workers_;
  std::function<void()> idle_;
};

// One request on its way.
struct Asked {
  Connection* connection = nullptr;
  Request request;
  Routes::Found found;
  bool refused = false;
  std::chrono::steady_clock::time_point since;
};

// The library's calls say nothing of the connection that they are for; a connection has its thread.
thread_local Asked* asked = nullptr;

void take_head(const httplib::Request& from, Request& to) {
  to.method = from.method == "HEAD" ? "GET" : from.method;
  to.path = from.path;
  for (const auto& [name, value] : from.headers) to.headers.emplace(small(name), value);
  for (const auto& [name, value] : from.params) to.query.emplace(name, value);
}

// The answer to a body whose end cannot be known beforehand, or that is too long.
std::optional<Response> refused_body(const httplib::Request& from, const Limits& limits) {
  if (from.has_header("Transfer-Encoding"))
    return problem(411, "The length of the body is to be said in Content-Length.");
  if (from.has_header("Content-Encoding"))
    return problem(415, "The body is to come as it is, not compressed.");
  if (!from.has_header("Content-Length")) return std::nullopt;
  const std::string said = from.get_header_value("Content-Length");
  const bool plain = !said.empty() && said.size() < 19 && said.find_first_not_of("0123456789") == said.npos;
  if (!plain || from.get_header_value_count("Content-Length") != 1)
    return problem(400, "Content-Length is to be one number.");
  if (std::stoull(said) > limits.body)
    return problem(413, fmt::format("A body has at most {} bytes.", limits.body));
  return std::nullopt;
}

}  // namespace

struct Server::State : httplib::Server {
  explicit State(Limits l) : limits(l), bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    ensure(bell >= 0, "no file descriptor to be had");
    set_up();
  }
  ~State() override { ::close(bell); }

  void set_up();
  HandlerResponse before(const httplib::Request& from, httplib::Response& to);
  void answer(const httplib::Request& from, httplib::Response& to);
  void explain(httplib::Response& to) const;
  void fill(Response&& made, httplib::Response& to) const;
  bool process_and_close_socket(socket_t socket) override;
  bool serve_one(Connection& connection);
  void tell(int status) const;
  void end() {
    ending = true;
    const std::uint64_t one = 1;
    const ssize_t rung = ::write(bell, &one, sizeof one);
    static_cast<void>(rung);  // full: it is ringing already
  }

  Limits limits;
  Routes routes;
  std::vector<Admission> admissions;
  std::vector<Log> logs;
  std::vector<std::pair<std::string, std::string>> headers;
  int bell;
  int port = 0;
  std::atomic<bool> ending = false;
};

void Server::State::set_up() {
  set_payload_max_length(limits.body);
  set_tcp_nodelay(true);
  set_idle_interval(0, look_every);
  // Without the library's SO_REUSEPORT, by which two servers would share a port and neither know.
  set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  new_task_queue = [this] {
    return new Tasks(limits, [this] {
      if (ending) httplib::Server::stop();
    });
  };
  set_pre_routing_handler(
      [this](const httplib::Request& from, httplib::Response& to) { return before(from, to); });
  const auto take = [this](const httplib::Request& from, httplib::Response& to) { answer(from, to); };
  Get(".*", take);
  Post(".*", take);
  Put(".*", take);
  Patch(".*", take);
  Delete(".*", take);
  Options(".*", take);
  set_error_handler(HandlerWithResponse([this](const httplib::Request&, httplib::Response& to) {
    explain(to);
    return HandlerResponse::Unhandled;
  }));
  set_logger([this](const httplib::Request&, const httplib::Response& to) { tell(to.status); });
}

void Server::State::fill(Response&& made, httplib::Response& to) const {
  to.status = made.status;
  for (auto& [name, value] : made.headers) to.set_header(name, value);
  for (const auto& [name, value] : headers)
    if (!to.has_header(name)) to.set_header(name, value);
  if (!made.type.empty()) to.set_header("Content-Type", made.type);
  to.body = std::move(made.body);
}

httplib::Server::HandlerResponse Server::State::before(const httplib::Request& from, httplib::Response& to) {
  const auto refuse = [&](Response made) {
    asked->refused = true;
    fill(std::move(made), to);
    return HandlerResponse::Handled;
  };
  take_head(from, asked->request);
  if (from.target.size() > longest_target) return refuse(problem(414, "The address is too long."));
  if (auto wrong = refused_body(from, limits)) return refuse(std::move(*wrong));
  for (const Admission& one : admissions)
    if (auto wrong = one(asked->request)) return refuse(std::move(*wrong));
  asked->found = routes.find(asked->request);
  if (asked->found.handler != nullptr) return HandlerResponse::Unhandled;
  if (asked->found.path.empty()) return refuse(problem(404, "There is nothing at this address."));
  Response wrong = problem(405, "This address takes " + asked->found.allowed + ".");
  wrong.headers.emplace_back("Allow", asked->found.allowed);
  return refuse(std::move(wrong));
}

void Server::State::answer(const httplib::Request& from, httplib::Response& to) {
  asked->request.body = from.body;
  Response made;
  try {
    made = (*asked->found.handler)(asked->request);
  } catch (const std::bad_alloc&) {
    made = problem(503, "There is not enough memory for this.");
  } catch (const std::exception& mistake) {
    made = problem(500, mistake.what());
  }
  fill(std::move(made), to);
}

// What the library answers by itself, in the same words as the rest.
void Server::State::explain(httplib::Response& to) const {
  if (!to.body.empty()) return;
  int status = to.status;
  if (asked->connection->head_too_long()) status = 431;
  if (asked->connection->too_slow()) status = 408;
  asked->refused = true;
  fill(problem(status, status == 431   ? "The head of the request is too long."
                       : status == 408 ? "The request took too long to arrive."
                       : status == 413 ? "The body is too long."
                                       : "The request cannot be read."),
       to);
}

void Server::State::tell(int status) const {
  const auto took =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - asked->since);
  for (const Log& one : logs) one(asked->request, asked->found.path, status, took);
}

// Whether another request may follow.
bool Server::State::serve_one(Connection& connection) {
  if (ending || !connection.next()) return false;
  Asked now;
  now.connection = &connection;
  now.since = std::chrono::steady_clock::now();
  asked = &now;
  Stream stream(connection);
  bool closed = false;
  const bool fine = process_request(stream, false, closed, [&](httplib::Request& from) {
    connection.head_read();
    from.ranges.clear();
    from.headers.erase("Range");
    from.headers.erase("Accept-Encoding");  // compressing takes longer than the way to the next room
  });
  asked = nullptr;
  if (fine && now.refused) connection.take_leave();  // a body may be on its way
  return fine && !closed && !now.refused;
}

bool Server::State::process_and_close_socket(socket_t socket) {
  Connection connection(socket, bell, limits);
  while (serve_one(connection)) continue;
  return true;
}

Server::Server(Limits limits) : state_(std::make_unique<State>(limits)) {}

Server::~Server() = default;

void Server::route(const std::string& method, const std::string& path, Handler handler) {
  state_->routes.add(method, path, std::move(handler));
}

void Server::admit(Admission admission) {
  state_->admissions.push_back(std::move(admission));
}

void Server::log(Log log) {
  state_->logs.push_back(std::move(log));
}

void Server::always(const std::string& name, const std::string& value) {
  state_->headers.emplace_back(name, value);
}

Status Server::bind(const std::string& address, int port) {
  errno = 0;
  const int bound = port == 0                             ? state_->bind_to_any_port(address)
                    : state_->bind_to_port(address, port) ? port
                                                          : -1;
  if (bound > 0) {
    state_->port = bound;
    return {};
  }
  return Status::failure(fmt::format("Nothing can be served at {}:{}: {}.", address, port,
                                     errno == 0 ? "there is no such address" : std::strerror(errno)));
}

int Server::port() const {
  return state_->port;
}

void Server::run() {
  if (!state_->ending) state_->listen_after_bind();
}

void Server::stop() {
  state_->end();
}

bool Server::stopping() const {
  return state_->ending;
}

}  // namespace trouw::http
