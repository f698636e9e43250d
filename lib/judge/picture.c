/*
 * The nature of a picture, from how it looks (struct bdl_look), its size, what its own data say of
 * a camera, the words read in it, and, weakest, its name. What draws on a screen repeats its
 * colours exactly; a camera never does; paper is one light ground with little on it.
 */
#include "judge/picture.h"

#include "judge/words.h"
#include <string.h>

enum {
	SMALLEST = 40, /* pixels of the longer side: below that it is an icon, or nothing */
	SCREEN_FLAT = 700, /* thousandths: a screenshot's, even as a JPEG of a page of text */
	DRAWN_FLAT = 850, /* a part of a screen, without the size that would tell */
	DRAWN_EVEN = 100,
	DRAWN_LEAST = 300, /* pixels of the shorter side of such a part */
	PHOTO_FLAT = 600, /* a camera's picture is flatter only where it is burnt out */
	PHOTO_GROUND = 650,
	PHOTO_COLOURS = 1000,
	PAPER = 600, /* of the picture is light and has hardly any colour */
	PAPER_GROUND = 500, /* of the picture is about equally bright */
	PAPER_VIVID = 150,
	TABLE_PAPER = 250, /* a sheet that lies on something: words must have been read on it */
	WORDS_LEAST = 4
};

/* What the judging looks at. */
struct sight {
	const struct bdl_facts *f;
	const struct bdl_look *look;
	const char *format, *path, *text;
	const struct bdl_kinds *kinds;
	unsigned longer, shorter;
};

const char *bdl_nature_token(enum bdl_nature n)
{
	switch (n) {
	case BDL_NATURE_SCREEN:
		return "screen";
	case BDL_NATURE_PHOTO:
		return "photo";
	case BDL_NATURE_PAPER:
		return "paper";
	case BDL_NATURE_UNKNOWN:
		break;
	}
	return NULL;
}

/* ---- what can be seen ---- */

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static bool stands_one_of(const char *folded, const char *const *words)
{
	for (; *words; words++)
		if (bdl_words_stand_in(folded, *words))
			return true;
	return false;
}

static bool is_between(const struct sight *s, unsigned least, unsigned most)
{
	uint64_t longer = s->longer, shorter = s->shorter;

	return longer * 1000 >= shorter * least && longer * 1000 <= shorter * most;
}

/* A4 and its kin, or US letter: no screen has this shape. */
static bool is_sheet(const struct sight *s)
{
	return is_between(s, 1400, 1430) || is_between(s, 1285, 1300);
}

/* Messengers scale a phone's screenshot to one of these heights; no camera's picture is as narrow.
 */
static bool is_forwarded(const struct sight *s)
{
	unsigned height = s->f->height;

	return (height == 1280 || height == 1600 || height == 2048) && s->longer == height &&
	       is_between(s, 1900, 2400);
}

static bool is_screen_size(const struct sight *s)
{
	for (unsigned i = 0; i < s->kinds->screens_count; i++) {
		const unsigned *size = s->kinds->screens[i];

		if ((s->longer == size[0] && s->shorter == size[1]) ||
			(s->longer == size[1] && s->shorter == size[0]))
			return true;
	}
	return is_forwarded(s);
}

/* As wide as a phone's screen and higher than wide: a screenshot that was cut, or joined from
 * several. */
static bool is_screen_wide(const struct sight *s)
{
	for (unsigned i = 0; i < s->kinds->screens_count; i++) {
		const unsigned *size = s->kinds->screens[i];

		if (size[0] * 17 <= size[1] * 10 && s->f->width == size[0] &&
			s->f->height * 10ul >= s->f->width * 12ul)
			return true;
	}
	return false;
}

/* Words that stand on any page of English: that some were read says that the picture shows writing.
 */
static bool shows_words(const struct sight *s)
{
	static const char *const common[] = {"the", "and", "you", "your", "for", "with", "that",
		"this", "have", "from", "date", "total", "dear", "our", "not", "will", "please",
		"number", "cash", "change", "thank", "tel", "receipt", "amount"};
	unsigned found = 0;

	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		found += bdl_words_stand_in(s->text, common[i]);
	return found >= WORDS_LEAST;
}

static bool is_named_screen(const struct sight *s)
{
	static const char *const names[] = {
		"screenshot", "screenshots", "screen shot", "screengrab", "screen grab", NULL};

	return !s->f->camera && stands_one_of(s->path, names);
}

/* Straight from a camera's settings: JPEG and its successors. */
static bool is_camera_format(const struct sight *s)
{
	static const char *const formats[] = {"jpeg", "heic", "webp", "avif", NULL};

	return is_one_of(s->format, formats);
}

/* ---- paper ---- */

