#include "shell/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "shell/words.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

Status failure(const std::string& path, const char* what, int error) {
  return Status::failure(fmt::format("{} cannot be {}: {}.", printable(path), what, std::strerror(error)));
}

// Writes all of it and has the disk take it. Returns 0 or errno.
int write_whole(int file, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(file, text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) return errno;
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

// A new file with the owner and permissions of `like`, holding `text`. Returns 0 or errno.
int write_like(const struct stat& like, const std::string& text, std::string& name) {
  const int file = ::mkstemp(name.data());
  if (file < 0) return errno;
  int error = write_whole(file, text);
  // Only who may give files away can keep another's; the file is theirs to read either way.
  if (error == 0 && ::fchown(file, like.st_uid, like.st_gid) != 0 && errno != EPERM) error = errno;
  if (error == 0 && ::fchmod(file, like.st_mode & 07777) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

Status read_text(const std::string& path, std::string& text, std::size_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) return failure(path, "read", EISDIR);
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return failure(path, "read", errno == 0 ? EIO : errno);
  const auto size = fs::file_size(path, error);
  if (!error && size > limit)
    return Status::failure(fmt::format("{} is larger than {} MB.", printable(path), limit >> 20));
  text.assign(std::istreambuf_iterator<char>(in), {});
  return in.bad() ? failure(path, "read", EIO) : Status();
}

Status create_text(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return failure(path, "written", errno);
  int error = write_whole(file, text);
  if (::close(file) != 0 && error == 0) error = errno;
  if (error == 0) return {};
  ::unlink(path.c_str());
  return failure(path, "written", error);
}

Status replace_text(const std::string& path, const std::string& text) {
  std::error_code unresolved;
  const std::string target = fs::canonical(path, unresolved).string();
  if (unresolved) return failure(path, "written", unresolved.value());
  struct stat like {};
  if (::stat(target.c_str(), &like) != 0 || ::access(target.c_str(), W_OK) != 0)
    return failure(path, "written", errno);
  std::string name = target + ".XXXXXX";
  int error = write_like(like, text, name);
  if (error == 0 && ::rename(name.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return {};
  ::unlink(name.c_str());
  return failure(path, "written", error);
}

}  // namespace trouw::cli
