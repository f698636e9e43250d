/*
 * Canvas: A4 pages with words, lines and pictures on them. The files named canvas are the only ones that know
 * libharu.
 *
 * Units are points; x from the left edge, y from the TOP edge down to the baseline, as in look/LOOK.md.
 * Text is UTF-8 and drawn word for word: each run of characters takes the first font that has them
 * (Liberation, DejaVu Sans, Noto where installed). Scripts that need it are shaped, and a line is put in order from
 * right to left where its words run so; the PDF says the text as it was written, in its own order. Each call is a text
 * of its own: nothing in one field moves the words of another. What no font here can draw, control characters and
 * what would turn the words around it are shown as a visible sign, "[character U+1FAE0]", and counted.
 * Drawing functions cannot fail: the first failure is remembered and close reports it.
 */
#ifndef BDL_DRAW_CANVAS_H
#define BDL_DRAW_CANVAS_H

#include "base/buffer.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_A4_WIDTH 595.28
#define BDL_A4_HEIGHT 841.89
#define BDL_LEFT_EDGE 72.0
#define BDL_RIGHT_EDGE 547.28

/* The name of the map from codes to characters of each font that was shaped with: it is right as it is. */
#define BDL_GLYPH_MAP "BdlGlyphs"

enum bdl_face { BDL_SANS, BDL_SANS_BOLD, BDL_SANS_ITALIC, BDL_SERIF, BDL_MONO };

struct bdl_font {
	enum bdl_face face;
	double size;
};

enum bdl_ink { BDL_BLACK, BDL_ACCENT }; /* grey 0; RGB 1A3D73, for links only */

struct bdl_canvas;

/* A number that is another where other fonts are installed, or others of their files: what is drawn depends on them. */
uint32_t bdl_canvas_fonts(void);

/* NULL with err when the Liberation fonts are not installed or memory is out. */
struct bdl_canvas *bdl_canvas_open(struct bdl_error *err);

/* From now on the accent is black, as courts have it. */
void bdl_canvas_plain(struct bdl_canvas *c);

/* Begins a page; everything below draws on the newest. */
void bdl_canvas_page(struct bdl_canvas *c, double width, double height);
unsigned bdl_canvas_page_count(const struct bdl_canvas *c);

/* Width in points of text (one line) as it would be drawn, signs for missing characters included. */
double bdl_canvas_width(struct bdl_canvas *c, struct bdl_font f, const char *text, size_t length);

/* Draws one line, in the direction of its first letter; returns the x behind it. */
double bdl_canvas_text(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x, double y,
	const char *text, size_t length);
/* Whether a paragraph runs from right to left: its first letter says so (Unicode's UAX #9, P2 and P3). */
bool bdl_canvas_is_rtl(const char *text, size_t length);

/*
 * One line of a paragraph between x and x + width: from x on, or, in a paragraph from right to left, ending at x + width.
 * width 0: from x on in any case.
 */
void bdl_canvas_line(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x, double y, double width,
	bool rtl, const char *text, size_t length);

/* The same as bdl_canvas_text(), ending at x. */
void bdl_canvas_text_right(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x, double y,
	const char *text, size_t length);

/*
 * How many bytes of text fit on a line of `width`: breaks at spaces (not at U+00A0), after '\n' and, in scripts that
 * are written without spaces, where a line may end; a word wider than the line breaks between characters. At least one character. *next is where the following line begins
 * (spaces at the break skipped). Loop until *next == length.
 */
size_t bdl_canvas_break(struct bdl_canvas *c, struct bdl_font f, double width, const char *text, size_t length,
	size_t *next);

/* The line under a link that ends the words from x0 to x1 on baseline y: 0.5, in the accent. */
void bdl_canvas_underline(struct bdl_canvas *c, double x0, double x1, double y);

/*
 * Appends text as it will be drawn, signs in place of what cannot be, accents composed. A sign is several words, so
 * text that is wrapped in a narrow column is better spelled first. Adds to *missing, and not to the
 * canvas's own count, the characters that signs stand for; missing may be NULL.
 */
void bdl_canvas_spell(struct bdl_canvas *c, enum bdl_face face, const char *text, size_t length,
	struct bdl_buffer *out, unsigned *missing);

/* A horizontal rule; grey 0 is black. A vertical bar; y1 > y0. A frame. A filled rectangle. */
void bdl_canvas_rule(struct bdl_canvas *c, double x0, double x1, double y, double thickness, double grey);
void bdl_canvas_bar(struct bdl_canvas *c, double x, double y0, double y1, double thickness, double grey);
void bdl_canvas_frame(struct bdl_canvas *c, double x, double y, double width, double height, double thickness,
	double grey);

/*
 * A picture in the rectangle with its upper left corner at x, y. `turn` is the EXIF orientation 1 to 8: how the
 * stored picture has to be turned to be upright; the rectangle is that of the upright picture.
 * jpeg: a whole JPEG file, passed through untouched. pixels: rows from the top, 1 (grey) or 3 (RGB)
 * components of 8 bits, compressed without loss.
 */
void bdl_canvas_jpeg(struct bdl_canvas *c, const void *jpeg, size_t length, int turn, double x, double y,
	double width, double height);
void bdl_canvas_pixels(struct bdl_canvas *c, const void *pixels, unsigned columns, unsigned rows,
	unsigned components, double x, double y, double width, double height);

/* Characters shown by a sign so far. */
unsigned bdl_canvas_missing(const struct bdl_canvas *c);

/* -1 with err if anything has failed so far, measuring included. */
int bdl_canvas_check(const struct bdl_canvas *c, struct bdl_error *err) BDL_MUST_CHECK;

/* Appends the PDF to out (NULL: give up) and frees c in any case. Same drawing, same bytes. */
int bdl_canvas_close(struct bdl_canvas *c, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Appends a PDF of one page whose fonts F1 and F2 are Liberation Sans and Liberation Sans Bold in WinAnsi, each
 * whole as far as that encoding goes: the fonts of what bind stamps on pages.
 */
int bdl_canvas_furniture(struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

#endif
