// programme.yaml at a place: what may be written there, and what it means.
#include <algorithm>
#include <array>

#include "service/places.h"
#include "service/view.h"

namespace trouw::service {

namespace {

enum class Section : std::uint8_t { top, field, reading, event, roles, step, products, perk };

struct Key {
  Section section;
  std::string_view name, proposal, meaning;
};

constexpr Key keys[] = {
#define TROUW_YAML_KEY(section, name, proposal, meaning) {Section::section, name, proposal, meaning},
#include "service/yaml_keys.def"
};

// The values that a key takes from a list.
struct Values {
  std::string_view key;
  std::array<std::string_view, 10> values;
};
constexpr Values values[] = {{"type",
                              {"yes/no", "whole number", "decimal", "percentage", "money", "date", "months",
                               "days", "choice", "text"}},
                             {"prices", {"including tax", "excluding tax"}},
                             {"rounding", {"half away from zero", "half to even", "down", "up"}},
                             {"optional", {"true", "false"}},
                             {"for newcomers", {"kept", "unknown", "any", "today"}},
                             {"stored in", {"minor units"}},
                             {"follows", {"tenure"}},
                             {"like", {"dutch spreadsheet", "german spreadsheet", "us spreadsheet"}},
                             {"encoding", {"utf-8", "latin-1", "windows-1252", "utf-16"}},
                             {"decimals", {"comma", "point"}},
                             {"currency sign", {"yes", "no"}},
                             {"percent sign", {"yes", "no"}},
                             {"round", {"half away from zero", "half to even", "down", "up"}},
                             {"blanks", {"trim", "kept"}},
                             {"from row number", {"yes"}},
                             {"contracts", {"of the holder"}},
                             {"latest", {"day"}},
                             {"longest", {"tenure"}},
                             {"others", {"rejected", "nobody", "newcomer"}},
                             {"newcomer price", {"same as price"}}};
constexpr std::string_view naming_a_field[] = {"id",   "customer", "joined",         "tenure",
                                               "left", "price",    "newcomer price", "already received"};

bool blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// The place in its section: the key whose value is written, or the word that begins one.
struct Place {
  Section section = Section::top;
  std::string_view key;    // of the value that is written; empty: a key is
  std::uint32_t word = 0;  // where it begins
  bool known = false;
};

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  while (at > 0 && text[at - 1] != '\n') --at;
  return at;
}

// The last line before this one that begins a section.
std::string_view section_above(std::string_view text, std::uint32_t line) {
  while (line > 0) {
    const std::uint32_t above = line_begin(text, line - 1);
    const std::string_view words = text.substr(above, line - 1 - above);
    if (!words.empty() && !blank(words.front()) && words.front() != '#')
      return words.substr(0, words.find(':'));
    line = above;
  }
  return {};
}

Section section_of(std::string_view name, bool flow) {
  if (name == "roles") return flow ? Section::step : Section::roles;
  if (name == "reading") return Section::reading;
  if (name == "events") return flow ? Section::event : Section::top;
  if (name == "products") return Section::products;
  if (name == "perks") return flow ? Section::perk : Section::top;
  return flow ? Section::field : Section::top;
}

Place place_in(std::string_view text, std::uint32_t at) {
  const std::uint32_t line = line_begin(text, at);
  const std::string_view written = text.substr(line, at - line);
  Place place;
  if (written.find('#') != std::string_view::npos) return place;
  const std::size_t brace = written.find('{');
  const bool flow = brace != std::string_view::npos;
  const bool indented = !written.empty() && blank(written.front());
  const std::string_view above = indented ? section_above(text, line) : std::string_view();
  place.section = indented ? section_of(above, flow) : Section::top;
  place.known = !indented || flow || place.section == Section::roles || place.section == Section::reading ||
                place.section == Section::products;
  std::size_t begin = 0;
  for (const char mark : {'{', ','})
    if (const std::size_t found = written.rfind(mark); found != std::string_view::npos && flow)
      begin = std::max(begin, found + 1);
  const std::size_t colon = written.find(':', begin);
  if (colon != std::string_view::npos) {
    place.key = trimmed(written.substr(begin, colon - begin));
    begin = colon + 1;
  }
  while (begin < written.size() && blank(written[begin])) ++begin;
  place.word = line + static_cast<std::uint32_t>(begin);
  return place;
}

const Key* key_of(Section section, std::string_view name) {
  const auto found = std::find_if(std::begin(keys), std::end(keys),
                                  [&](const Key& key) { return key.section == section && key.name == name; });
  return found == std::end(keys) ? nullptr : found;
}

}  // namespace

std::vector<Completion> yaml_completions(const View& view, std::uint32_t at) {
  const std::string_view text = view.texts.sources.text(0);
  std::vector<Completion> all;
  if (at > text.size()) return all;
  const Place place = place_in(text, at);
  if (!place.known || place.word > at) return all;
  const std::string_view typed = text.substr(place.word, at - place.word);
  const auto add = [&](CompletionKind kind, std::string_view label, std::string detail, std::string words) {
    if (label.substr(0, typed.size()) != typed) return;
    all.push_back({kind,
                   std::string(label),
                   std::move(detail),
                   words,
                   words,
                   {std::string(Draft::yaml_name), place.word, at}});
  };
  if (place.key.empty()) {
    for (const Key& key : keys)
      if (key.section == place.section)
        add(CompletionKind::key, key.name, std::string(key.meaning),
            std::string(key.name) + ": " + std::string(key.proposal));
    return all;
  }
  for (const Values& one : values)
    if (one.key == place.key)
      for (const std::string_view value : one.values)
        if (!value.empty()) add(CompletionKind::value, value, "", std::string(value));
  const bool names_field = place.section == Section::roles || place.key == "field";
  if (names_field && (place.key == "field" || std::find(std::begin(naming_a_field), std::end(naming_a_field),
                                                        place.key) != std::end(naming_a_field)))
    for (const Field& field : view.texts.schema.fields)
      add(CompletionKind::field, field.name, std::string(type_name(field.type)), field.name);
  return all;
}

std::optional<Meaning> yaml_meaning(const View& view, std::uint32_t at) {
  const std::string_view text = view.texts.sources.text(0);
  if (at > text.size()) return std::nullopt;
  for (const Field& field : view.texts.schema.fields) {
    const Stretch name = stretch_of(field.place, text);
    if (name.begin <= at && at <= name.end) return Meaning{name, field_text(view.texts.schema, field)};
  }
  // The key that the place lies in: up to its colon.
  std::uint32_t end = at;
  while (end < text.size() && text[end] != ':' && text[end] != '\n' && text[end] != ',') ++end;
  if (end == text.size() || text[end] != ':') return std::nullopt;
  const Place place = place_in(text, end);
  const Key* key =
      place.known ? key_of(place.section, trimmed(text.substr(place.word, end - place.word))) : nullptr;
  if (!key || place.word > at) return std::nullopt;
  return Meaning{{std::string(Draft::yaml_name), place.word, end},
                 "**" + std::string(key->name) + "**: " + std::string(key->meaning)};
}

}  // namespace trouw::service
