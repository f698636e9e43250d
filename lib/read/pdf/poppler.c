/* See poppler.h. */
#include "read/pdf/poppler.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define PDF_FD 3 /* where the child finds the PDF; programs are told fd://3 */
#define FDS_MOST 256
/* Processor time: some files keep poppler busy for ever, and what it does not tell is not needed.
 */
#define WORDS_SECONDS 15
#define VIEW_SECONDS 8
#define RESCUE_SECONDS 15
#define PAGE_SECONDS 20

static void limit_cpu(unsigned seconds)
{
	struct rlimit l;

	if (getrlimit(RLIMIT_CPU, &l) < 0)
		return;
	if (l.rlim_cur == RLIM_INFINITY || l.rlim_cur > seconds)
		l.rlim_cur = seconds;
	setrlimit(RLIMIT_CPU, &l);
}

/* In the child, between fork and exec: nothing but system calls. */
static _Noreturn void become(const char *const *argv, int pdf, int out, unsigned seconds)
{
	static char locale[] = "LC_ALL=C.UTF-8";
	char *const environment[] = {locale, NULL};
	int quiet = open("/dev/null", O_RDWR); /* a sandbox may refuse it: -q is given too */

	if (dup2(out, STDOUT_FILENO) < 0)
		_exit(127);
	if (quiet >= 0) {
		dup2(quiet, STDIN_FILENO);
		dup2(quiet, STDERR_FILENO);
	}
	if (pdf != PDF_FD && dup2(pdf, PDF_FD) < 0)
		_exit(127);
	fcntl(PDF_FD, F_SETFD, 0);
	for (int fd = PDF_FD + 1; fd < FDS_MOST; fd++)
		close(fd);
	signal(SIGPIPE, SIG_DFL); /* so that it ends when nobody reads on */
	limit_cpu(seconds);
	execve(argv[0], (char *const *)(uintptr_t)argv, environment);
	_exit(127);
}

static int start(struct poppler_child *p, int pdf, const char *const *argv, unsigned seconds,
	struct bdl_error *err)
{
	int ends[2];

	*p = (struct poppler_child){.pid = -1, .fd = -1};
	if (lseek(pdf, 0, SEEK_SET) < 0) /* poppler reads on from where the child before stopped */
		return bdl_fail_errno(err, NULL, "read");
	if (pipe(ends) < 0)
		return bdl_fail_errno(err, NULL, "make a pipe");
	p->pid = fork();
	if (p->pid == 0)
		become(argv, pdf, ends[1], seconds);
	bdl_close_quietly(ends[1]);
	if (p->pid < 0) {
		bdl_close_quietly(ends[0]);
		return bdl_fail_errno(err, NULL, "start a child process");
	}
	p->fd = ends[0];
	return 0;
}

int bdl_poppler_words(struct poppler_child *p, int pdf, struct bdl_error *err)
{
	static const char *const argv[] = {"/usr/bin/pdftotext", "-q", "-bbox-layout", "-cropbox",
		"-enc", "UTF-8", "fd://3", "-", NULL};

	return start(p, pdf, argv, WORDS_SECONDS, err);
}

int bdl_poppler_words_of(
	struct poppler_child *p, int pdf, unsigned first, unsigned last, struct bdl_error *err)
{
	char from[16], to[16];
	const char *const argv[] = {"/usr/bin/pdftotext", "-q", "-bbox-layout", "-cropbox", "-enc",
		"UTF-8", "-f", from, "-l", to, "fd://3", "-", NULL};

	snprintf(from, sizeof(from), "%u", first);
	snprintf(to, sizeof(to), "%u", last);
	return start(p, pdf, argv, WORDS_SECONDS, err);
}

