// What bills were handed, as text and JSON.
#pragma once

#include "ledger/actions.h"
#include "trouw/answers.h"

namespace trouw::cli {

// Collects the lines of bill after bill.
class BillsShown {
 public:
  BillsShown(const Schema& schema, Format format) : schema_(schema), format_(format) {}

  void add(std::string_view id, const Bill& bill, const Due& due);
  // All of them; `head` of the ledger after it.
  std::string text(const std::string& head) const;
  std::uint64_t bills() const { return bills_; }

 private:
  void add_text(std::string_view id, const DueLine& line);

  const Schema& schema_;
  Format format_;
  std::uint64_t bills_ = 0, again_ = 0, lines_ = 0;
  std::int64_t total_ = 0;
  std::string text_;
  BillsJson json_;
};

// The bills of a CSV.
struct BillList {
  struct One {
    std::uint64_t line = 0;
    std::string id;
    Bill bill;
    std::vector<std::string> bases;  // as `fields`
    bool done = false;
  };
  std::vector<FieldId> fields;  // that the list has amounts of
  std::vector<One> bills;       // by id, and then by the day they start
};

// Reads `id, invoice, starts`, `share` and `booked` where they are there, and columns of fields, which count
// instead of the record's.
Status read_bill_list(const std::string& path, const Programme& programme, BillList& list);

}  // namespace trouw::cli
