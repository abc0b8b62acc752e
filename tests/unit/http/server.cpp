#include "http/server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <thread>

#include "http/guard.h"

using namespace trouw::http;

namespace {

// What a client gets for bytes that it sends, until the server closes or `answers` have come.
std::string sent(int port, const std::string& bytes, bool half_closed = true) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  BOOST_REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t count = ::send(socket, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (count <= 0) break;
    at += static_cast<std::size_t>(count);
  }
  if (half_closed) ::shutdown(socket, SHUT_WR);
  std::string got;
  char block[4096];
  for (ssize_t count = 0; (count = ::recv(socket, block, sizeof block, 0)) > 0;)
    got.append(block, static_cast<std::size_t>(count));
  ::close(socket);
  return got;
}

std::string get(const std::string& path, const std::string& more = "") {
  return fmt::format("GET {} HTTP/1.1\r\nHost: here\r\n{}\r\n", path, more);
}

std::string post(const std::string& body, const std::string& more = "Content-Type: application/json\r\n") {
  return fmt::format("POST /text HTTP/1.1\r\nHost: here\r\n{}Content-Length: {}\r\n\r\n{}", more, body.size(),
                     body);
}

int status(const std::string& answer) {
  return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
}

bool has(const std::string& answer, std::string_view what) {
  return answer.find(what) != std::string::npos;
}

Limits small_limits() {
  Limits limits;
  limits.body = 1000;
  limits.head = 2000;
  limits.request = std::chrono::seconds(1);
  limits.idle = std::chrono::seconds(1);
  limits.workers = 2;
  limits.waiting = 2;
  return limits;
}

struct Running {
  Running() : server(small_limits()) {
    server.route("GET", "/offers/{id}/{part}", [](const Request& request) {
      return Response::json({{"id", request.part("id")},
                             {"part", request.part("part")},
                             {"q", request.asked("q")},
                             {"token", std::string(request.bearer())}});
    });
    server.route("POST", "/text", [](const Request& request) {
      Response wrong;
      const auto body = json_body(request, wrong);
      return body ? Response::json({{"got", *body}}) : wrong;
    });
    server.route("GET", "/throws",
                 [](const Request&) -> Response { throw std::runtime_error("it went wrong"); });
    server.route("GET", "/slow", [this](const Request&) {
      begun = true;
      while (!server.stopping()) std::this_thread::yield();
      return Response::json({{"done", true}});
    });
    server.always("X-Always", "yes");
    server.log([this](const Request&, const std::string&, int, std::chrono::microseconds) { ++logged; });
    BOOST_REQUIRE(server.bind("127.0.0.1", 0).ok);
    port = server.port();
  }
  void start() {
    thread = std::thread([this] { server.run(); });
  }
  ~Running() {
    server.stop();
    if (thread.joinable()) thread.join();
  }

  Server server;
  int port = 0;
  std::atomic<int> logged = 0;
  std::atomic<bool> begun = false;
  std::thread thread;
};

