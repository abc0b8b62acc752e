#include <fmt/format.h>

#include <algorithm>

#include "books/granting.h"
#include "ledger/days.h"
#include "ledger/settling.h"

namespace trouw {

namespace {

// One contract's past day, decided again.
class Correcting {
 public:
  Correcting(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, Day day, Day booked,
             Status& status)
      : ledger_(ledger),
        record_(record),
        row_(row),
        day_(day),
        booked_(booked),
        granting_(engine, ledger, day, status),
        keys_(granting_.keys(record, row)) {}

  Status run(Correction& correction) {
    Past past;
    if (const Status status = look_back(past); !status) return status;
    Decision decision;
    if (const Status status = granting_.decide(record_, row_, past, decision); !status) return status;
    if (decision.standing == Standing::rejected)
      return Status::failure(
          "the record is no newcomer, customer or former customer by that day's programme");
    std::vector<Award> wanted = granting_.granted(decision);
    if (const Status status = undo(decision, past, wanted, correction); !status) return status;
    if (wanted.empty()) return {};
    if (const Status status = decide_the_rest(past, decision, wanted); !status) return status;
    NewDecision kept = granting_.kept(record_, row_, keys_, past, decision, wanted);
    kept.booked = booked_;
    return add(ledger_.file(), kept, AwardState::confirmed);
  }

 private:
  // What was granted before that day, as it stood then; what was granted on it is kept apart.
  Status look_back(Past& past) {
    std::vector<HeldAward> all;
    if (const Status status = ledger_.awards(keys_.contract, all); !status) return status;
    for (HeldAward& award : all) {
      const bool reversed = award.state == AwardState::reversed;  // and that stands
      if (award.day == day_ && !reversed && !award.corrected()) that_day_.push_back(award);
      if (award.day > day_ || (award.day == day_ && !reversed)) continue;
      if (const Status status = as_of(ledger_.file(), award, day_); !status) return status;
      before_.push_back(award);
    }
    return past_of_before(past);
  }

  // The room that what was granted on the day took of a limit is its own.
  Status past_of_before(Past& past) {
    const Status status = granting_.past(record_, row_, keys_, before_, past);
    for (const HeldAward& held : that_day_) {
      const auto offer = offer_titled(granting_.programme(), held.offer);
      if (status && offer && past.closed[*offer] == Closed::limit_reached) past.closed[*offer] = Closed::no;
    }
    return status;
  }

  // Leaves what comes out alike, takes back what does not; `wanted` keeps what is to be granted.
  Status undo(const Decision& decision, Past& past, std::vector<Award>& wanted, Correction& correction) {
    const std::vector<NewAward> made = new_awards(granting_.programme(), decision, wanted, past.occasions);
    std::vector<bool> stays(wanted.size(), false);
    for (const HeldAward& held : that_day_) {
      const auto same = std::ranges::find_if(made, [&](const NewAward& one) { return is_alike(held, one); });
      if (same != made.end()) {
        stays[static_cast<std::size_t>(same - made.begin())] = true;
        staying_.push_back(held);
        continue;
      }
      correction.changes.push_back({held.offer, held.number, held.handed, 0});
      const std::string why = fmt::format("{}decided again for {}", corrected_words, format_day(day_));
      const Status status = held.used > 0 ? end(ledger_.file(), held, why, all_of(held), day_, booked_)
                                          : withdraw(ledger_.file(), held, why, day_, booked_);
      if (!status) return status;
      for (const Award& award : wanted)  // bills had this occasion: lines of another award need other keys
        if (held.used > 0 && granting_.programme().offers[award.offer].title == held.offer)
          past.occasions[award.offer] += fmt::format("{}{}", corrected_mark, held.number);
    }
    std::vector<Award> left;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (!stays[i]) left.push_back(std::move(wanted[i]));
    wanted = std::move(left);
    for (const Award& award : wanted) tell(award, correction);
    return {};
  }

  // What stays runs, so that the decision that is kept grants what is new and nothing else.
  Status decide_the_rest(Past& past, Decision& decision, std::vector<Award>& wanted) {
    if (staying_.empty()) return {};
    for (HeldAward& held : staying_) {
      held.used = 0;
      before_.push_back(std::move(held));
    }
    const std::vector<std::string> occasions = past.occasions;
    Status status = past_of_before(past);
    past.occasions = occasions;
    if (status) status = granting_.decide(record_, row_, past, decision);
    wanted = granting_.granted(decision);
    return status;
  }

  void tell(const Award& award, Correction& correction) const {
    const std::string& title = granting_.programme().offers[award.offer].title;
    const auto instead = std::ranges::find(correction.changes, title, &Correction::Change::offer);
    if (instead == correction.changes.end())
      correction.changes.push_back({title, 0, 0, award.paid});
    else
      instead->paid = award.paid;
  }

  static bool is_alike(const HeldAward& held, const NewAward& made) {
    HeldAward same = held;
    same.occasion = made.occasion;
    return alike(made, same);
  }

  Ledger& ledger_;
  const Batch& record_;
  std::size_t row_;
  Day day_, booked_;
  Granting granting_;
  LimitKeys keys_;
  std::vector<HeldAward> before_, that_day_, staying_;
};

}  // namespace

std::shared_ptr<const Programme> programme_on(Ledger& ledger, const std::string& id, Day day,
                                              Status& status) {
  std::string fingerprint;
  status = programme_on(ledger.file(), ledger.key(id), day, fingerprint);
  if (status && fingerprint.empty())
    status = Status::failure(fmt::format("The ledger has no decision of {} or before.", format_day(day)));
  return status ? FrozenProgrammes(ledger).programme(fingerprint, status) : nullptr;
}

Status correct(const Engine& engine, Ledger& ledger, const Batch& record, std::size_t row, Day day,
               Day booked, Correction& correction) {
  correction = {};
  Status status;
  Change change(ledger.file(), status);
  if (!status) return status;
  Correcting correcting(engine, ledger, record, row, day, booked, status);
  if (status) status = correcting.run(correction);
  return status ? change.commit() : status;
}

}  // namespace trouw
