/*
 * Check: holds a finished bundle against the requirements R1 to R47 (docs/requirements.md). It knows nothing of how the
 * file was made, so it can judge other programs' bundles too. Runs in the sandbox: linked into bundle-reader alone; the
 * verdicts travel as JSON, which the parent checks (verdict.h).
 */
#ifndef BDL_CHECK_CHECK_H
#define BDL_CHECK_CHECK_H

#include "base/buffer.h"
#include "check/seen.h"
#include "check/verdict.h"
#include "model/bundle.h"

/* What is asked of the bundle, beyond what holds for all. */
struct bdl_check_scope {
	const char *recipient;        /* id of schemas/recipients; NULL: nobody in particular */
	const char *rules;            /* of a recipient that is not compiled in: its file; else NULL */
	size_t rules_length;
	const struct bdl_bundle *table; /* the bundle's own account of itself (bundle.json); NULL: there is only the PDF */
	bool has_core;                /* a core bundle goes with it */
};

/*
 * Looks at the PDF. What cannot be opened is no failure: seen->unreadable then says why, there are no pages, R1 fails and
 * most rules cannot be judged. -1 only for lack of memory. *seen is released by bdl_seen_release() in any case; name is
 * lent for as long.
 */
int bdl_seen_look(struct bdl_seen *seen, int fd, const char *name, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_seen_release(struct bdl_seen *seen);

/* Every rule, in order. Pure. *out is released by bdl_verdicts_release(). */
int bdl_check(const struct bdl_seen *seen, const struct bdl_check_scope *scope, struct bdl_verdicts *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Both, as bundle-reader's job: the PDF in fd, called `name`. request, first line: the recipient's id (empty: nobody in
 * particular), and perhaps, with tabs between them, the volume, 1 where a core bundle goes with it, and how many bytes of rules
 * follow (the file of a recipient that is not compiled in); behind them bundle.json, or nothing. Appends the verdicts as JSON.
 */
int bdl_check_pdf(int fd, const char *name, const char *request, size_t length, struct bdl_buffer *json,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
