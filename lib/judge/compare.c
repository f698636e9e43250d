/*
 * Compare: see compare.h. Both tables become lists of files; what is alike in path and bytes goes
 * first, then what is alike in bytes, then what is alike in path; the rest came or went.
 */
#include "judge/compare.h"

#include <stdlib.h>
#include <string.h>

struct side {
	const struct bdl_exhibit *
		*files; /* those without a partner yet, sorted as the step wants */
	size_t count;
};

static int by_path(const void *a, const void *b)
{
	return strcmp((*(const struct bdl_exhibit *const *)a)->path,
		(*(const struct bdl_exhibit *const *)b)->path);
}

static int by_bytes(const void *a, const void *b)
{
	const struct bdl_exhibit *x = *(const struct bdl_exhibit *const *)a,
				 *y = *(const struct bdl_exhibit *const *)b;
	int order = memcmp(x->sha256, y->sha256, sizeof(x->sha256));

	return order ? order : strcmp(x->path, y->path);
}

static int same_path_and_bytes(const struct bdl_exhibit *x, const struct bdl_exhibit *y)
{
	int order = strcmp(x->path, y->path);

	return order ? order : memcmp(x->sha256, y->sha256, sizeof(x->sha256));
}

static int same_bytes(const struct bdl_exhibit *x, const struct bdl_exhibit *y)
{
	return memcmp(x->sha256, y->sha256, sizeof(x->sha256));
}

static int same_path(const struct bdl_exhibit *x, const struct bdl_exhibit *y)
{
	return strcmp(x->path, y->path);
}

static int list_files(const struct bdl_bundle *b, struct side *s, struct bdl_error *err)
{
	s->files = calloc(b->exhibit_count + 1, sizeof(const struct bdl_exhibit *));
	s->count = 0;
	if (!s->files)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (!b->exhibits[i].inside)
			s->files[s->count++] = &b->exhibits[i];
	return 0;
}

static void put(struct bdl_comparison *c, enum bdl_difference_kind kind,
	const struct bdl_exhibit *before, const struct bdl_exhibit *after)
{
	c->files[c->count++] =
		(struct bdl_difference){.kind = kind, .before = before, .after = after};
	c->counts[kind]++;
}

/* Takes out of both sides, pair by pair, what `order` calls equal. */
static void match(struct bdl_comparison *c, enum bdl_difference_kind kind, struct side *before,
	struct side *after, int (*sort)(const void *, const void *),
	int (*order)(const struct bdl_exhibit *, const struct bdl_exhibit *))
{
	size_t i = 0, j = 0, kept_before = 0, kept_after = 0;

	qsort(before->files, before->count, sizeof(*before->files), sort);
	qsort(after->files, after->count, sizeof(*after->files), sort);
	while (i < before->count || j < after->count) {
		int o = i == before->count  ? 1
			: j == after->count ? -1
					    : order(before->files[i], after->files[j]);

		if (o == 0)
			put(c, kind, before->files[i++], after->files[j++]);
		else if (o < 0)
			before->files[kept_before++] = before->files[i++];
		else
			after->files[kept_after++] = after->files[j++];
	}
	before->count = kept_before;
	after->count = kept_after;
}

static int by_kind(const void *a, const void *b)
{
	const struct bdl_difference *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(
		(x->before ? x->before : x->after)->path, (y->before ? y->before : y->after)->path);
}

bool bdl_is_renumbered(const struct bdl_difference *d)
{
	return d->before->number && d->after->number &&
	       (d->before->number != d->after->number ||
		       d->before->first_page != d->after->first_page ||
		       d->before->volume != d->after->volume);
}

bool bdl_is_redescribed(const struct bdl_difference *d)
{
	const char *x = d->before->title ? d->before->title : "",
		   *y = d->after->title ? d->after->title : "";

	return strcmp(x, y) != 0 || d->before->date.precision != d->after->date.precision ||
	       bdl_day_compare(d->before->date.day, d->after->date.day) != 0;
}

static void count_words(struct bdl_comparison *c)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct bdl_difference *d = &c->files[i];

		if (d->kind != BDL_SAME && d->kind != BDL_RENAMED)
			continue;
		c->renumbered += bdl_is_renumbered(d);
		c->redescribed += bdl_is_redescribed(d);
	}
}

int bdl_compare(const struct bdl_bundle *before, const struct bdl_bundle *after,
	struct bdl_comparison *out, struct bdl_error *err)
{
	struct side x = {0}, y = {0};
	int rc = -1;

	*out = (struct bdl_comparison){0};
	if (list_files(before, &x, err) < 0 || list_files(after, &y, err) < 0)
		goto out;
	out->files = calloc(x.count + y.count + 1, sizeof(*out->files));
	if (!out->files) {
		bdl_fail_memory(err);
		goto out;
	}
	match(out, BDL_SAME, &x, &y, by_path, same_path_and_bytes);
	match(out, BDL_RENAMED, &x, &y, by_bytes, same_bytes);
	match(out, BDL_CHANGED, &x, &y, by_path, same_path);
	for (size_t i = 0; i < x.count; i++)
		put(out, BDL_REMOVED, x.files[i], NULL);
	for (size_t i = 0; i < y.count; i++)
		put(out, BDL_ADDED, NULL, y.files[i]);
	qsort(out->files, out->count, sizeof(*out->files), by_kind);
	count_words(out);
	rc = 0;
out:
	free(x.files);
	free(y.files);
	return rc;
}

void bdl_comparison_release(struct bdl_comparison *c)
{
	free(c->files);
	*c = (struct bdl_comparison){0};
}
