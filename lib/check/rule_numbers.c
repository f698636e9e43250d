/*
 * Rules R2 to R7: the number on each page. "The pages must be numbered, by the computer, and the
 * number must be the page's number in the file" (general guidance on electronic bundles, 1 to 3);
 * in volumes it begins afresh in each, with the volume in front (Chancery Guide, appendix X,
 * 12(j)): figures are compared by the last run of them.
 */
#include "check/rules.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_LEAST 9.0 /* points, R6 */
#define PLACE_SLACK                                                                                \
	4.0 /* points by which a number may stand elsewhere and be in the same place still */
#define LIGHT_MOST                                                                                 \
	0.45 /* how bright a number may be on white paper: a contrast of about 4.5 to 1 */
#define INSET 0.6 /* points by which boxes of letters may touch */

static bool counts(const struct bdl_printed *p)
{
	return p->text && !p->as_picture;
}

/* Roman figures, before the first section. */
static bool is_roman(const struct bdl_printed *p)
{
	return p->text && strpbrk(p->text, "0123456789") == NULL;
}

/* The rule stands still where there is nothing to be judged. */
static bool has_numbers(struct bdl_judging *j)
{
	if (!bdl_rule_has_pages(j))
		return false;
	if (bdl_numbers_of(j)->found)
		return true;
	bdl_rule_says(
		j, BDL_NOT_APPLICABLE, NULL, "The pages carry no numbers that could be judged.");
	return false;
}

/* Asked for, or, where nobody in particular is asked for, what the bundle itself does. */
static bool wants_sections(struct bdl_judging *j)
{
	if (j->recipient)
		return j->recipient->by_section;
	return j->table ? j->table->numbering.by_section : bdl_numbers_of(j)->lettered;
}

/* ---- R2 ---- */

static void say_missing(
	struct bdl_judging *j, const struct bdl_pages *missing, const struct bdl_pages *pictures)
{
	if (pictures->count)
		bdl_rule_says(j, BDL_FAIL, pictures,
			"The numbers of %s are part of a picture, not printed by a computer.",
			bdl_pages_words(j, pictures));
	else
		bdl_rule_says(j, BDL_FAIL, missing, "%s%s no number.",
			bdl_rule_text(j, "P%s", bdl_pages_words(j, missing) + 1),
			bdl_pages_total(missing) == 1 ? " carries" : " carry");
}

static void judge_each(struct bdl_judging *j)
{
	const struct bdl_numbers *n = bdl_numbers_of(j);
	struct bdl_pages missing = {0}, pictures = {0}, wrong = {0};
	unsigned first = 0;

	for (unsigned i = 0; i < j->seen->page_count; i++) {
		if (!n->pages[i].text) {
			bdl_pages_add(j, &missing, i + 1);
		} else if (n->pages[i].as_picture) {
			bdl_pages_add(j, &pictures, i + 1);
		} else if (n->pages[i].tail != i + 1 || is_roman(&n->pages[i])) {
			bdl_pages_add(j, &wrong, i + 1);
			first = first ? first : i + 1;
		}
	}
	if (wrong.count)
		bdl_rule_says(j, BDL_FAIL, &wrong,
			"Page %u of the file carries the number %s; %s wrong.", first,
			bdl_quote(j, n->pages[first - 1].text, 20),
			bdl_pages_total(&wrong) == 1
				? "it is"
				: bdl_rule_text(j, "%zu pages are", bdl_pages_total(&wrong)));
	else if (missing.count || pictures.count)
		say_missing(j, &missing, &pictures);
	else
		bdl_rule_says(j, BDL_PASS, NULL, "Every page carries its number, %s to %s, %s.",
			bdl_quote(j, n->pages[0].text, 20),
			bdl_quote(j, n->pages[j->seen->page_count - 1].text, 20), n->place);
}

void bdl_rule_r2(struct bdl_judging *j)
{
	const struct bdl_numbers *n;

	if (!bdl_rule_has_pages(j))
		return;
	n = bdl_numbers_of(j);
	if (wants_sections(j))
		bdl_rule_says(
			j, BDL_NOT_APPLICABLE, NULL, "Its numbers are counted by section: see R3.");
	else if (!n->found)
		bdl_rule_says(j, BDL_FAIL, NULL,
			"The pages of the file are not numbered from 1 to %u.",
			j->seen->page_count);
	else
		judge_each(j);
}

/* ---- R3 ---- */

