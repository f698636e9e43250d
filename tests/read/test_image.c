/*
 * Pictures: upright whatever the camera said, passed through where they can be, shown as far as they go, and never a
 * crash. The pictures are made here; what is looked at are rendered pages.
 */
#include "read/image.h"
#include "reading_fixture.h"

#include <sys/wait.h>
#include <vips/vips.h>

enum { RED = 0xFF0000, GREEN = 0x00C000, BLUE = 0x0000FF, YELLOW = 0xFFFF00, WHITE = 0xFFFFFF };

enum { WIDE = 240, HIGH = 160 };

struct bytes {
	unsigned char *data;
	size_t length;
};

static VipsImage *from_memory(const void *pixels, size_t size, int width, int height, int bands,
	VipsBandFormat format)
{
	VipsImage *image = vips_image_new_from_memory_copy(pixels, size, width, height, bands, format);

	cr_assert_not_null(image, "%s", vips_error_buffer());
	return image;
}

static unsigned quadrant(int x, int y)
{
	return y < HIGH / 2 ? (x < WIDE / 2 ? RED : GREEN) : x < WIDE / 2 ? BLUE : YELLOW;
}

/* Where the pixel x, y of the upright picture is stored under an EXIF orientation. */
static size_t stored_at(int turn, int x, int y)
{
	int width = turn >= 5 ? HIGH : WIDE, height = turn >= 5 ? WIDE : HIGH;
	int column = turn >= 5 ? y : x, row = turn >= 5 ? x : y;

	if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
		column = width - 1 - column;
	if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
		row = height - 1 - row;
	return 3 * ((size_t)row * (size_t)width + (size_t)column);
}

/* Four quadrants, red green over blue yellow, stored as a camera does that is held in the way `turn`. */
static VipsImage *quadrants(int turn)
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
	image = from_memory(pixels, sizeof(pixels), turn >= 5 ? HIGH : WIDE, turn >= 5 ? WIDE : HIGH, 3,
		VIPS_FORMAT_UCHAR);
	vips_image_set_int(image, "orientation", turn);
	return image;
}

static struct bytes saved(VipsImage *image, const char *suffix)
{
	struct bytes b = {0};
	void *data = NULL;

	cr_assert_eq(vips_image_write_to_buffer(image, suffix, &data, &b.length, NULL), 0, "%s: %s",
		suffix, vips_error_buffer());
	b.data = data;
	g_object_unref(image);
	return b;
}

