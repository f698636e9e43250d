/*
 * Arrange: which section each exhibit stands in, in which order, under which number. Inside a
 * section by date, the undated last; same dates by path as a person reads it. What came out of a
 * document (an attachment) stands behind it, whatever its own date. A duplicate is not bound: it
 * follows the row it repeats. What is exhibited to a witness statement stands in that exhibit,
 * which is a section in front of all others.
 */
#include "judge/judge.h"

#include "base/text.h"
#include "judge/exhibits.h"
#include "judge/marks.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN = 16 }; /* deeper than readers go; what is deeper still stands with its ancestor */

/* What decides an exhibit's place, side by side, so that sorting needs nothing else. */
struct place {
	size_t section; /* the exhibits that are asked for, then rows of kinds->sections */
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

/*
 * Sections in their order: the exhibits; behind them kinds->sections. To a statement that has all
 * of it for exhibits, kinds->sections are exhibits too, and those of what is filed by itself come
 * again.
 */
static size_t place_of(const struct bdl_kinds *kinds, const struct bdl_claims *claims, size_t row,
	const char *kind)
{
	size_t section = section_of(kinds, kind);

	if (claims->of && claims->of[row] != BDL_NONE)
		return claims->of[row];
	if (claims->whole && claims->separate[row])
		section += kinds->sections_count;
	return claims->asked_count + section;
}

static struct place *find_places(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct bdl_claims *claims, size_t *count)
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
		p->section = place_of(kinds, claims, (size_t)(top - b->exhibits), top->kind);
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

static int open_section(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct bdl_claims *claims, const struct place *p, size_t first, struct bdl_error *err)
{
	struct bdl_section *s = &b->sections[b->section_count];
	const struct bdl_section_rule *rule = NULL;

	*s = (struct bdl_section){
		.letter = section_letter(&b->arena, b->section_count), .first = first};
	if (p->section < claims->asked_count) {
		const struct bdl_asked *asked = &claims->asked[p->section];

		s->id = "exhibit";
		s->statement = asked->statement;
		s->mark = asked->exhibited->mark;
		s->title = asked->exhibited->title;
	} else {
		rule = &kinds->sections[(p->section - claims->asked_count) % kinds->sections_count];
		s->id = bdl_arena_string(&b->arena, rule->id);
		s->title = bdl_arena_string(&b->arena, rule->title);
	}
	if (!s->letter || !s->id || (rule && !s->title))
		return bdl_fail_memory(err);
	b->section_count++;
	if (claims->whole && p->section < kinds->sections_count)
		return add_exhibit(b, claims->whole, s, err);
	return 0;
}

/* Room for every section that there can be. */
static int make_room(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct bdl_claims *claims, size_t count, struct bdl_error *err)
{
	size_t sections = claims->asked_count + (size_t)2 * kinds->sections_count;

	b->order = bdl_arena_alloc(&b->arena, count * sizeof(*b->order));
	b->sections = bdl_arena_alloc(&b->arena, sections * sizeof(*b->sections));
	if (claims->whole)
		claims->whole->exhibits =
			bdl_arena_alloc(&b->arena, sections * sizeof(*claims->whole->exhibits));
	if (!b->order || !b->sections || (claims->whole && !claims->whole->exhibits))
		return bdl_fail_memory(err);
	b->order_count = count;
	b->section_count = 0;
	return 0;
}

static int number_places(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct bdl_claims *claims, const struct place *places, size_t count,
	struct bdl_error *err)
{
	if (make_room(b, kinds, claims, count, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct bdl_exhibit *x = &b->exhibits[places[i].row];

		if ((i == 0 || places[i].section != places[i - 1].section) &&
			open_section(b, kinds, claims, &places[i], i, err) < 0)
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
	struct bdl_claims claims;
	struct place *places;
	size_t count;
	int rc;

	assert(b->stage == BDL_STAGE_DATED);
	if (bdl_mark_exhibits(b, err) < 0 || bdl_find_claims(b, &claims, err) < 0)
		return -1;
	places = find_places(b, kinds, &claims, &count);
	if (!places)
		return bdl_fail_memory(err);
	rc = number_places(b, kinds, &claims, places, count, err);
	free(places);
	if (rc == 0)
		rc = bdl_describe_exhibits(b, kinds, &claims, err);
	if (rc == 0)
		b->stage = BDL_STAGE_ARRANGED;
	return rc;
}
