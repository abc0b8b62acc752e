#include "show/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shell/words.h"
#include "show/decision_words.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

// "“Welcome” gives EUR 60.00: 20% off: EUR 10.00 on each of bills 1 to 6 (20% of EUR 50.00)"
std::string award_text(const Programme& programme, const Award& award) {
  std::vector<std::string> lines;
  for (const Line& line : award.lines) lines.push_back(line_text(programme.schema, line));
  const std::string& currency = programme.schema.currency;
  std::string text = fmt::format("“{}” gives {}: {}", printable(programme.offers[award.offer].title),
                                 format_money(award.paid, currency), fmt::join(lines, "; "));
  if (award.paid != award.value)
    text += fmt::format("; cut from {} by the deal's limit", format_money(award.value, currency));
  return award.reason.empty() ? text : text + "; because " + printable(award.reason);
}

void add_awards(const Programme& programme, const DealView& deal, const std::string& whose,
                std::vector<std::string>& texts) {
  for (const Award& award : deal.awards) texts.push_back(whose + award_text(programme, award));
}

std::string place_text(const Place& place) {
  return fmt::format("{}:{}", printable(place.file), place.line);
}

std::size_t holding(const std::vector<ExampleResult>& results) {
  return static_cast<std::size_t>(
      std::ranges::count_if(results, [](const ExampleResult& result) { return result.unmet.empty(); }));
}

std::string verdict(const Programme& programme, const std::vector<ExampleResult>& results) {
  if (results.empty())
    return fmt::format("{} has no examples yet: an `example` says what one customer should get.",
                       printable(programme.schema.programme));
  const std::string all = counted(results.size(), "example", "examples");
  const std::size_t held = holding(results);
  if (held == results.size()) return all + (held == 1 ? ": it holds." : ": all hold.");
  if (held == 0) return all + (results.size() == 1 ? ": it does not hold." : ": none of them holds.");
  return fmt::format("{}: {} {}, {} {}.", all, held, held == 1 ? "holds" : "hold", results.size() - held,
                     results.size() - held == 1 ? "does not" : "do not");
}

ordered_json place_json(const Place& place) {
  return {{"file", place.file}, {"line", place.line}};
}

}  // namespace

std::vector<std::string> where_from(const Programme& programme, const ExampleResult& result,
                                    const Unmet& unmet) {
  std::vector<std::string> texts;
  if (!unmet.of) return texts;
  const Decision& decision = result.decision;
  switch (unmet.of->kind) {
    case ExpectedAmount::offer:
    case ExpectedAmount::no_offer:
      for (const Award& award : decision.deal.awards)
        if (award.offer == unmet.of->number) texts.push_back(award_text(programme, award));
      return texts;
    case ExpectedAmount::newcomer_deal:
      add_awards(programme, decision.twin, "", texts);
      return texts;
    case ExpectedAmount::worse_off:
      add_awards(programme, decision.twin, "newcomer: ", texts);
      add_awards(programme, decision.deal, fmt::format("{}: ", standing_name(decision.standing)), texts);
      return texts;
    case ExpectedAmount::deal:
    case ExpectedAmount::bill:
    case ExpectedAmount::guarantees:
      add_awards(programme, decision.deal, "", texts);
      return texts;
  }
  return texts;
}

std::string examples_text(const Programme& programme, const std::vector<ExampleResult>& results, bool quiet,
                          const Console& console) {
  std::string text;
  for (const ExampleResult& result : results) {
    const bool holds = result.unmet.empty();
    text += fmt::format("{}  {}\n",
                        console.toned_out(holds ? Tone::good : Tone::bad, holds ? "holds  " : "differs"),
                        printable(result.title));
    for (const Unmet& unmet : result.unmet) {
      text += wrapped("expected " + printable(unmet.expected), "    ");
      text += wrapped("gets " + printable(unmet.actual), "    ");
      for (const std::string& why : where_from(programme, result, unmet)) text += wrapped(why, "      ");
      text += "    at " + place_text(unmet.place) + "\n";
    }
  }
  const bool good = !results.empty() && holding(results) == results.size();
  if (!quiet)
    text += (text.empty() ? "" : "\n") +
            console.toned_out(good ? Tone::good : Tone::plain, verdict(programme, results)) + "\n";
  return text;
}

ordered_json examples_json(const Programme& programme, const std::vector<ExampleResult>& results) {
  ordered_json examples = ordered_json::array();
  for (const ExampleResult& result : results) {
    ordered_json missed = ordered_json::array();
    for (const Unmet& unmet : result.unmet) {
      ordered_json one = {{"expected", unmet.expected}, {"actual", unmet.actual}};
      one["why"] = where_from(programme, result, unmet);
      one.update(place_json(unmet.place));
      missed.push_back(std::move(one));
    }
    ordered_json example = {{"title", result.title}};
    example.update(place_json(result.place));
    example["on"] = format_day(result.decision.on);
    example["holds"] = result.unmet.empty();
    example["unmet"] = std::move(missed);
    examples.push_back(std::move(example));
  }
  const std::size_t held = holding(results);
  return {{"programme", programme.schema.programme},
          {"examples", std::move(examples)},
          {"hold", held},
          {"do_not_hold", results.size() - held}};
}

}  // namespace trouw::cli
