#include <algorithm>
#include <array>
#include <limits>

#include "base/limits.h"
#include "schema/choices.h"
#include "schema/literal.h"
#include "schema/names.h"
#include "schema/notation.h"
#include "schema/origin.h"
#include "schema/reading.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 10> type_words = {
    "yes/no", "whole number", "decimal", "percentage", "money", "date", "months", "days", "choice", "text"};
constexpr std::array<std::string_view, 16> own_keys = {
    "type",   "column",           "places",    "unit", "stored in",     "from",    "to",         "optional",
    "values", "values otherwise", "stored as", "each", "for newcomers", "typical", "if missing", "follows"};
constexpr auto all_keys = [] {
  std::array<std::string_view,
             own_keys.size() + notation_keys.size() + origin_keys.size() + gathering_keys.size()>
      keys{};
  auto to = std::copy(own_keys.begin(), own_keys.end(), keys.begin());
  to = std::copy(origin_keys.begin(), origin_keys.end(), to);
  to = std::copy(gathering_keys.begin(), gathering_keys.end(), to);
  std::copy(notation_keys.begin(), notation_keys.end(), to);
  return keys;
}();

// The types that a key is for; a key that is not here is for every type.
struct KeyTypes {
  std::string_view key;
  std::initializer_list<Type> types;
  std::string_view spoken;
};

bool fits_type(std::string_view key, Type type, std::string& spoken) {
  static const KeyTypes rows[] = {
      {"places", {Type::decimal}, "decimals"},
      {"unit", {Type::whole, Type::decimal}, "whole numbers and decimals"},
      {"each", {Type::whole}, "whole numbers"},
      {"stored in", {Type::money, Type::percentage, Type::months}, "money, percentages and months"},
      {"decimals",
       {Type::whole, Type::decimal, Type::percentage, Type::money, Type::months, Type::days},
       "numbers and amounts"},
      {"round",
       {Type::whole, Type::decimal, Type::percentage, Type::money, Type::months, Type::days},
       "numbers and amounts"},
      {"currency sign", {Type::money}, "money"},
      {"percent sign", {Type::percentage}, "percentages"},
      {"dates", {Type::date}, "dates"},
      {"timestamps", {Type::date}, "dates"},
      {"computed", {Type::whole, Type::decimal, Type::money}, "numbers and amounts"},
      {"values", {Type::choice}, "choices"},
      {"values otherwise", {Type::choice}, "choices"},
      {"stored as", {Type::yes_no}, "yes/no fields"},
      {"from",
       {Type::whole, Type::decimal, Type::percentage, Type::money, Type::date, Type::months, Type::days},
       "numbers, amounts, dates and lengths"},
      {"to",
       {Type::whole, Type::decimal, Type::percentage, Type::money, Type::date, Type::months, Type::days},
       "numbers, amounts, dates and lengths"},
      {"follows",
       {Type::yes_no, Type::whole, Type::decimal, Type::percentage, Type::money, Type::date, Type::months,
        Type::days, Type::choice},
       "fields with an order"}};
  for (const KeyTypes& row : rows) {
    if (row.key != key) continue;
    spoken = row.spoken;
    return std::find(row.types.begin(), row.types.end(), type) != row.types.end();
  }
  return true;
}

class FieldReading {
 public:
  FieldReading(Reading& reading, const Reading::Named& named)
      : reading_(reading),
        named_(named),
        keys_(reading, *named.value, "The field " + quoted(named.name), named.key, all_keys,
              keys_that_fit(*named.value)) {}

  Field read(FieldNodes& nodes) {
    field_.name = named_.name;
    field_.column = default_column(named_.name);
    field_.place = reading_.place(*named_.key);
    nodes.name = named_.key;
    check_name(*named_.key, "a field");
    const bool typed = read_type();
    read_column();
    if (typed) read_typed(nodes);
    nodes.typed = typed;
    keys_.report_missing();
    return std::move(field_);
  }

