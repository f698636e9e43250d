/* Pool: see pool.h. The parent's side: who is busy, what came back, who has to be replaced. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "work/pool.h"

#include "work/clock.h"
#include "work/pool_reader.h"
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How much longer than the job's limit the pool waits before it ends a reader that does not answer.
 */
enum { GRACE = 15000 };

struct bdl_pool {
	char *program;
	struct bdl_pool_reader *readers;
	struct pollfd *polled; /* one for each reader, in their order */
	unsigned count;
	unsigned lacks; /* of any reader */
	char version[sizeof(((struct bdl_wire_reply *)0)->text)];
	char key[sizeof(((struct bdl_wire_reply *)0)->text) + 32];
};

static int take_hello(struct bdl_pool *p, const struct bdl_wire_reply *hello, struct bdl_error *err)
{
	char key[sizeof(p->key)];

	snprintf(key, sizeof(key), "%s, build %s", hello->text, hello->build);
	if (p->key[0] && strcmp(p->key, key))
		return bdl_fail(
			err, BDL_EIO, p->program, "the reader program changed while it was in use");
	memcpy(p->key, key, sizeof(p->key));
	memcpy(p->version, hello->text, sizeof(p->version));
	p->lacks |= hello->lacks;
	return 0;
}

static int greet(struct bdl_pool *p, struct bdl_pool_reader *r, struct bdl_error *err)
{
	struct bdl_wire_reply hello;

	if (bdl_pool_reader_greet(r, p->program, &hello, err) < 0)
		return -1;
	r->greeted = true;
	return take_hello(p, &hello, err);
}

static int start_reader(struct bdl_pool *p, struct bdl_pool_reader *r, struct bdl_error *err)
{
	if (bdl_pool_reader_start(r, p->program, err) < 0)
		return -1;
	return greet(p, r, err);
}

/* "SCRATCH/.bundle-tmp-reader-PID-N": two pools, even of two processes, never share one; swept if
 * we are killed. */
static char *scratch_name(const char *scratch, unsigned n)
{
	char *whole = realpath(scratch, NULL);
	size_t room = (whole ? strlen(whole) : 0) + 64;
	char *name = whole ? malloc(room) : NULL;

	if (name)
		snprintf(name, room, "%s/.bundle-tmp-reader-%ld-%u", whole, (long)getpid(), n);
	free(whole);
	return name;
}

static struct bdl_pool *make_pool(const struct bdl_pool_options *o, struct bdl_error *err)
{
	struct bdl_pool *p = calloc(1, sizeof(*p));

	if (!p) {
		bdl_fail_memory(err);
		return NULL;
	}
	p->program = realpath(o->reader, NULL);
	p->readers = calloc(o->readers, sizeof(*p->readers));
	p->polled = calloc(o->readers, sizeof(*p->polled));
	if (!p->program || !p->readers || !p->polled) {
		bdl_fail_errno(err, o->reader, "start the reader program");
		if (!p->program)
			bdl_hint(
				err, "is bundle installed whole? It needs bundle-reader beside it");
		bdl_pool_close(p);
		return NULL;
	}
	p->count = o->readers;
	for (unsigned i = 0; i < p->count; i++) {
		p->readers[i].socket = -1;
		p->readers[i].scratch = scratch_name(o->scratch, i);
		if (!p->readers[i].scratch)
			bdl_fail_errno(err, o->scratch, "use the folder");
	}
	return p;
}

struct bdl_pool *bdl_pool_open(const struct bdl_pool_options *o, struct bdl_error *err)
{
	struct bdl_pool *p;

	assert(o->readers >= 1 && o->readers <= 256);
	p = make_pool(o, err);
	if (!p)
		return NULL;
	for (unsigned i = 0; i < p->count; i++)
		if (!p->readers[i].scratch)
			goto fail;
	if (bdl_pool_reader_start(&p->readers[0], p->program, err) < 0)
		goto fail;
	if (o->greet_later || bdl_pool_greet(p, err) == 0)
		return p;
fail:
	bdl_pool_close(p);
	return NULL;
}

int bdl_pool_greet(struct bdl_pool *p, struct bdl_error *err)
{
	return greet(p, &p->readers[0], err);
}