static uint32_t crc32_of(const unsigned char *p, size_t n)
{
	uint32_t c = 0xFFFFFFFF;

	for (size_t i = 0; i < n; i++) {
		c ^= p[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
	}
	return ~c;
}

static void expect_upright(struct made *m, const char *what, bool fine)
{
	struct bdl_placing at = bdl_image_place(WIDE, HIGH, 1, fine);
	struct seen s;

	cr_assert(m->facts.shown, "%s is not shown: reason %d", what, (int)m->facts.reason);
	cr_expect(m->facts.width == WIDE && m->facts.height == HIGH, "%s is %u by %u", what,
		m->facts.width, m->facts.height);
	see_page(m, 1, &s);
	for (int corner = 0; corner < 4; corner++) {
		int x = corner % 2, y = corner / 2;
		static const unsigned colours[] = {RED, GREEN, BLUE, YELLOW};

		cr_expect(is_colour(&s, at.x + at.width * (0.25 + 0.5 * x),
				  at.y + at.height * (0.25 + 0.5 * y), colours[corner]),
			"%s: corner %d", what, corner);
	}
	unsee(&s);
}

static bool holds_bytes(const struct made *m, const struct bytes *b)
{
	for (uint64_t i = 0; i + b->length <= m->part.body_length; i++)
		if (m->body[i] == (char)b->data[0] && memcmp(m->body + i, b->data, b->length) == 0)
			return true;
	return false;
}

static void start(void)
{
	cr_assert_eq(VIPS_INIT("test"), 0);
	vips_concurrency_set(1);
}

TestSuite(image, .init = start, .timeout = 300);

Test(image, every_exif_orientation_comes_out_upright_and_is_passed_through)
{
	for (int turn = 1; turn <= 8; turn++) {
		struct bytes b = saved(quadrants(turn), ".jpg[Q=95]");
		struct made m;
		char what[32];

		snprintf(what, sizeof(what), "orientation %d", turn);
		read_evidence(&m, b.data, b.length, "photo.jpg");
		expect_upright(&m, what, false);
		cr_expect(holds_bytes(&m, &b), "%s was encoded again", what);
		cr_expect_str_eq(m.facts.format, "jpeg");
		unmake(&m);
		g_free(b.data);
	}
}

Test(image, every_orientation_is_upright_in_the_other_formats_too)
{
	static const char *const suffixes[] = {".webp[Q=95]", ".tif"};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		for (int turn = 1; turn <= 8; turn++) {
			struct bytes b = saved(quadrants(turn), suffixes[i]);
			struct made m;

			read_evidence(&m, b.data, b.length, "photo");
			expect_upright(&m, suffixes[i], false);
			unmake(&m);
			g_free(b.data);
		}
}

/* Puts a chunk eXIf with an orientation and a date behind the header of a PNG. */
static void add_exif(struct bytes *png, int turn)
{
	unsigned char chunk[] = "\0\0\0\x44" "eXIf" "MM\0*\0\0\0\x08" "\0\2"
				"\1\x12\0\3\0\0\0\1\0.\0\0" "\x87\x69\0\4\0\0\0\1\0\0\0\x22" "\0\1"
				"\x90\3\0\2\0\0\0\x14\0\0\0\x30" "2023:01:17 14:26:31" "\0" "....";
	const size_t length = sizeof(chunk) - 1, header = 33;
	unsigned char *all = g_malloc(png->length + length);
	uint32_t crc;

	chunk[27] = (unsigned char)turn;
	crc = crc32_of(chunk + 4, length - 8);
	for (size_t i = 0; i < 4; i++)
		chunk[length - 4 + i] = (unsigned char)(crc >> (24 - 8 * i));
	memcpy(all, png->data, header);
	memcpy(all + header, chunk, length);
	memcpy(all + header + length, png->data + header, png->length - header);
	g_free(png->data);
	png->data = all;
	png->length += length;
}

Test(image, a_png_with_exif_is_upright_and_dated)
{
	for (int turn = 1; turn <= 8; turn++) {
		struct bytes b = saved(quadrants(turn), ".png");
		struct made m;

		add_exif(&b, turn);
		read_evidence(&m, b.data, b.length, "IMG_0001.PNG");
		expect_upright(&m, "PNG", true);
		cr_assert_eq(m.facts.date_count, 1);
		cr_expect_eq(m.facts.dates[0].day.year, 2023);
		unmake(&m);
		g_free(b.data);
	}
}

/* The byte of the tag Orientation in EXIF data, of either byte order. */
static unsigned char *orientation_byte(struct bytes *b)
{
	static const unsigned char little[] = {0x12, 1, 3, 0, 1, 0, 0, 0}, big[] = {1, 0x12, 0, 3, 0, 0, 0, 1};

	for (size_t i = 0; i + 12 < b->length; i++) {
		if (memcmp(b->data + i, little, 8) == 0)
			return b->data + i + 8;
		if (memcmp(b->data + i, big, 8) == 0)
			return b->data + i + 9;
	}
	return NULL;
}

Test(image, an_orientation_that_does_not_exist_is_no_orientation)
{
	static const unsigned char values[] = {0, 9, 200};

	for (size_t i = 0; i < sizeof(values); i++) {
		struct bytes b = saved(quadrants(1), ".jpg[Q=95]");
		unsigned char *at = orientation_byte(&b);
		struct made m;

		cr_assert_not_null(at);
		*at = values[i];
		read_evidence(&m, b.data, b.length, "photo.jpg");
		expect_upright(&m, "orientation out of range", false);
		unmake(&m);
		g_free(b.data);
	}
}

Test(image, what_shines_through_is_white)
{
	static uint16_t pixels[4 * WIDE * HIGH];
	struct bdl_placing at = bdl_image_place(WIDE, HIGH, 1, true);
	VipsImage *image, *deep = NULL;
	struct bytes b;
	struct made m;
	struct seen s;

	for (size_t i = 0; i < (size_t)WIDE * HIGH; i++) {
		pixels[4 * i] = 65535;
		pixels[4 * i + 3] = i % WIDE < WIDE / 2 ? 0 : 65535;
	}
	image = from_memory(pixels, sizeof(pixels), WIDE, HIGH, 4, VIPS_FORMAT_USHORT);
	cr_assert_eq(vips_copy(image, &deep, "interpretation", VIPS_INTERPRETATION_RGB16, NULL), 0);
	g_object_unref(image);
	b = saved(deep, ".png");
	read_evidence(&m, b.data, b.length, "deep.png");
	cr_assert(m.facts.shown);
	see_page(&m, 1, &s);
	cr_expect(is_colour(&s, at.x + at.width * 0.25, at.y + at.height / 2, WHITE));
	cr_expect(is_colour(&s, at.x + at.width * 0.75, at.y + at.height / 2, RED));
	unsee(&s);
	unmake(&m);
	g_free(b.data);
}

/* The dark rectangle of a page, above what the fixture stamps. */
static void dark_box(const struct seen *s, unsigned *width, unsigned *height)
{
	unsigned left = s->width, right = 0, top = s->height, bottom = 0;

	for (unsigned y = 40; y < 785 && y < s->height; y++)
		for (unsigned x = 40; x < s->width; x++)
			if (is_colour(s, x, y, 0)) {
				left = x < left ? x : left;
				right = x > right ? x : right;
				top = y < top ? y : top;
				bottom = y > bottom ? y : bottom;
			}
	*width = right >= left ? right - left + 1 : 0;
	*height = bottom >= top ? bottom - top + 1 : 0;
}

Test(image, a_fax_of_two_pages_is_shown_with_both_and_in_its_true_shape)
{
	static unsigned char pixels[400 * 400];
	VipsImage *image = from_memory(pixels, sizeof(pixels), 400, 400, 1, VIPS_FORMAT_UCHAR), *fax = NULL;
	unsigned width, height;
	struct bytes b;
	struct made m;
	struct seen s;

	cr_assert_eq(vips_copy(image, &fax, "xres", 204 / 25.4, "yres", 98 / 25.4, "interpretation",
			     VIPS_INTERPRETATION_B_W, NULL),
		0);
	g_object_unref(image);
	vips_image_set_int(fax, "page-height", 200);
	vips_image_set_int(fax, "n-pages", 2);
	b = saved(fax, ".tif[bitdepth=1,compression=ccittfax4]");
	read_evidence(&m, b.data, b.length, "fax.tif");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.pages, 2);
	for (unsigned page = 1; page <= 2; page++) {
		see_page(&m, page, &s);
		dark_box(&s, &width, &height);
		cr_expect(width > 490 && height > width && height < width * 1.08, "page %u: %u by %u", page,
			width, height);
		unsee(&s);
	}
	unmake(&m);
	g_free(b.data);
}

