#include "proof/days.h"

#include <algorithm>
#include <map>
#include <set>

#include "plan/apply.h"
#include "proof/calendar.h"
#include "proof/day_shape.h"

namespace trouw {

namespace {

constexpr Day most_single = 366;  // days that are looked at one by one

class Kinds {
 public:
  Kinds(const Problem& problem, Day from, Day through, Day near)
      : plan_(problem.plan), calendar_(calendar_of(problem)), from_(from), through_(through), near_(near) {}

  DayKinds find() {
    if (!calendar_.exact && through_ - from_ < most_single) return each_day();
    scan();
    return drop_covered();
  }

 private:
  // Few days are each a kind of their own.
  DayKinds each_day() const {
    DayKinds all;
    for (Day day = from_; day <= through_; ++day) all.kinds.push_back({day, 1});
    std::stable_sort(all.kinds.begin(), all.kinds.end(), [&](const DayKind& a, const DayKind& b) {
      return std::abs(a.day - near_) < std::abs(b.day - near_);
    });
    return all;
  }

  bool fixed(NodeId id) const { return plan_.nodes[id].op == Op::constant; }

  // Days at which an offer begins or ends, or anything else that reads the day alone may change.
  std::vector<Day> window_cuts() {
    std::set<Day> cuts{from_};
    for (const NodeId id : needed(plan_, calendar_.windows)) {
      const Node& node = plan_.nodes[id];
      if (!calendar_.of_day[id] || node.op == Op::today || node.op == Op::both || node.op == Op::either ||
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
    for (const NodeId id : needed(plan_, calendar_.windows)) {
      const Node& node = plan_.nodes[id];
      const auto cell = [&](NodeId operand) { return operand == no_node ? Cell{} : cells[operand]; };
      if (node.op == Op::today)
        cells[id] = {day, true};
      else if (node.op == Op::constant)
        cells[id] = {node.k, true};
      else if (!apply(plan_, node, cell(node.a), cell(node.b), cell(node.c), cells[id]))
        cells[id] = {};
    }
    for (const NodeId id : calendar_.windows) values.push_back(cells[id].known ? cells[id].value : INT64_MIN);
    return values;
  }

  void scan() {
    const std::vector<Day> cuts = window_cuts();
    for (Axis& axis : calendar_.axes) {
      for (Landmark& place : axis.places)
        place.simple = place.from_today && place.of_today.empty() && place.before == 0 &&
                       place.of_field.size() == 1 && place.of_field[0].months;
      order_of_.emplace_back();
      for (std::uint32_t i = 0; i < axis.places.size(); ++i) order_of_.back().emplace_back(0, i);
    }
    shape_.resize(calendar_.axes.size());
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      DayShape shape;
      shape.windows = window_values(cuts[i]);
      shape.axes.resize(calendar_.axes.size());
      const Day end = i + 1 < cuts.size() ? cuts[i + 1] - 1 : through_;
      std::size_t month = months_.of(cuts[i]);
      for (Day day = cuts[i]; day <= end; ++day) {
        month = day == cuts[i] ? month : months_.of(day);
        bool changed = day == cuts[i];
        for (std::size_t axis = 0; axis < calendar_.axes.size(); ++axis)
          changed = move(axis, day, month) || changed;
        if (changed)
          for (std::size_t axis = 0; axis < calendar_.axes.size(); ++axis)
            stretches(axis, day, shape.axes[axis]);
        if (changed) last_ = found_.try_emplace(shape, DayKind{day, 0}).first;
        nearer(last_->second, day);
      }
    }
  }

  void nearer(DayKind& kind, Day day) const {
    ++kind.days;
    if (std::abs(day - near_) < std::abs(kind.day - near_)) kind.day = day;
  }

  // Moves the places of an axis to a day. True where their order, or what lies between them, is not as it
  // was.
  bool move(std::size_t number, Day day, std::size_t month) {
    const Axis& axis = calendar_.axes[number];
    auto& order = order_of_[number];
    for (auto& [at, place] : order)
      at = std::clamp(place_on(months_, axis.places[place], day, month), axis.from - 1, axis.to);
    bool changed = axis.month;
    if (!std::is_sorted(order.begin(), order.end())) {
      std::sort(order.begin(), order.end());
      changed = true;
    }
    auto& shape = shape_[number];
    if (shape.size() != order.size() + 1) shape.assign(order.size() + 1, UINT8_MAX);
    std::int64_t from = axis.from;
    for (std::size_t i = 0; i <= order.size(); ++i) {
      const std::int64_t at = i < order.size() ? order[i].first : axis.to;
      const auto days = static_cast<std::uint8_t>(std::clamp<std::int64_t>(at - from + 1, 0, axis.fields));
      changed = changed || shape[i] != days;
      shape[i] = days;
      if (days != 0) from = at + 1;
    }
    return changed;
  }

  // The stretches of an axis on a day, from the earliest: which places lie behind it. A place past either end
  // of the axis is on none.
  void stretches(std::size_t number, Day day, std::vector<std::uint32_t>& out) const {
    const Axis& axis = calendar_.axes[number];
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
    if (axis.fields > 1) {
      out.push_back(counted + static_cast<std::uint32_t>(std::min(to - from + 1, axis.fields)));
      return;
    }
    std::uint32_t seen = 0;  // 1: a day of this month, 2: of another
    if (axis.month && to - from < 366) {
      for (std::int64_t at = from; at <= to && seen != 3; ++at)
        seen |= civil_of(static_cast<Day>(at)).month == civil_of(day).month ? 1 : 2;
    } else {
      seen = axis.month ? 3 : 0;
    }
    out.push_back(stretch_end + seen);
  }

  // A kind whose stretches all are among another's, in order, adds nothing.
  DayKinds drop_covered() {
    std::vector<std::pair<const DayShape*, DayKind>> all;
    for (const auto& [shape, kind] : found_) all.emplace_back(&shape, kind);
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return width(*a.first) > width(*b.first); });
    std::vector<std::pair<const DayShape*, DayKind>> kept;
    for (const auto& one : all) {
      const auto by =
          std::find_if(kept.begin(), kept.end(), [&](const auto& k) { return covers(*k.first, *one.first); });
      if (by == kept.end())
        kept.push_back(one);
      else
        by->second.days += one.second.days;
    }
    DayKinds result;
    result.exact = calendar_.exact;
    for (const auto& [shape, kind] : kept) result.kinds.push_back(kind);
    std::stable_sort(result.kinds.begin(), result.kinds.end(), [&](const DayKind& a, const DayKind& b) {
      return std::abs(a.day - near_) < std::abs(b.day - near_);
    });
    return result;
  }

  const Plan& plan_;
  Calendar calendar_;
  Day from_, through_, near_;
  Months months_;
  std::vector<std::vector<std::pair<std::int64_t, std::uint32_t>>>
      order_of_;  // a place and its number, for each axis
  std::vector<std::vector<std::uint8_t>> shape_;
  std::map<DayShape, DayKind> found_;
  std::map<DayShape, DayKind>::iterator last_ = found_.end();
};

}  // namespace

DayKinds kinds_of_day(const Problem& problem, Day from, Day through, Day near) {
  return Kinds(problem, from, through, near).find();
}

}  // namespace trouw
