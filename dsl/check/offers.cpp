#include "check/offers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/limits.h"
#include "check/kinds.h"
#include "check/unknowns.h"
#include "syntax/phrases.h"

namespace trouw {

namespace {

constexpr std::int64_t longest_window_months = 1'200;
constexpr std::int64_t longest_window_days = 36'500;

// A whole `when` that is a milestone makes the offer one.
void note_milestone(const tree::Condition& condition, const Context& context, const Condition& checked,
                    Offer& offer) {
  if (condition.kind == tree::ConditionKind::this_month) {
    offer.milestone = true;
  } else if (condition.kind == tree::ConditionKind::anniversary_this_month) {
    offer.milestone = true;
    offer.occasion = Occasion::anniversary;
  } else if (condition.kind == tree::ConditionKind::reaches_every) {
    offer.milestone = true;
    offer.occasion = Occasion::milestone;
    offer.reaches_every = context.programme.terms[checked.term].value;
  } else if (condition.kind == tree::ConditionKind::reaches) {
    offer.milestone = true;
    offer.occasion = Occasion::milestone;
    std::vector<TermId> waiting{checked.term};
    while (!waiting.empty()) {
      const Term& term = context.programme.terms[waiting.back()];
      waiting.pop_back();
      if (term.kind == TermKind::tenure_reaches)
        offer.reaches.push_back(term.value);
      else
        waiting.insert(waiting.end(), {term.a, term.b});
    }
    std::sort(offer.reaches.begin(), offer.reaches.end());
  }
}

class Clauses {
 public:
  Clauses(Context& context, Offer& offer) : context_(context), offer_(offer) {}

  void operator()(const tree::Runs& runs) {
    if (once(runs_, runs.at, Message::runs_twice)) runs_ = runs.at;
    if (runs.from) offer_.from = runs.from->day;
    if (runs.through) offer_.through = runs.through->day;
    if (offer_.from && offer_.through && *offer_.through < *offer_.from)
      context_.reporter.report(Message::runs_backwards, runs.at, {}).help = "put the earlier day first";
  }

  void operator()(const tree::Season& season) {
    if (once(season_, season.at, Message::runs_twice)) season_ = season.at;
    offer_.season = Season{season.from.month, season.from.day, season.through.month, season.through.day};
  }

  void operator()(const tree::When& when) {
    std::optional<Condition> condition = condition_of(context_, when.condition);
    if (!condition) return;
    if (!when.unless) {
      note_milestone(when.condition, context_, *condition, offer_);
      offer_.conditions.push_back(std::move(*condition));
      return;
    }
    Condition whole;
    whole.shape = Condition::negation;
    whole.term = context_.terms.unary(TermKind::negation, condition->term);
    whole.text = context_.words(when.at);
    whole.place = context_.place(when.at);
    whole.parts.push_back(std::move(*condition));
    warn(whole, when.condition.at);
    offer_.conditions.push_back(std::move(whole));
  }

  void operator()(const tree::Give& give) { add_give(context_, offer_, give); }
  void operator()(const tree::GiveBy& table) { add_table(context_, offer_, table); }
  void operator()(const tree::Match& match) { add_match(context_, offer_, match); }

  void operator()(const tree::Limit& limit) {
    if (limit.longest_tenure_first && !context_.schema.roles.joined && !context_.schema.roles.tenure) {
      context_.reporter.report(Message::no_tenure, limit.at, {}).help =
          "name the role `joined` (a date) or `tenure` (a number of months) in programme.yaml";
      return;
    }
    Limit made;
    made.longest_tenure_first = limit.longest_tenure_first;
    const bool good = limit.kind == tree::Limit::Kind::once        ? once(limit, made)
                      : limit.kind == tree::Limit::Kind::customers ? customers(limit, made)
                                                                   : money(limit, made);
    if (!good) return;
    offer_.limits.push_back(made);
  }

  void operator()(const tree::HoldOut& hold_out) {
    const auto share = context_.rate(hold_out.share);
    if (!share) return;
    if (has_match_) {
      context_.reporter.report(Message::hold_out_on_match, hold_out.at, {}).help =
          "leave the `hold out` line out";
      return;
    }
    offer_.hold_out = *share;
  }

  void operator()(const tree::Claim& claim) {
    Claim made;
    made.lost = claim.lost;
    made.in_proportion = claim.in_proportion;
    int months = 0, days = 0;
    if (!window(claim.within, months, days)) return;
    made.within_months = months;
    made.within_days = days;
    if (!claim.condition.empty()) {
      made.condition = condition_of(context_, claim.condition.front());
      if (!made.condition) return;
    }
    offer_.claims.push_back(std::move(made));
  }

  void operator()(const tree::Tell& tell) {
    if (!is_code(tell.language)) {
      context_.reporter.report(Message::no_language_code, tell.at, {quoted(tell.language)}).help =
          "write its code, such as nl for Dutch, de for German or fr for French";
      return;
    }
    for (const Tell& other : offer_.tells)
      if (other.spoken == tell.spoken) {
        context_.reporter.report(Message::told_twice, tell.at, {}).help = "keep one `tell` for each language";
        return;
      }
    check_slots(tell);
    offer_.tells.push_back({tell.language, tell.spoken, tell.text.text});
  }

