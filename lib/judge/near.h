/*
 * Near: documents whose bytes differ and whose words do not: one letter scanned twice, a mail quoted whole in a later one.
 * Words are compared by sketches: of all runs of three words those with the lowest hashes, which are a fair sample of any
 * two texts (Broder 1997, bottom-k). Nothing is left out for it; it is only pointed out. Pure.
 */
#ifndef BDL_JUDGE_NEAR_H
#define BDL_JUDGE_NEAR_H

#include "model/bundle.h"
#include "model/facts.h"

#define BDL_SKETCH_RUNS 64u  /* of three words */
#define BDL_SKETCH_FIGURES 16u /* words with a digit in them: dates, amounts, references */

/* The lowest hashes, ascending, each once. */
struct bdl_sketch {
	uint32_t runs[BDL_SKETCH_RUNS], figures[BDL_SKETCH_FIGURES];
	uint32_t run_count, figure_count; /* how many there are: below the most, all that the text has */
};

/* Of the opening words of a document (bdl_facts.text). */
void bdl_sketch_text(struct bdl_sketch *s, const char *text);

/* Estimates, 0 to 1: how much of what either has both have; how much of a's b has. 0 where one has none. */
double bdl_sketch_alike(const struct bdl_sketch *a, const struct bdl_sketch *b);
double bdl_sketch_figures_alike(const struct bdl_sketch *a, const struct bdl_sketch *b);
double bdl_sketch_within(const struct bdl_sketch *a, const struct bdl_sketch *b);

/* The sketches of a bundle; none for a document without words. */
struct bdl_sketches {
	struct bdl_sketch **rows; /* by row of exhibits; malloc'ed, NULL: none */
	size_t count;
};

#define BDL_SKETCHES_INIT { 0 }

/* Keeps the sketch of row `row` of b. */
int bdl_sketches_add(struct bdl_sketches *s, const struct bdl_bundle *b, size_t row, const struct bdl_facts *f,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_sketches_release(struct bdl_sketches *s);

/*
 * Writes `like` of each document that is near an earlier row (SAME_WORDS) or whose words a later mail quotes whole
 * (QUOTED, on the quoted one). Needs dates: letters of one form that differ in their date or their figures are two letters.
 */
int bdl_note_near(struct bdl_bundle *b, const struct bdl_sketches *s, struct bdl_error *err) BDL_MUST_CHECK;

#endif
