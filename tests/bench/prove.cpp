// Verdicts and seconds of each guarantee, by each decider alone and by both: a table.
//
//   trouw_prove_bench [--seconds N] [--by own|solver|both]… [--seed N] [--print] [SHAPE | STYLE | styles |
//   COUNT | FOLDER]…
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "bench/prove_programmes.h"
#include "bench/prove_styles.h"
#include "trouw/proof.h"

namespace trouw::bench {

namespace {

struct Wanted {
  double seconds = 10;  // a guarantee
  std::vector<std::string> by, shapes, folders;
  std::vector<int> counts;
  int seed = 0;        // of styles
  bool print = false;  // the programmes, instead of proving them
};

Proof prove_alone(const Engine& engine, std::uint32_t guarantee, const std::string& by, double seconds) {
  ProveOptions options;
  options.seconds = seconds;
  options.only = {guarantee};
  options.own = by != "solver";
  options.solver = by != "own";
  return prove(engine, options).front();
}

// False where it does not load.
bool row(const std::string& name, Loaded loaded, const Wanted& wanted) {
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) fmt::print(stderr, "{}\n", to_text(diagnostic));
  if (!loaded.programme) return false;
  const Engine engine(std::make_shared<const Programme>(std::move(*loaded.programme)));
  const auto count = static_cast<std::uint32_t>(engine.programme().guarantees.size());
  for (const std::string& by : wanted.by) {
    fmt::print("| {} | {} |", name, by);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Proof proof = prove_alone(engine, i, by, wanted.seconds);
      fmt::print(" {} {:.3f} ({}, {}/{}, {}) |", verdict_name(proof.verdict), proof.seconds, proof.decided_by,
                 proof.reached.proved, proof.reached.cases, proof.reached.tried);
      std::fflush(stdout);
    }
    fmt::print("\n");
  }
  return true;
}

bool any_of(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

ProveText text_of(const std::string& shape, int offers, int seed) {
  return any_of(prove_styles, shape) ? style_to_prove(shape, offers, seed)
                                     : programme_to_prove(shape, offers);
}

Wanted read_arguments(const std::vector<std::string>& words) {
  Wanted wanted;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--seconds" && i + 1 < words.size())
      wanted.seconds = std::stod(words[++i]);
    else if (word == "--seed" && i + 1 < words.size())
      wanted.seed = std::stoi(words[++i]);
    else if (word == "--by" && i + 1 < words.size())
      wanted.by.push_back(words[++i]);
    else if (any_of(prove_shapes, word) || any_of(prove_styles, word))
      wanted.shapes.push_back(word);
    else if (word == "styles")
      wanted.shapes.insert(wanted.shapes.end(), prove_styles.begin(), prove_styles.end());
    else if (word == "--print")
      wanted.print = true;
    else if (word.find_first_not_of("0123456789") == std::string::npos)
      wanted.counts.push_back(std::stoi(word));
    else
      wanted.folders.push_back(word);
  }
  if (wanted.by.empty()) wanted.by = {"own", "solver", "both"};
  if (wanted.folders.empty() && wanted.shapes.empty()) wanted.shapes = prove_shapes;
  if (wanted.counts.empty()) wanted.counts = {10, 30, 100, 300};
  return wanted;
}

}  // namespace

}  // namespace trouw::bench

int main(int count, char** words) {
  using namespace trouw::bench;
  const Wanted wanted = read_arguments({words + 1, words + count});
  fmt::print("| programme | decided by | worse off | staying | leaving |\n|---|---|---|---|---|\n");
  bool fine = true;
  for (const std::string& folder : wanted.folders)
    fine = row(folder, trouw::load_programme(folder), wanted) && fine;
  for (const std::string& shape : wanted.shapes)
    for (const int offers : wanted.counts) {
      const ProveText text = text_of(shape, offers, wanted.seed);
      if (wanted.print) {
        fmt::print("{}---\n{}", text.yaml, text.offers);
        continue;
      }
      fine = row(fmt::format("{} {}", shape, offers),
                 trouw::load_programme(text.yaml, {{"offers.trouw", text.offers}}), wanted) &&
             fine;
    }
  return fine ? 0 : 1;
}
