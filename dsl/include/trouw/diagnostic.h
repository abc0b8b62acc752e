// What is wrong with a programme, in its author's words: one Diagnostic per mistake.
//
// A Diagnostic is self-contained: it carries the source line it underlines, so that it can be shown
// (as text, JSON or in an editor) after the source is gone. Plain values, free to copy between threads.
#pragma once

#include <string>
#include <vector>

namespace trouw {

// Only an error stops a programme from loading. A warning points at what is probably not meant; a note
// informs.
enum class Severity { error, warning, note };

// A stretch of one source line. `line` and `column` count from 1, `column` and `length` in Unicode code
// points; line 0 means the file as a whole. A stretch over several lines is cut at the end of its first.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 0;
  std::string source_line;  // without its line end
};

// A second place that plays a part in the mistake, and which part ("the first offer with this title").
struct Related {
  Place place;
  std::string role;
};

struct Diagnostic {
  std::string code;  // stable, "T0123"
  Severity severity = Severity::error;
  std::string message;  // one sentence
  Place place;
  std::vector<Related> related;
  std::string help;  // what to write instead; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

// The record as a person reads it in a terminal: sentence, source line, underline, help; ends in a newline.
std::string to_text(const Diagnostic& diagnostic);

// The record as one JSON object, without a newline: code, severity, message, file, line, column, length,
// help, related.
std::string to_json(const Diagnostic& diagnostic);

const char* severity_name(Severity severity);  // "warning"

// The explanation of a code, with a wrong and a right example.
struct Explanation {
  std::string code;
  Severity severity;
  std::string title;  // a line of English
  std::string text;   // what it means and why it is so
  std::string wrong;  // a snippet that gets this message
  std::string right;  // the same, mended
};

// Every code there is, ascending.
std::vector<Explanation> explanations();

}  // namespace trouw
