/*
 * Redact: private matter taken out of the table's own words, before anything is drawn from them: titles, names, notes, rows
 * of the chronology, what calls and messages say, what the author says of the case. The finder is that of the pages.
 */
#ifndef BDL_JUDGE_REDACT_H
#define BDL_JUDGE_REDACT_H

#include "model/bundle.h"

/*
 * Behind reckon: BDL_HIDDEN_WORDS stands where something was. What was hidden is counted in b->private_found, page 0. Paths
 * stay as they are: originals are found by them. What the case file says is private is forgotten.
 */
int bdl_redact_table(struct bdl_bundle *b, const struct bdl_private_list *l, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Behind bdl_redact_table(), where the archive itself is to be sent (withhold.c): sets `withheld` of every file of which
 * something is hidden, or that was not searched as a whole, and told_path of what has a name that nobody is to read.
 */
int bdl_withhold(struct bdl_bundle *b, const struct bdl_private_list *l, struct bdl_error *err) BDL_MUST_CHECK;

#endif
