/* Rules R16 to R20: how the file opens, the size of its paper, which way up, and how fine its
 * pictures are. */
#include "check/rules.h"

#include <math.h>
#include <string.h>

#define A4_SHORT 595.28
#define A4_LONG 841.89
#define A3_LONG 1190.55
#define PAPER_SLACK 2.0 /* points, R18 */
#define DOTS_MOST 300.0
#define DOTS_LEAST 150.0
#define DOTS_SLACK 1.03 /* a picture's size is rounded to pixels */
#define SCAN_PART 0.5 /* of the page that a picture must cover to count as a scan of it */
#define TURNED_PART                                                                                \
	0.6 /* of the text that must run another way for the page to count as turned               \
	     */

void bdl_rule_r16(struct bdl_judging *j)
{
	const char *mode = j->seen->page_mode;

	if (!bdl_rule_has_pages(j))
		return;
	if (j->seen->bookmark_count == 0)
		bdl_rule_says(j, BDL_WARN, NULL, "There are no bookmarks for a reader to open.");
	else if (!mode || strcmp(mode, "UseOutlines") != 0)
		bdl_rule_says(
			j, BDL_WARN, NULL, "The bookmarks are not shown when the file is opened.");
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The file opens with its bookmarks shown.");
}

/* ---- R17 ---- */

static bool is_full_size(const struct bdl_seen_target *t)
{
	return t->kind == BDL_TARGET_PAGE && t->fit && strcmp(t->fit, "XYZ") == 0 &&
	       fabs(t->zoom - 1) < 0.005;
}

/* A zoom that is left alone is as good as 100 %: the reader has chosen it. */
static bool changes_view(const struct bdl_seen_target *t)
{
	if (t->kind != BDL_TARGET_PAGE || !t->fit)
		return false;
	return strcmp(t->fit, "XYZ") != 0 || (t->zoom != 0 && !is_full_size(t));
}

void bdl_rule_r17(struct bdl_judging *j)
{
	const struct bdl_seen *s = j->seen;
	struct bdl_pages links = {0};
	size_t bookmarks = 0;

	if (!bdl_rule_has_pages(j))
		return;
	for (size_t i = 0; i < s->bookmark_count; i++)
		bookmarks += changes_view(&s->bookmarks[i].to);
	for (unsigned i = 0; i < s->page_count; i++)
		for (size_t k = 0; k < s->pages[i].link_count; k++)
			if (changes_view(&s->pages[i].links[k].to)) {
				bdl_pages_add(j, &links, i + 1);
				break;
			}
	if (!s->has_opening || !is_full_size(&s->opens))
		bdl_rule_says(j, BDL_WARN, NULL, "The file does not say that it opens at 100 %%.");
	else if (links.count)
		bdl_rule_says(j, BDL_WARN, &links,
			"Links change how large the pages are shown, on %s.",
			bdl_pages_words(j, &links));
	else if (bookmarks)
		bdl_rule_says(j, BDL_WARN, NULL, "%zu bookmark%s how large the pages are shown.",
			bookmarks, bookmarks == 1 ? " changes" : "s change");
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The file opens at 100 %%, and links and bookmarks leave the size alone.");
}

/* ---- R18 ---- */

static bool is_a4(const struct bdl_seen_page *p)
{
	double across = fmin(p->width, p->height), along = fmax(p->width, p->height);

	return fabs(across - A4_SHORT) <= PAPER_SLACK && fabs(along - A4_LONG) <= PAPER_SLACK;
}

void bdl_rule_r18(struct bdl_judging *j)
{
	struct bdl_pages large = {0}, other = {0};

	if (!bdl_rule_has_pages(j))
		return;
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const struct bdl_seen_page *p = &j->seen->pages[i];

		if (fmax(p->width, p->height) > A3_LONG + PAPER_SLACK ||
			fmin(p->width, p->height) > A4_LONG + PAPER_SLACK)
			bdl_pages_add(j, &large, i + 1);
		if (!is_a4(p))
			bdl_pages_add(j, &other, i + 1);
	}
	if (large.count)
		bdl_rule_says(
			j, BDL_WARN, &large, "Larger than A3: %s.", bdl_pages_words(j, &large));
	else if (other.count)
		bdl_rule_says(
			j, BDL_WARN, &other, "Not of A4 size: %s.", bdl_pages_words(j, &other));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "Every page is A4, upright or across.");
}

