// What stands above a line: whether an example holds, what an offer costs, what was proved.
#include <fmt/format.h>

#include "lsp/server.h"
#include "shell/words.h"
#include "show/prove.h"

namespace trouw::cli {

namespace {

std::string example_title(const ExampleResult& example) {
  if (example.unmet.empty()) return "example holds";
  const Unmet& first = example.unmet.front();
  return fmt::format("example fails: {}, not {}", first.actual, first.expected);
}

std::string unmet_text(const ExampleResult& example) {
  std::string text;
  for (const Unmet& unmet : example.unmet)
    text += fmt::format("{}expected {}, gets {}", text.empty() ? "" : "; ", unmet.expected, unmet.actual);
  return text;
}

std::string proof_title(const Proof& proof) {
  switch (proof.verdict) {
    case Verdict::holds:
      return "proved";
    case Verdict::broken:
      return "broken: show";
    case Verdict::unknown:
      return "not proved yet";
    case Verdict::population:
      return {};
  }
  return {};
}

std::string breach(const Proof& proof) {
  if (!proof.counterexample) return {};
  const Counterexample& found = *proof.counterexample;
  std::string text = found.person;
  for (const std::string* more : {&found.difference, &found.suggestion})
    if (!more->empty()) text += " " + *more;
  return text;
}

}  // namespace

Json Server::lens(const OpenProgramme& programme, const Place& at, const std::string& title,
                  const std::string& more) const {
  Json command = {{"title", title}, {"command", more.empty() ? "" : "trouw.show"}};
  if (!more.empty()) command["arguments"] = {more};
  return {{"range", range(programme, programme.draft.stretch(at))}, {"command", std::move(command)}};
}

// "1,113 customers · EUR 63,250.00", over the horizon and after caps.
std::string Server::figures_beside(const Findings& findings, std::size_t offer) const {
  const OfferSummary& found = findings.figures->offers[offer];
  const Programme& programme = *findings.programme;
  const bool newcomers = programme.offers[offer].audience == Audience::newcomers;
  return counted(found.counted, newcomers ? "newcomer" : "customer", newcomers ? "newcomers" : "customers") +
         " · " + format_money(found.paid, programme.schema.currency);
}

Json Server::lenses(const Json& params) {
  Json all = Json::array();
  const OpenFile file = document(params);
  if (!file) return all;
  const Findings found = live(*file.programme).findings();
  if (!found.programme || found.programme != file.programme->draft.programme()) return all;
  const Programme& programme = *found.programme;
  for (const ExampleResult& example : found.examples)
    if (example.place.file == file.name)
      all.push_back(lens(*file.programme, example.place, example_title(example), unmet_text(example)));
  for (std::size_t i = 0; found.figures && i < programme.offers.size(); ++i)
    if (programme.offers[i].place.file == file.name)
      all.push_back(lens(*file.programme, programme.offers[i].place, figures_beside(found, i), ""));
  for (const Proof& proof : found.proofs) {
    const Guarantee& guarantee = programme.guarantees[proof.guarantee];
    const std::string title = proof_title(proof);
    if (guarantee.place.file == file.name && !title.empty())
      all.push_back(lens(*file.programme, guarantee.place, title, breach(proof)));
  }
  return all;
}

}  // namespace trouw::cli
