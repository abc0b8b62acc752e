#include "check/possible.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace trouw {

namespace {

constexpr int most_branches = 20'000;
constexpr std::int64_t whole_tenure = -1;  // the key of `tenure` in whole months, beside FieldIds

using Claims = std::vector<std::pair<TermId, bool>>;  // a condition, and whether it holds

// The values that one field may still have.
struct Range {
  std::int64_t low = 0, high = 0;
  std::optional<std::set<std::int64_t>> only;
  std::set<std::int64_t> without;
  bool unknown = false;  // it has no value: every comparison with it is undecided

  bool empty() const {
    if (unknown) return false;
    if (only)
      return std::none_of(only->begin(), only->end(),
                          [&](std::int64_t v) { return v >= low && v <= high && without.count(v) == 0; });
    if (low > high) return true;
    const auto gone = std::distance(without.lower_bound(low), without.upper_bound(high));
    return static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) <
           static_cast<std::uint64_t>(gone);
  }
};

// Between which tenures a record lies: `at least v` is 2v, `more than v` is 2v + 1; low <= tenure < high.
struct Tenure {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

struct State {
  std::map<std::int64_t, Range> ranges;
  Tenure months, days;
  bool newcomer = false;  // reaches no milestone
  Claims waiting;
  std::map<TermId, bool> seen;
};

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

class Search {
 public:
  explicit Search(const Programme& programme) : programme_(programme) {}

  bool possible(State state) {
    if (--budget_ < 0) return true;
    while (!state.waiting.empty()) {
      const auto [id, holds] = state.waiting.back();
      state.waiting.pop_back();
      const Term& term = programme_.terms[id];
      if (const auto [at, fresh] = state.seen.emplace(id, holds); !fresh) {
        if (at->second != holds) return false;
        continue;
      }
      const bool both = term.kind == TermKind::all || term.kind == TermKind::any;
      if (term.kind == TermKind::negation) {
        state.waiting.emplace_back(term.a, !holds);
      } else if (both && holds == (term.kind == TermKind::all)) {
        state.waiting.insert(state.waiting.end(), {{term.a, holds}, {term.b, holds}});
      } else if (both) {
        State other = state;
        other.waiting.emplace_back(term.b, holds);
        state.waiting.emplace_back(term.a, holds);
        if (possible(std::move(other))) return true;
      } else if (!add(state, id, holds)) {
        return false;
      }
    }
    return true;
  }

 private:
  // A field or the tenure, times a constant above zero.
  struct Scaled {
    std::int64_t key = 0, factor = 1;
  };

  std::optional<Scaled> scaled(TermId id) const {
    const Term* term = &programme_.terms[id];
    Scaled made;
    if (term->kind == TermKind::scale && term->value > 0) {
      made.factor = term->value;
      term = &programme_.terms[term->a];
    }
    if (term->kind == TermKind::tenure_months)
      made.key = whole_tenure;
    else if (term->kind == TermKind::field)
      made.key = term->value;
    else
      return std::nullopt;
    return made;
  }

  std::optional<std::int64_t> constant(TermId id) const {
    const Term& term = programme_.terms[id];
    return term.kind == TermKind::constant ? std::optional(term.value) : std::nullopt;
  }

  Range& range(State& state, std::int64_t key) const {
    const auto [at, fresh] = state.ranges.try_emplace(key);
    if (!fresh) return at->second;
    at->second.high = std::numeric_limits<std::int64_t>::max();
    if (key == whole_tenure) return at->second;
    const Field& field = programme_.schema.fields[static_cast<std::size_t>(key)];
    at->second.low = field.from;
    at->second.high = field.to;
    return at->second;
  }

