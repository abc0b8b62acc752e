#include "plan/contest.h"

#include <algorithm>
#include <set>

#include "plan/slots.h"

namespace trouw {

namespace {

// Ages lie below it, so that of two values of one amount the older is the larger.
constexpr std::int64_t ages = 1024;

const HeldSlot* slot_of(const PastColumns& past, std::uint32_t offer) {
  const auto found = std::ranges::find(past.slots, offer, &HeldSlot::offer);
  return found == past.slots.end() ? nullptr : &*found;
}

using Lowered = OfferNodes (*)(Builder&, BillTerms&, const PastColumns&, const HeldSlot&,
                               const std::vector<NodeId>&);

// Slots on other bills than those to come; what is new is on none of them.
std::vector<OfferNodes> slots_alone(Builder& build, BillTerms& terms, const PastColumns& past,
                                    const std::vector<OfferNodes>& offers, const std::vector<NodeId>& prices,
                                    Lowered on_bills) {
  std::vector<OfferNodes> all;
  for (const OfferNodes& offer : offers) {
    const HeldSlot* slot = slot_of(past, offer.offer);
    if (slot != nullptr && slot->bills.empty()) {
      all.push_back(on_bills(build, terms, past, *slot, prices));
    } else {
      OfferNodes& none = all.emplace_back();
      none.offer = offer.offer;
      none.rewards.resize(offer.rewards.size());
    }
  }
  return all;
}

}  // namespace

Contest::Contest(Builder& build, BillTerms& terms, const PastColumns& past, const std::vector<NodeId>& prices,
                 const std::vector<OfferNodes>& offers)
    : build_(build),
      past_(past),
      programme_(*past.programme),
      offers_(offers),
      prices_before_(static_cast<std::size_t>(programme_.schema.horizon), prices.front()),
      offers_before_(slots_alone(build, terms, past, offers, prices_before_, on_bills_before)),
      offers_counted_(slots_alone(build, terms, past, offers,
                                  {prices.begin(), prices.begin() + programme_.schema.horizon},
                                  counting_bills_to_come)),
      to_come_(build, programme_, prices, offers_, true),
      before_(build, programme_, prices_before_, offers_before_, true),
      counted_(build, programme_, prices, offers_counted_, true) {}

// What was granted first stands first.
std::vector<Contest::Entry> Contest::entries_of(std::uint32_t offer, bool fresh) const {
  std::vector<Entry> entries;
  for (std::size_t number = 0; number < offers_.size(); ++number) {
    const HeldSlot* slot = slot_of(past_, offers_[number].offer);
    if (slot != nullptr ? slot->of == offer && slot->bills.empty() : fresh && offers_[number].offer == offer)
      entries.push_back({number, slot});
  }
  return entries;
}

NodeId Contest::age(const Entry& entry) {
  return entry.slot == nullptr ? build_.constant(0) : build_.field(entry.slot->age);
}

NodeId Contest::in_play(std::uint32_t offer) {
  NodeId any = build_.truth(false);
  for (const Entry& entry : entries_of(offer, false)) any = build_.either(any, is_held(build_, *entry.slot));
  return any;
}

NodeId Contest::in_play(const BestOf& group) {
  NodeId any = build_.truth(false);
  for (const auto& item : group.items)
    for (const std::uint32_t offer : item) any = build_.either(any, in_play(offer));
  return any;
}

std::vector<NodeId> Contest::recurring(const Entry& entry, When when) {
  const OfferNodes& of = nodes(entry.number, when);
  const NodeId gate = entry.slot == nullptr ? of.kept : build_.truth(true);
  Taking taking{&of, gate};
  taking.recurring = true;
  return bills(when).values({taking});
}

// The bills of a limited award that its cap counts are those of a horizon from its first.
NodeId Contest::is_capped(const HeldSlot& slot, When when, std::size_t bill) {
  const int shift = when == When::before ? programme_.schema.horizon : 0;
  const NodeId place = build_.add(build_.field(slot.used), build_.constant(static_cast<int>(bill) - shift));
  return build_.less(place, build_.constant(programme_.schema.horizon));
}

void Contest::limit(std::vector<Item>& items, When when) {
  if (std::ranges::all_of(items, [](const Item& one) { return one.limited.empty(); })) return;
  std::vector<std::vector<NodeId>> rooms(items.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const Limited& one : items[i].limited)
      rooms[i].push_back(build_.field(when == When::before ? one.slot->handed : one.slot->room));
  for (std::size_t bill = 0; bill < items.front().values.size(); ++bill) {
    std::vector<std::vector<NodeId>> capped(items.size());
    std::vector<NodeId> keys;
    for (std::size_t i = 0; i < items.size(); ++i) {
      NodeId& value = items[i].values[bill];
      for (std::size_t k = 0; k < rooms[i].size(); ++k) {
        const Limited& one = items[i].limited[k];
        capped[i].push_back(build_.both(one.alone, is_capped(*one.slot, when, bill)));
        value = build_.select(capped[i][k], build_.minimum(value, rooms[i][k]), value);
      }
      keys.push_back(key(items[i], bill));
    }
    const std::vector<NodeId> counts = largest(keys);
    for (std::size_t i = 0; i < items.size(); ++i)
      for (std::size_t k = 0; k < rooms[i].size(); ++k)
        rooms[i][k] = build_.subtract(rooms[i][k], build_.select(build_.both(capped[i][k], counts[i]),
                                                                 items[i].values[bill], build_.constant(0)));
  }
}

std::vector<Contest::Limited> Contest::limited_alone(const std::vector<const HeldSlot*>& slots) {
  std::vector<Limited> limited;
  for (const HeldSlot* slot : slots) {
    if (slot->room == no_column) continue;
    NodeId alone = is_held(build_, *slot);
    for (const HeldSlot* other : slots)
      if (other != slot) alone = build_.both(alone, build_.negation(is_held(build_, *other)));
    limited.push_back({slot, alone});
  }
  return limited;
}

NodeId Contest::sum_of_largest(std::vector<Item> items, When when) {
  if (items.empty()) return build_.constant(0);
  limit(items, when);
  std::vector<NodeId> most = items.front().values;
  for (std::size_t i = 1; i < items.size(); ++i)
    for (std::size_t bill = 0; bill < most.size(); ++bill)
      most[bill] = build_.maximum(most[bill], items[i].values[bill]);
  return build_.sum(most);
}

NodeId Contest::beats_its_own(const OfferNodes& offer) {
  const std::vector<Entry> entries = entries_of(offer.offer, false);
  if (entries.empty()) return build_.truth(true);
  const NodeId own = build_.add(sum_of_largest(items(entries, When::before), When::before),
                                sum_of_largest(items(entries, When::counted), When::counted));
  const NodeId fresh = to_come_.value({Taking{&offer, offer.open}});
  return build_.either(build_.negation(in_play(offer.offer)), build_.less(own, fresh));
}

std::vector<NodeId> Contest::largest(const std::vector<NodeId>& keys) {
  std::vector<NodeId> gates, after(keys.size(), build_.constant(-1));
  for (std::size_t i = keys.size(); i-- > 1;) after[i - 1] = build_.maximum(after[i], keys[i]);
  NodeId before = build_.constant(-1);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    gates.push_back(build_.both(build_.less(before, keys[i]), build_.at_most(after[i], keys[i])));
    before = build_.maximum(before, keys[i]);
  }
  return gates;
}

