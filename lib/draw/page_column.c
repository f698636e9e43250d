/* Page column: see page_column.h. The widest label is reckoned, not looked up: no page has its
 * number yet. */
#include "draw/page_column.h"

#include <math.h>

#define SIZE 12.0
#define GAP 8.0

double bdl_page_column_excess(const struct bdl_bundle *b, double width)
{
	if (!bdl_labels_are_special(&b->numbering) && !b->volume)
		return 0;
	return fmax(0, bdl_longest_label(&b->numbering, b->volume > 0) * SIZE - width);
}

void bdl_page_column_room(struct bdl_table_form *form, const struct bdl_bundle *b, size_t gives)
{
	size_t last = form->column_count - 1;
	double excess = bdl_page_column_excess(b, form->columns[last].width);

	form->columns[gives].width -= excess;
	for (size_t i = gives + 1; i < last; i++)
		form->columns[i].x -= excess;
}

bool bdl_foot_is_free(const struct bdl_bundle *b, double right)
{
	const struct bdl_stamping s = bdl_bundle_stamping(b);
	struct bdl_slot slots[BDL_SLOT_COUNT];

	if (b->numbering.top)
		return true;
	bdl_stamping_lay(&s, BDL_A4_WIDTH, BDL_A4_HEIGHT, slots);
	if (slots[BDL_SLOT_NUMBER].box[0] < right + GAP)
		return false;
	return !b->volume || slots[BDL_SLOT_VOLUME].box[0] > right + GAP;
}
