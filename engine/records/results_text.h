// `--results` as text: CSV and newline-delimited JSON.
#pragma once

#include <memory>
#include <string>

#include "trouw/results.h"

namespace trouw {

std::unique_ptr<ResultsWriter> create_results_csv(const std::string& path, const Programme& programme,
                                                  Status& status);
std::unique_ptr<ResultsWriter> create_results_json(const std::string& path, const Programme& programme,
                                                   Status& status);

}  // namespace trouw
