/* trouw in C: the whole of what an embedding program needs to decide, one record at a time or many, and to
 * keep what it gave in a ledger.
 *
 *   trouw_programme* programme; trouw_engine* engine; trouw_record* record; trouw_decision* decision;
 *   trouw_programme_load_folder("offers", TROUW_TO_ZERO, &programme, error);
 *   trouw_engine_create(programme, day, &engine, error);
 *   trouw_record_create(engine, &record, error);
 *   trouw_record_set_by_name(record, "monthly price", TROUW_TO_ZERO, "50.00", TROUW_TO_ZERO, error);
 *   trouw_decision_create(&decision, error);
 *   trouw_decide(engine, record, decision, error);
 *
 * Statuses. Every function that can fail returns a trouw_status and takes, last, an error object, which may
 * be NULL: it then holds the message. A null handle, a null output, an index past the end, a text of an
 * absurd length or a call out of order is a status and changes nothing; output handles are then NULL. No
 * exception leaves the library, and it never ends the process.
 *
 * Texts that go in are UTF-8 with a length in bytes, or TROUW_TO_ZERO where they end in a zero byte; they are
 * copied. Texts that come out belong to the handle that they were asked of: they end in a zero byte that
 * their size does not count, and stay as they are until that handle is next changed or released. Texts of a
 * trouw_programme and a trouw_engine stay as long as the handle does.
 *
 * Handles are released by the function named after them, once; releasing NULL does nothing. Each keeps alive
 * what it stands on, so they may be released in any order.
 *
 * Threads. A trouw_programme and a trouw_engine never change: any number of threads may use one. A
 * trouw_holder may be used and changed by any number of threads at once. Every other handle belongs to one
 * thread at a time.
 *
 * Money is in minor units of the programme's currency; days count from 1970-01-01. Nothing here knows a
 * clock.
 *
 * Versions. trouw_abi_version() is TROUW_ABI_VERSION of the library. Within one soname (libtrouw.so.0)
 * functions, numbers and members are only ever added, and each addition raises it. A function that fills a
 * struct takes the size that the caller knows it by, and fills no more than that: a program runs with any
 * library of its own version or later.
 */
#ifndef TROUW_H
#define TROUW_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TROUW_ABI_VERSION 2
#define TROUW_TO_ZERO ((size_t)-1)
#define TROUW_NONE ((size_t)-1) /* an offer that the programme does not have */
#define TROUW_NEVER INT32_MIN   /* a day that there is none of */

#if defined(__GNUC__)
#define TROUW_API __attribute__((visibility("default")))
#else
#define TROUW_API
#endif

typedef int32_t trouw_status;
enum {
  TROUW_OK = 0,
  TROUW_BAD_ARGUMENT = 1, /* null, an absurd length, a struct too small, an unknown number */
  TROUW_OUT_OF_RANGE = 2, /* an index past the end */
  TROUW_WRONG_ORDER = 3,  /* asked before there is anything to ask, or handles that do not belong together */
  TROUW_NOT_FOUND = 4,    /* no such field or choice */
  TROUW_UNREADABLE = 5,   /* a folder, file or database */
  TROUW_MISTAKES = 6,     /* the programme has errors: its diagnostics tell */
  TROUW_BAD_VALUE = 7,    /* a value that does not fit its field, or a record that lacks one */
  TROUW_UNDECIDABLE = 8,  /* no standing by programme.yaml, or arithmetic beyond 64 bits */
  TROUW_NO_MEMORY = 9,
  TROUW_INTERNAL = 10, /* a mistake in trouw */
  TROUW_REFUSED = 11   /* what the ledger does not allow or cannot do; since version 2 */
};

/* A text of the library's; see above. Never NULL after TROUW_OK. */
typedef struct trouw_text {
  const char* bytes;
  size_t size;
} trouw_text;

typedef struct trouw_error trouw_error;
typedef struct trouw_programme trouw_programme;
typedef struct trouw_engine trouw_engine;
typedef struct trouw_holder trouw_holder;
typedef struct trouw_record trouw_record;
typedef struct trouw_history trouw_history;
typedef struct trouw_decision trouw_decision;
typedef struct trouw_batch trouw_batch;

/* ---- The library, errors, days ------------------------------------------------------------------------- */

