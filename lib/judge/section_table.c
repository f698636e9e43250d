/* Section table: see section_table.h. */
#include "judge/section_table.h"

#include "base/text.h"
#include "judge/nearest.h"
#include <string.h>

size_t bdl_section_table_find(const struct bdl_section_table *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++)
		if (bdl_text_casecmp(name, t->list[i].id) == 0 ||
			bdl_text_casecmp(name, t->list[i].title) == 0)
			return i;
	return BDL_NONE;
}

static bool add(
	struct bdl_section_table *t, struct bdl_bundle *b, const char *id, const char *title)
{
	struct bdl_section_entry *list =
		bdl_arena_grow(&b->arena, t->list, t->count, sizeof(*list));

	if (!list || !id || !title)
		return false;
	t->list = list;
	list[t->count++] = (struct bdl_section_entry){.id = id, .title = title};
	return true;
}

/* As they come without `sections:`. */
static int usual(struct bdl_section_table *t, struct bdl_bundle *b, const struct bdl_kinds *kinds,
	struct bdl_error *err)
{
	const struct bdl_steering *s = b->steering;
	unsigned own = 0;

	*t = (struct bdl_section_table){.count = 0};
	for (unsigned i = 0; i < kinds->sections_count; i++)
		if (!add(t, b, bdl_arena_string(&b->arena, kinds->sections[i].id),
			    bdl_arena_string(&b->arena, kinds->sections[i].title)))
			return bdl_fail_memory(err);
	for (size_t i = 0; s && i < s->row_count; i++) {
		const char *name = s->rows[i].section;

		if (!name || bdl_section_table_find(t, name) != BDL_NONE)
			continue;
		if (!add(t, b, bdl_arena_printf(&b->arena, "own-%u", ++own), name))
			return bdl_fail_memory(err);
	}
	return 0;
}

static int unknown(const struct bdl_section_table *t, const char *name, struct bdl_error *err)
{
	const char *near = NULL;
	size_t closest = strlen(name) / 2 + 1;

	for (size_t i = 0; i < t->count; i++) {
		size_t by_id = bdl_distance(name, t->list[i].id);
		size_t by_title = bdl_distance(name, t->list[i].title);

		if (by_id < closest || by_title < closest) {
			closest = by_id < by_title ? by_id : by_title;
			near = by_id < by_title ? t->list[i].id : t->list[i].title;
		}
	}
	bdl_fail(err, BDL_EFORMAT, "bundle.yaml", "sections: there is no section \"%.100s\"", name);
	if (near)
		return bdl_hint(err, "the nearest is \"%s\"", near);
	return bdl_hint(err,
		"the column section of bundle list --csv has them; index.csv may name new ones");
}

/* Moves the row to place `to`; those between make room. */
static void move(struct bdl_section_table *t, size_t from, size_t to)
{
	struct bdl_section_entry entry = t->list[from];

	for (; from > to; from--)
		t->list[from] = t->list[from - 1];
	t->list[to] = entry;
}

int bdl_section_table_init(struct bdl_section_table *t, struct bdl_bundle *b,
	const struct bdl_kinds *kinds, struct bdl_error *err)
{
	size_t placed = 0;

	if (usual(t, b, kinds, err) < 0)
		return -1;
	for (const char **name = b->about.sections; name && *name; name++) {
		size_t at = bdl_section_table_find(t, *name);

		if (at == BDL_NONE)
			return unknown(t, *name, err);
		if (at < placed) {
			bdl_fail(err, BDL_EFORMAT, "bundle.yaml",
				"sections: \"%.100s\" stands there twice", *name);
			return bdl_hint(err, "keep one of them");
		}
		move(t, at, placed++);
	}
	return 0;
}
