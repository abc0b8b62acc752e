#include "trouw/billing.h"

#include <fmt/format.h>

#include <algorithm>

#include "books/bill_lines.h"
#include "books/claims.h"
#include "ledger/awards.h"

namespace trouw {

namespace {

constexpr std::size_t most_in_a_period = 1000;  // bills

// One bill of a contract.
class OneBill {
 public:
  OneBill(const Programme& programme, LedgerFile& file, AwardReader& reader, FrozenProgrammes& frozen,
          BillLines& lines, const Batch& record, std::size_t row, const Bill& bill)
      : programme_(programme),
        file_(file),
        reader_(reader),
        frozen_(frozen),
        bill_lines_(lines),
        record_(record),
        row_(row),
        bill_(bill) {}

  Status run(Due& due) {
    Status status;
    contract_ = file_.contract(file_.key(record_.id(row_)), status);
    if (!status || contract_ == 0) return status;  // nothing was granted
    PastInvoice before;
    if (invoice(file_, contract_, bill_.invoice, before, status)) {
      due.again = true;
      due.starts = before.day;
      due.share = before.share;
      return lines_of(file_, before.number, due.lines);
    }
    if (status) status = reader_.of_contract(contract_, awards_);
    if (!status || awards_.empty()) return status;
    if (status = find_period(); status) status = claims();
    if (status) status = lines();
    if (status) status = settle_open();
    if (status) status = make_keys();
    if (status) status = add(file_, made_);
    if (status) status = reclaim_at_once();
    due.starts = made_.day;
    due.share = made_.share;
    const bool any =
        std::ranges::any_of(awards_, [&](const HeldAward& one) { return one.is_due(bill_.starts); });
    if (any && made_.share < bill_.share) due.within = made_.opened;
    for (NewLine& one : made_.lines) due.lines.push_back(std::move(one.line));
    return status;
  }

 private:
  Status find_period() {
    std::vector<PastInvoice> past;
    Status status = latest_invoices(file_, contract_, most_in_a_period, past);
    if (!status) return status;
    if (!past.empty() && past.front().day > bill_.starts) {
      if (voided_on(file_, contract_, bill_.starts, status) == 0)
        return status ? Status::failure(fmt::format(
                            "Bill {} starts on {}, before one of {} that was handed its lines; "
                            "bills go in order.",
                            bill_.invoice, format_day(bill_.starts), format_day(past.front().day)))
                      : status;
      std::erase_if(past, [&](const PastInvoice& one) { return one.day > bill_.starts; });
    }
    const BillPeriod period = period_of(programme_.schema.billing, past, bill_.starts, bill_.share);
    made_.contract = contract_;
    made_.invoice = bill_.invoice;
    made_.day = bill_.starts;
    made_.booked = bill_.booked;
    made_.share = period.share;
    made_.opened = period.opened;
    return status;
  }

  // `lost if CONDITION within`, `reclaim if CONDITION within`: the award ends before the bill has it.
  Status claims() {
    Status status;
    for (HeldAward& award : awards_) {
      if (award.state != AwardState::confirmed || award.day > bill_.starts) continue;
      const Offer* was = frozen_.offer(award, status);
      if (was == nullptr) return status;
      for (const Claim& claim : was->claims) {
        if (!claim.condition || !is_within(award, claim, bill_.starts) ||
            award.state != AwardState::confirmed)
          continue;
        if (!frozen_.holds(award, *claim.condition, programme_, record_, row_, bill_.starts, status))
          continue;
        if (status) status = end_by(award, claim);
      }
      if (!status) return status;
    }
    return status;
  }

  Status end_by(HeldAward& award, const Claim& claim) {
    Status status;
    TakenBack back;
    if (!claim.lost)
      back = reclaimed(award, claim, bill_.starts,
                       frozen_.programme(award.fingerprint, status)->schema.rounding);
    else if (!award.runs())
      return status;
    if (!claim.lost && is_nothing(back) && !award.runs()) return status;
    const std::string why = std::string(claim.lost ? lost_words : reclaimed_words) + claim.condition->text;
    if (status) status = end(file_, award, why, back, bill_.starts, bill_.booked);
    std::optional<HeldAward> again;
    if (status) status = reader_.one(award.number, again);
    if (status && again) award = std::move(*again);
    return status;
  }

