/*
 * Stamp: the content stream with which each page ends: its number, and header and foot where we
 * drew the page. Pure.
 */
#ifndef BDL_BIND_STAMP_H
#define BDL_BIND_STAMP_H

#include "base/buffer.h"
#include "bind/stamped.h"

/* furniture: header and foot; NULL: none. The number comes last; the colour is its own. */
void bdl_stamp_content(struct bdl_buffer *out, const struct bdl_place *p,
	const struct bdl_stamp *furniture, const struct bdl_stamped *stamped,
	enum bdl_number_colour colour);

#endif