TROUW_API uint32_t trouw_abi_version(void);
TROUW_API const char* trouw_version(void);                    /* "0.1.0" */
TROUW_API const char* trouw_status_name(trouw_status status); /* "bad argument"; never NULL */
TROUW_API trouw_error* trouw_error_create(void);              /* NULL: no memory */
TROUW_API void trouw_error_release(trouw_error* error);
TROUW_API trouw_status trouw_error_status(const trouw_error* error); /* of the last call; TROUW_OK for NULL */
TROUW_API const char* trouw_error_message(const trouw_error* error); /* a sentence, or ""; never NULL */

/* "2027-03-01", from 1900-01-01 through 2199-12-31, and back. `text` has room for 11 bytes. */
TROUW_API trouw_status trouw_day_of(const char* text, size_t length, int32_t* day, trouw_error* error);
TROUW_API trouw_status trouw_day_text(int32_t day, char text[11], trouw_error* error);

/* ---- Programmes ---------------------------------------------------------------------------------------- */

typedef struct trouw_source {
  const char* name; /* "offers.trouw"; for messages */
  size_t name_length;
  const char* text;
  size_t text_length;
} trouw_source;

/* Reads programme.yaml and every *.trouw below a folder, in path order; or the same from memory, `sources` in
 * the order in which they count. With TROUW_MISTAKES and TROUW_UNREADABLE there is a programme too: it has
 * the diagnostics and nothing else, and is to be released. */
TROUW_API trouw_status trouw_programme_load_folder(const char* folder, size_t length,
                                                   trouw_programme** programme, trouw_error* error);
TROUW_API trouw_status trouw_programme_load_memory(const char* yaml, size_t yaml_length,
                                                   const trouw_source* sources, size_t source_count,
                                                   trouw_programme** programme, trouw_error* error);
TROUW_API void trouw_programme_release(trouw_programme* programme);

enum { TROUW_ERROR = 0, TROUW_WARNING = 1, TROUW_NOTE = 2 };
typedef struct trouw_diagnostic {
  int32_t severity;
  int32_t line, column, length; /* from 1, in characters; line 0: the whole file */
  trouw_text code;              /* "T0123" */
  trouw_text message, help, file;
  trouw_text rendered; /* as a person reads it in a terminal, with the source line underlined */
  trouw_text json;     /* one object */
} trouw_diagnostic;

TROUW_API trouw_status trouw_programme_diagnostic_count(const trouw_programme* programme, size_t* count,
                                                        trouw_error* error);
TROUW_API trouw_status trouw_programme_diagnostic(const trouw_programme* programme, size_t index,
                                                  trouw_diagnostic* diagnostic, size_t size,
                                                  trouw_error* error);

/* The rest of a programme is there only where it has no errors: TROUW_WRONG_ORDER otherwise. */
typedef struct trouw_programme_facts {
  trouw_text name, currency, fingerprint;
  int32_t currency_digits;
  int32_t prices_include_tax;      /* the basis of every amount, passed on: 1 or 0 */
  int32_t horizon;                 /* bills */
  int32_t bill_months, bill_weeks; /* the length of a bill; one of them is 0 */
  size_t fields, offers;
} trouw_programme_facts;

TROUW_API trouw_status trouw_programme_about(const trouw_programme* programme, trouw_programme_facts* facts,
                                             size_t size, trouw_error* error);

enum {
  TROUW_YES_NO = 0,     /* number: 0 or 1 */
  TROUW_WHOLE = 1,      /* as it is */
  TROUW_DECIMAL = 2,    /* × 10^places */
  TROUW_PERCENTAGE = 3, /* 12.5% is 125000 */
  TROUW_MONEY = 4,      /* minor units */
  TROUW_DATE = 5,       /* a day */
  TROUW_MONTHS = 6,
  TROUW_DAYS = 7,
  TROUW_CHOICE = 8, /* the index of the choice */
  TROUW_TEXT = 9    /* has no number */
};

typedef struct trouw_field {
  trouw_text name, column, unit;
  int32_t type;
  int32_t places;      /* decimal, money: decimals of its numbers */
  int32_t optional;    /* 1: may be unknown */
  int32_t has_default; /* 1: `if missing` stands in where it is not set */
  int64_t from, to;    /* what its numbers may be, both ends in */
  size_t choices;
} trouw_field;

