/*
 * Where a picture goes on its page: inside 48 to 547 across and 48 to 778 down, top-aligned,
 * centred (LOOK.md 6). Two shapes would be too small to read there: what is wide is laid on A4 on
 * its side, and a screenshot of a whole conversation, many times as high as wide, is cut into
 * pieces that each fill a page.
 */
#include "read/image.h"

#define LEFT 48.0
#define TOP 48.0
#define BELOW 64.0 /* points between the picture and the foot of the page */
#define FINE_PIXEL 0.48 /* points: a phone must not shout */
#define COARSE_PIXEL 1.5 /* points: a thumbnail stays a thumbnail */
#define FINEST_PIXEL (72.0 / 300)
#define WIDE 2.0 /* a panorama is at least so much wider than high */
#define SCREEN_WIDE 1.25 /* the same of a screenshot, whose words are small */
#define LONG 3.2 /* a picture in pieces is at least so much higher than wide */
#define LONG_COLUMNS 300
#define PIECES_MAX 60
#define OVERLAP 20.0 /* points that a piece repeats of the one before */

/* The largest pixel that fits, no larger than `most`. */
static double fit(double most, double across, double down, double columns, double rows)
{
	double pixel = most;

	if (pixel * columns > across)
		pixel = across / columns;
	if (pixel * rows > down)
		pixel = down / rows;
	return pixel;
}

/* Cuts what is long into pieces of a page's height; false if it is not that long. */
static bool cut(struct bdl_placing *p, unsigned columns, unsigned rows, double most, double across,
	double down)
{
	double pixel = fit(most, across, 1e9, columns, rows);
	unsigned overlap = (unsigned)(OVERLAP / pixel) + 1;

	if (columns < LONG_COLUMNS || rows < LONG * columns || pixel * rows < 1.25 * down)
		return false;
	p->step_rows = (unsigned)(down / pixel) - overlap;
	p->pieces = (rows - overlap + p->step_rows - 1) / p->step_rows;
	/* all of the same height */
	p->step_rows = (rows - overlap + p->pieces - 1) / p->pieces;
	p->piece_rows = p->step_rows + overlap;
	return p->pieces <= PIECES_MAX;
}

struct bdl_placing bdl_image_place(unsigned columns, unsigned rows, double stretch, bool fine)
{
	double most = fine ? FINE_PIXEL : COARSE_PIXEL, high = rows * stretch, across, down, pixel;
	bool lying = columns > high * WIDE || (fine && columns > high * SCREEN_WIDE);
	struct bdl_placing p = {.page_width = BDL_A4_WIDTH,
		.page_height = BDL_A4_HEIGHT,
		.shrink = 1,
		.pieces = 1,
		.piece_rows = rows,
		.step_rows = rows};

	if (lying && most * columns > BDL_A4_WIDTH - 2 * LEFT) {
		p.page_width = BDL_A4_HEIGHT;
		p.page_height = BDL_A4_WIDTH;
	}
	across = p.page_width - 2 * LEFT;
	down = p.page_height - TOP - BELOW;
	pixel = fit(most, across, down, columns, high);
	if (stretch == 1 && cut(&p, columns, rows, most, across, down))
		pixel = fit(most, across, down, columns, p.piece_rows);
	else
		p.pieces = 1;
	if (p.pieces == 1)
		p.piece_rows = p.step_rows = rows;
	p.width = pixel * columns;
	p.height = pixel * p.piece_rows * stretch;
	/* a picture of one pixel by ten thousand is still seen */
	if (p.width < 0.5)
		p.width = 0.5;
	if (p.height < 0.5)
		p.height = 0.5;
	p.x = LEFT + (across - p.width) / 2;
	p.y = TOP;
	if (pixel < FINEST_PIXEL)
		p.shrink = pixel / FINEST_PIXEL;
	return p;
}
