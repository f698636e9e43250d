/*
 * Path: the line that a content stream is drawing, in user space, and whether it meets a rectangle
 * once it is painted. Rectangles are left, bottom, right, top; matrices are a b c d e f as in PDF.
 */
#ifndef BDL_READ_PDF_PATH_H
#define BDL_READ_PDF_PATH_H

#include <stdbool.h>
#include <stddef.h>

#define PATH_POINTS 4096 /* beyond, the path counts as everything within its bounds */

struct pdf_path {
	double x[PATH_POINTS], y[PATH_POINTS];
	bool starts[PATH_POINTS]; /* the point begins a new line */
	size_t count;
	bool overflow, any;
	double bounds[4];
};

void bdl_path_clear(struct pdf_path *p);
void bdl_path_move(struct pdf_path *p, double x, double y);
void bdl_path_line(struct pdf_path *p, double x, double y);
void bdl_path_curve(struct pdf_path *p, const double c[6]);
void bdl_path_close(struct pdf_path *p);

enum path_meets { PATH_MISSES, PATH_THIN, PATH_WIDE };

/* Does a pen of that width come into the rectangle? */
bool bdl_path_strokes(const struct pdf_path *p, double width, const double rectangle[4]);
/*
 * The same for the surface inside: THIN where it is no more than a line. Each line of the path by
 * its bounds.
 */
enum path_meets bdl_path_fills(const struct pdf_path *p, const double rectangle[4]);

bool bdl_rect_meets(const double a[4], const double b[4]);
/* a becomes what it has in common with b. */
void bdl_rect_cut(double a[4], const double b[4]);
/* The bounds of rectangle r seen through matrix m. */
void bdl_rect_through(const double r[4], const double m[6], double out[4]);

/* out = a then b; out may be either. */
void bdl_matrix_join(const double a[6], const double b[6], double out[6]);
double bdl_matrix_x(const double m[6], double x, double y);
double bdl_matrix_y(const double m[6], double x, double y);

#endif
