// From a plan to the steps of a block: the nodes that its figures need, then the figures.
#include <fmt/format.h>

#include <algorithm>

#include "columns/nodes.h"

namespace trouw {

using namespace columns;  // NOLINT: this file writes their steps

namespace {

// The standings that the records of a plan may have.
std::vector<bool> possible_standings(const Plan& plan) {
  std::vector<bool> possible(5);
  std::vector<NodeId> waiting{plan.standing};
  while (!waiting.empty()) {
    const Node& node = plan.nodes[waiting.back()];
    waiting.pop_back();
    if (node.op == Op::constant && node.k >= 0 && node.k < 5) {
      possible[static_cast<std::size_t>(node.k)] = true;
    } else if (node.op == Op::select) {
      waiting.push_back(node.b);
      waiting.push_back(node.c);
    } else {
      possible.assign(5, true);
    }
  }
  return possible;
}

class Compiling {
 public:
  Compiling(const Plan& plan, ColumnCode& code)
      : plan_(plan), code_(code), out_(code), nodes_(plan, code, out_), possible_(possible_standings(plan)) {}

  void compile() {
    rows_ = out_.input(Lane::byte);
    nodes_.write(needed(plan_, wanted()));
    standings();
    totals();
    offers();
    facts();
    guarantees();
    if (nodes_.failed() != no_register) code_.failed = count(in(nodes_.failed(), rows_));
    out_.finish(rows_);
    std::sort(code_.fields.begin(), code_.fields.end());
    code_.fields.erase(std::unique(code_.fields.begin(), code_.fields.end()), code_.fields.end());
  }

 private:
  struct Of {
    Standing standing;
    const AudienceNodes* nodes;
  };

  std::vector<Of> audiences() const {
    std::vector<Of> all;
    for (const Of& one : {Of{Standing::customer, &plan_.customer}, Of{Standing::newcomer, &plan_.newcomer},
                          Of{Standing::returner, &plan_.returner}})
      if (possible_[static_cast<std::size_t>(one.standing)]) all.push_back(one);
    return all;
  }

  // Everything that the row reader works out for the totals of any standing that there may be: what fails
  // there has to fail here.
  std::vector<NodeId> wanted() const {
    std::vector<NodeId> all = plan_.facts;
    all.insert(all.end(), {plan_.standing, plan_.twin_value, plan_.value_before_match, plan_.top_up,
                           plan_.value, plan_.worse_off_before, plan_.worse_off});
    for (const Of& one : audiences()) {
      const AudienceNodes& nodes = *one.nodes;
      const auto add = [&](const OfferNodes& offer) {
        all.insert(all.end(), {offer.open, offer.counted, offer.value, offer.paid});
      };
      for (const OfferNodes& offer : nodes.deal.offers) add(offer);
      for (const MatchNodes& match : nodes.matches) add(match.nodes);
      all.insert(all.end(),
                 {nodes.deal.value, nodes.top_up, nodes.value, nodes.net_before, nodes.net, plan_.twin_net});
    }
    for (const GuaranteeNodes& guarantee : plan_.guarantees) {
      all.insert(all.end(), {guarantee.applies, guarantee.left_out, guarantee.gap});
      all.insert(all.end(), guarantee.costs.begin(), guarantee.costs.end());
    }
    return all;
  }

  Register in(Register a, Register mask) {
    return out_.make(Lane::byte, Kernel::conjunction, std::min(a, mask), std::max(a, mask));
  }

  int count(Register a) {
    const auto [at, fresh] = counts_.try_emplace(a, code_.sums);
    if (!fresh) return at->second;
    out_.effect(Kernel::count_8, a, no_register, code_.sums);
    return code_.sums++;
  }

