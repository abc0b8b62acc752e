#include "check/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "check/gathered.h"
#include "check/offers.h"
#include "check/possible.h"
#include "check/statements.h"

namespace trouw {

namespace {

template <typename T>
std::vector<const T*> all_of(const std::vector<tree::File>& files) {
  std::vector<const T*> found;
  for (const tree::File& file : files)
    for (const tree::Statement& statement : file.statements)
      if (const T* one = std::get_if<T>(&statement)) found.push_back(one);
  return found;
}

void register_definitions(Context& context, const std::vector<const tree::Define*>& defines) {
  for (const tree::Define* define : defines) {
    const std::string& name = define->name.text;
    if (const auto id = context.schema.find(name)) {
      Diagnostic& d =
          context.reporter.report(Message::definition_like_field, define->name.at, {quoted(name)});
      d.help = "give the definition another name";
      d.related.push_back({context.schema.fields[*id].place, "the field"});
      continue;
    }
    const auto [at, fresh] = context.definitions.try_emplace(name);
    if (fresh) {
      at->second.tree = define;
      continue;
    }
    Diagnostic& d = context.reporter.report(Message::defined_twice, define->name.at, {quoted(name)});
    d.help = "give one of them another name";
    d.related.push_back(context.reporter.related(at->second.tree->name.at, "the first definition of it"));
  }
}

// Every definition is checked, also one that nothing uses.
void check_definitions(Context& context) {
  std::vector<std::pair<Span, std::string>> unused;
  for (auto& [name, definition] : context.definitions) {
    if (!definition.used) unused.emplace_back(definition.tree->name.at, name);
    definition_of(context, name, definition.tree->name.at);
  }
  std::sort(unused.begin(), unused.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.file, a.first.begin) < std::pair(b.first.file, b.first.begin);
  });
  if (context.reporter.failed()) return;  // what could not be read may use them
  for (const auto& [at, name] : unused)
    context.reporter.report(Message::definition_unused, at, {quoted(name)}).help = "use it, or leave it out";
}

void check_combines(Context& context, const std::vector<const tree::Combine*>& combines) {
  const tree::Combine* seen[3] = {};
  for (const tree::Combine* combine : combines) {
    const auto audience = static_cast<std::size_t>(combine->audience);
    const bool all = combine->audience == tree::Audience::everyone;
    const std::size_t first = all ? 0 : audience, end = all ? std::size(seen) : audience + 1;
    const auto before =
        std::find_if(seen + first, seen + end, [](const auto* one) { return one != nullptr; });
    if (before != seen + end) {
      Diagnostic& d = context.reporter.report(Message::combine_twice, combine->at, {});
      d.help = "put all of it into one `combine`";
      d.related.push_back(context.reporter.related((*before)->at, "the first one"));
      continue;
    }
    std::fill(seen + first, seen + end, combine);
    check_combine(context, *combine);
  }
}

// More combinations than a decision can look through are an error, naming the fields.
void check_any_fields(Context& context) {
  std::vector<bool> read(context.schema.fields.size());
  for (const Offer& offer : context.programme.offers)
    if (offer.audience == Audience::newcomers || offer.audience == Audience::everyone)
      for (const FieldId id : fields_read(context.programme, offer)) read[id] = true;
  std::size_t combinations = 1;
  std::string names;
  const Field* last = nullptr;
  for (FieldId id = 0; id < read.size(); ++id) {
    const Field& field = context.schema.fields[id];
    if (!read[id] || field.for_newcomers.kind != ForNewcomers::any) continue;
    combinations *= field.type == Type::yes_no ? 2 : field.choices.size();
    combinations = std::min<std::size_t>(combinations, 1'000'000);
    names += (names.empty() ? "" : ", ") + field.name;
    last = &field;
  }
  if (last != nullptr && combinations > static_cast<std::size_t>(limits::any_combinations))
    context.reporter
        .report(Message::too_many_choices, last->place, {names, std::to_string(limits::any_combinations)})
        .help = "declare fewer of them `for newcomers: any`";
}

}  // namespace

Programme check(Schema schema, const std::vector<tree::File>& files, Sources& sources, Reporter& reporter) {
  Programme programme;
  programme.schema = std::move(schema);
  programme.texts = programme.schema.texts;
  Context context{programme.schema, programme, sources, reporter, Terms(programme.terms), {}, {}};
  const auto offers = all_of<tree::Offer>(files);
  if (offers.size() > limits::offers) {
    reporter.report(Message::too_many_offers, offers[limits::offers]->title.at,
                    {std::to_string(limits::offers)});
    return programme;
  }
  register_definitions(context, all_of<tree::Define>(files));
  register_offers(context, offers);
  check_standing(context);
  for (std::uint32_t number = 0; number < offers.size(); ++number)
    check_offer(context, number, *offers[number]);
  check_combines(context, all_of<tree::Combine>(files));
  for (const tree::Always* always : all_of<tree::Always>(files)) check_always(context, *always);
  if (!reporter.failed())
    for (std::uint32_t number = 0; number < offers.size(); ++number)
      check_reach(context, number, offers[number]->title.at);
  const bool sound = !reporter.failed();
  for (const tree::NeverTogether* never : all_of<tree::NeverTogether>(files))
    check_never_together(context, *never, sound);
  for (const tree::Guarantee* guarantee : all_of<tree::Guarantee>(files))
    check_guarantee(context, *guarantee);
  for (const tree::Example* example : all_of<tree::Example>(files)) check_example(context, *example);
  check_definitions(context);
  check_any_fields(context);
  check_gathered(context);
  return programme;
}

}  // namespace trouw
