#include "base/buffer.h"
#include "draw/bitmap.h"
#include <criterion/criterion.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

static void chunk(struct bdl_buffer *b, const char *tag, const void *data, size_t length)
{
	const char size[4] = {0, 0, (char)(length >> 8), (char)(length & 0xFF)};

	bdl_buffer_add(b, size, 4);
	bdl_buffer_add(b, tag, 4);
	bdl_buffer_add(b, data, length);
	bdl_buffer_add(b, "crc?", 4);
}

/* A PNG with these rows, each beginning with its filter. */
static struct bdl_buffer png(unsigned columns, unsigned rows, unsigned depth, unsigned type,
	unsigned interlaced, const void *data, size_t length)
{
	static const unsigned char palette[] = {0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255};
	static const unsigned char alpha[] = {0, 255, 128};
	const unsigned char head[13] = {0, 0, (unsigned char)(columns >> 8), (unsigned char)columns,
		0, 0, (unsigned char)(rows >> 8), (unsigned char)rows, (unsigned char)depth,
		(unsigned char)type, 0, 0, (unsigned char)interlaced};
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
	struct bdl_buffer b = BDL_BUFFER_INIT;
	char packed[1024];
	size_t size = libdeflate_zlib_compress(c, data, length, packed, sizeof packed);

	libdeflate_free_compressor(c);
	bdl_buffer_add(&b, "\x89PNG\r\n\x1A\n", 8);
	chunk(&b, "IHDR", head, sizeof head);
	chunk(&b, "PLTE", palette, sizeof palette);
	chunk(&b, "tRNS", alpha, sizeof alpha);
	chunk(&b, "IDAT", packed, size / 2);
	chunk(&b, "IDAT", packed + size / 2, size - size / 2);
	chunk(&b, "IEND", "", 0);
	return b;
}

static void expect(struct bdl_buffer b, const unsigned char *pixels, size_t length)
{
	struct bdl_bitmap bitmap;

	cr_expect(bdl_bitmap_is_known(b.data, b.length));
	cr_assert_eq(bdl_bitmap_read(b.data, b.length, &bitmap), 0);
	cr_assert_eq((size_t)bitmap.columns * bitmap.rows * 3, length);
	for (size_t i = 0; i < length; i++)
		cr_expect_eq(bitmap.pixels[i], pixels[i], "byte %zu: %u", i, bitmap.pixels[i]);
	free(bitmap.pixels);
	bdl_buffer_release(&b);
}

Test(bitmap, lays_a_palette_on_white)
{
	static const unsigned char pixels[] = {255, 255, 255, 255, 0, 0, 127, 255, 127, 0, 0, 255};

	expect(png(2, 2, 8, 3, 0, "\0\0\1\0\2\3", 6), pixels, sizeof pixels);
	expect(png(2, 2, 4, 3, 0, "\0\x01\0\x23", 4), pixels, sizeof pixels);
}

Test(bitmap, undoes_every_filter)
{
	static const unsigned char pixels[] = {255, 0, 0, 255, 0, 0, 127, 255, 127, 0, 0, 255};

	expect(png(2, 2, 8, 3, 0, "\1\1\0\2\1\2", 6), pixels, sizeof pixels);
	expect(png(2, 2, 8, 3, 0, "\0\1\1\3\2\2", 6), pixels, sizeof pixels);
	expect(png(2, 2, 8, 3, 0, "\0\1\1\4\1\1", 6), pixels, sizeof pixels);
}

Test(bitmap, lays_colours_on_white)
{
	static const unsigned char pixels[] = {10, 20, 30, 255, 255, 255};

	expect(png(2, 1, 8, 6, 0, "\0\x0A\x14\x1E\xFF\1\2\3\0", 9), pixels, sizeof pixels);
}

Test(bitmap, refuses_what_it_cannot_read)
{
	struct bdl_buffer whole = png(2, 2, 8, 3, 0, "\0\0\1\0\2\3", 6), bad[6];
	struct bdl_bitmap bitmap;

	bad[0] = png(2, 2, 8, 3, 1, "\0\0\1\0\2\3", 6);
	bad[1] = png(2, 2, 8, 0, 0, "\0\0\1\0\2\3", 6);
	bad[2] = png(600, 2, 8, 3, 0, "\0\0\1\0\2\3", 6);
	bad[3] = png(0, 2, 8, 3, 0, "\0\0\1\0\2\3", 6);
	for (size_t i = 0; i < 4; i++)
		cr_expect_not(bdl_bitmap_is_known(bad[i].data, bad[i].length), "%zu", i);
	bad[4] = png(2, 2, 8, 3, 0, "\7\0\1\0\2\3", 6);
	bad[5] = png(2, 2, 8, 3, 0, "\0\0\1", 3);
	for (size_t i = 0; i < 6; i++) {
		cr_expect_eq(bdl_bitmap_read(bad[i].data, bad[i].length, &bitmap), -1, "%zu", i);
		cr_expect_null(bitmap.pixels);
		bdl_buffer_release(&bad[i]);
	}
	for (size_t n = 0; n + 12 < whole.length; n++) {
		char *cut = malloc(n + 1);
		memcpy(cut, whole.data, n);
		if (bdl_bitmap_read(cut, n, &bitmap) == 0)
			free(bitmap.pixels);
		bdl_bitmap_is_known(cut, n);
		free(cut);
	}
	bdl_buffer_release(&whole);
}
