/*
 * Link part: copies a part into the bundle, its references made right, and writes what belongs to
 * its pages.
 */
#ifndef BDL_BIND_LINK_PART_H
#define BDL_BIND_LINK_PART_H

#include "bind/pdf_out.h"
#include "bind/plan.h"

/* The bodies of the part's objects. BDL_EFORMAT when no number stands where one is said to be. */
int bdl_copy_body(struct bdl_out *o, const struct bdl_plan *plan, size_t row,
	const struct bdl_part *part, int fd, struct bdl_error *err) BDL_MUST_CHECK;

/* For each page of the part: its annotations, its links, its stamp. */
void bdl_write_pages(
	struct bdl_out *o, const struct bdl_plan *plan, size_t row, const struct bdl_part *part);

/* The page of the bundle (from 1) as which a part's page (from 0) is bound. */
unsigned bdl_bound_as(const struct bdl_plan *plan, size_t row, uint32_t index);

/*
 * "[12 0 R /XYZ 0 842 null]" for a place in user space; NAN: not given; both NAN: the top of the
 * page.
 */
void bdl_dest(struct bdl_buffer *out, const struct bdl_linked_page *page, double left, double top);

#endif
