// One decision, and everything that may be asked of it.
#include "abi/handles.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

using trouw::Cause;
static_assert(static_cast<int>(Cause::condition) == TROUW_CONDITION &&
              static_cast<int>(Cause::lost) == TROUW_LOST &&
              static_cast<int>(Cause::given_before) == TROUW_GIVEN_BEFORE &&
              static_cast<int>(Cause::another_runs) == TROUW_ANOTHER_RUNS);
static_assert(static_cast<int>(trouw::Standing::rejected) == TROUW_REJECTED &&
              static_cast<int>(trouw::Standing::nobody) == TROUW_NOBODY);
static_assert(static_cast<int>(trouw::Line::points) == TROUW_POINTS &&
              static_cast<int>(trouw::Line::perk) == TROUW_PERK);
static_assert(static_cast<int>(trouw::Type::text) == TROUW_TEXT &&
              static_cast<int>(trouw::Type::date) == TROUW_DATE);

// With a history, decides with that; else, where wanted, looks ahead.
trouw_status decide(const trouw_engine* engine, const trouw_record* record, const trouw_history* history,
                    trouw_decision* decision, bool ahead, trouw_error* error) {
  if (!all_there(error, engine, record, decision)) return TROUW_BAD_ARGUMENT;
  decision->made = false;
  decision->has.clear();
  if (record->record.programme() != engine->engine.shared_programme())
    return fail(error, TROUW_WRONG_ORDER,
                "the record is of another programme; trouw_record_clear gives it this one's fields");
  trouw::Status status;
  const trouw::Batch* batch = record->record.batch(status);
  if (batch == nullptr) return fail(error, TROUW_BAD_VALUE, status.message);
  if (decision->engine.get() != engine) {
    decision->decider.reset();
    decision->with_past.reset();
    decision->engine = EngineRef(engine);
    decision->decider.emplace(engine->engine.decider(engine->plan));
  }
  decision->own = nullptr;
  if (history == nullptr) {
    status = decision->decider->decide(*batch, 0, decision->decision);
  } else {
    if (!decision->with_past) decision->with_past.emplace(engine->engine, engine->day);
    const trouw::Past past = past_of(*history, engine->engine.programme());
    status = decision->with_past->decide(*batch, 0, past, decision->decision);
    if (status) status = decision->with_past->programme(past, decision->own);
  }
  if (!status) return fail(error, TROUW_UNDECIDABLE, status.message);
  if (decision->decision.standing == trouw::Standing::rejected)
    return fail(error, TROUW_UNDECIDABLE,
                "the record is no newcomer, customer or former customer by programme.yaml");
  if (ahead) decision->decider->look_ahead(*batch, 0, decision->decision);
  decision->made = true;
  return TROUW_OK;
}

bool is_made(const trouw_decision* decision, trouw_error* error) {
  if (decision->made) return true;
  fail(error, TROUW_WRONG_ORDER, "nothing was decided yet");
  return false;
}

// The award asked for, or nullptr with a failure noted in `status`.
const trouw::Award* award_of(const trouw_decision* decision, std::int32_t deal, std::size_t index,
                             trouw_status& status, trouw_error* error) {
  status = TROUW_WRONG_ORDER;
  if (!is_made(decision, error)) return nullptr;
  if (deal != TROUW_OWN_DEAL && deal != TROUW_NEWCOMER_DEAL) {
    status = fail(error, TROUW_BAD_ARGUMENT, "a deal is TROUW_OWN_DEAL or TROUW_NEWCOMER_DEAL");
    return nullptr;
  }
  const auto& awards = (deal == TROUW_OWN_DEAL ? decision->decision.deal : decision->decision.twin).awards;
  status = TROUW_OUT_OF_RANGE;
  return within(error, index, awards.size()) ? &awards[index] : nullptr;
}

const trouw::Line* line_of(const trouw_decision* decision, std::int32_t deal, std::size_t award,
                           std::size_t index, trouw_status& status, trouw_error* error) {
  const trouw::Award* of = award_of(decision, deal, award, status, error);
  if (of == nullptr || !within(error, index, of->lines.size())) return nullptr;
  return &of->lines[index];
}

const trouw::PassedOver* passed_of(const trouw_decision* decision, std::size_t index, trouw_status& status,
                                   trouw_error* error) {
  status = TROUW_WRONG_ORDER;
  if (!is_made(decision, error)) return nullptr;
  status = TROUW_OUT_OF_RANGE;
  const auto& passed = decision->decision.passed_over;
  return within(error, index, passed.size()) ? &passed[index] : nullptr;
}

