#include "records/results_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace trouw {

namespace fs = std::filesystem;

namespace {

std::string behind_links(const std::string& path) {
  std::error_code error;
  const fs::path found = fs::weakly_canonical(path, error);
  return error ? path : found.string();
}

}  // namespace

Replacement::Replacement(const std::string& path) : path_(path), target_(behind_links(path)) {}

Replacement::~Replacement() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Status Replacement::failure(int error) const {
  return Status::failure(fmt::format("{} cannot be written: {}.", path_, std::strerror(error)));
}

Status Replacement::check() {
  struct stat about {};
  if (::stat(target_.c_str(), &about) != 0) return {};
  if (S_ISDIR(about.st_mode)) return failure(EISDIR);
  if (!S_ISREG(about.st_mode)) return failure(EINVAL);
  if (::access(target_.c_str(), W_OK) != 0) return failure(errno);
  before_ = about;
  return {};
}

Status Replacement::begin() {
  constexpr std::string_view ending = ".partial";
  if (const Status good = check(); !good) return good;
  std::string name = target_ + ".XXXXXX" + std::string(ending);
  descriptor_ = ::mkostemps(name.data(), static_cast<int>(ending.size()), O_CLOEXEC);
  if (descriptor_ < 0) return failure(errno);
  temporary_ = std::move(name);
  return {};
}

Status Replacement::replace() {
  if (before_) {
    // Only who may give files away can keep another's; the file is theirs to read either way.
    if (::fchown(descriptor_, before_->st_uid, before_->st_gid) != 0 && errno != EPERM) return failure(errno);
    if (::fchmod(descriptor_, before_->st_mode & 07777) != 0) return failure(errno);
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return failure(errno);
  temporary_.clear();
  return {};
}

ResultsFile::ResultsFile(const std::string& path, Status& status) : place_(path) {
  status = place_.begin();
  if (!status) return;
  const int own = ::fcntl(place_.descriptor(), F_DUPFD_CLOEXEC, 0);
  if (own >= 0) file_ = ::fdopen(own, "wb");
  if (file_ != nullptr) return;
  status = place_.failure(errno);
  if (own >= 0) ::close(own);
}

ResultsFile::~ResultsFile() {
  if (file_ != nullptr) std::fclose(file_);
}

Status ResultsFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) == text.size()) return {};
  return place_.failure(errno);
}

Status ResultsFile::finish() {
  const bool whole = std::ferror(file_) == 0 && std::fflush(file_) == 0;
  const int error = errno;
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!whole) return place_.failure(error);
  return closed ? place_.replace() : place_.failure(errno);
}

namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101;

// The high bit of a byte is set where that byte or a lower one is this character, and only if any is.
constexpr std::uint64_t with(std::uint64_t bytes, char c) {
  const std::uint64_t other = bytes ^ (each_byte * static_cast<unsigned char>(c));
  return (other - each_byte) & ~other;
}

constexpr bool special(std::uint64_t bytes) {
  return ((with(bytes, ',') | with(bytes, '"') | with(bytes, '\r') | with(bytes, '\n')) &
          (0x80 * each_byte)) != 0;
}

}  // namespace

bool needs_quotes(std::string_view value) {
  std::uint64_t bytes = 0;
  if (value.size() < sizeof bytes) {
    for (const char c : value) bytes = bytes << 8 | static_cast<unsigned char>(c);
    return special(bytes);
  }
  bool found = false;
  for (std::size_t at = 0; at + sizeof bytes < value.size(); at += sizeof bytes) {
    std::memcpy(&bytes, value.data() + at, sizeof bytes);
    found |= special(bytes);
  }
  std::memcpy(&bytes, value.data() + value.size() - sizeof bytes, sizeof bytes);
  return found | special(bytes);
}

void append_csv(std::string& text, std::string_view value) {
  if (!needs_quotes(value)) {
    text += value;
    return;
  }
  text += '"';
  for (const char c : value) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace trouw
