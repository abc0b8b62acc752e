// A file that appears only when it is complete.
#pragma once

#include <sys/stat.h>

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "trouw/status.h"

namespace trouw {

// A path, and the new file beside it that is written first, under a name that nobody can guess. Removes what
// is left of the latter.
class Replacement {
 public:
  // A path that is a link stands for what it points at.
  explicit Replacement(const std::string& path);
  ~Replacement();
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  // Makes the new file, empty, for its owner alone. Fails, by name, where the path is a folder, may not be
  // written, or is something else that no file can replace.
  Status begin();

  // Of the new file. REQUIRES: begun.
  const std::string& temporary() const { return temporary_; }
  int descriptor() const { return descriptor_; }

  // Puts the new file in its place, with the owner and permissions of what was there.
  Status replace();

  Status failure(int error) const;  // "… cannot be written: Permission denied."

 private:
  Status check();

  std::string path_;
  std::string target_;
  std::string temporary_;
  int descriptor_ = -1;
  std::optional<struct stat> before_;  // the file that is there
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
