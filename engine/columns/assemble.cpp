#include "columns/assemble.h"

#include <algorithm>

#include "trouw/ensure.h"

namespace trouw::columns {

namespace {

constexpr std::size_t alignment = 64;

}  // namespace

std::size_t bytes_of(Lane lane) {
  return lane == Lane::byte ? 1 : lane == Lane::half ? 4 : 8;
}

int operands_of(Kernel kernel) {
  switch (kernel) {
    case Kernel::load_8:
    case Kernel::load_32:
    case Kernel::load_64:
    case Kernel::load_known:
    case Kernel::fill_8:
    case Kernel::fill_32:
    case Kernel::fill_64:
    case Kernel::apportion_any:
    case Kernel::apportion_32:
    case Kernel::out_marks:
      return 0;
    case Kernel::select_8:
    case Kernel::select_32:
    case Kernel::select_64:
      return 3;
    case Kernel::add_32:
    case Kernel::add_64:
    case Kernel::subtract_32:
    case Kernel::subtract_64:
    case Kernel::multiply_add_32:
    case Kernel::multiply_add_64:
    case Kernel::minimum_32:
    case Kernel::minimum_64:
    case Kernel::maximum_32:
    case Kernel::maximum_64:
    case Kernel::select_32k:
    case Kernel::select_64k:
    case Kernel::select_not_32k:
    case Kernel::select_not_64k:
    case Kernel::at_most_32:
    case Kernel::at_most_64:
    case Kernel::equal_32:
    case Kernel::equal_64:
    case Kernel::conjunction:
    case Kernel::disjunction:
    case Kernel::except:
    case Kernel::months_32:
    case Kernel::round_32:
    case Kernel::round_64:
    case Kernel::round_any:
    case Kernel::checked_add:
    case Kernel::checked_subtract:
    case Kernel::months_any:
    case Kernel::sum_32s:
    case Kernel::sum_32:
    case Kernel::sum_64:
    case Kernel::largest_32:
    case Kernel::largest_64:
      return 2;
    default:
      return 1;
  }
}

Register Assembler::fresh(Lane lane) {
  lanes_.push_back(lane);
  maker_.push_back(made_.size());
  return static_cast<Register>(lanes_.size() - 1);
}

Register Assembler::input(Lane lane) {
  return fresh(lane);
}

const Step* Assembler::step_of(Register id) const {
  const std::size_t made = maker_[id];
  return made < made_.size() && made_[made].step.d == id ? &made_[made].step : nullptr;
}

// Not at most is more than, and "and not" is one step.
void Assembler::simplify(Step& step) const {
  if (step.kernel == Kernel::inverse) {
    const Step* of = step_of(step.a);
    if (of == nullptr) return;
    const Kernel opposite = of->kernel == Kernel::at_most_8k    ? Kernel::more_than_8k
                            : of->kernel == Kernel::at_most_32k ? Kernel::more_than_32k
                            : of->kernel == Kernel::at_most_64k ? Kernel::more_than_64k
                                                                : Kernel::inverse;
    if (opposite == Kernel::inverse) return;
    const Step compared = *of;
    step = compared;
    step.kernel = opposite;
  } else if (step.kernel == Kernel::conjunction) {
    for (int turn = 0; turn < 2; ++turn, std::swap(step.a, step.b)) {
      const Step* of = step_of(step.b);
      if (of == nullptr || of->kernel != Kernel::inverse) continue;
      step.kernel = Kernel::except;
      step.b = of->a;
      return;
    }
  }
}

Register Assembler::make(Lane lane, Step step) {
  simplify(step);
  const Key key{step.kernel, step.a,  step.b,     step.c,
                step.k,      step.k2, step.table, step.shift * 256 + step.shift2};
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  step.d = fresh(lane);
  step.e = no_register;
  made_.push_back({step});
  known_.emplace(key, step.d);
  return step.d;
}

Register Assembler::make(Lane lane, Kernel kernel, Register a, Register b, Register c, std::int64_t k,
                         std::int64_t k2) {
  Step step;
  step.kernel = kernel;
  step.a = a;
  step.b = b;
  step.c = c;
  step.k = k;
  step.k2 = k2;
  return make(lane, step);
}

Register Assembler::make_checked(Step step, Register& overflow) {
  step.d = fresh(Lane::whole);
  step.e = overflow = fresh(Lane::byte);
  made_.push_back({step});
  return step.d;
}

std::vector<Register> Assembler::apportion(Lane lane, Register amount, const std::vector<Register>& weights) {
  Shares shares{amount, weights, {}};
  for (std::size_t i = 0; i < weights.size(); ++i) shares.shares.push_back(fresh(lane));
  Step step;
  step.kernel = lane == Lane::half ? Kernel::apportion_32 : Kernel::apportion_any;
  step.d = step.e = no_register;
  made_.push_back({step, static_cast<Register>(shares_.size())});
  shares_.push_back(shares);
  return shares.shares;
}

void Assembler::marks(std::vector<Register> conditions, std::int64_t word) {
  Step step;
  step.kernel = Kernel::out_marks;
  step.k = word;
  step.d = step.e = no_register;
  made_.push_back({step, no_register, static_cast<Register>(marks_.size())});
  marks_.push_back(std::move(conditions));
}

void Assembler::effect(Kernel kernel, Register a, Register b, std::int64_t k) {
  Step step;
  step.kernel = kernel;
  step.a = a;
  step.b = b;
  step.k = k;
  step.d = step.e = no_register;
  made_.push_back({step});
}

std::vector<Register> Assembler::read_by(const Made& made) const {
  std::vector<Register> read;
  if (made.apportion != no_register) {
    const Shares& shares = shares_[made.apportion];
    read = shares.weights;
    read.push_back(shares.amount);
    return read;
  }
  if (made.marks != no_register) {
    for (const Register id : marks_[made.marks])
      if (id != no_register) read.push_back(id);
    return read;
  }
  const Register ids[3] = {made.step.a, made.step.b, made.step.c};
  for (int i = 0; i < operands_of(made.step.kernel); ++i) read.push_back(ids[i]);
  return read;
}

std::vector<Register> Assembler::written_by(const Made& made) const {
  if (made.apportion != no_register) return shares_[made.apportion].shares;
  std::vector<Register> written;
  for (const Register id : {made.step.d, made.step.e})
    if (id != no_register) written.push_back(id);
  return written;
}

std::vector<bool> Assembler::needed_steps() const {
  std::vector<bool> wanted(lanes_.size()), needed(made_.size());
  for (std::size_t i = made_.size(); i-- > 0;) {
    const auto written = written_by(made_[i]);
    needed[i] = written.empty() ||
                std::any_of(written.begin(), written.end(), [&](Register id) { return wanted[id]; });
    if (needed[i])
      for (const Register id : read_by(made_[i])) wanted[id] = true;
  }
  return needed;
}

// Effects come as soon as what they read is there, so that registers are free again early.
void Assembler::finish(Register kept) {
  const std::vector<bool> needed = needed_steps();
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < made_.size(); ++i)
    if (needed[i]) order.push_back(i);
  std::vector<std::size_t> ready(lanes_.size());
  std::vector<std::pair<std::size_t, std::size_t>> ranked;  // when, which
  for (const std::size_t i : order) {
    std::size_t when = i;
    const auto written = written_by(made_[i]);
    if (written.empty()) {
      when = 0;
      for (const Register id : read_by(made_[i])) when = std::max(when, ready[id]);
    }
    for (const Register id : written) ready[id] = i;
    ranked.emplace_back(when, i);
  }
  std::sort(ranked.begin(), ranked.end());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = ranked[i].second;
  place(order, kept);
  write(order);
}

