// Random trees: written and read back in every language they are the same, and written again the same text.
#include <boost/test/unit_test.hpp>
#include <random>

#include "format/format.h"
#include "syntax/same.h"
#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  tree::File file() {
    tree::File made;
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) made.statements.push_back(statement());
    return made;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool coin() { return below(2) == 0; }

  tree::Name name() {
    static const std::vector<std::string> words = {
        "usage", "of",     "region", "fixed", "heavy",  "user",    "is",     "known",  "one", "at",
        "least", "tenure", "geef",   "van",   "dag",    "jaar",    "not",    "within", "OR",  "every",
        "a",     "off",    "yes",    "niet",  "points", "état",    "months", "the",    "on",  "bekend",
        "hold",  "out",    "klant",  "price", "once",   "EUR",     "above",  "over",   "up",  "to",
        "has",   "its",    "this",   "month", "boven",  "verjaart"};
    static const std::vector<std::string> tails = {"1y", "2", "3y", "2019", "x-1", "_b"};
    tree::Name made;
    made.text = words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
    for (int more = below(3); more > 0; --more)
      made.text +=
          " " + (below(4) == 0 ? tails[static_cast<std::size_t>(below(6))]
                               : words[static_cast<std::size_t>(below(static_cast<int>(words.size())))]);
    return made;
  }
  tree::Text text() {
    static const std::vector<std::string> all = {"Welcome", "City \"bonus\"", "a\\b", "# no comment",
                                                 "«x» – “y”"};
    return {all[static_cast<std::size_t>(below(5))], {}};
  }
  tree::Literal money() {
    tree::Literal made;
    made.kind = tree::LiteralKind::money;
    made.currency = "EUR";
    made.number = coin() ? Decimal{below(500), 0} : Decimal{below(50000), 2};
    return made;
  }
  tree::Literal percent() {
    tree::Literal made;
    made.kind = tree::LiteralKind::percent;
    made.number = coin() ? Decimal{below(100), 0} : Decimal{below(1000), 1};
    return made;
  }
  tree::Literal duration() {
    constexpr tree::Unit units[] = {tree::Unit::day, tree::Unit::week, tree::Unit::month, tree::Unit::year};
    tree::Literal made;
    made.kind = tree::LiteralKind::duration;
    made.number = {below(5), 0};
    made.unit = units[below(4)];
    return made;
  }
  tree::Literal number() {
    tree::Literal made;
    made.number = coin() ? Decimal{below(5000) - 1000, 0} : Decimal{below(5000), 2};
    if (below(3) == 0) made.word = "kWh";
    return made;
  }
  tree::Literal count() {
    tree::Literal made;
    made.number = {1 + below(3), 0};
    return made;
  }
  tree::Literal date() {
    tree::Literal made;
    made.kind = tree::LiteralKind::date;
    made.day = 20000 + below(1000);
    return made;
  }
  tree::Literal literal() {
    switch (below(6)) {
      case 0:
        return money();
      case 1:
        return percent();
      case 2:
        return duration();
      case 3:
        return date();
      case 4: {
        tree::Literal made;
        made.kind = coin() ? tree::LiteralKind::yes : tree::LiteralKind::no;
        return made;
      }
      default:
        return number();
    }
  }
  tree::Operand operand() {
    tree::Operand made;
    const int kind = below(5);
    made.kind = kind < 2   ? tree::OperandKind::name
                : kind < 3 ? tree::OperandKind::literal
                : kind < 4 ? tree::OperandKind::today
                           : tree::OperandKind::tenure;
    if (made.kind == tree::OperandKind::name) made.name = name();
    if (made.kind == tree::OperandKind::literal) made.literal = literal();
    return made;
  }
  tree::Amount amount() {
    tree::Amount made;
    const int count = below(4) == 0 ? 2 : 1;
    for (int i = 0; i < count; ++i) {
      tree::Term& term = made.terms.emplace_back();
      term.minus = i > 0 && coin();
      term.operand = operand();
      if (below(4) == 0) term.factors.push_back(this->count());
    }
    return made;
  }
  tree::Amount single(tree::Literal literal) {
    tree::Amount made;
    made.terms.emplace_back().operand.literal = std::move(literal);
    return made;
  }

  tree::Condition condition(int depth) {
    tree::Condition made;
    made.kind = static_cast<tree::ConditionKind>(depth == 0 ? 3 + below(15) : below(18));
    switch (made.kind) {
      case tree::ConditionKind::all:
      case tree::ConditionKind::any:
        for (int i = 2 + below(2); i > 0; --i) made.parts.push_back(condition(depth - 1));
        return made;
      case tree::ConditionKind::negation:
        made.parts.push_back(condition(depth - 1));
        return made;
      case tree::ConditionKind::bare:
        made.left.terms.emplace_back().operand.kind = tree::OperandKind::name;
        made.left.terms[0].operand.name = name();
        return made;
      default:
        break;
    }
    made.left = amount();
    compare(made);
    return made;
  }

  void compare(tree::Condition& made) {
    switch (made.kind) {
      case tree::ConditionKind::comparison:
        made.comparison = static_cast<tree::Comparison>(below(10));
        made.right.push_back(amount());
        break;
      case tree::ConditionKind::between: {
        const tree::Literal low = literal();
        made.right = {coin() ? amount_of_name() : single(low), single(low)};
        break;
      }
      case tree::ConditionKind::one_of:
      case tree::ConditionKind::none_of:
        for (int i = 1 + below(3); i > 0; --i) made.right.push_back(amount_of_name());
        break;
      case tree::ConditionKind::ago:
      case tree::ConditionKind::ahead: {
        constexpr tree::Comparison four[] = {tree::Comparison::at_least, tree::Comparison::at_most,
                                             tree::Comparison::more_than, tree::Comparison::less_than};
        made.comparison = four[below(4)];
        made.duration = duration();
        break;
      }
      case tree::ConditionKind::within_next:
      case tree::ConditionKind::within_last:
      case tree::ConditionKind::reaches_every:
        made.duration = duration();
        break;
      case tree::ConditionKind::reaches:
        for (int i = 1 + below(3); i > 0; --i) made.right.push_back(single(duration()));
        break;
      default:
        break;
    }
  }
  tree::Amount amount_of_name() {
    tree::Amount made;
    made.terms.emplace_back().operand.kind = tree::OperandKind::name;
    made.terms[0].operand.name = name();
    return made;
  }

  tree::Phase phase() {
    tree::Phase made;
    made.kind = static_cast<tree::RewardKind>(below(9));
    switch (made.kind) {
      case tree::RewardKind::percent_off:
        made.amount = percent();
        break;
      case tree::RewardKind::percent_off_field:
      case tree::RewardKind::percent_of:
        made.amount = percent();
        made.of = name();
        if (below(3) == 0) made.share = share();
        break;
      case tree::RewardKind::periods_free:
        made.amount = duration();
        break;
      case tree::RewardKind::perk:
        made.perk = text();
        break;
      case tree::RewardKind::points:
        made.amount = count();
        break;
      default:
        if (below(3) == 0)
          made.named = name();
        else
          made.amount = money();
        break;
    }
    if (below(4) == 0) made.scaling = scaling();
    if (below(4) == 0) made.cap = tree::Cap{coin() ? money() : percent(), coin(), false, {}};
    if (below(4) == 0) made.cap_in_all = tree::Cap{money(), false, true, {}};
    made.timing = timing(made.kind == tree::RewardKind::periods_free);
    return made;
  }
  tree::Scaling scaling() {
    tree::Scaling made;
    const int kind = below(3);
    if (kind < 2) made.step = coin() ? duration() : money();
    made.tenure = kind == 0;
    if (!made.tenure) made.of = name();
    if (below(3) == 0) made.share = share();
    return made;
  }
  tree::Share share() {
    tree::Share made;
    const bool of_money = coin();
    made.above = of_money ? money() : duration();
    if (coin()) made.up_to = of_money ? money() : duration();
    return made;
  }
  tree::Timing timing(bool free) {
    tree::Timing made;
    made.kind = static_cast<tree::TimingKind>(below(6));
    const bool lasts = made.kind == tree::TimingKind::duration || made.kind == tree::TimingKind::over;
    if (lasts) made.length = duration();
    const bool asks = made.kind == tree::TimingKind::duration && below(3) == 0;
    if (made.kind == tree::TimingKind::while_true || asks) made.condition.push_back(condition(1));
    const bool waits =
        made.kind == tree::TimingKind::once || lasts || (free && made.kind == tree::TimingKind::unsaid);
    if (waits && coin()) made.after = duration();
    return made;
  }
  std::vector<tree::Reward> rewards() {
    std::vector<tree::Reward> made(static_cast<std::size_t>(1 + below(2)));
    for (tree::Reward& reward : made)
      for (int i = 1 + below(2); i > 0; --i) reward.phases.push_back(phase());
    return made;
  }

  tree::Clause clause() {
    switch (below(7)) {
      case 5:
        return tree::Season{{1 + below(12), 1 + below(28), {}}, {1 + below(12), 1 + below(28), {}}, {}};
      case 0:
        return tree::When{coin(), condition(2), {}};
      case 1:
        return tree::Give{rewards(), {}};
      case 2: {
        tree::GiveBy made;
        made.tenure = coin();
        if (!made.tenure) made.by = name();
        for (int i = 1 + below(3); i > 0; --i) {
          tree::Row& row = made.rows.emplace_back();
          if (below(3) == 0)
            row.from = literal_but_yes();
          else if (coin())
            row.names = {name(), name()};
          row.rewards = rewards();
        }
        return made;
      }
      case 3: {
        tree::Limit made;
        made.per = static_cast<tree::Per>(below(4));
        if (made.per == tree::Per::field) made.field = name();
        if (coin()) made.window = duration();
        return made;
      }
      case 4: {
        tree::Claim made;
        made.lost = coin();
        made.condition.push_back(condition(1));
        made.within = duration();
        return made;
      }
      default:
        return tree::Because{text(), {}};
    }
  }
  tree::Literal literal_but_yes() { return coin() ? money() : duration(); }

  tree::Statement statement() {
    switch (below(5)) {
      case 0: {
        tree::Define made;
        made.name = name();
        made.condition = condition(2);
        return made;
      }
      case 1:
        return tree::Always{condition(3), {}};
      case 2: {
        tree::Example made;
        made.title = text();
        made.on = date();
        made.facts.push_back({name(), operand()});
        made.facts.push_back({name(), operand()});
        return made;
      }
      default: {
        tree::Offer made;
        made.title = text();
        made.audience = static_cast<tree::Audience>(below(4));
        for (int i = below(4); i > 0; --i) made.clauses.push_back(clause());
        return made;
      }
    }
  }

  std::mt19937_64 random_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(format_random)

BOOST_AUTO_TEST_CASE(random_trees_come_back) {
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    const tree::File file = Generator(seed).file();
    for (const char* language : {"en", "nl"}) {
      const std::string text = format(file, Sources(), language);
      const Reading reading(text);
      BOOST_TEST_REQUIRE(reading.said() == "", "seed " << seed << "\n" << reading.said() << text);
      BOOST_TEST_REQUIRE(same(file, reading.file), "seed " << seed << "\n" << text);
      BOOST_TEST_REQUIRE(format(reading.file, reading.sources, language) == text, "seed " << seed);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
