/*
 * Child: what happens between the fork and the end of one job. First everything is let go that the
 * job does not need, then the sandbox closes, and only then is the first byte of evidence looked
 * at.
 */
#define _GNU_SOURCE /* close_range() */
#include "work/watch.h"

#include "base/file.h"
#include "bind/prove.h"
#include "check/check.h"
#include "model/hide.h"
#include "read/read.h"
#include "read/sniff.h"
#include "sign/look.h"
#include "verify/stream.h"
#include "verify/verify.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_MAX ((size_t)1024 * 1024)
#define TABLE_MAX ((size_t)512 * 1024 * 1024)

/* Where a child finds its descriptors. Tools that it starts inherit 0, 1 and 2 only. */
enum { AT_REPORT = 3, AT_FIRST_PLACE = 4, AT_END = AT_FIRST_PLACE + BDL_WIRE_PLACES };

/*
 * Puts every descriptor in its place and closes all others. In two steps, first above all places,
 * so that none is overwritten before it has been moved.
 */
static int place_descriptors(const int fds[BDL_WIRE_PLACES], int report, int chatter)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int up[AT_END];

	for (int at = 0; at < AT_END; at++) {
		int from = at < 2            ? null
			   : at == 2         ? chatter
			   : at == AT_REPORT ? report
					     : fds[at - AT_FIRST_PLACE];

		up[at] = from < 0 ? -1 : fcntl(from, F_DUPFD_CLOEXEC, 64);
		if (from >= 0 && up[at] < 0)
			return -1;
	}
	if (null < 0)
		return -1;
	for (int at = 0; at < AT_END; at++) {
		close(at);
		if (up[at] >= 0 && dup3(up[at], at, at > 2 ? O_CLOEXEC : 0) < 0)
			return -1;
	}
	return 0;
}

/* The Landlock ruleset is still needed at this point; it goes with the rest once it is in force. */
static int close_the_rest(void)
{
	if (close_range(AT_END, ~0u, 0) == 0 || errno != ENOSYS)
		return 0;
	for (int fd = AT_END; fd < 4096; fd++)
		close(fd);
	return 0;
}

static int set_environment(const char *scratch)
{
	static const char *const fixed[][2] = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"},
		{"TZ", "UTC"}, {"VIPS_CONCURRENCY", "1"}, {"OMP_THREAD_LIMIT", "1"},
		{"MALLOC_ARENA_MAX", "1"}};

	if (clearenv() != 0)
		return -1;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (setenv(fixed[i][0], fixed[i][1], 1) < 0)
			return -1;
	return setenv("HOME", scratch, 1) < 0 || setenv("TMPDIR", scratch, 1) < 0 ? -1 : 0;
}

/* A file mapped for reading; an empty one is "". */
struct view {
	const char *bytes;
	size_t length;
};

static int map(int place, struct view *v, struct bdl_error *err)
{
	int fd = AT_FIRST_PLACE + place;
	struct stat st;
	void *p;

	*v = (struct view){.bytes = ""};
	if (fstat(fd, &st) < 0)
		return bdl_fail_errno(err, "", "examine the input");
	if (st.st_size == 0)
		return 0;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return bdl_fail_errno(err, "", "map the input");
	*v = (struct view){.bytes = p, .length = (size_t)st.st_size};
	return 0;
}

static int put(int place, const struct bdl_buffer *b, struct bdl_error *err)
{
	if (b->failed)
		return bdl_fail_memory(err);
	if (b->length && bdl_write_all(AT_FIRST_PLACE + place, b->data, b->length) < 0)
		return bdl_fail_errno(err, "", "write the result");
	return 0;
}

/* The start of the evidence; read, not mapped, since a file cut short meanwhile would kill the job.
 */
