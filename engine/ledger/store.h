// The ledger's file: what granting and billing write to it, beyond what everybody may ask of a Ledger.
#pragma once

#include <map>

#include "ledger/tables.h"
#include "trouw/ledger.h"

namespace trouw {

// One award of a decision, to be written.
struct NewAward {
  std::string offer, occasion;
  Standing standing = Standing::customer;
  bool match = false;
  std::int64_t paid = 0;
  std::optional<std::int64_t> ceiling;
  int horizon = 0;
  std::vector<HeldPromise> promises;
  std::vector<std::pair<std::string, std::string>> counted;   // field of a limit, key of its value
  std::vector<std::pair<std::string, std::string>> messages;  // language, what the customer is told
};

// A decision that grants something.
struct NewDecision {
  std::string id, customer;  // as records have them
  Day day = 0, booked = 0;
  std::string fingerprint, record, context;
  std::vector<NewAward> awards;
};

// What limits have to count: an award that was not released.
struct Counted {
  std::string contract, customer;  // keys
  std::string field_key;           // of the field asked for, or empty
  Day day = 0;
  std::int64_t paid = 0;
};

// How entries begin that say why an award ended.
inline constexpr std::string_view lost_words = "lost if ", corrected_words = "corrected: ";

// An award that a contract would have been granted, had it not been held out to measure the offer.
struct HeldOut {
  std::string contract;  // key
  std::string offer, occasion;
  std::int64_t paid = 0;  // as it would have been decided
  Day day = 0, booked = 0;
  std::string fingerprint;
};

// An award as a count of who stayed takes it.
struct GivenAward {
  std::string contract;  // key
  Day day = 0;
  std::int64_t paid = 0, handed = 0;
  bool billed = false;
};

// A bill to be written: its lines, and every award that it is a bill of.
struct NewInvoice {
  std::string contract;  // key
  std::string invoice;
  Day day = 0, booked = 0;
  std::vector<DueLine> lines;
  std::vector<const HeldAward*> awards;
};

class LedgerStore final : public Ledger {
 public:
  explicit LedgerStore(sqlite::Database database);

  // Makes or migrates what has to be, as far as `access` goes. REQUIRED before all else.
  Status prepare(LedgerAccess access);

  // ---- For granting and billing: REQUIRES an open Change -------------------------------------------------
  Status keep(const Programme& programme, Day booked);
  Status add(const NewDecision& decision, AwardState state);
  Status add(const NewInvoice& invoice);
  Status add(const HeldOut& held_out);
  // Ends an award: nothing more of it is due; `back` of what was handed out is taken back.
  Status end(const HeldAward& award, const std::string& why, std::int64_t back, Day day, Day booked);

  // The award is none, as if it had never been granted: its occasion and its room are free again. REQUIRES
  // that no bill had it.
  Status withdraw(const HeldAward& award, const std::string& why, Day day, Day booked);

  // ---- Asking --------------------------------------------------------------------------------------------
  Status counted(const std::vector<std::string>& titles, const std::string& field,
                 const std::function<void(const Counted&)>& award);
  // Awards of offers with these titles that were given, reversed ones too; the oldest first.
  Status given(const std::vector<std::string>& titles, const std::function<void(const GivenAward&)>& award);
  // Who was held out of them.
  Status held_out(const std::vector<std::string>& titles, const std::function<void(const HeldOut&)>& one);
  // Under one of these titles, on this occasion.
  Status was_held_out(const std::string& contract_key, const std::vector<std::string>& titles,
                      const std::string& occasion, bool& there);
  // The lines of an invoice that was handed out; `there` false: it was not.
  Status invoice(const std::string& contract_key, const std::string& invoice, bool& there,
                 std::vector<DueLine>& lines);
  // The day of the contract's latest invoice, if any.
  Status latest_invoice(const std::string& contract_key, std::optional<Day>& day);
  bool empty();  // nothing was ever granted
  // By which programme the contract was decided on a day; otherwise anybody, then or last before. Empty:
  // none.
  Status programme_on(const std::string& contract_key, Day day, std::string& fingerprint);
  // Takes back from `billed` and `handed` what bills that start after the day had.
  Status as_of(HeldAward& award, Day day);

