// A file or standard input as a window of bytes that moves forward.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "records/encoding.h"
#include "trouw/status.h"

namespace trouw {

inline constexpr std::size_t most_record_bytes = 16u << 20;  // of one record of a text file

// Owns the file. Not thread-safe.
class Input {
 public:
  static constexpr std::size_t padding = 64;  // readable bytes after the window

  // Opens the path, or standard input for "-", and reads the first bytes. The window is UTF-8 whatever the
  // encoding; a file that begins with UTF-8's own mark is taken for that.
  Input(const std::string& path, Status& status, Encoding encoding = Encoding::utf_8);
  // What is in memory already, in UTF-8.
  Input(std::string_view bytes, std::string name);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // What has been read and not been consumed. Valid until the next call of more().
  std::string_view window() const { return {buffer_.data() + begin_, end_ - begin_}; }
  char* bytes() { return buffer_.data() + begin_; }
  void consume(std::size_t count);

  // Reads on behind the window, which may move. False at the end of the file, on a failure, and where the
  // window holds most_record_bytes already.
  bool more();
  bool at_end() const { return at_end_; }
  const Status& status() const { return status_; }  // a failure to read

  double progress() const;  // negative for what has no known size
  const std::string& name() const { return name_; }

 private:
  Status failure(int error) const;
  bool make_room();
  bool more_recoded();
  std::ptrdiff_t read_bytes(char* to, std::size_t most);

  std::string name_;
  int file_ = -1;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t consumed_ = 0, size_ = 0;
  bool at_end_ = false;
  Status status_;
  Encoding encoding_;
  Recoding recoding_;
  std::string raw_, recoded_;  // of other encodings: a piece of the file, and what of it found no place yet
  std::size_t given_ = 0;      // of recoded_
  bool read_all_ = false;
};

}  // namespace trouw
