#include "schema/price_steps.h"

#include <array>

#include "schema/literal.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 3> step_keys = {"from", "after", "price"};
constexpr std::size_t most_steps = 100;

class StepReading {
 public:
  StepReading(Reading& reading, std::string what, bool newcomers)
      : reading_(reading), what_(std::move(what)), newcomers_(newcomers) {}

  std::vector<PriceStep> read(const yaml::Node& list) {
    if (list.kind != yaml::Node::list) {
      reading_.error(Message::yaml_wants_list, list, {what_}).help =
          newcomers_ ? "list them, like “[{after: 12 months, price: standard price}]”"
                     : "list them, like “[{from: contract end, price: standard price}]”";
      return {};
    }
    if (list.items.size() > most_steps)
      reading_.error(Message::yaml_too_many, list, {what_, std::to_string(most_steps)});
    for (std::size_t i = 0; i < std::min(list.items.size(), most_steps); ++i) add(*list.items[i]);
    return std::move(steps_);
  }

 private:
  void add(const yaml::Node& node) {
    Keys keys(reading_, node, what_, &node, step_keys);
    if (!keys.is_map()) return;
    PriceStep step;
    const yaml::Node* price = keys.require(
        "price", "name the money field with the price from then on, like “price: standard price”");
    const yaml::Node* after = keys.find("after");
    if (after != nullptr && !newcomers_) {
      reading_.error(Message::yaml_unknown_key, keys.key("after"), {what_, quoted("after")}).help =
          "“after” counts from joining, in “newcomer price steps”; write “from:” and a date";
      return;
    }
    const yaml::Node* from = keys.find("from");
    if (from == nullptr && after == nullptr)
      keys.require("from", newcomers_
                               ? "say when, like “after: 12 months” or “from: contract end”"
                               : "name the date from which it is the price, like “from: contract end”");
    if (from != nullptr && after != nullptr)
      reading_.error(Message::yaml_from_and_after, keys.key("after"), {what_}).help = "keep one of the two";
    keys.report_missing();
    const bool priced = price != nullptr && read_price(keys, *price, step);
    const bool dated =
        from != nullptr ? read_from(keys, *from, step) : after != nullptr && read_after(keys, *after, step);
    if (priced && dated) steps_.push_back(step);
  }

  bool read_price(const Keys& keys, const yaml::Node& node, PriceStep& step) {
    const auto id = field(keys, "price", node, Type::money, "money");
    if (!id) return false;
    step.price = *id;
    Field& price = reading_.schema.fields[*id];
    if (price.optional) {
      reading_.error(Message::yaml_role_optional, node, {keys.about("price"), quoted(price.name)}).help =
          "take “optional: true” away from that field";
      return false;
    }
    const yaml::Node* from = reading_.field_nodes[*id].from;
    if (from == nullptr) {
      price.from = 0;
    } else if (price.from < 0) {
      reading_.error(Message::yaml_price_below_zero, *from, {quoted(price.name)}).help =
          "write “from: " + write_money(0, reading_.schema.currency) + "”";
      return false;
    }
    return true;
  }

  bool read_from(const Keys& keys, const yaml::Node& node, PriceStep& step) {
    step.from = field(keys, "from", node, Type::date, "a date");
    if (!step.from) return false;
    const FieldNodes& nodes = reading_.field_nodes[*step.from];
    if (!newcomers_ || nodes.for_newcomers != nullptr) return true;
    reading_
        .error(Message::yaml_step_of_newcomers, node,
               {keys.about("from"), quoted(reading_.schema.fields[*step.from].name)})
        .help = "add “for newcomers:” to that field, or write “after: 12 months”";
    return false;
  }

  // A whole number of bills, more than the step before it.
  bool read_after(const Keys& keys, const yaml::Node& node, PriceStep& step) {
    const auto text = reading_.text(node, keys.about("after"));
    if (!text) return false;
    const auto length = parse_duration(*text);
    const Period billing = reading_.schema.billing;
    const std::int64_t one = billing.weeks ? 7 * billing.count : billing.count;
    constexpr std::int64_t longest = 100'000;
    if (!length || length->days != billing.weeks || length->count <= 0 || length->count > longest ||
        length->count % one != 0) {
      reading_.error(Message::yaml_bad_length, node, {keys.about("after"), quoted(*text)}).help =
          "write a whole number of billing periods, like " + std::to_string(12 * billing.count) +
          (billing.weeks ? " weeks" : " months");
      return false;
    }
    step.after = static_cast<int>(length->count / one);
    if (step.after <= last_after_) {
      reading_.error(Message::yaml_steps_go_up, node, {keys.about("after"), quoted(*text)}).help =
          "put the steps in the order of their days";
      return false;
    }
    last_after_ = step.after;
    return true;
  }

  std::optional<FieldId> field(const Keys& keys, std::string_view key, const yaml::Node& node, Type type,
                               const std::string& spoken) {
    const auto found = reading_.field(node, keys.about(key));
    if (!found) return std::nullopt;
    const Field& named = reading_.schema.fields[*found];
    if (named.type == type) return found;
    if (reading_.field_nodes[*found].typed)
      reading_.error(Message::yaml_role_type, node,
                     {keys.about(key), spoken, quoted(named.name), std::string(type_name(named.type))});
    return std::nullopt;
  }

  Reading& reading_;
  std::string what_;
  bool newcomers_;
  int last_after_ = 0;
  std::vector<PriceStep> steps_;
};

}  // namespace

std::vector<PriceStep> read_price_steps(Reading& reading, const yaml::Node& list, const std::string& what,
                                        bool newcomers) {
  return StepReading(reading, what, newcomers).read(list);
}

}  // namespace trouw
