/*
 * Supplement: what is new in a folder since an earlier bundle was sealed. Files are known by their
 * bytes; a new name alone makes nothing new. See gather.h.
 */
#include "gather/gather.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The rows of the earlier bundle, to be found by bytes and by path. */
struct earlier {
	const struct bdl_exhibit **by_bytes, **by_path;
	size_t count;
};

static int compare_bytes(const void *a, const void *b)
{
	const struct bdl_exhibit *x = *(const struct bdl_exhibit *const *)a,
				 *y = *(const struct bdl_exhibit *const *)b;
	int order = memcmp(x->sha256, y->sha256, sizeof(x->sha256));

	/* of copies the one that is bound comes first: it has a number and a page */
	return order ? order : (x->number == 0) - (y->number == 0);
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp((*(const struct bdl_exhibit *const *)a)->path,
		(*(const struct bdl_exhibit *const *)b)->path);
}

static int sort_earlier(struct earlier *e, const struct bdl_bundle *b, struct bdl_error *err)
{
	e->by_bytes = calloc(b->exhibit_count + 1, sizeof(const struct bdl_exhibit *));
	e->by_path = calloc(b->exhibit_count + 1, sizeof(const struct bdl_exhibit *));
	if (!e->by_bytes || !e->by_path)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (!b->exhibits[i].inside)
			e->by_bytes[e->count++] = &b->exhibits[i];
	memcpy(e->by_path, e->by_bytes, e->count * sizeof(*e->by_path));
	qsort(e->by_bytes, e->count, sizeof(*e->by_bytes), compare_bytes);
	qsort(e->by_path, e->count, sizeof(*e->by_path), compare_paths);
	return 0;
}

static const struct bdl_exhibit *find_bytes(const struct earlier *e, const struct bdl_exhibit *x)
{
	size_t low = 0, high = e->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (memcmp(e->by_bytes[middle]->sha256, x->sha256, sizeof(x->sha256)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == e->count || memcmp(e->by_bytes[low]->sha256, x->sha256, sizeof(x->sha256)) != 0)
		return NULL;
	return e->by_bytes[low];
}

static bool has_path(const struct earlier *e, const struct bdl_exhibit *x)
{
	return e->count && bsearch(&x, e->by_path, e->count, sizeof(*e->by_path), compare_paths);
}

/*
 * Keeps the rows that are new, in their order; now[row] is where a row went, BDL_NONE where it is
 * held.
 */
static void part_rows(struct bdl_bundle *b, const struct earlier *e, size_t *now)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];
		const struct bdl_exhibit *there = find_bytes(e, x);

		now[i] = BDL_NONE;
		if (there) {
			struct bdl_held *h = &b->held[b->held_count++];

			*h = (struct bdl_held){.path = x->path,
				.name = x->name,
				.number = there->number,
				.page = there->first_page};
			memcpy(h->sha256, x->sha256, sizeof(h->sha256));
			continue;
		}
		now[i] = kept;
		b->exhibits[kept++] = *x;
	}
	b->exhibit_count = kept;
	/* copies have the same bytes, so they stayed together with what they repeat */
	for (size_t i = 0; i < kept; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			b->exhibits[i].duplicate_of = now[b->exhibits[i].duplicate_of];
}

/* What bundle.yaml names may lie there alone: a folder may hold only what is new. */
static int list_files(struct bdl_bundle *b, const struct bdl_bundle *earlier, struct bdl_earlier *e)
{
	e->files = bdl_arena_alloc(&b->arena, (earlier->exhibit_count + 1) * sizeof(*e->files));
	for (size_t i = 0; e->files && i < earlier->exhibit_count; i++) {
		const struct bdl_exhibit *x = &earlier->exhibits[i],
					 *shown = bdl_exhibit_of_row(earlier, i);
		struct bdl_held *h = &e->files[e->file_count];

		if (x->inside)
			continue;
		*h = (struct bdl_held){.path = bdl_arena_string(&b->arena, x->path),
			.name = bdl_arena_string(&b->arena, x->name),
			.number = shown->number,
			.page = shown->first_page};
		memcpy(h->sha256, x->sha256, sizeof(h->sha256));
		if (!h->path || !h->name)
			return -1;
		e->file_count++;
	}
	return e->files ? 0 : -1;
}

static int take_over(struct bdl_bundle *b, const struct bdl_bundle *earlier,
	const uint8_t seal[BDL_SHA256_SIZE], struct bdl_error *err)
{
	struct bdl_earlier *e = bdl_arena_alloc(&b->arena, sizeof(*e));

	if (!e)
		return bdl_fail_memory(err);
	e->name = bdl_arena_string(&b->arena, earlier->name ? earlier->name : "");
	e->made_on = earlier->made_on;
	e->pages = earlier->pages;
	e->supplement = earlier->supplement;
	memcpy(e->seal, seal, sizeof(e->seal));
	for (size_t i = 0; i < earlier->exhibit_count; i++)
		if (earlier->exhibits[i].number > e->documents)
			e->documents = earlier->exhibits[i].number;
	b->earlier = e;
	b->supplement = e->supplement + 1;
	return e->name && list_files(b, earlier, e) == 0 ? 0 : bdl_fail_memory(err);
}

int bdl_supplement(struct bdl_bundle *b, const struct bdl_bundle *earlier,
	const uint8_t seal[BDL_SHA256_SIZE], struct bdl_error *err)
{
	struct earlier e = {0};
	size_t *now = calloc(b->exhibit_count + 1, sizeof(*now));
	int rc = -1;

	assert(b->stage == BDL_STAGE_TAKEN_IN);
	b->held = bdl_arena_alloc(&b->arena, (b->exhibit_count + 1) * sizeof(*b->held));
	if (!now || !b->held)
		bdl_fail_memory(err);
	else if (take_over(b, earlier, seal, err) == 0 && sort_earlier(&e, earlier, err) == 0)
		rc = 0;
	if (rc == 0)
		part_rows(b, &e, now);
	if (rc == 0 && b->exhibit_count == 0) {
		rc = bdl_fail(
			err, BDL_EPATH, b->earlier->name, "holds every file of the folder already");
		bdl_hint(err, "a supplement is made of what is new: put that into the folder, then "
			      "run this again");
	}
	free(e.by_bytes);
	free(e.by_path);
	free(now);
	return rc;
}

int bdl_note_replaced(struct bdl_bundle *b, const struct bdl_bundle *earlier, struct bdl_error *err)
{
	struct earlier e = {0};
	int rc = sort_earlier(&e, earlier, err);

	for (size_t i = 0; rc == 0 && i < b->exhibit_count; i++)
		if (!b->exhibits[i].inside && has_path(&e, &b->exhibits[i]))
			rc = bdl_exhibit_warn(b, &b->exhibits[i],
				"The earlier bundle holds another file under this name: this one "
				"is not the same, byte for byte.",
				err);
	free(e.by_bytes);
	free(e.by_path);
	return rc;
}
