/*
 * Signs: words in brackets for what cannot be drawn: characters that no font has, control characters, and
 * what would turn the direction of the words around it.
 */
#ifndef BDL_DRAW_SIGNS_H
#define BDL_DRAW_SIGNS_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stdint.h>

/* What a code point asks of a page. */
enum bdl_glyph_need {
	BDL_GLYPH_PLAIN, /* a glyph */
	BDL_GLYPH_SPACE, /* an ordinary space: no-break spaces, tabs, line ends too */
	BDL_GLYPH_NOTHING, /* invisible by nature: joiners, direction marks, variation selectors */
	BDL_GLYPH_MARK, /* a mark that is drawn over the character before it */
	BDL_GLYPH_SHAPED, /* a script that has to be shaped, or that libharu has no fonts for */
	BDL_GLYPH_SIGN /* no font can have it, or it would deceive: controls, overrides, private use */
};

enum bdl_glyph_need bdl_glyph_need(uint32_t code);

/* "thumbs up"; NULL if code is no emoji that is known by name here. */
const char *bdl_emoji_name(uint32_t code);

/*
 * Appends the sign for codes that stand together: "[character U+0631]", "[characters U+0631
 * U+0633]",
 * "[12 characters of Arabic, beginning U+0631]", "[emoji: thumbs up]", "[emoji: man, woman, boy]".
 */
int bdl_sign(struct bdl_buffer *out, const uint32_t *codes, size_t count);

#endif
