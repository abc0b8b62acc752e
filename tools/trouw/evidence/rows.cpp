#include "evidence/rows.h"

#include <fmt/format.h>

#include "show/decision_words.h"
#include "trouw/fingerprint.h"

namespace trouw::cli {

namespace {

std::string awards_text(const DealView& deal, const Programme& programme) {
  std::string text;
  for (const Award& award : deal.awards)
    text += fmt::format("{}“{}” {}", text.empty() ? "" : ", ", programme.offers[award.offer].title,
                        format_money(award.paid, programme.schema.currency));
  return text.empty() ? "nothing" : text;
}

}  // namespace

std::string EvidenceIds::shown(const std::string& id) const {
  return hashed() ? sha256(key_ + id) : id;
}

std::vector<std::string> decision_heading() {
  return {"id",  "standing",     "inputs_sha256",    "tenure_months", "bill",  "newcomer_bill",
          "net", "newcomer_net", "worse_off_before", "worse_off",     "offers"};
}

std::vector<std::string> decision_cells(const EvidenceRow& row, const EvidenceIds& ids) {
  return {ids.shown(row.id),
          standing_name(row.standing),
          row.inputs,
          row.tenure_months ? std::to_string(*row.tenure_months) : "",
          std::to_string(row.bill),
          std::to_string(row.newcomer_bill),
          std::to_string(row.net),
          std::to_string(row.newcomer_net),
          std::to_string(row.worse_off_before),
          std::to_string(row.worse_off),
          row.offers};
}

std::vector<std::string> breach_heading() {
  return {"id", "worse_off", "pays", "newcomer_pays", "reason", "remedy"};
}

std::vector<std::string> breach_cells(const EvidenceRow& row, const Decision& decision,
                                      const Programme& programme, const EvidenceIds& ids) {
  std::string reason =
      fmt::format("gets {}; a newcomer with the same would get {}", awards_text(decision.deal, programme),
                  awards_text(decision.twin, programme));
  if (row.bill > row.newcomer_bill)
    reason += fmt::format("; and is billed {} before offers where a newcomer is billed {}",
                          format_money(row.bill, programme.schema.currency),
                          format_money(row.newcomer_bill, programme.schema.currency));
  return {ids.shown(row.id),
          std::to_string(row.worse_off),
          std::to_string(row.net),
          std::to_string(row.newcomer_net),
          std::move(reason),
          fmt::format("a credit of {}, or an offer that says: match the newcomer deal",
                      format_money(row.worse_off, programme.schema.currency))};
}

}  // namespace trouw::cli
