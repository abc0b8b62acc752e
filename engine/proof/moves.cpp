#include "proof/moves.h"

#include <algorithm>

namespace trouw {

namespace {

Move turned(Move move) {
  if (move == Move::up) return Move::down;
  return move == Move::down ? Move::up : move;
}

Move together(Move a, Move b) {
  if (a == Move::none || a == b) return b;
  return b == Move::none ? a : Move::any;
}

Move of_all(const std::vector<Move>& moves, const std::vector<NodeId>& operands) {
  return std::all_of(operands.begin(), operands.end(), [&](NodeId id) { return moves[id] == Move::none; })
             ? Move::none
             : Move::any;
}

Move move_of(const Plan& plan, const Node& node, const std::vector<Move>& moves) {
  const auto of = [&](NodeId id) { return moves[id]; };
  switch (node.op) {
    case Op::add:
    case Op::minimum:
    case Op::maximum:
      return together(of(node.a), of(node.b));
    case Op::subtract:
      return together(of(node.a), turned(of(node.b)));
    case Op::scale:
      return node.k < 0 ? turned(of(node.a)) : of(node.a);
    case Op::floor_divide:
    case Op::add_months:
      return of(node.a);
    case Op::negation:
      return turned(of(node.a));
    case Op::at_most:
    case Op::months_between:
      return together(turned(of(node.a)), of(node.b));
    default:
      return of_all(moves, operands_of(plan, node));
  }
}

}  // namespace

std::vector<Move> moves_of(const Plan& plan, const std::vector<std::pair<FieldId, Move>>& moving) {
  std::vector<Move> moves(plan.nodes.size(), Move::none);
  for (NodeId id = 0; id < plan.nodes.size(); ++id) {
    const Node& node = plan.nodes[id];
    if (node.op != Op::field) {
      moves[id] = move_of(plan, node, moves);
      continue;
    }
    for (const auto& [field, move] : moving)
      if (node.k == static_cast<std::int64_t>(field)) moves[id] = move;
  }
  return moves;
}

}  // namespace trouw
