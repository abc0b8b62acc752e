#include <fmt/format.h>

#include <algorithm>

#include "shell/words.h"
#include "show/prove.h"

namespace trouw::cli {

namespace {

std::string money(const Programme& programme, std::int64_t minor) {
  return format_money(minor, programme.schema.currency);
}

std::string bill_row(const Programme& programme, const std::string& name, const ProofSide& own,
                     const ProofSide& other, std::size_t bill) {
  const auto cell = [&](const ProofSide& side) {
    return bill < side.bills.size() ? money(programme, side.bills[bill]) : std::string();
  };
  return fmt::format("  {:<12} {:>24} {:>24}\n", name, cell(own), cell(other));
}

// Bills alike on both sides as the one before are told together.
std::string bills(const Programme& programme, const Counterexample& found) {
  const ProofSide &own = found.own, &other = found.other;
  std::string text = fmt::format("  {:<12} {:>24} {:>24}\n", "bill", own.who, other.who);
  for (std::size_t bill = 0; bill < own.bills.size();) {
    std::size_t end = bill + 1;
    while (end < own.bills.size() && own.bills[end] == own.bills[bill] &&
           other.bills[end] == other.bills[bill])
      ++end;
    text += bill_row(programme,
                     end == bill + 1 ? fmt::format("{}", bill + 1) : fmt::format("{} to {}", bill + 1, end),
                     own, other, bill);
    bill = end;
  }
  return text + fmt::format("  {:<12} {:>24} {:>24}\n", "net cost", money(programme, own.cost),
                            money(programme, other.cost));
}

std::string counterexample(const Programme& programme, const Counterexample& found) {
  std::string text = wrapped(found.person, "  ");
  text += fmt::format("  Worse off by {}.\n\n", money(programme, found.gap));
  text += bills(programme, found);
  if (!found.difference.empty()) text += "\n" + wrapped("The difference: " + found.difference + ".", "  ");
  if (!found.suggestion.empty()) text += wrapped("   help: " + found.suggestion, "");
  return text;
}

std::string reached(const Programme& programme, const Proof& proof) {
  const Reached& r = proof.reached;
  std::string text =
      fmt::format("Not decided: {}. {} of {} proved; no counterexample among {}.", r.reason, r.proved,
                  counted(r.cases, "case", "cases"), counted(r.tried, "record", "records"));
  if (r.worst) text += fmt::format(" Nobody is worse off by more than {}.", money(programme, *r.worst));
  return wrapped(text, "  ");
}

std::string foundation(const Proof& proof) {
  if (proof.rests_on.empty()) return "";
  std::string text;
  for (const std::string& line : proof.rests_on) text += (text.empty() ? "This rests on " : "; ") + line;
  return wrapped(printable(text) + ".", "  ");
}

Tone tone_of(Verdict verdict) {
  return verdict == Verdict::holds ? Tone::good : verdict == Verdict::broken ? Tone::bad : Tone::warning;
}

}  // namespace

std::string verdict_text(const Programme& programme, const Proof& proof) {
  const std::string& text = programme.guarantees[proof.guarantee].text;
  if (proof.verdict == Verdict::population) return fmt::format("{}: only a dry run can tell", text);
  return fmt::format("{}: {} ({:.2f} s)", text, verdict_name(proof.verdict), proof.seconds);
}

std::string prove_text(const Programme& programme, const std::vector<Proof>& proofs, const Console& console) {
  if (proofs.empty()) return "This programme states no guarantee: there is nothing to prove.\n";
  std::string text;
  for (const Proof& proof : proofs) {
    if (!text.empty()) text += "\n";
    text += console.toned_out(tone_of(proof.verdict), printable(verdict_text(programme, proof))) + "\n";
    if (proof.verdict == Verdict::holds && !proof.nothing_compared.empty())
      text += wrapped("Nothing is compared: " + proof.nothing_compared + ".", "  ");
    if (proof.counterexample) text += counterexample(programme, *proof.counterexample);
    if (proof.verdict == Verdict::unknown) text += reached(programme, proof);
    text += foundation(proof);
  }
  return text;
}

}  // namespace trouw::cli
