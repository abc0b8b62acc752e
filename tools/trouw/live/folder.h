// The texts of a programme's folder, for those who change them.
#pragma once

#include <map>
#include <string>

#include "trouw/status.h"

namespace trouw::cli {

// programme.yaml and every *.trouw below a folder, by their paths below it. What cannot be read is left out.
std::map<std::string, std::string> texts_below(const std::string& folder);

// One of them; a failure names it.
Status read_text_below(const std::string& folder, const std::string& name, std::string& text);

}  // namespace trouw::cli