// What has nothing on a bill takes no part in it: not even against what comes to nothing there by itself.
NodeId Contest::key(const Item& item, std::size_t bill) {
  return build_.select(item.stands[bill], build_.add(build_.scale(item.values[bill], ages), item.ages[bill]),
                       build_.constant(-1));
}

std::vector<std::vector<NodeId>> Contest::largest(std::vector<Item> items, When when) {
  std::vector<std::vector<NodeId>> gates(items.size());
  if (items.empty()) return gates;
  limit(items, when);
  for (std::size_t bill = 0; bill < items.front().values.size(); ++bill) {
    std::vector<NodeId> keys;
    for (const Item& item : items) keys.push_back(key(item, bill));
    const std::vector<NodeId> counts = largest(keys);
    for (std::size_t i = 0; i < items.size(); ++i) gates[i].push_back(counts[i]);
  }
  return gates;
}

// Whether any of an entry's rewards stands on a bill.
NodeId Contest::stands(const Entry& entry, When when, std::size_t bill, bool recurring) {
  const OfferNodes& of = nodes(entry.number, when);
  const std::vector<Reward>& rewards = programme_.offers[of.offer].rewards;
  NodeId any = build_.truth(false);
  for (std::size_t i = 0; i < of.rewards.size(); ++i)
    if (of.rewards[i].stands_on(static_cast<int>(bill)) && !(recurring && rewards[i].one_off))
      any = build_.either(any, of.rewards[i].gate(static_cast<int>(bill)));
  return entry.slot == nullptr ? build_.both(of.kept, any) : any;
}

