// Branch and bound: a box in which nobody can be worse off is done, another is cut where it is least certain.
#include <algorithm>

#include "proof/bound.h"
#include "proof/decide.h"
#include "proof/trial.h"

namespace trouw {

namespace {

constexpr std::uint64_t long_search = 4'096;  // boxes
constexpr std::uint64_t in_turn = 256;        // boxes that are cut one way before they are cut another
constexpr std::size_t most_boxes = 200'000;   // waiting at a time; bounds the memory

class Boxes {
 public:
  Boxes(const Problem& problem, const Budget& budget)
      : problem_(problem),
        plan_(problem.plan),
        budget_(budget),
        intervals_(problem),
        bound_(problem, intervals_),
        trial_(problem),
        typical_(typical_record(problem)) {}

  Outcome run() {
    Outcome outcome;
    outcome.by = "own procedure";
    waiting_.push_back({whole(problem_), given(), INT64_MAX});
    while (!waiting_.empty()) {
      if (budget_.over() || waiting_.size() > most_boxes || !look(outcome)) {
        if (outcome.kind != Outcome::exists) outcome.worst = worst();
        outcome.tried = tried_;
        return outcome;
      }
    }
    outcome.kind = Outcome::none;
    outcome.tried = tried_;
    return outcome;
  }

 private:
  struct Waiting {
    Box box;
    std::vector<Settled> settled;  // comparisons that hold or fail for the records looked for
    Wide above;                    // no record has a larger gap
  };

  // Comparisons among the assumptions.
  std::vector<Settled> given() const {
    std::vector<Settled> all;
    for (const NodeId id : problem_.assumptions) {
      const bool negated = plan_.nodes[id].op == Op::negation;
      const NodeId one = negated ? plan_.nodes[id].a : id;
      if (is_comparison(one)) all.push_back({one, !negated});
    }
    return all;
  }

  bool is_comparison(NodeId id) const {
    const Node& node = plan_.nodes[id];
    return (node.op == Op::at_most || node.op == Op::equal) && !node.may_be_unknown;
  }

  // Takes the next box. False where that ends the search.
  bool look(Outcome& outcome) {
    Waiting next = std::move(waiting_.back());
    waiting_.pop_back();
    budget_.spend(plan_.nodes.size());
    if (!intervals_.run(next.box, next.settled)) return true;
    for (const NodeId id : problem_.assumptions)
      if (!intervals_.of(id).can_hold()) return true;
    const Range& gap = intervals_.of(problem_.gap);
    if (!gap.can_be_known || gap.high <= 0) return true;
    bound_.grant(next.settled);
    if (!bound_.possible()) return true;
    const Wide above = std::min<Wide>(bound_.above(problem_.gap), gap.high);
    if (above <= 0) return true;
    if (tries(next.box, outcome)) return false;
    next.above = std::min(next.above, above);
    if (split(next)) return true;
    if (single(next.box)) return true;  // tried just now, and it breaks nothing
    waiting_.push_back(std::move(next));
    return false;
  }

  bool tries(const Box& box, Outcome& outcome) {
    Assignment record = typical_;
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (!box[i].can_be_known)
        record[i].reset();
      else if (record[i] || !box[i].can_be_unknown)
        record[i] = std::clamp(record[i].value_or(box[i].low), box[i].low, box[i].high);
    }
    ++tried_;
    if (!trial_.run(record) || !trial_.breaks()) return false;
    outcome.kind = Outcome::exists;
    outcome.record = std::move(record);
    return true;
  }

  static bool single(const Box& box) {
    return std::all_of(box.begin(), box.end(), [](const Range& range) { return range.decided(); });
  }

  // Cuts a box at the culprit of its bound; or at an assumption that is open; or at any field that matters.
  bool split(const Waiting& next) {
    const NodeId culprit = bound_.culprit(), chooser = bound_.chooser();
    if (culprit != no_node && cut(next, culprit, At::condition)) return true;
    if (by_choices() && chooser != no_node && cut(next, chooser, At::choice)) return true;
    if (culprit != no_node && cut(next, culprit)) return true;
    for (const NodeId id : problem_.assumptions)
      if (!intervals_.of(id).decided() && cut(next, id)) return true;
    if (cut(next, problem_.gap)) return true;
    for (std::size_t i = 0; i < next.box.size(); ++i)
      if (!next.box[i].decided() && halve(next, i)) return true;
    return false;
  }

  // Now and then boxes are cut at choices that are open before amounts are halved: sums that mirror each
  // other want the one, sums with prices of their own the other.
  bool by_choices() const { return tried_ / in_turn % 2 == 1; }

  enum class At : std::uint8_t {
    anything,   // a field is halved where nothing says where else to cut it
    condition,  // only where a condition changes
    choice      // only where a choice's condition does
  };

