/* Fonts: see fonts.h. Where a font is absent, the next of its chain is asked. */
#include "draw/fonts.h"
#include <stdio.h>
#include <stdlib.h>

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

/* clang-format on */

void bdl_fonts_path(unsigned file, char out[128])
{
	snprintf(out, 128, "/usr/share/fonts/truetype/%s", files[file]);
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

const uint16_t *bdl_fonts_own(const struct bdl_fonts *f, enum bdl_face face)
{
	return f->widths[face];
}
