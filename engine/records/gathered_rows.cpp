#include "records/gathered_rows.h"

#include <algorithm>

#include "records/cell.h"
#include "records/gathering.h"
#include "records/utf8.h"

namespace trouw {

GatheredRows::GatheredRows(const RecordShape& shape, FieldId field)
    : shape_(shape),
      rows_(*shape.gathered[field]),
      field_id_(field),
      field_(shape.schema->fields[field]),
      gathered_(*field_.gathered) {
  const Schema& schema = *rows_.shape.schema;
  if (gathered_.what == Gathered::sum) summed_ = schema.find(gathered_.summed).value_or(0);
  const Day on = *shape.on;
  if (gathered_.within_months > 0) from_ = add_months(on, -std::int64_t{gathered_.within_months});
  if (gathered_.within_days > 0) from_ = on - gathered_.within_days;
}

Status GatheredRows::read(RecordReader& rows, std::vector<Reject>& rejects) {
  Batch batch;
  std::vector<Reject> own;
  for (;;) {
    own.clear();
    if (Status status = rows.next(batch, own); !status) return status;
    if (batch.size == 0 && own.empty()) return {};
    if (gathered_.events) {
      if (rejects.size() + own.size() > most_unread_events)
        return Status::failure("more than " + std::to_string(most_unread_events) + " events of “" +
                               shape_.schema->events[*gathered_.events].name +
                               "” cannot be read; the first: line " +
                               std::to_string((rejects.empty() ? own : rejects).front().line) + ", " +
                               (rejects.empty() ? own : rejects).front().field + " " +
                               (rejects.empty() ? own : rejects).front().reason + ".");
      rejects.insert(rejects.end(), own.begin(), own.end());
    }
    if (Status status = take(batch); !status) return status;
  }
}

std::string_view GatheredRows::key(const Batch& batch, std::size_t row, FieldId field,
                                   const RecordShape& shape) {
  const std::int64_t stored = batch.columns[field].values[row];
  if (shape.schema->fields[field].type != Type::text) {
    number_ = std::to_string(stored);
    return number_;
  }
  const auto number = static_cast<std::size_t>(stored);
  return number < shape.texts.size() ? shape.texts[number] : batch.texts[number - shape.texts.size()];
}

bool GatheredRows::in_window(const Batch& batch, std::size_t row) const {
  const std::int64_t day = batch.columns[event_day].values[row];
  return day >= from_ && day <= *shape_.on;
}

// Whole months; nobody has been there for less than none.
std::int64_t GatheredRows::tenure(const Batch& batch, std::size_t row) const {
  const Roles& roles = shape_.schema->roles;
  const FieldId field = roles.joined ? *roles.joined : *roles.tenure;
  const Column& column = batch.columns[field];
  if (column.known[row] == 0) return -1;
  if (!roles.joined) return column.values[row];
  return std::max<std::int64_t>(0, months_between(static_cast<Day>(column.values[row]), *shape_.on));
}

void GatheredRows::add(Sum& sum, const Batch& batch, std::size_t row) const {
  switch (gathered_.what) {
    case Gathered::count:
      ++sum.value;
      break;
    case Gathered::sum:
      if (batch.columns[summed_].known[row] != 0)
        sum.overflow |= __builtin_add_overflow(sum.value, batch.columns[summed_].values[row], &sum.value);
      break;
    case Gathered::latest:
      sum.value = sum.any ? std::max(sum.value, batch.columns[event_day].values[row])
                          : batch.columns[event_day].values[row];
      break;
    case Gathered::longest_tenure: {
      const std::int64_t months = tenure(batch, row);
      const std::int64_t longest = sum.any ? sum.value : -1;
      sum.second = std::max(sum.second, std::min(months, longest));
      sum.value = std::max(months, longest);
      break;
    }
  }
  sum.any = true;
}

Status GatheredRows::take(const Batch& batch) {
  counts_.assign(batch.size, 1);
  if (rows_.counts)
    if (Status status = rows_.counts(batch, counts_); !status) return status;
  const FieldId whose = gathered_.events ? event_contract : *rows_.shape.schema->roles.customer;
  for (std::size_t row = 0; row < batch.size; ++row) {
    const std::string_view id = key(batch, row, whose, rows_.shape);
    auto found = sums_.find(id);
    if (found == sums_.end()) {
      if (sums_.size() == most_gathered)
        return Status::failure("the field “" + field_.name + "” gathers rows of more than " +
                               std::to_string(most_gathered) +
                               " contracts, which is more than is held in memory.");
      found = sums_.emplace(std::string(id), Sum{}).first;
      found->second.line = batch.lines[row];
    }
    Sum& sum = found->second;
    ++sum.rows;
    if (counts_[row] == 0 || (gathered_.events && !in_window(batch, row))) continue;
    if (!gathered_.events) counted_.insert(batch.id(row));
    add(sum, batch, row);
  }
  return {};
}

void GatheredRows::meet(std::string_view id) {
  if (const auto found = sums_.find(id); found != sums_.end()) found->second.met = true;
}

// Without what the record itself adds, where the holder's other contracts are looked at.
std::optional<std::int64_t> GatheredRows::value(const Batch& batch, std::size_t row, const Sum* sum,
                                                bool& overflow) {
  overflow = sum != nullptr && sum->overflow;
  const bool days = gathered_.what == Gathered::latest;
  if (sum == nullptr || !sum->any) return days ? std::nullopt : std::optional<std::int64_t>(0);
  if (gathered_.events || !counted_.contains(batch.id(row)))
    return std::max<std::int64_t>(sum->value, gathered_.what == Gathered::longest_tenure ? 0 : sum->value);
  switch (gathered_.what) {
    case Gathered::count:
      return sum->value - 1;
    case Gathered::sum:
      return sum->value - (batch.columns[summed_].known[row] != 0 ? batch.columns[summed_].values[row] : 0);
    case Gathered::latest:
      break;
    case Gathered::longest_tenure:
      return std::max<std::int64_t>(0, tenure(batch, row) == sum->value ? sum->second : sum->value);
  }
  return sum->value;
}

void GatheredRows::fill(Batch& batch, std::vector<bool>& unfit, std::vector<Reject>& rejects) {
  Column& column = batch.columns[field_id_];
  const FieldId holder = *shape_.schema->roles.customer;
  for (std::size_t row = 0; row < batch.size; ++row) {
    const auto found = sums_.find(gathered_.events ? batch.id(row) : key(batch, row, holder, shape_));
    Sum* const sum = found == sums_.end() ? nullptr : &found->second;
    if (sum != nullptr) sum->met = true;
    bool overflow = false;
    std::optional<std::int64_t> made = value(batch, row, sum, overflow);
    if (!made) made = field_.if_missing;
    column.known[row] = made ? 1 : 0;
    column.values[row] = made.value_or(0);
    if (!made || unfit[row] || (!overflow && *made >= field_.from && *made <= field_.to)) continue;
    unfit[row] = true;
    const CellReader reader(field_, *shape_.schema);
    rejects.emplace_back(batch.lines[row], std::string(printable_utf8(batch.id(row), 200)), field_.name,
                         std::to_string(*made),
                         reader.reason(overflow ? Fault::unsettled : Fault::out_of_range));
  }
}

void GatheredRows::leftover(std::size_t most, std::vector<Reject>& rejects) {
  if (!ending_) next_ = sums_.begin();
  ending_ = true;
  for (; next_ != sums_.end() && most > 0; ++next_) {
    if (next_->second.met) continue;
    const std::string id = printable_utf8(next_->first, 200);
    rejects.emplace_back(next_->second.line, id, shape_.schema->events[*gathered_.events].name, id,
                         "is the contract of " + std::to_string(next_->second.rows) +
                             (next_->second.rows == 1 ? " event" : " events") +
                             ", and no record has that id");
    --most;
  }
}

}  // namespace trouw
