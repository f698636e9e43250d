/*
 * Proceedings: what stands at the head of papers for a court: its name and the claim number, the corner marking of a
 * witness statement (PD 32, 3.2 and 17.2), the title of the proceedings.
 */
#ifndef BDL_DRAW_PROCEEDINGS_H
#define BDL_DRAW_PROCEEDINGS_H

#include "draw/draft.h"

/*
 * All of it, from the top of a page; s: the exhibit whose marking stands in the corner, NULL: none. Goes on on further
 * pages where it is long. Returns the last baseline, or the top edge of what follows where nothing is to be said.
 */
double bdl_proceedings(struct bdl_draft *d, const struct bdl_section *s);

/* A title in capitals between two lines, centred; the first line is `below` y. Returns the second line's height. */
double bdl_proceedings_title(struct bdl_draft *d, const char *title, double y, double below);

/* Words in the middle of the page, `width` wide at most, from baseline y. Returns the last baseline. */
double bdl_proceedings_centred(struct bdl_draft *d, const char *words, double y, double width);

/* "A. Brown" of "Ms Anna Brown", as rules of court want a witness named. */
const char *bdl_words_witness(struct bdl_draft *d, const char *name);

#endif