static int read_head(struct bdl_reading *r, struct bdl_error *err)
{
	size_t want = r->size < HEAD_MAX ? (size_t)r->size : HEAD_MAX;
	unsigned char *head = malloc(want + 1);
	size_t got = 0;

	if (!head)
		return bdl_fail_memory(err);
	while (got < want) {
		ssize_t n = pread(r->input, head + got, want - got, (off_t)got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			free(head);
			return bdl_fail_errno(err, "", "read");
		}
		if (n == 0)
			break;
		got += (size_t)n;
	}
	r->head = head;
	r->head_length = got;
	return 0;
}

static int put_facts(const struct bdl_facts *f, struct bdl_error *err)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int fd = AT_FIRST_PLACE + BDL_WIRE_RESULT, rc = -1;

	if (bdl_facts_to_json(f, &json, err) == 0) {
		if (ftruncate(fd, 0) < 0 || lseek(fd, 0, SEEK_SET) < 0)
			bdl_fail_errno(err, "", "write the result");
		else
			rc = put(BDL_WIRE_RESULT, &json, err);
	}
	bdl_buffer_release(&json);
	return rc;
}

/*
 * Before anything can go wrong: what the first bytes say it is. If the reader does not live to give
 * its own facts, the page that stands for the file can say so.
 */
static int put_first_look(const struct bdl_reading *r, struct bdl_error *err)
{
	const struct bdl_sniffing look = {.head = r->head,
		.length = r->head_length,
		.fd = r->input,
		.size = r->size,
		.name = r->name};
	struct bdl_sniffed found;
	struct bdl_facts first = {.reason = BDL_REASON_FAILED, .text = ""};

	if (!bdl_sniff_own(&look, &found))
		return 0;
	first.format = found.format;
	first.media_type = found.media_type;
	first.format_basis = found.basis;
	return put_facts(&first, err);
}

/* What the pages must not show. */
static int take_hide(const struct bdl_wire_job *job, struct bdl_reading *r,
	struct bdl_private_list *hide, struct bdl_error *err)
{
	struct view json;

	if (!(job->holds & 1u << BDL_WIRE_HIDE))
		return 0;
	if (map(BDL_WIRE_HIDE, &json, err) < 0 ||
		bdl_hide_from_json(hide, r->arena, json.bytes, json.length, err) < 0)
		return -1;
	r->hide = hide;
	return 0;
}

/* Memory is given back by the process's end, here and below. */
static int do_read(struct bdl_reading *r, struct bdl_error *err)
{
	if (read_head(r, err) < 0 || put_first_look(r, err) < 0 || bdl_read(r, err) < 0)
		return -1;
	return put_facts(r->facts, err);
}

static int do_convert(struct bdl_reading *r, struct bdl_error *err)
{
	const struct bdl_pdf_options options = {.drawn = true, .export_fonts = true};
	struct view pdf;
	unsigned pages;

	if (map(BDL_WIRE_INPUT, &pdf, err) < 0)
		return -1;
	r->head = (const unsigned char *)pdf.bytes;
	r->head_length = pdf.length < HEAD_MAX ? pdf.length : HEAD_MAX;
	return bdl_pdf_to_part(r, pdf.bytes, pdf.length, &options, &pages, err);
}

static int do_prove(struct bdl_error *err)
{
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct view claims;

	if (map(BDL_WIRE_SECOND, &claims, err) < 0 ||
		bdl_prove_file(AT_FIRST_PLACE + BDL_WIRE_INPUT, claims.bytes, claims.length,
			&findings, err) < 0)
		return -1;
	return put(BDL_WIRE_RESULT, &findings, err);
}

static bool is_held(const struct bdl_wire_job *job, int place)
{
	return job->holds & 1u << place;
}

/* The report, and what of the files may be taken out. */
static int do_members(struct bdl_error *err)
{
	struct bdl_buffer report = BDL_BUFFER_INIT, listing = BDL_BUFFER_INIT;

	if (bdl_verify_members(AT_FIRST_PLACE + BDL_WIRE_INPUT, &report, &listing, err) < 0 ||
		put(BDL_WIRE_RESULT, &report, err) < 0)
		return -1;
	return put(BDL_WIRE_SECOND, &listing, err);
}