typedef struct trouw_choice {
  trouw_text name, stored; /* as offers write it, and as records hold it */
} trouw_choice;

TROUW_API trouw_status trouw_programme_field(const trouw_programme* programme, size_t index,
                                             trouw_field* field, size_t size, trouw_error* error);
TROUW_API trouw_status trouw_programme_choice(const trouw_programme* programme, size_t field, size_t index,
                                              trouw_choice* choice, size_t size, trouw_error* error);
TROUW_API trouw_status trouw_programme_find_field(const trouw_programme* programme, const char* name,
                                                  size_t length, size_t* index, trouw_error* error);

typedef struct trouw_offer {
  trouw_text title;
  trouw_text because; /* why it exists, as its authors wrote it; a line each */
  int32_t is_match;
  size_t claims;
} trouw_offer;

/* `reclaim if they leave within …`, `lost if … within …`: for billing to act on. */
typedef struct trouw_claim {
  int32_t lost;          /* 1: nothing more is paid; 0: what was paid is reclaimed */
  int32_t in_proportion; /* reclaimed in proportion to what is left of the time */
  int32_t months, days;  /* within which; one of them is 0 */
  trouw_text condition;  /* empty: they leave */
} trouw_claim;

TROUW_API trouw_status trouw_programme_offer(const trouw_programme* programme, size_t index,
                                             trouw_offer* offer, size_t size, trouw_error* error);
TROUW_API trouw_status trouw_programme_claim(const trouw_programme* programme, size_t offer, size_t index,
                                             trouw_claim* claim, size_t size, trouw_error* error);

/* ---- Engines: a programme on a day --------------------------------------------------------------------- */

TROUW_API trouw_status trouw_engine_create(const trouw_programme* programme, int32_t day,
                                           trouw_engine** engine, trouw_error* error);
TROUW_API void trouw_engine_release(trouw_engine* engine);
TROUW_API trouw_status trouw_engine_day(const trouw_engine* engine, int32_t* day, trouw_error* error);
TROUW_API trouw_status trouw_engine_fingerprint(const trouw_engine* engine, trouw_text* fingerprint,
                                                trouw_error* error);

/* Holds the engine that counts now. `replace` puts another in its place at once; who took the one before goes
 * on with it until they release it. `take` gives a reference of the caller's own, to be released; it
 * allocates nothing. */
TROUW_API trouw_status trouw_holder_create(trouw_engine* engine, trouw_holder** holder, trouw_error* error);
TROUW_API trouw_status trouw_holder_replace(trouw_holder* holder, trouw_engine* engine, trouw_error* error);
TROUW_API trouw_status trouw_holder_take(const trouw_holder* holder, trouw_engine** engine,
                                         trouw_error* error);
TROUW_API void trouw_holder_release(trouw_holder* holder);

/* ---- Records ------------------------------------------------------------------------------------------- */

/* A record has the fields of the engine's programme, none of them set. What is never set is unknown where the
 * field is optional, and `if missing` where it says so; trouw_decide refuses a record that lacks any other.
 */
TROUW_API trouw_status trouw_record_create(const trouw_engine* engine, trouw_record** record,
                                           trouw_error* error);
TROUW_API void trouw_record_release(trouw_record* record);
/* Unsets every field; the record then has the fields of this engine's programme. */
TROUW_API trouw_status trouw_record_clear(trouw_record* record, const trouw_engine* engine,
                                          trouw_error* error);

/* The text that a CSV would have: "50.00" or, stored in minor units, "5000"; "2027-03-01"; "yes"; a choice as
 * records store it. An empty text unsets the field. A text that does not fit is TROUW_BAD_VALUE, and the
 * field is unset. */
TROUW_API trouw_status trouw_record_set_text(trouw_record* record, size_t field, const char* text,
                                             size_t length, trouw_error* error);
/* The number that the field's type says. */
TROUW_API trouw_status trouw_record_set_number(trouw_record* record, size_t field, int64_t number,
                                               trouw_error* error);
/* A choice by the name that offers write. */
TROUW_API trouw_status trouw_record_set_choice(trouw_record* record, size_t field, const char* name,
                                               size_t length, trouw_error* error);
