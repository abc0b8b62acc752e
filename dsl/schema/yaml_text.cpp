#include "schema/yaml_text.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/limits.h"

namespace trouw::yaml {

namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The first byte at which `text` stops being UTF-8, or its size.
std::size_t utf8_end(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                         static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    if (length <= 0) return at;
    at += static_cast<std::size_t>(length);
  }
  return at;
}

bool control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

}  // namespace

Text::Text(std::uint32_t source, const Sources& sources) : all(sources.text(source)), source_(source) {
  if (all.substr(0, 3) == "\xEF\xBB\xBF") begin = 3;
}

bool Text::readable(Reporter& reporter) const {
  const std::string file(reporter.sources().name(source_));
  if (all.size() > limits::file_bytes) {
    reporter.report_file(Message::yaml_too_large, file, {std::to_string(limits::file_bytes >> 20)});
    return false;
  }
  if (const std::size_t end = utf8_end(all); end < all.size()) {
    reporter.report(Message::not_utf8, span(end, end + 1));
    return false;
  }
  if (const auto found = std::find_if(all.begin(), all.end(), control); found != all.end()) {
    const auto at = static_cast<std::size_t>(found - all.begin());
    reporter.report(Message::yaml_control, span(at, at + 1));
    return false;
  }
  return true;
}

Span Text::span(std::size_t from, std::size_t to) const {
  return {source_, static_cast<std::uint32_t>(std::min(from, all.size())),
          static_cast<std::uint32_t>(std::min(std::max(from, to), all.size()))};
}

Span Text::line_span(std::size_t byte) const {
  constexpr std::size_t shown = 400;  // bytes of a line that a message shows
  byte = std::min(byte, all.size());
  std::string_view rest = all.substr(byte, shown);
  rest = rest.substr(0, rest.find('\n'));
  std::size_t end = byte + std::min(rest.find(" #"), rest.size());
  while (end > byte && blank(all[end - 1])) --end;
  return span(byte, end);
}

std::size_t Text::quoted_end(std::size_t open) const {
  const char quote = all[open];
  for (std::size_t at = open + 1; at < all.size(); ++at) {
    if (quote == '"' && all[at] == '\\') {
      ++at;
    } else if (all[at] == quote) {
      if (quote != '\'' || at + 1 >= all.size() || all[at + 1] != '\'') return at;
      ++at;
    }
  }
  return all.size();
}

void Text::locate(Node& node) const {
  std::size_t at = node.span.begin;
  while (at < all.size() && (all[at] == '&' || all[at] == '!')) {  // an anchor or a tag before the value
    while (at < all.size() && !blank(all[at])) ++at;
    while (at < all.size() && blank(all[at])) ++at;
  }
  const bool quoted = at < all.size() && (all[at] == '"' || all[at] == '\'');
  node.text_begin = at + (quoted ? 1 : 0);
  const auto length = length_alike(all.substr(node.text_begin), node.text);
  if (quoted) {
    const std::size_t close = quoted_end(at);
    node.open_quote = close == all.size();
    node.verbatim = length && node.text_begin + *length == close;
    node.span = span(at, close + 1);
  } else if (length) {
    node.verbatim = true;
    node.span = span(at, at + *length);
  }
}

std::optional<Span> Text::tab_before(std::size_t byte) const {
  std::size_t line_end = std::min(all.find('\n', std::min(byte, all.size())), all.size());
  for (int lines = 0; lines < 3; ++lines) {
    const std::size_t newline = line_end == 0 ? std::string_view::npos : all.rfind('\n', line_end - 1);
    const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
    std::size_t at = start;
    while (at < line_end && all[at] == ' ') ++at;
    if (at < line_end && all[at] == '\t') return span(at, at + 1);
    if (start == 0) break;
    line_end = start - 1;
  }
  return std::nullopt;
}

std::optional<std::size_t> length_alike(std::string_view source, std::string_view text) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (at >= source.size() || blank(text[i]) != blank(source[at])) return std::nullopt;
    if (!blank(text[i])) {
      if (text[i++] != source[at++]) return std::nullopt;
      continue;
    }
    while (i < text.size() && blank(text[i])) ++i;
    while (at < source.size() && blank(source[at])) ++at;
  }
  return at;
}

}  // namespace trouw::yaml
