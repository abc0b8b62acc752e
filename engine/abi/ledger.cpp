// The ledger: what changes it, each call a transaction.
#include "abi/handles.h"
#include "trouw/handing.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

bool is_day(std::int32_t day) {
  return day >= trouw::first_day && day <= trouw::last_day;
}

trouw_status no_day(trouw_error* error) {
  return fail(error, TROUW_BAD_VALUE, "a day lies from 1900-01-01 through 2199-12-31");
}

// Runs a call that changes the ledger, once where it was asked once. `run` fills in the answer, but for the
// text, which `text` makes of it.
template <typename Run, typename Text>
trouw_status change(trouw_ledger& of, trouw_answer& answer, trouw_error* error, const Run& run,
                    const Text& text, trouw_status wrong = TROUW_REFUSED) {
  answer = {};
  const trouw::KeyedRequest asked = std::exchange(of.asked, {});
  std::string told;
  trouw::Answered answered = trouw::Answered::now;
  const trouw::Status status = of.ledger->once(asked, run, text, told, answered);
  if (!status || answered != trouw::Answered::now) answer = {};
  if (!status) return fail(error, wrong, status.message);
  if (answered == trouw::Answered::otherwise)
    return fail(error, TROUW_WRONG_ORDER, "the key was used for another request");
  answer.text = std::move(told);
  return TROUW_OK;
}

trouw_status no_award(trouw_ledger& of, std::int64_t number, trouw_error* error) {
  std::optional<trouw::HeldAward> award;
  if (const trouw::Status status = of.ledger->award(number, award); !status)
    return fail(error, TROUW_REFUSED, status.message);
  return award ? TROUW_OK
               : fail(error, TROUW_NOT_FOUND,
                      "There is no award " + std::to_string(number) + " in the ledger.");
}

trouw_status settle(trouw_ledger* ledger, std::int64_t award, std::int32_t booked, bool confirm,
                    trouw_answer* answer, trouw_error* error) {
  if (!all_there(error, ledger, answer)) return TROUW_BAD_ARGUMENT;
  if (!is_day(booked)) return no_day(error);
  if (const auto status = no_award(*ledger, award, error); status != TROUW_OK) return status;
  trouw::Ledger& of = *ledger->ledger;
  return change(
      *ledger, *answer, error,
      [&] { return confirm ? of.confirm(award, booked) : of.release(award, booked); },
      [&] {
        return trouw::settled_json(
            award, confirm ? trouw::AwardState::confirmed : trouw::AwardState::released, of.head());
      });
}

// The bills of the caller's, or a failure noted.
trouw_status bills_in(const trouw_bill* bills, size_t count, std::vector<trouw::BillOf>& made,
                      trouw_error* error) {
  for (size_t i = 0; i < count; ++i) {
    const trouw_bill& of = bills[i];
    std::string_view id, invoice;
    if (!text_in(error, of.id, of.id_length, longest_value, id) ||
        !text_in(error, of.invoice, of.invoice_length, longest_value, invoice))
      return TROUW_BAD_ARGUMENT;
    const std::int32_t booked = of.booked == TROUW_NEVER ? of.starts : of.booked;
    const std::int64_t share = of.share == 0 ? trouw::whole_period : of.share;
    if (!is_day(of.starts) || !is_day(booked)) return no_day(error);
    if (id.empty() || invoice.empty())
      return fail(error, TROUW_BAD_VALUE, "a bill has a contract and a name");
    if (share < 0 || share > trouw::whole_period)
      return fail(error, TROUW_BAD_VALUE, "a bill's share is above 0 and at most a whole period");
    made.push_back({std::string(id), {std::string(invoice), of.starts, booked, share}});
  }
  return TROUW_OK;
}

}  // namespace

trouw_status trouw_ledger_open(const char* path, size_t length, int32_t access, trouw_ledger** ledger,
                               trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view file;
    if (!all_there(error, ledger)) return TROUW_BAD_ARGUMENT;
    *ledger = nullptr;
    if (!text_in(error, path, length, longest_value, file)) return TROUW_BAD_ARGUMENT;
    if (access < TROUW_READ || access > TROUW_MAKE || file.empty() ||
        file.find('\0') != std::string_view::npos)
      return fail(error, TROUW_BAD_ARGUMENT, "a ledger is a file to read, to write or to make");
    auto made = std::make_unique<trouw_ledger>();
    trouw::Status status;
    made->ledger = trouw::Ledger::open(std::string(file), static_cast<trouw::LedgerAccess>(access), status);
    if (!status) return fail(error, TROUW_UNREADABLE, status.message);
    *ledger = made.release();
    return TROUW_OK;
  });
}

void trouw_ledger_release(trouw_ledger* ledger) {
  delete ledger;
}

trouw_status trouw_ledger_head(const trouw_ledger* ledger, trouw_text* head, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, ledger, head)) return TROUW_BAD_ARGUMENT;
    *head = text_out(ledger->ledger->head());
    return TROUW_OK;
  });
}

