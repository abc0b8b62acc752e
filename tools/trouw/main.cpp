// trouw: fair deals for those who stay. Finds the command and calls it.

#include <exception>
#include <string>

#include "command.h"
#include "shell/words.h"
#include "trouw/ensure.h"
#include "trouw/version.h"

namespace {

using namespace trouw::cli;

int unknown_command(const std::string& word, Console& console) {
  const Command* near = nearest_command(word);
  const std::string meant = near != nullptr ? std::string(near->name) : "help";
  console.error(
      "There is no command “" + printable(word) + "”.\n" + "   help: " +
      (near != nullptr ? "did you mean `trouw " + meant + "`?" : "`trouw help` lists the commands.") + "\n");
  return unusable;
}

int dispatch(Words words, Console& console) {
  if (words.empty()) {
    console.error("Say what to do: `trouw help` lists the commands.\n");
    return unusable;
  }
  if (words.front() == "--version") {
    console.out(std::string("trouw ") + trouw::version() + "\n");
    return fine;
  }
  if (words.front() == "--help" || words.front() == "-h") words.front() = "help";
  const Command* command = find_command(words.front());
  if (command == nullptr) return unknown_command(words.front(), console);
  words.erase(words.begin());
  return command->run(*command, words, console);
}

int guarded(const Words& words, Console& console) {
  try {
    return dispatch(words, console);
  } catch (const trouw::InternalError& mistake) {
    console.error(std::string(mistake.what()) +
                  "\nThis is a mistake in trouw, not in your programme; please report it.\n");
  } catch (const std::bad_alloc&) {
    console.error("There is not enough memory for this.\n");
  } catch (const std::exception& mistake) {
    console.error(std::string("internal error: ") + mistake.what() + "\n");
  }
  return internal_error;
}

}  // namespace

int main(int count, char** arguments) {
  Console console;
  const int code = guarded(Words(arguments + (count > 0 ? 1 : 0), arguments + count), console);
  return console.finish() ? code : std::max<int>(code, unusable);
}
