/* See text_form.h. Lines with runs of spaces between words, or drawn with "+---+" and "|", are
 * taken as aligned. */
#include "read/text_form.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

#define ALIGNED_LINES 3 /* so many, and one line in five, make an aligned text */
#define GAP 3 /* spaces between words; two stand behind many a full stop */
#define MONO_WIDTH 0.6 /* of a character, by the font's size */
#define UPRIGHT_WIDTH (BDL_RIGHT_EDGE - BDL_LEFT_EDGE)
#define LYING_WIDTH (BDL_A4_HEIGHT - 48 - BDL_LEFT_EDGE)

static bool is_aligned(const struct bdl_line *l)
{
	size_t spaces = 0, drawn = 0;
	bool begun = false;

	for (size_t i = 0; i < l->length; i++) {
		char c = l->text[i];

		if (c != ' ') {
			if (begun && spaces >= GAP)
				return true;
			begun = true;
			spaces = 0;
			drawn += c == '|' || c == '+';
		} else {
			spaces++;
		}
	}
	return drawn >= 3;
}

static size_t columns_of(const struct bdl_line *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->length; i++)
		n += ((unsigned char)l->text[i] & 0xC0) != 0x80;
	return n;
}

/* The largest of the two sizes, upright if it can be, at which so many columns fit. */
static struct bdl_text_form fixed_form(size_t columns)
{
	static const struct {
		double size, leading;
		bool landscape;
	} tries[] = {{12, 16, false}, {10, 13.5, false}, {12, 16, true}, {10, 13.5, true}};

	const size_t last = sizeof(tries) / sizeof(*tries) - 1;
	size_t i = 0;

	while (i < last && (double)columns * tries[i].size * MONO_WIDTH >
				   (tries[i].landscape ? LYING_WIDTH : UPRIGHT_WIDTH))
		i++;
	return (struct bdl_text_form){.font = {BDL_MONO, tries[i].size},
		.leading = tries[i].leading,
		.tab = 8 * MONO_WIDTH * tries[i].size,
		.landscape = tries[i].landscape};
}

struct bdl_text_form bdl_text_form(const char *text, size_t length)
{
	const struct bdl_text_form prose = {.font = {BDL_SANS, 12}, .leading = 16, .tab = 54};
	size_t next = 0, lines = 0, aligned = 0, widest = 0;
	struct bdl_line l;

	while (bdl_line_next(text, length, &next, &l)) {
		if (l.length == 0)
			continue;
		lines++;
		if (is_aligned(&l)) {
			size_t columns = columns_of(&l);

			aligned++;
			widest = columns > widest ? columns : widest;
		}
	}
	return aligned < ALIGNED_LINES || aligned * 5 < lines ? prose : fixed_form(widest);
}
