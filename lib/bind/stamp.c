/*
 * Stamp: see stamp.h. Everything is drawn in seen points, below one matrix that turns them into the
 * page's own.
 */
#include "bind/stamp.h"
#include "bind/pdf_text.h"

#include <math.h>
#include <string.h>

#define LEFT_EDGE 72.0
#define RIGHT_MARGIN 48.0
#define A4_WIDTH 595.28 /* for which draw has measured where the right header begins */
#define HEADER_BASELINE 40.0 /* below the top */
#define HAIRLINE 47.0 /* below the top */
#define UNDERLINE 1.9 /* below the baseline */
#define ACCENT "0.102 0.2392 0.451"

static void begin(struct bdl_buffer *out, const struct bdl_place *p)
{
	double m[6];

	bdl_buffer_text(out, "q\n/Artifact BMC\n");
	bdl_place_matrix(p, m);
	if (p->rotate == 0 && fabs(p->unit - 1) < 1e-9 && fabs(m[4]) + fabs(m[5]) < 1e-9)
		return;
	bdl_pdf_reals(out, m, 6, 9);
	bdl_buffer_text(out, " cm\n");
}

static void text(struct bdl_buffer *out, const char *font, double size, double x, double y,
	const char *words)
{
	bdl_buffer_printf(out, "BT /%s ", font);
	bdl_pdf_real(out, size, 4);
	bdl_buffer_text(out, " Tf ");
	bdl_pdf_reals(out, (const double[]){x, y}, 2, 4);
	bdl_buffer_text(out, " Td ");
	bdl_pdf_literal(out, words, strlen(words));
	bdl_buffer_text(out, " Tj ET\n");
}

static void line(struct bdl_buffer *out, const char *style, double left, double right, double y)
{
	bdl_buffer_printf(out, "%s ", style);
	bdl_pdf_reals(out, (const double[]){left, y}, 2, 4);
	bdl_buffer_text(out, " m ");
	bdl_pdf_reals(out, (const double[]){right, y}, 2, 4);
	bdl_buffer_text(out, " l S\n");
}

static void header(struct bdl_buffer *out, double width, double height, const struct bdl_stamp *s)
{
	double y = height - HEADER_BASELINE;

	bdl_buffer_text(out, "0 g\n");
	if (s->header_left && s->header_left[0])
		text(out, "BdlN", 10, LEFT_EDGE, y, s->header_left);
	if (s->header_right && s->header_right[0])
		text(out, "BdlN", 10, s->header_right_x + width - A4_WIDTH, y, s->header_right);
	line(out, "0.6 G 0.4 w", LEFT_EDGE, width - RIGHT_MARGIN, height - HAIRLINE);
}

static void foot(
	struct bdl_buffer *out, const struct bdl_stamp *s, const struct bdl_stamped *stamped)
{
	double y = stamped->foot_baseline, by = stamped->foot_left - LEFT_EDGE;

	if (s->foot && s->foot[0])
		text(out, "BdlN", 10, stamped->foot_left, y, s->foot);
	if (!s->foot_link || !s->foot_link[0])
		return;
	bdl_buffer_text(out, s->plain ? "0 g\n" : ACCENT " rg\n");
	text(out, "BdlN", 10, s->foot_link_left + by, y, s->foot_link);
	line(out, s->plain ? "0 G 0.5 w" : ACCENT " RG 0.5 w", s->foot_link_left + by,
		s->foot_link_right + by, y - UNDERLINE);
}

static void words(
	struct bdl_buffer *out, const char *colour, const char *font, const struct bdl_stamped_words *w)
{
	if (!w->words)
		return;
	bdl_buffer_printf(out, "%s\n", colour);
	text(out, font, w->size, w->left, w->baseline, w->words);
}

void bdl_stamp_content(struct bdl_buffer *out, const struct bdl_place *p,
	const struct bdl_stamp *furniture, const struct bdl_stamped *stamped,
	enum bdl_number_colour colour)
{
	static const char *const colours[] = {"0 g", "0 0 0.7 rg", "0.7 0 0 rg"};

	begin(out, p);
	if (furniture) {
		header(out, bdl_place_width(p), bdl_place_height(p), furniture);
		foot(out, furniture, stamped);
	}
	for (int kind = BDL_SLOT_COUNT - 1; kind > BDL_SLOT_NUMBER; kind--)
		words(out, colours[BDL_NUMBER_BLACK], "BdlN", &stamped->at[kind]);
	words(out, colours[colour], "BdlB", &stamped->at[BDL_SLOT_NUMBER]);
	bdl_buffer_text(out, "EMC\nQ");
}
