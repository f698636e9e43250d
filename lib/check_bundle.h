/* Check of a bundle: what check_bundle.c, check_archive.c, check_combine.c and check_folder.c share. */
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

/*
 * An archive, open for reading: its report and its table (into *table; out->table_fault where it has none that can be read),
 * its PDFs added to out. BDL_EFORMAT about `shown` if it cannot be read as one or holds no PDF.
 */
int bdl_check_archive(const struct bdl_check_bundle_options *o, int fd, const char *shown, struct bdl_bundle *table,
	struct bdl_checked *out, struct bdl_error *err) BDL_MUST_CHECK;

/* One more PDF at the end, all zero; NULL when out of memory. Lends until the next one is added. */
struct bdl_checked_pdf *bdl_checked_add(struct bdl_checked *c);

/* The id of whom it is checked for; NULL: nobody in particular. */
const char *bdl_checked_recipient(const struct bdl_checked *c);

/* Fills c->verdicts from its PDFs, at least one, and from the archive's report where it has one. */
int bdl_check_combine(struct bdl_checked *c, struct bdl_error *err) BDL_MUST_CHECK;

#endif
