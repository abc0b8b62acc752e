#include "proof/days.h"

#include <algorithm>
#include <map>
#include <set>

#include "plan/apply.h"
#include "proof/values.h"

namespace trouw {

namespace {

constexpr std::uint64_t other = std::uint64_t{1} << 63, today = 1;  // of a mask of what a node reads

// A step from one day to another: months first, then days.
struct Shift {
  bool months = false;
  std::int64_t by = 0;
};

// A place on the axis of one date field: a condition changes after it.
struct Place {
  std::vector<Shift> of_today;  // worked out from the day of evaluation, or
  std::int64_t fixed = 0;       // from this day
  bool from_today = false;
  std::vector<Shift> of_field;  // outermost first; undone on the way to the field
  std::int64_t before = 0;      // 1: the place is the last before the day reached
  bool simple = false;          // some months before the day, and no more
};

struct Axis {
  std::int64_t from = first_day, to = last_day;
  std::vector<Place> places;
  bool month = false;  // its calendar month is compared with the day's
};

// The months of all years that a day may lie in, so that a day is found without a division.
class Months {
 public:
  Months() {
    for (Day day = first_day; day <= last_day; day += days_in_month(civil_of(day).year, civil_of(day).month))
      starts_.push_back(day);
    starts_.push_back(last_day + 1);
  }

  // As latest_with_months, or first_day - 1 where that lies before the first day. `month` is the month of
  // `to`.
  Day latest(std::int64_t months, Day to, std::size_t month) const {
    const std::int64_t at = static_cast<std::int64_t>(month) - months;
    if (at < 0) return first_day - 1;
    if (at + 1 >= static_cast<std::int64_t>(starts_.size())) return last_day;
    const auto there = static_cast<std::size_t>(at);
    if (to + 1 == starts_[month + 1]) return starts_[there + 1] - 1;
    return std::min(starts_[there] + (to - starts_[month]), starts_[there + 1] - 1);
  }

  std::size_t of(Day day) const {
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), day) - starts_.begin()) -
           1;
  }

 private:
  std::vector<Day> starts_;
};

class Kinds {
 public:
  Kinds(const Problem& problem, Day from, Day through, Day near)
      : problem_(problem), plan_(problem.plan), from_(from), through_(through), near_(near) {}

  DayKinds find() {
    wanted_ = problem_.wanted();
    std::erase_if(wanted_, [&](NodeId id) {
      return std::find(problem_.relations.begin(), problem_.relations.end(), id) != problem_.relations.end();
    });
    order_ = needed(plan_, wanted_);
    read_masks();
    find_edges();
    for (const NodeId id : order_)
      if (calendar(id)) look_at(id);
    scan();
    return drop_covered();
  }

 private:
  struct Signature {
    std::vector<std::int64_t> windows;
    std::vector<std::vector<std::uint32_t>> axes;  // for each: places in order, ties marked
    auto operator<=>(const Signature&) const = default;
  };

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

  std::uint64_t field_mask(const Node& node) {
    const Field& field = problem_.shell.schema.fields[static_cast<std::size_t>(node.k)];
    if (field.type != Type::date) return other;
    const auto [at, added] = axis_of_.try_emplace(static_cast<FieldId>(node.k), axes_.size());
    if (added) axes_.push_back({field.from, field.to, {}, false});
    if (at->second >= 61) exact_ = false;
    return std::uint64_t{2} << std::min<std::size_t>(at->second, 60);
  }

  // The nodes of the calendar that something else reads.
  void find_edges() {
    edge_.assign(plan_.nodes.size(), false);
    for (const NodeId id : order_) {
      const Node& node = plan_.nodes[id];
      const NodeId ids[3] = {node.a, node.b, node.c};
      if (!calendar(id))
        for (int i = 0; i < op_operands(node.op); ++i) edge_[ids[i]] = true;
      if (node.op == Op::apportion)
        for (const std::int64_t one : plan_.weights[static_cast<std::size_t>(node.k)])
          edge_[static_cast<std::size_t>(one)] = true;
    }
    for (const NodeId id : wanted_) edge_[id] = true;
  }

  static bool condition(Op op) {
    return op == Op::at_most || op == Op::equal || op == Op::in_set || op == Op::both || op == Op::either ||
           op == Op::negation || op == Op::known || op == Op::holds;
  }

  // Dates and the months between them: what a condition of the calendar is about.
  bool is_date(NodeId id) const {
    const Op op = plan_.nodes[id].op;
    return op == Op::field || op == Op::today || op == Op::add_months || (op == Op::add && calendar(id)) ||
           (op == Op::subtract && calendar(id));
  }