  bool add(State& state, TermId id, bool holds) const {
    const Term& term = programme_.terms[id];
    switch (term.kind) {
      case TermKind::constant:
        return (term.value != 0) == holds;
      case TermKind::equal:
      case TermKind::less:
      case TermKind::at_most:
        return compare(state, term, holds);
      case TermKind::in_set:
        return in_set(state, term, holds);
      case TermKind::known:
        return known(state, term, holds);
      case TermKind::tenure_at_least:
      case TermKind::tenure_more_than:
        return tenure(term.days ? state.days : state.months, term, holds);
      case TermKind::tenure_reaches:
      case TermKind::tenure_reaches_every:
        return !(state.newcomer && holds);
      default:
        return true;
    }
  }

  bool known(State& state, const Term& term, bool holds) const {
    const auto left = scaled(term.a);
    if (!left || left->key == whole_tenure) return true;
    const bool optional = programme_.schema.fields[static_cast<std::size_t>(left->key)].optional;
    return range(state, left->key).unknown ? !holds : holds || optional;
  }

  static bool tenure(Tenure& tenure, const Term& term, bool holds) {
    const std::int64_t edge = 2 * term.value + (term.kind == TermKind::tenure_more_than ? 1 : 0);
    (holds ? tenure.low : tenure.high) = holds ? std::max(tenure.low, edge) : std::min(tenure.high, edge);
    return tenure.low < tenure.high;
  }

  bool in_set(State& state, const Term& term, bool holds) const {
    const auto left = scaled(term.a);
    if (!left || left->factor != 1) return true;
    Range& values = range(state, left->key);
    if (values.unknown) return false;
    std::set<std::int64_t> set(term.set.begin(), term.set.end());
    if (!holds) {
      values.without.merge(set);
    } else if (!values.only) {
      values.only = std::move(set);
    } else {
      std::erase_if(*values.only, [&](std::int64_t v) { return set.count(v) == 0; });
    }
    return !values.empty();
  }

  bool compare(State& state, const Term& term, bool holds) const {
    const auto left = scaled(term.a), right = scaled(term.b);
    for (const auto& side : {left, right})
      if (side && range(state, side->key).unknown) return false;
    const auto low = constant(term.a), high = constant(term.b);
    if (left && high)
      narrow(range(state, left->key), left->factor, *high, term.kind, holds, true);
    else if (right && low)
      narrow(range(state, right->key), right->factor, *low, term.kind, holds, false);
    return (!left || !range(state, left->key).empty()) && (!right || !range(state, right->key).empty());
  }

  // factor × value against a bound; `below`: the value stands on the left.
  static void narrow(Range& values, std::int64_t factor, std::int64_t bound, TermKind kind, bool holds,
                     bool below) {
    const std::int64_t down = floor_divide(bound, factor);
    const bool exact = down * factor == bound;
    if (kind == TermKind::equal) {
      if (holds && !exact) values.only.emplace();
      if (holds) values.low = std::max(values.low, down), values.high = std::min(values.high, down);
      if (!holds && exact) values.without.insert(down);
      return;
    }
    const bool strict = (kind == TermKind::less) == holds;  // a negation turns the comparison round
    if (below == holds)
      values.high = std::min(values.high, strict && exact ? down - 1 : down);
    else
      values.low = std::max(values.low, strict || !exact ? down + 1 : down);
  }

