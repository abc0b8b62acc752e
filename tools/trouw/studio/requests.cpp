#include "studio/requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "live/messages.h"
#include "shell/words.h"
#include "show/diagnostics.h"
#include "studio/person.h"
#include "studio/view.h"

namespace trouw::cli {

namespace {

using http::Json;
using http::Response;

// What speaks against saving, but is for its author to decide: examples that fail, guarantees that are
// broken.
Json doubts(const Desk& desk, const Programme& programme) {
  Json all = Json::array();
  const Engine engine(std::make_shared<const Programme>(programme));
  for (const ExampleResult& example : run_examples(engine))
    if (!example.unmet.empty()) all.push_back({{"kind", "example"}, {"text", example.title}});
  const Findings found = desk.findings();
  if (found.programme == desk.draft().programme())
    for (const Proof& proof : found.proofs)
      if (proof.verdict == Verdict::broken)
        all.push_back({{"kind", "guarantee"}, {"text", programme.guarantees[proof.guarantee].text}});
  return all;
}

std::vector<std::pair<std::string, std::string>> cells_in(const Json& fields) {
  std::vector<std::pair<std::string, std::string>> cells;
  for (const auto& [name, value] : fields.items()) cells.emplace_back(name, value.get<std::string>());
  return cells;
}

Asking asking(const Desk& desk, const std::string& on) {
  const LiveOptions live = desk.live_options();
  Asking made{desk.programme(), live.customers, 0, live.ledger};
  const auto day = on.empty() ? live.on : parse_day(on);
  if (day) made.on = *day;
  return made;
}

// An expectation of the form, in English; empty where it is none.
std::string expectation(const Programme& programme, const Json& one) {
  const std::string kind = one.at("kind");
  const std::string title = written_text(one.value("title", ""));
  const std::string amount = write_money(one.value("expected", std::int64_t{0}), programme.schema.currency);
  if (kind == "offer") return title + " " + amount;
  if (kind == "no_offer") return "no " + title;
  if (kind == "deal") return "deal " + amount;
  if (kind == "newcomer_deal") return "newcomer deal " + amount;
  if (kind == "worse_off") return "worse off by " + amount;
  if (kind == "bill") return fmt::format("bill {} {}", one.at("number").get<int>(), amount);
  return kind == "guarantees" ? "guarantees kept" : "";
}

// The end of a text, with a blank line before what comes.
Json append(const Desk& desk, const std::string& file, const std::string& statement) {
  const std::string& text = desk.draft().text(file);
  const std::string gap = text.empty()             ? ""
                          : text.ends_with("\n\n") ? ""
                          : text.ends_with("\n")   ? "\n"
                                                   : "\n\n";
  Places places(desk);
  const auto end = static_cast<std::uint32_t>(text.size());
  return {{"at", places.place(service::Stretch{file, end, end})}, {"text", gap + statement}};
}

// Where the example of this title stands in a file.
std::optional<service::Stretch> example_at(const Desk& desk, const std::string& file,
                                           const std::string& title) {
  for (const service::Outline& one : desk.draft().outline(file))
    if (one.kind == "example" && one.name == title) return one.whole;
  return std::nullopt;
}

std::string free_title(const Programme& programme, const std::string& wanted, const std::string& replaced) {
  const auto taken = [&](const std::string& title) {
    return title != replaced &&
           std::ranges::any_of(programme.examples, [&](const Example& one) { return one.title == title; });
  };
  std::string title = wanted;
  for (int number = 2; taken(title); ++number) title = fmt::format("{} ({})", wanted, number);
  return title;
}

}  // namespace

Response no_file(const std::string& name) {
  return http::problem(404, fmt::format("There is no file {}.", printable(name)), "no-file");
}

Response save(Desk& desk, const Json& asked) {
  if (desk.options().read_only)
    return http::problem(403, "The studio was opened to read only: nothing is saved.", "read-only");
  std::map<std::string, std::string> over;
  if (asked.contains("over"))
    for (const auto& [name, mark] : asked["over"].items()) over[name] = mark.get<std::string>();
  desk.look();
  const auto programme = desk.draft().programme();
  if (!programme)
    return http::problem(422, "There is a mistake in the text: nothing was saved.", "mistakes",
                         {{"errors", tally(desk.draft().diagnostics()).errors}});
  if (!asked.value("despite", false))
    if (Json found = doubts(desk, *programme); !found.empty())
      return http::problem(422, "An example fails, or a guarantee is broken.", "doubts",
                           {{"doubts", std::move(found)}});
  const Desk::Saving done = desk.save(over);
  if (done.outcome == Desk::Write::changed_outside)
    return http::problem(409, "A file was changed elsewhere since: nothing was saved.", "changed-outside",
                         {{"files", done.names}});
  if (done.outcome == Desk::Write::failed)
    return http::problem(500, done.failure, "not-written", {{"written", done.names}});
  return Response::json({{"written", done.names}, {"papers", papers_json(desk)}, {"stamp", desk.stamp()}});
}

Response new_example(Desk& desk, const Json& asked) {
  const std::string file = asked.at("file");
  if (!desk.papers().contains(file)) return no_file(file);
  const Asking about = asking(desk, asked.value("on", ""));
  if (!about.programme) return http::problem(422, "There is a mistake in the text.", "mistakes");
  const Programme& programme = *about.programme;
  const auto cells = cells_in(asked.at("fields"));
  Found found = made_up(about, cells);
  if (!found.person) return found.wrong;
  const std::string replaces = asked.value("replaces", "");
  NewExample example;
  example.title = free_title(programme, asked.at("title"), replaces);
  example.on = about.on;
  example.standing = found.person->decision.standing;
  std::vector<std::string> named;
  if (!replaces.empty())
    for (const auto& [name, cell] : cells) named.push_back(name);
  example.facts = facts_of(programme, found.person->record, named);
  if (asked.contains("expects"))
    for (const Json& one : asked["expects"])
      if (std::string words = expectation(programme, one); !words.empty())
        example.expects.push_back(std::move(words));
  if (example.expects.empty()) example.expects = expectations(programme, found.person->decision);
  std::string text = example_text(programme, example, desk.draft().language(file));
  if (text.empty()) return http::problem(422, "An example of this title cannot be written.", "no-title");
  if (replaces.empty())
    return Response::json({{"edits", Json::array({append(desk, file, text)})}, {"title", example.title}});
  const auto at = example_at(desk, file, replaces);
  if (!at) return http::problem(409, "The example is no longer there.", "other-text");
  if (!text.empty() && text.back() == '\n' &&
      !desk.draft().text(file).substr(at->begin, at->end - at->begin).ends_with("\n"))
    text.pop_back();
  Places places(desk);
  Json edit = {{"at", places.place(*at)}, {"text", text}};
  return Response::json({{"edits", Json::array({std::move(edit)})}, {"title", example.title}});
}

Response breach_example(Desk& desk, const Json& asked) {
  const std::string file = asked.at("file");
  if (!desk.papers().contains(file)) return no_file(file);
  const Findings found = desk.findings();
  const std::size_t number = asked.at("guarantee");
  for (const Proof& proof : found.proofs)
    if (proof.guarantee == number && proof.counterexample && found.programme)
      return Response::json(
          {{"edits", Json::array({append(
                         desk, file, as_example(*found.programme, proof, desk.draft().language(file)))})}});
  return http::problem(409, "This guarantee is not known to be broken now.", "other-text");
}

Response person(Desk& desk, const http::Request& request) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  if (!body) return wrong;
  try {
    Asking about;
    {
      const Desk::Held held(desk);
      about = asking(desk, body->value("on", ""));
    }
    if (!about.programme) return http::problem(422, "There is a mistake in the text.", "mistakes");
    const Found found = body->contains("id") ? person_by_id(about, body->at("id"))
                                             : made_up(about, cells_in(body->at("fields")));
    if (!found.person) return found.wrong;
    return Response::json(person_json(*found.person));
  } catch (const Json::exception& mistake) {
    return http::problem(400, mistake.what());
  }
}

}  // namespace trouw::cli
