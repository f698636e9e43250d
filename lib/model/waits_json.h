/*
 * Deadlines, delays and silences as JSON: as they stand in bundle.json and in the answer of `bundle check --json`, written
 * and read back. A page is one of the PDF, null while nothing is paginated; a step is its number in `steps`, from 1.
 */
#ifndef BDL_MODEL_WAITS_JSON_H
#define BDL_MODEL_WAITS_JSON_H

#include "model/bundle_json_fields.h"

/* One row; NULL, or *failed, when memory is out. */
json_t *bdl_deadline_json(const struct bdl_bundle *b, const struct bdl_deadline *d, bool *failed);
json_t *bdl_delay_json(const struct bdl_bundle *b, const struct bdl_delay *d, bool *failed);
json_t *bdl_silence_json(const struct bdl_bundle *b, const struct bdl_silence *s, bool *failed);

/* All rows, as an array. NULL when memory is out. */
json_t *bdl_deadlines_json(const struct bdl_bundle *b);
json_t *bdl_delays_json(const struct bdl_bundle *b);
json_t *bdl_silences_json(const struct bdl_bundle *b);

/* Reads the three lists of bundle.json back. Needs exhibits and steps. What is absent is empty. */
void bdl_waits_read(struct bdl_fields *r, const json_t *o);

#endif