  int sum(NodeId id, Register where) {
    if (nodes_.always_zero(id)) return no_sum;
    const auto [at, fresh] = summed_.try_emplace({id, where}, code_.sums);
    if (!fresh) return at->second;
    const Node& node = plan_.nodes[id];
    const Lane lane = std::max(Lane::half, nodes_.lane(id));
    const bool small = lane == Lane::half && node.lowest >= -(std::int64_t{1} << 31) / block_rows &&
                       node.highest < (std::int64_t{1} << 31) / block_rows;
    const Kernel kernel = lane == Lane::whole ? Kernel::sum_64 : small ? Kernel::sum_32s : Kernel::sum_32;
    out_.effect(kernel, nodes_.value(id, lane), where, code_.sums);
    return code_.sums++;
  }

  void standings() {
    decided_ = rows_;
    for (std::size_t i = 0; i < 5; ++i) {
      is_.push_back(no_register);
      if (!possible_[i]) continue;
      is_[i] = in(out_.make(Lane::byte, Kernel::equal_32k, nodes_.value(plan_.standing, Lane::half),
                            no_register, no_register, static_cast<std::int64_t>(i)),
                  rows_);
      code_.standings[i] = count(is_[i]);
    }
    const Register rejected = is_[static_cast<std::size_t>(Standing::rejected)];
    if (rejected != no_register) decided_ = out_.make(Lane::byte, Kernel::except, rows_, rejected);
  }

  void output(Output column, NodeId id, std::size_t number = 0) {
    const Lane lane = std::max(Lane::half, nodes_.lane(id));
    out_.effect(lane == Lane::half ? Kernel::out_32 : Kernel::out_64, nodes_.value(id, lane), no_register,
                static_cast<std::int64_t>(static_cast<std::size_t>(column) + number));
  }

  Register more_than_nothing(NodeId id, Register where) {
    const Lane lane = std::max(Lane::half, nodes_.lane(id));
    const Register none =
        out_.make(Lane::byte, lane == Lane::half ? Kernel::at_most_32k : Kernel::at_most_64k,
                  nodes_.value(id, lane), no_register, no_register, 0);
    return out_.make(Lane::byte, Kernel::except, where, none);
  }

  void totals() {
    output(Output::standing, plan_.standing);
    output(Output::newcomer_value, plan_.twin_value);
    output(Output::value_before_match, plan_.value_before_match);
    output(Output::top_up, plan_.top_up);
    output(Output::value, plan_.value);
    output(Output::worse_off_before, plan_.worse_off_before);
    output(Output::worse_off, plan_.worse_off);
    code_.newcomer_value = sum(plan_.twin_value, decided_);
    code_.value_before_match = sum(plan_.value_before_match, decided_);
    code_.top_up = sum(plan_.top_up, decided_);
    code_.value = sum(plan_.value, decided_);
    const Register customer = is_[static_cast<std::size_t>(Standing::customer)];
    if (customer == no_register) return;
    code_.to_customers = sum(plan_.value, customer);
    if (!nodes_.always_zero(plan_.worse_off_before))
      code_.before_count = count(more_than_nothing(plan_.worse_off_before, customer));
    code_.before_total = sum(plan_.worse_off_before, customer);
    if (!nodes_.always_zero(plan_.worse_off))
      code_.after_count = count(more_than_nothing(plan_.worse_off, customer));
    code_.after_total = sum(plan_.worse_off, customer);
  }

  void offers() {
    const std::size_t all = plan_.programme->offers.size();
    code_.stride = (all + 63) / 64 * 8;
    counted_.assign(all, no_register);
    for (const Of& one : audiences()) {
      const Register who = is_[static_cast<std::size_t>(one.standing)];
      for (const OfferNodes& nodes : one.nodes->deal.offers) offer(nodes, who);
      for (const MatchNodes& match : one.nodes->matches) offer(match.nodes, who);
    }
    for (std::size_t word = 0; word * marks_in_word < all; ++word) marks(word);
  }

