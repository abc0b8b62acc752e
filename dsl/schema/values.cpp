#include "schema/choices.h"
#include "schema/literal.h"
#include "schema/reading.h"

namespace trouw {

namespace {

// The values that one field names, read when its domain is known.
class ValueReading {
 public:
  ValueReading(Reading& reading, FieldId id)
      : reading_(reading),
        field_(reading.schema.fields[id]),
        nodes_(reading.field_nodes[id]),
        what_("The field " + quoted(field_.name) + ": ") {}

  void read() {
    check_domain();
    if (nodes_.always != nullptr) field_.always = value(*nodes_.always, "always");
    if (nodes_.if_missing != nullptr) read_if_missing(*nodes_.if_missing);
    if (nodes_.typical != nullptr) read_typical(*nodes_.typical);
    if (nodes_.for_newcomers != nullptr) read_for_newcomers(*nodes_.for_newcomers);
  }

 private:
  void check_domain() {
    const yaml::Node* node = nodes_.to != nullptr ? nodes_.to : nodes_.from;
    if (node != nullptr && field_.from > field_.to)
      reading_.error(Message::yaml_from_after_to, *node,
                     {quoted(field_.name), written(field_.from), written(field_.to)});
  }

  std::string written(std::int64_t stored) const {
    return quoted(write_value(stored, field_, reading_.schema));
  }

  void read_if_missing(const yaml::Node& node) {
    if (field_.optional)
      reading_.error(Message::yaml_missing_and_optional, node, {quoted(field_.name)}).help =
          "keep “if missing”, and the field is never unknown; or keep “optional”, and it may be";
    else
      field_.if_missing = value(node, "if missing");
  }

  void read_typical(const yaml::Node& node) {
    if (field_.optional && node.text == "unknown") return;
    field_.typical = value(node, "typical");
  }

  void read_for_newcomers(const yaml::Node& node) {
    const auto text = reading_.text(node, what_ + "“for newcomers”");
    if (!text) return;
    ForNewcomers& twin = field_.for_newcomers;
    if (*text == "kept") {
      twin.kind = ForNewcomers::kept;
    } else if (*text == "today") {
      allow(node, field_.type == Type::date, "is for dates", ForNewcomers::today);
    } else if (*text == "any") {
      allow(node, field_.type == Type::choice || field_.type == Type::yes_no,
            "is for choices and yes/no fields", ForNewcomers::any);
    } else if (*text == "unknown" && (field_.optional || !names_choice("unknown"))) {
      allow(node, field_.optional, "is for fields with “optional: true”", ForNewcomers::unknown);
    } else if (const auto stored = value(node, "for newcomers")) {
      twin.kind = ForNewcomers::value;
      twin.stored = *stored;
    }
  }

  bool names_choice(std::string_view name) const {
    for (const Choice& choice : field_.choices)
      if (choice.name == name) return true;
    return false;
  }

  void allow(const yaml::Node& node, bool allowed, const std::string& why_not, ForNewcomers::Kind kind) {
    if (allowed)
      field_.for_newcomers.kind = kind;
    else
      reading_.error(Message::yaml_newcomers_word, node, {quoted(node.text), why_not, quoted(field_.name)})
          .help = "write “kept”, or the value that a newcomer has";
  }

  // A value of the field within its domain, or nothing after a message.
  std::optional<std::int64_t> value(const yaml::Node& node, const std::string& key) {
    const std::string what = what_ + quoted(key);
    if (field_.type == Type::choice) return read_choice(reading_, field_, node, what);
    const auto text = reading_.text(node, what);
    if (!text) return std::nullopt;
    if (field_.type == Type::text) return text_number(*text);
    const auto stored = parse_value(*text, field_, reading_.schema);
    if (!stored) {
      reading_
          .error(Message::yaml_bad_value, node, {what, quoted(*text), std::string(type_name(field_.type))})
          .help = how_written(field_, reading_.schema, *text);
      return std::nullopt;
    }
    if (field_.from <= field_.to && (*stored < field_.from || *stored > field_.to)) {
      reading_.error(Message::yaml_out_of_range, node, {what, quoted(*text)}).help =
          "its values lie from " + written(field_.from) + " to " + written(field_.to);
      return std::nullopt;
    }
    return stored;
  }

  std::int64_t text_number(const std::string& text) {
    std::vector<std::string>& texts = reading_.schema.texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (texts[i] == text) return static_cast<std::int64_t>(i);
    texts.push_back(text);
    return std::ssize(texts) - 1;
  }

  Reading& reading_;
  Field& field_;
  const FieldNodes& nodes_;
  std::string what_;
};

}  // namespace

void read_values(Reading& reading) {
  for (FieldId id = 0; id < reading.schema.fields.size(); ++id) ValueReading(reading, id).read();
}

}  // namespace trouw
