/* The ledger, records from anywhere and answers, from plain C: what is given is given once.
 *
 *   trouw_abi_ledger FOLDER
 */
#include "programme.h"
#include "trouw/arrow.h"

#define RECORD                                                                                  \
  "{\"id\": \"C-1\", \"name\": \"Zo\xc3\xab\", \"status\": \"A\", \"joined\": \"2020-03-01\", " \
  "\"price\": 50.00,\n \"usage\": 140}"
#define TWO  \
  "[" RECORD \
  ", "       \
  "{\"id\":\"C-2\",\"name\":\"Al\",\"status\":\"A\",\"joined\":\"2026-03-01\",\"price\":\"20\"}]"

static const trouw_grant_options plain = {TROUW_NEVER, 0, 0};

static trouw_records* json(const trouw_engine* engine, const char* text, trouw_error* error) {
  trouw_records* records = NULL;
  OK(trouw_records_of_json(engine, text, TROUW_TO_ZERO, &records, error));
  return records;
}

static int says(const trouw_answer* answer, const char* words, trouw_error* error) {
  trouw_text text = {"", 0};
  OK(trouw_answer_text(answer, &text, error));
  if (strstr(text.bytes, words) != NULL) return 1;
  fprintf(stderr, "it says: %s\n", text.bytes);
  return 0;
}

static trouw_ledger_figures figures(const trouw_answer* answer, trouw_error* error) {
  trouw_ledger_figures made;
  memset(&made, 0, sizeof made);
  OK(trouw_answer_figures(answer, &made, sizeof made, error));
  return made;
}

static void sources(const trouw_engine* engine, trouw_answer* answer, trouw_error* error) {
  trouw_record* record = NULL;
  trouw_decision* decision = NULL;
  trouw_records* records = NULL;
  trouw_totals totals;
  size_t count = 9;
  trouw_reject reject;
  OK(trouw_record_create(engine, &record, error));
  OK(trouw_decision_create(&decision, error));
  FAILS(TROUW_BAD_VALUE, "fifty",
        trouw_record_set_json(
            record, engine,
            "{\"id\":\"C-9\",\"name\":\"A\",\"status\":\"A\",\"joined\":\"2020-03-01\",\"price\":\"fifty\"}",
            TROUW_TO_ZERO, error));
  FAILS(TROUW_BAD_VALUE, "one record", trouw_record_set_json(record, engine, TWO, TROUW_TO_ZERO, error));
  FAILS(TROUW_BAD_VALUE, "no JSON",
        trouw_record_set_json(record, engine, "{\"id\":\n", TROUW_TO_ZERO, error));
  FAILS(TROUW_WRONG_ORDER, "nothing was decided", trouw_decision_json(decision, answer, error));
  OK(trouw_record_set_json(record, engine, RECORD, TROUW_TO_ZERO, error));
  OK(trouw_decide(engine, record, decision, error));
  OK(trouw_decision_totals(decision, &totals, sizeof totals, error));
  CHECK(same(totals.id, "C-1") && totals.standing == TROUW_CUSTOMER);
  OK(trouw_decision_json(decision, answer, error));
  CHECK(says(answer, "\"id\":\"C-1\",\"standing\":\"customer\"", error));

  OK(trouw_records_create(engine, &records, error));
  OK(trouw_records_add(records, record, error));
  OK(trouw_records_add(records, record, error));
  OK(trouw_dry_run(engine, records, 1, answer, error));
  CHECK(figures(answer, error).decided == 1 && figures(answer, error).rejected == 1);
  OK(trouw_answer_reject_count(answer, &count, error));
  OK(trouw_answer_reject(answer, 0, &reject, sizeof reject, error));
  CHECK(count == 1 && reject.line == 2 && same(reject.id, "C-1"));
  FAILS(TROUW_WRONG_ORDER, "read before", trouw_dry_run(engine, records, 1, answer, error));
  FAILS(TROUW_WRONG_ORDER, "before they are read", trouw_records_add(records, record, error));
  trouw_records_release(records);
  trouw_decision_release(decision);
  trouw_record_release(record);
  FAILS(TROUW_UNREADABLE, "no source", trouw_records_open(engine, "a.txt", TROUW_TO_ZERO, &records, error));
  CHECK(records == NULL);
  OK(trouw_sql(engine, "sqlite", TROUW_TO_ZERO, "customers", TROUW_TO_ZERO, answer, error));
  CHECK(says(answer, "SELECT", error));
  FAILS(TROUW_NOT_FOUND, "cobol",
        trouw_sql(engine, "cobol", TROUW_TO_ZERO, "c", TROUW_TO_ZERO, answer, error));
  OK(trouw_prove(engine, 5, answer, error));
  CHECK(says(answer, "\"verdict\":", error));
}

