#include "shell/console.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace trouw::cli {

namespace {

constexpr std::size_t much = 1 << 16;

void keep_open(int stream) {
  if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) return;
  // The lowest free number is taken, which is `stream` as those below it were seen to before.
  static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY));
}

// Returns 0, or why not everything could be written.
int write_all(int stream, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(stream, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

bool colours_wanted() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return (no_colour == nullptr || *no_colour == '\0') &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

const char* escape(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "\x1b[1m";
    case Tone::good:
      return "\x1b[1;32m";
    case Tone::bad:
      return "\x1b[1;31m";
    case Tone::warning:
      return "\x1b[1;33m";
    case Tone::faint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

Console::Console() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) keep_open(stream);
  std::signal(SIGPIPE, SIG_IGN);
  error_is_terminal_ = ::isatty(STDERR_FILENO) == 1;
  colour_out_ = colours_wanted() && ::isatty(STDOUT_FILENO) == 1;
  colour_error_ = colours_wanted() && error_is_terminal_;
}

std::string Console::toned(bool colour, Tone tone, std::string_view text) {
  if (!colour || tone == Tone::plain || text.empty()) return std::string(text);
  return std::string(escape(tone)).append(text).append("\x1b[0m");
}

void Console::out(std::string_view text) {
  if (kept_ != nullptr) {
    *kept_ += text;
    return;
  }
  pending_ += text;
  if (pending_.size() >= much) flush();
}

void Console::error(std::string_view text) {
  flush();
  status_line("");
  static_cast<void>(write_all(STDERR_FILENO, text));
}

void Console::status_line(std::string_view text) {
  if (text.empty() && !status_shown_) return;
  static_cast<void>(write_all(STDERR_FILENO, "\r\x1b[K" + std::string(text)));
  status_shown_ = !text.empty();
}

void Console::flush() {
  if (pending_.empty()) return;
  status_line("");
  if (failure_ == 0) failure_ = write_all(STDOUT_FILENO, pending_);
  pending_.clear();
}

bool Console::finish() {
  flush();
  status_line("");
  if (failure_ == 0 || failure_ == EPIPE) return true;
  error(std::string("Standard output cannot be written: ") + std::strerror(failure_) + ".\n");
  return false;
}

}  // namespace trouw::cli
