#include "shell/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace trouw::cli {

namespace {

constexpr std::size_t most_kept = std::size_t{1} << 20;

// Both ends of a pipe, closed with it; neither is handed on to other programs.
struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() { close_end(0), close_end(1); }
  bool open() { return ::pipe2(ends, O_CLOEXEC) == 0; }
  void close_end(int end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

// What stands in the pipe; false at its end.
bool take(int file, std::string& text) {
  std::array<char, 4096> piece;
  const ssize_t got = ::read(file, piece.data(), piece.size());
  if (got < 0) return errno == EINTR;
  if (text.size() < most_kept) text.append(piece.data(), static_cast<std::size_t>(got));
  return got > 0;
}

// Feeds and reads all three until the program has closed its ends.
void talk(Pipe& in, Pipe& out, Pipe& error, const std::string& text, Ran& ran) {
  std::size_t written = 0;
  if (text.empty()) in.close_end(1);
  while (out.ends[0] >= 0 || error.ends[0] >= 0) {
    pollfd waiting[] = {{in.ends[1], POLLOUT, 0}, {out.ends[0], POLLIN, 0}, {error.ends[0], POLLIN, 0}};
    if (::poll(waiting, 3, -1) < 0 && errno != EINTR) return;
    if (waiting[0].revents != 0) {
      const ssize_t wrote = ::write(in.ends[1], text.data() + written, text.size() - written);
      if (wrote > 0) written += static_cast<std::size_t>(wrote);
      if ((wrote < 0 && errno != EINTR) || written == text.size()) in.close_end(1);
    }
    if (waiting[1].revents != 0 && !take(out.ends[0], ran.out)) out.close_end(0);
    if (waiting[2].revents != 0 && !take(error.ends[0], ran.error)) error.close_end(0);
  }
}

// While it lives, a program that closes its standard input ends nothing.
class WithoutBrokenPipes {
 public:
  WithoutBrokenPipes() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~WithoutBrokenPipes() { std::signal(SIGPIPE, before_); }
  WithoutBrokenPipes(const WithoutBrokenPipes&) = delete;
  WithoutBrokenPipes& operator=(const WithoutBrokenPipes&) = delete;

 private:
  void (*before_)(int);
};

}  // namespace

Status run_program(const std::vector<std::string>& words, const std::string& in, Ran& ran) {
  const WithoutBrokenPipes without;
  Pipe input, output, errors;
  if (!input.open() || !output.open() || !errors.open())
    return Status::failure(fmt::format("{} cannot be started: {}", words[0], std::strerror(errno)));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.ends[0], 0);
  posix_spawn_file_actions_adddup2(&actions, output.ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, errors.ends[1], 2);
  std::vector<char*> argv;
  for (const std::string& word : words)
    argv.push_back(const_cast<char*>(word.c_str()));  // as exec wants them
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    return Status::failure(fmt::format("{} cannot be started: {}", words[0], std::strerror(failed)));
  input.close_end(0);
  output.close_end(1);
  errors.close_end(1);
  talk(input, output, errors, in, ran);
  int state = 0;
  while (::waitpid(child, &state, 0) < 0 && errno == EINTR) {
  }
  ran.code = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  return {};
}

}  // namespace trouw::cli
