// What follows a command's name. The only door to the library that reads options.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "shell/files.h"

namespace trouw::cli {

enum class Format { text, json };

// One of them, for people.
struct Described {
  std::string name, value, about;  // "--on", "DATE"; an operand and a flag have no value
  bool required = false;
  std::optional<Use> use;  // of a file or folder that it names

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
  // As often as it is given.
  void repeated(const std::string& name, const std::string& value, std::vector<std::string>& target,
                const std::string& about);
  void number(const std::string& name, std::optional<std::uint64_t>& target, const std::string& about);
  void flag(const std::string& name, bool& target, const std::string& about);

  // --format and --quiet, which commands with results have.
  void format(Format& target);
  void quiet(bool& target);

  // Fills the targets and returns nothing; or, after --help or a mistake (printed), the exit code. A mistake
  // is also an output that is one file with an input or with another output (see shell/files.h). `--help
  // json` alone prints {name, question, form, example, operands[{name, value, about, required, file}],
  // options[…]}.
  std::optional<int> read(const Words& words, Console& console);

  // What --help prints.
  std::string help() const;

 private:
  std::optional<Use> use_of(const std::string& name) const;
  std::vector<NamedFile> files() const;
  int misused(const std::string& wrong, Console& console) const;

  struct Library;
  const Command& command_;
  std::unique_ptr<Library> library_;
};

}  // namespace trouw::cli
