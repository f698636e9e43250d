/* Title: one line that names an exhibit in the index and in the chronology. Internal to judge. */
#ifndef BDL_JUDGE_TITLE_H
#define BDL_JUDGE_TITLE_H

#include "base/buffer.h"
#include "model/facts.h"
#include "model/kind.h"

/* Writes x->title; x->kind must be set. */
int bdl_title(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	const struct bdl_kind *kind, struct bdl_error *err) BDL_MUST_CHECK;

/* Appends a title made of the name of x's file: never nothing. */
int bdl_title_from_name(struct bdl_buffer *out, const struct bdl_exhibit *x,
	const struct bdl_kind *kind) BDL_MUST_CHECK;

/* Appends s on one line: white space and control characters become one space, none at either end.
 */
int bdl_title_add_line(struct bdl_buffer *out, const char *s, size_t length) BDL_MUST_CHECK;

/* How many letters s holds. */
size_t bdl_title_letters(const char *s);

/* The title that stands on a line of its own behind the salutation of a letter: its length, 0 if there is none. */
size_t bdl_title_heading(const char *text, const char **heading);

/* True if a phone, a camera or a scanner gave the file its name: "scan0007", "IMG_0412". */
bool bdl_title_is_machine_name(const struct bdl_exhibit *x);

#endif
