/*
 * Cover: what this is, for whom, from whom; the account in one sentence; which volumes there are;
 * the contents; the fingerprint of the originals. Where there is too much for one page the contents
 * move to the next; type never shrinks.
 */
#include "draw/cover.h"
#include "base/size.h"
#include "draw/cell.h"
#include "draw/pages.h"
#include "draw/proceedings.h"
#include "draw/rich.h"
#include "draw/words.h"
#include <string.h>

enum { VALUE_X = BDL_COVER_VALUE_X, NAME_X = 92, TOP = 80 };

/* The table of volumes: left edges, but for the last two columns, which end there. */
enum { SECTIONS_X = 224, DOCUMENTS_X = 316, PAGES_X = 460 };

enum { WIDEST_PAGE = 999999 }; /* stands for page numbers where only the room for them matters */

static const double TITLE_LEADING = 34, SUMMARY_LEADING = 17, VALUE_LEADING = 16,
		    CONTENTS_PITCH = 17, DIGITS_LEADING = 14.5, SUMMARY_WIDTH = 420,
		    EXTENT_PITCH = 20, CHRONOLOGY_PITCH = 20;
static const double FINGERPRINT_HEIGHT = 11 + 21 + 15 + 14.5; /* with the rule above it */

static void turn(struct bdl_cover_page *c)
{
	bdl_draft_page(c->d, c->d->page + 1);
	c->y = TOP;
}

double bdl_cover_advance(struct bdl_cover_page *c, double step)
{
	c->y += step;
	if (c->y > BDL_LAST_ROW)
		turn(c);
	return c->y;
}

static void rule(struct bdl_cover_page *c, double step, double thickness, double grey)
{
	bdl_draft_rule(
		c->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, bdl_cover_advance(c, step), thickness, grey);
}

void bdl_cover_lines(struct bdl_cover_page *c, const struct bdl_cell *cell, double x, double first,
	double leading)
{
	for (size_t i = 0; i < cell->count; i++)
		bdl_cell_draw(
			c->d, cell, i, x, bdl_cover_advance(c, i == 0 ? first : leading), false);
}

static size_t line_count(struct bdl_draft *d, const char *text, double width)
{
	size_t lines = 0, length = strlen(text);

	for (size_t at = 0, next = 0; at < length; at += next, lines++)
		bdl_canvas_break(d->c, BDL_COVER_TITLE, width, text + at, length - at, &next);
	return lines;
}

/* The title on as few lines as it takes, and those of about one length. */
static void draw_title(struct bdl_cover_page *c)
{
	const char *title = c->d->b->about.title ? c->d->b->about.title : c->d->b->name;
	double wide = BDL_RIGHT_EDGE - BDL_LEFT_EDGE, narrow = 0;
	struct bdl_cell words = BDL_CELL_INIT;
	size_t lines;

	title = bdl_draft_spell(c->d, BDL_SERIF, title ? title : "");
	lines = line_count(c->d, title, wide);
	while (lines > 1 && wide - narrow > 1) {
		double middle = (wide + narrow) / 2;
		if (line_count(c->d, title, middle) > lines)
			narrow = middle;
		else
			wide = middle;
	}
	bdl_cell_add(c->d, &words, BDL_COVER_TITLE, wide, title);
	bdl_cover_lines(c, &words, BDL_LEFT_EDGE, 36, TITLE_LEADING);
	bdl_cell_release(&words);
}

static void draw_summary(struct bdl_cover_page *c)
{
	struct bdl_cell words = BDL_CELL_INIT;

	if (!c->d->b->about.summary)
		return;
	bdl_cell_add(c->d, &words, BDL_TEXT, SUMMARY_WIDTH, c->d->b->about.summary);
	bdl_cover_lines(c, &words, BDL_LEFT_EDGE, 27, SUMMARY_LEADING);
	bdl_cell_release(&words);
}

