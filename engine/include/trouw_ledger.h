/* The rest of trouw.h, which includes it: since version 2 of the ABI. Records from anywhere, answers as JSON
 * and as structs, and the ledger. What trouw.h says of statuses, texts, handles and structs holds here too.
 */
#ifndef TROUW_LEDGER_H
#define TROUW_LEDGER_H

#include "trouw.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct trouw_records trouw_records;
typedef struct trouw_answer trouw_answer;
typedef struct trouw_ledger trouw_ledger;

struct ArrowArrayStream; /* of the Arrow C stream interface; trouw/arrow.h has it too */

/* ---- Records from anywhere
 * ---------------------------------------------------------------------------------- */

/* Makes the record the one of a JSON object: keys are the fields' columns, cells mean what they mean in a
 * file. A record that does not fit is TROUW_BAD_VALUE, and is left unset in part. */
TROUW_API trouw_status trouw_record_set_json(trouw_record* record, const trouw_engine* engine,
                                             const char* json, size_t length, trouw_error* error);

/* Many records, read once, in their order: each is for one call of those below that take them, which leaves
 * none; TROUW_WRONG_ORDER afterwards. A record that does not fit is rejected, and so is an id that was there
 * before. From a source that the command knows (file.csv, file.db#table, postgresql://…); from JSON: an
 * object, a list of objects or objects a line each; from a stream of Arrow's record batches, which is moved
 * from, and whose texts are read where they are; or from records that are copied one by one. Of all but the
 * first a field that gathers other rows is a column of its own name. */
TROUW_API trouw_status trouw_records_open(const trouw_engine* engine, const char* source, size_t length,
                                          trouw_records** records, trouw_error* error);
TROUW_API trouw_status trouw_records_of_json(const trouw_engine* engine, const char* json, size_t length,
                                             trouw_records** records, trouw_error* error);
TROUW_API trouw_status trouw_records_of_arrow(const trouw_engine* engine, struct ArrowArrayStream* stream,
                                              trouw_records** records, trouw_error* error);
TROUW_API trouw_status trouw_records_create(const trouw_engine* engine, trouw_records** records,
                                            trouw_error* error);
TROUW_API trouw_status trouw_records_add(trouw_records* records, const trouw_record* record,
                                         trouw_error* error);
TROUW_API void trouw_records_release(trouw_records* records);

/* Decides them as the stream is read: a row each, in their order. Its columns: id (utf8), standing (a
 * dictionary), newcomer_value, value_before_match, top_up, value, worse_off_before, worse_off (decimals of
 * the currency), offers (a list of titles from a dictionary: those that counted), rejected (utf8: why nothing
 * else is there, or null). With TROUW_LINES, lines: a list of what the bills have (offer, kind, text, amount,
 * first, bills, points). The stream is the caller's, who releases it; a failure to read is the stream's. */
enum { TROUW_LINES = 1 };
TROUW_API trouw_status trouw_decide_arrow(const trouw_engine* engine, trouw_records* records, uint32_t wanted,
                                          struct ArrowArrayStream* results, trouw_error* error);

/* The memory of a stream, for languages that have none of their own to give; released with what it still
 * holds. NULL: there is no memory. */
TROUW_API struct ArrowArrayStream* trouw_stream_create(void);
TROUW_API void trouw_stream_release(struct ArrowArrayStream* stream);
/* The destructor of a PyCapsule named "arrow_array_stream" that holds such a stream: to be called by Python.
 */
TROUW_API void trouw_stream_capsule_end(void* capsule);

/* ---- Answers
 * ------------------------------------------------------------------------------------------------ */

/* What the calls below say. Each replaces what the answer said before, and a failure leaves it empty. */
TROUW_API trouw_status trouw_answer_create(trouw_answer** answer, trouw_error* error);
TROUW_API void trouw_answer_release(trouw_answer* answer);

/* The whole of it, as the command prints it as JSON (the statement of trouw_sql as it is). */
TROUW_API trouw_status trouw_answer_text(const trouw_answer* answer, trouw_text* text, trouw_error* error);

/* A decision as `trouw explain --format json` has it, on one line. */
TROUW_API trouw_status trouw_decision_json(const trouw_decision* decision, trouw_answer* answer,
                                           trouw_error* error);

/* Decides all of them, and changes nothing: the figures of `trouw dry-run`. `threads`: 0 is one. */
TROUW_API trouw_status trouw_dry_run(const trouw_engine* engine, trouw_records* records, uint32_t threads,
                                     trouw_answer* answer, trouw_error* error);
/* The guarantees over every record that can be, on every day; `seconds` for all of them. */
TROUW_API trouw_status trouw_prove(const trouw_engine* engine, double seconds, trouw_answer* answer,
                                   trouw_error* error);
