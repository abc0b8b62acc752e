// The ledger: what has been given, in one SQLite file.
//
//   trouw::Status status;
//   auto ledger = trouw::Ledger::open("ledger.db", trouw::LedgerAccess::make, status);
//   status = trouw::grant(engine, *records, *ledger, {day, day}, {}, summary);
//
// An award is reserved, confirmed or released; a confirmed one is handed out bill by bill, once an invoice.
// Nothing is ever taken back by changing it: a reversal is a new entry. Every entry holds the SHA-256 of the
// one before it; head() is the last one's, to be kept outside. Each call that changes something is one
// transaction: after a crash it has happened, or it has not. Ids stand in keys only as hashes with the
// ledger's own secret salt.
//
// Periods of an award are counted in millionths: a bill for a part of a billing period uses up that part.
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
#include <utility>
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

inline constexpr std::int64_t whole_period = 1'000'000;  // what a bill for all of a billing period uses up

// What an award promised, with names where a Promise has numbers, so that it outlives its programme.
struct HeldPromise {
  Promise promise;       // base and perk are to be looked up
  std::string base;      // the field's name, or empty
  std::string perk;      // the perk's name, or empty
  std::int64_t had = 0;  // of one that is capped over all its bills: the money that they had
};

enum class AwardState : std::uint8_t { reserved, confirmed, released, reversed, ended };
const char* award_state_name(AwardState state);  // "confirmed"

// Some of an award's periods, from the first that a bill of it had: [from, from + length), in millionths.
struct Stretch {
  std::int64_t from = 0, length = 0;
};

// What bills had of an award that is no money: points by their number, a perk by its worth.
struct HeldGood {
  std::string name;  // the perk's; "points"
  std::int64_t had = 0, taken = 0;
  std::int64_t open = 0;  // taken back, and on no bill yet: below zero
};

// A bill of an award. Awards that competed on it have the same `bill` and `competition`.
struct HeldBill {
  std::int64_t bill = 0;  // the bill's number in the ledger
  Day starts = 0;
  Stretch used;
  std::int64_t money = 0;                // that stood on it, carried or not; 0 for one that did not count
  std::uint32_t competition = 0;         // 0: with none
  bool counted = true;                   // of its competition it was the largest
  std::vector<std::uint32_t> idle = {};  // places of promises whose `while` did not hold on it
};

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
  std::optional<std::int64_t> ceiling;  // of its money on the first `horizon` periods
  int horizon = 0;

  std::int64_t used = 0;  // of its periods, by bills
  // Periods that a voided bill gave back, before others that were used since; the next bills have them first.
  std::vector<Stretch> gaps;
  std::int64_t handed = 0;      // money that bills had, carried on or not, less what was taken back
  std::int64_t taken = 0;       // money that was taken back
  std::int64_t open = 0;        // for the next bill: above zero carried on to it, below zero to be charged
  std::vector<HeldGood> goods;  // points and perks that bills had
  // Its bills that were not voided; where none competed, none was idle and it promises no more than a
  // horizon, they are left out.
  std::vector<HeldBill> bills_had;

  std::string fingerprint;
  std::string ended_why;       // of one that ended: "they left", "lost if …", "corrected: …"
  std::optional<Day> settled;  // the day it was released, reversed, or ended on
  std::vector<HeldPromise> promises;

  // Taken back whole, or lost: it is not given again as long as it would have run.
  bool taken_back() const;
  // Ended because the day was decided again.
  bool corrected() const;
  // The periods from the first to the last promised; none: as long as they stay.
  std::optional<int> bills() const;
  // Periods that are wholly used up.
  int billed() const { return static_cast<int>(used / whole_period); }
  // With periods to come. What is reserved counts as granted: it runs too, and is on no bill before it is
  // confirmed.
  bool runs() const;
  // Whether a bill that starts on a day has it: confirmed, granted by then, with periods to come; after they
  // left, bills that started by then.
  bool is_due(Day starts) const;
};

// A line that a bill was handed. `amount` is money, in minor units, and all of the money: the bill is less by
// the sum of them.
struct DueLine {
  std::int64_t award = 0;
  std::string offer;
  // discount, credit, perk, points; carried: what earlier bills had no room for; taken back: a charge, or
  // points or a perk to be taken back
  std::string kind;
  std::string text;
  std::int64_t amount = 0;           // below zero: a charge
  std::int64_t carried = 0;          // of a credit: what the bill had no room for, on the next ones
  std::int64_t worth = 0;            // of a perk or points, which are no money
  std::int64_t number = 0;           // points
  std::int64_t rate = 0;             // of a percentage: 1/1,000,000
  std::int64_t base = 0;             // of a percentage: what it was taken of
  int period = 0;                    // which period of its reward, from 1; 0: a reward had once, or none
  std::optional<int> of, remaining;  // none: as long as they stay
  std::string key;  // the same for the same line for ever: contract, offer, occasion, line, period
};

struct LedgerEntry {
  std::int64_t number = 0;
  // programme, grant, reserve, confirm, release, bill, due (a line of the bill, by its entry), void, reverse,
  // reverse part, take back, end, forget, hold out, upgrade
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
  std::string record;             // the fields that the plan read; empty once forgotten
  std::string context;            // what was given before, as the decision knew it
  std::vector<HeldAward> awards;  // what it granted
  Day day = 0;
};

