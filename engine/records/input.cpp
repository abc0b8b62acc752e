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

Input::Input(const std::string& path, Status& status, Encoding encoding)
    : name_(path == "-" ? "standard input" : path), encoding_(encoding), recoding_(encoding) {
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

Input::Input(std::string_view bytes, std::string name)
    : name_(std::move(name)),
      buffer_(bytes.size() + padding),
      end_(bytes.size()),
      size_(bytes.size()),
      at_end_(true),
      encoding_(Encoding::utf_8),
      recoding_(Encoding::utf_8) {
  std::copy(bytes.begin(), bytes.end(), buffer_.begin());
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

std::ptrdiff_t Input::read_bytes(char* to, std::size_t most) {
  ssize_t got = 0;
  do {
    got = ::read(file_, to, most);
  } while (got < 0 && errno == EINTR);
  if (got < 0) status_ = failure(errno);
  return got;
}

// Moves the window to the beginning of its buffer, which grows where it is full.
bool Input::make_room() {
  if (at_end_ || !status_ || end_ - begin_ >= most_record_bytes) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + padding == buffer_.size()) buffer_.resize(std::min(2 * end_, most_record_bytes) + padding);
  return true;
}

bool Input::more() {
  if (encoding_ != Encoding::utf_8) return more_recoded();
  if (!make_room()) return false;
  const std::ptrdiff_t got = read_bytes(buffer_.data() + end_, buffer_.size() - padding - end_);
  at_end_ = got <= 0;
  end_ += got > 0 ? static_cast<std::size_t>(got) : 0;
  return got > 0;
}

bool Input::more_recoded() {
  if (!make_room()) return false;
  while (given_ == recoded_.size() && !read_all_) {
    raw_.resize(chunk / 4);
    const std::ptrdiff_t got = read_bytes(raw_.data(), raw_.size());
    read_all_ = got <= 0;
    const std::string_view piece(raw_.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    if (consumed_ == 0 && end_ == 0 && piece.starts_with("\xEF\xBB\xBF")) {
      std::memcpy(buffer_.data(), piece.data(), piece.size());
      end_ = piece.size();
      encoding_ = Encoding::utf_8;
      return true;
    }
    recoded_.clear();
    given_ = 0;
    recoding_.append(piece, read_all_, recoded_);
  }
  const std::size_t bytes = std::min(recoded_.size() - given_, buffer_.size() - padding - end_);
  std::memcpy(buffer_.data() + end_, recoded_.data() + given_, bytes);
  given_ += bytes;
  end_ += bytes;
  at_end_ = bytes == 0;
  return bytes > 0;
}

double Input::progress() const {
  if (size_ == 0) return -1;
  return std::min(1.0, static_cast<double>(consumed_) / static_cast<double>(size_));
}

}  // namespace trouw