static int do_verify(const struct bdl_wire_job *job, struct bdl_error *err)
{
	struct bdl_buffer report = BDL_BUFFER_INIT, table = BDL_BUFFER_INIT;
	struct bdl_buffer sealed = BDL_BUFFER_INIT;

	if (bdl_verify_sealed(AT_FIRST_PLACE + BDL_WIRE_INPUT, &report,
		    is_held(job, BDL_WIRE_OUTPUT) ? &table : NULL,
		    is_held(job, BDL_WIRE_SECOND) ? &sealed : NULL, err) < 0 ||
		put(BDL_WIRE_RESULT, &report, err) < 0 || put(BDL_WIRE_SECOND, &sealed, err) < 0)
		return -1;
	if (table.length > TABLE_MAX)
		return bdl_fail(
			err, BDL_ELIMIT, "", "bundle.json is larger than %zu bytes", TABLE_MAX);
	return put(BDL_WIRE_OUTPUT, &table, err);
}

static int do_check(const struct bdl_wire_job *job, struct bdl_error *err)
{
	struct bdl_buffer verdicts = BDL_BUFFER_INIT;
	struct view request = {.bytes = ""};

	if (is_held(job, BDL_WIRE_SECOND) && map(BDL_WIRE_SECOND, &request, err) < 0)
		return -1;
	if (bdl_check_pdf(AT_FIRST_PLACE + BDL_WIRE_INPUT, job->name, request.bytes, request.length,
		    &verdicts, err) < 0)
		return -1;
	return put(BDL_WIRE_RESULT, &verdicts, err);
}

static int do_seek(const struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_buffer findings = BDL_BUFFER_INIT;

	if (bdl_pdf_seek(r->input, r->hide, &findings, err) < 0)
		return -1;
	return put(BDL_WIRE_RESULT, &findings, err);
}

static int do_take(struct bdl_error *err)
{
	struct bdl_buffer list = BDL_BUFFER_INIT;

	if (bdl_take_pdfs(AT_FIRST_PLACE + BDL_WIRE_INPUT, AT_FIRST_PLACE + BDL_WIRE_OUTPUT, &list,
		    err) < 0)
		return -1;
	return put(BDL_WIRE_RESULT, &list, err);
}

static int do_witness(struct bdl_error *err)
{
	struct bdl_buffer answer = BDL_BUFFER_INIT;
	struct view question;

	if (map(BDL_WIRE_SECOND, &question, err) < 0 ||
		bdl_look_at_witness(AT_FIRST_PLACE + BDL_WIRE_INPUT, question.bytes,
			question.length, &answer, err) < 0)
		return -1;
	return put(BDL_WIRE_RESULT, &answer, err);
}

