#include <fmt/format.h>

#include "agree/compare.h"
#include "agree/draw.h"
#include "agree/records.h"
#include "api/remembering.h"
#include "columns/past_figures.h"

namespace trouw::agree {

namespace {

// Some records of a batch, read once.
class Some : public RecordReader {
 public:
  Some(const Batch& batch, Draw& draw, int percent) {
    some_.columns.resize(batch.columns.size());
    some_.texts = batch.texts;
    for (std::size_t row = 0; row < batch.size; ++row) {
      if (!draw.chance(percent)) continue;
      for (std::size_t field = 0; field < batch.columns.size(); ++field) {
        some_.columns[field].values.push_back(batch.columns[field].values[row]);
        some_.columns[field].known.push_back(batch.columns[field].known[row]);
      }
      some_.id_bytes += batch.id(row);
      some_.id_ends.push_back(some_.id_bytes.size());
      some_.lines.push_back(++some_.size);
    }
  }

  Status next(Batch& batch, std::vector<Reject>&) override {
    batch = std::move(some_);
    some_.clear();
    return {};
  }
  double progress() const override { return -1; }
  const Batch& batch() const { return some_; }

 private:
  Batch some_;
};

// A past of grants and bills of a year and a half, some by the programme before it was edited.
class Living {
 public:
  Living(const Engine& before, const Engine& now, Day on, std::uint64_t seed, std::size_t records)
      : before_(before), now_(now), on_(on), seed_(seed), records_(records), draw_(seed) {}

  Status live(Ledger& ledger) {
    Status status;
    for (int round = 0; status && round < 4; ++round) {
      const Engine& engine = round < 2 ? before_ : now_;
      const Day day = on_ - (4 - round) * draw_.number(20, 140);
      const Batch batch =
          hostile_records(engine.programme(), day, seed_ + static_cast<std::uint64_t>(round), records_);
      Some granted(batch, draw_, 60);
      GrantSummary summary;
      status = grant(engine, granted, ledger, {day, day, draw_.chance(10)}, {}, summary);
      if (status) status = bill(engine, ledger, batch, day, round);
    }
    return status;
  }

 private:
  // What cannot be billed stops the bills of a round; none of them is then written.
  Status bill(const Engine& engine, Ledger& ledger, const Batch& batch, Day day, int round) {
    Status status;
    const Some billed(batch, draw_, 50);
    for (std::size_t row = 0; status && row < billed.batch().size; ++row) {
      Billing billing(engine, ledger, status);
      Due due;
      const std::int64_t share = draw_.chance(70) ? whole_period : whole_period / 3;
      if (status &&
          billing.due(billed.batch(), row, {fmt::format("{}", round), day + 2, day + 2, share}, due))
        status = billing.commit();
    }
    return status;
  }

  const Engine& before_;
  const Engine& now_;
  Day on_;
  std::uint64_t seed_;
  std::size_t records_;
  Draw draw_;
};

std::string past_text(const Past& past) {
  std::string text = kept_past(past);
  for (const std::string& occasion : past.occasions) text += occasion + "|";
  for (const RunningAward& running : past.runs) {
    const HeldAward& award = running.award;
    text += fmt::format("\n{} {} {} {} {} {} {} {} {} {} {} {} {}", award.number, award.contract, award.id,
                        award.offer, award.occasion, award.day, award.paid, award.handed, award.taken,
                        award.open, award.fingerprint, award.ended_why, award.gaps.size());
    for (const HeldPromise& held : award.promises)
      text += fmt::format("; {} {} {} {} {}", held.promise.text, held.promise.amount, held.promise.first,
                          held.base, held.perk);
    for (const HeldBill& bill : award.bills_had)
      text += fmt::format("; {} {} {} {}", bill.bill, bill.starts, bill.money, bill.counted);
    for (const HeldGood& good : award.goods) text += fmt::format("; {} {}", good.name, good.had);
  }
  return text;
}

class Comparing {
 public:
  Comparing(const Engine& engine, Day on, Ledger& ledger, const Batch& batch)
      : engine_(engine), on_(on), ledger_(ledger), batch_(batch) {}

  Compared compare() {
    pasts();
    if (result_.difference.empty()) news();
    if (result_.difference.empty()) figures();
    return result_;
  }

 private:
  template <typename A, typename B>
  void differ(const std::string& what, const A& by_row, const B& by_column) {
    if (by_row != by_column && result_.difference.empty())
      result_.difference = fmt::format("with pasts, {}: {} by row, {} by column\n", what, by_row, by_column);
  }

  void failed(const Status& status) {
    if (!status && result_.difference.empty()) result_.difference = status.message + "\n";
  }

  void pasts() {
    Status status;
    Granting one(engine_, ledger_, on_, status), all(engine_, ledger_, on_, status);
    std::vector<LimitKeys> keys;
    std::vector<Past> pasts;
    for (int again = 0; again < 2; ++again) {  // into memory that was used
      if (status) status = all.pasts(batch_, keys, pasts);
      for (std::size_t row = 0; status && row < batch_.size; ++row) {
        Past past;
        status = one.past(batch_, row, one.keys(batch_, row), past);
        differ(fmt::format("the past of {}", batch_.id(row)), past_text(past), past_text(pasts[row]));
        result_.running += past.runs.size();
      }
    }
    failed(status);
  }

