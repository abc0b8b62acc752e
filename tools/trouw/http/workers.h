// A fixed number of threads and what waits for one of them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace trouw::http {

class Workers {
 public:
  Workers(unsigned threads, unsigned waiting);
  ~Workers() { finish(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Where as many wait as may, this waits too.
  void add(std::function<void()> work);
  // Ends once all is done that was added.
  void finish();

 private:
  void serve();

  std::mutex guard_;
  std::condition_variable more_, room_;
  std::deque<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
  unsigned waiting_;
  bool ending_ = false;
};

}  // namespace trouw::http
