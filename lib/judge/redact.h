/*
 * Redact: private matter taken out of the table's own words, before anything is drawn from them: titles, names, notes, rows
 * of the chronology, what calls and messages say, what the author says of the case. The finder is that of the pages.
 */
#ifndef BDL_JUDGE_REDACT_H
#define BDL_JUDGE_REDACT_H

#include "model/bundle.h"
#include "model/facts.h"

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

/*
 * Where nothing is hidden: private matter of a row as far as its facts show it (private.c), counted in b->private_found: what shows by
 * its form on its pages, and what is listed in its title, its opening words and its records. Page 0: it is not known on
 * which. BDL_STAGE_READ; bdl_bundle_sort_found() is due behind the last row.
 */
int bdl_find_private(struct bdl_bundle *b, size_t row, const struct bdl_facts *f, const struct bdl_private_list *l,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
