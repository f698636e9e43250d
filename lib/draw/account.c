/*
 * Account: see account.h. Page numbers stand in the column of pages, on one line with a few words
 * or, where they are many, in a grid of their own, so that they do not change the layout.
 */
#include "draw/account.h"
#include "draw/page_column.h"
#include "draw/rich.h"
#include "draw/words.h"
#include <stdlib.h>
#include <string.h>

enum { SHOWN, NOT_SHOWN, COPIES, LEFT_OUT, RECEIVED, INSIDE, HELD, HIDDEN };

enum { NUMBERS_A_LINE = 9, NUMBER_PITCH = 44, LEADING = 15 };

static const double HEADING = 30; /* its baseline below the table's last line */
static const double FIRST_ROW = 20; /* the first row's baseline below the heading's */
static const double BELOW = 6; /* a row's line below its last baseline */
static const double LEAD = 14; /* a row's first baseline below the line before */
static const double COUNT_X = 512; /* counts end here */
static const double PAGE_WIDTH = 27; /* room for a page behind them */
static const double LABEL_WIDTH = 400;
static const double TALLEST = 700; /* what is taller fits on no page and is split */
static const double BEGINNING = 150; /* of which so much is not parted from its heading */

static size_t count_of(const struct bdl_account *a, int row)
{
	const size_t counts[BDL_ACCOUNT_ROWS] = {a->counts.shown, a->counts.not_shown,
		a->counts.duplicates, a->counts.excluded, a->counts.files, a->counts.inside,
		a->counts.held, a->found.passages};

	return counts[row];
}

/* Below the sum stands only what there is. */
static bool is_drawn(const struct bdl_account *a, int row)
{
	return row <= RECEIVED || count_of(a, row) > 0 ||
	       (row == INSIDE && a->counts.inside_left_out > 0);
}

/* The row drawn after `row`, or BDL_ACCOUNT_ROWS. */
static int row_after(const struct bdl_account *a, int row)
{
	do
		row++;
	while (row < BDL_ACCOUNT_ROWS && !is_drawn(a, row));
	return row;
}

/* They are not received with this bundle, so they are no part of its sum. */
static const char *held_label(struct bdl_draft *d)
{
	if (!d->b->earlier)
		return "";
	return bdl_draft_printf(d,
		"In the folder too, but in the bundle “%s” already, byte for byte: not repeated "
		"here",
		d->b->earlier->name);
}

/* Passages are no files either. */
static const char *hidden_label(struct bdl_draft *d, const struct bdl_account *a)
{
	char pages[BDL_NUMBER_TEXT], withheld[BDL_NUMBER_TEXT];

	if (a->found.passages == 0)
		return "";
	bdl_words_count(a->found.pages, pages);
	if (a->found.withheld == 0)
		return bdl_draft_printf(d,
			"Passages hidden, on %s page%s: private matter. The originals in the "
			"archive are whole",
			pages, a->found.pages == 1 ? "" : "s");
	bdl_words_count(a->found.withheld, withheld);
	return bdl_draft_printf(d,
		"Passages hidden, on %s page%s: private matter. %s original%s withheld from the "
		"archive",
		pages, a->found.pages == 1 ? "" : "s", withheld,
		a->found.withheld == 1 ? " is" : "s are");
}

static double number_pitch(const struct bdl_draft *d)
{
	return NUMBER_PITCH + bdl_page_column_excess(d->b, NUMBER_PITCH - 4);
}

static size_t numbers_a_line(const struct bdl_draft *d)
{
	size_t fit = (size_t)((BDL_RIGHT_EDGE - BDL_LEFT_EDGE) / number_pitch(d));

	return fit < NUMBERS_A_LINE ? fit : NUMBERS_A_LINE;
}

static size_t grid_lines(const struct bdl_draft *d, const struct bdl_account *a)
{
	size_t count = a->counts.not_shown, line = numbers_a_line(d);

	return count > BDL_RICH_PAGES ? (count + line - 1) / line : 0;
}