static size_t letters_of(const char *text)
{
	size_t n = 0;

	while (text[n] >= 'A' && text[n] <= 'Z')
		n++;
	return text[n] >= '0' && text[n] <= '9' ? n : 0;
}

/* A < B < ... < Z < AA. */
static int compare_letters(const char *a, size_t a_length, const char *b, size_t b_length)
{
	if (a_length != b_length)
		return a_length < b_length ? -1 : 1;
	return memcmp(a, b, a_length);
}

/* Does page `row` go on from the one before it, which has a letter too? */
static bool goes_on(const struct bdl_printed *before, const struct bdl_printed *p)
{
	size_t a = letters_of(before->text), b = letters_of(p->text);
	int order = compare_letters(before->text, a, p->text, b);

	return order == 0 ? p->tail == before->tail + 1 : order < 0 && p->tail == 1;
}

void bdl_rule_r3(struct bdl_judging *j)
{
	const struct bdl_numbers *n;
	struct bdl_pages missing = {0}, wrong = {0};
	const struct bdl_printed *before = NULL;

	if (!bdl_rule_has_pages(j))
		return;
	if (!wants_sections(j)) {
		bdl_rule_says(
			j, BDL_NOT_APPLICABLE, NULL, "Only family courts want numbers by section.");
		return;
	}
	n = bdl_numbers_of(j);
	for (unsigned i = 0; n->found && n->lettered && i < j->seen->page_count; i++) {
		const struct bdl_printed *p = &n->pages[i];

		if (!counts(p))
			bdl_pages_add(j, &missing, i + 1);
		else if (letters_of(p->text) == 0 && before)
			bdl_pages_add(j, &wrong, i + 1);
		else if (letters_of(p->text)) {
			if (before ? !goes_on(before, p) : p->tail != 1)
				bdl_pages_add(j, &wrong, i + 1);
			before = p;
		}
	}
	if (!n->found || !n->lettered)
		bdl_rule_says(j, BDL_FAIL, NULL,
			"The pages are not numbered by section (A1, A2, ... B1).");
	else if (missing.count)
		say_missing(j, &missing, &(struct bdl_pages){.count = 0});
	else if (wrong.count)
		bdl_rule_says(j, BDL_FAIL, &wrong, "The numbers do not count on by section at %s.",
			bdl_pages_words(j, &wrong));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"Every page carries the letter of its section and its number, up to %s.",
			bdl_quote(j, before ? before->text : "", 20));
}

/* ---- R4 ---- */

/* The label is what is printed, or the end of it: "12" of "2/12", "2/12" of "Volume 2 of 3 2/12".
 */
static bool agrees(const struct bdl_printed *p, const char *label)
{
	size_t text = strlen(p->text), length = strlen(label);
	unsigned char before = length < text ? (unsigned char)p->text[text - length - 1] : ' ';

	if (length == 0 || length > text || strcmp(p->text + text - length, label) != 0)
		return false;
	return !bdl_is_digit(before) && (before < 0x80 && !bdl_is_alpha(before));
}

void bdl_rule_r4(struct bdl_judging *j)
{
	const struct bdl_numbers *n;
	struct bdl_pages wrong = {0};
	unsigned first = 0;

	if (!bdl_rule_has_pages(j))
		return;
	if (!j->seen->has_labels) {
		bdl_rule_says(j, BDL_PASS, NULL,
			"The file gives its pages no other numbers than 1, 2, 3.");
		return;
	}
	n = bdl_numbers_of(j);
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const char *label = j->seen->pages[i].label ? j->seen->pages[i].label : "";
		char number[16];
		const struct bdl_printed plain = {.text = number};

		snprintf(number, sizeof(number), "%u", i + 1);
		if (agrees(n->pages[i].text ? &n->pages[i] : &plain, label))
			continue;
		bdl_pages_add(j, &wrong, i + 1);
		first = first ? first : i + 1;
	}
	if (wrong.count)
		bdl_rule_says(j, BDL_FAIL, &wrong,
			"A PDF reader calls page %u \"%s\", but \"%s\" is printed on it (%zu "
			"page%s).",
			first,
			bdl_quote(j,
				j->seen->pages[first - 1].label ? j->seen->pages[first - 1].label
								: "",
				20),
			bdl_quote(j,
				n->pages[first - 1].text ? n->pages[first - 1].text : "nothing",
				20),
			bdl_pages_total(&wrong), bdl_pages_total(&wrong) == 1 ? "" : "s");
	else
		bdl_rule_says(
			j, BDL_PASS, NULL, "The page labels are the numbers that are printed.");
}

