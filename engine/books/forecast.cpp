#include "trouw/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "books/occasions.h"
#include "row/ahead.h"

namespace trouw {

namespace {

constexpr std::size_t no_month = SIZE_MAX;

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

// Nothing is asked of guarantees here, and looking at other tenures takes long.
std::shared_ptr<const Programme> without_guarantees(const Programme& programme) {
  auto copy = std::make_shared<Programme>(programme);
  copy->guarantees.clear();
  return copy;
}

class Forecasting {
 public:
  Forecasting(const Engine& engine, const ForecastOptions& options, const ForecastSinks& sinks,
              Forecast& found)
      : engine_(without_guarantees(engine.programme())),
        programme_(engine_.programme()),
        sinks_(sinks),
        found_(found),
        ahead_(engine_.shared_programme()),
        asked_(dates_asked_about(programme_)) {
    for (int month = 0; month < options.months; ++month) {
      found.days.push_back(add_months(options.from, month));
      deciders_.push_back(engine_.on(found.days.back()));
    }
    end_ = add_months(options.from, options.months);
    found.months.assign(found.days.size(), std::vector<Granted>(programme_.offers.size()));
    found.worse_off.assign(found.days.size(), 0);
    for (const auto& [field, offers] : asked_)
      found.endings.push_back({field, std::vector<Ending>(found.days.size())});
    for (const Offer& offer : programme_.offers) reasons_.push_back(reason_text(offer));
    const std::size_t offers = programme_.offers.size();
    last_.resize(offers);
    matched_.resize(offers);
    counted_month_.resize(offers);
    first_counted_.resize(offers);
  }

  Status run(RecordReader& records) {
    std::vector<Reject> rejects;
    for (;;) {
      if (Status status = records.next(batch_, rejects); !status) return status;
      if (batch_.size == 0 && rejects.empty()) break;
      found_.rejected += rejects.size();
      rejects.clear();
      for (std::size_t row = 0; row < batch_.size; ++row)
        if (Status status = record(row); !status) return status;
      if (sinks_.progress) sinks_.progress(records.progress(), found_.decided + found_.rejected);
    }
    budgets();
    return overflow_ ? Status::failure("the sums of this forecast come to more than 64 bits can hold")
                     : Status();
  }

 private:
  Status record(std::size_t row);
  Status month(std::size_t row, std::size_t month);
  Status offer(std::size_t row, std::size_t month, const Totals::OfferTotals& totals);
  std::int64_t due(std::uint32_t offer, std::size_t month, std::int64_t top_up);
  std::int64_t tenure(std::size_t row, Day day) const;
  void ending(std::size_t row);
  Status tell(std::size_t row, std::size_t month, const Totals::OfferTotals& totals, std::int64_t amount);
  void budgets();
  void budget(std::uint32_t offer, std::uint32_t number);

  Engine engine_;
  const Programme& programme_;
  const ForecastSinks& sinks_;
  Forecast& found_;
  DaysAhead ahead_;
  std::map<FieldId, std::vector<std::uint32_t>> asked_;
  std::vector<Decider> deciders_;  // a month each
  Day end_ = 0;                    // the first day that is no more forecast
  std::vector<std::string> reasons_;
  Batch batch_;
  Totals totals_;
  bool overflow_ = false;

