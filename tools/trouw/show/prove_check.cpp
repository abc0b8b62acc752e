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

Diagnostic compares_nothing(const Programme& programme, const Proof& proof) {
  const Guarantee& guarantee = programme.guarantees[proof.guarantee];
  Diagnostic diagnostic;
  diagnostic.code = "T0603";
  diagnostic.severity = Severity::warning;
  diagnostic.message = fmt::format("“{}” compares nothing: {}.", guarantee.text, proof.nothing_compared);
  diagnostic.place = guarantee.place;
  diagnostic.help = "name the role in programme.yaml, or leave the guarantee out.";
  return diagnostic;
}

}  // namespace

Diagnostics prove_diagnostics(const Programme& programme, const std::vector<Proof>& proofs) {
  Diagnostics all;
  for (const Proof& proof : proofs) {
    if (proof.verdict == Verdict::broken) all.push_back(broken(programme, proof));
    if (proof.verdict == Verdict::holds && !proof.nothing_compared.empty())
      all.push_back(compares_nothing(programme, proof));
    if (proof.verdict == Verdict::unknown) all.push_back(open(programme, proof));
  }
  return all;
}

std::string proved_text(const std::vector<Proof>& proofs) {
  const auto count = [&](Verdict verdict) {
    return static_cast<std::size_t>(std::count_if(
        proofs.begin(), proofs.end(), [&](const Proof& proof) { return proof.verdict == verdict; }));
  };
  const std::size_t hold = count(Verdict::holds), broken = count(Verdict::broken),
                    open = count(Verdict::unknown), told = hold + broken + open;
  std::string text;
  if (told > 0 && hold == told) {
    text = told == 1 ? "; the guarantee holds" : fmt::format("; all {} guarantees hold", told);
  } else if (told > 0) {
    std::vector<std::string> parts;
    const std::pair<std::size_t, const char*> said[] = {
        {hold, hold == 1 ? "holds" : "hold"},
        {broken, broken == 1 ? "is broken" : "are broken"},
        {open, open == 1 ? "is not decided yet" : "are not decided yet"}};
    for (const auto& [number, word] : said)
      if (number > 0) parts.push_back(fmt::format("{} {}", number, word));
    text = fmt::format("; of {}, {}", counted(told, "guarantee", "guarantees"), fmt::join(parts, ", "));
  }
  if (told < proofs.size())
    text += fmt::format("; {} for a dry run to tell",
                        counted(proofs.size() - told, "guarantee is", "guarantees are"));
  return text;
}

}  // namespace trouw::cli
