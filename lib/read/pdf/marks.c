/* See marks.h. Operators of ISO 32000-1, annex A, as far as they put marks on paper. */
#include "read/pdf/painter.h"

#include <stdlib.h>
#include <string.h>

#define FORMS_DEEP 12
#define OPERATIONS_MOST 3000000u /* of one page, forms included; beyond, somebody has to look */

struct paint_state *bdl_painter_now(struct painter *p)
{
	return &p->states[p->depth < PAINTER_STATES ? p->depth : PAINTER_STATES - 1];
}

void bdl_painter_find(struct painter *p, enum pdf_corner what)
{
	if (what > p->verdict && !p->cover)
		p->verdict = what;
}

bool bdl_painter_reaches(struct painter *p)
{
	return bdl_rect_meets(bdl_painter_now(p)->clip, p->target);
}

static void save(struct painter *p)
{
	if (p->depth + 1 < PAINTER_STATES)
		p->states[p->depth + 1] = p->states[p->depth];
	p->depth++;
}

static void restore(struct painter *p, size_t floor)
{
	if (p->depth > floor)
		p->depth--;
}

static void run(struct painter *p, const struct pdf_value *resources, const char *content,
	size_t length, unsigned deep);

static bool numbers(
	struct painter *p, struct bdl_arena *a, const struct pdf_value *v, double *out, size_t want)
{
	size_t i = 0;

	v = bdl_source_resolve(p->copy->source, a, v);
	for (const struct pdf_value *m = v->type == PDF_ARRAY ? v->first : NULL; m && i < want;
		m = m->next)
		if (m->type == PDF_NUMBER)
			out[i++] = m->number;
	return i == want;
}

static void form(struct painter *p, struct bdl_arena *a, const struct pdf_value *ref,
	const struct pdf_value *dict, const struct pdf_value *resources, unsigned deep)
{
	const struct pdf_value *own = bdl_source_get(p->copy->source, a, dict, "/Resources");
	double matrix[6], box[4], bounds[4];
	struct pdf_bytes bytes;

	save(p);
	if (numbers(p, a, bdl_value_find(dict, "/Matrix"), matrix, 6))
		bdl_matrix_join(matrix, bdl_painter_now(p)->matrix, bdl_painter_now(p)->matrix);
	if (numbers(p, a, bdl_value_find(dict, "/BBox"), box, 4)) {
		bdl_rect_through(box, bdl_painter_now(p)->matrix, bounds);
		bdl_rect_cut(bdl_painter_now(p)->clip, bounds);
	}
	if (!bdl_painter_reaches(p)) {
		restore(p, 0);
		return;
	}
	if (deep < FORMS_DEEP &&
		bdl_source_decoded(p->copy->source, ref->id, ref->generation, &bytes) == 0) {
		run(p, own->type == PDF_DICT ? own : resources, (const char *)bytes.data,
			bytes.length, deep + 1);
		free(bytes.data);
	} else {
		bdl_painter_find(p, PDF_CORNER_LOOK);
	}
	restore(p, 0);
}

static void external(
	struct painter *p, struct paint_means *r, const struct pdf_operation *o, unsigned deep)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *ref, *dict;

	if (!o->name || !bdl_painter_reaches(p))
		return;
	if (!r->xobjects)
		r->xobjects = bdl_source_get(p->copy->source, &r->arena, r->resources, "/XObject");
	ref = bdl_value_find_name(r->xobjects, o->name, o->name_length);
	dict = bdl_source_resolve(p->copy->source, &a, ref);
	if (bdl_value_is_name(bdl_source_get(p->copy->source, &a, dict, "/Subtype"), "/Form"))
		form(p, &a, ref, dict, r->resources, deep);
	else if (!p->ways)
		bdl_paint_picture(p);
	bdl_arena_release(&a);
}

