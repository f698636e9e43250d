/* The chronology: each entry has its page, or who says so, its date and its place in the order
 * (R46), and says facts alone (R47). */
#include "check/index_seen.h"
#include "check/page_names.h"
#include "check/told_rows.h"

#include "base/text.h"
#include "model/numbering.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- R46 ---- */

/* clang-format off */
struct faults {
	struct bdl_pages astray, order, unmarked, missing, untold;
	const char *first_astray, *first_order, *first_unmarked, *first_missing, *first_untold;
	size_t told;             /* entries that name who says so */
};

/* clang-format on */

static void fault(struct bdl_judging *j, struct bdl_pages *p, const char **first, unsigned page,
	const char *text)
{
	*first = *first ? *first : text;
	bdl_pages_add(j, p, page);
}

static void judge_rows(struct bdl_judging *j, const struct bdl_seen_list *c, struct faults *f)
{
	struct bdl_day before = {0};

	for (size_t i = 0; i < c->count; i++) {
		const struct bdl_seen_row *r = &c->rows[i];

		if (bdl_is_of_other_volume(j, r->from))
			;
		else if (!r->from_page || !r->words_linked || r->dead || r->outward ||
			 r->leads_to != r->from_page)
			fault(j, &f->astray, &f->first_astray, r->page, r->text);
		if (!r->first_day.year)
			continue;
		if (before.year && bdl_day_compare(r->first_day, before) < 0)
			fault(j, &f->order, &f->first_order, r->page, r->text);
		before = r->first_day;
	}
}

/* The page of the PDF on which the entry can be seen; 0: no document carries it. */
static unsigned page_of(const struct bdl_bundle *b, const struct bdl_entry *e)
{
	const struct bdl_exhibit *x;

	if (e->exhibit >= b->exhibit_count)
		return 0;
	x = &b->exhibits[e->exhibit];
	if (x->duplicate_of < b->exhibit_count)
		x = &b->exhibits[x->duplicate_of];
	if (x->first_page == 0 || (b->volume && x->volume != b->volume))
		return 0;
	return x->first_page + (e->page > 0 && e->page <= x->pages ? e->page - 1 : 0);
}

static bool shows_date(
	struct bdl_judging *j, const struct bdl_seen_row *r, const struct bdl_date *d)
{
	char day[BDL_DAY_TEXT];
	const char *squeezed;

	bdl_day_long(d->day, day);
	squeezed = bdl_squeeze(&j->out->arena, day);
	j->failed |= !squeezed;
	return squeezed && strstr(r->squeezed, squeezed);
}

static const struct bdl_seen_row *row_of(struct bdl_judging *j, const struct bdl_seen_list *c,
	const struct bdl_entry *e, size_t *from)
{
	const char *text = bdl_squeeze(&j->out->arena, e->text);

	j->failed |= !text;
	for (size_t n = 0; text && n < c->count; n++) {
		size_t i = (*from + n) % c->count;

		if (c->rows[i].from_page == page_of(j->table, e) &&
			bdl_squeezed_holds(c->rows[i].squeezed, text)) {
			*from = i + 1;
			return &c->rows[i];
		}
		/* entries stand in the order of the table: a few rows on, or somewhere else once */
		if (n > 3000)
			break;
	}
	return NULL;
}

/* What no document carries stands in the first volume, and names who says so. */
static void judge_told(struct bdl_judging *j, const struct bdl_seen_list *c,
	const struct bdl_entry *e, struct faults *f)
{
	if (e->exhibit < j->table->exhibit_count || j->table->volume > 1)
		return;
	f->told++;
	if (!bdl_told_row_stands(j, c, e) && !j->failed)
		fault(j, &f->untold, &f->first_untold, c->first, e->text);
}

/* Each entry of the table that a document carries has its row, which shows its date, inferred ones
 * in brackets. */
static void judge_entries(struct bdl_judging *j, const struct bdl_seen_list *c, struct faults *f)
{
	const struct bdl_bundle *b = j->table;
	size_t from = 0;

	for (size_t i = 0; i < b->entry_count && !j->failed; i++) {
		const struct bdl_entry *e = &b->entries[i];
		const struct bdl_seen_row *r = page_of(b, e) ? row_of(j, c, e, &from) : NULL;

		if (!page_of(b, e)) {
			judge_told(j, c, e, f);
			continue;
		}
		if (!r)
			fault(j, &f->missing, &f->first_missing, page_of(b, e), e->text);
		else if (!shows_date(j, r, &e->date))
			fault(j, &f->missing, &f->first_missing, r->page, e->text);
		else if (!bdl_date_is_stated(&e->date) && e->date.source != BDL_FROM_AUTHOR &&
			 !strchr(r->text, '['))
			fault(j, &f->unmarked, &f->first_unmarked, r->page, e->text);
	}
}