void bdl_pool_close(struct bdl_pool *p)
{
	if (!p)
		return;
	for (unsigned i = 0; i < p->count; i++)
		bdl_pool_reader_dismiss(&p->readers[i]);
	for (unsigned i = 0; i < p->count; i++) {
		bdl_pool_reader_end(&p->readers[i]);
		free(p->readers[i].scratch);
	}
	free(p->polled);
	free(p->readers);
	free(p->program);
	free(p);
}

void bdl_pool_abandon(struct bdl_pool *p)
{
	for (unsigned i = 0; i < p->count; i++)
		if (p->readers[i].busy)
			bdl_pool_reader_dismiss(&p->readers[i]);
	for (unsigned i = 0; i < p->count; i++)
		if (p->readers[i].busy)
			bdl_pool_reader_end(&p->readers[i]);
}

const char *bdl_pool_version(const struct bdl_pool *p)
{
	return p->version;
}

const char *bdl_pool_cache_key(const struct bdl_pool *p)
{
	return p->key;
}

bool bdl_pool_is_sandboxed(const struct bdl_pool *p, const char **missing)
{
	static const char *const names[] = {"", "Landlock", "seccomp", "Landlock and seccomp"};

	if (missing)
		*missing = names[p->lacks & (BDL_LACKS_LANDLOCK | BDL_LACKS_SECCOMP)];
	return p->lacks == 0;
}

/* One that is there, else one that is still to be started. */
static struct bdl_pool_reader *find_idle(const struct bdl_pool *p)
{
	struct bdl_pool_reader *absent = NULL;

	for (unsigned i = 0; i < p->count; i++) {
		struct bdl_pool_reader *r = &p->readers[i];

		if (!r->busy && r->pid > 0)
			return r;
		if (!r->busy && !absent)
			absent = r;
	}
	return absent;
}

unsigned bdl_pool_started(const struct bdl_pool *p)
{
	unsigned n = 0;

	for (unsigned i = 0; i < p->count; i++)
		n += p->readers[i].pid > 0;
	return n;
}

bool bdl_pool_has_room(const struct bdl_pool *p)
{
	return find_idle(p) != NULL;
}

int bdl_pool_start(struct bdl_pool *p, const struct bdl_job *job, struct bdl_error *err)
{
	struct bdl_pool_reader *r = find_idle(p);
	const int fds[BDL_WIRE_PLACES] = {[BDL_WIRE_INPUT] = job->input,
		[BDL_WIRE_SECOND] = job->second,
		[BDL_WIRE_OUTPUT] = job->output,
		[BDL_WIRE_RESULT] = job->result,
		[BDL_WIRE_HIDE] = job->hide > 0 ? job->hide : -1};
	struct bdl_wire_job message = {
		.kind = job->kind, .limits = job->limits, .recognise = job->recognise};

	if (!r)
		return bdl_fail(
			err, BDL_EINTERNAL, p->program, "no reader is free for another job");
	memcpy(message.name, job->name, sizeof(message.name));
	message.name[sizeof(message.name) - 1] = '\0';
	memcpy(message.ocr, job->ocr, sizeof(message.ocr));
	message.ocr[sizeof(message.ocr) - 1] = '\0';
	memcpy(message.reserved, job->reserved, sizeof(message.reserved));
	message.reserved[sizeof(message.reserved) - 1] = '\0';
	/* its job waits for it: nobody needs to wait for its hello */
	if (r->pid == 0 && bdl_pool_reader_start(r, p->program, err) < 0)
		return -1;
	if (r->socket < 0 || bdl_wire_send_job(r->socket, &message, fds) < 0) {
		/* an idle reader that is gone: one more, and if that does not work either, it is
		 * the pool */
		bdl_pool_reader_end(r);
		if (start_reader(p, r, err) < 0)
			return -1;
		if (bdl_wire_send_job(r->socket, &message, fds) < 0)
			return bdl_fail_errno(err, p->program, "give work to the reader program");
	}
	r->busy = true;
	r->tag = job->tag;
	r->group = 0;
	r->give_up_at = INT64_MAX;
	if (job->limits.seconds)
		r->give_up_at = bdl_clock_now() + (int64_t)job->limits.seconds * 1000 + GRACE;
	return 0;
}

/* The reader itself ended, or was ended, in the middle of a job. */
static int replace(struct bdl_pool *p, struct bdl_pool_reader *r, enum bdl_outcome_kind kind,
	const char *message, struct bdl_outcome *out, struct bdl_error *err)
{
	*out = (struct bdl_outcome){.tag = r->tag, .kind = kind};
	snprintf(out->message, sizeof(out->message), "%s", message);
	bdl_pool_reader_end(r);
	return start_reader(p, r, err) < 0 ? -1 : 1;
}

