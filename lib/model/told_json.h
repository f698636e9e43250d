/*
 * What a person told, in bundle.json, the object "told", written and read back. What is private is not written: it would say exactly what is
 * to be hidden. Addresses, telephone numbers, e-mail addresses and dates of birth are not written either, only that they were given:
 * whoever gets the archive gets no more of them than the cover shows. Internal to bundle_json*.c.
 */
#ifndef BDL_MODEL_TOLD_JSON_H
#define BDL_MODEL_TOLD_JSON_H

#include "model/bundle_json_fields.h"

/* What b->about.told, which must be there, says; NULL with *failed when memory is out. */
json_t *bdl_told_json(const struct bdl_bundle *b, bool *failed);

/* Reads it back as a stranger's; nothing for NULL. Needs exhibits and order. */
void bdl_told_read(struct bdl_fields *r, const json_t *o);

#endif
