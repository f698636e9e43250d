/*
 * Hide: what readers are to take out of the pages that they make, as it travels to them: JSON in a file of its own, so that
 * it stands on no command line and in no file's name. See base/private.h for what is looked for.
 */
#ifndef BDL_MODEL_HIDE_H
#define BDL_MODEL_HIDE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/private.h"
#include "model/bundle.h"

#define BDL_HIDE_MAX ((size_t)4 * 1024 * 1024) /* bytes of JSON */
#define BDL_HIDE_STRINGS 5000u /* of one list */
#define BDL_HIDDEN_WORDS "[hidden]" /* what stands where something was */

/*
 * What of this case is nobody else's business: what bundle.yaml lists and what shows by its form; not what is meant to be
 * seen: the applicant's own numbers and address, unless the rules of r (NULL: nobody in particular) say that they are to be hidden,
 * the reference, what `keep:` names. Strings are the case's. -1: out of memory.
 */
int bdl_hide_of_case(const struct bdl_case *about, const struct bdl_recipient *r, struct bdl_arena *a, struct bdl_private_list *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * text with BDL_HIDDEN_WORDS for each thing that is found in it, from the arena; text itself where there is nothing. counts,
 * by kind, grow by how many there were; NULL: nobody counts. NULL: out of memory.
 */
const char *bdl_hide_line(struct bdl_arena *a, const char *text, const struct bdl_private_list *l, unsigned *counts,
	struct bdl_error *err);

/* The same for a name of a file or a path, in which words are joined by what is no letter: "NI_AB_12_34_56_C.pdf". */
const char *bdl_hide_name(struct bdl_arena *a, const char *name, const struct bdl_private_list *l, unsigned *counts,
	struct bdl_error *err);

/*
 * 1: a string of the JSON says something that is listed; *where is its key then. Numbers and addresses by their form are not looked for:
 * the table is full of figures. 0: none does. -1: out of memory, or it is no JSON.
 */
#define BDL_HIDE_KEY 60
int bdl_hide_json_says(const char *json, size_t length, const struct bdl_private_list *l, char where[BDL_HIDE_KEY],
	struct bdl_error *err) BDL_MUST_CHECK;

/* The same list gives the same bytes. */
int bdl_hide_to_json(const struct bdl_private_list *l, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_hide_from_json(struct bdl_private_list *l, struct bdl_arena *a, const char *json, size_t length,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
