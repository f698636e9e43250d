/*
 * Leaving out: what index.csv says is not to be bound leaves the table, with all that came out of
 * it. See steer.h.
 */
#include "judge/steer.h"

#include <stdlib.h>
#include <string.h>

/* Rows that go, and where the others went. */
struct leaving {
	struct bdl_bundle *b;
	bool *asked; /* index.csv says so */
	bool *gone; /* it goes, or it came out of what goes */
	size_t *heir; /* of a row that goes: its copy that stays; then of every row that stays: its
			 new row */
};

/* What came out of something stands behind it, so once through the table is enough. */
static void close_over(struct leaving *l)
{
	const struct bdl_bundle *b = l->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_inside *in = b->exhibits[i].inside;

		l->gone[i] = l->asked[i] || (in && l->gone[in->parent]);
	}
}

/* What a reader found out about a file, handed to a copy that was not read itself. */
static void take_over(struct bdl_exhibit *x, const struct bdl_exhibit *from)
{
	struct bdl_exhibit now = *from;

	now.path = x->path;
	now.name = x->name;
	now.device = x->device;
	now.inode = x->inode;
	now.modified = x->modified;
	now.modified_ns = x->modified_ns;
	now.archive_path = x->archive_path;
	now.inside = x->inside;
	now.steer = x->steer;
	now.duplicate_of = BDL_NONE;
	*x = now;
}

/* "mail.eml/scan.pdf" becomes "copy.eml/scan.pdf", and so does what is inside that. */
static int rename_below(
	struct bdl_bundle *b, size_t row, size_t from, size_t to, struct bdl_error *err)
{
	const struct bdl_exhibit *was = &b->exhibits[from], *is = &b->exhibits[to];
	size_t path = strlen(was->path), name = strlen(was->name);

	for (size_t i = row; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];

		if (!x->inside || strncmp(x->path, was->path, path) != 0 || x->path[path] != '/' ||
			strncmp(x->name, was->name, name) != 0)
			continue;
		x->path = bdl_arena_printf(&b->arena, "%s%s", is->path, x->path + path);
		x->name = bdl_arena_printf(&b->arena, "%s%s", is->name, x->name + name);
		if (!x->path || !x->name)
			return bdl_fail_memory(err);
	}
	return 0;
}

/* The children of row `from` become those of its copy `to`. */
static int adopt(struct leaving *l, size_t from, size_t to, struct bdl_error *err)
{
	struct bdl_bundle *b = l->b;

	for (size_t i = from + 1; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];
		struct bdl_inside *inside;

		if (!x->inside || x->inside->parent != from)
			continue;
		inside = bdl_arena_alloc(&b->arena, sizeof(*inside));
		if (!inside)
			return bdl_fail_memory(err);
		*inside = *x->inside;
		inside->parent = to;
		x->inside = inside;
	}
	return rename_below(b, from + 1, from, to, err);
}

/* Finds the first copy of a row that goes, which stays; it is bound instead. */
static int find_heirs(struct leaving *l, struct bdl_error *err)
{
	struct bdl_bundle *b = l->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];
		size_t of = x->duplicate_of;

		if (of == BDL_NONE || !l->gone[of] || l->gone[i])
			continue;
		if (l->heir[of] == BDL_NONE) {
			l->heir[of] = i;
			take_over(x, &b->exhibits[of]);
			if (adopt(l, of, i, err) < 0)
				return -1;
		} else {
			x->duplicate_of = l->heir[of];
		}
	}
	close_over(l);
	return 0;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(
		((const struct bdl_excluded *)a)->path, ((const struct bdl_excluded *)b)->path);
}

static int list_gone(struct leaving *l, size_t count, struct bdl_error *err)
{
	struct bdl_bundle *b = l->b;
	struct bdl_excluded *list =
		bdl_arena_alloc(&b->arena, (b->excluded_count + count) * sizeof(*list));

	if (!list)
		return bdl_fail_memory(err);
	if (b->excluded_count)
		memcpy(list, b->excluded, b->excluded_count * sizeof(*list));
	b->excluded = list;
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (l->gone[i])
			b->excluded[b->excluded_count++] =
				(struct bdl_excluded){.path = b->exhibits[i].path,
					.name = b->exhibits[i].name,
					.reason = BDL_LEFT_OUT,
					.inside = b->exhibits[i].inside != NULL};
	qsort(b->excluded, b->excluded_count, sizeof(*b->excluded), by_path);
	return 0;
}

/* Closes the gaps; rows are named by their new numbers. */
static int close_gaps(struct leaving *l, struct bdl_error *err)
{
	struct bdl_bundle *b = l->b;
	size_t *now = l->heir, kept = 0;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		now[i] = l->gone[i] ? BDL_NONE : kept;
		if (!l->gone[i])
			b->exhibits[kept++] = b->exhibits[i];
	}
	b->exhibit_count = kept;
	for (size_t i = 0; i < kept; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];
		struct bdl_inside *inside;

		if (x->duplicate_of != BDL_NONE)
			x->duplicate_of = now[x->duplicate_of];
		if (!x->inside || now[x->inside->parent] == x->inside->parent)
			continue;
		inside = bdl_arena_alloc(&b->arena, sizeof(*inside));
		if (!inside)
			return bdl_fail_memory(err);
		*inside = *x->inside;
		inside->parent = now[inside->parent];
		x->inside = inside;
	}
	return 0;
}

static int leave(struct leaving *l, struct bdl_error *err)
{
	struct bdl_bundle *b = l->b;
	size_t count = 0;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		l->asked[i] = b->exhibits[i].steer && b->exhibits[i].steer->left_out;
		l->heir[i] = BDL_NONE;
		count += l->asked[i];
	}
	if (count == 0)
		return 0;
	close_over(l);
	if (find_heirs(l, err) < 0)
		return -1;
	count = 0;
	for (size_t i = 0; i < b->exhibit_count; i++)
		count += l->gone[i];
	return list_gone(l, count, err) < 0 ? -1 : close_gaps(l, err);
}

int bdl_steer_leave_out(struct bdl_bundle *b, struct bdl_error *err)
{
	struct leaving l = {.b = b,
		.asked = calloc(b->exhibit_count + 1, sizeof(bool)),
		.gone = calloc(b->exhibit_count + 1, sizeof(bool)),
		.heir = calloc(b->exhibit_count + 1, sizeof(size_t))};
	int rc = l.asked && l.gone && l.heir ? leave(&l, err) : bdl_fail_memory(err);

	free(l.asked);
	free(l.gone);
	free(l.heir);
	return rc;
}