static void arrow(const trouw_engine* engine, trouw_error* error) {
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray array;
  trouw_records* records = json(engine, TWO, error);
  FAILS(TROUW_BAD_ARGUMENT, "wanted", trouw_decide_arrow(engine, records, 64, &stream, error));
  OK(trouw_decide_arrow(engine, records, TROUW_LINES, &stream, error));
  CHECK(stream.get_schema(&stream, &schema) == 0 && schema.n_children == 11);
  CHECK(strcmp(schema.children[2]->format, "d:19,2") == 0 && strcmp(schema.children[10]->format, "+l") == 0);
  schema.release(&schema);
  CHECK(stream.get_next(&stream, &array) == 0 && array.length == 2 && array.n_children == 11);
  CHECK(array.children[9]->null_count == 2);
  array.release(&array);
  CHECK(stream.get_next(&stream, &array) == 0 && array.release == NULL);
  stream.release(&stream);
  trouw_records_release(records);

  /* What goes out comes in again where a programme's fields have its columns; here they do not. */
  records = json(engine, TWO, error);
  OK(trouw_decide_arrow(engine, records, 0, &stream, error));
  trouw_records_release(records);
  FAILS(TROUW_UNREADABLE, "no column “name”", trouw_records_of_arrow(engine, &stream, &records, error));
  CHECK(stream.release == NULL && records == NULL);
  FAILS(TROUW_UNREADABLE, "released before", trouw_records_of_arrow(engine, &stream, &records, error));
}

static trouw_ledger* opened(const char* path, int32_t access, trouw_error* error) {
  trouw_ledger* ledger = NULL;
  OK(trouw_ledger_open(path, TROUW_TO_ZERO, access, &ledger, error));
  return ledger;
}

static void granting(trouw_ledger* ledger, const trouw_engine* engine, trouw_answer* answer,
                     trouw_error* error) {
  char first[2048] = "";
  trouw_text text;
  trouw_records* records = json(engine, TWO, error);
  OK(trouw_ledger_once(ledger, "request 1", TROUW_TO_ZERO, TWO, TROUW_TO_ZERO, error));
  OK(trouw_ledger_grant(ledger, engine, records, &plain, sizeof plain, answer, error));
  trouw_records_release(records);
  CHECK(figures(answer, error).granted > 2 && figures(answer, error).decided == 2);
  OK(trouw_answer_text(answer, &text, error));
  CHECK(text.size < sizeof first);
  strncpy(first, text.bytes, sizeof first - 1);

  records = json(engine, TWO, error);
  OK(trouw_ledger_once(ledger, "request 1", TROUW_TO_ZERO, TWO, TROUW_TO_ZERO, error));
  OK(trouw_ledger_grant(ledger, engine, records, &plain, sizeof plain, answer, error));
  trouw_records_release(records);
  CHECK(says(answer, first, error));
  records = json(engine, RECORD, error);
  OK(trouw_ledger_once(ledger, "request 1", TROUW_TO_ZERO, RECORD, TROUW_TO_ZERO, error));
  FAILS(TROUW_WRONG_ORDER, "another request",
        trouw_ledger_grant(ledger, engine, records, &plain, sizeof plain, answer, error));
  trouw_records_release(records);
  records = json(engine, TWO, error);
  OK(trouw_ledger_grant(ledger, engine, records, &plain, sizeof plain, answer, error));
  trouw_records_release(records);
  CHECK(figures(answer, error).granted == 0 && figures(answer, error).running > 0);
}

