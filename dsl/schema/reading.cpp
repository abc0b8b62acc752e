#include "schema/reading.h"

#include <algorithm>
#include <unordered_map>

#include "base/limits.h"
#include "schema/literal.h"
#include "schema/names.h"
#include "trouw/ensure.h"

namespace trouw {

namespace {

std::vector<std::string> strings(std::span<const std::string_view> words) {
  return {words.begin(), words.end()};
}

}  // namespace

std::string listed(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : ", ";
    text += quoted(words[i]);
  }
  return text;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& names) {
  constexpr std::size_t few = 12;
  constexpr std::size_t most_compared = 1'000;
  const std::string near = names.size() <= most_compared ? nearest(word, names) : std::string();
  if (!near.empty()) return "did you mean " + quoted(near) + "?";
  if (names.empty() || names.size() > few) return {};
  const std::vector<std::string_view> views(names.begin(), names.end());
  return "write " + listed(views);
}

Diagnostic& Reading::error(Message message, const yaml::Node& at, std::initializer_list<std::string> parts) {
  if (full()) return dropped_ = {};
  ++told_;
  return reporter.report(message, at.span, parts);
}

bool Reading::full() const {
  return reporter.diagnostics().size() >= limits::diagnostics;
}

std::optional<std::string> Reading::text(const yaml::Node& node, const std::string& what) {
  if (node.kind == yaml::Node::single && !node.text.empty()) return node.text;
  if (node.kind == yaml::Node::single || node.kind == yaml::Node::empty)
    error(Message::yaml_no_value, node, {what}).help = "write a value after the colon, or leave the line out";
  else
    error(Message::yaml_wants_single, node, {what});
  return std::nullopt;
}

std::optional<std::size_t> Reading::word(const yaml::Node& node, const std::string& what,
                                         std::span<const std::string_view> words) {
  const auto value = text(node, what);
  if (!value) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *value);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::string near = nearest(*value, strings(words));
  error(Message::yaml_bad_word, node, {what, quoted(*value)}).help =
      near.empty() ? "write " + listed(words) : "did you mean " + quoted(near) + "?";
  return std::nullopt;
}

std::vector<std::string> Reading::spellings(const yaml::Node& node, const std::string& what) {
  std::vector<std::string> found;
  if (node.kind != yaml::Node::list) {
    if (auto one = text(node, what)) found.push_back(std::move(*one));
    return found;
  }
  if (node.items.size() > most_choices) {
    error(Message::yaml_too_many, node, {what, std::to_string(most_choices)});
    return found;
  }
  for (const yaml::Node* item : node.items) {
    if (item->kind != yaml::Node::single && item->kind != yaml::Node::empty) {
      error(Message::yaml_wants_single, *item, {what});
      continue;
    }
    if (std::find(found.begin(), found.end(), item->text) == found.end()) found.push_back(item->text);
  }
  if (found.empty())
    error(Message::yaml_no_value, node, {what}).help = "write at least one, like “[\"J\", \"Ja\"]”";
  return found;
}

std::optional<bool> Reading::yes_or_no(const yaml::Node& node, const std::string& what) {
  const auto value = text(node, what);
  if (!value) return std::nullopt;
  const auto answer = parse_yes_no(*value);
  if (!answer) error(Message::yaml_bad_word, node, {what, quoted(*value)}).help = "write “true” or “false”";
  return answer;
}

std::optional<Snippet> Reading::snippet(const yaml::Node& node, const std::string& what) {
  const auto value = text(node, what);
  if (!value) return std::nullopt;
  if (!node.verbatim) {
    error(Message::yaml_condition_escaped, node, {what}).help =
        "write the condition as it is after the colon; around a text in double quotes put single quotes";
    return std::nullopt;
  }
  const auto begin = static_cast<std::uint32_t>(node.text_begin);
  const Span at{node.span.file, begin, node.span.end - (begin - node.span.begin)};
  return Snippet{*value, reporter.sources().place(at), at.begin, at.end};
}

std::optional<FieldId> Reading::field(const yaml::Node& node, const std::string& what) {
  const auto name = text(node, what);
  if (!name) return std::nullopt;
  if (const auto found = schema.find(normalised(*name))) return found;
  std::vector<std::string> names;
  for (const Field& f : schema.fields) names.push_back(f.name);
  error(Message::yaml_unknown_field, node, {what, quoted(*name)}).help = suggestion(*name, names);
  return std::nullopt;
}

