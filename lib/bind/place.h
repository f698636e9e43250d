/*
 * Place: where things stand on a page as a reader sees it. "Seen" coordinates are points (1/72
 * inch) from the lower left corner of the upright page; user space is the page's own, turned by
 * /Rotate, moved by its boxes and scaled by /UserUnit.
 */
#ifndef BDL_BIND_PLACE_H
#define BDL_BIND_PLACE_H

struct bdl_place {
	double box[4]; /* the visible box in user space: left, bottom, right, top */
	double unit; /* of user space, in points */
	int rotate; /* clockwise: 0, 90, 180, 270 */
};

/* Of the page as seen, in points. */
double bdl_place_width(const struct bdl_place *p);
double bdl_place_height(const struct bdl_place *p);

/* The matrix (as for the operator cm) that takes seen points to user space. */
void bdl_place_matrix(const struct bdl_place *p, double m[6]);
void bdl_place_point(const struct bdl_place *p, double x, double y, double user[2]);
/* Left, bottom, right, top in, the same out, whatever way the page is turned. */
void bdl_place_rect(const struct bdl_place *p, const double seen[4], double user[4]);

#endif
