/* Breaks: where a line of text ends. Reads no further than what fits, however long the text is. */
#include "draw/runs.h"

/* clang-format off */
struct line {
	struct bdl_fonts *fonts;
	enum bdl_face face;
	const char *text;
	unsigned long x;         /* width so far, the characters of an open sign not counted */
	size_t signed_count;     /* clusters of the sign that is open; 0: none is */
	size_t sign_at;          /* where it begins */
	unsigned long sign;      /* its width */
	size_t end, next;        /* the last break at a space; end 0: none yet */
};

/* clang-format on */

/* Signs grow with each of so many characters, and by a figure now and then afterwards. */
enum { GROWING = 5, FIGURES = 4 };

static bool is_break(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static unsigned long sign_width(struct line *l, struct bdl_runs *scratch, size_t end)
{
	if (bdl_runs_set(scratch, l->fonts, l->face, l->text + l->sign_at, end - l->sign_at) < 0)
		return 0;
	return bdl_runs_width(scratch);
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

size_t bdl_runs_break(struct bdl_runs *scratch, struct bdl_fonts *fonts, enum bdl_face face,
	unsigned long width, const char *text, size_t length, size_t *next)
{
	struct line l = {.fonts = fonts, .face = face, .text = text};
	size_t at = 0;

	while (at < length && text[at] != '\n') {
		struct bdl_cluster c;
		bool space = is_break(text[at]);
		unsigned long x;

		bdl_cluster_next(fonts, face, text + at, length - at, &c);
		if (space && at > 0 && !is_break(text[at - 1]))
			l.end = at;
		x = take(&l, scratch, at, &c);
		if (!space && x > width && at > 0) {
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
