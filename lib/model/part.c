/*
 * Part, reading: tables and footer of a part, every number checked before it is believed, since a
 * part comes from the sandbox. What the body holds is not looked at here.
 */
#include "model/part.h"
#include "base/file.h"
#include "model/part_format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Reads the tables in order, a piece at a time. */
struct cursor {
	int fd;
	uint64_t at, end; /* of what has not been read from the file yet */
	size_t used, have;
	bool failed; /* errno says why */
	unsigned char piece[16384];
};

/* The next `length` bytes, at most a row: lent until the next call; zeroes once reading has failed.
 */
static const unsigned char *take(struct cursor *c, size_t length)
{
	static const unsigned char zeroes[128];
	size_t left = c->have - c->used, more;

	if (left < length && !c->failed) {
		memmove(c->piece, c->piece + c->used, left);
		more = sizeof(c->piece) - left;
		if (more > c->end - c->at)
			more = (size_t)(c->end - c->at);
		c->failed = bdl_pread_all(c->fd, c->piece + left, more, c->at) < 0;
		c->at += more;
		c->used = 0;
		c->have = left + more;
	}
	if (c->failed || c->have - c->used < length)
		return zeroes;
	c->used += length;
	return c->piece + c->used - length;
}

static uint32_t get32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t get64(const unsigned char *p)
{
	return get32(p) | (uint64_t)get32(p + 4) << 32;
}