  void operator()(const tree::Because& because) { offer_.because.push_back(because.text.text); }
  void operator()(const tree::Formerly& formerly) { offer_.formerly.push_back(formerly.title.text); }

  void match_seen(bool seen) { has_match_ = seen; }

 private:
  // Whether nothing of the kind stood before; reports otherwise.
  bool once(const std::optional<Span>& before, Span at, Message message) {
    if (!before) return true;
    Diagnostic& d = context_.reporter.report(message, at, {});
    d.help = "keep one of them";
    d.related.push_back(context_.reporter.related(*before, "the first one"));
    return false;
  }

  // Whom `unless` leaves out: those of whom it is not known.
  void warn(const Condition& whole, Span at) {
    for (const MayBeUnknown& one : may_be_unknown(context_, whole, false))
      warn_unknown(context_, one, at,
                   fmt::format("to include them, write `when {} is unknown or not …`",
                               context_.schema.fields[one.field].name));
  }

  bool window(const tree::Literal& length, int& months, int& days) {
    const bool in_days = length.unit == tree::Unit::day || length.unit == tree::Unit::week;
    const std::int64_t each = length.unit == tree::Unit::year ? 12 : length.unit == tree::Unit::week ? 7 : 1;
    const std::int64_t count = length.number.digits;
    const std::int64_t most = in_days ? longest_window_days : longest_window_months;
    if (length.number.places != 0 || count <= 0 || count > most / each) {
      context_.reporter.report(Message::bad_duration, length.at, {context_.words(length.at)}).help =
          "write a whole number of years, months, weeks or days";
      return false;
    }
    (in_days ? days : months) = static_cast<int>(count * each);
    return true;
  }

  bool once(const tree::Limit& limit, Limit& made) {
    made.kind = LimitKind::once;
    if (limit.window && !window(*limit.window, made.window_months, made.window_days)) return false;
    made.per = limit.per == tree::Per::customer ? Limit::customer
               : limit.per == tree::Per::field  ? Limit::field
                                                : Limit::contract;
    if (limit.per != tree::Per::field) return true;
    const auto id = field_of(context_, limit.field);
    made.per_field = id.value_or(0);
    return id.has_value();
  }

  bool customers(const tree::Limit& limit, Limit& made) {
    made.kind = LimitKind::customers;
    const auto most = context_.count(limit.amount);
    made.amount = most.value_or(0);
    return most.has_value();
  }

  bool money(const tree::Limit& limit, Limit& made) {
    made.kind = LimitKind::money;
    const auto minor = context_.money(limit.amount);
    if (!minor) return false;
    made.amount = *minor;
    return !limit.window || window(*limit.window, made.window_months, made.window_days);
  }

  // Two or three small letters, and perhaps a region (`pt-BR`); none: the language of the file.
  static bool is_code(const std::string& language) {
    const std::string name = language.substr(0, language.find('-'));
    return language.empty() ||
           ((name.size() == 2 || name.size() == 3) &&
            std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; }));
  }

  // {field}, {tenure}, {value}, {offer}.
  void check_slots(const tree::Tell& tell) {
    const std::string& text = tell.text.text;
    for (std::size_t at = 0; (at = text.find('{', at)) != std::string::npos;) {
      const std::size_t end = text.find('}', at);
      const std::string name = end == std::string::npos ? "" : text.substr(at + 1, end - at - 1);
      const auto field = context_.schema.find(name);
      if (!field && name != "tenure" && name != "value" && name != "offer")
        return report_slot(tell.text.at, name, "{" + name + (end == std::string::npos ? "" : "}"));
      check_words(tell, name, field);
      at = end + 1;
    }
  }

  void report_slot(Span at, const std::string& name, const std::string& written) {
    std::vector<std::string> names{"tenure", "value", "offer"};
    for (const Field& field : context_.schema.fields) names.push_back(field.name);
    const std::string near = nearest(name, names);
    context_.reporter.report(Message::unknown_slot, at, {written}).help =
        near.empty() ? "between braces stands a field, tenure, value or offer"
                     : fmt::format("did you mean {{{}}}?", near);
  }

  // Months, yes, no and unknown are words, which trouw has in its own languages only.
  void check_words(const tree::Tell& tell, const std::string& name, const std::optional<FieldId>& id) {
    if (Book::find(tell.spoken.substr(0, tell.spoken.find('-'))) != nullptr) return;
    if (id && name != "tenure") {
      const Field& field = context_.schema.fields[*id];
      const bool words = field.optional || field.type == Type::yes_no || field.type == Type::months ||
                         field.type == Type::days;
      if (!words) return;
    } else if (name != "tenure") {
      return;
    }
    context_.reporter.report(Message::english_words, tell.text.at, {"{" + name + "}", quoted(tell.spoken)})
        .help =
        fmt::format("leave {{{}}} out, or tell it in one of {}", name, fmt::join(Book::languages(), ", "));
  }

