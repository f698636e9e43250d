/* Rules R21 to R24: words that can be searched and copied, type that can be read, what the file
 * says of itself. */
#include "check/rules.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCAN_PART 0.5 /* of the page that a picture covers to be a scan of it */
#define INDEX_LINKS 3u /* a page with so many links to other pages is one of an index */
#define INDEX_WITHIN 60u /* pages from the first in which an index is looked for */
#define TYPE_SLACK 0.98

/* ---- R21 ---- */

/* Words beyond the number and what may stand beside it in the strips at head and foot. */
static bool has_words(const struct bdl_seen_page *page)
{
	double strip = fmin(0.07 * page->height, 60);

	for (size_t i = 0; i < page->word_count; i++) {
		const struct bdl_seen_word *w = &page->words[i];
		double middle = (w->bottom + w->top) / 2;

		if (middle > strip && middle < page->height - strip)
			return true;
	}
	return false;
}

/* A picture of one component over most of the page is a scan of paper; in colour it may be a
 * photograph. */
static bool is_scan(const struct bdl_seen_page *page)
{
	for (size_t i = 0; i < page->picture_count; i++) {
		const struct bdl_seen_picture *p = &page->pictures[i];

		if (p->grey_or_black && (p->right - p->left) * (p->top - p->bottom) >
						SCAN_PART * page->width * page->height)
			return true;
	}
	return false;
}

static const struct bdl_exhibit *exhibit_of(const struct bdl_bundle *table, unsigned page)
{
	for (size_t i = 0; table && i < table->exhibit_count; i++) {
		const struct bdl_exhibit *x = &table->exhibits[i];

		if (x->number && x->first_page &&
			(table->volume == 0 || x->volume == table->volume) &&
			page >= x->first_page && page - x->first_page < x->pages)
			return x;
	}
	return NULL;
}

/* The bundle's own list says that there are no words to be had: a photograph, or a scan whose words
 * were looked for. */
static bool is_listed(const struct bdl_exhibit *x)
{
	return x && (x->scanned == 0 || x->recognised || !x->shown);
}

void bdl_rule_r21(struct bdl_judging *j)
{
	struct bdl_pages scans = {0}, pictures = {0};

	if (!bdl_rule_has_pages(j))
		return;
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		const struct bdl_seen_page *page = &j->seen->pages[i];

		if (has_words(page) || bdl_page_is_bare(page) ||
			is_listed(exhibit_of(j->table, i + 1)))
			continue;
		bdl_pages_add(j, is_scan(page) || exhibit_of(j->table, i + 1) ? &scans : &pictures,
			i + 1);
	}
	if (scans.count)
		bdl_rule_says(j, BDL_FAIL, &scans,
			"No words can be searched or copied on %s: they are pictures of paper and "
			"need OCR.",
			bdl_pages_words(j, &scans));
	else if (pictures.count)
		bdl_rule_says(j, BDL_WARN, &pictures,
			"No words can be searched on %s; that is right for photographs only.",
			bdl_pages_words(j, &pictures));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "Every page with words on it can be searched.");
}

/* ---- R22 ---- */

/* A stand-in for letters that could not be told. */
static bool has_riddles(const struct bdl_seen_page *page)
{
	size_t riddles = 0, all = 0;

	for (size_t i = 0; i < page->word_count; i++)
		for (const char *c = page->words[i].text; *c;) {
			uint32_t code;

			c += bdl_utf8_next(c, strlen(c), &code);
			all++;
			riddles += code == BDL_REPLACEMENT || (code >= 0xE000 && code <= 0xF8FF);
		}
	return riddles * 10 > all;
}

