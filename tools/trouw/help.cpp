// trouw help: what a command or a message means.

#include <fmt/format.h>

#include <algorithm>

#include "command.h"
#include "manual/manual.h"
#include "shell/arguments.h"
#include "shell/words.h"
#include "trouw/diagnostic.h"

namespace trouw::cli {

namespace {

std::string overview(const Console& console) {
  std::string text = "trouw: fair deals for those who stay.\n\nCommands:\n";
  for (const Command& command : commands())
    text += fmt::format("  {}  {}\n", console.toned_out(Tone::strong, fmt::format("{:<8}", command.name)),
                        command.question);
  text += "\nExamples:\n";
  for (const Command& command : commands()) text += fmt::format("  {}\n", command.example);
  return text + "\n`trouw COMMAND --help` says more; `trouw help T0501` explains a message.\n" +
         "Exit codes: 0 fine, 1 the answer is no, 2 wrong usage or unreadable input,\n" +
         "3 unknown, 4 and above a mistake in trouw.\n";
}

std::string indented(std::string_view snippet) {
  std::string text = "    ";
  for (const char c : snippet) {
    text += c;
    if (c == '\n') text += "    ";
  }
  return text + "\n";
}

std::string explained(const Explanation& explanation, const Console& console) {
  std::string text =
      console.toned_out(Tone::strong, fmt::format("{}: {}", explanation.code, explanation.title)) + "\n\n";
  text += wrapped(explanation.text, "");
  if (!explanation.wrong.empty()) text += "\nWrong:\n" + indented(explanation.wrong);
  if (!explanation.right.empty()) text += "\nRight:\n" + indented(explanation.right);
  return text;
}

bool looks_like_code(const std::string& word) {
  return word.size() > 1 && (word[0] == 'T' || word[0] == 't') &&
         std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int explain_code(std::string word, Console& console) {
  word[0] = 'T';
  const std::vector<Explanation> all = explanations();
  const auto found = std::ranges::find(all, word, &Explanation::code);
  if (found != all.end()) {
    console.out(explained(*found, console));
    return fine;
  }
  console.error(fmt::format("There is no message {}. Codes run from {} to {}.\n", word, all.front().code,
                            all.back().code));
  return unusable;
}

int completion(const std::string& shell, Console& console) {
  const std::string script = completion_script(shell);
  if (!script.empty()) {
    console.out(script);
    return fine;
  }
  console.error(fmt::format("--completion is bash, zsh or fish, not “{}”.\n", printable(shell)));
  return unusable;
}

}  // namespace

int run_help(const Command& command, const Words& words, Console& console) {
  std::string topic, action;
  std::string shell;
  bool man = false;
  Arguments arguments(command);
  arguments.operand("TOPIC", topic, "the name of a command, or the code of a message", false);
  arguments.operand("ACTION", action, "one of the things that the command does, like grant", false);
  arguments.flag("--man", man, "the manual page of trouw, or of a command, for man(1)");
  arguments.option("--completion", "SHELL", shell, "what completes command lines in bash, zsh or fish");
  if (const auto code = arguments.read(words, console)) return *code;
  if (!shell.empty()) return completion(shell, console);
  const Command* named = find_command(topic);
  if (named != nullptr && !action.empty()) return named->run(*named, {action, "--help"}, console);
  if (man && (topic.empty() || named != nullptr)) {
    console.out(topic.empty() ? man_page() : man_page(*named));
    return fine;
  }
  if (topic.empty()) {
    console.out(overview(console));
    return fine;
  }
  if (looks_like_code(topic)) return explain_code(topic, console);
  if (named != nullptr) return named->run(*named, {"--help"}, console);
  const Command* near = nearest_command(topic);
  console.error(fmt::format("There is no command or message “{}”.\n   help: {}\n", printable(topic),
                            near != nullptr ? fmt::format("did you mean `trouw help {}`?", near->name)
                                            : "`trouw help` lists the commands."));
  return unusable;
}

}  // namespace trouw::cli
