/*
 * Checking a folder: the newest bundle that was built there, and what has changed since: evidence
 * that is other, new or gone, and results that are no longer the archive's.
 */
#include "check_bundle.h"

#include "base/file.h"
#include "base/text.h"
#include "gather/gather.h"
#include "readiness.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ARCHIVE_END ".tar.gz"

struct newest {
	int folder; /* of the results; -1: none found */
	char name[300]; /* of the archive in it */
	struct timespec made;
};

static bool is_newer(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

/* Takes over `folder` where it holds the newest archive so far, else closes it. */
static void look_into(int folder, struct newest *n)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	bool taken = false;
	struct dirent *e;

	if (!d) {
		bdl_close_quietly(fd);
		bdl_close_quietly(folder);
		return;
	}
	while ((e = readdir(d))) {
		struct stat st;

		if (!bdl_text_ends(e->d_name, ARCHIVE_END) ||
			strlen(e->d_name) >= sizeof(n->name) ||
			fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
			!S_ISREG(st.st_mode))
			continue;
		if (n->folder >= 0 && !is_newer(st.st_mtim, n->made))
			continue;
		if (n->folder != folder)
			bdl_close_quietly(n->folder);
		n->folder = folder;
		n->made = st.st_mtim;
		memcpy(n->name, e->d_name, strlen(e->d_name) + 1);
		taken = true;
	}
	closedir(d);
	if (!taken)
		bdl_close_quietly(folder);
}