/* ---- R5 ---- */

struct box {
	double left, bottom, right, top;
};

static bool overlap(const struct box *a, double left, double bottom, double right, double top)
{
	return left < a->right - INSET && right > a->left + INSET && bottom < a->top - INSET &&
	       top > a->bottom + INSET;
}

static bool same_box(const struct box *a, double left, double bottom, double right, double top)
{
	return left >= a->left - 1 && right <= a->right + 1 && bottom >= a->bottom - 1 &&
	       top <= a->top + 1;
}

/* What the number stands on; NULL: nothing. */
static const char *hit(const struct bdl_seen_page *page, const struct bdl_printed *p)
{
	/* letters fill about the middle three fifths of the height of their line */
	double height = p->top - p->bottom;
	struct box ink = {p->left, p->bottom + 0.2 * height, p->right, p->top - 0.2 * height};
	struct box whole = {p->left, p->bottom, p->right, p->top};

	for (size_t i = 0; i < page->word_count; i++) {
		const struct bdl_seen_word *w = &page->words[i];
		double part = 0.2 * (w->top - w->bottom);

		if (overlap(&ink, w->left, w->bottom + part, w->right, w->top - part) &&
			!same_box(&whole, w->left, w->bottom, w->right, w->top))
			return "other words";
	}
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct bdl_seen_mark *m = &page->marks[i];

		if (!m->hidden && overlap(&ink, m->left, m->bottom, m->right, m->top))
			return strcmp(m->kind, "Widget") == 0 ? "a form field" : "a note";
	}
	if (page->number_ground == BDL_GROUND_DARK)
		return "dark parts of a picture";
	return NULL;
}

static void judge_order(struct bdl_judging *j, const struct bdl_numbers *n, struct bdl_pages *wrong)
{
	const struct bdl_printed *before = NULL;

	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const struct bdl_printed *p = &n->pages[i];
		bool letters;

		if (!counts(p))
			continue;
		letters = n->lettered && before && letters_of(p->text) &&
			  (letters_of(p->text) != letters_of(before->text) ||
				  memcmp(p->text, before->text, letters_of(p->text)) != 0);
		if (before && !letters && p->tail <= before->tail &&
			!(n->lettered && !letters_of(before->text)))
			bdl_pages_add(j, wrong, i + 1);
		before = p;
	}
}

void bdl_rule_r5(struct bdl_judging *j)
{
	const struct bdl_numbers *n;
	struct bdl_pages wrong = {0}, missing = {0}, covered = {0};
	const char *what = NULL;

	if (!has_numbers(j))
		return;
	n = bdl_numbers_of(j);
	judge_order(j, n, &wrong);
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const char *on;

		if (!counts(&n->pages[i])) {
			bdl_pages_add(j, &missing, i + 1);
			continue;
		}
		on = hit(&j->seen->pages[i], &n->pages[i]);
		if (on) {
			what = what ? what : on;
			bdl_pages_add(j, &covered, i + 1);
		}
	}
	if (wrong.count)
		bdl_rule_says(j, BDL_FAIL, &wrong, "A number comes twice, or goes back, at %s.",
			bdl_pages_words(j, &wrong));
	else if (missing.count)
		bdl_rule_says(j, BDL_FAIL, &missing, "The number of %s is missing.",
			bdl_pages_words(j, &missing));
	else if (covered.count)
		bdl_rule_says(j, BDL_FAIL, &covered, "The number stands on %s at %s.", what,
			bdl_pages_words(j, &covered));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"No number is missing, comes twice, or stands on anything else.");
}

/* ---- R6 ---- */

/* How far from the edges that it keeps to. */
static void place_of(const struct bdl_seen_page *page, const struct bdl_printed *p,
	const char *place, double out[2])
{
	double middle = (p->left + p->right) / 2;

	out[0] = strstr(place, "right")  ? page->width - p->right
		 : strstr(place, "left") ? p->left
					 : middle - page->width / 2;
	out[1] = strstr(place, "top") ? page->height - p->top : p->bottom;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *list, size_t count)
{
	qsort(list, count, sizeof(*list), by_value);
	return count ? list[count / 2] : 0;
}

/* Pages whose number stands elsewhere than on most. */
static void find_strays(
	struct bdl_judging *j, const struct bdl_numbers *n, struct bdl_pages *strays)
{
	unsigned count = j->seen->page_count;
	double *x = malloc(2 * count * sizeof(*x)), *y = x ? x + count : NULL, at[2], middle[2];
	size_t found = 0;

