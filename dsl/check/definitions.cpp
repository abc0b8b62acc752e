#include "check/conditions.h"

namespace trouw {

namespace {

using tree::ConditionKind;

constexpr int deepest_definitions = 60;

void resolve(Context& context, Definition& definition) {
  const tree::Define& tree = *definition.tree;
  if (tree.amount) {
    if (auto value = amount_of(context, *tree.amount))
      definition.amount = std::make_shared<Value>(std::move(*value));
    return;
  }
  // A bare name: a condition, or another name for an amount.
  const tree::Condition& condition = *tree.condition;
  const tree::Operand* lone = condition.kind == ConditionKind::bare ? lone_operand(condition.left) : nullptr;
  if (lone != nullptr && lone->kind == tree::OperandKind::name) {
    const auto id = context.schema.find(lone->name.text);
    const Definition* other = id ? nullptr : definition_of(context, lone->name.text, lone->at);
    if ((id && context.schema.fields[*id].type != Type::yes_no) || (other != nullptr && other->amount)) {
      if (auto value = amount_of(context, condition.left))
        definition.amount = std::make_shared<Value>(std::move(*value));
      return;
    }
    if (other != nullptr && !other->condition) return;
  } else if (lone != nullptr) {
    if (auto value = amount_of(context, condition.left))
      definition.amount = std::make_shared<Value>(std::move(*value));
    return;
  }
  definition.condition = condition_of(context, condition);
}

}  // namespace

const Definition* definition_of(Context& context, const std::string& name, Span used_at) {
  const auto found = context.definitions.find(name);
  if (found == context.definitions.end()) return nullptr;
  Definition& definition = found->second;
  definition.used = true;
  if (definition.state == Definition::open || context.depth > deepest_definitions) {
    if (definition.state == Definition::open)
      context.reporter.report(Message::definition_of_itself, definition.tree->name.at, {quoted(name)}).help =
          "a definition may use others, but not itself, also not by way of another";
    else
      context.reporter.report(Message::definitions_too_deep, used_at, {quoted(name)}).help =
          "write some of these definitions out";
    definition.condition.reset();
    definition.amount.reset();
    definition.state = Definition::broken;
    return &definition;
  }
  if (definition.state == Definition::waiting) {
    definition.state = Definition::open;
    ++context.depth;
    const std::string about = context.reporter.about("definition " + quoted(name));
    resolve(context, definition);
    context.reporter.about(about);
    --context.depth;
    if (definition.state == Definition::open) definition.state = Definition::done;
  }
  return &definition;
}

}  // namespace trouw
