/*
 * Pictures on their pages: upright whatever the camera said, passed through where they can be,
 * large enough to be read. The pictures are made here; what is looked at are rendered pages.
 */
#include "image_fixture.h"

#include <sys/wait.h>

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

TestSuite(image, .init = start_vips, .timeout = 300);

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
	unsigned char chunk[] = "\0\0\0\x44"
				"eXIf"
				"MM\0*\0\0\0\x08"
				"\0\2"
				"\1\x12\0\3\0\0\0\1\0.\0\0"
				"\x87\x69\0\4\0\0\0\1\0\0\0\x22"
				"\0\1"
				"\x90\3\0\2\0\0\0\x14\0\0\0\x30"
				"2023:01:17 14:26:31"
				"\0"
				"....";
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
	static const unsigned char little[] = {0x12, 1, 3, 0, 1, 0, 0, 0},
				   big[] = {1, 0x12, 0, 3, 0, 0, 0, 1};

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
	VipsImage *image = from_memory(pixels, sizeof(pixels), 400, 400, 1, VIPS_FORMAT_UCHAR),
		  *fax = NULL;
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
		cr_expect(width > 490 && height > width && height < width * 1.08,
			"page %u: %u by %u", page, width, height);
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
	} dates[] = {{"2023:01:17 14:26:31", 2023}, {"2023-01-17 14:26:31", 2023},
		{"0000:00:00 00:00:00", 0}, {"    :  :     :  :  ", 0}, {"2000:01:01 00:00:00", 2000},
		{"1970:01:01 00:00:00", 0}, {"2023:02:30 10:00:00", 0}, {"2023", 0}};

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
			cr_expect_eq(warns(&m, "clock may not have been set"), dates[i].year == 2000);
		}
		cr_expect_str_eq(m.facts.camera ? m.facts.camera : "", "Acme One");
		unmake(&m);
		g_free(b.data);
	}
}

Test(image, where_nothing_says_when_it_was_taken_its_last_change_counts)
{
	VipsImage *image = quadrants(1);
	struct bytes b;
	struct made m;

	vips_image_set_string(image, "exif-ifd0-DateTime", "2022:01:12 07:30:14");
	b = saved(image, ".jpg");
	read_evidence(&m, b.data, b.length, "IMG_1.jpg");
	cr_assert_eq(m.facts.date_count, 1);
	cr_expect_eq(m.facts.dates[0].day.day, 12);
	cr_expect_eq(m.facts.dates[0].source, BDL_FROM_EXIF);
	cr_expect(warns(&m, "that of its last change"));
	unmake(&m);
	g_free(b.data);
}

Test(image, each_picture_has_a_place_on_a_page_that_fits_it)
{
	static const struct {
		unsigned columns, rows;
		bool fine, lying;
		unsigned pieces;
	} cases[] = {
		{4000, 3000, false, false, 1},
		{3000, 4000, false, false, 1},
		{9000, 700, false, true, 1},
		{1080, 2400, true, false, 1},
		{1920, 1080, true, true, 1},
		{640, 480, true, false, 1},
		{1080, 9000, true, false, 6},
		{1080, 9000, false, false, 6},
		{720, 20000, true, false, 14},
		{1, 20000, true, false, 1},
		{299, 200000, true, false, 1},
		{1, 1, true, false, 1},
		{400, 4000000, true, false, 1},
		{60000, 1, false, true, 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_placing p =
			bdl_image_place(cases[i].columns, cases[i].rows, 1, cases[i].fine);

		cr_expect_eq(p.page_width > p.page_height, cases[i].lying, "%u by %u",
			cases[i].columns, cases[i].rows);
		cr_expect_eq(p.pieces, cases[i].pieces, "%u by %u: %u", cases[i].columns,
			cases[i].rows, p.pieces);
		cr_expect(
			p.x >= 48 - 1e-6 && p.y >= 48, "%u by %u", cases[i].columns, cases[i].rows);
		cr_expect(p.x + p.width <= p.page_width - 47.9 &&
				  p.y + p.height <= p.page_height - 63.8,
			"%u by %u", cases[i].columns, cases[i].rows);
		cr_expect((p.pieces - 1) * p.step_rows + p.piece_rows >= cases[i].rows,
			"rows are lost");
		cr_expect(p.pieces == 1 || (p.pieces - 1) * p.step_rows < cases[i].rows,
			"a piece is empty");
		cr_expect(p.pieces == 1 || p.step_rows < p.piece_rows, "pieces do not overlap");
		cr_expect(p.shrink > 0 && p.shrink <= 1);
	}
}

Test(image, a_long_screenshot_is_cut_into_pieces_that_can_be_read)
{
	enum { COLUMNS = 600, ROWS = 6000, BAND = 500 };

	static unsigned char pixels[COLUMNS * ROWS];
	static const char *const suffixes[] = {".png", ".jpg"};

	for (size_t i = 0; i < sizeof(pixels); i++)
		pixels[i] = i / COLUMNS / BAND % 2 ? 255 : 0;
	for (size_t i = 0; i < 2; i++) {
		struct bytes b = saved(
			from_memory(pixels, sizeof(pixels), COLUMNS, ROWS, 1, VIPS_FORMAT_UCHAR),
			suffixes[i]);
		struct made m;
		struct seen s;

		read_evidence(&m, b.data, b.length, "chat");
		cr_assert(m.facts.shown);
		cr_expect(m.facts.pages >= 4, "%u pages", m.facts.pages);
		cr_expect(warns(&m, "long picture"));
		cr_expect_eq(m.facts.height, ROWS);
		for (unsigned page = 1; page <= m.facts.pages; page++) {
			struct bdl_placing at = bdl_image_place(COLUMNS, ROWS, 1, i == 0);
			double pixel = at.width / COLUMNS;
			size_t first = (size_t)(page - 1) * at.step_rows, band = first / BAND + 1;
			double y =
				at.y + ((double)(band * BAND + BAND / 2) - (double)first) * pixel;

			if (y > at.y + at.height)
				continue;
			see_page(&m, page, &s);
			cr_expect(is_colour(&s, at.x + at.width / 2, y, band % 2 ? WHITE : 0),
				"page %u", page);
			unsee(&s);
		}
		unmake(&m);
		g_free(b.data);
	}
}