 private:
  // What to offer instead of a key that there is not: those of the field's type, where it is said.
  static std::vector<std::string_view> keys_that_fit(const yaml::Node& node) {
    std::optional<Type> type;
    for (const auto& [key, value] : node.entries)
      if (const auto word = std::find(type_words.begin(), type_words.end(), value->text);
          key->text == "type" && word != type_words.end())
        type = static_cast<Type>(word - type_words.begin());
    std::vector<std::string_view> keys;
    std::string spoken;
    for (const std::string_view key : all_keys)
      if (!type || fits_type(key, *type, spoken)) keys.push_back(key);
    return keys;
  }

  static std::string default_column(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
  }

  void check_name(const yaml::Node& node, const std::string& what) {
    const std::string why = why_no_name(normalised(node.text));
    if (!why.empty()) reading_.error(Message::yaml_bad_name, node, {quoted(node.text), what, why});
  }

  // The node of a key that the field's type allows.
  const yaml::Node* find(std::string_view key) {
    const yaml::Node* node = keys_.find(key);
    std::string spoken;
    if (node == nullptr || fits_type(key, field_.type, spoken)) return node;
    reading_.error(Message::yaml_key_not_for_type, keys_.key(key),
                   {quoted(key), spoken, quoted(field_.name), std::string(type_name(field_.type))});
    return nullptr;
  }

  bool read_type() {
    const yaml::Node* node = keys_.require("type", "write “type: ” and one of " + listed(type_words));
    if (node == nullptr) return false;
    const auto word = reading_.word(*node, keys_.about("type"), type_words);
    if (word) field_.type = static_cast<Type>(*word);
    return word.has_value();
  }

  void read_column() {
    const yaml::Node* node = keys_.find("column");
    if (node == nullptr) return;
    if (const auto column = reading_.text(*node, keys_.about("column"))) field_.column = *column;
  }

  void read_typed(FieldNodes& nodes) {
    read_places();
    read_words();
    read_flags();
    read_notation();
    read_origin(reading_, keys_, field_, nodes);
    read_choices(reading_, field_, find("values"), find("values otherwise"), keys_);
    if (const yaml::Node* node = find("stored as"))
      read_stored_as(reading_, field_, *node, keys_.about("stored as"));
    nodes.from = find("from");
    nodes.to = find("to");
    nodes.for_newcomers = keys_.find("for newcomers");
    nodes.typical = keys_.find("typical");
    nodes.if_missing = keys_.find("if missing");
    set_default_domain();
    if (field_.gathered && field_.gathered->what == Gathered::count) field_.from = 0;
    if (nodes.from != nullptr) read_end(*nodes.from, "from", field_.from);
    if (nodes.to != nullptr) read_end(*nodes.to, "to", field_.to);
  }

  void read_places() {
    if (field_.type == Type::money) field_.places = reading_.schema.digits;
    if (field_.type == Type::decimal) field_.places = 6;
    const yaml::Node* node = find("places");
    const auto text = node != nullptr ? reading_.text(*node, keys_.about("places")) : std::nullopt;
    if (!text) return;
    if (text->size() == 1 && text->front() >= '0' && text->front() <= '6')
      field_.places = text->front() - '0';
    else
      reading_.error(Message::yaml_bad_places, *node, {keys_.about("places"), quoted(*text)});
  }

  // The words that stand for the unit and for one of them.
  void read_words() {
    for (const auto& [key, target] : {std::pair{"unit", &field_.unit}, std::pair{"each", &field_.each}}) {
      const yaml::Node* node = find(key);
      const auto text = node != nullptr ? reading_.text(*node, keys_.about(key)) : std::nullopt;
      if (!text) continue;
      check_name(*node, key == std::string_view("unit") ? "a unit" : "a word for one of them");
      *target = normalised(*text);
      if (parse_unit_of_time(*target))
        reading_.error(Message::yaml_time_as_unit, *node, {keys_.about(key), quoted(*text)}).help =
            "use “type: months” or “type: days”";
    }
  }

