// Which handler a path belongs to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/server.h"

namespace trouw::http {

class Routes {
 public:
  void add(const std::string& method, const std::string& path, Server::Handler handler);

  struct Found {
    const Server::Handler* handler = nullptr;
    std::string path;     // of the route, as it was added; empty: there is none
    std::string allowed;  // the methods that there are, where it is not this one: "GET, POST"
  };
  // Fills in the request's parts.
  Found find(Request& request) const;

 private:
  struct Route {
    std::string method, path;
    std::vector<std::string> parts;  // "{id}" is a place
    Server::Handler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace trouw::http
