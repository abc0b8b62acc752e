/* The C ABI as it is meant to be used, from plain C: every function at least once. */
#include "programme.h"

enum { CONTRACT, NAME, STATUS, JOINED, PRICE, USAGE, CALLS, FIELDS };
enum { WELCOME, YEARS, HEAVY, SMALL, LINE, SAME, OFFER_COUNT };

static void small_things(trouw_error* error) {
  char text[11];
  CHECK(trouw_abi_version() >= TROUW_ABI_VERSION);
  CHECK(strlen(trouw_version()) > 0);
  CHECK(strcmp(trouw_status_name(TROUW_BAD_VALUE), "bad value") == 0);
  CHECK(strcmp(trouw_status_name(-7), "unknown status") == 0);
  CHECK(trouw_error_status(NULL) == TROUW_OK && trouw_error_message(NULL)[0] == '\0');
  CHECK(day("1970-01-02", error) == 1);
  OK(trouw_day_text(day("2027-03-01", error), text, error));
  CHECK(strcmp(text, "2027-03-01") == 0);
  int32_t made = 7;
  FAILS(TROUW_BAD_VALUE, "2027-03-01", trouw_day_of("2027-02-30", TROUW_TO_ZERO, &made, error));
  CHECK(made == 7 && trouw_error_status(error) == TROUW_BAD_VALUE);
}

static void mistakes(trouw_error* error) {
  const trouw_source source = {"a.trouw", 7, "offer \"A\" to customers\n  give 20% of\n", TROUW_TO_ZERO};
  trouw_programme* programme = NULL;
  size_t count = 0;
  trouw_diagnostic found;
  trouw_programme_facts facts;
  trouw_engine* engine = NULL;
  FAILS(TROUW_MISTAKES, "error",
        trouw_programme_load_memory(YAML, TROUW_TO_ZERO, &source, 1, &programme, error));
  CHECK(programme != NULL);
  OK(trouw_programme_diagnostic_count(programme, &count, error));
  CHECK(count >= 1);
  OK(trouw_programme_diagnostic(programme, 0, &found, sizeof found, error));
  CHECK(found.severity == TROUW_ERROR && found.line == 2 && same(found.file, "a.trouw"));
  CHECK(found.code.bytes[0] == 'T' && found.message.size > 0);
  CHECK(strstr(found.rendered.bytes, "a.trouw:2") != NULL);
  CHECK(strstr(found.json.bytes, "\"line\":2") != NULL);
  FAILS(TROUW_OUT_OF_RANGE, "there are",
        trouw_programme_diagnostic(programme, count, &found, sizeof found, error));
  FAILS(TROUW_WRONG_ORDER, "has errors", trouw_programme_about(programme, &facts, sizeof facts, error));
  FAILS(TROUW_WRONG_ORDER, "has errors", trouw_engine_create(programme, 0, &engine, error));
  CHECK(engine == NULL);
  trouw_programme_release(programme);
  FAILS(TROUW_UNREADABLE, "", trouw_programme_load_folder("there/is/none", TROUW_TO_ZERO, &programme, error));
  trouw_programme_release(programme);
}

