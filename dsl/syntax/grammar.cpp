#include "syntax/grammar.h"

#include "syntax/rewards.h"

namespace trouw::grammar {

namespace {

// A phrase without slots that stands for a value.
template <typename T>
struct Flag : x3::parser<Flag<T>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;
  Form<Item> words;
  T value;
  Flag(Phrase phrase, T v) : words(form(phrase, Item())), value(v) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Item item;
    Cursor at = first;
    if (!words.parse(at, last, context, rule, item)) return false;
    first = at;
    attribute = value;
    return true;
  }
};
template <typename T>
Flag<T> flag(Phrase phrase, T value) {
  return {phrase, value};
}

// ---- Clauses of an offer -------------------------------------------------------------------------------

When excepting() {
  When made;
  made.unless = true;
  return made;
}
Claim losing() {
  Claim made;
  made.lost = true;
  return made;
}
Limit limiting(Limit::Kind kind) {
  Limit made;
  made.kind = kind;
  return made;
}
Literal calendar(Unit unit) {
  Literal made;
  made.kind = LiteralKind::duration;
  made.number = {1, 0};
  made.unit = unit;
  return made;
}

struct Share {  // what a limit is counted per
  Per per = Per::unsaid;
  Name field;
};
Share share_of(Per per) {
  Share made;
  made.per = per;
  return made;
}
void put_share(Limit& limit, Share&& value) {
  limit.per = value.per;
  limit.field = std::move(value.field);
}

const auto per_share =
    first_of<Share>(WholeName(form(Phrase::per_customer, share_of(Per::customer))),
                    WholeName(form(Phrase::per_contract, share_of(Per::contract))),
                    form(Phrase::per_field, share_of(Per::field), slot(&Share::field, name)));
const auto per_window = wrapped<Literal>(
    form(Phrase::per_window, Limit(), slot(&Limit::window, duration)),
    +[](Literal& window, Limit&& limit) { window = std::move(*limit.window); });
const auto per_calendar = first_of<Literal>(flag(Phrase::per_year, calendar(Unit::year)),
                                            flag(Phrase::per_month, calendar(Unit::month)));
const auto longest_first = slot(&Limit::longest_tenure_first, flag(Phrase::longest_first, true));

const auto runs = first_of<Runs>(
    form(Phrase::runs_from_through, Runs(), slot(&Runs::from, date), slot(&Runs::through, date)),
    form(Phrase::runs_from, Runs(), slot(&Runs::from, date)),
    form(Phrase::runs_through, Runs(), slot(&Runs::through, date)));
const auto season =
    form(Phrase::runs_every_year, Season(), slot(&Season::from, year_day), slot(&Season::through, year_day));
const auto when = first_of<When>(form(Phrase::when, When(), slot(&When::condition, chain)),
                                 form(Phrase::unless, excepting(), slot(&When::condition, chain)));
const auto give = form(Phrase::give, Give(), slot(&Give::rewards, all_rewards));
const auto give_by = form(Phrase::give_by, GiveBy(), slot(put_by, operand), slot(&GiveBy::rows, rows));

const auto over = wrapped<Literal>(
    form(Phrase::over, Timing(), slot(&Timing::length, duration)),
    +[](Literal& length, Timing&& t) { length = std::move(t.length); });
const auto cap_of_match = form(Phrase::cap_match, Cap(), slot(&Cap::amount, reward_amount));
const auto match =
    extended<Order::any>(first_of<Match>(form(Phrase::match_newcomer, Match()),
                                         form(Phrase::match_offer, Match(), slot(&Match::title, title))),
                         slot(&Match::over, over), slot(&Match::cap, cap_of_match));

const auto limit = first_of<Limit>(
    extended<Order::stated>(form(Phrase::limit_once, limiting(Limit::Kind::once)),
                            slot(&Limit::window, per_window), slot(put_share, per_share)),
    extended<Order::stated>(
        form(Phrase::limit_customers, limiting(Limit::Kind::customers), slot(&Limit::amount, number)),
        longest_first),
    extended<Order::stated>(
        form(Phrase::limit_money, limiting(Limit::Kind::money), slot(&Limit::amount, money)),
        slot(&Limit::window, per_calendar), longest_first));

const auto hold_out = form(Phrase::hold_out, HoldOut(), slot(&HoldOut::share, percent));
const auto claim = first_of<Claim>(
    extended<Order::stated>(form(Phrase::reclaim_leave, Claim(), slot(&Claim::within, duration)),
                            slot(&Claim::in_proportion, flag(Phrase::in_proportion, true))),
    form(Phrase::reclaim_if, Claim(), slot(&Claim::condition, UpToLastStop(chain)),
         slot(&Claim::within, duration)),
    form(Phrase::lost_leave, losing(), slot(&Claim::within, duration)),
    form(Phrase::lost_if, losing(), slot(&Claim::condition, UpToLastStop(chain)),
         slot(&Claim::within, duration)));

