/*
 * A bundle-reader whose evidence says in its first line how it misbehaves: "hang", "open
 * /etc/passwd", "eat memory" ... Everything but bdl_read() and its kind is the real thing. What a
 * door should answer is said where it is used, in test_sandbox.c and test_pool.c.
 */
#define _GNU_SOURCE
#include "base/file.h"
#include "bind/prove.h"
#include "check/check.h"
#include "model/part.h"
#include "read/read.h"
#include "read/sniff.h"
#include "sign/look.h"
#include "verify/stream.h"
#include "verify/verify.h"
#include "work/serve.h"
#include "work/watch.h"
#include "work/wire.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

/* What a door found, as the exhibit's opening text: "EACCES", "done", a file's content. */
struct door {
	struct bdl_reading *r;
	const char *argument;
	struct bdl_buffer answer;
};

static void answer(struct door *d, const char *text)
{
	bdl_buffer_text(&d->answer, text);
}

static void answer_errno(struct door *d, long rc)
{
	answer(d, rc >= 0 ? "done" : strerrorname_np(errno));
}

static void door_open(struct door *d)
{
	answer_errno(d, open(d->argument, O_RDONLY | O_CLOEXEC));
}

static void door_write_to(struct door *d)
{
	answer_errno(d, open(d->argument, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static void door_truncate(struct door *d)
{
	answer_errno(d, truncate(d->argument, 0));
}

static void door_unlink(struct door *d)
{
	answer_errno(d, unlink(d->argument));
}

static void door_list(struct door *d)
{
	answer_errno(d, open(d->argument, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static void door_socket(struct door *d)
{
	answer_errno(d, socket(AF_INET, SOCK_STREAM, 0));
}

static void door_unix_socket(struct door *d)
{
	static const struct sockaddr_un journal = {
		.sun_family = AF_UNIX, .sun_path = "/run/systemd/journal/stdout"};
	int pair[2], fd = socket(AF_UNIX, SOCK_STREAM, 0);

	answer(d, socket(AF_UNIX, SOCK_DGRAM, 0) < 0 ? strerrorname_np(errno) : "datagrams");
	answer(d, socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) < 0 ? " EPERM" : " pairs");
	answer(d, connect(fd, (const struct sockaddr *)&journal, sizeof(journal)) < 0 &&
				  errno == EPERM
			  ? " EPERM"
			  : " calls");
}

/* A name without a file, which Landlock does not see before its sixth version. */
static void door_abstract(struct door *d)
{
	static const struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = "\0dbus"};

	answer_errno(d,
		connect(socket(AF_UNIX, SOCK_STREAM, 0), (const struct sockaddr *)&at, sizeof(at)));
}

/* What other processes have open: another exhibit, the case. */
static void door_peep(struct door *d)
{
	char path[64];
	int pid = atoi(d->argument), opened = 0;

	for (int fd = 0; fd < 64; fd++) {
		snprintf(path, sizeof(path), "/proc/%d/fd/%d", pid ? pid : (int)getppid(), fd);
		opened += open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) >= 0;
	}
	snprintf(path, sizeof(path), "/proc/%d/mem", pid ? pid : (int)getppid());
	opened += open(path, O_RDWR | O_CLOEXEC) >= 0;
	bdl_buffer_printf(&d->answer, "%d", opened);
}

/* From a descriptor that was handed in, to what lies beside it. */
static void door_beside(struct door *d)
{
	answer(d, openat(d->r->input, "..", O_RDONLY | O_CLOEXEC) < 0 ? "refused" : "opened");
	answer(d, openat(d->r->input, "../evidence.txt", O_RDONLY | O_CLOEXEC) < 0 ? " refused"
										   : " opened");
	answer(d, open("/proc/self/fd/4/../evidence.txt", O_RDONLY | O_CLOEXEC) < 0 ? " refused"
										    : " opened");
	answer(d, open("/proc/self/cwd/../../evidence/evidence.txt", O_RDONLY | O_CLOEXEC) < 0
			  ? " refused"
			  : " opened");
	answer(d, open("/proc/self/root/etc/passwd", O_RDONLY | O_CLOEXEC) < 0 ? " refused"
									       : " opened");
}

/* Listens where it is told. */
static void door_listen_at(struct door *d)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", d->argument);
	answer(d, bind(fd, (const struct sockaddr *)&at, sizeof(at)) < 0 ? strerrorname_np(errno)
									 : "done");
}

static void door_kill(struct door *d)
{
	answer_errno(d, kill(atoi(d->argument), 0));
}

static void door_thread_kill(struct door *d)
{
	answer_errno(d, syscall(SYS_tgkill, atoi(d->argument), atoi(d->argument), 0));
}

static void door_trace(struct door *d)
{
	answer_errno(d, syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, atoi(d->argument), 0, 0));
}

static void door_session(struct door *d)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(setsid() < 0 ? errno : 0);
	waitpid(pid, &(int){0}, 0);
	answer_errno(d, setpgid(0, getppid()));
}

