#include "api/counting.h"

#include <limits>

#include "plan/plan.h"

namespace trouw {

namespace {

// False where the sum does not fit; what is written is then the nearest that does.
bool narrow(Wide wide, std::int64_t& sum) {
  constexpr Wide most = std::numeric_limits<std::int64_t>::max(),
                 least = std::numeric_limits<std::int64_t>::min();
  sum = static_cast<std::int64_t>(wide > most ? most : wide < least ? least : wide);
  return wide <= most && wide >= least;
}

// The first of those that tie stays.
void keep_worst(std::int64_t& worst, std::string& id, const Worst& one, const Batch& batch) {
  if (one.amount <= worst) return;
  worst = one.amount;
  id = std::string(batch.id(one.row));
}

}  // namespace

Counting::Counting(const Plan& plan, DryRunSummary& summary)
    : programme_(*plan.programme), summary_(summary) {
  summary_ = {};
  for (const std::string& fact : plan.fact_texts) summary_.facts.push_back({fact, 0});
  summary_.offers.resize(programme_.offers.size());
  summary_.guarantees.resize(programme_.guarantees.size());
}

Status Counting::add(const Decided& decided) {
  sums_.add(decided.sums);
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < 4; ++i) count += decided.sums.standings[i];
  summary_.records += count;
  summary_.decided += count;
  keep_worst(summary_.before.worst, summary_.before.worst_id, decided.before, decided.batch);
  keep_worst(summary_.after.worst, summary_.after.worst_id, decided.after, decided.batch);
  for (std::size_t i = 0; i < decided.guarantees.size(); ++i)
    keep_worst(summary_.guarantees[i].worst, summary_.guarantees[i].worst_id, decided.guarantees[i],
               decided.batch);
  return write_sums();
}

Status Counting::write_sums() {
  for (std::size_t i = 0; i < 4; ++i) summary_.standings[i] = sums_.standings[i];
  summary_.facts_broken = sums_.facts_broken;
  for (std::size_t i = 0; i < sums_.facts.size(); ++i) summary_.facts[i].broken_count = sums_.facts[i];
  summary_.before.count = sums_.before.count;
  summary_.after.count = sums_.after.count;
  bool fits = narrow(sums_.newcomer_value, summary_.newcomer_value);
  fits &= narrow(sums_.value_before_match, summary_.value_before_match);
  fits &= narrow(sums_.top_up, summary_.top_up);
  fits &= narrow(sums_.value, summary_.value);
  fits &= narrow(sums_.before.total, summary_.before.total);
  fits &= narrow(sums_.after.total, summary_.after.total);
  for (std::size_t i = 0; i < sums_.offers.size(); ++i) {
    OfferSummary& offer = summary_.offers[i];
    offer.open = sums_.offers[i].open;
    offer.counted = sums_.offers[i].counted;
    fits &= narrow(sums_.offers[i].value, offer.value);
    fits &= narrow(sums_.offers[i].paid, offer.paid);
  }
  for (std::size_t i = 0; i < sums_.guarantees.size(); ++i) {
    GuaranteeSummary& guarantee = summary_.guarantees[i];
    guarantee.covered = sums_.guarantees[i].covered;
    guarantee.left_out = sums_.guarantees[i].left_out;
    guarantee.broken_count = sums_.guarantees[i].broken;
    guarantee.holds = guarantee.broken_count == 0;
  }
  return fits ? Status() : Status::failure("the sums of this run come to more than 64 bits can hold");
}

void Counting::finish() {
  for (std::size_t i = 0; i < programme_.guarantees.size(); ++i) {
    const Guarantee& stated = programme_.guarantees[i];
    GuaranteeSummary& sum = summary_.guarantees[i];
    if (stated.kind != GuaranteeKind::share || summary_.value <= 0) continue;
    std::int64_t to_customers = 0;
    narrow(sums_.to_customers, to_customers);
    sum.covered = summary_.decided;
    sum.share = multiply_divide(to_customers, rate_one, summary_.value, Rounding::down).value_or(0);
    sum.holds = sum.share >= stated.share;
  }
}

}  // namespace trouw
