/*
 * Steps in bundle.json, the arrays "steps" and "undated_steps", written and read back. Internal to bundle_json*.c.
 */
#ifndef BDL_MODEL_STEPS_JSON_H
#define BDL_MODEL_STEPS_JSON_H

#include "model/bundle_json_fields.h"

/* One row. NULL with *failed when memory is out. */
json_t *bdl_step_json(const struct bdl_bundle *b, const struct bdl_step *s, bool *failed);

/* Both arrays of the top object; absent ones are empty. Needs exhibits and order. Steps out of the order of their days break it. */
void bdl_steps_read(struct bdl_fields *r, const json_t *top);

#endif
