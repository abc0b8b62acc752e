// Changes that somebody asks about without writing them down: `monthly price + 8%`, `offer "Welcome": 30%
// off`. Pure functions but for the draft that is changed; any number of threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "trouw/schema.h"
#include "trouw/service.h"

namespace trouw {

// What happens to a field of every record.
struct FieldChange {
  enum Kind : std::uint8_t {
    scale,  // × (1 + value / rate_one), rounded as the programme rounds
    add,    // + value
    set     // = value
  } kind = set;
  FieldId field = 0;
  std::int64_t value = 0;  // a rate, or a stored value (schema.h)
  std::string text;        // as it is told: "monthly price + 8%"
};

// The stored value after the change, which may lie outside the field's domain; nothing beyond 64 bits.
std::optional<std::int64_t> changed(std::int64_t value, const FieldChange& change, const Schema& schema);

// Reads `FIELD + 8%`, `FIELD - EUR 2`, `FIELD × 1.05`, `FIELD is V`. `price` is the price role's field where
// no field is called so. Nothing, and a sentence with what to write in `why`, where it is none.
std::optional<FieldChange> read_field_change(std::string_view text, const Schema& schema, std::string& why);

// What happens to an offer of the programme.
struct OfferChange {
  std::string title;
  std::string gives;  // instead of what it gives; empty: it is not offered
};

// Whether a change is written as one of an offer: `offer "Welcome": 30% off`, `no offer "Welcome"`.
bool is_offer_change(std::string_view text);
std::optional<OfferChange> read_offer_change(std::string_view text, std::string& why);

// Makes the change in the draft's texts. What `gives` leaves unsaid (`30% off`) stays as the offer has it
// (`for 6 months`). The new line is returned, as it now stands ("give 30% off for 6 months"); nothing, with a
// sentence in `why` and the texts as they were, where there is no such offer or it cannot give that.
std::optional<std::string> change_offer(service::Draft& draft, const OfferChange& change, std::string& why);

}  // namespace trouw
