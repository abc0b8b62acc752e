// What follows a command's name. The only door to the library that reads options.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"

namespace trouw::cli {

enum class Format { text, json };

// One of them, for people.
struct Described {
  std::string name, value, about;  // "--on", "DATE"; an operand and a flag have no value
  bool required = false;

  std::string written() const { return value.empty() ? name : name + " " + value; }
};

// The operands and options of one command. The targets outlive read(). Not thread-safe.
class Arguments {
 public:
  explicit Arguments(const Command& command);
  ~Arguments();

  void operand(const std::string& name, std::string& target, const std::string& about, bool required = true);
  // One or more, the last operand.
  void operands(const std::string& name, std::vector<std::string>& target, const std::string& about);
  void option(const std::string& name, const std::string& value, std::string& target,
              const std::string& about, bool required = false);
  void number(const std::string& name, std::optional<std::uint64_t>& target, const std::string& about);
  void flag(const std::string& name, bool& target, const std::string& about);

  // --format and --quiet, which commands with results have.
  void format(Format& target);
  void quiet(bool& target);

  // Fills the targets and returns nothing; or, after --help or a mistake (printed), the exit code. `--help
  // json` alone prints {name, question, form, example, operands[{name, value, about, required}], options[…]}.
  std::optional<int> read(const Words& words, Console& console);

  // What --help prints.
  std::string help() const;

 private:
  struct Library;
  const Command& command_;
  std::unique_ptr<Library> library_;
};

}  // namespace trouw::cli