Test(image, four_printing_inks_become_screen_colours)
{
	static unsigned char pixels[4 * WIDE * HIGH];
	struct bdl_placing at = bdl_image_place(WIDE, HIGH, 1, false);
	VipsImage *image, *inks = NULL;
	struct bytes b;
	struct made m;
	struct seen s;

	for (size_t i = 0; i < (size_t)WIDE * HIGH; i++)
		pixels[4 * i + (i % WIDE < WIDE / 2 ? 2 : 3)] = 255; /* yellow, black */
	image = from_memory(pixels, sizeof(pixels), WIDE, HIGH, 4, VIPS_FORMAT_UCHAR);
	cr_assert_eq(vips_copy(image, &inks, "interpretation", VIPS_INTERPRETATION_CMYK, NULL), 0);
	g_object_unref(image);
	b = saved(inks, ".jpg[Q=95]");
	read_evidence(&m, b.data, b.length, "print.jpg");
	cr_assert(m.facts.shown);
	see_page(&m, 1, &s);
	cr_expect(is_colour(&s, at.x + at.width * 0.25, at.y + at.height / 2, 0xFFF000));
	cr_expect(is_colour(&s, at.x + at.width * 0.75, at.y + at.height / 2, 0x202020));
	unsee(&s);
	unmake(&m);
	g_free(b.data);
}

Test(image, of_a_moving_picture_the_first_is_shown_and_said)
{
	static const unsigned char gif[] = "GIF89a\1\0\1\0\x80\0\0\xFF\0\0\0\0\xFF"
					   ",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
					   ",\0\0\0\0\1\0\1\0\0\2\2\x4C\1\0;";
	struct made m;

	read_evidence(&m, gif, sizeof(gif) - 1, "dance.gif");
	cr_expect(m.facts.shown);
	cr_expect_eq(m.facts.pages, 1);
	cr_expect(warns(&m, "first of its 2 pictures"));
	unmake(&m);
}

/* A picture that does not compress well. */
static VipsImage *noise(int width, int height)
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