TROUW_API trouw_status trouw_record_set_unknown(trouw_record* record, size_t field, trouw_error* error);
/* set_text, the field by its name. */
TROUW_API trouw_status trouw_record_set_by_name(trouw_record* record, const char* name, size_t name_length,
                                                const char* text, size_t length, trouw_error* error);

/* ---- History: what was granted before ------------------------------------------------------------------ */

enum {
  TROUW_PERCENT_OF_PRICE = 0, /* amount: a rate, 12.5% is 125000 */
  TROUW_PERCENT_OF_FIELD = 1, /* a rate of the money field `base` */
  TROUW_MONEY_OFF = 2,        /* money off the bill */
  TROUW_PRICE_OF = 3,         /* the price that it is lowered to */
  TROUW_CREDIT_OF = 4,        /* money */
  TROUW_CREDIT_RATE = 5,      /* a rate of the money field `base`, as a credit */
  TROUW_CREDIT_PERIODS = 6,   /* thousandths of a bill's price, as a credit */
  TROUW_A_PERK = 7,           /* the perk `perk` */
  TROUW_SO_MANY_POINTS = 8    /* points */
};

/* What an award promises on bills to come, frozen: to be kept with it, and told again as history. */
typedef struct trouw_promise {
  int32_t kind;
  int32_t first, bills; /* from which of the award's bills, from 0, and how many; 0: as long as they stay */
  int32_t paused;       /* as history, 1: its `paid_while` does not hold now */
  int64_t amount;
  int64_t most_a_bill; /* of a rate, in minor units; -1: as much as it comes to */
  trouw_text base, perk, text, paid_while;
} trouw_promise;

/* What one contract was granted before: told anew for each decision. */
TROUW_API trouw_status trouw_history_create(trouw_history** history, trouw_error* error);
TROUW_API void trouw_history_release(trouw_history* history);
TROUW_API trouw_status trouw_history_clear(trouw_history* history, trouw_error* error);
/* An award of before that runs, by its offer's title, and on how many bills it was. Then its promises, one by
 * one; `paid_while` is not read. */
TROUW_API trouw_status trouw_history_add_award(trouw_history* history, const char* title, size_t length,
                                               int32_t billed, trouw_error* error);
TROUW_API trouw_status trouw_history_add_promise(trouw_history* history, const trouw_promise* promise,
                                                 size_t size, trouw_error* error);
/* An offer that was granted on this occasion before, and is not granted again. */
TROUW_API trouw_status trouw_history_add_granted(trouw_history* history, const char* title, size_t length,
                                                 trouw_error* error);
/* Money on bills so far, by awards of the past horizon, whatever offer: taken off what is matched. */
TROUW_API trouw_status trouw_history_set_received(trouw_history* history, int64_t amount, trouw_error* error);

/* ---- Decisions ----------------------------------------------------------------------------------------- */

TROUW_API trouw_status trouw_decision_create(trouw_decision** decision, trouw_error* error);
TROUW_API void trouw_decision_release(trouw_decision* decision);

/* Decides one record. A decision that is used again, with the same engine, allocates nothing once it is warm.
 * The record may be of another engine if both are of the same programme. After a failure the decision is
 * empty. */
TROUW_API trouw_status trouw_decide(const trouw_engine* engine, const trouw_record* record,
                                    trouw_decision* decision, trouw_error* error);

/* The same with what was granted before: what runs stays, in place of the offer's new lines. The first
 * decision with a new kind of history makes a plan for it. */
TROUW_API trouw_status trouw_decide_with(const trouw_engine* engine, const trouw_record* record,
                                         const trouw_history* history, trouw_decision* decision,
                                         trouw_error* error);

/* The same as trouw_decide, and finds the days, within ten years, on which what was passed over would be
 * open: `from` of what is asked then. Looks at every day, so it is for one record and not for many. */
TROUW_API trouw_status trouw_decide_looking_ahead(const trouw_engine* engine, const trouw_record* record,
                                                  trouw_decision* decision, trouw_error* error);

enum {
  TROUW_CUSTOMER = 0,
  TROUW_NEWCOMER = 1,
  TROUW_RETURNER = 2,
  TROUW_NOBODY = 3,
  TROUW_REJECTED = 4 /* in batches only */
};