/* " (page 154)", " (pages 154 and 160)", or where to find the list. */
static void add_pages(struct bdl_draft *d, struct bdl_rich *r, size_t count, bool widest)
{
	const struct bdl_bundle *b = d->b;
	const unsigned widest_pages[BDL_RICH_PAGES] = {WIDEST_PAGE, WIDEST_PAGE, WIDEST_PAGE};
	const struct bdl_exhibit *hidden[BDL_RICH_PAGES];
	size_t listed = 0, order_count;
	const size_t *order = bdl_whole_order(b, &order_count);

	bdl_rich_text(r, " (");
	if (count > BDL_RICH_PAGES) {
		bdl_rich_text(r, "listed on ");
		bdl_rich_page(d, r, widest ? WIDEST_PAGE : d->account.page);
	} else if (widest) {
		bdl_rich_pages(d, r, widest_pages, count);
	} else {
		for (size_t i = 0; i < order_count && listed < count; i++) {
			const struct bdl_exhibit *x = &b->exhibits[order[i]];
			if (!x->shown)
				hidden[listed++] = x;
		}
		bdl_rich_exhibits(d, r, hidden, listed);
	}
	bdl_rich_text(r, ")");
}

static void add_count(
	struct bdl_draft *d, struct bdl_rich *r, size_t count, const char *one, const char *many)
{
	bdl_rich_text(r, bdl_words_counted(d, count, one, many));
}

/* "40 are shown; 1 could not be shown (page 154); 4 are exact copies; none was left out." */
static void account_sentence(
	struct bdl_draft *d, struct bdl_rich *r, const struct bdl_accounted *a, bool widest)
{
	if (a->shown > 0 && a->shown == a->files)
		bdl_rich_text(r, a->files == 1 ? "It is shown" : "All are shown");
	else if (a->shown == 0)
		bdl_rich_text(r, "None is shown");
	else
		add_count(d, r, a->shown, "is shown", "are shown");
	if (a->not_shown > 0) {
		bdl_rich_text(r, "; ");
		add_count(d, r, a->not_shown, "could not be shown", "could not be shown");
		add_pages(d, r, a->not_shown, widest);
	}
	if (a->duplicates > 0) {
		bdl_rich_text(r, "; ");
		add_count(d, r, a->duplicates, "is an exact copy", "are exact copies");
	}
	if (a->excluded > 0) {
		bdl_rich_text(r, "; ");
		add_count(d, r, a->excluded, "was left out (", "were left out (");
		bdl_rich_page(d, r, widest ? WIDEST_PAGE : d->account.page);
		bdl_rich_text(r, ").");
	} else {
		bdl_rich_text(r, "; none was left out.");
	}
}

static void draw_extent(
	struct bdl_cover_page *c, double step, const char *label, size_t documents, size_t pages)
{
	struct bdl_draft *d = c->d;

	bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, bdl_cover_advance(c, step), label);
	bdl_draft_text(d, BDL_STRONG, VALUE_X, c->y,
		bdl_draft_printf(d, "%s, %s",
			bdl_words_counted(d, documents, "document", "documents"),
			bdl_words_counted(d, pages, "page", "pages")));
}

static size_t whole_pages(const struct bdl_bundle *b)
{
	size_t pages = 0;

	for (size_t i = 0; i < b->volume_count; i++)
		pages += b->volumes[i].pages;
	return pages;
}

static const char core_words[] =
	"Copies of pages of the main bundle, whose numbers stand at the foot of each page, on the "
	"left.";

/* A core bundle says where its pages come from; the account is that of the main bundle. */
static double core_account(struct bdl_draft *d, double y)
{
	struct bdl_cell words = BDL_CELL_INIT;

	bdl_cell_add(d, &words, BDL_TEXT, BDL_RIGHT_EDGE - VALUE_X, core_words);
	y = bdl_cell_paragraph(d, &words, VALUE_X, y + VALUE_LEADING, VALUE_LEADING);
	bdl_cell_release(&words);
	return y;
}

static void draw_account(struct bdl_cover_page *c)
{
	struct bdl_draft *d = c->d;
	struct bdl_accounted a = bdl_bundle_account(d->b);
	struct bdl_rich sentence = BDL_RICH_INIT;
	char files[BDL_NUMBER_TEXT];
	size_t documents;

	bdl_words_count(a.files, files);
	draw_extent(c, 22, d->b->volume ? "In this volume" : "In this bundle", d->b->order_count,
		d->b->pages);
	if (d->b->main) {
		c->y = core_account(d, c->y);
		return;
	}
	if (d->b->volume) {
		bdl_whole_order(d->b, &documents);
		draw_extent(c, EXTENT_PITCH,
			bdl_draft_printf(d, "In all %zu volumes", d->b->volume_count), documents,
			whole_pages(d->b));
	}
	bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, bdl_cover_advance(c, 20), "Accounted for");
	bdl_draft_text(d, BDL_STRONG, VALUE_X, c->y,
		bdl_draft_printf(d, a.files == 1 ? "%s of %s file%s" : "%s of %s files%s", files,
			files, bdl_words_all_volumes(d)));
	account_sentence(d, &sentence, &a, false);
	bdl_cover_advance(c, VALUE_LEADING);
	c->y = bdl_rich_draw(d, &sentence, VALUE_X, c->y, BDL_RIGHT_EDGE - VALUE_X, VALUE_LEADING);
}

