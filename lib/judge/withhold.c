/*
 * Which originals stay out of an archive that is to be sent, and what stands for their paths. An
 * original goes in only where all that it holds was searched and nothing was found: when in doubt
 * it stays out.
 */
#include "judge/redact.h"

#include "base/file.h"
#include "base/text.h"
#include "model/hide.h"
#include <stdlib.h>
#include <string.h>

struct withhold {
	struct bdl_bundle *b;
	const struct bdl_private_list *list;
	bool *doubtful; /* by row */
	struct bdl_error *err;
	bool failed;
};

static size_t file_of(const struct bdl_bundle *b, size_t row)
{
	if (b->exhibits[row].duplicate_of != BDL_NONE)
		row = b->exhibits[row].duplicate_of;
	while (b->exhibits[row].inside)
		row = b->exhibits[row].inside->parent;
	return row;
}

static void find_doubtful(struct withhold *w)
{
	const struct bdl_bundle *b = w->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];

		if (x->duplicate_of == BDL_NONE &&
			(!x->whole || x->unsearched || !x->shown || (x->scanned && !x->recognised)))
			w->doubtful[i] = true;
	}
	for (size_t i = 0; i < b->private_count; i++)
		if (b->private_found[i].row != BDL_NONE)
			w->doubtful[b->private_found[i].row] = true;
	/* what is found in a copy is in all of them, what is found inside is in the file */
	for (int twice = 0; twice < 2; twice++)
		for (size_t i = b->exhibit_count; i-- > 0;)
			if (w->doubtful[i])
				w->doubtful[file_of(b, i)] = true;
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			w->doubtful[i] = w->doubtful[i] || w->doubtful[b->exhibits[i].duplicate_of];
}

/* 1: the path names something that is hidden; -1: out of memory. */
static int names_something(const struct withhold *w, const char *path)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const char *copy = bdl_arena_string(&a, path), *clean;
	int rc = -1;

	clean = copy ? bdl_hide_name(&a, copy, w->list, NULL, w->err) : NULL;
	if (clean)
		rc = clean != copy;
	bdl_arena_release(&a);
	return rc;
}

/* "hidden-12.pdf": no two are alike, and a path stays a path. */
static int rename_row(struct withhold *w, size_t row)
{
	struct bdl_exhibit *x = &w->b->exhibits[row];
	const char *extension = bdl_path_extension(bdl_path_base(x->path));
	int rc = names_something(w, x->path);

	/* what lies inside a file is told by its path too */
	for (size_t p = row; rc == 0 && w->b->exhibits[p].inside;
		p = w->b->exhibits[p].inside->parent)
		rc = w->b->exhibits[w->b->exhibits[p].inside->parent].told_path != NULL;
	if (rc <= 0)
		return rc;
	if (strlen(extension) > 5 || names_something(w, extension) ||
		!bdl_utf8_valid(extension, strlen(extension)))
		extension = "";
	x->told_path = bdl_arena_printf(
		&w->b->arena, "hidden-%zu%s%s", row + 1, *extension ? "." : "", extension);
	return x->told_path ? 0 : bdl_fail_memory(w->err);
}

/*
 * A path that the case file names, as the archive tells it; what lies in an earlier bundle, or
 * nowhere, is told by its name. w->failed: out of memory.
 */
static void tell(struct withhold *w, const char **path)
{
	const struct bdl_bundle *b = w->b;
	const char *clean;

	if (!*path)
		return;
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].told_path && strcmp(*path, b->exhibits[i].path) == 0) {
			*path = b->exhibits[i].told_path;
			return;
		}
	clean = bdl_hide_name(&w->b->arena, *path, w->list, NULL, w->err);
	if (clean)
		*path = clean;
	else
		w->failed = true;
}

static int tell_all(struct withhold *w, const char ***list)
{
	const char **copy;
	size_t count = 0;

	while (*list && (*list)[count])
		count++;
	if (!count)
		return 0;
	copy = bdl_arena_alloc(&w->b->arena, (count + 1) * sizeof(*copy));
	if (!copy)
		return bdl_fail_memory(w->err);
	for (size_t i = 0; i < count; i++) {
		copy[i] = (*list)[i];
		tell(w, &copy[i]);
	}
	*list = copy;
	return 0;
}

static int tell_court(struct withhold *w, struct bdl_court *c)
{
	for (size_t i = 0; i < c->essential_count; i++)
		tell(w, &c->essential[i].file);
	for (size_t i = 0; i < c->statement_count; i++)
		for (size_t k = 0; k < c->statements[i].exhibit_count; k++)
			if (tell_all(w, &c->statements[i].exhibits[k].files) < 0)
				return -1;
	return tell_all(w, &c->core) < 0 ? -1 : tell_all(w, &c->separate);
}

static int tell_told(struct withhold *w, struct bdl_told *t)
{
	tell(w, &t->consent);
	tell(w, &t->stated_in);
	for (size_t i = 0; i < t->event_count; i++)
		tell(w, &t->events[i].file);
	for (size_t i = 0; i < t->payment_count; i++)
		tell(w, &t->payments[i].file);
	for (size_t i = 0; i < t->loss_count; i++)
		tell(w, &t->losses[i].file);
	for (size_t i = 0; i < t->allegation_count; i++)
		if (tell_all(w, &t->allegations[i].files) < 0)
			return -1;
	return 0;
}

int bdl_withhold(struct bdl_bundle *b, const struct bdl_private_list *l, struct bdl_error *err)
{
	struct withhold w = {.b = b, .list = l, .err = err};

	w.doubtful = calloc(b->exhibit_count + 1, sizeof(*w.doubtful));
	if (!w.doubtful)
		return bdl_fail_memory(err);
	find_doubtful(&w);
	for (size_t i = 0; i < b->exhibit_count; i++)
		b->exhibits[i].withheld = !b->exhibits[i].inside && w.doubtful[i];
	free(w.doubtful);
	w.doubtful = NULL;
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (rename_row(&w, i) < 0)
			return -1;
	for (size_t i = 0; i < b->excluded_count; i++)
		b->excluded[i].path = b->excluded[i].name;
	for (size_t i = 0; i < b->held_count; i++)
		b->held[i].path = b->held[i].name;
	if (b->about.court && tell_court(&w, b->about.court) < 0)
		return -1;
	if (b->about.told && tell_told(&w, b->about.told) < 0)
		return -1;
	return w.failed ? -1 : 0;
}
