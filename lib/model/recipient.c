/* Recipients: those that are compiled in and those of the user's own, found by id, alias or name.
 * See recipient.h. */
#include "model/recipient.h"

#include "base/text.h"
#include "model/recipient_read.h"
#include "model/recipient_table.h"
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

static int clash(
	const struct bdl_yaml *y, const struct bdl_node *n, const char *whose, const char *id)
{
	bdl_node_wrong(y, n, "%s has \"%s\" already", whose, id);
	return bdl_hint(y->err, "give it another id");
}

/* Ids are one's own; of standards, too, for they count whoever the bundle is for. root: of r's
 * file. */
static int check_beside(const struct bdl_yaml *y, const struct bdl_node *root,
	const struct bdl_recipient *r, const struct bdl_recipient *other)
{
	const struct bdl_node *aliases = bdl_recipient_node(root, "aliases"),
			      *standards = bdl_recipient_node(root, "standards");

	if (is_called(other, r->id))
		return clash(y, bdl_recipient_node(root, "id"), other->id, r->id);
	for (size_t i = 0; r->aliases && r->aliases[i]; i++)
		if (is_called(other, r->aliases[i]))
			return clash(y, bdl_recipient_entry(aliases, i), other->id, r->aliases[i]);
	for (size_t i = 0; i < r->standard_count; i++)
		if (promises(other, r->standards[i].id))
			return clash(y, bdl_recipient_node(bdl_recipient_entry(standards, i), "id"),
				other->id, r->standards[i].id);
	return 0;
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
static int add(struct bdl_recipients *all, struct bdl_recipient_reading *g, const char *yaml,
	size_t length, bool replace, struct bdl_recipient **one)
{
	struct bdl_recipient *r = bdl_arena_alloc(&all->arena, sizeof(*r));
	struct bdl_recipient **list =
		bdl_arena_grow(&all->arena, all->list, all->count, sizeof(*list));
	const struct bdl_node *root;
	size_t same;

	if (!r || !list)
		return bdl_fail_memory(g->yaml.err);
	all->list = list;
	if (bdl_recipient_read(g, yaml, length, r, &root) < 0)
		return -1;
	same = place_of(all, r->id);
	for (size_t i = 0; i < all->count; i++)
		if ((!replace || i != same) && check_beside(&g->yaml, root, r, all->list[i]) < 0)
			return -1;
	if (replace && same < all->count)
		take_out(all, same);
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
	struct bdl_recipient *one;
	int rc = all ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < bdl_recipient_text_count; i++) {
		const struct bdl_recipient_text *text = &bdl_recipient_texts[i];
		struct bdl_recipient_reading g = {
			.yaml = {.a = &all->arena, .path = text->path, .err = err}};

		rc = add(all, &g, (const char *)text->bytes, *text->size, false, &one);
	}
	if (rc < 0) {
		bdl_recipients_release(all);
		all = NULL;
	}
	*out = all;
	return rc;
}

/* Steps and kinds are looked up: nobody has tested this file. */
static int add_own(struct bdl_recipients *all, const char *path, const char *yaml, size_t length,
	struct bdl_recipient **one, struct bdl_error *err)
{
	struct bdl_step_kinds *steps = NULL;
	struct bdl_kinds *kinds = NULL;
	int rc = -1;

	if (bdl_step_kinds_load(&steps, NULL, 0, err) == 0 &&
		bdl_kinds_load(&kinds, NULL, 0, err) == 0) {
		struct bdl_recipient_reading g = {
			.yaml = {.a = &all->arena, .path = path, .err = err},
			.steps = steps,
			.kinds = kinds};

		rc = add(all, &g, yaml, length, true, one);
	}
	bdl_kinds_release(kinds);
	bdl_step_kinds_release(steps);
	return rc;
}

int bdl_recipients_add(struct bdl_recipients *r, const char *path, const char *yaml, size_t length,
	const struct bdl_recipient **one, struct bdl_error *err)
{
	const char *kept = bdl_arena_string(&r->arena, path);
	struct bdl_recipient *added = NULL;

	if (!kept)
		return bdl_fail_memory(err);
	if (length > BDL_RECIPIENT_MOST)
		return bdl_fail(err, BDL_ELIMIT, path,
			"is larger than %u KiB, too large for a recipient's file",
			BDL_RECIPIENT_MOST / 1024u);
	if (add_own(r, kept, yaml, length, &added, err) < 0)
		return -1;
	added->path = kept;
	if (one)
		*one = added;
	return 0;
}

int bdl_recipients_load_one(
	struct bdl_recipients **out, const char *yaml, size_t length, struct bdl_error *err)
{
	struct bdl_recipient *one;

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

bool bdl_recipient_asks_for_step(const struct bdl_recipient *r, const char *type)
{
	for (size_t i = 0; i < r->enclosure_count; i++)
		for (const char **s = r->enclosures[i].steps; s && *s; s++)
			if (strcmp(*s, type) == 0)
				return true;
	return false;
}
