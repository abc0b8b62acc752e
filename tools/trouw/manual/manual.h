// Manual pages and completions, made of the one table of commands and of what each says of its options.
#pragma once

#include <string>
#include <vector>

#include "command.h"

namespace trouw::cli {

// An operand or option of a command.
struct Parameter {
  std::string name, value, about;
  bool required = false;
};

struct Usage {
  std::string name, question, form, example;
  std::vector<Parameter> operands, options;
};

// What the command says of itself.
Usage usage_of(const Command& command);

// For man(1), section 1: of trouw, or of one command.
std::string man_page();
std::string man_page(const Command& command);

// For "bash", "zsh" or "fish"; empty for another.
std::string completion_script(const std::string& shell);

}  // namespace trouw::cli
