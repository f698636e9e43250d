/*
 * Link part: what each page needs beside the part's own objects: the array of annotations, our
 * links, the stamp.
 */
#include "bind/link_part.h"
#include "bind/pdf_text.h"
#include "bind/stamp.h"

#include <math.h>

unsigned bdl_bound_as(const struct bdl_plan *plan, size_t row, uint32_t index)
{
	if (row == BDL_DRAWN_PART)
		return plan->in->drawn->pages[index];
	return plan->in->bundle->exhibits[plan->parts[row].exhibit].first_page + index;
}

/* A page of a large unit needs more digits. */
static int decimals(const struct bdl_place *p)
{
	return p->unit > 1 ? 9 : 4;
}

static void coordinate(struct bdl_buffer *out, const struct bdl_place *p, double value)
{
	bdl_buffer_byte(out, ' ');
	if (isnan(value))
		bdl_buffer_text(out, "null");
	else
		bdl_pdf_real(out, value, decimals(p));
}

void bdl_dest(struct bdl_buffer *out, const struct bdl_linked_page *page, double left, double top)
{
	if (isnan(left) && isnan(top)) {
		double corner[2];

		bdl_place_point(&page->place, 0, bdl_place_height(&page->place), corner);
		/*
		 * upright pages keep the reader's place across; on turned ones "down" is measured
		 * across
		 */
		left = page->place.rotate ? corner[0] : left;
		top = corner[1];
	}
	bdl_buffer_byte(out, '[');
	bdl_pdf_ref(out, page->object);
	bdl_buffer_text(out, " /XYZ");
	coordinate(out, &page->place, left);
	coordinate(out, &page->place, top);
	bdl_buffer_text(out, " null]");
}

/* A link's target, whose height is given in seen points. */
static void link_dest(struct bdl_buffer *out, const struct bdl_linked_page *page, double seen_top)
{
	double height = bdl_place_height(&page->place), corner[2];

	if (isnan(seen_top)) {
		bdl_dest(out, page, seen_top, seen_top);
		return;
	}
	bdl_place_point(&page->place, 0, fmin(fmax(seen_top, 0), height), corner);
	bdl_dest(out, page, page->place.rotate ? corner[0] : (double)NAN, corner[1]);
}

static void write_link(struct bdl_out *o, const struct bdl_plan *plan, uint32_t number,
	const struct bdl_link *l, struct bdl_buffer *scratch)
{
	const struct bdl_linked_page *from = &plan->pages[l->page - 1];
	double user[4];

	bdl_place_rect(&from->place, (const double[]){l->left, l->bottom, l->right, l->top}, user);
	bdl_buffer_clear(scratch);
	bdl_buffer_text(scratch, "<< /Type /Annot /Subtype /Link /Rect [");
	bdl_pdf_reals(scratch, user, 4, decimals(&from->place));
	bdl_buffer_text(scratch, "] /Border [0 0 0] /F 4 /P ");
	bdl_pdf_ref(scratch, from->object);
	bdl_buffer_text(scratch, " /Dest ");
	link_dest(scratch, &plan->pages[l->target - 1], l->target_top);
	bdl_buffer_text(scratch, " >>");
	bdl_out_object(o, number, scratch);
}

static void write_annots(struct bdl_out *o, const struct bdl_plan *plan, unsigned page,
	const uint32_t *own, uint32_t own_count, struct bdl_buffer *scratch)
{
	const struct bdl_linked_page *p = &plan->pages[page - 1];
	struct bdl_link link;

	bdl_buffer_clear(scratch);
	bdl_buffer_byte(scratch, '[');
	for (uint32_t i = 0; i < own_count; i++) {
		bdl_pdf_ref(scratch, plan->parts[p->part].base + own[i]);
		bdl_buffer_byte(scratch, ' ');
	}
	for (uint32_t i = 0; i < p->link_count; i++) {
		bdl_pdf_ref(scratch, p->first_link + i);
		bdl_buffer_byte(scratch, ' ');
	}
	bdl_buffer_byte(scratch, ']');
	bdl_out_object(o, plan->first_annots + page - 1, scratch);
	for (uint32_t i = 0; i < p->link_count && bdl_plan_link(plan, page, i, &link); i++)
		write_link(o, plan, p->first_link + i, &link, scratch);
}

void bdl_write_pages(
	struct bdl_out *o, const struct bdl_plan *plan, size_t row, const struct bdl_part *part)
{
	struct bdl_buffer scratch = BDL_BUFFER_INIT;
	struct bdl_stamped stamped;

	for (uint32_t i = 0; i < part->page_count; i++) {
		unsigned page = bdl_bound_as(plan, row, i);
		const struct bdl_part_page *from = &part->pages[i];

		write_annots(o, plan, page, part->annots + from->first_annot, from->annot_count,
			&scratch);
		bdl_buffer_clear(&scratch);
		bdl_plan_stamped(plan, page, &stamped);
		bdl_stamp_content(&scratch, &plan->pages[page - 1].place,
			bdl_plan_furniture(plan, page), &stamped,
			plan->in->bundle->numbering.colour);
		bdl_out_stream(o, plan->first_stamp + page - 1, &scratch);
	}
	bdl_buffer_release(&scratch);
}
