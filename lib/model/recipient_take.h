/*
 * Taking: what a recipient's file says becomes the structs of recipient.h, and what is wrong with it is named with its line.
 * The first mistake counts; behind it nothing is promised but that t->failed is set.
 */
#ifndef BDL_MODEL_RECIPIENT_TAKE_H
#define BDL_MODEL_RECIPIENT_TAKE_H

#include "base/arena.h"
#include "model/kind.h"
#include "model/recipient.h"
#include "model/recipient_file.h"
#include "model/step.h"

/* clang-format off */
struct bdl_taking {
	struct bdl_arena *arena;
	const char *path;        /* of the file, for errors */
	const char *yaml; size_t length;
	const char *reviewed;    /* the file's */
	const struct bdl_step_kinds *steps; /* ids are looked up in these; NULL: they are not looked up */
	const struct bdl_kinds *kinds;
	struct bdl_error *err;
	bool failed;
};
/* clang-format on */

/*
 * A mistake: at the word, behind the line where `rule` (the id of a rule, NULL: the file's beginning) stands; either may not be in the
 * file, and then the nearest line that is known is named.
 */
void bdl_taking_wrong(struct bdl_taking *t, const char *rule, const char *word, const char *format, ...) BDL_PRINTF(4, 5);

/* Zeroed room for count rows, NULL for none and where t has failed. */
void *bdl_recipient_take_rows(struct bdl_taking *t, size_t count, size_t size);
/* As one line, safe for a terminal; NULL stays NULL. */
const char *bdl_recipient_take_text(struct bdl_taking *t, const char *text);
/* NULL-ended; NULL for none. */
const char **bdl_recipient_take_texts(struct bdl_taking *t, char **list, unsigned count);
/* Like those, of ids that there must be, none of them twice. rule: as above. */
const char **bdl_recipient_take_step_ids(struct bdl_taking *t, const char *rule, char **list, unsigned count);
const char **bdl_recipient_take_kind_ids(struct bdl_taking *t, const char *rule, char **list, unsigned count);
/* An id: small letters, figures and dashes, 2 to 40 of them, a letter first. */
const char *bdl_recipient_take_id(struct bdl_taking *t, const char *id);
struct bdl_said bdl_recipient_take_said(struct bdl_taking *t, const char *rule, const struct bdl_written_said *w);

/* The parts of a file: recipient_rules.c, recipient_pdf.c. */
void bdl_recipient_take_enclosures(struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r);
void bdl_recipient_take_deadlines(struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r);
void bdl_recipient_take_standards(struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r);
void bdl_recipient_take_facts(struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r);
void bdl_recipient_take_pdf(struct bdl_taking *t, const struct bdl_written_pdf *w, struct bdl_recipient *r);

/* All of it. -1: t->failed. */
int bdl_recipient_take_recipient(struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r) BDL_MUST_CHECK;

#endif
