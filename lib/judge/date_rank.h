/* Rank: how good a reason a candidate gives to be the exhibit's own date. Internal to judge. */
#ifndef BDL_JUDGE_DATE_RANK_H
#define BDL_JUDGE_DATE_RANK_H

#include "judge/place.h"
#include "model/facts.h"

/* The smaller the better. */
enum bdl_rank {
	BDL_RANK_HEADER,
	BDL_RANK_PICTURE, /* EXIF of a photograph or screenshot */
	BDL_RANK_ROWS, /* the rows of a table */
	BDL_RANK_PERIOD, /* the period of a bank statement */
	BDL_RANK_LABELLED, /* "Date: ..." on page 1 */
	BDL_RANK_HEAD, /* alone at the head of page 1 */
	BDL_RANK_EXIF,
	BDL_RANK_NAME,
	BDL_RANK_ALONE, /* alone in a line further down page 1, or labelled on a later page */
	BDL_RANK_SPAN, /* the only period on page 1, where nothing else is dated */
	BDL_RANK_METADATA,
	BDL_RANK_MONTH, /* only the month is known */
	BDL_RANK_NEVER
};

/* Where all candidates stand, looked up once. */
struct bdl_standing {
	enum bdl_place places[BDL_FACTS_DATES_MAX];
	size_t count;
	bool salutation;
	unsigned alone; /* different days that stand alone below the head */
	unsigned heads; /* the same at the head, without a label */
};

void bdl_rank_survey(const struct bdl_facts *f, struct bdl_standing *out);

/* The rank of candidate c, which is number i of the facts surveyed. */
enum bdl_rank bdl_rank_of(const struct bdl_exhibit *x, const struct bdl_candidate *c,
	const struct bdl_standing *standing, size_t i);

bool bdl_is_kind(const struct bdl_exhibit *x, const char *kind);

#endif
