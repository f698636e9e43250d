/* Where a picture goes on its page: inside 48 to 547 across and 48 to 778 down, top-aligned, centred (LOOK.md 6). */
#include "read/image.h"

#define LEFT 48.0
#define TOP 48.0
#define WIDEST (BDL_RIGHT_EDGE - LEFT)
#define HIGHEST (778.0 - TOP)
#define FINE_PIXEL 0.48        /* points: a phone must not shout */
#define COARSE_PIXEL 1.5       /* points: a thumbnail stays a thumbnail */
#define FINEST_PIXEL (72.0 / 300)

struct bdl_placing bdl_image_place(unsigned columns, unsigned rows, double stretch, bool fine)
{
	double pixel = fine ? FINE_PIXEL : COARSE_PIXEL;
	struct bdl_placing p = { .shrink = 1 };

	if (pixel * columns > WIDEST)
		pixel = WIDEST / columns;
	if (pixel * rows * stretch > HIGHEST)
		pixel = HIGHEST / (rows * stretch);
	p.width = pixel * columns;
	p.height = pixel * rows * stretch;
	/* a picture of one pixel by ten thousand is still seen */
	if (p.width < 0.5)
		p.width = 0.5;
	if (p.height < 0.5)
		p.height = 0.5;
	p.x = LEFT + (WIDEST - p.width) / 2;
	p.y = TOP;
	if (pixel < FINEST_PIXEL)
		p.shrink = pixel / FINEST_PIXEL;
	return p;
}