static void door_namespace(struct door *d)
{
	answer_errno(d, syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
}

static void door_new_call(struct door *d)
{
	answer_errno(d, syscall(452 /* fchmodat2 */, AT_FDCWD, "/proc/self", 0777, 0));
}

/* Every way to touch the evidence through the descriptor that was handed in. */
static void door_touch_input(struct door *d)
{
	const struct timespec times[2] = {{0}};
	const int fd = d->r->input;

	answer(d, write(fd, "x", 1) < 0 ? strerrorname_np(errno) : "written");
	answer(d, ftruncate(fd, 0) < 0 ? " refused" : " truncated");
	answer(d, fchmod(fd, 0777) < 0 ? " refused" : " mode changed");
	answer(d, fchown(fd, 1, 1) < 0 ? " refused" : " owner changed");
	answer(d, futimens(fd, times) < 0 ? " refused" : " time changed");
	answer(d, fsetxattr(fd, "user.x", "x", 1, 0) < 0 ? " refused" : " attribute set");
	answer(d, open("/proc/self/fd/4", O_RDWR | O_CLOEXEC) < 0 ? " refused" : " reopened");
}

/* Which descriptors a job has: report, evidence, output, result, and what the library opened since.
 */
static void door_descriptors(struct door *d)
{
	for (int fd = 0; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			bdl_buffer_printf(&d->answer, "%d ", fd);
}

static void door_environment(struct door *d)
{
	extern char **environ;

	for (char **e = environ; *e; e++)
		bdl_buffer_printf(&d->answer, "%s\n", *e);
	bdl_buffer_printf(&d->answer, "uid %d", (int)getuid());
}

static void door_scratch(struct door *d)
{
	int rc = mkdir("deep", 0700) < 0 || mkdir("deep/er", 0) < 0;

	for (int i = 0; i < 300 && rc == 0; i++) {
		char name[32];
		int fd;

		snprintf(name, sizeof(name), "deep/%d", i);
		fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0);
		rc = fd < 0;
		close(fd);
	}
	answer_errno(d, rc ? -1 : 0);
}

/* Deeper than anyone could walk down with a descriptor a level, and each level without permissions.
 */
static void door_deep(struct door *d)
{
	int rc = 0;

	for (int i = 0; i < 3000 && rc == 0; i++)
		rc = mkdir("d", 0700) < 0 || chdir("d") < 0;
	answer_errno(d, rc ? -1 : 0);
}

static void door_exec(struct door *d)
{
	char line[200] = "";
	int ends[2];
	pid_t pid;
	ssize_t n;

	if (pipe(ends) < 0)
		return;
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		execl("/bin/sh", "sh", "-c", d->argument, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	while ((n = read(ends[0], line, sizeof(line) - 1)) > 0)
		bdl_buffer_add(&d->answer, line, (size_t)n);
	close(ends[0]);
	waitpid(pid, &(int){0}, 0);
	/* one line, as text is */
	for (size_t i = 0; i < d->answer.length; i++)
		if (d->answer.data[i] < ' ')
			d->answer.data[i] = ' ';
}

/* Processes that outlive their starter, N of them. */
static void door_leave_behind(struct door *d)
{
	for (int i = atoi(d->argument); i > 0; i--) {
		if (fork() == 0) {
			if (fork() == 0)
				sleep(600);
			if (i % 2)
				setsid();
			sleep(600);
			_exit(0);
		}
	}
	answer(d, "done");
}

static void door_hang(struct door *d)
{
	(void)d;
	signal(SIGTERM, SIG_IGN);
	for (;;)
		pause();
}

static void door_hang_with_tools(struct door *d)
{
	door_leave_behind(d);
	door_hang(d);
}

/* Until it may not; those that wait do no harm. */
static void door_flood(struct door *d)
{
	unsigned count = 0;

	for (; count < 5000; count++) {
		pid_t pid = fork();

		if (pid < 0)
			break;
		if (pid == 0)
			for (;;)
				pause();
	}
	bdl_buffer_printf(&d->answer, "%s", count < 5000 ? "stopped" : "not stopped");
}

static void door_spin(struct door *d)
{
	signal(SIGXCPU, SIG_IGN);
	for (volatile unsigned long i = 0;; i++)
		(void)d;
}

static void door_talk(struct door *d)
{
	(void)d;
	for (;;)
		fputs("syntax error: one more of very many\n", stderr);
}

static void door_talk_and_end(struct door *d)
{
	for (int i = 0; i < 100000; i++)
		fputs("syntax error: one more of very many\n", stderr);
	answer(d, "done");
}

/* As a careful library: an error that says what happened. Touches what it gets, so that it counts.
 */
static int eat_memory(void)
{
	for (;;) {
		char *p = malloc(1 << 20);

		if (!p)
			return -1;
		memset(p, 1, 1 << 20);
	}
}

static void door_eat_and_abort(struct door *d)
{
	(void)d;
	if (eat_memory() < 0)
		abort();
}

static void door_glib(struct door *d)
{
	(void)d;
	fputs("\n(process:1): GLib-ERROR **: gmem.c:136: failed to allocate 9999999999 bytes\n",
		stderr);
	raise(SIGTRAP);
}

static void door_write_beyond(struct door *d)
{
	char piece[65536] = {0};

	(void)d;
	for (;;)
		if (write(d->r->output, piece, sizeof(piece)) < 0)
			return;
}

static void door_crash(struct door *d)
{
	(void)d;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}

static void door_end(struct door *d)
{
	_exit(atoi(d->argument));
}

static void door_abort(struct door *d)
{
	(void)d;
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void *nothing(void *unused)
{
	return unused;
}

static void door_thread(struct door *d)
{
	pthread_t t;

	errno = pthread_create(&t, NULL, nothing, NULL);
	if (errno == 0)
		pthread_join(t, NULL);
	answer_errno(d, errno ? -1 : 0);
}

static void door_limits(struct door *d)
{
	static const int which[] = {
		RLIMIT_CPU, RLIMIT_DATA, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CORE};

	for (size_t i = 0; i < sizeof(which) / sizeof(*which); i++) {
		struct rlimit l;

		getrlimit((__rlimit_resource_t)which[i], &l);
		bdl_buffer_printf(&d->answer, "%lld ", (long long)l.rlim_cur);
	}
}

static const struct {
	const char *word;
	void (*go)(struct door *d);
} doors[] = {
	/* clang-format off */
	{ "open ", door_open }, { "write to ", door_write_to }, { "truncate ", door_truncate },
	{ "unlink ", door_unlink }, { "list ", door_list }, { "socket", door_socket },
	{ "unix socket", door_unix_socket }, { "listen at ", door_listen_at }, { "kill ", door_kill }, { "thread kill ", door_thread_kill },
	{ "trace ", door_trace }, { "session", door_session }, { "namespace", door_namespace },
	{ "new call", door_new_call }, { "touch input", door_touch_input }, { "descriptors", door_descriptors },
	{ "environment", door_environment }, { "scratch", door_scratch }, { "deep", door_deep },
	{ "exec ", door_exec }, { "leave behind ", door_leave_behind },
	{ "hang with tools ", door_hang_with_tools }, { "hang", door_hang }, { "spin", door_spin },
	{ "flood", door_flood },
	{ "talk for ever", door_talk }, { "talk and end", door_talk_and_end },
	{ "eat and abort", door_eat_and_abort }, { "glib", door_glib }, { "write beyond", door_write_beyond },
	{ "crash", door_crash }, { "end ", door_end }, { "abort", door_abort }, { "thread", door_thread },
	{ "limits", door_limits }, { "abstract", door_abstract }, { "peep into ", door_peep }, { "beside", door_beside },
	/* clang-format on */
};

/* One page, as small as a part can be. */
static int write_part(int fd, unsigned pages, struct bdl_error *err)
{
	struct bdl_part_writer *w = bdl_part_writer_open(fd, err);
	const double box[4] = {0, 0, 595, 842};

	if (!w)
		return -1;
	for (uint32_t i = 0; i < pages; i++) {
		struct bdl_part_page page = {.user_unit = 1, .scale = 1};

		memcpy(page.box, box, sizeof(box));
		page.object = bdl_part_reserve(w);
		bdl_part_begin(w, page.object);
		bdl_part_text(
			w, "<< /Type /Page /MediaBox [0 0 595 842] /Resources << /Font << /BdlN ");
		bdl_part_ref(w, BDL_RELOC_FONT, 0);
		bdl_part_text(w, " /BdlB ");
		bdl_part_ref(w, BDL_RELOC_FONT, 1);
		bdl_part_text(w, " >> >> /Parent ");
		bdl_part_ref(w, BDL_RELOC_PARENT, i);
		bdl_part_text(w, " /Annots ");
		bdl_part_ref(w, BDL_RELOC_ANNOTS, i);
		bdl_part_text(w, " /Contents [");
		bdl_part_ref(w, BDL_RELOC_STAMP, i);
		bdl_part_text(w, "] >>");
		bdl_part_end(w);
		bdl_part_add_page(w, &page, NULL, 0);
	}
	return bdl_part_writer_close(w, false, err);
}

/* The head's first line, in the arena. */
static char *first_line(const struct bdl_reading *r)
{
	const char *head = (const char *)r->head;
	size_t length = 0;

	while (length < r->head_length && head[length] != '\n')
		length++;
	return bdl_arena_bytes(r->arena, head, length);
}

static int show(struct bdl_reading *r, const char *text, unsigned pages, struct bdl_error *err)
{
	r->facts->format = "text";
	r->facts->media_type = "text/plain";
	r->facts->format_basis = "door";
	r->facts->text = bdl_arena_string(r->arena, text);
	r->facts->pages = pages;
	r->facts->shown = true;
	return write_part(r->output, pages, err);
}

/* "carries A;B": a document that holds a document with the line A and one with the line B. "lie
 * carries A" says so only. */
static int carry(struct bdl_reading *r, const char *what, bool lie, struct bdl_error *err)
{
	struct bdl_facts *f = r->facts;

	f->inner = bdl_arena_alloc(r->arena, (strlen(what) + 1) * sizeof(*f->inner));
	for (const char *p = what; *p;) {
		size_t n = strcspn(p, ";");

		if (!lie && bdl_write_all(r->inner, p, n) < 0)
			return bdl_fail_errno(err, "", "write");
		f->inner[f->inner_count++] = (struct bdl_inner){
			.name = "same name.txt", .at = r->inner_length, .length = n};
		r->inner_length += n;
		p += n + (p[n] == ';');
	}
	return show(r, what, 1, err);
}

/* "scan good": two pages whose words can be recognised; "scan bad": the attempt ends badly. */
static int scan(struct bdl_reading *r, const char *how, struct bdl_error *err)
{
	if (r->recognise && !strcmp(how, "bad"))
		abort();
	r->facts->scanned = r->ocr[0] ? 2 : 0;
	r->facts->recognised = r->recognise;
	r->facts->ocr = r->ocr;
	return show(r, r->recognise ? "words" : "", 1, err);
}

/* What is wrong with facts and part, rather than with the behaviour. */
static int lie(struct bdl_reading *r, const char *line, struct bdl_error *err)
{
	if (!strcmp(line, "lie pages"))
		return show(r, line, 2, err) < 0 || ftruncate(r->output, 0) < 0 ||
				       lseek(r->output, 0, SEEK_SET) < 0 ||
				       write_part(r->output, 1, err) < 0
			       ? -1
			       : 0;
	if (!strcmp(line, "lie part"))
		return show(r, line, 1, err) < 0 ||
				       pwrite(r->output, "garbage garbage garbage", 23, 0) < 0 ||
				       ftruncate(r->output, 23) < 0
			       ? -1
			       : 0;
	return 1;
}

/* Facts that the honest writer of JSON would refuse to write go out past it. */
static void lie_facts(const char *line)
{
	static const char junk[] = "{\"format\": \"text\\u0000\", \"shown\": true, \"pages\": -3}";

	if (!strcmp(line, "lie facts") && write(7, junk, sizeof(junk) - 1) > 0)
		_exit(0);
}

/* Says that the job is done, as the honest code does after it, and ends before that can speak. */
_Noreturn static void claim_success(void)
{
	const struct bdl_child_report report = {.magic = BDL_WIRE_MAGIC};

	_exit(write(3, &report, sizeof(report)) == (ssize_t)sizeof(report) ? 0 : 1);
}

/* "OLD -> NEW": facts that would be in order, but for one word. NEW may be "LONG": a million
 * letters. */
static void lie_swap(struct bdl_reading *r, const char *what, struct bdl_error *err)
{
	const char *arrow = strstr(what, " -> "), *fresh = arrow + 4, *at;
	struct bdl_buffer json = BDL_BUFFER_INIT;
	char old[256], *many = NULL;

	snprintf(old, sizeof(old), "%.*s", (int)(arrow - what), what);
	if (show(r, "a letter", 1, err) < 0 || bdl_facts_to_json(r->facts, &json, err) < 0)
		return;
	at = strstr(bdl_buffer_string(&json), old);
	if (!at)
		_exit(2); /* the test is mistaken */
	if (!strcmp(fresh, "LONG")) {
		many = malloc(1 << 17);
		memset(many, 'x', (1 << 17) - 1);
		many[(1 << 17) - 1] = '\0';
		fresh = many;
	}
	if (ftruncate(7, 0) < 0 || lseek(7, 0, SEEK_SET) < 0 ||
		bdl_write_all(7, json.data, (size_t)(at - json.data)) < 0 ||
		bdl_write_all(7, fresh, strlen(fresh)) < 0 ||
		bdl_write_all(7, at + strlen(old), strlen(at + strlen(old))) < 0)
		_exit(2);
	claim_success();
}

/* "N": the eight bytes that begin N before the end of the part, or "nan": every number 842 in it.
 */
static void lie_part(struct bdl_reading *r, const char *what, struct bdl_error *err)
{
	const double side = 842, nothing = strtod("nan", NULL);
	struct bdl_buffer part = BDL_BUFFER_INIT, json = BDL_BUFFER_INIT;
	size_t before = strtoul(what, NULL, 10);

	if (show(r, "a letter", 1, err) < 0 || bdl_facts_to_json(r->facts, &json, err) < 0 ||
		bdl_read_fd(r->output, "", 1 << 20, &part, err) < 0 || before > part.length)
		_exit(2);
	if (before)
		memset(part.data + part.length - before, 0xff, 8);
	for (size_t i = 0; !before && i + sizeof(side) <= part.length; i++)
		if (memcmp(part.data + i, &side, sizeof(side)) == 0)
			memcpy(part.data + i, &nothing, sizeof(nothing));
	if (lseek(r->output, 0, SEEK_SET) < 0 ||
		bdl_write_all(r->output, part.data, part.length) < 0 || ftruncate(7, 0) < 0 ||
		lseek(7, 0, SEEK_SET) < 0 || bdl_write_all(7, json.data, json.length) < 0)
		_exit(2);
	claim_success();
}

/* Knows two kinds of misbehaviour by their looks. */
bool bdl_sniff_own(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	if (s->length < 4 || (memcmp(s->head, "hang", 4) && memcmp(s->head, "cras", 4)))
		return false;
	out->format = "pdf";
	snprintf(out->media_type, sizeof(out->media_type), "application/pdf");
	snprintf(out->basis, sizeof(out->basis), "door");
	return true;
}

int bdl_read(struct bdl_reading *r, struct bdl_error *err)
{
	struct door d = {.r = r};
	char *line = first_line(r);
	int rc;

	if (!strcmp(line, "fail"))
		return bdl_fail(err, BDL_EINTERNAL, "", "the door\033[2J is \"stuck\"");
	if (!strcmp(line, "no space")) {
		errno = ENOSPC;
		return bdl_fail_errno(err, "", "write");
	}
	if (!strcmp(line, "fill the disk")) {
		door_write_beyond(&d);
		return bdl_fail_errno(err, "", "write");
	}
	if (!strcmp(line, "eat memory") && eat_memory() < 0)
		return bdl_fail_memory(err);
	if (!strcmp(line, "locked")) {
		r->facts->format = "pdf";
		r->facts->media_type = "application/pdf";
		r->facts->format_basis = "door";
		r->facts->text = "";
		r->facts->reason = BDL_REASON_LOCKED;
		return 0;
	}
	if (!strncmp(line, "carries ", 8))
		return carry(r, line + 8, false, err);
	if (!strncmp(line, "lie carries ", 12))
		return carry(r, line + 12, true, err);
	if (!strncmp(line, "scan ", 5))
		return scan(r, line + 5, err);
	lie_facts(line);
	if (!strncmp(line, "swap ", 5))
		lie_swap(r, line + 5, err);
	if (!strncmp(line, "spoil ", 6))
		lie_part(r, line + 6, err);
	rc = lie(r, line, err);
	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < sizeof(doors) / sizeof(*doors); i++) {
		if (strncmp(line, doors[i].word, strlen(doors[i].word)))
			continue;
		d.argument = line + strlen(doors[i].word);
		doors[i].go(&d);
		rc = show(r, bdl_buffer_string(&d.answer), 1, err);
		bdl_buffer_release(&d.answer);
		return rc;
	}
	return show(r, line, 1, err);
}

int bdl_pdf_to_part(struct bdl_reading *r, const void *pdf, size_t length,
	const struct bdl_pdf_options *o, unsigned *pages, struct bdl_error *err)
{
	if (!o->drawn || o->furnished || !o->export_fonts || length < 4 || memcmp(pdf, "%PDF", 4))
		return bdl_fail(err, BDL_EFORMAT, "", "not a PDF that we drew");
	*pages = 1;
	return write_part(r->output, 1, err);
}

/* Nothing is hidden in these tests. */
int bdl_pdf_seek(int pdf, const struct bdl_private_list *l, struct bdl_buffer *findings,
	struct bdl_error *err)
{
	(void)pdf;
	(void)l;
	(void)findings;
	return bdl_fail(err, BDL_EINTERNAL, "", "nothing was to be sought");
}

int bdl_prove_file(int fd, const char *claims, size_t claims_length, struct bdl_buffer *findings,
	struct bdl_error *err)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;

	if (bdl_read_fd(fd, "", 1 << 20, &pdf, err) < 0)
		return -1;
	bdl_buffer_printf(findings, "%zu bytes against \"%.*s\": %.*s\n", pdf.length,
		(int)claims_length, claims, pdf.length ? 1 : 0, bdl_buffer_string(&pdf));
	bdl_buffer_release(&pdf);
	return findings->failed ? bdl_fail_memory(err) : 0;
}

int bdl_verify_sealed(int fd, struct bdl_buffer *report, struct bdl_buffer *table,
	struct bdl_buffer *sealed, struct bdl_error *err)
{
	if (bdl_read_fd(fd, "", 1 << 20, report, err) < 0)
		return -1;
	if (sealed)
		bdl_buffer_text(sealed, "sealed");
	if (table)
		bdl_buffer_text(table, "{\"table\": true}");
	return 0;
}

int bdl_look_at_witness(
	int fd, const char *question, size_t length, struct bdl_buffer *out, struct bdl_error *err)
{
	(void)fd;
	(void)question;
	(void)length;
	(void)out;
	(void)err;
	return 0;
}

int bdl_verify_members(
	int fd, struct bdl_buffer *report, struct bdl_buffer *listing, struct bdl_error *err)
{
	(void)listing;
	return bdl_verify_sealed(fd, report, NULL, NULL, err);
}

int bdl_stream_bag(int fd, int out, struct bdl_error *err)
{
	(void)fd;
	(void)out;
	(void)err;
	return 0;
}

int bdl_take_pdfs(int fd, int out, struct bdl_buffer *list, struct bdl_error *err)
{
	(void)fd;
	(void)out;
	(void)list;
	(void)err;
	return 0;
}

int bdl_check_pdf(int fd, const char *name, const char *request, size_t length,
	struct bdl_buffer *json, struct bdl_error *err)
{
	bdl_buffer_printf(json, "%s for \"%.*s\"", name, (int)length, request);
	(void)fd;
	return json->failed ? bdl_fail_memory(err) : 0;
}

int main(int argc, char *argv[])
{
	if (!bdl_serve_is_meant(argc, argv))
		return 2;
	return bdl_serve(argv, "door-reader 1");
}
