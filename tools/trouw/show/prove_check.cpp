#include <fmt/format.h>

#include <algorithm>

#include "shell/words.h"
#include "show/prove.h"

namespace trouw::cli {

namespace {

Diagnostic broken(const Programme& programme, const Proof& proof) {
  const Guarantee& guarantee = programme.guarantees[proof.guarantee];
  const Counterexample& found = *proof.counterexample;
  Diagnostic diagnostic;
  diagnostic.code = "T0601";
  diagnostic.message = fmt::format("“{}” does not hold. {} Worse off by {}.", guarantee.text, found.person,
                                   format_money(found.gap, programme.schema.currency));
  diagnostic.place = guarantee.place;
  diagnostic.help = found.suggestion.empty() ? "`trouw prove` shows both bills." : found.suggestion;
  return diagnostic;
}

Diagnostic open(const Programme& programme, const Proof& proof) {
  const Guarantee& guarantee = programme.guarantees[proof.guarantee];
  Diagnostic diagnostic;
  diagnostic.code = "T0602";
  diagnostic.severity = Severity::note;
  diagnostic.message =
      fmt::format("“{}” is not decided yet: {}. {} of {} proved; no counterexample among {}.", guarantee.text,
                  proof.reached.reason, proof.reached.proved, counted(proof.reached.cases, "case", "cases"),
                  counted(proof.reached.tried, "record", "records"));
  diagnostic.place = guarantee.place;
  diagnostic.help = "`trouw prove` takes longer: up to a minute, or what `--timeout` says.";
  return diagnostic;
}

}  // namespace

Diagnostics prove_diagnostics(const Programme& programme, const std::vector<Proof>& proofs) {
  Diagnostics all;
  for (const Proof& proof : proofs) {
    if (proof.verdict == Verdict::broken) all.push_back(broken(programme, proof));
    if (proof.verdict == Verdict::unknown) all.push_back(open(programme, proof));
  }
  return all;
}

std::string proved_text(const std::vector<Proof>& proofs) {
  const auto count = [&](Verdict verdict) {
    return static_cast<std::size_t>(std::count_if(
        proofs.begin(), proofs.end(), [&](const Proof& proof) { return proof.verdict == verdict; }));
  };
  const std::size_t hold = count(Verdict::holds), told = proofs.size() - count(Verdict::population);
  std::string text;
  if (told > 0 && hold == told)
    text = told == 1 ? "; the guarantee holds" : fmt::format("; all {} guarantees hold", told);
  else if (told > 0)
    text = fmt::format("; {} of {} hold{}", hold, counted(told, "guarantee", "guarantees"),
                       hold == 1 ? "s" : "");
  if (told < proofs.size())
    text += fmt::format("; {} for a dry run to tell",
                        counted(proofs.size() - told, "guarantee is", "guarantees are"));
  return text;
}

}  // namespace trouw::cli
