/*
 * Prove, page by page: its size, its number in its corner, the other words of its stamp, its links.
 */
#include "bind/prove/inside.h"

#include <math.h>
#include <string.h>

#define CLOSE 0.75 /* points: nobody sees less */

static bool near(double a, double b, double by)
{
	return fabs(a - b) <= by;
}

void bdl_prove_place(struct prover *p, const double box[4], int turn, double unit, unsigned annots)
{
	const struct found_page *page = &p->page;
	bool same = page->turn == turn && near(page->unit, unit, 1e-5 * unit + 1e-6);

	for (int i = 0; i < 4; i++)
		same = same && near(page->box[i], box[i], 0.01);
	if (!same)
		bdl_prover_say(
			p, "page %u: has another size, crop or turn than was read", page->number);
	if (page->annot_count != annots)
		bdl_prover_say(p, "page %u: holds %u annotations instead of %u", page->number,
			page->annot_count, annots);
}

/*
 * Of one character at size 1; the standard fonts need not say, then it is a digit's of Helvetica
 * Bold.
 */
static double char_width(struct prover *p, qpdf_oh font, unsigned char c)
{
	qpdf_oh widths = bdl_prover_key(p, font, "/Widths");
	int first = (int)bdl_prover_number(p, bdl_prover_key(p, font, "/FirstChar"));

	if (!qpdf_oh_is_array(p->q, widths))
		return 0.556;
	return bdl_prover_number(p, bdl_prover_item(p, widths, c - first)) / 1000;
}

/* Of the whole text at its size, in user space; negative where the page has no such font. */
static double show_width(struct prover *p, const struct bdl_show *s)
{
	qpdf_oh fonts = bdl_prover_key(p, bdl_prover_key(p, p->page.object, "/Resources"), "/Font"),
		font;
	char key[18] = "/";
	double width = 0;

	memcpy(key + 1, s->font, sizeof(s->font));
	font = bdl_prover_key(p, fonts, key);
	if (!qpdf_oh_is_dictionary(p->q, font))
		return -1;
	for (size_t i = 0; i < s->length; i++)
		width += char_width(p, font, (unsigned char)s->text[i]);
	return width * s->size;
}

/*
 * Where the text begins and ends on the page as seen, and how tall its type is; false if it is not
 * upright.
 */
static bool seen_text(
	struct prover *p, const struct bdl_show *s, double start[2], double end[2], double *size)
{
	const struct found_page *page = &p->page;
	double width = show_width(p, s), up[2];
	const double *m = s->m;

	if (width < 0)
		return false;
	bdl_as_seen(page, m[4], m[5], start);
	bdl_as_seen(page, m[4] + m[0] * width, m[5] + m[1] * width, end);
	bdl_as_seen(page, m[4] + m[2] * s->size, m[5] + m[3] * s->size, up);
	*size = up[1] - start[1];
	return near(end[1], start[1], 0.05) && near(up[0], start[0], 0.05) && end[0] > start[0] &&
	       *size > 0;
}

/* Of words on this page: all of them within it. */
static bool is_whole(const struct found_page *page, const double start[2], const double end[2],
	double size)
{
	return start[0] >= 0 && start[1] >= 0 && end[0] <= bdl_seen_width(page) &&
	       start[1] + 0.7 * size <= bdl_seen_height(page);
}

static bool is_as_claimed(const struct claimed_place *place, const double start[2], double size)
{
	return near(start[0], place->left, CLOSE) && near(start[1], place->baseline, CLOSE) &&
	       near(size, place->size, 0.1);
}

/*
 * Is it where the whole document has it? A page that is too narrow or too low for that shows its
 * number elsewhere.
 */
static bool is_where_numbers_are(
	const struct found_page *page, const char *at, const double start[2], const double end[2])
{
	double width = bdl_seen_width(page), height = bdl_seen_height(page), line = 24;
	const char *side = strchr(at, '-');

	if (at[0] == 't')
		line = height - 24;
	if (height >= 60 && !near(start[1], line, CLOSE))
		return false;
	if (width < 440)
		return true;
	if (strcmp(side, "-right") == 0)
		return near(end[0], width - 48, CLOSE);
	if (strcmp(side, "-left") == 0)
		return near(start[0], 72, CLOSE);
	return near(start[0] + end[0], width, 2 * CLOSE);
}

static bool is_a_place(const char *at)
{
	static const char *const places[] = {"bottom-right", "bottom-centre", "bottom-left",
		"top-right", "top-centre", "top-left"};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (strcmp(at, places[i]) == 0)
			return true;
	return false;
}

static bool is_colour(const double found[3], const double wanted[3])
{
	for (int i = 0; i < 3; i++)
		if (!near(found[i], wanted[i], 1e-3))
			return false;
	return true;
}

/* The three that are allowed, and no lighter: NULL for any other word. */
static const double *colour_called(const char *word)
{
	static const double black[3], blue[3] = {0, 0, 0.7}, red[3] = {0.7, 0, 0};

	if (strcmp(word, "black") == 0)
		return black;
	if (strcmp(word, "blue") == 0)
		return blue;
	return strcmp(word, "red") == 0 ? red : NULL;
}