  void read_notation() {
    field_.notation = reading_.schema.notation;
    NotationReading notation(reading_, keys_, field_.notation);
    for (const std::string_view key : notation_keys)
      if (const yaml::Node* node = find(key)) notation.read(key, *node);
  }

  void read_stored_in(const yaml::Node& node) {
    static constexpr std::array<std::string_view, 1> minor = {"minor units"}, fractions = {"fractions"},
                                                     years = {"years"};
    const auto& word = field_.type == Type::money ? minor : field_.type == Type::months ? years : fractions;
    if (!reading_.word(node, keys_.about("stored in"), word)) return;
    field_.stored_in = field_.type == Type::money    ? StoredIn::minor_units
                       : field_.type == Type::months ? StoredIn::years
                                                     : StoredIn::fractions;
  }

  void read_flags() {
    static constexpr std::array<std::string_view, 1> tenure = {"tenure"};
    if (const yaml::Node* node = find("stored in")) read_stored_in(*node);
    if (const yaml::Node* node = find("follows"))
      field_.follows_tenure = reading_.word(*node, keys_.about("follows"), tenure).has_value();
    const yaml::Node* node = keys_.find("optional");
    if (node != nullptr) field_.optional = reading_.yes_or_no(*node, keys_.about("optional")).value_or(false);
  }

  void set_default_domain() {
    constexpr std::int64_t units = 1'000'000'000'000;
    std::int64_t scale = 1;
    for (int i = 0; i < (field_.type == Type::percentage ? rate_places : field_.places); ++i) scale *= 10;
    switch (field_.type) {
      case Type::yes_no:
        return set_domain(0, 1);
      case Type::date:
        return set_domain(first_day, last_day);
      case Type::months:
        return set_domain(0, 2'400);
      case Type::days:
        return set_domain(0, 100'000);
      case Type::choice:
        return set_domain(0, std::max<std::int64_t>(0, std::ssize(field_.choices) - 1));
      case Type::text:
        return set_domain(0, std::numeric_limits<std::int64_t>::max());
      default:
        return set_domain(-units * scale, units * scale);
    }
  }

  void set_domain(std::int64_t from, std::int64_t to) {
    field_.from = from;
    field_.to = to;
  }

  void read_end(const yaml::Node& node, std::string_view key, std::int64_t& end) {
    const auto text = reading_.text(node, keys_.about(key));
    if (!text) return;
    const auto value = parse_value(*text, field_, reading_.schema);
    constexpr std::int64_t longest = 1'000'000;  // months or days that dates are moved by
    const bool length = field_.type == Type::months || field_.type == Type::days;
    if (!value)
      reading_
          .error(Message::yaml_bad_value, node,
                 {keys_.about(key), quoted(*text), std::string(type_name(field_.type))})
          .help = how_written(field_, reading_.schema, *text);
    else if (length && (*value > longest || *value < -longest))
      reading_.error(Message::yaml_out_of_range, node, {keys_.about(key), quoted(*text)}).help =
          "at most " + write_value(longest, field_, reading_.schema) + " either way";
    else
      end = *value;
  }

  Reading& reading_;
  const Reading::Named& named_;
  Keys keys_;
  Field field_;
};

}  // namespace

void read_fields(Reading& reading, const yaml::Node& fields) {
  const auto named = reading.named(fields, "“fields”", most_fields);
  if (named.empty() && fields.kind == yaml::Node::map)
    reading.error(Message::yaml_no_value, fields, {"“fields”"}).help =
        "describe at least the id and the price";
  for (const Reading::Named& one : named) {
    FieldNodes nodes;
    reading.schema.fields.push_back(FieldReading(reading, one).read(nodes));
    reading.field_nodes.push_back(nodes);
  }
}

std::string_view type_name(Type type) {
  return type_words[static_cast<std::size_t>(type)];
}

}  // namespace trouw
