/*
 * Fields of bundle.json as it is read back: each is looked at before it is used, every count is
 * bounded. A field that is missing or of the wrong type is remembered in the struct, and reading
 * goes on; the end looks once. Internal to bundle_json_*.c.
 */
#ifndef BDL_MODEL_BUNDLE_JSON_FIELDS_H
#define BDL_MODEL_BUNDLE_JSON_FIELDS_H

#include "model/bundle.h"
#include <jansson.h>

struct bdl_fields {
	struct bdl_bundle *b;
	bool broken; /* a field is missing or of the wrong type */
	bool memory; /* an allocation failed */
	const char *field; /* which one, for the message */
};

/* Notes the first field that is not in order. */
void bdl_field_broken(struct bdl_fields *r, const char *field);

/* Something is not in order, or memory is out: there is no use in reading on. */
bool bdl_field_over(const struct bdl_fields *r);

/* v where it is an object; NULL for null and absent, and, noted under the key, for anything else.
 */
const json_t *bdl_field_object(struct bdl_fields *r, const json_t *v, const char *key);

/* Zeroed rows, and one more; NULL where memory is out, which is noted. */
void *bdl_field_room(struct bdl_fields *r, size_t count, size_t size);

/*
 * The same for a list; *count is how many it has. Absent and null: none. NULL, with a *count of 0,
 * where it is no list or has more than `most`, which is noted under the key, or where memory is
 * out.
 */
void *bdl_field_rows(struct bdl_fields *r, const json_t *list, const char *key, size_t most,
	size_t size, size_t *count);

/* A string of the object in the arena; NULL for null or absent. */
const char *bdl_field_text(struct bdl_fields *r, const json_t *o, const char *key);

/* The same, but it must be there; "" where it is not. */
const char *bdl_field_needed(struct bdl_fields *r, const json_t *o, const char *key);

/* Short, lower case, safe to print: "bank-statement". */
const char *bdl_field_token_text(struct bdl_fields *r, const json_t *o, const char *key);

/* A count from 0 to INT_MAX; null and absent are 0. */
unsigned bdl_field_count(struct bdl_fields *r, const json_t *o, const char *key);

/* Absent is false. */
bool bdl_field_truth(struct bdl_fields *r, const json_t *o, const char *key);

/* "2023-02-10", "2023-02", "2023" or nothing. */
struct bdl_day bdl_field_day(struct bdl_fields *r, const json_t *o, const char *key);

int bdl_field_token(
	struct bdl_fields *r, const json_t *o, const char *key, int (*find)(const char *));

void bdl_field_digest(
	struct bdl_fields *r, const json_t *o, const char *key, uint8_t out[BDL_SHA256_SIZE]);

/* A date object of the schema. */
struct bdl_date bdl_field_date(struct bdl_fields *r, const json_t *o);

const char **bdl_field_strings(struct bdl_fields *r, const json_t *list, const char *key);

/* A whole number that JSON keeps exactly; false: there is none, or null. */
bool bdl_field_whole(struct bdl_fields *r, const json_t *o, const char *key, int64_t *out);

/* The exact bytes of "path", in the arena: those of "path_base64" where it is not UTF-8. */
const char *bdl_field_path(struct bdl_fields *r, const json_t *o);

/*
 * The row of the document with that number in the index; numbers run in its order, a supplement's
 * from another than 1. BDL_NONE for 0, which is no document, and, noted under the key, for a number
 * that none has. Needs exhibits and order.
 */
size_t bdl_field_row(struct bdl_fields *r, unsigned number, const char *key);

/* The same, but it must be a document. */
size_t bdl_field_needed_row(struct bdl_fields *r, unsigned number, const char *key);

/* The same of entry i of a list of numbers. */
size_t bdl_field_numbered(struct bdl_fields *r, const json_t *list, size_t i, const char *key);

/* The row of "exhibit", which may be none, and in *page the "exhibit_page" of it; 0: no page of it
 * in particular. */
size_t bdl_field_place(struct bdl_fields *r, const json_t *o, unsigned *page);

/* bundle_json_exhibits.c: the list of exhibits, what came out of which, and what is a copy of
 * which. */
void bdl_exhibits_read(struct bdl_fields *r, const json_t *list);

/* bundle_json_sections.c. Sections need exhibits, order and the court; volumes hold all exhibits,
 * or are absent: all is one PDF. */
void bdl_front_read(struct bdl_fields *r, const json_t *front, struct bdl_front *out);
void bdl_sections_read(struct bdl_fields *r, const json_t *top);
void bdl_volumes_read(struct bdl_fields *r, const json_t *list);

/* bundle_json_pages.c: the pages of front, sections and exhibits, once all of these have been read.
 */
void bdl_pages_check(struct bdl_fields *r);

#endif
