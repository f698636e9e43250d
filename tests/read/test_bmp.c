/* Windows bitmaps, made by hand: every depth, both run-length codes, every place where a file can
 * break off. */
#include "read/image.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { PLAIN = 0, RLE8 = 1, RLE4 = 2, FIELDS = 3 };

struct bmp {
	unsigned char bytes[1024];
	size_t length;
};

static void put(struct bmp *b, uint32_t v, int size)
{
	for (int i = 0; i < size; i++)
		b->bytes[b->length++] = (unsigned char)(v >> 8 * i);
}

/* Both headers and a palette of black, red, green, blue and grey levels; pixels come next. */
static void begin(struct bmp *b, int32_t width, int32_t height, unsigned bits, unsigned compression)
{
	unsigned colours = bits <= 8 ? 1u << (bits < 4 ? bits : 4) : 0;
	static const uint32_t first[] = {0x000000, 0xFF0000, 0x00FF00, 0x0000FF};

	b->length = 0;
	put(b, 'B' | 'M' << 8, 2);
	put(b, 0, 4);
	put(b, 0, 4);
	put(b, 54 + 4 * colours + (compression == FIELDS ? 12 : 0), 4);
	put(b, 40, 4);
	put(b, (uint32_t)width, 4);
	put(b, (uint32_t)height, 4);
	put(b, 1, 2);
	put(b, bits, 2);
	put(b, compression, 4);
	for (int i = 0; i < 3; i++)
		put(b, 0, 4);
	put(b, colours, 4);
	put(b, 0, 4);
	for (unsigned i = 0; i < colours; i++)
		put(b, i < 4 ? first[i] : i * 0x101010, 4);
}

/* The decoded colour at x, y as 0xRRGGBB. */
static unsigned colour(const struct bdl_bitmap *m, unsigned x, unsigned y)
{
	const unsigned char *p = m->pixels + 3 * ((size_t)y * m->width + x);

	return (unsigned)p[0] << 16 | (unsigned)p[1] << 8 | p[2];
}

/* The one row of two pixels must be `left`, `right`. */
static void expect_row(const struct bmp *b, unsigned left, unsigned right, const char *what)
{
	struct bdl_error err = {0};
	struct bdl_bitmap m;

	cr_assert_eq(bdl_bmp_decode(b->bytes, b->length, &m, &err), 0, "%s: %s", what, err.message);
	cr_expect(m.width == 2 && m.height == 1 && !m.truncated, "%s", what);
	cr_expect_eq(colour(&m, 0, 0), left, "%s: %06x", what, colour(&m, 0, 0));
	cr_expect_eq(colour(&m, 1, 0), right, "%s: %06x", what, colour(&m, 1, 0));
	free(m.pixels);
}

Test(bmp, every_depth_is_read)
{
	struct bmp b;

	begin(&b, 2, 1, 1, PLAIN);
	put(&b, 0x40, 4);
	expect_row(&b, 0, 0xFF0000, "1 bit");
	begin(&b, 2, 1, 4, PLAIN);
	put(&b, 0x23, 4);
	expect_row(&b, 0x00FF00, 0x0000FF, "4 bits");
	begin(&b, 2, 1, 8, PLAIN);
	put(&b, 0x0503, 4);
	expect_row(&b, 0x0000FF, 0x505050, "8 bits");
	begin(&b, 2, 1, 16, PLAIN);
	put(&b, 0x7C00 | 0x001Fu << 16, 4);
	expect_row(&b, 0xFF0000, 0x0000FF, "16 bits");
	begin(&b, 2, 1, 24, PLAIN);
	put(&b, 0x112233, 3);
	put(&b, 0x445566, 3);
	put(&b, 0, 2);
	expect_row(&b, 0x112233, 0x445566, "24 bits");
	begin(&b, 2, 1, 32, PLAIN);
	put(&b, 0xFF112233, 4);
	put(&b, 0x00445566, 4);
	expect_row(&b, 0x112233, 0x445566, "32 bits");
	begin(&b, 2, 1, 16, FIELDS);
	put(&b, 0xF800, 4);
	put(&b, 0x07E0, 4);
	put(&b, 0x001F, 4);
	put(&b, 0x07E0 | 0xF800u << 16, 4);
	expect_row(&b, 0x00FF00, 0xFF0000, "16 bits, fields");
}

