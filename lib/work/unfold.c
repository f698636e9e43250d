/*
 * Unfolding: what readers found inside documents becomes rows of the table. Nothing here looks into
 * evidence: bytes are hashed where the reader put them.
 */
#include "work/read_pass.h"

#include "base/digest.h"
#include "base/file.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

/* Rows by digest, to find copies. */
struct hashed {
	uint8_t sha256[BDL_SHA256_SIZE];
	size_t row;
};

static int by_hash(const void *a, const void *b)
{
	const struct hashed *x = a, *y = b;
	int order = memcmp(x->sha256, y->sha256, BDL_SHA256_SIZE);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static int by_hash_alone(const void *a, const void *b)
{
	return memcmp(((const struct hashed *)a)->sha256, ((const struct hashed *)b)->sha256,
		BDL_SHA256_SIZE);
}

/* Marks the new rows whose bytes stand in an earlier one; an empty document is a copy of nothing.
 */
static int find_copies(struct bdl_bundle *b, size_t first, struct bdl_error *err)
{
	struct hashed *all = calloc(b->exhibit_count + 1, sizeof(*all));
	size_t count = 0;

	if (!all)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++) {
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			continue;
		memcpy(all[count].sha256, b->exhibits[i].sha256, BDL_SHA256_SIZE);
		all[count++].row = i;
	}
	qsort(all, count, sizeof(*all), by_hash);
	for (size_t i = 1, original = 0; i < count; i++) {
		struct bdl_exhibit *x = &b->exhibits[all[i].row];

		if (by_hash_alone(&all[i], &all[original]) != 0)
			original = i;
		else if (all[i].row >= first && x->size > 0)
			x->duplicate_of = all[original].row;
	}
	free(all);
	return 0;
}

/* True if a document of the same parent has that path already; what stands before `base` they have
 * in common. */
static bool is_taken(const struct bdl_bundle *b, size_t first, const char *path, size_t base)
{
	for (size_t i = first; i < b->exhibit_count; i++)
		if (strcmp(b->exhibits[i].path + base, path + base) == 0)
			return true;
	return false;
}

/* "PARENT/NAME.pdf"; where that is taken, "PARENT/NAME (2).pdf". siblings: the first row of this
 * parent. */
static const char *path_of(
	struct bdl_bundle *b, const char *parent, const char *name, size_t siblings)
{
	const char *extension = bdl_path_extension(name);
	int stem = (int)(strlen(name) - (*extension ? strlen(extension) + 1 : 0));
	const char *path = bdl_arena_printf(&b->arena, "%s/%s", parent, name);

	for (unsigned n = 2; path && is_taken(b, siblings, path, strlen(parent) + 1); n++)
		path = bdl_arena_printf(&b->arena, "%s/%.*s (%u)%s%s", parent, stem, name, n,
			*extension ? "." : "", extension);
	return path;
}

static int hash_range(
	int fd, const struct bdl_inner *in, uint8_t out[BDL_SHA256_SIZE], struct bdl_error *err)
{
	struct bdl_digest *d = bdl_digest_open();
	char block[64 * 1024];
	uint64_t at = in->at, left = in->length;

	if (!d)
		return bdl_fail_memory(err);
	while (left) {
		size_t n = left < sizeof(block) ? (size_t)left : sizeof(block);

		if (bdl_pread_all(fd, block, n, at) < 0) {
			bdl_fail_errno(err, in->name, "read what is attached");
			(void)bdl_digest_close(d, NULL, NULL);
			return -1;
		}
		bdl_digest_add(d, block, n);
		at += n;
		left -= n;
	}
	return bdl_digest_close(d, out, err);
}

/* Room for more rows; the arena keeps the old ones too, but the table grows at most once a level.
 */
static int make_room(struct bdl_bundle *b, size_t more, struct bdl_error *err)
{
	struct bdl_exhibit *rows =
		bdl_arena_alloc(&b->arena, (b->exhibit_count + more) * sizeof(*rows));

	if (!rows)
		return bdl_fail_memory(err);
	memcpy(rows, b->exhibits, b->exhibit_count * sizeof(*rows));
	b->exhibits = rows;
	return 0;
}

static int add_row(struct bdl_bundle *b, size_t parent, const struct bdl_inner *in, size_t nth,
	int fd, size_t siblings, struct bdl_error *err)
{
	struct bdl_exhibit *x = &b->exhibits[b->exhibit_count];
	struct bdl_inside *inside = bdl_arena_alloc(&b->arena, sizeof(*inside));
	const char *base;

	*x = (struct bdl_exhibit){.duplicate_of = BDL_NONE,
		.section = BDL_NONE,
		.size = in->length,
		.inside = inside};
	x->path = path_of(b, b->exhibits[parent].path, in->name, siblings);
	if (!inside || !x->path)
		return bdl_fail_memory(err);
	base = x->path + strlen(b->exhibits[parent].path);
	x->name = bdl_arena_printf(&b->arena, "%s%s", b->exhibits[parent].name, base);
	*inside = (struct bdl_inside){.parent = parent, .at = in->at, .nth = nth};
	if (!x->name)
		return bdl_fail_memory(err);
	if (hash_range(fd, in, x->sha256, err) < 0)
		return -1;
	b->exhibit_count++;
	return 0;
}

static int unfold_row(
	struct bdl_bundle *b, const struct bdl_cache *c, size_t row, struct bdl_error *err)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_facts f;
	size_t siblings = b->exhibit_count;
	char name[BDL_CACHE_NAME];
	int fd = -1, rc = bdl_cache_facts(c, &b->exhibits[row], &a, &f, err);

	if (rc == 0 && f.inner_count != b->exhibits[row].inner_count)
		rc = bdl_fail(err, BDL_EIO, b->exhibits[row].path,
			"what was read has changed in the work folder");
	if (rc == 0) {
		bdl_cache_name(&b->exhibits[row], BDL_CACHE_INNER, name);
		fd = openat(c->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			rc = bdl_fail_errno(err, b->exhibits[row].path, "read again what was read");
	}
	for (size_t i = 0; rc == 0 && i < f.inner_count; i++)
		rc = add_row(b, row, &f.inner[i], i, fd, siblings, err);
	bdl_close_quietly(fd);
	bdl_arena_release(&a);
	return rc;
}

int bdl_unfold(struct bdl_bundle *b, const struct bdl_cache *c, size_t from, size_t to,
	unsigned level, struct bdl_error *err)
{
	size_t more = 0, first = b->exhibit_count;

	for (size_t row = from; row < to; row++) {
		struct bdl_exhibit *x = &b->exhibits[row];

		if (level < BDL_INNER_LEVELS || x->inner_count == 0) {
			more += x->inner_count;
			continue;
		}
		x->inner_count = 0;
		if (bdl_exhibit_warn(b, x,
			    "What is attached to it is not shown: it lies too deep, message within "
			    "message.",
			    err) < 0)
			return -1;
	}
	if (more == 0)
		return 0;
	if (make_room(b, more, err) < 0)
		return -1;
	for (size_t row = from; row < to; row++)
		if (b->exhibits[row].inner_count && unfold_row(b, c, row, err) < 0)
			return -1;
	return find_copies(b, first, err);
}
