/*
 * The read pass: see work.h. Goes through the rows in order, takes what the cache has, gives the
 * rest to the pool, and never has more files open than there are readers.
 */
#include "work/read_pass.h"

#include "base/file.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	MOST_JOBS = 256,
	LOOK_UP_EVERY = 200 /* milliseconds, to see whether the user wants to stop */
};

/* One job that is running. */
struct slot {
	bool used;
	bool again; /* it has failed once */
	size_t row;
	int input;
	struct bdl_cache_pair files;
};

struct pass {
	struct bdl_bundle *b;
	const struct bdl_cache *cache;
	struct bdl_pool *pool;
	const struct bdl_read_options *o;
	struct slot *slots;
	size_t running, done, total;
};

static int tell(const struct pass *p, const struct bdl_exhibit *x, struct bdl_error *err)
{
	if (!p->o->progress || p->o->progress(p->o->progress_data, p->done, p->total, x->name))
		return 0;
	return bdl_fail(err, BDL_ESTOPPED, "", "stopped");
}

static bool is_as_taken_in(int fd, const struct bdl_exhibit *x)
{
	struct stat st;

	return fstat(fd, &st) == 0 && (uint64_t)st.st_dev == x->device &&
	       (uint64_t)st.st_ino == x->inode && (uint64_t)st.st_size == x->size &&
	       (int64_t)st.st_mtim.tv_sec == x->modified &&
	       (int64_t)st.st_mtim.tv_nsec == x->modified_ns;
}

static int changed(const struct bdl_exhibit *x, struct bdl_error *err)
{
	bdl_fail(err, BDL_ECHANGED, x->path, "changed while the bundle was made");
	return bdl_hint(err, "run bundle build again");
}

/* The system's own troubles are told as they are; all else means that it is another file. */
static int open_evidence(const struct pass *p, const struct bdl_exhibit *x, struct bdl_error *err)
{
	struct bdl_error why = {0};
	int fd = bdl_open_regular(p->o->folder, x->path, &why);

	if (fd < 0) {
		if (why.sys == EMFILE || why.sys == ENFILE || why.sys == EIO ||
			why.code == BDL_ENOMEM) {
			*err = why;
			return -1;
		}
		return changed(x, err);
	}
	if (!is_as_taken_in(fd, x)) {
		bdl_close_quietly(fd);
		return changed(x, err);
	}
	return fd;
}

static void drop(struct pass *p, struct slot *s)
{
	if (!s->used)
		return;
	bdl_close_quietly(s->input);
	bdl_cache_pair_drop(&s->files, p->cache);
	s->used = false;
	p->running--;
}

static struct slot *free_slot(struct pass *p)
{
	for (size_t i = 0; i < MOST_JOBS; i++)
		if (!p->slots[i].used)
			return &p->slots[i];
	return NULL;
}

/* Starts reading a row; there is room in the pool. */
static int start(struct pass *p, size_t row, bool again, struct bdl_error *err)
{
	const struct bdl_exhibit *x = &p->b->exhibits[row];
	struct slot *s = free_slot(p);
	struct bdl_job job = {.kind = BDL_JOB_READ, .second = -1, .limits = p->o->limits};

	if (!s)
		return bdl_fail(err, BDL_EINTERNAL, x->path,
			"more files are being read than there are readers");
	job.tag = (size_t)(s - p->slots);
	*s = (struct slot){.row = row, .again = again};
	s->input = open_evidence(p, x, err);
	if (s->input < 0)
		return -1;
	if (bdl_cache_pair_open(&s->files, p->cache, job.tag, err) < 0) {
		bdl_close_quietly(s->input);
		return -1;
	}
	s->used = true;
	p->running++;
	job.input = s->input;
	job.output = s->files.fd[BDL_CACHE_PART];
	job.result = s->files.fd[BDL_CACHE_FACTS];
	snprintf(job.name, sizeof(job.name), "%s", bdl_path_base(x->path));
	if (bdl_pool_start(p->pool, &job, err) < 0)
		return -1;
	return tell(p, x, err);
}

/* The child may say that the disk is full, or lie: a megabyte more tells. */
static int check_disk(const struct slot *s, const struct bdl_outcome *out, struct bdl_error *err)
{
	const int fd = s->files.fd[BDL_CACHE_PART];
	struct stat st;
	int rc;

	if ((out->sys != ENOSPC && out->sys != EDQUOT) || fstat(fd, &st) < 0)
		return 0;
	rc = posix_fallocate(fd, st.st_size, 1024 * 1024);
	if (rc != ENOSPC && rc != EDQUOT)
		return 0;
	errno = rc;
	bdl_fail_errno(err, "", "write to the work folder");
	return bdl_hint(err, "free some space, or name another folder with --work");
}

/* 1: the row is filled; 0: it failed in a way that is worth another try; -1: the pass failed. */
static int take_result(struct pass *p, struct slot *s, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[s->row];
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;
	int rc = bdl_check_entry(s->files.fd[BDL_CACHE_FACTS], s->files.fd[BDL_CACHE_PART], x->path,
		&arena, &facts, err);

	if (rc == 1 &&
		(bdl_row_take_facts(p->b, x, &facts, err) < 0 ||
			(bdl_reason_is_stable(facts.reason) &&
				bdl_cache_pair_keep(&s->files, p->cache, x, facts.shown, err) < 0)))
		rc = -1;
	bdl_arena_release(&arena);
	return rc;
}

