// Words for people: counts, widths, what was probably meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trouw::cli {

// "1 customer", "1,600 customers".
std::string counted(std::uint64_t count, std::string_view one, std::string_view several);

// Safe to show: control characters and bytes that are no UTF-8 become U+FFFD.
std::string printable(std::string_view text);

// Columns that a text takes on a terminal, a code point each.
std::size_t width(std::string_view text);

// At most `columns` wide, ending in … where it was cut.
std::string shortened(std::string_view text, std::size_t columns);

// The text on lines of at most `columns`, each after `indent`; ends in a newline.
std::string wrapped(std::string_view text, std::string_view indent, std::size_t columns = 80);

// How many letters differ, are swapped, missing or too many, letter case aside; `beyond` + 1 where it is
// more.
std::size_t difference(std::string_view a, std::string_view b, std::size_t beyond);

// The nearest of `names` by difference, at most a third of the word; empty where none is near. Ties: the
// first.
std::string nearest_name(std::string_view word, const std::vector<std::string>& names);

}  // namespace trouw::cli
