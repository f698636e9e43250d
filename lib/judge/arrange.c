/*
 * Arrange: which section each exhibit stands in, in which order, under which number. Inside a
 * section as index.csv numbers them, then by date, the undated last; same dates by path as a person
 * reads it. What came out of a document (an attachment) stands behind it, whatever its own date,
 * unless index.csv puts it into another section. A duplicate is not bound: it
 * follows the row it repeats. What is exhibited to a witness statement stands in that exhibit,
 * which is a section in front of all others.
 */
#include "judge/judge.h"

#include "base/text.h"
#include "judge/exhibits.h"
#include "judge/marks.h"
#include "judge/section_table.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN = 16 }; /* deeper than readers go; what is deeper still stands with its ancestor */

/* What decides an exhibit's place, side by side, so that sorting needs nothing else. */
struct place {
	size_t section; /* the exhibits that are asked for, then rows of the section table */
	double order; /* as index.csv says; HUGE_VAL: it does not */
	bool undated;
	struct bdl_day day;
	const char *path;
	size_t chain[CHAIN]; /* rows from the file down to the exhibit itself; BDL_NONE behind it */
	double chain_order[CHAIN]; /* theirs, among those that came out of the same document */
	size_t row;
};

/* What the passes below share. */
struct arranging {
	struct bdl_bundle *b;
	const struct bdl_kinds *kinds;
	struct bdl_section_table table;
	struct bdl_claims claims;
};

static int compare_orders(double a, double b)
{
	return (a > b) - (a < b);
}

/* Who came out of one document: as numbered, then as they were in it; before them that itself. */
static int compare_chains(const struct place *x, const struct place *y)
{
	for (size_t i = 0; i < CHAIN; i++) {
		int order;

		if (x->chain[i] == y->chain[i])
			continue;
		if (x->chain[i] == BDL_NONE || y->chain[i] == BDL_NONE)
			return x->chain[i] == BDL_NONE ? -1 : 1;
		order = compare_orders(x->chain_order[i], y->chain_order[i]);
		return order ? order : x->chain[i] < y->chain[i] ? -1 : 1;
	}
	return 0;
}

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	order = compare_orders(x->order, y->order);
	if (order)
		return order;
	if (x->undated != y->undated)
		return x->undated ? 1 : -1;
	order = bdl_day_compare(x->day, y->day);
	if (order == 0)
		order = bdl_text_natural(x->path, y->path);
	if (order == 0)
		order = compare_chains(x, y);
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The row of the section that the kind belongs to. */
static size_t section_of_kind(const struct arranging *a, const char *kind_id)
{
	const struct bdl_kind *kind = kind_id ? bdl_kinds_find(a->kinds, kind_id) : NULL;
	size_t row;

	if (!kind)
		kind = bdl_kinds_find(a->kinds, "other");
	assert(kind);
	row = bdl_section_table_find(&a->table, kind->section);
	/* bdl_kinds_load() lets no kind without a section through */
	assert(row != BDL_NONE);
	return row;
}

/* The row of the section that an exhibit stands in, index.csv being asked before its kind. */
static size_t section_of(const struct arranging *a, size_t row)
{
	for (;;) {
		const struct bdl_exhibit *x = &a->b->exhibits[row];

		if (x->steer && x->steer->section)
			return bdl_section_table_find(&a->table, x->steer->section);
		if (!x->inside)
			return section_of_kind(a, x->kind);
		row = x->inside->parent;
	}
}

/* True for what does not stand behind the document that it came out of: index.csv puts it
 * elsewhere. */
static bool stands_alone(const struct arranging *a, size_t row)
{
	const struct bdl_exhibit *x = &a->b->exhibits[row];

	if (!x->inside)
		return true;
	return !a->claims.of && x->steer && x->steer->section &&
	       section_of(a, row) != section_of(a, x->inside->parent);
}

static double order_of(const struct bdl_exhibit *x)
{
	return x->steer && x->steer->order > 0 ? x->steer->order : HUGE_VAL;
}

/* Fills the chain of a row; returns the row at its beginning. */
static size_t find_chain(const struct arranging *a, size_t row, struct place *p)
{
	size_t depth = 0;

	for (size_t up = row; !stands_alone(a, up); up = a->b->exhibits[up].inside->parent)
		depth++;
	for (size_t i = 0; i < CHAIN; i++)
		p->chain[i] = BDL_NONE;
	for (size_t at = depth;; at--) {
		if (at < CHAIN) {
			p->chain[at] = row;
			p->chain_order[at] = order_of(&a->b->exhibits[row]);
		}
		if (at == 0)
			return row;
		row = a->b->exhibits[row].inside->parent;
	}
}

