// How cells are written: `reading:` of the file, and the same keys of a field.
#pragma once

#include <array>

#include "schema/reading.h"

namespace trouw {

inline constexpr std::array<std::string_view, 8> notation_keys = {
    "decimals", "currency sign", "percent sign", "round", "dates", "timestamps", "blanks", "unknown when"};

// What the keys say changes `notation`; what they do not say stays.
class NotationReading {
 public:
  NotationReading(Reading& reading, const Keys& keys, Notation& notation)
      : reading_(reading), keys_(keys), notation_(notation) {}

  // `node` is the value of a key of notation_keys.
  void read(std::string_view key, const yaml::Node& node);

 private:
  void read_decimals(const yaml::Node& node);
  void read_round(const yaml::Node& node);
  void read_dates(const yaml::Node& node);
  void read_zone(const yaml::Node& node);
  void read_blanks(const yaml::Node& node);
  void read_flag(std::string_view key, const yaml::Node& node, bool& flag);

  Reading& reading_;
  const Keys& keys_;
  Notation& notation_;
};

// `reading: {…}`: for a file and all its fields.
void read_reading(Reading& reading, const yaml::Node& node, const std::string& what);

}  // namespace trouw
