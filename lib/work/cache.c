/* The cache: see work.h and cache.h. */
#include "work/cache.h"

#include "base/file.h"
#include "model/part.h"
#include "work/cache_home.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_PREFIX "cache-"
#define HIDING_PREFIX "hiding-"
#define TEMP_PREFIX "new-"

static const char *const suffixes[] = {
	[BDL_CACHE_FACTS] = "facts", [BDL_CACHE_PART] = "part", [BDL_CACHE_INNER] = "inner"};

void bdl_cache_name(
	const struct bdl_exhibit *x, enum bdl_cache_file which, char out[BDL_CACHE_NAME])
{
	char hex[BDL_SHA256_HEX];

	bdl_hex(x->sha256, hex);
	snprintf(out, BDL_CACHE_NAME, "%s.%s", hex, suffixes[which]);
}

bool bdl_reason_is_stable(enum bdl_reason r)
{
	switch (r) {
	case BDL_REASON_NONE:
	case BDL_REASON_LOCKED:
	case BDL_REASON_DAMAGED:
	case BDL_REASON_TRUNCATED:
	case BDL_REASON_EMPTY:
	case BDL_REASON_UNKNOWN_KIND:
	case BDL_REASON_NOT_YET:
	case BDL_REASON_SOUND:
	case BDL_REASON_VIDEO:
		return true;
	case BDL_REASON_TOO_SLOW:
	case BDL_REASON_TOO_BIG:
	case BDL_REASON_FAILED:
	case BDL_REASON_UNREADABLE:
		return false;
	}
	return false;
}

/* Calls `visit` for each name in the folder; errors end the walk, since all of this is tidying up.
 */
static void for_each_name(
	int folder, void (*visit)(int folder, const char *name, const char *keep), const char *keep)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	if (!d) {
		bdl_close_quietly(fd);
		return;
	}
	while ((e = readdir(d)))
		visit(folder, e->d_name, keep);
	closedir(d);
}

static void remove_other_version(int folder, const char *name, const char *keep)
{
	/* the prefix, up to its hyphen */
	if (!strncmp(name, keep, strcspn(keep, "-") + 1) && strcmp(name, keep))
		bdl_remove_tree(folder, name);
}

/* "new-PID-SLOT.part" of a process that is no more. */
static void remove_orphan(int folder, const char *name, const char *keep)
{
	long pid;

	(void)keep;
	if (strncmp(name, TEMP_PREFIX, strlen(TEMP_PREFIX)))
		return;
	pid = strtol(name + strlen(TEMP_PREFIX), NULL, 10);
	if (pid == (long)getpid() || (pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH))
		unlinkat(folder, name, 0);
}