  void look_at(NodeId id) {
    const Node& node = plan_.nodes[id];
    if (edge_[id] && !condition(node.op) && !by_places(id)) exact_ = false;
    if (masks_[id] == today) {
      if (edge_[id]) windows_.push_back(id);
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
        if (is_date(ids[i])) exact_ = false;
    }
  }

  // Whether a node is worked out from conditions and whole months of tenure alone.
  bool by_places(NodeId id) const {
    std::vector<NodeId> waiting{id};
    while (!waiting.empty()) {
      const Node& node = plan_.nodes[waiting.back()];
      waiting.pop_back();
      if (node.op == Op::field || node.op == Op::today) return false;
      if (node.op == Op::months_between || condition(node.op)) continue;
      const NodeId ids[3] = {node.a, node.b, node.c};
      for (int i = 0; i < op_operands(node.op); ++i) waiting.push_back(ids[i]);
    }
    return true;
  }

  void tenure(NodeId id, const Node& node) {
    const Node& from = plan_.nodes[node.a];
    if (from.op != Op::field || plan_.nodes[node.b].op != Op::today) {
      exact_ = false;
      return;
    }
    Axis& axis = axes_[axis_of_.at(static_cast<FieldId>(from.k))];
    for (const std::int64_t n : steps_of(plan_, id, wanted_))
      axis.places.push_back({{}, 0, true, {{true, n}}, 0});
  }

  // The chain of shifts from a field or the day, outermost first; false where it is none.
  bool chain(NodeId id, std::vector<Shift>& shifts, NodeId& root) const {
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
    std::vector<Shift> shifts;
    NodeId root = no_node;
    if (!chain(a, shifts, root) || plan_.nodes[root].op != Op::field) {
      exact_ = false;
      return;
    }
    Axis& axis = axes_[axis_of_.at(static_cast<FieldId>(plan_.nodes[root].k))];
    axis.places.push_back({{}, day, false, shifts, 0});
    axis.places.push_back({{}, day, false, shifts, 1});
  }

  // Where a <= b changes, on the axis of the field that one side stands on.
  void add(NodeId a, NodeId b) {
    std::vector<Shift> left, right;
    NodeId left_root = no_node, right_root = no_node;
    const bool plain = chain(a, left, left_root) && chain(b, right, right_root);
    const bool field_left = plain && plan_.nodes[left_root].op == Op::field;
    const bool field_right = plain && plan_.nodes[right_root].op == Op::field;
    if (field_left == field_right) {
      exact_ = false;
      return;
    }
    const Node& root = plan_.nodes[field_left ? left_root : right_root];
    const Node& against = plan_.nodes[field_left ? right_root : left_root];
    Place place;
    place.from_today = against.op == Op::today;
    place.fixed = against.k;
    place.of_today = field_left ? right : left;
    place.of_field = field_left ? left : right;
    place.before = field_left ? 0 : 1;
    axes_[axis_of_.at(static_cast<FieldId>(root.k))].places.push_back(std::move(place));
  }

  void same_month(const Node& node) {
    const Node* side[2] = {&plan_.nodes[node.a], &plan_.nodes[node.b]};
    for (int i = 0; i < 2; ++i) {
      const Node* mine = side[i];
      const Node* theirs = side[1 - i];
      if (mine->op != Op::month_of || plan_.nodes[mine->a].op != Op::field) continue;
      const bool of_day = theirs->op == Op::month_of && plan_.nodes[theirs->a].op == Op::today;
      if (of_day && problem_.seconds.empty()) {
        axes_[axis_of_.at(static_cast<FieldId>(plan_.nodes[mine->a].k))].month = true;
        return;
      }
    }
    exact_ = false;
  }

  static std::int64_t shifted(std::int64_t day, const std::vector<Shift>& shifts) {
    for (auto shift = shifts.rbegin(); shift != shifts.rend(); ++shift)
      day = shift->months ? add_months(static_cast<Day>(day), shift->by) : day + shift->by;
    return day;
  }

  std::int64_t place_on(const Place& place, Day day, std::size_t month) const {
    if (place.simple) return months_.latest(place.of_field.front().by, day, month);
    std::int64_t at = shifted(place.from_today ? day : place.fixed, place.of_today) - place.before;
    for (const Shift& shift : place.of_field)
      at = shift.months ? latest_with_months(shift.by, static_cast<Day>(at)) : at - shift.by;
    return at;
  }

