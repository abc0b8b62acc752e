#include <algorithm>

#include "trouw/programme.h"

namespace trouw {

namespace {

// Marks what terms read, following operands with a list instead of the call stack.
class Reads {
 public:
  explicit Reads(const Programme& programme)
      : programme_(programme), fields_(programme.schema.fields.size()), seen_(programme.terms.size()) {}

  void term(TermId id) {
    waiting_.push_back(id);
    while (!waiting_.empty()) {
      const TermId next = waiting_.back();
      waiting_.pop_back();
      if (seen_[next]) continue;
      seen_[next] = true;
      visit(programme_.terms[next]);
    }
  }

  void field(FieldId id) { fields_[id] = true; }

  std::vector<FieldId> all() const {
    std::vector<FieldId> ids;
    for (FieldId id = 0; id < fields_.size(); ++id)
      if (fields_[id]) ids.push_back(id);
    return ids;
  }

 private:
  void tenure() {
    const Roles& roles = programme_.schema.roles;
    if (roles.joined) field(*roles.joined);
    if (roles.tenure) field(*roles.tenure);
  }

  void visit(const Term& t) {
    switch (t.kind) {
      case TermKind::field:
        return field(static_cast<FieldId>(t.value));
      case TermKind::constant:
      case TermKind::today:
        return;
      case TermKind::tenure_months:
      case TermKind::tenure_at_least:
      case TermKind::tenure_more_than:
      case TermKind::tenure_reaches:
      case TermKind::tenure_reaches_every:
        return tenure();
      case TermKind::scale:
      case TermKind::shift_months:
      case TermKind::in_set:
      case TermKind::known:
      case TermKind::negation:
      case TermKind::divide:
      case TermKind::this_month:
      case TermKind::anniversary_this_month:
      case TermKind::falls_this_month:
        waiting_.push_back(t.a);
        return;
      default:
        waiting_.insert(waiting_.end(), {t.a, t.b});
        return;
    }
  }

  const Programme& programme_;
  std::vector<bool> fields_, seen_;
  std::vector<TermId> waiting_;
};

}  // namespace

std::vector<FieldId> fields_read(const Programme& programme, TermId term) {
  Reads reads(programme);
  reads.term(term);
  return reads.all();
}

std::vector<FieldId> fields_read(const Programme& programme, const Offer& offer) {
  Reads reads(programme);
  for (const Condition& condition : offer.conditions) reads.term(condition.term);
  if (offer.known_by) reads.term(*offer.known_by);
  for (const Reward& reward : offer.rewards) {
    if (reward.gate) reads.term(*reward.gate);
    if (reward.scaling) reads.term(reward.scaling->term);
    if (reward.while_true) reads.term(reward.while_true->term);
    if (reward.amount_term) reads.term(*reward.amount_term);
    const bool based = reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate;
    if (reward.base_term)
      reads.term(*reward.base_term);
    else if (based)
      reads.field(reward.base);
  }
  return reads.all();
}

}  // namespace trouw
