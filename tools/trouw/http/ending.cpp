#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <thread>
#include <utility>

#include "http/server.h"
#include "trouw/ensure.h"

namespace trouw::http {

struct EndBySignal::State {
  std::function<void()> end;
  sigset_t signals{}, before{};
  int heard = -1, bell = -1;
  std::thread thread;

  void listen() {
    pollfd ends[] = {{heard, POLLIN, 0}, {bell, POLLIN, 0}};
    while (::poll(ends, 2, -1) < 0) continue;
    if ((ends[0].revents & POLLIN) == 0) return;
    signalfd_siginfo which{};
    const ssize_t had = ::read(heard, &which, sizeof which);
    static_cast<void>(had);
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // the next ends the process
    end();
    while (::poll(ends + 1, 1, -1) < 0) continue;
  }
};

EndBySignal::EndBySignal(std::function<void()> end) : state_(std::make_unique<State>()) {
  state_->end = std::move(end);
  sigemptyset(&state_->signals);
  sigaddset(&state_->signals, SIGINT);
  sigaddset(&state_->signals, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &state_->signals, &state_->before);
  state_->heard = ::signalfd(-1, &state_->signals, SFD_CLOEXEC);
  state_->bell = ::eventfd(0, EFD_CLOEXEC);
  ensure(state_->heard >= 0 && state_->bell >= 0, "no file descriptor to be had");
  state_->thread = std::thread([this] { state_->listen(); });
}

EndBySignal::~EndBySignal() {
  const std::uint64_t one = 1;
  const ssize_t rung = ::write(state_->bell, &one, sizeof one);
  static_cast<void>(rung);
  state_->thread.join();
  ::close(state_->heard);
  ::close(state_->bell);
  ::pthread_sigmask(SIG_SETMASK, &state_->before, nullptr);
}

}  // namespace trouw::http
