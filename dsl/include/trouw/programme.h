// A checked programme: every name resolved, every amount typed and scaled to integers, nothing left to guess.
// Made by load_programme, const afterwards; any number of threads may read it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "trouw/diagnostic.h"
#include "trouw/schema.h"
#include "trouw/value.h"

namespace trouw {

// ---- Terms: amounts and conditions over one record -------------------------------------------------------

// A node of the term graph of a programme. Operands come before the terms that use them.
// Values are stored values (schema.h) scaled so that both sides of a comparison share a unit; a condition is
// 0 or 1; any term may be unknown (undecided), with the three-valued rules of the language.
enum class TermKind : std::uint8_t {
  constant,                // value
  field,                   // value: a FieldId
  today,                   // the day of evaluation
  tenure_months,           // whole months of tenure
  add,                     // a + b
  subtract,                // a - b
  scale,                   // a × value
  shift_months,            // the date a moved by `value` months
  less,                    // a < b
  at_most,                 // a <= b
  equal,                   // a = b
  in_set,                  // a is one of `set`
  known,                   // a has a value; always decided
  all,                     // a and b
  any,                     // a or b
  negation,                // not a
  tenure_at_least,         // joined + value <= on  (months, or days where `days`)
  tenure_more_than,        // joined + value < on
  tenure_reaches,          // on - one billing period < joined + value months <= on
  tenure_reaches_every,    // the same for any multiple of value months
  minimum,                 // the lesser of a and b
  maximum,                 // the larger of a and b
  divide,                  // a / value, rounded as the programme rounds
  this_month,              // the date a lies in the month and year of the day of evaluation
  anniversary_this_month,  // the date a lies in the same month of an earlier year
  falls_this_month         // the date a lies in the calendar month (1..12) of the day of evaluation
};

using TermId = std::uint32_t;

struct Term {
  TermKind kind = TermKind::constant;
  bool days = false;
  TermId a = 0, b = 0;
  std::int64_t value = 0;
  std::vector<std::int64_t> set = {};  // ascending
};

// A condition as its author sees it: what `explain` walks through.
struct Condition {
  enum Shape : std::uint8_t { atom, all, any, negation } shape = atom;
  TermId term = 0;
  std::string text;             // its author's words, white space folded
  std::vector<FieldId> fields;  // an atom's: what it reads
  bool tenure = false;          // an atom's: it reads the tenure
  std::vector<Condition> parts;
  Place place;
};

// ---- Offers ----------------------------------------------------------------------------------------------

enum class Audience : std::uint8_t { newcomers, customers, returners, everyone };

enum class RewardKind : std::uint8_t {
  percent_of_price,  // discount, `rate` of the price (free periods are 100%)
  percent_of_field,  // discount, `rate` of the money field `base`
  money_off,         // discount, `amount` off the bill
  price_of,          // the price is lowered to `amount`
  credit,            // `amount`
  credit_rate,       // credit, `rate` of the money field `base`
  credit_periods,  // credit, price × amount / 1000 (free months where a bill covers several; thousandths of a
                   // bill)
  perk,   // perk number `perk`
  points  // `amount` points
};

// How often a reward counts: floor((term - above) / step), at least 0, where what lies above `up_to` is left
// out. All are stored units of the term.
struct Scaling {
  TermId term = 0;
  std::int64_t step = 1;
  std::int64_t above = 0;
  std::optional<std::int64_t> up_to;
  std::string text;  // "for every 5 years of tenure"
};

// One phase of one reward. Its number in Offer::rewards tells it, and the row it stands in, from the others.
//
// A reward is one of three: *one-off* (`once`, `n months free`), *promised* (neither that nor `open_ended`:
// what it gives is settled on the day of the grant) or *living* (`open_ended`: each bill's own day settles
// it). A promised one may have a `while_true`, which is asked on each bill's own day.
struct Reward {
  RewardKind kind = RewardKind::credit;
  std::int64_t amount = 0;  // minor units, points, thousandths; rates in 1/1,000,000
  // Of money: the amount instead, in minor units. Unknown, and the offer is not open; below zero it is 0.
  std::optional<TermId> amount_term;
  FieldId base = 0;                 // percent_of_field, credit_rate: a field, or
  std::optional<TermId> base_term;  // an amount in minor units; `base` is then not read
  std::uint32_t perk = 0;
  std::optional<Scaling> scaling;
  std::optional<std::int64_t> cap;         // in the unit of amount, after scaling
  std::optional<std::int64_t> cap_a_bill;  // of a rate: the most money on one bill, in minor units
  std::optional<std::int64_t> cap_in_all;  // the most money over all its bills, in minor units
  int first = 0;                           // billing period it starts in, from 0
  int periods = 1;                         // how many; open_ended: as long as they stay
  bool open_ended = false;
  bool once = false;
  bool one_off = false;  // `once`, or so many months free
  // Of a credit: `amount` is what all `periods` bills have together, in equal parts, the odd minor units
  // first.
  bool spread = false;
  std::optional<Condition> while_true;
  std::optional<TermId> gate;  // the row of a table that it stands in: paid only where this holds
  std::string row;             // "from 5 years", for explanations
  std::string text;            // its author's words, white space folded
  Place place;
};

struct Match {
  std::optional<std::uint32_t> offer;  // none: the newcomer deal
  int over = 1;                        // bills it is spread over
  std::optional<std::int64_t> cap;
};

enum class LimitKind : std::uint8_t { once, customers, money };

struct Limit {
  LimitKind kind = LimitKind::once;
  std::int64_t amount = 0;  // customers: a count; money: minor units
  int window_months = 0;    // 0: for good; money: 12 calendar year, 1 calendar month
  int window_days = 0;      // instead, where the window is in days or weeks
  enum Per : std::uint8_t { contract, customer, field } per = contract;
  FieldId per_field = 0;
  bool longest_tenure_first = false;
};

// `reclaim if … within …`, `lost if … within …`: kept with the lines.
struct Claim {
  bool lost = false;
  std::optional<Condition> condition;  // none: they leave
  int within_months = 0, within_days = 0;
  bool in_proportion = false;
};

struct Tell {
  std::string language;  // empty: that of the offer's file
  std::string spoken;    // the language, never empty: "nl"
  std::string text;      // with {field}, {tenure}, {value}, {offer}
};

// What makes an occasion anew.
enum class Occasion : std::uint8_t {
  milestone,    // a tenure of Offer::reaches or reaches_every
  anniversary,  // another calendar year
  limit,        // what `limit once per …` says
  promised,     // all its bills were had, and a horizon has passed since the grant
  living,       // granted once, it goes on
  once_for_good
};

// The days of a year on which an offer is open, both in; `from` after `through` goes over the end of the
// year. 29 February stands for 28 February in a year that has none.
struct Season {
  int from_month = 1, from_day = 1, through_month = 12, through_day = 31;
};

struct Offer {
  std::string title;
  std::vector<std::string> formerly;
  Audience audience = Audience::customers;
  std::optional<Day> from, through;
  std::optional<Season> season;
  std::vector<Condition> conditions;  // all must hold; `unless` is a negation
  std::vector<Reward> rewards;
  std::optional<TermId> known_by;  // a table's field: unknown, and the offer is not open
  std::optional<Match> match;
  bool milestone = false;                     // left out where tenures are compared
  std::vector<std::int64_t> reaches;          // months, of a milestone
  std::optional<std::int64_t> reaches_every;  // months: every multiple is one
  Occasion occasion = Occasion::once_for_good;
  std::vector<Limit> limits;
  std::optional<std::int64_t> hold_out;  // rate
  std::vector<Claim> claims;
  std::vector<Tell> tells;
  std::vector<std::string> because;
  bool runs_on = false;  // a slot for an award of before: its rewards are what that promised
  Place place;           // of the title
};

// ---- Programme -------------------------------------------------------------------------------------------

struct BestOf {
  std::vector<std::vector<std::uint32_t>> items;  // offers, by number
};

struct Combine {
  std::vector<BestOf> best_of;
  std::optional<std::int64_t> cap_money;
  std::optional<std::int64_t> cap_rate;
};

enum class GuaranteeKind : std::uint8_t { newcomer, staying, returning, share };

struct Guarantee {
  GuaranteeKind kind = GuaranteeKind::newcomer;
  std::string text;         // its author's words, white space folded
  std::int64_t within = 0;  // minor units
  int over = 0;             // billing periods; 0: the horizon
  bool counting_perks = false;
  bool at_every_bill = false;
  std::optional<Condition> when;
  std::int64_t share = 0;  // rate
  Place place;
};

enum class Standing : std::uint8_t { customer, newcomer, returner, nobody, rejected };

struct ExpectedAmount {
  enum Kind : std::uint8_t { offer, no_offer, deal, newcomer_deal, worse_off, bill, guarantees } kind = deal;
  std::uint32_t number = 0;  // offer, or bill from 1
  std::int64_t amount = 0;
  Place place;
};

struct Example {
  std::string title;
  Day on = 0;
  Standing standing = Standing::customer;
  std::vector<std::optional<std::int64_t>> record;  // one stored value a field; none: unknown
  std::vector<ExpectedAmount> expects;
  Place place;
};

struct SourceFile {
  std::string name;  // "offers.trouw", a path below the folder
  std::string text;
};

struct Programme {
  Schema schema;
  std::vector<Term> terms;
  std::vector<std::string> texts;  // a text's stored value is its index here; starts with schema.texts
  std::vector<Offer> offers;       // in declaration order
  Combine combine[3];              // by Audience newcomers, customers, returners
  std::vector<Condition> facts;    // `always`
  std::vector<Guarantee> guarantees;
  std::vector<std::vector<std::uint32_t>> never_together;
  std::vector<Example> examples;
  std::optional<Condition> newcomer_when, former_when;
  Condition customer_when;
  // What `customer when` says of single fields (`status is active`): how a leaver's record would read had
  // they stayed.
  std::vector<std::pair<FieldId, std::int64_t>> customer_fields;
  // A field of the schema each, or empty where none says `where`: a programme without offers whose customers
  // are the rows that the field gathers; null: all rows.
  std::vector<std::shared_ptr<const Programme>> gathered;
  std::string canonical;          // the programme's canonical form
  std::string fingerprint;        // its SHA-256, 64 hexadecimal digits
  std::string yaml;               // what it was read from: programme.yaml,
  std::vector<SourceFile> files;  // and the offers
};

// The fields that an offer reads, ascending: its conditions, amounts and tables; those behind `tenure` too.
std::vector<FieldId> fields_read(const Programme& programme, const Offer& offer);

// The fields that a term reads, ascending.
std::vector<FieldId> fields_read(const Programme& programme, TermId term);

struct Loaded {
  std::optional<Programme> programme;  // none where a diagnostic is an error
  Diagnostics diagnostics;
  bool readable = true;  // false: the folder or a file could not be read (exit code 2)
};

// Reads a programme's folder: programme.yaml and every *.trouw below it, in path order.
Loaded load_programme(const std::string& folder);

// The same from memory; `files` in the order in which they count.
Loaded load_programme(const std::string& yaml, const std::vector<SourceFile>& files);

}  // namespace trouw
