// The column reader: the figures of a whole batch of records at a time.
//
// It yields what the row reader's totals yield, record by record and to the last unit; where it cannot, it
// says so by `again`. A ColumnProgram is immutable and may be shared by threads; a ColumnReader belongs to
// one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "plan/plan.h"
#include "trouw/records.h"
#include "trouw/wide.h"

namespace trouw {

// What a reader adds up over the records that it decided. Money in minor units.
struct ColumnSums {
  std::uint64_t standings[5] = {};                                         // by Standing; the rejected too
  Wide newcomer_value = 0, value_before_match = 0, top_up = 0, value = 0;  // of all but the rejected
  Wide to_customers = 0;                                                   // `value` of customers
  struct WorseOff {
    std::uint64_t count = 0;
    Wide total = 0;
  } before, after;
  std::uint64_t facts_broken = 0;    // records that break any
  std::vector<std::uint64_t> facts;  // as Plan::facts: records that break it
  struct Offer {
    std::uint64_t open = 0, counted = 0;
    Wide value = 0, paid = 0;
  };
  std::vector<Offer> offers;  // as Programme::offers
  struct Guarantee {
    std::uint64_t covered = 0, left_out = 0, broken = 0;
  };
  std::vector<Guarantee> guarantees;  // as Programme::guarantees

  void add(const ColumnSums& other);
  void clear();  // to nothing, without giving memory back
};

// The figures of the records of a batch, in its order. Reused from batch to batch.
struct ColumnTotals {
  std::size_t size = 0;
  std::vector<std::int64_t> standing;  // a Standing
  std::vector<std::int64_t> newcomer_value, value_before_match, top_up, value, worse_off_before, worse_off;
  std::vector<std::vector<std::int64_t>>
      gaps;                           // a guarantee each: broken by so much, 0: it holds or does not apply
  std::size_t stride = 0;             // bytes of `counted` for a record, a multiple of 8
  std::vector<std::uint8_t> counted;  // bit n % 8 of byte n / 8: offer n counted
  std::vector<std::uint8_t> again;    // 1: the row reader has to decide; the other columns mean nothing

  bool has_counted(std::size_t row, std::uint32_t offer) const {
    return ((counted[row * stride + offer / 8] >> (offer % 8)) & 1) != 0;
  }
};

struct ColumnCode;

namespace columns {
enum class Level : std::uint8_t;  // of the processor: kernels.h
class Segments;
}  // namespace columns

// A plan with its day folded in, compiled. Where many offers ask for the value of a choice field, what is
// left of it for each value is compiled apart (segments.h) when that value first occurs.
class ColumnProgram {
 public:
  explicit ColumnProgram(std::shared_ptr<const Plan> plan);
  // With segments of this choice field, whether or not that is quicker; only where no arithmetic can leave 64
  // bits.
  ColumnProgram(std::shared_ptr<const Plan> plan, FieldId field);
  ~ColumnProgram();

  const Plan& plan() const { return *plan_; }
  const std::shared_ptr<const Plan>& shared_plan() const { return plan_; }
  const ColumnCode& code() const { return *code_; }
  const columns::Segments* segments() const { return segments_.get(); }  // or nullptr

  // The steps that a block takes, for people.
  std::string listing() const;

 private:
  std::shared_ptr<const Plan> plan_;
  std::unique_ptr<const ColumnCode> code_;
  std::unique_ptr<const columns::Segments> segments_;
};

class ColumnReader {
 public:
  explicit ColumnReader(std::shared_ptr<const ColumnProgram> program);
  // For a level no better than the processor's.
  ColumnReader(std::shared_ptr<const ColumnProgram> program, columns::Level level);
  ~ColumnReader();

  // Decides for every record of a batch that was read with Engine::shape(). Adds to `sums` what those that
  // are not marked `again` come to.
  void totals(const Batch& batch, ColumnTotals& totals, ColumnSums& sums);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw
