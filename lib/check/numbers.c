/*
 * Numbers: which of the figures on the pages are the file's own numbering. Nothing is known of how
 * it was made, so the numbering is whatever counts on from page to page: the pieces of text in the
 * strips at head and foot are taken by where they stand and by what stands around their figures
 * ("Page # of #", "[#]", "#/", "A#"), and the kind of piece that is followed on most pages by the
 * next number in the same place wins. A document's own "Page 1 of 3" counts on only within it.
 */
#include "check/rules.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STRIP 0.12 /* of the page's height, at head and foot */
#define STRIP_LEAST 60.0 /* points */
#define PIECE_MOST 80u /* bytes of a piece that can be a number with words around it */
#define GAP 0.7 /* of a word's height: what stands further apart is another piece */
#define SHAPE_MOST 96u
#define PIECES_MOST 4000u /* of one page */
#define NEAR_EDGE 72.0 /* points */
#define KINDS_MOST 512u
#define VALUE_MOST 10000000u

enum side { LEFT, CENTRE, RIGHT };

/* A piece of text in a strip of a page. */
struct piece {
	char text[PIECE_MOST + 1];
	double left, bottom, right, top;
};

/* One run of figures in a piece: what kind of number it could be. */
enum { EDGE_MOST = 200, EDGE_SLACK = 8 }; /* points */

struct candidate {
	unsigned page; /* row */
	unsigned value;
	unsigned kind; /* row of kinds */
	unsigned at, length; /* the figures, in the text */
	bool hidden; /* not shown as text */
	const struct piece *piece; /* kept */
};

struct kind {
	char shape[SHAPE_MOST]; /* strip, side, and the text around the figures */
	unsigned pages, follows,
		equal; /* how many carry one; count on from the page before; say their own page */
	unsigned page,
		value; /* the newest page that has one, from 1, and what it most likely says */
	unsigned page_before, value_before;
	bool follows_here, equal_here;
};

struct finder {
	struct bdl_judging *j;
	struct bdl_arena arena;
	struct candidate *candidates;
	size_t count;
	struct kind *kinds;
	size_t kind_count;
};

/* ---- pieces ---- */

static bool in_strip(const struct bdl_seen_page *p, const struct bdl_seen_word *w)
{
	double strip = fmax(STRIP * p->height, fmin(STRIP_LEAST, p->height / 3));
	double middle = (w->bottom + w->top) / 2;

	return middle < strip || middle > p->height - strip;
}

static bool has_figure(const char *text)
{
	for (; *text; text++)
		if (bdl_is_digit((unsigned char)*text))
			return true;
	return false;
}

static bool goes_on(const struct piece *p, const struct bdl_seen_word *w)
{
	double height = w->top - w->bottom, middle = (w->bottom + w->top) / 2;

	return middle > p->bottom && middle < p->top && w->left >= p->left &&
	       w->left - p->right < GAP * height && w->left - p->right > -GAP * height;
}

static void start_piece(struct piece *p, const struct bdl_seen_word *w)
{
	*p = (struct piece){.left = w->left, .bottom = w->bottom, .right = w->right, .top = w->top};
	snprintf(p->text, sizeof(p->text), "%s", w->text);
}

static void extend_piece(struct piece *p, const struct bdl_seen_word *w)
{
	size_t length = strlen(p->text);

	snprintf(p->text + length, sizeof(p->text) - length, "%s%s",
		w->left - p->right > 0.1 * (w->top - w->bottom) ? " " : "", w->text);
	p->right = fmax(p->right, w->right);
	p->bottom = fmin(p->bottom, w->bottom);
	p->top = fmax(p->top, w->top);
}

/* By thirds of the page; on small paper what is near an edge stands there too. */
static bool is_at(const struct bdl_seen_page *page, const struct piece *p, enum side side)
{
	double middle = (p->left + p->right) / 2;

	switch (side) {
	case LEFT:
		return middle < page->width / 3 || p->left < NEAR_EDGE;
	case CENTRE:
		return middle >= page->width / 3 && middle <= page->width * 2 / 3;
	case RIGHT:
		break;
	}
	return middle > page->width * 2 / 3 || page->width - p->right < NEAR_EDGE;
}

/*
 * Is the piece shown as text? Recognised words of a picture are text that is not painted. Without
 * any run at its place (an annotation may show it) it counts as shown.
 */
static bool is_hidden(const struct bdl_seen_page *page, const struct piece *p)
{
	double x = (p->left + p->right) / 2, y = (p->bottom + p->top) / 2;
	bool hidden = false;

	for (size_t i = 0; i < page->run_count; i++) {
		const struct bdl_seen_run *r = &page->runs[i];

		if (x < r->left - 2 || x > r->right + 2 || y < r->bottom - 2 || y > r->top + 2)
			continue;
		if (!r->invisible)
			return false;
		hidden = true;
	}
	return hidden;
}

/* ---- kinds ---- */

/* One or two capitals right in front of the figures are a section's letter: which one does not
 * matter. */
static size_t letters_before(const char *text, size_t at)
{
	size_t n = 0;

	while (n < at && text[at - 1 - n] >= 'A' && text[at - 1 - n] <= 'Z')
		n++;
	if (n == 0 || n > 2 ||
		(n < at && (bdl_is_alpha((unsigned char)text[at - 1 - n]) ||
				   (unsigned char)text[at - 1 - n] >= 0x80)))
		return 0;
	return n;
}

/* Figures around the number become #: they may count something else, or be the same everywhere. */
static void shape_around(char *out, size_t space, const char *text, size_t from, size_t to)
{
	size_t n = strlen(out);

	for (size_t i = from; i < to && n + 2 < space; i++) {
		if (!bdl_is_digit((unsigned char)text[i]))
			out[n++] = text[i];
		else if (n == 0 || out[n - 1] != '#')
			out[n++] = '#';
	}
	out[n] = '\0';
}

static unsigned kind_of(struct finder *f, const char *shape)
{
	for (size_t i = 0; i < f->kind_count; i++)
		if (strcmp(f->kinds[i].shape, shape) == 0)
			return (unsigned)i;
	if (f->kind_count == KINDS_MOST)
		return KINDS_MOST;
	snprintf(f->kinds[f->kind_count].shape, SHAPE_MOST, "%s", shape);
	return (unsigned)f->kind_count++;
}

static void add_candidate(struct finder *f, unsigned row, const struct piece *kept, bool hidden,
	enum side side, size_t at, size_t length)
{
	const struct bdl_seen_page *page = &f->j->seen->pages[row];
	size_t letters = letters_before(kept->text, at), end = at + length;
	bool top = (kept->bottom + kept->top) / 2 > page->height / 2;
	struct candidate *c;
	char shape[SHAPE_MOST];
	unsigned value = 0, kind;

	for (size_t i = at; i < end; i++)
		value = value < VALUE_MOST ? value * 10 + (unsigned)(kept->text[i] - '0')
					   : VALUE_MOST;
	snprintf(shape, sizeof(shape), "%c%c", top ? 't' : 'b', "lcr"[side]);
	shape_around(shape, sizeof(shape), kept->text, 0, at - letters);
	snprintf(shape + strlen(shape), sizeof(shape) - strlen(shape), "%s", letters ? "@|" : "|");
	shape_around(shape, sizeof(shape), kept->text, end, strlen(kept->text));
	kind = kind_of(f, shape);
	if (kind == KINDS_MOST || value >= VALUE_MOST)
		return;
	c = bdl_arena_grow(&f->arena, f->candidates, f->count, sizeof(*c));
	if (!c) {
		f->j->failed = true;
		return;
	}
	f->candidates = c;
	f->candidates[f->count++] =
		(struct candidate){row, value, kind, (unsigned)at, (unsigned)length, hidden, kept};
}

static void take_piece(struct finder *f, unsigned row, const struct piece *p)
{
	const struct piece *kept;
	bool hidden;

	if (!has_figure(p->text) || strlen(p->text) >= PIECE_MOST)
		return;
	kept = bdl_arena_alloc(&f->arena, sizeof(*kept));
	if (!kept) {
		f->j->failed = true;
		return;
	}
	memcpy((void *)(uintptr_t)kept, p, sizeof(*p));
	hidden = is_hidden(&f->j->seen->pages[row], p);
	for (size_t at = 0; p->text[at];) {
		size_t length = strspn(p->text + at, "0123456789");

		for (enum side side = LEFT; length && side <= RIGHT; side++)
			if (is_at(&f->j->seen->pages[row], kept, side))
				add_candidate(f, row, kept, hidden, side, at, length);
		at += length ? length : 1;
	}
}

static void take_page(struct finder *f, unsigned row)
{
	const struct bdl_seen_page *page = &f->j->seen->pages[row];
	struct piece p = {.text = ""};
	unsigned pieces = 0;

	for (size_t i = 0; i < page->word_count && pieces < PIECES_MOST; i++) {
		const struct bdl_seen_word *w = &page->words[i];

		if (!in_strip(page, w))
			continue;
		if (p.text[0] && goes_on(&p, w)) {
			extend_piece(&p, w);
			continue;
		}
		if (p.text[0]) {
			take_piece(f, row, &p);
			pieces++;
		}
		start_piece(&p, w);
	}
	if (p.text[0])
		take_piece(f, row, &p);
}