static void facts(const trouw_programme* programme, trouw_error* error) {
  trouw_programme_facts about;
  trouw_field field;
  trouw_choice choice;
  trouw_offer offer;
  trouw_claim claim;
  size_t index = 99;
  OK(trouw_programme_about(programme, &about, sizeof about, error));
  CHECK(same(about.name, "Tulip Mobile") && same(about.currency, "EUR") && about.currency_digits == 2);
  CHECK(about.horizon == 12 && about.bill_months == 1 && about.bill_weeks == 0);
  CHECK(about.prices_include_tax == 1 && about.fields == FIELDS && about.offers == OFFER_COUNT);
  CHECK(about.fingerprint.size == 64);
  OK(trouw_programme_field(programme, PRICE, &field, sizeof field, error));
  CHECK(same(field.name, "price") && field.type == TROUW_MONEY && field.places == 2);
  CHECK(field.from == 0 && field.to == 50000 && field.optional == 0 && field.has_default == 0);
  OK(trouw_programme_field(programme, USAGE, &field, sizeof field, error));
  CHECK(same(field.unit, "GB") && field.optional == 1);
  OK(trouw_programme_field(programme, CALLS, &field, sizeof field, error));
  CHECK(field.has_default == 1);
  OK(trouw_programme_field(programme, STATUS, &field, sizeof field, error));
  CHECK(field.type == TROUW_CHOICE && field.choices == 2);
  OK(trouw_programme_choice(programme, STATUS, 1, &choice, sizeof choice, error));
  CHECK(same(choice.name, "gone") && same(choice.stored, "G"));
  OK(trouw_programme_find_field(programme, "usage", TROUW_TO_ZERO, &index, error));
  CHECK(index == USAGE);
  FAILS(TROUW_NOT_FOUND, "colour", trouw_programme_find_field(programme, "colour", 6, &index, error));
  OK(trouw_programme_offer(programme, YEARS, &offer, sizeof offer, error));
  CHECK(same(offer.title, "Years") && same(offer.because, "they stay") && offer.claims == 1);
  OK(trouw_programme_claim(programme, YEARS, 0, &claim, sizeof claim, error));
  CHECK(claim.lost == 0 && claim.in_proportion == 1 && claim.months == 12 && claim.condition.size == 0);
  OK(trouw_programme_offer(programme, SAME, &offer, sizeof offer, error));
  CHECK(offer.is_match == 1);
}

static void values(const trouw_engine* engine, trouw_record* record, trouw_decision* decision,
                   trouw_error* error) {
  trouw_totals totals;
  FAILS(TROUW_BAD_VALUE, "contract is missing", trouw_decide(engine, record, decision, error));
  FAILS(TROUW_WRONG_ORDER, "nothing was decided",
        trouw_decision_totals(decision, &totals, sizeof totals, error));
  describe(record, error);
  FAILS(TROUW_BAD_VALUE, "price “600.00” is not from EUR 0 to EUR 500",
        trouw_record_set_text(record, PRICE, "600.00", TROUW_TO_ZERO, error));
  FAILS(TROUW_BAD_VALUE, "price “1.500” could be 1.50 or 1500",
        trouw_record_set_text(record, PRICE, "1.500", 5, error));
  FAILS(TROUW_BAD_VALUE, "price is missing", trouw_decide(engine, record, decision, error));
  FAILS(TROUW_BAD_VALUE, "price", trouw_record_set_number(record, PRICE, -1, error));
  FAILS(TROUW_BAD_VALUE, "price", trouw_record_set_unknown(record, PRICE, error));
  FAILS(TROUW_BAD_VALUE, "status", trouw_record_set_choice(record, STATUS, "A", 1, error));
  FAILS(TROUW_BAD_VALUE, "name", trouw_record_set_number(record, NAME, 1, error));
  FAILS(TROUW_BAD_VALUE, "UTF-8", trouw_record_set_text(record, NAME, "\xff\xfe", 2, error));
  OK(trouw_record_set_number(record, PRICE, 5000, error));
  OK(trouw_record_set_choice(record, STATUS, "gone", TROUW_TO_ZERO, error));
  OK(trouw_record_set_text(record, NAME, "Zoë", TROUW_TO_ZERO, error));
  FAILS(TROUW_UNDECIDABLE, "by programme.yaml", trouw_decide(engine, record, decision, error));
  OK(trouw_record_set_choice(record, STATUS, "active", TROUW_TO_ZERO, error));
}

