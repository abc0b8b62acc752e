#include "format/layout.h"

namespace trouw {

using namespace tree;  // NOLINT: this file is about the tree and nothing else

namespace {

class Layout {
 public:
  explicit Layout(const Words& words) : words_(words), book_(words.book()) {}

  std::vector<TextLine> run(const std::vector<Statement>& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const std::size_t first = lines_.size();
      std::visit([&](const auto& statement) { add(statement); }, statements[i]);
      const bool together =
          i > 0 && one_line(statements[i]) && statements[i].index() == statements[i - 1].index();
      lines_[first].parted = i > 0 && !together;
    }
    return std::move(lines_);
  }

 private:
  static bool one_line(const Statement& statement) {
    return !std::holds_alternative<Offer>(statement) && !std::holds_alternative<Combine>(statement) &&
           !std::holds_alternative<Example>(statement);
  }

  void line(int indent, std::string text, Span at) { lines_.push_back({indent, std::move(text), at, false}); }
  std::string titles(const std::vector<Text>& all) const;
  std::string item(const Item& item) const;
  std::string limit(const Limit& limit) const;

  void add(const Offer& offer);
  void add(const Define& define);
  void add(const Combine& combine);
  void add(const Always& always) {
    line(0, book_.write(Phrase::always, {words_.condition(always.condition)}), always.at);
  }
  void add(const NeverTogether& never) {
    line(0, book_.write(Phrase::never_together, {titles(never.titles)}), never.at);
  }
  void add(const Guarantee& guarantee) { line(0, words_.guarantee(guarantee), guarantee.at); }
  void add(const Example& example);

  void add(const Runs& runs);
  void add(const Season& season) {
    line(
        1,
        book_.write(Phrase::runs_every_year, {words_.year_day(season.from), words_.year_day(season.through)}),
        season.at);
  }
  void add(const When& when) {
    line(1, book_.write(when.unless ? Phrase::unless : Phrase::when, {words_.condition(when.condition)}),
         when.at);
  }
  void add(const Give& give) { line(1, book_.write(Phrase::give, {words_.rewards(give.rewards)}), give.at); }
  void add(const GiveBy& give);
  void add(const Match& match);
  void add(const Limit& limit) { line(1, this->limit(limit), limit.at); }
  void add(const HoldOut& out) {
    line(1, book_.write(Phrase::hold_out, {words_.literal(out.share)}), out.at);
  }
  void add(const Claim& claim);
  void add(const Tell& tell);
  void add(const Because& because) {
    line(1, book_.write(Phrase::because, {words_.text(because.text)}), because.at);
  }
  void add(const Formerly& formerly) {
    line(1, book_.write(Phrase::formerly, {words_.text(formerly.title)}), formerly.at);
  }

