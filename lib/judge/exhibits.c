/* Exhibits: see exhibits.h. */
#include "judge/exhibits.h"

#include "judge/judge.h"
#include "judge/marks.h"
#include "judge/paths.h"
#include <stdlib.h>
#include <string.h>

#define CASE_FILE "bundle.yaml"

/* ---- what is asked for ---- */

static int list_asked(struct bdl_bundle *b, struct bdl_claims *claims, struct bdl_error *err)
{
	const struct bdl_court *c = b->about.court;
	size_t count = 0;

	for (size_t i = 0; i < c->statement_count; i++)
		count += c->statements[i].exhibit_count;
	claims->asked = bdl_arena_alloc(&b->arena, (count + 1) * sizeof(*claims->asked));
	if (!claims->asked)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < c->statement_count; i++)
		for (size_t k = 0; k < c->statements[i].exhibit_count; k++)
			claims->asked[claims->asked_count++] = (struct bdl_asked){
				&c->statements[i], &c->statements[i].exhibits[k]};
	if (c->statement_count != 1 || count > 0)
		return 0;
	claims->whole = &c->statements[0];
	if (!b->earlier || claims->whole->first_exhibit)
		return 0;
	bdl_fail(err, BDL_EFORMAT, CASE_FILE,
		"statements: a supplement cannot know which mark comes next");
	return bdl_hint(err, "say it: first_exhibit: 3");
}

/* Of a supplement: some of the exhibit lies in the earlier bundle, some is new. */
static bool is_torn(const struct bdl_bundle *b, const struct bdl_exhibited *x)
{
	bool held = false, fresh = false;

	for (const char **file = x->files; b->earlier && *file; file++) {
		held = held || bdl_path_is_held(b, *file, true);
		fresh = fresh || !bdl_path_is_held(b, *file, false);
	}
	return held && fresh;
}

static int claim_files(const struct bdl_bundle *b, struct bdl_claims *claims, size_t exhibit,
	bool *found, struct bdl_error *err)
{
	const struct bdl_exhibited *x = claims->asked[exhibit].exhibited;

	if (is_torn(b, x)) {
		bdl_fail(err, BDL_EPATH, CASE_FILE,
			"%s has documents in the earlier bundle and new ones", x->mark);
		return bdl_hint(err, "put the new ones into an exhibit of their own: its pages are "
				     "marked already");
	}
	for (const char **file = x->files; *file; file++) {
		if (bdl_path_is_held(b, *file, false))
			continue;
		if (bdl_path_rows(b, x->mark, *file, found, err) == 0)
			return -1;
		for (size_t row = 0; row < b->exhibit_count; row++) {
			size_t before = claims->of[row];

			if (!found[row] || before == exhibit)
				continue;
			if (before == BDL_NONE) {
				claims->of[row] = exhibit;
				continue;
			}
			bdl_fail(err, BDL_EPATH, CASE_FILE,
				"\"%.200s\" stands in two exhibits, %s and %s",
				b->exhibits[row].name, claims->asked[before].exhibited->mark,
				x->mark);
			return bdl_hint(err, "each document is bound once: keep it in one of them "
					     "(an exact copy is the same document)");
		}
	}
	return 0;
}

static int claim_all(
	struct bdl_bundle *b, struct bdl_claims *claims, bool *found, struct bdl_error *err)
{
	const struct bdl_court *c = b->about.court;

	for (size_t i = 0; i < claims->asked_count; i++)
		if (claim_files(b, claims, i, found, err) < 0)
			return -1;
	for (const char **path = c->core; path && *path; path++) {
		if (bdl_path_is_held(b, *path, false))
			continue;
		if (bdl_path_rows(b, "core", *path, found, err) == 0)
			return -1;
		for (size_t row = 0; row < b->exhibit_count; row++)
			claims->core[row] = claims->core[row] || found[row];
	}
	return 0;
}