  // ---- Ledger --------------------------------------------------------------------------------------------
  std::string key(std::string_view id) const override;
  Status awards(const std::string& contract_key, std::vector<HeldAward>& awards) override;
  Status award(std::int64_t number, std::optional<HeldAward>& award) override;
  Status messages(std::int64_t award, std::vector<std::pair<std::string, std::string>>& messages) override;
  Status confirm(std::int64_t award, Day booked) override;
  Status release(std::int64_t award, Day booked) override;
  Status reverse(const Reversal& reversal, std::int64_t& back) override;
  Status forget(const std::string& id, Day booked, std::uint64_t& records) override;
  Status entries(const std::string& contract_key,
                 const std::function<void(const LedgerEntry&)>& entry) override;
  Status verify(LedgerCheck& check) override;
  Status decisions(const std::function<Status(const KeptDecision&)>& decision) override;
  Status decision_of(std::int64_t award, std::optional<KeptDecision>& decision) override;
  Status programme(const std::string& fingerprint, std::string& yaml,
                   std::vector<SourceFile>& files) override;

  // The statement of this text, prepared once, ready for parameters.
  sqlite::Statement& statement(const char* sql, Status& status);
  sqlite::Database& database() { return database_; }

 private:
  friend class Change;

  Status migrated(std::int64_t from);  // seals what an older version wrote
  Status read_salt();
  Status begin();   // reads where the chain of entries stands
  Status finish();  // writes down where it stands, so that none is missing at its end
  // `rows`: what the entry wrote beside itself, as rows_of() has it.
  Status append(const LedgerEntry& entry, const std::string& rows = "");

  // ---- Seals: what stands beside the entries cannot be changed unseen -------------------------------------
  // All that an entry wrote and that never changes: an award with its decision, promises and what limits
  // count of it; a bill with its lines; a programme. Empty for others.
  Status rows_of(const LedgerEntry& entry, std::string& rows);
  // The decision's record and messages. They can be taken out; their seal stays.
  Status seal_of(std::int64_t decision, std::string& seal);
  Status seal(std::int64_t decision);
  Status seal_what_was();
  Status append_programme(const std::string& fingerprint, Day booked);
  Status add_rows(const char* sql, const std::vector<std::string>& parameters, std::string& rows);
  Status add_lines(const NewInvoice& made);
  Status add_bills(const NewInvoice& made);
  Status add_messages(const NewAward& award, std::int64_t number);
  Status set_state(std::int64_t award, AwardState from, AwardState to, const char* kind, Day booked);
  Status contract_of(const std::string& id, const std::string& customer, std::int64_t& number);
  Status add_award(const NewDecision& decision, const NewAward& award, std::int64_t contract,
                   std::int64_t decision_number, AwardState state, std::int64_t& number);
  Status add_promises(const NewAward& award, std::int64_t number);
  Status read_awards(sqlite::Statement& found, std::vector<HeldAward>& awards);
  Status reversed_before(const Reversal& reversal, std::optional<std::int64_t>& back);
  Status read_promises(HeldAward& award);
  Status check_chain(LedgerCheck& check);
  Status check_rows(const LedgerEntry& entry, const std::string& wrote, std::string& older,
                    LedgerCheck& check);
  Status check_questions(LedgerCheck& check);
  Status check_decisions(LedgerCheck& check);
  Status check_contracts(LedgerCheck& check);

  sqlite::Database database_;
  std::string salt_;
  std::map<const char*, sqlite::Statement> statements_;
  std::int64_t last_entry_ = 0;
  std::string last_hash_;
};

// A transaction on the ledger; undone unless committed.
class Change {
 public:
  Change(LedgerStore& ledger, Status& status);
  Status commit();

 private:
  LedgerStore& ledger_;
  sqlite::Transaction transaction_;
};

// The fingerprint of what an award promises; entries keep it.
std::string digest_of(const NewAward& award);
std::string digest_of(const HeldAward& award);

}  // namespace trouw
