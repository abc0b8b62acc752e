// What a dry run comes to for groups of records: by tenure, by segment, by what they pay. What a report shows
// beyond the summary, counted in the same run; its parts add up to the summary's figures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trouw/programme.h"

namespace trouw {

// Decided records that have something in common. Money in minor units over the horizon.
struct Group {
  std::uint64_t records = 0;
  std::uint64_t standings[4] = {};  // by Standing: customer, newcomer, returner, nobody
  std::int64_t price = 0;           // what they would pay without any offer
  std::int64_t newcomer_value = 0, value_before_match = 0, top_up = 0, value = 0;
  std::uint64_t worse_before = 0, worse_after = 0;  // how many are worse off than a newcomer
  std::int64_t worse_before_total = 0, worse_after_total = 0;
};

// A field with few values, and the records of each.
struct Segment {
  FieldId field = 0;
  std::vector<std::string> values;  // as people read them; the last is "unknown" where the field is optional
  std::vector<Group> groups;        // a value each
  std::vector<std::vector<std::uint64_t>> counted;  // a value each: for how many every offer counted
};

// Customers who are worse off by more than the amount before this one, and at most by this.
struct WorseBand {
  std::int64_t up_to = 0;
  std::uint64_t before = 0, after = 0;
};

// Customers who pay alike, within some 1.5%, before any offer.
struct PriceBand {
  std::uint64_t customers = 0;
  std::int64_t price = 0, value = 0;  // of all of them
};

struct Population {
  Group standings[4];        // by Standing
  std::vector<Group> years;  // customers of known tenure by whole years, the last and above
  std::vector<std::vector<std::uint64_t>> years_counted;  // as Segment::counted
  std::vector<Segment> segments;
  std::vector<WorseBand> worse;   // ascending; empty where nobody is
  std::vector<PriceBand> prices;  // of customers, the highest price first
};

}  // namespace trouw
