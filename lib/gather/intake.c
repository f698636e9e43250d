/*
 * Intake: each file is opened once, read to its end and hashed. A file that changes meanwhile is a finding:
 * the same size, time and identity must stand before and after. Then exact copies are found by their hash.
 */
#include "gather/gather.h"

#include "base/file.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
		a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static int take_in(struct bdl_exhibit *x, int folder, struct bdl_error *err)
{
	struct stat before, after;
	int fd = bdl_open_regular(folder, x->path, err), rc = -1;

	if (fd < 0)
		return -1;
	if (fstat(fd, &before) < 0) {
		bdl_fail_errno(err, x->path, "examine");
		goto out;
	}
	if (bdl_digest_fd(fd, x->path, x->sha256, &x->size, err) < 0)
		goto out;
	if (fstat(fd, &after) < 0) {
		bdl_fail_errno(err, x->path, "examine");
		goto out;
	}
	if (!same_file(&before, &after) || x->size != (uint64_t)after.st_size) {
		bdl_fail(err, BDL_ECHANGED, x->path, "changed while it was being read");
		bdl_hint(err, "close the program that is writing it, then run bundle build again");
		goto out;
	}
	x->device = (uint64_t)after.st_dev;
	x->inode = (uint64_t)after.st_ino;
	x->modified = (int64_t)after.st_mtim.tv_sec;
	x->modified_ns = (int64_t)after.st_mtim.tv_nsec;
	rc = 0;
out:
	bdl_close_quietly(fd);
	return rc;
}

struct hashed {
	const uint8_t *sha256;
	size_t row;
};

static int by_hash(const void *a, const void *b)
{
	const struct hashed *x = a, *y = b;
	int order = memcmp(x->sha256, y->sha256, BDL_SHA256_SIZE);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* Of files with the same bytes the first in byte order of path is shown. Empty files are no copies of each other. */
static int find_duplicates(struct bdl_bundle *b, struct bdl_error *err)
{
	struct hashed *h = calloc(b->exhibit_count + 1, sizeof(*h));
	size_t first = 0;

	if (!h)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		h[i] = (struct hashed){ .sha256 = b->exhibits[i].sha256, .row = i };
	qsort(h, b->exhibit_count, sizeof(*h), by_hash);
	for (size_t i = 1; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[h[i].row];

		if (memcmp(h[i].sha256, h[first].sha256, BDL_SHA256_SIZE) != 0)
			first = i;
		else if (x->size > 0)
			x->duplicate_of = h[first].row;
	}
	free(h);
	return 0;
}

int bdl_intake(struct bdl_bundle *b, int folder,
	bool (*progress)(void *data, size_t done, size_t total, const char *name), void *data, struct bdl_error *err)
{
	assert(b->stage == BDL_STAGE_SCANNED);
	for (size_t i = 0; i < b->exhibit_count; i++) {
		if (progress && !progress(data, i, b->exhibit_count, b->exhibits[i].name))
			return bdl_fail(err, BDL_ESTOPPED, NULL, "stopped");
		if (take_in(&b->exhibits[i], folder, err) < 0)
			return -1;
	}
	if (find_duplicates(b, err) < 0)
		return -1;
	b->stage = BDL_STAGE_TAKEN_IN;
	return 0;
}