/* ---- the winner ---- */

/* A section's letter stands in front: each section begins anew. */
static bool is_lettered(const struct kind *k)
{
	return strstr(k->shape, "@|") != NULL;
}

static void count_one(struct kind *k, unsigned page, unsigned value)
{
	if (k->page != page) {
		k->page_before = k->page;
		k->value_before = k->value;
		k->page = page;
		k->value = value;
		k->pages++;
		k->follows_here = k->equal_here = false;
	}
	if (!k->equal_here && value == page) {
		k->equal_here = true;
		k->equal++;
		if (!k->follows_here)
			k->value = value;
	}
	if (!k->follows_here && page > 1 && k->page_before + 1 == page &&
		(value == k->value_before + 1 || (value == 1 && is_lettered(k)))) {
		k->follows_here = true;
		k->follows++;
		k->value = value;
	}
}

/* Candidates come by page; of several of one kind on a page the one that counts on is taken. */
static void count(struct finder *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct candidate *c = &f->candidates[i];

		count_one(&f->kinds[c->kind], c->page + 1, c->value);
	}
}

static bool is_better(const struct kind *a, const struct kind *b)
{
	if (a->follows != b->follows)
		return a->follows > b->follows;
	if (a->equal != b->equal)
		return a->equal > b->equal;
	if (a->pages != b->pages)
		return a->pages > b->pages;
	return strncmp(a->shape, "br", 2) == 0 && strncmp(b->shape, "br", 2) != 0;
}

/* NULL: nothing counts on over most pages. */
static const struct kind *choose(const struct finder *f)
{
	unsigned pages = f->j->seen->page_count;
	const struct kind *best = NULL;

	for (size_t i = 0; i < f->kind_count; i++)
		if (!best || is_better(&f->kinds[i], best))
			best = &f->kinds[i];
	if (!best)
		return NULL;
	if (pages == 1)
		return best->equal ? best : NULL;
	return best->follows * 2 >= pages - 1 ? best : NULL;
}

/* Where the figures' own words begin: not "Page ", "p. ", a bracket. */
static size_t start_of(const char *text)
{
	static const char *const before[] = {
		"page ", "pg ", "pg. ", "p. ", "p.", "p ", "[", "(", "- ", "-", "\xE2\x80\x93 "};
	size_t at = 0;
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
			size_t n = strlen(before[i]), k = 0;

			while (k < n && text[at + k] &&
				bdl_lower((unsigned char)text[at + k]) ==
					(unsigned char)before[i][k])
				k++;
			if (k == n) {
				at += n;
				again = true;
			}
		}
	}
	return at;
}

static void set_printed(struct finder *f, struct bdl_printed *p, const struct candidate *c)
{
	const struct bdl_seen_page *page = &f->j->seen->pages[c->page];
	const struct piece *piece = c->piece;
	double x = (piece->left + piece->right) / 2, y = (piece->bottom + piece->top) / 2;
	size_t from = start_of(piece->text);

	if (from > c->at)
		from = c->at;
	p->text = bdl_rule_text(f->j, "%.*s", (int)(c->at + c->length - from), piece->text + from);
	p->tail = c->value;
	p->left = piece->left;
	p->bottom = piece->bottom;
	p->right = piece->right;
	p->top = piece->top;
	p->as_picture = c->hidden;
	p->red = p->green = p->blue = -1;
	for (size_t i = 0; i < page->run_count; i++) {
		const struct bdl_seen_run *r = &page->runs[i];

		if (!r->invisible && x >= r->left - 2 && x <= r->right + 2 && y >= r->bottom - 2 &&
			y <= r->top + 2) {
			p->size = r->size;
			p->red = r->red;
			p->green = r->green;
			p->blue = r->blue;
		}
	}
}

/* From the edge of the page at which the kind stands, in whole points, at most EDGE_MOST. */
static unsigned edge_of(const struct finder *f, const struct kind *kind, const struct candidate *c)
{
	const struct bdl_seen_page *page = &f->j->seen->pages[c->page];
	double edge = kind->shape[0] == 't' ? page->height - c->piece->top : c->piece->bottom;

	return edge < 0 ? 0 : edge > EDGE_MOST ? EDGE_MOST : (unsigned)edge;
}

/*
 * "E4" at the end of a row of the index looks like a page's number where sections have letters, but
 * does not stand where the others do.
 */
static void drop_strays(struct finder *f, const struct kind *kind, const struct candidate **best)
{
	unsigned heights[EDGE_MOST + 1] = {0}, most = 0;

	for (unsigned i = 0; i < f->j->seen->page_count; i++)
		if (best[i] && ++heights[edge_of(f, kind, best[i])] > heights[most])
			most = edge_of(f, kind, best[i]);
	for (unsigned i = 0; i < f->j->seen->page_count; i++)
		if (best[i] && abs((int)edge_of(f, kind, best[i]) - (int)most) > EDGE_SLACK)
			best[i] = NULL;
}

