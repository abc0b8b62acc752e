#include "records/results_file.h"

#include <fmt/format.h>
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

Replacement::Replacement(const std::string& path)
    : path_(path),
      target_(behind_links(path)),
      temporary_(fmt::format("{}.{}.partial", target_, static_cast<long>(::getpid()))) {}

Replacement::~Replacement() {
  std::error_code ignored;
  fs::remove(temporary_, ignored);
}

Status Replacement::failure(int error) const {
  return Status::failure(fmt::format("{} cannot be written: {}.", path_, std::strerror(error)));
}

Status Replacement::check() const {
  std::error_code error;
  const fs::file_status found = fs::status(target_, error);
  if (fs::is_directory(found)) return failure(EISDIR);
  if (fs::exists(found) && !fs::is_regular_file(found)) return failure(EINVAL);
  return {};
}

Status Replacement::replace() {
  std::error_code error;
  fs::rename(temporary_, target_, error);
  return error ? failure(error.value()) : Status();
}

ResultsFile::ResultsFile(const std::string& path, Status& status) : place_(path) {
  status = place_.check();
  if (!status) return;
  file_ = std::fopen(place_.temporary().c_str(), "wb");
  if (file_ == nullptr) status = place_.failure(errno);
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
