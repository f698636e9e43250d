/*
 * Numbering in words: how people ask for it, in bundle.yaml and on the command line, and how bundle.json says it. One
 * spelling for all of them. Pure.
 */
#ifndef BDL_MODEL_NUMBERING_WORDS_H
#define BDL_MODEL_NUMBERING_WORDS_H

#include "model/numbering.h"

/* NULL-ended: "bottom-right", "bottom-centre", ...; "black", "blue", "red". */
extern const char *const bdl_number_places[];
extern const char *const bdl_number_colours[];

const char *bdl_number_place_word(const struct bdl_numbering *n);
const char *bdl_number_colour_word(const struct bdl_numbering *n);

/* false, and *n as it was, for any other word. */
bool bdl_number_place_from(const char *word, struct bdl_numbering *n);
bool bdl_number_colour_from(const char *word, struct bdl_numbering *n);
/* "12", "10.5": points, with one figure behind the point at most, within the bounds of numbering.h. */
bool bdl_number_size_from(const char *word, struct bdl_numbering *n);

/* "12", "10.5" */
#define BDL_NUMBER_SIZE_TEXT 8
void bdl_number_size_word(const struct bdl_numbering *n, char out[BDL_NUMBER_SIZE_TEXT]);

/* Somebody's wish: the members of `as` that are said to have been given. All zero: no wish. */
struct bdl_numbering_wish {
	struct bdl_numbering as;
	bool at, size, prefix, of_total, colour, by_section;
};

/* What is wished takes the place of what was there. */
void bdl_numbering_apply(struct bdl_numbering *n, const struct bdl_numbering_wish *wish);

/* Is it anything but plain numbers, 12 point, black, at the bottom right? */
bool bdl_numbering_is_special(const struct bdl_numbering *n);
/* Are labels anything but the page's number? */
bool bdl_labels_are_special(const struct bdl_numbering *n);

#endif