Test(bmp, both_run_length_codes_are_read)
{
	struct bmp b;

	begin(&b, 2, 1, 8, RLE8);
	put(&b, 0x0302, 2); /* two of colour 3 */
	put(&b, 0x0100, 2);
	expect_row(&b, 0x0000FF, 0x0000FF, "RLE8");
	begin(&b, 4, 1, 8, RLE8);
	put(&b, 0x0300, 2); /* three as they stand, padded */
	put(&b, 0x00030201, 4);
	put(&b, 0x0101, 2);
	put(&b, 0x0100, 2);
	{
		struct bdl_error err = {0};
		struct bdl_bitmap m;

		cr_assert_eq(bdl_bmp_decode(b.bytes, b.length, &m, &err), 0);
		cr_expect(colour(&m, 0, 0) == 0xFF0000 && colour(&m, 1, 0) == 0x00FF00 &&
			  colour(&m, 2, 0) == 0x0000FF && colour(&m, 3, 0) == 0xFF0000);
		free(m.pixels);
	}
	begin(&b, 2, 1, 4, RLE4);
	put(&b, 0x2302, 2); /* alternating 2 and 3 */
	put(&b, 0x0100, 2);
	expect_row(&b, 0x00FF00, 0x0000FF, "RLE4");
}

Test(bmp, rows_are_read_from_the_bottom_or_from_the_top_as_the_header_says)
{
	for (int32_t height = -2; height <= 2; height += 4) {
		struct bdl_error err = {0};
		struct bdl_bitmap m;
		struct bmp b;

		begin(&b, 1, height, 24, PLAIN);
		put(&b, 0xFF0000, 4);
		put(&b, 0x0000FF, 4);
		cr_assert_eq(bdl_bmp_decode(b.bytes, b.length, &m, &err), 0);
		cr_expect_eq(m.height, 2);
		cr_expect_eq(colour(&m, 0, 0), height < 0 ? 0xFF0000 : 0x0000FF);
		free(m.pixels);
	}
}

Test(bmp, a_file_that_breaks_off_is_shown_as_far_as_it_goes)
{
	struct bmp b;

	begin(&b, 4, 4, 24, PLAIN);
	for (int i = 0; i < 12; i++)
		put(&b, 0x112233, 4);
	for (size_t length = 0; length <= b.length; length++) {
		unsigned char *copy =
			malloc(length + 1); /* of this size, so that a read behind it is seen */
		struct bdl_error err = {0};
		struct bdl_bitmap m;
		int rc;

		cr_assert_not_null(copy);
		copy = realloc(copy, length ? length : 1);
		memcpy(copy, b.bytes, length);
		rc = bdl_bmp_decode(copy, length, &m, &err);
		cr_expect_eq(rc, length < 54 + 12 ? -1 : 0, "%zu bytes", length);
		if (rc == 0)
			cr_expect_eq(m.truncated, length < b.length, "%zu bytes", length);
		free(m.pixels);
		free(copy);
	}
}

Test(bmp, a_bomb_is_refused_before_memory_is_taken)
{
	static const int32_t sides[][2] = {
		{60000, 60000}, {INT32_MAX, 1}, {1, INT32_MAX}, {-1, 1}, {1, INT32_MIN}};

	for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++) {
		struct bdl_error err = {0};
		struct bdl_bitmap m;
		struct bmp b;

		begin(&b, sides[i][0], sides[i][1], 24, PLAIN);
		put(&b, 0, 4);
		cr_expect_eq(bdl_bmp_decode(b.bytes, b.length, &m, &err), -1);
		cr_expect_eq(err.code, BDL_ELIMIT);
		cr_expect_null(m.pixels);
	}
}

Test(bmp, random_damage_never_reads_or_writes_outside)
{
	static const struct {
		unsigned bits, compression;
	} kinds[] = {{1, PLAIN}, {4, PLAIN}, {8, PLAIN}, {16, FIELDS}, {24, PLAIN}, {32, FIELDS},
		{8, RLE8}, {4, RLE4}};

	uint32_t state = 1;

	for (int round = 0; round < 6000; round++) {
		struct bdl_error err = {0};
		struct bdl_bitmap m;
		unsigned char *copy;
		struct bmp b;

		begin(&b, 9, 7, kinds[round % 8].bits, kinds[round % 8].compression);
		for (int i = 0; i < 80; i++) {
			state = state * 1664525 + 1013904223;
			put(&b, state >> 8, 3);
		}
		for (int i = 0; i < 2; i++) {
			state = state * 1664525 + 1013904223;
			b.bytes[14 + (state >> 8) % 60] ^= (unsigned char)(1u << (state >> 5 & 7));
		}
		memset(b.bytes + 20, 0, 2); /* not wide and high enough to be slow */
		memset(b.bytes + 23, 0, 3);
		copy = malloc(b.length);
		cr_assert_not_null(copy);
		memcpy(copy, b.bytes, b.length);
		if (bdl_bmp_decode(copy, b.length, &m, &err) == 0)
			cr_expect(m.pixels != NULL && m.width > 0 && m.height > 0);
		free(m.pixels);
		free(copy);
	}
}
