#include "check/statements.h"

#include <fmt/format.h>

#include <algorithm>

#include "check/kinds.h"
#include "check/possible.h"
#include "syntax/parse.h"

namespace trouw {

namespace {

class Combining {
 public:
  Combining(Context& context, const tree::Combine& tree) : context_(context), tree_(tree) {}

  void check() {
    for (const tree::BestOf& best_of : tree_.best_of) add(best_of);
    for (const tree::Literal& cap : tree_.caps) add(cap);
    if (tree_.audience != tree::Audience::everyone) return fill(audience_of(tree_.audience));
    for (const Audience each : {Audience::newcomers, Audience::customers, Audience::returners}) fill(each);
  }

 private:
  void add(const tree::BestOf& tree) {
    BestOf best_of;
    for (const tree::Item& item : tree.items) {
      std::vector<std::uint32_t> offers;
      if (item.titles.empty()) {
        if (rest_) {
          context_.reporter.report(Message::everything_else_twice, item.at, {}).help =
              "write `everything else` once";
          continue;
        }
        rest_ = {made_.best_of.size(), best_of.items.size()};
      }
      for (const tree::Text& title : item.titles)
        if (const auto number = take(title)) offers.push_back(*number);
      best_of.items.push_back(std::move(offers));
    }
    made_.best_of.push_back(std::move(best_of));
  }

  // An offer to others too: what still runs of it competes.
  std::optional<std::uint32_t> take(const tree::Text& title) {
    const auto number = context_.offer_of(title);
    if (!number) return std::nullopt;
    const Offer& offer = context_.programme.offers[*number];
    if (offer.match) {
      context_.reporter.report(Message::match_in_best_of, title.at, {quoted(title.text)}).help =
          "leave it out: matches come last, after combining and caps";
      return std::nullopt;
    }
    if (std::find(named_.begin(), named_.end(), *number) != named_.end()) {
      context_.reporter.report(Message::title_in_two_best_ofs, title.at, {quoted(title.text)}).help =
          "name each offer once";
      return std::nullopt;
    }
    named_.push_back(*number);
    return number;
  }

  void add(const tree::Literal& cap) {
    auto& kept = cap.kind == tree::LiteralKind::percent ? made_.cap_rate : made_.cap_money;
    if (kept) {
      context_.reporter.report(Message::cap_twice, cap.at, {context_.words(cap.at)}).help =
          "write one amount and one percentage at most; the lower holds";
      return;
    }
    kept = cap.kind == tree::LiteralKind::percent ? context_.rate(cap) : context_.money(cap);
  }

  // How the offers to one audience go together; `everything else` are its own.
  void fill(Audience audience) {
    Combine& own = context_.programme.combine[static_cast<std::size_t>(audience)];
    own = made_;
    if (!rest_) return;
    auto& item = own.best_of[rest_->first].items[rest_->second];
    for (std::uint32_t number = 0; number < context_.programme.offers.size(); ++number) {
      const Offer& offer = context_.programme.offers[number];
      const bool fits = offer.audience == audience || offer.audience == Audience::everyone;
      if (fits && !offer.match && std::find(named_.begin(), named_.end(), number) == named_.end())
        item.push_back(number);
    }
  }