  void offer(const OfferNodes& nodes, Register who) {
    if (nodes_.always_zero(nodes.open)) return;
    OfferSums sums;
    sums.offer = nodes.offer;
    sums.open = count(in(nodes_.condition(nodes.open), who));
    if (!nodes_.always_zero(nodes.counted)) {
      const Register counted = in(nodes_.condition(nodes.counted), who);
      sums.counted = count(counted);
      Register& any = counted_[nodes.offer];
      any = any == no_register ? counted : out_.make(Lane::byte, Kernel::disjunction, any, counted);
      sums.value = sum(nodes.value, who);
      sums.paid = sum(nodes.paid, who);
    }
    code_.offers.push_back(sums);
  }

  // As many offers to a word as it has bits.
  void marks(std::size_t word) {
    std::vector<Register> conditions(marks_in_word, no_register);
    const std::size_t first = word * marks_in_word;
    for (std::size_t bit = 0; bit < marks_in_word && first + bit < counted_.size(); ++bit)
      conditions[bit] = counted_[first + bit];
    if (std::ranges::any_of(conditions, [](Register id) { return id != no_register; }))
      out_.marks(std::move(conditions), static_cast<std::int64_t>(word));
  }

  void facts() {
    Register all = no_register;
    for (const NodeId fact : plan_.facts) {
      const Register holds = nodes_.condition(fact);
      all = all == no_register ? holds : in(all, holds);
      code_.facts.push_back(count(out_.make(Lane::byte, Kernel::except, decided_, holds)));
    }
    if (all != no_register) code_.facts_broken = count(out_.make(Lane::byte, Kernel::except, decided_, all));
  }

  void guarantees() {
    for (std::size_t i = 0; i < plan_.guarantees.size(); ++i) {
      const GuaranteeNodes& nodes = plan_.guarantees[i];
      GuaranteeSums sums;
      if (!nodes_.always_zero(nodes.applies)) {
        const Register applies = in(nodes_.condition(nodes.applies), decided_);
        sums.covered = count(applies);
        const Lane lane = std::max(Lane::half, nodes_.lane(nodes.gap));
        const bool half = lane == Lane::half;
        const Register gap = out_.make(lane, half ? Kernel::maximum_32k : Kernel::maximum_64k,
                                       nodes_.value(nodes.gap, lane), no_register, no_register, 0);
        const Register counts =
            out_.make(lane, half ? Kernel::select_32k : Kernel::select_64k, applies, gap, no_register, 0);
        out_.effect(half ? Kernel::out_32 : Kernel::out_64, counts, no_register,
                    static_cast<std::int64_t>(static_cast<std::size_t>(Output::gaps) + i));
        if (plan_.nodes[nodes.gap].highest > 0 || plan_.nodes[nodes.gap].checked)
          sums.broken = count(more_than_nothing(nodes.gap, applies));
      }
      if (!nodes_.always_zero(nodes.left_out))
        sums.left_out = count(in(nodes_.condition(nodes.left_out), decided_));
      code_.guarantees.push_back(sums);
    }
  }

  const Plan& plan_;
  ColumnCode& code_;
  Assembler out_;
  Nodes nodes_;
  std::vector<bool> possible_;
  Register rows_ = no_register, decided_ = no_register;
  std::vector<Register> is_;       // a standing each, within rows_
  std::vector<Register> counted_;  // an offer each
  std::map<Register, int> counts_;
  std::map<std::pair<NodeId, Register>, int> summed_;
};

constexpr const char* kernel_names[] = {
#define TROUW_KERNEL(name, function, does) #name,
#include "columns/kernels.def"
#undef TROUW_KERNEL
};

}  // namespace

std::unique_ptr<const ColumnCode> compile_columns(const Plan& plan) {
  auto code = std::make_unique<ColumnCode>();
  Compiling(plan, *code).compile();
  return code;
}

std::string listing(const ColumnCode& code) {
  std::string text = fmt::format("{} steps, {} bytes, {} sums\n", code.steps.size(), code.arena, code.sums);
  for (const Step& step : code.steps)
    text += fmt::format("{:<18} d={} a={} b={} c={} k={} k2={}\n",
                        kernel_names[static_cast<std::size_t>(step.kernel)], step.d, step.a, step.b, step.c,
                        step.k, step.k2);
  return text;
}

}  // namespace trouw
