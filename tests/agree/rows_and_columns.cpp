#include <fmt/format.h>

#include "agree/compare.h"
#include "columns/columns.h"
#include "columns/kernels.h"

namespace trouw::agree {

namespace {

std::string record_text(const Programme& programme, const Batch& batch, std::size_t row) {
  std::string text;
  for (std::size_t i = 0; i < batch.columns.size(); ++i)
    text += fmt::format(
        "  {} = {}\n", programme.schema.fields[i].name,
        batch.columns[i].known[row] != 0 ? std::to_string(batch.columns[i].values[row]) : "unknown");
  return text;
}

class Comparing {
 public:
  Comparing(const Engine& engine, Day on, std::shared_ptr<const ColumnProgram> columns, const Batch& batch)
      : programme_(engine.programme()),
        batch_(batch),
        decider_(engine.on(on)),
        columns_(std::move(columns), static_cast<columns::Level>(batch.size % 3)) {
    sums_.offers.resize(programme_.offers.size());
    sums_.guarantees.resize(programme_.guarantees.size());
  }

  Compared compare() {
    ColumnSums sums;
    columns_.totals(batch_, totals_, sums);
    for (std::size_t row = 0; row < batch_.size && result_.difference.empty(); ++row) one(row);
    if (result_.difference.empty()) compare_sums(sums);
    return result_;
  }

 private:
  void differ(const std::string& what, std::int64_t by_row, std::int64_t by_column) {
    if (by_row != by_column && result_.difference.empty())
      result_.difference = fmt::format("{}: {} by row, {} by column\n", what, by_row, by_column);
  }

  void one(std::size_t row) {
    Totals expected;
    const Status status = decider_.totals(batch_, row, expected);
    const bool again = totals_.again[row] != 0;
    if (!status) {
      ++result_.overflowed;
      if (!again) result_.difference = "overflowed by row, not by column: " + status.message + "\n";
    } else if (!again) {
      ++result_.decided;
      figures(row, expected);
      add(expected);
    }
    if (!result_.difference.empty()) result_.difference += record_text(programme_, batch_, row);
  }

  void figures(std::size_t row, const Totals& expected) {
    differ("standing", static_cast<std::int64_t>(expected.standing), totals_.standing[row]);
    differ("newcomer value", expected.newcomer_value, totals_.newcomer_value[row]);
    differ("value before match", expected.value_before_match, totals_.value_before_match[row]);
    differ("top-up", expected.top_up, totals_.top_up[row]);
    differ("value", expected.value, totals_.value[row]);
    differ("worse off before", expected.worse_off_before, totals_.worse_off_before[row]);
    differ("worse off", expected.worse_off, totals_.worse_off[row]);
    std::vector<bool> counted(programme_.offers.size());
    for (const Totals::OfferTotals& offer : expected.offers)
      counted[offer.offer] = counted[offer.offer] || offer.counted;
    for (std::uint32_t i = 0; i < counted.size(); ++i)
      differ("counted " + programme_.offers[i].title, counted[i], totals_.has_counted(row, i));
    for (std::size_t i = 0; i < programme_.guarantees.size(); ++i)
      if (programme_.guarantees[i].kind != GuaranteeKind::staying)  // which asks for other tenures too
        differ(programme_.guarantees[i].text, expected.guarantees[i].gap, totals_.gaps[i][row]);
  }

  void add(const Totals& one) {
    ++sums_.standings[static_cast<std::size_t>(one.standing)];
    if (one.standing == Standing::rejected) return;
    sums_.newcomer_value += one.newcomer_value;
    sums_.value_before_match += one.value_before_match;
    sums_.top_up += one.top_up;
    sums_.value += one.value;
    if (one.standing == Standing::customer) sums_.to_customers += one.value;
    sums_.before.count += one.worse_off_before > 0;
    sums_.before.total += one.worse_off_before;
    sums_.after.count += one.worse_off > 0;
    sums_.after.total += one.worse_off;
    sums_.facts_broken += one.facts_broken;
    sums_.facts.resize(std::max(sums_.facts.size(),
                                one.broken_facts.empty() ? 0 : one.broken_facts.back() + std::size_t{1}));
    for (const std::uint32_t fact : one.broken_facts) ++sums_.facts[fact];
    for (const Totals::OfferTotals& offer : one.offers) {
      ColumnSums::Offer& sum = sums_.offers[offer.offer];
      sum.open += offer.open;
      sum.counted += offer.counted;
      sum.value += offer.value;
      sum.paid += offer.paid;
    }
    for (std::size_t i = 0; i < one.guarantees.size(); ++i) {
      sums_.guarantees[i].covered += one.guarantees[i].applies;
      sums_.guarantees[i].left_out += one.guarantees[i].left_out;
      sums_.guarantees[i].broken += one.guarantees[i].gap > 0;
    }
  }

