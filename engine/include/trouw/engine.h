// The engine: a loaded programme that decides, for records, on a day.
//
//   trouw::Loaded loaded = trouw::load_programme("offers/");
//   trouw::Engine engine(std::make_shared<trouw::Programme>(std::move(*loaded.programme)));
//   trouw::Decider decider = engine.on(*trouw::parse_day("2027-03-01"));
//
// An Engine is immutable: any number of threads may use one. A Decider belongs to one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "trouw/decision.h"
#include "trouw/records.h"

namespace trouw {

class Plan;

// The figures of one decision: what `--results` holds. Money in minor units over the horizon.
struct Totals {
  Standing standing = Standing::nobody;
  std::int64_t newcomer_value = 0;
  std::int64_t value_before_match = 0;
  std::int64_t top_up = 0;
  std::int64_t value = 0;
  std::int64_t worse_off_before = 0;
  std::int64_t worse_off = 0;
  bool facts_broken = false;
  std::vector<std::uint32_t> broken_facts;  // which: the programme's own, then the built-in ones
  struct OfferTotals {
    std::uint32_t offer = 0;
    bool open = false;
    bool counted = false;
    std::int64_t value = 0;  // before the deal's cap; a match: its top-up
    std::int64_t paid = 0;   // after it
  };
  std::vector<OfferTotals> offers;  // of the record's audience, in declaration order (matches too)
  struct GuaranteeTotals {
    bool applies = false;   // the record is one that the guarantee is about
    bool left_out = false;  // it would be, but for the guarantee's `when`
    std::int64_t gap = 0;   // broken by so much; 0: it holds
  };
  std::vector<GuaranteeTotals> guarantees;  // as Programme::guarantees
};

// Decides for records on one day. Reuses its memory from record to record. Not thread-safe.
class Decider {
 public:
  Decider(std::shared_ptr<const Programme> programme, std::shared_ptr<const Plan> plan);
  Decider(Decider&&) noexcept;
  ~Decider();

  // The figures for one record of a batch that was read with Engine::shape(). A failure names the offer whose
  // arithmetic left 64 bits; the record is then to be rejected. A standing `rejected` is no failure.
  Status totals(const Batch& batch, std::size_t row, Totals& totals);

  // Whether anything new is granted; with a past in the plan (see past.h), otherwise always so. A record that
  // stands nowhere counts as one with something new.
  Status any_new(const Batch& batch, std::size_t row, bool& any);

  // The whole decision, with lines and reasons.
  Status decide(const Batch& batch, std::size_t row, Decision& decision);

  // Adds to what decide() told of the same record when it would be offered what it is not offered now: by
  // time passing alone, within ten years. Looks at every day, so it is for one record and not for many.
  void look_ahead(const Batch& batch, std::size_t row, Decision& decision);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Engine {
 public:
  explicit Engine(std::shared_ptr<const Programme> programme);

  const Programme& programme() const { return *programme_; }
  const std::shared_ptr<const Programme>& shared_programme() const { return programme_; }

  // What a reader must know to read this programme's records. Refers to the programme, which outlives it.
  // Texts that no rule compares and no message names are read only `with_texts`, for showing.
  RecordShape shape(bool with_texts = false) const;
  // The same for a day, which fields that gather other rows are read for: events up to it, other contracts as
  // they are on it. Without a day a caller gives the values of such fields itself.
  RecordShape shape(Day on, bool with_texts = false) const;

  // Deciders for a day. The plan is made once per call; share it with more deciders by `another`.
  std::shared_ptr<const Plan> plan(Day day) const;
  Decider decider(std::shared_ptr<const Plan> plan) const { return {programme_, std::move(plan)}; }
  Decider on(Day day) const { return decider(plan(day)); }

  // The plan for a day in a readable listing, one operation a line.
  std::string listing(Day day) const;

 private:
  std::shared_ptr<const Programme> programme_;
};

// A batch of one record: a stored value a field, none for unknown. For embedding programs and examples.
Batch one_record(const Programme& programme, const std::vector<std::optional<std::int64_t>>& values,
                 std::string id);

}  // namespace trouw
