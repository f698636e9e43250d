/*
 * Letter: the parts of a letter or a mail as rules of schemas/steps.yaml look at them: whom it is to, its title, how it
 * begins, and its own words without those that it only quotes or forwards. Internal to judge.
 */
#ifndef BDL_JUDGE_LETTER_H
#define BDL_JUDGE_LETTER_H

#include "base/buffer.h"
#include "model/facts.h"

/* All folded (bdl_words_fold()). */
struct bdl_letter {
	struct bdl_buffer to;      /* all above the salutation, and that; without one the first lines */
	struct bdl_buffer heading; /* the title behind it; of mail the subject; empty: it has none */
	struct bdl_buffer opening; /* heading and the first sentences */
	struct bdl_buffer own;     /* all of its own words, the head too */
};

#define BDL_LETTER_INIT { BDL_BUFFER_INIT, BDL_BUFFER_INIT, BDL_BUFFER_INIT, BDL_BUFFER_INIT }

/* -1 without memory. Release in either case. */
int bdl_letter_init(struct bdl_letter *l, const struct bdl_facts *f) BDL_MUST_CHECK;
void bdl_letter_release(struct bdl_letter *l);

/*
 * Appends the text without quoted lines (">"), and without all that stands behind the line with which a program introduces
 * the message that is answered or forwarded.
 */
int bdl_letter_own_words(struct bdl_buffer *out, const char *text) BDL_MUST_CHECK;

#endif
