#include "show/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shell/words.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t shown_at_most = 200;

Tone severity_tone(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::bad;
    case Severity::warning:
      return Tone::warning;
    case Severity::note:
      return Tone::strong;
  }
  return Tone::plain;
}

// Line by line, so that nothing in a source line steers the terminal; tabs stay, the underline counts on
// them.
std::string safe_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    lines += printable(text.substr(0, end));
    if (end < text.size()) lines += text[end];
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string shown(const Diagnostic& diagnostic, const Console& console) {
  const std::string text = safe_lines(to_text(diagnostic));
  const std::size_t head = std::min(text.find(':'), text.size());  // "error[T0123]"
  return console.toned_error(severity_tone(diagnostic.severity), text.substr(0, head)) + text.substr(head);
}

}  // namespace

Tally tally(const Diagnostics& diagnostics) {
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(diagnostics, severity, &Diagnostic::severity));
  };
  return {count(Severity::error), count(Severity::warning), count(Severity::note)};
}

std::string tally_text(const Tally& tally) {
  std::string text;
  const auto add = [&text](std::size_t count, const char* one, const char* several) {
    if (count > 0) text += (text.empty() ? "" : ", ") + counted(count, one, several);
  };
  add(tally.errors, "error", "errors");
  add(tally.warnings, "warning", "warnings");
  add(tally.notes, "note", "notes");
  return text;
}

std::string diagnostics_text(const Diagnostics& diagnostics, const Console& console) {
  std::string text;
  const std::size_t count = std::min(diagnostics.size(), shown_at_most);
  for (std::size_t number = 0; number < count; ++number) text += shown(diagnostics[number], console) + "\n";
  if (diagnostics.size() > count) text += fmt::format("… and {} more.\n\n", diagnostics.size() - count);
  return text;
}

ordered_json diagnostics_json(const Diagnostics& diagnostics) {
  ordered_json json;
  json["diagnostics"] = ordered_json::array();
  const std::size_t count = std::min(diagnostics.size(), shown_at_most);
  for (std::size_t number = 0; number < count; ++number)
    json["diagnostics"].push_back(ordered_json::parse(to_json(diagnostics[number])));
  const Tally counts = tally(diagnostics);
  json["errors"] = counts.errors;
  json["warnings"] = counts.warnings;
  json["notes"] = counts.notes;
  return json;
}

}  // namespace trouw::cli