int bdl_poppler_view(
	struct poppler_child *p, int pdf, const struct poppler_view *v, struct bdl_error *err)
{
	char first[16], last[16], x[16], y[16], width[16], height[16];
	const char *const argv[] = {"/usr/bin/pdftoppm", "-q", "-gray", "-cropbox", "-r", "72",
		"-f", first, "-l", last, "-x", x, "-y", y, "-W", width, "-H", height, "fd://3",
		NULL};

	snprintf(first, sizeof(first), "%u", v->first);
	snprintf(last, sizeof(last), "%u", v->last);
	snprintf(x, sizeof(x), "%u", v->x);
	snprintf(y, sizeof(y), "%u", v->y);
	snprintf(width, sizeof(width), "%u", v->width);
	snprintf(height, sizeof(height), "%u", v->height);
	return start(p, pdf, argv, VIEW_SECONDS, err);
}

int bdl_poppler_page(
	struct poppler_child *p, int pdf, unsigned page, double scale, struct bdl_error *err)
{
	char number[16], dpi[32];
	const char *const argv[] = {"/usr/bin/pdftoppm", "-q", "-gray", "-cropbox", "-r", dpi, "-f",
		number, "-l", number, "fd://3", NULL};

	snprintf(number, sizeof(number), "%u", page);
	snprintf(dpi, sizeof(dpi), "%.6f", scale * 72);
	return start(p, pdf, argv, PAGE_SECONDS, err);
}

int bdl_poppler_colours(
	struct poppler_child *p, int pdf, unsigned page, double scale, struct bdl_error *err)
{
	char number[16], dpi[32];
	const char *const argv[] = {"/usr/bin/pdftoppm", "-q", "-cropbox", "-r", dpi, "-f", number,
		"-l", number, "fd://3", NULL};

	snprintf(number, sizeof(number), "%u", page);
	snprintf(dpi, sizeof(dpi), "%.6f", scale * 72);
	return start(p, pdf, argv, PAGE_SECONDS, err);
}

size_t bdl_poppler_read(const struct poppler_child *p, void *bytes, size_t most)
{
	ssize_t n;

	do
		n = read(p->fd, bytes, most);
	while (n < 0 && errno == EINTR);
	return n > 0 ? (size_t)n : 0;
}

int bdl_poppler_end(struct poppler_child *p)
{
	int status = -1;
	pid_t ended;
	char byte;

	if (p->pid <= 0)
		return -1;
	if (bdl_poppler_read(p, &byte, 1) >
		0) /* it was not read to its end: nobody wants the rest */
		kill(p->pid, SIGKILL);
	bdl_close_quietly(p->fd);
	do
		ended = waitpid(p->pid, &status, 0);
	while (ended < 0 && errno == EINTR);
	p->pid = -1;
	return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

int bdl_poppler_rescue(int pdf, size_t most, struct bdl_buffer *out)
{
	static const char *const argv[] = {
		"/usr/bin/pdftocairo", "-q", "-pdf", "fd://3", "-", NULL};
	struct poppler_child p;
	char piece[65536];
	size_t n;

	if (start(&p, pdf, argv, RESCUE_SECONDS, NULL) < 0)
		return -1;
	while ((n = bdl_poppler_read(&p, piece, sizeof(piece))) > 0) {
		if (n > most - out->length || bdl_buffer_add(out, piece, n) < 0)
			break;
	}
	if (bdl_poppler_end(&p) < 0 || n > 0 || out->length == 0)
		return -1;
	return 0;
}

bool bdl_poppler_read_all(const struct poppler_child *child, unsigned char *out, size_t length)
{
	while (length) {
		size_t n = bdl_poppler_read(child, out, length);

		if (n == 0)
			return false;
		out += n;
		length -= n;
	}
	return true;
}

unsigned bdl_poppler_head_number(const struct poppler_child *child)
{
	unsigned value = 0;
	unsigned char byte;

	while (bdl_poppler_read(child, &byte, 1) == 1 && byte >= '0' && byte <= '9' &&
		value < 100000)
		value = value * 10 + (byte - '0');
	return value;
}
