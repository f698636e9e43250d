/* Private matter that was found, counted up. See bundle.h. */
#include "model/bundle.h"

#include <stdlib.h>

int bdl_bundle_found(
	struct bdl_bundle *b, const struct bdl_private_found *found, struct bdl_error *err)
{
	struct bdl_private_found *grown =
		bdl_arena_grow(&b->arena, b->private_found, b->private_count, sizeof(*grown));

	if (!grown)
		return bdl_fail_memory(err);
	b->private_found = grown;
	b->private_found[b->private_count++] = *found;
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct bdl_private_found *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

void bdl_bundle_sort_found(struct bdl_bundle *b)
{
	size_t left = 0;

	if (b->private_count == 0)
		return;
	qsort(b->private_found, b->private_count, sizeof(*b->private_found), by_place);
	for (size_t i = 1; i < b->private_count; i++) {
		if (by_place(&b->private_found[left], &b->private_found[i]) == 0)
			b->private_found[left].count += b->private_found[i].count;
		else
			b->private_found[++left] = b->private_found[i];
	}
	b->private_count = left + 1;
}

const struct bdl_private_found *bdl_bundle_found_of(
	const struct bdl_bundle *b, size_t row, size_t *count)
{
	size_t low = 0, high = b->private_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->private_found[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < b->private_count && b->private_found[low + *count].row == row)
		++*count;
	return *count ? &b->private_found[low] : NULL;
}

struct bdl_found_sum bdl_bundle_found_sum(const struct bdl_bundle *b)
{
	struct bdl_found_sum sum = {.passages = 0};

	for (size_t i = 0; i < b->private_count; i++) {
		const struct bdl_private_found *f = &b->private_found[i];
		bool again = i > 0 && f[-1].row == f->row && f[-1].page == f->page;

		if (f->row == BDL_NONE || f->page == 0)
			continue;
		sum.passages += f->count;
		sum.pages += !again;
	}
	for (size_t i = 0; i < b->exhibit_count; i++) {
		sum.withheld += b->exhibits[i].withheld;
		sum.unsearched += b->exhibits[i].unsearched > 0;
	}
	return sum;
}