/*
 * Sections in their order: the exhibits; behind them the section table. To a statement that has all
 * of it for exhibits, those of the table are exhibits too, and those of what is filed by itself
 * come again.
 */
static size_t place_of(const struct arranging *a, size_t row)
{
	const struct bdl_claims *claims = &a->claims;
	size_t section = section_of(a, row);

	if (claims->of && claims->of[row] != BDL_NONE)
		return claims->of[row];
	if (claims->whole && claims->separate[row])
		section += a->table.count;
	return claims->asked_count + section;
}

static struct place *find_places(const struct arranging *a, size_t *count)
{
	struct bdl_bundle *b = a->b;
	struct place *places = calloc(b->exhibit_count + 1, sizeof(*places));

	*count = 0;
	for (size_t i = 0; places && i < b->exhibit_count; i++) {
		struct place *p = &places[*count];
		size_t top;

		b->exhibits[i].number = 0;
		b->exhibits[i].section = BDL_NONE;
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			continue;
		(*count)++;
		top = find_chain(a, i, p);
		p->section = place_of(a, top);
		p->order = p->chain_order[0];
		p->undated = b->exhibits[top].date.precision == BDL_UNDATED;
		p->day = b->exhibits[top].date.day;
		p->path = b->exhibits[top].path;
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

/* A section becomes the next exhibit to the statement that has all of them. */
static int add_exhibit(struct bdl_bundle *b, struct bdl_statement *whole, struct bdl_section *s,
	struct bdl_error *err)
{
	whole->exhibits[whole->exhibit_count++] = (struct bdl_exhibited){.title = s->title};
	if (bdl_mark_exhibits(b, err) < 0)
		return -1;
	s->statement = whole;
	s->mark = whole->exhibits[whole->exhibit_count - 1].mark;
	return 0;
}

static int open_section(
	struct arranging *a, const struct place *p, size_t first, struct bdl_error *err)
{
	struct bdl_bundle *b = a->b;
	const struct bdl_claims *claims = &a->claims;
	struct bdl_section *s = &b->sections[b->section_count];

	*s = (struct bdl_section){
		.letter = section_letter(&b->arena, b->section_count), .first = first};
	if (p->section < claims->asked_count) {
		const struct bdl_asked *asked = &claims->asked[p->section];

		s->id = "exhibit";
		s->statement = asked->statement;
		s->mark = asked->exhibited->mark;
		s->title = asked->exhibited->title;
	} else {
		const struct bdl_section_entry *entry =
			&a->table.list[(p->section - claims->asked_count) % a->table.count];

		s->id = entry->id;
		s->title = entry->title;
	}
	if (!s->letter)
		return bdl_fail_memory(err);
	b->section_count++;
	if (claims->whole && p->section < a->table.count)
		return add_exhibit(b, claims->whole, s, err);
	return 0;
}

/* Room for every section that there can be. */
static int make_room(struct arranging *a, size_t count, struct bdl_error *err)
{
	struct bdl_bundle *b = a->b;
	struct bdl_statement *whole = a->claims.whole;
	size_t sections = a->claims.asked_count + (size_t)2 * a->table.count;

	b->order = bdl_arena_alloc(&b->arena, count * sizeof(*b->order));
	b->sections = bdl_arena_alloc(&b->arena, sections * sizeof(*b->sections));
	if (whole)
		whole->exhibits = bdl_arena_alloc(&b->arena, sections * sizeof(*whole->exhibits));
	if (!b->order || !b->sections || (whole && !whole->exhibits))
		return bdl_fail_memory(err);
	b->order_count = count;
	b->section_count = 0;
	return 0;
}

static int number_places(
	struct arranging *a, const struct place *places, size_t count, struct bdl_error *err)
{
	struct bdl_bundle *b = a->b;

	if (make_room(a, count, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct bdl_exhibit *x = &b->exhibits[places[i].row];

		if ((i == 0 || places[i].section != places[i - 1].section) &&
			open_section(a, &places[i], i, err) < 0)
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
	struct arranging a = {.b = b, .kinds = kinds};
	struct place *places;
	size_t count;
	int rc;

	assert(b->stage == BDL_STAGE_DATED);
	if (bdl_mark_exhibits(b, err) < 0 || bdl_find_claims(b, &a.claims, err) < 0 ||
		bdl_section_table_init(&a.table, b, kinds, err) < 0)
		return -1;
	places = find_places(&a, &count);
	if (!places)
		return bdl_fail_memory(err);
	rc = number_places(&a, places, count, err);
	free(places);
	if (rc == 0)
		rc = bdl_describe_exhibits(b, kinds, &a.claims, err);
	if (rc == 0)
		b->stage = BDL_STAGE_ARRANGED;
	return rc;
}
