/*
 * Which document each row of index.csv is about, and what is left out: see steer.h. A path counts
 * only as it stands; a file that was renamed is known by its bytes.
 */
#include "judge/steer.h"

#include "base/text.h"
#include "judge/paths.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char file[] = BDL_STEER_FILE;

/* ---- finding ---- */

/* A row of the table under its path, or under its readable one. */
struct named {
	const char *key;
	size_t row;
	bool readable;
};

struct finder {
	struct bdl_bundle *b;
	struct named *names;
	size_t name_count;
	const struct bdl_exhibit **by_bytes;
	size_t byte_count;
	struct bdl_steer **steers; /* those that have a path, by it */
	size_t steer_count;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order ? order : x->readable - y->readable;
}

static int by_bytes(const void *a, const void *b)
{
	const struct bdl_exhibit *x = *(const struct bdl_exhibit *const *)a,
				 *y = *(const struct bdl_exhibit *const *)b;
	int order = memcmp(x->sha256, y->sha256, sizeof(x->sha256));

	return order ? order : (x > y) - (x < y);
}

static void finder_release(struct finder *f)
{
	free(f->names);
	free(f->by_bytes);
	free(f->steers);
}

/* Of the rows from `first` on. */
static int finder_init(struct finder *f, struct bdl_bundle *b, size_t first, struct bdl_error *err)
{
	size_t count = b->exhibit_count - first;

	*f = (struct finder){.b = b};
	f->names = malloc((2 * count + 1) * sizeof(*f->names));
	f->by_bytes = malloc((count + 1) * sizeof(*f->by_bytes));
	if (!f->names || !f->by_bytes) {
		finder_release(f);
		return bdl_fail_memory(err);
	}
	for (size_t row = first; row < b->exhibit_count; row++) {
		const struct bdl_exhibit *x = &b->exhibits[row];

		f->by_bytes[f->byte_count++] = x;
		f->names[f->name_count++] = (struct named){.key = x->path, .row = row};
		if (strcmp(x->path, x->name) != 0)
			f->names[f->name_count++] =
				(struct named){.key = x->name, .row = row, .readable = true};
	}
	qsort(f->names, f->name_count, sizeof(*f->names), by_name);
	qsort(f->by_bytes, f->byte_count, sizeof(*f->by_bytes), by_bytes);
	return 0;
}

/* The row of that path; BDL_NONE. */
static size_t find_path(const struct finder *f, const char *path)
{
	size_t low = 0, high = f->name_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(f->names[middle].key, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < f->name_count && strcmp(f->names[low].key, path) == 0 ? f->names[low].row
									   : BDL_NONE;
}

/* A row with those bytes of which nothing is said yet; else one of which something is; BDL_NONE. */
static size_t find_bytes(const struct finder *f, const uint8_t sha256[BDL_SHA256_SIZE])
{
	size_t low = 0, high = f->byte_count, taken = BDL_NONE;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (memcmp(f->by_bytes[middle]->sha256, sha256, BDL_SHA256_SIZE) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < f->byte_count &&
		memcmp(f->by_bytes[low]->sha256, sha256, BDL_SHA256_SIZE) == 0;
		low++) {
		if (!f->by_bytes[low]->steer)
			return (size_t)(f->by_bytes[low] - f->b->exhibits);
		taken = (size_t)(f->by_bytes[low] - f->b->exhibits);
	}
	return taken;
}

/* ---- matching ---- */

static int twice(const struct bdl_exhibit *x, const struct bdl_steer *s, struct bdl_error *err)
{
	bdl_fail(err, BDL_EPATH, file, "lines %u and %u are both about \"%.200s\"", x->steer->line,
		s->line, x->name);
	return bdl_hint(err, "keep one of them");
}

static int match_paths(struct finder *f, struct bdl_error *err)
{
	struct bdl_steering *all = f->b->steering;

	for (size_t i = 0; i < all->row_count; i++) {
		struct bdl_steer *s = &all->rows[i];
		size_t row = s->matched || !s->path ? BDL_NONE : find_path(f, s->path);

		if (row == BDL_NONE)
			continue;
		if (f->b->exhibits[row].steer)
			return twice(&f->b->exhibits[row], s, err);
		f->b->exhibits[row].steer = s;
		s->matched = true;
		s->changed = s->has_sha256 &&
			     memcmp(s->sha256, f->b->exhibits[row].sha256, sizeof(s->sha256)) != 0;
	}
	return 0;
}

static void match_bytes(struct finder *f)
{
	struct bdl_steering *all = f->b->steering;

	for (size_t i = 0; i < all->row_count; i++) {
		struct bdl_steer *s = &all->rows[i];
		size_t row = s->matched || !s->has_sha256 ? BDL_NONE : find_bytes(f, s->sha256);

		if (row == BDL_NONE || f->b->exhibits[row].steer)
			continue;
		f->b->exhibits[row].steer = s;
		s->matched = true;
	}
}

static size_t count_unmatched(const struct bdl_steering *all)
{
	size_t count = 0;

	for (size_t i = 0; i < all->row_count; i++)
		count += !all->rows[i].matched;
	return count;
}

static int about_nothing(const struct finder *f, const struct bdl_steer *s, struct bdl_error *err)
{
	const struct bdl_bundle *b = f->b;
	size_t more = count_unmatched(b->steering) - 1;
	size_t same = s->has_sha256 ? find_bytes(f, s->sha256) : BDL_NONE;
	const char *near = s->path ? bdl_path_nearest(b, s->path) : NULL;
	const char *path = s->path ? s->path : "with that sha256";
	char others[48] = "";

	if (more)
		snprintf(others, sizeof(others), " (and %zu more line%s)", more,
			more == 1 ? "" : "s");
	if (same != BDL_NONE) {
		bdl_fail(err, BDL_EPATH, file,
			"line %u: there is no file \"%.150s\"; the same bytes are \"%.150s\", of "
			"line %u%s",
			s->line, path, b->exhibits[same].name, b->exhibits[same].steer->line,
			others);
		return bdl_hint(err, "delete the line");
	}
	bdl_fail(err, BDL_EPATH, file, "line %u: there is no file \"%.200s\"%s", s->line, path,
		others);
	if (near)
		return bdl_hint(err,
			"the nearest is \"%.150s\": write that, or put the file back, or "
			"delete the line",
			near);
	return bdl_hint(err, "put the file back into the folder, or delete the line");
}

/* ---- what is inside something ---- */

static int by_steer_path(const void *a, const void *b)
{
	return strcmp((*(struct bdl_steer *const *)a)->path, (*(struct bdl_steer *const *)b)->path);
}

/* The rows of index.csv that have a path, sorted by it. */
static int sort_steers(struct finder *f, struct bdl_error *err)
{
	struct bdl_steering *all = f->b->steering;

	f->steers = malloc((all->row_count + 1) * sizeof(*f->steers));
	if (!f->steers)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < all->row_count; i++)
		if (all->rows[i].path)
			f->steers[f->steer_count++] = &all->rows[i];
	qsort(f->steers, f->steer_count, sizeof(*f->steers), by_steer_path);
	return 0;
}

