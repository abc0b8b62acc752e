// Granting and billing with a ledger: what is new on a day, what a bill is due, and whether it can all be
// decided again.
#pragma once

#include <functional>
#include <memory>

#include "trouw/billing.h"

namespace trouw {

struct GrantOptions {
  Day on = 0;
  Day booked = 0;
  bool reserve = false;  // reserved, to be confirmed or released; otherwise confirmed at once
};

struct GrantSummary {
  std::uint64_t records = 0, decided = 0, rejected = 0;
  std::uint64_t granted = 0;   // awards
  std::uint64_t running = 0;   // awards of before that still run
  std::uint64_t refused = 0;   // times that a limit turned somebody away who would have had it
  std::uint64_t held_out = 0;  // awards kept back to measure what an offer does, once an occasion
  struct Offer {
    std::string title;
    std::uint64_t granted = 0;
    std::int64_t paid = 0;  // over the horizon, as decided
  };
  std::vector<Offer> offers;  // that were granted, in declaration order
};

// A record that runs on as it was.
struct Unchanged {
  std::string_view id;
  Standing standing = Standing::customer;
  std::int64_t worse_off = 0;
  std::vector<std::uint32_t> counted;  // offers whose awards pay, in declaration order
};

struct GrantSinks {
  std::function<Status(const Reject&)> reject;
  std::function<void(double progress, std::uint64_t records)> progress;
  // A record that the limit of an offer turned away.
  std::function<void(std::string_view id, std::uint32_t offer)> refused;
  // Each decided record, those that wait for a limit last. `granted`: its awards that are new.
  std::function<void(const Decision&, const std::vector<Award>& granted)> decided;
  // Where it is there, records with a past to which nothing is new come here instead, which is much the
  // cheaper.
  std::function<void(const Unchanged&)> unchanged;
};

// Decides every record with its past, and grants what is new, in one transaction: all of it, or after a
// failure nothing. Granting again on the same day grants nothing. Where a limit has no room for all, the
// longest tenure goes first if the offer says so, and then the smaller id (as bytes); who is refused is
// decided again with that offer closed.
Status grant(const Engine& engine, RecordReader& records, Ledger& ledger, const GrantOptions& options,
             const GrantSinks& sinks, GrantSummary& summary);

// The same, and nothing is written: the ledger may be open for reading.
Status grant_dry(const Engine& engine, RecordReader& records, Ledger& ledger, const GrantOptions& options,
                 const GrantSinks& sinks, GrantSummary& summary);

struct Correction {
  struct Change {
    std::string offer;
    std::int64_t award = 0;  // that was granted and should not have been; 0: none
    std::int64_t back = 0;   // of it, what bills had: charged on the next one
    std::int64_t paid = 0;   // of what is granted instead, over the horizon as decided; 0: nothing
  };
  std::vector<Change> changes;  // none: the day comes out as it did
};

// The programme by which a contract was decided on a day that has passed: of its own decision then, or else
// of the last decision before. A failure where there was none.
std::shared_ptr<const Programme> programme_on(Ledger& ledger, const std::string& id, Day day, Status& status);

// Late data: decides a past day again with the record as it should have been, and books the difference.
// `engine` is of programme_on(). What comes out alike stays; what should not have been granted ends, and what
// bills had of it is taken back; what should have been is granted, for that day, and is on bills from the
// next one on. An award whose terms change is ended and granted anew. The past counts as it was on that day,
// limits and the room they have as they are now. Correcting again with the same record changes nothing.
Status correct(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, Day day,
               Day booked, Correction& correction);

struct Explained {
  std::shared_ptr<const Programme> programme;  // as the past leaves its offers: `decision` has its numbers
  Decision decision;
};

// Why a record gets what it gets on a day, with the past that the ledger knows. Changes nothing.
Status explain(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, Day day,
               Explained& explained);

struct WhyGiven {
  HeldAward award;
  std::vector<std::pair<std::string, std::string>> messages;  // language, what the customer was told
  std::vector<std::string> because;                           // why the offer existed
  std::vector<LedgerEntry> entries;                           // of the award
  // The decision, taken again by the programme and the record that were kept; none once it was forgotten.
  std::optional<Explained> decided;
  bool alike = true;  // it comes out as it did
};

// Why an award was given, whatever has become of the programme since.
Status why_given(Ledger& ledger, std::int64_t award, WhyGiven& why);

struct Replay {
  std::uint64_t decisions = 0, alike = 0, forgotten = 0;
  std::vector<std::string> different;  // a sentence each
};

// Decides everything that granted something again, by the programme and the record that were kept.
Status replay(Ledger& ledger, Replay& replay);

}  // namespace trouw
