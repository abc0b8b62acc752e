// What `trouw evidence` does: makes a folder, or looks whether one is as it was made.
#pragma once

#include "command.h"

namespace trouw::cli {

std::span<const Command> evidence_actions();

int run_evidence_verify(const Command&, const Words&, Console&);

}  // namespace trouw::cli
