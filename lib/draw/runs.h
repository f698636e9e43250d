/*
 * Runs: a line of text as what is drawn: stretches of characters of one font and one direction each, signs
 * put in for what cannot be drawn, a letter and the accents after it composed into one where that exists
 * (NFC). Most are characters for libharu; those that need it are shaped into glyphs. Knows nothing of PDF.
 */
#ifndef BDL_DRAW_RUNS_H
#define BDL_DRAW_RUNS_H

#include "base/buffer.h"
#include "draw/fonts.h"
#include "draw/shape.h"

#define BDL_CLUSTER_MAX 24
#define BDL_WORD_MAX 160 /* characters that are shaped together */

enum bdl_cluster_kind {
	BDL_CLUSTER_DRAWN,
	BDL_CLUSTER_SPACE,
	BDL_CLUSTER_NOTHING,
	BDL_CLUSTER_SIGN
};

/* A character with the accents that follow it: what a line is never broken in. */
struct bdl_cluster {
	enum bdl_cluster_kind kind;
	size_t bytes;                      /* of the source */
	uint32_t codes[BDL_CLUSTER_MAX];
	size_t count;
	unsigned file;                     /* the font that draws all of it; of BDL_CLUSTER_DRAWN only */
	unsigned width;                    /* in thousandths of the size; 0 for a sign, and where it joins */
	bool shaped;                       /* not for libharu */
	bool joins;                        /* its shape and width depend on its neighbours: see bdl_cluster_continues() */
};

/* Reads the cluster at the start of text; length must not be 0. */
void bdl_cluster_next(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_cluster *out);

/* Whether c is shaped together with the cluster before it; codes: how many those of the word have so far. */
bool bdl_cluster_continues(
	const struct bdl_cluster *before, const struct bdl_cluster *c, size_t codes);

struct bdl_run {
	unsigned file;
	bool shaped, rtl;
	bool ends;           /* what stands to the left of it, if anything, does not run from right to left */
	size_t at, length;   /* in bdl_runs.text; or, if shaped, in bdl_runs.glyphs */
	unsigned long x;     /* where it begins on the line */
	unsigned long width; /* all in thousandths of the size */
};

struct bdl_piece;

/* Runs are in reading order; x says where each stands. */
struct bdl_runs {
	struct bdl_buffer text; /* UTF-8, each character has its glyph */
	struct bdl_glyphs glyphs;
	struct bdl_run *runs;
	size_t count, space;
	uint32_t *codes;        /* what the glyphs stand for: the line's characters; of shaped lines only */
	size_t code_count, code_space;
	unsigned missing;       /* characters that a sign stands for */
	/* scratch */
	struct bdl_buffer spelled;
	struct bdl_piece *pieces;
	size_t piece_count, piece_space;
	int8_t *levels;
	size_t *order;
	size_t level_space, order_space;
};

#define BDL_RUNS_INIT { .count = 0 }

/*
 * Appends text with signs in place of what cannot be drawn; adds to *missing how many characters
 * those were.
 */
int bdl_runs_spell(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_buffer *out, unsigned *missing);

/* Replaces what *r holds by a line; rtl: its paragraph runs from right to left. -1 when out of memory. */
int bdl_runs_set(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face, bool rtl,
	const char *text, size_t length);
unsigned long bdl_runs_width(const struct bdl_runs *r);

/*
 * bdl_canvas_break() for a width in thousandths of the size: how many bytes fit, and in *next where
 * the following line begins. scratch is overwritten. Out of memory breaks too late, and fonts->out_of_memory says so.
 */
size_t bdl_runs_break(struct bdl_runs *scratch, struct bdl_fonts *fonts, enum bdl_face face,
	unsigned long width, const char *text, size_t length, size_t *next);

void bdl_runs_release(struct bdl_runs *r);

#endif
