/*
 * Check: holds a finished bundle against the requirements R1 to R47 (docs/requirements.md). It knows nothing of how the
 * file was made, so it can judge other programs' bundles too. Runs in the sandbox: linked into bundle-reader alone; the
 * verdicts travel as JSON, which the parent checks (verdict.h).
 */
#ifndef BDL_CHECK_CHECK_H
#define BDL_CHECK_CHECK_H

#include "check/seen.h"
#include "check/verdict.h"
#include "model/bundle.h"

/* What is asked of the bundle, beyond what holds for all. */
struct bdl_check_scope {
	const char *recipient;        /* id of schemas/recipients; NULL: nobody in particular */
	const struct bdl_bundle *table; /* the bundle's own account of itself (bundle.json); NULL: there is only the PDF */
};

/*
 * Looks at the PDF. BDL_EFORMAT when it is no PDF at all or cannot be opened: the rules then cannot be judged, but R1 fails.
 * *seen is released by bdl_seen_release() in any case.
 */
int bdl_seen_look(struct bdl_seen *seen, int fd, const char *name, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_seen_release(struct bdl_seen *seen);

/* Every rule, in order. Pure. *out is released by bdl_verdicts_release(). */
int bdl_check(const struct bdl_seen *seen, const struct bdl_check_scope *scope, struct bdl_verdicts *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
