// Verdicts, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shell/console.h"
#include "trouw/diagnostic.h"
#include "trouw/proof.h"

namespace trouw::cli {

// The verdicts first; a counterexample as two bills side by side; what each verdict rests on.
std::string prove_text(const Programme& programme, const std::vector<Proof>& proofs, const Console& console);

// "holds for everybody on every day", in one line.
std::string verdict_text(const Programme& programme, const Proof& proof);

// What `check` says of proofs that took a moment: a guarantee that is broken is a mistake (`trouw help
// T0601`), one that is open a note.
Diagnostics prove_diagnostics(const Programme& programme, const std::vector<Proof>& proofs);

// "; all 3 guarantees hold", "; 2 of 3 guarantees hold"; empty where nothing was tried.
std::string proved_text(const std::vector<Proof>& proofs);

// Tenure, the typical customer's deal and the newcomer's, in words, numbers and bars.
std::string curve_text(const Programme& programme, const Curve& curve);

// {"on", "curve": [{months, value, newcomer_value}]}
nlohmann::ordered_json curve_json(const Curve& curve);

}  // namespace trouw::cli
