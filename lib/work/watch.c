/*
 * Watch: see watch.h. A job's processes are one group, which they cannot leave (seccomp), and
 * orphans come to the reader (it is their subreaper): so when the group is killed and the reader
 * has no child left, nothing of the job is left.
 */
#define _GNU_SOURCE /* pipe2(), ppoll() */
#include "work/watch.h"

#include "base/file.h"
#include "work/clock.h"
#include "work/scratch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t over;

static void note_end(int signal)
{
	(void)signal;
	over = 1;
}

/* Only wakes the sleeper. */
static void note_child(int signal)
{
	(void)signal;
}

bool bdl_watch_is_over(void)
{
	return over != 0;
}

int bdl_watch_signals(void)
{
	struct sigaction end = {.sa_handler = note_end}, child = {.sa_handler = note_child};
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGCHLD);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGHUP);
	if (sigaction(SIGTERM, &end, NULL) < 0 || sigaction(SIGINT, &end, NULL) < 0 ||
		sigaction(SIGHUP, &end, NULL) < 0 || sigaction(SIGCHLD, &child, NULL) < 0)
		return -1;
	return sigprocmask(SIG_BLOCK, &held, NULL);
}

void bdl_watch_sleep(struct pollfd *p, unsigned count, int64_t milliseconds)
{
	struct timespec t = {.tv_sec = (time_t)(milliseconds / 1000),
		.tv_nsec = (long)(milliseconds % 1000) * 1000000};
	sigset_t none;

	sigemptyset(&none);
	if (ppoll(p, count, milliseconds < 0 ? NULL : &t, &none) <= 0)
		for (unsigned i = 0; i < count; i++)
			p[i].revents = 0;
}

/* Two pipes from the child: its report and its stderr. The reader's ends never block. */
struct pipes {
	int report[2], chatter[2];
};

static void close_pipes(struct pipes *p)
{
	bdl_close_quietly(p->report[0]);
	bdl_close_quietly(p->report[1]);
	bdl_close_quietly(p->chatter[0]);
	bdl_close_quietly(p->chatter[1]);
}

static int open_pipes(struct pipes *p)
{
	*p = (struct pipes){{-1, -1}, {-1, -1}};
	if (pipe2(p->report, O_CLOEXEC) < 0 || pipe2(p->chatter, O_CLOEXEC) < 0 ||
		fcntl(p->report[0], F_SETFL, O_NONBLOCK) < 0 ||
		fcntl(p->chatter[0], F_SETFL, O_NONBLOCK) < 0) {
		close_pipes(p);
		return -1;
	}
	return 0;
}

/* Keeps the end of what the child says. Bounded: one that never stops holds nobody up. */
static void listen_to(int fd, struct bdl_ending *e)
{
	char piece[4096];

	for (int i = 0; i < 64; i++) {
		ssize_t n = read(fd, piece, sizeof(piece));
		size_t fresh, kept;

		if (n <= 0)
			return;
		fresh = (size_t)n < sizeof(e->chatter) ? (size_t)n : sizeof(e->chatter);
		kept = sizeof(e->chatter) - fresh;
		if (kept > e->chatter_length)
			kept = e->chatter_length;
		memmove(e->chatter, e->chatter + e->chatter_length - kept, kept);
		memcpy(e->chatter + kept, piece + (size_t)n - fresh, fresh);
		e->chatter_length = kept + fresh;
	}
}

/* Reaps what has ended, adopted tools and the child itself. True once the child is among them. */
static bool reap(pid_t child, struct bdl_ending *e)
{
	for (;;) {
		siginfo_t info = {0};

		/* look before reaping: while it lies there, its number and its group's cannot be
		 * given away */
		if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid == 0)
			return false;
		if (info.si_pid != child) {
			(void)waitpid(info.si_pid, NULL, WNOHANG);
			continue;
		}
		kill(-child, SIGKILL);
		return wait4(child, &e->status, 0, &e->usage) == child;
	}
}

/* Kills every child of this process by number. For those that could leave the group (no seccomp).
 */
