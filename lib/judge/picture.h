/* The nature of a picture: what a screen showed, a photograph of things, or paper that was scanned or photographed. */
#ifndef BDL_JUDGE_PICTURE_H
#define BDL_JUDGE_PICTURE_H

#include "model/facts.h"
#include "model/kind.h"

enum bdl_nature {
	BDL_NATURE_UNKNOWN, /* no picture, or nothing tells */
	BDL_NATURE_SCREEN,
	BDL_NATURE_PHOTO,
	BDL_NATURE_PAPER
};

/* "screen", "photo", "paper" as kinds.yaml has them; NULL for unknown. */
const char *bdl_nature_token(enum bdl_nature n);

/*
 * Pure. path and text are folded (judge/words.h). Appends to `why`, in words for people, what decided; nothing if unknown.
 * Memory that ran out shows in why->failed.
 */
enum bdl_nature bdl_picture_nature(const struct bdl_facts *f, const char *format, const char *path, const char *text,
	const struct bdl_kinds *kinds, struct bdl_buffer *why);

#endif
