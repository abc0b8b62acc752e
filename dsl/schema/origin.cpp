#include "schema/origin.h"

#include <algorithm>

#include "schema/literal.h"
#include "schema/names.h"

namespace trouw {

namespace {

class Gathering {
 public:
  Gathering(Reading& reading, const Keys& keys, Field& field)
      : reading_(reading), keys_(keys), field_(field) {}

  void read() {
    Gathered gathered;
    if (!read_rows(gathered) || !read_what(gathered) || !read_window(gathered)) return;
    if (const yaml::Node* where = keys_.find("where")) {
      gathered.where = reading_.snippet(*where, keys_.about("where"));
      if (!gathered.where) return;
    }
    field_.gathered = std::move(gathered);
  }

 private:
  bool read_rows(Gathered& gathered) {
    static constexpr std::array<std::string_view, 1> whose = {"of the holder"};
    if (const yaml::Node* contracts = keys_.find("contracts"))
      return reading_.word(*contracts, keys_.about("contracts"), whose).has_value();
    const yaml::Node& node = *keys_.find("events");
    const auto name = reading_.text(node, keys_.about("events"));
    if (!name) return false;
    std::vector<std::string> names;
    for (const Events& events : reading_.schema.events) names.push_back(events.name);
    const auto found = std::find(names.begin(), names.end(), normalised(*name));
    if (found == names.end()) {
      reading_.error(Message::yaml_no_events, node, {keys_.about("events"), quoted(*name)}).help =
          names.empty() ? "describe them under “events:”" : suggestion(*name, names);
      return false;
    }
    gathered.events = static_cast<std::size_t>(found - names.begin());
    return true;
  }

  bool read_what(Gathered& gathered) {
    const yaml::Node *sum = keys_.find("sum"), *latest = keys_.find("latest"),
                     *longest = keys_.find("longest");
    if ((sum != nullptr) + (latest != nullptr) + (longest != nullptr) > 1) {
      const std::string_view second = longest != nullptr ? "longest" : "latest";
      reading_.error(Message::yaml_two_origins, keys_.key(second),
                     {quoted(field_.name), quoted(sum != nullptr ? "sum" : "latest"), quoted(second)});
      return false;
    }
    if (sum != nullptr) return read_sum(gathered, *sum);
    if (latest != nullptr) return read_latest(gathered, *latest);
    if (longest != nullptr) return read_longest(gathered, *longest);
    return wants(Type::whole, keys_.key(gathered.events ? "events" : "contracts"), "a count");
  }

  bool wants(Type type, const yaml::Node& at, const std::string& what) {
    if (field_.type == type) return true;
    reading_.error(Message::yaml_origin_type, at,
                   {quoted(field_.name), what, quoted(type_name(type)), quoted(type_name(field_.type))});
    return false;
  }

  bool read_sum(Gathered& gathered, const yaml::Node& node) {
    const auto name = reading_.text(node, keys_.about("sum"));
    if (!name) return false;
    gathered.what = Gathered::sum;
    gathered.summed = normalised(*name);
    if (!gathered.events) return true;  // the record's own fields are not all there yet
    const Schema& schema = *reading_.schema.events[*gathered.events].schema;
    return summable(reading_, keys_.about("sum"), node, schema, field_, gathered.summed);
  }

  bool read_latest(Gathered& gathered, const yaml::Node& node) {
    static constexpr std::array<std::string_view, 1> day = {"day"};
    gathered.what = Gathered::latest;
    if (!gathered.events) {
      reading_.error(Message::yaml_role_needs_role, node, {quoted("latest"), quoted("events")});
      return false;
    }
    if (!reading_.word(node, keys_.about("latest"), day)) return false;
    field_.optional = true;  // no event, no day
    return wants(Type::date, node, "the latest day");
  }

  bool read_longest(Gathered& gathered, const yaml::Node& node) {
    static constexpr std::array<std::string_view, 1> tenure = {"tenure"};
    gathered.what = Gathered::longest_tenure;
    if (gathered.events) {
      reading_.error(Message::yaml_role_needs_role, node, {quoted("longest"), quoted("contracts")});
      return false;
    }
    return reading_.word(node, keys_.about("longest"), tenure) &&
           wants(Type::months, node, "the longest tenure");
  }

