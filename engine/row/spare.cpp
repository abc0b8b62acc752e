#include "row/spare.h"

namespace trouw {

namespace {

// A thing as good as new, but for the memory of one member.
template <typename T, typename... Members>
void renew(T& old, Members... members) {
  T fresh;
  const auto keep = [&](auto member) {
    (old.*member).clear();
    fresh.*member = std::move(old.*member);
  };
  (keep(members), ...);
  old = std::move(fresh);
}

}  // namespace

void Spare::clear(Decision& decision) {
  clear(decision.deal);
  clear(decision.twin);
  for (PassedOver& passed : decision.passed_over) give(std::move(passed));
  clear(decision.twin_choices);
  for (std::string& text : decision.facts_broken) {
    text.clear();
    texts_.give(std::move(text));
  }
  DealView deal = std::move(decision.deal), twin = std::move(decision.twin);
  renew(decision, &Decision::id, &Decision::passed_over, &Decision::twin_choices, &Decision::facts_broken,
        &Decision::fingerprint);
  decision.deal = std::move(deal);
  decision.twin = std::move(twin);
}

void Spare::clear(DealView& deal) {
  for (Award& award : deal.awards) give(std::move(award));
  renew(deal, &DealView::awards, &DealView::prices);
}

void Spare::clear(std::vector<Named>& named) {
  for (Named& one : named) {
    one.first.clear();
    one.second.clear();
    named_.give(std::move(one));
  }
  named.clear();
}

void Spare::give(Line&& line) {
  renew(line, &Line::text, &Line::while_true);
  lines_.give(std::move(line));
}

void Spare::give(Award&& award) {
  for (Line& line : award.lines) give(std::move(line));
  for (Promise& promise : award.promises) {
    renew(promise, &Promise::text);
    promises_.give(std::move(promise));
  }
  clear(award.messages);
  renew(award, &Award::lines, &Award::reason, &Award::occasion, &Award::promises, &Award::messages);
  awards_.give(std::move(award));
}

void Spare::give(PassedOver&& passed) {
  for (Tested& tested : passed.tested) {
    clear(tested.has);
    renew(tested, &Tested::text, &Tested::short_of, &Tested::has);
    tested_.give(std::move(tested));
  }
  clear(passed.amount_of);
  renew(passed, &PassedOver::tested, &PassedOver::amount_of, &PassedOver::lost_to);
  passed_over_.give(std::move(passed));
}

}  // namespace trouw
