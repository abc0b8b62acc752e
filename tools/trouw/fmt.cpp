// trouw fmt: lays files of offers out.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "command.h"
#include "shell/arguments.h"
#include "shell/text_file.h"
#include "shell/words.h"
#include "show/diagnostics.h"
#include "trouw/format.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = std::size_t{64}
                                << 20;  // what is worth reading; the language's own limit is lower

struct FmtOptions {
  Words paths;
  bool check = false;
  std::string language;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, FmtOptions& options) {
  Arguments arguments(command);
  arguments.operands("FILE", options.paths, "files of offers, or folders: every *.trouw file below them");
  arguments.flag("--check", options.check,
                 "write nothing; list the files that are not laid out, exit code 1");
  arguments.option("--language", "NAME", options.language, "translate the keywords: en or nl");
  arguments.quiet(options.quiet);
  if (const auto code = arguments.read(words, console)) return code;
  const std::vector<std::string> known = languages();
  if (options.language.empty() || std::ranges::count(known, options.language) > 0) return std::nullopt;
  console.error(fmt::format("There is no language “{}”; there are {}.\n", printable(options.language),
                            fmt::join(known, " and ")));
  return unusable;
}

// The files that the paths name, each once, those of a folder in path order. The exit code, after a message.
int list(const Words& paths, Console& console, std::vector<std::string>& files) {
  std::set<fs::path> seen;
  int code = fine;
  const auto wrong = [&](const std::string& text) {
    console.error(text + "\n");
    code = unusable;
  };
  const auto add = [&](const fs::path& path) {
    std::error_code error;
    if (seen.insert(fs::weakly_canonical(path, error)).second) files.push_back(path.string());
  };
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      std::vector<fs::path> found;
      for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == ".trouw" && !at->is_directory(error)) found.push_back(at->path());
      std::ranges::sort(found);
      std::ranges::for_each(found, add);
      if (error) wrong(fmt::format("{} cannot be read: {}.", printable(path), error.message()));
      if (!error && found.empty()) wrong(fmt::format("There is no *.trouw file below {}.", printable(path)));
    } else if (!fs::exists(path, error)) {
      wrong(fmt::format("{} cannot be read: it does not exist.", printable(path)));
    } else if (fs::path(path).extension() != ".trouw") {
      wrong(fmt::format("{} is no *.trouw file, so it is left as it is.", printable(path)));
    } else {
      add(path);
    }
  }
  return code;
}

struct Outcome {
  int code = fine;
  bool changed = false;
};

Outcome lay_out(const std::string& path, const FmtOptions& options, Console& console) {
  SourceFile file{path, {}};
  if (const Status status = read_text(path, file.text, largest); !status) {
    console.error(status.message + "\n");
    return {unusable, false};
  }
  const Formatted formatted = format_offers(file, options.language);
  if (has_errors(formatted.diagnostics)) {
    console.error(diagnostics_text(formatted.diagnostics, console));
    return {answer_is_no, false};
  }
  if (!formatted.kept) {
    console.error(
        fmt::format("{} would read otherwise once laid out. That is a mistake in trouw; the file is left "
                    "as it is.\n",
                    printable(path)));
    return {internal_error, false};
  }
  if (formatted.text == file.text) return {};
  if (options.check) return {answer_is_no, true};
  if (const Status status = replace_text(path, formatted.text); !status) {
    console.error(status.message + "\n");
    return {unusable, false};
  }
  return {fine, true};
}

}  // namespace

int run_fmt(const Command& command, const Words& words, Console& console) {
  FmtOptions options;
  if (const auto code = read(command, words, console, options)) return *code;
  std::vector<std::string> files;
  int code = list(options.paths, console, files);
  std::size_t changed = 0;
  for (const std::string& file : files) {
    const Outcome outcome = lay_out(file, options, console);
    code = std::max(code, outcome.code);
    if (!outcome.changed) continue;
    ++changed;
    if (options.check || !options.quiet) console.out(printable(file) + "\n");
  }
  if (!options.quiet)
    console.error(fmt::format("{}{}\n", counted(files.size(), "file", "files"),
                              changed == 0 && code == fine ? ", laid out already."
                              : options.check              ? fmt::format(", {} not laid out.", changed)
                                                           : fmt::format(", {} laid out anew.", changed)));
  return code;
}

}  // namespace trouw::cli
