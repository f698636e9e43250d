/* Check of a bundle: what check_bundle.c (files) and check_folder.c (folders) share. */
#ifndef BDL_CHECK_BUNDLE_H
#define BDL_CHECK_BUNDLE_H

#include "bundle.h"

/*
 * One file, open for reading: a PDF or an archive, by its first bytes. shown: its name. table: filled from an archive; where it
 * is NULL, out->table is, and it is judged whether the archive is ready.
 */
int bdl_check_one(const struct bdl_check_bundle_options *o, int fd, const char *shown, struct bdl_bundle *table,
	struct bdl_checked *out, struct bdl_error *err) BDL_MUST_CHECK;

/* A folder: see bdl_check_bundle(). */
int bdl_check_folder(const struct bdl_check_bundle_options *o, int folder, struct bdl_checked *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
