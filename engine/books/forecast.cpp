#include "trouw/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "books/past.h"
#include "row/ahead.h"
#include "trouw/billing.h"
#include "trouw/granting.h"

namespace trouw {

namespace {

bool comes_round(const Programme& programme, TermId id) {
  const Term& term = programme.terms[id];
  switch (term.kind) {
    case TermKind::falls_this_month:
    case TermKind::anniversary_this_month:
      return true;
    case TermKind::all:
    case TermKind::any:
      return comes_round(programme, term.a) || comes_round(programme, term.b);
    case TermKind::negation:
      return comes_round(programme, term.a);
    default:
      return false;
  }
}

// Dates that a condition looks ahead to or back at, but for joining, leaving and what comes round every year.
void collect_dates(const Programme& programme, const Condition& condition, std::vector<FieldId>& fields) {
  for (const Condition& part : condition.parts) collect_dates(programme, part, fields);
  if (condition.shape != Condition::atom || comes_round(programme, condition.term)) return;
  const Roles& roles = programme.schema.roles;
  for (const FieldId id : condition.fields)
    if (programme.schema.fields[id].type == Type::date && id != roles.joined && id != roles.left)
      fields.push_back(id);
}

// The date fields of the programme that offers to customers ask about, and which offers do.
std::map<FieldId, std::vector<std::uint32_t>> dates_asked_about(const Programme& programme) {
  std::map<FieldId, std::vector<std::uint32_t>> asked;
  for (std::uint32_t i = 0; i < programme.offers.size(); ++i) {
    const Offer& offer = programme.offers[i];
    if (offer.audience != Audience::customers && offer.audience != Audience::everyone) continue;
    std::vector<FieldId> fields;
    for (const Condition& condition : offer.conditions) collect_dates(programme, condition, fields);
    std::ranges::sort(fields);
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    for (const FieldId id : fields) asked[id].push_back(i);
  }
  return asked;
}

// Its conditions; of an offer without any what it gives, which has come to more than nothing.
std::string reason_text(const Offer& offer) {
  std::vector<std::string> parts;
  for (const Condition& condition : offer.conditions) parts.push_back(condition.text);
  if (parts.empty() && offer.match) parts.emplace_back("a newcomer would get more");
  if (parts.empty())
    for (const Reward& reward : offer.rewards)
      parts.push_back(reward.row.empty() ? reward.text : reward.row + ": " + reward.text);
  return fmt::format("{}", fmt::join(parts, "; "));
}

// Nothing is asked of guarantees here, and looking at other tenures takes long. Who is held out is settled by
// a ledger's own salt, so that here nobody is.
std::shared_ptr<const Programme> to_play(const Programme& programme) {
  auto copy = std::make_shared<Programme>(programme);
  copy->guarantees.clear();
  for (Offer& offer : copy->offers) offer.hold_out.reset();
  return copy;
}

// All records of a source, to be read again for each month.
class Records : public RecordReader {
 public:
  Records(const Schema& schema) : schema_(schema) {}

  Status read(RecordReader& from, const ForecastSinks& sinks, std::uint64_t& rejected) {
    std::vector<Reject> rejects;
    std::uint64_t read = 0;
    for (;;) {
      Batch batch;
      if (const Status status = from.next(batch, rejects); !status) return status;
      if (batch.size == 0 && rejects.empty()) return {};
      rejected += rejects.size();
      rejects.clear();
      for (std::size_t row = 0; row < batch.size; ++row)
        places_.emplace(std::string(batch.id(row)), std::pair(batches_.size(), row));
      read += batch.size;
      if (batch.size > 0) batches_.push_back(std::move(batch));
      if (sinks.progress) sinks.progress(from.progress(), read);
    }
  }

  // The records as time alone changes them by a day, which is so many months after the first.
  void on(Day day, int months) {
    day_ = day;
    months_ = months;
    next_ = 0;
  }

  Status next(Batch& batch, std::vector<Reject>&) override {
    batch.size = 0;
    if (next_ < batches_.size()) batch = moved(batches_[next_++]);
    return {};
  }

  double progress() const override { return -1; }

  // Where the record with an id is.
  std::pair<std::size_t, std::size_t> place(const std::string& id) const { return places_.at(id); }
  const Batch& batch(std::size_t number) const { return batches_[number]; }
  std::size_t batches() const { return batches_.size(); }

 private:
  Batch moved(const Batch& from) const {
    Batch batch = from;
    const Roles& roles = schema_.roles;
    if (roles.tenure)
      for (std::int64_t& tenure : batch.columns[*roles.tenure].values)
        tenure = std::min(tenure + months_, schema_.fields[*roles.tenure].to);
    for (const PriceStep& step : roles.price_steps)
      for (std::size_t row = 0; step.from && row < batch.size; ++row)
        if (from.columns[*step.from].known[row] != 0 && from.columns[*step.from].values[row] <= day_ &&
            from.columns[step.price].known[row] != 0)
          batch.columns[*roles.price].values[row] = from.columns[step.price].values[row];
    return batch;
  }

