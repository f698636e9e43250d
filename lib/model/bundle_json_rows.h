/*
 * Objects of bundle.json as they are written; each is the caller's. NULL, or *failed, when memory
 * is out. Internal to bundle_json*.c.
 */
#ifndef BDL_MODEL_BUNDLE_JSON_ROWS_H
#define BDL_MODEL_BUNDLE_JSON_ROWS_H

#include "model/bundle.h"
#include <jansson.h>

/* The head. */
json_t *bdl_numbering_json(const struct bdl_numbering *n, bool *failed);
json_t *bdl_front_json(const struct bdl_front *front, bool *failed);
json_t *bdl_case_json(const struct bdl_case *c, bool *failed);
json_t *bdl_earlier_json(const struct bdl_bundle *b, bool *failed);
json_t *bdl_accounted_json(const struct bdl_bundle *b, bool *failed);

/* The rows. times: with the file's own time; number: of the volume, from 1. */
json_t *bdl_volume_json(const struct bdl_bundle *b, unsigned number, bool *failed);
json_t *bdl_section_json(const struct bdl_section *s, bool *failed);
json_t *bdl_exhibit_json(
	const struct bdl_bundle *b, const struct bdl_exhibit *x, bool times, bool *failed);
json_t *bdl_excluded_json(const struct bdl_excluded *x, bool *failed);
json_t *bdl_held_json(const struct bdl_held *h, bool *failed);
json_t *bdl_entry_json(const struct bdl_bundle *b, const struct bdl_entry *e, bool *failed);
json_t *bdl_event_json(const struct bdl_bundle *b, const struct bdl_event *e, bool *failed);

#endif
