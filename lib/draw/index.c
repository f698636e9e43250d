/* Index: every document with its date and page, by section; then the account of all files. */
#include "draw/account.h"
#include "draw/page_column.h"
#include "draw/pages.h"
#include "draw/words.h"
#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct bdl_table_form narrow = {
	.title = "Index",
	.columns = {
		{ "No.",      94,  0,   true },
		{ "Document", 106, 272, false },
		{ "Date",     394, 112, false },
		{ "Page",     BDL_RIGHT_EDGE, 40, true },
	},
	.column_count = 4,
	.rule_left = 106, .group_x = 106,
	.group_above = 24, .group_above_on_top = 20, .group_below = 7,
	.lead = 14.5, .air = 6.5,
};

/* With the mark of an exhibit to a witness statement, or of a core bundle the page of the main one. */
static const struct bdl_table_form marked = {
	.title = "Index",
	.columns = {
		{ "No.",      94,  0,   true },
		{ "Document", 106, 216, false },
		{ "Date",     332, 112, false },
		{ "Mark",     508, 60,  true },
		{ "Page",     BDL_RIGHT_EDGE, 40, true },
	},
	.column_count = 5,
	.rule_left = 106, .group_x = 106,
	.group_above = 24, .group_above_on_top = 20, .group_below = 7,
	.lead = 14.5, .air = 6.5,
};

/* clang-format on */

enum { NUMBER, DOCUMENT, DATE, MARK };

enum {
	FOUR_FIGURES = 1000,
	WIDE_NUMBER_X = 99
}; /* numbers that would begin left of the edge end further right */

static const double DATE_WIDTH = 117; /* "[30 September 2022]" beside a page of five figures */
static const double BELOW_DATE = 148; /* the lines after the first may stand under the page */
static const double LAST_RULE = 8; /* the line at the end of the table, below the last row */

struct bdl_table_form bdl_index_form(const struct bdl_bundle *b, const struct bdl_section *s)
{
	struct bdl_table_form form = narrow;

	for (size_t i = 0; !s && i < b->section_count; i++)
		if (b->sections[i].mark)
			form = marked;
	if (s && s->mark)
		form = marked;
	if (b->main) {
		form = marked;
		form.columns[MARK].head = "Main";
	}

	if (b->order_count >= FOUR_FIGURES)
		form.columns[0].x = WIDE_NUMBER_X;
	bdl_page_column_room(&form, b, 1);
	return form;
}

bool bdl_some_bracket(const struct bdl_bundle *b, bool entries)
{
	size_t count = entries ? b->entry_count : b->order_count;

	for (size_t i = 0; i < count; i++) {
		const struct bdl_date *date =
			entries ? &b->entries[i].date : &b->exhibits[b->order[i]].date;
		if (entries && b->entries[i].exhibit == BDL_NONE)
			continue;
		if (date->precision != BDL_UNDATED && bdl_words_source(date))
			return true;
	}
	return false;
}

void bdl_date_cell(struct bdl_draft *d, struct bdl_cell *cell, double width, double below,
	const struct bdl_date *date)
{
	const char *source = bdl_words_source(date), *ambiguity = bdl_words_ambiguity(d, date);
	struct bdl_font font = source ? BDL_SLANTED : BDL_TEXT;
	bool span = date->until.year != 0;

	if (date->precision == BDL_UNDATED) {
		bdl_cell_add(d, cell, BDL_TEXT, width, "undated");
		return;
	}
	bdl_cell_add(d, cell, font, width,
		bdl_draft_printf(d, "%s%s%s", source ? "[" : "", bdl_words_day(d, date->day),
			source && !span ? "]" : ""));
	if (span)
		bdl_cell_add(d, cell, font, below,
			bdl_draft_printf(d, "to" BDL_NBSP "%s%s", bdl_words_day(d, date->until),
				source ? "]" : ""));
	if (source)
		bdl_cell_add(d, cell, BDL_NOTE, below, source);
	if (ambiguity)
		bdl_cell_add(d, cell, BDL_NOTE, below, ambiguity);
}

