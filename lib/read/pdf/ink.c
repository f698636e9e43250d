/*
 * Painter: colours, as far as being white goes, and text, as far as where it begins goes: that is
 * for fonts whose words nobody can read. See painter.h.
 */
#include "read/pdf/painter.h"

#include <math.h>
#include <string.h>

#define INVISIBLE 3 /* text rendering mode */

static bool is_white(const struct pdf_operation *o, bool ink)
{
	for (unsigned i = 0; i < o->number_count; i++)
		if (ink ? o->numbers[i] > 0 : o->numbers[i] < 1)
			return false;
	return o->number_count > 0;
}

/* In these spaces 1 is white (of one or three components) and 0 is white (of four). */
static bool is_plain_space(struct painter *p, struct paint_means *r, const struct pdf_operation *o)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *v;
	bool plain;

	if (!o->name)
		return false;
	if (!r->spaces)
		r->spaces = bdl_source_get(p->copy->source, &r->arena, r->resources, "/ColorSpace");
	v = bdl_source_resolve(
		p->copy->source, &a, bdl_value_find_name(r->spaces, o->name, o->name_length));
	if (v->type == PDF_ARRAY && v->first)
		plain = bdl_value_is_name(v->first, "/ICCBased") ||
			bdl_value_is_name(v->first, "/CalRGB") ||
			bdl_value_is_name(v->first, "/CalGray");
	else
		plain = o->name_length > 7 && memcmp(o->name, "/Device", 7) == 0;
	bdl_arena_release(&a);
	return plain;
}

bool bdl_paint_colour(struct painter *p, struct paint_means *r, const struct pdf_operation *o)
{
	struct paint_state *s = bdl_painter_now(p);

	switch (o->code) {
	case PDF_OP1('g'):
	case PDF_OP2('r', 'g'):
		s->white_fill = is_white(o, false);
		return true;
	case PDF_OP1('G'):
	case PDF_OP2('R', 'G'):
		s->white_pen = is_white(o, false);
		return true;
	case PDF_OP1('k'):
		s->white_fill = is_white(o, true);
		return true;
	case PDF_OP1('K'):
		s->white_pen = is_white(o, true);
		return true;
	case PDF_OP2('c', 's'):
		s->white_fill = false;
		s->plain_fill = is_plain_space(p, r, o);
		return true;
	case PDF_OP2('C', 'S'):
		s->white_pen = false;
		s->plain_pen = is_plain_space(p, r, o);
		return true;
	case PDF_OP2('s', 'c'):
	case PDF_OP3('s', 'c', 'n'):
		s->white_fill = s->plain_fill && !o->name && is_white(o, o->number_count == 4);
		return true;
	case PDF_OP2('S', 'C'):
	case PDF_OP3('S', 'C', 'N'):
		s->white_pen = s->plain_pen && !o->name && is_white(o, o->number_count == 4);
		return true;
	default:
		return false;
	}
}

/*
 * Words stand on their heads where up is down and right is left; where only one of the two is, they
 * are seen in a mirror, which turning the page does not mend.
 */
static void count_way(struct painter *p, const double m[6])
{
	static const int cosines[] = {1, 0, -1, 0}, sines[] = {0, 1, 0, -1};
	int quarter = p->ways->rotate / 90 % 4;
	double sign = bdl_painter_now(p)->text_backwards ? -1 : 1;
	/* as seen: what lies in user space, turned clockwise with the page */
	double right = sign * (m[0] * cosines[quarter] + m[1] * sines[quarter]);
	double up = sign * (m[3] * cosines[quarter] - m[2] * sines[quarter]);

	p->ways->all++;
	p->ways->upside_down += right < 0 && up < 0 && fabs(right) > hypot(m[0], m[1]) * 0.9 &&
				fabs(up) > hypot(m[2], m[3]) * 0.9;
}

static void show_text(struct painter *p)
{
	double m[6], at[4];

	bdl_matrix_join(p->text, bdl_painter_now(p)->matrix, m);
	if (p->ways) {
		if (bdl_painter_now(p)->text_mode != INVISIBLE)
			count_way(p, m);
		return;
	}
	at[0] = at[2] = m[4];
	at[1] = at[3] = m[5];
	if (bdl_painter_now(p)->text_mode != INVISIBLE && bdl_painter_reaches(p) &&
		bdl_rect_meets(at, p->target))
		bdl_painter_find(p, PDF_CORNER_LOOK);
}

static void next_line(struct painter *p, double x, double y)
{
	const double by[6] = {1, 0, 0, 1, x, y};

	bdl_matrix_join(by, p->line, p->line);
	memcpy(p->text, p->line, sizeof(p->text));
}

bool bdl_paint_text(struct painter *p, const struct pdf_operation *o)
{
	static const double identity[6] = {1, 0, 0, 1, 0, 0};
	const double *n = o->numbers;
	unsigned count = o->number_count;

	switch (o->code) {
	case PDF_OP2('B', 'T'):
		memcpy(p->text, identity, sizeof(p->text));
		memcpy(p->line, identity, sizeof(p->line));
		return true;
	case PDF_OP2('T', 'D'):
		bdl_painter_now(p)->leading = count >= 2 ? -n[count - 1] : 0;
		__attribute__((fallthrough));
	case PDF_OP2('T', 'd'):
		if (count >= 2)
			next_line(p, n[count - 2], n[count - 1]);
		return true;
	case PDF_OP2('T', 'm'):
		if (count >= 6) {
			memcpy(p->line, n + count - 6, sizeof(p->line));
			memcpy(p->text, p->line, sizeof(p->text));
		}
		return true;
	case PDF_OP2('T', 'L'):
		bdl_painter_now(p)->leading = count ? n[count - 1] : 0;
		return true;
	case PDF_OP2('T', 'f'):
		bdl_painter_now(p)->text_backwards = count && n[count - 1] < 0;
		return true;
	case PDF_OP2('T', 'r'):
		bdl_painter_now(p)->text_mode =
			count && fabs(n[count - 1]) < 100 ? (int)n[count - 1] : 0;
		return true;
	case PDF_OP1('\''):
	case PDF_OP1('"'):
		next_line(p, 0, -bdl_painter_now(p)->leading);
		show_text(p);
		return true;
	case PDF_OP2('T', '*'):
		next_line(p, 0, -bdl_painter_now(p)->leading);
		return true;
	case PDF_OP2('T', 'j'):
	case PDF_OP2('T', 'J'):
		show_text(p);
		return true;
	default:
		return false;
	}
}
