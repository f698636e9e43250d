/* Part: what is written comes back, and nothing that is wrong is believed. */
#include "base/file.h"
#include "model/part.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOOTER 52 /* eight of magic, eight of the body's length, nine counts of four */

static int temporary(void)
{
	char name[] = "/tmp/bundle-part-XXXXXX";
	int fd = mkstemp(name);

	cr_assert_geq(fd, 0);
	unlink(name);
	return fd;
}

static struct bdl_part_page a4(uint32_t object)
{
	return (struct bdl_part_page){
		.object = object, .box = {0, 0, 595.28, 841.89}, .user_unit = 1, .scale = 1};
}

/* Two pages, one font, an annotation, a field, a layer, bookmarks. */
static void fill(struct bdl_part_writer *w)
{
	uint32_t pages[2], link, font;
	struct bdl_part_page row;

	pages[0] = bdl_part_reserve(w);
	pages[1] = bdl_part_reserve(w);
	link = bdl_part_reserve(w);
	font = bdl_part_reserve(w);
	for (uint32_t i = 0; i < 2; i++) {
		bdl_part_begin(w, pages[1 - i]);
		bdl_part_printf(w, "<< /Type /Page /N %u /Parent ", (unsigned)i);
		bdl_part_ref(w, BDL_RELOC_PARENT, 1 - i);
		bdl_part_text(w, " >>");
		bdl_part_end(w);
	}
	bdl_part_begin(w, link);
	bdl_part_ref(w, BDL_RELOC_OBJECT, pages[1]);
	bdl_part_end(w);
	bdl_part_begin(w, font);
	bdl_part_bytes(w, "\0\1", 2);
	bdl_part_end(w);
	row = a4(pages[0]);
	bdl_part_add_page(w, &row, &link, 1);
	row = a4(pages[1]);
	row.rotate = 270;
	row.user_unit = 2.5;
	row.scale = 0.9525;
	row.flags = BDL_PAGE_SCALED;
	bdl_part_add_page(w, &row, NULL, 0);
	bdl_part_add_field(w, link);
	bdl_part_add_layer(w, font, BDL_LAYER_OFF);
	bdl_part_add_export(w, font);
	bdl_part_add_bookmark(w, 0, 1, NAN, 700.5, "Top \xC3\xA9");
	bdl_part_add_bookmark(w, 7, 0, 3, INFINITY, "");
}

static int write_part(void)
{
	struct bdl_error err = {0};
	int fd = temporary();
	struct bdl_part_writer *w = bdl_part_writer_open(fd, &err);

	cr_assert(w);
	fill(w);
	cr_assert_eq(bdl_part_writer_close(w, false, &err), 0, "%s", err.message);
	return fd;
}

Test(part, comes_back_as_it_was_written)
{
	struct bdl_error err = {0};
	struct bdl_part p;
	int fd = write_part();

	cr_assert_eq(bdl_part_load(&p, fd, "letter.pdf", &err), 0, "%s", err.message);
	cr_expect_eq(p.object_count, 4);
	cr_expect_eq(p.page_count, 2);
	cr_expect_eq(p.reloc_count, 7);
	cr_expect_eq(p.objects[1], 0, "the second page was written first");
	cr_expect_eq(p.pages[0].annot_count, 1);
	cr_expect_eq(p.annots[0], 3);
	cr_expect_eq(p.pages[1].rotate, 270);
	cr_expect_eq(p.pages[1].user_unit, 2.5);
	cr_expect_eq(p.pages[1].scale, 0.9525);
	cr_expect_eq(p.pages[1].box[3], 841.89);
	cr_expect_eq(p.pages[1].flags, BDL_PAGE_SCALED);
	cr_expect_eq(p.fields[0], 3);
	cr_expect_eq(p.layers[0].object, 4);
	cr_expect_eq(p.layers[0].flags, BDL_LAYER_OFF);
	cr_expect_eq(p.exports[0], 4);
	cr_expect_eq(p.bookmark_count, 2);
	cr_expect(isnan(p.bookmarks[0].left) && p.bookmarks[0].top == 700.5);
	cr_expect_eq(memcmp(p.strings + p.bookmarks[0].title, "Top \xC3\xA9", 6), 0);
	cr_expect_eq(p.bookmarks[1].depth, 1, "a depth that skips levels comes up");
	cr_expect(isnan(p.bookmarks[1].top), "a place at infinity is none");
	bdl_part_release(&p);
	close(fd);
}