void Assembler::place(const std::vector<std::size_t>& order, Register kept) {
  std::vector<std::size_t> last(lanes_.size());
  for (std::size_t n = 0; n < order.size(); ++n) {
    for (const Register id : read_by(made_[order[n]])) last[id] = n;
    for (const Register id : written_by(made_[order[n]])) last[id] = std::max(last[id], n);
  }
  places_.assign(lanes_.size(), no_register);
  std::vector<std::uint32_t> free[3];
  std::size_t end = 0;
  const auto take = [&](Register id) {
    auto& same = free[static_cast<std::size_t>(lanes_[id])];
    if (!same.empty()) {
      places_[id] = same.back();
      same.pop_back();
      return;
    }
    places_[id] = static_cast<std::uint32_t>(end);
    end += (bytes_of(lanes_[id]) * block_rows + alignment - 1) / alignment * alignment;
  };
  if (kept != no_register) {
    take(kept);
    last[kept] = order.size();
  }
  const auto release = [&](Register id, std::size_t n) {
    if (last[id] == n && places_[id] != no_register) {
      free[static_cast<std::size_t>(lanes_[id])].push_back(places_[id]);
      last[id] = order.size() + 1;  // once
    }
  };
  for (std::size_t n = 0; n < order.size(); ++n) {
    const auto written = written_by(made_[order[n]]), read = read_by(made_[order[n]]);
    for (const Register id : written) take(id);
    for (const Register id : read) release(id, n);
    for (const Register id : written) release(id, n);
  }
  code_.arena = end;
  code_.rows = kept == no_register ? 0 : places_[kept];
}

void Assembler::write(const std::vector<std::size_t>& order) {
  const auto placed = [&](Register id) { return id == no_register ? 0 : places_[id]; };
  for (const std::size_t i : order) {
    Step step = made_[i].step;
    const int operands = operands_of(step.kernel);
    step.d = placed(step.d);
    step.e = placed(step.e);
    if (operands > 0) step.a = placed(step.a);
    if (operands > 1) step.b = placed(step.b);
    if (operands > 2) step.c = placed(step.c);
    if (made_[i].apportion != no_register) {
      const Shares& shares = shares_[made_[i].apportion];
      auto weights = std::make_unique<std::vector<std::uint32_t>>(),
           parts = std::make_unique<std::vector<std::uint32_t>>();
      for (const Register id : shares.weights) weights->push_back(placed(id));
      for (const Register id : shares.shares) parts->push_back(placed(id));
      auto all = std::make_unique<Apportion>();
      *all = {placed(shares.amount), static_cast<std::uint32_t>(weights->size()), weights->data(),
              parts->data()};
      step.table = all.get();
      code_.lists.push_back(std::move(weights));
      code_.lists.push_back(std::move(parts));
      code_.apportions.push_back(std::move(all));
    }
    if (made_[i].marks != no_register) {
      auto conditions = std::make_unique<std::vector<std::uint32_t>>();
      for (const Register id : marks_[made_[i].marks])
        conditions->push_back(id == no_register ? no_mark : places_[id]);
      step.table = conditions->data();
      code_.lists.push_back(std::move(conditions));
    }
    code_.steps.push_back(step);
  }
}

}  // namespace trouw::columns