  // Days at which an offer begins or ends, or anything else that reads the day alone may change.
  std::vector<Day> window_cuts() {
    std::set<Day> cuts{from_};
    for (const NodeId id : needed(plan_, windows_)) {
      const Node& node = plan_.nodes[id];
      if (masks_[id] != today || node.op == Op::today || node.op == Op::both || node.op == Op::either ||
          node.op == Op::negation)
        continue;
      const bool plain = node.op == Op::at_most && ((plan_.nodes[node.a].op == Op::today && fixed(node.b)) ||
                                                    (plan_.nodes[node.b].op == Op::today && fixed(node.a)));
      if (!plain) {
        for (Day day = from_; day <= through_; ++day) cuts.insert(day);
        break;
      }
      const std::int64_t at = fixed(node.b) ? plan_.nodes[node.b].k + 1 : plan_.nodes[node.a].k;
      if (at > from_ && at <= through_) cuts.insert(static_cast<Day>(at));
    }
    return {cuts.begin(), cuts.end()};
  }

  std::vector<std::int64_t> window_values(Day day) const {
    std::vector<Cell> cells(plan_.nodes.size());
    std::vector<std::int64_t> values;
    for (const NodeId id : needed(plan_, windows_)) {
      const Node& node = plan_.nodes[id];
      const auto cell = [&](NodeId operand) { return operand == no_node ? Cell{} : cells[operand]; };
      if (node.op == Op::today)
        cells[id] = {day, true};
      else if (node.op == Op::constant)
        cells[id] = {node.k, true};
      else if (!apply(plan_, node, cell(node.a), cell(node.b), cell(node.c), cells[id]))
        cells[id] = {};
    }
    for (const NodeId id : windows_) values.push_back(cells[id].known ? cells[id].value : INT64_MIN);
    return values;
  }