trouw_line line_out(const trouw_decision& decision, const trouw::Award& award, const trouw::Line& line) {
  trouw_line made = {};
  made.kind = line.kind;
  made.text = text_out(line.text);
  made.paid_while = text_out(line.while_true);
  made.amount = line.amount;
  made.rate = line.rate;
  made.base = line.base;
  made.points = line.number;
  made.first = line.first;
  made.bills = line.periods;
  made.number = line.first + 1;
  const std::optional<int> bills = award.bills();
  made.of = bills.value_or(-1);
  made.remaining = bills ? *bills - made.number : -1;
  made.includes_tax = decision.programme().schema.prices_include_tax ? 1 : 0;
  return made;
}

const std::string& has_text(const trouw_decision& decision, std::size_t passed, std::size_t index,
                            const trouw::Tested& tested) {
  const auto [at, fresh] = decision.has.try_emplace({passed, index});
  if (fresh)
    for (const auto& [name, value] : tested.has)
      at->second += (at->second.empty() ? "" : ", ") + name + " " + value;
  return at->second;
}

}  // namespace

trouw_status trouw_decision_create(trouw_decision** decision, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision)) return TROUW_BAD_ARGUMENT;
    *decision = nullptr;
    *decision = new trouw_decision;
    return TROUW_OK;
  });
}

void trouw_decision_release(trouw_decision* decision) {
  delete decision;
}

trouw_status trouw_decide(const trouw_engine* engine, const trouw_record* record, trouw_decision* decision,
                          trouw_error* error) {
  return at_border(error, [&] { return decide(engine, record, nullptr, decision, false, error); });
}

trouw_status trouw_decide_with(const trouw_engine* engine, const trouw_record* record,
                               const trouw_history* history, trouw_decision* decision, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, history)) return TROUW_BAD_ARGUMENT;
    return decide(engine, record, history, decision, false, error);
  });
}

trouw_status trouw_decide_looking_ahead(const trouw_engine* engine, const trouw_record* record,
                                        trouw_decision* decision, trouw_error* error) {
  return at_border(error, [&] { return decide(engine, record, nullptr, decision, true, error); });
}

trouw_status trouw_decision_totals(const trouw_decision* decision, trouw_totals* totals, size_t size,
                                   trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, totals)) return TROUW_BAD_ARGUMENT;
    if (!is_made(decision, error)) return TROUW_WRONG_ORDER;
    const trouw::Decision& of = decision->decision;
    trouw_totals made = {};
    made.standing = static_cast<int32_t>(of.standing);
    made.nothing_before = of.nothing_before ? 1 : 0;
    made.day = of.on;
    made.newcomer_value = of.newcomer_value;
    made.value_before_match = of.value_before_match;
    made.top_up = of.top_up;
    made.value = of.value;
    made.worse_off_before = of.worse_off_before;
    made.worse_off = of.worse_off;
    made.id = text_out(of.id);
    made.fingerprint = text_out(of.fingerprint);
    made.awards = of.deal.awards.size();
    made.newcomer_awards = of.twin.awards.size();
    made.passed_over = of.passed_over.size();
    made.facts_broken = of.facts_broken.size();
    return give(error, made, totals, size);
  });
}

trouw_status trouw_decision_award(const trouw_decision* decision, int32_t deal, size_t index,
                                  trouw_award* award, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, award)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::Award* of = award_of(decision, deal, index, status, error);
    if (of == nullptr) return status;
    trouw_award made = {};
    made.offer = of->offer < decision->programme().offers.size() ? of->offer : TROUW_NONE;
    made.title = text_out(decision->title(of->offer));
    made.occasion = text_out(of->occasion);
    made.reason = text_out(of->reason);
    made.value = of->value;
    made.paid = of->paid;
    made.bills = of->bills().value_or(0);
    made.runs_on = of->runs_on ? 1 : 0;
    made.lines = of->lines.size();
    made.promises = of->promises.size();
    return give(error, made, award, size);
  });
}

trouw_status trouw_decision_line(const trouw_decision* decision, int32_t deal, size_t award, size_t index,
                                 trouw_line* line, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, line)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::Line* of = line_of(decision, deal, award, index, status, error);
    if (of == nullptr) return status;
    const trouw::Award* with = award_of(decision, deal, award, status, error);
    return give(error, line_out(*decision, *with, *of), line, size);
  });
}