static int take_failure(
	struct pass *p, struct slot *s, enum bdl_reason reason, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[s->row];
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts first;
	int rc = bdl_check_first_look(s->files.fd[BDL_CACHE_FACTS], x->path, &arena, &first, err);

	if (rc >= 0)
		rc = bdl_row_take_failure(p->b, x, reason, rc ? &first : NULL, &p->o->limits, err);
	bdl_arena_release(&arena);
	return rc < 0 ? -1 : 1;
}

/* What came of one job. As take_result(). */
static int judge(
	struct pass *p, struct slot *s, const struct bdl_outcome *out, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[s->row];
	enum bdl_reason reason = BDL_REASON_FAILED;

	if (!is_as_taken_in(s->input, x))
		return changed(x, err);
	if (check_disk(s, out, err) < 0)
		return -1;
	switch (out->kind) {
	case BDL_OUTCOME_DONE: {
		int rc = take_result(p, s, err);

		if (rc != 0)
			return rc;
		break;
	}
	case BDL_OUTCOME_TOO_SLOW:
		reason = BDL_REASON_TOO_SLOW;
		break;
	case BDL_OUTCOME_TOO_BIG:
		reason = BDL_REASON_TOO_BIG;
		break;
	case BDL_OUTCOME_FAILED:
	case BDL_OUTCOME_CRASHED:
		break;
	}
	if (reason == BDL_REASON_FAILED && !s->again)
		return 0;
	return take_failure(p, s, reason, err);
}

static int finish(struct pass *p, const struct bdl_outcome *out, struct bdl_error *err)
{
	struct slot *s = &p->slots[out->tag];
	size_t row = s->row;
	int rc = judge(p, s, out, err);

	drop(p, s);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return start(p, row, true, err);
	p->done++;
	return tell(p, &p->b->exhibits[row], err);
}

/* Waits until one job has ended, and deals with it. */
static int wait_for_one(struct pass *p, struct bdl_error *err)
{
	struct bdl_outcome out;
	int rc;

	for (;;) {
		rc = bdl_pool_wait(p->pool, LOOK_UP_EVERY, &out, err);
		if (rc < 0)
			return -1;
		if (rc > 0)
			return finish(p, &out, err);
		for (size_t i = 0; i < MOST_JOBS; i++) {
			if (!p->slots[i].used)
				continue;
			if (tell(p, &p->b->exhibits[p->slots[i].row], err) < 0)
				return -1;
			break;
		}
	}
}

/* 1: the cache had it. */
static int take_cached(struct pass *p, struct bdl_exhibit *x, struct bdl_error *err)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;
	int rc = bdl_cache_look(p->cache, x, &arena, &facts, err);

	if (rc == 1 && bdl_row_take_facts(p->b, x, &facts, err) < 0)
		rc = -1;
	bdl_arena_release(&arena);
	return rc;
}

static int read_row(struct pass *p, size_t row, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[row];
	int rc;

	if (x->duplicate_of != BDL_NONE)
		return 0;
	rc = take_cached(p, x, err);
	if (rc < 0)
		return -1;
	if (rc == 1) {
		p->done++;
		return tell(p, x, err);
	}
	while (!bdl_pool_has_room(p->pool))
		if (wait_for_one(p, err) < 0)
			return -1;
	return start(p, row, false, err);
}

static int read_rows(struct pass *p, struct bdl_error *err)
{
	struct bdl_bundle *b = p->b;

	for (size_t row = 0; row < b->exhibit_count; row++)
		if (b->exhibits[row].duplicate_of == BDL_NONE)
			p->total++;
	for (size_t row = 0; row < b->exhibit_count; row++)
		if (read_row(p, row, err) < 0)
			return -1;
	while (p->running)
		if (wait_for_one(p, err) < 0)
			return -1;
	for (size_t row = 0; row < b->exhibit_count; row++)
		if (b->exhibits[row].duplicate_of != BDL_NONE)
			bdl_row_take_copy(
				&b->exhibits[row], &b->exhibits[b->exhibits[row].duplicate_of]);
	return 0;
}

int bdl_read_pass(struct bdl_bundle *b, const struct bdl_cache *c, struct bdl_pool *pool,
	const struct bdl_read_options *o, struct bdl_error *err)
{
	struct pass p = {.b = b, .cache = c, .pool = pool, .o = o};
	int rc;

	assert(b->stage == BDL_STAGE_TAKEN_IN);
	p.slots = calloc(MOST_JOBS, sizeof(*p.slots));
	if (!p.slots)
		return bdl_fail_memory(err);
	rc = read_rows(&p, err);
	if (rc < 0)
		bdl_pool_abandon(pool);
	for (size_t i = 0; i < MOST_JOBS; i++)
		drop(&p, &p.slots[i]);
	free(p.slots);
	if (rc == 0)
		b->stage = BDL_STAGE_READ;
	return rc;
}
