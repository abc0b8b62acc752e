// Evidence in the making: what is asked, and what is worked out for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/rows.h"
#include "shell/console.h"
#include "shell/progress.h"
#include "trouw/engine.h"

namespace trouw::cli {

struct EvidenceRequest {
  std::string folder, customers, ledger, out, technical_price, hash_ids;
  std::vector<std::string> by;
  Day on = 0;
  bool quiet = false;
};

// Makes the folder, and says what it holds; an exit code.
int make_evidence(const EvidenceRequest& request, std::shared_ptr<const Programme> programme,
                  Console& console);

// The field of this name, or nothing after a message.
std::optional<FieldId> evidence_field(const Schema& schema, const std::string& name, Console& console);

// The ids of a request: with a key, where a file of one is named. Nothing after a message.
std::optional<EvidenceIds> evidence_ids(const std::string& key_file, Console& console);

}  // namespace trouw::cli