static void kill_children(void)
{
	char path[64];
	FILE *f;
	long pid;

	snprintf(path, sizeof(path), "/proc/self/task/%ld/children", (long)getpid());
	f = fopen(path, "re");
	if (!f)
		return;
	while (fscanf(f, "%ld", &pid) == 1)
		if (pid > 1)
			kill((pid_t)pid, SIGKILL);
	fclose(f);
}

/* Until this process has no child at all. */
static void reap_all(void)
{
	for (;;) {
		pid_t pid = waitpid(-1, NULL, WNOHANG);

		if (pid < 0 && errno == ECHILD)
			return;
		if (pid > 0)
			continue;
		kill_children();
		bdl_watch_sleep(NULL, 0, 5);
	}
}

/* Waits for the child to end, or ends it. false: the pool is gone. */
static bool attend(const struct bdl_server *s, pid_t child, int chatter, unsigned seconds,
	struct bdl_ending *e)
{
	int64_t until = seconds ? bdl_clock_now() + (int64_t)seconds * 1000 : INT64_MAX;
	bool wanted = true;

	while (!reap(child, e)) {
		struct pollfd p[] = {
			{.fd = chatter, .events = POLLIN}, {.fd = s->socket, .events = POLLIN}};
		int64_t left = until - bdl_clock_now();

		if (wanted && left <= 0)
			e->timed_out = true;
		if (!wanted || left <= 0) {
			kill(-child, SIGKILL);
			kill(child, SIGKILL); /* which may not have made its group yet */
			left = 1000;
		}
		/* a pipe that all writers have closed, or a socket with news, would wake us for
		 * ever */
		if (!wanted)
			p[1].fd = -1;
		bdl_watch_sleep(p, 2, wanted && until == INT64_MAX ? -1 : left);
		if (p[0].revents & POLLIN)
			listen_to(chatter, e);
		else if (p[0].revents)
			chatter = -1;
		/* nothing is said to a reader that is busy: the pool has closed its end */
		if (p[1].revents || over)
			wanted = false;
	}
	return wanted;
}

static void take_report(int fd, struct bdl_ending *e)
{
	ssize_t n = read(fd, &e->report, sizeof(e->report));

	e->reported = n == (ssize_t)sizeof(e->report) && e->report.magic == BDL_WIRE_MAGIC;
	e->report.message[sizeof(e->report.message) - 1] = '\0';
}

static bool refuse(struct bdl_wire_reply *reply, const char *what)
{
	reply->outcome = BDL_OUTCOME_FAILED;
	reply->code = BDL_EINTERNAL;
	reply->sys = errno;
	snprintf(reply->text, sizeof(reply->text), "cannot %s: %s", what, strerror(errno));
	return true;
}

bool bdl_watch(const struct bdl_server *s, const struct bdl_wire_job *job,
	const int fds[BDL_WIRE_PLACES], struct bdl_wire_reply *reply)
{
	struct bdl_wire_reply started = {.word = BDL_WIRE_STARTED};
	struct bdl_ending ending = {0};
	struct pipes p;
	pid_t child;
	bool wanted;

	reply->word = BDL_WIRE_OUTCOME;
	if (open_pipes(&p) < 0)
		return refuse(reply, "make a pipe");
	child = fork();
	if (child == 0)
		bdl_child_run(s, job, fds, p.report[1], p.chatter[1]);
	if (child < 0) {
		close_pipes(&p);
		return refuse(reply, "start a process");
	}
	bdl_close_quietly(p.report[1]);
	bdl_close_quietly(p.chatter[1]);
	p.report[1] = p.chatter[1] = -1;
	started.group = child;
	wanted = bdl_wire_send_reply(s->socket, &started) == 0;
	wanted =
		attend(s, child, p.chatter[0], wanted ? job->limits.seconds : 1, &ending) && wanted;
	reap_all();
	listen_to(p.chatter[0], &ending);
	take_report(p.report[0], &ending);
	close_pipes(&p);
	(void)bdl_scratch_empty(s->scratch);
	bdl_judge_ending(&ending, &job->limits, reply);
	return wanted;
}