/* ---- R19 ---- */

struct directions {
	double upright, sideways, upside_down; /* how much text runs each way: area of its boxes */
};

/* The number is ours, or the bundler's: it says nothing of the page below it. */
static bool is_number(const struct bdl_printed *p, const struct bdl_seen_run *r)
{
	return p->text && r->left >= p->left - 6 && r->right <= p->right + 6 &&
	       r->bottom >= p->bottom - 6 && r->top <= p->top + 6;
}

static void look_which_way(struct bdl_judging *j, unsigned row, struct directions *d)
{
	const struct bdl_seen_page *page = &j->seen->pages[row];
	const struct bdl_printed *p = &bdl_numbers_of(j)->pages[row];

	for (size_t i = 0; i < page->run_count; i++) {
		const struct bdl_seen_run *r = &page->runs[i];
		double length = fmax(r->right - r->left, r->top - r->bottom);

		if (is_number(p, r))
			continue;
		if (fabs(r->angle - 180) <= 45)
			d->upside_down += length;
		else if (r->angle > 45 && r->angle < 315)
			d->sideways += length;
		else
			d->upright += length;
	}
}

void bdl_rule_r19(struct bdl_judging *j)
{
	struct bdl_pages down = {0}, sideways = {0};

	if (!bdl_rule_has_pages(j))
		return;
	for (unsigned i = 0; i < j->seen->page_count && !j->failed; i++) {
		struct directions d = {0, 0, 0};
		double all;

		look_which_way(j, i, &d);
		all = d.upright + d.sideways + d.upside_down;
		if (all > 0 && d.upside_down > TURNED_PART * all)
			bdl_pages_add(j, &down, i + 1);
		else if (all > 0 && d.sideways > TURNED_PART * all)
			bdl_pages_add(j, &sideways, i + 1);
	}
	if (down.count)
		bdl_rule_says(j, BDL_FAIL, &down, "Upside down: %s.", bdl_pages_words(j, &down));
	else if (sideways.count)
		bdl_rule_says(j, BDL_WARN, &sideways,
			"The words run up or down the page, so that it has to be turned to be "
			"read: %s.",
			bdl_pages_words(j, &sideways));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "No page is upside down or on its side.");
}

/* ---- R20 ---- */

static bool is_scan(const struct bdl_seen_page *page, const struct bdl_seen_picture *p)
{
	double shown = page->width * page->height;

	return (p->right - p->left) * (p->top - p->bottom) > SCAN_PART * shown;
}

void bdl_rule_r20(struct bdl_judging *j)
{
	struct bdl_pages fine = {0}, coarse = {0};
	double most = 0;

	if (!bdl_rule_has_pages(j))
		return;
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const struct bdl_seen_page *page = &j->seen->pages[i];

		for (size_t k = 0; k < page->picture_count; k++) {
			const struct bdl_seen_picture *p = &page->pictures[k];

			if (p->dots > DOTS_MOST * DOTS_SLACK) {
				bdl_pages_add(j, &fine, i + 1);
				most = fmax(most, p->dots);
			} else if (p->dots > 0 && p->dots < DOTS_LEAST && p->grey_or_black &&
				   is_scan(page, p)) {
				bdl_pages_add(j, &coarse, i + 1);
			}
		}
	}
	if (fine.count)
		bdl_rule_says(j, BDL_WARN, &fine,
			"Pictures finer than 300 dots per inch (up to %.0f) make the file larger "
			"than it need be, on %s.",
			most, bdl_pages_words(j, &fine));
	else if (coarse.count)
		bdl_rule_says(j, BDL_WARN, &coarse,
			"Scanned coarser than 150 dots per inch, hard to read: %s.",
			bdl_pages_words(j, &coarse));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"No picture is finer than 300 dots per inch, no scan coarser than 150.");
}
