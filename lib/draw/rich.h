/* Rich: a paragraph with words to press in it, "(page 154)". */
#ifndef BDL_DRAW_RICH_H
#define BDL_DRAW_RICH_H

#include "draw/draft.h"

#define BDL_RICH_LINKS 8

struct bdl_rich {
	struct bdl_buffer text;

	struct {
		size_t at, length;
		unsigned page;
	} links[BDL_RICH_LINKS];

	size_t count;
};

#define BDL_RICH_INIT { .count = 0 }

void bdl_rich_text(struct bdl_rich *r, const char *text);
/* "page 154", a link. From the ninth on it is words only. */
void bdl_rich_page(struct bdl_rich *r, unsigned page);
/* Draws it in BDL_TEXT from baseline y, and releases it. Returns the last baseline. */
double bdl_rich_draw(
	struct bdl_draft *d, struct bdl_rich *r, double x, double y, double width, double leading);

#endif
