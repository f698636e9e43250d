/* Recipients: those that are compiled in and those of the user's own, found by id, alias or name.
 * See recipient.h. */
#include "model/recipient.h"

#include "base/text.h"
#include "model/recipient_file.h"
#include "model/recipient_table.h"
#include "model/recipient_take.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct bdl_recipients {
	struct bdl_arena arena;
	struct bdl_recipient **list; /* by order, then id */
	size_t count;
};

/* ---- one beside the others ---- */

static bool is_called(const struct bdl_recipient *r, const char *id)
{
	bool called = strcmp(r->id, id) == 0;

	for (const char **a = r->aliases; a && *a && !called; a++)
		called = strcmp(*a, id) == 0;
	return called;
}

static bool promises(const struct bdl_recipient *r, const char *standard)
{
	for (size_t i = 0; i < r->standard_count; i++)
		if (strcmp(r->standards[i].id, standard) == 0)
			return true;
	return false;
}

/* Standards count whoever the bundle is for, so none may be there twice. */
static void check_beside(
	struct bdl_taking *t, const struct bdl_recipient *r, const struct bdl_recipient *other)
{
	if (is_called(other, r->id))
		bdl_taking_wrong(t, NULL, r->id, "%s is called %s already", other->id, r->id);
	for (const char **a = r->aliases; a && *a; a++)
		if (is_called(other, *a))
			bdl_taking_wrong(t, NULL, *a, "%s is called %s already", other->id, *a);
	for (size_t i = 0; i < r->standard_count; i++)
		if (promises(other, r->standards[i].id))
			bdl_taking_wrong(t, NULL, r->standards[i].id,
				"%s has a standard %s already", other->id, r->standards[i].id);
}

static bool comes_before(const struct bdl_recipient *a, const struct bdl_recipient *b)
{
	return a->order != b->order ? a->order < b->order : strcmp(a->id, b->id) < 0;
}

/* There is room for one more. */
static void put(struct bdl_recipients *all, struct bdl_recipient *r)
{
	size_t at = all->count++;

	for (; at > 0 && comes_before(r, all->list[at - 1]); at--)
		all->list[at] = all->list[at - 1];
	all->list[at] = r;
}

static void take_out(struct bdl_recipients *all, size_t at)
{
	all->count--;
	memmove(all->list + at, all->list + at + 1, (all->count - at) * sizeof(*all->list));
}

static size_t place_of(const struct bdl_recipients *all, const char *id)
{
	size_t i = 0;

	while (i < all->count && strcmp(all->list[i]->id, id) != 0)
		i++;
	return i;
}

/* replace: one of the same id makes way. */
static int add(struct bdl_recipients *all, struct bdl_taking *t, bool replace,
	const struct bdl_recipient **one)
{
	struct bdl_written_recipient *w = NULL;
	struct bdl_recipient *r = bdl_recipient_take_rows(t, 1, sizeof(*r)), **list;
	size_t same;

	list = bdl_arena_grow(&all->arena, all->list, all->count, sizeof(*list));
	if (!r || !list)
		return bdl_fail_memory(t->err);
	all->list = list;
	if (bdl_written_recipient_read(&w, t->path, t->yaml, t->length, t->err) < 0)
		return -1;
	if (bdl_recipient_take_recipient(t, w, r) == 0) {
		same = place_of(all, r->id);
		for (size_t i = 0; i < all->count; i++)
			if (!replace || i != same)
				check_beside(t, r, all->list[i]);
		if (!t->failed && replace && same < all->count)
			take_out(all, same);
	}
	bdl_written_recipient_free(w);
	if (t->failed)
		return -1;
	put(all, r);
	*one = r;
	return 0;
}

/* ---- loading ---- */

static struct bdl_recipients *start(struct bdl_error *err)
{
	struct bdl_recipients *r = calloc(1, sizeof(*r));

	if (!r)
		bdl_fail_memory(err);
	return r;
}

int bdl_recipients_load(struct bdl_recipients **out, struct bdl_error *err)
{
	struct bdl_recipients *all = start(err);
	const struct bdl_recipient *one;
	int rc = all ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < bdl_recipient_text_count; i++) {
		const struct bdl_recipient_text *text = &bdl_recipient_texts[i];
		struct bdl_taking t = {.arena = &all->arena,
			.path = text->path,
			.yaml = (const char *)text->bytes,
			.length = *text->size,
			.err = err};

		rc = add(all, &t, false, &one);
	}
	if (rc < 0) {
		bdl_recipients_release(all);
		all = NULL;
	}
	*out = all;
	return rc;
}