const PlainWord language("a language, such as nl");
const auto tell =
    first_of<Tell>(form(Phrase::tell, Tell(), slot(&Tell::text, text)),
                   form(Phrase::tell_in, Tell(), slot(&Tell::language, language), slot(&Tell::text, text)));
const auto because = form(Phrase::because, Because(), slot(&Because::text, text));
const auto formerly = form(Phrase::formerly, Formerly(), slot(&Formerly::title, title));
const auto clause = first_of<Clause>(season, runs, when, give_by, give, match, limit, hold_out, claim, tell,
                                     because, formerly);

// ---- Statements ----------------------------------------------------------------------------------------

const auto audience = first_of<Audience>(
    flag(Phrase::newcomers, Audience::newcomers), flag(Phrase::customers, Audience::customers),
    flag(Phrase::returners, Audience::returners), flag(Phrase::everyone, Audience::everyone));
const auto offer = form(Phrase::offer, tree::Offer(), slot(&tree::Offer::title, title),
                        slot(&tree::Offer::audience, audience));

// What runs to the end of the part.
template <typename Subject>
struct ToEnd : x3::parser<ToEnd<Subject>> {
  using attribute_type = attribute_t<Subject>;
  static constexpr bool has_attribute = true;
  Subject subject;
  explicit ToEnd(Subject s) : subject(std::move(s)) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Cursor at = first;
    if (!subject.parse(at, last, context, rule, attribute)) return false;
    if (at != last) return state_of(context).fail(at, {false, ""}), false;
    first = at;
    return true;
  }
};

const auto define = first_of<Define>(
    form(Phrase::define, Define(), slot(&Define::name, name), slot(&Define::condition, ToEnd(chain))),
    form(Phrase::define, Define(), slot(&Define::name, name), slot(&Define::amount, ToEnd(amount))));

void put_title(Item& item, Text&& value) {
  item.titles.push_back(std::move(value));
}

// `("A" and "B")`
struct Together : Primitive<Together, Item> {
  bool take(Cursor& at, Cursor last, State& state, Item& item) const {
    const Cursor first = at;
    if (at == last || at->kind != TokenKind::open) return state.fail(at, {true, "("}), false;
    while (true) {
      ++at;
      if (!title.take(at, last, state, item.titles.emplace_back())) return false;
      if (at != last && at->kind == TokenKind::close) break;
      const std::string& word = state.book->word(Phrase::conjunction);
      if (at == last || !is_word(*at, word)) {
        state.fail(at, {true, word});
        return state.fail(at, {true, ")"}), false;
      }
    }
    item.at = join(first->at, at->at);
    ++at;
    return true;
  }
};
const auto item =
    first_of<Item>(wrapped<Item>(title, put_title), Together(), form(Phrase::everything_else, Item()));
const auto best_of = form(Phrase::best_of, BestOf(), slot(&BestOf::items, list_of(item, comma)));

Combine combining(Audience whose) {
  Combine made;
  made.audience = whose;
  return made;
}
const auto deal_cap = wrapped<Literal>(
    first_of<Cap>(form(Phrase::cap_of_price, Cap(), slot(&Cap::amount, percent)),
                  form(Phrase::cap_deal, Cap(), slot(&Cap::amount, money))),
    +[](Literal& value, Cap&& c) { value = std::move(c.amount); });
const auto combine = extended<Order::repeated>(
    first_of<Combine>(form(Phrase::combine_newcomers, combining(Audience::newcomers)),
                      form(Phrase::combine_customers, combining(Audience::customers)),
                      form(Phrase::combine_returners, combining(Audience::returners)),
                      form(Phrase::combine_all, combining(Audience::everyone))),
    slot(&Combine::best_of, best_of), slot(&Combine::caps, deal_cap));

const auto always = form(Phrase::always, Always(), slot(&Always::condition, chain));
const auto never =
    form(Phrase::never_together, NeverTogether(), slot(&NeverTogether::titles, list_of(title, comma)));

Guarantee guaranteeing(GuaranteeKind kind) {
  Guarantee made;
  made.kind = kind;
  return made;
}
const auto within = wrapped<Literal>(
    form(Phrase::within_money, Cap(), slot(&Cap::amount, money)),
    +[](Literal& value, Cap&& c) { value = std::move(c.amount); });
const auto only_when = wrapped<Condition>(
    form(Phrase::guarantee_when, When(), slot(&When::condition, chain)),
    +[](Condition& c, When&& w) { c = std::move(w.condition); });
