#include "sql/calendar.h"

#include <algorithm>
#include <cstdlib>

namespace trouw::sql {

namespace {

constexpr std::int64_t days_in_era = 146'097;  // of the 400 years after which the calendar repeats
constexpr std::int64_t epoch_shift = 719'468;  // days from 0000-03-01 to 1970-01-01
constexpr std::int64_t eras = 100;             // added first, so that nothing is ever divided below zero
constexpr std::int64_t months_in_era = 4800;
constexpr std::int64_t farthest = 400'000;  // more months than a day number reaches

}  // namespace

// The Gregorian calendar with years that begin in March, so that the leap day is the last of its year.
DateParts Calendar::parts(TermId day) {
  Terms& t = terms_;
  const TermId shifted = t.add(day, t.number(epoch_shift + eras * days_in_era));
  const TermId era = t.divide_by(shifted, days_in_era), of_era = t.modulo_by(shifted, days_in_era);
  const TermId leapless =
      t.subtract(t.add(t.subtract(of_era, t.divide_by(of_era, 1460)), t.divide_by(of_era, 36'524)),
                 t.divide_by(of_era, 146'096));
  const TermId year = t.divide_by(leapless, 365);
  const TermId before =
      t.subtract(t.add(t.multiply(year, t.number(365)), t.divide_by(year, 4)), t.divide_by(year, 100));
  const TermId of_year = t.subtract(of_era, before);
  const TermId month = t.divide_by(t.add(t.multiply(of_year, t.number(5)), t.number(2)), 153);
  const TermId month_start = t.divide_by(t.add(t.multiply(month, t.number(153)), t.number(2)), 5);
  const TermId years = t.add(year, t.multiply(era, t.number(400)));
  return {t.add(t.add(t.multiply(years, t.number(12)), month), t.number(2 - eras * months_in_era)),
          t.add(t.subtract(of_year, month_start), t.number(1))};
}

DateParts Calendar::parts(Day day) {
  const Civil civil = civil_of(day);
  return {terms_.number(std::int64_t{civil.year} * 12 + civil.month - 1), terms_.number(civil.day)};
}

// `reach`: how far below zero the months may lie.
TermId Calendar::first_day_of(TermId months, std::int64_t reach) {
  Terms& t = terms_;
  const std::int64_t shift = reach / months_in_era + 1;
  const TermId shifted = t.add(months, t.number(shift * months_in_era - 2));
  const TermId year = t.divide_by(shifted, 12), month = t.modulo_by(shifted, 12);
  const TermId leaps =
      t.add(t.subtract(t.divide_by(year, 4), t.divide_by(year, 100)), t.divide_by(year, 400));
  const TermId month_start = t.divide_by(t.add(t.multiply(month, t.number(153)), t.number(2)), 5);
  const TermId days = t.add(t.add(t.multiply(year, t.number(365)), leaps), month_start);
  return t.subtract(days, t.number(epoch_shift + shift * days_in_era));
}

TermId Calendar::length_of(TermId months, std::int64_t reach) {
  const TermId next = first_day_of(terms_.add(months, terms_.number(1)), reach);
  return terms_.subtract(next, first_day_of(months, reach));
}

TermId Calendar::add_months(DateParts from, std::int64_t months) {
  constexpr std::int64_t beyond = 200'000'000;  // more months than there are between any two days
  months = std::clamp(months, -beyond, beyond);
  const std::int64_t reach = farthest + std::abs(months);
  const TermId reached = terms_.add(from.months, terms_.number(months));
  const TermId day = terms_.least(from.day, length_of(reached, reach));
  return terms_.add(first_day_of(reached, reach), terms_.subtract(day, terms_.number(1)));
}

// One month less where the day has not come round yet; on a month's last day every day has.
TermId Calendar::months_between(DateParts from, DateParts to) {
  const Term last = terms_[to.day];
  TermId early = terms_.less(to.day, from.day);
  if (last.kind == Kind::number && terms_[to.months].kind == Kind::number) {
    const std::int64_t months = terms_[to.months].k;
    const std::int64_t year = months >= 0 ? months / 12 : -((11 - months) / 12);
    if (last.k == days_in_month(static_cast<int>(year), static_cast<int>(months - year * 12) + 1))
      early = terms_.truth(false);
  } else {
    early = terms_.all(early, terms_.less(to.day, length_of(to.months, farthest)));
  }
  const TermId less = terms_.choose(terms_.holds(early), terms_.number(1), terms_.number(0));
  return terms_.subtract(terms_.subtract(to.months, from.months), less);
}

TermId Calendar::month_of(DateParts date) {
  const TermId shifted = terms_.add(date.months, terms_.number(eras * months_in_era));
  return terms_.add(terms_.modulo_by(shifted, 12), terms_.number(1));
}

}  // namespace trouw::sql