static void billing(trouw_ledger* ledger, const trouw_engine* engine, trouw_answer* answer,
                    trouw_error* error) {
  trouw_bill bills[2] = {{"C-1", TROUW_TO_ZERO, "2027-04", TROUW_TO_ZERO, 0, TROUW_NEVER, 0},
                         {"C-2", TROUW_TO_ZERO, "2027-04", TROUW_TO_ZERO, 0, TROUW_NEVER, 0}};
  trouw_due_line line;
  size_t count = 0, again = 0;
  int64_t sum = 0;
  bills[0].starts = bills[1].starts = day("2027-04-01", error);
  trouw_records* records = json(engine, RECORD, error);
  FAILS(TROUW_NOT_FOUND, "C-2",
        trouw_ledger_due(ledger, engine, records, bills, 2, sizeof bills[0], answer, error));
  trouw_records_release(records);
  records = json(engine, TWO, error);
  OK(trouw_ledger_due(ledger, engine, records, bills, 2, sizeof bills[0], answer, error));
  trouw_records_release(records);
  OK(trouw_answer_line_count(answer, &count, error));
  CHECK(count >= 2 && figures(answer, error).again == 0);
  for (size_t i = 0; i < count; ++i) {
    OK(trouw_answer_line(answer, i, &line, sizeof line, error));
    CHECK(line.key.size == 32 && same(line.invoice, "2027-04") && line.again == 0);
    sum += line.amount;
  }
  CHECK(sum > 0 && says(answer, "\"head\":", error));
  records = json(engine, TWO, error);
  OK(trouw_ledger_due(ledger, engine, records, bills, 2, sizeof bills[0], answer, error));
  trouw_records_release(records);
  OK(trouw_answer_line_count(answer, &again, error));
  CHECK(again == count && figures(answer, error).again == 1);
  OK(trouw_ledger_void(ledger, "C-2", TROUW_TO_ZERO, "2027-04", TROUW_TO_ZERO, bills[0].starts, answer,
                       error));
  CHECK(says(answer, "\"again\":false", error));
}

static void afterwards(trouw_ledger* ledger, trouw_answer* answer, trouw_error* error) {
  trouw_held_award award;
  trouw_change change;
  size_t count = 0;
  const int32_t on = day("2027-04-10", error);
  trouw_reversal reversal = {0, 100, 0, on, "credit-1", TROUW_TO_ZERO, "by mistake", TROUW_TO_ZERO};
  trouw_text head = {"", 0};
  OK(trouw_ledger_awards_since(ledger, day("2027-03-01", error), answer, error));
  OK(trouw_answer_award_count(answer, &count, error));
  CHECK(count > 2);
  for (size_t i = 0; i < count; ++i) {
    OK(trouw_answer_award(answer, i, &award, sizeof award, error));
    if (award.handed > 100) reversal.award = award.award;
  }
  CHECK(same(award.state, "confirmed") && reversal.award > 0);
  OK(trouw_ledger_reverse(ledger, &reversal, sizeof reversal, answer, error));
  OK(trouw_ledger_reverse(ledger, &reversal, sizeof reversal, answer, error));
  OK(trouw_answer_change(answer, 0, &change, sizeof change, error));
  CHECK(change.back == 100);
  OK(trouw_ledger_why(ledger, reversal.award, answer, error));
  CHECK(figures(answer, error).whole == 1 && says(answer, "\"decision\":{", error));
  FAILS(TROUW_NOT_FOUND, "999", trouw_ledger_why(ledger, 999, answer, error));
  FAILS(TROUW_REFUSED, "", trouw_ledger_unreserve(ledger, reversal.award, on, answer, error));
  OK(trouw_ledger_correct(ledger, "C-1", TROUW_TO_ZERO, RECORD, TROUW_TO_ZERO, day("2027-03-01", error), on,
                          answer, error));
  CHECK(says(answer, "\"changes\":[", error));
  OK(trouw_ledger_left(ledger, "C-1", TROUW_TO_ZERO, day("2027-05-31", error), answer, error));
  CHECK(figures(answer, error).ended > 0);
  OK(trouw_ledger_contract(ledger, "C-1", TROUW_TO_ZERO, answer, error));
  CHECK(says(answer, "\"id\":\"C-1\"", error));
  OK(trouw_ledger_head(ledger, &head, error));
  OK(trouw_ledger_verify(ledger, head.bytes, head.size, answer, error));
  CHECK(head.size == 64 && figures(answer, error).whole == 1);
  OK(trouw_ledger_forget(ledger, "C-1", TROUW_TO_ZERO, day("2027-12-01", error), answer, error));
  CHECK(figures(answer, error).records > 0);
}

