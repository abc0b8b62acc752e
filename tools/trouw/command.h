// The commands of `trouw`: one table, one file each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/console.h"

namespace trouw::cli {

// What the command's exit code says.
enum Exit : int {
  fine = 0,
  answer_is_no = 1,  // a mistake in the rules, a stated guarantee broken
  unusable = 2,      // wrong usage, unreadable input
  unknown = 3,       // a proof that ran out of budget
  internal_error = 4
};

using Words = std::vector<std::string>;

struct Command {
  const char* name;
  const char* question;
  const char* form;                                    // what follows the name
  const char* files;                                   // what it reads and writes, see shell/files.h
  const char* example;                                 // a whole command line
  int (*run)(const Command&, const Words&, Console&);  // returns an exit code; `Words` follow the name
};

std::span<const Command> commands();

// The command of this name, or nothing.
const Command* find_command(std::string_view name);

// What a command that is several does, each named with it: "ledger grant". Empty for most.
std::span<const Command> actions_of(const Command& command);

// The command whose name is nearest to `word`, or nothing where none is near.
const Command* nearest_command(std::string_view word);

#define TROUW_COMMAND(function, name, question, form, files, example) \
  int run_##function(const Command&, const Words&, Console&);
#include "commands.def"
#undef TROUW_COMMAND

}  // namespace trouw::cli