static void awards(const trouw_decision* decision, trouw_error* error) {
  trouw_award award;
  trouw_line line;
  trouw_text message;
  char key[33], other[33];
  OK(trouw_decision_award(decision, TROUW_OWN_DEAL, 0, &award, sizeof award, error));
  CHECK(award.offer == YEARS && same(award.title, "Years") &&
        same(award.reason, "tenure is at least 2 years"));
  CHECK(award.value == 4200 && award.paid == 4200 && award.bills == 24 && award.lines == 1);
  CHECK(award.runs_on == 0 && award.occasion.size > 0);
  OK(trouw_decision_line(decision, TROUW_OWN_DEAL, 0, 0, &line, sizeof line, error));
  CHECK(line.kind == TROUW_DISCOUNT && line.amount == 350 && line.rate == 70000 && line.base == 5000);
  CHECK(line.first == 0 && line.bills == 12 && line.number == 1 && line.of == 24 && line.remaining == 23);
  CHECK(line.includes_tax == 1 && strstr(line.text.bytes, "1% off") == line.text.bytes);
  OK(trouw_decision_message(decision, TROUW_OWN_DEAL, 0, "en", 2, &message, error));
  CHECK(same(message, "Zoë: thank you for 7 years, EUR 42.00 off by Years."));
  OK(trouw_decision_message(decision, TROUW_OWN_DEAL, 0, "nl", 2, &message, error));
  CHECK(same(message, "Zoë: bedankt, EUR 42.00 korting."));
  OK(trouw_decision_line_key(decision, TROUW_OWN_DEAL, 0, 0, 0, key, error));
  OK(trouw_decision_line_key(decision, TROUW_OWN_DEAL, 0, 0, 1, other, error));
  CHECK(strlen(key) == 32 && strcmp(key, other) != 0);
  OK(trouw_decision_award(decision, TROUW_OWN_DEAL, 1, &award, sizeof award, error));
  CHECK(same(award.title, "Line") && award.bills == 0);
  OK(trouw_decision_line(decision, TROUW_OWN_DEAL, 1, 0, &line, sizeof line, error));
  CHECK(line.kind == TROUW_PERK && line.amount == 200 && line.of == -1 && line.remaining == -1);
  OK(trouw_decision_message(decision, TROUW_OWN_DEAL, 1, "", 0, &message, error));
  CHECK(message.size == 0 && message.bytes != NULL);
  OK(trouw_decision_award(decision, TROUW_OWN_DEAL, 2, &award, sizeof award, error));
  CHECK(same(award.title, "Same as new") && award.paid == 1800);
  OK(trouw_decision_award(decision, TROUW_NEWCOMER_DEAL, 0, &award, sizeof award, error));
  CHECK(same(award.title, "Welcome") && award.paid == 6000);
}

static void passed_over(const trouw_decision* decision, trouw_error* error) {
  trouw_passed_over passed;
  trouw_tested tested;
  trouw_text fact;
  size_t offer = 99;
  OK(trouw_decision_passed_over(decision, 0, &passed, sizeof passed, error));
  CHECK(same(passed.title, "Heavy") && passed.cause == TROUW_CONDITION && passed.tested == 1);
  CHECK(passed.from == TROUW_NEVER);
  OK(trouw_decision_tested(decision, 0, 0, &tested, sizeof tested, error));
  CHECK(same(tested.wanted, "usage is more than 100 GB") && same(tested.has, "usage 40 GB"));
  CHECK(same(tested.short_of, "61 GB short") && tested.undecided == 0 && tested.from == TROUW_NEVER);
  OK(trouw_decision_passed_over(decision, 1, &passed, sizeof passed, error));
  CHECK(same(passed.title, "Small") && passed.cause == TROUW_LOST && passed.value == 100 &&
        passed.winner == 4200);
  CHECK(passed.lost_to == 1);
  OK(trouw_decision_lost_to(decision, 1, 0, &offer, error));
  CHECK(offer == YEARS);
  FAILS(TROUW_OUT_OF_RANGE, "there are 0", trouw_decision_fact_broken(decision, 0, &fact, error));
}

