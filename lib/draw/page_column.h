/* Page column: room for labels that are wider than plain numbers ("App 12", "2/A12"), in tables and at the foot. */
#ifndef BDL_DRAW_PAGE_COLUMN_H
#define BDL_DRAW_PAGE_COLUMN_H

#include "draw/table.h"

/* By how many points the widest label is wider than `width`, 12 point; 0 while labels are plain numbers. */
double bdl_page_column_excess(const struct bdl_bundle *b, double width);

/* Moves the columns left of the last as far as its labels need, at the cost of column `gives`. */
void bdl_page_column_room(struct bdl_table_form *form, const struct bdl_bundle *b, size_t gives);

/* Does what stands at the foot's left edge, up to `right`, leave the number and its volume alone? */
bool bdl_foot_is_free(const struct bdl_bundle *b, double right);

#endif
