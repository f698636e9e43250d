/* Opaque: files that this version does not put on pages. */
#ifndef BDL_READ_OPAQUE_H
#define BDL_READ_OPAQUE_H

#include "read/read.h"

/*
 * Always "not shown", with the reason that fits the format. Where there is text underneath (mail,
 * phone records, OFX ...) its opening words and its dates are noted all the same, so that kind and
 * date can be judged.
 */
int bdl_read_opaque(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;

#endif
