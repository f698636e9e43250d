/* What is counted in pictures whose pixels the test makes itself. */
#include "read/image_look.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { WIDE = 200, HIGH = 100 };

static unsigned char pixels[HIGH][WIDE][3];

static void look_at(struct bdl_look *look)
{
	VipsImage *image;

	cr_assert_eq(VIPS_INIT("test"), 0);
	image = vips_image_new_from_memory(
		pixels, sizeof(pixels), WIDE, HIGH, 3, VIPS_FORMAT_UCHAR);
	cr_assert_not_null(image);
	image->Type = VIPS_INTERPRETATION_sRGB;
	cr_expect_eq(bdl_image_look(image, look), 0);
	g_object_unref(image);
}

Test(image_look, one_colour)
{
	struct bdl_look l;

	memset(pixels, 255, sizeof(pixels));
	look_at(&l);
	cr_expect_eq(l.colours, 1);
	cr_expect_eq(l.flat, 1000);
	cr_expect_eq(l.even, 1000);
	cr_expect_eq(l.paper, 1000);
	cr_expect_eq(l.vivid, 0);
	cr_expect_eq(l.ground, 1000);
	cr_expect_gt(l.tone, 220);
}

Test(image_look, a_quarter_of_strong_colour)
{
	struct bdl_look l;

	memset(pixels, 255, sizeof(pixels));
	for (int y = 0; y < HIGH / 2; y++)
		for (int x = 0; x < WIDE / 2; x++)
			memcpy(pixels[y][x], "\xE0\x10\x10", 3);
	look_at(&l);
	cr_expect_eq(l.colours, 2);
	cr_expect_eq(l.vivid, 250);
	cr_expect_eq(l.paper, 750);
	cr_expect_eq(l.ground, 750);
	cr_expect_eq(l.even, 500);
	cr_expect_eq(l.flat, 1000 * (HIGH * (WIDE - 1) - HIGH / 2) / (HIGH * (WIDE - 1)));
}

Test(image_look, noise_is_neither_flat_nor_even)
{
	struct bdl_look l;
	uint32_t seed = 7;

	for (size_t i = 0; i < sizeof(pixels); i++) {
		seed = seed * 1664525u + 1013904223u;
		((unsigned char *)pixels)[i] = (unsigned char)(seed >> 24);
	}
	look_at(&l);
	cr_expect_gt(l.colours, 10000);
	cr_expect_lt(l.flat, 5);
	cr_expect_eq(l.even, 0);
	cr_expect_lt(l.ground, 300);
}

/* Behind what is transparent lies white paper; grey and 16 bits count as colours of 8 bits do. */
Test(image_look, other_forms_of_pixels)
{
	static const unsigned char clear[4] = {0, 0, 0, 0};
	static unsigned short deep[HIGH][WIDE];
	struct bdl_look l;
	VipsImage *image;

	cr_assert_eq(VIPS_INIT("test"), 0);
	image = vips_image_new_from_memory(clear, 4, 1, 1, 4, VIPS_FORMAT_UCHAR);
	image->Type = VIPS_INTERPRETATION_sRGB;
	cr_expect_eq(bdl_image_look(image, &l), 0);
	cr_expect_eq(l.paper, 1000);
	g_object_unref(image);

	for (int y = 0; y < HIGH; y++)
		for (int x = 0; x < WIDE; x++)
			deep[y][x] = y < HIGH / 2 ? 0 : 0xFFFF;
	image = vips_image_new_from_memory(deep, sizeof(deep), WIDE, HIGH, 1, VIPS_FORMAT_USHORT);
	image->Type = VIPS_INTERPRETATION_GREY16;
	cr_expect_eq(bdl_image_look(image, &l), 0);
	cr_expect_eq(l.colours, 2);
	cr_expect_eq(l.paper, 500);
	g_object_unref(image);
}
