// An HTTP server for what one machine or one house asks: routes, limits, a clean end. The library behind it
// is seen by server.cpp alone.
//
//   trouw::http::Server server;
//   server.route("GET", "/api/offers/{id}", [](const Request& request) { return Response::json(…); });
//   if (const Status bound = server.bind("127.0.0.1", 7227); !bound) …
//   server.run();  // until stop(), by another thread
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/message.h"
#include "trouw/status.h"

namespace trouw::http {

// What is asked for beyond these is answered 413, 431 or 408, or waits.
struct Limits {
  std::size_t body = std::size_t{16} << 20;  // bytes
  std::size_t head = std::size_t{32} << 10;  // bytes of the request line and all headers
  std::chrono::seconds request{30};          // from a request's first byte to its last
  std::chrono::seconds answer{60};           // for a client to take an answer, from its first byte
  std::chrono::seconds idle{15};             // between two requests of a connection
  unsigned workers = 16;                     // requests at the same time
  unsigned waiting = 64;                     // connections that wait for one; more wait with the system
};

class Server {
 public:
  using Handler = std::function<Response(const Request&)>;
  // Before a body is read: an answer, or nothing to go on.
  using Admission = std::function<std::optional<Response>(const Request&)>;
  // After an answer was made: what was asked, the route ("" for none), the status, the time that it took.
  using Log =
      std::function<void(const Request&, const std::string& route, int status, std::chrono::microseconds)>;

  explicit Server(Limits limits = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // All before run(). A route's path is fixed but for {names}, each a part between two slashes. GET answers
  // HEAD too. A path that there is with another method is 405, another 404.
  void route(const std::string& method, const std::string& path, Handler handler);
  void admit(Admission admission);  // asked of every request, in the order in which they were added
  void log(Log log);
  // Added to every answer that does not set it itself.
  void always(const std::string& name, const std::string& value);

  // 0: any port that is free. A failure says why not.
  Status bind(const std::string& address, int port);
  int port() const;  // REQUIRES a bind() that was fine

  // Answers until stop(); then ends once everything that was begun is answered. Handlers are called by
  // several threads at once; what they throw is answered 500.
  void run();

  // By any thread, any number of times, before run() too.
  void stop();
  bool stopping() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// While it lives, the signals that ask for an end (SIGINT, SIGTERM) call this, once, on a thread of its own;
// a second one ends the process as it would without. To be made before other threads are.
class EndBySignal {
 public:
  explicit EndBySignal(std::function<void()> end);
  ~EndBySignal();
  EndBySignal(const EndBySignal&) = delete;
  EndBySignal& operator=(const EndBySignal&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw::http
