// Where the values of a field come from if not from its column: `always`, `from row number`, `computed`,
// `events` and `contracts`.
#pragma once

#include <array>

#include "schema/reading.h"

namespace trouw {

inline constexpr std::array<std::string_view, 5> origin_keys = {"always", "from row number", "computed",
                                                                "events", "contracts"};
inline constexpr std::array<std::string_view, 5> gathering_keys = {"within", "sum", "latest", "longest",
                                                                   "where"};

// What a field's keys say of it; `always` and `computed` are only noted. REQUIRES the field's type and
// places.
void read_origin(Reading& reading, const Keys& keys, Field& field, FieldNodes& nodes);

// Whether the field called `name` can be summed into `field`; false after a message.
bool summable(Reading& reading, const std::string& what, const yaml::Node& node, const Schema& schema,
              const Field& field, const std::string& name);

}  // namespace trouw
