/*
 * Runs: calls of one record with no more than 30 days between one and the next, or messages with no more than 10, are
 * one row of the chronology; so a year of weekly calls is a sentence and not fifty.
 */
#ifndef BDL_JUDGE_RUNS_H
#define BDL_JUDGE_RUNS_H

#include "model/bundle.h"

/* b->events, sorted by time -> one entry for each run. entries: room for one for each call and message. */
int bdl_find_runs(struct bdl_bundle *b, struct bdl_entry *entries, size_t *count, struct bdl_error *err) BDL_MUST_CHECK;

/* Room for `more` events behind those there are (records.c). */
int bdl_make_room_for_events(struct bdl_bundle *b, size_t more, struct bdl_error *err) BDL_MUST_CHECK;

#endif
