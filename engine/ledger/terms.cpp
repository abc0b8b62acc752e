#include "ledger/terms.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace trouw {

namespace {

struct NamedKind {
  RewardKind kind;
  std::string_view name;
};
constexpr NamedKind kinds[] = {{RewardKind::percent_of_price, "percentage of the price"},
                               {RewardKind::percent_of_field, "percentage of a field"},
                               {RewardKind::money_off, "money off"},
                               {RewardKind::price_of, "a price of"},
                               {RewardKind::credit, "credit"},
                               {RewardKind::credit_rate, "credit in proportion"},
                               {RewardKind::credit_periods, "free periods"},
                               {RewardKind::perk, "perk"},
                               {RewardKind::points, "points"}};

// A whole number of a promise: how it is written, read, and known to be as in a new one.
struct Number {
  std::string_view name;
  std::optional<std::int64_t> (*get)(const Promise&);  // none: it is not written
  void (*set)(Promise&, std::int64_t);
  std::int64_t least, most;
};

constexpr std::int64_t most_periods = 1'000'000;
constexpr Number numbers[] = {
    {"first", [](const Promise& p) -> std::optional<std::int64_t> { return p.first; },
     [](Promise& p, std::int64_t value) { p.first = static_cast<int>(value); }, 0, most_periods},
    {"periods", [](const Promise& p) -> std::optional<std::int64_t> { return p.periods; },
     [](Promise& p, std::int64_t value) { p.periods = static_cast<int>(value); }, 0, most_periods},
    {"one-off", [](const Promise& p) { return p.one_off ? std::optional<std::int64_t>(1) : std::nullopt; },
     [](Promise& p, std::int64_t value) { p.one_off = value != 0; }, 0, 1},
    {"open ended",
     [](const Promise& p) { return p.open_ended ? std::optional<std::int64_t>(1) : std::nullopt; },
     [](Promise& p, std::int64_t value) { p.open_ended = value != 0; }, 0, 1},
    {"reward",
     [](const Promise& p) { return p.reward != 0 ? std::optional<std::int64_t>(p.reward) : std::nullopt; },
     [](Promise& p, std::int64_t value) { p.reward = static_cast<std::uint32_t>(value); }, 0, UINT32_MAX},
    {"cap a bill", [](const Promise& p) { return p.cap_a_bill; },
     [](Promise& p, std::int64_t value) { p.cap_a_bill = value; }, INT64_MIN, INT64_MAX},
    {"cap in all", [](const Promise& p) { return p.cap_in_all; },
     [](Promise& p, std::int64_t value) { p.cap_in_all = value; }, INT64_MIN, INT64_MAX},
    {"while of reward",
     [](const Promise& p) { return p.while_of ? std::optional<std::int64_t>(*p.while_of) : std::nullopt; },
     [](Promise& p, std::int64_t value) { p.while_of = static_cast<std::uint32_t>(value); }, 0, UINT32_MAX}};

Status no_terms(std::string_view line) {
  return Status::failure(fmt::format("no award promises “{}”.", line));
}

bool read_kind(std::string_view name, RewardKind& kind) {
  for (const NamedKind& one : kinds)
    if (one.name == name) {
      kind = one.kind;
      return true;
    }
  return false;
}

bool read_number(std::string_view name, std::string_view text, Promise& promise) {
  for (const Number& number : numbers) {
    if (number.name != name) continue;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return false;
    if (value < number.least || value > number.most) return false;
    number.set(promise, value);
    return true;
  }
  return false;
}

}  // namespace

std::string_view reward_kind_name(RewardKind kind) {
  for (const NamedKind& one : kinds)
    if (one.kind == kind) return one.name;
  return "";
}

std::string terms_of(const HeldPromise& held) {
  std::string text = "kind: ";
  text.reserve(128);
  text += reward_kind_name(held.promise.kind);
  for (const Number& number : numbers)
    if (const auto value = number.get(held.promise)) {
      text += '\n';
      text += number.name;
      text += ": ";
      text += fmt::format_int(*value).c_str();
    }
  if (!held.base.empty()) text.append("\nbase: ").append(held.base);
  if (!held.perk.empty()) text.append("\nperk: ").append(held.perk);
  return text.append("\ntext: ").append(held.promise.text);  // the last one: it may have line breaks
}

Status read_terms(const std::string& terms, std::int64_t amount, HeldPromise& held) {
  held = {};
  held.promise.amount = amount;
  bool has_kind = false;
  std::string_view rest = terms;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return no_terms(line);
    const std::string_view name = line.substr(0, colon);
    if (name == "text") {
      held.promise.text = rest.substr(colon + 2);
      return has_kind ? Status() : no_terms(terms);
    }
    const std::string_view value = line.substr(colon + 2);
    if (name == "base")
      held.base = value;
    else if (name == "perk")
      held.perk = value;
    else if (name == "kind" ? !(has_kind = read_kind(value, held.promise.kind))
                            : !read_number(name, value, held.promise))
      return no_terms(line);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return no_terms(terms);
}

std::optional<AwardState> state_named(std::string_view name) {
  for (const AwardState state : {AwardState::reserved, AwardState::confirmed, AwardState::released,
                                 AwardState::reversed, AwardState::ended})
    if (name == award_state_name(state)) return state;
  return std::nullopt;
}

std::optional<Standing> standing_named(std::string_view name) {
  for (const Standing standing :
       {Standing::customer, Standing::newcomer, Standing::returner, Standing::nobody})
    if (name == standing_name(standing)) return standing;
  return std::nullopt;
}

}  // namespace trouw
