// Names of sources and of their columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trouw {

// A source's file or address, and what stands behind its first #.
struct NamedSource {
  explicit NamedSource(const std::string& source)
      : file(source.substr(0, source.find('#'))),
        part(source.find('#') == std::string::npos ? "" : source.substr(source.find('#') + 1)) {}
  std::string file, part;
};

// Whether a name begins or ends so, letter case aside. REQUIRES small letters.
bool begins_like(std::string_view name, std::string_view beginning);
bool ends_like(std::string_view name, std::string_view ending);

// Several columns of one name are told apart as “name [2]”.
void number_repeated(std::vector<std::string>& names);

}  // namespace trouw
