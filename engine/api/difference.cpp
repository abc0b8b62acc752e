#include "trouw/difference.h"

#include <algorithm>
#include <optional>

#include "api/counting.h"
#include "api/pipeline.h"
#include "api/segmenting.h"
#include "books/alone.h"

namespace trouw {

namespace {

// One of the two programmes, reading its own way through the source.
class Side {
 public:
  Side(const Engine& engine, const std::shared_ptr<const Plan>& plan, RecordReader& records, unsigned threads,
       DryRunSummary& summary)
      : counting_(*plan, summary) {
    const auto columns = std::make_shared<const ColumnProgram>(plan);
    const auto programme = engine.shared_programme();
    pipeline_.emplace(records, threads, [programme, columns] {
      return std::make_unique<Deciding>(programme, columns, false, nullptr);
    });
  }

  // To the next record that was decided; there is none: line() is UINT64_MAX.
  Status advance() {
    ++row_;
    for (;;) {
      while (decided_ != nullptr && row_ < decided_->totals.size && !is_decided()) ++row_;
      if (decided_ != nullptr && row_ < decided_->totals.size) return {};
      Status read;
      decided_ = pipeline_->next(read);
      row_ = 0;
      if (decided_ == nullptr) return {};
      for (std::size_t i = 0; i < decided_->rejects.size(); ++i) counting_.turn_away();
      if (Status status = counting_.add(*decided_); !status) return status;
      if (!read) return read;
    }
  }

  std::uint64_t line() const { return decided_ == nullptr ? UINT64_MAX : decided_->batch.lines[row_]; }
  const Decided& decided() const { return *decided_; }
  const ColumnTotals& totals() const { return decided_->totals; }
  std::size_t row() const { return row_; }
  void finish() { counting_.finish(); }

 private:
  bool is_decided() const {
    return decided_->totals.standing[row_] != static_cast<std::int64_t>(Standing::rejected);
  }

  Counting counting_;
  std::optional<Pipeline> pipeline_;
  const Decided* decided_ = nullptr;
  std::size_t row_ = 0;
};

class Differing {
 public:
  Differing(const Engine& before, const Engine& after, RecordReader& old_records, RecordReader& new_records,
            const DifferenceOptions& options, Difference& found)
      : engines_{before, after},
        options_(options),
        found_(found),
        old_(before, before.plan(options.on), old_records, std::max(1U, options.threads / 2), found.before),
        new_(after, after.plan(options.on), new_records, std::max(1U, options.threads / 2), found.after) {
    for (const Offer& offer : after.programme().offers) was_.push_back(same_offer(before.programme(), offer));
    for (const Offer& offer : before.programme().offers)
      became_.push_back(same_offer(after.programme(), offer));
    found.newly_counted.assign(was_.size(), 0);
    found.no_longer_counted.assign(became_.size(), 0);
    for (const FieldId id : segment_fields(after.programme())) {
      std::vector<std::string> values = segment_values(after.programme().schema, id);
      std::vector<Shift> shifts(values.size());
      found.segments.push_back({id, std::move(values), std::move(shifts)});
    }
  }

  Status run() {
    if (Status status = old_.advance(); !status) return status;
    if (Status status = new_.advance(); !status) return status;
    while (old_.line() != UINT64_MAX || new_.line() != UINT64_MAX) {
      const bool in_old = old_.line() <= new_.line(), in_new = new_.line() <= old_.line();
      if (in_old && in_new) compare();
      found_.only_before += in_new ? 0 : 1;
      found_.only_after += in_old ? 0 : 1;
      if (overflow_) return Status::failure("the sums of this comparison come to more than 64 bits can hold");
      if (in_new) report();
      if (in_old)
        if (Status status = old_.advance(); !status) return status;
      if (in_new)
        if (Status status = new_.advance(); !status) return status;
    }
    old_.finish();
    new_.finish();
    return explain();
  }

 private:
  struct Candidate {
    std::int64_t by = 0;
    Batch before, after;
  };

  void report() {
    if (options_.progress && new_.row() == 0)
      options_.progress(new_.decided().progress, found_.after.records);
  }

