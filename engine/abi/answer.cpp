// What is answered as JSON, and as structs.
#include "abi/handles.h"
#include "trouw/dry_run.h"
#include "trouw/proof.h"
#include "trouw/sql.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

// Of a list of an answer: how many, and one of them.
template <typename List>
trouw_status count_of(const trouw_answer* answer, List trouw_answer::*list, size_t* count,
                      trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, answer, count)) return TROUW_BAD_ARGUMENT;
    *count = (answer->*list).size();
    return TROUW_OK;
  });
}

template <typename List, typename Struct, typename Make>
trouw_status one_of(const trouw_answer* answer, List trouw_answer::*list, size_t index, Struct* out,
                    size_t size, trouw_error* error, const Make& make) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, answer, out)) return TROUW_BAD_ARGUMENT;
    if (!within(error, index, (answer->*list).size())) return TROUW_OUT_OF_RANGE;
    return give(error, make((answer->*list)[index]), out, size);
  });
}

trouw_due_line line_out(const trouw_answer::Line& of) {
  trouw_due_line made = {};
  made.award = of.line.award;
  made.id = text_out(of.id);
  made.invoice = text_out(of.invoice);
  made.offer = text_out(of.line.offer);
  made.kind = text_out(of.line.kind);
  made.text = text_out(of.line.text);
  made.key = text_out(of.line.key);
  made.amount = of.line.amount;
  made.carried = of.line.carried;
  made.worth = of.line.worth;
  made.points = of.line.number;
  made.rate = of.line.rate;
  made.base = of.line.base;
  made.period = of.line.period;
  made.of = of.line.of.value_or(-1);
  made.remaining = of.line.remaining.value_or(-1);
  made.again = of.again ? 1 : 0;
  return made;
}

trouw_held_award award_out(const trouw::HeldAward& of) {
  const std::string_view state = trouw::award_state_name(of.state);
  trouw_held_award made = {};
  made.award = of.number;
  made.id = text_out(of.id);
  made.offer = text_out(of.offer);
  made.occasion = text_out(of.occasion);
  made.state = {state.data(), state.size()};
  made.fingerprint = text_out(of.fingerprint);
  made.day = of.day;
  made.settled = of.settled.value_or(TROUW_NEVER);
  made.paid = of.paid;
  made.used = of.used;
  made.handed = of.handed;
  made.taken_back = of.taken;
  made.open = of.open;
  made.bills = of.bills().value_or(0);
  return made;
}

}  // namespace

trouw_status trouw_answer_create(trouw_answer** answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, answer)) return TROUW_BAD_ARGUMENT;
    *answer = nullptr;
    *answer = new trouw_answer;
    return TROUW_OK;
  });
}

void trouw_answer_release(trouw_answer* answer) {
  delete answer;
}

trouw_status trouw_answer_text(const trouw_answer* answer, trouw_text* text, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, answer, text)) return TROUW_BAD_ARGUMENT;
    *text = text_out(answer->text);
    return TROUW_OK;
  });
}

trouw_status trouw_decision_json(const trouw_decision* decision, trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, decision, answer)) return TROUW_BAD_ARGUMENT;
    *answer = {};
    if (!decision->made) return fail(error, TROUW_WRONG_ORDER, "nothing was decided yet");
    const trouw::Programme& programme = decision->own ? *decision->own : decision->programme();
    answer->text = trouw::decision_json(programme, decision->decision);
    return TROUW_OK;
  });
}

trouw_status trouw_dry_run(const trouw_engine* engine, trouw_records* records, uint32_t threads,
                           trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    constexpr std::uint32_t most_threads = 256;
    if (!all_there(error, engine, records, answer)) return TROUW_BAD_ARGUMENT;
    *answer = {};
    if (threads > most_threads) return fail(error, TROUW_BAD_ARGUMENT, "there are at most 256 threads");
    const auto reader = reader_of(records, engine, error);
    if (!reader) return TROUW_WRONG_ORDER;
    trouw::RejectTally tally;
    trouw::DryRunSinks sinks;
    sinks.reject = [&](const trouw::Reject& reject) {
      tally.add(reject);
      answer->rejects.push_back(reject);
      return trouw::Status();
    };
    trouw::DryRunOptions options;
    options.on = engine->day;
    options.threads = std::max(1U, threads);
    trouw::DryRunSummary summary;
    const trouw::Status status = trouw::dry_run(engine->engine, *reader, options, sinks, summary);
    if (!status) {
      *answer = {};
      return fail(error, TROUW_UNREADABLE, status.message);
    }
    answer->figures.records = summary.records;
    answer->figures.decided = summary.decided;
    answer->figures.rejected = summary.rejected;
    answer->figures.whole = trouw::guarantees_hold(summary) ? 1 : 0;
    answer->text = trouw::dry_run_json(engine->engine.programme(), summary, tally, engine->day, 0);
    return TROUW_OK;
  });
}

