#include "ledger/grants.h"

#include <algorithm>

#include "ledger/cohorts.h"
#include "ledger/seals.h"
#include "ledger/terms.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// The contract's row, made where it is not there. Who was held out has one too, and no id in it.
Status contract_of(LedgerFile& file, const std::string& key, const std::string* id, std::int64_t& number,
                   bool& has_id) {
  Status status;
  sqlite::Statement& insert =
      file.statement("INSERT INTO contracts (key, id) VALUES (?, ?) ON CONFLICT DO NOTHING", status);
  if (!status) return status;
  insert.lend(1, key);
  if (id != nullptr)
    insert.lend(2, *id);
  else
    insert.bind_null(2);
  status = insert.run();
  number = file.database().last_row();
  has_id = id != nullptr;
  if (!status || file.database().changes() > 0) return status;
  sqlite::Statement& found =
      file.statement("SELECT number, id IS NOT NULL FROM contracts WHERE key = ?", status);
  if (status && found.lend(1, key).next(status)) {
    number = found.integer(0);
    has_id = found.integer(1) != 0;
  }
  found.reset();
  return status;
}

// Who was held out before has a row without an id, and who was forgotten: their record comes anew.
Status put_id(LedgerFile& file, std::int64_t contract, const std::string& id) {
  Status status;
  sqlite::Statement& update = file.statement("UPDATE contracts SET id = ? WHERE number = ?", status);
  return status ? update.bind(1, id).bind(2, contract).run() : status;
}

Status add_promises(LedgerFile& file, const std::vector<HeldPromise>& promises,
                    const std::vector<std::string>& terms, std::int64_t award) {
  Status status;
  for (std::size_t i = 0; status && i < promises.size(); ++i) {
    std::int64_t number = 0;
    status = file.number_of(terms[i], number);
    if (!status) return status;
    sqlite::Statement& insert = file.statement("INSERT INTO promises VALUES (?, ?, ?, ?)", status);
    if (!status) return status;
    insert.bind(1, award).bind(2, static_cast<std::int64_t>(i)).bind(3, promises[i].promise.amount);
    status = insert.bind(4, number).run();
  }
  return status;
}

Status add_counted(LedgerFile& file, const NewAward& award, std::int64_t number) {
  Status status;
  for (const auto& [field, key] : award.counted) {
    std::int64_t name = 0;
    if (status) status = file.number_of(field, name);
    if (!status) return status;
    sqlite::Statement& insert = file.statement("INSERT INTO counted VALUES (?, ?, ?)", status);
    if (status) status = insert.bind(1, number).bind(2, name).lend(3, key).run();
  }
  return status;
}

Status add_messages(LedgerFile& file, const NewAward& award, std::int64_t number) {
  Status status;
  for (std::size_t i = 0; status && i < award.messages.size(); ++i) {
    sqlite::Statement& told = file.statement("INSERT INTO messages VALUES (?, ?, ?, ?)", status);
    if (!status) return status;
    told.bind(1, number).bind(2, static_cast<std::int64_t>(i)).lend(3, award.messages[i].first);
    status = told.lend(4, award.messages[i].second).run();
  }
  return status;
}

// Writes the awards of one decision.
class Adding {
 public:
  Adding(LedgerFile& file, const NewDecision& decision, AwardState state)
      : file_(file), decision_(decision), state_(state) {}

  Status run() {
    bool has_id = false;
    Status status = contract_of(file_, decision_.contract, &decision_.id, contract_, has_id);
    if (status && !has_id) status = put_id(file_, contract_, decision_.id);
    programme_ = file_.programme(decision_.fingerprint, status);
    if (status) status = file_.award_numbers(decision_.awards.size(), first_);
    if (status) status = add_decision();
    for (std::size_t i = 0; status && i < decision_.awards.size(); ++i)
      status = add_award(decision_.awards[i], first_ + static_cast<std::int64_t>(i));
    return status;
  }

 private:
  Status add_decision() {
    sealed_.contract = decision_.contract;
    if (decision_.customer_key != decision_.contract) sealed_.customer = decision_.customer_key;
    sealed_.day = decision_.day;
    sealed_.fingerprint = decision_.fingerprint;
    sealed_.context = decision_.context;
    std::string nonce;
    Status status = file_.random_text(nonce);
    DecisionSeal seal(nonce, decision_.record);
    for (std::size_t i = 0; i < decision_.awards.size(); ++i)
      seal.add(first_ + static_cast<std::int64_t>(i), decision_.awards[i].messages);
    sealed_.sealed = seal.text();
    sqlite::Statement& insert = file_.statement(
        "INSERT INTO decisions (contract, customer, day, programme, record, context, nonce, sealed) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?)",
        status);
    if (!status) return status;
    insert.bind(1, contract_).bind(3, decision_.day).bind(4, programme_).lend(5, decision_.record);
    if (sealed_.customer.empty())
      insert.bind_null(2);
    else
      insert.lend(2, sealed_.customer);
    status = insert.lend(6, decision_.context).lend(7, nonce).lend(8, sealed_.sealed).run();
    sealed_.number = file_.database().last_row();
    return status;
  }

