/* Draft: see draft.h. Failures are remembered; the public functions look once, at the end. */
#include "draw/draft.h"
#include "draw/page_column.h"
#include "draw/words.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct bdl_font BDL_TEXT = {BDL_SANS, 12};
const struct bdl_font BDL_STRONG = {BDL_SANS_BOLD, 12};
const struct bdl_font BDL_SLANTED = {BDL_SANS_ITALIC, 12};
const struct bdl_font BDL_NOTE = {BDL_SANS, 10};
const struct bdl_font BDL_NOTE_STRONG = {BDL_SANS_BOLD, 10};
const struct bdl_font BDL_HEADING = {BDL_SANS_BOLD, 14};
const struct bdl_font BDL_TITLE = {BDL_SERIF, 24};
const struct bdl_font BDL_SHEET_TITLE = {BDL_SERIF, 28};
const struct bdl_font BDL_COVER_TITLE = {BDL_SERIF, 30};
const struct bdl_font BDL_DIGITS = {BDL_MONO, 11};

static const double HEADER_GAP = 24; /* at least so much between title and reference */
static const double REFERENCE_WIDTH = 150; /* what a document's title of 300 leaves, with the gap */

/* Lists the exact copies of each exhibit, in the order of their rows. */
static void list_copies(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;

	for (size_t i = 0; i < b->exhibit_count; i++)
		d->first_copy[i] = d->next_copy[i] = BDL_NONE;
	for (size_t i = b->exhibit_count; i-- > 0;) {
		size_t first = b->exhibits[i].duplicate_of;
		if (first >= b->exhibit_count)
			continue;
		d->next_copy[i] = d->first_copy[first];
		d->first_copy[first] = i;
	}
}

/*
 * The recipient's reference as the header has it; without its name, or not at all, where it is too
 * wide.
 */
static const char *header_reference(struct bdl_draft *d, const char *reference)
{
	const char *words = bdl_words_reference(d, reference);
	const char *named =
		bdl_draft_spell(d, BDL_SANS, bdl_draft_printf(d, "CMS reference %s", words));

	if (bdl_draft_width(d, BDL_NOTE, named) <= REFERENCE_WIDTH)
		return named;
	words = bdl_draft_spell(d, BDL_SANS, words);
	return bdl_draft_width(d, BDL_NOTE, words) <= REFERENCE_WIDTH ? words : "";
}

/* The number of the claim likewise. */
static const char *header_claim(struct bdl_draft *d, const char *number)
{
	const char *words = bdl_draft_spell(d, BDL_SANS, number);
	const char *named = bdl_draft_printf(d, "Claim no." BDL_NBSP "%s", words);

	if (bdl_draft_width(d, BDL_NOTE, named) <= REFERENCE_WIDTH + 40)
		return named;
	return bdl_draft_width(d, BDL_NOTE, words) <= REFERENCE_WIDTH + 40 ? words : "";
}

/* The title in the header is the case's; one that leaves no room for the reference gives way whole.
 */
static void set_headers(struct bdl_draft *d)
{
	const struct bdl_case *about = &d->b->about;
	const char *title = about->title ? about->title : d->b->name;
	double room = BDL_RIGHT_EDGE - BDL_LEFT_EDGE - HEADER_GAP;

	d->header_right = "";
	if (about->court && about->court->claim_number)
		d->header_right = header_claim(d, about->court->claim_number);
	else if (about->reference)
		d->header_right = header_reference(d, about->reference);
	room -= bdl_draft_width(d, BDL_NOTE, d->header_right);
	d->header_left = bdl_draft_spell(d, BDL_SANS, title ? title : "");
	if (bdl_draft_width(d, BDL_NOTE, d->header_left) > room)
		d->header_left = "Evidence bundle";
}

int bdl_draft_init(struct bdl_draft *d, const struct bdl_bundle *b, struct bdl_error *err)
{
	size_t count = b->exhibit_count + 1;

	*d = (struct bdl_draft){.b = b, .dry = true};
	d->rows = calloc(count, sizeof *d->rows);
	d->first_copy = calloc(count, sizeof *d->first_copy);
	d->next_copy = calloc(count, sizeof *d->next_copy);
	if (!d->rows || !d->first_copy || !d->next_copy) {
		bdl_fail_memory(err);
		goto fail;
	}
	d->c = bdl_canvas_open(err);
	if (!d->c)
		goto fail;
	d->court = bdl_is_for_court(&b->about);
	if (d->court)
		bdl_canvas_plain(d->c);
	list_copies(d);
	set_headers(d);
	return 0;
fail:
	bdl_draft_release(d);
	return -1;
}

void bdl_draft_release(struct bdl_draft *d)
{
	struct bdl_error ignored = {0};

	if (d->c && bdl_canvas_close(d->c, NULL, &ignored) < 0)
		ignored.code = BDL_OK;
	bdl_arena_release(&d->arena);
	free(d->rows);
	free(d->first_copy);
	free(d->next_copy);
	free(d->pages);
	free(d->links);
	*d = (struct bdl_draft){.b = NULL};
}

void bdl_draft_restart(struct bdl_draft *d, bool dry)
{
	d->dry = dry;
	d->page_count = d->link_count = 0;
}

const char *bdl_draft_string(struct bdl_draft *d, const char *s)
{
	if (s)
		return s;
	bdl_fail_memory(&d->failure);
	return "";
}