trouw_status trouw_prove(const trouw_engine* engine, double seconds, trouw_answer* answer,
                         trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, engine, answer)) return TROUW_BAD_ARGUMENT;
    *answer = {};
    if (!(seconds > 0 && seconds <= 1e6))
      return fail(error, TROUW_BAD_ARGUMENT, "there are some seconds to prove in");
    trouw::ProveOptions options;
    options.seconds = seconds;
    const auto proofs = trouw::prove(engine->engine, options);
    answer->figures.whole = 1;
    for (const trouw::Proof& proof : proofs)
      if (proof.verdict != trouw::Verdict::holds) answer->figures.whole = 0;
    answer->text = trouw::proofs_json(engine->engine.programme(), proofs);
    return TROUW_OK;
  });
}

trouw_status trouw_sql(const trouw_engine* engine, const char* dialect, size_t dialect_length,
                       const char* table, size_t table_length, trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view wanted, of;
    if (!all_there(error, engine, answer) ||
        !text_in(error, dialect, dialect_length, longest_value, wanted) ||
        !text_in(error, table, table_length, longest_value, of))
      return TROUW_BAD_ARGUMENT;
    *answer = {};
    const auto found = trouw::find_sql_dialect(wanted);
    if (!found) return fail(error, TROUW_NOT_FOUND, "there is no dialect “" + std::string(wanted) + "”");
    trouw::SqlStatement statement;
    trouw::SqlOptions options;
    options.dialect = *found;
    options.on = engine->day;
    options.table = of;
    if (const auto status = trouw::write_sql(engine->engine, options, statement); !status)
      return fail(error, TROUW_UNDECIDABLE, status.message);
    answer->text = std::move(statement.text);
    return TROUW_OK;
  });
}

trouw_status trouw_answer_figures(const trouw_answer* answer, trouw_ledger_figures* figures, size_t size,
                                  trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, answer, figures)) return TROUW_BAD_ARGUMENT;
    return give(error, answer->figures, figures, size);
  });
}

trouw_status trouw_answer_reject_count(const trouw_answer* answer, size_t* count, trouw_error* error) {
  return count_of(answer, &trouw_answer::rejects, count, error);
}

trouw_status trouw_answer_reject(const trouw_answer* answer, size_t index, trouw_reject* reject, size_t size,
                                 trouw_error* error) {
  return one_of(answer, &trouw_answer::rejects, index, reject, size, error, [](const trouw::Reject& of) {
    return trouw_reject{of.line, text_out(of.id), text_out(of.field), text_out(of.value),
                        text_out(of.reason)};
  });
}

trouw_status trouw_answer_line_count(const trouw_answer* answer, size_t* count, trouw_error* error) {
  return count_of(answer, &trouw_answer::lines, count, error);
}

trouw_status trouw_answer_line(const trouw_answer* answer, size_t index, trouw_due_line* line, size_t size,
                               trouw_error* error) {
  return one_of(answer, &trouw_answer::lines, index, line, size, error, line_out);
}

trouw_status trouw_answer_award_count(const trouw_answer* answer, size_t* count, trouw_error* error) {
  return count_of(answer, &trouw_answer::awards, count, error);
}

trouw_status trouw_answer_award(const trouw_answer* answer, size_t index, trouw_held_award* award,
                                size_t size, trouw_error* error) {
  return one_of(answer, &trouw_answer::awards, index, award, size, error, award_out);
}

trouw_status trouw_answer_change_count(const trouw_answer* answer, size_t* count, trouw_error* error) {
  return count_of(answer, &trouw_answer::changes, count, error);
}

trouw_status trouw_answer_change(const trouw_answer* answer, size_t index, trouw_change* change, size_t size,
                                 trouw_error* error) {
  return one_of(answer, &trouw_answer::changes, index, change, size, error,
                [](const trouw::Correction::Change& of) {
                  return trouw_change{of.award, text_out(of.offer), of.back, of.paid};
                });
}
