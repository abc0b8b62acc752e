#include "proof/calendar.h"

#include <algorithm>
#include <map>

#include "proof/values.h"

namespace trouw {

namespace {

constexpr std::uint64_t other = std::uint64_t{1} << 63, today = 1;  // of a mask of what a node reads

class CalendarReading {
 public:
  explicit CalendarReading(const Problem& problem) : problem_(problem), plan_(problem.plan) {}

  Calendar read() {
    wanted_ = problem_.without_relations(problem_.wanted());
    order_ = needed(plan_, wanted_);
    read_masks();
    find_by_places();
    find_edges();
    for (const NodeId id : order_)
      if (calendar(id)) look_at(id);
    for (const std::uint64_t mask : masks_) made_.of_day.push_back(mask == today);
    share_axes();
    return std::move(made_);
  }

 private:
  bool calendar(NodeId id) const { return masks_[id] != 0 && (masks_[id] & other) == 0; }
  static bool single(std::uint64_t mask) { return (mask & (mask - 1)) == 0; }
  bool fixed(NodeId id) const { return plan_.nodes[id].op == Op::constant; }

  void read_masks() {
    masks_.assign(plan_.nodes.size(), 0);
    for (const NodeId id : order_) {
      const Node& node = plan_.nodes[id];
      std::uint64_t mask = 0;
      if (node.op == Op::today) mask = today;
      if (node.op == Op::field) mask = field_mask(node);
      const NodeId ids[3] = {node.a, node.b, node.c};
      for (int i = 0; i < op_operands(node.op); ++i) mask |= masks_[ids[i]];
      if (node.op == Op::apportion || node.op == Op::part) mask |= other;
      masks_[id] = mask;
    }
  }

  // What is worked out from conditions and whole months of tenure alone changes where these do.
  void find_by_places() {
    by_places_.assign(plan_.nodes.size(), false);
    for (const NodeId id : order_) {
      const Node& node = plan_.nodes[id];
      const NodeId ids[3] = {node.a, node.b, node.c};
      by_places_[id] =
          node.op == Op::months_between || yields_condition(node.op) ||
          (node.op != Op::field && node.op != Op::today &&
           std::all_of(ids, ids + op_operands(node.op), [&](NodeId of) { return by_places_[of]; }));
    }
  }

  std::uint64_t field_mask(const Node& node) {
    const Field& field = problem_.shell.schema.fields[static_cast<std::size_t>(node.k)];
    if (field.type != Type::date) return other;
    const auto [at, added] = axis_of_.try_emplace(static_cast<FieldId>(node.k), made_.axes.size());
    if (added) made_.axes.push_back({field.from, field.to, {}});
    if (added) shared_with_.push_back(at->second);
    if (at->second >= 61) made_.exact = false;
    return std::uint64_t{2} << std::min<std::size_t>(at->second, 60);
  }

  // A condition of the day alone, or what such conditions choose.
  bool window(NodeId id) const {
    return masks_[id] == today && (yields_condition(plan_.nodes[id].op) || by_places_[id]);
  }

  // The nodes of the calendar that something else reads; and what reads the day alone, where dates are read
  // too.
  void find_edges() {
    edge_.assign(plan_.nodes.size(), false);
    for (const NodeId id : order_) {
      const Node& node = plan_.nodes[id];
      const NodeId ids[3] = {node.a, node.b, node.c};
      for (int i = 0; i < op_operands(node.op); ++i)
        if (!calendar(id) || (masks_[id] != today && window(ids[i]))) edge_[ids[i]] = true;
      if (node.op == Op::apportion)
        for (const std::int64_t one : plan_.weights[static_cast<std::size_t>(node.k)])
          edge_[static_cast<std::size_t>(one)] = true;
    }
    for (const NodeId id : wanted_) edge_[id] = true;
  }

  // A date, or days between dates; not a sum of what conditions and months of tenure choose.
  bool is_date(NodeId id) const {
    const Op op = plan_.nodes[id].op;
    return op == Op::field || op == Op::today || op == Op::add_months ||
           ((op == Op::add || op == Op::subtract) && calendar(id) && !by_places_[id]);
  }

