/*
 * Volumes: where a bundle over its recipient's limits is cut into several PDFs. Between documents only, never inside one;
 * nothing changes its place (Chancery Guide, appendix X, 12(j); R25). Pure, from what is known of each document and an
 * estimate of what stands in front of them; whoever has bound the volumes looks whether it held.
 */
#ifndef BDL_JUDGE_VOLUMES_H
#define BDL_JUDGE_VOLUMES_H

#include "model/bundle.h"

/* One document as the cut sees it. */
struct bdl_cut_document {
	unsigned pages;          /* at least 1 */
	uint64_t bytes;          /* that it adds to the PDF, all told */
	size_t section;          /* of which it is; documents of one section are neighbours */
	size_t depth;            /* 0: a file; 1: came out of the last one before it of depth 0; ... */
};

struct bdl_cut_input {
	const struct bdl_cut_document *documents;
	size_t count;
	/* of a volume; 0: no limit */
	unsigned max_pages;
	uint64_t max_bytes;
	/* of every volume: cover, and the index without its rows */
	unsigned front_pages;
	uint64_t front_bytes;
	/* of the first: the chronology */
	unsigned first_pages;
	uint64_t first_bytes;
	unsigned index_share;    /* thousandths of a page of the index that a document takes */
	unsigned sheet_pages;    /* of a section in a volume */
};

/*
 * first[0 .. *volumes) are the documents that the volumes begin with, first[0] 0; the caller has room for in->count of
 * them. No volume is over a limit unless it holds one document only; there are as few as can be; they are about as large
 * as one another; a volume begins with a section, and what came out of a document stays with it, where that costs no
 * further volume. -1: out of memory.
 */
int bdl_cut(const struct bdl_cut_input *in, size_t *first, size_t *volumes, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Gives an arranged and chronicled bundle these volumes, not yet paginated; one or none: it is whole. A section that
 * runs over a border goes on in the next volume as "TITLE, continued".
 */
int bdl_volumes_set(struct bdl_bundle *b, const size_t *first, size_t volumes, struct bdl_error *err) BDL_MUST_CHECK;

#endif
