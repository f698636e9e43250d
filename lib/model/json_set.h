/*
 * Building objects of bundle.json: a failed step is remembered in *failed, so that a writer looks
 * once, at its end. Internal to *_json.c.
 */
#ifndef BDL_MODEL_JSON_SET_H
#define BDL_MODEL_JSON_SET_H

#include "base/buffer.h"
#include "model/bundle.h"
#include <jansson.h>
#include <stdbool.h>

/* A string; bytes that are not UTF-8 become U+FFFD. NULL when out of memory. */
json_t *bdl_json_clean(const char *s);

/*
 * Appends the value as text and takes it over; NULL is a failure. jansson does not notice where it runs
 * out of memory in the middle of a key, and would go on without the rest of it; the buffer does.
 */
int bdl_json_write(struct bdl_buffer *out, json_t *value, size_t flags);

/* These take over value; NULL is a failure. */
void bdl_json_set(json_t *o, const char *key, json_t *value, bool *failed);
void bdl_json_append(json_t *list, json_t *value, bool *failed);

/* Nothing where there is nothing to say: NULL, 0, no date, false. */
void bdl_json_text(json_t *o, const char *key, const char *text, bool *failed);
void bdl_json_count(json_t *o, const char *key, size_t n, bool *failed);
void bdl_json_pence(json_t *o, const char *key, int64_t pence, bool *failed);
void bdl_json_day(json_t *o, const char *key, struct bdl_day day, bool *failed);
void bdl_json_truth(json_t *o, const char *key, bool truth, bool *failed);
void bdl_json_lines(json_t *o, const char *key, const char *const *lines, bool *failed);

/* Null where the others say nothing. */
json_t *bdl_json_clean_or_null(const char *s);
json_t *bdl_json_count_or_null(size_t n);
json_t *bdl_json_day_or_null(struct bdl_day day);

json_t *bdl_json_digest(const uint8_t digest[BDL_SHA256_SIZE]);

/*
 * Where something can be seen: "exhibit", "exhibit_page", "page", and, where there are volumes,
 * "volume". A copy is seen where its original is; page 0 is the document as a whole. null where
 * nothing shows it, or nothing is paginated.
 */
void bdl_json_place(json_t *o, const struct bdl_bundle *b, size_t row, unsigned page, bool *failed);

/* bundle_json_path.c: "path" and, where it is not UTF-8, "path_base64". */
void bdl_json_path(json_t *o, const char *path, bool *failed);

#endif
