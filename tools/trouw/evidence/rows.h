// decisions.csv: a line a decided record, as it is made and as it is made again.
#pragma once

#include <string>
#include <vector>

#include "trouw/evidence.h"

namespace trouw::cli {

// Ids as they stand in the files: themselves, or hashed with a key that its owner keeps.
class EvidenceIds {
 public:
  explicit EvidenceIds(std::string key = {}) : key_(std::move(key)) {}
  std::string shown(const std::string& id) const;  // SHA-256 of the key and the id, where there is a key
  bool hashed() const { return !key_.empty(); }

 private:
  std::string key_;
};

std::vector<std::string> decision_heading();
std::vector<std::string> decision_cells(const EvidenceRow& row, const EvidenceIds& ids);

std::vector<std::string> breach_heading();
std::vector<std::string> breach_cells(const EvidenceRow& row, const Decision& decision,
                                      const Programme& programme, const EvidenceIds& ids);

}  // namespace trouw::cli
