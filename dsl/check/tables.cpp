#include <fmt/format.h>

#include <algorithm>

#include "check/rewards.h"

namespace trouw {

namespace {

// Rows `from V:` of a table, whose values must go up.
class Table {
 public:
  Table(Context& context, Offer& offer, const tree::GiveBy& table)
      : context_(context), offer_(offer), table_(table) {}

  void add() {
    if (!find_field()) return;
    if (!alike()) return;
    if (table_.rows.front().from)
      ordered();
    else
      by_name();
  }

 private:
  bool find_field() {
    if (table_.tenure) {
      tree::Amount tenure;
      tree::Operand operand;
      operand.kind = tree::OperandKind::tenure;
      operand.at = tenure.at = table_.at;
      tenure.terms.push_back({false, operand, {}});
      const auto value = amount_of(context_, tenure);
      if (!value) return false;
      term_ = value->term;
      return true;
    }
    const auto id = field_of(context_, table_.by);
    if (!id) return false;
    field_ = &context_.schema.fields[*id];
    term_ = context_.terms.field(*id);
    offer_.known_by = term_;
    return true;
  }

  // All rows start with `from`, or all with `for`; `otherwise` stands last and once.
  bool alike() {
    const bool from = table_.rows.front().from.has_value();
    const bool named = field_ != nullptr && (field_->type == Type::choice || field_->type == Type::yes_no);
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const tree::Row& row = table_.rows[i];
      const bool otherwise = !row.from && row.names.empty();
      const bool wrong = named ? row.from.has_value() : !row.from.has_value();
      const bool misplaced = otherwise && i + 1 < table_.rows.size();
      if (row.from.has_value() == from && !wrong && !misplaced) continue;
      Diagnostic& d = context_.reporter.report(Message::rows_start_alike, row.at,
                                               {context_.words(table_.tenure ? table_.at : table_.by.at)});
      d.help = named ? "start each row with `for` and the choices it is for; `otherwise` stands last"
                     : "start each row with `from` and the value it starts at";
      return false;
    }
    return true;
  }

  std::optional<std::int64_t> edge(const tree::Row& row) {
    tree::Operand operand;
    operand.literal = *row.from;
    operand.at = row.from->at;
    if (field_ != nullptr) return stored_literal(context_, *field_, operand);
    const tree::Literal& from = *row.from;
    const bool months = from.kind == tree::LiteralKind::duration && from.number.places == 0 &&
                        (from.unit == tree::Unit::month || from.unit == tree::Unit::year);
    if (!months) {
      context_.reporter.report(Message::milestone_in_months, from.at, {context_.words(from.at)}).help =
          "write the rows of a table by tenure in years or months, such as `from 2 years:`";
      return std::nullopt;
    }
    return from.number.digits * (from.unit == tree::Unit::year ? 12 : 1);
  }

  void ordered() {
    std::vector<std::int64_t> edges;
    for (const tree::Row& row : table_.rows) {
      const auto value = edge(row);
      if (!value) return;
      if (!edges.empty() && *value <= edges.back()) {
        context_.reporter.report(Message::rows_go_up, row.from->at, {context_.words(row.from->at)}).help =
            "put the rows in ascending order, each value once";
        return;
      }
      edges.push_back(*value);
    }
    Terms& terms = context_.terms;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      TermId gate = terms.binary(TermKind::at_most, terms.constant(edges[i]), term_);
      if (i + 1 < edges.size())
        gate = terms.binary(TermKind::all, gate,
                            terms.binary(TermKind::less, term_, terms.constant(edges[i + 1])));
      add_row(table_.rows[i], gate, "from " + context_.words(table_.rows[i].from->at));
    }
  }

  void by_name() {
    std::vector<std::int64_t> all;
    for (const tree::Row& row : table_.rows) {
      std::vector<std::int64_t> set;
      std::string text;
      for (const tree::Name& name : row.names) {
        const auto value = named(name);
        if (!value) return;
        if (std::find(all.begin(), all.end(), *value) != all.end()) {
          context_.reporter.report(Message::choice_in_two_rows, name.at, {quoted(name.text)}).help =
              "name each choice in one row only";
          return;
        }
        all.push_back(*value);
        set.push_back(*value);
        text += (text.empty() ? "for " : ", ") + name.text;
      }
      std::sort(set.begin(), set.end());
      std::vector<std::int64_t> others = all;
      std::sort(others.begin(), others.end());
      Terms& terms = context_.terms;
      const TermId gate = row.names.empty()
                              ? terms.unary(TermKind::negation,
                                            terms.make({.kind = TermKind::in_set, .a = term_, .set = others}))
                              : terms.make({.kind = TermKind::in_set, .a = term_, .set = set});
      add_row(row, gate, row.names.empty() ? "otherwise" : text);
    }
  }

  std::optional<std::int64_t> named(const tree::Name& name) {
    tree::Operand operand;
    operand.kind = tree::OperandKind::name;
    operand.name = name;
    operand.at = name.at;
    if (field_->type == Type::yes_no &&
        (name.text == "yes" || name.text == "ja" || name.text == "no" || name.text == "nee")) {
      operand.kind = tree::OperandKind::literal;
      const bool yes = name.text == "yes" || name.text == "ja";
      operand.literal.kind = yes ? tree::LiteralKind::yes : tree::LiteralKind::no;
    }
    return stored_literal(context_, *field_, operand);
  }

  void add_row(const tree::Row& row, TermId gate, std::string text) {
    for (const tree::Reward& reward : row.rewards) add_reward(context_, offer_, reward, {gate, text});
  }

  Context& context_;
  Offer& offer_;
  const tree::GiveBy& table_;
  const Field* field_ = nullptr;
  TermId term_ = 0;
};

}  // namespace

void add_table(Context& context, Offer& offer, const tree::GiveBy& table) {
  Table(context, offer, table).add();
}

}  // namespace trouw