	if (!x) {
		j->failed = true;
		return;
	}
	for (unsigned i = 0; i < count; i++)
		if (counts(&n->pages[i])) {
			place_of(&j->seen->pages[i], &n->pages[i], n->place, at);
			x[found] = at[0];
			y[found++] = at[1];
		}
	middle[0] = median(x, found);
	middle[1] = median(y, found);
	free(x);
	for (unsigned i = 0; i < count; i++) {
		if (!counts(&n->pages[i]))
			continue;
		place_of(&j->seen->pages[i], &n->pages[i], n->place, at);
		if (fabs(at[0] - middle[0]) > PLACE_SLACK || fabs(at[1] - middle[1]) > PLACE_SLACK)
			bdl_pages_add(j, strays, i + 1);
	}
}

static bool is_faint(const struct bdl_printed *p)
{
	if (p->red < 0 || p->green < 0 || p->blue < 0)
		return false;
	return 0.2126 * p->red + 0.7152 * p->green + 0.0722 * p->blue > LIGHT_MOST;
}

/* Another number near by that could be taken for it: as short, nothing but figures, at its height.
 */
static bool has_double(const struct bdl_seen_page *page, const struct bdl_printed *p)
{
	for (size_t i = 0; i < page->word_count; i++) {
		const struct bdl_seen_word *w = &page->words[i];
		size_t length = strlen(w->text);

		if (length == 0 || length > 4 || strspn(w->text, "0123456789") != length ||
			!w->ends_line || (i && !page->words[i - 1].ends_line))
			continue;
		if (w->left >= p->left - 1 && w->right <= p->right + 1 &&
			w->bottom >= p->bottom - 1)
			continue;
		if (fabs((w->bottom + w->top) / 2 - (p->bottom + p->top) / 2) < 12 &&
			w->left < p->right + 60 && w->right > p->left - 60)
			return true;
	}
	return false;
}

void bdl_rule_r6(struct bdl_judging *j)
{
	const struct bdl_numbers *n;
	struct bdl_pages small = {0}, faint = {0}, strays = {0}, doubles = {0};

	if (!has_numbers(j))
		return;
	n = bdl_numbers_of(j);
	find_strays(j, n, &strays);
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const struct bdl_printed *p = &n->pages[i];

		if (!counts(p))
			continue;
		if (p->size > 0 && p->size < SIZE_LEAST - 0.05)
			bdl_pages_add(j, &small, i + 1);
		if (is_faint(p))
			bdl_pages_add(j, &faint, i + 1);
		if (has_double(&j->seen->pages[i], p))
			bdl_pages_add(j, &doubles, i + 1);
	}
	if (small.count)
		bdl_rule_says(j, BDL_FAIL, &small, "The number is smaller than 9 points on %s.",
			bdl_pages_words(j, &small));
	else if (faint.count)
		bdl_rule_says(j, BDL_FAIL, &faint, "The number is too pale to be read on %s.",
			bdl_pages_words(j, &faint));
	else if (strays.count)
		bdl_rule_says(j, BDL_FAIL, &strays, "The number stands in another place on %s.",
			bdl_pages_words(j, &strays));
	else if (doubles.count)
		bdl_rule_says(j, BDL_WARN, &doubles,
			"Another number stands so near that the two can be mixed up on %s.",
			bdl_pages_words(j, &doubles));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The numbers can be read and stand in the same place on every page.");
}

/* ---- R7 ---- */

void bdl_rule_r7(struct bdl_judging *j)
{
	const struct bdl_printed *first;
	struct bdl_pages one = {0};

	if (!has_numbers(j))
		return;
	if (wants_sections(j)) {
		bdl_rule_says(
			j, BDL_NOT_APPLICABLE, NULL, "Its numbers are counted by section: see R3.");
		return;
	}
	bdl_pages_add(j, &one, 1);
	first = &bdl_numbers_of(j)->pages[0];
	if (!counts(first))
		bdl_rule_says(j, BDL_FAIL, &one,
			"The first page carries no number; it has to be page 1.");
	else if (first->tail != 1 || is_roman(first))
		bdl_rule_says(j, BDL_FAIL, &one,
			"The first page carries the number %s; it has to be page 1, even if it is "
			"a cover.",
			bdl_quote(j, first->text, 20));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The first page is page 1.");
}