static int list_separate(struct bdl_bundle *b, struct bdl_claims *claims, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;
	size_t count = 0;

	while (c->separate && c->separate[count])
		count++;
	c->separate_count = 0;
	c->separate_rows = bdl_arena_alloc(&b->arena, (count + 1) * sizeof(*c->separate_rows));
	if (!c->separate_rows)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < count; i++) {
		size_t row;

		if (bdl_path_is_held(b, c->separate[i], false))
			continue;
		row = bdl_path_row(b, "separate", c->separate[i], err);
		if (row == BDL_NONE)
			return -1;
		if (b->exhibits[row].inside)
			return bdl_fail(err, BDL_EPATH, CASE_FILE,
				"separate: \"%.200s\" is no file of its own", c->separate[i]);
		if (claims->separate[row])
			continue;
		claims->separate[row] = true;
		c->separate_rows[c->separate_count++] = row;
	}
	return 0;
}

int bdl_find_claims(struct bdl_bundle *b, struct bdl_claims *claims, struct bdl_error *err)
{
	size_t rows = b->exhibit_count + 1;
	bool *found;
	int rc;

	*claims = (struct bdl_claims){.asked_count = 0};
	if (!b->about.court)
		return 0;
	claims->of = bdl_arena_alloc(&b->arena, rows * sizeof(*claims->of));
	claims->separate = bdl_arena_alloc(&b->arena, rows * sizeof(*claims->separate));
	claims->core = bdl_arena_alloc(&b->arena, rows * sizeof(*claims->core));
	found = calloc(rows, sizeof(*found));
	if (!claims->of || !claims->separate || !claims->core || !found) {
		free(found);
		return bdl_fail_memory(err);
	}
	for (size_t i = 0; i < rows; i++)
		claims->of[i] = BDL_NONE;
	rc = list_asked(b, claims, err);
	if (rc == 0)
		rc = claim_all(b, claims, found, err);
	free(found);
	return rc < 0 ? -1 : list_separate(b, claims, err);
}

int bdl_check_exhibits(struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_claims claims;

	if (bdl_mark_exhibits(b, err) < 0)
		return -1;
	return bdl_find_claims(b, &claims, err);
}

/* ---- what they are ---- */

static bool is_one_of(const char *id, const char *const *list, size_t count)
{
	for (size_t i = 0; id && i < count; i++)
		if (strcmp(id, list[i]) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(id, list) is_one_of(id, list, sizeof(list) / sizeof((list)[0]))

static bool is_mail(const struct bdl_exhibit *x)
{
	static const char *const kinds[] = {"email", "cms-email", "mp-email"};
	static const char *const formats[] = {"eml", "msg", "mbox"};

	return IS_ONE_OF(x->kind, kinds) || IS_ONE_OF(x->format, formats);
}

/* Letters and mail, by the section that their kind stands in; notes and disclosure stand there too.
 */
static bool is_correspondence(const struct bdl_kinds *kinds, const struct bdl_exhibit *x)
{
	static const char *const sections[] = {"cms-letters", "letters"};
	static const char *const others[] = {"contact-notes", "cms-disclosure"};
	const struct bdl_kind *kind = x->kind ? bdl_kinds_find(kinds, x->kind) : NULL;

	return kind && IS_ONE_OF(kind->section, sections) && !IS_ONE_OF(kind->id, others);
}

static enum bdl_correspondence correspondence_of(
	const struct bdl_bundle *b, const struct bdl_kinds *kinds, const struct bdl_section *s)
{
	enum bdl_correspondence found = BDL_LETTERS;

	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->inside)
			found = BDL_LETTERS_AND_MAIL; /* what came with mail */
		else if (!is_correspondence(kinds, x))
			return BDL_MIXED;
		else if (is_mail(x))
			found = BDL_LETTERS_AND_MAIL;
	}
	return found;
}

/* The title of the section in which all of its documents would stand; "Documents" where they are
 * of several. */
