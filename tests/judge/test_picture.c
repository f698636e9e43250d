/* Screenshots, photographs and paper told apart by how pictures look: one row, one picture. */
#include "judge/picture.h"

#include "rows.h"

enum { SCREEN = BDL_NATURE_SCREEN, PHOTO = BDL_NATURE_PHOTO, PAPER = BDL_NATURE_PAPER };

static const char letter_words[] = "dear ms a thank you for your letter this is our answer";

/* clang-format off */
static const struct {
	const char *what, *path, *format;
	unsigned width, height;
	const char *camera, *text;
	struct bdl_look look; /* colours, flat, even, paper, vivid, ground, tone */
	int nature;
	const char *why; /* words that must stand in it */
} rows[] = {
	/* screens */
	{ "a telephone's own size", "a.png", "png", 1080, 2400, NULL, "", { 30000, 930, 360, 840, 14, 870, 240 }, SCREEN, "the size of a screen" },
	{ "a photograph looked at on a telephone", "a.png", "png", 1170, 2532, NULL, "", { 60000, 20, 0, 100, 90, 250, 90 }, SCREEN, "1170 by 2532" },
	{ "the same as a JPEG with flat parts", "a.jpg", "jpeg", 1080, 2340, NULL, "", { 9000, 720, 80, 700, 20, 600, 240 }, SCREEN, "the size of a screen" },
	{ "as a messenger forwards it", "a.jpg", "jpeg", 738, 1600, NULL, "", { 20000, 300, 0, 500, 20, 400, 200 }, SCREEN, "the size of a screen" },
	{ "cut at the bottom", "a.png", "png", 1080, 1800, NULL, "", { 3000, 940, 300, 900, 10, 900, 240 }, SCREEN, "1080 pixels" },
	{ "a long one, joined from several", "a.jpg", "jpeg", 1080, 9000, NULL, "", { 9000, 900, 300, 900, 10, 900, 240 }, SCREEN, "1080 pixels" },
	{ "a window of a computer", "a.png", "png", 1234, 567, NULL, "", { 900, 950, 300, 700, 60, 700, 240 }, SCREEN, "95 % of it even colours" },
	{ "by its name", "screenshot 12", "png", 333, 222, NULL, "", { 9000, 100, 0, 100, 60, 200, 90 }, SCREEN, "name" },
	{ "a letter shown on a telephone", "a.png", "png", 1080, 2400, NULL, letter_words, { 300, 980, 600, 960, 1, 960, 240 }, SCREEN, "" },
	/* photographs */
	{ "a camera's", "a.jpg", "jpeg", 4032, 3024, "Example Phone 5", "", { 50000, 40, 0, 100, 60, 250, 90 }, PHOTO, "Example Phone 5" },
	{ "without its own data", "a.jpg", "jpeg", 1600, 1200, NULL, "", { 40000, 110, 0, 160, 100, 170, 70 }, PHOTO, "camera\xE2\x80\x99s picture" },
	{ "small", "a.jpg", "jpeg", 100, 75, NULL, "", { 6000, 10, 0, 160, 44, 310, 100 }, PHOTO, "100 by 75" },
	{ "snow: light, but not even", "a.jpg", "jpeg", 1600, 1200, NULL, "", { 30000, 200, 0, 700, 10, 350, 230 }, PHOTO, "" },
	{ "as large as a tablet's screen", "a.jpg", "jpeg", 2048, 1536, NULL, "", { 50000, 180, 0, 40, 300, 450, 60 }, PHOTO, "" },
	{ "kept as a PNG", "a.png", "png", 640, 427, NULL, "", { 50000, 30, 0, 40, 90, 250, 60 }, PHOTO, "" },
	{ "a camera's, named like a screenshot", "screenshot", "jpeg", 4032, 3024, "Example Phone 5", "", { 50000, 40, 0, 100, 60, 250, 90 }, PHOTO, "" },
	{ "a shop with a few words", "a.jpg", "jpeg", 1600, 1200, NULL, "cash for the gold", { 50000, 40, 0, 400, 60, 250, 90 }, PHOTO, "" },
	/* paper */
	{ "a scan of one bit", "a.tif", "tiff", 1728, 2292, NULL, "", { 2, 980, 90, 960, 0, 960, 240 }, PAPER, "96 % of the picture is light" },
	{ "a scan as large as some screen", "a.tif", "tiff", 1080, 1920, NULL, "", { 2, 980, 90, 960, 0, 960, 240 }, PAPER, "" },
	{ "a scanned receipt", "a.jpg", "jpeg", 460, 950, NULL, "", { 11000, 660, 170, 980, 0, 930, 240 }, PAPER, "" },
	{ "a page of text as a PNG", "a.png", "png", 1654, 2339, NULL, "", { 256, 960, 700, 960, 0, 950, 240 }, PAPER, "" },
	{ "a page as wide as a telephone", "a.jpg", "jpeg", 1080, 1527, NULL, "", { 256, 959, 350, 990, 0, 990, 240 }, PAPER, "" },
	{ "photographed from above", "a.heic", "heic", 4032, 3024, "Example Phone 5", "", { 15000, 100, 0, 920, 0, 850, 208 }, PAPER, "without colour" },
	{ "lying on a table", "a.jpg", "jpeg", 1080, 1440, "Example Phone 5", letter_words, { 11000, 160, 0, 400, 3, 330, 80 }, PAPER, "words on a light ground" },
	/* none of these */
	{ "an icon", "a.png", "png", 16, 16, NULL, "", { 50, 500, 0, 500, 300, 500, 200 }, 0, "" },
	{ "one colour", "a.jpg", "jpeg", 800, 600, NULL, "", { 1, 1000, 1000, 1000, 0, 1000, 240 }, 0, "" },
	{ "a drawing", "a.gif", "gif", 300, 300, NULL, "", { 160, 320, 0, 0, 980, 940, 160 }, 0, "" },
	{ "not a picture", "a.pdf", "pdf", 1080, 2400, NULL, "", { .colours = 0 }, 0, "" },
	/* nobody looked at the pixels */
	{ "a screen's size", "a.png", "png", 1080, 2340, NULL, "", { .colours = 0 }, SCREEN, "" },
	{ "a photograph's size", "a.webp", "webp", 900, 1200, NULL, "", { .colours = 0 }, PHOTO, "900 by 1200" },
	{ "a sheet's shape", "a.jpg", "jpeg", 1654, 2339, NULL, "", { .colours = 0 }, 0, "" },
};

/* clang-format on */

Test(picture, screens_photographs_and_paper_are_told_apart_and_it_says_why)
{
	struct bdl_kinds *kinds = rows_kinds();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bdl_facts f = {.width = rows[i].width,
			.height = rows[i].height,
			.camera = rows[i].camera,
			.look = rows[i].look};
		struct bdl_buffer why = BDL_BUFFER_INIT;
		enum bdl_nature nature = bdl_picture_nature(
			&f, rows[i].format, rows[i].path, rows[i].text, kinds, &why);

		cr_expect_eq((int)nature, rows[i].nature, "%s: %d (%s)", rows[i].what, (int)nature,
			bdl_buffer_string(&why));
		cr_expect_eq(why.length > 0, nature != BDL_NATURE_UNKNOWN, "%s", rows[i].what);
		if (rows[i].why)
			cr_expect(strstr(bdl_buffer_string(&why), rows[i].why), "%s: %s",
				rows[i].what, bdl_buffer_string(&why));
		bdl_buffer_release(&why);
	}
	bdl_kinds_release(kinds);
}
