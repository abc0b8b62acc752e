#include "live/messages.h"

#include <fmt/format.h>

#include <algorithm>

#include "show/prove.h"

namespace trouw::cli {

namespace {

bool told_there(const Diagnostics& all, const Place& place) {
  return std::ranges::any_of(all, [&](const Diagnostic& one) {
    return one.place.file == place.file && one.place.line == place.line && one.place.column == place.column;
  });
}

void add(Diagnostics& all, Diagnostics more) {
  for (Diagnostic& one : more)
    if (!told_there(all, one.place)) all.push_back(std::move(one));
}

}  // namespace

Diagnostics example_diagnostics(const std::vector<ExampleResult>& examples) {
  Diagnostics all;
  for (const ExampleResult& example : examples)
    for (const Unmet& unmet : example.unmet) {
      Diagnostic made;
      made.code = "T0463";
      made.message =
          fmt::format("example “{}” expects {}, but gets {}.", example.title, unmet.expected, unmet.actual);
      made.place = unmet.place;
      all.push_back(std::move(made));
    }
  return all;
}

Diagnostics all_diagnostics(const service::Draft& draft, const Findings& findings) {
  Diagnostics all = draft.diagnostics();
  if (!findings.programme || findings.programme != draft.programme()) return all;
  add(all, example_diagnostics(findings.examples));
  add(all, prove_diagnostics(*findings.programme, findings.proofs));
  return all;
}

}  // namespace trouw::cli
