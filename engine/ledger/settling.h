// What becomes of an award after it was granted: settled, taken back, ended.
#pragma once

#include "ledger/file.h"

namespace trouw {

// How entries begin, or end, that say why an award ended.
inline constexpr std::string_view lost_words = "lost if ",
                                  corrected_words = "corrected: ", left_words = "they left",
                                  reclaimed_words = "reclaimed: ";
inline constexpr const char* points_good = "points";  // their name among goods

// Reserved → confirmed or released.
Status settle(LedgerFile& file, std::int64_t award, AwardState to, Day booked);

Status reverse(LedgerFile& file, const Reversal& reversal, TakenBack& back);

// The following REQUIRE an open Change.

// All that bills had of an award and was not taken back.
TakenBack all_of(const HeldAward& award);

// Ends an award: no bill after that day has it; `back` of what was handed out is taken back.
Status end(LedgerFile& file, const HeldAward& award, const std::string& why, const TakenBack& back, Day day,
           Day booked);

// Takes a part of what was handed out back, as `entry` says; its amount and award are filled in. The award
// goes on.
Status take_back(LedgerFile& file, const HeldAward& award, const TakenBack& back, NewEntry entry);

// The award is none, as if it had never been granted: its occasion and its room are free again. REQUIRES
// that no bill had it.
Status withdraw(LedgerFile& file, const HeldAward& award, const std::string& why, Day day, Day booked);

}  // namespace trouw
