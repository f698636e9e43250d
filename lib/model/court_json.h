/*
 * The court's part of bundle.json, the object "court", written and read back. Internal to bundle_json*.c.
 */
#ifndef BDL_MODEL_COURT_JSON_H
#define BDL_MODEL_COURT_JSON_H

#include "model/bundle_json_fields.h"

/* What b->about.court says; NULL with *failed when memory is out. */
json_t *bdl_court_json(const struct bdl_bundle *b, bool *failed);

/* Reads it back; nothing for NULL. Needs exhibits and order. */
void bdl_court_read(struct bdl_fields *r, const json_t *o);

/* The statement to which the mark is an exhibit; NULL: none. */
const struct bdl_statement *bdl_court_statement(const struct bdl_court *c, const char *mark);

/* "letters", "letters-and-mail"; NULL for BDL_MIXED; and back, or -1. */
const char *bdl_correspondence_token(enum bdl_correspondence c);
int bdl_correspondence_from_token(const char *token);

#endif