  Context& context_;
  Offer& offer_;
  bool has_match_ = false;
  std::optional<Span> runs_, season_;
};

// A newcomer reward must lie within the horizon: beyond it the comparison would not see it.
void check_horizon(Context& context, const Offer& offer) {
  const int horizon = context.schema.horizon;
  const bool newcomer = offer.audience == Audience::newcomers || offer.audience == Audience::everyone;
  if (!newcomer) return;
  int needed = 0;
  const Reward* longest = nullptr;
  for (const Reward& reward : offer.rewards) {
    const int end = reward.open_ended ? reward.first + 1 : reward.first + reward.periods;
    if (end > horizon && end > needed) {
      needed = end;
      longest = &reward;
    }
  }
  if (longest == nullptr) return;
  const Period billing = context.schema.billing;
  const std::string length = billing_text({needed * billing.count, billing.weeks});
  context.reporter
      .report(Message::beyond_horizon, longest->place,
              {billing_text({horizon * billing.count, billing.weeks}), length})
      .help = fmt::format("in programme.yaml write `horizon: {}`", length);
}

// Which fields a newcomer offer may read: those of which it is said what they would be for a newcomer.
void check_newcomer_fields(Context& context, const Offer& offer) {
  if (offer.audience != Audience::newcomers && offer.audience != Audience::everyone) return;
  for (const FieldId id : fields_read(context.programme, offer)) {
    const Field& field = context.schema.fields[id];
    if (field.for_newcomers.kind != ForNewcomers::unsaid) continue;
    Diagnostic& d =
        context.reporter.report(Message::newcomer_field_unsaid, offer.place, {quoted(field.name)});
    d.help = fmt::format("in programme.yaml add `for newcomers:` to {} (a value, kept, any or unknown)",
                         quoted(field.name));
    d.related.push_back({field.place, "the field"});
    return;
  }
}

// A limit closes an offer whatever its occasion, so that a milestone stays one.
void settle_occasion(Offer& offer) {
  if (offer.occasion != Occasion::once_for_good || offer.match) return;
  const auto any = [&](auto which) { return std::any_of(offer.rewards.begin(), offer.rewards.end(), which); };
  if (std::any_of(offer.limits.begin(), offer.limits.end(),
                  [](const Limit& limit) { return limit.kind == LimitKind::once; }))
    offer.occasion = Occasion::limit;
  else if (any([](const Reward& reward) { return reward.open_ended; }))
    offer.occasion = Occasion::living;
  else if (any([](const Reward& reward) { return !reward.one_off; }))
    offer.occasion = Occasion::promised;
}

}  // namespace

void register_offers(Context& context, const std::vector<const tree::Offer*>& offers) {
  std::unordered_map<std::string, Span> places;
  for (const tree::Offer* tree : offers) {
    Offer offer;
    offer.title = tree->title.text;
    offer.audience = audience_of(tree->audience);
    offer.place = context.place(tree->title.at);
    if (offer.title.find_first_not_of(' ') == std::string::npos)
      context.reporter.report(Message::empty_title, tree->title.at, {}).help = "give the offer a title";
    if (offer.title.find('|') != std::string::npos)
      context.reporter.report(Message::bar_in_title, tree->title.at, {quoted(offer.title)}).help =
          "leave the | out";
    const auto number = static_cast<std::uint32_t>(context.programme.offers.size());
    const auto [first, fresh] = context.titles.emplace(offer.title, number);
    if (fresh) {
      places.emplace(offer.title, tree->title.at);
    } else {
      Diagnostic& d = context.reporter.report(Message::title_twice, tree->title.at, {quoted(offer.title)});
      d.help = "give one of them another title";
      d.related.push_back(
          context.reporter.related(places.at(offer.title), "the first offer with this title"));
    }
    context.programme.offers.push_back(std::move(offer));
  }
}

void check_offer(Context& context, std::uint32_t number, const tree::Offer& tree) {
  Offer offer = context.programme.offers[number];
  const std::string about = context.reporter.about("offer " + quoted(offer.title));
  const std::size_t before = context.reporter.errors();
  Clauses clauses(context, offer);
  const auto matches = std::count_if(tree.clauses.begin(), tree.clauses.end(), [](const tree::Clause& c) {
    return std::holds_alternative<tree::Match>(c);
  });
  clauses.match_seen(matches > 0);
  for (const tree::Clause& clause : tree.clauses) std::visit(clauses, clause);
  const bool gives = !offer.rewards.empty();
  if (context.reporter.errors() == before) {
    if (matches > 1 || (matches == 1 && gives))
      context.reporter.report(Message::match_and_give, tree.title.at, {}).help = "make two offers of it";
    else if (matches == 0 && !gives && !tree.broken)
      context.reporter.report(Message::gives_nothing, tree.title.at, {}).help =
          "add a line such as `give 10% off for 12 months`";
    check_horizon(context, offer);
  }
  settle_occasion(offer);
  context.programme.offers[number] = std::move(offer);
  if (context.reporter.errors() == before) check_newcomer_fields(context, context.programme.offers[number]);
  context.reporter.about(about);
}

}  // namespace trouw