/* ---- the table of volumes ---- */

/* "B", "B to D": the sections of which it has documents. */
static const char *sections_words(struct bdl_draft *d, const struct bdl_volume *v)
{
	const char *first = v->sections[0].letter, *last = v->sections[v->section_count - 1].letter;

	return v->section_count == 1 ? first : bdl_draft_printf(d, "%s to %s", first, last);
}

static const char *documents_words(struct bdl_draft *d, const struct bdl_volume *v)
{
	size_t count;
	const size_t *order = bdl_whole_order(d->b, &count);
	unsigned first = d->b->exhibits[order[v->first]].number;
	unsigned last = d->b->exhibits[order[v->first + v->count - 1]].number;

	return v->count == 1 ? bdl_draft_printf(d, "%u", first)
			     : bdl_draft_printf(d, "%u to %u", first, last);
}

/* "24.3 MB", as people read it from a folder; nothing while it is not known. */
static const char *size_words(struct bdl_draft *d, const struct bdl_volume *v)
{
	char size[BDL_SIZE_TEXT];

	return v->size ? bdl_draft_printf(d, "%s", bdl_size_words(v->size, size)) : "";
}

static void volume_row(struct bdl_cover_page *c, double step, unsigned number)
{
	struct bdl_draft *d = c->d;
	const struct bdl_volume *v = &d->b->volumes[number - 1];
	bool here = number == d->b->volume;
	struct bdl_font font = here ? BDL_STRONG : BDL_TEXT;
	char pages[BDL_NUMBER_TEXT];
	double y = bdl_cover_advance(c, step);

	bdl_words_count(v->pages, pages);
	bdl_draft_text(d, font, BDL_LEFT_EDGE, y,
		bdl_draft_printf(d, here ? "Volume %u, this one" : "Volume %u", number));
	bdl_draft_text(d, font, SECTIONS_X, y, sections_words(d, v));
	bdl_draft_text(d, font, DOCUMENTS_X, y, documents_words(d, v));
	bdl_draft_text_right(d, font, PAGES_X, y, pages);
	bdl_draft_text_right(d, font, BDL_RIGHT_EDGE, y, size_words(d, v));
}

/* first: the heading's baseline below c->y. */
static void draw_volumes(struct bdl_cover_page *c, double first)
{
	struct bdl_draft *d = c->d;

	bdl_draft_text(d, BDL_STRONG, BDL_LEFT_EDGE, bdl_cover_advance(c, first), "Volumes");
	bdl_draft_text(d, BDL_NOTE_STRONG, SECTIONS_X, c->y, "Sections");
	bdl_draft_text(d, BDL_NOTE_STRONG, DOCUMENTS_X, c->y, "Documents");
	bdl_draft_text_right(d, BDL_NOTE_STRONG, PAGES_X, c->y, "Pages");
	bdl_draft_text_right(d, BDL_NOTE_STRONG, BDL_RIGHT_EDGE, c->y, "Size");
	for (unsigned n = 1; n <= d->b->volume_count; n++)
		volume_row(c, n == 1 ? 19 : CONTENTS_PITCH, n);
	if (d->b->volume > 1 && d->b->volumes[0].front.chronology)
		bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, bdl_cover_advance(c, CHRONOLOGY_PITCH),
			"The chronology of all volumes is in volume 1.");
}

/* With the rule above it. */
static double volumes_height(const struct bdl_bundle *b)
{
	return b->volume ? 14 + 22 + 19 + (double)(b->volume_count - 1) * CONTENTS_PITCH +
				   CHRONOLOGY_PITCH
			 : 0;
}

/* ---- contents, fingerprint ---- */

static void contents_row(
	struct bdl_cover_page *c, double *step, const char *letter, const char *name, unsigned page)
{
	struct bdl_draft *d = c->d;
	struct bdl_cell words = BDL_CELL_INIT;
	double x = letter ? NAME_X : BDL_LEFT_EDGE;

