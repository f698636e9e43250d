/*
 * Two readings of one picture made one: the second adds words where the first has none. See
 * layer.h.
 */
#include "read/layer.h"

#include <math.h>
#include <stdlib.h>

#define CAPITAL 0.72 /* height of a letter in sizes of its font */
#define OVERLAP 0.2 /* of the narrower word's surface: they are the same word */
#define FAR 1e9

static double common(double a0, double a1, double b0, double b1)
{
	return fmax(0, fmin(a1, b1) - fmax(a0, b0));
}

static bool overlap(const struct bdl_layer_word *a, const struct bdl_layer_word *b)
{
	double across = common(a->x, a->x + a->width, b->x, b->x + b->width);
	double down = common(a->y - CAPITAL * a->size, a->y, b->y - CAPITAL * b->size, b->y);
	double least = fmin(a->width * a->size, b->width * b->size) * CAPITAL;

	return across * down > OVERLAP * least;
}

static bool is_new(const struct bdl_layer *l, size_t from, const struct bdl_layer_word *word)
{
	for (size_t i = from; i < l->count; i++)
		if (l->words[i].turn != word->turn || overlap(&l->words[i], word))
			return false;
	return true;
}

/*
 * The word behind which a new one is read: the nearest to its left on the same line, or else the
 * last of the nearest line above. l->count: it comes first.
 */
static size_t place_of(
	const struct bdl_layer *l, size_t from, const struct bdl_layer_word *word, bool *same_line)
{
	size_t best = l->count, above = l->count;
	double left = -FAR, top = -FAR;

	for (size_t i = from; i < l->count; i++) {
		const struct bdl_layer_word *w = &l->words[i];

		if (fabs(w->y - word->y) < word->size / 2 && w->x < word->x && w->x > left) {
			left = w->x;
			best = i;
		}
		if (w->end != BDL_WORD_SPACE && w->y < word->y && w->y > top) {
			top = w->y;
			above = i;
		}
	}
	*same_line = best < l->count;
	return *same_line ? best : above;
}

struct insertion {
	size_t behind, word;
	bool same_line;
};

static int by_place(const void *a, const void *b)
{
	const struct insertion *x = a, *y = b;

	if (x->behind != y->behind)
		return x->behind < y->behind ? -1 : 1;
	if (x->same_line != y->same_line)
		return x->same_line ? -1 : 1;
	return x->word < y->word ? -1 : x->word > y->word;
}

static void add(struct bdl_layer *out, const struct bdl_layer *from, size_t word)
{
	const struct bdl_layer_word *w = &from->words[word];

	bdl_layer_add(out, w, bdl_buffer_string(&from->text) + w->at, w->length);
}

/* Adds the words to be read behind the word `behind`, which is the newest of out. */
static size_t add_behind(struct bdl_layer *out, const struct bdl_layer *second,
	const struct insertion *list, size_t count, size_t at, size_t behind)
{
	for (; at < count && list[at].behind == behind; at++) {
		struct bdl_layer_word *before = out->count ? &out->words[out->count - 1] : NULL;
		enum bdl_word_end end = BDL_WORD_LINE;

		if (before && list[at].same_line) {
			end = before->end;
			before->end = BDL_WORD_SPACE;
		}
		add(out, second, list[at].word);
		if (!out->failed)
			out->words[out->count - 1].end = end;
	}
	return at;
}

static void merge(struct bdl_layer *l, size_t from, const struct bdl_layer *second,
	struct insertion *list, size_t count)
{
	struct bdl_layer merged = {.count = 0};
	size_t none = l->count;

	/* those above everything else come last in the order */
	for (size_t i = 0; i < count; i++)
		if (list[i].behind == none)
			add_behind(&merged, second, list, i + 1, i, none);
	for (size_t i = from, next = 0; i < none; i++) {
		add(&merged, l, i);
		next = add_behind(&merged, second, list, count, next, i);
	}
	bdl_layer_cut(l, from);
	for (size_t i = 0; i < merged.count; i++)
		add(l, &merged, i);
	l->failed |= merged.failed;
	bdl_layer_release(&merged);
}

void bdl_layer_merge(struct bdl_layer *l, size_t from, const struct bdl_layer *second)
{
	struct insertion *list = calloc(second->count + 1, sizeof(*list));
	size_t count = 0;

	if (!list) {
		l->failed = true;
		return;
	}
	for (size_t i = 0; i < second->count; i++) {
		if (!is_new(l, from, &second->words[i]))
			continue;
		list[count].word = i;
		list[count].behind = place_of(l, from, &second->words[i], &list[count].same_line);
		count++;
	}
	qsort(list, count, sizeof(*list), by_place);
	if (count)
		merge(l, from, second, list, count);
	free(list);
}
