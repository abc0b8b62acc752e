// A proof in words: who a counterexample is, what makes the difference, what a verdict rests on.
#pragma once

#include "trouw/proof.h"

namespace trouw {

// The day that a counterexample is preferred on: where the programme itself looks.
Day preferred_day(const Programme& programme, Day from, Day through);

// The fields of a record that are not as is typical, and that offers or the programme read.
std::vector<FieldId> telling_fields(const Programme& programme,
                                    const std::vector<std::optional<std::int64_t>>& record);

// "A customer on 2027-03-01: joined is 2017-02-10, product is fixed 3y."
std::string person_text(const Programme& programme, const Counterexample& example);

// Which offers of the other side this one lacks, and what they come to.
std::string difference_text(const Programme& programme, const Counterexample& example);

// One way to mend it.
std::string suggestion_text(const Programme& programme, const Guarantee& guarantee,
                            const Counterexample& example);

// Why no two deals are compared at all, as the programme knows of nobody to compare; or empty.
std::string nothing_compared(const Programme& programme, const Guarantee& guarantee);

std::vector<std::string> rests_on(const Programme& programme, const std::vector<std::string>& facts,
                                  const Guarantee& guarantee, Day from, Day through);

}  // namespace trouw
