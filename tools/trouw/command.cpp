#include "command.h"

#include <algorithm>

#include "evidence/actions.h"
#include "ledger/actions.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

constexpr Command table[] = {
#define TROUW_COMMAND(function, name, question, form, files, example) \
  {name, question, form, files, example, run_##function},
#include "commands.def"
#undef TROUW_COMMAND
};

}  // namespace

std::span<const Command> commands() {
  return table;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Command::name);
  return found == std::end(table) ? nullptr : found;
}

std::span<const Command> actions_of(const Command& command) {
  if (command.run == run_ledger) return ledger_actions();
  return command.run == run_evidence ? evidence_actions() : std::span<const Command>();
}

const Command* nearest_command(std::string_view word) {
  std::vector<std::string> names;
  for (const Command& command : table) names.emplace_back(command.name);
  return find_command(nearest_name(word, names));
}

}  // namespace trouw::cli
