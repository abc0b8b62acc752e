// programme.yaml at a place: what may be written there, and what it means.
#include <algorithm>
#include <array>

#include "service/places.h"
#include "service/view.h"

namespace trouw::service {

namespace {

enum class Section : std::uint8_t { top, field, roles, products, perk };

struct Key {
  Section section;
  std::string_view name, proposal, meaning;
};

constexpr Key keys[] = {
    {Section::top, "programme", "", "What the programme is called."},
    {Section::top, "currency", "EUR", "The three letters of ISO 4217; every amount of money is in it."},
    {Section::top, "prices", "including tax", "Whether amounts are `including tax` or `excluding tax`."},
    {Section::top, "horizon", "12 months", "How far ahead deals are compared: whole billing periods."},
    {Section::top, "billing period", "1 month", "How often a bill is sent."},
    {Section::top, "rounding", "half away from zero", "How a half of the smallest coin is rounded."},
    {Section::top, "records", "", "The table of customers in a database."},
    {Section::top, "fields", "", "What a record of a customer holds."},
    {Section::top, "roles", "", "Which fields say who somebody is, since when, and what they pay."},
    {Section::top, "products", "", "Which products newcomers can have."},
    {Section::top, "perks", "", "What is given that is no money, and what it is worth."},
    {Section::field, "type", "whole number",
     "Its kind: yes/no, whole number, decimal, percentage, money, date, "
     "months, days, choice or text."},
    {Section::field, "column", "", "The column that holds it; without it, its name with _ for spaces."},
    {Section::field, "places", "2", "Decimals of a decimal."},
    {Section::field, "unit", "", "What a number counts: kWh."},
    {Section::field, "stored in", "minor units", "Money that is stored in cents."},
    {Section::field, "from", "", "The smallest value there is."},
    {Section::field, "to", "", "The largest value there is."},
    {Section::field, "optional", "true", "It may be unknown."},
    {Section::field, "values", "[]", "The names of a choice, and what records hold for each."},
    {Section::field, "values otherwise", "", "The choice that stands for stored values that are none."},
    {Section::field, "stored as", "{yes: J, no: N}", "What records hold for yes and no."},
    {Section::field, "each", "", "The word for one of them: `for every referral`."},
    {Section::field, "for newcomers", "kept",
     "What it would be for a newcomer: a value, kept, unknown, any or today."},
    {Section::field, "typical", "", "What it usually is; examples and proofs begin with it."},
    {Section::field, "if missing", "", "The value that stands for a cell without one."},
    {Section::field, "follows", "tenure", "It moves with the tenure."},
    {Section::roles, "id", "", "The field that tells records apart."},
    {Section::roles, "customer", "", "The field that tells holders apart; without it, the id."},
    {Section::roles, "joined", "", "The day that somebody became a customer."},
    {Section::roles, "tenure", "", "For how many months somebody is a customer, where only that is known."},
    {Section::roles, "left", "", "The day that somebody left."},
    {Section::roles, "price", "", "What is paid per billing period, before offers."},
    {Section::roles, "newcomer price", "same as price",
     "What a newcomer would pay: a field, or same as price."},
    {Section::roles, "already received", "", "What somebody has had of matches before."},
    {Section::roles, "newcomer when", "", "The condition that makes a record a newcomer's."},
    {Section::roles, "customer when", "", "The condition that makes a record a customer's."},
    {Section::roles, "former when", "", "The condition that makes a record a former customer's."},
    {Section::roles, "newcomer again after", "12 months",
     "How long after leaving somebody is a newcomer again."},
    {Section::roles, "others", "rejected", "What all other records are: rejected, nobody or newcomer."},
    {Section::products, "field", "", "The choice field that names the product."},
    {Section::products, "sold to newcomers", "[]", "Products that a newcomer can choose."},
    {Section::products, "equivalent", "{}", "What a product that is sold no longer would be today."},
    {Section::perk, "worth", "EUR 2", "What it is worth."},
    {Section::perk, "per", "month", "How often it is worth that: month, or once."}};

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
  if (name == "roles") return Section::roles;
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
  place.known = !indented || flow || place.section == Section::roles || place.section == Section::products;
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
