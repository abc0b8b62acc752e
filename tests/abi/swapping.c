/* Eight threads decide while programmes are swapped: each decision is wholly of one programme or wholly of
 * the other. Run under ThreadSanitizer too.
 *
 *   trouw_abi_swapping DECISIONS
 */
#include <pthread.h>

#include "programme.h"

enum { THREADS = 8 };

#define OTHER "offer \"Only\" to customers\n  give EUR 1 once\n"

/* How many threads have decided all. */
typedef struct finished {
  pthread_mutex_t mutex;
  int count;
} finished;

static int add(finished* of, int more) {
  pthread_mutex_lock(&of->mutex);
  const int count = of->count += more;
  pthread_mutex_unlock(&of->mutex);
  return count;
}

typedef struct deciding {
  finished* finished;
  trouw_holder* holder;
  unsigned long decisions;
  int wrong;
  unsigned long first, other; /* how many decisions were of which */
} deciding;

static int decide_once(deciding* d, trouw_record** record, trouw_decision* decision, trouw_error* error) {
  trouw_engine* engine = NULL;
  trouw_totals totals;
  trouw_award award;
  trouw_text fingerprint;
  if (trouw_holder_take(d->holder, &engine, error) != TROUW_OK) return 0;
  int fine = 1;
  if (*record == NULL) fine = trouw_record_create(engine, record, error) == TROUW_OK;
  fine = fine && trouw_record_clear(*record, engine, error) == TROUW_OK;
  if (fine) describe(*record, error);
  fine = fine && trouw_decide(engine, *record, decision, error) == TROUW_OK &&
         trouw_decision_totals(decision, &totals, sizeof totals, error) == TROUW_OK &&
         trouw_decision_award(decision, TROUW_OWN_DEAL, 0, &award, sizeof award, error) == TROUW_OK &&
         trouw_engine_fingerprint(engine, &fingerprint, error) == TROUW_OK &&
         strcmp(fingerprint.bytes, totals.fingerprint.bytes) == 0;
  if (fine && strcmp(award.title.bytes, "Years") == 0 && totals.value == 8400)
    ++d->first;
  else if (fine && strcmp(award.title.bytes, "Only") == 0 && totals.value == 100)
    ++d->other;
  else
    fine = 0;
  trouw_engine_release(engine);
  return fine;
}

static void* decide(void* argument) {
  deciding* d = argument;
  trouw_error* error = trouw_error_create();
  trouw_record* record = NULL;
  trouw_decision* decision = NULL;
  trouw_decision_create(&decision, error);
  for (unsigned long i = 0; i < d->decisions; ++i)
    if (!decide_once(d, &record, decision, error)) {
      fprintf(stderr, "%s\n", trouw_error_message(error));
      ++d->wrong;
    }
  trouw_record_release(record);
  trouw_decision_release(decision);
  trouw_error_release(error);
  add(d->finished, 1);
  return NULL;
}

static trouw_engine* engine_of(const trouw_programme* programme, trouw_error* error) {
  trouw_engine* engine = NULL;
  OK(trouw_engine_create(programme, day("2027-03-01", error), &engine, error));
  return engine;
}

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const unsigned long decisions = strtoul(arguments[1], NULL, 10);
  trouw_error* error = trouw_error_create();
  trouw_programme* const programmes[] = {load(YAML, OFFERS, error), load(YAML, OTHER, error)};
  trouw_engine* engine = engine_of(programmes[0], error);
  trouw_holder* holder = NULL;
  pthread_t threads[THREADS];
  deciding d[THREADS];
  unsigned long first = 0, other = 0;
  finished done = {PTHREAD_MUTEX_INITIALIZER, 0};
  OK(trouw_holder_create(engine, &holder, error));
  trouw_engine_release(engine);
  for (int i = 0; i < THREADS; ++i) {
    const deciding made = {&done, holder, decisions, 0, 0, 0};
    d[i] = made;
    CHECK(pthread_create(&threads[i], NULL, decide, &d[i]) == 0);
  }
  int swaps = 0;
  for (; swaps < 10 || add(&done, 0) < THREADS; ++swaps) {
    engine = engine_of(programmes[(swaps + 1) % 2], error);
    OK(trouw_holder_replace(holder, engine, error));
    trouw_engine_release(engine);
  }
  for (int i = 0; i < THREADS; ++i) {
    CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(d[i].wrong == 0 && d[i].first + d[i].other == decisions);
    first += d[i].first;
    other += d[i].other;
  }
  trouw_holder_release(holder);
  trouw_programme_release(programmes[0]);
  trouw_programme_release(programmes[1]);
  trouw_error_release(error);
  printf("%lu decisions of one programme, %lu of the other, %d swaps\n", first, other, swaps);
  return failures == 0 ? 0 : 1;
}