  const Schema& schema_;
  std::vector<Batch> batches_;
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> places_;
  Day day_ = 0;
  int months_ = 0;
  std::size_t next_ = 0;
};

class Forecasting {
 public:
  Forecasting(const Engine& engine, const ForecastOptions& options, const ForecastSinks& sinks,
              Forecast& found)
      : engine_(to_play(engine.programme())),
        programme_(engine_.programme()),
        sinks_(sinks),
        found_(found),
        ahead_(engine_.shared_programme()),
        asked_(dates_asked_about(programme_)),
        records_(programme_.schema) {
    for (int month = 0; month < options.months; ++month)
      found.days.push_back(add_months(options.from, month));
    end_ = add_months(options.from, options.months);
    found.months.assign(found.days.size(), std::vector<Granted>(programme_.offers.size()));
    found.worse_off.assign(found.days.size(), 0);
    for (const auto& [field, offers] : asked_)
      found.endings.push_back({field, std::vector<Ending>(found.days.size())});
    for (const Offer& offer : programme_.offers) reasons_.push_back(reason_text(offer));
    refused_.assign(found.days.size(), std::vector<bool>(programme_.offers.size(), false));
  }

  Status run(RecordReader& records) {
    Status status = records_.read(records, sinks_, found_.rejected);
    const std::unique_ptr<Ledger> ledger = status ? Ledger::in_memory(status) : nullptr;
    for (std::size_t month = 0; status && month < found_.days.size(); ++month) {
      status = grant_month(*ledger, month);
      if (status) status = bill_month(*ledger, month);
    }
    if (!status) return status;
    budgets();
    return overflow_ ? Status::failure("the sums of this forecast come to more than 64 bits can hold")
                     : Status();
  }

 private:
  // What is known of one record from month to month.
  struct Known {
    std::vector<std::uint32_t> counted;  // offers that counted in the month before
    std::vector<bool> ever;              // an offer each: it counted
  };

  Status grant_month(Ledger& ledger, std::size_t month);
  Status bill_month(Ledger& ledger, std::size_t month);
  Status decided(const Decision& decision, const std::vector<Award>& granted, std::size_t month);
  // Returns what counted in the month before.
  std::vector<std::uint32_t> count(const Unchanged& record, std::size_t month);
  Status tell(const Decision& decision, const Award& award, std::size_t month);
  void ending(const Unchanged& record, std::size_t month, const std::vector<bool>& ever);
  void budgets();
  void budget(std::uint32_t offer, std::uint32_t number);

