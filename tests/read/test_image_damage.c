/* Pictures that are damaged, bombs or stranger than a decoder knows: shown as far as they go, never
 * a crash. */
#include "image_fixture.h"

TestSuite(image_damage, .init = start_vips, .timeout = 300);

Test(image_damage, what_the_decoder_lacks_is_not_called_damage)
{
	static const char young[] = "\0\0\0\x10"
				    "ftypmif3heic"
				    "\0\0\0\x20mini........................";
	struct made m;

	read_evidence(&m, young, sizeof(young) - 1, "a.heif");
	cr_expect_str_eq(m.facts.format, "heic");
	cr_expect_eq(m.facts.reason, BDL_REASON_NOT_YET);
	unmake(&m);
}

Test(image_damage, a_picture_that_breaks_off_is_shown_as_far_as_it_goes)
{
	struct bytes b = saved(quadrants(1), ".jpg[Q=95]");
	struct made m;

	read_evidence(&m, b.data, b.length / 2, "half.jpg");
	cr_expect(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	unmake(&m);
	g_free(b.data);
	b = saved(noise(100, 100), ".png");
	read_evidence(&m, b.data, b.length / 2, "half.png");
	cr_expect(m.facts.shown ? m.facts.reason == BDL_REASON_TRUNCATED
				: m.facts.reason == BDL_REASON_DAMAGED);
	unmake(&m);
	g_free(b.data);
}

Test(image_damage, a_png_with_a_corrupt_middle_is_damaged_or_shown_but_never_whole)
{
	struct bytes b = saved(noise(100, 100), ".png");
	struct made m;

	memset(b.data + b.length / 2, 0x55, 64);
	read_evidence(&m, b.data, b.length, "corrupt.png");
	cr_expect_neq(m.facts.reason, BDL_REASON_NONE);
	unmake(&m);
	g_free(b.data);
}

Test(image_damage, a_bomb_is_too_big_at_once)
{
	unsigned char png[] =
		"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\2\0\0\0...."
		"\0\0\0\x0AIDAT\x78\x9C\1\0\0\xFF\xFF\0\0\0....\0\0\0\0IEND\xAE\x42\x60\x82";
	uint32_t crc = crc32_of(png + 12, 17);
	struct made m;

	for (int i = 0; i < 4; i++)
		png[29 + i] = (unsigned char)(crc >> (24 - 8 * i));
	crc = crc32_of(png + 37, 14);
	for (int i = 0; i < 4; i++)
		png[51 + i] = (unsigned char)(crc >> (24 - 8 * i));
	read_evidence(&m, png, sizeof(png) - 1, "bomb.png");
	cr_expect_not(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TOO_BIG);
	cr_expect_str_eq(m.facts.detail, "it has 60000 by 60000 pixels");
	unmake(&m);
}

Test(image_damage, the_smallest_and_the_thinnest_picture_are_pages)
{
	static const struct {
		int width, height;
	} sizes[] = {{1, 1}, {1, 20000}, {20000, 1}, {1, 2}};

	static const char *const suffixes[] = {".png", ".jpg", ".tif", ".webp"};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (size_t k = 0; k < sizeof(suffixes) / sizeof(*suffixes); k++) {
			struct bytes b;
			struct made m;

			if (k == 3 && i > 0 && i < 3)
				continue; /* WebP ends at 16,383 */
			b = saved(noise(sizes[i].width, sizes[i].height), suffixes[k]);
			read_evidence(&m, b.data, b.length, "thin");
			cr_expect(m.facts.shown && m.facts.pages == 1 &&
					  m.facts.reason == BDL_REASON_NONE,
				"%d by %d %s", sizes[i].width, sizes[i].height, suffixes[k]);
			unmake(&m);
			g_free(b.data);
		}
}

/* Every outcome is shown or has a reason; anything else is a crash, which ends the test. */
static void read_flipped(const struct bytes *b, uint32_t *state, const char *name)
{
	unsigned char *copy = malloc(b->length);
	struct made m;

	cr_assert_not_null(copy);
	memcpy(copy, b->data, b->length);
	for (int flips = 0; flips < 6; flips++) {
		*state = *state * 1664525 + 1013904223;
		/* half of them near the beginning, where the headers are */
		copy[(*state >> 8) % (flips % 2 || b->length < 400 ? b->length : 400)] ^=
			(unsigned char)(1u << (*state >> 5 & 7));
	}
	read_evidence(&m, copy, b->length, name);
	cr_expect(m.facts.shown || m.facts.reason != BDL_REASON_NONE);
	unmake(&m);
	free(copy);
}

Test(image_damage, random_damage_never_ends_in_a_crash)
{
	static const char *const suffixes[] = {
		".jpg", ".png", ".tif[compression=lzw]", ".webp", ".gif"};
	uint32_t state = 20230117;

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		struct bytes b = saved(noise(24, 16), suffixes[i]);

		for (int k = 0; k < 120; k++)
			read_flipped(&b, &state, "damaged");
		g_free(b.data);
	}
}
