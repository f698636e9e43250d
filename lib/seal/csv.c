/*
 * CSV: the index and the chronology as data (RFC 4180, UTF-8, CRLF). Titles and names come from
 * strangers: a cell that a spreadsheet would take for a formula begins with an apostrophe, as
 * docs/format.md says.
 */
#include "seal/csv.h"
#include "seal/bag.h"

#include "base/text.h"
#include "model/csv.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* One row is begun with the number of cells written so far at 0. */
void bdl_csv_cell(struct bdl_buffer *out, const char *text, bool first)
{
	if (!first)
		bdl_buffer_byte(out, ',');
	bdl_csv_put(out, text);
}

void bdl_csv_text(struct bdl_buffer *out, const char *text)
{
	bdl_csv_cell(out, text, false);
}

/* 0 is an empty cell. */
void bdl_csv_number(struct bdl_buffer *out, unsigned number)
{
	if (number)
		bdl_buffer_printf(out, ",%u", number);
	else
		bdl_buffer_byte(out, ',');
}

/* Page `page` (from 1) of the exhibit: its number in the PDF, or its label where that is another.
 */
void bdl_csv_page(struct bdl_buffer *out, const struct bdl_bundle *b, const struct bdl_exhibit *x,
	unsigned page)
{
	char label[BDL_LABEL_TEXT];

	if (!x || !x->first_page) {
		bdl_buffer_byte(out, ',');
	} else if (bdl_labels_are_special(&b->numbering)) {
		bdl_exhibit_label(b, x, page, label);
		bdl_csv_text(out, label);
	} else {
		bdl_csv_number(out, x->first_page + page - 1);
	}
}

void bdl_csv_day(struct bdl_buffer *out, struct bdl_day day, bool first)
{
	char iso[BDL_DAY_TEXT];

	bdl_day_iso(day, iso);
	bdl_csv_cell(out, iso, first);
}

/* The exact path where it is UTF-8, else the readable one. */
const char *bdl_csv_path(const struct bdl_exhibit *x)
{
	if (x->told_path)
		return x->told_path;
	return bdl_utf8_valid(x->path, strlen(x->path)) ? x->path : x->name;
}

static void index_row(
	const struct bdl_bundle *b, const struct bdl_exhibit *x, struct bdl_buffer *out)
{
	bool copy = x->duplicate_of != BDL_NONE, placed = !copy && x->section < b->section_count;
	char hex[BDL_SHA256_HEX];

	if (x->number)
		bdl_buffer_printf(out, "%u", x->number);
	bdl_csv_text(out, bdl_csv_path(x));
	bdl_csv_text(out, x->title);
	bdl_csv_day(out, x->date.day, false);
	bdl_csv_text(out, bdl_precision_token(x->date.precision));
	bdl_csv_text(out, bdl_date_source_token(x->date.source));
	bdl_csv_text(out, x->kind);
	bdl_csv_text(out, placed ? b->sections[x->section].title : NULL);
	bdl_csv_number(out, x->pages);
	bdl_csv_page(out, b, x, 1);
	bdl_csv_text(out, x->shown && !copy ? "yes" : "no");
	bdl_csv_text(out, copy ? bdl_csv_path(&b->exhibits[x->duplicate_of]) : NULL);
	bdl_hex(x->sha256, hex);
	bdl_csv_text(out, hex);
	bdl_buffer_printf(out, ",%" PRIu64, x->size);
	bdl_csv_text(out, x->media_type);
	bdl_csv_text(out, x->withheld ? NULL : x->archive_path);
	bdl_csv_text(out, x->inside ? bdl_csv_path(&b->exhibits[x->inside->parent]) : NULL);
	if (b->volume_count)
		bdl_csv_number(out, x->volume);
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

	bdl_csv_day(out, e->date.day, true);
	bdl_csv_day(out, e->date.until, false);
	bdl_csv_text(out, bdl_precision_token(e->date.precision));
	bdl_csv_text(out, bdl_date_source_token(e->date.source));
	bdl_csv_text(out, e->date.ambiguous ? "yes" : "no");
	bdl_csv_text(out, e->date.raw);
	bdl_csv_text(out, e->text);
	bdl_csv_number(out, x ? x->number : 0);
	bdl_csv_page(out, b, x, within + 1);
	bdl_csv_text(out, x ? bdl_csv_path(x) : NULL);
	if (b->volume_count)
		bdl_csv_number(out, x ? x->volume : 0);
	bdl_csv_text(out, e->type);
	bdl_csv_text(out, e->by);
	bdl_csv_delay(out, b, e);
	bdl_buffer_text(out, "\r\n");
}

void bdl_bag_chronology(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	bdl_buffer_text(out, "date,until,precision,date_source,ambiguous,as_written,event,exhibit,"
			     "page,path");
	bdl_buffer_text(out, b->volume_count ? ",volume" : "");
	bdl_buffer_text(out, ",type,stated_by,asked,answered,allowed,taken,over\r\n");
	for (size_t i = 0; i < b->entry_count; i++)
		entry_row(b, &b->entries[i], out);
}
