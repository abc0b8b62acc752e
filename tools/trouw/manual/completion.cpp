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
std::string shell_quoted(const std::string& text) {
  std::string written = "'";
  for (const char c : text) written += c == '\'' ? "'\\''" : std::string(1, c);
  return written + "'";
}

// "grant" of "ledger grant".
std::string last_word(const std::string& name) {
  return name.substr(name.rfind(' ') + 1);
}

std::string action_names(const Command& command) {
  std::string names;
  for (const Command& action : actions_of(command)) names += last_word(action.name) + " ";
  return names + "--help";
}

std::string action_words(const Command& command, const char* between) {
  std::string words;
  for (const Command& action : actions_of(command))
    words += (words.empty() ? "" : between) + last_word(action.name);
  return words;
}

// Whether a command does something without naming an action.
bool stands_alone(const Command& command, const Usage& own) {
  return actions_of(command).empty() || !own.options.empty();
}

// What bash offers within one command: its options, and the words that some of them take.
struct BashCases {
  std::string options, values, actions;

  void add(const Usage& usage) {
    options += fmt::format("    '{}') options={} ;;\n", usage.name, shell_quoted(names_of(usage.options)));
    for (const Parameter& one : usage.options)
      if (!values_of(one).words.empty())
        values += fmt::format("    '{} {}') COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                              usage.name, one.name, values_of(one).words);
  }

  void add(const Command& command) {
    const Usage own = usage_of(command);
    if (stands_alone(command, own)) add(own);
    for (const Command& action : actions_of(command)) add(usage_of(action));
    if (actions_of(command).empty()) return;
    if (stands_alone(command, own)) {
      actions += fmt::format(
          "    {0})\n"
          "      case \"$COMP_CWORD $word\" in\n"
          "        '2 -'*) ;;\n"
          "        '2 '*) COMPREPLY=($(compgen -W '{1}' -f -- \"$word\")); return ;;\n"
          "      esac\n"
          "      case \"${{COMP_WORDS[2]}}\" in {2}) command=\"{0} ${{COMP_WORDS[2]}}\" ;; esac ;;\n",
          command.name, action_words(command, " "), action_words(command, "|"));
      return;
    }
    actions += fmt::format(
        "    {0})\n"
        "      if [ \"$COMP_CWORD\" -eq 2 ]; then COMPREPLY=($(compgen -W '{1}' -- \"$word\")); return; fi\n"
        "      command=\"{0} ${{COMP_WORDS[2]}}\" ;;\n",
        command.name, action_names(command));
  }
};

std::string bash() {
  BashCases cases;
  for (const Command& command : commands()) cases.add(command);
  return fmt::format(R"(# bash completion for trouw
_trouw() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} options
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{0} --help --version' -- "$word"))
    return
  fi
  case "$command" in
{3}  esac
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
                     command_names(), cases.values, cases.options, cases.actions);
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
  if (one.value.empty()) return shell_quoted(written);
  const Values values = values_of(one);
  return shell_quoted(written + ":" + described(one.value) + ":" +
                      (values.files           ? "_files"
                       : values.words.empty() ? " "
                                              : "(" + values.words + ")"));
}

// The call that completes the rest of a line that begins with this command.
std::string zsh_arguments(const Usage& usage, const std::string& indent) {
  std::string call = indent + "_arguments '--help[how to use it]'";
  for (const Parameter& one : usage.options) call += " \\\n" + indent + "  " + zsh_option(one);
  const std::string rest = usage.name == "help" ? shell_quoted("1:topic:(" + command_names() + ")")
                                                : std::string("'*:file:_files'");
  return call + " \\\n" + indent + "  " + rest + "\n";
}

std::string zsh_described(const Usage& usage) {
  return shell_quoted(described(last_word(usage.name)) + ":" + usage.question);
}

std::string zsh_own_or_action(const Command& command, const Usage& own) {
  std::string cases;
  for (const Command& action : actions_of(command))
    cases += fmt::format("        {})\n          shift words\n          (( CURRENT-- ))\n{}          ;;\n",
                         last_word(action.name), zsh_arguments(usage_of(action), "          "));
  return fmt::format("      case $words[2] in\n{}        *)\n{}          ;;\n      esac\n", cases,
                     zsh_arguments(own, "          "));
}

std::string zsh_actions(const Command& command, const Usage& own) {
  if (stands_alone(command, own)) return zsh_own_or_action(command, own);
  std::string names, cases;
  for (const Command& action : actions_of(command)) {
    const Usage usage = usage_of(action);
    names += "        " + zsh_described(usage) + "\n";
    cases += fmt::format("        {})\n{}          ;;\n", last_word(usage.name),
                         zsh_arguments(usage, "          "));
  }
  return fmt::format(R"(      if (( CURRENT == 2 )); then
        commands=(
{}        )
        _describe action commands
        return
      fi
      local action=$words[2]
      shift words
      (( CURRENT-- ))
      case $action in
{}      esac
)",
                     names, cases);
}

std::string zsh() {
  std::string names, cases;
  for (const Command& command : commands()) {
    const Usage usage = usage_of(command);
    names += "    " + zsh_described(usage) + "\n";
    cases += fmt::format(
        "    {})\n{}      ;;\n", usage.name,
        actions_of(command).empty() ? zsh_arguments(usage, "      ") : zsh_actions(command, usage));
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

// The options of a command, offered where `when` holds.
std::string fish_options(const Usage& usage, const std::string& when) {
  std::string script;
  for (const Parameter& one : usage.options) {
    const Values values = values_of(one);
    script += fmt::format("complete -c trouw -n '{}' -l {} -d {}", when, one.name.substr(2),
                          shell_quoted(one.about));
    if (!one.value.empty()) script += values.files ? " -r -F" : " -x";
    if (!values.words.empty()) script += " -a '" + values.words + "'";
    script += "\n";
  }
  return script;
}

std::string fish_actions(const Command& command) {
  const std::string within = fmt::format("__fish_seen_subcommand_from {}", command.name);
  std::string script;
  for (const Command& action : actions_of(command)) {
    const Usage usage = usage_of(action);
    const std::string word = last_word(usage.name);
    script +=
        fmt::format("complete -c trouw -n '{}; and not __fish_seen_subcommand_from {}' -f -a {} -d {}\n",
                    within, action_names(command), word, shell_quoted(usage.question));
    script += fish_options(usage, fmt::format("{}; and __fish_seen_subcommand_from {}", within, word));
  }
  return script;
}

std::string fish() {
  std::string script = "# fish completion for trouw\n";
  for (const Command& command : commands()) {
    const Usage usage = usage_of(command);
    script += fmt::format("complete -c trouw -n __fish_use_subcommand -f -a {} -d {}\n", usage.name,
                          shell_quoted(usage.question));
    std::string within = "__fish_seen_subcommand_from " + usage.name;
    for (const Command& action : actions_of(command))
      within += "; and not __fish_seen_subcommand_from " + last_word(action.name);
    script += fish_options(usage, within) + fish_actions(command);
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
