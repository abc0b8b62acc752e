// Where a name is declared, said, and called otherwise.
#include <algorithm>
#include <set>

#include "base/message.h"
#include "schema/names.h"
#include "service/places.h"
#include "service/view.h"
#include "syntax/name.h"

namespace trouw::service {

namespace {

bool alike(const Occurrence& a, const Occurrence& b) {
  return a.kind == b.kind && a.name == b.name && a.of == b.of;
}

// Where programme.yaml declares a field or perk.
std::optional<Stretch> in_yaml(const View& view, const Occurrence& name) {
  const Schema& schema = view.texts.schema;
  const std::string_view yaml = view.texts.sources.text(0);
  const std::string& wanted = name.kind == NameKind::choice ? name.of : name.name;
  for (const Field& field : schema.fields)
    if (name.kind != NameKind::perk && (field.name == wanted || field.each == wanted))
      return stretch_of(field.place, yaml);
  for (const Perk& perk : schema.perks)
    if (name.kind == NameKind::perk && perk.name == wanted) return stretch_of(perk.place, yaml);
  return std::nullopt;
}

// An offer that had the title before, or has it now.
const Occurrence* declaration(const View& view, const Occurrence& name) {
  const auto found = std::find_if(view.names.begin(), view.names.end(),
                                  [&](const Occurrence& one) { return one.declares && alike(one, name); });
  return found == view.names.end() ? nullptr : &*found;
}

std::string in_quotes(const std::string& title) {
  std::string text = "\"";
  for (const char c : title) text += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return text + "\"";
}

std::string as_written(const View& view, const Occurrence& at, const std::string& to) {
  if (at.kind == NameKind::offer) return in_quotes(to);
  return plain_name(to, view.book(at.at.file), at.after_is) ? to : "[" + to + "]";
}

std::string refusal(const View& view, const Occurrence& name, const std::string& to) {
  if (to.empty() || to.find_first_of("\n\r") != std::string::npos) return "A name stands on one line.";
  if (name.kind == NameKind::offer && to.find('|') != std::string::npos) return "A title has no “|”.";
  if (name.kind == NameKind::definition)
    if (const std::string why = why_no_name(to); !why.empty())
      return quoted(to) + " is no name: " + why + ".";
  for (const Occurrence& other : view.names)
    if (other.declares && other.kind == name.kind && other.name == to)
      return "There is " + std::string(name.kind == NameKind::offer ? "an offer" : "a definition") +
             " called " + quoted(to) + " already.";
  if (name.kind == NameKind::definition && view.texts.schema.find(to))
    return "There is a field called " + quoted(to) + " already.";
  return {};
}

const tree::Offer* offer_of(const View& view, const Occurrence& title) {
  const tree::File* file = view.tree(title.at.file);
  for (const tree::Statement& statement : file->statements)
    if (const auto* offer = std::get_if<tree::Offer>(&statement))
      if (offer->title.at.begin == title.at.begin) return offer;
  return nullptr;
}

// `formerly "old"` at the end of the offer, unless it says so already.
std::optional<Edit> history(const View& view, const Occurrence& title) {
  const tree::Offer* offer = offer_of(view, title);
  if (!offer) return std::nullopt;
  for (const tree::Clause& clause : offer->clauses)
    if (const auto* formerly = std::get_if<tree::Formerly>(&clause))
      if (formerly->title.text == title.name) return std::nullopt;
  const std::string line = "\n  " + view.book(title.at.file).write(Phrase::formerly, {in_quotes(title.name)});
  Stretch end = view.stretch(offer->at);
  end.begin = end.end;
  return Edit{end, line};
}

}  // namespace

std::optional<Stretch> definition(const View& view, const Occurrence& name) {
  if (const Occurrence* found = declaration(view, name)) return view.stretch(found->at);
  return in_yaml(view, name);
}

std::vector<Stretch> references(const View& view, const Occurrence& name) {
  std::vector<Stretch> all;
  if (const auto first = definition(view, name)) all.push_back(*first);
  for (const Occurrence& one : view.names)
    if (alike(one, name) && !one.declares) all.push_back(view.stretch(one.at));
  return all;
}

Renaming rename(const View& view, const Occurrence& name, const std::string& text) {
  const std::string to = normalised(text);
  const Occurrence* declared = declaration(view, name);
  const bool can = name.kind == NameKind::offer || name.kind == NameKind::definition;
  if (!can || !declared) return {{}, "Only offers and definitions can be renamed here."};
  if (to == name.name) return {};
  if (std::string why = refusal(view, name, to); !why.empty()) return {{}, std::move(why)};
  Renaming made;
  for (const Occurrence& one : view.names)
    if (alike(one, name) && !one.former)
      made.edits.push_back({view.stretch(one.at), as_written(view, one, to)});
  if (name.kind == NameKind::offer)
    if (auto past = history(view, *declared)) made.edits.push_back(std::move(*past));
  return made;
}

}  // namespace trouw::service
