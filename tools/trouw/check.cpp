// trouw check: is it well written?

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "command.h"
#include "live/messages.h"
#include "shell/arguments.h"
#include "shell/words.h"
#include "show/diagnostics.h"
#include "show/json.h"
#include "show/prove.h"
#include "trouw/answers.h"
#include "trouw/examples.h"
#include "trouw/lints.h"
#include "trouw/occasion.h"

namespace trouw::cli {

namespace {

struct CheckOptions {
  std::string folder;
  Format format = Format::text;
  bool strict = false;
  bool no_prove = false;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, CheckOptions& options) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", options.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.flag("--no-prove", options.no_prove, "leave out proofs and whatever else needs a search");
  arguments.flag("--strict", options.strict, "warnings are mistakes too, and an open guarantee is no yes");
  arguments.format(options.format);
  arguments.quiet(options.quiet);
  return arguments.read(words, console);
}

// Of a check, for proofs, and for what else needs a search: some seconds. It is counted and not timed, so
// that a busy machine says the same.
constexpr std::int64_t proof_work = 400'000'000, search_work = 200'000'000;

bool told_there(const Loaded& loaded, const Place& place) {
  return std::ranges::any_of(loaded.diagnostics, [&](const Diagnostic& one) {
    return one.place.file == place.file && one.place.line == place.line && one.place.column == place.column;
  });
}

// What was told of a place already is the same matter.
void add(Loaded& loaded, Diagnostics more) {
  for (Diagnostic& diagnostic : more)
    if (!told_there(loaded, diagnostic.place)) loaded.diagnostics.push_back(std::move(diagnostic));
}

// Runs the examples of a programme that was loaded; what does not hold is a mistake like others.
void add_examples(Loaded& loaded, const Engine& engine) {
  for (Diagnostic& unmet : example_diagnostics(run_examples(engine)))
    loaded.diagnostics.push_back(std::move(unmet));
}

// Said once for all offers, and not counted: it is no mistake, but what people get wrong.
void add_occasions(Loaded& loaded) {
  Diagnostic diagnostic;
  diagnostic.code = "T0508";
  diagnostic.severity = Severity::note;
  diagnostic.message = "how often each offer is granted. " + occasions_text(*loaded.programme);
  diagnostic.place.file = loaded.programme->schema.file;
  diagnostic.help = "`once` says on how many bills; `limit once per …` says how often.";
  loaded.diagnostics.push_back(std::move(diagnostic));
}

std::vector<Proof> add_search(Loaded& loaded, const Engine& engine) {
  ProveOptions options;
  options.work = proof_work;
  std::vector<Proof> proofs = prove(engine, options);
  add(loaded, prove_diagnostics(engine.programme(), proofs));
  add(loaded, lints(engine, {0, nullptr, search_work}));
  return proofs;
}

// "14 offers, 3 guarantees: well written; all 3 guarantees hold."
std::string verdict(const Loaded& loaded, const Tally& counts, const std::vector<Proof>& proofs) {
  if (!loaded.programme || counts.errors > 0) return tally_text(counts) + ".";
  const Programme& programme = *loaded.programme;
  std::string text =
      counted(programme.offers.size(), "offer", "offers") + ", " +
      counted(programme.guarantees.size(), "guarantee", "guarantees") +
      (programme.examples.empty() ? "" : ", " + counted(programme.examples.size(), "example", "examples")) +
      ": ";
  if (counts.warnings > 0) return text + tally_text(counts) + proved_text(proofs) + ".";
  return text + "well written" + proved_text(proofs) + "." +
         (counts.notes > 0 ? " " + tally_text(counts) + "." : "");
}

int exit_code(const Loaded& loaded, const Tally& counts, const std::vector<Proof>& proofs, bool strict) {
  if (!loaded.readable) return unusable;
  if (!loaded.programme || counts.errors > 0) return answer_is_no;
  if (!strict) return fine;
  if (counts.warnings > 0) return answer_is_no;
  const bool open = std::any_of(proofs.begin(), proofs.end(),
                                [](const Proof& proof) { return proof.verdict == Verdict::unknown; });
  return open ? unknown : fine;
}

}  // namespace

int run_check(const Command& command, const Words& words, Console& console) {
  CheckOptions options;
  if (const auto code = read(command, words, console, options)) return *code;
  Loaded loaded = load_programme(options.folder);
  std::vector<Proof> proofs;
  if (loaded.programme) {
    const Engine engine(std::make_shared<const Programme>(*loaded.programme));
    add_examples(loaded, engine);
    if (!options.no_prove) proofs = add_search(loaded, engine);
  }
  const Tally counts = tally(loaded.diagnostics);
  if (loaded.programme && counts.errors == 0 && !options.quiet) add_occasions(loaded);
  if (options.format == Format::json) {
    nlohmann::ordered_json json = diagnostics_json(loaded.diagnostics);
    json["guarantees"] =
        loaded.programme ? nlohmann::ordered_json::parse(proofs_json(*loaded.programme, proofs))["guarantees"]
                         : nlohmann::ordered_json::array();
    print_json(json, console);
  } else {
    console.error(diagnostics_text(loaded.diagnostics, console));
    const Tone tone = counts.errors == 0 ? Tone::good : Tone::bad;
    if (!options.quiet) console.out(console.toned_out(tone, verdict(loaded, counts, proofs)) + "\n");
  }
  return exit_code(loaded, counts, proofs, options.strict);
}

}  // namespace trouw::cli
