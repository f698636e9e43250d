/*
 * Ready: the answer to "can I send this to them, and what is missing": findings of one line each. judge/ makes it from a table
 * and a recipient; bundler/ says it.
 */
#ifndef BDL_MODEL_READY_H
#define BDL_MODEL_READY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bdl_ready_state { BDL_READY_OK, BDL_READY_TO_DO, BDL_READY_LOOK };

/* clang-format off */
/* What lies there to be sent: the PDFs of the bundle or its volumes, without a core bundle. count 0: none has been built. */
struct bdl_built {
	size_t count;
	uint64_t largest;        /* bytes of the largest */
	unsigned pages;          /* of all */
};

struct bdl_ready_finding {
	const char *id;          /* "enclosure-final-response", "fact-national-insurance", "deadline-ice", "undated" */
	enum bdl_ready_state state;
	const char *text;        /* what is there or wrong, one line */
	const char *why;         /* why it matters to this recipient, with the source; or NULL where it is ok */
	const char *todo;        /* what to do; NULL where it is ok */
	size_t *exhibits; size_t exhibit_count; /* rows of exhibits that it is about */
	bool check_with_them;    /* the rule was not read in an official text, or was last read more than a year ago */
};

/* What is said below the findings, a paragraph each: a last day with what it counts from, a delay, what is owed. */
struct bdl_ready_line {
	const char *head;        /* "Deadline", "Delay", "Arrears" */
	const char *text;
	const char *source;      /* of the rule, and when that was read; or NULL */
};

/* The deadlines, delays and arrears themselves stand in the bundle. */
struct bdl_ready {
	const char *recipient;   /* id */
	const char *name;
	bool ready;              /* nothing is to do */
	struct bdl_ready_finding *findings; size_t finding_count; /* to do, then look, then ok */
	struct bdl_ready_line *lines; size_t line_count;
};
/* clang-format on */

#endif