const auto guarantee = extended<Order::any>(
    first_of<Guarantee>(
        form(Phrase::guarantee_newcomer, guaranteeing(GuaranteeKind::newcomer)),
        form(Phrase::guarantee_staying, guaranteeing(GuaranteeKind::staying)),
        form(Phrase::guarantee_returning, guaranteeing(GuaranteeKind::returning)),
        form(Phrase::guarantee_share, guaranteeing(GuaranteeKind::share), slot(&Guarantee::share, percent))),
    slot(&Guarantee::within, within), slot(&Guarantee::over, over),
    slot(&Guarantee::counting_perks, flag(Phrase::counting_perks, true)),
    slot(&Guarantee::at_every_bill, flag(Phrase::at_every_bill, true)), slot(&Guarantee::when, only_when));

// ---- Examples ------------------------------------------------------------------------------------------

struct Who {
  Standing standing = Standing::customer;
  std::vector<Fact> facts;
};
Who who(Standing standing) {
  return {standing, {}};
}
void put_who(tree::Example& example, Who&& value) {
  example.standing = value.standing;
  example.facts = std::move(value.facts);
}
const auto facts = list_of(
    form(Phrase::fact, Fact(), slot(&Fact::field, name), slot(&Fact::value, operand_after_is)), comma);
const auto record =
    first_of<Who>(form(Phrase::customer_with, who(Standing::customer), slot(&Who::facts, facts)),
                  form(Phrase::newcomer_with, who(Standing::newcomer), slot(&Who::facts, facts)),
                  form(Phrase::returner_with, who(Standing::returner), slot(&Who::facts, facts)));
const auto on_day = wrapped<Literal>(
    form(Phrase::on_day, tree::Example(), slot(&tree::Example::on, date)),
    +[](Literal& day, tree::Example&& e) { day = std::move(e.on); });
const auto example =
    extended<Order::required>(form(Phrase::example, tree::Example(), slot(&tree::Example::title, text)),
                              slot(&tree::Example::on, on_day), slot(put_who, record));

Expect expecting(ExpectKind kind) {
  Expect made;
  made.kind = kind;
  return made;
}
const auto expect = first_of<Expect>(
    form(Phrase::expect_no, expecting(ExpectKind::no_offer), slot(&Expect::title, title)),
    form(Phrase::expect_deal, expecting(ExpectKind::deal), slot(&Expect::amount, money)),
    form(Phrase::expect_newcomer_deal, expecting(ExpectKind::newcomer_deal), slot(&Expect::amount, money)),
    form(Phrase::expect_worse_off, expecting(ExpectKind::worse_off), slot(&Expect::amount, money)),
    form(Phrase::expect_bill, expecting(ExpectKind::bill), slot(&Expect::bill, number),
         slot(&Expect::amount, money)),
    form(Phrase::expect_guarantees, expecting(ExpectKind::guarantees)),
    form(Phrase::expect_offer, expecting(ExpectKind::offer), slot(&Expect::title, title),
         slot(&Expect::amount, money)));

const auto statement = first_of<Statement>(define, combine, always, never, guarantee);

// ---- The door ------------------------------------------------------------------------------------------

template <typename Parser, typename T>
ReadOutcome run(const Parser& parser, Part part, const Book& book, T& value) {
  State state{&book, part.first, {}, {}};
  State* where = &state;
  Cursor at = part.first;
  const auto whole = x3::with<state_tag>(where)[parser];
  const bool read = x3::parse(at, part.last, whole, value);
  if (read && at != part.last) state.fail(at, {false, ""});
  state.outcome.read = read && at == part.last;
  state.outcome.failed_at = static_cast<std::size_t>(state.furthest - part.first);
  return std::move(state.outcome);
}

}  // namespace

}  // namespace trouw::grammar

namespace trouw {

std::string Expected::shown() const {
  std::string words(text);
  for (std::size_t i = piece + 1; pattern && i < pattern->size() && (*pattern)[i].slot < 0; ++i)
    words += ((*pattern)[i].word == ":" ? "" : " ") + (*pattern)[i].word;
  return words;
}

ReadOutcome read(Part part, const Book& book, tree::Offer& head) {
  return grammar::run(grammar::offer, part, book, head);
}
ReadOutcome read(Part part, const Book& book, tree::Clause& clause) {
  return grammar::run(grammar::clause, part, book, clause);
}
ReadOutcome read(Part part, const Book& book, tree::Example& head) {
  return grammar::run(grammar::example, part, book, head);
}
ReadOutcome read(Part part, const Book& book, tree::Expect& expect) {
  return grammar::run(grammar::expect, part, book, expect);
}
ReadOutcome read(Part part, const Book& book, tree::Statement& other) {
  return grammar::run(grammar::statement, part, book, other);
}
ReadOutcome read(Part part, const Book& book, tree::Condition& condition) {
  return grammar::run(grammar::chain, part, book, condition);
}

}  // namespace trouw