// What was taken back of an award.
struct TakenBack {
  std::int64_t money = 0;
  std::vector<std::pair<std::string, std::int64_t>> goods;  // points by number, a perk by worth
};

// What is to be taken back of an award.
struct Reversal {
  std::int64_t award = 0;
  std::optional<std::int64_t> amount;  // none: all of it, points and perks too
  std::optional<std::int64_t> points;  // so many of its points; not with `amount`
  // In billing: asked again with the same one, the award gives the same answer and nothing is taken back
  // twice. Without one a part is taken back as often as it is asked.
  std::string reference;
  std::string why;
  Day day = 0, booked = 0;
};

// A bill that counts no more.
struct Voided {
  bool again = false;          // it was voided before
  std::vector<DueLine> lines;  // that it had
};

// What forgetting found and did.
struct Forgotten {
  std::uint64_t records = 0;  // that were taken out now
  // Another process reads: what was taken out is still on the disk, until it is forgotten once more.
  bool lingers = false;
};

struct LedgerCheck {
  std::uint64_t entries = 0, awards = 0, invoices = 0;
  std::string head;
  bool head_there = false;         // the head that was asked for is an entry's
  std::vector<std::string> wrong;  // a sentence each
};

// What a caller asks once, under a name of its own.
struct KeyedRequest {
  std::string key;      // empty: as often as it is asked
  std::string request;  // whatever tells what is asked
};

enum class Answered : std::uint8_t {
  now,
  before,    // the answer is the one of then; nothing was done
  otherwise  // the key was used for another request: nothing was done, there is no answer
};

using Messages = std::vector<std::pair<std::string, std::string>>;  // language, what the customer is told

class LedgerFile;

class Ledger {
 public:
  // A file that is no ledger, is damaged, has tables or triggers that are not a ledger's, or was made by a
  // newer version is a failure that says so.
  static std::unique_ptr<Ledger> open(const std::string& path, LedgerAccess access, Status& status);
  // A new ledger that is gone with the object.
  static std::unique_ptr<Ledger> in_memory(Status& status);
  explicit Ledger(std::unique_ptr<LedgerFile> file);
  ~Ledger();

  // An id as keys have it.
  std::string key(std::string_view id) const;
  // Whether anything was ever granted to the contract.
  bool knows(const std::string& contract_key, Status& status);

  // What was granted to a contract, the oldest first; released awards left out.
  Status awards(const std::string& contract_key, std::vector<HeldAward>& awards);
  // The same for many contracts: a list each, in their order. A batch of the size of a record source's costs
  // a fraction of asking one by one.
  Status awards_of(const std::vector<std::string>& contract_keys,
                   std::vector<std::vector<HeldAward>>& awards);
  Status award(std::int64_t number, std::optional<HeldAward>& award);
  // Awards of a day or later, released ones too, in the order they were granted; with what their customers
  // are told.
  Status awards_since(Day day, const std::function<Status(const HeldAward&, const Messages&)>& award);
  // Awards with something for the next bill.
  Status open_awards(const std::function<Status(const HeldAward&)>& award);
  // The languages that customers are told things in; "" is a programme's own.
  Status languages(std::vector<std::string>& languages);
  // What the customer is told of an award.
  Status messages(std::int64_t award, Messages& messages);

  // Reserved → confirmed, reserved → released. A failure where it is neither that nor done already.
  Status confirm(std::int64_t award, Day booked);
  Status release(std::int64_t award, Day booked);

  // Takes back what was handed out; without an amount nothing more of the award is due either. It stands on
  // the next bill.
  Status reverse(const Reversal& reversal, TakenBack& back);

  // A bill that was handed its lines counts no more: its lines and periods come back, and its name is free.
  Status void_invoice(const std::string& contract_key, const std::string& invoice, Day booked,
                      Voided& voided);

  // Takes the id and the kept records of a customer, and of their contracts, out of the file. Totals, and the
  // chain of entries, stay.
  Status forget(const std::string& id, Day booked, Forgotten& forgotten);

  // What is asked under a key is done once: `run` changes the ledger in one transaction, which keeps what
  // `text` says of it too. KeyedRequest again, the answer is that of then, for as long as nobody was
  // forgotten since. A failure keeps nothing.
  Status once(const KeyedRequest& asked, const std::function<Status()>& run,
              const std::function<std::string()>& text, std::string& answer, Answered& answered);

  // Every entry, or those of a contract where its key is given.
  Status entries(const std::string& contract_key, const std::function<void(const LedgerEntry&)>& entry);
  // The hash of the last entry.
  const std::string& head() const;

  // Holds the file against itself, and against a head that was kept outside, where one is given.
  Status verify(const std::string& head, LedgerCheck& check);

  // The decisions that granted something, in order.
  Status decisions(const std::function<Status(const KeptDecision&)>& decision);
  // The one that granted an award.
  Status decision_of(std::int64_t award, std::optional<KeptDecision>& decision);
  // The text of a programme that something was granted by.
  Status programme(const std::string& fingerprint, std::string& yaml, std::vector<SourceFile>& files);

  LedgerFile& file() { return *file_; }

 private:
  std::unique_ptr<LedgerFile> file_;
};

}  // namespace trouw