trouw_status trouw_decision_promise(const trouw_decision* decision, int32_t deal, size_t award, size_t index,
                                    trouw_promise* promise, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, promise)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::Award* of = award_of(decision, deal, award, status, error);
    if (of == nullptr) return status;
    if (!within(error, index, of->promises.size())) return TROUW_OUT_OF_RANGE;
    return give(error, promise_out(decision->programme(), *of, of->promises[index]), promise, size);
  });
}

trouw_status trouw_decision_message(const trouw_decision* decision, int32_t deal, size_t award,
                                    const char* language, size_t length, trouw_text* message,
                                    trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view wanted;
    if (!all_there(error, decision, message) || !text_in(error, language, length, longest_value, wanted))
      return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::Award* of = award_of(decision, deal, award, status, error);
    if (of == nullptr) return status;
    const std::string_view found = trouw::message_of(*of, wanted);
    *message = {found.empty() ? "" : found.data(), found.size()};
    return TROUW_OK;
  });
}

trouw_status trouw_decision_line_key(const trouw_decision* decision, int32_t deal, size_t award, size_t line,
                                     int32_t bill, char key[33], trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, key)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::Line* of = line_of(decision, deal, award, line, status, error);
    if (of == nullptr) return status;
    if (bill < 0 || bill >= of->periods)
      return fail(error, TROUW_OUT_OF_RANGE, "the line is not on so many bills");
    const trouw::Award* with = award_of(decision, deal, award, status, error);
    if (with->runs_on)
      return fail(error, TROUW_WRONG_ORDER, "what runs on has the keys of the award that it is of");
    const trouw::Offer& offer = decision->programme().offers[with->offer];
    const std::string made = trouw::line_key(decision->decision.id, trouw::first_title(offer), with->occasion,
                                             of->place, of->first + bill + 1);
    std::memcpy(key, made.c_str(), made.size() + 1);
    return TROUW_OK;
  });
}

trouw_status trouw_decision_passed_over(const trouw_decision* decision, size_t index,
                                        trouw_passed_over* passed, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, passed)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::PassedOver* of = passed_of(decision, index, status, error);
    if (of == nullptr) return status;
    trouw_passed_over made = {};
    made.offer = of->offer;
    made.title = text_out(decision->title(of->offer));
    made.cause = static_cast<int32_t>(of->cause);
    made.from = of->from.value_or(TROUW_NEVER);
    made.value = of->value;
    made.winner = of->winner;
    made.lost_to = of->lost_to.size();
    made.tested = of->tested.size();
    return give(error, made, passed, size);
  });
}

trouw_status trouw_decision_lost_to(const trouw_decision* decision, size_t passed, size_t index,
                                    size_t* offer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, offer)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::PassedOver* of = passed_of(decision, passed, status, error);
    if (of == nullptr) return status;
    if (!within(error, index, of->lost_to.size())) return TROUW_OUT_OF_RANGE;
    *offer = of->lost_to[index];
    return TROUW_OK;
  });
}

trouw_status trouw_decision_tested(const trouw_decision* decision, size_t passed, size_t index,
                                   trouw_tested* tested, size_t size, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, tested)) return TROUW_BAD_ARGUMENT;
    trouw_status status = TROUW_OK;
    const trouw::PassedOver* of = passed_of(decision, passed, status, error);
    if (of == nullptr) return status;
    if (!within(error, index, of->tested.size())) return TROUW_OUT_OF_RANGE;
    const trouw::Tested& one = of->tested[index];
    trouw_tested made = {};
    made.wanted = text_out(one.text);
    made.has = text_out(has_text(*decision, passed, index, one));
    made.short_of = text_out(one.short_of);
    made.undecided = one.holds == trouw::Truth::undecided ? 1 : 0;
    made.from = one.from.value_or(TROUW_NEVER);
    return give(error, made, tested, size);
  });
}

trouw_status trouw_decision_fact_broken(const trouw_decision* decision, size_t index, trouw_text* fact,
                                        trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, fact)) return TROUW_BAD_ARGUMENT;
    if (!is_made(decision, error)) return TROUW_WRONG_ORDER;
    const auto& facts = decision->decision.facts_broken;
    if (!within(error, index, facts.size())) return TROUW_OUT_OF_RANGE;
    *fact = text_out(facts[index]);
    return TROUW_OK;
  });
}