/* Two pages or three are named in the row's words. */
static bool names_pages(const struct bdl_account *a)
{
	return a->counts.not_shown > 1 && a->counts.not_shown <= BDL_RICH_PAGES;
}

static const char *not_shown_label(const struct bdl_account *a)
{
	if (a->counts.not_shown == 0 || names_pages(a))
		return "Could not be shown";
	return a->counts.not_shown == 1 ? "Could not be shown: has a page that says why"
					: "Could not be shown: each has a page that says why";
}

/* True if an earlier one was left out for the same reason: it has named this one too. */
static bool is_named(const struct bdl_bundle *b, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (!b->excluded[k].inside &&
			strcmp(b->excluded[k].reason, b->excluded[i].reason) == 0)
			return true;
	}
	return false;
}

/* Appends all that was left out for the same reason as number i, and the reason. */
static void add_left_out(struct bdl_buffer *label, const struct bdl_bundle *b, size_t i)
{
	const char *reason = b->excluded[i].reason;

	bdl_buffer_printf(label, "“%s”", b->excluded[i].name);
	for (size_t k = i + 1; k < b->excluded_count; k++) {
		if (!b->excluded[k].inside && strcmp(b->excluded[k].reason, reason) == 0)
			bdl_buffer_printf(label, ", “%s”", b->excluded[k].name);
	}
	bdl_buffer_printf(label, " (%s)", reason);
}

/* The words in the draft, the buffer released. */
static const char *kept(struct bdl_draft *d, struct bdl_buffer *label)
{
	const char *out = bdl_arena_bytes(&d->arena, bdl_buffer_string(label), label->length);

	if (label->failed)
		out = NULL;
	bdl_buffer_release(label);
	return bdl_draft_string(d, out);
}

/* "Left out: “IMG_0412.jpg”, “IMG_0413.jpg” (symbolic link); ...", every file of them. */
static const char *left_out_label(struct bdl_draft *d)
{
	struct bdl_buffer label = BDL_BUFFER_INIT;

	bdl_buffer_text(&label, "Left out");
	for (size_t i = 0; i < d->b->excluded_count; i++) {
		if (d->b->excluded[i].inside || is_named(d->b, i))
			continue;
		bdl_buffer_text(&label, label.length == strlen("Left out") ? ": " : "; ");
		add_left_out(&label, d->b, i);
	}
	return kept(d, &label);
}

/* Attachments and messages are no files: they stand below the sum. */
static const char *inside_label(const struct bdl_account *a, struct bdl_draft *d)
{
	struct bdl_buffer label = BDL_BUFFER_INIT;
	bool first = true;

	bdl_buffer_text(&label,
		"Found inside these files (attachments, messages), each listed behind its file");
	if (a->counts.inside_not_shown)
		bdl_buffer_text(&label, "; some could not be shown: their pages say why");
	for (size_t i = 0; i < d->b->excluded_count; i++) {
		if (!d->b->excluded[i].inside)
			continue;
		bdl_buffer_printf(&label,
			first ? "; not counted, as " BDL_LEFT_OUT ": “%s”" : ", “%s”",
			d->b->excluded[i].name);
		first = false;
	}
	return kept(d, &label);
}

/* A copy's own file is as a rule shown; where it is not, the words must not say so. */
static const char *copies_label(const struct bdl_bundle *b)
{
	if (b->volume)
		return "Exact copies of a file that is listed: see the row of that file, in the "
		       "index of "
		       "its volume";
	for (size_t i = 0; i < b->exhibit_count; i++) {
		size_t first = b->exhibits[i].duplicate_of;
		if (!b->exhibits[i].inside && first < b->exhibit_count && !b->exhibits[first].shown)
			return "Exact copies of a file that is listed: see the row of that file";
	}
	return "Exact copies of a file that is shown: see the row of that file";
}