static struct bdl_steer *find_steer(const struct finder *f, const char *path)
{
	struct bdl_steer key = {.path = path}, *wanted = &key, **found;

	found = f->steer_count ? bsearch(&wanted, f->steers, f->steer_count, sizeof(*f->steers),
					 by_steer_path)
			       : NULL;
	return found ? *found : NULL;
}

static bool is_held(const struct bdl_bundle *b, const char *path)
{
	for (size_t i = 0; i < b->held_count; i++)
		if (strcmp(b->held[i].path, path) == 0 || strcmp(b->held[i].name, path) == 0)
			return true;
	return false;
}

/* What a row may be inside of, by its path. */
enum carrier { NO_CARRIER, SOME_CARRIER, CARRIER_LEFT_OUT };

static enum carrier carrier_of(const struct finder *f, const struct bdl_steer *s, char *path)
{
	enum carrier found = NO_CARRIER;

	memcpy(path, s->path, strlen(s->path) + 1);
	for (char *slash; (slash = strrchr(path, '/'));) {
		const struct bdl_steer *above;

		*slash = '\0';
		above = find_steer(f, path);
		if ((above && above->left_out) || is_held(f->b, path))
			return CARRIER_LEFT_OUT;
		if (above || find_path(f, path) != BDL_NONE)
			found = SOME_CARRIER;
	}
	return found;
}

/*
 * Rows about what is inside of what is left out (or stands in the earlier bundle) are in order, and
 * go with that. Fails at the first of the others that is about nothing; of those that may be about
 * something inside a file not before all is read.
 */
static int settle_unmatched(struct finder *f, bool keep, bool read, struct bdl_error *err)
{
	struct bdl_steering *all = f->b->steering;

	for (size_t i = 0; i < all->row_count; i++) {
		struct bdl_steer *s = &all->rows[i];
		enum carrier carrier = SOME_CARRIER;

		if (s->matched)
			continue;
		if (s->path) {
			char *path = malloc(strlen(s->path) + 1);

			if (!path)
				return bdl_fail_memory(err);
			carrier = carrier_of(f, s, path);
			free(path);
		}
		s->matched = s->carried = carrier == CARRIER_LEFT_OUT;
		if (!s->matched && !keep && (read || carrier == NO_CARRIER))
			return about_nothing(f, s, err);
	}
	return 0;
}

/* ---- the two times at which rows are matched ---- */

static int match(struct bdl_bundle *b, size_t first, bool keep, bool read, struct bdl_error *err)
{
	struct finder f;
	int rc;

	if (finder_init(&f, b, first, err) < 0)
		return -1;
	rc = sort_steers(&f, err);
	if (rc == 0)
		rc = match_paths(&f, err);
	if (rc == 0)
		match_bytes(&f);
	if (rc == 0)
		rc = settle_unmatched(&f, keep, read, err);
	finder_release(&f);
	return rc;
}

int bdl_steer_files(struct bdl_bundle *b, bool keep, struct bdl_error *err)
{
	assert(b->stage == BDL_STAGE_TAKEN_IN);
	if (!b->steering)
		return 0;
	if (match(b, 0, keep, false, err) < 0 || bdl_steer_leave_out(b, err) < 0)
		return -1;
	if (b->exhibit_count > 0)
		return 0;
	bdl_fail(err, BDL_EPATH, file, "leaves out every file of the folder");
	return bdl_hint(err, "write yes into the column include of those that are to be bound");
}

int bdl_steer_inner(struct bdl_bundle *b, bool keep, struct bdl_error *err)
{
	size_t first = 0;

	assert(b->stage == BDL_STAGE_READ);
	if (!b->steering)
		return 0;
	while (first < b->exhibit_count && !b->exhibits[first].inside)
		first++;
	if (match(b, first, keep, true, err) < 0 || bdl_steer_leave_out(b, err) < 0)
		return -1;
	return bdl_steer_copies(b, err);
}
