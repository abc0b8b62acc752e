#include "trouw/evidence.h"

#include <algorithm>

#include "trouw/fingerprint.h"
#include "trouw/granting.h"

namespace trouw {

namespace {

std::string_view text_of(const Programme& programme, const Batch& batch, std::int64_t number) {
  const auto at = static_cast<std::size_t>(number);
  if (at < programme.texts.size()) return programme.texts[at];
  const std::size_t own = at - programme.texts.size();
  return own < batch.texts.size() ? std::string_view(batch.texts[own]) : std::string_view();
}

std::string titles(const Programme& programme, const DealView& deal) {
  std::vector<std::string_view> all;
  for (const Award& award : deal.awards) {
    const std::string_view title = programme.offers[award.offer].title;
    if (std::ranges::find(all, title) == all.end()) all.push_back(title);
  }
  std::string text;
  for (const std::string_view title : all) text.append(text.empty() ? "" : "|").append(title);
  return text;
}

class Gathering {
 public:
  Gathering(const Engine& engine, const EvidenceOptions& options, const EvidenceSinks& sinks,
            EvidenceSummary& summary)
      : engine_(engine),
        programme_(engine.programme()),
        schema_(programme_.schema),
        options_(options),
        sinks_(sinks),
        summary_(summary),
        decider_(engine.on(options.on)) {
    if (schema_.products) groups_.push_back(schema_.products->field);
    for (const FieldId field : options.by)
      if (std::ranges::find(groups_, field) == groups_.end()) groups_.push_back(field);
  }

  Status run(RecordReader& records) {
    std::vector<Reject> rejects;
    for (;;) {
      rejects.clear();
      if (const Status read = records.next(batch_, rejects); !read) return read;
      for (const Reject& reject : rejects)
        if (const Status status = turn_away(reject); !status) return status;
      if (batch_.size == 0 && rejects.empty()) return {};
      for (std::size_t row = 0; row < batch_.size; ++row)
        if (const Status status = look_at(row); !status) return status;
      if (options_.progress) options_.progress(records.progress(), summary_.records);
    }
  }

 private:
  Status turn_away(const Reject& reject) {
    ++summary_.records;
    ++summary_.rejected;
    return sinks_.reject ? sinks_.reject(reject) : Status();
  }

  Status look_at(std::size_t row) {
    Explained made{engine_.shared_programme(), {}};
    const Status decided = options_.ledger != nullptr
                               ? explain(engine_, *options_.ledger, batch_, row, options_.on, made)
                               : decider_.decide(batch_, row, made.decision);
    if (!decided && options_.ledger != nullptr && made.decision.id.empty()) return decided;
    if (!decided || made.decision.standing == Standing::rejected)
      return turn_away(
          {batch_.lines[row], std::string(batch_.id(row)), "", "",
           decided ? "is neither a customer, a former customer nor a newcomer" : decided.message});
    ++summary_.records;
    ++summary_.decided;
    const EvidenceRow told = row_of(row, *made.programme, made.decision);
    if (told.standing == Standing::customer && !count(row, told))
      return Status::failure("the sums of this evidence come to more than 64 bits can hold");
    if (const Status status = sinks_.row(told); !status) return status;
    if (told.worse_off == 0) return {};
    ++summary_.breaches;
    return sinks_.breach ? sinks_.breach(told, made.decision, *made.programme) : Status();
  }

  EvidenceRow row_of(std::size_t row, const Programme& programme, const Decision& decision) {
    EvidenceRow told;
    told.id = decision.id;
    told.standing = decision.standing;
    told.inputs = inputs_hash(programme_, batch_, row);
    told.tenure_months = tenure(row);
    told.bill = decision.deal.bill;
    told.newcomer_bill = decision.twin.bill;
    told.net = decision.deal.net;
    told.newcomer_net = decision.twin.net;
    told.worse_off_before = decision.worse_off_before;
    told.worse_off = decision.worse_off;
    told.offers = titles(programme, decision.deal);
    return told;
  }

  std::optional<std::int64_t> value(FieldId field, std::size_t row) const {
    const Column& column = batch_.columns[field];
    if (row >= column.known.size() || column.known[row] == 0) return std::nullopt;
    return column.values[row];
  }

  std::optional<std::int64_t> tenure(std::size_t row) const {
    if (schema_.roles.tenure) return value(*schema_.roles.tenure, row);
    if (!schema_.roles.joined) return std::nullopt;
    const auto joined = value(*schema_.roles.joined, row);
    if (!joined) return std::nullopt;
    return std::max<std::int64_t>(0, months_between(static_cast<Day>(*joined), options_.on));
  }

  bool count(std::size_t row, const EvidenceRow& told) {
    std::vector<std::string> values;
    for (const FieldId field : groups_) {
      const auto stored = value(field, row);
      values.push_back(stored ? shown_value(schema_, field, *stored, text_of(programme_, batch_, *stored))
                              : "unknown");
    }
    PenaltyEntry entry{told.tenure_months, told.net, told.newcomer_net, told.worse_off};
    if (options_.technical_price && __builtin_mul_overflow(value(*options_.technical_price, row).value_or(0),
                                                           std::int64_t{schema_.horizon}, &entry.reference))
      return false;
    // Of whom the measure is not known nothing can be said.
    const bool measured = !options_.technical_price || value(*options_.technical_price, row);
    return (!measured || summary_.penalty.add(values, is_closed(row), entry)) && count_base(told);
  }

  bool is_closed(std::size_t row) const {
    if (!schema_.products) return false;
    const auto product = value(schema_.products->field, row);
    return product && std::ranges::find(schema_.products->sold, *product) == schema_.products->sold.end();
  }

  bool count_base(const EvidenceRow& told) {
    RaisedBase& base = summary_.base;
    ++base.customers;
    const std::int64_t by = told.bill - told.newcomer_bill;
    if (by <= 0) return true;
    ++base.raised;
    base.discounted += told.offers.empty() ? 0 : 1;
    base.worse_off += told.worse_off > 0 ? 1 : 0;
    if (by > base.most) {
      base.most = by;
      base.most_id = told.id;
    }
    return !__builtin_add_overflow(base.by, by, &base.by);
  }

  const Engine& engine_;
  const Programme& programme_;
  const Schema& schema_;
  const EvidenceOptions& options_;
  const EvidenceSinks& sinks_;
  EvidenceSummary& summary_;
  Decider decider_;
  Batch batch_;
  std::vector<FieldId> groups_;
};

}  // namespace

std::string inputs_hash(const Programme& programme, const Batch& batch, std::size_t row) {
  std::string text;
  for (FieldId field = 0; field < programme.schema.fields.size(); ++field) {
    const Field& of = programme.schema.fields[field];
    const Column& column = batch.columns[field];
    text.append(of.name).append("=");
    if (programme.schema.roles.id == field)
      text.append(batch.id(row));
    else if (row < column.known.size() && column.known[row] != 0)
      text.append(of.type == Type::text ? std::string(text_of(programme, batch, column.values[row]))
                                        : std::to_string(column.values[row]));
    else
      text.append("unknown");
    text.append("\n");
  }
  return sha256(text);
}

Status gather_evidence(const Engine& engine, RecordReader& records, const EvidenceOptions& options,
                       const EvidenceSinks& sinks, EvidenceSummary& summary) {
  summary = {};
  return Gathering(engine, options, sinks, summary).run(records);
}

}  // namespace trouw
