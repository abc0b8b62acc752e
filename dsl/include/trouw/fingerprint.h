// What tells two texts apart for good.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace trouw {

// The SHA-256 of the bytes, 64 hexadecimal digits. Any number of threads at once.
std::string sha256(std::string_view bytes);

// The same of bytes that come in pieces. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  ~Sha256();
  void add(std::string_view bytes);
  std::string finish();  // once, last

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw
