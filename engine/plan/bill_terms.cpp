#include "plan/terms.h"

namespace trouw {

namespace {

// Whole months in so many billing periods; 146,097 days are 4,800 months of the calendar.
std::int64_t months_in(const Period& billing, int periods) {
  const std::int64_t count = std::int64_t{billing.count} * periods;
  return billing.weeks ? count * 7 * 4'800 / 146'097 : count;
}

}  // namespace

BillTerms::BillTerms(Builder& builder, const Programme& programme, const RecordReading& reading)
    : build_(builder), programme_(programme), reading_(reading) {}

TermLowering& BillTerms::on(int bill) {
  const auto number = static_cast<std::size_t>(bill);
  if (days_.size() <= number) days_.resize(number + 1);
  if (!days_[number]) {
    if (bill > 0) readings_.push_back(reading_on(bill));
    days_[number] =
        std::make_unique<TermLowering>(build_, programme_, bill > 0 ? readings_.back() : reading_);
  }
  return *days_[number];
}

RecordReading BillTerms::reading_on(int bill) {
  RecordReading moved = reading_;
  const Period& billing = programme_.schema.billing;
  moved.today = billing.weeks
                    ? build_.add(build_.today(), build_.constant(std::int64_t{7} * billing.count * bill))
                    : build_.add_months(build_.today(), std::int64_t{billing.count} * bill);
  moved.tenure_end = moved.today;
  const bool may_be_former = moved.former != no_node && build_.as_constant(moved.former) != 0;
  if (may_be_former) moved.tenure_end = build_.select(moved.former, moved.left_end, moved.today);
  if (const auto& role = programme_.schema.roles.tenure) {
    const NodeId grown =
        build_.add(moved.fields[*role], build_.constant(months_in(programme_.schema.billing, bill)));
    moved.fields[*role] = may_be_former ? build_.select(moved.former, moved.fields[*role], grown) : grown;
  }
  return moved;
}

}  // namespace trouw