	bdl_cell_add(d, &words, BDL_TEXT, 500 - x, name);
	if (letter)
		bdl_draft_text(d, BDL_STRONG, BDL_LEFT_EDGE, bdl_cover_advance(c, *step), letter);
	else
		bdl_cover_advance(c, *step);
	bdl_cover_lines(c, &words, x, 0, VALUE_LEADING);
	bdl_draft_number(d, BDL_TEXT, BDL_RIGHT_EDGE, c->y, page);
	bdl_draft_link(d, BDL_LEFT_EDGE, c->y - 12, BDL_RIGHT_EDGE, c->y + 4, page);
	bdl_cell_release(&words);
	*step = CONTENTS_PITCH;
}

static const char *const part_names[BDL_FRONT_PARTS] = {"Cover", "Summary", "Index of documents",
	"Essential reading", "Chronology", "Deadlines and delays", "Arrears and losses",
	"What is complained of"};

/* Before it is measured, too: what has something to say takes a page. */
static bool has_part(const struct bdl_bundle *b, enum bdl_front_part part)
{
	switch (part) {
	case BDL_FRONT_COVER:
	case BDL_FRONT_INDEX:
		return true;
	case BDL_FRONT_SUMMARY:
		return bdl_has_summary(b);
	case BDL_FRONT_ESSENTIAL:
		return bdl_has_essential(b);
	case BDL_FRONT_CHRONOLOGY:
		return b->entry_count > 0;
	case BDL_FRONT_DELAYS:
		return bdl_has_delays(b);
	case BDL_FRONT_ARREARS:
		return bdl_has_arrears(b);
	case BDL_FRONT_ALLEGATIONS:
		return bdl_has_allegations(b);
	case BDL_FRONT_PARTS:
		break;
	}
	return false;
}

/* first: the heading's baseline below c->y. */
static void draw_contents(struct bdl_cover_page *c, double first)
{
	struct bdl_draft *d = c->d;
	const struct bdl_bundle *b = d->b;
	double step = 19;

	bdl_draft_text(d, BDL_STRONG, BDL_LEFT_EDGE, bdl_cover_advance(c, first),
		d->b->volume ? "Contents of this volume" : "Contents");
	bdl_draft_text_right(d, BDL_NOTE_STRONG, BDL_RIGHT_EDGE, c->y, "Page");
	for (size_t i = BDL_FRONT_COVER + 1; i < BDL_FRONT_PARTS; i++)
		if (has_part(b, (enum bdl_front_part)i))
			contents_row(c, &step, NULL, part_names[i],
				bdl_front_page(&b->front, (enum bdl_front_part)i));
	for (size_t i = 0; i < b->section_count; i++)
		contents_row(c, &step, b->sections[i].letter, bdl_section_name(d, &b->sections[i]),
			b->sections[i].page);
}

static double contents_height(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;
	struct bdl_cell words = BDL_CELL_INIT;
	size_t rows = b->section_count;
	double height;

	for (size_t i = BDL_FRONT_COVER + 1; i < BDL_FRONT_PARTS; i++)
		rows += has_part(b, (enum bdl_front_part)i);
	height = 22 + 19 + (double)(rows - 1) * CONTENTS_PITCH;
	for (size_t i = 0; i < b->section_count; i++) {
		bdl_cell_clear(&words);
		bdl_cell_add(
			d, &words, BDL_TEXT, 500 - NAME_X, bdl_section_name(d, &b->sections[i]));
		height += (double)(words.count - 1) * VALUE_LEADING;
	}
	bdl_cell_release(&words);
	return height;
}

static void draw_fingerprint(struct bdl_cover_page *c)
{
	struct bdl_draft *d = c->d;
	double x;

	rule(c, 11, 0.5, 0.6);
	x = bdl_draft_text(d, BDL_NOTE_STRONG, BDL_LEFT_EDGE, bdl_cover_advance(c, 21),
		"Fingerprint of the original files");
	bdl_draft_text(d, BDL_NOTE, x + 8, c->y, "SHA-256 of manifest-sha256.txt in the archive");
	bdl_draft_text(d, BDL_DIGITS, BDL_LEFT_EDGE, bdl_cover_advance(c, 15),
		bdl_words_digest(d, d->b->fingerprint, false, "   "));
	bdl_draft_text(d, BDL_DIGITS, BDL_LEFT_EDGE, bdl_cover_advance(c, DIGITS_LEADING),
		bdl_words_digest(d, d->b->fingerprint, true, "   "));
}

