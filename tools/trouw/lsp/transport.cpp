#include "lsp/transport.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string_view>

#include "trouw/ensure.h"

namespace trouw::cli {

namespace {

constexpr std::size_t longest_header = 8192;
constexpr std::size_t longest_body = 64u << 20;
constexpr std::string_view length_field = "content-length:";

bool names_length(std::string_view line) {
  if (line.size() < length_field.size()) return false;
  for (std::size_t i = 0; i < length_field.size(); ++i) {
    const char c = line[i] >= 'A' && line[i] <= 'Z' ? static_cast<char>(line[i] - 'A' + 'a') : line[i];
    if (c != length_field[i]) return false;
  }
  return true;
}

std::optional<std::size_t> length_in(std::string_view header) {
  for (std::size_t at = 0; at < header.size();) {
    const std::size_t end = header.find("\r\n", at);
    const std::string_view line = header.substr(at, end - at);
    if (names_length(line)) {
      std::string_view digits = line.substr(length_field.size());
      while (!digits.empty() && digits.front() == ' ') digits.remove_prefix(1);
      std::size_t length = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
      if (read.ec == std::errc() && length <= longest_body) return length;
    }
    if (end == std::string_view::npos) break;
    at = end + 2;
  }
  return std::nullopt;
}

}  // namespace

Transport::Transport(int in, int out) : in_(in), out_(out) {
  ensure(::pipe2(bell_, O_CLOEXEC | O_NONBLOCK) == 0, "no pipe to be had");
}

Transport::~Transport() {
  for (const int end : bell_) ::close(end);
}

void Transport::wake() {
  const ssize_t rung = ::write(bell_[1], "", 1);
  static_cast<void>(rung);  // full: it is ringing already
}

// Waits for something to read; whether it was the bell that rang, and nothing else there.
bool Transport::woken() {
  pollfd ends[] = {{in_, POLLIN, 0}, {bell_[0], POLLIN, 0}};
  while (::poll(ends, 2, -1) < 0 && errno == EINTR) continue;
  if ((ends[1].revents & POLLIN) == 0 || (ends[0].revents & POLLIN) != 0) return false;
  char rings[256];
  while (::read(bell_[0], rings, sizeof rings) > 0) continue;
  return true;
}

bool Transport::fill() {
  char block[16384];
  ssize_t count = 0;
  do count = ::read(in_, block, sizeof block);
  while (count < 0 && errno == EINTR);
  if (count <= 0) return false;
  buffer_.append(block, static_cast<std::size_t>(count));
  return true;
}

// The length that the next header says, with the header taken off; nothing where there is none to read.
std::optional<std::size_t> Transport::header() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (buffer_.size() > longest_header || !fill()) return std::nullopt;
  const auto length = length_in(std::string_view(buffer_).substr(0, end));
  buffer_.erase(0, end + 4);
  return length;
}

Transport::Received Transport::receive(Json& message) {
  if (buffer_.empty() && woken()) return Received::woken;
  const auto length = header();
  if (!length) return Received::end;
  while (buffer_.size() < *length)
    if (!fill()) return Received::end;
  message =
      Json::parse(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(*length), nullptr, false);
  buffer_.erase(0, *length);
  return message.is_object() ? Received::message : Received::malformed;
}

bool Transport::send(const Json& message) {
  const std::string body = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string whole = fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body);
  const std::lock_guard lock(writing_);
  for (std::size_t at = 0; at < whole.size();) {
    const ssize_t count = ::write(out_, whole.data() + at, whole.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace trouw::cli