  void news() {
    Status status;
    Granting one(engine_, ledger_, on_, status), all(engine_, ledger_, on_, status);
    std::vector<LimitKeys> keys;
    std::vector<Past> pasts;
    if (status) status = all.pasts(batch_, keys, pasts);
    if (!status) return failed(status);
    PastBatch columns(all.decider());
    const std::vector<PastBatch::News> found = columns.news(batch_, pasts);
    for (std::size_t row = 0; row < batch_.size; ++row) {
      bool any = true;
      const Status asked = one.any_new(batch_, row, pasts[row], any);
      if (found[row] == PastBatch::News::unsure) {
        ++result_.unsure;
        continue;
      }
      failed(asked);
      ++result_.decided;
      result_.nothing_new += any ? 0 : 1;
      differ(fmt::format("news of {}", batch_.id(row)), any, found[row] == PastBatch::News::some);
    }
  }

  void figures() {
    const auto plan = engine_.plan(on_);
    std::vector<bool> scopes;
    for (const Guarantee& stated : plan->programme->guarantees) scopes.push_back(follows_worse_off(stated));
    const auto columns = std::make_shared<const ColumnProgram>(
        std::make_shared<const Plan>(columns::plan_of_scopes(*plan, scopes)));
    Deciding deciding(engine_.shared_programme(), columns, true, {}),
        again(engine_.shared_programme(), columns, true, {});
    Status status;
    Remembering remembering(engine_, ledger_, on_, status);
    if (status) status = remembering.read(batch_);
    if (!status) return failed(status);
    Decided by_column, by_row;
    by_column.batch = by_row.batch = batch_;
    if (!deciding.decide_with(by_column, [&] { return remembering.figures(batch_); })) return;
    ++result_.batches;
    again.decide_by(by_row,
                    [&](std::size_t row, Totals& totals) { return remembering.totals(batch_, row, totals); });
    same_rows(by_row, by_column);
    same_sums(by_row.sums, by_column.sums);
  }

  void same_rows(const Decided& by_row, const Decided& by_column) {
    differ("rejected", by_row.rejects.size(), by_column.rejects.size());
    differ("decided", by_row.rows.size(), by_column.rows.size());
    for (std::size_t i = 0; i < by_row.rows.size() && result_.difference.empty(); ++i) {
      const ResultRow &a = by_row.rows[i], &b = by_column.rows[i];
      const std::string who(a.id);
      differ("id", a.id, b.id);
      differ("standing of " + who, static_cast<int>(a.standing), static_cast<int>(b.standing));
      differ("newcomer value of " + who, a.newcomer_value, b.newcomer_value);
      differ("value before match of " + who, a.value_before_match, b.value_before_match);
      differ("top-up of " + who, a.top_up, b.top_up);
      differ("value of " + who, a.value, b.value);
      differ("worse off before of " + who, a.worse_off_before, b.worse_off_before);
      differ("worse off of " + who, a.worse_off, b.worse_off);
      differ("offers of " + who, a.offers, b.offers);
    }
    for (std::size_t i = 0; i < by_row.totals.gaps.size(); ++i)
      for (std::size_t row = 0; row < batch_.size; ++row)
        differ(engine_.programme().guarantees[i].text, by_row.totals.gaps[i][row],
               by_column.totals.gaps[i][row]);
  }

  void same_wide(const std::string& what, Wide by_row, Wide by_column) {
    differ("the sum of " + what, static_cast<double>(by_row), static_cast<double>(by_column));
  }

  void same_sums(const ColumnSums& a, const ColumnSums& b) {
    for (std::size_t i = 0; i < 4; ++i) differ("standings", a.standings[i], b.standings[i]);
    same_wide("newcomer values", a.newcomer_value, b.newcomer_value);
    same_wide("values before match", a.value_before_match, b.value_before_match);
    same_wide("top-ups", a.top_up, b.top_up);
    same_wide("values", a.value, b.value);
    same_wide("values to customers", a.to_customers, b.to_customers);
    differ("who is worse off before", a.before.count, b.before.count);
    same_wide("worse off before", a.before.total, b.before.total);
    differ("who is worse off", a.after.count, b.after.count);
    same_wide("worse off", a.after.total, b.after.total);
    differ("records that break facts", a.facts_broken, b.facts_broken);
    differ("facts", fmt::format("{}", fmt::join(a.facts, " ")), fmt::format("{}", fmt::join(b.facts, " ")));
    differ("offers", a.offers.size(), b.offers.size());
    for (std::size_t i = 0; i < a.offers.size() && result_.difference.empty(); ++i) {
      const std::string& title = engine_.programme().offers[i].title;
      differ("open " + title, a.offers[i].open, b.offers[i].open);
      differ("counted " + title, a.offers[i].counted, b.offers[i].counted);
      same_wide("value of " + title, a.offers[i].value, b.offers[i].value);
      same_wide("paid by " + title, a.offers[i].paid, b.offers[i].paid);
    }
    for (std::size_t i = 0; i < a.guarantees.size(); ++i) {
      differ("covered", a.guarantees[i].covered, b.guarantees[i].covered);
      differ("left out", a.guarantees[i].left_out, b.guarantees[i].left_out);
      differ("broken", a.guarantees[i].broken, b.guarantees[i].broken);
    }
  }

  const Engine& engine_;
  Day on_;
  Ledger& ledger_;
  const Batch& batch_;
  Compared result_;
};

}  // namespace

Compared pasts_alike(const Engine& before, const Engine& now, Day on, std::uint64_t seed,
                     std::size_t records) {
  Compared compared;
  Status status;
  const auto ledger = Ledger::in_memory(status);
  if (status) status = Living(before, now, on, seed, records).live(*ledger);
  if (status)
    return Comparing(now, on, *ledger, hostile_records(now.programme(), on, seed + 4, records)).compare();
  compared.difference = "no past could be made: " + status.message + "\n";
  return compared;
}

}  // namespace trouw::agree
