// Programmes: loading, diagnostics, fields and offers.
#include <algorithm>

#include "abi/handles.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

constexpr std::size_t most_sources = 100'000;

std::string first_error(const trouw::Diagnostics& diagnostics) {
  const auto wrong = [](const trouw::Diagnostic& d) { return d.severity == trouw::Severity::error; };
  const auto first = std::ranges::find_if(diagnostics, wrong);
  if (first == diagnostics.end()) return "the programme has errors";
  const auto count = std::ranges::count_if(diagnostics, wrong);
  return (count == 1 ? "1 error: " : std::to_string(count) + " errors, the first: ") + first->message;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// Hands a programme out, with or without errors.
trouw_status hand_out(trouw::Loaded loaded, trouw_programme** out, trouw_error* error) {
  auto made = std::make_unique<trouw_programme>();
  made->diagnostics = std::move(loaded.diagnostics);
  for (const trouw::Diagnostic& diagnostic : made->diagnostics) {
    made->rendered.push_back(trouw::to_text(diagnostic));
    made->json.push_back(trouw::to_json(diagnostic));
  }
  trouw_status status = TROUW_OK;
  if (loaded.programme) {
    for (const trouw::Offer& offer : loaded.programme->offers) made->because.push_back(joined(offer.because));
    made->programme = std::make_shared<const trouw::Programme>(std::move(*loaded.programme));
  } else {
    status = fail(error, loaded.readable ? TROUW_MISTAKES : TROUW_UNREADABLE, first_error(made->diagnostics));
  }
  *out = made.release();
  return status;
}

trouw_status read_sources(const trouw_source* sources, std::size_t count,
                          std::vector<trouw::SourceFile>& files, trouw_error* error) {
  if (count > 0 && !all_there(error, sources)) return TROUW_BAD_ARGUMENT;
  if (count > most_sources) return fail(error, TROUW_BAD_ARGUMENT, "there are more files than are ever read");
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view name, text;
    if (!text_in(error, sources[i].name, sources[i].name_length, longest_value, name) ||
        !text_in(error, sources[i].text, sources[i].text_length, longest_source, text))
      return TROUW_BAD_ARGUMENT;
    files.push_back({std::string(name), std::string(text)});
  }
  return TROUW_OK;
}

// The programme behind a handle, or nullptr with a failure noted.
const trouw::Programme* usable(const trouw_programme* programme, trouw_error* error) {
  if (programme->programme) return programme->programme.get();
  fail(error, TROUW_WRONG_ORDER, "the programme has errors, and so no fields and offers");
  return nullptr;
}

}  // namespace

trouw_status trouw_programme_load_folder(const char* folder, size_t length, trouw_programme** programme,
                                         trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view path;
    if (!all_there(error, programme)) return TROUW_BAD_ARGUMENT;
    *programme = nullptr;
    if (!text_in(error, folder, length, longest_value, path)) return TROUW_BAD_ARGUMENT;
    return hand_out(trouw::load_programme(std::string(path)), programme, error);
  });
}

trouw_status trouw_programme_load_memory(const char* yaml, size_t yaml_length, const trouw_source* sources,
                                         size_t source_count, trouw_programme** programme,
                                         trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view text;
    std::vector<trouw::SourceFile> files;
    if (!all_there(error, programme)) return TROUW_BAD_ARGUMENT;
    *programme = nullptr;
    if (!text_in(error, yaml, yaml_length, longest_source, text)) return TROUW_BAD_ARGUMENT;
    if (const trouw_status status = read_sources(sources, source_count, files, error); status != TROUW_OK)
      return status;
    return hand_out(trouw::load_programme(std::string(text), files), programme, error);
  });
}

void trouw_programme_release(trouw_programme* programme) {
  delete programme;
}

trouw_status trouw_programme_diagnostic_count(const trouw_programme* programme, size_t* count,
                                              trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, count)) return TROUW_BAD_ARGUMENT;
    *count = programme->diagnostics.size();
    return TROUW_OK;
  });
}

trouw_status trouw_programme_diagnostic(const trouw_programme* programme, size_t index,
                                        trouw_diagnostic* diagnostic, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, diagnostic)) return TROUW_BAD_ARGUMENT;
    if (!within(error, index, programme->diagnostics.size())) return TROUW_OUT_OF_RANGE;
    const trouw::Diagnostic& found = programme->diagnostics[index];
    trouw_diagnostic made = {};
    made.severity = static_cast<int32_t>(found.severity);
    made.line = found.place.line;
    made.column = found.place.column;
    made.length = found.place.length;
    made.code = text_out(found.code);
    made.message = text_out(found.message);
    made.help = text_out(found.help);
    made.file = text_out(found.place.file);
    made.rendered = text_out(programme->rendered[index]);
    made.json = text_out(programme->json[index]);
    return give(error, made, diagnostic, size);
  });
}

