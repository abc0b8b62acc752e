#include "records/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace trouw {

namespace {

constexpr std::size_t chunk = 1u << 20;

}  // namespace

Input::Input(const std::string& path, Status& status) : name_(path == "-" ? "standard input" : path) {
  file_ = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about = {};
  if (file_ < 0 || ::fstat(file_, &about) != 0) {
    status = errno == ENOENT ? Status::failure("There is no file " + name_ + ".") : failure(errno);
    return;
  }
  if (S_ISDIR(about.st_mode)) {
    status = Status::failure(name_ + " is a folder, not a file of records.");
    return;
  }
  if (S_ISREG(about.st_mode)) size_ = static_cast<std::uint64_t>(about.st_size);
  buffer_.resize(chunk + padding);
  more();
  status = status_;
}

Input::~Input() {
  if (file_ >= 0) ::close(file_);
}

Status Input::failure(int error) const {
  return Status::failure(name_ + " cannot be read: " + std::strerror(error) + ".");
}

void Input::consume(std::size_t count) {
  begin_ += count;
  consumed_ += count;
}

bool Input::more() {
  if (at_end_ || !status_ || end_ - begin_ >= most_record_bytes) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + padding == buffer_.size()) buffer_.resize(std::min(2 * end_, most_record_bytes) + padding);
  ssize_t got = 0;
  do {
    got = ::read(file_, buffer_.data() + end_, buffer_.size() - padding - end_);
  } while (got < 0 && errno == EINTR);
  if (got < 0) status_ = failure(errno);
  at_end_ = got <= 0;
  end_ += got > 0 ? static_cast<std::size_t>(got) : 0;
  return got > 0;
}

double Input::progress() const {
  if (size_ == 0) return -1;
  return std::min(1.0, static_cast<double>(consumed_) / static_cast<double>(size_));
}

}  // namespace trouw
