// `--results` as a database: a table `results`.
#pragma once

#include <memory>
#include <string>

#include "trouw/results.h"

namespace trouw {

std::unique_ptr<ResultsWriter> create_results_sqlite(const std::string& path, const Programme& programme,
                                                     Status& status);

}  // namespace trouw
