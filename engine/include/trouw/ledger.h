// The ledger: what has been given, in one SQLite file.
//
//   trouw::Status status;
//   auto ledger = trouw::Ledger::open("ledger.db", trouw::LedgerAccess::make, status);
//   status = trouw::grant(engine, *records, *ledger, {day, day}, {}, summary);
//
// An award is reserved, confirmed or released; a confirmed one is handed out bill by bill, once an invoice.
// Nothing is ever taken back by changing it: a reversal is a new entry. Every entry holds the SHA-256 of the
// one before it. Each call that changes something is one transaction: after a crash it has happened, or it
// has not. Ids stand in keys only as hashes with the ledger's own secret salt.
//
// Not thread-safe. Any number of processes may have the file open; one writes at a time, and the others wait
// for it up to five seconds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/decision.h"
#include "trouw/status.h"

namespace trouw {

enum class LedgerAccess : std::uint8_t {
  read,   // undoes a change that was broken off, where the file may be written to; nothing else. An older
          // ledger is read from a copy in memory
  write,  // an older ledger is brought up to date
  make    // the same; made where it is not there, or was broken off in the making
};

// What an award promised, with names where a Promise has numbers, so that it outlives its programme.
struct HeldPromise {
  Promise promise;   // base and perk are to be looked up
  std::string base;  // the field's name, or empty
  std::string perk;  // the perk's name, or empty
};

enum class AwardState : std::uint8_t { reserved, confirmed, released, reversed, ended };
const char* award_state_name(AwardState state);  // "confirmed"

// Something granted to a contract on an occasion.
struct HeldAward {
  std::int64_t number = 0;
  std::string contract;  // its key
  std::string id;        // as records have it; empty once forgotten
  std::string offer;     // title
  std::string occasion;  // "2027", "60 months", "1"
  AwardState state = AwardState::confirmed;
  Day day = 0;
  Standing standing = Standing::customer;  // of the record
  bool match = false;
  std::int64_t paid = 0;                // over the horizon, as it was decided
  std::optional<std::int64_t> ceiling;  // of its money on the first `horizon` bills
  int horizon = 0;
  int billed = 0;           // how many bills it was on
  std::int64_t handed = 0;  // money that stood on them, reversals taken off
  std::string fingerprint;
  std::string ended_why;  // of one that ended: "they left", "lost if …", "corrected: …"
  std::vector<HeldPromise> promises;

  // Taken back whole, or lost: it is not given again as long as it would have run.
  bool taken_back() const;
  // Ended because the day was decided again.
  bool corrected() const;
  // The bills from the first to the last promised; none: as long as they stay.
  std::optional<int> bills() const;
  // With bills to come. What is reserved counts as granted: it runs too, and is on no bill before it is
  // confirmed.
  bool runs() const;
  // The same, and confirmed: bills have it.
  bool is_due() const;
};

// A line that a bill was handed. Money in minor units; a reversal's is negative.
struct DueLine {
  std::int64_t award = 0;
  std::string offer;
  std::string kind;  // discount, credit, perk, points; reversal
  std::string text;
  std::int64_t amount = 0;
  std::int64_t number = 0;           // points
  int period = 0;                    // bill of the award, from 1
  std::optional<int> of, remaining;  // none: as long as they stay
  std::string key;  // the same for the same line for ever: contract, offer, occasion, line, bill
};

struct LedgerEntry {
  std::int64_t number = 0;
  // programme, grant, reserve, confirm, release, bill, due, reverse, reverse part, end, forget, hold out,
  // upgrade
  std::string kind;
  std::int64_t award = 0;
  std::string contract, invoice, text;
  int period = 0;
  std::int64_t amount = 0;
  Day day = 0, booked = 0;
  std::string fingerprint;
};

// A decision that granted something, kept to be taken again.
struct KeptDecision {
  std::int64_t number = 0;
  std::string contract;
  std::string fingerprint;
  std::string record;   // a line a field that the plan read; empty once forgotten
  std::string context;  // what was given before, as the decision knew it
  std::string outcome;  // what it granted
  Day day = 0;
};

// What is to be taken back of an award.
struct Reversal {
  std::int64_t award = 0;
  std::optional<std::int64_t> amount;  // none: all of it
  // In billing: asked again with the same one, the award gives the same answer and nothing is taken back
  // twice. Without one a part is taken back as often as it is asked.
  std::string reference;
  std::string why;
  Day day = 0, booked = 0;
};

struct LedgerCheck {
  std::uint64_t entries = 0, awards = 0, invoices = 0;
  std::vector<std::string> wrong;  // a sentence each
};

class Ledger {
 public:
  // A file that is no ledger, is damaged, or was made by a newer version is a failure that says so.
  static std::unique_ptr<Ledger> open(const std::string& path, LedgerAccess access, Status& status);
  virtual ~Ledger() = default;

  // An id as keys have it.
  virtual std::string key(std::string_view id) const = 0;

  // What was granted to a contract, the oldest first; released awards left out.
  virtual Status awards(const std::string& contract_key, std::vector<HeldAward>& awards) = 0;
  virtual Status award(std::int64_t number, std::optional<HeldAward>& award) = 0;
  // What the customer was told of an award, a language each ("" is the programme's own); none once forgotten.
  virtual Status messages(std::int64_t award, std::vector<std::pair<std::string, std::string>>& messages) = 0;

  // A reserved award is granted for good, or was none.
  virtual Status confirm(std::int64_t award, Day booked) = 0;
  virtual Status release(std::int64_t award, Day booked) = 0;

  // Takes back what was handed out, or a part of it, with a new entry; `back` is what is to be charged. All
  // of it: the award's bills to come fall away. It keeps its room in limits, and its occasion: the offer is
  // not granted again for that milestone, year or window, or before its bills would have been over; for
  // good where it is granted once for good or has no last bill; a match for a horizon.
  virtual Status reverse(const Reversal& reversal, std::int64_t& back) = 0;

  // Takes a customer's data out: ids and records. Totals, and the chain of entries, stay as they are.
  virtual Status forget(const std::string& id, Day booked, std::uint64_t& records) = 0;

  // Every entry, award by award where a contract's key is given.
  virtual Status entries(const std::string& contract_key,
                         const std::function<void(const LedgerEntry&)>& entry) = 0;

  // Holds the file against itself.
  virtual Status verify(LedgerCheck& check) = 0;

  // The decisions that granted something, in order.
  virtual Status decisions(const std::function<Status(const KeptDecision&)>& decision) = 0;
  // The one that granted an award.
  virtual Status decision_of(std::int64_t award, std::optional<KeptDecision>& decision) = 0;
  // The text of a programme that something was granted by.
  virtual Status programme(const std::string& fingerprint, std::string& yaml,
                           std::vector<SourceFile>& files) = 0;
};

}  // namespace trouw
