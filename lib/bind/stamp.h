/*
 * Stamp: the content stream with which each page ends: its number, and header and foot where we
 * drew the page. Pure.
 */
#ifndef BDL_BIND_STAMP_H
#define BDL_BIND_STAMP_H

#include "base/buffer.h"
#include "bind/place.h"
#include "model/drawn.h"

/* furniture: header and foot; NULL: the number alone. The number comes last. */
void bdl_stamp_content(struct bdl_buffer *out, const struct bdl_place *p, unsigned page,
	const struct bdl_stamp *furniture);

#endif
