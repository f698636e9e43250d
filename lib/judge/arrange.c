/*
 * Arrange: which section each exhibit stands in, in which order, under which number. Inside a
 * section by date, the undated last; same dates by path as a person reads it. What came out of a
 * document (an attachment) stands behind it, whatever its own date. A duplicate is not bound: it
 * follows the row it repeats.
 */
#include "judge/judge.h"

#include "base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN = 16 }; /* deeper than readers go; what is deeper still stands with its ancestor */

/* What decides an exhibit's place, side by side, so that sorting needs nothing else. */
struct place {
	size_t section; /* row of kinds->sections */
	bool undated;
	struct bdl_day day;
	const char *path;
	size_t chain[CHAIN]; /* rows from the file down to the exhibit itself; BDL_NONE behind it */
	size_t row;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->undated != y->undated)
		return x->undated ? 1 : -1;
	order = bdl_day_compare(x->day, y->day);
	if (order == 0)
		order = bdl_text_natural(x->path, y->path);
	for (size_t i = 0; order == 0 && i < CHAIN; i++)
		if (x->chain[i] != y->chain[i])
			return x->chain[i] == BDL_NONE || (y->chain[i] != BDL_NONE &&
								  x->chain[i] < y->chain[i])
				       ? -1
				       : 1;
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The row of the section that the kind belongs to. */
static size_t section_of(const struct bdl_kinds *kinds, const char *kind_id)
{
	const struct bdl_kind *kind = kind_id ? bdl_kinds_find(kinds, kind_id) : NULL;

	if (!kind)
		kind = bdl_kinds_find(kinds, "other");
	assert(kind);
	for (size_t i = 0; i < kinds->sections_count; i++)
		if (strcmp(kinds->sections[i].id, kind->section) == 0)
			return i;
	/* bdl_kinds_load() lets no kind without a section through */
	assert(false);
	return 0;
}

/* Fills the chain of a row; returns the file at its beginning. */
static const struct bdl_exhibit *find_chain(
	const struct bdl_bundle *b, size_t row, size_t chain[CHAIN])
{
	size_t depth = 0;

	for (size_t up = row; b->exhibits[up].inside; up = b->exhibits[up].inside->parent)
		depth++;
	for (size_t i = 0; i < CHAIN; i++)
		chain[i] = BDL_NONE;
	for (size_t at = depth;; at--) {
		if (at < CHAIN)
			chain[at] = row;
		if (at == 0)
			return &b->exhibits[row];
		row = b->exhibits[row].inside->parent;
	}
}

static struct place *find_places(struct bdl_bundle *b, const struct bdl_kinds *kinds, size_t *count)
{
	struct place *places = calloc(b->exhibit_count + 1, sizeof(*places));

	*count = 0;
	for (size_t i = 0; places && i < b->exhibit_count; i++) {
		struct place *p = &places[*count];
		const struct bdl_exhibit *top;

		b->exhibits[i].number = 0;
		b->exhibits[i].section = BDL_NONE;
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			continue;
		(*count)++;
		top = find_chain(b, i, p->chain);
		p->section = section_of(kinds, top->kind);
		p->undated = top->date.precision == BDL_UNDATED;
		p->day = top->date.day;
		p->path = top->path;
		p->row = i;
	}
	if (places)
		qsort(places, *count, sizeof(*places), compare_places);
	return places;
}

/* "A" to "Z", then "AA", "AB", ... as the columns of a spreadsheet. */
static const char *section_letter(struct bdl_arena *a, size_t index)
{
	char text[16];
	size_t at = sizeof(text) - 1;

	text[at] = '\0';
	for (index++; index > 0; index = (index - 1) / 26)
		text[--at] = (char)('A' + (index - 1) % 26);
	return bdl_arena_string(a, text + at);
}

static int open_section(struct bdl_bundle *b, const struct bdl_section_rule *rule, size_t first,
	struct bdl_error *err)
{
	struct bdl_section *s = &b->sections[b->section_count];

	*s = (struct bdl_section){.letter = section_letter(&b->arena, b->section_count),
		.id = bdl_arena_string(&b->arena, rule->id),
		.title = bdl_arena_string(&b->arena, rule->title),
		.first = first};
	if (!s->letter || !s->id || !s->title)
		return bdl_fail_memory(err);
	b->section_count++;
	return 0;
}

static int number_places(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct place *places, size_t count, struct bdl_error *err)
{
	b->order = bdl_arena_alloc(&b->arena, count * sizeof(*b->order));
	b->sections = bdl_arena_alloc(&b->arena, kinds->sections_count * sizeof(*b->sections));
	if (!b->order || !b->sections)
		return bdl_fail_memory(err);
	b->order_count = count;
	b->section_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct bdl_exhibit *x = &b->exhibits[places[i].row];

		if ((i == 0 || places[i].section != places[i - 1].section) &&
			open_section(b, &kinds->sections[places[i].section], i, err) < 0)
			return -1;
		b->order[i] = places[i].row;
		b->sections[b->section_count - 1].count++;
		x->section = b->section_count - 1;
		x->number = (b->earlier ? b->earlier->documents : 0) + (unsigned)i + 1;
	}
	return 0;
}

int bdl_arrange(struct bdl_bundle *b, const struct bdl_kinds *kinds, struct bdl_error *err)
{
	struct place *places;
	size_t count;
	int rc;

	assert(b->stage == BDL_STAGE_DATED);
	places = find_places(b, kinds, &count);
	if (!places)
		return bdl_fail_memory(err);
	rc = number_places(b, kinds, places, count, err);
	free(places);
	if (rc == 0)
		b->stage = BDL_STAGE_ARRANGED;
	return rc;
}
