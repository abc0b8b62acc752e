#include "row/occasion.h"

#include <algorithm>

#include "row/shown.h"

namespace trouw {

namespace {

// The longest of the milestones that the record has reached, in months.
std::optional<std::int64_t> milestone_of(const Programme& programme, const Offer& offer, const Batch& batch,
                                         std::size_t row, Day day) {
  const Roles& roles = programme.schema.roles;
  const std::optional<FieldId> role = roles.joined ? roles.joined : roles.tenure;
  if (!role || batch.columns[*role].known[row] == 0) return std::nullopt;
  const std::int64_t value = batch.columns[*role].values[row];
  std::optional<std::int64_t> reached;
  for (const std::int64_t months : offer.reaches)
    if (roles.joined ? add_months(static_cast<Day>(value), months) <= day : value == months)
      reached = std::max(reached.value_or(months), months);
  if (const auto every = offer.reaches_every) {
    const std::int64_t months = roles.joined ? months_between(static_cast<Day>(value), day) : value;
    if (months >= *every) reached = std::max(reached.value_or(0), months / *every * *every);
  }
  return reached;
}

}  // namespace

void append_occasion(std::string& text, const Programme& programme, const Offer& offer, const Batch& batch,
                     std::size_t row, Day day, std::size_t before) {
  const auto count = static_cast<std::int64_t>(before) + 1;
  if (offer.match) return append_count(text, count);  // what was received is taken off it
  switch (offer.occasion) {
    case Occasion::milestone:
      if (const auto months = milestone_of(programme, offer, batch, row, day)) {
        append_count(text, *months);
        text += " months";
      }
      return;
    case Occasion::anniversary:
      return append_count(text, civil_of(day).year);
    case Occasion::limit:
    case Occasion::promised:
    case Occasion::living:
      return append_count(text, count);
    case Occasion::once_for_good:
      text += "once";
  }
}

std::string occasion_of(const Programme& programme, const Offer& offer, const Batch& batch, std::size_t row,
                        Day day, std::size_t before) {
  std::string text;
  append_occasion(text, programme, offer, batch, row, day, before);
  return text;
}

}  // namespace trouw
