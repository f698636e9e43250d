/* Cover as seen: the words in front of the index. Pure. Inside this room. */
#ifndef BDL_CHECK_COVER_SEEN_H
#define BDL_CHECK_COVER_SEEN_H

#include "check/rules.h"

struct bdl_cover {
	unsigned pages;          /* the first pages of the file, 1 or more */
	const char *text;        /* their words in lines, '\n' between; never NULL */
	const char *squeezed;    /* see lines.h */
};

/* False when out of memory (j->failed). The file must have pages. */
bool bdl_find_cover(struct bdl_judging *j, struct bdl_cover *out);

/*
 * The first run of exactly `count` figures in the text that begins with `start`, spaces between them allowed; false if there is
 * none. out gets the figures. "121" and 12: a reference of the Child Maintenance Service.
 */
bool bdl_find_figures(const char *text, const char *start, size_t count, char out[32]);

/*
 * The next National Insurance number at or behind *at: two letters that HMRC gives out, six figures, A to D, spaces or not.
 * False if there is none; else *at is behind it. HMRC's own example, which begins with QQ, counts where `example` says so.
 */
bool bdl_find_insurance(const char *text, size_t *at, bool example);

#endif
