// Reading what was granted.
#pragma once

#include <unordered_map>

#include "ledger/file.h"

namespace trouw {

// Reads awards with all that a HeldAward has. Texts and terms that come again are looked up once. Not
// thread-safe; the file outlives it.
class AwardReader {
 public:
  explicit AwardReader(LedgerFile& file) : file_(file) {}

  // Of a contract's row; released ones left out, the oldest first.
  Status of_contract(std::int64_t contract, std::vector<HeldAward>& awards);
  Status one(std::int64_t number, std::optional<HeldAward>& award);
  // That a decision granted.
  Status of_decision(std::int64_t decision, std::vector<HeldAward>& awards);

 private:
  Status read(const char* sql, std::int64_t parameter, std::vector<HeldAward>& awards);
  Status take(const sqlite::Statement& row, HeldAward& award);
  Status complete(HeldAward& award, bool has_gaps, bool competed);
  Status promise(std::int64_t terms, std::int64_t amount, HeldAward& award);
  Status read_bills(HeldAward& award);
  Status read_gaps(HeldAward& award);
  Status read_goods(HeldAward& award);
  Status read_why(HeldAward& award);

  LedgerFile& file_;
  std::unordered_map<std::int64_t, HeldPromise> terms_;
};

Status messages_of(LedgerFile& file, std::int64_t award, Messages& messages);

// Numbers of awards that a question without parameters, or with one, has for an answer.
Status award_numbers(LedgerFile& file, const char* sql, std::optional<std::int64_t> parameter,
                     std::vector<std::int64_t>& numbers);

}  // namespace trouw