void bdl_rule_r22(struct bdl_judging *j)
{
	const struct bdl_seen *s = j->seen;
	struct bdl_pages outside = {0}, riddles = {0};
	const char *name = NULL;

	if (!bdl_rule_has_pages(j))
		return;
	for (unsigned i = 0; i < s->page_count; i++) {
		const struct bdl_seen_page *page = &s->pages[i];
		bool copied = !has_riddles(page);

		for (size_t k = 0; k < page->run_count; k++) {
			const struct bdl_seen_run *r = &page->runs[k];

			if (r->invisible || r->font >= s->font_count)
				continue;
			copied &= s->fonts[r->font].has_unicode;
			if (!s->fonts[r->font].embedded) {
				bdl_pages_add(j, &outside, i + 1);
				name = name ? name : s->fonts[r->font].name;
			}
		}
		if (!copied)
			bdl_pages_add(j, &riddles, i + 1);
	}
	if (riddles.count)
		bdl_rule_says(j, BDL_WARN, &riddles,
			"Words on %s may not come out right when they are copied.",
			bdl_pages_words(j, &riddles));
	else if (outside.count)
		bdl_rule_says(j, BDL_WARN, &outside,
			"A typeface (%s) does not lie in the file and may look different "
			"elsewhere: %s.",
			bdl_quote(j, name && *name ? name : "without a name", 60),
			bdl_pages_words(j, &outside));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"Every typeface lies in the file, and its words can be copied.");
}

/* ---- R23 ---- */

static bool is_index(const struct bdl_seen_page *page)
{
	size_t links = 0;

	for (size_t i = 0; i < page->link_count; i++)
		links += page->links[i].to.kind == BDL_TARGET_PAGE;
	return links >= INDEX_LINKS;
}

/* Pages that the bundle itself added: as its table says, else those with many links in front. */
static bool is_added(struct bdl_judging *j, unsigned row)
{
	const struct bdl_front *f = j->table ? &j->table->front : NULL;

	if (f)
		return row + 1 < bdl_front_page(f, BDL_FRONT_PARTS);
	return row < INDEX_WITHIN && is_index(&j->seen->pages[row]);
}

static double least_type(const struct bdl_seen_page *page)
{
	double least = 1e9;

	for (size_t i = 0; i < page->run_count; i++)
		if (!page->runs[i].invisible)
			least = fmin(least, page->runs[i].size);
	return least;
}

void bdl_rule_r23(struct bdl_judging *j)
{
	double wanted, least = 1e9;
	struct bdl_pages small = {0};

	if (!bdl_rule_has_pages(j))
		return;
	if (!j->recipient || !j->recipient->least_type.value) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL, "No size of type is asked for.");
		return;
	}
	wanted = (double)j->recipient->least_type.value;
	for (unsigned i = 0; i < j->seen->page_count; i++) {
		double here = is_added(j, i) ? least_type(&j->seen->pages[i]) : 1e9;

		least = fmin(least, here);
		if (here < TYPE_SLACK * wanted)
			bdl_pages_add(j, &small, i + 1);
	}
	if (small.count)
		bdl_rule_says(j, BDL_WARN, &small,
			"Type of %.1f points, smaller than the %.0f asked for, on %s.", least,
			wanted, bdl_pages_words(j, &small));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"Index and headings are in type of %.0f points or more.", wanted);
}

/* ---- R24 ---- */

/* A path on somebody's computer, or a mail address: who reads the file need not know. */
static const char *tells_too_much(const char *text)
{
	static const char *const paths[] = {
		"/home/", "/Users/", "/tmp/", "file://", ":\\", "\\\\", NULL};
	const char *at;

	for (const char *const *p = paths; *p; p++)
		if (strstr(text, *p))
			return "a path on somebody's computer";
	at = strchr(text, '@');
	if (at && at > text && bdl_is_alpha((unsigned char)at[1]) && strchr(at, '.'))
		return "a mail address";
	return NULL;
}

void bdl_rule_r24(struct bdl_judging *j)
{
	const struct bdl_seen *s = j->seen;
	const char *const fields[] = {
		s->title, s->author, s->creator, s->producer, s->subject, s->keywords};
	const char *tells = NULL;

	if (!bdl_rule_has_pages(j))
		return;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields) && !tells; i++)
		tells = fields[i] ? tells_too_much(fields[i]) : NULL;
	if (tells)
		bdl_rule_says(j, BDL_WARN, NULL, "What the file says of itself holds %s.", tells);
	else if (!s->title)
		bdl_rule_says(j, BDL_WARN, NULL, "The file has no title.");
	else if (!s->language)
		bdl_rule_says(j, BDL_WARN, NULL, "The file does not say which language it is in.");
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The file is called \"%s\", in %s.",
			bdl_quote(j, s->title, 80), bdl_quote(j, s->language, 20));
}
