#include <algorithm>

#include "books/alone.h"
#include "books/granting.h"
#include "books/past.h"
#include "books/past_batch.h"

namespace trouw {

namespace {

// A record that would be granted what a limit counts: it waits until all have been seen.
struct Waiting {
  Batch batch;  // of this record
  LimitKeys keys;
  Past past;
  Decision decision;
};

class GrantRun {
 public:
  GrantRun(const Engine& engine, RecordReader& records, Ledger& ledger, const GrantOptions& options,
           const GrantSinks& sinks, GrantSummary& summary, bool write, Status& status)
      : records_(records),
        ledger_(ledger),
        options_(options),
        sinks_(sinks),
        summary_(summary),
        write_(write),
        granting_(engine, ledger, options.on, status),
        past_batch_(granting_.decider()),
        programme_(engine.programme()) {
    summary_ = {};
    for (const Offer& offer : programme_.offers) summary_.offers.push_back({offer.title, 0, 0});
  }

  Status run() {
    Batch batch;
    std::vector<Reject> rejects;
    while (true) {
      rejects.clear();
      if (const Status status = records_.next(batch, rejects); !status) return status;
      if (batch.size == 0 && rejects.empty()) break;
      for (const Reject& reject : rejects)
        if (const Status status = turn_away(reject); !status) return status;
      if (const Status status = take(batch); !status) return status;
      if (sinks_.progress) sinks_.progress(records_.progress(), summary_.records);
    }
    Status status = allocate();
    for (std::size_t i = 0; status && i < waiting_.size(); ++i)
      status = settle(waiting_[i].batch, 0, waiting_[i].keys, waiting_[i].past, waiting_[i].decision);
    std::erase_if(summary_.offers, [](const GrantSummary::Offer& offer) { return offer.granted == 0; });
    return status;
  }

 private:
  Status turn_away(const Reject& reject) {
    ++summary_.records;
    ++summary_.rejected;
    return sinks_.reject ? sinks_.reject(reject) : Status();
  }

  // Most have nothing new, night after night: columns tell who has.
  Status take(const Batch& batch) {
    if (const Status status = granting_.pasts(batch, keys_, pasts_); !status) return status;
    std::vector<PastBatch::News> news(batch.size, PastBatch::News::some);
    if (!sinks_.decided || sinks_.unchanged) news = past_batch_.news(batch, pasts_);
    if (sinks_.unchanged) tell_unchanged(batch, news);
    for (std::size_t row = 0; row < batch.size; ++row)
      if (const Status status = take(batch, row, news[row]); !status) return status;
    return {};
  }

  // Where columns do not have the figures, all are decided.
  void tell_unchanged(const Batch& batch, std::vector<PastBatch::News>& news) {
    const PastBatch::Figures* const figures = past_batch_.figures();
    Unchanged one;
    std::size_t at = 0;  // among the figures
    for (std::uint32_t row = 0; row < batch.size; ++row) {
      while (figures != nullptr && at < figures->rows.size() && figures->rows[at] < row) ++at;
      if (news[row] != PastBatch::News::none || figures == nullptr) {
        news[row] = PastBatch::News::some;
        continue;
      }
      one.id = batch.id(row);
      one.standing = static_cast<Standing>(figures->totals.standing[at]);
      one.worse_off = figures->totals.worse_off[at];
      one.counted.clear();
      for (std::uint32_t offer = 0; offer < programme_.offers.size(); ++offer)
        if (figures->totals.has_counted(at, offer)) one.counted.push_back(offer);
      sinks_.unchanged(one);
    }
  }

  Status take(const Batch& batch, std::size_t row, PastBatch::News news) {
    const LimitKeys& keys = keys_[row];
    Past& past = pasts_[row];
    bool any = news == PastBatch::News::some;
    if (news == PastBatch::News::unsure)
      if (const Status status = granting_.any_new(batch, row, past, any); !status)
        return turn_away({batch.lines[row], std::string(batch.id(row)), "", "", status.message});
    if (!any) {
      ++summary_.records;
      ++summary_.decided;
      summary_.running += past.runs.size();
      return {};
    }
    Decision decision;
    if (const Status status = granting_.decide(batch, row, past, decision); !status)
      return turn_away({batch.lines[row], std::string(batch.id(row)), "", "", status.message});
    if (decision.standing == Standing::rejected)
      return turn_away({batch.lines[row], std::string(batch.id(row)), "", "",
                        "is no newcomer, customer or former customer by programme.yaml"});
    ++summary_.records;
    const bool waits = std::ranges::any_of(granting_.granted(decision), [&](const Award& award) {
      return granting_.limits_of(award.offer) != nullptr;
    });
    if (!waits) return settle(batch, row, keys, past, decision);
    waiting_.push_back({alone(batch, row), keys, std::move(past), std::move(decision)});
    return {};
  }