static void list_hidden(struct bdl_account *a, struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;
	size_t count = 0, rows = 0, order_count;
	const size_t *order = bdl_whole_order(b, &order_count);

	a->hidden = calloc(a->counts.not_shown + 1, sizeof *a->hidden);
	if (!a->hidden) {
		bdl_fail_memory(&d->failure);
		return;
	}
	for (size_t i = 0; i < order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[order[i]];
		if (x->inside)
			continue;
		rows++;
		if (!x->shown && count < a->counts.not_shown)
			a->hidden[count++] = x;
	}
	if (count != a->counts.not_shown || a->counts.shown + count != rows)
		bdl_fail(&d->failure, BDL_EINTERNAL, NULL,
			"the index lists %zu files, the account %zu", rows,
			a->counts.shown + a->counts.not_shown);
}

void bdl_account_init(struct bdl_account *a, struct bdl_draft *d)
{
	*a = (struct bdl_account){.counts = bdl_bundle_account(d->b)};
	if (d->b->redacted)
		a->found = bdl_bundle_found_sum(d->b);
	if (a->counts.shown + a->counts.not_shown + a->counts.duplicates + a->counts.excluded !=
			a->counts.files ||
		d->b->exhibit_count - a->counts.inside + a->counts.excluded != a->counts.files)
		bdl_fail(&d->failure, BDL_EINTERNAL, NULL,
			"the account of the files does not add up");
	list_hidden(a, d);
	bdl_cell_add(d, &a->labels[SHOWN], BDL_TEXT, LABEL_WIDTH,
		d->b->volume ? bdl_draft_printf(d, "Shown in these %zu volumes", d->b->volume_count)
			     : "Shown in this bundle");
	bdl_cell_add(d, &a->labels[NOT_SHOWN], BDL_TEXT, LABEL_WIDTH, not_shown_label(a));
	bdl_cell_add(d, &a->labels[COPIES], BDL_TEXT, LABEL_WIDTH, copies_label(d->b));
	bdl_cell_add(d, &a->labels[LEFT_OUT], BDL_TEXT, LABEL_WIDTH, left_out_label(d));
	bdl_cell_add(d, &a->labels[RECEIVED], BDL_STRONG, LABEL_WIDTH, "Files received");
	bdl_cell_add(d, &a->labels[INSIDE], BDL_TEXT, LABEL_WIDTH, inside_label(a, d));
	bdl_cell_add(d, &a->labels[HELD], BDL_TEXT, LABEL_WIDTH, held_label(d));
	bdl_cell_add(d, &a->labels[HIDDEN], BDL_TEXT, LABEL_WIDTH, hidden_label(d, a));
	a->height = HEADING + FIRST_ROW - LEAD + (double)grid_lines(d, a) * LEADING;
	for (int i = SHOWN; i < BDL_ACCOUNT_ROWS; i = row_after(a, i))
		a->height += LEAD + BELOW + (double)(a->labels[i].count - 1) * LEADING;
}

void bdl_account_release(struct bdl_account *a)
{
	for (size_t i = 0; i < BDL_ACCOUNT_ROWS; i++)
		bdl_cell_release(&a->labels[i]);
	free(a->hidden);
}

/* The next baseline of a row, `step` below the last; on a new page if there is no room. */
static double next_line(struct bdl_table *t, double step)
{
	if (t->y + step + BELOW > BDL_LAST_ROW) {
		bdl_table_turn(t, false);
		step = FIRST_ROW;
	}
	t->y += step;
	return t->y;
}

/* A page to press, from x on; of another volume, to read. */
static void draw_number(struct bdl_draft *d, const struct bdl_exhibit *x, double left, double y)
{
	char number[BDL_LABEL_TEXT];
	double end;

	bdl_exhibit_label(d->b, x, 1, number);
	if (x->volume != d->b->volume) {
		bdl_draft_text(d, BDL_TEXT, left, y, number);
		return;
	}
	end = bdl_draft_press(d, BDL_TEXT, left, y, number);
	bdl_draft_link(d, left - 2, y - 11, end + 2, y + 3, x->first_page);
}

