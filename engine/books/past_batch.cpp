#include "books/past_batch.h"

#include <algorithm>

#include "books/alone.h"
#include "books/past_plan.h"
#include "columns/past_figures.h"

namespace trouw {

// Columns of a plan made of the one with a past, as long as that is the one.
struct PastBatch::Reading {
  Reading(std::shared_ptr<const Plan> of, Plan (*made)(const Plan&))
      : whole(std::move(of)),
        columns(std::make_shared<const ColumnProgram>(std::make_shared<const Plan>(made(*whole)))) {}

  std::shared_ptr<const Plan> whole;
  ColumnReader columns;
};

PastBatch::PastBatch(PastDecider& decider) : decider_(decider) {}
PastBatch::~PastBatch() = default;

PastBatch::Reading& PastBatch::reading(std::unique_ptr<Reading>& one, Plan (*of)(const Plan&)) const {
  const std::shared_ptr<const Plan>& plan = decider_.state_->plan;
  if (!one || one->whole != plan) one = std::make_unique<Reading>(plan, of);
  return *one;
}

void PastBatch::fill(const Batch& batch, const std::vector<Past>& pasts) {
  PastDecider::State& state = *decider_.state_;
  const std::vector<std::uint32_t>& rows = figures_.rows;
  placed_.resize(std::max(placed_.size(), rows.size()));
  fits_.assign(rows.size(), 1);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!state.held.place(pasts[rows[i]], placed_[i])) fits_[i] = 0;
  state.refresh();
  take_columns(batch, rows, with_);
  state.held.write_none(with_);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (fits_[i] != 0) state.held.write(pasts[rows[i]], placed_[i], with_, i);
}

const std::vector<PastBatch::News>& PastBatch::news(const Batch& batch, const std::vector<Past>& pasts) {
  news_.assign(batch.size, News::some);
  figures_.rows.clear();
  for (std::uint32_t row = 0; row < batch.size; ++row) {
    const Past& past = pasts[row];
    const bool held_out = std::ranges::find(past.closed, Closed::held_out) != past.closed.end();
    if (!held_out && !past.none()) figures_.rows.push_back(row);
  }
  if (figures_.rows.empty()) return news_;
  fill(batch, pasts);
  ColumnTotals& totals = figures_.totals;
  reading(for_news_, columns::plan_of_news).columns.totals(with_, totals, figures_.sums);
  for (std::size_t i = 0; i < figures_.rows.size(); ++i) {
    const bool rejected = totals.standing[i] == static_cast<std::int64_t>(Standing::rejected);
    news_[figures_.rows[i]] = fits_[i] == 0 || totals.again[i] != 0 ? News::unsure
                              : rejected || totals.value[i] != 0    ? News::some
                                                                    : News::none;
  }
  return news_;
}

const PastBatch::Figures* PastBatch::figures(const Batch& batch, const std::vector<Past>& pasts) {
  figures_.rows.clear();
  for (std::uint32_t row = 0; row < batch.size; ++row)
    if (!pasts[row].none()) figures_.rows.push_back(row);
  if (!figures_.rows.empty()) fill(batch, pasts);
  return figures();
}

const PastBatch::Figures* PastBatch::figures() {
  figures_.sums.clear();
  if (figures_.rows.empty()) return &figures_;
  if (std::ranges::find(fits_, std::uint8_t{0}) != fits_.end()) return nullptr;
  reading(for_totals_, columns::plan_of_totals).columns.totals(with_, figures_.totals, figures_.sums);
  const auto again = figures_.totals.again.begin();
  const auto end = again + static_cast<std::ptrdiff_t>(figures_.rows.size());
  return std::find(again, end, std::uint8_t{1}) == end ? &figures_ : nullptr;
}

}  // namespace trouw
