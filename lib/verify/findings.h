/*
 * Findings: collected in any order, sorted, and written as JSON for the other side of the sandbox.
 * Inside this room.
 */
#ifndef BDL_VERIFY_FINDINGS_H
#define BDL_VERIFY_FINDINGS_H

#include "verify/verify.h"

/* Keeps copies of the strings. A failure (memory) shows in failed. */
struct bdl_findings {
	struct bdl_arena arena;
	struct bdl_finding *rows;
	size_t count, space;
	size_t broken, notes; /* how many of them are BDL_FINDING_BROKEN, BDL_FINDING_NOTE */
	bool failed;
};

/* clang-format off */
#define BDL_FINDINGS_INIT { .arena = BDL_ARENA_INIT }
/* clang-format on */

void bdl_findings_add(struct bdl_findings *f, const struct bdl_finding *finding);

/* BROKEN with a formatted text; the first thousand are kept. path "" is the whole archive. */
void bdl_findings_broken(struct bdl_findings *f, const char *path, const char *format, ...)
	BDL_PRINTF(3, 4);

/* NOTE with a formatted text; the first thousand are kept. */
void bdl_findings_note(struct bdl_findings *f, const char *path, const char *format, ...) BDL_PRINTF(3, 4);

/* Some original is changed, missing, extra or renamed. */
bool bdl_findings_of_originals(const struct bdl_findings *f);

/* "1,234,567", from the arena; "" when out of memory. */
const char *bdl_findings_number(struct bdl_findings *f, uint64_t number);

/* r's findings are f's, sorted. Appends the report. */
int bdl_findings_to_json(struct bdl_findings *f, const struct bdl_report *r, struct bdl_buffer *out,
	struct bdl_error *err) BDL_MUST_CHECK;

void bdl_findings_release(struct bdl_findings *f);

#endif
