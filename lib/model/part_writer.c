/*
 * Part, writing: objects are streamed to the file as they come, the tables are kept and written at
 * the end. The first failure is remembered and told by the close; until then every call is
 * harmless.
 */
#include "base/file.h"
#include "model/part_format.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOT_WRITTEN UINT64_MAX

struct bdl_part_writer {
	int fd;
	uint32_t open_object; /* between begin and end; 0: none */
	uint64_t flushed; /* bytes already in the file */
	struct bdl_error err; /* the first failure */
	struct bdl_buffer tables[BDL_TABLES];
	uint32_t counts[BDL_TABLES]; /* rows in tables; objects count their reservations */
	uint32_t bookmark_depth; /* the deepest that may come next */
	size_t pending;
	char piece[65536];
};

struct bdl_part_writer *bdl_part_writer_open(int fd, struct bdl_error *err)
{
	struct bdl_part_writer *w;

	if (lseek(fd, 0, SEEK_SET) < 0 || ftruncate(fd, 0) < 0) {
		bdl_fail_errno(err, NULL, "write the converted pages");
		return NULL;
	}
	w = calloc(1, sizeof(*w));
	if (!w) {
		bdl_fail_memory(err);
		return NULL;
	}
	w->fd = fd;
	return w;
}

static void flush(struct bdl_part_writer *w)
{
	if (w->err.code == BDL_OK && bdl_write_all(w->fd, w->piece, w->pending) < 0)
		bdl_fail_errno(&w->err, NULL, "write the converted pages");
	w->flushed += w->pending;
	w->pending = 0;
}

static void put(struct bdl_part_writer *w, const void *bytes, size_t length)
{
	const char *p = bytes;

	while (length) {
		size_t n = sizeof(w->piece) - w->pending;

		if (n > length)
			n = length;
		memcpy(w->piece + w->pending, p, n);
		w->pending += n;
		p += n;
		length -= n;
		if (w->pending == sizeof(w->piece))
			flush(w);
	}
}

static void put32(unsigned char *p, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(value >> 8 * i);
}

static void put64(unsigned char *p, uint64_t value)
{
	put32(p, (uint32_t)value);
	put32(p + 4, (uint32_t)(value >> 32));
}

static void put_double(unsigned char *p, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	put64(p, bits);
}

static void add_rows(
	struct bdl_part_writer *w, enum bdl_part_table table, const void *bytes, size_t count)
{
	if (w->err.code != BDL_OK)
		return;
	if (count > bdl_part_rows[table].most - w->counts[table])
		bdl_fail(&w->err, BDL_ELIMIT, NULL, "has more parts than can be bound");
	else if (bdl_buffer_add(&w->tables[table], bytes, count * bdl_part_rows[table].size) < 0)
		bdl_fail_memory(&w->err);
	else
		w->counts[table] += (uint32_t)count;
}

static void add_number(struct bdl_part_writer *w, enum bdl_part_table table, uint32_t number)
{
	unsigned char row[4];

	put32(row, number);
	add_rows(w, table, row, 1);
}

uint32_t bdl_part_reserve(struct bdl_part_writer *w)
{
	unsigned char row[8];

	put64(row, NOT_WRITTEN);
	add_rows(w, BDL_TABLE_OBJECTS, row, 1);
	return w->err.code == BDL_OK ? w->counts[BDL_TABLE_OBJECTS] : 1;
}

static void put_number(struct bdl_part_writer *w, enum bdl_reloc_kind kind, uint32_t value)
{
	unsigned char row[16];
	char digits[16];

	put64(row, bdl_part_written(w));
	put32(row + 8, (uint32_t)kind);
	put32(row + 12, value);
	add_rows(w, BDL_TABLE_RELOCS, row, 1);
	snprintf(digits, sizeof(digits), "%010u", (unsigned)value);
	put(w, digits, 10);
}

void bdl_part_begin(struct bdl_part_writer *w, uint32_t object)
{
	unsigned char *row;

	if (w->err.code != BDL_OK)
		return;
	if (w->open_object || object < 1 || object > w->counts[BDL_TABLE_OBJECTS]) {
		bdl_fail(&w->err, BDL_EINTERNAL, NULL, "object %u was begun out of turn",
			(unsigned)object);
		return;
	}
	row = (unsigned char *)w->tables[BDL_TABLE_OBJECTS].data + 8 * (size_t)(object - 1);
	for (int i = 0; i < 8; i++)
		if (row[i] != 0xFF)
			bdl_fail(&w->err, BDL_EINTERNAL, NULL, "object %u was written twice",
				(unsigned)object);
	put64(row, bdl_part_written(w));
	w->open_object = object;
	put_number(w, BDL_RELOC_OBJECT, object);
	put(w, " 0 obj\n", 7);
}

void bdl_part_bytes(struct bdl_part_writer *w, const void *bytes, size_t length)
{
	put(w, bytes, length);
}

void bdl_part_text(struct bdl_part_writer *w, const char *text)
{
	put(w, text, strlen(text));
}

void bdl_part_printf(struct bdl_part_writer *w, const char *format, ...)
{
	char line[512], *text = line;
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(line, sizeof(line), format, args);
	if (length >= (int)sizeof(line)) {
		text = malloc((size_t)length + 1);
		if (text)
			vsnprintf(text, (size_t)length + 1, format, again);
	}
	va_end(again);
	va_end(args);
	if (length < 0 || !text)
		bdl_fail_memory(&w->err);
	else
		put(w, text, (size_t)length);
	if (text != line)
		free(text);
}

