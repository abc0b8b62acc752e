// `computed: yearly premium × 1/12`: a field of two others, or of one and a number.
#include <algorithm>
#include <numeric>

#include "schema/names.h"
#include "schema/origin.h"

namespace trouw {

namespace {

constexpr std::int64_t most_factor = 1'000'000;

struct Formula {
  std::string a, sign, b;
};

// The one sign between blanks that divides the text; nothing where there is none, or another.
std::optional<Formula> divided(const std::string& text) {
  static constexpr std::string_view signs[] = {" + ", " - ", " × ", " * "};
  for (const std::string_view sign : signs) {
    const std::size_t at = text.find(sign);
    if (at == std::string::npos) continue;
    Formula made{text.substr(0, at), std::string(sign.substr(1, sign.size() - 2)),
                 text.substr(at + sign.size())};
    for (const std::string_view other : signs)
      if (made.a.find(other) != std::string::npos || made.b.find(other) != std::string::npos)
        return std::nullopt;
    return made;
  }
  return std::nullopt;
}

// "12", "1/12" or "0.5" as a fraction.
bool parse_factor(std::string_view text, Computed& computed) {
  const std::size_t slash = text.find('/');
  const auto number = [](std::string_view part, int places) -> std::optional<std::int64_t> {
    const auto decimal = parse_decimal(part);
    return decimal ? scaled(*decimal, places) : std::nullopt;
  };
  const int places = slash == std::string_view::npos ? 6 : 0;
  const auto above = number(text.substr(0, slash), places);
  const auto below = places == 6 ? std::optional<std::int64_t>(1'000'000) : number(text.substr(slash + 1), 0);
  if (!above || !below || *above <= 0 || *below <= 0 || *below > most_factor) return false;
  if (*above > most_factor * (places == 6 ? most_factor : 1)) return false;
  const std::int64_t common = std::gcd(*above, *below);
  computed.numerator = *above / common;
  computed.denominator = *below / common;
  return computed.numerator <= most_factor;
}

class ComputedReading {
 public:
  ComputedReading(Reading& reading, FieldId id)
      : reading_(reading),
        field_(reading.schema.fields[id]),
        node_(*reading.field_nodes[id].computed),
        what_("The field " + quoted(field_.name) + ": “computed”") {}

  void read() {
    const auto text = reading_.text(node_, what_);
    if (!text) return;
    const auto formula = divided(normalised(*text));
    Computed made;
    if (!formula) return wrong(*text);
    const bool times = formula->sign == "×" || formula->sign == "*";
    const auto a = find(formula->a);
    if (!a) return;
    made.a = made.b = *a;
    if (times && parse_factor(formula->b, made)) {
      made.kind = Computed::scaled;
      if (same_type(*a)) keep(made);
      return;
    }
    const auto b = find(formula->b);
    if (!b) return;
    made.b = *b;
    made.kind = times ? Computed::product : formula->sign == "+" ? Computed::sum : Computed::difference;
    if (same_type(*a) && (times ? is_factor(*b) : same_type(*b))) keep(made);
  }

 private:
  void wrong(const std::string& text) {
    reading_.error(Message::yaml_bad_word, node_, {what_, quoted(text)}).help =
        "write two fields with “+”, “-” or “×” between them, or a field and a number, like “yearly premium × "
        "1/12”";
  }

  std::optional<FieldId> find(const std::string& name) {
    const Schema& schema = reading_.schema;
    const auto found = schema.find(name);
    std::vector<std::string> names;
    for (FieldId id = 0; id < schema.fields.size(); ++id)
      if (reading_.field_nodes[id].computed == nullptr) names.push_back(schema.fields[id].name);
    if (found && reading_.field_nodes[*found].computed == nullptr) return found;
    if (found)
      reading_.error(Message::yaml_computed_twice, node_, {quoted(field_.name), quoted(name)});
    else
      reading_.error(Message::yaml_unknown_field, node_, {what_, quoted(name)}).help =
          suggestion(name, names);
    return std::nullopt;
  }

  bool same_type(FieldId id) {
    const Field& of = reading_.schema.fields[id];
    const bool number =
        field_.type == Type::money || field_.type == Type::whole || field_.type == Type::decimal;
    if (number && of.type == field_.type && of.places == field_.places) return true;
    reading_.error(Message::yaml_role_type, node_,
                   {what_, "fields like its own: money, whole numbers or decimals, with as many places",
                    quoted(of.name), std::string(type_name(of.type))});
    return false;
  }

  bool is_factor(FieldId id) {
    const Field& of = reading_.schema.fields[id];
    if (of.type == Type::whole || of.type == Type::decimal || of.type == Type::percentage) return true;
    reading_.error(Message::yaml_role_type, node_,
                   {what_, "a whole number, a decimal or a percentage behind “×”", quoted(of.name),
                    std::string(type_name(of.type))});
    return false;
  }

  // What is unknown makes it unknown.
  void keep(const Computed& made) {
    const std::vector<Field>& fields = reading_.schema.fields;
    if ((fields[made.a].optional || fields[made.b].optional) && !field_.optional && !field_.if_missing) {
      reading_.error(Message::yaml_computed_unknown, node_, {quoted(field_.name)}).help =
          "write “optional: true” at it, or “if missing” at the fields that it is computed of";
      return;
    }
    field_.computed = made;
  }

  Reading& reading_;
  Field& field_;
  const yaml::Node& node_;
  std::string what_;
};

}  // namespace

void read_computed(Reading& reading) {
  for (FieldId id = 0; id < reading.schema.fields.size(); ++id)
    if (reading.field_nodes[id].computed != nullptr) ComputedReading(reading, id).read();
}

}  // namespace trouw
