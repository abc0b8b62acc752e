// `--results` as a table of a PostgreSQL database.
#pragma once

#include <memory>
#include <string>

#include "trouw/results.h"

namespace trouw {

// `postgresql://…#table`, a table called results unless said. It is made where there is none, and added to
// where there is one with the same columns; with others it is refused. All of it in one transaction, which
// finish() completes.
std::unique_ptr<ResultsWriter> create_results_postgresql(const std::string& target,
                                                         const Programme& programme, Status& status);

}  // namespace trouw