  const Programme& programme_;
  int budget_ = most_branches;
};

void add_conditions(State& state, const Offer& offer) {
  for (const Condition& condition : offer.conditions) state.waiting.emplace_back(condition.term, true);
}

// A record of this standing, as far as conditions tell.
State record_of(const Programme& programme, Audience standing) {
  State state;
  for (const Condition& fact : programme.facts) state.waiting.emplace_back(fact.term, true);
  if (standing == Audience::customers) state.waiting.emplace_back(programme.customer_when.term, true);
  if (standing == Audience::returners && programme.former_when)
    state.waiting.emplace_back(programme.former_when->term, true);
  return state;
}

Range newcomer_range(const Field& field) {
  Range values;
  values.low = field.from;
  values.high = field.to;
  if (field.for_newcomers.kind == ForNewcomers::value) values.low = values.high = field.for_newcomers.stored;
  values.unknown = field.for_newcomers.kind == ForNewcomers::unknown;
  return values;
}

// What programme.yaml says of a newcomer.
State newcomer_twin(const Programme& programme) {
  const Schema& schema = programme.schema;
  State state;
  state.newcomer = true;
  for (FieldId id = 0; id < schema.fields.size(); ++id)
    state.ranges.emplace(id, newcomer_range(schema.fields[id]));
  if (schema.products)
    state.ranges[schema.products->field].only.emplace(schema.products->sold.begin(),
                                                      schema.products->sold.end());
  const auto joined = schema.roles.joined;
  if (joined && schema.fields[*joined].for_newcomers.kind == ForNewcomers::today) {
    state.months = state.days = {0, 1};
    state.ranges[whole_tenure] = Range();  // 0 and nothing else
  }
  return state;
}

bool fits(const Offer& offer, Audience standing) {
  return offer.audience == standing || offer.audience == Audience::everyone;
}

bool in_best_of(const Combine& combine, std::uint32_t a, std::uint32_t b) {
  const auto item_of = [](const BestOf& best_of, std::uint32_t offer) {
    return std::find_if(best_of.items.begin(), best_of.items.end(), [&](const auto& item) {
      return std::find(item.begin(), item.end(), offer) != item.end();
    });
  };
  return std::any_of(combine.best_of.begin(), combine.best_of.end(), [&](const BestOf& best_of) {
    const auto one = item_of(best_of, a), other = item_of(best_of, b);
    return one != best_of.items.end() && other != best_of.items.end() && one != other;
  });
}

bool on_one_day(const Offer& a, const Offer& b) {
  const auto ends_before = [](const Offer& one, const Offer& other) {
    return one.through && other.from && *one.through < *other.from;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

bool both_count(const Programme& programme, std::uint32_t a, std::uint32_t b, Audience standing) {
  const Offer &one = programme.offers[a], &other = programme.offers[b];
  if (!fits(one, standing) || !fits(other, standing) || !on_one_day(one, other)) return false;
  if (in_best_of(programme.combine[static_cast<std::size_t>(standing)], a, b)) return false;
  State state = record_of(programme, standing);
  add_conditions(state, one);
  add_conditions(state, other);
  return Search(programme).possible(std::move(state));
}

}  // namespace

void check_reach(Context& context, std::uint32_t number, Span at) {
  const Programme& programme = context.programme;
  const Offer& offer = programme.offers[number];
  if (offer.conditions.empty()) return;
  const std::string about = context.reporter.about("offer " + quoted(offer.title));
  State anyone = record_of(programme, offer.audience);
  add_conditions(anyone, offer);
  if (!Search(programme).possible(std::move(anyone))) {
    context.reporter.report(Message::offer_for_nobody, at, {}).help =
        "change one of its conditions, or leave the offer out";
  } else if (offer.audience == Audience::newcomers) {
    State twin = newcomer_twin(programme);
    add_conditions(twin, offer);
    if (!Search(programme).possible(std::move(twin)))
      context.reporter.report(Message::not_for_newcomers, at, {}).help =
          "change the condition, or what the fields are `for newcomers` in programme.yaml";
  }
  context.reporter.about(about);
}

void check_apart(Context& context, const std::vector<std::uint32_t>& offers, Span at) {
  constexpr std::pair<Audience, const char*> standings[] = {{Audience::newcomers, "newcomer"},
                                                            {Audience::customers, "customer"},
                                                            {Audience::returners, "returner"}};
  for (std::size_t i = 0; i < offers.size(); ++i)
    for (std::size_t j = i + 1; j < offers.size(); ++j)
      for (const auto& [standing, word] : standings) {
        if (!both_count(context.programme, offers[i], offers[j], standing)) continue;
        context.reporter
            .report(Message::both_count, at,
                    {quoted(context.programme.offers[offers[i]].title),
                     quoted(context.programme.offers[offers[j]].title), word})
            .help = "put both in one `best of`, or give them conditions that exclude each other";
        return;
      }
}

}  // namespace trouw
