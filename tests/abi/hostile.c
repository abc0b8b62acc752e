/* Calls that nobody should make, at random: null handles, wrong order, absurd lengths, numbers past the end.
 * Each is answered by a status, and nothing that is right afterwards goes wrong. Run under sanitizers too.
 *
 *   trouw_abi_hostile SEED CALLS CUSTOMERS.csv
 */
#include "programme.h"

typedef struct draws {
  uint64_t state;
} draws;

static uint64_t draw(draws* from) {
  from->state += 0x9e3779b97f4a7c15u;
  uint64_t z = from->state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static int one_in(draws* from, uint64_t n) {
  return draw(from) % n == 0;
}

/* Mostly small, now and then at an edge. */
static size_t number(draws* from) {
  static const size_t edges[] = {SIZE_MAX,   SIZE_MAX - 1,           SIZE_MAX / 2,
                                 UINT32_MAX, (size_t)UINT32_MAX + 1, 1000};
  if (one_in(from, 4)) return edges[draw(from) % (sizeof edges / sizeof edges[0])];
  return (size_t)(draw(from) % 8);
}

static int64_t amount(draws* from) {
  static const int64_t edges[] = {INT64_MIN, INT64_MAX, -1, INT32_MAX, INT32_MIN, 20000};
  if (one_in(from, 3)) return edges[draw(from) % (sizeof edges / sizeof edges[0])];
  return (int64_t)(draw(from) % 6000);
}

typedef struct text {
  const char* bytes;
  size_t length;
} text;

/* A text that is there as far as its length says, or whose length no text has. */
static text words(draws* from) {
  static const char* const known[] = {
      "price",           "usage", "contract", "50.00", "A",    "2020-02-29",           "",
      "\xff\xfe\xfd",    "nl",    "active",   "{",     "name", "-9223372036854775808", "1e3",
      "\xf0\x9f\x98\x80"};
  text made = {known[draw(from) % (sizeof known / sizeof known[0])], TROUW_TO_ZERO};
  if (one_in(from, 8)) made.bytes = NULL;
  if (one_in(from, 4)) made.length = one_in(from, 2) ? SIZE_MAX - 1 - (size_t)(draw(from) % 9) : SIZE_MAX / 2;
  if (one_in(from, 6)) made.length = 0;
  if (one_in(from, 6) && made.bytes != NULL) made.length = strlen(made.bytes);
  return made;
}

/* The size of a struct, or one that no version of it had. */
static size_t sized(draws* from, size_t right) {
  static const size_t wrong[] = {0, 1, 5000, SIZE_MAX, SIZE_MAX / 2};
  return one_in(from, 6) ? wrong[draw(from) % 5] : right;
}

enum { KEPT = 4, ROOM = 8 };

typedef struct kept {
  trouw_programme* programmes[KEPT];
  trouw_engine* engines[KEPT];
  trouw_holder* holders[KEPT];
  trouw_record* records[KEPT];
  trouw_decision* decisions[KEPT];
  trouw_batch* batches[KEPT];
  trouw_history* histories[KEPT];
  trouw_error* error;
} kept;

#define ANY(handles) (one_in(from, 8) ? NULL : (handles)[draw(from) % KEPT])
#define OR_NULL(pointer) (one_in(from, 12) ? NULL : (pointer))

static void reload(kept* k, draws* from) {
  const size_t at = (size_t)(draw(from) % KEPT);
  trouw_source sources[2] = {{"a", 1, OFFERS, TROUW_TO_ZERO}, {"b", 1, "offer", 5}};
  const text odd = words(from);
  if (one_in(from, 3)) sources[0].text = odd.bytes, sources[0].text_length = odd.length;
  trouw_programme_release(k->programmes[at]);
  k->programmes[at] = NULL;
  const size_t count = one_in(from, 4) ? number(from) % 2 + 1 : 1;
  const trouw_source* given = OR_NULL(sources);
  if (one_in(from, 3)) {
    trouw_programme_load_folder(odd.bytes, odd.length, OR_NULL(&k->programmes[at]), k->error);
  } else {
    trouw_programme_load_memory(one_in(from, 6) ? odd.bytes : YAML,
                                one_in(from, 6) ? odd.length : TROUW_TO_ZERO, given,
                                one_in(from, 9) ? SIZE_MAX : count, OR_NULL(&k->programmes[at]), k->error);
  }
}

static void ask_programme(kept* k, draws* from) {
  const trouw_programme* p = ANY(k->programmes);
  trouw_diagnostic diagnostic;
  trouw_programme_facts facts;
  trouw_field field;
  trouw_choice choice;
  trouw_offer offer;
  trouw_claim claim;
  size_t count;
  const text name = words(from);
  trouw_programme_diagnostic_count(p, OR_NULL(&count), k->error);
  trouw_programme_diagnostic(p, number(from), OR_NULL(&diagnostic), sized(from, sizeof diagnostic), k->error);
  trouw_programme_about(p, OR_NULL(&facts), sized(from, sizeof facts), k->error);
  trouw_programme_field(p, number(from), OR_NULL(&field), sized(from, sizeof field), k->error);
  trouw_programme_choice(p, number(from), number(from), OR_NULL(&choice), sized(from, sizeof choice),
                         k->error);
  trouw_programme_find_field(p, name.bytes, name.length, OR_NULL(&count), k->error);
  trouw_programme_offer(p, number(from), OR_NULL(&offer), sized(from, sizeof offer), k->error);
  trouw_programme_claim(p, number(from), number(from), OR_NULL(&claim), sized(from, sizeof claim), k->error);
}

static void remake(kept* k, draws* from) {
  const size_t at = (size_t)(draw(from) % KEPT);
  trouw_engine* taken = NULL;
  int32_t on = one_in(from, 2) ? 20878 : (int32_t)amount(from);
  switch (draw(from) % 6) {
    case 0:
      trouw_engine_release(k->engines[at]);
      k->engines[at] = NULL;
      trouw_engine_create(ANY(k->programmes), on, OR_NULL(&k->engines[at]), k->error);
      return;
    case 1:
      trouw_holder_release(k->holders[at]);
      k->holders[at] = NULL;
      trouw_holder_create(ANY(k->engines), OR_NULL(&k->holders[at]), k->error);
      return;
    case 2:
      trouw_record_release(k->records[at]);
      k->records[at] = NULL;
      trouw_record_create(ANY(k->engines), OR_NULL(&k->records[at]), k->error);
      return;
    case 3:
      trouw_decision_release(k->decisions[at]);
      k->decisions[at] = NULL;
      trouw_decision_create(OR_NULL(&k->decisions[at]), k->error);
      return;
    case 4:
      trouw_batch_release(k->batches[at]);
      k->batches[at] = NULL;
      trouw_batch_create(ANY(k->engines), OR_NULL(&k->batches[at]), k->error);
      return;
    default:
      trouw_holder_replace(ANY(k->holders), ANY(k->engines), k->error);
      trouw_holder_take(ANY(k->holders), &taken, k->error);
      trouw_engine_day(taken, OR_NULL(&on), k->error);
      trouw_engine_release(taken);
  }
}

/* A record that is right, where its engine is. */
static void fill(trouw_record* record, trouw_error* error) {
  trouw_record_set_text(record, 0, "C-1", 3, error);
  trouw_record_set_text(record, 1, "Bo", 2, error);
  trouw_record_set_number(record, 2, 0, error);
  trouw_record_set_number(record, 3, 15000, error);
  trouw_record_set_number(record, 4, 5000, error);
}

static void tell_history(kept* k, draws* from) {
  const size_t at = (size_t)(draw(from) % KEPT);
  trouw_history* history = ANY(k->histories);
  const text title = words(from), base = words(from), perk = words(from);
  const char* const titles[] = {"Years", "Heavy", "Line", "Same as new", "Gone"};
  trouw_promise promise = {(int32_t)number(from),
                           (int32_t)number(from),
                           (int32_t)number(from),
                           (int32_t)number(from),
                           amount(from),
                           amount(from),
                           {"", 0},
                           {"", 0},
                           {"text", 4},
                           {NULL, 0}};
  if (one_in(from, 3)) promise.base.bytes = base.bytes, promise.base.size = base.length;
  if (one_in(from, 3)) promise.perk.bytes = perk.bytes, promise.perk.size = perk.length;
  if (one_in(from, 10)) promise.text.bytes = NULL;
  if (history == NULL) {
    trouw_history_release(k->histories[at]);
    k->histories[at] = NULL;
    trouw_history_create(OR_NULL(&k->histories[at]), k->error);
  }
  if (one_in(from, 6)) trouw_history_clear(history, k->error);
  if (one_in(from, 3))
    trouw_history_add_award(history, title.bytes, title.length, (int32_t)amount(from), k->error);
  trouw_history_add_award(history, titles[draw(from) % 5], TROUW_TO_ZERO, (int32_t)number(from), k->error);
  trouw_history_add_promise(history, OR_NULL(&promise), sized(from, sizeof promise), k->error);
  trouw_history_add_granted(history, title.bytes, title.length, k->error);
  trouw_history_set_received(history, amount(from), k->error);
}

static unsigned long decided = 0; /* how often it came that far */

static void decide(kept* k, draws* from) {
  const trouw_engine* engine = ANY(k->engines);
  trouw_record* record = ANY(k->records);
  trouw_decision* decision = ANY(k->decisions);
  const int ahead = one_in(from, 3);
  if (one_in(from, 2)) {
    trouw_record_clear(record, engine, k->error);
    fill(record, k->error);
  }
  const trouw_status status = ahead ? trouw_decide_looking_ahead(engine, record, decision, k->error)
                                    : trouw_decide(engine, record, decision, k->error);
  if (status == TROUW_OK) ++decided;
  if (one_in(from, 2)) {
    tell_history(k, from);
    if (trouw_decide_with(engine, record, ANY(k->histories), decision, k->error) == TROUW_OK) ++decided;
  }
}

static void set(kept* k, draws* from) {
  trouw_record* record = ANY(k->records);
  const text name = words(from), value = words(from);
  switch (draw(from) % 7) {
    case 0:
      trouw_record_set_text(record, number(from), value.bytes, value.length, k->error);
      return;
    case 1:
      trouw_record_set_number(record, number(from), amount(from), k->error);
      return;
    case 2:
      trouw_record_set_choice(record, number(from), value.bytes, value.length, k->error);
      return;
    case 3:
      trouw_record_set_unknown(record, number(from), k->error);
      return;
    case 4:
      trouw_record_set_by_name(record, name.bytes, name.length, value.bytes, value.length, k->error);
      return;
    case 5:
      trouw_record_clear(record, ANY(k->engines), k->error);
      return;
    default:
      fill(record, k->error);
  }
}

static void ask_decision(kept* k, draws* from) {
  const trouw_decision* d = ANY(k->decisions);
  const int32_t deal = (int32_t)(draw(from) % 3);
  const text language = words(from);
  trouw_totals totals;
  trouw_award award;
  trouw_line line;
  trouw_passed_over passed;
  trouw_tested tested;
  trouw_promise promise;
  trouw_text message;
  size_t offer;
  char key[33];
  trouw_decision_totals(d, OR_NULL(&totals), sized(from, sizeof totals), k->error);
  trouw_decision_award(d, deal, number(from), OR_NULL(&award), sized(from, sizeof award), k->error);
  trouw_decision_line(d, deal, number(from), number(from), OR_NULL(&line), sized(from, sizeof line),
                      k->error);
  trouw_decision_message(d, deal, number(from), language.bytes, language.length, OR_NULL(&message), k->error);
  trouw_decision_line_key(d, deal, number(from), number(from), (int32_t)amount(from), OR_NULL(key), k->error);
  trouw_decision_passed_over(d, number(from), OR_NULL(&passed), sized(from, sizeof passed), k->error);
  trouw_decision_lost_to(d, number(from), number(from), OR_NULL(&offer), k->error);
  trouw_decision_tested(d, number(from), number(from), OR_NULL(&tested), sized(from, sizeof tested),
                        k->error);
  trouw_decision_promise(d, deal, number(from), number(from), OR_NULL(&promise), sized(from, sizeof promise),
                         k->error);
  trouw_decision_fact_broken(d, number(from), OR_NULL(&message), k->error);
}

static void run_batch(kept* k, draws* from, const char* file) {
  trouw_batch* batch = ANY(k->batches);
  static int64_t numbers[ROOM], out[ROOM];
  static trouw_text texts[ROOM];
  trouw_column columns[7];
  trouw_totals_columns totals = {NULL, NULL, NULL, NULL, out, NULL, OR_NULL(out)};
  trouw_reject reject;
  trouw_text id;
  size_t rows = 0, count = 0;
  int32_t more = 0;
  for (size_t i = 0; i < ROOM; ++i) {
    const text word = words(from);
    numbers[i] = amount(from);
    texts[i].bytes = word.bytes;
    texts[i].size = word.length;
  }
  for (size_t i = 0; i < 7; ++i) {
    columns[i].numbers = i > 1 || one_in(from, 20) ? OR_NULL(numbers) : NULL;
    columns[i].texts = i < 2 ? OR_NULL(texts) : NULL;
    columns[i].known = NULL;
  }
  const size_t given = one_in(from, 10) ? SIZE_MAX : (size_t)(draw(from) % (ROOM + 1));
  trouw_batch_decide(batch, OR_NULL(columns), one_in(from, 5) ? number(from) : 7, given, OR_NULL(&totals),
                     sized(from, sizeof totals), k->error);
  trouw_batch_reject_count(batch, OR_NULL(&count), k->error);
  trouw_batch_reject(batch, number(from), OR_NULL(&reject), sized(from, sizeof reject), k->error);
  const text path = words(from);
  if (one_in(from, 3)) trouw_batch_open(batch, one_in(from, 2) ? file : path.bytes, path.length, k->error);
  trouw_batch_next(batch, OR_NULL(&totals), sized(from, sizeof totals), (size_t)(draw(from) % ROOM),
                   OR_NULL(&rows), OR_NULL(&more), k->error);
  trouw_batch_id(batch, number(from), OR_NULL(&id), k->error);
}

static void release(kept* k) {
  for (size_t i = 0; i < KEPT; ++i) {
    trouw_programme_release(k->programmes[i]);
    trouw_holder_release(k->holders[i]);
    trouw_engine_release(k->engines[i]);
    trouw_batch_release(k->batches[i]);
    trouw_record_release(k->records[i]);
    trouw_decision_release(k->decisions[i]);
    trouw_history_release(k->histories[i]);
  }
  trouw_error_release(k->error);
}

/* What is right still comes out right, after all of that. */
static void right(void) {
  trouw_error* error = trouw_error_create();
  trouw_programme* programme = load(YAML, OFFERS, error);
  trouw_engine* engine = NULL;
  trouw_record* record = NULL;
  trouw_decision* decision = NULL;
  trouw_totals totals;
  OK(trouw_engine_create(programme, day("2027-03-01", error), &engine, error));
  OK(trouw_record_create(engine, &record, error));
  OK(trouw_decision_create(&decision, error));
  describe(record, error);
  OK(trouw_decide(engine, record, decision, error));
  OK(trouw_decision_totals(decision, &totals, sizeof totals, error));
  CHECK(totals.value == 8400);
  trouw_engine_release(engine);
  trouw_programme_release(programme);
  trouw_record_release(record);
  trouw_decision_release(decision);
  trouw_error_release(error);
}

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const unsigned long long seed = strtoull(arguments[1], NULL, 10), calls = strtoull(arguments[2], NULL, 10);
  draws from_seed = {seed};
  draws* from = &from_seed;
  kept k;
  memset(&k, 0, sizeof k);
  printf("seed %llu\n", seed);
  fflush(stdout);
  for (unsigned long long i = 0; i < calls; ++i) {
    if (one_in(from, 50)) {
      trouw_error_release(k.error);
      k.error = one_in(from, 2) ? NULL : trouw_error_create();
    }
    switch (draw(from) % 16) {
      case 0:
        reload(&k, from);
        break;
      case 1:
        ask_programme(&k, from);
        break;
      case 2:
      case 3:
        remake(&k, from);
        break;
      case 4:
        run_batch(&k, from, arguments[3]);
        break;
      case 5:
      case 6:
      case 7:
        decide(&k, from);
        break;
      case 8:
      case 9:
      case 10:
        ask_decision(&k, from);
        break;
      default:
        set(&k, from);
    }
  }
  release(&k);
  right();
  CHECK(calls < 10000 || decided > 0);
  printf("%lu decisions among them\n", decided);
  if (failures == 0) printf("as it should be\n");
  return failures == 0 ? 0 : 1;
}
