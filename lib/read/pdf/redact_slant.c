/*
 * Words that stand aslant, as a watermark does: pdftotext cuts them into pieces, each a little
 * higher than the last. Here a piece is followed by what touches it in the direction of reading.
 * See redact.h.
 */
#include "read/pdf/redact.h"

#include <math.h>
#include <stdlib.h>

#define TOUCHES 0.05 /* heights between two pieces of one word, at most */
#define BACK 0.3 /* heights by which the next may begin before the end of this one */
#define BLANK 0.8 /* heights between two words, at most */

/* A piece, turned so that it is read from the left. */
struct piece {
	size_t word;
	double left, top, right, bottom;
	bool taken;
};

static int by_left(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->left < y->left || x->left > y->left)
		return x->left < y->left ? -1 : 1;
	return x->word < y->word ? -1 : x->word > y->word;
}

/* quarters: 0 read to the right, 1 upwards, 2 to the left, 3 downwards. */
static struct piece turned(const double box[4], size_t word, unsigned quarters)
{
	struct piece p = {
		.word = word, .left = box[0], .top = box[1], .right = box[2], .bottom = box[3]};

	for (; quarters; quarters--)
		p = (struct piece){.word = word,
			.left = -p.bottom,
			.top = p.left,
			.right = -p.top,
			.bottom = p.right};
	return p;
}

/* What follows: the nearest that begins where it ends and stands beside it; count: nothing. */
static size_t next_of(const struct piece *all, size_t count, const struct piece *p)
{
	double height = p->bottom - p->top, nearest = INFINITY;
	size_t low = 0, high = count, found = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all[middle].left < p->right - BACK * height)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < count && all[i].left <= p->right + BLANK * height; i++) {
		double away = fabs(all[i].left - p->right) +
			      fabs(all[i].top + all[i].bottom - p->top - p->bottom) / 4;

		if (all[i].taken || &all[i] == p || all[i].top > p->bottom ||
			all[i].bottom < p->top || away >= nearest)
			continue;
		nearest = away;
		found = i;
	}
	return found;
}

static void add(struct redact_view *v, const struct redact_page *p, size_t word, size_t at,
	const char *before)
{
	bdl_buffer_text(&v->text, before);
	v->words[at] = word;
	v->starts[at] = v->text.length;
	bdl_buffer_add(
		&v->text, bdl_buffer_string(&p->text) + p->words[word].at, p->words[word].length);
}

bool bdl_redact_join_slanted(struct redact_view *v, const struct redact_page *p, unsigned quarters)
{
	struct piece *all = malloc((v->count + 1) * sizeof(*all));
	size_t done = 0;

	for (size_t i = 0; all && i < v->count; i++)
		all[i] = turned(p->words[v->words[i]].box, v->words[i], quarters);
	if (!all)
		return false;
	qsort(all, v->count, sizeof(*all), by_left);
	for (size_t first = 0; first < v->count; first++) {
		const char *before = "\n";

		for (size_t i = all[first].taken ? v->count : first; i < v->count;) {
			struct piece *at = &all[i];

			at->taken = true;
			add(v, p, at->word, done++, before);
			i = next_of(all, v->count, at);
			if (i < v->count)
				before = all[i].left - at->right < TOUCHES * (at->bottom - at->top)
						 ? ""
						 : " ";
		}
	}
	free(all);
	return true;
}