/* Money over the horizon. */
typedef struct trouw_totals {
  int32_t standing;
  int32_t nothing_before; /* 1: it was assumed that nothing runs and nothing was granted before */
  int32_t day;
  int64_t newcomer_value; /* of the newcomer deal */
  int64_t value_before_match, top_up, value;
  int64_t worse_off_before, worse_off; /* than a newcomer, before and after matches */
  trouw_text id, fingerprint;
  size_t awards, newcomer_awards, passed_over, facts_broken;
} trouw_totals;

enum { TROUW_OWN_DEAL = 0, TROUW_NEWCOMER_DEAL = 1 };

typedef struct trouw_award {
  size_t offer; /* of the programme, or TROUW_NONE: of before */
  trouw_text title, occasion, reason;
  int64_t value, paid; /* before and after the deal's cap */
  int32_t bills;   /* from the first to the last promised, beyond the horizon too; 0: as long as they stay */
  int32_t runs_on; /* 1: what is left of awards of before; nothing new */
  size_t lines, promises;
} trouw_award;

enum { TROUW_DISCOUNT = 0, TROUW_CREDIT = 1, TROUW_PERK = 2, TROUW_POINTS = 3 };

typedef struct trouw_line {
  int32_t kind;
  trouw_text text;       /* the reward as its author wrote it */
  trouw_text paid_while; /* what must hold for a bill to have it, as its author wrote it; empty: nothing */
  int64_t amount;        /* on each of its bills; a percentage's is today's estimate */
  int64_t rate;          /* of a percentage: 12.5% is 125000, before other percentages were added */
  int64_t base;          /* of a percentage: the amount it is taken of, as the record has it today */
  int64_t points;
  int32_t first, bills;  /* its first bill, from 0, and how many in a row */
  int32_t number;        /* its first bill is the number-th of the award's, from 1 */
  int32_t of, remaining; /* the award's bills, and those after this line's first; -1: as long as they stay */
  int32_t includes_tax;  /* the basis, passed on: 1 or 0 */
} trouw_line;

enum {
  TROUW_CONDITION = 0, /* a condition is not met */
  TROUW_WINDOW = 1,    /* the day lies outside `runs` */
  TROUW_UNKNOWN_AMOUNT = 2,
  TROUW_LOST = 3, /* another item of its best-of is worth more */
  TROUW_WORTH_NOTHING = 4,
  TROUW_NOTHING_TO_MATCH = 5,
  TROUW_GIVEN_BEFORE = 6,
  TROUW_LIMIT_REACHED = 7,
  TROUW_HELD_OUT = 8,
  TROUW_ANOTHER_RUNS = 9
};

typedef struct trouw_passed_over {
  size_t offer;
  trouw_text title;
  int32_t cause;
  int32_t from;          /* the first day it would be open, or TROUW_NEVER; by trouw_decide_looking_ahead */
  int64_t value, winner; /* TROUW_LOST: what each item is worth */
  size_t lost_to;        /* TROUW_LOST: how many offers the winning item has */
  size_t tested;         /* TROUW_CONDITION: the conditions that are not met */
} trouw_passed_over;

typedef struct trouw_tested {
  trouw_text wanted;   /* "usage is more than 4000 kWh" */
  trouw_text has;      /* what the record has: "usage 2500 kWh"; several joined by ", " */
  trouw_text short_of; /* "2 months short of 5 years", or empty */
  int32_t undecided;   /* 1: it hangs on what is unknown */
  int32_t from;        /* the first day it would be met, or TROUW_NEVER; by trouw_decide_looking_ahead */
} trouw_tested;

/* All of these ask the last decision: TROUW_WRONG_ORDER before there is one. */
TROUW_API trouw_status trouw_decision_totals(const trouw_decision* decision, trouw_totals* totals,
                                             size_t size, trouw_error* error);
TROUW_API trouw_status trouw_decision_award(const trouw_decision* decision, int32_t deal, size_t index,
                                            trouw_award* award, size_t size, trouw_error* error);
TROUW_API trouw_status trouw_decision_line(const trouw_decision* decision, int32_t deal, size_t award,
                                           size_t index, trouw_line* line, size_t size, trouw_error* error);
TROUW_API trouw_status trouw_decision_promise(const trouw_decision* decision, int32_t deal, size_t award,
                                              size_t index, trouw_promise* promise, size_t size,
                                              trouw_error* error);