static double get_double(const unsigned char *p)
{
	uint64_t bits = get64(p);
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static void read_numbers(struct cursor *c, uint32_t *out, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		out[i] = get32(take(c, 4));
}

static void read_relocs(struct cursor *c, struct bdl_part *p)
{
	for (uint32_t i = 0; i < p->reloc_count; i++) {
		const unsigned char *row = take(c, 16);

		p->relocs[i].at = get64(row);
		p->relocs[i].kind = get32(row + 8);
		p->relocs[i].value = get32(row + 12);
	}
}

static void read_pages(struct cursor *c, struct bdl_part *p)
{
	for (uint32_t i = 0; i < p->page_count; i++) {
		const unsigned char *row = take(c, 68);
		struct bdl_part_page *page = &p->pages[i];

		page->object = get32(row);
		page->flags = get32(row + 4);
		for (size_t side = 0; side < 4; side++)
			page->box[side] = get_double(row + 8 + 8 * side);
		page->user_unit = get_double(row + 40);
		page->scale = get_double(row + 48);
		page->rotate = (int32_t)get32(row + 56);
		page->first_annot = get32(row + 60);
		page->annot_count = get32(row + 64);
	}
}

static void read_bookmarks(struct cursor *c, struct bdl_part *p)
{
	for (uint32_t i = 0; i < p->bookmark_count; i++) {
		const unsigned char *row = take(c, 32);
		struct bdl_part_bookmark *b = &p->bookmarks[i];

		b->depth = get32(row);
		b->page = get32(row + 4);
		b->left = get_double(row + 8);
		b->top = get_double(row + 16);
		b->title = get32(row + 24);
		b->title_length = get32(row + 28);
	}
}

static void read_tables(struct cursor *c, struct bdl_part *p)
{
	for (uint32_t i = 0; i < p->object_count; i++)
		p->objects[i] = get64(take(c, 8));
	read_relocs(c, p);
	read_pages(c, p);
	read_numbers(c, p->annots, p->annot_count);
	read_numbers(c, p->fields, p->field_count);
	for (uint32_t i = 0; i < p->layer_count; i++) {
		const unsigned char *row = take(c, 8);

		p->layers[i].object = get32(row);
		p->layers[i].flags = get32(row + 4);
	}
	read_bookmarks(c, p);
	read_numbers(c, p->exports, p->export_count);
	for (uint32_t i = 0; i < p->strings_length; i++)
		p->strings[i] = (char)*take(c, 1);
}

static bool in_range(const uint32_t *numbers, uint32_t count, uint32_t most)
{
	for (uint32_t i = 0; i < count; i++)
		if (numbers[i] < 1 || numbers[i] > most)
			return false;
	return true;
}

/* Each value in its range; each object's own number among the relocations, once, where `objects`
 * says. */
static const char *reloc_fault(const struct bdl_part *p)
{
	uint64_t free_from = 0;
	uint32_t headed = 0;

	for (uint32_t i = 0; i < p->reloc_count; i++) {
		const struct bdl_reloc *r = &p->relocs[i];
		uint64_t most = 0;

		if (r->at < free_from || p->body_length < 10 || r->at > p->body_length - 10)
			return "a relocation out of order or out of bounds";
		free_from = r->at + 10;
		switch (r->kind) {
		case BDL_RELOC_OBJECT:
			if (r->value < 1 || r->value > p->object_count)
				return "a reference to an object that is not there";
			headed += p->objects[r->value - 1] == r->at;
			continue;
		case BDL_RELOC_PARENT:
		case BDL_RELOC_ANNOTS:
		case BDL_RELOC_STAMP:
			most = p->page_count;
			break;
		case BDL_RELOC_FONT:
			most = 2;
			break;
		case BDL_RELOC_FIELD:
			most = 1;
			break;
		case BDL_RELOC_INNER:
		case BDL_RELOC_MENTION:
			if (bdl_mention_page(r->value) < p->page_count &&
				bdl_mention_piece_of(r->value) <
					(r->kind == BDL_RELOC_INNER ? 1 : BDL_MENTION_PIECES))
				continue;
			break;
		}
		if (r->value >= most)
			return "a relocation of an unknown kind or value";
	}
	return headed == p->object_count ? NULL : "an object without a number";
}

/* Rows stand one behind another and share nothing: a small part cannot become a large document. */
static const char *page_fault(const struct bdl_part *p, unsigned char *seen)
{
	uint32_t annots = 0;

	for (uint32_t i = 0; i < p->page_count; i++) {
		const struct bdl_part_page *page = &p->pages[i];
		const char *fault = bdl_part_page_fault(page);

		if (fault)
			return fault;
		if (page->object < 1 || page->object > p->object_count || seen[page->object - 1]++)
			return "a page that is no object of its own";
		if (page->first_annot != annots || page->annot_count > p->annot_count - annots)
			return "annotations out of range";
		annots += page->annot_count;
	}
	return NULL;
}

static bool coordinate_fits(double value)
{
	return isnan(value) || fabs(value) <= BDL_PART_COORDINATE_MAX;
}

static const char *bookmark_fault(const struct bdl_part *p)
{
	uint32_t deepest = 0, strings = 0;

	for (uint32_t i = 0; i < p->bookmark_count; i++) {
		const struct bdl_part_bookmark *b = &p->bookmarks[i];

		if (b->depth > deepest || b->depth > BDL_PART_DEPTH_MAX)
			return "a bookmark below no other";
		deepest = b->depth + 1;
		if (b->page >= p->page_count || !coordinate_fits(b->left) ||
			!coordinate_fits(b->top))
			return "a bookmark that leads nowhere";
		if (b->title != strings || b->title_length > p->strings_length - strings)
			return "a bookmark without a title";
		strings += b->title_length;
	}
	return NULL;
}

/* NULL, or what is wrong; "" when out of memory. */
static const char *find_fault(const struct bdl_part *p)
{
	unsigned char *seen = calloc(1, (size_t)p->object_count + 1);
	const char *fault;

	if (!seen)
		return "";
	fault = page_fault(p, seen);
	free(seen);
	if (fault)
		return fault;
	fault = reloc_fault(p);
	if (fault)
		return fault;
	if (!in_range(p->annots, p->annot_count, p->object_count) ||
		!in_range(p->fields, p->field_count, p->object_count) ||
		!in_range(p->exports, p->export_count, p->object_count))
		return "a table of objects that are not there";
	for (uint32_t i = 0; i < p->layer_count; i++)
		if (p->layers[i].object < 1 || p->layers[i].object > p->object_count)
			return "a layer that is not there";
	return bookmark_fault(p);
}

static int broken(const char *path, const char *what, struct bdl_error *err)
{
	bdl_fail(err, BDL_EFORMAT, path, "its converted pages cannot be used: %s", what);
	return bdl_hint(err, "delete the work folder and build again");
}

/* Reads the footer and sets counts and body_length; the tables then fill the file exactly. */
static int read_footer(
	struct bdl_part *p, struct cursor *c, const char *path, struct bdl_error *err)
{
	uint32_t *counts[BDL_TABLES] = {&p->object_count, &p->reloc_count, &p->page_count,
		&p->annot_count, &p->field_count, &p->layer_count, &p->bookmark_count,
		&p->export_count, &p->strings_length};
	unsigned char footer[BDL_PART_FOOTER_SIZE];
	uint64_t tables = 0, size;
	struct stat st;

	if (fstat(c->fd, &st) < 0)
		return bdl_fail_errno(err, path, "examine");
	if (st.st_size < BDL_PART_FOOTER_SIZE)
		return broken(path, "too short", err);
	size = (uint64_t)st.st_size - BDL_PART_FOOTER_SIZE;
	if (bdl_pread_all(c->fd, footer, sizeof(footer), size) < 0)
		return bdl_fail_errno(err, path, "read");
	if (memcmp(footer, BDL_PART_MAGIC, BDL_PART_MAGIC_SIZE) != 0)
		return broken(path, "not ended properly", err);
	for (size_t i = 0; i < BDL_TABLES; i++) {
		uint32_t count = get32(footer + BDL_PART_MAGIC_SIZE + 8 + 4 * i);

		if (count > bdl_part_rows[i].most)
			return broken(path, "too many rows in a table", err);
		*counts[i] = count;
		tables += (uint64_t)count * bdl_part_rows[i].size;
	}
	p->body_length = get64(footer + BDL_PART_MAGIC_SIZE);
	if (tables > size || p->body_length != size - tables)
		return broken(path, "its tables do not fit its length", err);
	c->at = p->body_length;
	c->end = size;
	return 0;
}

/* calloc() that gives memory for no rows too. */
static void *rows(uint32_t count, size_t size)
{
	return calloc((size_t)count + 1, size);
}

static int make_room(struct bdl_part *p, struct bdl_error *err)
{
	p->objects = rows(p->object_count, sizeof(*p->objects));
	p->relocs = rows(p->reloc_count, sizeof(*p->relocs));
	p->pages = rows(p->page_count, sizeof(*p->pages));
	p->annots = rows(p->annot_count, sizeof(*p->annots));
	p->fields = rows(p->field_count, sizeof(*p->fields));
	p->layers = rows(p->layer_count, sizeof(*p->layers));
	p->bookmarks = rows(p->bookmark_count, sizeof(*p->bookmarks));
	p->exports = rows(p->export_count, sizeof(*p->exports));
	p->strings = rows(p->strings_length, 1);
	if (!p->objects || !p->relocs || !p->pages || !p->annots || !p->fields || !p->layers ||
		!p->bookmarks || !p->exports || !p->strings)
		return bdl_fail_memory(err);
	return 0;
}

static int load(struct bdl_part *p, struct cursor *c, const char *path, struct bdl_error *err)
{
	const char *fault;

	if (read_footer(p, c, path, err) < 0 || make_room(p, err) < 0)
		return -1;
	read_tables(c, p);
	if (c->failed && errno == 0)
		return broken(path, "it was cut short", err);
	if (c->failed)
		return bdl_fail_errno(err, path, "read");
	fault = find_fault(p);
	if (fault && !*fault)
		return bdl_fail_memory(err);
	return fault ? broken(path, fault, err) : 0;
}

int bdl_part_load(struct bdl_part *p, int fd, const char *path, struct bdl_error *err)
{
	struct cursor c = {.fd = fd};
	int rc;

	memset(p, 0, sizeof(*p));
	rc = load(p, &c, path, err);
	if (rc < 0)
		bdl_part_release(p);
	return rc;
}

void bdl_part_release(struct bdl_part *p)
{
	free(p->objects);
	free(p->relocs);
	free(p->pages);
	free(p->annots);
	free(p->fields);
	free(p->layers);
	free(p->bookmarks);
	free(p->exports);
	free(p->strings);
	memset(p, 0, sizeof(*p));
}
