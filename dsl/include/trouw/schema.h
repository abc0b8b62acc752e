// programme.yaml, read and checked: what a record looks like, who is who, and what the programme's money,
// bills and horizon are. Built once by read_schema (dsl/schema), const afterwards.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "trouw/diagnostic.h"
#include "trouw/notation.h"
#include "trouw/value.h"

namespace trouw {

enum class Type : std::uint8_t {
  yes_no,
  whole,
  decimal,
  percentage,
  money,
  date,
  months,
  days,
  choice,
  text
};

std::string_view type_name(Type type);  // "whole number"

// Every value of every type is one 64-bit integer, its *stored value*:
//   yes_no 0/1 · whole as is · decimal ×10^places · percentage in 1/1,000,000 (rate_one = 100%)
//   money in minor units · date a Day · months, days a count · choice an index into `choices`
//   text an index into a table of strings kept beside the records.
struct Choice {
  std::string name;    // as offers write it
  std::string stored;  // as records hold it
};

// What a field would be for a newcomer.
struct ForNewcomers {
  enum Kind : std::uint8_t { unsaid, kept, value, unknown, any, today } kind = unsaid;
  std::int64_t stored = 0;  // with `value`; for text an index into Schema::texts
};

using FieldId = std::uint32_t;

// A condition in the language that stands in programme.yaml (`customer when: …`).
struct Snippet {
  std::string text;
  Place place;  // of the text's first character
  std::uint32_t begin = 0,
                end = 0;  // its bytes in programme.yaml, which read as `text` but for runs of blanks
};

// What a record holds of a value, `stored in`.
enum class StoredIn : std::uint8_t {
  itself,       // 12.50 · 7.5 (%) · 24 (months)
  minor_units,  // money: 1250
  fractions,    // percentages: 0.075
  years         // months: 2
};

// A field of two others, or of one and a number; `a` and `b` are no computed fields themselves.
struct Computed {
  enum Kind : std::uint8_t {
    sum,         // a + b
    difference,  // a - b
    product,     // a × b, money by a number or a percentage
    scaled       // a × numerator / denominator
  } kind = sum;
  FieldId a = 0, b = 0;
  std::int64_t numerator = 1, denominator = 1;
};

// A field that gathers other rows: events of the record, or the other contracts of its holder.
struct Gathered {
  enum What : std::uint8_t { count, sum, latest, longest_tenure } what = count;
  std::optional<std::size_t> events;       // which; none: the holder's other contracts
  std::string summed;                      // the field of those rows, with `sum`
  int within_months = 0, within_days = 0;  // up to the day of evaluation; both 0: ever
  std::optional<Snippet> where;            // a condition on those rows; none: all
};

struct Field {
  std::string name;    // NFC, single spaces
  std::string column;  // of the table, header or JSON object
  Type type = Type::whole;
  int places = 0;  // decimal: 0..6 (6 unless said); money: the currency's
  std::string unit;
  StoredIn stored_in = StoredIn::itself;
  Notation notation;
  // The domain: stored values, both ends in. Choices 0..n-1, yes/no 0..1, text 0..INT64_MAX. Unless said
  // otherwise dates have the range of the language, months 0..2,400, days 0..100,000, and numbers,
  // percentages and money ±10^12 units (so that a million such values add up within 64 bits where there are
  // no more than 2 decimals); the price roles' fields begin at 0, the tenure role's field lies in 0..2,400.
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool optional = false;
  std::vector<Choice> choices;
  std::optional<std::int64_t> otherwise;           // the choice that stands for stored values that are none
  std::vector<std::string> stored_yes, stored_no;  // `stored as`, empty where the usual words are read
  std::string each;                                // the word for one of them ("referral"), or empty
  ForNewcomers for_newcomers;
  std::optional<std::int64_t> typical;
  std::optional<std::int64_t> if_missing;
  bool follows_tenure = false;

