// A file that appears only when it is complete.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "trouw/status.h"

namespace trouw {

// A path, and the temporary one beside it that is written first. Removes what is left of the latter.
class Replacement {
 public:
  // A path that is a link stands for what it points at.
  explicit Replacement(const std::string& path);
  ~Replacement();
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  const std::string& temporary() const { return temporary_; }

  // Fails, by name, where the path is a folder or something else that no file can replace.
  Status check() const;

  // Puts the temporary file in its place.
  Status replace();

  Status failure(int error) const;  // "… cannot be written: Permission denied."

 private:
  std::string path_;
  std::string target_;
  std::string temporary_;
};

// Text, buffered. The first failure to write is kept and told by every later call.
class ResultsFile {
 public:
  ResultsFile(const std::string& path, Status& status);
  ~ResultsFile();
  ResultsFile(const ResultsFile&) = delete;
  ResultsFile& operator=(const ResultsFile&) = delete;

  Status write(std::string_view text);
  Status finish();

 private:
  Replacement place_;
  std::FILE* file_ = nullptr;
};

// Whether a field of a CSV has to be in quotes for what is in it.
bool needs_quotes(std::string_view value);

// The value as one field of a CSV (RFC 4180): in quotes where it needs them. Appended to `text`.
void append_csv(std::string& text, std::string_view value);

}  // namespace trouw
