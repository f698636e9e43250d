/*
 * The case file, bundle.yaml: what a person says about the case. Optional; described by
 * schemas/case.schema.json. A mistake in it is one clear line, never a guess.
 */
#ifndef BDL_MODEL_CASE_H
#define BDL_MODEL_CASE_H

#include "model/bundle.h"

/*
 * Reads YAML; strings go into the arena. BDL_EFORMAT for what is no YAML, an unknown key, a value of the wrong type, a date that does not
 * exist, a schedule that overlaps: the error's path then has line and column ("bundle.yaml:12:3"), the message the keys that the
 * mistake stands under and the nearest right word. *c is unchanged then. Nothing but the mistakes in the file itself is looked for: whether a
 * file exists that it names is for judge.
 */
int bdl_case_load(struct bdl_case *c, struct bdl_arena *a, const char *yaml, size_t length, const char *path,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