  Status lines() {
    for (const HeldAward& award : awards_) {
      if (made_.share == 0 || !award.is_due(bill_.starts)) continue;
      BilledAward billed{&award, next_of(award, made_.share), 0, true};
      if (!billed.used.empty()) made_.awards.push_back(std::move(billed));
    }
    return bill_lines_.add({record_, row_, bill_.starts, made_.share}, made_.awards, made_.lines);
  }

  // What was taken back is charged, what earlier bills had no room for comes off, and then this bill's
  // credits as far as there is room; the rest is carried on.
  Status settle_open() {
    std::vector<NewLine> before;
    std::int64_t room = price();
    for (const NewLine& made : made_.lines)
      if (made.line.kind == "discount") room -= made.line.amount;
    for (const HeldAward& award : awards_) {
      if (award.open < 0) {
        before.push_back(open_line(award, "taken back", award.open));
        room -= award.open;
      }
      for (const HeldGood& good : award.goods)
        if (good.open != 0) before.push_back(open_good(award, good));
    }
    room = std::max<std::int64_t>(0, room);
    for (const HeldAward& award : awards_) {
      const std::int64_t amount = std::min(room, award.open);
      if (amount <= 0) continue;
      before.push_back(open_line(award, "carried", amount));
      room -= amount;
    }
    for (NewLine& made : made_.lines) {
      if (made.line.kind != "credit") continue;
      made.line.carried = std::max<std::int64_t>(0, made.line.amount - room);
      made.line.amount -= made.line.carried;
      room -= made.line.amount;
    }
    made_.lines.insert(made_.lines.begin(), before.begin(), before.end());
    return {};
  }

  std::int64_t price() const {
    const Column& column = record_.columns[programme_.schema.roles.price.value()];
    return column.known[row_] != 0 ? column.values[row_] : 0;
  }

  static NewLine open_line(const HeldAward& award, const char* kind, std::int64_t amount) {
    NewLine made;
    made.line.award = award.number;
    made.line.offer = award.offer;
    made.line.kind = kind;
    made.line.text = award.promises.empty() ? award.offer : award.promises.front().promise.text;
    made.line.amount = amount;
    return made;
  }

  static NewLine open_good(const HeldAward& award, const HeldGood& good) {
    NewLine made = open_line(award, "taken back", 0);
    made.good = made.line.text = good.name;
    (good.name == points_good ? made.line.number : made.line.worth) = good.open;
    return made;
  }

  // Keys are the same for the same line for ever: a part of a period, and a bill in place of one that was
  // voided, is another line.
  Status make_keys() {
    Status status;
    const std::int64_t voided = voided_bills(file_, contract_, status);
    std::map<std::int64_t, std::uint32_t> places;
    for (NewLine& made : made_.lines) {
      if (!status) return status;
      DueLine& line = made.line;
      const auto award = std::ranges::find(awards_, line.award, &HeldAward::number);
      std::string occasion = award->occasion;
      if (line.kind == "carried" || line.kind == "taken back") {
        occasion += fmt::format("; {} on {}, {}", line.kind, bill_.invoice, voided);
        line.key = line_key(award->contract, line.offer, occasion + made.good, 0, 0);
        continue;
      }
      const auto billed = std::ranges::find(made_.awards, &*award, &BilledAward::award);
      const std::int64_t from = billed->used.front().from;
      if (from % whole_period != 0) occasion += fmt::format("; from {}", from % whole_period);
      if (const std::int64_t times = voided == 0 ? 0 : voided_at(file_, line.award, from, status))
        occasion += fmt::format("; after {} voided", times);
      line.key = line_key(award->contract, line.offer, occasion, places[line.award]++,
                          static_cast<int>(from / whole_period) + 1);
    }
    return status;
  }