  bool read_window(Gathered& gathered) {
    const yaml::Node* node = keys_.find("within");
    if (node == nullptr) return true;
    if (!gathered.events) {
      reading_.error(Message::yaml_role_needs_role, keys_.key("within"),
                     {quoted("within"), quoted("events")});
      return false;
    }
    const auto text = reading_.text(*node, keys_.about("within"));
    if (!text) return false;
    const auto length = parse_duration(*text);
    constexpr std::int64_t longest = 100'000;
    if (!length || length->count <= 0 || length->count > longest) {
      reading_.error(Message::yaml_bad_length, *node, {keys_.about("within"), quoted(*text)}).help =
          "write a length like 12 months or 90 days";
      return false;
    }
    (length->days ? gathered.within_days : gathered.within_months) = static_cast<int>(length->count);
    return true;
  }

  Reading& reading_;
  const Keys& keys_;
  Field& field_;
};

}  // namespace

bool summable(Reading& reading, const std::string& what, const yaml::Node& node, const Schema& schema,
              const Field& field, const std::string& name) {
  const auto found = schema.find(name);
  if (!found) {
    std::vector<std::string> names;
    for (const Field& one : schema.fields)
      if (one.has_column()) names.push_back(one.name);
    reading.error(Message::yaml_unknown_field, node, {what, quoted(name)}).help = suggestion(name, names);
    return false;
  }
  const Field& summed = schema.fields[*found];
  const bool number = field.type == Type::money || field.type == Type::whole || field.type == Type::decimal;
  if (number && summed.type == field.type && summed.places == field.places && !summed.gathered) return true;
  reading.error(Message::yaml_role_type, node,
                {what, "a field like its own: money, a whole number or a decimal, with as many places",
                 quoted(summed.name), std::string(type_name(summed.type))});
  return false;
}

void read_origin(Reading& reading, const Keys& keys, Field& field, FieldNodes& nodes) {
  std::string_view first;
  for (const std::string_view key : origin_keys) {
    if (keys.find(key) == nullptr) continue;
    if (!first.empty())
      reading.error(Message::yaml_two_origins, keys.key(key),
                    {quoted(field.name), quoted(first), quoted(key)});
    if (first.empty()) first = key;
  }
  if (!first.empty() && keys.find("column") != nullptr)
    reading.error(Message::yaml_two_origins, keys.key("column"),
                  {quoted(field.name), quoted(first), quoted("column")});
  for (const std::string_view key : gathering_keys)
    if (keys.find(key) != nullptr && keys.find("events") == nullptr && keys.find("contracts") == nullptr)
      reading.error(Message::yaml_role_needs_role, keys.key(key),
                    {quoted(key), quoted("events") + " or " + quoted("contracts")});
  if (first == "always") nodes.always = keys.find(first);
  if (first == "computed") nodes.computed = keys.find(first);
  if (first == "from row number")
    if (const auto said = reading.yes_or_no(*keys.find(first), keys.about(first))) {
      field.from_row_number = *said;
      if (*said && field.type != Type::whole && field.type != Type::text)
        reading.error(Message::yaml_role_type, keys.key(first),
                      {keys.about(first), "a text or a whole number", quoted(field.name),
                       std::string(type_name(field.type))});
    }
  nodes.contracts = first == "contracts" ? &keys.key(first) : nullptr;
  nodes.sum = first == "contracts" ? keys.find("sum") : nullptr;
  if (first == "events" || first == "contracts") Gathering(reading, keys, field).read();
}

void check_contracts(Reading& reading) {
  const Schema& schema = reading.schema;
  const Roles& roles = schema.roles;
  for (FieldId id = 0; id < schema.fields.size(); ++id) {
    const FieldNodes& nodes = reading.field_nodes[id];
    const std::string what = "The field " + quoted(schema.fields[id].name) + ": ";
    if (nodes.contracts == nullptr) continue;
    if (nodes.sum != nullptr && schema.fields[id].gathered)
      summable(reading, what + quoted("sum"), *nodes.sum, schema, schema.fields[id],
               schema.fields[id].gathered->summed);
    if (roles.id && roles.customer == roles.id)
      reading.error(Message::yaml_role_needs_role, *nodes.contracts,
                    {what + quoted("contracts"), "a role “customer” of its own, the holder of a contract"});
    const bool longest =
        schema.fields[id].gathered && schema.fields[id].gathered->what == Gathered::longest_tenure;
    if (longest && !roles.joined && !roles.tenure)
      reading.error(Message::yaml_role_needs_role, *nodes.contracts,
                    {what + quoted("longest"), "a role “joined” or “tenure”"});
  }
}

}  // namespace trouw
