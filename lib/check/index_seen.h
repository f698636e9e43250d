/*
 * Index as seen: the list of documents at the front of a bundle, found by what stands on the pages, whoever made it:
 * pages titled Index or Contents, or full of rows that end in a page number. The chronology is found the same way.
 * Pure. Inside this room.
 */
#ifndef BDL_CHECK_INDEX_SEEN_H
#define BDL_CHECK_INDEX_SEEN_H

#include "check/lines.h"
#include "check/rules.h"

/* clang-format off */
struct bdl_seen_row {
	unsigned page;           /* of the PDF, on which the row stands */
	struct bdl_line line;    /* that ends in the page number */
	double bottom, top;      /* of the whole row, lines that run on with it */
	const char *text;        /* all its words in reading order, the page number with them */
	const char *squeezed;    /* the same, to be compared */
	const char *from, *to;   /* as printed: "31", "" */
	unsigned from_page, to_page; /* of the PDF; 0: no page of this name; to_page is from_page without a range */
	size_t words_linked;     /* words of `line` that lie in a link */
	unsigned leads_to;       /* page that its links lead to; 0: none */
	bool leads_apart, dead, outward; /* to different pages; to none; out of this file */
	struct bdl_day day;      /* the last date in it, where an index has it; all 0: none */
	struct bdl_day first_day;/* the first, where a chronology has it */
	bool undated;            /* says so */
	bool attached;           /* "Came with number 12": stands behind what it came with, whatever its date */
};

struct bdl_seen_list {
	unsigned first, last;    /* pages of the PDF; 0: there is none */
	struct bdl_seen_row *rows; size_t count;
	const char *heads;       /* text above the first row of the first page */
	double body_left, body_right; /* of all words on these pages */
};
/* clang-format on */

/* Found once for each file; rows are shared, and live in the arena of the verdicts. -1: out of memory (j->failed). */
int bdl_find_index(struct bdl_judging *j, struct bdl_seen_list *out) BDL_MUST_CHECK;
int bdl_find_chronology(struct bdl_judging *j, struct bdl_seen_list *out) BDL_MUST_CHECK;

#endif