void bdl_rule_r46(struct bdl_judging *j)
{
	struct faults f = {.first_astray = NULL};
	struct bdl_seen_list c;

	if (!bdl_rule_has_pages(j) || bdl_find_chronology(j, &c) < 0)
		return;
	if (!c.first) {
		if (j->table && j->table->entry_count)
			bdl_rule_says(j, BDL_FAIL, NULL,
				"The table has a chronology of %zu entries, and the PDF shows "
				"none.",
				j->table->entry_count);
		else
			bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL, "The bundle has no chronology.");
		return;
	}
	judge_rows(j, &c, &f);
	if (j->table)
		judge_entries(j, &c, &f);
	if (c.count == 0 && f.told == 0)
		bdl_rule_says(j, BDL_FAIL, &(struct bdl_pages){.list = &c.first, .count = 1},
			"The entries of the chronology name no pages.");
	else if (f.missing.count)
		bdl_rule_says(j, BDL_FAIL, &f.missing,
			"The table has %zu entr%s that the chronology does not show with "
			"page and date, first \"%s\".",
			bdl_pages_total(&f.missing), f.missing.count == 1 ? "y" : "ies",
			bdl_quote(j, f.first_missing, 80));
	else if (f.untold.count)
		bdl_rule_says(j, BDL_FAIL, &f.untold,
			"An entry that no document carries does not stand in the chronology with "
			"its date and who says so: \"%s\".",
			bdl_quote(j, f.first_untold, 80));
	else if (f.astray.count)
		bdl_rule_says(j, BDL_FAIL, &f.astray,
			"Entries of the chronology do not lead to the page that they name, first "
			"\"%s\".",
			bdl_quote(j, f.first_astray, 80));
	else if (f.order.count)
		bdl_rule_says(j, BDL_FAIL, &f.order,
			"Entries of the chronology are not in the order of their dates, first "
			"\"%s\".",
			bdl_quote(j, f.first_order, 80));
	else if (f.unmarked.count)
		bdl_rule_says(j, BDL_FAIL, &f.unmarked,
			"Dates that no document states are not marked in the chronology, first "
			"\"%s\".",
			bdl_quote(j, f.first_unmarked, 80));
	else if (f.told)
		bdl_rule_says(j, BDL_PASS, NULL,
			"The entries of the chronology name their pages and lead there, %zu of "
			"them, or "
			"say who says so, %zu, and stand by date.",
			c.count, f.told);
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The %zu entries of the chronology name their pages, lead there and stand "
			"by date.",
			c.count);
}

/* ---- R47 ---- */

/* Words that judge. A title in quotation marks is a document's own. */
static const char *argument_in(const char *text)
{
	static const char *const words[] = {"appalling", "disgraceful", "disgusting", "shocking",
		"outrageous", "unacceptable", "ridiculous", "blatant", "blatantly", "lie", "lied",
		"lies", "liar", "incompetent", "incompetence", "shameful", "scandalous",
		"unforgivable", "clearly", "obviously", "excessive"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_text_has_word(text, words[i]))
			return words[i];
	return NULL;
}

/* A time of day: "09:15". */
static bool has_time(const char *text)
{
	for (const char *at = text; *at; at++)
		if (bdl_is_digit((unsigned char)at[0]) && at[1] == ':' &&
			bdl_is_digit((unsigned char)at[2]) && bdl_is_digit((unsigned char)at[3]) &&
			!bdl_is_digit((unsigned char)at[4]) && at[4] != ':')
			return true;
	return false;
}

static bool says_zone(struct bdl_judging *j, const struct bdl_seen_list *c)
{
	static const char *const words[] = {
		"UK time", "London time", "Europe/London", "GMT", "BST", "British time", "UTC"};

	for (unsigned page = c->first; page <= c->last; page++) {
		struct bdl_lines lines;

		if (bdl_lines_of(&j->seen->pages[page - 1], &j->out->arena, &lines) < 0) {
			j->failed = true;
			return false;
		}
		for (size_t i = 0; i < lines.count; i++)
			for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
				if (bdl_text_has_word(lines.list[i].text, words[k]))
					return true;
	}
	return false;
}

void bdl_rule_r47(struct bdl_judging *j)
{
	struct bdl_pages argues = {.count = 0}, timed = {.count = 0};
	struct bdl_seen_list c;
	const char *word = NULL;

	if (!bdl_rule_has_pages(j) || bdl_find_chronology(j, &c) < 0)
		return;
	if (!c.first) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL, "The bundle has no chronology.");
		return;
	}
	for (size_t i = 0; i < c.count; i++) {
		const char *found = argument_in(c.rows[i].text);

		if (found)
			fault(j, &argues, &word, c.rows[i].page, found);
		if (has_time(c.rows[i].text))
			bdl_pages_add(j, &timed, c.rows[i].page);
	}
	if (argues.count)
		bdl_rule_says(j, BDL_WARN, &argues,
			"The chronology argues: \"%s\". Facts of the documents alone are believed.",
			word);
	else if (timed.count && !says_zone(j, &c))
		bdl_rule_says(j, BDL_WARN, &timed,
			"The chronology gives times of day and does not say by which clock.");
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The entries of the chronology do not argue%s.",
			timed.count ? ", and say by which clock their times are" : "");
}
