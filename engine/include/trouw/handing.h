// Bills of many contracts, and late data, for programs that hold their records themselves.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/granting.h"

namespace trouw {

struct BillOf {
  std::string id;  // the contract, as records have it
  Bill bill;
};

using Handed = std::function<void(const BillOf&, const Due&)>;

// Hands the bills their lines, all of them or none: those of a contract in the order of their days, on the
// record that it has among `records`. A bill whose record is not there, or was rejected, is a failure, and
// `missing` is set where it is that.
Status hand_out(const Engine& engine, RecordReader& records, Ledger& ledger, std::span<const BillOf> bills,
                const Handed& handed, bool& missing);

struct Corrected {
  std::shared_ptr<const Programme> programme;  // by which the day was decided
  Correction correction;
};

// correct() with the record as a JSON object.
Status correct_json(Ledger& ledger, const std::string& id, std::string_view json, Day day, Day booked,
                    Corrected& corrected);

}  // namespace trouw
