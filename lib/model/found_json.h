/* What was hidden, as bundle.json has it: "redactions". Where, of which kind and how often; never
 * what it said. */
#ifndef BDL_MODEL_FOUND_JSON_H
#define BDL_MODEL_FOUND_JSON_H

#include "model/bundle_json_fields.h"

/* NULL, or *failed, when out of memory. */
json_t *bdl_found_json(const struct bdl_bundle *b, bool *failed);
/* Absent: nothing was asked to be hidden. The exhibits have been read. */
void bdl_found_from_json(struct bdl_fields *r, const json_t *list);

#endif
