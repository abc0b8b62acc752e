// Names as an author must write them.
#pragma once

#include <string>
#include <string_view>

#include "syntax/phrases.h"

namespace trouw {

// Whether the words of a name, written without brackets, are read back as that name and nothing else, in the
// language of the book. After `is` fewer are, and words such as `tenure` only where no value may stand.
bool plain_name(std::string_view name, const Book& book, bool after_is = false, bool may_be_value = true);

}  // namespace trouw
