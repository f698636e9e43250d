/* Painter: paths, surfaces and pictures, and where they meet the rectangle. See painter.h. */
#include "read/pdf/painter.h"

#include <math.h>
#include <string.h>

static void place(struct painter *p, const double *n, double out[2])
{
	out[0] = bdl_matrix_x(bdl_painter_now(p)->matrix, n[0], n[1]);
	out[1] = bdl_matrix_y(bdl_painter_now(p)->matrix, n[0], n[1]);
}

static void add_rectangle(struct painter *p, const double *n)
{
	const double corners[4][2] = {
		{n[0], n[1]}, {n[0] + n[2], n[1]}, {n[0] + n[2], n[1] + n[3]}, {n[0], n[1] + n[3]}};

	for (int i = 0; i < 4; i++) {
		double at[2];

		place(p, corners[i], at);
		if (i == 0)
			bdl_path_move(&p->path, at[0], at[1]);
		else
			bdl_path_line(&p->path, at[0], at[1]);
	}
	bdl_path_close(&p->path);
}

/* first, second: control points, or NULL where they are the current point or the end. */
static void add_curve(
	struct painter *p, const double *first, const double *second, const double *end)
{
	double c[6];

	place(p, end, c + 4);
	if (second)
		place(p, second, c + 2);
	else
		memcpy(c + 2, c + 4, 2 * sizeof(*c));
	if (first) {
		place(p, first, c);
	} else if (p->path.count) {
		c[0] = p->path.x[p->path.count - 1];
		c[1] = p->path.y[p->path.count - 1];
	} else {
		memcpy(c, c + 2, 2 * sizeof(*c));
	}
	bdl_path_curve(&p->path, c);
}

static double pen_width(struct painter *p)
{
	const double *m = bdl_painter_now(p)->matrix;

	return bdl_painter_now(p)->pen * sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
}

static void paint(struct painter *p, bool fill, bool stroke)
{
	double shown[4];

	memcpy(shown, p->target, sizeof(shown));
	bdl_rect_cut(shown, bdl_painter_now(p)->clip);
	if (bdl_painter_reaches(p) && stroke && !bdl_painter_now(p)->white_pen &&
		bdl_path_strokes(&p->path, pen_width(p), shown))
		bdl_painter_find(p, PDF_CORNER_TAKEN);
	if (bdl_painter_reaches(p) && fill && !bdl_painter_now(p)->white_fill) {
		enum path_meets meets = bdl_path_fills(&p->path, shown);

		if (meets != PATH_MISSES)
			bdl_painter_find(
				p, meets == PATH_THIN ? PDF_CORNER_TAKEN : PDF_CORNER_LOOK);
	}
	if (p->clips && p->path.any)
		bdl_rect_cut(bdl_painter_now(p)->clip, p->path.bounds);
	p->clips = false;
	bdl_path_clear(&p->path);
}

static void cover(struct painter *p, const double bounds[4])
{
	double across = (p->target[2] - p->target[0]) / COVER_SIDE;
	double down = (p->target[3] - p->target[1]) / COVER_SIDE;

	for (int row = 0; row < COVER_SIDE; row++) {
		double y = p->target[1] + down * (row + 0.5);

		for (int column = 0; column < COVER_SIDE; column++) {
			double x = p->target[0] + across * (column + 0.5);

			if (x >= bounds[0] && x <= bounds[2] && y >= bounds[1] && y <= bounds[3])
				p->cover->cells[row][column] = true;
		}
	}
}

void bdl_paint_picture(struct painter *p)
{
	static const double unit[4] = {0, 0, 1, 1};
	double bounds[4];

	bdl_rect_through(unit, bdl_painter_now(p)->matrix, bounds);
	bdl_rect_cut(bounds, bdl_painter_now(p)->clip);
	if (p->cover)
		cover(p, bounds);
	else if (bdl_rect_meets(bounds, p->target))
		bdl_painter_find(p, PDF_CORNER_LOOK);
}

static bool build_path(struct painter *p, const struct pdf_operation *o)
{
	const double *n = o->numbers + o->number_count; /* one behind the last */
	double at[2];

	switch (o->code) {
	case PDF_OP1('m'):
	case PDF_OP1('l'):
		if (o->number_count < 2)
			return true;
		place(p, n - 2, at);
		if (o->code == PDF_OP1('m'))
			bdl_path_move(&p->path, at[0], at[1]);
		else
			bdl_path_line(&p->path, at[0], at[1]);
		return true;
	case PDF_OP1('c'):
		if (o->number_count >= 6)
			add_curve(p, n - 6, n - 4, n - 2);
		return true;
	case PDF_OP1('v'):
		if (o->number_count >= 4)
			add_curve(p, NULL, n - 4, n - 2);
		return true;
	case PDF_OP1('y'):
		if (o->number_count >= 4)
			add_curve(p, n - 4, NULL, n - 2);
		return true;
	case PDF_OP1('h'):
		bdl_path_close(&p->path);
		return true;
	case PDF_OP2('r', 'e'):
		if (o->number_count >= 4)
			add_rectangle(p, n - 4);
		return true;
	default:
		return false;
	}
}

static bool end_path(struct painter *p, const struct pdf_operation *o)
{
	switch (o->code) {
	case PDF_OP1('s'):
	case PDF_OP1('b'):
	case PDF_OP2('b', '*'):
		bdl_path_close(&p->path);
		paint(p, o->code != PDF_OP1('s'), true);
		return true;
	case PDF_OP1('S'):
		paint(p, false, true);
		return true;
	case PDF_OP1('f'):
	case PDF_OP1('F'):
	case PDF_OP2('f', '*'):
		paint(p, true, false);
		return true;
	case PDF_OP1('B'):
	case PDF_OP2('B', '*'):
		paint(p, true, true);
		return true;
	case PDF_OP1('n'):
		paint(p, false, false);
		return true;
	case PDF_OP1('W'):
	case PDF_OP2('W', '*'):
		p->clips = true;
		return true;
	default:
		return false;
	}
}

bool bdl_paint_path(struct painter *p, const struct pdf_operation *o)
{
	return build_path(p, o) || end_path(p, o);
}
