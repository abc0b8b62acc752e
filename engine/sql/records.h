// The first steps of a statement: the table's rows as records that fit the declared fields.
#pragma once

#include <string>
#include <vector>

#include "sql/dialect.h"
#include "sql/translate.h"
#include "sql/write.h"

namespace trouw::sql {

// Names the columns of the records that `steps` reads: f_ and the field's name.
void name_inputs(const Schema& schema, const Terms& terms, const Steps& steps, Writer& writer);

// Three steps: `trouw_rows` with the declared columns, `trouw_cells` with their stored values, and
// `trouw_records`, the rows whose cells all fit, with the id and the columns that `steps` reads. `table` is
// quoted.
std::string record_steps(const Schema& schema, const std::string& table, const Terms& terms,
                         const Steps& steps, const Writer& writer, const Dialect& dialect);

}  // namespace trouw::sql
