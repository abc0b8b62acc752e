#include "serve/tokens.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "http/guard.h"

namespace trouw::cli {

namespace {

constexpr std::size_t shortest_token = 16;
constexpr Role roles[] = {Role::anybody, Role::watch, Role::decide, Role::keep};

}  // namespace

const char* role_name(Role role) {
  constexpr const char* names[] = {"anybody", "watch", "decide", "keep"};
  return names[static_cast<std::size_t>(role)];
}

Status Tokens::read(const std::string& path) {
  std::ifstream file(path);
  struct stat about = {};
  if (!file || ::stat(path.c_str(), &about) != 0)
    return Status::failure("The tokens in " + path + " cannot be read.");
  if ((about.st_mode & S_IROTH) != 0)
    return Status::failure(
        fmt::format("Everybody on this machine may read the tokens in {0}: chmod 640 {0}", path));
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string role, token, more;
    if (!(words >> role)) continue;
    const auto* const found = std::ranges::find(roles, role, role_name);
    if (found == std::end(roles) || *found == Role::anybody || !(words >> token) || (words >> more))
      return Status::failure(
          fmt::format("{}, line {}: a role (watch, decide or keep) and a token.", path, number));
    if (token.size() < shortest_token)
      return Status::failure(
          fmt::format("{}, line {}: a token has {} characters at least.", path, number, shortest_token));
    Token& known = tokens_.emplace_back();
    known.role = *found;
    known.token = std::move(token);
  }
  return tokens_.empty() ? Status::failure("There are no tokens in " + path + ".") : Status();
}

Role Tokens::role_of(std::string_view token) const {
  if (tokens_.empty()) return Role::keep;
  Role role = Role::anybody;
  for (const Token& known : tokens_)
    if (http::same_secret(known.token, token)) role = std::max(role, known.role);
  return role;
}

}  // namespace trouw::cli