/* Opens or makes the folder NAME of the cache; -1 with err. */
static int open_folder(int work, const char *name, struct bdl_error *err)
{
	int folder;

	if (mkdirat(work, name, 0700) < 0 && errno != EEXIST)
		return bdl_fail_errno(err, name, "create the folder");
	folder = openat(work, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		bdl_fail_errno(err, name, "open the folder");
	return folder;
}

/*
 * Facts are asked for twice, when a row is read and when it is judged. Of small cases all are
 * remembered in between; of large ones a few, lest memory grow with them.
 */
#define REMEMBERED_MOST 128u

struct bdl_kept {
	size_t count;

	struct {
		uint8_t sha256[BDL_SHA256_SIZE];
		struct bdl_arena arena;
		struct bdl_facts facts;
	} rows[REMEMBERED_MOST];
};

void bdl_cache_remember(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	const struct bdl_facts *f)
{
	struct bdl_kept *k = c->kept;

	/* records are as large as they are many */
	if (!k || k->count == REMEMBERED_MOST || f->record_count ||
		!bdl_reason_is_stable(f->reason))
		return;
	memcpy(k->rows[k->count].sha256, x->sha256, BDL_SHA256_SIZE);
	k->rows[k->count].arena = *a;
	k->rows[k->count++].facts = *f;
	*a = (struct bdl_arena)BDL_ARENA_INIT;
}

/* Hands them over, once. */
static bool recall(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	struct bdl_facts *out)
{
	struct bdl_kept *k = c->kept;

	for (size_t i = 0; k && !a->newest && i < k->count; i++) {
		if (memcmp(k->rows[i].sha256, x->sha256, BDL_SHA256_SIZE) != 0)
			continue;
		*a = k->rows[i].arena;
		*out = k->rows[i].facts;
		k->rows[i] = k->rows[--k->count];
		return true;
	}
	return false;
}

static void forget(struct bdl_cache *c)
{
	for (size_t i = 0; c->kept && i < c->kept->count; i++)
		bdl_arena_release(&c->kept->rows[i].arena);
	free(c->kept);
	c->kept = NULL;
}

static int open_named(struct bdl_cache *c, int work, const char *prefix, const char *key,
	size_t length, struct bdl_error *err)
{
	uint8_t digest[BDL_SHA256_SIZE];
	char hex[BDL_SHA256_HEX], name[BDL_CACHE_NAME];

	c->folder = -1;
	c->kept = calloc(1, sizeof(*c->kept)); /* without it, facts are read twice */
	if (bdl_digest_bytes(key, length, digest, err) < 0)
		return -1;
	bdl_hex(digest, hex);
	snprintf(name, sizeof(name), "%s%.16s", prefix, hex);
	for_each_name(work, remove_other_version, name);
	c->folder = open_folder(work, name, err);
	if (c->folder >= 0 && !bdl_cache_is_home(c->folder)) {
		bdl_close_quietly(c->folder);
		bdl_remove_tree(work, name);
		c->folder = open_folder(work, name, err);
		if (c->folder >= 0 && bdl_cache_make_home(c->folder, err) < 0)
			return -1;
	}
	if (c->folder < 0)
		return -1;
	for_each_name(c->folder, remove_orphan, NULL);
	return 0;
}

int bdl_cache_open(struct bdl_cache *c, int work, const char *version, struct bdl_error *err)
{
	return open_named(c, work, FOLDER_PREFIX, version, strlen(version), err);
}

int bdl_cache_open_hiding(struct bdl_cache *c, int work, const char *version,
	const struct bdl_buffer *hide, struct bdl_error *err)
{
	struct bdl_buffer key = BDL_BUFFER_INIT;
	int rc;

	bdl_buffer_add(&key, version, strlen(version) + 1);
	bdl_buffer_add(&key, bdl_buffer_string(hide), hide->length);
	c->folder = -1;
	c->kept = NULL;
	rc = key.failed ? bdl_fail_memory(err)
			: open_named(c, work, HIDING_PREFIX, key.data, key.length, err);
	bdl_buffer_release(&key);
	return rc;
}

void bdl_cache_close(struct bdl_cache *c)
{
	bdl_close_quietly(c->folder);
	c->folder = -1;
	forget(c);
}

int bdl_cache_set_open(
	struct bdl_cache_set *p, const struct bdl_cache *c, size_t slot, struct bdl_error *err)
{
	for (int i = 0; i < BDL_CACHE_FILES; i++)
		p->fd[i] = -1;
	for (int i = 0; i < BDL_CACHE_FILES; i++) {
		snprintf(p->temp[i], BDL_CACHE_NAME, TEMP_PREFIX "%ld-%zu.%s", (long)getpid(), slot,
			suffixes[i]);
		(void)unlinkat(c->folder, p->temp[i], 0);
		p->fd[i] = openat(c->folder, p->temp[i],
			O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (p->fd[i] < 0) {
			bdl_fail_errno(err, p->temp[i], "create");
			bdl_cache_set_drop(p, c);
			return -1;
		}
	}
	return 0;
}

void bdl_cache_set_drop(struct bdl_cache_set *p, const struct bdl_cache *c)
{
	for (int i = 0; i < BDL_CACHE_FILES; i++) {
		if (p->fd[i] < 0)
			continue;
		bdl_close_quietly(p->fd[i]);
		p->fd[i] = -1;
		unlinkat(c->folder, p->temp[i], 0);
	}
}

/*
 * Not synced to the disk: what a power cut leaves is checked like everything else when it is used
 * again, and two syncs for each of a thousand letters would cost more than reading them.
 */
static int put_in_place(struct bdl_cache_set *p, const struct bdl_cache *c,
	const struct bdl_exhibit *x, enum bdl_cache_file which)
{
	char name[BDL_CACHE_NAME];

	bdl_cache_name(x, which, name);
	if (renameat(c->folder, p->temp[which], c->folder, name) < 0)
		return -1;
	bdl_close_quietly(p->fd[which]);
	p->fd[which] = -1;
	return 0;
}

int bdl_cache_set_keep(struct bdl_cache_set *p, const struct bdl_cache *c,
	const struct bdl_exhibit *x, const struct bdl_facts *f, struct bdl_error *err)
{
	int rc = 0;

	if ((f->shown && put_in_place(p, c, x, BDL_CACHE_PART) < 0) ||
		(f->inner_count && put_in_place(p, c, x, BDL_CACHE_INNER) < 0) ||
		put_in_place(p, c, x, BDL_CACHE_FACTS) < 0)
		rc = bdl_fail_errno(err, x->path, "keep what was read");
	bdl_cache_set_drop(p, c);
	return rc;
}

/* 1 and facts; 0: not facts that can be used; -1 out of memory. */
static int load_facts(
	int fd, const char *path, struct bdl_arena *a, struct bdl_facts *out, struct bdl_error *err)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error why = {0};
	int rc = bdl_read_fd(fd, path, BDL_FACTS_MAX, &json, &why);

	if (rc == 0)
		rc = bdl_facts_from_json(out, a, bdl_buffer_string(&json), json.length, path, &why);
	bdl_buffer_release(&json);
	if (rc < 0 && why.code == BDL_ENOMEM)
		return bdl_fail_memory(err);
	return rc == 0;
}

/* The documents inside fill their file from its beginning to its end. */
static bool inner_fits(const struct bdl_facts *f, int fd)
{
	const struct bdl_inner *last = f->inner_count ? &f->inner[f->inner_count - 1] : NULL;
	struct stat st;

	return !last || (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
				(uint64_t)st.st_size == last->at + last->length);
}

int bdl_check_entry(const int fd[BDL_CACHE_FILES], const char *path, struct bdl_arena *a,
	struct bdl_facts *out, struct bdl_error *err)
{
	const int part = fd[BDL_CACHE_PART];
	struct bdl_part tables = {0};
	struct bdl_error why = {0};
	int rc = load_facts(fd[BDL_CACHE_FACTS], path, a, out, err);

	if (rc == 1 && !inner_fits(out, fd[BDL_CACHE_INNER]))
		return 0;
	if (rc <= 0 || !out->shown)
		return rc;
	/* out of memory too: a part from the sandbox may ask for any amount, and that is its fault
	 */
	if (part < 0 || bdl_part_load(&tables, part, path, &why) < 0)
		return 0;
	rc = tables.page_count == out->pages;
	bdl_part_release(&tables);
	return rc;
}

int bdl_check_first_look(int facts, const char *path, struct bdl_arena *a, struct bdl_facts *out,
	struct bdl_error *err)
{
	int rc = load_facts(facts, path, a, out, err);

	return rc == 1 && (out->shown || out->reason != BDL_REASON_FAILED) ? 0 : rc;
}

static int open_entry(
	const struct bdl_cache *c, const struct bdl_exhibit *x, enum bdl_cache_file which)
{
	char name[BDL_CACHE_NAME];

	bdl_cache_name(x, which, name);
	return openat(c->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

int bdl_cache_look(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	struct bdl_facts *out, struct bdl_error *err)
{
	int fd[BDL_CACHE_FILES] = {open_entry(c, x, BDL_CACHE_FACTS), -1, -1};
	int rc;

	if (fd[BDL_CACHE_FACTS] < 0)
		return 0;
	fd[BDL_CACHE_PART] = open_entry(c, x, BDL_CACHE_PART);
	fd[BDL_CACHE_INNER] = open_entry(c, x, BDL_CACHE_INNER);
	rc = bdl_check_entry(fd, x->path, a, out, err);
	if (rc == 1 && !bdl_reason_is_stable(out->reason))
		rc = 0;
	for (int i = 0; i < BDL_CACHE_FILES; i++)
		bdl_close_quietly(fd[i]);
	return rc;
}

/* The open file once more, for reading only, and without its name. */
static int reopen_unnamed(const struct bdl_cache *c, int fd, const char *temp)
{
	char self[64];
	int reading;

	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	reading = open(self, O_RDONLY | O_CLOEXEC);
	if (unlinkat(c->folder, temp, 0) < 0 && reading >= 0) {
		bdl_close_quietly(reading);
		return -1;
	}
	return reading;
}

int bdl_cache_open_inner(const struct bdl_cache *c, const struct bdl_exhibit *parent,
	const struct bdl_exhibit *x, struct bdl_error *err)
{
	char temp[BDL_CACHE_NAME];
	int from = open_entry(c, parent, BDL_CACHE_INNER), to = -1, reading = -1;

	snprintf(temp, sizeof(temp), TEMP_PREFIX "%ld-inner", (long)getpid());
	(void)unlinkat(c->folder, temp, 0);
	if (from >= 0)
		to = openat(
			c->folder, temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (to >= 0 && bdl_copy_range(from, x->inside->at, x->size, to) == 0)
		reading = reopen_unnamed(c, to, temp);
	if (reading < 0)
		bdl_fail_errno(err, x->path, "take out of its message");
	bdl_close_quietly(from);
	bdl_close_quietly(to);
	return reading;
}

/* What is known of an exhibit whose reading gave no facts to keep. */
static void facts_of_row(const struct bdl_exhibit *x, struct bdl_facts *out)
{
	*out = (struct bdl_facts){.format = x->format,
		.media_type = x->media_type,
		.format_basis = "",
		.reason = x->reason,
		.detail = x->detail,
		.text = "",
		.warnings = x->warnings};
}

int bdl_cache_facts(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	struct bdl_facts *out, struct bdl_error *err)
{
	int fd, rc;

	if (!bdl_reason_is_stable(x->reason)) {
		facts_of_row(x, out);
		return 0;
	}
	if (recall(c, x, a, out))
		return 0;
	fd = open_entry(c, x, BDL_CACHE_FACTS);
	if (fd < 0)
		return bdl_fail_errno(err, x->path, "read again what was read");
	rc = load_facts(fd, x->path, a, out, err);
	bdl_close_quietly(fd);
	if (rc == 0)
		return bdl_fail(
			err, BDL_EIO, x->path, "what was read has changed in the work folder");
	return rc < 0 ? -1 : 0;
}