  void look_at(NodeId id) {
    const Node& node = plan_.nodes[id];
    if (edge_[id] && !yields_condition(node.op) && !by_places_[id]) made_.exact = false;
    if (masks_[id] == today) {
      if (edge_[id]) made_.windows.push_back(id);
      return;
    }
    if (node.op == Op::months_between) return tenure(id, node);
    if ((node.op == Op::at_most || node.op == Op::equal) && (is_date(node.a) || is_date(node.b)))
      return compared(node);
    if (node.op == Op::equal &&
        (plan_.nodes[node.a].op == Op::month_of || plan_.nodes[node.b].op == Op::month_of))
      return same_month(node);
    if (node.op == Op::in_set && is_date(node.a)) {
      for (const std::int64_t day : plan_.sets[static_cast<std::size_t>(node.k)]) add_day(node.a, day);
      return;
    }
    if (node.op == Op::minimum || node.op == Op::maximum || node.op == Op::fallback ||
        node.op == Op::select) {
      const NodeId ids[3] = {node.a, node.b, node.c};
      for (int i = 0; i < op_operands(node.op); ++i)
        if (is_date(ids[i])) made_.exact = false;
    }
  }

  void tenure(NodeId id, const Node& node) {
    const Node& from = plan_.nodes[node.a];
    std::vector<DateStep> shifts;
    NodeId root = no_node;
    if (from.op != Op::field || !chain(node.b, shifts, root) || plan_.nodes[root].op != Op::today) {
      made_.exact = false;
      return;
    }
    Axis& axis = made_.axes[axis_at(node.a)];
    for (const std::int64_t n : steps_of(plan_, id, wanted_))
      axis.places.push_back({shifts, 0, true, {{true, n}}, 0});
  }

  // The chain of shifts from a field or the day, outermost first; false where it is none.
  bool chain(NodeId id, std::vector<DateStep>& shifts, NodeId& root) const {
    while (true) {
      const Node& node = plan_.nodes[id];
      if (node.op == Op::field || node.op == Op::today || node.op == Op::constant) {
        root = id;
        return true;
      }
      if (node.op == Op::add_months) {
        shifts.push_back({true, node.k});
        id = node.a;
      } else if (node.op == Op::add && (fixed(node.a) || fixed(node.b))) {
        shifts.push_back({false, fixed(node.a) ? plan_.nodes[node.a].k : plan_.nodes[node.b].k});
        id = fixed(node.a) ? node.b : node.a;
      } else if (node.op == Op::subtract && fixed(node.b)) {
        shifts.push_back({false, -plan_.nodes[node.b].k});
        id = node.a;
      } else {
        return false;
      }
    }
  }

  void compared(const Node& node) {
    if (node.op == Op::equal) {
      add(node.a, node.b);
      add(node.b, node.a);
    } else {
      add(node.a, node.b);
    }
  }

  // Where a == day begins and ends.
  void add_day(NodeId a, std::int64_t day) {
    std::vector<DateStep> shifts;
    NodeId root = no_node;
    if (!chain(a, shifts, root) || plan_.nodes[root].op != Op::field) {
      made_.exact = false;
      return;
    }
    Axis& axis = made_.axes[axis_at(root)];
    axis.places.push_back({{}, day, false, shifts, 0});
    axis.places.push_back({{}, day, false, shifts, 1});
  }

  // Where a <= b changes, on the axis of the field that one side stands on.
  void add(NodeId a, NodeId b) {
    std::vector<DateStep> left, right;
    NodeId left_root = no_node, right_root = no_node;
    const bool plain = chain(a, left, left_root) && chain(b, right, right_root);
    const bool field_left = plain && plan_.nodes[left_root].op == Op::field;
    const bool field_right = plain && plan_.nodes[right_root].op == Op::field;
    if (field_left && field_right && left.empty() && right.empty()) {
      shared_with_[shared(axis_at(left_root))] = shared(axis_at(right_root));
      return;
    }
    if (field_left == field_right) {
      made_.exact = false;
      return;
    }
    const Node& against = plan_.nodes[field_left ? right_root : left_root];
    Landmark place;
    place.from_today = against.op == Op::today;
    place.fixed = against.k;
    place.of_today = field_left ? right : left;
    place.of_field = field_left ? left : right;
    place.before = field_left ? 0 : 1;
    made_.axes[axis_at(field_left ? left_root : right_root)].places.push_back(std::move(place));
  }