void bdl_part_ref(struct bdl_part_writer *w, enum bdl_reloc_kind kind, uint32_t value)
{
	put_number(w, kind, value);
	put(w, " 0 R", 4);
}

void bdl_part_mention(struct bdl_part_writer *w, uint32_t page, uint32_t inner)
{
	put(w, "<", 1);
	for (uint32_t piece = 0; piece < BDL_MENTION_PIECES; piece++)
		put_number(w, BDL_RELOC_MENTION, bdl_mention(page, inner, piece));
	put(w, ">", 1);
}

void bdl_part_end(struct bdl_part_writer *w)
{
	if (!w->open_object)
		bdl_fail(&w->err, BDL_EINTERNAL, NULL, "an object was ended that was not begun");
	w->open_object = 0;
	put(w, "\nendobj\n", 8);
}

void bdl_part_add_page(struct bdl_part_writer *w, const struct bdl_part_page *page,
	const uint32_t *annots, uint32_t annot_count)
{
	const char *fault = bdl_part_page_fault(page);
	unsigned char row[68];

	if (fault)
		bdl_fail(&w->err, BDL_EINTERNAL, NULL, "page %u has %s",
			(unsigned)w->counts[BDL_TABLE_PAGES] + 1, fault);
	put32(row, page->object);
	put32(row + 4, page->flags);
	for (size_t side = 0; side < 4; side++)
		put_double(row + 8 + 8 * side, page->box[side]);
	put_double(row + 40, page->user_unit);
	put_double(row + 48, page->scale);
	put32(row + 56, (uint32_t)page->rotate);
	put32(row + 60, w->counts[BDL_TABLE_ANNOTS]);
	put32(row + 64, annot_count);
	add_rows(w, BDL_TABLE_PAGES, row, 1);
	for (uint32_t i = 0; i < annot_count; i++)
		add_number(w, BDL_TABLE_ANNOTS, annots[i]);
}

void bdl_part_add_field(struct bdl_part_writer *w, uint32_t object)
{
	add_number(w, BDL_TABLE_FIELDS, object);
}

void bdl_part_add_layer(struct bdl_part_writer *w, uint32_t object, uint32_t flags)
{
	unsigned char row[8];

	put32(row, object);
	put32(row + 4, flags);
	add_rows(w, BDL_TABLE_LAYERS, row, 1);
}

void bdl_part_add_export(struct bdl_part_writer *w, uint32_t object)
{
	add_number(w, BDL_TABLE_EXPORTS, object);
}

/* A place that no page can hold is none. */
static double coordinate(double value)
{
	return fabs(value) <= BDL_PART_COORDINATE_MAX ? value : (double)NAN;
}

void bdl_part_add_bookmark(struct bdl_part_writer *w, uint32_t depth, uint32_t page, double left,
	double top, const char *title)
{
	size_t length = strlen(title);
	unsigned char row[32];

	if (depth > w->bookmark_depth)
		depth = w->bookmark_depth;
	w->bookmark_depth = depth < BDL_PART_DEPTH_MAX ? depth + 1 : BDL_PART_DEPTH_MAX;
	put32(row, depth);
	put32(row + 4, page);
	put_double(row + 8, coordinate(left));
	put_double(row + 16, coordinate(top));
	put32(row + 24, w->counts[BDL_TABLE_STRINGS]);
	put32(row + 28, (uint32_t)length);
	add_rows(w, BDL_TABLE_BOOKMARKS, row, 1);
	add_rows(w, BDL_TABLE_STRINGS, title, length);
}

uint64_t bdl_part_written(const struct bdl_part_writer *w)
{
	return w->flushed + w->pending;
}

static void check_whole(struct bdl_part_writer *w)
{
	const unsigned char *offsets = (const unsigned char *)w->tables[BDL_TABLE_OBJECTS].data;

	if (w->open_object)
		bdl_fail(&w->err, BDL_EINTERNAL, NULL, "object %u was not ended",
			(unsigned)w->open_object);
	for (uint32_t i = 0; i < w->counts[BDL_TABLE_OBJECTS] && w->err.code == BDL_OK; i++)
		if (offsets[8 * (size_t)i + 7] == 0xFF)
			bdl_fail(&w->err, BDL_EINTERNAL, NULL, "object %u was never written",
				(unsigned)i + 1);
}

static void write_tables(struct bdl_part_writer *w)
{
	unsigned char footer[BDL_PART_FOOTER_SIZE];

	memcpy(footer, BDL_PART_MAGIC, BDL_PART_MAGIC_SIZE);
	put64(footer + BDL_PART_MAGIC_SIZE, bdl_part_written(w));
	for (size_t i = 0; i < BDL_TABLES; i++) {
		put32(footer + BDL_PART_MAGIC_SIZE + 8 + 4 * i, w->counts[i]);
		put(w, bdl_buffer_string(&w->tables[i]), w->tables[i].length);
	}
	put(w, footer, sizeof(footer));
	flush(w);
}

int bdl_part_writer_close(struct bdl_part_writer *w, bool give_up, struct bdl_error *err)
{
	int rc = 0;

	if (!w)
		return 0;
	if (!give_up) {
		check_whole(w);
		write_tables(w);
	}
	if (!give_up && w->err.code != BDL_OK) {
		rc = -1;
		if (err && err->code == BDL_OK)
			*err = w->err;
	}
	for (size_t i = 0; i < BDL_TABLES; i++)
		bdl_buffer_release(&w->tables[i]);
	free(w);
	return rc;
}
