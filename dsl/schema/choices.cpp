#include "schema/choices.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "schema/names.h"

namespace trouw {

namespace {

// The choices of one field as they come in, with the nodes of those before.
class Choices {
 public:
  Choices(Reading& reading, Field& field, std::string what)
      : reading_(reading), field_(field), what_(std::move(what)) {}

  void add(const yaml::Node& name_node, const yaml::Node& stored_node) {
    if (reading_.full()) return;
    const auto name = reading_.text(name_node, what_ + ": a name");
    if (!name) return;
    const auto stored = reading_.text(stored_node, what_ + ": the stored value of " + quoted(*name));
    if (!stored) return;
    const std::string normal = normalised(*name);
    const std::string why = why_no_name(normal);
    if (!why.empty()) {
      reading_.error(Message::yaml_bad_name, name_node, {quoted(*name), "a value in offers", why}).help =
          "give it a name, and what records hold: “" + example_name(normal) + ": " + *stored + "”";
      return;
    }
    if (!first(names_, normal, name_node, Message::yaml_name_twice)) return;
    if (!first(stored_, *stored, stored_node, Message::yaml_stored_twice)) return;
    field_.choices.push_back({normal, *stored});
  }

 private:
  using Seen = std::unordered_map<std::string, const yaml::Node*>;

  static std::string example_name(const std::string& name) {
    const bool digit = !name.empty() && name.front() >= '0' && name.front() <= '9';
    return digit && why_no_name("v" + name).empty() ? "v" + name : "some name";
  }

  bool first(Seen& seen, const std::string& text, const yaml::Node& node, Message message) {
    const auto [earlier, fresh] = seen.emplace(text, &node);
    if (fresh) return true;
    reading_.error(message, node, {what_, quoted(text)}).related = {
        reading_.reporter.related(earlier->second->span, "the first one")};
    return false;
  }

  Reading& reading_;
  Field& field_;
  std::string what_;
  Seen names_, stored_;
};

}  // namespace

std::optional<std::int64_t> read_choice(Reading& reading, const Field& field, const yaml::Node& node,
                                        const std::string& what) {
  const auto text = reading.full() ? std::nullopt : reading.text(node, what);
  if (!text) return std::nullopt;
  const std::string name = normalised(*text);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    if (field.choices[i].name == name) return static_cast<std::int64_t>(i);
    names.push_back(field.choices[i].name);
  }
  Diagnostic& made =
      reading.error(Message::yaml_unknown_choice, node, {what, quoted(*text), quoted(field.name)});
  made.help = suggestion(name, names);
  for (const Choice& choice : field.choices)
    if (choice.stored == *text) made.help = "write its name in offers, " + quoted(choice.name);
  return std::nullopt;
}

void read_choices(Reading& reading, Field& field, const yaml::Node* values, const yaml::Node* otherwise,
                  Keys& keys) {
  if (field.type != Type::choice) return;
  const std::string what = keys.about("values");
  if (values == nullptr) {
    keys.require("values", "list them, like “values: [basic, plus]”");
    return;
  }
  Choices choices(reading, field, what);
  if (values->items.size() + values->entries.size() > most_choices)
    reading.error(Message::yaml_too_many, *values, {what, std::to_string(most_choices)});
  else if (values->kind == yaml::Node::list)
    for (const yaml::Node* item : values->items) choices.add(*item, *item);
  else if (values->kind == yaml::Node::map)
    for (const auto& [name, stored] : values->entries) choices.add(*name, *stored);
  else
    reading.error(Message::yaml_wants_list, *values, {what}).help = "list them, like “[basic, plus]”";
  if (values->items.empty() && values->entries.empty() && values->kind != yaml::Node::single)
    reading.error(Message::yaml_no_value, *values, {what}).help = "a choice has at least one value";
  if (otherwise != nullptr)
    field.otherwise = read_choice(reading, field, *otherwise, keys.about("values otherwise"));
}

void read_stored_as(Reading& reading, Field& field, const yaml::Node& node, const std::string& what) {
  static constexpr std::array<std::string_view, 2> words = {"yes", "no"};
  Keys keys(reading, node, what, &node, words);
  const yaml::Node* yes = keys.require("yes", "write both, like “{yes: \"J\", no: \"N\"}”");
  const yaml::Node* no = keys.require("no", "write both, like “{yes: \"J\", no: \"N\"}”");
  keys.report_missing();
  if (yes == nullptr || no == nullptr) return;
  field.stored_yes = reading.spellings(*yes, keys.about("yes"));
  field.stored_no = reading.spellings(*no, keys.about("no"));
  for (const std::string& spelling : field.stored_no)
    if (std::find(field.stored_yes.begin(), field.stored_yes.end(), spelling) != field.stored_yes.end())
      reading.error(Message::yaml_stored_twice, *no, {what, quoted(spelling)});
}

}  // namespace trouw
