// Values as people read them.
#pragma once

#include <string>

#include "row/evaluate.h"
#include "trouw/value_words.h"

namespace trouw {

// "2 years 1 month", "1 month".
void append_months(std::string& text, std::int64_t months, const ValueWords& words = value_words());

// A number.
void append_count(std::string& text, std::int64_t number);

// What the record has in a field: "EUR 50.00", "unknown".
void append_field(std::string& text, const Programme& programme, FieldId field, Cell cell, const Batch& batch,
                  const ValueWords& words = value_words());

}  // namespace trouw
