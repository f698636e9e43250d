/* Fonts: see fonts.h. Where a font is absent, the next of its chain is asked. */
#include "draw/fonts.h"
#include "draw/script.h"
#include "draw/shape.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* clang-format off */
static const char *const files[BDL_FONT_FILES] = {
	/* the faces' own, by enum bdl_face */
	"liberation/LiberationSans-Regular.ttf",
	"liberation/LiberationSans-Bold.ttf",
	"liberation/LiberationSans-Italic.ttf",
	"liberation/LiberationSerif-Regular.ttf",
	"liberation/LiberationMono-Regular.ttf",
	/* what they lack */
	"dejavu/DejaVuSans.ttf",                       /* 5 */
	"dejavu/DejaVuSans-Bold.ttf",
	"dejavu/DejaVuSans-Oblique.ttf",
	"dejavu/DejaVuSerif.ttf",
	"dejavu/DejaVuSansMono.ttf",
	"noto/NotoSans-Regular.ttf",                   /* 10 */
	"noto/NotoSans-Bold.ttf",
	"noto/NotoSans-Italic.ttf",
	"noto/NotoSansSymbols-Regular.ttf",
	"noto/NotoSansMath-Regular.ttf",
	"noto/NotoSansEthiopic-Regular.ttf",           /* 15 */
	"noto/NotoSansCherokee-Regular.ttf",
	"noto/NotoSansCanadianAboriginal-Regular.ttf",
	"noto/NotoSansGeorgian-Regular.ttf",
};

enum { LIMIT = 12 };

static const signed char chains[BDL_FACES][LIMIT] = {
	[BDL_SANS]        = { 0, 5, 10, 13, 14, 15, 16, 17, 18, -1 },
	[BDL_SANS_BOLD]   = { 1, 6, 11, 5, 10, 13, 14, 15, 16, 17, 18, -1 },
	[BDL_SANS_ITALIC] = { 2, 7, 12, 5, 10, 13, 14, 15, 16, 17, 18, -1 },
	[BDL_SERIF]       = { 3, 8, 5, 10, 13, 14, 15, 16, 17, 18, -1 },
	[BDL_MONO]        = { 4, 9, 5, 10, 13, 14, 15, 16, 17, 18, -1 },
};

/* What is only shaped with, besides the Noto fonts of single scripts. */
static const struct { const char *path; unsigned index; } shaped[] = {
	{ "truetype/noto/NotoSansSymbols2-Regular.ttf", 0 },
	{ "truetype/ancient-scripts/Symbola_hint.ttf", 0 },
	{ "opentype/noto/NotoSansCJK-Regular.ttc", 2 },            /* 2: mainland Chinese forms */
	{ "opentype/noto/NotoSansCJK-Bold.ttc", 2 },
	{ "truetype/wqy/wqy-microhei.ttc", 0 },
	{ "truetype/droid/DroidSansFallbackFull.ttf", 0 },
	{ "truetype/noto/NotoColorEmoji.ttf", 0 },
};

enum { SYMBOLS2, SYMBOLA, CJK, CJK_BOLD, MICROHEI, DROID, COLOUR, SHAPED };

enum { FIRST_SHAPED = BDL_FONT_FILES, FIRST_SCRIPT = FIRST_SHAPED + SHAPED };

/* Tried in this order for what has no font of its script's own, or is not in it. */
static const signed char for_emoji[] = { FIRST_SHAPED + SYMBOLA, 5, FIRST_SHAPED + SYMBOLS2, FIRST_SHAPED + COLOUR, -1 };
static const signed char for_cjk[] = { FIRST_SHAPED + CJK, FIRST_SHAPED + MICROHEI, FIRST_SHAPED + DROID, -1 };
static const signed char for_cjk_bold[] = {
	FIRST_SHAPED + CJK_BOLD, FIRST_SHAPED + CJK, FIRST_SHAPED + MICROHEI, FIRST_SHAPED + DROID, -1 };
static const signed char for_all[] = {
	5, 10, FIRST_SHAPED + SYMBOLS2, 14, FIRST_SHAPED + SYMBOLA, FIRST_SHAPED + MICROHEI, -1 };

/* clang-format on */

unsigned bdl_fonts_count(void)
{
	return FIRST_SCRIPT + 2 * (unsigned)bdl_script_count();
}

/* Behind the lists: for each block of a script of its own the regular and the bold font. */
const char *bdl_fonts_path(unsigned file, char out[BDL_FONT_PATH])
{
	if (file < FIRST_SHAPED) {
		snprintf(out, BDL_FONT_PATH, "/usr/share/fonts/truetype/%s", files[file]);
	} else if (file < FIRST_SCRIPT) {
		snprintf(out, BDL_FONT_PATH, "/usr/share/fonts/%s",
			shaped[file - FIRST_SHAPED].path);
	} else {
		const struct bdl_script *script = bdl_script_at((file - FIRST_SCRIPT) / 2);
		snprintf(out, BDL_FONT_PATH, "/usr/share/fonts/truetype/noto/%s-%s.ttf",
			script->font ? script->font : "none",
			(file - FIRST_SCRIPT) % 2 ? "Bold" : "Regular");
	}
	return out;
}

