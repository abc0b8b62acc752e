// The ledger, asked: nothing is changed.
#include "abi/handles.h"
#include "trouw/replaced.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

trouw_status trouw_ledger_awards_since(trouw_ledger* ledger, int32_t day, trouw_answer* answer,
                                       trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, ledger, answer)) return TROUW_BAD_ARGUMENT;
    *answer = {};
    trouw::AwardsJson json;
    trouw_answer made;
    const trouw::Status status = ledger->ledger->awards_since(
        day, [&](const trouw::HeldAward& award, const trouw::Messages& messages) {
          std::optional<std::int64_t> replaced;
          const trouw::Status read = trouw::replaced_by(*ledger->ledger, award, replaced);
          json.add(award, messages, replaced);
          made.awards.push_back(award);
          return read;
        });
    if (!status) return fail(error, TROUW_UNREADABLE, status.message);
    made.text = json.text();
    *answer = std::move(made);
    return TROUW_OK;
  });
}

trouw_status trouw_ledger_contract(trouw_ledger* ledger, const char* id, size_t id_length,
                                   trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view contract;
    if (!all_there(error, ledger, answer) || !text_in(error, id, id_length, longest_value, contract))
      return TROUW_BAD_ARGUMENT;
    *answer = {};
    trouw_answer made;
    trouw::Ledger& of = *ledger->ledger;
    trouw::Status status = trouw::contract_json(of, std::string(contract), made.text);
    if (status) status = of.awards(of.key(contract), made.awards);
    if (!status) return fail(error, TROUW_UNREADABLE, status.message);
    *answer = std::move(made);
    return TROUW_OK;
  });
}

trouw_status trouw_ledger_why(trouw_ledger* ledger, int64_t award, trouw_answer* answer, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, ledger, answer)) return TROUW_BAD_ARGUMENT;
    *answer = {};
    std::optional<trouw::HeldAward> found;
    trouw::Status status = ledger->ledger->award(award, found);
    if (status && !found)
      return fail(error, TROUW_NOT_FOUND, "There is no award " + std::to_string(award) + " in the ledger.");
    trouw::WhyGiven why;
    if (status) status = trouw::why_given(*ledger->ledger, award, why);
    if (!status) return fail(error, TROUW_REFUSED, status.message);
    answer->text = trouw::why_json(why);
    answer->figures.whole = why.decided && why.alike ? 1 : 0;
    answer->awards.push_back(std::move(why.award));
    return TROUW_OK;
  });
}

trouw_status trouw_ledger_verify(trouw_ledger* ledger, const char* head, size_t length, trouw_answer* answer,
                                 trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view kept;
    if (!all_there(error, ledger, answer) || !text_in(error, head, length, longest_value, kept))
      return TROUW_BAD_ARGUMENT;
    *answer = {};
    trouw::LedgerCheck check;
    if (const trouw::Status status = ledger->ledger->verify(std::string(kept), check); !status)
      return fail(error, TROUW_UNREADABLE, status.message);
    answer->text = trouw::checked_json(check);
    answer->figures.entries = check.entries;
    answer->figures.awards = check.awards;
    answer->figures.whole = check.wrong.empty() ? 1 : 0;
    return TROUW_OK;
  });
}