  void differ_wide(const std::string& what, Wide by_row, Wide by_column) {
    if (by_row == by_column || !result_.difference.empty()) return;
    result_.difference = fmt::format("sum of {}: {} by row, {} by column\n", what,
                                     static_cast<double>(by_row), static_cast<double>(by_column));
  }

  void compare_sums(const ColumnSums& sums) {
    for (std::size_t i = 0; i < 5; ++i)
      differ_wide("a standing", Wide{sums_.standings[i]}, Wide{sums.standings[i]});
    differ_wide("newcomer value", sums_.newcomer_value, sums.newcomer_value);
    differ_wide("value before match", sums_.value_before_match, sums.value_before_match);
    differ_wide("top-ups", sums_.top_up, sums.top_up);
    differ_wide("value", sums_.value, sums.value);
    differ_wide("value to customers", sums_.to_customers, sums.to_customers);
    differ_wide("who is worse off before", Wide{sums_.before.count}, Wide{sums.before.count});
    differ_wide("worse off before", sums_.before.total, sums.before.total);
    differ_wide("who is worse off", Wide{sums_.after.count}, Wide{sums.after.count});
    differ_wide("worse off", sums_.after.total, sums.after.total);
    differ_wide("facts broken", Wide{sums_.facts_broken}, Wide{sums.facts_broken});
    sums_.facts.resize(sums.facts.size());
    for (std::size_t i = 0; i < sums.facts.size(); ++i)
      differ_wide(fmt::format("fact {} broken", i), Wide{sums_.facts[i]}, Wide{sums.facts[i]});
    for (std::size_t i = 0; i < sums_.offers.size(); ++i) {
      const std::string& title = programme_.offers[i].title;
      differ_wide("open " + title, Wide{sums_.offers[i].open}, Wide{sums.offers[i].open});
      differ_wide("counted " + title, Wide{sums_.offers[i].counted}, Wide{sums.offers[i].counted});
      differ_wide("value of " + title, sums_.offers[i].value, sums.offers[i].value);
      differ_wide("paid by " + title, sums_.offers[i].paid, sums.offers[i].paid);
    }
    for (std::size_t i = 0; i < sums_.guarantees.size(); ++i) {
      const Guarantee& stated = programme_.guarantees[i];
      differ_wide("covered by " + stated.text, Wide{sums_.guarantees[i].covered},
                  Wide{sums.guarantees[i].covered});
      differ_wide("left out by " + stated.text, Wide{sums_.guarantees[i].left_out},
                  Wide{sums.guarantees[i].left_out});
      if (stated.kind != GuaranteeKind::staying)
        differ_wide("broken " + stated.text, Wide{sums_.guarantees[i].broken},
                    Wide{sums.guarantees[i].broken});
    }
  }

  const Programme& programme_;
  const Batch& batch_;
  Decider decider_;
  ColumnReader columns_;
  ColumnTotals totals_;
  ColumnSums sums_;
  Compared result_;
};

}  // namespace

Compared rows_and_columns(const Engine& engine, Day on, const Batch& batch) {
  const auto columns = std::make_shared<const ColumnProgram>(engine.plan(on));
  Compared compared = Comparing(engine, on, columns, batch).compare();
  const std::vector<Field>& fields = engine.programme().schema.fields;
  for (FieldId id = 0; id < fields.size() && compared.difference.empty(); ++id) {
    if (fields[id].type != Type::choice) continue;
    const auto segments = std::make_shared<const ColumnProgram>(engine.plan(on), id);
    compared.difference = Comparing(engine, on, segments, batch).compare().difference;
    if (!compared.difference.empty())
      compared.difference = "in segments by " + fields[id].name + ": " + compared.difference;
  }
  return compared;
}

bool in_segments(const Engine& engine, Day on) {
  return ColumnProgram(engine.plan(on)).segments() != nullptr;
}

}  // namespace trouw::agree
