// What an author wrote, as a tree without words: the same for every human language. Made by parse (syntax),
// read by check and format. Plain values; spans point into the Sources that were parsed.
//
// Nothing here is resolved: a Name may be a field, a choice, a definition or a mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/source.h"
#include "trouw/value.h"

namespace trouw::tree {

struct Name {
  std::string text;  // NFC, single spaces, without brackets
  Span at;
};

struct Text {
  std::string text;  // unescaped
  Span at;
};

enum class Unit : std::uint8_t { none, day, week, month, year };

enum class LiteralKind : std::uint8_t { money, percent, number, date, duration, yes, no };

// `EUR 75`, `12.5%`, `1200`, `4000 kWh`, `2027-03-01`, `6 months`, `yes`.
struct Literal {
  LiteralKind kind = LiteralKind::number;
  Decimal number;  // money in units of the currency (EUR 75.50 is {7550, 2}); percent: {125, 1} is 12.5%
  std::string currency;    // money: "EUR", also where the symbol was written
  Unit unit = Unit::none;  // duration
  std::string word;        // number: its unit as written ("kWh"), or empty; yes/no: as written
  Day day = 0;             // date
  Span at;
};

// ---- Amounts and conditions ----------------------------------------------------------------------------

enum class OperandKind : std::uint8_t { literal, name, today, tenure };

struct Operand {
  OperandKind kind = OperandKind::literal;
  Literal literal;
  Name name;
  Span at;
};

// sign × operand × factor × factor …  (factors are constants)
struct Term {
  bool minus = false;
  Operand operand;
  std::vector<Literal> factors;
};

// A sum of one or more terms.
struct Amount {
  std::vector<Term> terms;
  Span at;
};

enum class Comparison : std::uint8_t {
  is,
  is_not,
  at_least,
  at_most,
  more_than,
  less_than,
  before,
  after,
  on_or_before,
  on_or_after
};

enum class ConditionKind : std::uint8_t {
  all,         // parts, two or more: A and B
  any,         // parts: A or B
  negation,    // parts[0]
  bare,        // left: a yes/no field or a defined condition
  comparison,  // left, comparison, right[0]
  between,     // left, right[0], right[1]
  one_of,      // left, names or literals in right (each a single operand)
  none_of,
  known,  // left
  unknown,
  within_next,  // left, duration
  within_last,
  ago,  // left, comparison (at_least, at_most, more_than, less_than), duration
  ahead,
  this_month,              // left
  anniversary_this_month,  // left
  reaches_every,           // left, duration
  reaches                  // left, right: literals in order; units filled in (`5, 10 or 20 years`)
};

struct Condition {
  ConditionKind kind = ConditionKind::bare;
  bool parenthesised = false;
  std::vector<Condition> parts;
  Amount left;
  Comparison comparison = Comparison::is;
  std::vector<Amount> right;
  Literal duration;
  Span at;
};

// ---- Rewards -------------------------------------------------------------------------------------------

enum class RewardKind : std::uint8_t {
  percent_off,        // 20% off          (of: none)
  percent_off_field,  // 20% off supply cost
  money_off,          // EUR 5 off
  price_of,           // a price of EUR 9.99
  money,              // EUR 75
  percent_of,         // 2% of yearly premium
  periods_free,       // 2 months free: amount is a duration
  perk,               // "priority line"
  points              // 500 points
};

// `above EUR 1000 up to EUR 5000`: of a field, what lies between the two.
struct Share {
  Literal above;
  std::optional<Literal> up_to;
  Span at;
};

// `for every EUR 10 of spend`, `for every 5 years of tenure`, `for every 2 visits`, `for every referral`.
struct Scaling {
  std::optional<Literal> step;  // EUR 10, 5 years, 100; none: one of them (`every year` is step 1 year)
  bool tenure = false;
  Name of;  // otherwise: a field, or its `each` word
  std::optional<Share> share;
  Span at;
};

struct Cap {
  Literal amount;
  bool a_bill = false;
  bool in_all = false;
  Span at;
};

enum class TimingKind : std::uint8_t { unsaid, once, duration, over, as_long_as_they_stay, while_true };

struct Timing {
  TimingKind kind = TimingKind::unsaid;
  Literal length;                // duration, over
  std::optional<Literal> after;  // once after 12 months, for 12 months after 6 months, 1 month free after …
  std::vector<Condition> condition;  // while: one; duration: one or none
  Span at;
};

// One reward with its timing. Scaling, caps and timing may stand in any order, each at most once.
struct Phase {
  RewardKind kind = RewardKind::percent_off;
  Literal amount;              // not for perk
  std::optional<Name> named;   // money_off, price_of, money: the name of the amount, which is then no literal
  std::optional<Name> of;      // percent_off_field, percent_of
  std::optional<Share> share;  // of what `of` names
  Text perk;
  std::optional<Scaling> scaling;
  std::optional<Cap> cap, cap_in_all;
  Timing timing;
  Span at;
};

// Phases joined by `then`; one or more.
struct Reward {
  std::vector<Phase> phases;
  Span at;
};

struct Row {
  std::optional<Literal> from;  // `from V:`
  std::vector<Name> names;      // `for NAME, NAME:`; neither: `otherwise:`
  std::vector<Reward> rewards;
  Span at;
};

// ---- Clauses of an offer -------------------------------------------------------------------------------

struct Runs {
  std::optional<Literal> from, through;
  Span at;
};
// `runs every year from 1 November through 31 December`
struct YearDay {
  int month = 1, day = 1;
  Span at;
};
struct Season {
  YearDay from, through;
  Span at;
};
struct When {
  bool unless = false;
  Condition condition;
  Span at;
};
struct Give {
  std::vector<Reward> rewards;  // joined by `and`
  Span at;
};
struct GiveBy {
  bool tenure = false;
  Name by;
  std::vector<Row> rows;
  Span at;
};
struct Match {
  std::optional<Text> title;    // none: the newcomer deal
  std::optional<Literal> over;  // duration
  std::optional<Cap> cap;
  Span at;
};

enum class Per : std::uint8_t { unsaid, customer, contract, field };

// `limit once per 12 months per customer`, `limit 1000 customers`,
// `limit EUR 50000 per year, longest tenure first`.
struct Limit {
  enum class Kind : std::uint8_t { once, customers, money } kind = Kind::once;
  Literal amount;                 // customers: a number; money
  std::optional<Literal> window;  // once per 12 months; money: 1 year or 1 month (calendar); none: in all
  Per per = Per::unsaid;          // once
  Name field;                     // Per::field
  bool longest_tenure_first = false;
  Span at;
};
struct HoldOut {
  Literal share;  // percent
  Span at;
};
// `reclaim if they leave within 12 months, in proportion`, `reclaim if C within …`, `lost if …` likewise
struct Claim {
  bool lost = false;                 // otherwise reclaim
  std::vector<Condition> condition;  // none: they leave
  Literal within;
  bool in_proportion = false;
  Span at;
};
struct Tell {
  std::string language;  // empty: that of the file
  std::string spoken;    // "nl", never empty
  Text text;
  Span at;
};
struct Because {
  Text text;
  Span at;
};
struct Formerly {
  Text title;
  Span at;
};

using Clause =
    std::variant<Runs, Season, When, Give, GiveBy, Match, Limit, HoldOut, Claim, Tell, Because, Formerly>;

// ---- Statements ----------------------------------------------------------------------------------------

enum class Audience : std::uint8_t { newcomers, customers, returners, everyone };

struct Offer {
  Text title;
  Audience audience = Audience::customers;
  std::vector<Clause> clauses;  // as written
  bool broken = false;          // a part of it could not be read, and was reported
  Span at;
};

// A condition or an amount. A bare name is left as a condition; check finds out what it is.
struct Define {
  Name name;
  std::optional<Condition> condition;
  std::optional<Amount> amount;
  Span at;
};

struct Item {
  std::vector<Text> titles;  // one, or ("A" and "B"); none: everything else
  Span at;
};
struct BestOf {
  std::vector<Item> items;
  Span at;
};
struct Combine {
  Audience audience = Audience::customers;  // everyone: each audience alike
  std::vector<BestOf> best_of;
  std::vector<Literal> caps;  // money, or percent (of the price)
  Span at;
};

struct Always {
  Condition condition;
  Span at;
};

struct NeverTogether {
  std::vector<Text> titles;
  Span at;
};

enum class GuaranteeKind : std::uint8_t { newcomer, staying, returning, share };

struct Guarantee {
  GuaranteeKind kind = GuaranteeKind::newcomer;
  Literal share;                  // at least 50% of all rewards
  std::optional<Literal> within;  // money
  std::optional<Literal> over;    // duration
  bool counting_perks = false;
  bool at_every_bill = false;
  std::optional<Condition> when;
  Span at;
};

enum class Standing : std::uint8_t { customer, newcomer, returner };

// `joined is 2017-02-10`; the value is one operand (a literal or a name).
struct Fact {
  Name field;
  Operand value;
};

enum class ExpectKind : std::uint8_t { offer, no_offer, deal, newcomer_deal, worse_off, bill, guarantees };

struct Expect {
  ExpectKind kind = ExpectKind::deal;
  Text title;      // offer, no_offer
  Literal bill;    // bill: its number, from 1
  Literal amount;  // money
  Span at;
};

struct Example {
  Text title;
  Literal on;  // date
  Standing standing = Standing::customer;
  std::vector<Fact> facts;
  std::vector<Expect> expects;
  Span at;
};

using Statement = std::variant<Offer, Define, Combine, Always, NeverTogether, Guarantee, Example>;

struct Comment {
  std::string text;  // with its #, without its line end
  Span at;
  bool own_line = false;  // nothing but white space before it on its line
};

// One *.trouw file.
struct File {
  std::uint32_t source = 0;
  std::string language = "en";  // `language nl` on the first line
  std::vector<Statement> statements;
  std::vector<Comment> comments;  // in order
};

}  // namespace trouw::tree