static int do_job(const struct bdl_server *s, const struct bdl_wire_job *job, struct bdl_error *err)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts = {0};
	struct bdl_reading r = {.input = AT_FIRST_PLACE + BDL_WIRE_INPUT,
		.output = AT_FIRST_PLACE + BDL_WIRE_OUTPUT,
		.name = job->name,
		.inner = job->holds & 1u << BDL_WIRE_SECOND ? AT_FIRST_PLACE + BDL_WIRE_SECOND : -1,
		.ocr = job->ocr,
		.recognise = job->recognise != 0,
		.reserved = job->reserved,
		.scratch = s->scratch,
		.output_limit = job->limits.output ? job->limits.output : UINT64_MAX,
		.arena = &arena,
		.facts = &facts};
	struct bdl_private_list hide;
	struct stat st;

	for (int place = 0; place < BDL_WIRE_PLACES; place++)
		if (job->holds & 1u << place)
			(void)lseek(AT_FIRST_PLACE + place, 0, SEEK_SET);
	if (fstat(r.input, &st) < 0)
		return bdl_fail_errno(err, "", "examine the input");
	r.size = (uint64_t)st.st_size;
	if (take_hide(job, &r, &hide, err) < 0)
		return -1;
	switch ((enum bdl_job_kind)job->kind) {
	case BDL_JOB_READ:
		return do_read(&r, err);
	case BDL_JOB_CONVERT:
		return do_convert(&r, err);
	case BDL_JOB_PROVE:
		return do_prove(err);
	case BDL_JOB_VERIFY:
		return do_verify(job, err);
	case BDL_JOB_MEMBERS:
		return do_members(err);
	case BDL_JOB_CHECK:
		return do_check(job, err);
	case BDL_JOB_SEEK:
		return do_seek(&r, err);
	case BDL_JOB_TAKE:
		return do_take(err);
	case BDL_JOB_WITNESS:
		return do_witness(err);
	case BDL_JOB_STREAM:
		return bdl_stream_bag(
			AT_FIRST_PLACE + BDL_WIRE_INPUT, AT_FIRST_PLACE + BDL_WIRE_OUTPUT, err);
	}
	return bdl_fail(err, BDL_EINTERNAL, "", "job %u is not known", (unsigned)job->kind);
}

/* Says how it went and ends, past all exit handlers: what they would flush is nobody's business. */
_Noreturn static void report_and_end(int fd, int rc, const struct bdl_error *err)
{
	struct bdl_child_report report = {.magic = BDL_WIRE_MAGIC};

	if (rc < 0) {
		report.code = err->code ? (int32_t)err->code : BDL_EINTERNAL;
		report.sys = err->sys;
		snprintf(report.message, sizeof(report.message), "%.390s", err->message);
	}
	_exit(write(fd, &report, sizeof(report)) == (ssize_t)sizeof(report) && rc == 0 ? 0 : 1);
}

/*
 * SIGPIPE stays deadly: a tool whose starter has closed the pipe must end, and may not be killed
 * (seccomp lets no process signal another).
 */
static void settle_signals(void)
{
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		if (s != SIGKILL && s != SIGSTOP)
			signal(s, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A bag that lies open in a folder is looked at where it lies, and nothing else is. */
static int show_folder(
	const struct bdl_sandbox *sandbox, const struct bdl_wire_job *job, struct bdl_error *err)
{
	const int input = AT_FIRST_PLACE + BDL_WIRE_INPUT;
	struct stat st;

	if ((job->kind != BDL_JOB_VERIFY && job->kind != BDL_JOB_MEMBERS &&
		    job->kind != BDL_JOB_STREAM) ||
		fstat(input, &st) < 0 || !S_ISDIR(st.st_mode))
		return 0;
	if (bdl_sandbox_show(sandbox, input) < 0)
		return bdl_fail_errno(err, "", "show the folder to the sandbox");
	return 0;
}

_Noreturn void bdl_child_run(const struct bdl_server *s, const struct bdl_wire_job *job,
	const int fds[BDL_WIRE_PLACES], int report, int chatter)
{
	struct bdl_error err = {0};
	struct bdl_sandbox sandbox = s->sandbox;
	pid_t reader = getppid();
	int rc;

	(void)setsid();
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != reader)
		_exit(1);
	settle_signals();
	if (sandbox.rules >= 0)
		sandbox.rules = fcntl(sandbox.rules, F_DUPFD_CLOEXEC, 128);
	if (place_descriptors(fds, report, chatter) < 0 || set_environment(s->scratch) < 0) {
		bdl_fail_errno(&err, "", "prepare a process");
		report_and_end(report, -1, &err);
	}
	rc = show_folder(&sandbox, job, &err);
	if (rc == 0)
		rc = bdl_sandbox_enter(&sandbox, &job->limits, &err);
	if (rc == 0)
		rc = close_the_rest();
	if (rc == 0)
		rc = do_job(s, job, &err);
	report_and_end(AT_REPORT, rc, &err);
}
