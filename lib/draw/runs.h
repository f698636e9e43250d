/*
 * Runs: a line of text as what is drawn: stretches of characters of one font each, signs put in for
 * what cannot be drawn, a letter and the accents after it composed into one where that exists
 * (NFC). Knows nothing of PDF.
 */
#ifndef BDL_DRAW_RUNS_H
#define BDL_DRAW_RUNS_H

#include "base/buffer.h"
#include "draw/fonts.h"

#define BDL_CLUSTER_MAX 8

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
	unsigned width;                    /* in thousandths of the size; 0 for a sign */
};

/* Reads the cluster at the start of text; length must not be 0. */
void bdl_cluster_next(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_cluster *out);

struct bdl_run {
	unsigned file;
	size_t at, length; /* in bdl_runs.text */
	unsigned long width; /* in thousandths of the size */
};

struct bdl_runs {
	struct bdl_buffer text; /* UTF-8, each character has its glyph */
	struct bdl_run *runs;
	size_t count, space;
	unsigned missing;       /* characters that a sign stands for */
	struct bdl_buffer spelled; /* scratch */
};

#define BDL_RUNS_INIT { .count = 0 }

/*
 * Appends text with signs in place of what cannot be drawn; adds to *missing how many characters
 * those were.
 */
int bdl_runs_spell(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_buffer *out, unsigned *missing);

/* Replaces what *r holds; -1 when out of memory. */
int bdl_runs_set(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face, const char *text,
	size_t length);
unsigned long bdl_runs_width(const struct bdl_runs *r);

/*
 * bdl_canvas_break() for a width in thousandths of the size: how many bytes fit, and in *next where
 * the following line begins. scratch is overwritten. Out of memory breaks too late.
 */
size_t bdl_runs_break(struct bdl_runs *scratch, struct bdl_fonts *fonts, enum bdl_face face,
	unsigned long width, const char *text, size_t length, size_t *next);

void bdl_runs_release(struct bdl_runs *r);

#endif