// What recurs of each entry, by itself.
std::vector<Contest::Item> Contest::items(const std::vector<Entry>& entries, When when) {
  std::vector<Item> all;
  for (const Entry& entry : entries) {
    Item& made = all.emplace_back();
    made.values = recurring(entry, when);
    if (const HeldSlot* slot = limited(entry)) made.limited.push_back({slot, build_.truth(true)});
    for (std::size_t bill = 0; bill < made.values.size(); ++bill) {
      made.ages.push_back(age(entry));
      made.stands.push_back(stands(entry, when, bill, true));
    }
  }
  return all;
}

Contest::Item Contest::item(const std::vector<std::uint32_t>& offers, When when, bool fresh) {
  std::vector<Taking> taking;
  std::vector<std::pair<Entry, std::vector<NodeId>>> counting;
  for (const std::uint32_t offer : offers) {
    const std::vector<Entry> entries = entries_of(offer, fresh);
    auto gates = largest(items(entries, when), when);
    for (std::size_t i = 0; i < entries.size(); ++i) counting.emplace_back(entries[i], std::move(gates[i]));
  }
  std::ranges::sort(counting, {}, [](const auto& one) { return one.first.number; });
  for (const auto& [entry, gates] : counting) {
    const OfferNodes& of = nodes(entry.number, when);
    taking.push_back({&of, entry.slot == nullptr ? of.kept : build_.truth(true)});
    taking.back().on = &gates;
  }
  Item made;
  made.values = bills(when).values(taking);
  std::vector<const HeldSlot*> slots;
  for (const auto& [entry, gates] : counting) slots.push_back(entry.slot);
  if (std::ranges::find(slots, nullptr) == slots.end()) made.limited = limited_alone(slots);
  for (std::size_t bill = 0; bill < made.values.size(); ++bill) {
    NodeId oldest = build_.constant(0), any = build_.truth(false);
    for (const auto& [entry, gates] : counting) {
      const NodeId there = stands(entry, when, bill, false);
      oldest = build_.maximum(oldest, build_.select(there, age(entry), build_.constant(0)));
      any = build_.either(any, there);
    }
    made.ages.push_back(oldest);
    made.stands.push_back(any);
  }
  return made;
}

NodeId Contest::comes_to(const BestOf& group) {
  NodeId sum = build_.constant(0);
  for (const When when : {When::before, When::counted}) {
    std::vector<Item> items;
    for (const auto& offers : group.items) items.push_back(item(offers, when, false));
    sum = build_.add(sum, sum_of_largest(std::move(items), when));
  }
  return sum;
}

std::vector<OnBills> Contest::on_bills(const std::vector<BestOf>& groups, bool fresh) {
  std::vector<OnBills> all(offers_.size());
  std::set<std::uint32_t> asked;  // offers by their numbers as they are written
  for (const OfferNodes& one : offers_) {
    const HeldSlot* slot = slot_of(past_, one.offer);
    const std::uint32_t offer = slot == nullptr ? one.offer : slot->of.value_or(one.offer);
    if (!asked.insert(offer).second) continue;
    const std::vector<Entry> entries = entries_of(offer, fresh);
    if (entries.size() < 2) continue;
    auto gates = largest(items(entries, When::to_come), When::to_come);
    for (std::size_t i = 0; i < entries.size(); ++i) all[entries[i].number].recurring = std::move(gates[i]);
  }
  for (const BestOf& group : groups) {
    std::vector<Item> items;
    for (const auto& offers : group.items) items.push_back(item(offers, When::to_come, fresh));
    const auto gates = largest(std::move(items), When::to_come);
    for (std::size_t i = 0; i < group.items.size(); ++i)
      for (const std::uint32_t offer : group.items[i])
        for (const Entry& entry : entries_of(offer, fresh)) all[entry.number].all = gates[i];
  }
  return all;
}

}  // namespace trouw
