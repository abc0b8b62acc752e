// trouw init: a small working programme to start from.

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <vector>

#include "command.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/text_file.h"
#include "shell/words.h"
#include "start/guess.h"
#include "start/start.h"
#include "trouw/look.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

// Why nothing may be written into the folder, or empty.
std::string refusal(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (!fs::exists(status)) return "";
  const std::string name = printable(folder.string());
  if (!fs::is_directory(status)) return name + " is a file, not a folder.";
  if (fs::is_empty(folder, error)) return "";
  if (error) return fmt::format("{} cannot be read: {}.", name, error.message());
  return name + " is not empty, so nothing is written there. Name a folder that is new or empty.";
}

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// All files or none: what was written before a failure is taken away again.
Status write_all(const fs::path& folder, const NamedTexts& files) {
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (error)
    return Status::failure(
        fmt::format("{} cannot be made: {}.", printable(folder.string()), error.message()));
  std::vector<fs::path> written;
  for (const auto& [name, text] : files) {
    const fs::path path = folder / name;
    const Status status = create_text(path.string(), text);
    if (status) {
      written.push_back(path);
      continue;
    }
    for (const fs::path& gone : written) fs::remove(gone, error);
    if (made) fs::remove(folder, error);
    return status;
  }
  return {};
}

// The path as a shell takes it.
std::string quoted(const std::string& path) {
  constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
  if (path.find_first_not_of(plain) == std::string::npos) return path;
  std::string text = "'";
  for (const char c : path) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + "'";
}

std::string what_now(const std::string& folder, const Start& start) {
  std::string text = fmt::format("In {}:\n", printable(folder));
  for (const StartFile& file : start.files) text += fmt::format("  {:<20}{}\n", file.name, file.about);
  const std::string here = quoted(folder);
  const std::string run =
      fmt::format("--customers {} --on {}", quoted((fs::path(folder) / start.customers).string()), start.on);
  return text + fmt::format(
                    "\nTry:\n"
                    "  trouw check {0}\n"
                    "  trouw test {0}\n"
                    "  trouw dry-run {0} {1}\n"
                    "  trouw explain {0} {1} --id {2}\n",
                    here, run, start.id);
}

NamedTexts texts_of(const Start& start) {
  NamedTexts texts;
  for (const StartFile& file : start.files) texts.emplace_back(file.name, file.text);
  return texts;
}

// A programme that reads a file of records as it is.
int begin_from(const std::string& folder, const std::string& source, bool quiet, Console& console) {
  SourceLook look;
  if (const Status status = look_at(source, look); !status) return fail(status.message, console);
  const Guess guess = guess_programme(source, look);
  if (const Status status =
          write_all(folder, {{"programme.yaml", guess.programme}, {"offers.trouw", guess.offers}});
      !status)
    return fail(status.message, console);
  if (quiet) return fine;
  console.out(
      fmt::format("In {0}:\n"
                  "  {3:<20}what the {1} records of {2} seem to hold, and what nobody can see in them\n"
                  "  {4:<20}offers to begin with\n"
                  "\n"
                  "Read programme.yaml first: what it asks is yours to say. Then try:\n"
                  "  trouw check {5}\n"
                  "  trouw dry-run {5} --customers {6} --on 2027-01-01\n",
                  printable(folder), format_count(static_cast<std::int64_t>(look.records)), printable(source),
                  "programme.yaml", "offers.trouw", quoted(folder), quoted(source)));
  return fine;
}

}  // namespace

int run_init(const Command& command, const Words& words, Console& console) {
  std::string folder, language, from;
  bool quiet = false;
  Arguments arguments(command);
  arguments.operand("FOLDER", folder, "where to write it: a folder that is new or empty");
  arguments.option("--language", "NAME", language, "what the offers are written in: en (as usual) or nl");
  arguments.option("--from", "SOURCE", from,
                   "a file of your own customers to look at: .csv, .ndjson, .db#table, .parquet and so on");
  arguments.quiet(quiet);
  if (const auto code = arguments.read(words, console)) return *code;
  if (!language.empty() && language != "en" && language != "nl") {
    console.error(fmt::format("There is no language “{}”; there are en and nl.\n", printable(language)));
    return unusable;
  }
  if (const std::string why = refusal(folder); !why.empty()) {
    console.error(why + "\n");
    return unusable;
  }
  if (!from.empty()) return begin_from(folder, from, quiet, console);
  const Start& start = language == "nl" ? dutch_start() : english_start();
  if (const Status status = write_all(folder, texts_of(start)); !status) {
    console.error(status.message + "\n");
    return unusable;
  }
  if (!quiet) console.out(what_now(folder, start));
  return fine;
}

}  // namespace trouw::cli
