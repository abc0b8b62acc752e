#include "trouw/handing.h"

#include <algorithm>

#include "trouw/sources.h"

namespace trouw {

namespace {

class HandingOut {
 public:
  HandingOut(std::span<const BillOf> bills, const Handed& handed) : handed_(handed), done_(bills.size()) {
    for (const BillOf& bill : bills) bills_.push_back(&bill);
    std::ranges::stable_sort(
        bills_, {}, [](const BillOf* of) { return std::pair(std::string_view(of->id), of->bill.starts); });
  }

  Status take(Billing& billing, const Batch& batch, std::size_t row) {
    Status status;
    const auto [first, end] = of(batch.id(row));
    for (auto one = first; one != end && status; ++one) {
      Due due;
      status = billing.due(batch, row, (*one)->bill, due);
      if (status) handed_(**one, due);
      done_[static_cast<std::size_t>(one - bills_.begin())] = true;
    }
    return status;
  }

  Status turn_away(const Reject& reject) {
    const auto [first, end] = of(reject.id);
    if (first == end) return {};
    std::string sentence = "Record “" + reject.id + "” was rejected: ";
    return Status::failure(sentence.append(reject.field).append(" ").append(reject.reason).append("."));
  }

  Status all_done() const {
    for (std::size_t i = 0; i < bills_.size(); ++i)
      if (!done_[i]) return Status::failure("There is no record “" + bills_[i]->id + "” for its bill.");
    return {};
  }

 private:
  using Place = std::vector<const BillOf*>::const_iterator;

  std::pair<Place, Place> of(std::string_view id) const {
    const auto range =
        std::ranges::equal_range(bills_, id, {}, [](const BillOf* one) { return std::string_view(one->id); });
    return {range.begin(), range.end()};
  }

  const Handed& handed_;
  std::vector<const BillOf*> bills_;
  std::vector<bool> done_;
};

}  // namespace

Status hand_out(const Engine& engine, RecordReader& records, Ledger& ledger, std::span<const BillOf> bills,
                const Handed& handed, bool& missing) {
  missing = false;
  Status status;
  Billing billing(engine, ledger, status);
  HandingOut handing(bills, handed);
  Batch batch;
  std::vector<Reject> rejects;
  while (status) {
    rejects.clear();
    status = records.next(batch, rejects);
    if (!status || (batch.size == 0 && rejects.empty())) break;
    for (const Reject& reject : rejects) {
      if (!status) break;
      status = handing.turn_away(reject);
      missing = !status;
    }
    for (std::size_t row = 0; row < batch.size && status; ++row) status = handing.take(billing, batch, row);
  }
  if (status) {
    status = handing.all_done();
    missing = !status;
  }
  return status ? billing.commit() : status;
}

Status correct_json(Ledger& ledger, const std::string& id, std::string_view json, Day day, Day booked,
                    Corrected& corrected) {
  if (booked < day) return Status::failure("It is booked before the day that is corrected.");
  Status status;
  corrected.programme = programme_on(ledger, id, day, status);
  if (!corrected.programme) return status;
  const Engine engine(corrected.programme);
  Record record(corrected.programme);
  status = set_json(engine, json, record);
  const Batch* const batch = status ? record.batch(status) : nullptr;
  if (batch == nullptr) return status;
  if (batch->id(0) != id)
    return Status::failure("The record is “" + std::string(batch->id(0)) + "”, not “" + id + "”.");
  return correct(engine, ledger, *batch, 0, day, booked, corrected.correction);
}

}  // namespace trouw