static void draw_grid(const struct bdl_account *a, struct bdl_table *t)
{
	size_t line = numbers_a_line(t->d);
	double pitch = number_pitch(t->d);

	for (size_t i = 0; i < a->counts.not_shown; i++) {
		if (i % line == 0)
			next_line(t, LEADING);
		draw_number(t->d, a->hidden[i], BDL_LEFT_EDGE + (double)(i % line) * pitch, t->y);
	}
}

/* The only one, at the end of its row. */
static void draw_only_page(struct bdl_draft *d, const struct bdl_exhibit *x, double y)
{
	char number[BDL_LABEL_TEXT];

	if (x->volume != d->b->volume) {
		bdl_exhibit_label(d->b, x, 1, number);
		bdl_draft_text_right(d, BDL_TEXT, BDL_RIGHT_EDGE, y, number);
		return;
	}
	bdl_draft_number(d, BDL_TEXT, BDL_RIGHT_EDGE, y, x->first_page);
	bdl_draft_link(
		d, BDL_LEFT_EDGE, y - LEAD + 1, BDL_RIGHT_EDGE, y + BELOW - 1, x->first_page);
}

/* "Could not be shown: pages 16 and 30 say why". */
static void draw_named(const struct bdl_account *a, struct bdl_table *t, double y)
{
	struct bdl_rich words = BDL_RICH_INIT;

	bdl_rich_text(&words, "Could not be shown: ");
	bdl_rich_exhibits(t->d, &words, a->hidden, a->counts.not_shown);
	bdl_rich_text(&words, " say why");
	bdl_rich_draw(t->d, &words, BDL_LEFT_EDGE, y, LABEL_WIDTH, LEADING);
}

static void draw_row(const struct bdl_account *a, struct bdl_table *t, int row, double step)
{
	const struct bdl_cell *label = &a->labels[row];
	struct bdl_font font = row == RECEIVED ? BDL_STRONG : BDL_TEXT;
	char count[BDL_NUMBER_TEXT];

	bdl_words_count(count_of(a, row), count);
	for (size_t i = 0; i < label->count; i++) {
		double y = next_line(t, i == 0 ? step : LEADING);
		if (row == NOT_SHOWN && names_pages(a))
			draw_named(a, t, y);
		else
			bdl_cell_draw(t->d, label, i, BDL_LEFT_EDGE, y, false);
		if (i > 0)
			continue;
		bdl_draft_text_right(t->d, font,
			COUNT_X - bdl_page_column_excess(t->d->b, PAGE_WIDTH), y, count);
		if (row == NOT_SHOWN && a->counts.not_shown == 1)
			draw_only_page(t->d, a->hidden[0], y);
	}
	if (row == NOT_SHOWN && grid_lines(t->d, a) > 0)
		draw_grid(a, t);
}

void bdl_account_draw(struct bdl_account *a, struct bdl_table *t)
{
	struct bdl_draft *d = t->d;
	char count[BDL_NUMBER_TEXT];

	if (d->failure.code != BDL_OK)
		return;
	if (t->y + (a->height > TALLEST ? BEGINNING : a->height) > BDL_LAST_ROW)
		bdl_table_turn(t, false);
	t->y += HEADING;
	d->account = (struct bdl_place){.page = d->page, .top = t->y - LEAD};
	bdl_words_count(a->counts.files, count);
	bdl_draft_text(d, BDL_STRONG, BDL_LEFT_EDGE, t->y,
		bdl_draft_printf(d, "%s of %s %s accounted for%s", count, count,
			a->counts.files == 1 ? "file" : "files", bdl_words_all_volumes(d)));
	for (int row = SHOWN; row < BDL_ACCOUNT_ROWS; row = row_after(a, row)) {
		draw_row(a, t, row, row == SHOWN ? FIRST_ROW : LEAD);
		t->y += BELOW;
		if (row_after(a, row) < BDL_ACCOUNT_ROWS)
			bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 0.4, 0.75);
	}
}