static void reserving(trouw_ledger* ledger, const trouw_engine* engine, trouw_answer* answer,
                      trouw_error* error) {
  const trouw_grant_options reserve = {TROUW_NEVER, 1, 0}, dry = {TROUW_NEVER, 0, 1};
  const int32_t on = day("2027-03-02", error);
  trouw_held_award award;
  trouw_records* records = json(engine, RECORD, error);
  OK(trouw_ledger_grant(ledger, engine, records, &dry, sizeof dry, answer, error));
  trouw_records_release(records);
  CHECK(figures(answer, error).granted > 0);
  records = json(engine, RECORD, error);
  OK(trouw_ledger_grant(ledger, engine, records, &reserve, sizeof reserve, answer, error));
  trouw_records_release(records);
  OK(trouw_ledger_confirm(ledger, 1, on, answer, error));
  OK(trouw_ledger_confirm(ledger, 1, on, answer, error));
  OK(trouw_ledger_unreserve(ledger, 2, on, answer, error));
  CHECK(says(answer, "\"state\":\"released\"", error));
  OK(trouw_ledger_contract(ledger, "C-1", TROUW_TO_ZERO, answer, error));
  OK(trouw_answer_award(answer, 0, &award, sizeof award, error));
  CHECK(award.award == 1 && same(award.state, "confirmed"));
}

int main(int count, char** arguments) {
  char path[4096];
  trouw_error* error = trouw_error_create();
  trouw_programme* programme = load(YAML, OFFERS, error);
  trouw_engine* engine = NULL;
  trouw_answer* answer = NULL;
  trouw_ledger* ledger = NULL;
  if (count != 2) return 2;
  OK(trouw_engine_create(programme, day("2027-03-01", error), &engine, error));
  trouw_programme_release(programme);
  OK(trouw_answer_create(&answer, error));
  sources(engine, answer, error);
  arrow(engine, error);
  snprintf(path, sizeof path, "%s/abi_ledger.db", arguments[1]);
  remove(path);
  FAILS(TROUW_UNREADABLE, "abi_ledger.db",
        trouw_ledger_open(path, TROUW_TO_ZERO, TROUW_WRITE, &ledger, error));
  ledger = opened(path, TROUW_MAKE, error);
  granting(ledger, engine, answer, error);
  billing(ledger, engine, answer, error);
  afterwards(ledger, answer, error);
  trouw_ledger_release(ledger);
  remove(path);
  ledger = opened(path, TROUW_MAKE, error);
  reserving(ledger, engine, answer, error);
  trouw_ledger_release(ledger);
  remove(path);
  trouw_answer_release(answer);
  trouw_engine_release(engine);
  trouw_error_release(error);
  if (failures == 0) printf("as it should be\n");
  return failures == 0 ? 0 : 1;
}