  Status settle(const Batch& batch, std::size_t row, const LimitKeys& keys, const Past& past,
                const Decision& decision) {
    const std::vector<Award> granted = granting_.granted(decision);
    ++summary_.decided;
    summary_.running += past.runs.size();
    summary_.granted += granted.size();
    for (const Award& award : granted) {
      ++summary_.offers[award.offer].granted;
      summary_.offers[award.offer].paid += award.paid;
    }
    if (sinks_.decided) sinks_.decided(decision, granted);
    if (const Status status = hold_out(batch, row, keys, past); !status) return status;
    if (granted.empty() || !write_) return {};
    NewDecision kept = granting_.kept(batch, row, keys, past, decision, granted);
    kept.booked = options_.booked;
    return add(ledger_.file(), kept, options_.reserve ? AwardState::reserved : AwardState::confirmed);
  }

  // Counts, and keeps, what the record is held out of, so that it can be told later who stayed.
  Status hold_out(const Batch& batch, std::size_t row, const LimitKeys& keys, const Past& past) {
    std::vector<HeldOut> missed;
    Status status = granting_.held_out(batch, row, keys, past, missed);
    summary_.held_out += missed.size();
    for (std::size_t i = 0; status && write_ && i < missed.size(); ++i) {
      missed[i].booked = options_.booked;
      status = add(ledger_.file(), missed[i]);
    }
    return status;
  }

  // Until nobody is refused: for each limited offer, those who would have it in the stated order, as far as
  // there is room. Who is refused is decided again with the offer closed, and may come to want another.
  Status allocate() {
    bool refused = true;
    while (refused) {
      refused = false;
      for (const OfferLimits& limits : granting_.limits())
        if (const Status status = allocate(limits, refused); !status) return status;
    }
    return {};
  }

  Status allocate(const OfferLimits& limits, bool& refused) {
    std::vector<std::pair<Waiting*, std::int64_t>> wanting;  // with the money that it takes
    for (Waiting& one : waiting_)
      for (const Award& award : granting_.granted(one.decision))
        if (award.offer == limits.offer()) wanting.emplace_back(&one, award.paid);
    std::ranges::stable_sort(wanting, [&](const auto& a, const auto& b) {
      return before(*a.first, *b.first, limits.longest_tenure_first());
    });
    OfferLimits room = limits;
    for (const auto& [one, money] : wanting) {
      const LimitKeys keys = granting_.keys_for(limits, one->keys, one->batch, 0);
      if (room.has_room(keys, money, is_in_play(*one, limits.offer()))) {
        room.take(keys, money);
        continue;
      }
      refused = true;
      ++summary_.refused;
      if (sinks_.refused) sinks_.refused(one->batch.id(0), limits.offer());
      one->past.closed[limits.offer()] = Closed::no_room;
      if (const Status status = granting_.decide(one->batch, 0, one->past, one->decision); !status)
        return status;
    }
    return {};
  }

  bool is_in_play(const Waiting& one, std::uint32_t offer) const {
    return std::ranges::any_of(one.past.runs, [&](const RunningAward& running) {
      return offer_titled(programme_, running.award.offer) == offer;
    });
  }

  bool before(const Waiting& a, const Waiting& b, bool by_tenure) const {
    if (by_tenure && tenure_rank(a) != tenure_rank(b)) return tenure_rank(a) < tenure_rank(b);
    return a.batch.id(0) < b.batch.id(0);
  }

  // Smaller for a longer tenure; unknown last.
  std::int64_t tenure_rank(const Waiting& one) const {
    const Roles& roles = programme_.schema.roles;
    const auto role = roles.joined ? roles.joined : roles.tenure;
    if (!role || one.batch.columns[*role].known[0] == 0) return INT64_MAX;
    const std::int64_t value = one.batch.columns[*role].values[0];
    return roles.joined ? value : -value;
  }

  RecordReader& records_;
  Ledger& ledger_;
  const GrantOptions& options_;
  const GrantSinks& sinks_;
  GrantSummary& summary_;
  bool write_;
  Granting granting_;
  PastBatch past_batch_;
  const Programme& programme_;
  std::vector<LimitKeys> keys_;  // of the batch in work
  std::vector<Past> pasts_;
  std::vector<Waiting> waiting_;
};

}  // namespace

Status grant(const Engine& engine, RecordReader& records, Ledger& ledger, const GrantOptions& options,
             const GrantSinks& sinks, GrantSummary& summary) {
  Status status;
  Change change(ledger.file(), status);
  if (status) status = keep(ledger.file(), engine.programme(), options.booked);
  if (!status) return status;
  GrantRun run(engine, records, ledger, options, sinks, summary, true, status);
  if (status) status = run.run();
  return status ? change.commit() : status;
}

Status explain(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, Day day,
               Explained& explained) {
  Status status;
  Granting granting(engine, ledger, day, status);
  Past past;
  if (status) status = granting.past(record, row, granting.keys(record, row), past);
  if (status) status = granting.decide(record, row, past, explained.decision);
  return status ? granting.programme(past, explained.programme) : status;
}

Status grant_dry(const Engine& engine, RecordReader& records, Ledger& ledger, const GrantOptions& options,
                 const GrantSinks& sinks, GrantSummary& summary) {
  Status status;
  GrantRun run(engine, records, ledger, options, sinks, summary, false, status);
  return status ? run.run() : status;
}

}  // namespace trouw
