#include <array>

#include "schema/literal.h"
#include "schema/names.h"
#include "schema/reading.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 2> perk_keys = {"worth", "per"};
constexpr std::array<std::string_view, 1> point_keys = {"worth"};
constexpr int point_places = 6;  // of a minor unit
constexpr std::int64_t most_units = 1'000'000'000'000;

class PerkReading {
 public:
  PerkReading(Reading& reading, const Reading::Named& named)
      : reading_(reading),
        named_(named),
        points_(named.name == "points"),
        keys_(reading, *named.value, "The perk " + quoted(named.name), named.key,
              points_ ? std::span<const std::string_view>(point_keys)
                      : std::span<const std::string_view>(perk_keys)) {}

  void read() {
    const yaml::Node* node = keys_.require("worth", "say what it is worth, like “worth: " + like() + "”");
    keys_.report_missing();
    const auto worth = node != nullptr ? read_worth(*node) : std::nullopt;
    if (points_) {
      reading_.schema.point_worth = worth;
      return;
    }
    Perk perk{named_.name, worth.value_or(0), false, reading_.place(*named_.key)};
    if (const yaml::Node* per = keys_.find("per")) read_per(*per, perk);
    reading_.schema.perks.push_back(std::move(perk));
  }

 private:
  std::string like() const { return write_money(200, reading_.schema.currency); }

  std::optional<std::int64_t> read_worth(const yaml::Node& node) {
    const Schema& schema = reading_.schema;
    const auto text = reading_.text(node, keys_.about("worth"));
    if (!text) return std::nullopt;
    const auto worth = parse_money(*text, schema.currency, schema.digits + (points_ ? point_places : 0));
    std::int64_t most = points_ ? 1'000'000 : most_units;
    if (worth && *worth >= 0 && *worth / rate_one <= most) return worth;
    reading_.error(Message::yaml_bad_worth, node, {keys_.about("worth"), quoted(*text)}).help =
        "write an amount of zero or more, like " + like();
    return std::nullopt;
  }

  // How many times a length goes into a billing period, or 0 where it is no whole number.
  std::int64_t times_a_bill(const Duration& length) const {
    const Period& billing = reading_.schema.billing;
    const std::int64_t bill = billing.weeks ? std::int64_t{billing.count} * 7 : billing.count;
    return length.days != billing.weeks || length.count <= 0 || bill % length.count != 0
               ? 0
               : bill / length.count;
  }

  void read_per(const yaml::Node& node, Perk& perk) {
    const auto text = reading_.text(node, keys_.about("per"));
    if (!text || *text == "once") return;
    perk.per_period = true;
    if (*text == "bill" || *text == "billing period") return;
    auto length = parse_unit_of_time(*text);
    if (!length) length = parse_duration(*text);
    const std::int64_t times = length ? times_a_bill(*length) : 0;
    if (times > 0)
      perk.worth = multiply_divide(perk.worth, times, 1, Rounding::down).value_or(0);
    else
      reading_
          .error(length ? Message::yaml_per_not_whole : Message::yaml_bad_word, node,
                 {keys_.about("per"), quoted(*text)})
          .help = "write “once”, or “billing period” for its worth on every bill";
  }

  Reading& reading_;
  const Reading::Named& named_;
  bool points_;
  Keys keys_;
};

}  // namespace

void read_perks(Reading& reading, const yaml::Node& perks) {
  for (const Reading::Named& named : reading.named(perks, "“perks”", most_fields))
    PerkReading(reading, named).read();
}

}  // namespace trouw
