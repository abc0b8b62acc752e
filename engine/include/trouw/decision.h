// What a record gets, and why: the answer of the engine for one record on one day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trouw/programme.h"
#include "trouw/value_words.h"

namespace trouw {

// What a billing system can put on a bill without thinking. Amounts in minor units.
struct Line {
  enum Kind : std::uint8_t { discount, credit, perk, points } kind = credit;
  std::string text;         // the reward as its author wrote it
  std::int64_t amount = 0;  // on each of its bills; a perk's worth, or the worth of points
  int first = 0;            // billing period it starts in, from 0
  int periods = 1;
  std::int64_t rate = 0;    // of a percentage: in 1/1,000,000, as it was before other percentages were added
  std::int64_t base = 0;    // of a percentage: the amount it is taken of, as the record has it today
  std::int64_t number = 0;  // points
  std::uint32_t place = 0;  // among the award's lines, part of its key: one a bill at most has it
  std::string while_true;   // what must hold for a bill to have it, as its author wrote it; empty: nothing
};

// What an award promises on bills to come, frozen: a reward with its amount worked out, for its whole length,
// beyond the horizon too. What a percentage comes to is for each bill to say.
struct Promise {
  RewardKind kind = RewardKind::credit;
  std::int64_t amount = 0;  // minor units, points, thousandths of a bill; rates in 1/1,000,000
  FieldId base = 0;         // percent_of_field, credit_rate
  std::uint32_t perk = 0;   // of Schema::perks
  std::optional<std::int64_t> cap_a_bill;
  std::optional<std::int64_t> cap_in_all;  // the most money over all its bills, in minor units
  int first = 0;                           // billing period it starts in, counted from the award's first bill
  int periods = 1;
  bool one_off = false;                   // had once, whole, on the first bill of its period
  bool open_ended = false;                // for as long as they stay
  std::uint32_t reward = 0;               // of Offer::rewards
  std::optional<std::uint32_t> while_of;  // the reward of the offer whose `while` must hold for a bill
  std::string text;
};

struct Award {
  std::uint32_t offer = 0;  // of Programme::offers
  std::vector<Line> lines;  // within the horizon, after the deal's cap; they add up to `paid`
  std::int64_t value = 0;   // before the deal's cap
  std::int64_t paid = 0;    // after it
  std::string reason;       // the conditions that were met
  std::string
      occasion;  // "2027", "60 months", "1": granted once for each, as far as nothing is known of before
  // What the customer is told, a language each ("" is the programme's own), with its {…} filled in.
  std::vector<std::pair<std::string, std::string>> messages;
  bool runs_on = false;   // what is left of awards of before; nothing new
  bool replaced = false;  // it runs, and a larger one counts on each of its bills to come
  std::vector<Promise> promises;
  std::optional<std::int64_t> ceiling;  // where the deal's cap cut it: its money within the horizon

  // Its bills, from the first to the last promised; none: as long as they stay.
  std::optional<int> bills() const;
};

// What a customer is told of an award: in this language, else in the programme's own, else in the first there
// is; empty where the offer tells nothing.
std::string_view message_of(const Award& award, std::string_view language);

// The idempotency key of what a line puts on one bill, 32 hexadecimal digits: the same for ever for the same
// contract, title of the offer, occasion, place of the line and bill of the award (from 1), whatever the day
// and whatever else the programme says.
std::string line_key(std::string_view contract, std::string_view offer, std::string_view occasion,
                     std::uint32_t place, int bill);

// The title that keys go by: the one that an offer had first.
const std::string& first_title(const Offer& offer);

enum class Truth : std::uint8_t { no, yes, undecided };

// One condition on one record: what was asked, what the record has.
struct Tested {
  std::string text;  // "usage is more than 4000 kWh"
  Truth holds = Truth::no;
  bool negated = false;     // it was wanted not to hold; `text` begins with "not"
  std::uint32_t part = 0;   // which of the offer's conditions, a whole before its parts, in order
  std::string short_of;     // how far off it is, or empty: "2 months short of 5 years"
  std::optional<Day> from;  // look_ahead: the first day it would be met, the record staying as it is
  std::vector<std::pair<std::string, std::string>>
      has;  // field (or "tenure") and its value as people read it
};

enum class Cause : std::uint8_t {
  condition,         // a condition is not met
  window,            // the day lies outside `runs`
  unknown_amount,    // its amount depends on what is unknown
  lost,              // another item of its best-of is worth more
  worth_nothing,     // open, and comes to nothing
  nothing_to_match,  // a match: no worse off than a newcomer
  given_before,      // it was granted on this occasion, or is reserved
  limit_reached,
  held_out,     // to measure what the offer does
  another_runs  // another item of its best-of was granted before, and still runs
};

struct PassedOver {
  std::uint32_t offer = 0;
  Cause cause = Cause::condition;
  std::vector<Tested> tested;  // the conditions that are not met (cause condition)
  std::optional<Day> from;     // look_ahead: the first day it would be open
  std::vector<std::pair<std::string, std::string>>
      amount_of;  // causes unknown_amount, worth_nothing: what its amount depends on, and its value
  std::vector<std::uint32_t> lost_to;  // the offers of the item that won
  std::int64_t value = 0, winner = 0;  // cause lost: what each item is worth
};

// A deal as a list of awards: the record's, or its newcomer twin's.
struct DealView {
  std::vector<Award> awards;         // offers that counted, matches last
  std::int64_t bill = 0;             // the first bill before any offer
  std::vector<std::int64_t> prices;  // each bill of the horizon before any offer
  std::int64_t value = 0;            // perks at their stated worth
  std::int64_t net = 0;  // prices over the horizon less the value, perks as the guarantees count them
};

struct Decision {
  std::string id;
  Day on = 0;
  Standing standing = Standing::nobody;
  DealView deal;
  // Offers of its audience, in declaration order; after look_ahead the nearest miss first.
  std::vector<PassedOver> passed_over;
  DealView twin;  // the newcomer deal
  std::vector<std::pair<std::string, std::string>>
      twin_choices;  // what a newcomer would choose: field, value
  std::int64_t newcomer_value = 0;
  std::int64_t value_before_match = 0;
  std::int64_t top_up = 0;
  std::int64_t value = 0;
  std::int64_t worse_off_before = 0;
  std::int64_t worse_off = 0;
  std::vector<std::string> facts_broken;
  std::string fingerprint;
  // Money on bills so far by awards of the past horizon; taken off what they are worse off by.
  std::int64_t received = 0;
  bool nothing_before = true;  // it was assumed that nothing runs and nothing was granted before
};

const char* standing_name(Standing standing);  // "customer"

// A stored value as people read it: "EUR 50.00", "fixed 3y", "2017-02-10", "yes"; in English unless said.
std::string shown_value(const Schema& schema, FieldId field, std::int64_t value, std::string_view text);
void append_shown(std::string& to, const Schema& schema, FieldId field, std::int64_t value,
                  std::string_view text, const ValueWords& words = value_words());

}  // namespace trouw
