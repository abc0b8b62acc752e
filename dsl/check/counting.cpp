#include <fmt/format.h>

#include <algorithm>

#include "check/phases.h"

namespace trouw {

namespace {

class Counting {
 public:
  Counting(Context& context, const tree::Scaling& scaling) : context_(context), scaling_(scaling) {}

  std::optional<Scaling> check() {
    made_.text = context_.words(scaling_.at);
    const bool good = scaling_.tenure ? by_tenure() : by_name();
    return good ? std::optional(made_) : std::nullopt;
  }

 private:
  Diagnostic& report(Message message, Span at, std::initializer_list<std::string> parts) {
    return context_.reporter.report(message, at, parts);
  }

  bool by_tenure() {
    tree::Amount tenure;
    tree::Operand operand;
    operand.kind = tree::OperandKind::tenure;
    operand.at = tenure.at = scaling_.at;
    tenure.terms.push_back({false, operand, {}});
    const auto value = amount_of(context_, tenure);
    if (!value) return false;
    const bool months =
        scaling_.step && scaling_.step->kind == tree::LiteralKind::duration &&
        (scaling_.step->unit == tree::Unit::month || scaling_.step->unit == tree::Unit::year) &&
        scaling_.step->number.places == 0 && scaling_.step->number.digits > 0 &&
        scaling_.step->number.digits < 10'000;
    if (!months) {
      report(Message::tenure_step, scaling_.at, {context_.words(scaling_.at)}).help =
          "write `for every year of tenure`, or months";
      return false;
    }
    made_.term = value->term;
    made_.step = scaling_.step->number.digits * (scaling_.step->unit == tree::Unit::year ? 12 : 1);
    return cut(*value, "tenure");
  }

  // A field by its name, or by the word for one of it; or a definition.
  std::optional<Value> counted() {
    const auto& fields = context_.schema.fields;
    const std::string& text = scaling_.of.text;
    std::vector<std::string> words;
    for (FieldId id = 0; id < fields.size(); ++id) {
      if (fields[id].each == text && !text.empty()) return value_of_field(context_, id);
      if (!fields[id].each.empty()) words.push_back(fields[id].each);
    }
    if (const auto id = context_.schema.find(text)) return value_of_field(context_, *id);
    if (context_.definitions.count(text) != 0) return defined();
    for (const auto& [name, definition] : context_.definitions) words.push_back(name);
    const auto measured = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
      return !field.unit.empty() && field.unit == text;
    });
    if (measured == fields.end()) {
      field_of(context_, scaling_.of, words);
      return std::nullopt;
    }
    report(Message::unknown_field, scaling_.of.at, {quoted(text)}).help =
        fmt::format("say of what, such as `for every {} {} of {}`",
                    scaling_.step ? context_.words(scaling_.step->at) : "100", text, measured->name);
    return std::nullopt;
  }

  std::optional<Value> defined() {
    tree::Amount amount;
    amount.at = scaling_.of.at;
    tree::Term& term = amount.terms.emplace_back();
    term.operand.kind = tree::OperandKind::name;
    term.operand.name = scaling_.of;
    term.operand.at = scaling_.of.at;
    return amount_of(context_, amount);
  }

  bool by_name() {
    const auto value = counted();
    if (!value) return false;
    const std::string name = value->field ? context_.schema.fields[*value->field].name : scaling_.of.text;
    const bool money = value->kind == Kind::money;
    const bool length = value->kind == Kind::months || value->kind == Kind::days;
    const bool whole = value->field ? context_.schema.fields[*value->field].type == Type::whole
                                    : value->kind == Kind::number && value->places == 0;
    if (!money && !length && !whole) {
      report(Message::cannot_count, scaling_.of.at, {quoted(name)}).help =
          "scale by a whole-number field, a money field or a length of time";
      return false;
    }
    made_.term = value->term;
    if (!scaling_.step && !whole) {
      report(Message::cannot_count, scaling_.of.at, {quoted(name)}).help =
          money ? fmt::format("say of how much, such as `for every {} 10 of {}`", context_.schema.currency,
                              name)
                : fmt::format("say of how long, such as `for every month of {}`", name);
      return false;
    }
    return (!scaling_.step || step(*value, name)) && cut(*value, name);
  }

  bool step(const Value& of, const std::string& name) {
    const auto step = constant_like(context_, of, name, *scaling_.step);
    if (!step) return false;
    if (*step <= 0) {
      report(Message::reward_not_above_zero, scaling_.step->at, {context_.words(scaling_.step->at)}).help =
          "write a step above zero";
      return false;
    }
    made_.step = *step;
    return true;
  }

  bool cut(const Value& of, const std::string& name) {
    if (!scaling_.share) return true;
    const auto edges = edges_of(context_, of, name, *scaling_.share);
    if (!edges) return false;
    made_.above = edges->above;
    made_.up_to = edges->up_to;
    return true;
  }

  Context& context_;
  const tree::Scaling& scaling_;
  Scaling made_;
};

}  // namespace

bool check_scaling(Context& context, const tree::Phase& phase, Reward& made) {
  if (!phase.scaling) return true;
  if (!is_scalable(phase, made)) {
    context.reporter.report(Message::cannot_scale, phase.scaling->at, {context.words(phase.scaling->at)})
        .help = "scale a percentage, an amount of money or points";
    return false;
  }
  made.scaling = Counting(context, *phase.scaling).check();
  return made.scaling.has_value();
}

std::optional<Edges> edges_of(Context& context, const Value& of, const std::string& name,
                              const tree::Share& share) {
  Edges edges;
  const auto above = constant_like(context, of, name, share.above);
  if (!above) return std::nullopt;
  if (*above < 0) {
    context.reporter.report(Message::reward_not_above_zero, share.above.at, {context.words(share.above.at)})
        .help = "write where the part begins, zero or more";
    return std::nullopt;
  }
  edges.above = *above;
  if (!share.up_to) return edges;
  edges.up_to = constant_like(context, of, name, *share.up_to);
  if (!edges.up_to) return std::nullopt;
  if (*edges.up_to > edges.above) return edges;
  context.reporter
      .report(Message::empty_part, share.up_to->at,
              {context.words(share.above.at), context.words(share.up_to->at)})
      .help = "write the smaller one behind `above`";
  return std::nullopt;
}

}  // namespace trouw
