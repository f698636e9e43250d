/*
 * Place: where in a document a date stands. A letter's own date stands alone near its head; most
 * other dates are mentioned in its sentences ("thank you for your letter of 16 January 2023") and
 * are not its own. Internal to judge.
 */
#ifndef BDL_JUDGE_PLACE_H
#define BDL_JUDGE_PLACE_H

#include "model/facts.h"

enum bdl_place {
	BDL_PLACE_HEAD, /* alone in its line or column, before the salutation or near the top of
			   page 1 */
	BDL_PLACE_ALONE, /* alone in its line, further down page 1 */
	BDL_PLACE_MENTIONED, /* in a sentence */
	BDL_PLACE_DEEP /* on a later page, or beyond what the facts hold of the text */
};

enum bdl_place bdl_place_of(const struct bdl_facts *f, const struct bdl_candidate *c);

/* Where the salutation ("Dear ...") begins in the opening text; its length if there is none. */
size_t bdl_place_salutation(const char *text);

#endif