trouw_status trouw_ledger_once(trouw_ledger* ledger, const char* key, size_t key_length, const char* request,
                               size_t request_length, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view name, what;
    if (!all_there(error, ledger) || !text_in(error, key, key_length, longest_value, name) ||
        !text_in(error, request, request_length, PTRDIFF_MAX / 4, what))
      return TROUW_BAD_ARGUMENT;
    if (name.empty()) return fail(error, TROUW_BAD_VALUE, "a key is not empty");
    ledger->asked = {std::string(name), std::string(what)};
    return TROUW_OK;
  });
}

trouw_status trouw_ledger_grant(trouw_ledger* ledger, const trouw_engine* engine, trouw_records* records,
                                const trouw_grant_options* options, size_t size, trouw_answer* answer,
                                trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, ledger, engine, records, options, answer)) return TROUW_BAD_ARGUMENT;
    if (!sized<trouw_grant_options>(error, size)) return TROUW_BAD_ARGUMENT;
    const std::int32_t booked = options->booked == TROUW_NEVER ? engine->day : options->booked;
    if (!is_day(booked)) return no_day(error);
    const auto reader = reader_of(records, engine, error);
    if (!reader) return TROUW_WRONG_ORDER;
    trouw::Ledger& of = *ledger->ledger;
    trouw::GrantSummary summary;
    const trouw::GrantOptions with{engine->day, booked, options->reserve != 0};
    const auto run = [&] {
      trouw::GrantSinks sinks;
      sinks.reject = [&](const trouw::Reject& reject) {
        answer->rejects.push_back(reject);
        return trouw::Status();
      };
      const trouw::Status status = options->dry != 0
                                       ? grant_dry(engine->engine, *reader, of, with, sinks, summary)
                                       : grant(engine->engine, *reader, of, with, sinks, summary);
      answer->figures.records = summary.records;
      answer->figures.decided = summary.decided;
      answer->figures.rejected = summary.rejected;
      answer->figures.granted = summary.granted;
      answer->figures.running = summary.running;
      answer->figures.refused = summary.refused;
      answer->figures.held_out = summary.held_out;
      return status;
    };
    if (options->dry != 0) ledger->asked = {};
    return change(*ledger, *answer, error, run, [&] {
      return trouw::grant_json(engine->engine.programme(), engine->day, summary, of.head());
    });
  });
}

trouw_status trouw_ledger_due(trouw_ledger* ledger, const trouw_engine* engine, trouw_records* records,
                              const trouw_bill* bills, size_t count, size_t bill_size, trouw_answer* answer,
                              trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, ledger, engine, records, bills, answer)) return TROUW_BAD_ARGUMENT;
    if (bill_size != sizeof(trouw_bill) || count > PTRDIFF_MAX / sizeof(trouw_bill))
      return fail(error, TROUW_BAD_ARGUMENT, "the size of a bill is not that of any version of it");
    std::vector<trouw::BillOf> made;
    if (const trouw_status status = bills_in(bills, count, made, error); status != TROUW_OK) return status;
    const auto reader = reader_of(records, engine, error);
    if (!reader) return TROUW_WRONG_ORDER;
    trouw::Ledger& of = *ledger->ledger;
    trouw::BillsJson json;
    const std::string& currency = engine->engine.programme().schema.currency;
    bool missing = false;
    const auto run = [&] {
      const auto handed = [&](const trouw::BillOf& bill, const trouw::Due& due) {
        json.add(bill.id, bill.bill, due, currency);
        answer->figures.again |= due.again ? 1 : 0;
        for (const trouw::DueLine& line : due.lines)
          answer->lines.push_back({bill.id, bill.bill.invoice, line, due.again});
      };
      return trouw::hand_out(engine->engine, *reader, of, made, handed, missing);
    };
    const trouw_status status = change(
        *ledger, *answer, error, run, [&] { return json.text(of.head()); }, TROUW_REFUSED);
    if (status == TROUW_REFUSED && missing && error != nullptr) error->status = TROUW_NOT_FOUND;
    return status == TROUW_REFUSED && missing ? TROUW_NOT_FOUND : status;
  });
}

trouw_status trouw_ledger_confirm(trouw_ledger* ledger, int64_t award, int32_t booked, trouw_answer* answer,
                                  trouw_error* error) {
  return at_border(error, [&] { return settle(ledger, award, booked, true, answer, error); });
}

trouw_status trouw_ledger_unreserve(trouw_ledger* ledger, int64_t award, int32_t booked, trouw_answer* answer,
                                    trouw_error* error) {
  return at_border(error, [&] { return settle(ledger, award, booked, false, answer, error); });
}