  // Where its values come from: its column, or one of these.
  std::optional<std::int64_t> always;  // the same for every record; for text an index into Schema::texts
  bool from_row_number = false;        // the line of a text file, the row number of a table
  std::optional<Computed> computed;
  std::optional<Gathered> gathered;
  bool never_known = false;  // no record has any

  Place place;  // of its name in programme.yaml

  bool has_column() const { return !always && !from_row_number && !computed && !gathered && !never_known; }
  bool in_minor_units() const { return stored_in == StoredIn::minor_units; }
};

// A length of bills: k months or k weeks.
struct Period {
  int count = 1;
  bool weeks = false;
};

struct Perk {
  std::string name;
  std::int64_t worth = 0;   // minor units
  bool per_period = false;  // worth that much every billing period; otherwise once
  Place place;
};

enum class Others : std::uint8_t { rejected, nobody, newcomer };

// What is known of a price to come: from a day on, it is that of a money field.
struct PriceStep {
  std::optional<FieldId> from;  // a date, unknown: no step; none: from the day of joining,
  int after = 0;                // and so many billing periods after it
  FieldId price = 0;
};

struct Roles {
  std::optional<FieldId> id;  // none only after an error
  std::optional<FieldId> customer;
  std::optional<FieldId> joined;  // a date, or
  std::optional<FieldId> tenure;  // a number of months; both may be absent
  std::optional<FieldId> left;
  std::optional<FieldId> price;
  std::optional<FieldId> newcomer_price;  // absent: same as price
  std::optional<FieldId> already_received;
  std::vector<PriceStep> price_steps;  // in the order of programme.yaml: the last that applies counts
  std::vector<PriceStep> newcomer_price_steps;  // of newcomers and twins
  std::optional<Snippet> newcomer_when, customer_when, former_when;
  std::optional<int> newcomer_again_months;  // `newcomer again after`, in months or days, one of the two
  std::optional<int> newcomer_again_days;
  Others others = Others::rejected;
};

struct Products {
  FieldId field = 0;
  std::vector<std::int64_t> sold;                                  // choice indices
  std::vector<std::pair<std::int64_t, std::int64_t>> equivalents;  // from, to
};

struct Schema;

// A table or file of what happened, a row an event.
struct Events {
  std::string name;     // "complaint"
  std::string records;  // a table of the records' database, or a source beside the records
  // How its rows are read: the field `contract` is the id of the record that an event belongs to, `day` its
  // day; those of its author follow. Each row is its own id.
  std::shared_ptr<const Schema> schema;
  Place place;
};

inline constexpr FieldId event_contract = 0, event_day = 1;

struct Schema {
  std::string programme;
  std::string currency;
  int digits = 2;  // of the currency
  bool prices_include_tax = true;
  Period billing;
  int horizon = 12;  // billing periods
  Rounding rounding = Rounding::half_away;
  std::string records;  // table in a database, may be empty
  char separator = 0;   // of a CSV; 0: not said
  Encoding encoding = Encoding::utf_8;
  std::uint32_t header_line = 0;  // of a text file or sheet: the line that names the columns; 0: not said
  Notation notation;              // of fields that say nothing else
  std::vector<Field> fields;
  std::vector<std::string> texts;  // text values that the schema names
  Roles roles;
  std::vector<Events> events;
  std::optional<Products> products;
  std::vector<Perk> perks;
  std::optional<std::int64_t> point_worth;  // of one point, in 1/1,000,000 of a minor unit
  std::string file;                         // programme.yaml's path, for messages
  std::string canonical;                    // normalised text, part of the fingerprint

  // The field of this name, or nothing.
  std::optional<FieldId> find(std::string_view name) const;

  // The value of a computed field whose parts have these, rounded as the programme rounds; nothing where it
  // leaves 64 bits. REQUIRES fields[id].computed.
  std::optional<std::int64_t> computed(FieldId id, std::int64_t a, std::int64_t b) const;
};

}  // namespace trouw