/*
 * Baseline of the account's last line, were page numbers as wide as they get: what fits below must
 * not depend on page numbers, which are known only later.
 */
static double account_end(struct bdl_cover_page *c)
{
	struct bdl_accounted a = bdl_bundle_account(c->d->b);
	struct bdl_rich sentence = BDL_RICH_INIT;
	bool dry = c->d->dry;
	double y = c->y + 22 + (c->d->b->volume ? EXTENT_PITCH : 0) + 20 + VALUE_LEADING;

	c->d->dry = true;
	if (c->d->b->main) {
		y = core_account(c->d, c->y + 22);
	} else {
		account_sentence(c->d, &sentence, &a, true);
		y = bdl_rich_draw(
			c->d, &sentence, VALUE_X, y, BDL_RIGHT_EDGE - VALUE_X, VALUE_LEADING);
	}
	c->d->dry = dry;
	return y;
}

/* The account, the contents, the fingerprint; on one page if they fit below the fields. */
static void draw_rest(struct bdl_cover_page *c)
{
	double end = account_end(c), volumes = volumes_height(c->d->b);

	if (end > BDL_LAST_ROW) {
		turn(c);
		end = account_end(c);
	}
	draw_account(c);
	if (volumes > 0 && end + volumes + FINGERPRINT_HEIGHT <= BDL_LAST_ROW) {
		rule(c, 14, 0.5, 0.6);
		draw_volumes(c, 22);
		end += volumes;
		volumes = 0;
	}
	if (end + volumes + 14 + contents_height(c->d) + FINGERPRINT_HEIGHT <= BDL_LAST_ROW) {
		rule(c, 14, 0.5, 0.6);
		draw_contents(c, 22);
		draw_fingerprint(c);
		return;
	}
	if (end + 14 + FINGERPRINT_HEIGHT > BDL_LAST_ROW)
		turn(c);
	draw_fingerprint(c);
	turn(c);
	if (volumes > 0) {
		draw_volumes(c, 0);
		rule(c, 14, 0.5, 0.6);
	}
	draw_contents(c, volumes > 0 ? 22 : 0);
}

/* What it is, between lines: a court's cover names the proceedings, then the bundle. */
static void draw_court_title(struct bdl_cover_page *c)
{
	const struct bdl_bundle *b = c->d->b;
	const char *title = b->about.title ? b->about.title : b->name;

	c->y = bdl_proceedings(c->d, NULL);
	if (b->earlier)
		title = bdl_draft_printf(
			c->d, "SUPPLEMENT" BDL_NBSP "%u: %s", b->supplement, title ? title : "");
	c->y = bdl_proceedings_title(c->d, title ? title : "", c->y, 36);
	draw_summary(c);
}

/* What this PDF is: the bundle or a supplement to it, and which volume. */
static void draw_nature(struct bdl_cover_page *c)
{
	const struct bdl_bundle *b = c->d->b;
	const char *words = "Evidence bundle";
	char volume[BDL_LABEL_TEXT];

	if (b->earlier && !b->main)
		words = bdl_draft_printf(
			c->d, "Supplement" BDL_NBSP "%u to the evidence bundle", b->supplement);
	bdl_draft_text(c->d, BDL_STRONG, BDL_LEFT_EDGE, TOP, words);
	bdl_volume_words(b, volume);
	if (volume[0])
		bdl_draft_text_right(c->d, BDL_HEADING, BDL_RIGHT_EDGE, TOP, volume);
}

static void draw_free_title(struct bdl_cover_page *c)
{
	draw_nature(c);
	draw_title(c);
	draw_summary(c);
	rule(c, c->d->b->about.summary ? 15 : 22, 1, 0);
}

unsigned bdl_cover(struct bdl_draft *d, unsigned first)
{
	struct bdl_cover_page c = {.d = d, .y = TOP};

	bdl_draft_page(d, first);
	if (d->court)
		draw_court_title(&c);
	else
		draw_free_title(&c);
	bdl_cover_fields(&c);
	rule(&c, 17.5, 0.5, 0.6);
	draw_rest(&c);
	return d->page;
}
