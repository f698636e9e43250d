/* The mapping `numbering` of bundle.yaml: how the pages are to be numbered. For case.c. */
#ifndef BDL_MODEL_CASE_NUMBERING_H
#define BDL_MODEL_CASE_NUMBERING_H

#include "base/arena.h"
#include "base/error.h"
#include "model/numbering_words.h"

#include <cyaml/cyaml.h>

/* As the file has it. */
struct bdl_written_numbering {
	char *at, *size, *prefix, *of_total, *colour, *by_section;
};

extern const cyaml_schema_field_t bdl_case_numbering_fields[];

/* What is written there as a wish; NULL is none. BDL_EFORMAT names the line and what it may be. */
int bdl_case_numbering(struct bdl_numbering_wish *wish, struct bdl_arena *a,
	const struct bdl_written_numbering *w, const char *path, struct bdl_error *err) BDL_MUST_CHECK;

#endif
