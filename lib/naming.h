/*
 * Naming: what the PDF and the archive are called, and the title where the case file gives none.
 */
#ifndef BDL_NAMING_H
#define BDL_NAMING_H

#include "model/bundle.h"

/*
 * Sets b->name: `given`, or "FOLDER Bundle DATE" ("FOLDER Supplement 1 DATE") after the evidence folder's own name; and b->about.title where it has none.
 * With a given name nothing of the folder's name gets into the bundle, so that it does not change the bytes.
 */
int bdl_name_bundle(struct bdl_bundle *b, const char *given, const char *folder, struct bdl_error *err) BDL_MUST_CHECK;

#endif
