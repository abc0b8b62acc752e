// Two programmes side by side, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shell/console.h"
#include "trouw/difference.h"

namespace trouw::cli {

// Everything that a comparison has to tell. Refers to what it was made from.
struct DifferenceReport {
  const Programme& before;
  const Programme& after;
  const Difference& found;
  Day on = 0;
  double seconds = 0;
};

// At most 80 columns wide but for long words.
std::string difference_text(const DifferenceReport& report, const Console& console);

// {programme, fingerprints{before, after}, on, currency, compared, only_before, only_after, standing_changed,
// shift{gaining, losing, unchanged, gained, lost}, value{before, after}, worse_off{before, after, newly,
// no_longer}, guarantees[{text, before, after, verdict}], offers[{title, was, counted{before, after, newly,
// no_longer}, paid{before, after}}], segments[{field, values[{value, …shift}]}], losers[{id, by, before,
// after, reasons[]}], seconds}
nlohmann::ordered_json difference_json(const DifferenceReport& report);

// ---- The parts that text, JSON and page share
// --------------------------------------------------------------

struct OfferChange {
  std::string title;
  std::string was;  // "new", "gone", "was “Old title”", or empty
  std::uint64_t counted_before = 0, counted_after = 0, newly = 0, no_longer = 0;
  std::int64_t paid_before = 0, paid_after = 0;
};
std::vector<OfferChange> offer_changes(
    const DifferenceReport& report);  // as the new programme, the gone last

struct GuaranteeChange {
  std::string text;
  std::string before, after;  // "holds", "broken", "not stated"
  std::string verdict;        // "gained", "lost", "holds", "broken", "no longer stated"
};
std::vector<GuaranteeChange> guarantee_changes(const DifferenceReport& report);

// "12 customers lose, 40 gain, 1,948 stay as they are."
std::string shift_text(const Difference& found);

// What it costs, who is worse off, what could not be compared: a sentence each.
std::vector<std::string> difference_sentences(const DifferenceReport& report);

// What one who loses no longer gets, or gets less of, and why; what they get instead.
std::vector<std::string> loss_reasons(const DifferenceReport& report, const Loser& loser);

bool says_anything(const ShiftedSegment& segment);

}  // namespace trouw::cli
