// One batch of a dry run: read, decided by columns, and by rows where columns cannot.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "books/past_batch.h"
#include "columns/columns.h"
#include "trouw/results.h"

namespace trouw {

// The largest of an amount in a batch, and the first record that has it. Nothing is worse than 0.
struct Worst {
  std::int64_t amount = 0;
  std::size_t row = 0;
};

// A batch and what was decided for it. Reused, so that its memory is allocated once.
struct Decided {
  Batch batch;
  std::vector<Reject> rejects;  // by the reader first, then by deciding
  std::size_t unreadable = 0;   // the first of them
  double progress = -1;         // of the source, with this batch
  ColumnTotals totals;
  ColumnSums sums;  // of all decided records
  Worst before, after;
  std::vector<Worst> guarantees;
  std::vector<ResultRow> rows;                                  // into batch and `titles`
  using Titles = std::unordered_map<std::string, std::string>;  // by the bits of what counted
  Titles titles;
  std::vector<const Titles::value_type*> recent_titles;  // of titles, by a hash of their bits; some none
  std::string text;                                      // of the rows
};

// Decides for one thread.
class Deciding {
 public:
  using Format = std::function<void(std::span<const ResultRow>, std::string&)>;

  // `results`: rows are wanted; `format` may be none.
  Deciding(std::shared_ptr<const Programme> programme, std::shared_ptr<const ColumnProgram> columns,
           bool results, const Format& format);

  // Fills in everything from `totals` on for decided.batch, and appends to its rejects.
  void decide(Decided& decided);

  // The same with pasts, whose figures `with_past` yields. REQUIRES columns of plan_of_scopes() of the
  // guarantees that follow what records are worse off by. False, with nothing filled in, where columns cannot
  // tell.
  using WithPast = std::function<const PastBatch::Figures*()>;
  bool decide_with(Decided& decided, const WithPast& with_past);

  // The same, a record after another, each by `totals_of`, which fills in everything.
  using TotalsOf = std::function<Status(std::size_t row, Totals&)>;
  void decide_by(Decided& decided, const TotalsOf& totals_of);

 private:
  void take_past(Decided& decided, const PastBatch::Figures& past);
  void add_up(Decided& decided, const PastBatch::Figures& past);
  void by_rows(Decided& decided);
  void one_by_row(Decided& decided, std::size_t row, const Status& status);
  void turn_away(Decided& decided, std::size_t row, std::string why) const;
  void finish(Decided& decided) const;
  void search_tenures(Decided& decided);
  void find_worst(Decided& decided) const;
  void write_rows(Decided& decided) const;
  const std::string& titles(Decided& decided, std::size_t row) const;
  const Decided::Titles::value_type& join_titles(Decided& decided, std::size_t row) const;

  std::shared_ptr<const Programme> programme_;
  Decider decider_;
  ColumnReader columns_;
  bool results_;
  Format format_;
  std::vector<std::size_t> staying_;  // guarantees that ask for other tenures
  Totals one_;
  Batch others_;  // that have no past
  ColumnTotals other_totals_;
  ColumnSums sums_;
};

// Whether a guarantee is broken by what a record is worse off by, and by nothing else.
bool follows_worse_off(const Guarantee& stated);

}  // namespace trouw
