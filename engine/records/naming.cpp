#include "records/naming.h"

#include <map>

namespace trouw {

bool begins_like(std::string_view name, std::string_view beginning) {
  if (name.size() < beginning.size()) return false;
  for (std::size_t i = 0; i < beginning.size(); ++i)
    if ((name[i] >= 'A' && name[i] <= 'Z' ? name[i] + ('a' - 'A') : name[i]) != beginning[i]) return false;
  return true;
}

bool ends_like(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() && begins_like(name.substr(name.size() - ending.size()), ending);
}

void number_repeated(std::vector<std::string>& names) {
  std::map<std::string, int> seen, used;
  for (const std::string& name : names) ++seen[name];
  for (std::string& name : names) {
    if (name.empty() || seen[name] == 1) continue;
    const int number = ++used[name];
    name += " [";
    name += std::to_string(number);
    name += ']';
  }
}

}  // namespace trouw
