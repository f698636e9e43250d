/* Type: see type.h. The tables are the fonts' own widths in thousandths, from ' ' to '~'. */
#include "model/type.h"

#define FIRST ' '
#define LAST '~'
#define WIDEST 1015

/* clang-format off */
static const unsigned short regular[] = {
	277, 277, 354, 556, 556, 889, 666, 190, 333, 333, 389, 583, 277, 333, 277, 277,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 277, 277, 583, 583, 583, 556,
	1015, 666, 666, 722, 722, 666, 610, 777, 722, 277, 500, 666, 556, 833, 722, 777,
	666, 777, 722, 666, 610, 722, 666, 943, 666, 666, 610, 277, 277, 277, 469, 556,
	333, 556, 556, 500, 556, 556, 277, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 277, 556, 500, 722, 500, 500, 500, 333, 259, 333, 583};

static const unsigned short bold_type[] = {
	277, 333, 474, 556, 556, 889, 722, 237, 333, 333, 389, 583, 277, 333, 277, 277,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 583, 583, 583, 610,
	975, 722, 722, 722, 722, 666, 610, 777, 722, 277, 556, 722, 610, 833, 722, 777,
	666, 777, 722, 666, 610, 722, 666, 943, 666, 666, 610, 333, 277, 333, 583, 556,
	333, 556, 610, 556, 610, 556, 333, 610, 610, 277, 277, 556, 277, 889, 610, 610,
	610, 610, 389, 556, 333, 610, 556, 777, 556, 556, 500, 389, 279, 389, 583};

/* clang-format on */

double bdl_type_width(bool bold, const char *words)
{
	const unsigned short *widths = bold ? bold_type : regular;
	unsigned long width = 0;

	for (; *words; words++)
		width += *words >= FIRST && *words <= LAST ? widths[*words - FIRST] : WIDEST;
	return (double)width / 1000;
}