struct Started : Running {
  Started() { start(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_server)

BOOST_FIXTURE_TEST_CASE(routes_have_places, Started) {
  const std::string answer = sent(port, get("/offers/a%20b/c?q=%C3%A9&q=2", "Authorization: Bearer x.y\r\n"));
  BOOST_TEST(status(answer) == 200);
  BOOST_TEST(has(answer, R"({"id":"a b","part":"c","q":"é","token":"x.y"})"));
  BOOST_TEST(has(answer, "X-Always: yes"));
  BOOST_TEST(logged == 1);
  BOOST_TEST(status(sent(port, get("/offers//c"))) == 404);
  BOOST_TEST(status(sent(port, get("/offers/a/c/"))) == 404);
  BOOST_TEST(status(sent(port, get("/%0A"))) == 404);
}

BOOST_FIXTURE_TEST_CASE(what_is_not_there_is_a_problem, Started) {
  const std::string nothing = sent(port, get("/nowhere"));
  BOOST_TEST(status(nothing) == 404);
  BOOST_TEST(has(nothing, "Content-Type: application/problem+json"));
  BOOST_TEST(has(nothing, R"("title":"Not Found","status":404)"));
  const std::string method = sent(port, get("/text"));
  BOOST_TEST(status(method) == 405);
  BOOST_TEST(has(method, "Allow: POST"));
  BOOST_TEST(status(sent(port, "HEAD /offers/1/2 HTTP/1.1\r\nHost: here\r\n\r\n")) == 200);
  BOOST_TEST(has(sent(port, get("/throws")), R"("status":500,"detail":"it went wrong")"));
}

BOOST_FIXTURE_TEST_CASE(a_body_has_an_end, Started) {
  BOOST_TEST(has(sent(port, post(R"({"a":1})")), R"({"got":{"a":1}})"));
  BOOST_TEST(status(sent(port, post("{"))) == 400);
  BOOST_TEST(status(sent(port, post("[1]"))) == 400);
  BOOST_TEST(status(sent(port, post("{}", "Content-Type: text/plain\r\n"))) == 415);
  BOOST_TEST(has(sent(port, post("{\"a\":" + std::string(200, '['))), "nests deeper"));
  BOOST_TEST(status(sent(port, post(std::string(1001, ' ')))) == 413);
  BOOST_TEST(status(sent(port, post("", "Transfer-Encoding: chunked\r\n"))) == 411);
  BOOST_TEST(status(sent(port, post("x", "Content-Encoding: gzip\r\n"))) == 415);
  BOOST_TEST(status(sent(port, post("x", "Content-Length: 2\r\n"))) == 400);
  BOOST_TEST(status(sent(port, get("/text", "Content-Length: -1\r\n"))) == 400);
  BOOST_TEST(status(sent(port, get("/text", "Content-Length: 99999999999999999999\r\n"))) == 400);
}

BOOST_FIXTURE_TEST_CASE(a_head_has_an_end, Started) {
  BOOST_TEST(status(sent(port, get("/offers/1/2", "A: " + std::string(3000, 'a') + "\r\n"))) == 431);
  std::string many;
  for (int i = 0; i < 400; ++i) many += fmt::format("A{}: b\r\n", i);
  BOOST_TEST(status(sent(port, get("/offers/1/2", many))) == 431);
  BOOST_TEST(status(sent(port, "nonsense\r\n\r\n")) == 400);
  BOOST_TEST(status(sent(port, get("/offers/1/2"))) == 200);  // it goes on
}

BOOST_FIXTURE_TEST_CASE(a_request_comes_in_its_time, Started) {
  BOOST_TEST(status(sent(port, "GET /offers/1/2 HTTP/1.1\r\nHost: he", false)) == 408);
  sent(port, "", false);  // says nothing: it is let go
  BOOST_TEST(status(sent(port, "POST /text HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n{", false)) ==
             408);
}

BOOST_FIXTURE_TEST_CASE(several_requests_on_one_connection, Started) {
  const std::string answers = sent(port, get("/offers/1/2") + get("/offers/3/4"));
  BOOST_TEST(has(answers, R"("id":"1")"));
  BOOST_TEST(has(answers, R"("id":"3")"));
  BOOST_TEST(logged == 2);
}

BOOST_FIXTURE_TEST_CASE(a_port_has_one_server, Started) {
  Server other;
  BOOST_TEST(!other.bind("127.0.0.1", port).ok);
  BOOST_TEST(!other.bind("not an address", 0).ok);
}

BOOST_FIXTURE_TEST_CASE(what_was_begun_is_answered, Started) {
  std::string answer;
  std::thread client([&] { answer = sent(port, get("/slow"), false); });
  while (!begun) std::this_thread::yield();
  server.stop();
  client.join();
  thread.join();
  BOOST_TEST(has(answer, R"({"done":true})"));
}

BOOST_FIXTURE_TEST_CASE(stopped_before_it_runs, Running) {
  server.stop();
  server.run();
  BOOST_TEST(server.stopping());
}

BOOST_AUTO_TEST_CASE(pages_of_elsewhere) {
  Guard guard;
  guard.hosts = loopback_hosts(7227);
  const auto refused = [&](std::map<std::string, std::string> headers) {
    Request request;
    request.headers = std::move(headers);
    const auto answer = guard.refuse(request);
    return answer ? answer->status : 0;
  };
  BOOST_TEST(refused({{"host", "127.0.0.1:7227"}}) == 0);
  BOOST_TEST(refused({{"host", "LocalHost:7227"}, {"origin", "http://localhost:7227"}}) == 0);
  BOOST_TEST(refused({}) == 421);
  BOOST_TEST(refused({{"host", "127.0.0.1"}}) == 421);
  BOOST_TEST(refused({{"host", "evil.example:7227"}}) == 421);
  BOOST_TEST(refused({{"host", "[::1]:7227"}, {"origin", "null"}}) == 403);
  BOOST_TEST(refused({{"host", "[::1]:7227"}, {"origin", "http://127.0.0.1:8080"}}) == 403);
  BOOST_TEST(refused({{"host", "[::1]:7227"}, {"sec-fetch-site", "cross-site"}}) == 403);
  BOOST_TEST(refused({{"host", "[::1]:7227"}, {"sec-fetch-site", "none"}}) == 0);
}

BOOST_AUTO_TEST_CASE(secrets) {
  BOOST_TEST(new_secret().size() == 32U);
  BOOST_TEST(new_secret() != new_secret());
  BOOST_TEST(same_secret("abc", "abc"));
  BOOST_TEST(!same_secret("abc", "abd"));
  BOOST_TEST(!same_secret("abc", "ab"));
  BOOST_TEST(!same_secret("", "a"));
  BOOST_TEST(is_loopback("127.0.0.2"));
  BOOST_TEST(!is_loopback("0.0.0.0"));
}

BOOST_AUTO_TEST_SUITE_END()