  void scan() {
    const std::vector<Day> cuts = window_cuts();
    for (Axis& axis : axes_) {
      for (Place& place : axis.places)
        place.simple = place.from_today && place.of_today.empty() && place.before == 0 &&
                       place.of_field.size() == 1 && place.of_field[0].months;
      order_of_.emplace_back();
      for (std::uint32_t i = 0; i < axis.places.size(); ++i) order_of_.back().emplace_back(0, i);
    }
    shape_.resize(axes_.size());
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      Signature signature;
      signature.windows = window_values(cuts[i]);
      signature.axes.resize(axes_.size());
      const Day end = i + 1 < cuts.size() ? cuts[i + 1] - 1 : through_;
      std::size_t month = months_.of(cuts[i]);
      for (Day day = cuts[i]; day <= end; ++day) {
        month = day == cuts[i] ? month : months_.of(day);
        bool changed = day == cuts[i];
        for (std::size_t axis = 0; axis < axes_.size(); ++axis) changed = move(axis, day, month) || changed;
        if (changed)
          for (std::size_t axis = 0; axis < axes_.size(); ++axis) stretches(axis, day, signature.axes[axis]);
        if (changed) last_ = found_.try_emplace(signature, DayKind{day, 0}).first;
        nearer(last_->second, day);
      }
    }
  }

  void nearer(DayKind& kind, Day day) const {
    ++kind.days;
    if (std::abs(day - near_) < std::abs(kind.day - near_)) kind.day = day;
  }

  // Moves the places of an axis to a day. True where their order, or where they coincide, is not as it was.
  bool move(std::size_t number, Day day, std::size_t month) {
    const Axis& axis = axes_[number];
    auto& order = order_of_[number];
    for (auto& [at, place] : order)
      at = std::clamp(place_on(axis.places[place], day, month), axis.from - 1, axis.to);
    bool changed = axis.month;
    if (!std::is_sorted(order.begin(), order.end())) {
      std::sort(order.begin(), order.end());
      changed = true;
    }
    auto& shape = shape_[number];
    if (shape.size() != order.size() + 1) shape.assign(order.size() + 1, 2);
    std::int64_t from = axis.from;
    for (std::size_t i = 0; i <= order.size(); ++i) {
      const std::int64_t at = i < order.size() ? order[i].first : axis.to;
      const std::uint8_t ends = at >= from ? 1 : 0;
      changed = changed || shape[i] != ends;
      shape[i] = ends;
      if (ends != 0) from = at + 1;
    }
    return changed;
  }

  // The stretches of an axis on a day, from the earliest: which places lie behind it. A place past either end
  // of the axis is on none.
  void stretches(std::size_t number, Day day, std::vector<std::uint32_t>& out) const {
    const Axis& axis = axes_[number];
    out.clear();
    std::int64_t from = axis.from;
    for (const auto& [at, place] : order_of_[number]) {
      if (at >= from) {  // a stretch [from, at] ends here
        end_stretch(axis, from, at, day, out);
        from = at + 1;
      }
      out.push_back(place);
    }
    if (from <= axis.to) end_stretch(axis, from, axis.to, day, out);
  }

  static void end_stretch(const Axis& axis, std::int64_t from, std::int64_t to, Day day,
                          std::vector<std::uint32_t>& out) {
    constexpr std::uint32_t mark = UINT32_MAX - 4;
    std::uint32_t seen = 0;  // 1: a day of this month, 2: of another
    if (axis.month && to - from < 366) {
      for (std::int64_t at = from; at <= to && seen != 3; ++at)
        seen |= civil_of(static_cast<Day>(at)).month == civil_of(day).month ? 1 : 2;
    } else {
      seen = axis.month ? 3 : 0;
    }
    out.push_back(mark + seen);
  }

  // A kind whose stretches all are among another's, in order, adds nothing.
  DayKinds drop_covered() {
    std::vector<std::pair<const Signature*, DayKind>> all;
    for (const auto& [signature, kind] : found_) all.emplace_back(&signature, kind);
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return width(*a.first) > width(*b.first); });
    std::vector<std::pair<const Signature*, DayKind>> kept;
    for (const auto& one : all) {
      const auto by =
          std::find_if(kept.begin(), kept.end(), [&](const auto& k) { return covers(*k.first, *one.first); });
      if (by == kept.end())
        kept.push_back(one);
      else
        by->second.days += one.second.days;
    }
    DayKinds result;
    result.exact = exact_;
    for (const auto& [signature, kind] : kept) result.kinds.push_back(kind);
    std::stable_sort(result.kinds.begin(), result.kinds.end(), [&](const DayKind& a, const DayKind& b) {
      return std::abs(a.day - near_) < std::abs(b.day - near_);
    });
    return result;
  }

  static std::size_t width(const Signature& signature) {
    std::size_t stretches = 0;
    for (const auto& axis : signature.axes)
      stretches += static_cast<std::size_t>(
          std::count_if(axis.begin(), axis.end(), [](std::uint32_t t) { return t >= UINT32_MAX - 4; }));
    return stretches;
  }

  // Each stretch as the set of places that it lies at or before, in order of days.
  static std::vector<std::pair<std::uint32_t, std::set<std::uint32_t>>> cells(
      const std::vector<std::uint32_t>& axis) {
    std::set<std::uint32_t> ahead;
    for (const std::uint32_t token : axis)
      if (token < UINT32_MAX - 4) ahead.insert(token);
    std::vector<std::pair<std::uint32_t, std::set<std::uint32_t>>> all;
    for (const std::uint32_t token : axis) {
      if (token >= UINT32_MAX - 4)
        all.emplace_back(token, ahead);
      else
        ahead.erase(token);
    }
    return all;
  }

  static bool covers(const Signature& more, const Signature& less) {
    if (more.windows != less.windows) return false;
    for (std::size_t i = 0; i < more.axes.size(); ++i) {
      const auto big = cells(more.axes[i]), small = cells(less.axes[i]);
      std::size_t at = 0;
      for (const auto& [seen, ahead] : small) {
        while (at < big.size() &&
               !(big[at].second == ahead && ((big[at].first ^ seen) == 0 || big[at].first == UINT32_MAX - 1)))
          ++at;
        if (at++ == big.size()) return false;
      }
    }
    return true;
  }

  const Problem& problem_;
  const Plan& plan_;
  Day from_, through_, near_;
  std::vector<NodeId> wanted_, order_, windows_;
  std::vector<std::uint64_t> masks_;
  std::vector<bool> edge_;
  std::map<FieldId, std::size_t> axis_of_;
  std::vector<Axis> axes_;
  Months months_;
  std::vector<std::vector<std::pair<std::int64_t, std::uint32_t>>>
      order_of_;  // a place and its number, for each axis
  std::vector<std::vector<std::uint8_t>> shape_;
  std::map<Signature, DayKind> found_;
  std::map<Signature, DayKind>::iterator last_ = found_.end();
  bool exact_ = true;
};

}  // namespace

DayKinds kinds_of_day(const Problem& problem, Day from, Day through, Day near) {
  return Kinds(problem, from, through, near).find();
}

}  // namespace trouw
