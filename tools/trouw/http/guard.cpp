#include "http/guard.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "trouw/ensure.h"

namespace trouw::http {

namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789-_";
constexpr std::size_t length = 32;

bool listed(const std::vector<std::string>& hosts, std::string_view host) {
  return std::ranges::any_of(hosts, [&](const std::string& one) {
    return std::ranges::equal(one, host, [](char a, char b) {
      const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
      return small(a) == small(b);
    });
  });
}

// The host of "http://host:port"; none: "null", or another scheme.
std::string_view host_of(std::string_view origin) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (origin.substr(0, scheme.size()) == scheme) return origin.substr(scheme.size());
  return {};
}

}  // namespace

std::string new_secret() {
  std::string secret;
  while (secret.size() < length) {
    unsigned char byte = 0;
    const ssize_t had = ::getrandom(&byte, 1, 0);
    ensure(had == 1 || errno == EINTR, "no random bytes to be had");
    // Those beyond a whole number of alphabets would make some letters likelier.
    if (had == 1 && byte < 256 / letters.size() * letters.size()) secret += letters[byte % letters.size()];
  }
  return secret;
}

bool same_secret(std::string_view a, std::string_view b) {
  unsigned differs = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    differs |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
  return differs == 0;
}

bool is_loopback(const std::string& address) {
  return address == "localhost" || address == "::1" || address.rfind("127.", 0) == 0;
}

std::vector<std::string> loopback_hosts(int port) {
  std::vector<std::string> hosts;
  for (const char* name : {"127.0.0.1", "localhost", "[::1]"})
    hosts.push_back(port == 80 ? name : fmt::format("{}:{}", name, port));
  return hosts;
}

std::optional<Response> Guard::refuse(const Request& request) const {
  if (hosts.empty()) return std::nullopt;
  if (!listed(hosts, request.header("host")))
    return problem(421, "This server is not reached by the name that the request gives.");
  const std::string& origin = request.header("origin");
  if (!origin.empty() && !listed(hosts, host_of(origin)))
    return problem(403, "A page of another address may ask nothing here.");
  const std::string& site = request.header("sec-fetch-site");
  if ((site == "cross-site" || site == "same-site") && request.header("sec-fetch-mode") != "navigate")
    return problem(403, "A page of another address may ask nothing here.");
  return std::nullopt;
}

}  // namespace trouw::http