/* The best of the kind on each page: shown rather than not, its own page's number, the one that
 * counts on. */
static void fill(struct finder *f, const struct kind *kind, struct bdl_printed *printed)
{
	const struct candidate **best = calloc(f->j->seen->page_count, sizeof(*best));

	if (!best) {
		f->j->failed = true;
		return;
	}
	for (size_t i = 0; i < f->count; i++) {
		const struct candidate *c = &f->candidates[i], **b = &best[c->page];

		if (&f->kinds[c->kind] != kind)
			continue;
		if (!*b || (*b)->hidden > c->hidden ||
			((*b)->hidden == c->hidden && c->value == c->page + 1 &&
				(*b)->value != c->page + 1))
			*b = c;
	}
	if (is_lettered(kind))
		drop_strays(f, kind, best);
	for (unsigned i = 0; i < f->j->seen->page_count; i++)
		if (best[i])
			set_printed(f, &printed[i], best[i]);
	free(best);
}

/* ---- front pages in roman figures ---- */

static bool is_roman(const char *text, unsigned value)
{
	static const char *const small[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix",
		"x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"};

	const char *volume = strchr(text, '/'); /* "2/iv" */

	return value >= 1 && value <= sizeof(small) / sizeof(*small) &&
	       strcmp(volume ? volume + 1 : text, small[value - 1]) == 0;
}

/* In front of the first page with figures, at the same side as there. */
static void fill_roman(struct finder *f, const struct kind *kind, struct bdl_printed *printed)
{
	const struct bdl_seen *s = f->j->seen;
	enum side side = kind->shape[1] == 'l' ? LEFT : kind->shape[1] == 'c' ? CENTRE : RIGHT;
	unsigned first = 0;

	while (first < s->page_count && !printed[first].text)
		first++;
	if (first == s->page_count)
		return;
	for (unsigned i = 0; i < first; i++) {
		const struct bdl_seen_page *page = &s->pages[i];

		for (size_t k = 0; k < page->word_count; k++) {
			const struct bdl_seen_word *w = &page->words[k];
			struct piece piece;

			start_piece(&piece, w);
			if (!in_strip(page, w) || !is_roman(w->text, i + 1) ||
				!is_at(page, &piece, side))
				continue;
			printed[i] =
				(struct bdl_printed){.text = bdl_rule_text(f->j, "%s", w->text),
					.tail = i + 1,
					.left = w->left,
					.bottom = w->bottom,
					.right = w->right,

					.top = w->top,
					.red = -1,
					.green = -1,
					.blue = -1,
					.as_picture = is_hidden(page, &piece)};
		}
	}
}

static const char *place_words(const struct kind *k)
{
	static const char *const words[2][3] = {
		{"at the bottom left", "at the bottom centre", "at the bottom right"},
		{"at the top left", "at the top centre", "at the top right"}};

	return words[k->shape[0] == 't'][k->shape[1] == 'l' ? 0 : k->shape[1] == 'c' ? 1 : 2];
}

static void find(struct finder *f, struct bdl_numbers *n, struct bdl_printed *printed)
{
	const struct kind *kind;

	for (unsigned i = 0; i < f->j->seen->page_count && !f->j->failed; i++)
		take_page(f, i);
	if (f->j->failed)
		return;
	count(f);
	kind = choose(f);
	n->place = "";
	if (!kind)
		return;
	n->found = true;
	n->place = place_words(kind);
	n->lettered = is_lettered(kind);
	fill(f, kind, printed);
	fill_roman(f, kind, printed);
}

const struct bdl_numbers *bdl_numbers_of(struct bdl_judging *j)
{
	static const struct bdl_numbers nothing = {.place = ""};
	struct bdl_numbers *n;
	struct bdl_printed *printed;
	struct finder f = {.j = j};

	if (j->numbers)
		return j->numbers;
	n = bdl_arena_alloc(&j->out->arena, sizeof(*n));
	printed = bdl_arena_alloc(&j->out->arena, (j->seen->page_count + 1) * sizeof(*printed));
	f.kinds = calloc(KINDS_MOST, sizeof(*f.kinds));
	if (!n || !printed || !f.kinds) {
		j->failed = true;
		free(f.kinds);
		return &nothing;
	}
	n->pages = printed;
	j->numbers = n;
	find(&f, n, printed);
	free(f.kinds);
	bdl_arena_release(&f.arena);
	return n;
}
