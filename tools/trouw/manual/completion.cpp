#include <fmt/format.h>

#include <algorithm>

#include "manual/manual.h"

namespace trouw::cli {

namespace {

// What may follow an option: words to choose from, files, or anything.
struct Values {
  std::string words;
  bool files = false;
};

Values values_of(const Parameter& one) {
  if (one.value == "FORMAT") return {"text json", false};
  if (one.value == "SHELL") return {"bash zsh fish", false};
  return {"", one.value.starts_with("FILE") || one.value == "SOURCE" || one.value == "DIR"};
}

std::string names_of(const std::vector<Parameter>& options) {
  std::string names;
  for (const Parameter& one : options) names += one.name + " ";
  return names + "--help";
}

std::string command_names() {
  std::string names;
  for (const Command& command : commands()) names += (names.empty() ? "" : " ") + std::string(command.name);
  return names;
}

// Within single quotes of a shell.
std::string quoted(const std::string& text) {
  std::string written = "'";
  for (const char c : text) written += c == '\'' ? "'\\''" : std::string(1, c);
  return written + "'";
}

std::string bash() {
  std::string options, values;
  for (const Command& command : commands()) {
    const Usage usage = usage_of(command);
    options += fmt::format("    {}) options={} ;;\n", usage.name, quoted(names_of(usage.options)));
    for (const Parameter& one : usage.options)
      if (!values_of(one).words.empty())
        values += fmt::format("    '{} {}') COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                              usage.name, one.name, values_of(one).words);
  }
  return fmt::format(R"(# bash completion for trouw
_trouw() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} options
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{0} --help --version' -- "$word"))
    return
  fi
  case "$command $before" in
{1}    'help help') case "$word" in -*) ;; *) COMPREPLY=($(compgen -W '{0}' -- "$word")); return ;; esac ;;
  esac
  case "$command" in
{2}  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}}
complete -o filenames -F _trouw trouw
)",
                     command_names(), values, options);
}

// A colon and brackets mean something in a description of zsh's.
std::string described(const std::string& text) {
  std::string written;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') written += '\\';
    written += c;
  }
  return written;
}

std::string zsh_option(const Parameter& one) {
  std::string written = one.name + "[" + described(one.about) + "]";
  if (one.value.empty()) return quoted(written);
  const Values values = values_of(one);
  return quoted(written + ":" + described(one.value) + ":" +
                (values.files           ? "_files"
                 : values.words.empty() ? " "
                                        : "(" + values.words + ")"));
}

std::string zsh() {
  std::string names, cases;
  for (const Command& command : commands()) {
    const Usage usage = usage_of(command);
    names += "    " + quoted(described(usage.name) + ":" + usage.question) + "\n";
    cases += fmt::format("    {})\n      _arguments '--help[how to use it]'", usage.name);
    for (const Parameter& one : usage.options) cases += " \\\n        " + zsh_option(one);
    cases += usage.name == "help" ? " \\\n        " + quoted("1:topic:(" + command_names() + ")")
                                  : " \\\n        '*:file:_files'";
    cases += "\n      ;;\n";
  }
  return fmt::format(R"(#compdef trouw
_trouw() {{
  local -a commands
  commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}
_trouw "$@"
)",
                     names, cases);
}

std::string fish() {
  std::string script = "# fish completion for trouw\n";
  for (const Command& command : commands()) {
    const Usage usage = usage_of(command);
    script += fmt::format("complete -c trouw -n __fish_use_subcommand -f -a {} -d {}\n", usage.name,
                          quoted(usage.question));
    for (const Parameter& one : usage.options) {
      const Values values = values_of(one);
      script += fmt::format("complete -c trouw -n '__fish_seen_subcommand_from {}' -l {} -d {}", usage.name,
                            one.name.substr(2), quoted(one.about));
      if (!one.value.empty()) script += values.files ? " -r -F" : " -x";
      if (!values.words.empty()) script += " -a '" + values.words + "'";
      script += "\n";
    }
  }
  return script +
         fmt::format("complete -c trouw -n '__fish_seen_subcommand_from help' -f -a '{}'\n", command_names());
}

}  // namespace

std::string completion_script(const std::string& shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  return shell == "fish" ? fish() : "";
}

}  // namespace trouw::cli