static void one(const trouw_engine* engine, trouw_error* error) {
  trouw_record* record = NULL;
  trouw_decision* decision = NULL;
  trouw_totals totals;
  trouw_passed_over passed;
  trouw_text fact;
  OK(trouw_record_create(engine, &record, error));
  OK(trouw_decision_create(&decision, error));
  values(engine, record, decision, error);
  OK(trouw_decide(engine, record, decision, error));
  OK(trouw_decision_totals(decision, &totals, sizeof totals, error));
  CHECK(totals.standing == TROUW_CUSTOMER && same(totals.id, "C-1") && totals.nothing_before == 1);
  CHECK(totals.newcomer_value == 6000 && totals.value_before_match == 6600 && totals.top_up == 1800);
  CHECK(totals.value == 8400 && totals.worse_off_before == 1800 && totals.worse_off == 0);
  CHECK(totals.awards == 3 && totals.newcomer_awards == 1 && totals.passed_over == 2);
  awards(decision, error);
  passed_over(decision, error);
  OK(trouw_record_set_text(record, JOINED, "2025-06-01", TROUW_TO_ZERO, error));
  OK(trouw_record_set_number(record, CALLS, 50, error));
  OK(trouw_record_set_number(record, USAGE, 200, error));
  OK(trouw_decide_looking_ahead(engine, record, decision, error));
  OK(trouw_decision_passed_over(decision, 0, &passed, sizeof passed, error));
  CHECK(same(passed.title, "Years") && passed.from == day("2027-06-01", error));
  OK(trouw_decision_fact_broken(decision, 0, &fact, error));
  CHECK(same(fact, "calls is less than 50"));
  trouw_line line;
  OK(trouw_decision_line(decision, TROUW_OWN_DEAL, 0, 0, &line, sizeof line, error));
  CHECK(same(line.paid_while, "usage is more than 100 GB") && line.amount == 500);
  OK(trouw_record_clear(record, engine, error));
  FAILS(TROUW_BAD_VALUE, "is missing", trouw_decide(engine, record, decision, error));
  trouw_decision_release(decision);
  trouw_record_release(record);
}

