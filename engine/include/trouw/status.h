// What went wrong in the world outside: a file that is not there, a database that is none.
#pragma once

#include <string>
#include <utility>

namespace trouw {

struct [[nodiscard]] Status {
  bool ok = true;
  std::string message;  // one sentence, naming what and where

  static Status failure(std::string message) { return {false, std::move(message)}; }
  explicit operator bool() const { return ok; }
};

}  // namespace trouw
