// The order of statements and their division into files changes nothing, ties aside: made-up programmes,
// their statements shuffled over several files, on hostile records.
//
//   trouw_order [FIRST-SEED [PROGRAMMES [RECORDS]]]
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "agree/arguments.h"
#include "agree/generate.h"
#include "agree/records.h"
#include "trouw/engine.h"

namespace {

using namespace trouw;         // NOLINT: a test
using namespace trouw::agree;  // NOLINT

// A statement begins where a line is not indented.
std::vector<std::string> statements(const std::string& text) {
  std::vector<std::string> found;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const bool begins = text[at] != ' ' && text[at] != '\n';
    if (begins || found.empty()) found.emplace_back();
    found.back() += text.substr(at, end - at);
    at = end;
  }
  return found;
}

bool is_offer(const std::string& statement) {
  return statement.rfind("offer ", 0) == 0;
}

// What the order of offers may change: who wins a tie, what is cut, which match tops up first.
bool order_counts(const Programme& programme) {
  int matches = 0;
  bool counts = false;
  for (const Combine& combine : programme.combine)
    counts = counts || !combine.best_of.empty() || combine.cap_money || combine.cap_rate;
  for (const Offer& offer : programme.offers) {
    matches += offer.match ? 1 : 0;
    counts =
        counts || (offer.match && offer.match->offer);  // its share has the odd cent of a tie, or has not
    for (const Reward& reward : offer.rewards) counts = counts || reward.cap_a_bill;
  }
  return counts || matches > 1;
}

// The statements anew: in any order and in up to four files. The offers keep their order unless `all`.
std::vector<SourceFile> shuffled(const std::vector<std::string>& statements, bool all,
                                 std::mt19937_64& draw) {
  std::vector<std::string> order = statements;
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draw() % i]);
  if (!all) {
    auto next = statements.begin();
    for (std::string& statement : order) {
      if (!is_offer(statement)) continue;
      next = std::find_if(next, statements.end(), is_offer);
      statement = *next++;
    }
  }
  std::vector<SourceFile> files(1);
  for (const std::string& statement : order) {
    if (files.size() < 4 && draw() % 4 == 0) files.emplace_back();
    files.back().text += statement;
  }
  for (std::size_t i = 0; i < files.size(); ++i) files[i].name = fmt::format("{}.trouw", i);
  return files;
}

struct Run {
  std::uint64_t programmes = 0, any_order = 0, records = 0;
  std::string difference;
};

using Figures = std::vector<std::pair<const char*, std::int64_t>>;

Figures figures(const Totals& totals) {
  return {{"standing", static_cast<std::int64_t>(totals.standing)},
          {"newcomer value", totals.newcomer_value},
          {"value before match", totals.value_before_match},
          {"top-up", totals.top_up},
          {"value", totals.value},
          {"worse off before", totals.worse_off_before},
          {"worse off", totals.worse_off}};
}

void compare(Run& run, const Engine& one, const Engine& other, Day on, const Batch& batch) {
  auto first = one.on(on), second = other.on(on);
  for (std::size_t row = 0; row < batch.size && run.difference.empty(); ++row) {
    Totals a, b;
    if (!first.totals(batch, row, a) || !second.totals(batch, row, b)) continue;
    ++run.records;
    const Figures left = figures(a), right = figures(b);
    for (std::size_t i = 0; i < left.size() && run.difference.empty(); ++i)
      if (left[i] != right[i])
        run.difference =
            fmt::format("row {}: {}: {} and {}\n", row, left[i].first, left[i].second, right[i].second);
  }
}

void one(Run& run, std::uint64_t seed, std::size_t records, bool all) {
  const Flavour flavour{.tiny = seed % 2 == 0, .most_offers = 4, .texts = false};
  const Generated made = generate(seed, flavour);
  std::vector<std::string> parts = statements(made.offers);
  if (all) std::erase_if(parts, [](const std::string& part) { return part.rfind("combine ", 0) == 0; });
  const std::string text = fmt::format("{}", fmt::join(parts, ""));
  Loaded plain = load_programme(made.yaml, {{"offers.trouw", text}});
  if (!plain.programme) {
    run.difference = "does not load\n" + text;
    return;
  }
  if (all && order_counts(*plain.programme)) return;
  ++(all ? run.any_order : run.programmes);
  std::mt19937_64 draw(seed);
  const Engine engine(std::make_shared<Programme>(std::move(*plain.programme)));
  const std::vector<SourceFile> files = shuffled(parts, all, draw);
  Loaded anew = load_programme(made.yaml, files);
  if (!anew.programme) {
    run.difference = "does not load when shuffled: " + to_text(anew.diagnostics.front());
  } else {
    const Engine other(std::make_shared<Programme>(std::move(*anew.programme)));
    compare(run, engine, other, made.on, hostile_records(engine.programme(), made.on, seed, records));
  }
  if (run.difference.empty()) return;
  run.difference += fmt::format("seed {}, on {}\n{}\n{}\n", seed, format_day(made.on), made.yaml, text);
  for (const SourceFile& file : files) run.difference += fmt::format("---- {}\n{}", file.name, file.text);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t first = argc > 1 ? number(argv[1]) : 1;
  const std::uint64_t programmes = argc > 2 ? number(argv[2]) : 200;
  const std::size_t records = argc > 3 ? number(argv[3]) : 100;
  Run run;
  for (std::uint64_t seed = first; seed < first + programmes && run.difference.empty(); ++seed) {
    one(run, seed, records, false);
    if (run.difference.empty()) one(run, seed, records, true);
  }
  fmt::print(
      "{}{} programmes with other statements in any order, {} with offers too: {} records decided alike\n",
      run.difference, run.programmes, run.any_order, run.records);
  return run.difference.empty() && run.records > 0 && run.any_order > 0 ? 0 : 1;
}