Test(image, a_picture_that_breaks_off_is_shown_as_far_as_it_goes)
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
	cr_expect(m.facts.shown ? m.facts.reason == BDL_REASON_TRUNCATED :
				  m.facts.reason == BDL_REASON_DAMAGED);
	unmake(&m);
	g_free(b.data);
}

Test(image, a_png_with_a_corrupt_middle_is_damaged_or_shown_but_never_whole)
{
	struct bytes b = saved(noise(100, 100), ".png");
	struct made m;

	memset(b.data + b.length / 2, 0x55, 64);
	read_evidence(&m, b.data, b.length, "corrupt.png");
	cr_expect_neq(m.facts.reason, BDL_REASON_NONE);
	unmake(&m);
	g_free(b.data);
}

Test(image, a_bomb_is_too_big_at_once)
{
	unsigned char png[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\2\0\0\0...."
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

Test(image, the_smallest_and_the_thinnest_picture_are_pages)
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
			cr_expect(m.facts.shown && m.facts.pages == 1 && m.facts.reason == BDL_REASON_NONE,
				"%d by %d %s", sizes[i].width, sizes[i].height, suffixes[k]);
			unmake(&m);
			g_free(b.data);
		}
}

/* In a child: the encoder leaks. false: libvips cannot write HEIC here. */
static bool write_heic(const char *path)
{
	pid_t child = fork();
	int status = 1;

	cr_assert(child >= 0);
	if (child == 0) {
		VipsImage *image = quadrants(1);

		_exit(vips_image_write_to_file(image, path, "Q", 95, NULL) < 0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	return status == 0;
}

Test(image, a_heic_is_upright)
{
	static unsigned char bytes[1 << 20];
	char folder[64], path[96];
	struct made m;
	size_t length;
	FILE *f;

	temporary(folder);
	snprintf(path, sizeof(path), "%s/a.heic", folder);
	f = write_heic(path) ? fopen(path, "rb") : NULL;
	if (!f) {
		bdl_remove_tree(AT_FDCWD, folder);
		cr_skip_test("libvips cannot write HEIC here");
	}
	length = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	bdl_remove_tree(AT_FDCWD, folder);
	read_evidence(&m, bytes, length, "IMG_0001.HEIC");
	cr_expect_str_eq(m.facts.format, "heic");
	expect_upright(&m, "HEIC", false);
	unmake(&m);
}

Test(image, a_camera_s_date_is_taken_unless_it_had_no_clock)
{
	static const struct {
		const char *text;
		int year;
	} dates[] = {{"2023:01:17 14:26:31", 2023}, {"2023-01-17 14:26:31", 2023}, {"0000:00:00 00:00:00", 0},
		{"    :  :     :  :  ", 0}, {"2000:01:01 00:00:00", 0}, {"1970:01:01 00:00:00", 0},
		{"2023:02:30 10:00:00", 0}, {"2023", 0}};

	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		VipsImage *image = quadrants(1);
		struct bytes b;
		struct made m;

		vips_image_set_string(image, "exif-ifd2-DateTimeOriginal", dates[i].text);
		vips_image_set_string(image, "exif-ifd0-Make", "Acme");
		vips_image_set_string(image, "exif-ifd0-Model", "Acme One");
		b = saved(image, ".jpg");
		read_evidence(&m, b.data, b.length, "IMG_1.jpg");
		cr_expect_eq(m.facts.date_count, dates[i].year ? 1 : 0, "%s", dates[i].text);
		if (m.facts.date_count == 1) {
			cr_expect_eq(m.facts.dates[0].day.year, dates[i].year);
			cr_expect_eq(m.facts.dates[0].source, BDL_FROM_EXIF);
		}
		cr_expect_str_eq(m.facts.camera ? m.facts.camera : "", "Acme One");
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
		copy[(*state >> 8) % (flips % 2 || b->length < 400 ? b->length : 400)] ^= (unsigned char)(1u << (*state >> 5 & 7));
	}
	read_evidence(&m, copy, b->length, name);
	cr_expect(m.facts.shown || m.facts.reason != BDL_REASON_NONE);
	unmake(&m);
	free(copy);
}

Test(image, random_damage_never_ends_in_a_crash)
{
	static const char *const suffixes[] = {".jpg", ".png", ".tif[compression=lzw]", ".webp", ".gif"};
	uint32_t state = 20230117;

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		struct bytes b = saved(noise(24, 16), suffixes[i]);

		for (int k = 0; k < 120; k++)
			read_flipped(&b, &state, "damaged");
		g_free(b.data);
	}
}
