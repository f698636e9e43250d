/* Rich: a paragraph with words to press in it, "(page 154)". */
#ifndef BDL_DRAW_RICH_H
#define BDL_DRAW_RICH_H

#include "draw/draft.h"

#define BDL_RICH_LINKS 8
#define BDL_RICH_PAGES 3

struct bdl_rich {
	struct bdl_buffer text;

	struct {
		size_t at, length;
		unsigned page;
	} links[BDL_RICH_LINKS];

	size_t count;
};

#define BDL_RICH_INIT                                                                              \
	{                                                                                          \
		.count = 0                                                                         \
	}

void bdl_rich_text(struct bdl_rich *r, const char *text);
/* "page 154", a link; and "154", one. From the ninth on it is words only. */
void bdl_rich_page(struct bdl_draft *d, struct bdl_rich *r, unsigned page);
void bdl_rich_number(struct bdl_draft *d, struct bdl_rich *r, unsigned page);
/*
 * "page 154"; "pages 12, 30 and 154", each number a link. No more than BDL_RICH_PAGES of them,
 * which fit beside a few words on one line however many figures they have.
 */
void bdl_rich_pages(
	struct bdl_draft *d, struct bdl_rich *r, const unsigned *pages, size_t count);
/* The same of the pages that exhibits begin on; one of another volume is words only. */
void bdl_rich_exhibits(struct bdl_draft *d, struct bdl_rich *r,
	const struct bdl_exhibit *const *list, size_t count);
/* Draws it in BDL_TEXT from baseline y, and releases it. Returns the last baseline. */
double bdl_rich_draw(
	struct bdl_draft *d, struct bdl_rich *r, double x, double y, double width, double leading);

#endif
