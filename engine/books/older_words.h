// Programmes that ledgers keep, in words that are no longer read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trouw/programme.h"

namespace trouw {

// Before 0.2 `X falls this month` was the same month of any year. Such a programme, with the fingerprint that
// it had; none where it is not what was kept under it.
std::optional<Programme> load_older(const std::string& yaml, const std::vector<SourceFile>& files,
                                    const std::string& fingerprint);

}  // namespace trouw