bool bdl_prove_number(struct prover *p, const char *at, const struct claimed_place *place,
	const char *colour, const char *words, size_t length)
{
	const struct found_page *page = &p->page;
	const double *wanted = colour_called(colour);
	const struct bdl_show *s;
	double start[2], end[2], size;
	int shown = (int)(length < 80 ? length : 80);

	if (!wanted || !is_a_place(at))
		return false;
	if (!page->show_count) {
		bdl_prover_say(p, "page %u: shows no number", page->number);
		return true;
	}
	s = &page->shows[page->show_count - 1];
	if (s->length != length || memcmp(s->text, words, length) != 0)
		bdl_prover_say(p, "page %u: shows the number %.80s instead of %.*s", page->number,
			s->text, shown, words);
	if (!seen_text(p, s, start, end, &size))
		bdl_prover_say(
			p, "page %u: its number is not upright, or has no font", page->number);
	else if (!is_whole(page, start, end, size) || !is_as_claimed(place, start, size) ||
		 !is_where_numbers_are(page, at, start, end))
		bdl_prover_say(p, "page %u: no number %.*s at its place", page->number, shown,
			words);
	if (!is_colour(s->colour, wanted))
		bdl_prover_say(p, "page %u: its number is not %s", page->number, colour);
	return true;
}

static int hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : 0;
}

/* The next words of the stamp; NULL, which has been said, if the number is all that is left. */
static const struct bdl_show *next_show(struct prover *p)
{
	struct found_page *page = &p->page;
	const struct bdl_show *s = &page->shows[page->words_claimed];

	if (page->words_claimed++ + 1 < page->show_count)
		return s;
	bdl_prover_say(p, "page %u: lacks a part of its header or foot", page->number);
	return NULL;
}

static bool says(const struct bdl_show *s, const char *hex, size_t length)
{
	bool same = s->length == length / 2;

	for (size_t i = 0; same && i < s->length; i++)
		same = (unsigned char)s->text[i] ==
		       hex_value(hex[2 * i]) * 16 + hex_value(hex[2 * i + 1]);
	return same;
}

void bdl_prove_words(struct prover *p, const char *hex, size_t length)
{
	const struct bdl_show *s = next_show(p);

	if (s && !says(s, hex, length))
		bdl_prover_say(p, "page %u: its header or foot says \"%s\"", p->page.number,
			s->text);
}

void bdl_prove_beside(
	struct prover *p, const struct claimed_place *place, const char *hex, size_t length)
{
	static const double black[3];
	const struct bdl_show *s = next_show(p);
	double start[2], end[2], size;

	if (!s)
		return;
	if (!says(s, hex, length))
		bdl_prover_say(
			p, "page %u: beside its number stands \"%s\"", p->page.number, s->text);
	if (!seen_text(p, s, start, end, &size))
		bdl_prover_say(p, "page %u: \"%s\" is not upright, or has no font",
			p->page.number, s->text);
	else if (!is_whole(&p->page, start, end, size) || !is_as_claimed(place, start, size))
		bdl_prover_say(p, "page %u: \"%s\" is not at its place", p->page.number, s->text);
	if (!is_colour(s->colour, black))
		bdl_prover_say(p, "page %u: \"%s\" is not black", p->page.number, s->text);
}

/* Left, bottom, right, top of the letters; false where that is another finding's matter. */
static bool letters_box(struct prover *p, const struct bdl_show *s, double box[4])
{
	double start[2], end[2], size;

	if (!seen_text(p, s, start, end, &size))
		return false;
	box[0] = start[0];
	box[1] = start[1] - 0.15 * size;
	box[2] = end[0];
	box[3] = start[1] + 0.7 * size;
	return true;
}

void bdl_prove_apart(struct prover *p)
{
	const struct found_page *page = &p->page;
	double a[4], b[4];

	for (size_t i = 0; i < page->show_count; i++)
		for (size_t k = 0; k < i; k++)
			if (letters_box(p, &page->shows[i], a) &&
				letters_box(p, &page->shows[k], b) && a[0] < b[2] - 0.1 &&
				b[0] < a[2] - 0.1 && a[1] < b[3] && b[1] < a[3])
				bdl_prover_say(p, "page %u: \"%.80s\" lies on \"%.80s\"",
					page->number, page->shows[i].text, page->shows[k].text);
}

static bool lies_at(const struct found_link *l, const double box[4])
{
	for (int side = 0; side < 4; side++)
		if (!near(l->box[side], box[side], 0.05))
			return false;
	return true;
}

/* height: in seen points; NAN: the top of the target page. */
static bool leads_to(const struct found_link *l, unsigned target, double height)
{
	double wanted = isnan(height) ? l->target_height : fmin(fmax(height, 0), l->target_height);

	return l->target == target && l->keeps_zoom && near(l->height, wanted, CLOSE);
}

/* The page's link number i (from 0), reading on until there is one; NULL behind the last. */
static const struct found_link *link_at(struct prover *p, size_t i)
{
	while (i >= p->page.link_count)
		if (!bdl_find_link(p))
			return NULL;
	return &p->page.links[i];
}

void bdl_prove_link(struct prover *p, const double box[4], unsigned target, double height)
{
	const struct found_link *l;
	bool placed = false;

	for (size_t i = 0; (l = link_at(p, i)) != NULL; i++) {
		if (!lies_at(l, box))
			continue;
		placed = true;
		if (leads_to(l, target, height))
			return;
	}
	bdl_prover_say(p,
		placed ? "page %u: its link at %.0f, %.0f does not lead to page %u as it should"
		       : "page %u: has no link at %.0f, %.0f to page %u",
		p->page.number, box[0], box[1], target);
}
