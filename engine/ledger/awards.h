// Reading what was granted.
#pragma once

#include <unordered_map>

#include "ledger/file.h"

namespace trouw {

// Reads awards with all that a HeldAward has. Texts and terms that come again are looked up once; lists that
// are given again keep their memory. Not thread-safe; the file outlives it.
class AwardReader {
 public:
  explicit AwardReader(LedgerFile& file) : file_(file) {}

  // Of a contract's row; released ones left out, the oldest first.
  Status of_contract(std::int64_t contract, std::vector<HeldAward>& awards);
  // Of many contracts by their keys: a list each, in their order. Contracts that lie side by side in the file
  // are read by one pass over them, and those that come in the order of the file are found without being
  // searched for. In memory is no more than what is asked for.
  Status of_contracts(const std::vector<std::string>& keys, std::vector<std::vector<HeldAward>>& awards);
  Status one(std::int64_t number, std::optional<HeldAward>& award);
  // That a decision granted.
  Status of_decision(std::int64_t decision, std::vector<HeldAward>& awards);

 private:
  // A contract that is asked for.
  struct Wanted {
    std::int64_t contract = 0;
    std::size_t place = 0;
    std::string id;
  };
  // Whether an award has gaps, and whether it competed.
  struct More {
    bool has_gaps = false, competed = false;
  };

  Status read(const char* sql, std::int64_t parameter, std::vector<HeldAward>& awards);
  Status find(const std::vector<std::string>& keys);
  Status find_one(const std::string& key, Wanted& wanted);
  Status read_range(std::size_t first, std::size_t end, const std::vector<std::string>& keys,
                    std::vector<std::vector<HeldAward>>& awards);
  void begin();
  Status take_row(const sqlite::Statement& row, std::vector<HeldAward>& awards, bool& fresh);
  Status end(std::vector<HeldAward>& awards);
  Status take(const sqlite::Statement& row, HeldAward& award);
  Status complete(HeldAward& award, const More& more);
  Status promise(std::int64_t terms, std::int64_t amount, HeldAward& award);
  Status read_bills(HeldAward& award);
  Status read_noted(HeldAward& award);
  Status read_gaps(HeldAward& award);
  Status read_goods(HeldAward& award);
  Status read_why(HeldAward& award);

  LedgerFile& file_;
  std::unordered_map<std::int64_t, HeldPromise> terms_;
  std::size_t begun_ = 0, promised_ = 0;  // awards of the list in work, and promises of the last of them
  std::vector<More> more_;                // an award each
  std::vector<Wanted> wanted_;
  // The row that comes next as long as contracts are asked for in the file's order, and the last one found.
  std::int64_t next_ = 0, found_ = 0;
};

Status messages_of(LedgerFile& file, std::int64_t award, Messages& messages);

// Numbers of awards that a question without parameters, or with one, has for an answer.
Status award_numbers(LedgerFile& file, const char* sql, std::optional<std::int64_t> parameter,
                     std::vector<std::int64_t>& numbers);

}  // namespace trouw
