// trouw what-if: what would a change do, and how far can a price go?

#include "show/what_if.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <vector>

#include "command.h"
#include "live/folder.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/words.h"
#include "show/dry_run.h"
#include "show/json.h"

namespace trouw::cli {

namespace {

struct WhatIfRequest {
  std::string folder, customers, on, other, how_far;
  std::vector<std::string> changes;
  Format format = Format::text;
  bool falling = false;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        WhatIfRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--customers", "SOURCE", request.customers,
                   "the records: file.csv, file.ndjson, file.db or file.db#table; read more than once", true);
  arguments.option("--on", "DATE", request.on, "the day that is decided for, like 2027-03-01", true);
  arguments.repeated("--change", "TEXT", request.changes,
                     "a change, as often as there are: 'price + 8%', 'price - EUR 2', 'product is plus', "
                     "'offer \"Welcome\": 30% off', 'no offer \"Welcome\"'");
  arguments.option("--with", "FOLDER", request.other, "another programme instead, for the same records");
  arguments.option("--how-far", "FIELD", request.how_far,
                   "also the least rise of a field, up to 100%, at which somebody would be worse off");
  arguments.flag("--falling", request.falling, "with --how-far: the least fall");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

// What is asked about: another programme, other records, or both.
struct Question {
  std::shared_ptr<const Programme> now, then;
  std::vector<FieldChange> fields;
  std::vector<std::string> told;
};

// The offers that are changed are changed in a draft of the folder.
int change_offers(const WhatIfRequest& request, Question& question, Console& console) {
  service::Draft draft;
  for (const auto& [name, text] : texts_below(request.folder)) draft.put(name, text);
  std::string why;
  for (const std::string& text : request.changes) {
    if (!is_offer_change(text)) continue;
    const auto change = read_offer_change(text, why);
    const auto made = change ? change_offer(draft, *change, why) : std::nullopt;
    if (!made) return fail(why, console);
    question.told.push_back(change->gives.empty()
                                ? fmt::format("the offer “{}” is not made", change->title)
                                : fmt::format("the offer “{}” says: {}", change->title, *made));
  }
  if (!question.told.empty()) question.then = draft.programme();
  return question.then ? fine : fail("The programme cannot be changed so.", console);
}

int understand(const WhatIfRequest& request, Question& question, Console& console) {
  question.then = question.now;
  if (!request.other.empty()) {
    Opened other = open_programme(request.other, request.quiet, console);
    if (!other.programme) return other.code;
    question.then = std::move(other.programme);
    question.told.push_back(fmt::format("the programme is “{}”", request.other));
    if (std::ranges::any_of(request.changes, is_offer_change))
      return fail("Change the offers in that folder, or here, but not both: leave out --with.", console);
  } else if (const int code = change_offers(request, question, console); code != fine) {
    return code;
  }
  std::string why;
  for (const std::string& text : request.changes) {
    if (is_offer_change(text)) continue;
    const auto change = read_field_change(text, question.then->schema, why);
    if (!change) return fail(why, console);
    question.told.push_back(change->text);
    question.fields.push_back(*change);
  }
  if (question.now->schema.currency != question.then->schema.currency)
    return fail("The two programmes have different currencies, so their amounts cannot be compared.",
                console);
  return fine;
}

// The field that --how-far names.
std::optional<FieldId> field_named(const std::string& name, const Schema& schema, Console& console) {
  const auto field = name == "price" && !schema.find(name) ? schema.roles.price : schema.find(name);
  const auto can = [](Type type) {
    return type == Type::money || type == Type::whole || type == Type::decimal || type == Type::percentage;
  };
  if (field && can(schema.fields[*field].type)) return field;
  if (field) {
    fail(fmt::format("“{}” cannot rise or fall: --how-far takes a field of money, a number or a percentage.",
                     name),
         console);
    return std::nullopt;
  }
  std::vector<std::string> names{"price"};
  for (const Field& one : schema.fields)
    if (can(one.type)) names.push_back(one.name);
  no_such_field(name, names, console);
  return std::nullopt;
}

int find_how_far(const WhatIfRequest& request, const Engine& engine, const Question& question,
                 HowFar& how_far, Progress& progress, Console& console) {
  const Schema& schema = engine.programme().schema;
  how_far.field = schema.fields[how_far.options.field].name;
  how_far.options.falling = request.falling;
  how_far.options.progress = [&progress](double part, std::uint64_t records) {
    progress.show(part, records);
  };
  const RecordShape shape = engine.shape(how_far.options.on);
  const Status status = find_breaking_points(
      engine,
      [&](Status& opened) {
        auto records = open_records(request.customers, shape, opened);
        return records ? changed_records(std::move(records), schema, question.fields) : nullptr;
      },
      how_far.options, how_far.found);
  return status ? fine : fail(status.message, console);
}

int answer(const WhatIfRequest& request, Day day, const Question& question, Console& console) {
  const Engine now(question.now), then(question.then);
  std::optional<HowFar> how_far;
  if (!request.how_far.empty()) {
    const auto field = field_named(request.how_far, question.then->schema, console);
    if (!field) return unusable;
    how_far.emplace();
    how_far->options.on = day;
    how_far->options.field = *field;
  }
  auto old_records = open_customers(request.customers, now.shape(day), console);
  if (!old_records) return unusable;
  Status opened;
  auto new_records = open_records(request.customers, then.shape(day), opened);
  if (!new_records) return fail(opened.message, console);
  new_records = changed_records(std::move(new_records), question.then->schema, question.fields);
  Progress progress(console, request.quiet);
  Difference found;
  DifferenceOptions options;
  options.on = day;
  options.threads = std::clamp(std::thread::hardware_concurrency(), 2U, 256U);
  options.progress = [&progress](double part, std::uint64_t records) { progress.show(part, records); };
  if (const Status status = differ(now, then, *old_records, *new_records, options, found); !status)
    return fail(status.message, console);
  if (how_far)
    if (const int code = find_how_far(request, then, question, *how_far, progress, console); code != fine)
      return code;
  const WhatIfReport report{
      {*question.now, *question.then, found, day, progress.seconds()}, question.told, how_far};
  if (request.format == Format::json)
    print_json(what_if_json(report), console);
  else
    console.out(what_if_text(report, console));
  if (question.told.empty()) return fine;
  const bool unseen = all_rejected(found.before) || all_rejected(found.after);
  return found.newly_worse_off > 0 || !guarantees_hold(found.after) || unseen ? answer_is_no : fine;
}

}  // namespace

int run_what_if(const Command& command, const Words& words, Console& console) {
  WhatIfRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  if (request.customers == "-")
    return fail("The customers are read more than once, which standard input cannot be: name a file.",
                console);
  if (request.changes.empty() && request.other.empty() && request.how_far.empty())
    return fail("What is to change? Say --change 'price + 8%', --with FOLDER or --how-far price.", console);
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  Question question{std::move(opened.programme), nullptr, {}, {}};
  if (const int code = understand(request, question, console); code != fine) return code;
  return answer(request, *day, question, console);
}

}  // namespace trouw::cli
