#include "api/kept.h"

#include <fmt/format.h>

#include "plan/lower.h"
#include "proof/decide.h"
#include "trouw/ensure.h"
#include "trouw/examples.h"

namespace trouw {

namespace {

constexpr auto longest = std::chrono::seconds(10);  // for one guarantee of one record

}  // namespace

struct KeptGuarantees::OfDay {
  OfDay(const HadBefore& had, Day day) : decider(had.programme, lower(had, day)) {}
  Decider decider;
};

KeptGuarantees::KeptGuarantees(const Programme& programme) : had_(had_before(programme)) {}
KeptGuarantees::~KeptGuarantees() = default;

KeptGuarantees::OfDay& KeptGuarantees::on(Day day) {
  auto& found = days_[day];
  if (!found) found = std::make_unique<OfDay>(had_, day);
  return *found;
}

std::vector<std::string> KeptGuarantees::broken(const Example& example) {
  const Programme& programme = *had_.programme;
  Totals plain, had;
  const auto decide = [&](const Record& record, Totals& totals) {
    return on(example.on).decider.totals(one_record(programme, record, "example"), 0, totals);
  };
  Record nothing_had = example.record;
  nothing_had.resize(programme.schema.fields.size(), 0);
  if (const Status status = decide(nothing_had, plain); !status) return {status.message};
  std::vector<std::string> said;
  for (std::uint32_t i = 0; i < programme.guarantees.size(); ++i) {
    if (!plain.guarantees[i].applies) continue;
    if (plain.guarantees[i].gap > 0) {
      said.push_back(told(nothing_had, i, plain.guarantees[i].gap));
    } else if (const auto record = worst(example, i)) {
      const bool decided = static_cast<bool>(decide(*record, had));
      const std::int64_t gap = decided ? had.guarantees[i].gap : 0;
      ensure(gap > 0, "the row reader does not confirm what was had before");
      said.push_back(told(*record, i, gap));
    }
  }
  return said;
}

// The record with something had before, so that the guarantee is broken.
std::optional<KeptGuarantees::Record> KeptGuarantees::worst(const Example& example, std::uint32_t guarantee) {
  if (had_.all.empty()) return std::nullopt;
  if (!every_day_) every_day_ = lower(had_, std::nullopt);
  Question question;
  question.guarantee = guarantee;
  for (FieldId id = 0; id < example.record.size(); ++id) question.fixed.emplace_back(id, example.record[id]);
  const auto problem = pose(*every_day_, question, example.on);
  const Budget budget(Budget::Clock::now() + longest, nullptr);
  const Outcome outcome = decide(*problem, budget, {true, true, true});
  if (outcome.kind == Outcome::exists) return outcome.record;
  return std::nullopt;
}

std::string KeptGuarantees::told(const Record& record, std::uint32_t guarantee, std::int64_t gap) const {
  const Programme& programme = *had_.programme;
  std::string text = fmt::format("“{}” broken by {}", programme.guarantees[guarantee].text,
                                 write_money(gap, programme.schema.currency));
  std::string had;
  for (const HadBefore::One& one : had_.all)
    if (record[one.field] == 1)
      had += fmt::format("{}“{}”", had.empty() ? "" : ", ", programme.offers[one.offer].title);
  return had.empty() ? text : fmt::format("{}, had they had {} before", text, had);
}

}  // namespace trouw
