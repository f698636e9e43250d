/*
 * The reckoning of arrears, losses and the remedy as the object "arrears" of bundle.json and of `bundle check --json`.
 */
#ifndef BDL_MODEL_RECKONING_JSON_H
#define BDL_MODEL_RECKONING_JSON_H

#include "model/bundle_json_fields.h"

/*
 * Of b->reckoning and b->losses; null where b has neither. Only b->losses: nothing but "losses", "losses_pence", "remedy".
 * The caller's; *failed is set when memory is out, and left alone else.
 */
json_t *bdl_reckoning_json(const struct bdl_bundle *b, bool *failed);

/*
 * Reads it back into r->b; nothing for NULL and null. Needs exhibits, order and events. Every sum is added up again: what
 * does not agree is not in order.
 */
void bdl_reckoning_read(struct bdl_fields *r, const json_t *o);

/* "amount", "day", "direction", "undated", "later"; and back, or -1. */
const char *bdl_near_token(enum bdl_near_why why);
int bdl_near_from_token(const char *token);

#endif