  // A bill asked for after they left, of what they had before: what is reclaimed of it stands on the next
  // one.
  Status reclaim_at_once() {
    Status status;
    for (const BilledAward& billed : made_.awards) {
      const HeldAward& was = *billed.award;
      if (was.state != AwardState::ended) continue;
      std::optional<HeldAward> award;
      status = reader_.one(was.number, award);
      TakenBack back;
      if (status) status = reclaimed_as_they_leave(frozen_, *award, *award->settled, back);
      if (!status || is_nothing(back)) continue;
      NewEntry entry;
      entry.kind = "reverse part";
      entry.award = award->number;
      entry.contract = contract_;
      entry.text = reclaimed_words;
      entry.text += left_words;
      entry.day = *award->settled;
      entry.booked = bill_.booked;
      status = take_back(file_, *award, back, std::move(entry));
    }
    return status;
  }

  const Programme& programme_;
  LedgerFile& file_;
  AwardReader& reader_;
  FrozenProgrammes& frozen_;
  BillLines& bill_lines_;
  const Batch& record_;
  std::size_t row_;
  const Bill& bill_;
  std::int64_t contract_ = 0;
  std::vector<HeldAward> awards_;
  NewInvoice made_;
};

}  // namespace

class Billing::Work {
 public:
  Work(const Engine& engine, Ledger& ledger, Status& status)
      : engine_(engine),
        ledger_(ledger),
        change_(ledger.file(), status),
        reader_(ledger.file()),
        frozen_(ledger),
        lines_(engine.programme(), ledger) {}

  Status due(const Batch& record, std::size_t row, const Bill& bill, Due& due) {
    due = {};
    if (bill.share <= 0 || bill.share > whole_period)
      return Status::failure("The share of a period lies above 0 and is at most 1.");
    if (bill.invoice.empty()) return Status::failure("An invoice needs an id.");
    if (!failed_) return failed_;
    const Status status =
        OneBill(engine_.programme(), ledger_.file(), reader_, frozen_, lines_, record, row, bill).run(due);
    if (!status) failed_ = status;
    return status;
  }

  Status commit() { return failed_ ? change_.commit() : failed_; }

 private:
  const Engine& engine_;
  Ledger& ledger_;
  Change change_;
  AwardReader reader_;
  FrozenProgrammes frozen_;
  BillLines lines_;
  Status failed_;
};

Billing::Billing(const Engine& engine, Ledger& ledger, Status& status)
    : work_(std::make_unique<Work>(engine, ledger, status)) {}
Billing::~Billing() = default;

Status Billing::due(const Batch& record, std::size_t row, const Bill& bill, Due& due) {
  return work_->due(record, row, bill, due);
}

Status Billing::commit() {
  return work_->commit();
}

Status due(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, const Bill& bill,
           Due& due) {
  Status status;
  Billing billing(engine, ledger, status);
  if (status) status = billing.due(record, row, bill, due);
  return status ? billing.commit() : status;
}

Status leave(Ledger& ledger, const std::string& id, Day day, Day booked, Left& left) {
  left = {};
  LedgerFile& file = ledger.file();
  FrozenProgrammes frozen(ledger);
  Status status;
  Change change(file, status);
  std::vector<HeldAward> awards;
  if (status && !ledger.knows(ledger.key(id), status) && status)
    return Status::failure("The ledger knows no contract " + id + ".");
  if (status) status = ledger.awards(ledger.key(id), awards);
  for (const HeldAward& award : awards) {
    if (!status) return status;
    if (award.state == AwardState::reserved) {
      status = withdraw(file, award, std::string(left_words), day, booked);
      ++left.ended;
      continue;
    }
    if (award.state != AwardState::confirmed) continue;
    TakenBack back;
    status = reclaimed_as_they_leave(frozen, award, day, back);
    const bool nothing = is_nothing(back);
    if (!status || (nothing && !award.runs())) continue;
    status = end(file, award, std::string(nothing ? "" : reclaimed_words) + std::string(left_words), back,
                 day, booked);
    ++left.ended;
    if (!nothing) left.reclaimed.push_back({award.number, award.offer, award.fingerprint, back});
  }
  return status ? change.commit() : status;
}

}  // namespace trouw
