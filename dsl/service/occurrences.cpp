#include "service/occurrences.h"

#include <set>
#include <variant>

namespace trouw::service {

namespace {

class Walk {
 public:
  explicit Walk(const ReadTexts& texts) : schema_(texts.schema) {
    for (const tree::File& file : texts.trees)
      for (const tree::Statement& statement : file.statements)
        if (const auto* define = std::get_if<tree::Define>(&statement)) defined_.insert(define->name.text);
  }

  std::vector<Occurrence> run(const std::vector<tree::File>& files) {
    for (const tree::File& file : files)
      for (const tree::Statement& statement : file.statements)
        std::visit([&](const auto& one) { add(one); }, statement);
    return std::move(found_);
  }

 private:
  void title(const tree::Text& text, bool declares = false, bool former = false) {
    found_.push_back({NameKind::offer, text.text, text.at, declares, former});
  }
  void plain(const tree::Text& text) { found_.push_back({NameKind::text, text.text, text.at}); }

  // A field or a definition; `of` is the choice field that it is compared with, or empty.
  void name(const tree::Name& name, const std::string& of = {}) {
    if (name.text.empty()) return;
    if (!of.empty() && is_choice(of, name.text))
      found_.push_back({NameKind::choice, name.text, name.at, false, false, of, true});
    else
      found_.push_back({kind_of(name.text), name.text, name.at, false, false, {}, !of.empty()});
  }
  NameKind kind_of(const std::string& text) const {
    if (schema_.find(text)) return NameKind::field;
    if (defined_.contains(text)) return NameKind::definition;
    for (const Field& field : schema_.fields)
      if (field.each == text) return NameKind::field;
    return NameKind::unknown;
  }
  bool is_choice(const std::string& field, const std::string& text) const {
    const auto id = schema_.find(field);
    if (!id) return false;
    for (const Choice& choice : schema_.fields[*id].choices)
      if (choice.name == text) return true;
    return false;
  }

  void operand(const tree::Operand& operand, const std::string& of = {}) {
    if (operand.kind == tree::OperandKind::name) name(operand.name, of);
  }
  void amount(const tree::Amount& amount, const std::string& of = {}) {
    for (const tree::Term& term : amount.terms) operand(term.operand, of);
  }
  static std::string compared(const tree::Condition& condition) {
    const auto& terms = condition.left.terms;
    return terms.size() == 1 && terms[0].operand.kind == tree::OperandKind::name ? terms[0].operand.name.text
                                                                                 : std::string();
  }
  void condition(const tree::Condition& condition) {
    amount(condition.left);
    const std::string of = compared(condition);
    for (const tree::Amount& right : condition.right) amount(right, of);
    for (const tree::Condition& part : condition.parts) this->condition(part);
  }

  void phase(const tree::Phase& phase) {
    if (phase.kind == tree::RewardKind::perk && !phase.perk.text.empty())
      found_.push_back({NameKind::perk, phase.perk.text, phase.perk.at});
    if (phase.named) name(*phase.named);
    if (phase.of) name(*phase.of);
    if (phase.scaling && !phase.scaling->tenure) name(phase.scaling->of);
    for (const tree::Condition& one : phase.timing.condition) condition(one);
  }
  void rewards(const std::vector<tree::Reward>& rewards) {
    for (const tree::Reward& reward : rewards)
      for (const tree::Phase& one : reward.phases) phase(one);
  }

  void add(const tree::When& when) { condition(when.condition); }
  void add(const tree::Give& give) { rewards(give.rewards); }
  void add(const tree::GiveBy& give) {
    if (!give.tenure) name(give.by);
    for (const tree::Row& row : give.rows) {
      for (const tree::Name& one : row.names) name(one, give.by.text);
      rewards(row.rewards);
    }
  }
  void add(const tree::Match& match) {
    if (match.title) title(*match.title);
  }
  void add(const tree::Limit& limit) {
    if (limit.per == tree::Per::field) name(limit.field);
  }
  void add(const tree::Claim& claim) {
    for (const tree::Condition& one : claim.condition) condition(one);
  }
  void add(const tree::Tell& tell) { plain(tell.text); }
  void add(const tree::Because& because) { plain(because.text); }
  void add(const tree::Formerly& formerly) { title(formerly.title, false, true); }
  void add(const tree::Runs&) {}
  void add(const tree::Season&) {}
  void add(const tree::HoldOut&) {}

  void add(const tree::Offer& offer) {
    title(offer.title, true);
    for (const tree::Clause& clause : offer.clauses) std::visit([&](const auto& one) { add(one); }, clause);
  }
  void add(const tree::Define& define) {
    found_.push_back({NameKind::definition, define.name.text, define.name.at, true});
    if (define.condition) condition(*define.condition);
    if (define.amount) amount(*define.amount);
  }
  void add(const tree::Combine& combine) {
    for (const tree::BestOf& best : combine.best_of)
      for (const tree::Item& item : best.items)
        for (const tree::Text& one : item.titles) title(one);
  }
  void add(const tree::Always& always) { condition(always.condition); }
  void add(const tree::NeverTogether& never) {
    for (const tree::Text& one : never.titles) title(one);
  }
  void add(const tree::Guarantee& guarantee) {
    if (guarantee.when) condition(*guarantee.when);
  }
  void add(const tree::Example& example) {
    plain(example.title);
    for (const tree::Fact& fact : example.facts) {
      name(fact.field);
      operand(fact.value, fact.field.text);
    }
    for (const tree::Expect& expect : example.expects)
      if (!expect.title.text.empty()) title(expect.title);
  }

  const Schema& schema_;
  std::set<std::string, std::less<>> defined_;
  std::vector<Occurrence> found_;
};

}  // namespace

std::vector<Occurrence> occurrences(const ReadTexts& texts) {
  return Walk(texts).run(texts.trees);
}

}  // namespace trouw::service
