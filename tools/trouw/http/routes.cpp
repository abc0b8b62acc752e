#include "http/routes.h"

#include <utility>

namespace trouw::http {

namespace {

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    parts.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_place(const std::string& part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

bool fits(const std::vector<std::string>& route, const std::vector<std::string>& path) {
  if (route.size() != path.size()) return false;
  for (std::size_t i = 0; i < route.size(); ++i)
    if (is_place(route[i]) ? path[i].empty() : route[i] != path[i]) return false;
  return true;
}

}  // namespace

void Routes::add(const std::string& method, const std::string& path, Server::Handler handler) {
  routes_.push_back({method, path, parts_of(path), std::move(handler)});
}

Routes::Found Routes::find(Request& request) const {
  const std::vector<std::string> path = parts_of(request.path);
  Found found;
  for (const Route& route : routes_) {
    if (!fits(route.parts, path)) continue;
    found.path = route.path;
    if (route.method != request.method) {
      found.allowed += (found.allowed.empty() ? "" : ", ") + route.method;
      continue;
    }
    found.handler = &route.handler;
    for (std::size_t i = 0; i < path.size(); ++i)
      if (is_place(route.parts[i]))
        request.parts[route.parts[i].substr(1, route.parts[i].size() - 2)] = path[i];
    return found;
  }
  return found;
}

}  // namespace trouw::http