trouw_status trouw_programme_about(const trouw_programme* programme, trouw_programme_facts* facts,
                                   size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, facts)) return TROUW_BAD_ARGUMENT;
    const trouw::Programme* of = usable(programme, error);
    if (of == nullptr) return TROUW_WRONG_ORDER;
    const trouw::Schema& schema = of->schema;
    trouw_programme_facts made = {};
    made.name = text_out(schema.programme);
    made.currency = text_out(schema.currency);
    made.fingerprint = text_out(of->fingerprint);
    made.currency_digits = schema.digits;
    made.prices_include_tax = schema.prices_include_tax ? 1 : 0;
    made.horizon = schema.horizon;
    (schema.billing.weeks ? made.bill_weeks : made.bill_months) = schema.billing.count;
    made.fields = schema.fields.size();
    made.offers = of->offers.size();
    return give(error, made, facts, size);
  });
}

trouw_status trouw_programme_field(const trouw_programme* programme, size_t index, trouw_field* field,
                                   size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, field)) return TROUW_BAD_ARGUMENT;
    const trouw::Programme* of = usable(programme, error);
    if (of == nullptr) return TROUW_WRONG_ORDER;
    if (!within(error, index, of->schema.fields.size())) return TROUW_OUT_OF_RANGE;
    const trouw::Field& found = of->schema.fields[index];
    trouw_field made = {};
    made.name = text_out(found.name);
    made.column = text_out(found.column);
    made.unit = text_out(found.unit);
    made.type = static_cast<int32_t>(found.type);
    made.places = found.places;
    made.optional = found.optional ? 1 : 0;
    made.has_default = found.if_missing ? 1 : 0;
    made.from = found.from;
    made.to = found.to;
    made.choices = found.choices.size();
    return give(error, made, field, size);
  });
}

trouw_status trouw_programme_choice(const trouw_programme* programme, size_t field, size_t index,
                                    trouw_choice* choice, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, choice)) return TROUW_BAD_ARGUMENT;
    const trouw::Programme* of = usable(programme, error);
    if (of == nullptr) return TROUW_WRONG_ORDER;
    if (!within(error, field, of->schema.fields.size())) return TROUW_OUT_OF_RANGE;
    const auto& choices = of->schema.fields[field].choices;
    if (!within(error, index, choices.size())) return TROUW_OUT_OF_RANGE;
    return give(error, trouw_choice{text_out(choices[index].name), text_out(choices[index].stored)}, choice,
                size);
  });
}

trouw_status trouw_programme_find_field(const trouw_programme* programme, const char* name, size_t length,
                                        size_t* index, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view wanted;
    if (!all_there(error, programme, index) || !text_in(error, name, length, longest_value, wanted))
      return TROUW_BAD_ARGUMENT;
    const trouw::Programme* of = usable(programme, error);
    if (of == nullptr) return TROUW_WRONG_ORDER;
    const auto found = of->schema.find(wanted);
    if (!found) return fail(error, TROUW_NOT_FOUND, "there is no field “" + std::string(wanted) + "”");
    *index = *found;
    return TROUW_OK;
  });
}

trouw_status trouw_programme_offer(const trouw_programme* programme, size_t index, trouw_offer* offer,
                                   size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, offer)) return TROUW_BAD_ARGUMENT;
    const trouw::Programme* of = usable(programme, error);
    if (of == nullptr) return TROUW_WRONG_ORDER;
    if (!within(error, index, of->offers.size())) return TROUW_OUT_OF_RANGE;
    const trouw::Offer& found = of->offers[index];
    trouw_offer made = {};
    made.title = text_out(found.title);
    made.because = text_out(programme->because[index]);
    made.is_match = found.match ? 1 : 0;
    made.claims = found.claims.size();
    return give(error, made, offer, size);
  });
}

trouw_status trouw_programme_claim(const trouw_programme* programme, size_t offer, size_t index,
                                   trouw_claim* claim, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, programme, claim)) return TROUW_BAD_ARGUMENT;
    const trouw::Programme* of = usable(programme, error);
    if (of == nullptr) return TROUW_WRONG_ORDER;
    if (!within(error, offer, of->offers.size())) return TROUW_OUT_OF_RANGE;
    const auto& claims = of->offers[offer].claims;
    if (!within(error, index, claims.size())) return TROUW_OUT_OF_RANGE;
    const trouw::Claim& found = claims[index];
    trouw_claim made = {};
    made.lost = found.lost ? 1 : 0;
    made.in_proportion = found.in_proportion ? 1 : 0;
    made.months = found.within_months;
    made.days = found.within_days;
    made.condition = {"", 0};
    if (found.condition) made.condition = text_out(found.condition->text);
    return give(error, made, claim, size);
  });
}
