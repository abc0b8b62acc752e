#include "check/context.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "base/readings.h"
namespace trouw {

TermId Terms::make(Term term) {
  std::string key =
      fmt::format("{} {} {} {} {}", static_cast<int>(term.kind), term.days, term.a, term.b, term.value);
  for (const std::int64_t member : term.set) key += fmt::format(" {}", member);
  const auto [at, fresh] = made_.emplace(std::move(key), static_cast<TermId>(terms_.size()));
  if (fresh) terms_.push_back(std::move(term));
  return at->second;
}

TermId Terms::unary(TermKind kind, TermId a, std::int64_t value) {
  const Term& operand = terms_[a];
  std::int64_t folded = 0;
  if (kind == TermKind::scale && value == 1) return a;
  if (kind == TermKind::scale && operand.kind == TermKind::constant &&
      !__builtin_mul_overflow(operand.value, value, &folded))
    return constant(folded);
  return make({.kind = kind, .a = a, .value = value});
}

TermId Terms::binary(TermKind kind, TermId a, TermId b) {
  std::int64_t folded = 0;
  if (terms_[a].kind == TermKind::constant && terms_[b].kind == TermKind::constant) {
    if (kind == TermKind::add && !__builtin_add_overflow(terms_[a].value, terms_[b].value, &folded))
      return constant(folded);
    if (kind == TermKind::subtract && !__builtin_sub_overflow(terms_[a].value, terms_[b].value, &folded))
      return constant(folded);
  }
  return make({.kind = kind, .a = a, .b = b});
}

std::string folded_words(std::string_view text) {
  std::string folded;
  bool quoted = false, gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool nbsp = !quoted && text.substr(i, 2) == "\xC2\xA0";
    if (!quoted && c == '#') {
      i = std::min(text.find('\n', i), text.size()) - 1;
      gap = true;
    } else if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || nbsp)) {
      gap = true;
      if (nbsp) ++i;
    } else {
      if (gap && !folded.empty()) folded += ' ';
      gap = false;
      folded += c;
      if (c == '"') quoted = !quoted;
      if (quoted && c == '\\' && i + 1 < text.size()) folded += text[++i];
    }
  }
  return folded;
}

std::string Context::words(Span at) const {
  return folded_words(sources.text(at));
}

std::vector<std::string> Context::known_names() const {
  std::vector<std::string> names;
  for (const Field& field : schema.fields) names.push_back(field.name);
  for (const auto& [name, definition] : definitions) names.push_back(name);
  names.push_back("tenure");
  return names;
}

std::string billing_text(Period billing) {
  return fmt::format("{} {}{}", billing.count, billing.weeks ? "week" : "month",
                     billing.count == 1 ? "" : "s");
}

std::optional<int> Context::periods(const tree::Literal& duration) {
  const std::int64_t count = duration.number.digits;
  const bool weeks = duration.unit == tree::Unit::week || duration.unit == tree::Unit::day;
  const std::int64_t in_unit = duration.unit == tree::Unit::year   ? 12
                               : duration.unit == tree::Unit::week ? 7
                                                                   : 1;
  std::int64_t length = 0;
  const std::int64_t one = schema.billing.weeks ? 7 * schema.billing.count : schema.billing.count;
  const bool fits = duration.number.places == 0 && weeks == schema.billing.weeks &&
                    !__builtin_mul_overflow(count, in_unit, &length) && length > 0 && length % one == 0 &&
                    length / one <= limits::periods;
  if (!fits) {
    const std::string unit = schema.billing.weeks ? "weeks" : "months";
    reporter.report(Message::not_whole_bills, duration.at, {words(duration.at), billing_text(schema.billing)})
        .help = fmt::format("write a multiple of {}, such as {} {}", billing_text(schema.billing),
                            3 * schema.billing.count, unit);
    return std::nullopt;
  }
  return static_cast<int>(length / one);
}

std::optional<std::int64_t> Context::money(const tree::Literal& literal) {
  if (literal.kind != tree::LiteralKind::money) {
    reporter.report(Message::money_wanted, literal.at, {words(literal.at)}).help =
        fmt::format("write an amount such as {} 10", schema.currency);
    return std::nullopt;
  }
  if (literal.currency != schema.currency) {
    reporter.report(Message::other_currency, literal.at, {words(literal.at), schema.currency}).help =
        fmt::format("write the amount in {}", schema.currency);
    return std::nullopt;
  }
  if (literal.number.places <= schema.digits) return scaled(literal.number, schema.digits);
  const std::string written = words(literal.at);
  reporter
      .report(Message::too_many_decimals, literal.at,
              {written, schema.currency, std::to_string(schema.digits)})
      .help = like_thousands(written) ? either_reading(written, schema.digits)
                                      : fmt::format("write at most {} decimals", schema.digits);
  return std::nullopt;
}

std::optional<std::int64_t> Context::count(const tree::Literal& literal) {
  constexpr std::int64_t most = 1'000'000'000'000;
  const Decimal& number = literal.number;
  if (number.places == 0 && number.digits > 0 && number.digits <= most) return number.digits;
  const std::string written = words(literal.at);
  const bool either = like_thousands(written);
  const Message message = either                                     ? Message::either_number
                          : number.places == 0 && number.digits <= 0 ? Message::reward_not_above_zero
                                                                     : Message::not_counted_to;
  reporter.report(message, literal.at, {written}).help =
      either ? either_reading(written, 0) : "write a whole number above zero";
  return std::nullopt;
}

std::optional<std::int64_t> Context::rate(const tree::Literal& literal) {
  if (literal.kind != tree::LiteralKind::percent) {
    reporter.report(Message::percent_wanted, literal.at, {words(literal.at)}).help =
        "write a percentage such as 10%";
    return std::nullopt;
  }
  const auto rate = scaled(literal.number, rate_places);
  if (!rate) {
    reporter.report(Message::percent_too_fine, literal.at, {words(literal.at)}).help =
        "write at most 4 places after the point";
    return std::nullopt;
  }
  if (*rate <= 0 || *rate > rate_one) {
    reporter.report(Message::rate_out_of_range, literal.at, {words(literal.at)}).help =
        "write a percentage above 0% and up to 100%";
    return std::nullopt;
  }
  return rate;
}

std::optional<std::uint32_t> Context::offer_of(const tree::Text& title) {
  if (const auto found = titles.find(title.text); found != titles.end()) return found->second;
  std::vector<std::string> names;
  for (const Offer& known : programme.offers) names.push_back(known.title);
  const std::string near = nearest(title.text, names);
  reporter.report(Message::unknown_title, title.at, {quoted(title.text)}).help =
      near.empty() ? "write the title of an offer exactly as the offer has it"
                   : fmt::format("did you mean \"{}\"?", near);
  return std::nullopt;
}

}  // namespace trouw
