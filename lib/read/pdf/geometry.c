/* Geometry of a page: from what is seen to user space and back. See pages.h. */
#include "read/pdf/pages.h"

static bool lies(const struct pdf_page *p)
{
	return p->rotate == 90 || p->rotate == 270;
}

double bdl_page_width(const struct pdf_page *p)
{
	return lies(p) ? p->box[3] - p->box[1] : p->box[2] - p->box[0];
}

double bdl_page_height(const struct pdf_page *p)
{
	return lies(p) ? p->box[2] - p->box[0] : p->box[3] - p->box[1];
}

static void put(double out[4], double left, double bottom, double right, double top)
{
	out[0] = left;
	out[1] = bottom;
	out[2] = right;
	out[3] = top;
}

/* /Rotate turns clockwise: at 90 the left edge of user space is seen at the top. */
void bdl_page_seen_rect(
	const struct pdf_page *p, double x0, double y0, double x1, double y1, double out[4])
{
	const double *b = p->box;

	switch (p->rotate) {
	case 90:
		put(out, b[2] - y1, b[1] + x0, b[2] - y0, b[1] + x1);
		break;
	case 180:
		put(out, b[2] - x1, b[3] - y1, b[2] - x0, b[3] - y0);
		break;
	case 270:
		put(out, b[0] + y0, b[3] - x1, b[0] + y1, b[3] - x0);
		break;
	default:
		put(out, b[0] + x0, b[1] + y0, b[0] + x1, b[1] + y1);
		break;
	}
}

/* The slots on this page, in points. */
static void lay(const struct pdf_pages *pages, const struct pdf_page *p,
	struct bdl_slot slots[BDL_SLOT_COUNT])
{
	bdl_stamping_lay(&pages->stamping, bdl_page_width(p) * p->user_unit,
		bdl_page_height(p) * p->user_unit, slots);
}

size_t bdl_page_reserved(
	const struct pdf_pages *pages, const struct pdf_page *p, double out[BDL_SLOT_COUNT][4])
{
	struct bdl_slot slots[BDL_SLOT_COUNT];
	size_t count = 0;

	lay(pages, p, slots);
	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++) {
		if (!slots[kind].used)
			continue;
		for (int side = 0; side < 4; side++)
			out[count][side] = slots[kind].box[side] / p->user_unit;
		count++;
	}
	return count;
}

void bdl_page_anchor(const struct pdf_page *p, double out[2])
{
	double middle = bdl_page_width(p) / 2, r[4];

	bdl_page_seen_rect(p, middle, p->fixed, middle, p->fixed, r);
	out[0] = r[0];
	out[1] = r[1];
}

void bdl_page_upper_left(const struct pdf_page *p, double out[2])
{
	double top = bdl_page_height(p), r[4];

	bdl_page_seen_rect(p, 0, top, 0, top, r);
	out[0] = r[0];
	out[1] = r[1];
}

static double moved(const struct pdf_page *p, double value, int axis)
{
	double anchor[2];

	if (p->scale >= 1)
		return value;
	bdl_page_anchor(p, anchor);
	return anchor[axis] + p->scale * (value - anchor[axis]);
}

double bdl_page_x(const struct pdf_page *p, double x)
{
	return moved(p, x, 0);
}

double bdl_page_y(const struct pdf_page *p, double y)
{
	return moved(p, y, 1);
}

void bdl_page_scale(const struct pdf_pages *pages, struct pdf_page *p)
{
	double height = bdl_page_height(p), foot, head;
	struct bdl_slot slots[BDL_SLOT_COUNT];

	lay(pages, p, slots);
	bdl_stamping_strips(slots, height * p->user_unit, &foot, &head);
	p->scale = (height - (foot + head) / p->user_unit) / height;
	p->fixed = head > 0 ? height * foot / (foot + head) : height;
}
