// What was granted before, as the caller tells it.
#include <algorithm>

#include "abi/handles.h"
#include "books/past.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

using trouw::RewardKind;
static_assert(static_cast<int>(RewardKind::percent_of_price) == TROUW_PERCENT_OF_PRICE &&
              static_cast<int>(RewardKind::money_off) == TROUW_MONEY_OFF &&
              static_cast<int>(RewardKind::credit_rate) == TROUW_CREDIT_RATE &&
              static_cast<int>(RewardKind::points) == TROUW_SO_MANY_POINTS);

constexpr std::int32_t most_bills = 100'000;
constexpr std::int64_t most_amount = 1'000'000'000'000;
constexpr std::size_t most_of_a_history = 10'000;

bool is_of_field(std::int32_t kind) {
  return kind == TROUW_PERCENT_OF_FIELD || kind == TROUW_CREDIT_RATE;
}

std::int64_t most_of(std::int32_t kind) {
  if (kind == TROUW_PERCENT_OF_PRICE || is_of_field(kind)) return trouw::rate_one;
  return kind == TROUW_CREDIT_PERIODS ? std::int64_t{1000} * most_bills : most_amount;
}

bool is_possible(const trouw_promise& promise) {
  return promise.kind >= TROUW_PERCENT_OF_PRICE && promise.kind <= TROUW_SO_MANY_POINTS &&
         promise.first >= 0 && promise.first <= most_bills && promise.bills >= 0 &&
         promise.bills <= most_bills && promise.amount >= 0 && promise.amount <= most_of(promise.kind) &&
         promise.most_a_bill >= -1 && promise.most_a_bill <= most_amount;
}

}  // namespace

namespace trouw::abi {

Past past_of(const trouw_history& history, const Programme& programme) {
  Past past;
  past.runs = history.runs;
  past.received = history.received;
  past.closed.assign(programme.offers.size(), Closed::no);
  for (const std::string& title : history.granted)
    if (const auto offer = offer_titled(programme, title)) past.closed[*offer] = Closed::given_before;
  return past;
}

trouw_promise promise_out(const Programme& programme, const Award& award, const Promise& promise) {
  trouw_promise made = {};
  made.kind = static_cast<std::int32_t>(promise.kind);
  made.first = promise.first;
  made.bills = promise.open_ended ? 0 : promise.periods;
  made.amount = promise.amount;
  made.most_a_bill = promise.cap_a_bill.value_or(-1);
  made.base = made.perk = made.paid_while = {"", 0};
  if (is_of_field(made.kind)) made.base = text_out(programme.schema.fields[promise.base].name);
  if (made.kind == TROUW_A_PERK) made.perk = text_out(programme.schema.perks[promise.perk].name);
  made.text = text_out(promise.text);
  if (promise.while_of && award.offer < programme.offers.size())
    if (const auto& condition = programme.offers[award.offer].rewards[*promise.while_of].while_true)
      made.paid_while = text_out(condition->text);
  return made;
}

}  // namespace trouw::abi

trouw_status trouw_history_create(trouw_history** history, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, history)) return TROUW_BAD_ARGUMENT;
    *history = nullptr;
    *history = new trouw_history;
    return TROUW_OK;
  });
}

void trouw_history_release(trouw_history* history) {
  delete history;
}

trouw_status trouw_history_clear(trouw_history* history, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, history)) return TROUW_BAD_ARGUMENT;
    *history = {};
    return TROUW_OK;
  });
}

trouw_status trouw_history_add_award(trouw_history* history, const char* title, size_t length, int32_t billed,
                                     trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view name;
    if (!all_there(error, history) || !text_in(error, title, length, longest_value, name))
      return TROUW_BAD_ARGUMENT;
    if (billed < 0 || billed > most_bills)
      return fail(error, TROUW_BAD_VALUE, "an award was on no fewer bills than 0 and no more than 100,000");
    if (history->runs.size() >= most_of_a_history)
      return fail(error, TROUW_BAD_VALUE, "no contract has so many awards");
    trouw::RunningAward made;
    made.award.offer = name;
    made.award.used = billed * trouw::whole_period;
    history->runs.push_back(std::move(made));
    return TROUW_OK;
  });
}

trouw_status trouw_history_add_promise(trouw_history* history, const trouw_promise* promise, size_t size,
                                       trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view base, perk, text;
    if (!all_there(error, history, promise) || !sized<trouw_promise>(error, size)) return TROUW_BAD_ARGUMENT;
    if (!text_in(error, promise->base.bytes, promise->base.size, longest_value, base) ||
        !text_in(error, promise->perk.bytes, promise->perk.size, longest_value, perk) ||
        !text_in(error, promise->text.bytes, promise->text.size, longest_value, text))
      return TROUW_BAD_ARGUMENT;
    if (history->runs.empty()) return fail(error, TROUW_WRONG_ORDER, "a promise is of an award");
    const bool named =
        is_of_field(promise->kind) == !base.empty() && (promise->kind == TROUW_A_PERK) == !perk.empty();
    if (!is_possible(*promise) || !named) return fail(error, TROUW_BAD_VALUE, "no award ever promises that");
    trouw::RunningAward& running = history->runs.back();
    if (running.award.promises.size() >= most_of_a_history)
      return fail(error, TROUW_BAD_VALUE, "no award promises so much");
    trouw::HeldPromise held{{}, std::string(base), std::string(perk)};
    held.promise.kind = static_cast<RewardKind>(promise->kind);
    held.promise.amount = promise->amount;
    if (promise->most_a_bill >= 0) held.promise.cap_a_bill = promise->most_a_bill;
    held.promise.first = promise->first;
    held.promise.open_ended = promise->bills == 0;
    held.promise.periods = std::max(promise->bills, 1);
    held.promise.text = text;
    running.paused.push_back(promise->paused != 0);
    running.award.promises.push_back(std::move(held));
    return TROUW_OK;
  });
}

trouw_status trouw_history_add_granted(trouw_history* history, const char* title, size_t length,
                                       trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view name;
    if (!all_there(error, history) || !text_in(error, title, length, longest_value, name))
      return TROUW_BAD_ARGUMENT;
    if (history->granted.size() >= most_of_a_history)
      return fail(error, TROUW_BAD_VALUE, "no contract was granted so many offers");
    history->granted.emplace_back(name);
    return TROUW_OK;
  });
}

trouw_status trouw_history_set_received(trouw_history* history, int64_t amount, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, history)) return TROUW_BAD_ARGUMENT;
    if (amount < 0 || amount > most_amount)
      return fail(error, TROUW_BAD_VALUE, "what was received is no less than 0 and no more than 10^12");
    history->received = amount;
    return TROUW_OK;
  });
}
