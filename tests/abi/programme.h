/* A programme in memory that has one of everything, and how the tests of the ABI check. */
#ifndef TROUW_TESTS_ABI_PROGRAMME_H
#define TROUW_TESTS_ABI_PROGRAMME_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trouw.h"

#define YAML                                                                                             \
  "programme: Tulip Mobile\n"                                                                            \
  "currency: EUR\n"                                                                                      \
  "prices: including tax\n"                                                                              \
  "horizon: 12 months\n"                                                                                 \
  "billing period: 1 month\n"                                                                            \
  "fields:\n"                                                                                            \
  "  contract: {type: text, column: id}\n"                                                               \
  "  name:     {type: text, for newcomers: kept}\n"                                                      \
  "  status:   {type: choice, values: {active: A, gone: G}, for newcomers: kept, typical: active}\n"     \
  "  joined:   {type: date, for newcomers: today}\n"                                                     \
  "  price:    {type: money, from: EUR 0, to: EUR 500, for newcomers: kept}\n"                           \
  "  usage:    {type: whole number, unit: GB, from: 0, to: 1000, optional: true, for newcomers: kept}\n" \
  "  calls:    {type: whole number, from: 0, to: 99, if missing: 0, for newcomers: 0}\n"                 \
  "roles:\n"                                                                                             \
  "  id: contract\n"                                                                                     \
  "  joined: joined\n"                                                                                   \
  "  price: price\n"                                                                                     \
  "  newcomer price: same as price\n"                                                                    \
  "  customer when: status is active\n"                                                                  \
  "  others: rejected\n"                                                                                 \
  "perks:\n"                                                                                             \
  "  priority line: {worth: EUR 2, per: month}\n"

#define OFFERS                                                           \
  "offer \"Welcome\" to newcomers\n"                                     \
  "  give 20% off for 6 months\n"                                        \
  "offer \"Years\" to customers\n"                                       \
  "  when tenure is at least 2 years\n"                                  \
  "  give 1% off for every year of tenure, at most 15%, for 24 months\n" \
  "  tell \"{name}: thank you for {tenure}, {value} off by {offer}.\"\n" \
  "  tell in nl \"{name}: bedankt, {value} korting.\"\n"                 \
  "  because \"they stay\"\n"                                            \
  "  reclaim if they leave within 12 months, in proportion\n"            \
  "offer \"Heavy\" to customers\n"                                       \
  "  when usage is more than 100 GB\n"                                   \
  "  give EUR 5 off while usage is more than 100 GB\n"                   \
  "offer \"Small\" to customers\n"                                       \
  "  give EUR 1 once\n"                                                  \
  "offer \"Line\" to customers\n"                                        \
  "  give \"priority line\" for as long as they stay\n"                  \
  "offer \"Same as new\" to customers\n"                                 \
  "  match the newcomer deal over 12 months\n"                           \
  "combine customer offers\n"                                            \
  "  best of \"Years\", \"Small\"\n"                                     \
  "always calls is less than 50\n"                                       \
  "guarantee no customer is worse off than a newcomer\n"

static int failures = 0;

#define CHECK(condition)                                                      \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                             \
    }                                                                         \
  } while (0)

/* A call that is to succeed. */
#define OK(call)                                                                                \
  do {                                                                                          \
    const trouw_status is_ = (call);                                                            \
    if (is_ != TROUW_OK) {                                                                      \
      fprintf(stderr, "%s:%d: %s: %s: %s\n", __FILE__, __LINE__, #call, trouw_status_name(is_), \
              trouw_error_message(error));                                                      \
      ++failures;                                                                               \
    }                                                                                           \
  } while (0)

/* A call that is to fail with this status, and a message that contains these words. */
#define FAILS(expected, words, call)                                                            \
  do {                                                                                          \
    const trouw_status is_ = (call);                                                            \
    if (is_ != (expected) || strstr(trouw_error_message(error), words) == NULL) {               \
      fprintf(stderr, "%s:%d: %s: %s: %s\n", __FILE__, __LINE__, #call, trouw_status_name(is_), \
              trouw_error_message(error));                                                      \
      ++failures;                                                                               \
    }                                                                                           \
  } while (0)

static inline int same(trouw_text text, const char* expected) {
  if (text.size == strlen(expected) && strcmp(text.bytes, expected) == 0) return 1;
  fprintf(stderr, "it is: %s\n", text.bytes);
  return 0;
}

/* The programme above, where "Years" gives so many percent. */
static inline trouw_programme* load(const char* yaml, const char* offers, trouw_error* error) {
  const trouw_source source = {"offers.trouw", TROUW_TO_ZERO, offers, TROUW_TO_ZERO};
  trouw_programme* programme = NULL;
  OK(trouw_programme_load_memory(yaml, TROUW_TO_ZERO, &source, 1, &programme, error));
  return programme;
}

static inline int32_t day(const char* text, trouw_error* error) {
  int32_t made = 0;
  OK(trouw_day_of(text, TROUW_TO_ZERO, &made, error));
  return made;
}

/* One who stays, as a CSV would have them. */
static inline void describe(trouw_record* record, trouw_error* error) {
  static const char* const cells[][2] = {{"contract", "C-1"},      {"name", "Zoë"},    {"status", "A"},
                                         {"joined", "2020-03-01"}, {"price", "50.00"}, {"usage", "40"}};
  for (size_t i = 0; i < sizeof cells / sizeof cells[0]; ++i)
    OK(trouw_record_set_by_name(record, cells[i][0], TROUW_TO_ZERO, cells[i][1], TROUW_TO_ZERO, error));
}

#endif