static void take_outcome(
	struct bdl_pool_reader *r, const struct bdl_wire_reply *reply, struct bdl_outcome *out)
{
	*out = (struct bdl_outcome){.tag = r->tag,
		.kind = (enum bdl_outcome_kind)reply->outcome,
		.code = (enum bdl_code)reply->code,
		.sys = reply->sys};
	snprintf(out->message, sizeof(out->message), "%.*s", (int)sizeof(out->message) - 1,
		reply->text);
	r->busy = false;
	r->group = 0;
}

/* 1: *out is filled; 0: nothing yet; -1: the reader could not be replaced. */
static int hear(struct bdl_pool *p, struct bdl_pool_reader *r, struct bdl_outcome *out,
	struct bdl_error *err)
{
	struct bdl_wire_reply reply;
	int rc = bdl_wire_receive_reply(r->socket, &reply);

	if (rc < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (rc == 1 && reply.word == BDL_WIRE_HELLO && !r->greeted) {
		r->greeted = true;
		return take_hello(p, &reply, err);
	}
	if (rc == 1 && reply.word == BDL_WIRE_STARTED) {
		r->group = reply.group;
		return 0;
	}
	if (rc == 1 && reply.word == BDL_WIRE_OUTCOME) {
		take_outcome(r, &reply, out);
		return 1;
	}
	if (!r->greeted)
		return bdl_fail(err, BDL_EIO, p->program,
			"the reader program ended as soon as it was started");
	return replace(p, r, BDL_OUTCOME_CRASHED, "the reader itself ended", out, err);
}

/* How long poll may sleep: until the caller's time is up, or a reader has to be given up. */
static int sleep_for(const struct bdl_pool *p, int64_t until)
{
	int64_t now = bdl_clock_now(), left;

	for (unsigned i = 0; i < p->count; i++)
		if (p->readers[i].busy && p->readers[i].give_up_at < until)
			until = p->readers[i].give_up_at;
	if (until == INT64_MAX)
		return -1;
	left = until - now;
	return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Fills the poll table; false when nothing is running. */
static bool watch_busy(struct bdl_pool *p)
{
	bool any = false;

	for (unsigned i = 0; i < p->count; i++) {
		p->polled[i] = (struct pollfd){.fd = -1, .events = POLLIN};
		if (!p->readers[i].busy)
			continue;
		p->polled[i].fd = p->readers[i].socket;
		any = true;
	}
	return any;
}

/* After poll: the first outcome among the readers that spoke or must be given up. As hear(). */
static int look_around(struct bdl_pool *p, struct bdl_outcome *out, struct bdl_error *err)
{
	for (unsigned i = 0; i < p->count; i++) {
		int rc = p->polled[i].revents ? hear(p, &p->readers[i], out, err) : 0;

		if (rc)
			return rc;
	}
	for (unsigned i = 0; i < p->count; i++) {
		struct bdl_pool_reader *r = &p->readers[i];

		if (r->busy && !p->polled[i].revents && r->give_up_at <= bdl_clock_now())
			return replace(
				p, r, BDL_OUTCOME_TOO_SLOW, "the reader does not answer", out, err);
	}
	return 0;
}

int bdl_pool_wait(
	struct bdl_pool *p, int milliseconds, struct bdl_outcome *out, struct bdl_error *err)
{
	int64_t until = milliseconds < 0 ? INT64_MAX : bdl_clock_now() + milliseconds;

	for (;;) {
		int rc;

		if (!watch_busy(p))
			return 0;
		rc = poll(p->polled, p->count, sleep_for(p, until));
		if (rc < 0 && errno == EINTR)
			return 0; /* so that a caller whose signal handler set a flag can look at it
				   */
		if (rc < 0)
			return bdl_fail_errno(err, p->program, "hear from the reader program");
		rc = look_around(p, out, err);
		if (rc)
			return rc;
		if (bdl_clock_now() >= until)
			return 0;
	}
}

int bdl_pool_run(struct bdl_pool *p, const struct bdl_job *job, struct bdl_outcome *out,
	struct bdl_error *err)
{
	int rc;

	if (bdl_pool_start(p, job, err) < 0)
		return -1;
	do
		rc = bdl_pool_wait(p, -1, out, err);
	while (rc == 0);
	return rc < 0 ? -1 : 0;
}
