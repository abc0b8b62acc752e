#include <fmt/format.h>

#include <algorithm>

#include "shell/words.h"
#include "show/decision_words.h"
#include "show/difference.h"
#include "show/dry_run.h"

namespace trouw::cli {

namespace {

// "EUR 12.00 more"
std::string more_or_less(std::int64_t before, std::int64_t after, const std::string& currency) {
  if (before == after) return "as much";
  return format_money(std::max(before, after) - std::min(before, after), currency) +
         (after > before ? " more" : " less");
}

std::string verdict_of_change(const std::string& before, const std::string& after) {
  if (after == "not stated") return "no longer stated";
  if (before == after || before == "not checked" || after == "not checked") return after;
  return after == "holds" ? "gained" : before == "holds" ? "lost" : after;
}

const Award* award_of(const DealView& deal, std::optional<std::uint32_t> offer) {
  const auto found =
      std::ranges::find_if(deal.awards, [&](const Award& a) { return offer && a.offer == *offer; });
  return found == deal.awards.end() ? nullptr : &*found;
}

std::string joined_reasons(const DifferenceReport& report, const Loser& loser,
                           std::optional<std::uint32_t> offer) {
  if (!offer) return "it is no longer in the programme";
  for (const PassedOver& passed : loser.after.passed_over)
    if (passed.offer == *offer)
      return fmt::format("{}", fmt::join(why_not(report.after, loser.after, passed), "; "));
  return "it is for " + std::string(audience_name(report.after.offers[*offer].audience)) + " now";
}

}  // namespace

std::vector<OfferChange> offer_changes(const DifferenceReport& report) {
  std::vector<OfferChange> changes;
  const Difference& found = report.found;
  std::vector<bool> seen(report.before.offers.size());
  for (std::uint32_t i = 0; i < report.after.offers.size(); ++i) {
    const Offer& offer = report.after.offers[i];
    const auto was = same_offer(report.before, offer);
    OfferChange change;
    change.title = offer.title;
    change.counted_after = found.after.offers[i].counted;
    change.paid_after = found.after.offers[i].paid;
    change.newly = found.newly_counted[i];
    if (!was) {
      change.was = "new";
    } else {
      seen[*was] = true;
      const std::string& old = report.before.offers[*was].title;
      if (old != offer.title) change.was = "was “" + printable(old) + "”";
      change.counted_before = found.before.offers[*was].counted;
      change.paid_before = found.before.offers[*was].paid;
      change.no_longer = found.no_longer_counted[*was];
    }
    changes.push_back(std::move(change));
  }
  for (std::uint32_t i = 0; i < report.before.offers.size(); ++i)
    if (!seen[i])
      changes.push_back({report.before.offers[i].title, "gone", found.before.offers[i].counted, 0, 0,
                         found.no_longer_counted[i], found.before.offers[i].paid, 0});
  return changes;
}

std::vector<GuaranteeChange> guarantee_changes(const DifferenceReport& report) {
  const auto& before = report.before.guarantees;
  const auto& after = report.after.guarantees;
  std::vector<GuaranteeChange> changes;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto was = std::ranges::find(before, after[i].text, &Guarantee::text);
    GuaranteeChange change{after[i].text, "not stated", verdict_of(report.found.after.guarantees[i]), ""};
    if (was != before.end())
      change.before =
          verdict_of(report.found.before.guarantees[static_cast<std::size_t>(was - before.begin())]);
    changes.push_back(std::move(change));
  }
  for (std::size_t i = 0; i < before.size(); ++i)
    if (std::ranges::find(after, before[i].text, &Guarantee::text) == after.end())
      changes.push_back({before[i].text, verdict_of(report.found.before.guarantees[i]), "not stated", ""});
  for (GuaranteeChange& change : changes) change.verdict = verdict_of_change(change.before, change.after);
  return changes;
}

std::string shift_text(const Difference& found) {
  if (found.all.gaining + found.all.losing + found.all.unchanged == 0)
    return "Nothing is compared: no record could be decided by both programmes.";
  return fmt::format(
      "{} {}, {} {}, {} as they are.", format_count(static_cast<std::int64_t>(found.all.losing)),
      found.all.losing == 1 ? "loses" : "lose", format_count(static_cast<std::int64_t>(found.all.gaining)),
      found.all.gaining == 1 ? "gains" : "gain", counted(found.all.unchanged, "stays", "stay"));
}

std::vector<std::string> difference_sentences(const DifferenceReport& report) {
  const Difference& found = report.found;
  const std::string& currency = report.after.schema.currency;
  const auto money = [&](std::int64_t minor) { return format_money(minor, currency); };
  std::vector<std::string> said;
  if (found.all.losing > 0 || found.all.gaining > 0)
    said.push_back(
        fmt::format("Together they lose {} and gain {}.", money(found.all.lost), money(found.all.gained)));
  said.push_back(fmt::format("All offers cost {} before and {} after, {}.", money(found.before.value),
                             money(found.after.value),
                             more_or_less(found.before.value, found.after.value, currency)));
  said.push_back(fmt::format("Worse off than a newcomer: {} before and {} after; {} newly, {} no longer.",
                             format_count(static_cast<std::int64_t>(found.before.after.count)),
                             format_count(static_cast<std::int64_t>(found.after.after.count)),
                             format_count(static_cast<std::int64_t>(found.newly_worse_off)),
                             format_count(static_cast<std::int64_t>(found.no_longer_worse_off))));
  if (found.standing_changed > 0)
    said.push_back(counted(found.standing_changed, "record is", "records are") + " of another standing now.");
  if (found.only_before > 0)
    said.push_back(counted(found.only_before, "record was", "records were") +
                   " decided by the old programme only; the new one rejects them.");
  if (found.only_after > 0)
    said.push_back(counted(found.only_after, "record is", "records are") +
                   " decided by the new programme only; the old one rejects them.");
  return said;
}

std::vector<std::string> loss_reasons(const DifferenceReport& report, const Loser& loser) {
  const auto money = [&](std::int64_t minor) { return format_money(minor, report.after.schema.currency); };
  std::vector<std::string> reasons;
  for (const Award& award : loser.before.deal.awards) {
    const Offer& offer = report.before.offers[award.offer];
    const auto became = same_offer(report.after, offer);
    const Award* now = award_of(loser.after.deal, became);
    if (now == nullptr)
      reasons.push_back(fmt::format("“{}”, {}, is not given: {}", printable(offer.title), money(award.paid),
                                    joined_reasons(report, loser, became)));
    else if (now->paid < award.paid)
      reasons.push_back(fmt::format("“{}” gives {}; it gave {}", printable(offer.title), money(now->paid),
                                    money(award.paid)));
  }
  for (const Award& award : loser.after.deal.awards) {
    const Offer& offer = report.after.offers[award.offer];
    const Award* was = award_of(loser.before.deal, same_offer(report.before, offer));
    if (was == nullptr)
      reasons.push_back(fmt::format("“{}” gives {} instead", printable(offer.title), money(award.paid)));
    else if (was->paid < award.paid)
      reasons.push_back(fmt::format("“{}” gives {}; it gave {}", printable(offer.title), money(award.paid),
                                    money(was->paid)));
  }
  return reasons;
}

bool says_anything(const ShiftedSegment& segment) {
  return std::ranges::any_of(segment.shifts, [](const Shift& s) { return s.gaining > 0 || s.losing > 0; });
}

}  // namespace trouw::cli