std::vector<Reading::Named> Reading::named(const yaml::Node& node, const std::string& what,
                                           std::size_t most) {
  std::vector<Named> result;
  if (node.kind != yaml::Node::map) {
    error(Message::yaml_wants_map, node, {what});
    return result;
  }
  std::unordered_map<std::string, const yaml::Node*> seen;
  for (const auto& [key, value] : node.entries) {
    if (full()) break;
    if (result.size() == most) {
      error(Message::yaml_too_many, *key, {what, std::to_string(most)});
      break;
    }
    const auto name = text(*key, what + ": a name");
    if (!name) continue;
    const std::string normal = normalised(*name);
    const auto [first, fresh] = seen.emplace(normal, key);
    if (fresh)
      result.push_back({normal, key, value});
    else
      error(Message::yaml_name_twice, *key, {what, quoted(normal)}).related = {
          reporter.related(first->second->span, "the first one")};
  }
  return result;
}

Keys::Keys(Reading& reading, const yaml::Node& map, std::string what, const yaml::Node* owner,
           std::span<const std::string_view> known, std::vector<std::string_view> offered)
    : reading_(reading),
      what_(std::move(what)),
      owner_(owner),
      is_map_(map.kind == yaml::Node::map),
      offered_(std::move(offered)) {
  if (!is_map_) {
    reading_.error(Message::yaml_wants_map, map, {what_}).help =
        "write them below it, one a line, or in braces";
    return;
  }
  for (const auto& [key, value] : map.entries)
    if (!reading_.full()) keep(*key, *value, known);
}

void Keys::keep(const yaml::Node& key, const yaml::Node& value, std::span<const std::string_view> known) {
  const auto name = reading_.text(key, what_ + ": a key");
  if (!name) return;
  if (std::find(known.begin(), known.end(), *name) == known.end()) {
    reading_.error(Message::yaml_unknown_key, key, {what_, quoted(*name)}).help = instead_of(*name, known);
    return;
  }
  const auto same = [&](const auto& entry) { return entry.first->text == *name; };
  const auto first = std::find_if(entries_.begin(), entries_.end(), same);
  if (first == entries_.end())
    entries_.emplace_back(&key, &value);
  else
    reading_.error(Message::yaml_key_twice, key, {what_, quoted(*name)}).related = {
        reading_.reporter.related(first->first->span, "the first one")};
}

std::string Keys::instead_of(const std::string& name, std::span<const std::string_view> known) const {
  const std::string near = nearest(name, strings(known));
  if (!near.empty()) return "did you mean " + quoted(near) + "?";
  return "write " + listed(offered_.empty() ? known : std::span<const std::string_view>(offered_));
}

const yaml::Node* Keys::find(std::string_view key) const {
  for (const auto& [name, value] : entries_)
    if (name->text == key) return value;
  return nullptr;
}

const yaml::Node* Keys::require(std::string_view key, const std::string& help) {
  const yaml::Node* found = find(key);
  if (found != nullptr || !is_map_) return found;
  const auto misspelt = [&](const std::string& meant) { return meant == key; };
  if (std::any_of(meant_.begin(), meant_.end(), misspelt)) return nullptr;
  missing_.emplace_back(key);
  help_ += (help_.empty() ? "" : "; ") + help;
  return nullptr;
}

void Keys::report_missing() {
  if (missing_.empty()) return;
  const std::vector<std::string_view> views(missing_.begin(), missing_.end());
  const std::string keys = listed(views, " and ");
  if (owner_ != nullptr)
    reading_.error(Message::yaml_missing_key, *owner_, {what_, keys}).help = help_;
  else
    reading_.reporter.report_file(Message::yaml_missing_key, reading_.schema.file, {what_, keys}).help =
        help_;
}

const yaml::Node& Keys::key(std::string_view key) const {
  for (const auto& [name, value] : entries_)
    if (name->text == key) return *name;
  throw InternalError("internal error: the node of a key that is not there");
}

std::string Keys::about(std::string_view key) const {
  return what_ + ": " + quoted(key);
}

}  // namespace trouw
