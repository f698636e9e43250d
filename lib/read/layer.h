/*
 * Layer: the words that were recognised in pictures, page by page, each with its place. part.c lays
 * them over the pages, unseen, so that they can be searched and copied.
 */
#ifndef BDL_READ_LAYER_H
#define BDL_READ_LAYER_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>

enum bdl_word_end { BDL_WORD_SPACE, BDL_WORD_LINE, BDL_WORD_PARAGRAPH }; /* what follows a word */

/* Places are measured right of and below the upper left corner, as seen. */
struct bdl_layer_word {
	double x, y; /* the beginning of its baseline */
	double width; /* along the baseline */
	double size; /* of its letters, as sizes of fonts are told */
	int turn; /* which way it is read: 0 to the right, 90 downwards, 180, 270 */
	enum bdl_word_end end;
	size_t page; /* index */
	size_t at, length; /* in bdl_layer.text, UTF-8 */
};

struct bdl_layer {
	struct bdl_buffer text;
	struct bdl_layer_word *words; /* in the order of the pages and, in a page, of reading */
	size_t count, space;
	bool failed; /* out of memory; look once, at the end */
};

/* Adds a word; at and length are set here. */
void bdl_layer_add(
	struct bdl_layer *l, const struct bdl_layer_word *word, const char *text, size_t length);
/* Forgets the words from the index `from` on. */
void bdl_layer_cut(struct bdl_layer *l, size_t from);
/*
 * Adds the words of another reading of the same picture where there are none, from index `from` on,
 * each behind the word that it is read after (layer_merge.c).
 */
void bdl_layer_merge(struct bdl_layer *l, size_t from, const struct bdl_layer *second);
/* Appends the words from index `from` on as lines of text. */
void bdl_layer_write(const struct bdl_layer *l, size_t from, struct bdl_buffer *out);
void bdl_layer_release(struct bdl_layer *l);

#endif
