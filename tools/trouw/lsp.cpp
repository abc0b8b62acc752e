// trouw lsp: what does this text mean, cost, break, while it is written? For editors.

#include <unistd.h>

#include "command.h"
#include "lsp/server.h"
#include "shell/arguments.h"
#include "shell/opening.h"

namespace trouw::cli {

int run_lsp(const Command& command, const Words& words, Console& console) {
  std::string customers, on;
  bool no_prove = false, stdio = false;
  Arguments arguments(command);
  arguments.option("--customers", "SOURCE", customers,
                   "show beside offers whom they reach and what they cost: file.csv, file.ndjson, file.db or "
                   "file.db#table");
  arguments.option("--on", "DATE", on, "the day that figures are for, like 2027-03-01");
  arguments.flag("--no-prove", no_prove, "leave out proofs");
  arguments.flag("--stdio", stdio, "talk over standard input and output, as always");
  if (const auto code = arguments.read(words, console)) return *code;
  LiveOptions options;
  options.customers = customers;
  if (no_prove) options.proof_seconds = 0;
  if (customers.empty() != on.empty())
    return fail("--customers and --on go together: figures are of records, for a day.", console);
  if (!on.empty()) {
    options.on = read_day("--on", on, console);
    if (!options.on) return unusable;
  }
  if (customers == "-") return fail("standard input is the editor's: name a file of customers.", console);
  Transport transport(STDIN_FILENO, STDOUT_FILENO);
  return Server(transport, options).run() == 0 ? fine : answer_is_no;
}

}  // namespace trouw::cli
