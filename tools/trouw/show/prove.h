// Verdicts, for people and for machines.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shell/console.h"
#include "trouw/proof.h"

namespace trouw::cli {

// The verdicts first; a counterexample as two bills side by side; what each verdict rests on.
std::string prove_text(const Programme& programme, const std::vector<Proof>& proofs, const Console& console);

// The keys and their order are a contract.
nlohmann::ordered_json prove_json(const Programme& programme, const std::vector<Proof>& proofs);

// "holds for everybody on every day", in one line.
std::string verdict_text(const Programme& programme, const Proof& proof);

}  // namespace trouw::cli
