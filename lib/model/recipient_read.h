/*
 * Reading a recipient's file: its YAML tree becomes the struct of recipient.h. What is not as schemas/recipient.schema.json has it
 * is an error at its line and column. Internal to recipient*.c.
 */
#ifndef BDL_MODEL_RECIPIENT_READ_H
#define BDL_MODEL_RECIPIENT_READ_H

#include "model/kind.h"
#include "model/recipient.h"
#include "model/step.h"
#include "model/yaml_take.h"

/* clang-format off */
/* Who reads. A bdl_take gets &yaml, and is called from here alone: bdl_recipient_reading_of() gives back the rest. */
struct bdl_recipient_reading {
	struct bdl_yaml yaml;               /* must be the first member */
	const struct bdl_step_kinds *steps; /* ids are looked up in these; NULL: they are not looked up */
	const struct bdl_kinds *kinds;
	const char *reviewed;               /* of the file: for lines that have no day of their own */
};
/* clang-format on */

#define BDL_RECIPIENT_ROWS_MOST 100

static inline const struct bdl_recipient_reading *bdl_recipient_reading_of(const struct bdl_yaml *y)
{
	return (const struct bdl_recipient_reading *)(const void *)y;
}

/* *root: the tree, in the arena, for bdl_recipient_node(). */
int bdl_recipient_read(struct bdl_recipient_reading *g, const char *yaml, size_t length, struct bdl_recipient *r,
	const struct bdl_node **root) BDL_MUST_CHECK;

/* The value of that key; n itself where it has none, so that a mistake can be shown somewhere. And the one at `at` of a list. */
const struct bdl_node *bdl_recipient_node(const struct bdl_node *n, const char *key);
const struct bdl_node *bdl_recipient_entry(const struct bdl_node *n, size_t at);

/*
 * n is a mapping of these keys and those of where it comes from: source, confidence, reviewed. The first of the keys up to `needed` must be
 * there, and source and confidence.
 */
int bdl_take_said(const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_key *keys, size_t needed, void *into,
	struct bdl_said *said) BDL_MUST_CHECK;
/* The first of the keys up to `needed` have a value in n. */
int bdl_need_keys(const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_key *keys, size_t needed) BDL_MUST_CHECK;

/* ---- members; each is a bdl_take ---- */
bdl_take bdl_take_id;         /* const char *: small letters, figures and dashes, 2 to 40 of them, a letter first */
bdl_take bdl_take_ids;        /* const char **: a list of them, none twice; NULL for an empty one */
bdl_take bdl_take_step;       /* const char *: id of a step that there is */
bdl_take bdl_take_step_ids;   /* const char **: a list of them, none twice */
bdl_take bdl_take_kind_ids;   /* const char **: of kinds of evidence */

/* The parts of a file; into the struct bdl_recipient. */
bdl_take bdl_take_enclosures, bdl_take_deadlines, bdl_take_standards, bdl_take_facts, bdl_take_pdf;

#endif
