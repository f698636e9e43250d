/* Breaks: where a line of text ends. Reads no further than what fits, however long the text is. */
#include "draw/runs.h"
#include "draw/script.h"

/* clang-format off */
struct line {
	struct bdl_fonts *fonts;
	enum bdl_face face;
	const char *text;
	unsigned long x;         /* width so far, the characters of an open sign not counted */
	size_t signed_count;     /* clusters of the sign that is open; 0: none is */
	size_t sign_at;          /* where it begins */
	unsigned long sign;      /* its width */
	size_t end, next;        /* the last place where it may break; end 0: none yet */
	uint32_t last;           /* the character before, to know whether it may break behind it; 0: a space */
};

/* clang-format on */

/* Signs grow with each of so many characters, and by a figure now and then afterwards. */
enum { GROWING = 5, FIGURES = 4 };

enum { ZERO_WIDTH_SPACE = 0x200B };

static bool is_break(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The width of a stretch as it would be drawn. */
static unsigned long width_of(struct line *l, struct bdl_runs *scratch, size_t at, size_t end)
{
	if (bdl_runs_set(scratch, l->fonts, l->face, false, l->text + at, end - at) < 0) {
		l->fonts->out_of_memory = true;
		return 0;
	}
	return bdl_runs_width(scratch);
}

static unsigned long sign_width(struct line *l, struct bdl_runs *scratch, size_t end)
{
	return width_of(l, scratch, l->sign_at, end);
}

/*
 * Takes the cluster at `at` into the line and returns the line's width with it. An open sign is
 * measured while it grows, then taken to be as wide as it can get, so that long ones cost no more.
 */
static unsigned long take(
	struct line *l, struct bdl_runs *scratch, size_t at, const struct bdl_cluster *c)
{
	if (c->kind == BDL_CLUSTER_NOTHING)
		return l->x + (l->signed_count ? l->sign : 0);
	if (c->kind == BDL_CLUSTER_SIGN) {
		if (l->signed_count++ == 0)
			l->sign_at = at;
		if (l->signed_count <= GROWING)
			l->sign = sign_width(l, scratch, at + c->bytes);
		if (l->signed_count == GROWING)
			l->sign += FIGURES * (unsigned long)bdl_fonts_own(l->fonts, l->face)['0'];
		return l->x + l->sign;
	}
	if (l->signed_count)
		l->x += sign_width(l, scratch, at);
	l->signed_count = 0;
	l->x += c->width;
	return l->x;
}

/*
 * The clusters that are shaped together with the one at `at`, as one: c becomes all of them, with
 * their width. They are measured together, since letters that join are as wide as their neighbours
 * make them.
 */
static void gather_word(
	struct line *l, struct bdl_runs *scratch, size_t at, size_t length, struct bdl_cluster *c)
{
	struct bdl_cluster before = *c, next;
	size_t end = at + c->bytes, codes = c->count;

	while (end < length) {
		bdl_cluster_next(l->fonts, l->face, l->text + end, length - end, &next);
		if (!bdl_cluster_continues(&before, &next, codes))
			break;
		end += next.bytes;
		codes += next.count;
		before = next;
	}
	c->bytes = end - at;
	c->width = (unsigned)width_of(l, scratch, at, end);
	c->codes[0] = before.codes[before.count - 1];
	c->count = 1;
}

/* How many bytes of the word at `at`, which is too long for any line, fit; at least one cluster
 * where the line is empty. */
static size_t part_of_word(
	struct line *l, struct bdl_runs *scratch, size_t at, size_t bytes, unsigned long width)
{
	size_t end = at;

	while (end < at + bytes) {
		struct bdl_cluster c;
		bdl_cluster_next(l->fonts, l->face, l->text + end, at + bytes - end, &c);
		if (l->x + width_of(l, scratch, at, end + c.bytes) > width && end + at > 0)
			break;
		end += c.bytes;
	}
	return end;
}

/* Notes a place between two characters where the line may break; first: the cluster's first
 * character. */
static void note_break(struct line *l, size_t at, const struct bdl_cluster *c, uint32_t first)
{
	if (first == ZERO_WIDTH_SPACE && at > 0) {
		l->end = at;
		l->next = at + c->bytes;
	} else if (c->kind == BDL_CLUSTER_SPACE) {
		l->last = 0;
	} else if (c->kind != BDL_CLUSTER_NOTHING) {
		if (l->last && bdl_script_may_break(l->last, first))
			l->end = l->next = at;
		l->last = c->codes[c->count - 1];
	}
}

size_t bdl_runs_break(struct bdl_runs *scratch, struct bdl_fonts *fonts, enum bdl_face face,
	unsigned long width, const char *text, size_t length, size_t *next)
{
	struct line l = {.fonts = fonts, .face = face, .text = text};
	size_t at = 0;

	while (at < length && text[at] != '\n') {
		struct bdl_cluster c;
		bool space = is_break(text[at]);
		uint32_t first;
		unsigned long x;

		bdl_cluster_next(fonts, face, text + at, length - at, &c);
		first = c.codes[0];
		if (c.joins)
			gather_word(&l, scratch, at, length, &c);
		if (space && at > 0 && !is_break(text[at - 1]))
			l.end = at;
		note_break(&l, at, &c, first);
		x = take(&l, scratch, at, &c);
		if (!space && x > width && (at > 0 || c.joins)) {
			if (!l.end && c.joins) {
				l.x -= c.width;
				at = part_of_word(&l, scratch, at, c.bytes, width);
			}
			*next = l.end ? l.next : at;
			return l.end ? l.end : at;
		}
		at += c.bytes;
		if (space && l.end)
			l.next = at;
	}
	*next = at < length ? at + 1 : length;
	return at;
}