/* The decision as a statement of SQL: "sqlite", "postgresql", "duckdb" or "spark". An empty table is that of
 * programme.yaml. TROUW_NOT_FOUND: no such dialect. TROUW_UNDECIDABLE: it has no room for the programme. */
TROUW_API trouw_status trouw_sql(const trouw_engine* engine, const char* dialect, size_t dialect_length,
                                 const char* table, size_t table_length, trouw_answer* answer,
                                 trouw_error* error);

/* What was rejected; of each record the first that is wrong. */
TROUW_API trouw_status trouw_answer_reject_count(const trouw_answer* answer, size_t* count,
                                                 trouw_error* error);
TROUW_API trouw_status trouw_answer_reject(const trouw_answer* answer, size_t index, trouw_reject* reject,
                                           size_t size, trouw_error* error);

/* ---- The ledger
 * --------------------------------------------------------------------------------------------- */

/* What has been given, in one file. A call that changes it is one transaction: it has happened, or it has
 * not. Asked again, each gives the same answer and nothing happens twice: grants by contract, offer and
 * occasion, bills by their name, reversals by their reference. Any number of processes may have the file
 * open; one writes at a time, and the others wait up to five seconds. */
enum { TROUW_READ = 0, TROUW_WRITE = 1, TROUW_MAKE = 2 /* made where it is not there */ };
TROUW_API trouw_status trouw_ledger_open(const char* path, size_t length, int32_t access,
                                         trouw_ledger** ledger, trouw_error* error);
TROUW_API void trouw_ledger_release(trouw_ledger* ledger);
/* The hash of the last entry, to be kept outside. */
TROUW_API trouw_status trouw_ledger_head(const trouw_ledger* ledger, trouw_text* head, trouw_error* error);

/* What was asked once is answered once: the next call that changes the ledger keeps its answer under `key` in
 * its own transaction, and a later call after the same key and the same `request` (any text that tells what
 * is asked) gives that answer and does nothing else; after the same key and another request it is
 * TROUW_WRONG_ORDER. A failure keeps nothing. Structs of an answer that was kept are empty; its text is
 * there. */
TROUW_API trouw_status trouw_ledger_once(trouw_ledger* ledger, const char* key, size_t key_length,
                                         const char* request, size_t request_length, trouw_error* error);

typedef struct trouw_grant_options {
  int32_t booked;  /* the day it is booked on; TROUW_NEVER: the engine's */
  int32_t reserve; /* 1: reserved, to be confirmed or released */
  int32_t dry;     /* 1: says what would be granted; the ledger may be open for reading */
} trouw_grant_options;

/* Grants what is new on the engine's day: of all records together, or of none. */
TROUW_API trouw_status trouw_ledger_grant(trouw_ledger* ledger, const trouw_engine* engine,
                                          trouw_records* records, const trouw_grant_options* options,
                                          size_t size, trouw_answer* answer, trouw_error* error);

typedef struct trouw_bill {
  const char* id; /* the contract, as records have it */
  size_t id_length;
  const char* invoice;
  size_t invoice_length;
  int32_t starts; /* the first day that it is for */
  int32_t booked; /* TROUW_NEVER: the same */
  int64_t share;  /* of a billing period, in millionths; 0: all of it */
} trouw_bill;

/* Hands bills their lines, all of them or none. Each has a record of its contract among `records`, with the
 * amounts of the bill: TROUW_NOT_FOUND otherwise. `bill_size`: sizeof(trouw_bill). */
TROUW_API trouw_status trouw_ledger_due(trouw_ledger* ledger, const trouw_engine* engine,
                                        trouw_records* records, const trouw_bill* bills, size_t count,
                                        size_t bill_size, trouw_answer* answer, trouw_error* error);

/* A reserved award is granted for good, or is none. */
TROUW_API trouw_status trouw_ledger_confirm(trouw_ledger* ledger, int64_t award, int32_t booked,
                                            trouw_answer* answer, trouw_error* error);
TROUW_API trouw_status trouw_ledger_unreserve(trouw_ledger* ledger, int64_t award, int32_t booked,
                                              trouw_answer* answer, trouw_error* error);

typedef struct trouw_reversal {
  int64_t award;
  int64_t amount, points; /* a part: one of them; 0 and 0: all of it, and nothing more is due */
  int32_t day;
  const char* reference; /* its name in billing: with it nothing is taken back twice; may be NULL */
  size_t reference_length;
  const char* why; /* may be NULL */
  size_t why_length;
} trouw_reversal;

TROUW_API trouw_status trouw_ledger_reverse(trouw_ledger* ledger, const trouw_reversal* reversal, size_t size,
                                            trouw_answer* answer, trouw_error* error);
