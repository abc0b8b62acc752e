// trouw prove: can anyone ever be worse off?

#include "show/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <optional>

#include "command.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/text_file.h"
#include "shell/words.h"
#include "show/diagnostics.h"
#include "show/json.h"
#include "trouw/answers.h"
#include "trouw/format.h"

namespace trouw::cli {

namespace {

constexpr std::size_t most_text = std::size_t{16} << 20;  // of a file that examples are added to

struct ProveRequest {
  std::string folder, on, from, through, save_example;
  std::optional<std::uint64_t> timeout;
  Format format = Format::text;
  bool quiet = false;
  bool curve = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, ProveRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--on", "DATE", request.on, "this day alone; every day, unless said");
  arguments.option("--from", "DATE", request.from, "from this day on");
  arguments.option("--through", "DATE", request.through, "through this day");
  arguments.number("--timeout", request.timeout, "give up after N seconds; 60, unless said");
  arguments.option("--save-example", "FILE.trouw", request.save_example,
                   "add what was found to FILE.trouw as examples that fail until the programme is mended");
  arguments.flag("--curve", request.curve,
                 "show the typical customer's deal by tenure against a newcomer's, and prove nothing");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

// Set by Ctrl-C, the only thing a signal may do. It is one for the process, as the signal is.
std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void interrupt(int) {
  interrupted = true;
}

// While it lives, Ctrl-C ends the proofs and not the process.
class Interruptible {
 public:
  Interruptible() : before_(std::signal(SIGINT, interrupt)) { interrupted = false; }
  ~Interruptible() { std::signal(SIGINT, before_); }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  void (*before_)(int);
};

bool read_days(const ProveRequest& request, Console& console, ProveOptions& options) {
  const auto read = [&](const char* name, const std::string& text, Day& day) {
    if (text.empty()) return true;
    const std::optional<Day> found = read_day(name, text, console);
    day = found.value_or(day);
    return found.has_value();
  };
  if (!read("--from", request.from, options.from) || !read("--through", request.through, options.through))
    return false;
  if (!request.on.empty()) {
    if (!request.from.empty() || !request.through.empty()) {
      console.error("--on is one day: leave out --from and --through.\n");
      return false;
    }
    if (!read("--on", request.on, options.from)) return false;
    options.through = options.from;
  }
  if (options.from <= options.through) return true;
  console.error("--through lies before --from.\n");
  return false;
}

int exit_code(const std::vector<Proof>& proofs) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(proofs.begin(), proofs.end(),
                       [&](const Proof& proof) { return proof.verdict == verdict; });
  };
  return any(Verdict::broken) ? answer_is_no : any(Verdict::unknown) ? unknown : fine;
}

// Why no example can be added to the file, so far as can be told before there is one; or empty.
std::string refusal(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) && !path.ends_with(".trouw")
             ? path + " is there already, and its name does not end in .trouw: nothing can be added to it."
             : "";
}

// The examples that the file does not have yet, in its language, after what stands there; or the file, new.
Status save_examples(const std::string& path, const Programme& programme, const std::vector<Proof>& proofs) {
  std::error_code error;
  const bool there = std::filesystem::exists(path, error);
  std::string text;
  if (const Status read = there ? read_text(path, text, most_text) : Status(); !read) return read;
  const Formatted offers = format_offers({path, text});
  if (there && (!offers.kept || tally(offers.diagnostics).errors > 0))
    return Status::failure(path + " has a mistake in it; `trouw fmt` shows it.");
  const std::string before = text;
  for (const Proof& proof : proofs) {
    if (!proof.counterexample) continue;
    const std::string example = as_example(programme, proof, offers.language);
    if (text.find(example) == std::string::npos) text += (text.empty() ? "" : "\n") + example;
  }
  if (text == before) return {};
  return there ? replace_text(path, text) : create_text(path, text);
}

int show_curve(const ProveRequest& request, const ProveOptions& options, const Engine& engine,
               Console& console) {
  const Curve curve = tenure_curve(engine, request.on.empty() ? std::nullopt : std::optional(options.from));
  if (request.format == Format::json)
    print_json(curve_json(curve), console);
  else
    console.out(curve_text(engine.programme(), curve));
  return fine;
}

}  // namespace

int run_prove(const Command& command, const Words& words, Console& console) {
  ProveRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  ProveOptions options;
  if (!read_days(request, console, options)) return unusable;
  if (request.timeout)
    options.seconds = static_cast<double>(std::min<std::uint64_t>(*request.timeout, 1'000'000));
  if (const std::string why = refusal(request.save_example); !why.empty()) return fail(why, console);
  const Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  const Engine engine(opened.programme);
  if (request.curve) return show_curve(request, options, engine, console);
  std::vector<Proof> proofs;
  {
    const Interruptible while_proving;
    Progress progress(console, request.quiet);
    options.stop = &interrupted;
    options.progress = [&progress](double part) { progress.show(part, 0); };
    proofs = prove(engine, options);
  }
  if (request.format == Format::json)
    console.out(proofs_json(*opened.programme, proofs, indented) + "\n");
  else
    console.out(prove_text(*opened.programme, proofs, console));
  if (!request.save_example.empty())
    if (const Status saved = save_examples(request.save_example, *opened.programme, proofs); !saved)
      return fail("No example was saved: " + saved.message, console);
  return exit_code(proofs);
}

}  // namespace trouw::cli
