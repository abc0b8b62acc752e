// trouw test: do the examples hold?

#include <algorithm>

#include "command.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "show/examples.h"
#include "show/json.h"

namespace trouw::cli {

int run_test(const Command& command, const Words& words, Console& console) {
  std::string folder;
  Format format = Format::text;
  bool quiet = false;
  Arguments arguments(command);
  arguments.operand("PROGRAMME", folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.format(format);
  arguments.quiet(quiet);
  if (const auto code = arguments.read(words, console)) return *code;
  const Opened opened = open_programme(folder, quiet, console);
  if (!opened.programme) return opened.code;
  const std::vector<ExampleResult> results = run_examples(Engine(opened.programme));
  if (format == Format::json)
    print_json(examples_json(*opened.programme, results), console);
  else
    console.out(examples_text(*opened.programme, results, quiet, console));
  const bool hold = std::ranges::all_of(results, [](const ExampleResult& r) { return r.unmet.empty(); });
  return hold ? fine : answer_is_no;
}

}  // namespace trouw::cli
