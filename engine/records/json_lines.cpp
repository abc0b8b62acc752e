#include <simdjson.h>

#include "records/memory.h"
#include "trouw/sources.h"

namespace trouw {

namespace {

constexpr const char* no_json = "This is no JSON object, no list of objects, and no lines of objects.";

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Walks over JSON, and knows how deep it is and whether it is within a text.
class Walk {
 public:
  void step(char c) {
    if (in_text_) {
      if (escaped_)
        escaped_ = false;
      else if (c == '\\')
        escaped_ = true;
      else if (c == '"')
        in_text_ = false;
    } else if (c == '"') {
      in_text_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
  }

  bool in_text() const { return in_text_; }
  int depth() const { return depth_; }

 private:
  bool in_text_ = false, escaped_ = false;
  int depth_ = 0;
};

// Whether the first line is a whole object.
bool is_lines(std::string_view text) {
  Walk walk;
  for (const char c : text.substr(0, text.find('\n'))) walk.step(c);
  return !walk.in_text() && walk.depth() == 0;
}

// Ends of lines within an object become blanks.
char flat(char c) {
  return c == '\n' || c == '\r' ? ' ' : c;
}

// One object over several lines.
bool flatten(std::string_view object, std::string& line) {
  Walk walk;
  for (std::size_t i = 0; i < object.size(); ++i) {
    if (i > 0 && walk.depth() == 0) return false;  // something is behind it
    walk.step(object[i]);
    line += flat(object[i]);
  }
  return walk.depth() == 0 && !walk.in_text();
}

// What stands in the brackets of a list, a line each.
bool part(std::string_view within, std::string& lines) {
  Walk walk;
  bool any = false, several = false;  // of the element at hand; elements
  for (const char c : within) {
    if (c == ',' && walk.depth() == 0 && !walk.in_text()) {
      if (!any) return false;
      lines += '\n';
      any = false;
      several = true;
      continue;
    }
    walk.step(c);
    if (walk.depth() < 0) return false;
    any = any || !blank(c);
    lines += flat(c);
  }
  return walk.depth() == 0 && !walk.in_text() && (any || !several);
}

}  // namespace

Status to_lines(std::string_view json, std::string& lines) {
  lines.clear();
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  while (!json.empty() && blank(json.front())) json.remove_prefix(1);
  while (!json.empty() && blank(json.back())) json.remove_suffix(1);
  lines.reserve(json.size() + 1);
  bool read = false;
  if (json.starts_with('{') && is_lines(json))
    read = !(lines = json).empty();
  else if (json.starts_with('{'))
    read = flatten(json, lines);
  else if (json.starts_with('[') && json.ends_with(']'))
    read = part(json.substr(1, json.size() - 2), lines);
  return read ? Status() : Status::failure(no_json);
}

std::string json_member(std::string_view object, std::string_view name) {
  namespace ondemand = simdjson::ondemand;
  const simdjson::padded_string text(object);
  ondemand::parser parser;
  ondemand::document document;
  ondemand::value value;
  ondemand::json_type type;
  std::string_view raw;
  if (parser.iterate(text).get(document) || document[name].get(value) || value.type().get(type)) return {};
  if (type == ondemand::json_type::object) {
    ondemand::object of;
    if (value.get_object().get(of) || of.raw_json().get(raw)) return {};
  } else if (type == ondemand::json_type::array) {
    ondemand::array of;
    if (value.get_array().get(of) || of.raw_json().get(raw)) return {};
  }
  return std::string(raw);
}

}  // namespace trouw