  // Of the record at hand, by offer.
  std::vector<std::optional<LastGrant>> last_;
  std::vector<std::vector<std::pair<Day, std::int64_t>>> matched_;  // top-ups granted
  std::vector<std::size_t> counted_month_;                          // in which it counted last
  std::vector<std::size_t> first_counted_;                          // and first
  std::vector<bool> customer_;                                      // a month each
};

Status Forecasting::record(std::size_t row) {
  std::ranges::fill(last_, std::nullopt);
  for (auto& granted : matched_) granted.clear();
  std::ranges::fill(counted_month_, no_month);
  std::ranges::fill(first_counted_, no_month);
  customer_.assign(found_.days.size(), false);
  const auto& field = programme_.schema.roles.tenure;
  const std::int64_t tenure = field ? batch_.columns[*field].values[row] : 0;
  Status status;
  bool decided = true;
  for (std::size_t month = 0; month < found_.days.size() && status && decided; ++month) {
    if (field)  // a number of months, which time moves
      batch_.columns[*field].values[row] =
          std::min(tenure + static_cast<std::int64_t>(month), programme_.schema.fields[*field].to);
    decided = static_cast<bool>(deciders_[month].totals(batch_, row, totals_)) &&
              totals_.standing != Standing::rejected;
    if (decided) status = this->month(row, month);
  }
  ++(decided ? found_.decided : found_.rejected);
  if (decided && status) ending(row);
  return status;
}

Status Forecasting::month(std::size_t row, std::size_t month) {
  customer_[month] = totals_.standing == Standing::customer;
  found_.worse_off[month] += totals_.worse_off > 0 ? 1 : 0;
  for (const Totals::OfferTotals& one : totals_.offers) {
    if (!one.counted) continue;
    if (Status status = offer(row, month, one); !status) return status;
    counted_month_[one.offer] = month;
    if (first_counted_[one.offer] == no_month) first_counted_[one.offer] = month;
  }
  return {};
}

std::int64_t Forecasting::tenure(std::size_t row, Day day) const {
  const Roles& roles = programme_.schema.roles;
  if (roles.tenure) return batch_.columns[*roles.tenure].values[row];
  return roles.joined ? months_between(static_cast<Day>(batch_.columns[*roles.joined].values[row]), day) : 0;
}

// A top-up less those of the past horizon.
std::int64_t Forecasting::due(std::uint32_t offer, std::size_t month, std::int64_t top_up) {
  const Schema& schema = programme_.schema;
  const int count = schema.horizon * schema.billing.count;
  const Day since =
      schema.billing.weeks ? found_.days[month] - 7 * count : add_months(found_.days[month], -count);
  for (const auto& [day, amount] : matched_[offer])
    if (day > since) top_up -= amount;
  return std::max<std::int64_t>(top_up, 0);
}

Status Forecasting::offer(std::size_t row, std::size_t month, const Totals::OfferTotals& one) {
  const Offer& offer = programme_.offers[one.offer];
  const Day day = found_.days[month];
  std::int64_t amount = one.paid;
  if (offer.match) {
    amount = due(one.offer, month, one.value);
    if (amount == 0) return {};
    matched_[one.offer].emplace_back(day, amount);
  } else {
    const std::int64_t milestone = milestone_at(offer, tenure(row, day));
    if (last_[one.offer] && !is_new_occasion(programme_, offer, *last_[one.offer], day, milestone)) return {};
    last_[one.offer] = LastGrant{day, milestone};
  }
  Granted& granted = found_.months[month][one.offer];
  ++granted.count;
  overflow_ |= __builtin_add_overflow(granted.cost, amount, &granted.cost);
  const bool entitled = month > 0 && counted_month_[one.offer] != month - 1;
  granted.entitled += entitled ? 1 : 0;
  return entitled && sinks_.upcoming ? tell(row, month, one, amount) : Status();
}

Status Forecasting::tell(std::size_t row, std::size_t month, const Totals::OfferTotals& one,
                         std::int64_t amount) {
  const Day before = found_.days[month - 1], day = found_.days[month];
  const bool counts_on_tenure = programme_.schema.roles.tenure.has_value();
  const auto first = counts_on_tenure
                         ? std::nullopt
                         : ahead_.first_open(batch_, row, totals_.standing, one.offer, before, day);
  return sinks_.upcoming({batch_.id(row), one.offer, first.value_or(day), amount, reasons_[one.offer]});
}

void Forecasting::ending(std::size_t row) {
  std::size_t number = 0;
  for (const auto& [field, offers] : asked_) {
    EndingDates& dates = found_.endings[number++];
    const Column& column = batch_.columns[field];
    const std::int64_t date = column.values[row];
    if (column.known[row] == 0 || date < found_.days.front() || date >= end_) continue;
    const auto month =
        static_cast<std::size_t>(std::ranges::upper_bound(found_.days, date) - found_.days.begin()) - 1;
    if (!customer_[month]) continue;
    ++dates.months[month].count;
    const bool offered = std::ranges::any_of(offers, [&](std::uint32_t offer) {
      return first_counted_[offer] != no_month && first_counted_[offer] <= month;
    });
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
        limit.kind == LimitKind::money ? granted.cost : static_cast<std::int64_t>(granted.count);
    overflow_ |= __builtin_add_overflow(line.granted, more, &line.granted);
    if (line.granted > limit.amount && !line.reached) line.reached = month;
  }
}

}  // namespace

Status forecast(const Engine& engine, RecordReader& records, const ForecastOptions& options,
                const ForecastSinks& sinks, Forecast& found) {
  found = {};
  return Forecasting(engine, options, sinks, found).run(records);
}

}  // namespace trouw
