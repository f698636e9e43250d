/*
 * Told rows: entries of the chronology that no document carries. They name no page; their last column names who says so.
 * Inside this room.
 */
#ifndef BDL_CHECK_TOLD_ROWS_H
#define BDL_CHECK_TOLD_ROWS_H

#include "check/index_seen.h"

/*
 * True if a page of the chronology shows the entry's words, its day and, as its source, who says so. j->failed when memory
 * is out.
 */
bool bdl_told_row_stands(struct bdl_judging *j, const struct bdl_seen_list *c, const struct bdl_entry *e);

#endif
