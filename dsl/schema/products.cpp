#include <algorithm>
#include <array>

#include "schema/choices.h"
#include "schema/names.h"
#include "schema/reading.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 3> product_keys = {"field", "sold to newcomers", "equivalent"};

class ProductReading {
 public:
  ProductReading(Reading& reading, const yaml::Node& products, const yaml::Node& owner)
      : reading_(reading),
        owner_(owner),
        errors_before_(reading.reporter.errors()),
        keys_(reading, products, "“products”", &owner, product_keys) {}

  std::optional<Products> read() {
    const yaml::Node* field =
        keys_.require("field", "name the field with the product, like “field: product”");
    const yaml::Node* sold = keys_.require("sold to newcomers", "list what a newcomer can choose");
    keys_.report_missing();
    if (field == nullptr || !read_field(*field)) return std::nullopt;
    if (sold != nullptr) read_sold(*sold);
    if (const yaml::Node* equivalent = keys_.find("equivalent")) read_equivalents(*equivalent);
    if (sold != nullptr && reading_.reporter.errors() == errors_before_) check_all_covered();
    return products_;
  }

 private:
  const Field& field() const { return reading_.schema.fields[products_.field]; }
  std::string name(std::int64_t choice) const {
    return quoted(field().choices[static_cast<std::size_t>(choice)].name);
  }

  bool sells(std::int64_t choice) const {
    return std::find(products_.sold.begin(), products_.sold.end(), choice) != products_.sold.end();
  }

  bool read_field(const yaml::Node& node) {
    const auto found = reading_.field(node, keys_.about("field"));
    if (!found) return false;
    products_.field = *found;
    if (field().type == Type::choice) return true;
    reading_.error(
        Message::yaml_role_type, node,
        {keys_.about("field"), "a choice", quoted(field().name), std::string(type_name(field().type))});
    return false;
  }

  void read_sold(const yaml::Node& node) {
    const std::string what = keys_.about("sold to newcomers");
    if (node.kind != yaml::Node::list) {
      reading_.error(Message::yaml_wants_list, node, {what}).help = "list them, like “[basic, plus]”";
      return;
    }
    for (const yaml::Node* item : node.items) {
      const auto choice = read_choice(reading_, field(), *item, what);
      if (!choice) continue;
      if (sells(*choice))
        reading_.error(Message::yaml_name_twice, *item, {what, name(*choice)});
      else
        products_.sold.push_back(*choice);
    }
  }

  void read_equivalents(const yaml::Node& node) {
    const std::string what = keys_.about("equivalent");
    for (const Reading::Named& one : reading_.named(node, what, most_choices)) {
      const auto from = read_choice(reading_, field(), *one.key, what);
      const auto to = read_choice(reading_, field(), *one.value, what);
      if (!from || !to) continue;
      if (sells(*from))
        reading_.error(Message::yaml_sold_and_equivalent, *one.key, {name(*from)}).help =
            "take it out of one of the two";
      else if (!sells(*to))
        reading_.error(Message::yaml_equivalent_unsold, *one.value, {name(*to)}).help =
            "name a product of “sold to newcomers”";
      else
        products_.equivalents.emplace_back(*from, *to);
    }
  }

  void check_all_covered() {
    std::vector<bool> covered(field().choices.size(), false);
    for (const std::int64_t choice : products_.sold) covered[static_cast<std::size_t>(choice)] = true;
    for (const auto& [from, to] : products_.equivalents) covered[static_cast<std::size_t>(from)] = true;
    for (std::size_t i = 0; i < covered.size(); ++i) {
      if (covered[i]) continue;
      const std::string missing = name(static_cast<std::int64_t>(i));
      reading_.error(Message::yaml_product_uncovered, owner_, {missing}).help =
          "add it to “sold to newcomers”, or name the product a newcomer would get instead under "
          "“equivalent”";
      return;
    }
  }

  Reading& reading_;
  const yaml::Node& owner_;
  std::size_t errors_before_;
  Keys keys_;
  Products products_;
};

}  // namespace

void read_products(Reading& reading, const yaml::Node& products, const yaml::Node& owner) {
  reading.schema.products = ProductReading(reading, products, owner).read();
}

}  // namespace trouw
