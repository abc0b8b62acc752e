// The examples of a programme: what its authors expect, held against what it decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

struct Unmet {
  std::string expected;  // "Loyalty ladder" EUR 85
  std::string actual;    // EUR 60, or why there is nothing
  Place place;
  std::optional<ExpectedAmount> of;  // none: the example's standing is another, or it cannot be decided
};

struct ExampleResult {
  std::string title;
  Place place;
  std::vector<Unmet> unmet;  // empty: it holds
  Decision decision;         // of the example's record, to tell why
};

// Runs every example of the programme, in order.
std::vector<ExampleResult> run_examples(const Engine& engine);

// A stored value as an example writes it: `EUR 50`, `2017-02-10`, `[fixed 3y]`, `"Jansen"`. `text`: the value
// of a text that the programme does not know.
std::string written_value(const Programme& programme, FieldId id, std::int64_t value,
                          std::string_view text = "something else");

// A text in quotes, as titles stand in.
std::string written_text(std::string_view text);

// An example that is to be written.
struct NewExample {
  std::string remark;  // a comment above it, or empty
  std::string title;
  Day on = 0;
  Standing standing = Standing::customer;
  std::vector<std::pair<FieldId, std::string>> facts;  // as written_value() writes them; one at least
  std::vector<std::string> expects;                    // in English: "deal EUR 135", "no \"Milestone\""
};

// The statement, laid out in the words of one of languages(); ends in a newline. Empty where it cannot be
// one: a title of control characters, no facts.
std::string example_text(const Programme& programme, const NewExample& example,
                         const std::string& language = "en");

// What a deal's bills come to, one a billing period of the horizon: the price less the discounts and credits
// on it; a credit larger than its bill is carried over to the next.
std::vector<std::int64_t> bills_of(const DealView& deal, int horizon);

// One sentence on why an offer does not count for a record: "usage is more than 4000 kWh: usage is 2500 kWh".
std::string why_not(const Programme& programme, const Decision& decision, std::uint32_t offer);

}  // namespace trouw