  Status add_award(const NewAward& award, std::int64_t number) {
    std::int64_t offer = 0, occasion = 0;
    Status status = file_.number_of(award.offer, offer);
    if (status) status = file_.number_of(award.occasion, occasion);
    if (!status) return status;
    sqlite::Statement& insert = file_.statement(
        "INSERT INTO awards (number, decision, contract, offer, occasion, state, day, standing, is_match, "
        "paid, "
        "ceiling, horizon) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        status);
    if (!status) return status;
    insert.bind(1, number).bind(2, sealed_.number).bind(3, contract_).bind(4, offer).bind(5, occasion);
    insert.lend(6, award_state_name(state_)).bind(7, decision_.day).lend(8, standing_name(award.standing));
    insert.bind(9, award.match ? 1 : 0).bind(10, award.paid).bind(12, award.horizon);
    if (award.ceiling)
      insert.bind(11, *award.ceiling);
    else
      insert.bind_null(11);
    status = insert.run();
    std::vector<std::string> terms;
    for (const HeldPromise& held : award.promises) terms.push_back(terms_of(held));
    if (status) status = add_promises(file_, award.promises, terms, number);
    if (status) status = add_counted(file_, award, number);
    if (status) status = add_messages(file_, award, number);
    return status ? append(award, terms, number) : status;
  }

  Status append(const NewAward& award, const std::vector<std::string>& terms, std::int64_t number) {
    SealedAward sealed{award.offer, award.occasion, award.standing, award.match,
                       award.paid,  award.ceiling,  award.horizon,  {},
                       {}};
    for (std::size_t i = 0; i < terms.size(); ++i)
      sealed.promises.emplace_back(award.promises[i].promise.amount, terms[i]);
    sealed.counted = award.counted;
    std::ranges::sort(sealed.counted);
    NewEntry entry;
    entry.kind = state_ == AwardState::reserved ? "reserve" : "grant";
    entry.award = number;
    entry.contract = contract_;
    entry.day = decision_.day;
    entry.booked = decision_.booked;
    entry.programme = programme_;
    return file_.append(entry, rows_of(sealed_, sealed));
  }

  LedgerFile& file_;
  const NewDecision& decision_;
  AwardState state_;
  std::int64_t contract_ = 0, programme_ = 0, first_ = 0;
  SealedDecision sealed_;
};

}  // namespace

Status keep(LedgerFile& file, const Programme& programme, Day booked) {
  Status status;
  if (file.programme(programme.fingerprint, status) != 0 || !status) return status;
  sqlite::Statement& insert =
      file.statement("INSERT INTO programmes (fingerprint, yaml) VALUES (?, ?)", status);
  if (status) status = insert.bind(1, programme.fingerprint).bind(2, programme.yaml).run();
  const std::int64_t number = file.database().last_row();
  sqlite::Statement& text = file.statement("INSERT INTO programme_files VALUES (?, ?, ?, ?)", status);
  for (std::size_t i = 0; status && i < programme.files.size(); ++i) {
    text.bind(1, number).bind(2, static_cast<std::int64_t>(i));
    status = text.bind(3, programme.files[i].name).bind(4, programme.files[i].text).run();
  }
  return status ? append_programme(file, number, booked) : status;
}

Status add(LedgerFile& file, const NewDecision& decision, AwardState state) {
  return Adding(file, decision, state).run();
}

Status add(LedgerFile& file, const HeldOut& held_out) {
  NewEntry entry;
  entry.kind = hold_out_kind;
  bool has_id = false;
  Status status = contract_of(file, held_out.contract, nullptr, entry.contract, has_id);
  entry.text = hold_out_text(held_out.offer, held_out.occasion);
  entry.amount = held_out.paid;
  entry.day = held_out.day;
  entry.booked = held_out.booked;
  entry.programme = file.programme(held_out.fingerprint, status);
  return status ? file.append(entry, held_out.contract) : status;
}

bool alike(const NewAward& award, const HeldAward& held) {
  return award.offer == held.offer && award.occasion == held.occasion && award.standing == held.standing &&
         award.match == held.match && award.paid == held.paid && award.ceiling == held.ceiling &&
         award.horizon == held.horizon &&
         std::ranges::equal(award.promises, held.promises, [](const HeldPromise& a, const HeldPromise& b) {
           return a.promise.amount == b.promise.amount && terms_of(a) == terms_of(b);
         });
}

}  // namespace trouw