/*
 * True for what a reader of the paper must know: that something is lost or in doubt. How signs were
 * read, and what stands on the pages anyway, is told to the author alone.
 */
static bool is_loss(const char *warning)
{
	static const char *const beginnings[] = {"The file does not say", "The file name says",
		"Its words could be read", "Two dates could be", "Its dates could be",
		"Its dates are written", "What is in an archive", "The words in", "The words on",
		"Words in its pictures", "The picture does not say", "It stands in no exhibit",
		"It looks like a court’s order"};
	static const char *const quiet[] = {"shown as a sign", "shown by a sign",
		"all cells are shown", "shown as they stand", "nothing here",
		"shown on larger paper", "shown on A4 paper", "of its bookmarks"};

	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
		if (strncmp(warning, beginnings[i], strlen(beginnings[i])) == 0)
			return false;
	}
	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		if (strstr(warning, quiet[i]))
			return false;
	}
	return true;
}

/* "Came with 12."; a mailbox is no letter: "Out of 12." */
static const char *inside_note(struct bdl_draft *d, const struct bdl_exhibit *parent)
{
	bool mailbox = parent->format && strcmp(parent->format, "mbox") == 0;
	unsigned number = parent->number;
	const char *where = "";

	if (number == 0)
		return "Came with a document that is listed elsewhere.";
	if (parent->volume != d->b->volume)
		where = bdl_draft_printf(d, ", in volume" BDL_NBSP "%u", parent->volume);
	return bdl_draft_printf(d,
		mailbox ? "Out of the mailbox, number" BDL_NBSP "%u%s."
			: "Came with number" BDL_NBSP "%u%s.",
		number, where);
}

static void add_notes(struct bdl_draft *d, struct bdl_cell *cell, double width, size_t row)
{
	const struct bdl_exhibit *x = &d->b->exhibits[row];

	if (x->inside)
		bdl_cell_add(d, cell, BDL_NOTE, width,
			inside_note(d, &d->b->exhibits[x->inside->parent]));
	if (!x->shown)
		bdl_cell_add(d, cell, BDL_NOTE, width, "Could not be shown. Its page says why.");
	else if (x->reason != BDL_REASON_NONE)
		bdl_cell_add(d, cell, BDL_NOTE, width,
			bdl_draft_string(d, bdl_reason_sentence(&d->arena, x->reason, x->detail)));
	for (size_t i = 0; x->shown && x->warnings && x->warnings[i]; i++) {
		if (is_loss(x->warnings[i]))
			bdl_cell_add(d, cell, BDL_NOTE, width, x->warnings[i]);
	}
	for (size_t copy = d->first_copy[row]; copy != BDL_NONE; copy = d->next_copy[copy])
		bdl_cell_add(d, cell, BDL_NOTE, width,
			bdl_draft_printf(d,
				x->shown ? "Same file as “%s”, shown once."
					 : "Same file as “%s”, listed once.",
				d->b->exhibits[copy].name));
}

/* One line, however long it is: it stands on the first line of its row. */
static void mark_cell(struct bdl_draft *d, struct bdl_cell *cell, unsigned page)
{
	char label[BDL_LABEL_TEXT] = "";

	if (page == 0)
		return;
	if (d->b->main)
		bdl_main_label(d->b, page, label);
	else
		bdl_page_mark(d->b, page, label);
	if (label[0])
		bdl_cell_add(d, cell, d->b->main ? BDL_TEXT : BDL_NOTE, BDL_A4_WIDTH, label);
}