unsigned bdl_fonts_index(unsigned file)
{
	return file >= FIRST_SHAPED && file < FIRST_SCRIPT ? shaped[file - FIRST_SHAPED].index : 0;
}

uint32_t bdl_fonts_mark(void)
{
	char path[BDL_FONT_PATH];
	uint32_t mark = 2166136261u;
	struct stat st;

	for (unsigned file = 0; file < bdl_fonts_count(); file++) {
		uint64_t size = stat(bdl_fonts_path(file, path), &st) == 0 ? (uint64_t)st.st_size : 0;
		for (unsigned i = 0; i < 4; i++, size >>= 8)
			mark = (mark ^ (uint32_t)(size & 0xFF)) * 16777619u;
	}
	return mark;
}

static int load(struct bdl_fonts *f, unsigned file, struct bdl_error *err)
{
	char path[128];

	bdl_fonts_path(file, path);
	f->widths[file] = malloc(sizeof(uint16_t) * BDL_SFNT_CODES);
	if (!f->widths[file]) {
		f->out_of_memory = true;
		return bdl_fail_memory(err);
	}
	if (bdl_sfnt_widths(path, f->widths[file], err) < 0) {
		free(f->widths[file]);
		f->widths[file] = NULL;
		f->absent[file] = true;
		f->out_of_memory = f->out_of_memory || err->code == BDL_ENOMEM;
		return -1;
	}
	return 0;
}

int bdl_fonts_init(struct bdl_fonts *f, struct bdl_error *err)
{
	*f = (struct bdl_fonts)BDL_FONTS_INIT;
	for (unsigned face = 0; face < BDL_FACES; face++) {
		if (load(f, face, err) < 0) {
			bdl_fonts_release(f);
			return bdl_hint(
				err, "install the Liberation fonts (package fonts-liberation)");
		}
	}
	return 0;
}

void bdl_fonts_release(struct bdl_fonts *f)
{
	for (unsigned i = 0; i < BDL_FONT_FILES; i++)
		free(f->widths[i]);
	bdl_shaper_close(f->shaper);
	*f = (struct bdl_fonts)BDL_FONTS_INIT;
}

static bool covers(const uint16_t *widths, const uint32_t *codes, size_t count, unsigned *width)
{
	*width = 0;
	for (size_t i = 0; i < count; i++) {
		if (codes[i] >= BDL_SFNT_CODES || widths[codes[i]] == BDL_SFNT_NONE)
			return false;
		*width += widths[codes[i]];
	}
	return true;
}

int bdl_fonts_find(struct bdl_fonts *f, enum bdl_face face, const uint32_t *codes, size_t count,
	unsigned *width)
{
	for (const signed char *next = chains[face]; *next >= 0; next++) {
		unsigned file = (unsigned)*next;
		struct bdl_error why = {0};
		if (!f->widths[file] && (f->absent[file] || load(f, file, &why) < 0))
			continue;
		if (covers(f->widths[file], codes, count, width))
			return (int)file;
	}
	return -1;
}

struct bdl_shaper *bdl_fonts_shaper(struct bdl_fonts *f)
{
	if (!f->shaper)
		f->shaper = bdl_shaper_open();
	if (!f->shaper)
		f->out_of_memory = true;
	return f->shaper;
}

static int find_in(struct bdl_shaper *s, const signed char *list, const uint32_t *codes, size_t count)
{
	for (; *list >= 0; list++) {
		if (bdl_shaper_covers(s, (unsigned)*list, codes, count))
			return *list;
	}
	return -1;
}

/* The font of the script, bold where it is asked for and there is one. */
static int find_own(struct bdl_shaper *s, const struct bdl_script *script, bool bold,
	const uint32_t *codes, size_t count)
{
	unsigned file = FIRST_SCRIPT + 2 * (unsigned)bdl_script_font(script);

	if (bold && bdl_shaper_covers(s, file + 1, codes, count))
		return (int)file + 1;
	return bdl_shaper_covers(s, file, codes, count) ? (int)file : -1;
}

int bdl_fonts_find_shaped(
	struct bdl_fonts *f, enum bdl_face face, const uint32_t *codes, size_t count)
{
	struct bdl_shaper *s = bdl_fonts_shaper(f);
	/* the dotted circle stands for a letter of the script of its mark */
	const struct bdl_script *script =
		bdl_script_find(codes[0] == 0x25CC && count > 1 ? codes[1] : codes[0]);
	bool bold = face == BDL_SANS_BOLD, cjk = script && (script->traits & BDL_SCRIPT_CJK);
	int file = -1;

	if (!s)
		return -1;
	if (script && script->font)
		file = find_own(s, script, bold, codes, count);
	if (file < 0 && cjk)
		file = find_in(s, bold ? for_cjk_bold : for_cjk, codes, count);
	if (file < 0 && !cjk && (codes[0] >= 0x1F000 || (codes[0] >= 0x2000 && count > 1)))
		file = find_in(s, for_emoji, codes, count);
	return file < 0 ? find_in(s, for_all, codes, count) : file;
}

const uint16_t *bdl_fonts_own(const struct bdl_fonts *f, enum bdl_face face)
{
	return f->widths[face];
}