  void compare() {
    const ColumnTotals& was = old_.totals();
    const ColumnTotals& is = new_.totals();
    const std::size_t at = old_.row(), to = new_.row();
    std::int64_t by = 0;
    overflow_ |= __builtin_sub_overflow(is.value[to], was.value[at], &by);
    add(found_.all, by);
    for (ShiftedSegment& segment : found_.segments)
      add(segment.shifts[segment_of(new_.decided().batch.columns[segment.field], to, segment.values.size())],
          by);
    found_.standing_changed += was.standing[at] != is.standing[to] ? 1 : 0;
    found_.newly_worse_off += was.worse_off[at] == 0 && is.worse_off[to] > 0 ? 1 : 0;
    found_.no_longer_worse_off += was.worse_off[at] > 0 && is.worse_off[to] == 0 ? 1 : 0;
    for (std::uint32_t offer = 0; offer < was_.size(); ++offer)
      if (is.has_counted(to, offer) && !(was_[offer] && was.has_counted(at, *was_[offer])))
        ++found_.newly_counted[offer];
    for (std::uint32_t offer = 0; offer < became_.size(); ++offer)
      if (was.has_counted(at, offer) && !(became_[offer] && is.has_counted(to, *became_[offer])))
        ++found_.no_longer_counted[offer];
    if (by < 0) keep(worst_, -by);
    if (was.worse_off[at] == 0 && is.worse_off[to] > 0) keep(worse_off_, is.worse_off[to]);
  }

  void add(Shift& shift, std::int64_t by) {
    ++(by > 0 ? shift.gaining : by < 0 ? shift.losing : shift.unchanged);
    std::int64_t& sum = by > 0 ? shift.gained : shift.lost;
    overflow_ |= __builtin_add_overflow(sum, by > 0 ? by : -by, &sum);
  }

  void keep(std::vector<Candidate>& most, std::int64_t by) {
    if (options_.losers == 0 || (most.size() == options_.losers && by <= most.back().by)) return;
    if (most.size() == options_.losers) most.pop_back();
    const auto place = std::upper_bound(
        most.begin(), most.end(), by, [](std::int64_t more, const Candidate& one) { return more > one.by; });
    most.insert(place,
                {by, alone(old_.decided().batch, old_.row()), alone(new_.decided().batch, new_.row())});
  }

  Status explain() {
    if (worst_.empty() && worse_off_.empty()) return {};
    Decider deciders[] = {engines_[0].get().on(options_.on), engines_[1].get().on(options_.on)};
    if (Status status = explain(worst_, deciders, found_.worst); !status) return status;
    return explain(worse_off_, deciders, found_.worse_off);
  }

  Status explain(const std::vector<Candidate>& most, Decider* deciders, std::vector<Loser>& told) {
    for (const Candidate& one : most) {
      Loser loser;
      loser.by = one.by;
      if (Status status = deciders[0].decide(one.before, 0, loser.before); !status) return status;
      if (Status status = deciders[1].decide(one.after, 0, loser.after); !status) return status;
      deciders[1].look_ahead(one.after, 0, loser.after);
      told.push_back(std::move(loser));
    }
    return {};
  }

  std::reference_wrapper<const Engine> engines_[2];
  const DifferenceOptions& options_;
  Difference& found_;
  Side old_, new_;
  std::vector<std::optional<std::uint32_t>> was_, became_;  // by offer of the new, of the old programme
  std::vector<Candidate> worst_, worse_off_;
  bool overflow_ = false;
};

bool called(const Offer& offer, const std::string& title) {
  return offer.title == title || std::ranges::find(offer.formerly, title) != offer.formerly.end();
}

}  // namespace

std::optional<std::uint32_t> same_offer(const Programme& programme, const Offer& other) {
  for (std::uint32_t i = 0; i < programme.offers.size(); ++i)
    if (programme.offers[i].title == other.title) return i;
  for (std::uint32_t i = 0; i < programme.offers.size(); ++i)
    if (called(programme.offers[i], other.title) || called(other, programme.offers[i].title)) return i;
  return std::nullopt;
}

Status differ(const Engine& before, const Engine& after, RecordReader& old_records, RecordReader& new_records,
              const DifferenceOptions& options, Difference& found) {
  found = {};
  return Differing(before, after, old_records, new_records, options, found).run();
}

}  // namespace trouw
