/*
 * Stamps: what bind puts on the pages of each exhibit, measured and in the bytes of its fonts'
 * encoding (WinAnsi, which is Windows-1252).
 */
#include "base/text.h"
#include "draw/pages.h"
#include "draw/words.h"
#include <string.h>

static const double HEADER_WIDTH = 300; /* a wider title gives way to the document's number */

/* What Windows-1252 has at 0x80 to 0x9F; 0: nothing. */
static const uint16_t high[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
	0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* The byte for code, or -1. */
static int win_ansi(uint32_t code)
{
	if (code == 0xA0)
		return ' ';
	if ((code >= 0x20 && code < 0x7F) || (code > 0xA0 && code <= 0xFF))
		return (int)code;
	for (int i = 0; i < 32; i++) {
		if (high[i] && high[i] == code)
			return 0x80 + i;
	}
	return -1;
}

/* text in WinAnsi, from the arena; NULL if it has a character that WinAnsi lacks. */
static const char *encode(struct bdl_draft *d, struct bdl_arena *a, const char *text)
{
	size_t length = strlen(text), out = 0;
	char *bytes = bdl_arena_alloc(a, length + 1);

	if (!bytes) {
		bdl_fail_memory(&d->failure);
		return "";
	}
	for (size_t at = 0; at < length;) {
		uint32_t code;
		int byte;
		at += bdl_utf8_next(text + at, length - at, &code);
		byte = win_ansi(code);
		if (byte < 0)
			return NULL;
		bytes[out++] = (char)byte;
	}
	return bytes;
}

const char *bdl_exhibit_header(struct bdl_draft *d, const struct bdl_exhibit *x)
{
	const char *text =
		bdl_draft_spell(d, BDL_SANS, bdl_draft_printf(d, "%u. %s", x->number, x->title));

	if (bdl_draft_width(d, BDL_NOTE, text) <= HEADER_WIDTH)
		return text;
	return bdl_draft_printf(d, "Document %u", x->number);
}

/* The header in WinAnsi; a title that WinAnsi cannot spell gives way to the number. */
static const char *header(struct bdl_draft *d, struct bdl_arena *a, const struct bdl_exhibit *x)
{
	const char *bytes = encode(d, a, bdl_exhibit_header(d, x));

	return bytes ? bytes : bdl_draft_string(d, bdl_arena_printf(a, "Document %u", x->number));
}

/* `before`, of the row before or NULL: what is the same on both is kept once. */
static struct bdl_stamp stamp_of(
	struct bdl_draft *d, struct bdl_arena *a, size_t row, const struct bdl_stamp *before)
{
	const struct bdl_place *place = &d->rows[row];
	const char *page = bdl_words_page(d, place->page);
	struct bdl_stamp s = {.index_page = place->page,
		.index_top = BDL_A4_HEIGHT - place->top,
		.plain = d->court};

	s.header_left = header(d, a, &d->b->exhibits[row]);
	s.header_right = before ? before->header_right : encode(d, a, d->header_right);
	if (!s.header_right)
		s.header_right = "";
	s.header_right_x = BDL_RIGHT_EDGE - bdl_draft_width(d, BDL_NOTE, d->header_right);
	/* there is no index, or at the foot stands the page of the main bundle */
	if (place->page == 0 || d->b->main)
		return s;
	s.foot = BDL_FOOT;
	s.foot_link = before && before->foot_link && before->index_page == place->page
			      ? before->foot_link
			      : encode(d, a, page);
	s.foot_link_left = BDL_LEFT_EDGE + bdl_draft_width(d, BDL_NOTE, BDL_FOOT);
	s.foot_link_right = s.foot_link_left + bdl_draft_width(d, BDL_NOTE, page);
	return s;
}

void bdl_stamps(struct bdl_draft *d, struct bdl_drawn *out)
{
	const struct bdl_bundle *b = d->b;
	const struct bdl_stamp *before = NULL;

	out->stamps = bdl_arena_alloc(&out->arena, (b->exhibit_count + 1) * sizeof *out->stamps);
	if (!out->stamps) {
		bdl_fail_memory(&d->failure);
		return;
	}
	out->stamp_count = b->exhibit_count;
	for (size_t i = 0; i < b->exhibit_count; i++) {
		if (b->volume && b->exhibits[i].volume != b->volume)
			continue;
		out->stamps[i] = stamp_of(d, &out->arena, i, before);
		before = &out->stamps[i];
	}
}
