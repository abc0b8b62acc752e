// Verdicts and seconds of each guarantee, by each decider alone and by both: a table.
//
//   trouw_prove_bench [--seconds N] [--by own|solver|both]… [SHAPE | COUNT | FOLDER]…
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "bench/prove_programmes.h"
#include "trouw/proof.h"

namespace trouw::bench {

namespace {

struct Wanted {
  double seconds = 10;  // a guarantee
  std::vector<std::string> by, shapes, folders;
  std::vector<int> counts;
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

Wanted read_arguments(const std::vector<std::string>& words) {
  Wanted wanted;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--seconds" && i + 1 < words.size())
      wanted.seconds = std::stod(words[++i]);
    else if (word == "--by" && i + 1 < words.size())
      wanted.by.push_back(words[++i]);
    else if (std::find(prove_shapes.begin(), prove_shapes.end(), word) != prove_shapes.end())
      wanted.shapes.push_back(word);
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
      const ProveText text = programme_to_prove(shape, offers);
      fine = row(fmt::format("{} {}", shape, offers),
                 trouw::load_programme(text.yaml, {{"offers.trouw", text.offers}}), wanted) &&
             fine;
    }
  return fine ? 0 : 1;
}
