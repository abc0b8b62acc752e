// Messages of JSON-RPC with a header each, as the Language Server Protocol frames them.
#pragma once

#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace trouw::cli {

using Json = nlohmann::ordered_json;

// Reads one file descriptor and writes another. send() and wake() may be called by any number of threads.
class Transport {
 public:
  Transport(int in, int out);
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  enum class Received { message, malformed, woken, end };

  // The next message. Malformed: a body that is no JSON, or a header without a usable length; what follows it
  // is read on with where that is known, and is the end where it is not.
  Received receive(Json& message);

  // Ends a receive() that waits between two messages, or the next.
  void wake();

  // False where the other side is gone.
  bool send(const Json& message);

 private:
  bool fill();
  bool woken();
  std::optional<std::size_t> header();

  int in_, out_;
  int bell_[2] = {-1, -1};  // a pipe
  std::string buffer_;
  std::mutex writing_;
};

}  // namespace trouw::cli
