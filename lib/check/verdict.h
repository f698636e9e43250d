/* Verdict: what was found of each rule, and the same as JSON on its way out of the sandbox. */
#ifndef BDL_CHECK_VERDICT_H
#define BDL_CHECK_VERDICT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include <stddef.h>

enum bdl_verdict { BDL_PASS, BDL_FAIL, BDL_WARN, BDL_NOT_APPLICABLE };

#define BDL_VERDICT_PAGES_MAX 1000u /* listed; the text says how many more */
#define BDL_RULES_MAX 64u

struct bdl_rule_found {
	const char *id;              /* "R1" */
	enum bdl_verdict verdict;
	const unsigned *pages;       /* where it was found, ascending; none where it is about the file */
	size_t page_count;
	const char *text;            /* one sentence, UTF-8, one line */
};

struct bdl_verdicts {
	struct bdl_arena arena;
	struct bdl_rule_found *rules; /* in order of id */
	size_t count;
};

/* Appends {"rules": [{"id", "verdict", "pages", "text"}, ...]}; verdicts: "pass", "fail", "warn", "not-applicable". */
int bdl_verdicts_to_json(const struct bdl_verdicts *v, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;
/* Hostile input: BDL_EFORMAT for anything that the other function would not have written. */
int bdl_verdicts_from_json(struct bdl_verdicts *v, const char *json, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_verdicts_release(struct bdl_verdicts *v);

#endif
