#include <nlohmann/json.hpp>

#include "show/outcome.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

// A rate in percent, to four decimals, as a rate has.
double percent(std::int64_t rate) {
  return static_cast<double>(rate) / (static_cast<double>(rate_one) / 100);
}

ordered_json group_json(const OutcomeGroup& group) {
  ordered_json json{{"contracts", group.contracts},
                    {"stayed", group.stayed},
                    {"left", group.left},
                    {"missing", group.missing},
                    {"unread", group.unread}};
  const bool none = group.known == 0;
  json["share"] = none ? ordered_json() : ordered_json(percent(group.share));
  json["low"] = none ? ordered_json() : ordered_json(percent(group.between.low));
  json["high"] = none ? ordered_json() : ordered_json(percent(group.between.high));
  return json;
}

ordered_json offer_json(const Programme& programme, const OfferOutcome& found) {
  const Offer& offer = programme.offers[found.offer];
  ordered_json json{{"title", offer.title}};
  json["hold_out"] = offer.hold_out ? ordered_json(percent(*offer.hold_out)) : ordered_json();
  json["awarded"] = group_json(found.awarded);
  json["held_out"] = group_json(found.held_out);
  json["in_both"] = found.in_both;
  json["finding"] = finding_name(found.finding);
  const bool compared = found.awarded.known > 0 && found.held_out.known > 0;
  json["difference"] = compared ? ordered_json(percent(found.difference)) : ordered_json();
  json["low"] = compared ? ordered_json(percent(found.difference_between.low)) : ordered_json();
  json["high"] = compared ? ordered_json(percent(found.difference_between.high)) : ordered_json();
  json["needed"] = compared ? ordered_json(found.needed) : ordered_json();
  json["granted"] = found.granted;
  json["handed"] = found.handed;
  json["cost"] = found.cost;
  if (found.finding == Finding::stayed_more) {
    json["kept"] = {
        {"contracts", found.kept}, {"low", found.kept_between.low}, {"high", found.kept_between.high}};
    json["cost_each"] = {
        {"money", found.cost_each}, {"low", found.cost_between.low}, {"high", found.cost_between.high}};
  } else {
    json["kept"] = json["cost_each"] = nullptr;
  }
  return json;
}

}  // namespace

const char* finding_name(Finding finding) {
  switch (finding) {
    case Finding::nobody_awarded:
      return "nobody awarded";
    case Finding::nobody_held_out:
      return "nobody held out";
    case Finding::too_few:
      return "too few";
    case Finding::by_chance:
      return "may be chance";
    case Finding::stayed_more:
      return "stayed more";
    case Finding::stayed_less:
      return "stayed less";
  }
  return "";
}

ordered_json outcome_json(const OutcomeReport& report) {
  ordered_json offers = ordered_json::array();
  for (const OfferOutcome& found : report.found.offers) offers.push_back(offer_json(report.programme, found));
  return {{"programme", report.programme.schema.programme},
          {"fingerprint", report.programme.fingerprint},
          {"on", format_day(report.options.on)},
          {"currency", report.programme.schema.currency},
          {"records", report.found.records},
          {"rejected", report.found.rejected},
          {"offers", std::move(offers)}};
}

}  // namespace trouw::cli
