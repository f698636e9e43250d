/*
 * Mention: the words by which a page of a part names the page of a document inside it, "page 31",
 * and the link that leads there. A reader leaves room for them (BDL_RELOC_MENTION,
 * BDL_RELOC_INNER); bind knows the pages.
 */
#ifndef BDL_BIND_MENTION_H
#define BDL_BIND_MENTION_H

#include "bind/plan.h"

/* Notes what the part's pages mention, in their order. */
int bdl_mentions_survey(struct bdl_plan *plan, size_t row, const struct bdl_part *part,
	struct bdl_error *err) BDL_MUST_CHECK;

/* The object of the page on which document `inner` of a part begins; where it has none, of the index. */
uint32_t bdl_mention_object(const struct bdl_plan *plan, size_t row, uint32_t inner);

/* Writes one piece, ten hex digits, of the words that a relocation's value stands for. */
void bdl_mention_piece(
	const struct bdl_plan *plan, size_t row, uint32_t value, char at[BDL_MENTION_DIGITS]);

/*
 * Appends the claims (claims.c) about what page `page` mentions; *next is where its mentions begin
 * and, afterwards, where those of later pages do. 0 before the first page.
 */
void bdl_mentions_claim(
	struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page, size_t *next);

#endif
