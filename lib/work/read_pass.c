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
	LOOK_UP_EVERY = 200, /* milliseconds, to see whether the user wants to stop */
	SECONDS_A_SCAN = 60, /* of a page whose words are recognised, on top of the limit */
	MOST_SECONDS = 24 * 3600
};

/* One job that is running. */
struct slot {
	bool used;
	bool again; /* it has failed once */
	bool recognise; /* its scans are being read */
	bool as_it_is; /* reading its scans failed: it is shown without their words */
	size_t row;
	int input;
	struct bdl_cache_set files;
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

static const struct bdl_exhibit *parent_of(const struct pass *p, const struct bdl_exhibit *x)
{
	return x->inside ? &p->b->exhibits[x->inside->parent] : NULL;
}

/* The system's own troubles are told as they are; all else means that it is another file. */
static int open_evidence(const struct pass *p, const struct bdl_exhibit *x, struct bdl_error *err)
{
	struct bdl_error why = {0};
	int fd;

	if (x->inside)
		return bdl_cache_open_inner(p->cache, parent_of(p, x), x, err);
	fd = bdl_open_regular(p->o->folder, x->path, &why);

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
	bdl_cache_set_drop(&s->files, p->cache);
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

/* How the reading of a row is tried. */
struct attempt {
	bool again, as_it_is;
	unsigned scanned; /* pages whose words are to be recognised; 0: none */
};

/* Recognising words takes its time, page by page. */
static void allow_for_scans(struct bdl_limits *l, unsigned scanned)
{
	uint64_t more = (uint64_t)scanned * SECONDS_A_SCAN;

	if (l->seconds)
		l->seconds = more > MOST_SECONDS - l->seconds ? MOST_SECONDS
							      : l->seconds + (unsigned)more;
}

/* What has to be free on pages, in words. */
static void reserve(const struct pass *p, char out[BDL_STAMPING_TEXT])
{
	const struct bdl_stamping usual = BDL_STAMPING_INIT;

	bdl_stamping_text(p->o->stamping.size ? &p->o->stamping : &usual, out);
}

/* Starts reading a row; there is room in the pool. */
static int start(struct pass *p, size_t row, struct attempt how, struct bdl_error *err)
{
	const struct bdl_exhibit *x = &p->b->exhibits[row];
	struct slot *s = free_slot(p);
	struct bdl_job job = {
		.kind = BDL_JOB_READ, .limits = p->o->limits, .recognise = how.scanned > 0};

	if (!s)
		return bdl_fail(err, BDL_EINTERNAL, x->path,
			"more files are being read than there are readers");
	job.tag = (size_t)(s - p->slots);
	*s = (struct slot){.row = row,
		.again = how.again,
		.as_it_is = how.as_it_is,
		.recognise = job.recognise};
	s->input = open_evidence(p, x, err);
	if (s->input < 0)
		return -1;
	if (bdl_cache_set_open(&s->files, p->cache, job.tag, err) < 0) {
		bdl_close_quietly(s->input);
		return -1;
	}
	s->used = true;
	p->running++;
	job.input = s->input;
	job.output = s->files.fd[BDL_CACHE_PART];
	job.result = s->files.fd[BDL_CACHE_FACTS];
	job.second = s->files.fd[BDL_CACHE_INNER];
	job.hide = p->o->hide;
	allow_for_scans(&job.limits, how.scanned);
	snprintf(job.ocr, sizeof(job.ocr), "%s", p->o->ocr ? p->o->ocr : "");
	reserve(p, job.reserved);
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

/* What is to be done with a job that has ended. */
enum next { FAILED = -1, ANOTHER_TRY, ROW_FILLED, READ_ITS_SCANS };

static bool wants_recognition(const struct pass *p, const struct bdl_facts *f)
{
	return p->o->ocr && p->o->ocr[0] && f->scanned > 0 && !f->recognised;
}

static enum next take_result(
	struct pass *p, struct slot *s, unsigned *scanned, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[s->row];
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;
	int rc = bdl_check_entry(s->files.fd, x->path, &arena, &facts, err);
	enum next next = rc < 0 ? FAILED : rc == 0 ? ANOTHER_TRY : ROW_FILLED;

	if (next == ROW_FILLED && wants_recognition(p, &facts) && !s->recognise && !s->as_it_is) {
		*scanned = facts.scanned;
		next = READ_ITS_SCANS;
	} else if (next == ROW_FILLED &&
		   (bdl_row_take_facts(p->b, x, &facts, err) < 0 ||
			   (s->as_it_is && bdl_exhibit_warn(p->b, x,
						   "The words in its scans could not be read: "
						   "they cannot be searched.",
						   err) < 0) ||
			   (bdl_reason_is_stable(facts.reason) &&
				   bdl_cache_set_keep(&s->files, p->cache, x, &facts, err) < 0))) {
		next = FAILED;
	}
	if (next == ROW_FILLED)
		bdl_cache_remember(p->cache, x, &arena, &facts);
	bdl_arena_release(&arena);
	return next;
}

static enum next take_failure(
	struct pass *p, struct slot *s, enum bdl_reason reason, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[s->row];
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts first;
	int rc = bdl_check_first_look(s->files.fd[BDL_CACHE_FACTS], x->path, &arena, &first, err);

	if (rc >= 0)
		rc = bdl_row_take_failure(p->b, x, reason, rc ? &first : NULL, &p->o->limits, err);
	bdl_arena_release(&arena);
	return rc < 0 ? FAILED : ROW_FILLED;
}

/* What came of one job. */
static enum next judge(struct pass *p, struct slot *s, const struct bdl_outcome *out,
	unsigned *scanned, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[s->row];
	enum bdl_reason reason = BDL_REASON_FAILED;

	if (!x->inside && !is_as_taken_in(s->input, x))
		return changed(x, err);
	if (check_disk(s, out, err) < 0)
		return FAILED;
	switch (out->kind) {
	case BDL_OUTCOME_DONE: {
		enum next next = take_result(p, s, scanned, err);

		if (next != ANOTHER_TRY)
			return next;
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
	if (s->recognise || (reason == BDL_REASON_FAILED && !s->again))
		return ANOTHER_TRY;
	return take_failure(p, s, reason, err);
}

static int finish(struct pass *p, const struct bdl_outcome *out, struct bdl_error *err)
{
	struct slot *s = &p->slots[out->tag];
	const size_t row = s->row;
	struct attempt how = {.again = true, .as_it_is = s->recognise || s->as_it_is};
	enum next next = judge(p, s, out, &how.scanned, err);

	if (next == READ_ITS_SCANS)
		how.again = how.as_it_is = false;
	drop(p, s);
	switch (next) {
	case FAILED:
		return -1;
	case ANOTHER_TRY:
	case READ_ITS_SCANS:
		return start(p, row, how, err);
	case ROW_FILLED:
		break;
	}
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

/* Was it asked then what is asked now? */
static bool was_read_for(const struct pass *p, const struct bdl_facts *f)
{
	char reserved[BDL_STAMPING_TEXT];

	reserve(p, reserved);
	return strcmp(f->ocr ? f->ocr : "", p->o->ocr ? p->o->ocr : "") == 0 &&
	       (!f->reserved || strcmp(f->reserved, reserved) == 0);
}

/* ROW_FILLED: the cache had it; READ_ITS_SCANS: all but these. */
static enum next take_cached(
	struct pass *p, struct bdl_exhibit *x, unsigned *scanned, struct bdl_error *err)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;
	int rc = bdl_cache_look(p->cache, x, &arena, &facts, err);
	enum next next = rc < 0 ? FAILED : rc == 0 ? ANOTHER_TRY : ROW_FILLED;

	if (next == ROW_FILLED && !was_read_for(p, &facts))
		next = ANOTHER_TRY;
	else if (next == ROW_FILLED && wants_recognition(p, &facts)) {
		*scanned = facts.scanned;
		next = READ_ITS_SCANS;
	} else if (next == ROW_FILLED && bdl_row_take_facts(p->b, x, &facts, err) < 0)
		next = FAILED;
	if (next == ROW_FILLED)
		bdl_cache_remember(p->cache, x, &arena, &facts);
	bdl_arena_release(&arena);
	return next;
}

static int read_row(struct pass *p, size_t row, struct bdl_error *err)
{
	struct bdl_exhibit *x = &p->b->exhibits[row];
	struct attempt how = {0};

	if (x->duplicate_of != BDL_NONE)
		return 0;
	switch (take_cached(p, x, &how.scanned, err)) {
	case FAILED:
		return -1;
	case ROW_FILLED:
		p->done++;
		return tell(p, x, err);
	case ANOTHER_TRY:
	case READ_ITS_SCANS:
		break;
	}
	while (!bdl_pool_has_room(p->pool))
		if (wait_for_one(p, err) < 0)
			return -1;
	return start(p, row, how, err);
}

static int read_rows(struct pass *p, size_t from, size_t to, struct bdl_error *err)
{
	for (size_t row = from; row < to; row++)
		if (p->b->exhibits[row].duplicate_of == BDL_NONE)
			p->total++;
	for (size_t row = from; row < to; row++)
		if (read_row(p, row, err) < 0)
			return -1;
	while (p->running)
		if (wait_for_one(p, err) < 0)
			return -1;
	return 0;
}

/* The files, then what was found inside them, then what was found inside that. */
static int read_levels(struct pass *p, struct bdl_error *err)
{
	struct bdl_bundle *b = p->b;
	unsigned level = 0;

	for (size_t from = 0, to; from < b->exhibit_count; from = to) {
		to = b->exhibit_count;
		if (read_rows(p, from, to, err) < 0 ||
			bdl_unfold(b, p->cache, from, to, ++level, err) < 0)
			return -1;
	}
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
	rc = read_levels(&p, err);
	if (rc < 0)
		bdl_pool_abandon(pool);
	for (size_t i = 0; i < MOST_JOBS; i++)
		drop(&p, &p.slots[i]);
	free(p.slots);
	if (rc == 0)
		b->stage = BDL_STAGE_READ;
	return rc;
}
