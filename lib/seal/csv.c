/*
 * CSV: the index and the chronology as data (RFC 4180, UTF-8, CRLF). Titles and names come from
 * strangers: a cell that a spreadsheet would take for a formula begins with an apostrophe, as
 * docs/format.md says.
 */
#include "seal/bag.h"

#include "base/text.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* One row is begun with the number of cells written so far at 0. */
static void cell(struct bdl_buffer *out, const char *text, bool first)
{
	bool quoted;

	if (!first)
		bdl_buffer_byte(out, ',');
	if (!text || !*text)
		return;
	quoted = text[strcspn(text, ",\"\r\n")] != '\0' || text[0] == ' ' ||
		 text[strlen(text) - 1] == ' ';
	if (quoted)
		bdl_buffer_byte(out, '"');
	if (strchr("=+-@\t\r", text[0]))
		bdl_buffer_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			bdl_buffer_byte(out, '"');
		bdl_buffer_byte(out, *text);
	}
	if (quoted)
		bdl_buffer_byte(out, '"');
}

static void text_cell(struct bdl_buffer *out, const char *text)
{
	cell(out, text, false);
}

/* 0 is an empty cell. */
static void number_cell(struct bdl_buffer *out, unsigned number)
{
	if (number)
		bdl_buffer_printf(out, ",%u", number);
	else
		bdl_buffer_byte(out, ',');
}

/* Page `page` (from 1) of the exhibit: its number in the PDF, or its label where that is another.
 */
static void page_cell(struct bdl_buffer *out, const struct bdl_bundle *b,
	const struct bdl_exhibit *x, unsigned page)
{
	char label[BDL_LABEL_TEXT];

	if (!x || !x->first_page) {
		bdl_buffer_byte(out, ',');
	} else if (bdl_labels_are_special(&b->numbering)) {
		bdl_exhibit_label(b, x, page, label);
		text_cell(out, label);
	} else {
		number_cell(out, x->first_page + page - 1);
	}
}

static void day_cell(struct bdl_buffer *out, struct bdl_day day, bool first)
{
	char iso[BDL_DAY_TEXT];

	bdl_day_iso(day, iso);
	cell(out, iso, first);
}

/* The exact path where it is UTF-8, else the readable one. */
static const char *path_of(const struct bdl_exhibit *x)
{
	return bdl_utf8_valid(x->path, strlen(x->path)) ? x->path : x->name;
}

static void index_row(
	const struct bdl_bundle *b, const struct bdl_exhibit *x, struct bdl_buffer *out)
{
	bool copy = x->duplicate_of != BDL_NONE, placed = !copy && x->section < b->section_count;
	char hex[BDL_SHA256_HEX];

	if (x->number)
		bdl_buffer_printf(out, "%u", x->number);
	text_cell(out, path_of(x));
	text_cell(out, x->title);
	day_cell(out, x->date.day, false);
	text_cell(out, bdl_precision_token(x->date.precision));
	text_cell(out, bdl_date_source_token(x->date.source));
	text_cell(out, x->kind);
	text_cell(out, placed ? b->sections[x->section].title : NULL);
	number_cell(out, x->pages);
	page_cell(out, b, x, 1);
	text_cell(out, x->shown && !copy ? "yes" : "no");
	text_cell(out, copy ? path_of(&b->exhibits[x->duplicate_of]) : NULL);
	bdl_hex(x->sha256, hex);
	text_cell(out, hex);
	bdl_buffer_printf(out, ",%" PRIu64, x->size);
	text_cell(out, x->media_type);
	text_cell(out, x->archive_path);
	text_cell(out, x->inside ? path_of(&b->exhibits[x->inside->parent]) : NULL);
	if (b->volume_count)
		number_cell(out, x->volume);
	bdl_buffer_text(out, "\r\n");
}

int bdl_bag_index(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	bool *written = calloc(b->exhibit_count + 1, sizeof(*written));

	if (!written)
		return -1;
	bdl_buffer_text(out,
		"number,path,title,date,precision,date_source,kind,section,pages,first_page,shown,"
		"duplicate_of,sha256,size,media_type,stored_as,parent");
	bdl_buffer_text(out, b->volume_count ? ",volume\r\n" : "\r\n");
	for (size_t i = 0; i < b->order_count; i++) {
		index_row(b, &b->exhibits[b->order[i]], out);
		written[b->order[i]] = true;
	}
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (!written[i])
			index_row(b, &b->exhibits[i], out);
	free(written);
	return 0;
}

static void entry_row(const struct bdl_bundle *b, const struct bdl_entry *e, struct bdl_buffer *out)
{
	const struct bdl_exhibit *x = e->exhibit == BDL_NONE ? NULL : &b->exhibits[e->exhibit];
	unsigned within = e->page ? e->page - 1 : 0;

	day_cell(out, e->date.day, true);
	day_cell(out, e->date.until, false);
	text_cell(out, bdl_precision_token(e->date.precision));
	text_cell(out, bdl_date_source_token(e->date.source));
	text_cell(out, e->date.ambiguous ? "yes" : "no");
	text_cell(out, e->date.raw);
	text_cell(out, e->text);
	number_cell(out, x ? x->number : 0);
	page_cell(out, b, x, within + 1);
	text_cell(out, x ? path_of(x) : NULL);
	if (b->volume_count)
		number_cell(out, x ? x->volume : 0);
	text_cell(out, e->type);
	text_cell(out, e->by);
	bdl_buffer_text(out, "\r\n");
}

void bdl_bag_chronology(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	bdl_buffer_text(out, "date,until,precision,date_source,ambiguous,as_written,event,exhibit,"
			     "page,path");
	bdl_buffer_text(
		out, b->volume_count ? ",volume,type,stated_by\r\n" : ",type,stated_by\r\n");
	for (size_t i = 0; i < b->entry_count; i++)
		entry_row(b, &b->entries[i], out);
}
