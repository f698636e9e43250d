/* What is said of a signature or a time stamp beside an archive: by whom, when, and who vouches for that. */
#ifndef BUNDLER_SAY_BESIDE_H
#define BUNDLER_SAY_BESIDE_H

#include "bundle.h"

/* It fits, and certificates that were given do not speak against it. What is not there is well. */
bool beside_is_well(const struct bdl_beside_one *one);

/* Some lines on stdout. ca: the file of the certificates that were given, or NULL. */
void say_beside(const struct bdl_beside_one *one, enum bdl_witness_kind kind, const char *ca);

#endif