/* A decision of today, told as history next month: what was promised stays, and is not promised again. */
static void before(const trouw_engine* engine, trouw_error* error) {
  trouw_record* record = NULL;
  trouw_decision* decision = NULL;
  trouw_history* history = NULL;
  trouw_promise promise;
  trouw_award award;
  trouw_line line;
  trouw_totals totals;
  trouw_passed_over passed;
  char key[33];
  OK(trouw_record_create(engine, &record, error));
  OK(trouw_decision_create(&decision, error));
  OK(trouw_history_create(&history, error));
  describe(record, error);
  OK(trouw_decide(engine, record, decision, error));
  OK(trouw_decision_promise(decision, TROUW_OWN_DEAL, 0, 0, &promise, sizeof promise, error));
  CHECK(promise.kind == TROUW_PERCENT_OF_PRICE && promise.amount == 70000 && promise.bills == 24);
  FAILS(TROUW_WRONG_ORDER, "of an award",
        trouw_history_add_promise(history, &promise, sizeof promise, error));
  OK(trouw_history_add_award(history, "Years", TROUW_TO_ZERO, 20, error));
  OK(trouw_history_add_promise(history, &promise, sizeof promise, error));
  promise.amount = -1;
  FAILS(TROUW_BAD_VALUE, "no award", trouw_history_add_promise(history, &promise, sizeof promise, error));
  promise.kind = TROUW_MONEY_OFF;
  promise.amount = 100;
  promise.bills = 0;
  OK(trouw_history_add_award(history, "Long gone", TROUW_TO_ZERO, 3, error));
  OK(trouw_history_add_promise(history, &promise, sizeof promise, error));
  OK(trouw_history_add_granted(history, "Line", TROUW_TO_ZERO, error));
  OK(trouw_history_set_received(history, 500, error));
  OK(trouw_decide_with(engine, record, history, decision, error));
  OK(trouw_decision_totals(decision, &totals, sizeof totals, error));
  CHECK(totals.nothing_before == 0 && totals.awards == 3);
  OK(trouw_decision_award(decision, TROUW_OWN_DEAL, 0, &award, sizeof award, error));
  CHECK(same(award.title, "Years") && award.runs_on == 1 && award.offer == YEARS && award.paid == 4 * 350);
  OK(trouw_decision_line(decision, TROUW_OWN_DEAL, 0, 0, &line, sizeof line, error));
  CHECK(line.first == 0 && line.bills == 4 && line.remaining == 3);
  FAILS(TROUW_WRONG_ORDER, "runs on", trouw_decision_line_key(decision, TROUW_OWN_DEAL, 0, 0, 0, key, error));
  OK(trouw_decision_award(decision, TROUW_OWN_DEAL, 1, &award, sizeof award, error));
  CHECK(same(award.title, "Long gone") && award.offer == TROUW_NONE && award.paid == 1200 &&
        award.bills == 0);
  OK(trouw_decision_award(decision, TROUW_OWN_DEAL, 2, &award, sizeof award, error));
  CHECK(same(award.title, "Same as new") && award.paid == 6000 - 1400 - 1200 - 500);
  OK(trouw_decision_passed_over(decision, 1, &passed, sizeof passed, error));
  CHECK(same(passed.title, "Small") && passed.cause == TROUW_ANOTHER_RUNS);
  OK(trouw_decision_passed_over(decision, 2, &passed, sizeof passed, error));
  CHECK(same(passed.title, "Line") && passed.cause == TROUW_GIVEN_BEFORE);
  promise.kind = TROUW_A_PERK;
  promise.text.bytes = "a horse"; /* what the decision had is gone with it */
  promise.text.size = 7;
  promise.perk.bytes = "horse";
  promise.perk.size = 5;
  OK(trouw_history_add_promise(history, &promise, sizeof promise, error));
  FAILS(TROUW_UNDECIDABLE, "horse", trouw_decide_with(engine, record, history, decision, error));
  OK(trouw_history_clear(history, error));
  OK(trouw_decide_with(engine, record, history, decision, error));
  OK(trouw_decision_totals(decision, &totals, sizeof totals, error));
  CHECK(totals.value == 8400 && totals.nothing_before == 0);
  trouw_history_release(history);
  trouw_decision_release(decision);
  trouw_record_release(record);
}