Test(part, holds_ten_digits_at_each_relocation)
{
	struct bdl_error err = {0};
	struct bdl_part p;
	int fd = write_part();

	cr_assert_eq(bdl_part_load(&p, fd, "letter.pdf", &err), 0);
	for (uint32_t i = 0; i < p.reloc_count; i++) {
		char digits[11] = "";

		cr_assert_eq(bdl_pread_all(fd, digits, 10, p.relocs[i].at), 0);
		cr_expect_eq(strspn(digits, "0123456789"), 10, "%s", digits);
		cr_expect_eq(strtoul(digits, NULL, 10), p.relocs[i].value);
	}
	bdl_part_release(&p);
	close(fd);
}

Test(part, a_mention_is_six_pieces_of_one_string)
{
	/* page, document, is it one that a part of two pages may have */
	static const struct {
		uint32_t page, inner;
		bool good;
	} cases[] = {{0, 0, true}, {1, 16383, true}, {2, 0, false}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_error err = {0};
		int fd = temporary(), rc;
		struct bdl_part_writer *w = bdl_part_writer_open(fd, &err);
		struct bdl_part p;
		uint32_t object;

		cr_assert(w);
		fill(w);
		object = bdl_part_reserve(w);
		bdl_part_begin(w, object);
		bdl_part_mention(w, cases[i].page, cases[i].inner);
		bdl_part_end(w);
		cr_assert_eq(bdl_part_writer_close(w, false, &err), 0, "%s", err.message);
		rc = bdl_part_load(&p, fd, "mail.eml", &err);
		cr_expect_eq(rc == 0, cases[i].good, "case %zu: %s", i, err.message);
		for (uint32_t k = 0; rc == 0 && k < BDL_MENTION_PIECES; k++) {
			const struct bdl_reloc *r =
				&p.relocs[p.reloc_count - BDL_MENTION_PIECES + k];

			cr_expect_eq(r->kind, BDL_RELOC_MENTION);
			cr_expect_eq(r->at, r[-(int)k].at + k * BDL_MENTION_DIGITS);
			cr_expect_eq(bdl_mention_page(r->value), cases[i].page);
			cr_expect_eq(bdl_mention_inner(r->value), cases[i].inner);
			cr_expect_eq(bdl_mention_piece_of(r->value), k);
		}
		if (rc == 0)
			bdl_part_release(&p);
		close(fd);
	}
}

Test(part, takes_the_place_of_a_longer_one_in_the_same_file)
{
	struct bdl_error err = {0};
	struct bdl_part_writer *w;
	struct bdl_part p;
	int fd = write_part();

	w = bdl_part_writer_open(fd, &err);
	cr_assert_eq(bdl_part_writer_close(w, false, &err), 0);
	cr_assert_eq(bdl_part_load(&p, fd, "letter.pdf", &err), 0, "%s", err.message);
	cr_expect_eq(p.page_count, 0);
	bdl_part_release(&p);
	close(fd);
}

static void reserve_only(struct bdl_part_writer *w)
{
	(void)bdl_part_reserve(w);
}

static void write_twice(struct bdl_part_writer *w)
{
	uint32_t object = bdl_part_reserve(w);

	for (int i = 0; i < 2; i++) {
		bdl_part_begin(w, object);
		bdl_part_end(w);
	}
}

static void write_unreserved(struct bdl_part_writer *w)
{
	bdl_part_begin(w, 9);
	bdl_part_end(w);
}

static void nest(struct bdl_part_writer *w)
{
	bdl_part_begin(w, bdl_part_reserve(w));
	bdl_part_begin(w, bdl_part_reserve(w));
}

static void leave_open(struct bdl_part_writer *w)
{
	bdl_part_begin(w, bdl_part_reserve(w));
}

static void add_empty_page(struct bdl_part_writer *w)
{
	struct bdl_part_page row = a4(1);

	row.box[2] = row.box[0];
	write_unreserved(w);
	bdl_part_add_page(w, &row, NULL, 0);
}

Test(part, writer_refuses_what_no_reader_could_use)
{
	static const struct {
		const char *name;
		void (*fill)(struct bdl_part_writer *w);
	} cases[] = {{"reserved, never written", reserve_only}, {"written twice", write_twice},
		{"never reserved", write_unreserved}, {"one inside another", nest},
		{"not ended", leave_open}, {"an empty page", add_empty_page}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_error err = {0};
		int fd = temporary();
		struct bdl_part_writer *w = bdl_part_writer_open(fd, &err);

		cases[i].fill(w);
		cr_expect_eq(bdl_part_writer_close(w, false, &err), -1, "%s", cases[i].name);
		cr_expect_eq(err.code, BDL_EINTERNAL, "%s", cases[i].name);
		close(fd);
	}
}