  const Words& words_;
  const Book& book_;
  std::vector<TextLine> lines_;
};

Phrase audience_phrase(Audience audience) {
  constexpr Phrase phrases[] = {Phrase::newcomers, Phrase::customers, Phrase::returners, Phrase::everyone};
  return phrases[static_cast<std::size_t>(audience)];
}

std::string Layout::titles(const std::vector<Text>& all) const {
  std::string result;
  for (const Text& title : all) result += (result.empty() ? "" : ", ") + words_.text(title);
  return result;
}

// ---- Statements ----------------------------------------------------------------------------------------

void Layout::add(const Offer& offer) {
  line(0,
       book_.write(Phrase::offer, {words_.text(offer.title), book_.write(audience_phrase(offer.audience))}),
       {offer.at.file, offer.at.begin, offer.title.at.end});
  for (const Clause& clause : offer.clauses) std::visit([&](const auto& each) { add(each); }, clause);
}

void Layout::add(const Define& define) {
  const std::string meaning = define.condition ? words_.condition(*define.condition)
                              : define.amount  ? words_.amount(*define.amount)
                                               : "";
  line(0, book_.write(Phrase::define, {words_.name(define.name, Words::Place::label), meaning}), define.at);
}

std::string Layout::item(const Item& item) const {
  if (item.titles.empty()) return book_.write(Phrase::everything_else);
  if (item.titles.size() == 1) return words_.text(item.titles[0]);
  std::string result;
  for (const Text& title : item.titles)
    result += (result.empty() ? "(" : " " + book_.word(Phrase::conjunction) + " ") + words_.text(title);
  return result + ")";
}

void Layout::add(const Combine& combine) {
  constexpr Phrase phrases[] = {Phrase::combine_newcomers, Phrase::combine_customers,
                                Phrase::combine_returners, Phrase::combine_all};
  line(0, book_.write(phrases[static_cast<std::size_t>(combine.audience)]),
       {combine.at.file, combine.at.begin, combine.at.begin});
  for (const BestOf& best : combine.best_of) {
    std::string items;
    for (const Item& each : best.items) items += (items.empty() ? "" : ", ") + item(each);
    line(1, book_.write(Phrase::best_of, {items}), best.at);
  }
  for (const Literal& cap : combine.caps)
    line(1,
         book_.write(cap.kind == LiteralKind::percent ? Phrase::cap_of_price : Phrase::cap_deal,
                     {words_.literal(cap)}),
         cap.at);
}

void Layout::add(const Example& example) {
  line(0, book_.write(Phrase::example, {words_.text(example.title)}),
       {example.at.file, example.at.begin, example.title.at.end});
  line(1, book_.write(Phrase::on_day, {words_.literal(example.on)}), example.on.at);
  std::string facts;
  for (const Fact& fact : example.facts)
    facts += (facts.empty() ? "" : ", ") +
             book_.write(Phrase::fact,
                         {words_.name(fact.field, Words::Place::label), words_.operand(fact.value, true)});
  constexpr Phrase who[] = {Phrase::customer_with, Phrase::newcomer_with, Phrase::returner_with};
  line(1, book_.write(who[static_cast<std::size_t>(example.standing)], {facts}),
       join(example.facts.front().field.at, example.facts.back().value.at));
  constexpr Phrase phrases[] = {Phrase::expect_offer,         Phrase::expect_no,        Phrase::expect_deal,
                                Phrase::expect_newcomer_deal, Phrase::expect_worse_off, Phrase::expect_bill,
                                Phrase::expect_guarantees};
  for (const Expect& expect : example.expects) {
    std::vector<std::string> slots = {words_.literal(expect.amount)};
    if (expect.kind == ExpectKind::offer) slots.insert(slots.begin(), words_.text(expect.title));
    if (expect.kind == ExpectKind::no_offer) slots = {words_.text(expect.title)};
    if (expect.kind == ExpectKind::guarantees) slots.clear();
    if (expect.kind == ExpectKind::bill) slots.insert(slots.begin(), words_.literal(expect.bill));
    line(1, book_.write(phrases[static_cast<std::size_t>(expect.kind)], slots), expect.at);
  }
}

// ---- Clauses -------------------------------------------------------------------------------------------

void Layout::add(const Runs& runs) {
  const std::string from = runs.from ? words_.literal(*runs.from) : "";
  const std::string through = runs.through ? words_.literal(*runs.through) : "";
  line(1,
       runs.from && runs.through ? book_.write(Phrase::runs_from_through, {from, through})
       : runs.from               ? book_.write(Phrase::runs_from, {from})
                                 : book_.write(Phrase::runs_through, {through}),
       runs.at);
}

void Layout::add(const GiveBy& give) {
  const std::string by = give.tenure ? book_.word(Phrase::tenure) : words_.name(give.by);
  const Span head = give.tenure ? Span{give.at.file, give.at.begin, give.at.begin} : give.by.at;
  line(1, book_.write(Phrase::give_by, {by, ""}), {give.at.file, give.at.begin, head.end});
  for (const Row& row : give.rows) {
    const std::string rewards = words_.rewards(row.rewards);
    std::string names;
    for (const Name& name : row.names)
      names += (names.empty() ? "" : ", ") + words_.name(name, Words::Place::row);
    line(2,
         row.from         ? book_.write(Phrase::row_from, {words_.literal(*row.from), rewards})
         : !names.empty() ? book_.write(Phrase::row_for, {names, rewards})
                          : book_.write(Phrase::row_otherwise, {rewards}),
         row.at);
  }
}

void Layout::add(const Match& match) {
  std::string text = match.title ? book_.write(Phrase::match_offer, {words_.text(*match.title)})
                                 : book_.write(Phrase::match_newcomer);
  if (match.over) text += " " + book_.write(Phrase::over, {words_.literal(*match.over)});
  if (match.cap) text += ", " + book_.write(Phrase::cap_match, {words_.literal(match.cap->amount)});
  line(1, text, match.at);
}

std::string Layout::limit(const Limit& limit) const {
  if (limit.kind == Limit::Kind::once) {
    std::string text = book_.write(Phrase::limit_once);
    if (limit.window) text += " " + book_.write(Phrase::per_window, {words_.literal(*limit.window)});
    if (limit.per == Per::customer) text += " " + book_.write(Phrase::per_customer);
    if (limit.per == Per::contract) text += " " + book_.write(Phrase::per_contract);
    if (limit.per == Per::field)
      text += " " + book_.write(Phrase::per_field, {words_.name(limit.field, Words::Place::per)});
    return text;
  }
  const bool customers = limit.kind == Limit::Kind::customers;
  std::string text =
      book_.write(customers ? Phrase::limit_customers : Phrase::limit_money, {words_.literal(limit.amount)});
  if (limit.window)
    text += " " + book_.write(limit.window->unit == Unit::year ? Phrase::per_year : Phrase::per_month);
  if (limit.longest_tenure_first) text += ", " + book_.write(Phrase::longest_first);
  return text;
}

void Layout::add(const Claim& claim) {
  const std::string within = words_.literal(claim.within);
  std::string text = claim.condition.empty()
                         ? book_.write(claim.lost ? Phrase::lost_leave : Phrase::reclaim_leave, {within})
                         : book_.write(claim.lost ? Phrase::lost_if : Phrase::reclaim_if,
                                       {words_.condition(claim.condition[0]), within});
  if (claim.in_proportion) text += ", " + book_.write(Phrase::in_proportion);
  line(1, text, claim.at);
}

void Layout::add(const Tell& tell) {
  const bool own = tell.spoken == book_.language();
  line(1,
       own ? book_.write(Phrase::tell, {words_.text(tell.text)})
           : book_.write(Phrase::tell_in, {tell.spoken, words_.text(tell.text)}),
       tell.at);
}

}  // namespace

std::vector<TextLine> lines_of(const std::vector<Statement>& statements, const Words& words) {
  return Layout(words).run(statements);
}

}  // namespace trouw