const char *bdl_draft_printf(struct bdl_draft *d, const char *format, ...)
{
	va_list args, again;
	char *text = NULL;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	if (length >= 0)
		text = bdl_arena_alloc(&d->arena, (size_t)length + 1);
	if (text)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(args);
	return bdl_draft_string(d, text);
}

/* Room for one more element behind count; false with the failure noted. */
static bool make_room(struct bdl_draft *d, void **data, size_t *space, size_t count, size_t size)
{
	size_t more = *space ? *space * 2 : 64;
	void *bigger;

	if (count < *space)
		return true;
	bigger = realloc(*data, more * size);
	if (!bigger) {
		bdl_fail_memory(&d->failure);
		return false;
	}
	*data = bigger;
	*space = more;
	return true;
}

void bdl_draft_page(struct bdl_draft *d, unsigned number)
{
	void *pages = d->pages;

	d->page = number;
	if (make_room(d, &pages, &d->page_space, d->page_count, sizeof *d->pages)) {
		d->pages = pages;
		d->pages[d->page_count++] = number;
	}
	if (!d->dry)
		bdl_canvas_page(d->c, BDL_A4_WIDTH, BDL_A4_HEIGHT);
}

void bdl_draft_header(struct bdl_draft *d, const char *left)
{
	bdl_draft_text(d, BDL_NOTE, BDL_LEFT_EDGE, 40, left);
	bdl_draft_text_right(d, BDL_NOTE, BDL_RIGHT_EDGE, 40, d->header_right);
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, 47, 0.4, 0.6);
}

void bdl_draft_foot(struct bdl_draft *d, unsigned index_page)
{
	const double y = BDL_A4_HEIGHT - 24;
	const char *page = bdl_words_page(d, index_page);
	double wide = bdl_draft_width(d, BDL_NOTE, BDL_FOOT) + bdl_draft_width(d, BDL_NOTE, page);
	double left = BDL_LEFT_EDGE, right;

	if (!bdl_foot_is_free(d->b, left + wide))
		left = BDL_RIGHT_EDGE - wide;
	left = bdl_draft_text(d, BDL_NOTE, left, y, BDL_FOOT);
	right = bdl_draft_press(d, BDL_NOTE, left, y, page);
	bdl_draft_link(d, left, y - 9, right, y + 4, index_page);
}

double bdl_draft_width(struct bdl_draft *d, struct bdl_font f, const char *text)
{
	return bdl_canvas_width(d->c, f, text, strlen(text));
}

double bdl_draft_text(struct bdl_draft *d, struct bdl_font f, double x, double y, const char *text)
{
	if (d->dry)
		return x + bdl_draft_width(d, f, text);
	return bdl_canvas_text(d->c, f, BDL_BLACK, x, y, text, strlen(text));
}

void bdl_draft_text_right(
	struct bdl_draft *d, struct bdl_font f, double x, double y, const char *text)
{
	if (!d->dry)
		bdl_canvas_text_right(d->c, f, BDL_BLACK, x, y, text, strlen(text));
}

double bdl_draft_press(struct bdl_draft *d, struct bdl_font f, double x, double y, const char *text)
{
	double end = x + bdl_draft_width(d, f, text);

	if (!d->dry) {
		bdl_canvas_text(d->c, f, BDL_ACCENT, x, y, text, strlen(text));
		bdl_canvas_underline(d->c, x, end, y);
	}
	return end;
}

double bdl_draft_number(struct bdl_draft *d, struct bdl_font f, double x, double y, unsigned page)
{
	char digits[BDL_LABEL_TEXT];
	double left;

	bdl_words_number(d, page, digits);
	left = x - bdl_draft_width(d, f, digits);
	bdl_draft_press(d, f, left, y, digits);
	return left;
}

void bdl_draft_rule(
	struct bdl_draft *d, double x0, double x1, double y, double thickness, double grey)
{
	if (!d->dry)
		bdl_canvas_rule(d->c, x0, x1, y, thickness, grey);
}

void bdl_draft_link_to(struct bdl_draft *d, double left, double top, double right, double bottom,
	struct bdl_place target)
{
	void *links = d->links;

	if (d->dry || target.page == 0 ||
		!make_room(d, &links, &d->link_space, d->link_count, sizeof *d->links))
		return;
	d->links = links;
	d->links[d->link_count++] = (struct bdl_link){.page = d->page,
		.left = left,
		.bottom = BDL_A4_HEIGHT - bottom,
		.right = right,
		.top = BDL_A4_HEIGHT - top,
		.target = target.page,
		.target_top = isnan(target.top) ? target.top : BDL_A4_HEIGHT - target.top};
}

void bdl_draft_link(
	struct bdl_draft *d, double left, double top, double right, double bottom, unsigned target)
{
	bdl_draft_link_to(d, left, top, right, bottom,
		(struct bdl_place){.page = target, .top = (double)NAN});
}

const char *bdl_draft_spell(struct bdl_draft *d, enum bdl_face face, const char *text)
{
	struct bdl_buffer spelled = BDL_BUFFER_INIT;
	const char *out;

	bdl_canvas_spell(d->c, face, text, strlen(text), &spelled, NULL);
	out = bdl_draft_string(
		d, bdl_arena_bytes(&d->arena, bdl_buffer_string(&spelled), spelled.length));
	bdl_buffer_release(&spelled);
	return out;
}
