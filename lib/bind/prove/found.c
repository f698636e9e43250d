/*
 * Prove, a page as it stands in the file: its visible box, how it is turned, its links, its last
 * content stream. The way from user space to what is seen is worked out here anew, one quarter turn
 * at a time.
 */
#include "bind/prove/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINKS_A_REST 32u

/* "[ 0 0 595.28 841.89 ]": the four numbers at once, which is ten times as quick as one by one. */
static bool read_four(struct prover *p, qpdf_oh box, double out[4])
{
	const char *at = qpdf_oh_unparse_resolved(p->q, box), *end;

	if (*at++ != '[')
		return false;
	for (int i = 0; i < 4; i++) {
		while (*at == ' ')
			at++;
		out[i] = bdl_prover_decimal(at, &end);
		if (end == at || (*end != ' ' && *end != ']'))
			return false;
		at = end;
	}
	while (*at == ' ')
		at++;
	return at[0] == ']' && at[1] == '\0';
}

static bool read_box(struct prover *p, qpdf_oh page, const char *key, double out[4])
{
	qpdf_oh box = bdl_prover_key(p, page, key);
	double c[4];

	if (!qpdf_oh_is_array(p->q, box) || qpdf_oh_get_array_n_items(p->q, box) != 4)
		return false;
	if (!read_four(p, box, c))
		for (int i = 0; i < 4; i++)
			c[i] = bdl_prover_number(p, bdl_prover_item(p, box, i));
	out[0] = fmin(c[0], c[2]);
	out[1] = fmin(c[1], c[3]);
	out[2] = fmax(c[0], c[2]);
	out[3] = fmax(c[1], c[3]);
	return true;
}

void bdl_find_place(struct prover *p, qpdf_oh page, struct found_page *out)
{
	qpdf_oh unit = bdl_prover_key(p, page, "/UserUnit"),
		turn = bdl_prover_key(p, page, "/Rotate");
	double crop[4];

	memset(out->box, 0, sizeof(out->box));
	read_box(p, page, "/MediaBox", out->box);
	if (read_box(p, page, "/CropBox", crop)) {
		double both[4] = {fmax(out->box[0], crop[0]), fmax(out->box[1], crop[1]),
			fmin(out->box[2], crop[2]), fmin(out->box[3], crop[3])};

		/* readers pass over a crop box that lies outside the page */
		if (both[0] < both[2] && both[1] < both[3])
			memcpy(out->box, both, sizeof(both));
	}
	out->unit = bdl_prover_number(p, unit);
	if (!(out->unit > 0))
		out->unit = 1;
	out->turn =
		qpdf_oh_is_integer(p->q, turn) ? qpdf_oh_get_int_value_as_int(p->q, turn) % 360 : 0;
	if (out->turn < 0)
		out->turn += 360;
}

/* Turns a point and the size of the box that it lies in clockwise by a quarter, `times` times. */
static void quarter_turns(int times, double at[2], double size[2])
{
	for (; times > 0; times--) {
		double x = at[0], width = size[0];

		at[0] = at[1];
		at[1] = width - x;
		size[0] = size[1];
		size[1] = width;
	}
}

void bdl_as_seen(const struct found_page *page, double x, double y, double seen[2])
{
	double size[2] = {page->box[2] - page->box[0], page->box[3] - page->box[1]};

	seen[0] = x - page->box[0];
	seen[1] = y - page->box[1];
	quarter_turns(page->turn / 90, seen, size);
	seen[0] *= page->unit;
	seen[1] *= page->unit;
}

static void seen_size(const struct found_page *page, double size[2])
{
	double ignored[2] = {0, 0};

	size[0] = page->box[2] - page->box[0];
	size[1] = page->box[3] - page->box[1];
	quarter_turns(page->turn / 90, ignored, size);
	size[0] *= page->unit;
	size[1] *= page->unit;
}

double bdl_seen_width(const struct found_page *page)
{
	double size[2];

	seen_size(page, size);
	return size[0];
}

double bdl_seen_height(const struct found_page *page)
{
	double size[2];

	seen_size(page, size);
	return size[1];
}