  // Whether two records are compared that differ in this field.
  bool moves(FieldId field) const {
    return std::any_of(problem_.seconds.begin(), problem_.seconds.end(),
                       [&](const auto& pair) { return pair.first == field || pair.second == field; });
  }

  void same_month(const Node& node) {
    const Node* side[2] = {&plan_.nodes[node.a], &plan_.nodes[node.b]};
    for (int i = 0; i < 2; ++i) {
      const Node* mine = side[i];
      const Node* theirs = side[1 - i];
      if (mine->op != Op::month_of || plan_.nodes[mine->a].op != Op::field) continue;
      const bool of_day = theirs->op == Op::month_of && plan_.nodes[theirs->a].op == Op::today;
      if (of_day && !moves(static_cast<FieldId>(plan_.nodes[mine->a].k))) {
        made_.axes[axis_at(mine->a)].month = true;
        return;
      }
    }
    made_.exact = false;
  }

  std::size_t axis_at(NodeId field) const { return axis_of_.at(static_cast<FieldId>(plan_.nodes[field].k)); }

  std::size_t shared(std::size_t axis) const {
    while (shared_with_[axis] != axis) axis = shared_with_[axis];
    return axis;
  }

  // Fields that are compared with each other lie on one axis, with the places of all. A day is like another
  // where they can lie between the same places, in the same order.
  void share_axes() {
    std::map<std::size_t, std::vector<Axis>> groups;
    for (std::size_t i = 0; i < made_.axes.size(); ++i) groups[shared(i)].push_back(std::move(made_.axes[i]));
    made_.axes.clear();
    for (const auto& [first, group] : groups) {
      made_.axes.push_back(one_axis(group));
      if (group.size() > 1 && made_.axes.back().month) made_.exact = false;
    }
  }

  static Axis one_axis(const std::vector<Axis>& group) {
    Axis whole = group.front();
    for (const Axis& axis : group) {
      whole.from = std::min(whole.from, axis.from);
      whole.to = std::max(whole.to, axis.to);
      whole.month = whole.month || axis.month;
    }
    whole.fields = static_cast<std::int64_t>(group.size());
    for (const Axis& axis : group) {
      if (&axis != group.data())
        whole.places.insert(whole.places.end(), axis.places.begin(), axis.places.end());
      if (axis.from != whole.from) whole.places.push_back({{}, axis.from - 1});
      if (axis.to != whole.to) whole.places.push_back({{}, axis.to});
    }
    return whole;
  }

  const Problem& problem_;
  const Plan& plan_;
  Calendar made_;
  std::vector<std::size_t> shared_with_;  // of each axis: another, or itself
  std::vector<NodeId> wanted_, order_;
  std::vector<std::uint64_t> masks_;  // of what each node reads
  std::vector<bool> by_places_, edge_;
  std::map<FieldId, std::size_t> axis_of_;
};

std::int64_t shifted(std::int64_t day, const std::vector<DateStep>& shifts) {
  for (auto shift = shifts.rbegin(); shift != shifts.rend(); ++shift)
    day = shift->months ? add_months(static_cast<Day>(day), shift->by) : day + shift->by;
  return day;
}

}  // namespace

Calendar calendar_of(const Problem& problem) {
  return CalendarReading(problem).read();
}

std::int64_t place_on(const Months& months, const Landmark& place, Day day, std::size_t month) {
  if (place.simple) return months.latest(place.of_field.front().by, day, month);
  std::int64_t at = shifted(place.from_today ? day : place.fixed, place.of_today) - place.before;
  for (const DateStep& shift : place.of_field)
    at = shift.months ? latest_with_months(shift.by, static_cast<Day>(at)) : at - shift.by;
  return at;
}

}  // namespace trouw