  Context& context_;
  const tree::Combine& tree_;
  Combine made_;
  std::vector<std::uint32_t> named_;
  std::optional<std::pair<std::size_t, std::size_t>> rest_;
};

// The value of a fact in an example: stored, or unknown where it says so is not possible (`is` only).
void add_fact(Context& context, const tree::Fact& fact, Example& example, std::vector<bool>& named) {
  const auto id = field_of(context, fact.field);
  if (!id) return;
  const Field& field = context.schema.fields[*id];
  if (named[*id]) {
    context.reporter.report(Message::fact_twice, fact.field.at, {quoted(field.name)}).help =
        "give each field one value";
    return;
  }
  named[*id] = true;
  const auto value = stored_literal(context, field, fact.value);
  if (!value) return;
  if (field.type != Type::text && (*value < field.from || *value > field.to)) {
    context.reporter
        .report(Message::fact_out_of_range, fact.value.at, {context.words(fact.value.at), quoted(field.name)})
        .help = "stay within the `from` and `to` of programme.yaml";
    return;
  }
  example.record[*id] = *value;
}

// What is computed of fields that are known.
void compute_fields(Context& context, Example& example, const std::vector<bool>& named) {
  for (FieldId id = 0; id < context.schema.fields.size(); ++id) {
    const Field& field = context.schema.fields[id];
    if (!field.computed || named[id]) continue;
    const auto &a = example.record[field.computed->a], &b = example.record[field.computed->b];
    if (a && b) example.record[id] = context.schema.computed(id, *a, *b);
  }
}

// Fields that the example does not name: typical, or unknown, or an error.
void fill_record(Context& context, const tree::Example& tree, Example& example,
                 const std::vector<bool>& named) {
  const Roles& roles = context.schema.roles;
  for (FieldId id = 0; id < context.schema.fields.size(); ++id) {
    const Field& field = context.schema.fields[id];
    if (named[id] || field.computed || field.never_known) continue;
    if (field.always) {
      example.record[id] = *field.always;
    } else if (field.typical) {
      example.record[id] = *field.typical;
    } else if (field.if_missing) {
      example.record[id] = *field.if_missing;
    } else if (!field.optional && id != roles.id && id != roles.customer) {
      context.reporter.report(Message::example_lacks, tree.title.at, {quoted(field.name)}).help =
          fmt::format("add `{} is …`, or give the field a `typical` value in programme.yaml", field.name);
      return;
    }
  }
  compute_fields(context, example, named);
}

void add_expect(Context& context, const tree::Expect& tree, Example& example) {
  ExpectedAmount expected;
  expected.kind = expected_of(tree.kind);
  expected.place = context.place(tree.at);
  if (tree.kind == tree::ExpectKind::offer || tree.kind == tree::ExpectKind::no_offer) {
    const auto number = context.offer_of(tree.title);
    if (!number) return;
    expected.number = *number;
  }
  if (tree.kind == tree::ExpectKind::bill) {
    if (tree.bill.number.places != 0 || tree.bill.number.digits < 1 ||
        tree.bill.number.digits > context.schema.horizon) {
      context.reporter.report(Message::no_such_bill, tree.bill.at, {context.words(tree.bill.at)}).help =
          fmt::format("bills run from 1 to {}", context.schema.horizon);
      return;
    }
    expected.number = static_cast<std::uint32_t>(tree.bill.number.digits);
  }
  if (tree.kind != tree::ExpectKind::no_offer && tree.kind != tree::ExpectKind::guarantees) {
    const auto amount = context.money(tree.amount);
    if (!amount) return;
    expected.amount = *amount;
  }
  example.expects.push_back(std::move(expected));
}

// A snippet as part of programme.yaml's text, or padded to stand at its line and column.
Span place_snippet(Context& context, const Snippet& snippet) {
  std::string padded(static_cast<std::size_t>(std::max(0, snippet.place.line - 1)), '\n');
  padded.append(static_cast<std::size_t>(std::max(0, snippet.place.column - 1)), ' ');
  const auto begin = static_cast<std::uint32_t>(padded.size());
  const std::uint32_t file = context.sources.add(snippet.place.file, padded + snippet.text);
  return {file, begin, begin + static_cast<std::uint32_t>(snippet.text.size())};
}

std::optional<Condition> snippet_condition(Context& context, const Snippet& snippet,
                                           std::optional<tree::Condition>* tree = nullptr) {
  const Span at = place_snippet(context, snippet);
  std::optional<tree::Condition> parsed = parse_condition(at, context.reporter);
  if (!parsed) return std::nullopt;
  std::optional<Condition> checked = condition_of(context, *parsed);
  if (tree != nullptr) *tree = std::move(parsed);
  return checked;
}

// What `customer when` says of single fields: `A is V` and bare yes/no fields, joined by `and`.
void note_customer_fields(Context& context, const tree::Condition& condition) {
  if (condition.kind == tree::ConditionKind::all) {
    for (const tree::Condition& part : condition.parts) note_customer_fields(context, part);
    return;
  }
  const tree::Operand* left = lone_operand(condition.left);
  if (left == nullptr || left->kind != tree::OperandKind::name) return;
  const auto id = context.schema.find(left->name.text);
  if (!id) return;
  const Field& field = context.schema.fields[*id];
  auto& known = context.programme.customer_fields;
  if (condition.kind == tree::ConditionKind::bare && field.type == Type::yes_no) known.emplace_back(*id, 1);
  const bool is =
      condition.kind == tree::ConditionKind::comparison && condition.comparison == tree::Comparison::is;
  const tree::Operand* right = is ? lone_operand(condition.right.front()) : nullptr;
  if (right == nullptr) return;
  if (const auto value = stored_literal(context, field, *right)) known.emplace_back(*id, *value);
}

}  // namespace

void check_combine(Context& context, const tree::Combine& tree) {
  const std::string about = context.reporter.about(
      fmt::format("combine {} offers", tree.audience == tree::Audience::newcomers   ? "newcomer"
                                       : tree.audience == tree::Audience::customers ? "customer"
                                       : tree.audience == tree::Audience::returners ? "returner"
                                                                                    : "all"));
  Combining(context, tree).check();
  context.reporter.about(about);
}

void check_always(Context& context, const tree::Always& tree) {
  if (auto fact = condition_of(context, tree.condition)) context.programme.facts.push_back(std::move(*fact));
}

void check_never_together(Context& context, const tree::NeverTogether& tree, bool sound) {
  std::vector<std::uint32_t> offers;
  for (const tree::Text& title : tree.titles) {
    const auto number = context.offer_of(title);
    if (!number) return;
    if (std::find(offers.begin(), offers.end(), *number) != offers.end()) {
      context.reporter.report(Message::title_in_two_best_ofs, title.at, {quoted(title.text)}).help =
          "name each offer once";
      return;
    }
    offers.push_back(*number);
  }
  if (sound) check_apart(context, offers, tree.titles.front().at);
  context.programme.never_together.push_back(std::move(offers));
}

void check_guarantee(Context& context, const tree::Guarantee& tree) {
  Guarantee made;
  made.kind = guarantee_of(tree.kind);
  made.text = context.words(tree.at);
  made.place = context.place(tree.at);
  made.counting_perks = tree.counting_perks;
  made.at_every_bill = tree.at_every_bill;
  if (tree.kind == tree::GuaranteeKind::share) {
    const auto share = context.rate(tree.share);
    if (!share) return;
    made.share = *share;
  }
  if (tree.within) {
    const auto within = context.money(*tree.within);
    if (!within) return;
    made.within = *within;
  }
  if (tree.over) {
    const auto over = context.periods(*tree.over);
    if (!over) return;
    if (*over < context.schema.horizon) {
      context.reporter.report(Message::over_below_horizon, tree.over->at, {context.words(tree.over->at)})
          .help = "look over the horizon of programme.yaml or longer";
      return;
    }
    made.over = *over;
  }
  if (tree.when) {
    made.when = condition_of(context, *tree.when);
    if (!made.when) return;
  }
  context.programme.guarantees.push_back(std::move(made));
}

void check_example(Context& context, const tree::Example& tree) {
  const std::string about = context.reporter.about("example " + quoted(tree.title.text));
  const std::size_t before = context.reporter.errors();
  Example example;
  example.title = tree.title.text;
  example.on = tree.on.day;
  example.standing = standing_of(tree.standing);
  example.place = context.place(tree.title.at);
  example.record.resize(context.schema.fields.size());
  std::vector<bool> named(context.schema.fields.size());
  for (const tree::Fact& fact : tree.facts) add_fact(context, fact, example, named);
  for (const tree::Expect& expect : tree.expects) add_expect(context, expect, example);
  if (context.reporter.errors() == before) fill_record(context, tree, example, named);
  if (context.reporter.errors() == before) context.programme.examples.push_back(std::move(example));
  context.reporter.about(about);
}

void check_standing(Context& context) {
  const Roles& roles = context.schema.roles;
  if (roles.newcomer_when) context.programme.newcomer_when = snippet_condition(context, *roles.newcomer_when);
  if (roles.former_when) context.programme.former_when = snippet_condition(context, *roles.former_when);
  if (!roles.customer_when) return;
  std::optional<tree::Condition> tree;
  auto customer = snippet_condition(context, *roles.customer_when, &tree);
  if (!customer) return;
  context.programme.customer_when = std::move(*customer);
  note_customer_fields(context, *tree);
}

}  // namespace trouw