static void operate(struct painter *p, struct paint_means *r, const struct pdf_operation *o,
	size_t floor, unsigned deep)
{
	switch (o->code) {
	case PDF_OP1('q'):
		save(p);
		break;
	case PDF_OP1('Q'):
		restore(p, floor);
		break;
	case PDF_OP2('c', 'm'):
		if (o->number_count >= 6)
			bdl_matrix_join(o->numbers + o->number_count - 6,
				bdl_painter_now(p)->matrix, bdl_painter_now(p)->matrix);
		break;
	case PDF_OP1('w'):
		bdl_painter_now(p)->pen = o->number_count ? o->numbers[o->number_count - 1] : 1;
		break;
	case PDF_OP2('D', 'o'):
		external(p, r, o, deep);
		break;
	case PDF_OP2('B', 'I'):
		if (!p->ways)
			bdl_paint_picture(p);
		break;
	case PDF_OP2('s', 'h'):
		if (bdl_painter_reaches(p))
			bdl_painter_find(p, PDF_CORNER_LOOK);
		break;
	default:
		if (p->ways)
			(void)bdl_paint_text(p, o);
		else if (!bdl_paint_path(p, o) && !bdl_paint_text(p, o))
			bdl_paint_colour(p, r, o);
		break;
	}
}

static void run(struct painter *p, const struct pdf_value *resources, const char *content,
	size_t length, unsigned deep)
{
	struct paint_means r = {.resources = resources};
	size_t floor = p->depth;
	struct pdf_content c;
	struct pdf_operation o;

	bdl_content_init(&c, content, length);
	while (p->verdict != PDF_CORNER_TAKEN && bdl_content_next(&c, &o)) {
		if (++p->operations > OPERATIONS_MOST) {
			bdl_painter_find(p, PDF_CORNER_LOOK);
			break;
		}
		operate(p, &r, &o, floor, deep);
	}
	p->depth = floor;
	bdl_arena_release(&r.arena);
}

static struct painter *new_painter(
	struct pdf_copy *c, const double rectangle[4], const double seen[4])
{
	struct painter *p = calloc(1, sizeof(*p));
	struct paint_state *s;

	if (!p) {
		c->failed = true;
		return NULL;
	}
	p->copy = c;
	p->target = rectangle;
	s = &p->states[0];
	s->matrix[0] = s->matrix[3] = s->pen = 1;
	memcpy(s->clip, seen, sizeof(s->clip));
	s->plain_fill = s->plain_pen = true;
	return p;
}

enum pdf_corner bdl_marks_in(struct pdf_copy *c, const struct pdf_value *resources,
	const char *content, size_t length, const double rectangle[4], const double seen[4])
{
	struct painter *p = new_painter(c, rectangle, seen);
	enum pdf_corner verdict;

	if (!p)
		return PDF_CORNER_LOOK;
	run(p, resources, content, length, 0);
	verdict = p->verdict;
	free(p);
	return verdict;
}

double bdl_marks_pictures(struct pdf_copy *c, const struct pdf_value *resources,
	const char *content, size_t length, const double seen[4])
{
	struct painter *p = new_painter(c, seen, seen);
	struct paint_cover cover = {0};
	unsigned covered = 0;

	if (!p)
		return 0;
	p->cover = &cover;
	run(p, resources, content, length, 0);
	free(p);
	for (size_t i = 0; i < COVER_SIDE * COVER_SIDE; i++)
		covered += cover.cells[i / COVER_SIDE][i % COVER_SIDE];
	return covered / (double)(COVER_SIDE * COVER_SIDE);
}

bool bdl_marks_upside_down(struct pdf_copy *c, const struct pdf_value *resources,
	const char *content, size_t length, const struct pdf_page *page)
{
	struct painter *p = new_painter(c, page->box, page->box);
	struct paint_ways ways = {.rotate = page->rotate};

	if (!p)
		return false;
	p->ways = &ways;
	run(p, resources, content, length, 0);
	free(p);
	return ways.all > 0 && ways.upside_down == ways.all;
}
