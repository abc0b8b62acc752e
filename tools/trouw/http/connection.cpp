#include "http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace trouw::http {

namespace {

constexpr std::chrono::seconds leave{1};
constexpr std::size_t most_left = std::size_t{4} << 20;

}  // namespace

Connection::Connection(int socket, int bell, const Limits& limits)
    : socket_(socket), bell_(bell), limits_(limits) {}

Connection::~Connection() {
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

bool Connection::next() {
  taken_ = 0;
  head_ = true;
  writing_ = false;
  if (at_ == end_) {
    pollfd ends[] = {{socket_, POLLIN, 0}, {bell_, POLLIN, 0}};
    const auto idle = std::chrono::duration_cast<std::chrono::milliseconds>(limits_.idle).count();
    int ready = 0;
    do ready = ::poll(ends, 2, static_cast<int>(idle));
    while (ready < 0 && errno == EINTR);
    if ((ends[0].revents & POLLIN) == 0) return false;
  }
  read_by_ = Clock::now() + limits_.request;
  return at_ < end_ || fill();
}

// Waits until the socket is ready, no longer than until then.
bool Connection::wait(short events, Clock::time_point until) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) break;
    pollfd end{socket_, events, 0};
    const int ready = ::poll(&end, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
  too_slow_ = true;
  return false;
}

bool Connection::fill() {
  if (!wait(POLLIN, read_by_)) return false;
  ssize_t count = 0;
  do count = ::recv(socket_, buffer_, sizeof buffer_, 0);
  while (count < 0 && errno == EINTR);
  at_ = 0;
  end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
  return count > 0;
}

std::ptrdiff_t Connection::read(char* to, std::size_t size) {
  if (taken_ >= limits_.head && head_) {
    head_too_long_ = true;
    return -1;
  }
  if (taken_ > limits_.head + limits_.body) return -1;
  if (at_ == end_ && !fill()) return too_slow_ ? -1 : 0;
  const std::size_t count = std::min(size, end_ - at_);
  std::memcpy(to, buffer_ + at_, count);
  at_ += count;
  taken_ += count;
  return static_cast<std::ptrdiff_t>(count);
}

std::ptrdiff_t Connection::write(const char* from, std::size_t size) {
  if (!writing_) write_by_ = Clock::now() + limits_.answer;
  writing_ = true;
  if (!wait(POLLOUT, write_by_)) return -1;
  ssize_t count = 0;
  do count = ::send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (count < 0 && errno == EINTR);
  return count;
}

bool Connection::readable() {
  return at_ < end_ || wait(POLLIN, read_by_);
}

bool Connection::writable() {
  return wait(POLLOUT, writing_ ? write_by_ : Clock::now() + limits_.answer);
}

void Connection::take_leave() {
  ::shutdown(socket_, SHUT_WR);
  read_by_ = Clock::now() + leave;
  std::size_t left = most_left;
  while (fill() && left > end_) left -= end_;
}

}  // namespace trouw::http
