/*
 * Earlier: PDFs that an earlier build of the same name left in the folder of the results and that are no part of this
 * one: volumes, where there are fewer now. The folder's marker keeps a record of what builds have put there; only what
 * stands in it, under that name and with those bytes, is removed. Whatever else looks like a PDF of this bundle is told.
 */
#ifndef BDL_EARLIER_H
#define BDL_EARLIER_H

#include "run.h"

/*
 * To be called once everything is in its place, under the folder's lock. Fills result->removed and result->strangers, and
 * writes the record anew where the folder has a marker. The build is done by then: whatever goes wrong here leaves a
 * file where it is, which is then among the strangers.
 */
void bdl_earlier_remove(struct bdl_run *r);

#endif