static bool is_marked(int folder)
{
	return faccessat(folder, BDL_MARKER, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* "bundle", "bundle-2" ... with the marker in them; and the folder itself where it is one for
 * results. */
static void find_newest(int folder, struct newest *n)
{
	n->folder = -1;
	if (is_marked(folder)) {
		look_into(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), n);
		return;
	}
	for (int i = 1; i < 1000; i++) {
		char name[32];
		int fd;

		snprintf(name, sizeof(name), i == 1 ? "bundle" : "bundle-%d", i);
		fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0 && faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
			return;
		if (fd >= 0 && is_marked(fd))
			look_into(fd, n);
		else
			bdl_close_quietly(fd);
	}
}

/* ---- what has changed ---- */

static int add_change(struct bdl_checked *c, enum bdl_change_kind kind, const char *name,
	bool result, struct bdl_error *err)
{
	struct bdl_change *list =
		bdl_arena_grow(&c->arena, c->changes, c->change_count, sizeof(*list));
	const char *copy = bdl_arena_string(&c->arena, name ? name : "");

	if (!list || !copy)
		return bdl_fail_memory(err);
	c->changes = list;
	list[c->change_count++] = (struct bdl_change){.kind = kind, .name = copy, .result = result};
	return 0;
}

static int by_path(const void *a, const void *b)
{
	const struct bdl_exhibit *x = *(const struct bdl_exhibit *const *)a;
	const struct bdl_exhibit *y = *(const struct bdl_exhibit *const *)b;

	return strcmp(x->path, y->path);
}

/* The files of a table, sorted; what came out of files is none. NULL: out of memory. */
static const struct bdl_exhibit **files_of(const struct bdl_bundle *b, size_t *count)
{
	const struct bdl_exhibit **list = calloc(b->exhibit_count + 1, sizeof(*list));

	*count = 0;
	for (size_t i = 0; list && i < b->exhibit_count; i++)
		if (!b->exhibits[i].inside)
			list[(*count)++] = &b->exhibits[i];
	if (list)
		qsort(list, *count, sizeof(*list), by_path);
	return list;
}

static int compare(struct bdl_checked *c, const struct bdl_exhibit **was, size_t was_count,
	const struct bdl_exhibit **is, size_t is_count, struct bdl_error *err)
{
	size_t i = 0, k = 0;
	int rc = 0;

	while (rc == 0 && (i < was_count || k < is_count)) {
		int order = i == was_count  ? 1
			    : k == is_count ? -1
					    : strcmp(was[i]->path, is[k]->path);

		if (order < 0)
			rc = add_change(c, BDL_CHANGE_REMOVED, was[i]->name, false, err);
		else if (order > 0)
			rc = add_change(c, BDL_CHANGE_ADDED, is[k]->name, false, err);
		else if (memcmp(was[i]->sha256, is[k]->sha256, BDL_SHA256_SIZE) != 0)
			rc = add_change(c, BDL_CHANGE_CHANGED, is[k]->name, false, err);
		i += order <= 0;
		k += order >= 0;
	}
	return rc;
}

/* What index.csv leaves out was there and is no news. */
static void drop_left_out(
	const struct bdl_bundle *was, const struct bdl_exhibit **now, size_t *count)
{
	for (size_t i = 0; i < was->excluded_count && *count; i++) {
		const struct bdl_exhibit key = {.path = was->excluded[i].path}, *wanted = &key,
					 **at;

		if (strcmp(was->excluded[i].reason, BDL_LEFT_OUT) != 0)
			continue;
		at = bsearch(&wanted, now, *count, sizeof(*now), by_path);
		if (!at)
			continue;
		--*count;
		memmove(at, at + 1, (*count - (size_t)(at - now)) * sizeof(*at));
	}
}

static int by_bytes(const void *a, const void *b)
{
	const struct bdl_held *x = a, *y = b;

	return memcmp(x->sha256, y->sha256, sizeof(x->sha256));
}

/* Of a supplement: what the bundle before it holds was there and is no news, whatever it is called
 * now. */
static int drop_held(const struct bdl_bundle *was, const struct bdl_exhibit **now, size_t *count,
	struct bdl_error *err)
{
	struct bdl_held *held = calloc(was->held_count + 1, sizeof(*held));
	size_t kept = 0;

	if (!held)
		return bdl_fail_memory(err);
	if (was->held_count)
		memcpy(held, was->held, was->held_count * sizeof(*held));
	qsort(held, was->held_count, sizeof(*held), by_bytes);
	for (size_t i = 0; i < *count; i++) {
		struct bdl_held wanted = {.path = now[i]->path};

		memcpy(wanted.sha256, now[i]->sha256, sizeof(wanted.sha256));
		if (!bsearch(&wanted, held, was->held_count, sizeof(*held), by_bytes))
			now[kept++] = now[i];
	}
	*count = kept;
	free(held);
	return 0;
}

static int compare_tables(struct bdl_checked *c, const struct bdl_bundle *was,
	const struct bdl_bundle *is, struct bdl_error *err)
{
	size_t was_count, is_count;
	const struct bdl_exhibit **before = files_of(was, &was_count),
				 **now = files_of(is, &is_count);
	int rc = 0;

	if (!before || !now)
		rc = bdl_fail_memory(err);
	else
		drop_left_out(was, now, &is_count);
	if (rc == 0)
		rc = drop_held(was, now, &is_count, err);
	if (rc == 0)
		rc = compare(c, before, was_count, now, is_count, err);

	free(before);
	free(now);
	return rc;
}

struct telling {
	const struct bdl_check_bundle_options *o;
};

static bool tell(void *data, size_t done, size_t total, const char *name)
{
	const struct bdl_check_bundle_options *o = ((const struct telling *)data)->o;

	return !o->progress || o->progress(o->progress_data, BDL_DOING_HASH, done, total, name);
}

static int compare_evidence(const struct bdl_check_bundle_options *o, int folder,
	const struct bdl_bundle *table, struct bdl_checked *out, struct bdl_error *err)
{
	struct telling telling = {.o = o};
	struct bdl_bundle now;
	int rc;

	bdl_bundle_init(&now);
	rc = bdl_scan(&now, folder, NULL, err);
	if (rc == 0)
		rc = bdl_intake(&now, folder, tell, &telling, err);
	if (rc == 0)
		rc = compare_tables(out, table, &now, err);
	bdl_bundle_release(&now);
	return rc;
}

/* The PDFs beside the archive are those in it; what a document that is filed by itself is called
 * there, is not known. */
static int compare_results(int results, struct bdl_checked *out, struct bdl_error *err)
{
	for (size_t i = 0; i < out->pdf_count; i++) {
		const struct bdl_checked_pdf *p = &out->pdfs[i];
		struct bdl_error ignored = {0};
		uint8_t sha256[BDL_SHA256_SIZE];
		uint64_t size;
		int fd, rc = 0;

		if (strcmp(p->file, p->tag) == 0)
			continue;
		fd = bdl_open_regular(results, p->file, &ignored);
		if (fd < 0)
			rc = add_change(out, BDL_CHANGE_REMOVED, p->file, true, err);
		else if (bdl_digest_fd(fd, p->file, sha256, &size, err) < 0)
			rc = -1;
		else if (memcmp(sha256, p->sha256, sizeof(sha256)) != 0)
			rc = add_change(out, BDL_CHANGE_CHANGED, p->file, true, err);
		bdl_close_quietly(fd);
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* The newest bundle, and what is not any more as it has it. */
static int check_newest(const struct bdl_check_bundle_options *o, int folder,
	const struct newest *n, struct bdl_bundle *table, struct bdl_checked *out,
	struct bdl_error *err)
{
	int fd = bdl_open_regular(n->folder, n->name, err);
	int rc = fd < 0 ? -1 : bdl_check_one(o, fd, n->name, table, out, err);

	if (rc == 0)
		rc = compare_results(n->folder, out, err);
	/* a table that could not be read has no files to compare with: the report has said so */
	if (rc == 0 && table && table->exhibit_count)
		rc = compare_evidence(o, folder, table, out, err);
	bdl_close_quietly(fd);
	return rc;
}

static int nothing_built(const struct bdl_check_bundle_options *o, struct bdl_error *err)
{
	bdl_fail(err, BDL_EPATH, o->path, "no bundle has been built here");
	return bdl_hint(err, "make one first: bundle build");
}

static int check_evidence(const struct bdl_check_bundle_options *o, int folder,
	const struct newest *n, struct bdl_checked *out, struct bdl_error *err)
{
	struct bdl_bundle sealed;
	bool built = n->folder >= 0;
	int rc = bdl_readiness_for_folder(o, folder, out, err);

	if (rc == 0 && !built && !out->recipient)
		return nothing_built(o, err);
	bdl_bundle_init(&sealed);
	snprintf(out->name, sizeof(out->name), "%s", bdl_path_base(o->path));
	if (rc == 0 && built)
		rc = check_newest(o, folder, n, &sealed, out, err);
	if (rc == 0 && out->recipient)
		rc = bdl_readiness_of_folder(o, built ? &sealed : NULL, n->folder, out, err);
	bdl_bundle_release(&sealed);
	return rc;
}

int bdl_check_folder(const struct bdl_check_bundle_options *o, int folder, struct bdl_checked *out,
	struct bdl_error *err)
{
	struct newest n;
	int rc;

	find_newest(folder, &n);
	if (!is_marked(folder))
		rc = check_evidence(o, folder, &n, out, err);
	else if (n.folder < 0)
		rc = nothing_built(o, err);
	else
		rc = check_newest(o, folder, &n, NULL, out, err);
	bdl_close_quietly(n.folder);
	return rc;
}