/* What the customer is told of an award in a language ("nl"; "" is the programme's own): in that, else in the
 * programme's own, else in the first there is; empty where the offer tells nothing. */
TROUW_API trouw_status trouw_decision_message(const trouw_decision* decision, int32_t deal, size_t award,
                                              const char* language, size_t length, trouw_text* message,
                                              trouw_error* error);
/* The idempotency key of what a line puts on one of its bills (0 is its first): 32 hexadecimal digits, the
 * same for ever for the same contract, offer, occasion, line and bill, whatever the day and whatever else the
 * programme says. What runs on has the keys of its award: TROUW_WRONG_ORDER. `key` has room for 33 bytes. */
TROUW_API trouw_status trouw_decision_line_key(const trouw_decision* decision, int32_t deal, size_t award,
                                               size_t line, int32_t bill, char key[33], trouw_error* error);
TROUW_API trouw_status trouw_decision_passed_over(const trouw_decision* decision, size_t index,
                                                  trouw_passed_over* passed, size_t size, trouw_error* error);
TROUW_API trouw_status trouw_decision_lost_to(const trouw_decision* decision, size_t passed, size_t index,
                                              size_t* offer, trouw_error* error);
TROUW_API trouw_status trouw_decision_tested(const trouw_decision* decision, size_t passed, size_t index,
                                             trouw_tested* tested, size_t size, trouw_error* error);
/* A fact (`always`) that the record breaks or leaves undecided. */
TROUW_API trouw_status trouw_decision_fact_broken(const trouw_decision* decision, size_t index,
                                                  trouw_text* fact, trouw_error* error);

/* ---- Many records -------------------------------------------------------------------------------------- */

/* Where totals go: an array each with room for as many records as are asked for; NULL where it is not wanted.
 * A record that is not decided has the standing TROUW_REJECTED and figures of 0. */
typedef struct trouw_totals_columns {
  int32_t* standing;
  int64_t* newcomer_value;
  int64_t* value_before_match;
  int64_t* top_up;
  int64_t* value;
  int64_t* worse_off_before;
  int64_t* worse_off;
} trouw_totals_columns;

/* A field of many records: their numbers (texts for a field of text), and which of them are known (NULL:
 * all). */
typedef struct trouw_column {
  const int64_t* numbers;
  const trouw_text* texts;
  const uint8_t* known;
} trouw_column;

typedef struct trouw_reject {
  uint64_t line; /* of the file, the header being 1; of columns: the record, from 1 */
  trouw_text id, field, value, reason;
} trouw_reject;

TROUW_API trouw_status trouw_batch_create(const trouw_engine* engine, trouw_batch** batch,
                                          trouw_error* error);
TROUW_API void trouw_batch_release(trouw_batch* batch);

/* Decides `rows` records. `columns` has one for each field of the programme, in order; one without numbers
 * and texts is never set. A record that does not fit is rejected, and the others are decided. */
TROUW_API trouw_status trouw_batch_decide(trouw_batch* batch, const trouw_column* columns,
                                          size_t column_count, size_t rows,
                                          const trouw_totals_columns* totals, size_t size,
                                          trouw_error* error);

/* Begins a file: .csv, .ndjson or .db[#table]. Then, call by call, its next records: at most `room`, in the
 * file's order; `more` 0: that was the last of it. There may be more where `rows` is 0. What the file holds
 * that is no record is rejected and has no row. */
TROUW_API trouw_status trouw_batch_open(trouw_batch* batch, const char* source, size_t length,
                                        trouw_error* error);
TROUW_API trouw_status trouw_batch_next(trouw_batch* batch, const trouw_totals_columns* totals, size_t size,
                                        size_t room, size_t* rows, int32_t* more, trouw_error* error);

/* Of the last call that decided: the ids of its rows (from a file), and what it rejected. */
TROUW_API trouw_status trouw_batch_id(const trouw_batch* batch, size_t row, trouw_text* id,
                                      trouw_error* error);
TROUW_API trouw_status trouw_batch_reject_count(const trouw_batch* batch, size_t* count, trouw_error* error);
TROUW_API trouw_status trouw_batch_reject(const trouw_batch* batch, size_t index, trouw_reject* reject,
                                          size_t size, trouw_error* error);

#ifdef __cplusplus
}
#endif

#include "trouw_ledger.h"

#endif
