/* The words of a page joined in one order or another, for the finder. See redact.h. */
#include "read/pdf/redact.h"

#include <math.h>
#include <stdlib.h>

#define GAP 1.2 /* between words of one line, in heights: what is wider parts columns */
#define LEADING 2.2 /* from one line of a block to the next, in heights, at most */

/* A word's place, for sorting. */
struct place {
	size_t word;
	double left, top, right, bottom;
};

/* Words of one line that stand together: places first..end. */
struct segment {
	size_t first, end;
	double left, top, right, bottom;
	bool taken;
};

void bdl_redact_view_release(struct redact_view *v)
{
	bdl_buffer_release(&v->text);
	free(v->words);
	free(v->starts);
}

static bool open_view(struct redact_view *v, const struct redact_page *p)
{
	*v = (struct redact_view){.text = BDL_BUFFER_INIT};
	v->words = malloc((p->count + 1) * sizeof(*v->words));
	v->starts = malloc((p->count + 1) * sizeof(*v->starts));
	for (size_t i = 0; v->words && v->starts && i < p->count; i++)
		if (!p->words[i].hidden)
			v->words[v->count++] = i;
	return v->words && v->starts;
}

static bool is_letter(const struct redact_page *p, const struct redact_word *w)
{
	const char *text = bdl_buffer_string(&p->text) + w->at;
	size_t characters = 0;

	for (size_t i = 0; i < w->length; i++)
		characters += ((unsigned char)text[i] & 0xC0) != 0x80;
	return characters == 1;
}

static void add(struct redact_view *v, const struct redact_page *p, size_t i, const char *between)
{
	const struct redact_word *w = &p->words[v->words[i]];

	v->starts[i] = v->text.length;
	bdl_buffer_add(&v->text, bdl_buffer_string(&p->text) + w->at, w->length);
	bdl_buffer_text(&v->text, between);
}

/* ---- as they are read ---- */

static void join_as_read(struct redact_view *v, const struct redact_page *p, bool letters)
{
	for (size_t i = 0; i < v->count; i++) {
		const struct redact_word *w = &p->words[v->words[i]];
		bool more = w->layer.end == BDL_WORD_SPACE;
		bool whole = letters && more && i + 1 < v->count && is_letter(p, w) &&
			     is_letter(p, &p->words[v->words[i + 1]]);

		add(v, p, i, whole ? "" : more ? " " : "\n");
	}
}

/* ---- in the order of their places ---- */

static int by_height(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->bottom < y->bottom || x->bottom > y->bottom)
		return x->bottom < y->bottom ? -1 : 1;
	return x->left < y->left ? -1 : x->left > y->left;
}

static int by_left(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->left < y->left || x->left > y->left)
		return x->left < y->left ? -1 : 1;
	return x->word < y->word ? -1 : x->word > y->word;
}

static bool same_line(const struct place *a, const struct place *b)
{
	double middle = (b->top + b->bottom) / 2;

	return middle > a->top && middle < a->bottom;
}

/* Where the line that begins at `from` ends. */
static size_t line_end(const struct place *places, size_t count, size_t from)
{
	size_t to = from + 1;

	while (to < count && same_line(&places[from], &places[to]))
		to++;
	return to;
}

/* Line by line, each from the left. */
static struct place *places_of(const struct redact_view *v, const struct redact_page *p)
{
	struct place *places = malloc((v->count + 1) * sizeof(*places));

	for (size_t i = 0; places && i < v->count; i++) {
		const double *box = p->words[v->words[i]].box;

		places[i] = (struct place){.word = v->words[i],
			.left = box[0],
			.top = box[1],
			.right = box[2],
			.bottom = box[3]};
	}
	if (!places)
		return NULL;
	qsort(places, v->count, sizeof(*places), by_height);
	for (size_t from = 0, to; from < v->count; from = to) {
		to = line_end(places, v->count, from);
		qsort(places + from, to - from, sizeof(*places), by_left);
	}
	return places;
}

static void join_across(struct redact_view *v, const struct redact_page *p, const struct place *at)
{
	for (size_t i = 0; i < v->count; i++) {
		v->words[i] = at[i].word;
		add(v, p, i, i + 1 < v->count && same_line(&at[i], &at[i + 1]) ? " " : "\n");
	}
}

/* Cuts the lines where their gaps are wide; how many segments there are. */
static size_t cut(const struct place *at, size_t count, struct segment *out)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		const struct place *w = &at[i];
		struct segment *s = n ? &out[n - 1] : NULL;

		if (s && same_line(&at[s->first], w) &&
			w->left - s->right < GAP * (w->bottom - w->top)) {
			s->end = i + 1;
			s->right = fmax(s->right, w->right);
			s->top = fmin(s->top, w->top);
			s->bottom = fmax(s->bottom, w->bottom);
			continue;
		}
		out[n++] = (struct segment){.first = i,
			.end = i + 1,
			.left = w->left,
			.top = w->top,
			.right = w->right,
			.bottom = w->bottom};
	}
	return n;
}

/* The next line of the block to which s belongs: the first below it that stands under it; count:
 * none. */
static size_t below(const struct segment *all, size_t count, size_t s)
{
	double height = all[s].bottom - all[s].top;

	for (size_t i = s + 1; i < count; i++) {
		if (all[i].bottom - all[s].bottom > LEADING * height)
			break;
		if (all[i].taken || all[i].bottom - all[s].bottom < height / 2)
			continue;
		if (all[i].left < all[s].right && all[i].right > all[s].left)
			return i;
	}
	return count;
}

static bool join_down(struct redact_view *v, const struct redact_page *p, const struct place *at)
{
	struct segment *all = malloc((v->count + 1) * sizeof(*all));
	size_t count = all ? cut(at, v->count, all) : 0, done = 0;

	for (size_t first = 0; first < count; first++) {
		for (size_t s = all[first].taken ? count : first; s < count;
			s = below(all, count, s)) {
			all[s].taken = true;
			for (size_t i = all[s].first; i < all[s].end; i++, done++) {
				v->words[done] = at[i].word;
				add(v, p, done, i + 1 < all[s].end ? " " : "\n");
			}
		}
		if (done)
			bdl_buffer_byte(&v->text, '\n');
	}
	free(all);
	return all != NULL;
}

int bdl_redact_view(struct redact_view *v, const struct redact_page *p, enum redact_way way)
{
	struct place *places = NULL;
	bool made = open_view(v, p);

	if (made && (way == REDACT_ACROSS || way == REDACT_DOWN)) {
		places = places_of(v, p);
		made = places != NULL;
	}
	if (made && way == REDACT_ACROSS)
		join_across(v, p, places);
	else if (made && way == REDACT_DOWN)
		made = join_down(v, p, places);
	else if (made && way >= REDACT_SLANTED)
		made = bdl_redact_join_slanted(v, p, (unsigned)(way - REDACT_SLANTED));
	else if (made)
		join_as_read(v, p, way == REDACT_LETTERS);
	free(places);
	return made && !v->text.failed ? 0 : -1;
}