static bool is_paper(const struct sight *s, struct bdl_buffer *why)
{
	const struct bdl_look *l = s->look;

	if (l->paper >= PAPER && l->ground >= PAPER_GROUND && l->vivid <= PAPER_VIVID) {
		bdl_buffer_printf(why,
			"%u %% of the picture is light and without colour, as paper is",
			l->paper / 10);
		return true;
	}
	if (l->paper >= TABLE_PAPER && l->flat < SCREEN_FLAT && shows_words(s)) {
		bdl_buffer_text(why, "words on a light ground, as on paper");
		return true;
	}
	return false;
}

/* ---- screens ---- */

/* A page of text in a JPEG may be as flat as a screenshot: the shape of a sheet is kept out. */
static bool is_screen(const struct sight *s, struct bdl_buffer *why)
{
	bool lossless = strcmp(s->format, "png") == 0, size = is_screen_size(s);
	unsigned flat = s->look->flat;

	if (s->f->camera || strcmp(s->format, "tiff") == 0)
		return false;
	if (size && (lossless || is_forwarded(s) || flat >= SCREEN_FLAT)) {
		bdl_buffer_printf(
			why, "%u by %u pixels, the size of a screen", s->f->width, s->f->height);
		return true;
	}
	if (is_sheet(s) || s->shorter < DRAWN_LEAST)
		return false;
	if (is_screen_wide(s) && flat >= SCREEN_FLAT) {
		bdl_buffer_printf(why,
			"as wide as a telephone\u2019s screen, %u pixels; %u %% of it even colours",
			s->f->width, flat / 10);
		return true;
	}
	if (lossless && flat >= DRAWN_FLAT && s->look->even >= DRAWN_EVEN && s->look->vivid &&
		s->look->paper < 950) {
		bdl_buffer_printf(why, "%u %% of it even colours, as on a screen", flat / 10);
		return true;
	}
	return false;
}

/* ---- photographs ---- */

static bool has_texture(const struct sight *s)
{
	const struct bdl_look *l = s->look;

	return l->colours >= PHOTO_COLOURS && l->flat < PHOTO_FLAT && l->ground < PHOTO_GROUND;
}

/* Neither in the colours of a drawing nor, outside a camera's formats, small. */
static bool is_photo(const struct sight *s, struct bdl_buffer *why)
{
	if (s->f->camera) {
		bdl_buffer_printf(why, "taken with a camera, by the picture\u2019s own data: %s",
			s->f->camera);
		return true;
	}
	if (!has_texture(s))
		return false;
	bdl_buffer_printf(why, "colours and light of a camera\u2019s picture; %u by %u pixels",
		s->f->width, s->f->height);
	return true;
}

/* ---- without a look at the pixels ---- */

static bool is_photo_shape(const struct sight *s)
{
	return (uint64_t)s->longer * s->shorter >= 250000 && is_between(s, 1000, 1790) &&
	       !is_sheet(s);
}

/* Only its size, its camera and its format are known. */
static enum bdl_nature judge_unseen(const struct sight *s, struct bdl_buffer *why)
{
	if (s->f->camera) {
		is_photo(s, why);
		return BDL_NATURE_PHOTO;
	}
	if (is_screen_size(s)) {
		bdl_buffer_printf(
			why, "%u by %u pixels, the size of a screen", s->f->width, s->f->height);
		return BDL_NATURE_SCREEN;
	}
	if (is_camera_format(s) && is_photo_shape(s)) {
		bdl_buffer_printf(why, "%u by %u pixels, the size of a photograph", s->f->width,
			s->f->height);
		return BDL_NATURE_PHOTO;
	}
	return BDL_NATURE_UNKNOWN;
}

static enum bdl_nature judge_seen(const struct sight *s, struct bdl_buffer *why)
{
	if (s->longer < SMALLEST || s->look->colours < 2)
		return s->f->camera && is_photo(s, why) ? BDL_NATURE_PHOTO : BDL_NATURE_UNKNOWN;
	if (is_screen(s, why))
		return BDL_NATURE_SCREEN;
	if (is_paper(s, why))
		return BDL_NATURE_PAPER;
	return is_photo(s, why) ? BDL_NATURE_PHOTO : BDL_NATURE_UNKNOWN;
}

enum bdl_nature bdl_picture_nature(const struct bdl_facts *f, const char *format, const char *path,
	const char *text, const struct bdl_kinds *kinds, struct bdl_buffer *why)
{
	static const char *const pictures[] = {
		"png", "jpeg", "heic", "webp", "gif", "bmp", "tiff", "avif", NULL};
	struct sight s = {.f = f,
		.look = &f->look,
		.format = format,
		.path = path,
		.text = text,
		.kinds = kinds,
		.longer = f->width > f->height ? f->width : f->height,
		.shorter = f->width > f->height ? f->height : f->width};

	if (!is_one_of(format, pictures))
		return BDL_NATURE_UNKNOWN;
	if (is_named_screen(&s)) {
		if (!is_screen_size(&s) || !judge_unseen(&s, why))
			bdl_buffer_text(why, "the file\u2019s name says \u201cscreenshot\u201d");
		return BDL_NATURE_SCREEN;
	}
	if (f->look.colours == 0)
		return judge_unseen(&s, why);
	return judge_seen(&s, why);
}
