#include <algorithm>
#include <array>

#include "schema/literal.h"
#include "schema/names.h"
#include "schema/price_steps.h"
#include "schema/reading.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 15> role_keys = {"id",
                                                        "customer",
                                                        "joined",
                                                        "tenure",
                                                        "left",
                                                        "price",
                                                        "newcomer price",
                                                        "already received",
                                                        "newcomer when",
                                                        "customer when",
                                                        "former when",
                                                        "newcomer again after",
                                                        "price steps",
                                                        "newcomer price steps",
                                                        "others"};
constexpr std::array<std::string_view, 3> others_words = {"rejected", "nobody", "newcomer"};

using Types = std::initializer_list<Type>;

class RoleReading {
 public:
  RoleReading(Reading& reading, const yaml::Node& roles, const yaml::Node& owner)
      : reading_(reading),
        roles_(reading.schema.roles),
        keys_(reading, roles, "“roles”", &owner, role_keys) {}

  void read() {
    read_people();
    read_time();
    read_prices();
    read_conditions();
    read_again();
    if (const yaml::Node* node = keys_.find("others"))
      if (const auto word = reading_.word(*node, keys_.about("others"), others_words))
        roles_.others = static_cast<Others>(*word);
    keys_.report_missing();
  }

 private:
  Field& field(FieldId id) { return reading_.schema.fields[id]; }

  // The field that a role names, if it is of one of the types.
  std::optional<FieldId> role(std::string_view key, Types types, const std::string& spoken) {
    const yaml::Node* node = keys_.find(key);
    const auto found = node != nullptr ? reading_.field(*node, keys_.about(key)) : std::nullopt;
    if (!found) return std::nullopt;
    const Field& named = field(*found);
    if (std::find(types.begin(), types.end(), named.type) != types.end()) return found;
    if (!reading_.field_nodes[*found].typed) return std::nullopt;
    reading_.error(Message::yaml_role_type, *node,
                   {keys_.about(key), spoken, quoted(named.name), std::string(type_name(named.type))});
    return std::nullopt;
  }

  void never_unknown(std::string_view key, const std::optional<FieldId>& id) {
    if (id && field(*id).optional)
      reading_
          .error(Message::yaml_role_optional, *keys_.find(key), {keys_.about(key), quoted(field(*id).name)})
          .help = "take “optional: true” away from that field";
  }

  void read_people() {
    keys_.require("id", "name the field that tells records apart, like “id: contract number”");
    roles_.id = role("id", {Type::text, Type::whole}, "a text or a whole number");
    never_unknown("id", roles_.id);
    if (const yaml::Node* supplied = roles_.id ? reading_.field_nodes[*roles_.id].if_missing : nullptr)
      reading_.error(Message::yaml_id_supplied, *supplied, {quoted(field(*roles_.id).name)});
    roles_.customer = keys_.find("customer") != nullptr
                          ? role("customer", {Type::text, Type::whole}, "a text or a whole number")
                          : roles_.id;
    if (keys_.find("customer") != nullptr) never_unknown("customer", roles_.customer);
  }

