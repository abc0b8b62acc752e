#include "sql/steps.h"

#include <algorithm>
#include <map>

namespace trouw::sql {

namespace {

constexpr std::size_t largest =
    120;  // terms that stand within one; also the most arguments that a function takes
constexpr std::size_t deepest = 6;  // terms within terms: parsers have small stacks
constexpr std::size_t pack_size = 100;
constexpr std::size_t cheap_at_least = 3;  // what costs no more to work out than to carry along

bool flat(Kind kind) {
  return kind == Kind::add || kind == Kind::least || kind == Kind::greatest || kind == Kind::all ||
         kind == Kind::any || kind == Kind::join;
}

bool leaf(Kind kind) {
  return operands(kind) == 0 && kind != Kind::input;
}

class Layout {
 public:
  Layout(const Terms& terms, const std::vector<TermId>& roots, std::size_t cheap)
      : terms_(terms),
        roots_(roots),
        cheap_(cheap),
        users_(terms.size()),
        size_(terms.size()),
        depth_(terms.size()) {
    steps_.slots.resize(terms.size());
    mark();
  }

  Steps make() {
    for (TermId id = 0; id < terms_.size(); ++id)
      if (users_[id] > 0) place(id);
    for (TermId id = 0; id < terms_.size(); ++id)
      if (users_[id] > 0 && standing_alone(id)) lives(id, step_of(id) - 1);
    for (const TermId root : roots_) lives(root, steps_.count);
    return std::move(steps_);
  }

 private:
  // Counts users of what the roots need. Operands have lower numbers than their users.
  void mark() {
    for (const TermId root : roots_) ++users_[root];
    for (TermId id = static_cast<TermId>(terms_.size()); id-- > 0;)
      if (users_[id] > 0)
        for (const TermId used : terms_.uses(id)) ++users_[used];
  }

  bool standing_alone(TermId id) const { return steps_.slots[id].form != Slot::within; }
  std::uint32_t step_of(TermId id) const { return steps_.slots[id].step; }

  void place(TermId id) {
    Slot& slot = steps_.slots[id];
    const Kind kind = terms_[id].kind;
    size_[id] = 1;
    depth_[id] = 0;
    if (leaf(kind)) return;
    if (kind == Kind::input) {
      slot.form = Slot::column;
      steps_.columns.push_back(id);
      return;
    }
    const bool array = terms_[id].type == Type::array;
    for (const TermId used : terms_.uses(id)) measure(id, used);
    // Rows of sums and of comparisons are long, and each of their terms is in the next: those are rather
    // written anew.
    const bool row = flat(kind) || kind == Kind::subtract;
    const bool repeated = users_[id] > 1 && size_[id] > (row ? cheap_ : cheap_at_least);
    if (!repeated && !array && size_[id] <= largest && depth_[id] <= deepest) return;
    slot.form = Slot::column;
    ++slot.step;
    size_[id] = 1;
    depth_[id] = 0;
    steps_.count = std::max(steps_.count, slot.step);
    steps_.columns.push_back(id);
  }

  void measure(TermId id, TermId used) {
    Slot& slot = steps_.slots[id];
    slot.step = std::max(slot.step, step_of(used));
    size_[id] += size_[used];
    const bool same = flat(terms_[id].kind) && terms_[used].kind == terms_[id].kind && !standing_alone(used);
    const bool chain =
        terms_[id].kind == Kind::choose && terms_[id].c == used && terms_[used].kind == Kind::choose;
    depth_[id] = std::max(depth_[id], depth_[used] + (same || chain ? 0 : 1));
  }

  // What a term that stands alone in step `last` + 1 reads must be there in step `last`.
  void lives(TermId id, std::uint32_t last) {
    std::vector<TermId> waiting{id};
    for (bool first = true; !waiting.empty(); first = false) {
      const TermId next = waiting.back();
      waiting.pop_back();
      const bool root = first && last == steps_.count;
      if (standing_alone(next) && (!first || root)) {
        steps_.slots[next].last = std::max(steps_.slots[next].last, last);
        continue;
      }
      for (const TermId used : terms_.uses(next)) waiting.push_back(used);
    }
  }

  const Terms& terms_;
  const std::vector<TermId>& roots_;
  std::size_t cheap_;
  std::vector<std::uint32_t> users_;
  std::vector<std::size_t> size_, depth_;
  Steps steps_;
};

// The columns of each step: its own, and those that later ones still need.
std::vector<std::size_t> widths(const Steps& steps) {
  std::vector<std::size_t> found(steps.count + 1);
  const auto count = [&](std::uint32_t from, std::uint32_t last) {
    for (std::uint32_t step = from; step <= std::max(from, last); ++step) ++found[step];
  };
  for (const TermId id : steps.columns)
    if (steps.slots[id].form == Slot::column) count(steps.slots[id].step, steps.slots[id].last);
  for (const Pack& pack : steps.packs) count(pack.step, pack.last);
  return found;
}

bool too_wide(const Steps& steps, const StepLimits& limits) {
  return std::ranges::any_of(widths(steps), [&](std::size_t width) { return width > limits.columns; });
}

// Columns of one step and type share arrays, those that are needed longest together.
void pack(const Terms& terms, Steps& steps) {
  std::map<std::pair<std::uint32_t, Type>, std::vector<TermId>> groups;
  for (const TermId id : steps.columns)
    if (steps.slots[id].step > 0 && terms[id].type != Type::array)
      groups[{steps.slots[id].step, terms[id].type}].push_back(id);
  for (auto& [key, group] : groups) {
    if (group.size() < pack_size) continue;
    std::ranges::stable_sort(group, {}, [&](TermId id) { return steps.slots[id].last; });
    for (std::size_t begin = 0; begin < group.size(); begin += pack_size) {
      const std::size_t end = std::min(begin + pack_size, group.size());
      Pack made{key.first,
                0,
                key.second,
                {group.begin() + static_cast<std::ptrdiff_t>(begin),
                 group.begin() + static_cast<std::ptrdiff_t>(end)}};
      for (std::size_t i = 0; i < made.terms.size(); ++i) {
        Slot& slot = steps.slots[made.terms[i]];
        slot.form = Slot::packed;
        slot.array = static_cast<std::uint32_t>(steps.packs.size());
        slot.index = static_cast<std::uint32_t>(i);
        made.last = std::max(made.last, slot.last);
      }
      steps.packs.push_back(std::move(made));
    }
  }
}

}  // namespace

// The more steps there are, the more often is every column carried along: long rows of terms are rather
// written anew.
Steps lay_out(const Terms& terms, const std::vector<TermId>& roots, const StepLimits& limits) {
  constexpr std::size_t cheap[] = {cheap_at_least, 24, 64};
  constexpr std::uint32_t many = 40;
  Steps steps = Layout(terms, roots, cheap[0]).make();
  for (std::size_t i = 1; i < std::size(cheap) && steps.count > many; ++i)
    steps = Layout(terms, roots, cheap[i]).make();
  if (too_wide(steps, limits)) {
    pack(terms, steps);
    steps.fits = !too_wide(steps, limits);
  }
  return steps;
}

}  // namespace trouw::sql
