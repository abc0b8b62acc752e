// Standard output and standard error, as a terminal or a pipe wants them.
#pragma once

#include <string>
#include <string_view>

namespace trouw::cli {

// How a stretch of text may stand out.
enum class Tone { plain, strong, good, bad, warning, faint };

// One for the process. Results go out, everything else is an error or a remark. Not thread-safe.
class Console {
 public:
  // Looks at the streams, NO_COLOR and TERM. A stream that is closed is opened on nothing, so that no file
  // can take its place; writing to a pipe that nobody reads ends nothing.
  Console();

  // Keeps what goes out in `kept`, which outlives it, and shows nothing.
  explicit Console(std::string& kept) : kept_(&kept) {}

  // Results, for standard output. Kept until there is much of it or finish().
  void out(std::string_view text);

  // Standard error, at once. What stands in `out` comes first, so that a terminal shows both in order.
  void error(std::string_view text);

  // Over the last line of standard error, where that is a terminal: a progress bar. Empty wipes it.
  void status_line(std::string_view text);

  // The text in this tone where the stream shows colours, otherwise as it is.
  std::string toned_out(Tone tone, std::string_view text) const { return toned(colour_out_, tone, text); }
  std::string toned_error(Tone tone, std::string_view text) const { return toned(colour_error_, tone, text); }

  bool error_is_terminal() const { return error_is_terminal_; }

  // Writes what is left. False, with a message, where standard output could not take all of it (a full disk);
  // a reader that went away is no failure.
  bool finish();

 private:
  static std::string toned(bool colour, Tone tone, std::string_view text);
  void flush();

  std::string* kept_ = nullptr;
  std::string pending_;
  bool error_is_terminal_ = false;
  bool colour_out_ = false;
  bool colour_error_ = false;
  bool status_shown_ = false;
  int failure_ = 0;  // errno of the first failed write
};

}  // namespace trouw::cli
