/*
 * Sfnt: what a TrueType file can draw, read from its own tables, since libharu 2.3.0 cannot be
 * asked: it draws an empty box for what a font lacks, and parts of a glyph for what is composed of
 * composed glyphs.
 */
#ifndef BDL_DRAW_SFNT_H
#define BDL_DRAW_SFNT_H

#include "base/error.h"
#include <stdint.h>

#define BDL_SFNT_CODES 0x10000u /* libharu draws nothing above U+FFFF */
#define BDL_SFNT_NONE 0xFFFFu /* no glyph, or one that libharu would draw wrongly */

/*
 * Fills widths[code], in thousandths of the font's size and rounded as libharu writes them into the
 * PDF. Fails where the file is no TrueType font, may not be embedded or lacks a table that libharu
 * embeds.
 */
int bdl_sfnt_widths(
	const char *path, uint16_t widths[BDL_SFNT_CODES], struct bdl_error *err) BDL_MUST_CHECK;

#endif
