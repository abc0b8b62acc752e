// Who may ask: the page that was meant, at the address that was meant, with the secret.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace trouw::http {

// Random, of 32 letters and digits that stand in an address as they are: some 190 bits.
std::string new_secret();

// In time that does not tell how much of it is right.
bool same_secret(std::string_view a, std::string_view b);

// "127.0.0.1", "::1", "localhost" and the like: nobody else can reach it.
bool is_loopback(const std::string& address);

// A page of somewhere else, opened in the same browser, can send requests here, and can have a name of its
// own point here. So a request names the host that this is, and where it names an origin, that is this one
// too.
struct Guard {
  // Names that it is reached by, each with and without a port ("127.0.0.1:7227"); empty: any.
  std::vector<std::string> hosts;

  // The answer to a request that may not be, or nothing.
  std::optional<Response> refuse(const Request& request) const;
};

// The names that a loopback address is reached by at a port.
std::vector<std::string> loopback_hosts(int port);

}  // namespace trouw::http
