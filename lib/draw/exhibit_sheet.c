/*
 * Exhibit sheet: the page that stands for a file that could not be shown. It is one page, whatever
 * it has to say.
 */
#include "draw/cell.h"
#include "draw/pages.h"
#include "draw/words.h"

enum { LABEL_BASELINE = 150, TITLE_BASELINE = 184, VALUE_X = 192 };

enum { TITLE, DATE, FILE_NAME, KIND, SIZE, FIELDS };

static const double FIELD_LEAD = 14, FIELD_BELOW = 6, DIGITS_LEADING = 15;
static const double DIGITS_HEIGHT =
	14 + 15 + 16 + 11; /* the fingerprint with its note and its line */

static const char *const labels[FIELDS] = {"Title", "Date", "File", "Kind", "Size"};

/* What one would do with the file to know what is in it. */
static const char *verb(enum bdl_reason reason)
{
	switch (reason) {
	case BDL_REASON_SOUND:
		return "hear";
	case BDL_REASON_VIDEO:
		return "see";
	case BDL_REASON_NONE:
	case BDL_REASON_LOCKED:
	case BDL_REASON_DAMAGED:
	case BDL_REASON_TRUNCATED:
	case BDL_REASON_EMPTY:
	case BDL_REASON_UNKNOWN_KIND:
	case BDL_REASON_NOT_YET:
	case BDL_REASON_TOO_SLOW:
	case BDL_REASON_TOO_BIG:
	case BDL_REASON_FAILED:
	case BDL_REASON_UNREADABLE:
		break;
	}
	return "open";
}

static double draw_reason(struct bdl_draft *d, const struct bdl_exhibit *x, double y)
{
	struct bdl_cell words = BDL_CELL_INIT;

	bdl_cell_add(d, &words, BDL_STRONG, 420,
		bdl_draft_string(d, bdl_reason_sentence(&d->arena, x->reason, x->detail)));
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, y, 16);
	bdl_cell_clear(&words);
	bdl_cell_add(d, &words, BDL_TEXT, 420,
		bdl_draft_printf(d,
			"Nothing is lost: the file%s is in the archive that goes "
			"with this bundle, exactly as it was received. "
			"To %s it, open it there. If you have only these "
			"pages, ask the person who sent them for the archive.",
			x->inside ? " that it came with" : "", verb(x->reason)));
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, y + 26, 16);
	bdl_cell_release(&words);
	return y;
}

static void fill_fields(struct bdl_draft *d, const struct bdl_exhibit *x, struct bdl_cell *cells)
{
	double width = BDL_RIGHT_EDGE - VALUE_X;
	char size[BDL_NUMBER_TEXT];

	bdl_words_count((size_t)x->size, size);
	bdl_cell_add(d, &cells[TITLE], BDL_TEXT, width, x->title);
	bdl_cell_add(d, &cells[DATE], BDL_TEXT, width, bdl_words_date(d, &x->date));
	bdl_cell_add(
		d, &cells[FILE_NAME], BDL_TEXT, width, x->archive_path && !d->b->redacted ? x->archive_path : x->name);
	bdl_cell_add(d, &cells[KIND], BDL_TEXT, width, bdl_words_kind(d, x));
	bdl_cell_add(d, &cells[SIZE], BDL_TEXT, width,
		bdl_draft_printf(d, x->size == 1 ? "%s byte" : "%s bytes", size));
}

static double fields_height(const struct bdl_cell *cells)
{
	double height = DIGITS_HEIGHT;

	for (size_t i = 0; i < FIELDS; i++)
		height += FIELD_LEAD + bdl_cell_depth(&cells[i], 0, cells[i].count) + FIELD_BELOW;
	return height;
}

/*
 * Replaces what is too long for the page by where it can be read: first the title, then the file's
 * name.
 */
static void fit_fields(
	struct bdl_draft *d, struct bdl_cell *cells, double room, unsigned index_page)
{
	double width = BDL_RIGHT_EDGE - VALUE_X;

	if (fields_height(cells) > room) {
		bdl_cell_clear(&cells[TITLE]);
		bdl_cell_add(d, &cells[TITLE], BDL_TEXT, width,
			bdl_draft_printf(
				d, "long: see the index, %s", bdl_words_page(d, index_page)));
	}
	if (fields_height(cells) > room) {
		bdl_cell_clear(&cells[FILE_NAME]);
		bdl_cell_add(d, &cells[FILE_NAME], BDL_TEXT, width,
			"its name is too long for this page: see index.csv in the archive");
	}
}

static void draw_fields(
	struct bdl_draft *d, const struct bdl_exhibit *x, const struct bdl_cell *cells, double y)
{
	for (size_t i = 0; i < FIELDS; i++) {
		bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, y, 0.4, 0.75);
		bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, y + FIELD_LEAD, labels[i]);
		y = bdl_cell_paragraph(d, &cells[i], VALUE_X, y + FIELD_LEAD, 0) + FIELD_BELOW;
	}
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, y, 0.4, 0.75);
	y += FIELD_LEAD;
	bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, y, "Fingerprint");
	bdl_draft_text(d, BDL_DIGITS, VALUE_X, y, bdl_words_digest(d, x->sha256, false, "  "));
	y += DIGITS_LEADING;
	bdl_draft_text(d, BDL_DIGITS, VALUE_X, y, bdl_words_digest(d, x->sha256, true, "  "));
	bdl_draft_text(d, BDL_NOTE, VALUE_X, y + 16,
		x->inside ? "SHA-256 of it, as it came out of its file"
			  : "SHA-256 of the file, as it was received");
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, y + 27, 0.4, 0.75);
}

void bdl_exhibit_sheet(struct bdl_draft *d, size_t row)
{
	const struct bdl_exhibit *x = &d->b->exhibits[row];
	struct bdl_cell cells[FIELDS] = {BDL_CELL_INIT};
	double y;

	bdl_draft_page(d, x->first_page);
	bdl_draft_header(d, bdl_exhibit_header(d, x));
	bdl_draft_text(d, BDL_HEADING, BDL_LEFT_EDGE, LABEL_BASELINE,
		bdl_draft_printf(d, "Document %u", x->number));
	bdl_draft_text(d, BDL_TITLE, BDL_LEFT_EDGE, TITLE_BASELINE,
		x->inside ? "This attachment could not be shown" : "This file could not be shown");
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, 204, 1, 0);
	y = draw_reason(d, x, 232) + 20;
	fill_fields(d, x, cells);
	fit_fields(d, cells, BDL_LAST_ROW - y, d->rows[row].page);
	draw_fields(d, x, cells, y);
	bdl_draft_foot(d, d->rows[row].page);
	for (size_t i = 0; i < FIELDS; i++)
		bdl_cell_release(&cells[i]);
}
