// One client's connection, with an end to everything: bytes, and time.
#pragma once

#include <chrono>
#include <cstddef>

#include "http/server.h"

namespace trouw::http {

// Owns the socket. One thread.
class Connection {
 public:
  // `bell`: readable once the server stops; the connection then waits for no other request.
  Connection(int socket, int bell, const Limits& limits);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }

  // Waits for the next request's first byte; false where none comes.
  bool next();
  void head_read() { head_ = false; }

  // At most `size` bytes: their number, 0 at the end, -1 where it failed or went beyond a limit.
  std::ptrdiff_t read(char* to, std::size_t size);
  std::ptrdiff_t write(const char* from, std::size_t size);
  bool readable();
  bool writable();

  bool too_slow() const { return too_slow_; }
  bool head_too_long() const { return head_too_long_; }

  // Lets the client read what was written, though it is still sending.
  void take_leave();

 private:
  using Clock = std::chrono::steady_clock;
  bool wait(short events, Clock::time_point until);
  bool fill();

  int socket_, bell_;
  const Limits& limits_;
  char buffer_[8192];
  std::size_t at_ = 0, end_ = 0;
  std::size_t taken_ = 0;  // of this request
  bool head_ = true, writing_ = false;
  bool too_slow_ = false, head_too_long_ = false;
  Clock::time_point read_by_, write_by_;
};

}  // namespace trouw::http
