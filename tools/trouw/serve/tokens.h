// Who may ask what: bearer tokens with a role each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trouw/status.h"

namespace trouw::cli {

// A role may ask what the ones before it may, too.
enum class Role : unsigned char {
  anybody,  // whether the service lives
  watch,    // figures for monitoring
  decide,   // decisions, and what the ledger says
  keep      // what changes the ledger
};

const char* role_name(Role role);  // "decide"

class Tokens {
 public:
  // Lines of a role and a token of 16 characters at least; # begins a remark. A file that everybody may read
  // is a failure.
  Status read(const std::string& path);

  bool empty() const { return tokens_.empty(); }
  // The role of a token; anybody where it is none. Without any tokens everybody may keep.
  Role role_of(std::string_view token) const;

 private:
  struct Token {
    Role role;
    std::string token;
  };
  std::vector<Token> tokens_;
};

}  // namespace trouw::cli
