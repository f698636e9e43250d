/*
 * bundle.json: struct bdl_bundle written down, described by schemas/bundle.schema.json. Later versions add
 * fields; they rename none. Same bundle, same bytes.
 */
#ifndef BDL_MODEL_BUNDLE_JSON_H
#define BDL_MODEL_BUNDLE_JSON_H

#include "base/buffer.h"
#include "model/bundle.h"

/* record_times: also the files' own times ("modified"), which differ between copies of a folder. */
int bdl_bundle_to_json(const struct bdl_bundle *b, bool record_times, struct bdl_buffer *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * The same, written to fd piece by piece: of 100,000 exhibits only a few are in memory at a time. `path` names in
 * messages where it goes.
 */
int bdl_bundle_write_json(const struct bdl_bundle *b, bool record_times, int fd, const char *path,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Fills an initialised bundle from JSON that may be hostile (it came out of an archive). */
int bdl_bundle_from_json(struct bdl_bundle *b, const char *json, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