  // Goes down from an uncertain node to a field, and cuts there.
  bool cut(const Waiting& next, NodeId id, At at = At::anything) {
    while (true) {
      const Node& node = plan_.nodes[id];
      if (intervals_.of(id).decided()) return false;
      if (node.op == Op::field) return at == At::anything && halve(next, static_cast<std::size_t>(node.k));
      if (at_constant(next, node)) return true;
      if (is_comparison(id)) return settle(next, id);
      const NodeId down = uncertain(node, at == At::choice);
      if (down == no_node) return false;
      id = down;
    }
  }

  // Both ways that a comparison can go, as it stands.
  bool settle(const Waiting& next, NodeId id) {
    Waiting holds = next, fails = next;
    holds.settled.push_back({id, true});
    fails.settled.push_back({id, false});
    waiting_.push_back(std::move(fails));
    waiting_.push_back(std::move(holds));
    return true;
  }

  // The operand to go on with: conditions first, then, where `choices` are wanted, what hangs on one, then
  // what varies most.
  NodeId uncertain(const Node& node, bool choices) const {
    std::vector<NodeId> ids;
    if (node.op == Op::part) ids = {node.a};
    if (node.op == Op::apportion)
      for (const std::int64_t one : plan_.weights[static_cast<std::size_t>(node.k)])
        ids.push_back(static_cast<NodeId>(one));
    const NodeId own[3] = {node.a, node.b, node.c};
    for (int i = 0; node.op != Op::part && i < op_operands(node.op); ++i) ids.push_back(own[i]);
    NodeId best = no_node;
    Wide most = -1;
    bool chosen = false;
    for (const NodeId id : ids) {
      const Range& range = intervals_.of(id);
      if (range.decided()) continue;
      if (node.op == Op::select && id == node.a) return id;
      const Wide width = Wide{range.high} - range.low;
      const bool hangs = choices && bound_.hangs(id);
      if ((chosen && !hangs) || (chosen == hangs && width <= most)) continue;
      most = width;
      chosen = hangs;
      best = id;
    }
    return best;
  }

  // A comparison of a field with a constant says where to cut.
  bool at_constant(const Waiting& next, const Node& node) {
    if (op_operands(node.op) == 0 || node.op == Op::part || plan_.nodes[node.a].op != Op::field) return false;
    const auto field = static_cast<std::size_t>(plan_.nodes[node.a].k);
    const Range& range = next.box[field];
    if (range.can_be_unknown && range.can_be_known) return by_known(next, field);
    if (node.op == Op::in_set) {
      const auto& set = plan_.sets[static_cast<std::size_t>(node.k)];
      const auto inside = std::lower_bound(set.begin(), set.end(), range.low);
      if (inside == set.end() || *inside > range.high) return false;
      if (*inside > range.low) return at(next, field, *inside - 1);
      const auto gap =
          std::adjacent_find(inside, set.end(), [](std::int64_t a, std::int64_t b) { return b != a + 1; });
      return at(next, field, gap == set.end() ? set.back() : *gap);
    }
    if (op_operands(node.op) != 2 || plan_.nodes[node.b].op != Op::constant) return false;
    const std::int64_t k = plan_.nodes[node.b].k;
    if (node.op == Op::at_most) return at(next, field, k);
    if (node.op == Op::equal) return at(next, field, k > range.low ? k - 1 : k);
    return false;
  }

  bool by_known(const Waiting& next, std::size_t field) {
    Waiting known = next, unknown = next;
    known.box[field].can_be_unknown = false;
    unknown.box[field].can_be_known = false;
    waiting_.push_back(std::move(unknown));
    waiting_.push_back(std::move(known));
    return true;
  }

  bool halve(const Waiting& next, std::size_t field) {
    const Range& range = next.box[field];
    if (range.can_be_unknown && range.can_be_known) return by_known(next, field);
    return at(next, field, range.low + static_cast<std::int64_t>((Wide{range.high} - range.low) / 2));
  }

  bool at(const Waiting& next, std::size_t field, std::int64_t last) {
    const Range& range = next.box[field];
    if (last < range.low || last >= range.high) return false;
    Waiting below = next, above = next;
    below.box[field].high = last;
    above.box[field].low = last + 1;
    waiting_.push_back(std::move(above));
    waiting_.push_back(std::move(below));
    return true;
  }

  std::optional<std::int64_t> worst() const {
    Wide most = 0;
    for (const Waiting& one : waiting_) most = std::max(most, one.above);
    if (most >= INT64_MAX) return std::nullopt;
    return static_cast<std::int64_t>(most);
  }

  const Problem& problem_;
  const Plan& plan_;
  const Budget& budget_;
  Intervals intervals_;
  Bound bound_;
  Trial trial_;
  Assignment typical_;
  std::vector<Waiting> waiting_;
  std::uint64_t tried_ = 0;
};

}  // namespace

Outcome decide_by_boxes(const Problem& problem, const Budget& budget) {
  return Boxes(problem, budget).run();
}

}  // namespace trouw
