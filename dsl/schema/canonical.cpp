#include "schema/reading.h"

namespace trouw {

namespace {

// In quotes, so that no text can be taken for another line.
std::string text(std::string_view raw) {
  std::string result = "\"";
  for (const char c : raw) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n')
      result += "\\n";
    else
      result += c;
  }
  return result + "\"";
}

// A condition with one space for every run of blanks outside its quotes.
std::string condition(std::string_view raw) {
  std::string result;
  bool inside = false;
  for (const char c : raw) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (c == '"') inside = !inside;
    if (!blank || inside)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return text(result);
}

class Lines {
 public:
  void line(std::string_view key, const std::string& value) { all_ += std::string(key) + " " + value + "\n"; }
  void line(std::string_view key, std::int64_t value) { line(key, std::to_string(value)); }
  template <typename T>
  void optional(std::string_view key, const std::optional<T>& value) {
    if (value) line(key, static_cast<std::int64_t>(*value));
  }
  void optional(std::string_view key, const std::optional<Snippet>& value) {
    if (value) line(key, condition(value->text));
  }
  std::string take() { return std::move(all_); }

 private:
  std::string all_;
};

void header(Lines& lines, const Schema& schema) {
  lines.line("programme", text(schema.programme));
  lines.line("currency", text(schema.currency));
  lines.line("prices", schema.prices_include_tax ? "including" : "excluding");
  lines.line(schema.billing.weeks ? "weeks" : "months", schema.billing.count);
  lines.line("horizon", schema.horizon);
  lines.line("rounding", static_cast<std::int64_t>(schema.rounding));
  lines.line("records", text(schema.records));
}

std::string list(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& one : texts) all += (all.empty() ? "" : " ") + text(one);
  return texts.empty() ? text("") : all;
}

// Only what differs from the strict forms has a line.
void notation_lines(Lines& lines, const Notation& notation) {
  if (notation.point != 0) lines.line(" point", std::string(1, notation.point));
  if (notation.currency_sign) lines.line(" currency sign", 1);
  if (notation.percent_sign) lines.line(" percent sign", 1);
  lines.optional(" round", notation.round);
  if (!notation.order.empty()) lines.line(notation.wide ? " wide dates" : " dates", text(notation.order));
  if (notation.since_1970 != Notation::none)
    lines.line(" since 1970", static_cast<std::int64_t>(notation.since_1970));
  if (!notation.zone.empty()) lines.line(" zone", text(notation.zone));
  if (notation.trim) lines.line(" trim", 1);
  if (!notation.unknown.empty()) lines.line(" unknown", list(notation.unknown));
}

void origin_lines(Lines& lines, const Field& field) {
  lines.optional(" always", field.always);
  if (field.from_row_number) lines.line(" row number", 1);
  if (field.computed)
    lines.line(" computed", std::to_string(field.computed->kind) + " " + std::to_string(field.computed->a) +
                                " " + std::to_string(field.computed->b) + " " +
                                std::to_string(field.computed->numerator) + " " +
                                std::to_string(field.computed->denominator));
  if (!field.gathered) return;
  const Gathered& gathered = *field.gathered;
  lines.line(" gathered", std::to_string(gathered.what) + " " +
                              (gathered.events ? std::to_string(*gathered.events) : "contracts") + " " +
                              text(gathered.summed) + " " + std::to_string(gathered.within_months) + " " +
                              std::to_string(gathered.within_days));
  lines.optional(" where", gathered.where);
}

void field_lines(Lines& lines, const Field& field) {
  lines.line("field", text(field.name));
  lines.line(" type", std::string(type_name(field.type)));
  lines.line(" column", text(field.column));
  lines.line(" places", field.places);
  lines.line(" unit", text(field.unit));
  lines.line(" each", text(field.each));
  lines.line(" minor", field.in_minor_units() ? 1 : 0);
  if (field.stored_in > StoredIn::minor_units)
    lines.line(" stored in", static_cast<std::int64_t>(field.stored_in));
  lines.line(" from", field.from);
  lines.line(" to", field.to);
  lines.line(" optional", field.optional ? 1 : 0);
  for (const Choice& choice : field.choices)
    lines.line(" choice", text(choice.name) + " " + text(choice.stored));
  lines.optional(" otherwise", field.otherwise);
  lines.line(" stored", list(field.stored_yes) + " " + list(field.stored_no));
  notation_lines(lines, field.notation);
  origin_lines(lines, field);
  lines.line(" newcomers",
             std::to_string(field.for_newcomers.kind) + " " + std::to_string(field.for_newcomers.stored));
  lines.optional(" typical", field.typical);
  lines.optional(" missing", field.if_missing);
  lines.line(" follows", field.follows_tenure ? 1 : 0);
}

void step_lines(Lines& lines, std::string_view key, const std::vector<PriceStep>& steps) {
  for (const PriceStep& step : steps)
    lines.line(key,
               (step.from ? "from " + std::to_string(*step.from) : "after " + std::to_string(step.after)) +
                   " " + std::to_string(step.price));
}

void role_lines(Lines& lines, const Roles& roles) {
  lines.optional("id", roles.id);
  lines.optional("customer", roles.customer);
  lines.optional("joined", roles.joined);
  lines.optional("tenure", roles.tenure);
  lines.optional("left", roles.left);
  lines.optional("price", roles.price);
  lines.optional("newcomer price", roles.newcomer_price);
  lines.optional("already received", roles.already_received);
  lines.optional("newcomer when", roles.newcomer_when);
  lines.optional("customer when", roles.customer_when);
  lines.optional("former when", roles.former_when);
  lines.optional("again months", roles.newcomer_again_months);
  lines.optional("again days", roles.newcomer_again_days);
  lines.line("others", static_cast<std::int64_t>(roles.others));
  step_lines(lines, "price step", roles.price_steps);
  step_lines(lines, "newcomer price step", roles.newcomer_price_steps);
}

}  // namespace

std::string canonical_text(const Schema& schema) {
  Lines lines;
  header(lines, schema);
  if (schema.separator != 0) lines.line("separator", text(std::string(1, schema.separator)));
  if (schema.encoding != Encoding::utf_8) lines.line("encoding", static_cast<std::int64_t>(schema.encoding));
  if (schema.header_line > 1) lines.line("header line", std::int64_t{schema.header_line});
  for (const Events& events : schema.events) {
    lines.line("events", text(events.name) + " " + text(events.records));
    for (const Field& field : events.schema->fields) field_lines(lines, field);
  }
  for (const Field& field : schema.fields) field_lines(lines, field);
  for (const std::string& one : schema.texts) lines.line("text", text(one));
  role_lines(lines, schema.roles);
  if (schema.products) {
    lines.line("products", schema.products->field);
    for (const std::int64_t sold : schema.products->sold) lines.line(" sold", sold);
    for (const auto& [from, to] : schema.products->equivalents)
      lines.line(" equivalent", std::to_string(from) + " " + std::to_string(to));
  }
  for (const Perk& perk : schema.perks)
    lines.line("perk",
               text(perk.name) + " " + std::to_string(perk.worth) + (perk.per_period ? " period" : " once"));
  lines.optional("point", schema.point_worth);
  return lines.take();
}

}  // namespace trouw