static void many(const trouw_engine* engine, const char* file, trouw_error* error) {
  enum { ROWS = 3 };
  const trouw_text contracts[ROWS] = {{"a", 1}, {"b", 1}, {"c", 1}},
                   names[ROWS] = {{"", 0}, {"B", 1}, {"C", 1}};
  const int64_t status[ROWS] = {0, 0, 1}, prices[ROWS] = {5000, 5000, 5000};
  const int64_t joined[ROWS] = {day("2020-03-01", error), day("2020-03-01", error), day("2020-03-01", error)};
  const trouw_column columns[FIELDS] = {{NULL, contracts, NULL}, {NULL, names, NULL},  {status, NULL, NULL},
                                        {joined, NULL, NULL},    {prices, NULL, NULL}, {NULL, NULL, NULL},
                                        {NULL, NULL, NULL}};
  int32_t standing[ROWS];
  int64_t value[ROWS];
  trouw_totals_columns totals = {0};
  trouw_batch* batch = NULL;
  trouw_reject reject;
  trouw_text id;
  size_t count = 0, rows = 0;
  int32_t more = 1;
  totals.standing = standing;
  totals.value = value;
  OK(trouw_batch_create(engine, &batch, error));
  OK(trouw_batch_decide(batch, columns, FIELDS, ROWS, &totals, sizeof totals, error));
  CHECK(standing[0] == TROUW_REJECTED && standing[1] == TROUW_CUSTOMER && standing[2] == TROUW_REJECTED);
  CHECK(value[0] == 0 && value[1] == 8400 && value[2] == 0);
  OK(trouw_batch_reject_count(batch, &count, error));
  CHECK(count == 2);
  OK(trouw_batch_reject(batch, 0, &reject, sizeof reject, error));
  CHECK(reject.line == 1 && same(reject.field, "name") && same(reject.reason, "is missing") &&
        same(reject.id, "a"));
  FAILS(TROUW_WRONG_ORDER, "no file",
        trouw_batch_next(batch, &totals, sizeof totals, ROWS, &rows, &more, error));
  FAILS(TROUW_UNREADABLE, "none.csv", trouw_batch_open(batch, "none.csv", TROUW_TO_ZERO, error));
  OK(trouw_batch_open(batch, file, TROUW_TO_ZERO, error));
  OK(trouw_batch_next(batch, &totals, sizeof totals, 1, &rows, &more, error));
  CHECK(rows == 1 && more == 1 && value[0] == 8400);
  OK(trouw_batch_id(batch, 0, &id, error));
  CHECK(same(id, "C-1"));
  OK(trouw_batch_reject_count(batch, &count, error));
  CHECK(count == 1);
  OK(trouw_batch_next(batch, &totals, sizeof totals, ROWS, &rows, &more, error));
  OK(trouw_batch_id(batch, 0, &id, error));
  CHECK(rows == 1 && same(id, "C-3"));
  OK(trouw_batch_next(batch, &totals, sizeof totals, ROWS, &rows, &more, error));
  CHECK(rows == 0 && more == 0);
  trouw_batch_release(batch);
}

static void swapped(trouw_engine* engine, trouw_error* error) {
  trouw_programme* other = load(YAML, "offer \"Only\" to customers\n  give EUR 1 once\n", error);
  trouw_engine *next = NULL, *taken = NULL;
  trouw_holder* holder = NULL;
  trouw_text before, after;
  int32_t on = 0;
  OK(trouw_engine_create(other, day("2027-03-02", error), &next, error));
  trouw_programme_release(other);
  OK(trouw_holder_create(engine, &holder, error));
  OK(trouw_holder_take(holder, &taken, error));
  CHECK(taken == engine);
  OK(trouw_holder_replace(holder, next, error));
  OK(trouw_engine_fingerprint(taken, &before, error));
  trouw_engine_release(taken);
  trouw_engine_release(next);
  OK(trouw_holder_take(holder, &taken, error));
  trouw_holder_release(holder);
  OK(trouw_engine_fingerprint(taken, &after, error));
  OK(trouw_engine_day(taken, &on, error));
  CHECK(on == day("2027-03-02", error) && strcmp(before.bytes, after.bytes) != 0);
  trouw_engine_release(taken);
}

static const char* customers(const char* path) {
  FILE* file = fopen(path, "w");
  if (file == NULL) return path;
  fputs("id,name,status,joined,price,usage,calls\nC-1,Zo\xc3\xab,A,2020-03-01,50.00,40,\n", file);
  fputs("C-2,Bo,A,2020-03-01,fifty,40,\nC-3,Al,A,2020-03-01,50.00,,\n", file);
  fclose(file);
  return path;
}

int main(int count, char** arguments) {
  trouw_error* error = trouw_error_create();
  if (count != 2) return 2;
  small_things(error);
  mistakes(error);
  trouw_programme* programme = load(YAML, OFFERS, error);
  trouw_engine* engine = NULL;
  facts(programme, error);
  OK(trouw_engine_create(programme, day("2027-03-01", error), &engine, error));
  trouw_programme_release(programme);
  one(engine, error);
  before(engine, error);
  many(engine, customers(arguments[1]), error);
  swapped(engine, error);
  trouw_engine_release(engine);
  trouw_error_release(error);
  if (failures == 0) printf("as it should be\n");
  return failures == 0 ? 0 : 1;
}