void bdl_index_cells(struct bdl_table *t, size_t row, bool notes)
{
	const struct bdl_exhibit *x = &t->d->b->exhibits[row];
	const struct bdl_table_column *columns = t->form->columns;
	char number[BDL_NUMBER_TEXT];

	for (size_t i = 0; i < t->form->column_count; i++)
		bdl_cell_clear(&t->cells[i]);
	snprintf(number, sizeof number, "%u", x->number);
	bdl_cell_add(t->d, &t->cells[0], BDL_TEXT, BDL_A4_WIDTH, number);
	bdl_cell_add(t->d, &t->cells[1], BDL_TEXT, columns[1].width, x->title);
	if (notes)
		add_notes(t->d, &t->cells[1], columns[1].width, row);
	bdl_date_cell(t->d, &t->cells[2], DATE_WIDTH, BELOW_DATE, &x->date);
	if (t->form->column_count > MARK + 1)
		mark_cell(t->d, &t->cells[MARK], x->first_page);
}

/*
 * Where row `at` of the order ends up must leave room for what has to stand below it on the same
 * page.
 */
static double kept_below(struct bdl_table *t, size_t at, double account)
{
	const struct bdl_bundle *b = t->d->b;
	double keep = account + LAST_RULE;

	if (at + 2 < b->order_count)
		return 0;
	if (at + 2 == b->order_count) {
		bdl_index_cells(t, b->order[at + 1], true);
		keep += bdl_table_row_height(t);
		if (b->exhibits[b->order[at]].section != b->exhibits[b->order[at + 1]].section)
			keep += bdl_table_group_height(t);
	}
	return keep;
}

static void draw_section(struct bdl_table *t, const struct bdl_section *s, double account)
{
	struct bdl_draft *d = t->d;

	bdl_table_group(t, s->letter, bdl_section_name(d, s), s->page);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		size_t row = d->b->order[i];
		double keep = kept_below(t, i, account);
		bdl_index_cells(t, row, true);
		d->rows[row] = bdl_table_row(t, d->b->exhibits[row].first_page, keep);
		for (size_t copy = d->first_copy[row]; copy != BDL_NONE; copy = d->next_copy[copy])
			d->rows[copy] = d->rows[row];
	}
}

/* "Documents 12 to 30 of 41, which are in this volume." */
static const char *volume_words(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;
	unsigned first, last;
	size_t all;

	if (b->volume == 0)
		return "";
	bdl_whole_order(b, &all);
	first = b->exhibits[b->order[0]].number;
	last = b->exhibits[b->order[b->order_count - 1]].number;
	if (first == last)
		return bdl_draft_printf(d, "Document %u of %zu is in this volume. ", first, all);
	return bdl_draft_printf(
		d, "Documents %u to %u of %zu are in this volume. ", first, last, all);
}

/* What stands below the title. */
static const char *legend(struct bdl_draft *d)
{
	const char *brackets = bdl_some_bracket(d->b, false) ? BDL_BRACKETS : "";
	const char *also = bdl_draft_printf(d,
		"On a screen, press a row to go to its document, and the number at the %s of any "
		"page to come back here.",
		d->b->numbering.top ? "head" : "foot");

	if (d->b->main)
		also = "“Main” is the page of the main bundle.";
	else if (d->court)
		also = "";
	return bdl_draft_printf(d, "%s%s%s", brackets, brackets[0] && also[0] ? " " : "", also);
}

unsigned bdl_index(struct bdl_draft *d, unsigned first)
{
	const struct bdl_bundle *b = d->b;
	const struct bdl_table_form form = bdl_index_form(b, NULL);
	struct bdl_table t;
	struct bdl_account account;

	if (b->main)
		account = (struct bdl_account){.height = 0};
	else
		bdl_account_init(&account, d);
	bdl_table_begin(
		&t, d, &form, first, bdl_draft_printf(d, "%s%s", volume_words(d), legend(d)));
	for (size_t i = 0; i < b->section_count; i++)
		draw_section(&t, &b->sections[i], account.height);
	t.y += t.after_row ? LAST_RULE : 0;
	if (t.after_row)
		bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t.y, 1, 0);
	if (!b->main)
		bdl_account_draw(&account, &t);
	bdl_account_release(&account);
	bdl_table_release(&t);
	return d->page - first + 1;
}