Test(part, writer_tells_of_a_full_disk)
{
	struct bdl_error err = {0};
	int fd = open("/dev/full", O_RDWR | O_CLOEXEC);
	struct bdl_part_writer *w;

	cr_assert_geq(fd, 0);
	w = bdl_part_writer_open(fd, &err);
	if (!w) { /* the device cannot be cut to length: told at once */
		cr_expect_eq(err.code, BDL_EIO);
		close(fd);
		return;
	}
	fill(w);
	cr_expect_eq(bdl_part_writer_close(w, false, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	close(fd);
}

/* The bytes of a good part, to be spoiled. */
static unsigned char *good(size_t *length)
{
	struct bdl_buffer all = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	int fd = write_part();

	cr_assert_eq(bdl_read_fd(fd, "part", 1 << 20, &all, &err), 0);
	close(fd);
	*length = all.length;
	return (unsigned char *)bdl_buffer_take(&all);
}

static int load_bytes(const unsigned char *bytes, size_t length, struct bdl_error *err)
{
	struct bdl_part p;
	int fd = temporary(), rc;

	cr_assert_eq(bdl_write_all(fd, bytes, length), 0);
	rc = bdl_part_load(&p, fd, "letter.pdf", err);
	bdl_part_release(&p);
	close(fd);
	return rc;
}

/*
 * Offsets from the end of the file: 52 of footer, 7 of strings, 4 of exports, 64 of bookmarks, and
 * so on upwards.
 */
enum {
	STRINGS = FOOTER + 6,
	EXPORTS = STRINGS + 4,
	BOOKMARKS = EXPORTS + 64,
	LAYERS = BOOKMARKS + 8,
	FIELDS = LAYERS + 4,
	ANNOTS = FIELDS + 4,
	PAGES = ANNOTS + 136,
	RELOCS = PAGES + 112,
	OBJECTS = RELOCS + 32
};

Test(part, refuses_every_number_out_of_its_range)
{
	static const struct {
		const char *name;
		int from_end;
		unsigned char byte;
	} cases[] = {
		{"magic", FOOTER, 'x'},
		{"body length", FOOTER - 8, 1},
		{"body length, huge", FOOTER - 8 - 7, 255},
		{"objects, huge", FOOTER - 16 - 3, 255},
		{"relocs, one less", FOOTER - 20, 6},
		{"pages, huge", FOOTER - 24 - 3, 127},
		{"object's place", OBJECTS, 5},
		{"reloc beyond the body", RELOCS - 96 - 5, 1},
		{"relocs out of order", RELOCS - 16, 0},
		{"reloc of no kind", RELOCS - 8, 9},
		{"reloc to no object", RELOCS - 12, 5},
		{"reloc to object 0", RELOCS - 12, 0},
		{"reloc to no page", RELOCS - 28, 2},
		{"page is no object", PAGES, 0},
		{"page is object 5", PAGES, 5},
		{"two pages are one object", PAGES - 68, 1},
		{"box is not a number", PAGES - 8 - 7, 0x7F},
		{"turn by 1", PAGES - 56, 1},
		{"annotations beyond the table", PAGES - 64, 2},
		{"first annotation beyond the table", PAGES - 60, 1},
		{"annotation 0", ANNOTS, 0},
		{"annotation 5", ANNOTS, 5},
		{"field 0", FIELDS, 0},
		{"layer 5", LAYERS, 5},
		{"export 5", EXPORTS, 5},
		{"bookmark below none", BOOKMARKS, 1},
		{"bookmark to no page", BOOKMARKS - 4, 2},
		{"bookmark's title beyond the strings", BOOKMARKS - 24, 1},
		{"bookmark's title too long", BOOKMARKS - 28, 7},
	};

	size_t length;
	unsigned char *bytes = good(&length);
	struct bdl_error none = {0};

	cr_assert_eq(load_bytes(bytes, length, &none), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char *at = bytes + length - cases[i].from_end, kept = *at;
		struct bdl_error err = {0};

		*at = cases[i].byte;
		cr_expect_neq(kept, *at, "%s changes nothing", cases[i].name);
		cr_expect_eq(load_bytes(bytes, length, &err), -1, "%s", cases[i].name);
		cr_expect_eq(err.code, BDL_EFORMAT, "%s: %s", cases[i].name, err.message);
		cr_expect_str_eq(err.path, "letter.pdf");
		*at = kept;
	}
	free(bytes);
}

Test(part, is_refused_when_cut_at_any_length_or_made_longer)
{
	size_t length;
	unsigned char *bytes = good(&length), *longer = calloc(1, length + 8);

	for (size_t cut = 0; cut < length; cut++) {
		struct bdl_error err = {0};

		cr_expect_eq(load_bytes(bytes, cut, &err), -1, "cut at %zu", cut);
	}
	memcpy(longer, bytes, length);
	for (size_t more = 1; more <= 8; more++) {
		struct bdl_error err = {0};

		cr_expect_eq(load_bytes(longer, length + more, &err), -1);
	}
	free(longer);
	free(bytes);
}