  Engine engine_;
  const Programme& programme_;
  const ForecastSinks& sinks_;
  Forecast& found_;
  DaysAhead ahead_;
  std::map<FieldId, std::vector<std::uint32_t>> asked_;
  Records records_;
  Day end_ = 0;  // the first day that is no more forecast
  std::vector<std::string> reasons_;
  std::unordered_map<std::string, Known> known_;
  std::vector<std::vector<bool>> refused_;  // a month each: by offer, whether a limit turned somebody away
  bool overflow_ = false;
};

Status Forecasting::grant_month(Ledger& ledger, std::size_t month) {
  const Day day = found_.days[month];
  records_.on(day, static_cast<int>(month));
  Status told;
  GrantSinks sinks;
  sinks.decided = [&](const Decision& decision, const std::vector<Award>& granted) {
    if (told) told = decided(decision, granted, month);
  };
  sinks.unchanged = [&](const Unchanged& record) { count(record, month); };
  sinks.refused = [&](std::string_view, std::uint32_t offer) { refused_[month][offer] = true; };
  GrantSummary summary;
  const Status status = grant(engine_, records_, ledger, {day, day}, sinks, summary);
  if (month == 0) {
    found_.decided = summary.decided;
    found_.rejected += summary.rejected;
  }
  return status ? told : status;
}

Status Forecasting::decided(const Decision& decision, const std::vector<Award>& granted, std::size_t month) {
  Unchanged record{decision.id, decision.standing, decision.worse_off, {}};
  for (const Award& award : decision.deal.awards)
    if (award.offer < programme_.offers.size()) record.counted.push_back(award.offer);
  const std::vector<std::uint32_t> before = count(record, month);
  for (const Award& award : granted) {
    Granted& sum = found_.months[month][award.offer];
    ++sum.count;
    overflow_ |= __builtin_add_overflow(sum.worth, award.paid, &sum.worth);
    if (month == 0 || std::ranges::find(before, award.offer) != before.end()) continue;
    ++sum.entitled;
    if (!sinks_.upcoming) continue;
    if (const Status status = tell(decision, award, month); !status) return status;
  }
  return {};
}

std::vector<std::uint32_t> Forecasting::count(const Unchanged& record, std::size_t month) {
  found_.worse_off[month] += record.worse_off > 0 ? 1 : 0;
  Known& known = known_[std::string(record.id)];
  known.ever.resize(programme_.offers.size());
  for (const std::uint32_t offer : record.counted) known.ever[offer] = true;
  ending(record, month, known.ever);
  return std::exchange(known.counted, record.counted);
}

Status Forecasting::tell(const Decision& decision, const Award& award, std::size_t month) {
  const Day before = found_.days[month - 1], day = found_.days[month];
  const bool counts_on_tenure = programme_.schema.roles.tenure.has_value();
  const auto [number, row] = records_.place(decision.id);
  const auto first = counts_on_tenure ? std::nullopt
                                      : ahead_.first_open(records_.batch(number), row, decision.standing,
                                                          award.offer, before, day);
  return sinks_.upcoming({decision.id, award.offer, first.value_or(day), award.paid, reasons_[award.offer]});
}

// One bill each, on the day of the month.
Status Forecasting::bill_month(Ledger& ledger, std::size_t month) {
  Status status;
  Billing billing(engine_, ledger, status);
  const Day day = found_.days[month];
  const std::string invoice = fmt::format("{}", month);
  records_.on(day, static_cast<int>(month));
  Batch batch;
  std::vector<Reject> none;
  Due due;
  while (status) {
    status = records_.next(batch, none);
    if (!status || batch.size == 0) break;
    for (std::size_t row = 0; status && row < batch.size; ++row) {
      status = billing.due(batch, row, {invoice, day, day}, due);
      for (const DueLine& line : due.lines) {
        const auto offer = offer_titled(programme_, line.offer);
        if (!offer) continue;
        std::int64_t& cost = found_.months[month][*offer].cost;
        overflow_ |= __builtin_add_overflow(cost, line.amount + line.worth, &cost);
      }
    }
  }
  return status ? billing.commit() : status;
}

void Forecasting::ending(const Unchanged& record, std::size_t month, const std::vector<bool>& ever) {
  if (record.standing != Standing::customer) return;
  const auto [batch, row] = records_.place(std::string(record.id));
  const Day next = month + 1 < found_.days.size() ? found_.days[month + 1] : end_;
  std::size_t number = 0;
  for (const auto& [field, offers] : asked_) {
    EndingDates& dates = found_.endings[number++];
    const Column& column = records_.batch(batch).columns[field];
    const std::int64_t date = column.values[row];
    if (column.known[row] == 0 || date < found_.days[month] || date >= next) continue;
    ++dates.months[month].count;
    const bool offered = std::ranges::any_of(offers, [&](std::uint32_t offer) { return ever[offer]; });
    dates.months[month].offered += offered ? 1 : 0;
  }
}

void Forecasting::budgets() {
  for (std::uint32_t offer = 0; offer < programme_.offers.size(); ++offer)
    for (std::uint32_t number = 0; number < programme_.offers[offer].limits.size(); ++number)
      if (programme_.offers[offer].limits[number].kind != LimitKind::once) budget(offer, number);
}

// A line for each window of a limit that the forecast touches.
void Forecasting::budget(std::uint32_t offer, std::uint32_t number) {
  const Limit& limit = programme_.offers[offer].limits[number];
  const std::size_t letters = limit.window_months == 12 ? 4 : limit.window_months == 1 ? 7 : 0;
  for (std::size_t month = 0; month < found_.days.size(); ++month) {
    const std::string window = format_day(found_.days[month]).substr(0, letters);
    const bool same = month > 0 && found_.budgets.back().window == window;
    if (!same) found_.budgets.push_back({offer, number, window, 0, std::nullopt});
    BudgetLine& line = found_.budgets.back();
    const Granted& granted = found_.months[month][offer];
    const std::int64_t more =
        limit.kind == LimitKind::money ? granted.worth : static_cast<std::int64_t>(granted.count);
    overflow_ |= __builtin_add_overflow(line.granted, more, &line.granted);
    const bool used_up = line.granted >= limit.amount && more > 0;
    if ((used_up || refused_[month][offer]) && !line.reached) line.reached = month;
  }
}

}  // namespace

Status forecast(const Engine& engine, RecordReader& records, const ForecastOptions& options,
                const ForecastSinks& sinks, Forecast& found) {
  found = {};
  return Forecasting(engine, options, sinks, found).run(records);
}

}  // namespace trouw
