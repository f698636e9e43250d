/* See path.h. */
#include "read/pdf/path.h"

#include <math.h>
#include <string.h>

#define CURVE_STEPS 8
#define THIN 1.5 /* units: a surface as narrow as that is a line */

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

bool bdl_rect_meets(const double a[4], const double b[4])
{
	return !(a[0] > b[2] || a[2] < b[0] || a[1] > b[3] || a[3] < b[1]);
}

void bdl_rect_cut(double a[4], const double b[4])
{
	a[0] = larger(a[0], b[0]);
	a[1] = larger(a[1], b[1]);
	a[2] = smaller(a[2], b[2]);
	a[3] = smaller(a[3], b[3]);
}

double bdl_matrix_x(const double m[6], double x, double y)
{
	return m[0] * x + m[2] * y + m[4];
}

double bdl_matrix_y(const double m[6], double x, double y)
{
	return m[1] * x + m[3] * y + m[5];
}

void bdl_matrix_join(const double a[6], const double b[6], double out[6])
{
	const double r[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
		a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
		a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};

	memcpy(out, r, sizeof(r));
}

static void include(double bounds[4], double x, double y, bool first)
{
	bounds[0] = first ? x : smaller(bounds[0], x);
	bounds[1] = first ? y : smaller(bounds[1], y);
	bounds[2] = first ? x : larger(bounds[2], x);
	bounds[3] = first ? y : larger(bounds[3], y);
}

void bdl_rect_through(const double r[4], const double m[6], double out[4])
{
	for (int i = 0; i < 4; i++) {
		double x = i & 1 ? r[2] : r[0], y = i & 2 ? r[3] : r[1];

		include(out, bdl_matrix_x(m, x, y), bdl_matrix_y(m, x, y), i == 0);
	}
}

void bdl_path_clear(struct pdf_path *p)
{
	p->count = 0;
	p->overflow = p->any = false;
}

static void add(struct pdf_path *p, double x, double y, bool starts)
{
	include(p->bounds, x, y, !p->any);
	p->any = true;
	if (p->count == PATH_POINTS) {
		p->overflow = true;
		return;
	}
	p->x[p->count] = x;
	p->y[p->count] = y;
	p->starts[p->count++] = starts;
}

void bdl_path_move(struct pdf_path *p, double x, double y)
{
	add(p, x, y, true);
}

void bdl_path_line(struct pdf_path *p, double x, double y)
{
	add(p, x, y, !p->any);
}

void bdl_path_curve(struct pdf_path *p, const double c[6])
{
	double x0 = p->count ? p->x[p->count - 1] : c[0], y0 = p->count ? p->y[p->count - 1] : c[1];

	for (int i = 1; i <= CURVE_STEPS; i++) {
		double t = (double)i / CURVE_STEPS, u = 1 - t;
		double w[4] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};

		bdl_path_line(p, w[0] * x0 + w[1] * c[0] + w[2] * c[2] + w[3] * c[4],
			w[0] * y0 + w[1] * c[1] + w[2] * c[3] + w[3] * c[5]);
	}
}

void bdl_path_close(struct pdf_path *p)
{
	size_t i = p->count;

	while (i > 0 && !p->starts[i - 1])
		i--;
	if (i > 0)
		bdl_path_line(p, p->x[i - 1], p->y[i - 1]);
}

/* Narrows the stretch t[0] to t[1] of a line to where from + t * way lies between low and high. */
static bool narrow(double from, double way, double low, double high, double t[2])
{
	double first, last;

	if (fabs(way) < 1e-9)
		return from >= low && from <= high;
	first = (low - from) / way;
	last = (high - from) / way;
	t[0] = larger(t[0], smaller(first, last));
	t[1] = smaller(t[1], larger(first, last));
	return t[0] <= t[1];
}

bool bdl_path_strokes(const struct pdf_path *p, double width, const double r[4])
{
	const double wide[4] = {
		r[0] - width / 2, r[1] - width / 2, r[2] + width / 2, r[3] + width / 2};

	if (!p->any || !bdl_rect_meets(p->bounds, wide))
		return false;
	if (p->overflow)
		return true;
	for (size_t i = 1; i < p->count; i++) {
		double t[2] = {0, 1};

		if (!p->starts[i] &&
			narrow(p->x[i - 1], p->x[i] - p->x[i - 1], wide[0], wide[2], t) &&
			narrow(p->y[i - 1], p->y[i] - p->y[i - 1], wide[1], wide[3], t))
			return true;
	}
	return false;
}

enum path_meets bdl_path_fills(const struct pdf_path *p, const double r[4])
{
	enum path_meets worst = PATH_MISSES;
	double bounds[4];

	if (!p->any || !bdl_rect_meets(p->bounds, r))
		return PATH_MISSES;
	if (p->overflow)
		return PATH_WIDE;
	for (size_t i = 0; i < p->count; i++) {
		include(bounds, p->x[i], p->y[i], p->starts[i] || i == 0);
		if ((i + 1 < p->count && !p->starts[i + 1]) || !bdl_rect_meets(bounds, r))
			continue;
		if (bounds[2] - bounds[0] <= THIN || bounds[3] - bounds[1] <= THIN)
			return PATH_THIN;
		worst = PATH_WIDE;
	}
	return worst;
}
