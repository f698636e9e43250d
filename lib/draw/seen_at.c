/* Seen at: see seen_at.h. */
#include "draw/seen_at.h"

#include "draw/words.h"
#include <stdio.h>

#define SPARE 60u /* pages that may stand in front of the exhibits */

/* No page of the bundle, or of any volume, has a higher number: known before anything is paginated.
 */
static unsigned most_pages(const struct bdl_bundle *b)
{
	size_t count, pages = SPARE;
	const size_t *order = bdl_whole_order(b, &count);

	for (size_t i = 0; i < count; i++)
		pages += b->exhibits[order[i]].pages + 1u;
	return pages > 999999u ? 999999u : (unsigned)pages;
}

/* "page 000", with what may stand in front of the number. */
static const char *widest_words(struct bdl_draft *d)
{
	const struct bdl_numbering *n = &d->b->numbering;
	char digits[16];
	int length;

	if (!d->most_pages)
		d->most_pages = most_pages(d->b);
	length = snprintf(digits, sizeof(digits), "%u", d->most_pages);

	return bdl_draft_printf(d, "page" BDL_NBSP "%s%s%s%.*s", d->b->volume ? "00/" : "",
		n->prefix ? n->prefix : "", n->by_section ? "WW" : "", length, "0000000");
}

/* The exhibit that is bound; NULL: no document carries the step. */
static const struct bdl_exhibit *exhibit_of(const struct bdl_bundle *b, const struct bdl_step *step)
{
	return bdl_exhibit_of_row(b, step->exhibit);
}

static const char *who_says(struct bdl_draft *d, const struct bdl_step *step)
{
	return step->by ? bdl_draft_printf(d, "%s says", bdl_draft_spell(d, BDL_SANS, step->by))
			: "the author says";
}

struct bdl_seen_at bdl_seen_at(struct bdl_draft *d, size_t step)
{
	const struct bdl_step *s = &d->b->steps[step];
	const struct bdl_exhibit *x = exhibit_of(d->b, s);
	struct bdl_seen_at out = {.words = ""};
	char label[BDL_LABEL_TEXT];
	unsigned page;
	double actual;

	if (!x) {
		out.words = who_says(d, s);
		out.room = bdl_draft_width(d, BDL_TEXT, out.words);
		return out;
	}
	page = s->page > 0 && s->page <= x->pages ? s->page : 1;
	out.room = bdl_draft_width(d, BDL_TEXT, widest_words(d));
	if (x->first_page == 0)
		return out;
	bdl_exhibit_label(d->b, x, page, label);
	out.words = bdl_draft_printf(d, "page" BDL_NBSP "%s", label);
	out.page = x->volume == d->b->volume ? x->first_page + page - 1 : 0;
	actual = bdl_draft_width(d, BDL_TEXT, out.words);
	out.room = actual > out.room ? actual : out.room;
	return out;
}

double bdl_seen_at_draw(struct bdl_draft *d, const struct bdl_seen_at *s, double x, double y)
{
	double end;

	if (s->page == 0)
		return bdl_draft_text(d, BDL_TEXT, x, y, s->words);
	end = bdl_draft_press(d, BDL_TEXT, x, y, s->words);
	bdl_draft_link(d, x, y - 11, end, y + 3.5, s->page);
	return end;
}

void bdl_seen_at_rich(struct bdl_draft *d, struct bdl_rich *r, size_t step, bool widest)
{
	struct bdl_seen_at s = bdl_seen_at(d, step);

	if (widest && exhibit_of(d->b, &d->b->steps[step]))
		bdl_rich_text(r, widest_words(d));
	else if (s.page)
		bdl_rich_page(d, r, s.page);
	else
		bdl_rich_text(r, s.words);
}
