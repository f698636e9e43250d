/*
 * Marks: initials and numbers of the exhibits to witness statements. Pure.
 */
#ifndef BDL_JUDGE_MARKS_H
#define BDL_JUDGE_MARKS_H

#include "model/bundle.h"

/*
 * Fills in what bundle.yaml leaves open: initials from the witness's name, the statement's number, marks that run on
 * across all the statements of one witness (PD 32, 4.3(2) and 18.6). BDL_EFORMAT where two witnesses have the same
 * initials, a mark is taken, out of turn or another witness's, or a name has no initials.
 */
int bdl_mark_exhibits(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

#endif
