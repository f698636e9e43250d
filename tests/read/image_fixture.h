/* Fixture of the pictures' tests: pictures made by libvips, in memory. Each test program includes
 * this once. */
#ifndef BDL_TESTS_READ_IMAGE_FIXTURE_H
#define BDL_TESTS_READ_IMAGE_FIXTURE_H

#include "read/image.h"
#include "reading_fixture.h"

#include <vips/vips.h>

enum { RED = 0xFF0000, GREEN = 0x00C000, BLUE = 0x0000FF, YELLOW = 0xFFFF00, WHITE = 0xFFFFFF };

enum { WIDE = 240, HIGH = 160 };

struct bytes {
	unsigned char *data;
	size_t length;
};

static inline VipsImage *from_memory(
	const void *pixels, size_t size, int width, int height, int bands, VipsBandFormat format)
{
	VipsImage *image =
		vips_image_new_from_memory_copy(pixels, size, width, height, bands, format);

	cr_assert_not_null(image, "%s", vips_error_buffer());
	return image;
}

static inline unsigned quadrant(int x, int y)
{
	return y < HIGH / 2 ? (x < WIDE / 2 ? RED : GREEN) : x < WIDE / 2 ? BLUE : YELLOW;
}

/* Where the pixel x, y of the upright picture is stored under an EXIF orientation. */
static inline size_t stored_at(int turn, int x, int y)
{
	int width = turn >= 5 ? HIGH : WIDE, height = turn >= 5 ? WIDE : HIGH;
	int column = turn >= 5 ? y : x, row = turn >= 5 ? x : y;

	if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
		column = width - 1 - column;
	if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
		row = height - 1 - row;
	return 3 * ((size_t)row * (size_t)width + (size_t)column);
}

/* Four quadrants, red green over blue yellow, stored as a camera does that is held in the way
 * `turn`. */
static inline VipsImage *quadrants(int turn)
{
	static unsigned char pixels[3 * WIDE * HIGH];
	VipsImage *image;

	for (int y = 0; y < HIGH; y++)
		for (int x = 0; x < WIDE; x++) {
			unsigned char *p = pixels + stored_at(turn, x, y);
			unsigned colour = quadrant(x, y);

			p[0] = (unsigned char)(colour >> 16);
			p[1] = (unsigned char)(colour >> 8);
			p[2] = (unsigned char)colour;
		}
	image = from_memory(pixels, sizeof(pixels), turn >= 5 ? HIGH : WIDE,
		turn >= 5 ? WIDE : HIGH, 3, VIPS_FORMAT_UCHAR);
	vips_image_set_int(image, "orientation", turn);
	return image;
}

static inline struct bytes saved(VipsImage *image, const char *suffix)
{
	struct bytes b = {0};
	void *data = NULL;

	cr_assert_eq(vips_image_write_to_buffer(image, suffix, &data, &b.length, NULL), 0, "%s: %s",
		suffix, vips_error_buffer());
	b.data = data;
	g_object_unref(image);
	return b;
}

static inline uint32_t crc32_of(const unsigned char *p, size_t n)
{
	uint32_t c = 0xFFFFFFFF;

	for (size_t i = 0; i < n; i++) {
		c ^= p[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
	}
	return ~c;
}

/* A picture that does not compress well. */
static inline VipsImage *noise(int width, int height)
{
	size_t size = (size_t)width * (size_t)height * 3;
	unsigned char *pixels = malloc(size);
	uint32_t state = 7;
	VipsImage *image;

	cr_assert_not_null(pixels);
	for (size_t i = 0; i < size; i++) {
		state = state * 1664525 + 1013904223;
		pixels[i] = (unsigned char)(state >> 24);
	}
	image = from_memory(pixels, size, width, height, 3, VIPS_FORMAT_UCHAR);
	free(pixels);
	return image;
}

static inline void start_vips(void)
{
	cr_assert_eq(VIPS_INIT("test"), 0);
	vips_concurrency_set(1);
}

#endif