  void read_time() {
    roles_.joined = role("joined", {Type::date}, "a date");
    roles_.tenure = role("tenure", {Type::months, Type::whole}, "a number of months");
    if (keys_.find("joined") != nullptr && keys_.find("tenure") != nullptr)
      reading_.error(Message::yaml_joined_and_tenure, keys_.key("tenure")).help = "keep one of the two";
    if (roles_.tenure) narrow_domain(*roles_.tenure, 0, 2'400);
    if (const auto named = reading_.schema.find("tenure"); named && named != roles_.tenure)
      reading_.error(Message::yaml_tenure_name, name_node(*named)).help =
          "give it another name, or write “tenure: tenure” under roles";
    roles_.left = role("left", {Type::date}, "a date");
    if (roles_.left && !field(*roles_.left).optional)
      reading_.error(Message::yaml_left_not_optional, *keys_.find("left"), {quoted(field(*roles_.left).name)})
          .help = "write “optional: true” at that field: who has not left has no such date";
  }

  void read_prices() {
    keys_.require("price", "name the field with the price of one bill, like “price: monthly price”");
    const yaml::Node* newcomer =
        keys_.require("newcomer price", "write “newcomer price: same as price”, or name a field");
    roles_.price = role("price", {Type::money}, "money");
    never_unknown("price", roles_.price);
    if (newcomer != nullptr && newcomer->text != "same as price") {
      roles_.newcomer_price = role("newcomer price", {Type::money}, "money");
      never_unknown("newcomer price", roles_.newcomer_price);
    }
    for (const auto& price : {roles_.price, roles_.newcomer_price})
      if (price) from_zero(*price);
    if (const yaml::Node* steps = keys_.find("price steps"))
      roles_.price_steps = read_price_steps(reading_, *steps, keys_.about("price steps"), false);
    if (const yaml::Node* steps = keys_.find("newcomer price steps"))
      roles_.newcomer_price_steps =
          read_price_steps(reading_, *steps, keys_.about("newcomer price steps"), true);
    roles_.already_received = role("already received", {Type::money}, "money");
  }

  void from_zero(FieldId id) {
    const FieldNodes& nodes = reading_.field_nodes[id];
    Field& price = field(id);
    if (nodes.from == nullptr)
      price.from = 0;
    else if (price.from < 0)
      reading_.error(Message::yaml_price_below_zero, *nodes.from, {quoted(price.name)}).help =
          "write “from: " + write_money(0, reading_.schema.currency) + "”";
  }

  void narrow_domain(FieldId id, std::int64_t from, std::int64_t to) {
    const FieldNodes& nodes = reading_.field_nodes[id];
    if (nodes.from == nullptr) field(id).from = from;
    if (nodes.to == nullptr) field(id).to = to;
  }

  const yaml::Node& name_node(FieldId id) const { return *reading_.field_nodes[id].name; }

  void read_conditions() {
    const std::string price = roles_.price ? field(*roles_.price).name : "monthly price";
    keys_.require(
        "customer when",
        "say who is a customer, like “customer when: status is active”; where every record is one, “" +
            ("customer when: " + price) + " is at least " +
            write_money(0, reading_.schema.currency.empty() ? "EUR" : reading_.schema.currency) + "”");
    roles_.newcomer_when = condition("newcomer when");
    roles_.customer_when = condition("customer when");
    roles_.former_when = condition("former when");
  }

  std::optional<Snippet> condition(std::string_view key) {
    const yaml::Node* node = keys_.find(key);
    return node != nullptr ? reading_.snippet(*node, keys_.about(key)) : std::nullopt;
  }

  void read_again() {
    static constexpr std::string_view key = "newcomer again after";
    const yaml::Node* node = keys_.find(key);
    const auto text = node != nullptr ? reading_.text(*node, keys_.about(key)) : std::nullopt;
    if (!text) return;
    const auto length = parse_duration(*text);
    constexpr std::int64_t longest = 1'000'000;
    if (!length || length->count < 0 || length->count > longest) {
      reading_.error(Message::yaml_bad_length, *node, {keys_.about(key), quoted(*text)}).help =
          "write a length like 12 months or 90 days";
      return;
    }
    (length->days ? roles_.newcomer_again_days : roles_.newcomer_again_months) =
        static_cast<int>(length->count);
    require_with(key, "left");
    require_with(key, "former when");
  }

  void require_with(std::string_view key, std::string_view other) {
    if (keys_.find(other) == nullptr)
      reading_.error(Message::yaml_role_needs_role, keys_.key(key), {quoted(key), quoted(other)});
  }

  Reading& reading_;
  Roles& roles_;
  Keys keys_;
};

}  // namespace

void read_roles(Reading& reading, const yaml::Node& roles, const yaml::Node& owner) {
  RoleReading(reading, roles, owner).read();
}

}  // namespace trouw