/* How high on the target page, as seen, the destination's place is. */
static void find_height(struct prover *p, qpdf_oh dest, struct found_link *link)
{
	qpdf_oh left = bdl_prover_item(p, dest, 2), top = bdl_prover_item(p, dest, 3);
	struct found_page *target = &p->target;
	double seen[2];

	if (target->number != link->target) {
		bdl_find_place(p, bdl_prover_item(p, dest, 0), target);
		target->number = link->target;
	}
	link->target_height = bdl_seen_height(target);
	link->height = (double)NAN;
	if (qpdf_oh_is_null(p->q, target->turn % 180 ? left : top))
		return;
	bdl_as_seen(target, bdl_prover_number(p, left), bdl_prover_number(p, top), seen);
	link->height = seen[1];
}

static void find_link(struct prover *p, qpdf_oh annot)
{
	struct found_page *page = &p->page;
	qpdf_oh dest = bdl_prover_key(p, annot, "/Dest");
	struct found_link link = {.target = 0}, *grown;
	double box[4], a[2], b[2];

	if (!bdl_prover_is_name(p, bdl_prover_key(p, annot, "/Subtype"), "/Link") ||
		!qpdf_oh_is_array(p->q, dest) || !read_box(p, annot, "/Rect", box))
		return;
	link.target = bdl_prover_target(p, dest, &link.keeps_zoom);
	if (!link.target)
		return;
	bdl_as_seen(page, box[0], box[1], a);
	bdl_as_seen(page, box[2], box[3], b);
	for (int i = 0; i < 2; i++) {
		link.box[i] = fmin(a[i], b[i]);
		link.box[i + 2] = fmax(a[i], b[i]);
	}
	find_height(p, dest, &link);
	if (page->link_count == page->link_space) {
		page->link_space = page->link_space * 2 + 16;
		grown = realloc(page->links, page->link_space * sizeof(*grown));
		if (!grown) {
			p->out_of_memory = true;
			page->link_space = page->link_count;
			return;
		}
		page->links = grown;
	}
	page->links[page->link_count++] = link;
}

bool bdl_find_link(struct prover *p)
{
	if (!p->page.annots_unread)
		return false;
	/* the index leads to pages all over the file */
	if (++p->links_read % LINKS_A_REST == 0)
		bdl_prover_let_go(p);
	find_link(p, bdl_prover_item(p, p->page.annots, (int)--p->page.annots_unread));
	return true;
}

static void find_shows(struct prover *p)
{
	struct found_page *page = &p->page;
	qpdf_oh contents = bdl_prover_key(p, page->object, "/Contents"), last;
	unsigned char *bytes = NULL;
	const char *fault;
	size_t length = 0;

	page->show_count = 0;
	last = bdl_prover_item(p, contents, qpdf_oh_get_array_n_items(p->q, contents) - 1);
	/* the status also tells of warnings from long ago, so that only its error bit counts */
	if (!qpdf_oh_is_stream(p->q, last) ||
		(qpdf_oh_get_stream_data(p->q, last, qpdf_dl_generalized, NULL, &bytes, &length) &
			QPDF_ERRORS)) {
		bdl_prover_say(p, "page %u: has no content stream for its number", page->number);
		(void)bdl_prover_trouble(p);
		free(bytes);
		return;
	}
	fault = bdl_read_shows((const char *)bytes, length, page->shows, &page->show_count);
	free(bytes);
	if (fault)
		bdl_prover_say(p, "page %u: its last content stream holds %s", page->number, fault);
}

void bdl_find_page(struct prover *p, unsigned number)
{
	struct found_page *page = &p->page;

	qpdf_oh_release_all(p->q);
	page->number = number;
	page->object = qpdf_get_object_by_id(p->q, p->page_object[number - 1], 0);
	if (!bdl_prover_is_name(p, bdl_prover_key(p, page->object, "/Type"), "/Page") ||
		qpdf_oh_has_key(p->q, page->object, "/Kids"))
		bdl_prover_say(p, "page %u: is no page", number);
	page->link_count = page->words_claimed = 0;
	bdl_find_place(p, page->object, page);
	page->annots = bdl_prover_key(p, page->object, "/Annots");
	page->annot_count = qpdf_oh_is_array(p->q, page->annots)
				    ? (unsigned)qpdf_oh_get_array_n_items(p->q, page->annots)
				    : 0;
	page->annots_unread = page->annot_count;
	find_shows(p);
	if (bdl_prover_trouble(p))
		bdl_prover_say(p, "page %u: cannot be read", number);
}