/* A bill counts no more: its lines and periods come back, and its name is free. */
TROUW_API trouw_status trouw_ledger_void(trouw_ledger* ledger, const char* id, size_t id_length,
                                         const char* invoice, size_t invoice_length, int32_t booked,
                                         trouw_answer* answer, trouw_error* error);
/* A contract ends: its awards stop, and what offers reclaim is taken back. */
TROUW_API trouw_status trouw_ledger_left(trouw_ledger* ledger, const char* id, size_t id_length, int32_t day,
                                         trouw_answer* answer, trouw_error* error);
/* Late data: decides a past day again by the programme of then, with the record as it should have been, as a
 * JSON object, and books the difference. */
TROUW_API trouw_status trouw_ledger_correct(trouw_ledger* ledger, const char* id, size_t id_length,
                                            const char* json, size_t length, int32_t day, int32_t booked,
                                            trouw_answer* answer, trouw_error* error);
/* Takes a customer's id and records out; totals, and the chain of entries, stay. */
TROUW_API trouw_status trouw_ledger_forget(trouw_ledger* ledger, const char* id, size_t id_length,
                                           int32_t booked, trouw_answer* answer, trouw_error* error);

/* Awards of a day or later; those of a contract, with its entries; why one was given, by its decision taken
 * again; whether the file is whole, and has a head that was kept outside (empty: none was). */
TROUW_API trouw_status trouw_ledger_awards_since(trouw_ledger* ledger, int32_t day, trouw_answer* answer,
                                                 trouw_error* error);
TROUW_API trouw_status trouw_ledger_contract(trouw_ledger* ledger, const char* id, size_t id_length,
                                             trouw_answer* answer, trouw_error* error);
TROUW_API trouw_status trouw_ledger_why(trouw_ledger* ledger, int64_t award, trouw_answer* answer,
                                        trouw_error* error);
TROUW_API trouw_status trouw_ledger_verify(trouw_ledger* ledger, const char* head, size_t length,
                                           trouw_answer* answer, trouw_error* error);

typedef struct trouw_ledger_figures {
  uint64_t records, decided, rejected; /* granted */
  uint64_t granted, running, refused, held_out;
  uint64_t ended;           /* left */
  uint64_t entries, awards; /* verified */
  int32_t again;            /* voided, due: 1: it was before */
  int32_t whole;            /* verified: 1: nothing is wrong; why: 1: it comes out as it did */
} trouw_ledger_figures;

/* What does not apply to the call is 0. */
TROUW_API trouw_status trouw_answer_figures(const trouw_answer* answer, trouw_ledger_figures* figures,
                                            size_t size, trouw_error* error);

typedef struct trouw_due_line {
  int64_t award;
  trouw_text id, invoice, offer;
  trouw_text kind; /* discount, credit, perk, points, carried, taken back */
  trouw_text text, key;
  int64_t amount, carried, worth, points, rate, base;
  int32_t period, of, remaining; /* 0, -1, -1: there is none */
  int32_t again;
} trouw_due_line;

/* Of bills that were handed their lines, or that was voided. */
TROUW_API trouw_status trouw_answer_line_count(const trouw_answer* answer, size_t* count, trouw_error* error);
TROUW_API trouw_status trouw_answer_line(const trouw_answer* answer, size_t index, trouw_due_line* line,
                                         size_t size, trouw_error* error);

typedef struct trouw_held_award {
  int64_t award;
  trouw_text id, offer, occasion, state, fingerprint;
  int32_t day, settled; /* TROUW_NEVER: not settled */
  int64_t paid, used, handed, taken_back, open;
  int32_t bills; /* 0: as long as they stay */
} trouw_held_award;

/* Of those since a day, of a contract, or the one that was asked about. */
TROUW_API trouw_status trouw_answer_award_count(const trouw_answer* answer, size_t* count,
                                                trouw_error* error);
TROUW_API trouw_status trouw_answer_award(const trouw_answer* answer, size_t index, trouw_held_award* award,
                                          size_t size, trouw_error* error);

typedef struct trouw_change {
  int64_t award; /* 0: none was granted then */
  trouw_text offer;
  int64_t back; /* of it, for the next bill to charge */
  int64_t paid; /* of what is granted instead, over the horizon */
} trouw_change;

/* Of what was reversed, of a contract that ended, of a day that was corrected. */
TROUW_API trouw_status trouw_answer_change_count(const trouw_answer* answer, size_t* count,
                                                 trouw_error* error);
TROUW_API trouw_status trouw_answer_change(const trouw_answer* answer, size_t index, trouw_change* change,
                                           size_t size, trouw_error* error);

#ifdef __cplusplus
}
#endif

#endif
