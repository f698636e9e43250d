/*
 * Readiness: who a folder or an archive is for, and whether it can be sent to them: the findings of judge/, and those that
 * only the bundle beside the folder can tell: none has been built, it is of an older folder, it does not keep the rules.
 */
#ifndef BDL_READINESS_H
#define BDL_READINESS_H

#include "bundle.h"

/* Sets out->recipient: that of o; else the one that words name, where it is known. words may be NULL. BDL_EFORMAT: o names an unknown one. */
int bdl_readiness_for(const struct bdl_check_bundle_options *o, const char *words, struct bdl_checked *out,
	struct bdl_error *err) BDL_MUST_CHECK;
/* The same of a folder: what its bundle.yaml says. */
int bdl_readiness_for_folder(const struct bdl_check_bundle_options *o, int folder, struct bdl_checked *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Is the folder, as it is now, ready for out->recipient? sealed: the table of the bundle that lies beside it and was checked;
 * NULL: none has been built. results: the folder in which it lies, borrowed. Is that a supplement, the folder is judged as one
 * to the same bundle: o->listing->supplement_to, else the archive beside it. Fills out->table.
 */
int bdl_readiness_of_folder(const struct bdl_check_bundle_options *o, const struct bdl_bundle *sealed, int results,
	struct bdl_checked *out, struct bdl_error *err) BDL_MUST_CHECK;
/* Is the archive whose table out->table is? */
int bdl_readiness_of_archive(const struct bdl_check_bundle_options *o, struct bdl_checked *out, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
