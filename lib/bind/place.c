/* Place: quarter turns and the user unit. Pure. */
#include "bind/place.h"

#include <math.h>

double bdl_place_width(const struct bdl_place *p)
{
	return (p->rotate % 180 ? p->box[3] - p->box[1] : p->box[2] - p->box[0]) * p->unit;
}

double bdl_place_height(const struct bdl_place *p)
{
	return (p->rotate % 180 ? p->box[2] - p->box[0] : p->box[3] - p->box[1]) * p->unit;
}

void bdl_place_matrix(const struct bdl_place *p, double m[6])
{
	/*
	 * on a page that is turned clockwise, what is seen as right lies turned counter-clockwise
	 * in user space
	 */
	static const double right[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
	int turn = p->rotate / 90 % 4;

	m[0] = right[turn][0] / p->unit;
	m[1] = right[turn][1] / p->unit;
	m[2] = -m[1];
	m[3] = m[0];
	/* the corner that is seen at the lower left */
	m[4] = turn == 0 || turn == 3 ? p->box[0] : p->box[2];
	m[5] = turn == 0 || turn == 1 ? p->box[1] : p->box[3];
}

void bdl_place_point(const struct bdl_place *p, double x, double y, double user[2])
{
	double m[6];

	bdl_place_matrix(p, m);
	user[0] = m[0] * x + m[2] * y + m[4];
	user[1] = m[1] * x + m[3] * y + m[5];
}

void bdl_place_rect(const struct bdl_place *p, const double seen[4], double user[4])
{
	double a[2], b[2];

	bdl_place_point(p, seen[0], seen[1], a);
	bdl_place_point(p, seen[2], seen[3], b);
	for (int i = 0; i < 2; i++) {
		user[i] = fmin(a[i], b[i]);
		user[2 + i] = fmax(a[i], b[i]);
	}
}
