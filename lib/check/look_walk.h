/*
 * Look, the walk through one page's content: what look_content.c and look_text.c share, and nobody else.
 */
#ifndef BDL_CHECK_LOOK_WALK_H
#define BDL_CHECK_LOOK_WALK_H

#include "check/look.h"
#include "read/pdf/content.h"

#include <string.h>

#define LOOK_STATES_MOST 64u

/* The graphics state, 8.4, as far as it matters. */
struct look_state {
	double ctm[6];
	double colour[3];
	const struct pdf_value *space; /* of the fill colour where it is none of the plain ones */
	double size, spacing, word_spacing, stretch, leading, rise;
	int mode;
	uint32_t font;
	bool has_font;
};

/* One page. */
struct look_walk {
	struct look *look;
	struct bdl_seen_page *page;
	struct bdl_arena arena;
	unsigned operations;
	struct look_state stack[LOOK_STATES_MOST];
	unsigned depth;
	double text[6], line[6];
	struct look_box path; /* what the path at hand covers, as seen; left above right: nothing yet */
};

enum { LOOK_FONTS, LOOK_OBJECTS, LOOK_SPACES, LOOK_KINDS };

/* One stream with the resources that its names are found in. */
struct look_stream {
	struct look_walk *walk;
	const struct pdf_value *resources;
	unsigned depth, base; /* forms above; states that are not this stream's to take away */
	const struct pdf_value *kinds[LOOK_KINDS]; /* dictionaries of resources, once they were asked for */
	struct pdf_content content;
	size_t before; /* where the operands of the operation at hand begin */
};

/* out = a times b, as matrices of 8.3.3; out may be either. */
static inline void look_multiply(const double a[6], const double b[6], double out[6])
{
	const double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
		a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
		a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};

	memcpy(out, m, sizeof(m));
}

static inline struct look_state *look_now(struct look_walk *w)
{
	return &w->stack[w->depth];
}

/* A place on a page; 0 where it is none that a page could have. */
static inline double look_finite(double v)
{
	return v > -1e7 && v < 1e7 ? v : 0;
}

/* ---- look_content.c ---- */

/* What the resources have under the name of the operation; null where there is nothing. kind: LOOK_FONTS and so on. */
const struct pdf_value *look_resource(
	struct look_stream *s, unsigned kind, const struct pdf_operation *op);

/* ---- look_text.c ---- */

/* Takes an operation of a text object, 9.4: moves on, and adds what is shown to the runs of the page. */
void look_text_operation(struct look_stream *s, const struct pdf_operation *op);

#endif
