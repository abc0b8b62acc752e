// How records hold the values of a choice or a yes/no field.
#pragma once

#include "schema/reading.h"

namespace trouw {

// `values` and `values otherwise` of a choice; does nothing for other types. Either node may be null.
void read_choices(Reading& reading, Field& field, const yaml::Node* values, const yaml::Node* otherwise,
                  Keys& keys);

// `stored as: {yes: …, no: …}`.
void read_stored_as(Reading& reading, Field& field, const yaml::Node& node, const std::string& what);

// The number of the choice that a node names, or nothing after a message.
std::optional<std::int64_t> read_choice(Reading& reading, const Field& field, const yaml::Node& node,
                                        const std::string& what);

}  // namespace trouw
