#include <array>

#include "base/limits.h"
#include "schema/literal.h"
#include "schema/names.h"
#include "schema/notation.h"
#include "schema/reading.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 2> price_words = {"including tax", "excluding tax"};
constexpr std::array<std::string_view, 4> rounding_words = {"half away from zero", "half to even", "down",
                                                            "up"};

void read_programme(Reading& reading, Keys& top) {
  const yaml::Node* node = top.require("programme", "begin with a line like “programme: Zonnig Energie”");
  if (node == nullptr) return;
  const auto name = reading.text(*node, top.about("programme"));
  if (name && name->size() > limits::title_bytes)
    reading.error(Message::yaml_too_long, *node,
                  {top.about("programme"), std::to_string(limits::title_bytes)});
  else if (name)
    reading.schema.programme = normalised(*name);
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

void read_currency(Reading& reading, Keys& top) {
  const yaml::Node* node = top.require("currency", "write the programme's currency, like “currency: EUR”");
  const auto code = node != nullptr ? reading.text(*node, top.about("currency")) : std::nullopt;
  if (!code) return;
  if (const auto digits = minor_digits(*code)) {
    reading.schema.currency = *code;
    reading.schema.digits = *digits;
    return;
  }
  std::string meant(currency_of_symbol(*code));
  if (meant.empty() && minor_digits(upper(*code))) meant = upper(*code);
  reading.error(Message::yaml_no_currency, *node, {quoted(*code)}).help =
      meant.empty() ? "write the three letters of ISO 4217, like EUR" : "write “" + meant + "”";
}

void read_prices(Reading& reading, Keys& top) {
  const yaml::Node* node = top.require("prices", "write “prices: including tax” or “prices: excluding tax”");
  if (node == nullptr) return;
  if (const auto word = reading.word(*node, top.about("prices"), price_words))
    reading.schema.prices_include_tax = *word == 0;
}

void read_rounding(Reading& reading, Keys& top) {
  const yaml::Node* node = top.find("rounding");
  if (node == nullptr) return;
  if (const auto word = reading.word(*node, top.about("rounding"), rounding_words))
    reading.schema.rounding = static_cast<Rounding>(*word);
}

// A length of at least one week or month, or nothing after a message.
std::optional<Period> read_period(Reading& reading, const yaml::Node& node, const std::string& what) {
  const auto text = reading.text(node, what);
  if (!text) return std::nullopt;
  const auto length = parse_duration(*text);
  const bool usable = length && length->count > 0 && (!length->days || length->whole_weeks);
  if (!usable) {
    reading.error(Message::yaml_bad_period, node, {what, quoted(*text)}).help =
        "write a number of weeks, months or years, like “1 month”";
    return std::nullopt;
  }
  const std::int64_t count = length->days ? length->count / 7 : length->count;
  if (count <= 100'000) return Period{static_cast<int>(count), length->days};
  reading.error(Message::yaml_horizon_too_long, node, {what, std::to_string(limits::periods)});
  return std::nullopt;
}

std::string spoken(Period period) {
  return std::to_string(period.count) + (period.weeks ? " week" : " month") + (period.count == 1 ? "" : "s");
}

void fit_horizon(Reading& reading, const yaml::Node& node, const std::string& what, Period horizon) {
  Schema& schema = reading.schema;
  if (horizon.weeks != schema.billing.weeks || horizon.count % schema.billing.count != 0) {
    Period fitting{schema.billing.count, schema.billing.weeks};
    while (fitting.count < (fitting.weeks ? 52 : 12)) fitting.count += schema.billing.count;
    reading.error(Message::yaml_horizon_not_whole, node, {quoted(node.text), spoken(schema.billing)}).help =
        "write a whole number of them, like “" + spoken(fitting) + "”";
    return;
  }
  schema.horizon = horizon.count / schema.billing.count;
  if (schema.horizon > limits::periods) {
    schema.horizon = limits::periods;
    reading.error(Message::yaml_horizon_too_long, node, {what, std::to_string(limits::periods)});
  }
}

void read_lengths(Reading& reading, Keys& top) {
  Schema& schema = reading.schema;
  bool known = true;
  if (const yaml::Node* billing = top.find("billing period")) {
    const auto period = read_period(reading, *billing, top.about("billing period"));
    if (period) schema.billing = *period;
    known = period.has_value();
  }
  const int year = schema.billing.weeks ? 52 : 12;
  const bool divides = year % schema.billing.count == 0;
  if (divides) schema.horizon = year / schema.billing.count;
  const yaml::Node* node =
      divides ? top.find("horizon") : top.require("horizon", "say over how long deals are compared");
  if (node == nullptr) return;
  const auto horizon = read_period(reading, *node, top.about("horizon"));
  if (horizon && known) fit_horizon(reading, *node, top.about("horizon"), *horizon);
}

}  // namespace

void read_header(Reading& reading, Keys& top) {
  read_programme(reading, top);
  read_currency(reading, top);
  read_prices(reading, top);
  read_rounding(reading, top);
  read_lengths(reading, top);
  if (const yaml::Node* records = top.find("records"))
    reading.schema.records = reading.text(*records, top.about("records")).value_or("");
  if (const yaml::Node* node = top.find("reading")) read_reading(reading, *node, "“reading”");
}

}  // namespace trouw
