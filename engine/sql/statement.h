// The parts of a statement put together.
#pragma once

#include <string>

#include "sql/dialect.h"
#include "sql/outcome.h"
#include "sql/write.h"

namespace trouw::sql {

// `text` on one line of a comment: nothing in it can end the comment or is taken for a variable.
std::string commented(std::string_view text);

// The WITH clause: records, then the steps. Nothing is read but the last step, last_step(steps).
std::string steps_text(const Schema& schema, const std::string& table, const Terms& terms, const Steps& steps,
                       const Writer& writer, const Dialect& dialect,
                       const std::vector<std::string>& meanings);
std::string last_step(const Steps& steps);

// The SELECT that ends the statement: the rows of `--results`, or the figures of a summary.
std::string results_select(const Outcome& outcome, const Steps& steps, const Writer& writer,
                           const Dialect& dialect);
std::string summary_select(const std::vector<Figure>& figures, const std::string& table,
                           const Outcome& outcome, const Steps& steps, const Writer& writer,
                           const Dialect& dialect);

}  // namespace trouw::sql