static int add_own(struct bdl_recipients *all, const char *path, const char *yaml, size_t length,
	const struct bdl_recipient **one, struct bdl_error *err)
{
	struct bdl_step_kinds *steps = NULL;
	struct bdl_kinds *kinds = NULL;
	int rc = -1;

	if (bdl_step_kinds_load(&steps, NULL, 0, err) == 0 &&
		bdl_kinds_load(&kinds, NULL, 0, err) == 0) {
		struct bdl_taking t = {.arena = &all->arena,
			.path = path,
			.yaml = yaml,
			.length = length,
			.steps = steps,
			.kinds = kinds,
			.err = err};

		rc = add(all, &t, true, one);
	}
	bdl_kinds_release(kinds);
	bdl_step_kinds_release(steps);
	return rc;
}

int bdl_recipients_add(struct bdl_recipients *r, const char *path, const char *yaml, size_t length,
	const struct bdl_recipient **one, struct bdl_error *err)
{
	const char *kept = bdl_arena_string(&r->arena, path);
	const struct bdl_recipient *added = NULL;

	if (!kept)
		return bdl_fail_memory(err);
	if (length > BDL_RECIPIENT_MOST)
		return bdl_fail(err, BDL_ELIMIT, path,
			"is larger than %u KiB, too large for a "
			"recipient's file",
			BDL_RECIPIENT_MOST / 1024u);
	if (add_own(r, kept, yaml, length, &added, err) < 0)
		return -1;
	r->list[place_of(r, added->id)]->path = kept;
	if (one)
		*one = added;
	return 0;
}

int bdl_recipients_load_one(
	struct bdl_recipients **out, const char *yaml, size_t length, struct bdl_error *err)
{
	const struct bdl_recipient *one;

	*out = start(err);
	if (*out && add_own(*out, "recipient.yaml", yaml, length, &one, err) == 0)
		return 0;
	bdl_recipients_release(*out);
	*out = NULL;
	return -1;
}

void bdl_recipients_release(struct bdl_recipients *r)
{
	if (!r)
		return;
	bdl_arena_release(&r->arena);
	free(r);
}

/* ---- finding ---- */

bool bdl_recipient_is_path(const char *word)
{
	return strchr(word, '/') || bdl_text_ends(word, ".yaml") || bdl_text_ends(word, ".yml");
}

const struct bdl_recipient *bdl_recipient_find(const struct bdl_recipients *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (is_called(r->list[i], id))
			return r->list[i];
	return NULL;
}

const struct bdl_recipient *bdl_recipient_meant(const struct bdl_recipients *r, const char *words)
{
	const struct bdl_recipient *known = bdl_recipient_find(r, words);

	if (strncasecmp(words, "the ", 4) == 0)
		words += 4;
	for (size_t i = 0; !known && i < r->count; i++)
		if (bdl_text_casecmp(r->list[i]->name, words) == 0)
			known = r->list[i];
	return known;
}

const struct bdl_recipient *bdl_recipient_at(const struct bdl_recipients *r, size_t at)
{
	return at < r->count ? r->list[at] : NULL;
}

/* ---- where lines come from ---- */

bool bdl_said_is_official(const struct bdl_said *s)
{
	return s->confidence == 'S';
}

bool bdl_said_is_old(const struct bdl_said *s, struct bdl_day today)
{
	struct bdl_day day;

	if (!s->reviewed || bdl_day_parse_iso(s->reviewed, &day) < 0)
		return true;
	day.year++; /* 29 February of a common year sorts where it would stand */
	return bdl_day_compare(day, today) < 0;
}

struct bdl_said bdl_limit_said(const struct bdl_limit *l)
{
	return (struct bdl_said){
		.source = l->source, .reviewed = l->reviewed, .confidence = l->confidence};
}

struct bdl_said bdl_document_limit_said(const struct bdl_document_limit *l)
{
	return (struct bdl_said){
		.source = l->source, .reviewed = l->reviewed, .confidence = l->confidence};
}
