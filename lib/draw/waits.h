/* Waits: what the pages "Deadlines and delays" are made of. Inside this room. */
#ifndef BDL_DRAW_WAITS_H
#define BDL_DRAW_WAITS_H

#include "draw/draft.h"

/* The box of one deadline: its height, and drawn with its upper edge at `top`. */
double bdl_deadline_height(struct bdl_draft *d, const struct bdl_deadline *one);
void bdl_deadline_draw(struct bdl_draft *d, const struct bdl_deadline *one, double top);

/* "Source: gov.uk/..., read on 1 May 2023. Check this with them." */
const char *bdl_words_rule_source(struct bdl_draft *d, const char *source, const char *reviewed, char confidence);

/* ---- gap lines of the chronology ---- */

/* A silence, and the entry in front of which it is said; entry_count: behind the last. */
struct bdl_gap {
	size_t entry, silence;
	struct bdl_day until; /* of the silence */
};

/* In the order of the entries, from the arena; none for courts and tribunals. Returns how many. */
size_t bdl_gaps(struct bdl_draft *d, struct bdl_gap **out);

/* "214 days without an answer to the complaint of 9 December 2019" */
const char *bdl_words_gap(struct bdl_draft *d, const struct bdl_silence *s);

#endif
