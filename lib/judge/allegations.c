/*
 * Allegations: which documents are tagged to each, by bundle.yaml and by index.csv. A heading that
 * only index.csv has comes behind those of bundle.yaml. See reckon.h.
 */
#include "judge/reckon.h"

#include "base/text.h"
#include "judge/nearest.h"
#include "judge/paths.h"
#include <stdlib.h>
#include <string.h>

struct tagging {
	struct bdl_bundle *b;
	struct bdl_told *told;
	bool *found; /* by row of exhibits: what a path of bundle.yaml means */
	bool **tagged; /* by allegation, by row of exhibits */
	struct bdl_error *err;
};

/* ---- headings ---- */

static bool says_anything(const struct bdl_bundle *b)
{
	if (b->about.told && b->about.told->allegation_count)
		return true;
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].steer && b->exhibits[i].steer->allegations)
			return true;
	return false;
}

/* The allegation of that heading, case aside; its row, or BDL_NONE. */
static size_t find_heading(const struct bdl_told *told, const char *heading)
{
	for (size_t i = 0; i < told->allegation_count; i++)
		if (bdl_text_casecmp(told->allegations[i].heading, heading) == 0)
			return i;
	return BDL_NONE;
}

static int slip(
	struct tagging *t, const struct bdl_steer *s, const char *heading, const char *other)
{
	bdl_fail(t->err, BDL_EFORMAT, BDL_STEER_FILE,
		"line %u: allegations: \"%.100s\" is nearly \"%.100s\"", s->line, heading, other);
	return bdl_hint(t->err,
		"write it the same; another allegation needs a heading that is less like it");
}

/* As a heading begins. */
static const char *capitalised(struct bdl_bundle *b, const char *heading)
{
	char *copy = bdl_arena_string(&b->arena, heading);

	if (copy && *copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return copy;
}

/* A new one, behind the others. */
static int add_heading(struct tagging *t, const struct bdl_steer *s, const char *heading)
{
	struct bdl_told *told = t->told;
	struct bdl_allegation *list;

	if (find_heading(told, heading) != BDL_NONE)
		return 0;
	for (size_t i = 0; i < told->allegation_count; i++)
		if (bdl_is_slip(told->allegations[i].heading, heading))
			return slip(t, s, heading, told->allegations[i].heading);
	if (told->allegation_count == BDL_TOLD_MOST)
		return bdl_fail(t->err, BDL_ELIMIT, BDL_STEER_FILE,
			"line %u: there are more than %u allegations", s->line, BDL_TOLD_MOST);
	list = bdl_arena_alloc(&t->b->arena, (told->allegation_count + 1) * sizeof(*list));
	heading = capitalised(t->b, heading);
	if (!list || !heading)
		return bdl_fail_memory(t->err);
	if (told->allegation_count)
		memcpy(list, told->allegations, told->allegation_count * sizeof(*list));
	list[told->allegation_count++] = (struct bdl_allegation){.heading = heading};
	told->allegations = list;
	return 0;
}

/* In the order in which index.csv has them. */
static int add_headings(struct tagging *t)
{
	const struct bdl_steering *all = t->b->steering;
	bool *bound = calloc((all ? all->row_count : 0) + 1, sizeof(*bound));
	int rc = bound ? 0 : bdl_fail_memory(t->err);

	for (size_t i = 0; rc == 0 && i < t->b->exhibit_count; i++)
		if (t->b->exhibits[i].steer)
			bound[t->b->exhibits[i].steer - all->rows] = true;
	for (size_t i = 0; rc == 0 && all && i < all->row_count; i++)
		for (const char **h = all->rows[i].allegations; rc == 0 && bound[i] && h && *h; h++)
			rc = add_heading(t, &all->rows[i], *h);
	free(bound);
	return rc;
}

/* ---- documents ---- */

/* What came out of a file is named as a whole; all else as everywhere in bundle.yaml. */
static int tag_path(struct tagging *t, size_t at, const char *path)
{
	struct bdl_bundle *b = t->b;
	const char *key = bdl_arena_printf(
		&b->arena, "allegations: %.100s", t->told->allegations[at].heading);

	if (!key)
		return bdl_fail_memory(t->err);
	for (size_t row = 0; row < b->exhibit_count; row++)
		if (b->exhibits[row].inside && strcmp(b->exhibits[row].name, path) == 0) {
			size_t of = b->exhibits[row].duplicate_of;

			t->tagged[at][of == BDL_NONE ? row : of] = true;
			return 0;
		}
	if (bdl_path_is_held(b, path, false))
		return 0;
	if (bdl_path_rows(b, key, path, t->found, t->err) == 0)
		return -1;
	for (size_t row = 0; row < b->exhibit_count; row++)
		t->tagged[at][row] = t->tagged[at][row] || t->found[row];
	return 0;
}

static int tag_told(struct tagging *t)
{
	for (size_t i = 0; i < t->told->allegation_count; i++)
		for (const char **path = t->told->allegations[i].files; path && *path; path++)
			if (tag_path(t, i, *path) < 0)
				return -1;
	return 0;
}

/* What is said of a copy is said of the one that is bound: judge/steer_copies.c has seen to that.
 */
static void tag_steered(struct tagging *t)
{
	for (size_t row = 0; row < t->b->exhibit_count; row++) {
		const struct bdl_exhibit *x = &t->b->exhibits[row];

		if (!x->steer || x->duplicate_of != BDL_NONE)
			continue;
		for (const char **h = x->steer->allegations; h && *h; h++)
			t->tagged[find_heading(t->told, *h)][row] = true;
	}
}

/* The tagged rows in the order in which they are bound. */
static int list_rows(struct tagging *t, size_t at)
{
	struct bdl_bundle *b = t->b;
	struct bdl_allegation *a = &t->told->allegations[at];

	a->row_count = 0;
	a->rows = bdl_arena_alloc(&b->arena, (b->order_count + 1) * sizeof(*a->rows));
	if (!a->rows)
		return bdl_fail_memory(t->err);
	for (size_t i = 0; i < b->order_count; i++)
		if (t->tagged[at][b->order[i]])
			a->rows[a->row_count++] = b->order[i];
	return 0;
}

static int tag_all(struct tagging *t)
{
	size_t count = t->told->allegation_count, rows = t->b->exhibit_count;

	t->found = calloc(rows + 1, sizeof(*t->found));
	t->tagged = calloc(count + 1, sizeof(*t->tagged));
	if (!t->found || !t->tagged)
		return bdl_fail_memory(t->err);
	for (size_t i = 0; i < count; i++) {
		t->tagged[i] = calloc(rows + 1, sizeof(**t->tagged));
		if (!t->tagged[i])
			return bdl_fail_memory(t->err);
	}
	if (tag_told(t) < 0)
		return -1;
	tag_steered(t);
	for (size_t i = 0; i < count; i++)
		if (list_rows(t, i) < 0)
			return -1;
	return 0;
}

int bdl_tag_allegations(struct bdl_bundle *b, struct bdl_error *err)
{
	struct tagging t = {.b = b, .err = err};
	int rc;

	if (!says_anything(b))
		return 0;
	if (!b->about.told)
		b->about.told = bdl_arena_alloc(&b->arena, sizeof(*b->about.told));
	t.told = b->about.told;
	if (!t.told)
		return bdl_fail_memory(err);
	rc = add_headings(&t);
	if (rc == 0)
		rc = tag_all(&t);
	for (size_t i = 0; t.tagged && i < t.told->allegation_count; i++)
		free(t.tagged[i]);
	free(t.tagged);
	free(t.found);
	return rc;
}
