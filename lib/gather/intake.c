/*
 * Intake: each file is opened once, read to its end and hashed. A file that changes meanwhile is a
 * finding: the same size, time and identity must stand before and after. Then exact copies are
 * found by their hash.
 */
#include "gather/gather.h"

#include "base/file.h"
#include "base/text.h"
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

/* "letter (1).pdf", "letter copy.pdf", "Copy of letter.pdf": a name that a computer gave to a copy.
 */
static bool is_named_as_copy(const char *path)
{
	const char *base = bdl_path_base(path), *end = strrchr(base, '.');
	size_t n = end && end != base ? (size_t)(end - base) : strlen(base);

	if (bdl_text_starts(base, "Copy of ") || (n > 5 && memcmp(base + n - 5, " copy", 5) == 0) ||
		(n > 7 && memcmp(base + n - 7, " - Copy", 7) == 0))
		return true;
	return n > 3 && base[n - 1] == ')' && bdl_is_digit((unsigned char)base[n - 2]) &&
	       base[n - 3] == '(';
}

/*
 * Of files with the same bytes one is shown: the first in byte order of path whose name is not that
 * of a copy. Empty files are no copies of each other.
 */
static size_t shown_of(const struct bdl_bundle *b, const struct hashed *h, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_named_as_copy(b->exhibits[h[i].row].path))
			return h[i].row;
	return h[0].row;
}

static int find_duplicates(struct bdl_bundle *b, struct bdl_error *err)
{
	struct hashed *h = calloc(b->exhibit_count + 1, sizeof(*h));

	if (!h)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		h[i] = (struct hashed){.sha256 = b->exhibits[i].sha256, .row = i};
	qsort(h, b->exhibit_count, sizeof(*h), by_hash);
	for (size_t first = 0, end; first < b->exhibit_count; first = end) {
		size_t shown;

		for (end = first + 1; end < b->exhibit_count; end++)
			if (memcmp(h[first].sha256, h[end].sha256, BDL_SHA256_SIZE) != 0)
				break;
		shown = shown_of(b, h + first, end - first);
		for (size_t i = first; i < end; i++)
			if (h[i].row != shown && b->exhibits[h[i].row].size > 0)
				b->exhibits[h[i].row].duplicate_of = shown;
	}
	free(h);
	return 0;
}

int bdl_intake(struct bdl_bundle *b, int folder,
	bool (*progress)(void *data, size_t done, size_t total, const char *name), void *data,
	struct bdl_error *err)
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