static const char *title_of(
	const struct bdl_bundle *b, const struct bdl_kinds *kinds, const struct bdl_section *s)
{
	const char *section = NULL;

	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];
		const struct bdl_kind *kind = x->kind ? bdl_kinds_find(kinds, x->kind) : NULL;

		if (x->inside)
			continue;
		if (!kind || (section && strcmp(section, kind->section) != 0))
			return "Documents";
		section = kind->section;
	}
	for (unsigned i = 0; section && i < kinds->sections_count; i++)
		if (strcmp(kinds->sections[i].id, section) == 0)
			return kinds->sections[i].title;
	return "Documents";
}

static int describe_section(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	struct bdl_section *s, struct bdl_error *err)
{
	if (!s->mark)
		return 0;
	s->correspondence = correspondence_of(b, kinds, s);
	if (!s->title)
		s->title = bdl_arena_string(&b->arena, title_of(b, kinds, s));
	if (!s->title)
		return bdl_fail_memory(err);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->kind && strcmp(x->kind, "court-order") == 0 &&
			bdl_exhibit_warn(b, x,
				"It looks like a court’s order: court documents are not "
				"exhibited (PD 32, 13.2).",
				err) < 0)
			return -1;
	}
	return 0;
}

static int note_unclaimed(
	struct bdl_bundle *b, const struct bdl_claims *claims, struct bdl_error *err)
{
	for (size_t i = 0; claims->asked_count > 0 && i < b->order_count; i++) {
		size_t row = b->order[i];

		if (b->exhibits[row].inside || claims->separate[row] || claims->of[row] != BDL_NONE)
			continue;
		if (bdl_exhibit_warn(b, &b->exhibits[row],
			    "It stands in no exhibit of a witness statement.", err) < 0)
			return -1;
	}
	return 0;
}

static int list_core(struct bdl_bundle *b, const struct bdl_claims *claims, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;

	c->core_count = 0;
	c->core_rows = bdl_arena_alloc(&b->arena, (b->order_count + 1) * sizeof(*c->core_rows));
	if (!c->core_rows)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->order_count; i++) {
		size_t top = b->order[i];

		while (b->exhibits[top].inside)
			top = b->exhibits[top].inside->parent;
		if (claims->core[top])
			c->core_rows[c->core_count++] = b->order[i];
	}
	return 0;
}

/* The row of the entry, whose pages there must be. */
static int find_one_essential(
	const struct bdl_bundle *b, struct bdl_essential *e, struct bdl_error *err)
{
	const struct bdl_exhibit *x;

	e->exhibit = bdl_path_row(b, "essential", e->file, err);
	if (e->exhibit == BDL_NONE)
		return -1;
	x = &b->exhibits[e->exhibit];
	if (e->to <= x->pages)
		return 0;
	bdl_fail(err, BDL_EFORMAT, CASE_FILE, "essential: \"%.200s\" has no page %u: it has %u",
		e->file, e->to, x->pages);
	return bdl_hint(err, "count the pages of the document itself, from 1");
}

/* What the earlier bundle holds is in its list already. */
static int find_essential(struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;
	size_t kept = 0;

	for (size_t i = 0; i < c->essential_count; i++) {
		if (bdl_path_is_held(b, c->essential[i].file, false))
			continue;
		c->essential[kept] = c->essential[i];
		if (find_one_essential(b, &c->essential[kept++], err) < 0)
			return -1;
	}
	c->essential_count = kept;
	return 0;
}

int bdl_describe_exhibits(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct bdl_claims *claims, struct bdl_error *err)
{
	if (!b->about.court)
		return 0;
	for (size_t i = 0; i < b->section_count; i++)
		if (describe_section(b, kinds, &b->sections[i], err) < 0)
			return -1;
	if (note_unclaimed(b, claims, err) < 0 || list_core(b, claims, err) < 0)
		return -1;
	return find_essential(b, err);
}
