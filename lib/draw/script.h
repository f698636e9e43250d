/*
 * Script: what is known of a character by the block of Unicode that it stands in: the script's name, the
 * font that has it, whether its letters join, where a line may end between two of them. Pure tables.
 */
#ifndef BDL_DRAW_SCRIPT_H
#define BDL_DRAW_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	BDL_SCRIPT_PLAIN = 1, /* a glyph for each character is enough: libharu may draw it */
	BDL_SCRIPT_JOINS = 2, /* letters change with the letters beside them: shaped word by word */
	BDL_SCRIPT_BREAKS = 4, /* written without spaces: a line may end between two letters */
	BDL_SCRIPT_CJK = 8, /* drawn with the fonts for Chinese, Japanese and Korean */
	BDL_SCRIPT_EMOJI = 16 /* drawn with the fonts for emoji */
};

struct bdl_script {
	uint32_t from, to;
	unsigned traits;
	const char *name; /* NULL: no name that helps a reader */
	const char *font; /* "NotoSansHebrew", a family of the Noto fonts; NULL: none of its own */
};

/* The block that code stands in; NULL: Latin, Greek, Cyrillic, signs, or nothing that is known. Lends. */
const struct bdl_script *bdl_script_find(uint32_t code);

/* The number of blocks, and the first block that has the same font as this one. */
size_t bdl_script_count(void);
size_t bdl_script_font(const struct bdl_script *script);
const struct bdl_script *bdl_script_at(size_t index);

/* Whether code stays with the emoji before it: a skin tone. */
bool bdl_is_skin_tone(uint32_t code);
/* One of the two letters of a flag. */
bool bdl_is_flag_letter(uint32_t code);

/*
 * Whether a line may end between two characters without a space between them: beside a character of a
 * script without spaces, but not before a closing or behind an opening bracket, and so on.
 */
bool bdl_script_may_break(uint32_t before, uint32_t after);

#endif