trouw_status trouw_ledger_reverse(trouw_ledger* ledger, const trouw_reversal* reversal, size_t size,
                                  trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view reference, why;
    if (!all_there(error, ledger, reversal, answer)) return TROUW_BAD_ARGUMENT;
    if (!sized<trouw_reversal>(error, size)) return TROUW_BAD_ARGUMENT;
    if (reversal->reference != nullptr &&
        !text_in(error, reversal->reference, reversal->reference_length, longest_value, reference))
      return TROUW_BAD_ARGUMENT;
    if (reversal->why != nullptr && !text_in(error, reversal->why, reversal->why_length, longest_value, why))
      return TROUW_BAD_ARGUMENT;
    if (!is_day(reversal->day)) return no_day(error);
    if (reversal->amount < 0 || reversal->points < 0 || (reversal->amount > 0 && reversal->points > 0))
      return fail(error, TROUW_BAD_VALUE, "a part is an amount or points, above 0");
    if (const auto status = no_award(*ledger, reversal->award, error); status != TROUW_OK) return status;
    trouw::Reversal asked;
    asked.award = reversal->award;
    if (reversal->amount > 0) asked.amount = reversal->amount;
    if (reversal->points > 0) asked.points = reversal->points;
    asked.reference = reference;
    asked.why = why;
    asked.day = asked.booked = reversal->day;
    trouw::Ledger& of = *ledger->ledger;
    trouw::TakenBack back;
    const auto run = [&] {
      const trouw::Status status = of.reverse(asked, back);
      answer->changes.push_back({"", asked.award, back.money, 0});
      return status;
    };
    return change(*ledger, *answer, error, run,
                  [&] { return trouw::reversed_json(asked.award, back, of.head()); });
  });
}

trouw_status trouw_ledger_void(trouw_ledger* ledger, const char* id, size_t id_length, const char* invoice,
                               size_t invoice_length, int32_t booked, trouw_answer* answer,
                               trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view contract, bill;
    if (!all_there(error, ledger, answer) || !text_in(error, id, id_length, longest_value, contract) ||
        !text_in(error, invoice, invoice_length, longest_value, bill))
      return TROUW_BAD_ARGUMENT;
    if (!is_day(booked)) return no_day(error);
    trouw::Ledger& of = *ledger->ledger;
    const std::string whose(contract), name(bill);
    trouw::Voided voided;
    const auto run = [&] {
      const trouw::Status status = of.void_invoice(of.key(whose), name, booked, voided);
      answer->figures.again = voided.again ? 1 : 0;
      for (const trouw::DueLine& line : voided.lines)
        answer->lines.push_back({whose, name, line, voided.again});
      return status;
    };
    return change(*ledger, *answer, error, run,
                  [&] { return trouw::voided_json(whose, name, voided, of.head()); });
  });
}

trouw_status trouw_ledger_left(trouw_ledger* ledger, const char* id, size_t id_length, int32_t day,
                               trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view contract;
    if (!all_there(error, ledger, answer) || !text_in(error, id, id_length, longest_value, contract))
      return TROUW_BAD_ARGUMENT;
    if (!is_day(day)) return no_day(error);
    trouw::Ledger& of = *ledger->ledger;
    trouw::Left left;
    const auto run = [&] {
      const trouw::Status status = trouw::leave(of, std::string(contract), day, day, left);
      answer->figures.ended = left.ended;
      for (const trouw::Left::Back& back : left.reclaimed)
        answer->changes.push_back({back.offer, back.award, back.back.money, 0});
      return status;
    };
    return change(*ledger, *answer, error, run, [&] { return trouw::left_json(left, of.head()); });
  });
}

trouw_status trouw_ledger_correct(trouw_ledger* ledger, const char* id, size_t id_length, const char* json,
                                  size_t length, int32_t day, int32_t booked, trouw_answer* answer,
                                  trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view contract, record;
    if (!all_there(error, ledger, answer) || !text_in(error, id, id_length, longest_value, contract) ||
        !text_in(error, json, length, longest_source, record))
      return TROUW_BAD_ARGUMENT;
    if (!is_day(day) || !is_day(booked)) return no_day(error);
    trouw::Ledger& of = *ledger->ledger;
    trouw::Corrected corrected;
    const auto run = [&] {
      const trouw::Status status =
          trouw::correct_json(of, std::string(contract), record, day, booked, corrected);
      answer->changes = corrected.correction.changes;
      return status;
    };
    return change(*ledger, *answer, error, run, [&] {
      return trouw::corrected_json(*corrected.programme, day, corrected.correction, of.head());
    });
  });
}

trouw_status trouw_ledger_forget(trouw_ledger* ledger, const char* id, size_t id_length, int32_t booked,
                                 trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view whom;
    if (!all_there(error, ledger, answer) || !text_in(error, id, id_length, longest_value, whom))
      return TROUW_BAD_ARGUMENT;
    if (!is_day(booked)) return no_day(error);
    ledger->asked = {};  // an answer that is kept would name whom it is about
    trouw::Ledger& of = *ledger->ledger;
    trouw::Forgotten forgotten;
    const auto run = [&] {
      const trouw::Status status = of.forget(std::string(whom), booked, forgotten);
      answer->figures.records = forgotten.records;
      answer->figures.again = forgotten.lingers ? 1 : 0;
      return status;
    };
    return change(*ledger, *answer, error, run, [&] { return trouw::forgotten_json(forgotten, of.head()); });
  });
}
