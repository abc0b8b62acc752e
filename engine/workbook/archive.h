// The parts of a workbook's file: a ZIP archive, read with libzip.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "trouw/status.h"

struct zip;
struct zip_file;

namespace trouw::workbook {

// A part as it is unpacked, piece after piece. The archive outlives it.
class Part {
 public:
  Part(std::string file, zip_file* handle) : file_(std::move(file)), handle_(handle) {}
  ~Part();
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  // The next bytes; none: the end.
  Status read(char* bytes, std::size_t most, std::size_t& count);

 private:
  std::string file_;
  zip_file* handle_;
};

// Not thread-safe.
class Archive {
 public:
  // Fails, by name, where there is no such file, and where it is another format: which, and what to do.
  Archive(const std::string& path, Status& status);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  const std::string& path() const { return path_; }
  bool has(const std::string& part) const;
  std::unique_ptr<Part> open(const std::string& part, Status& status);

  Status failure(const std::string& why) const;  // "c.xlsx cannot be read as a workbook: why."

 private:
  std::string path_;
  zip* handle_ = nullptr;
};

}  // namespace trouw::workbook
