/* Surroundings: see surroundings.h. */
#include "surroundings.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_stop;

const char *reader_path(void)
{
	static char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - sizeof("bundle-reader") - 1);
	char *slash;

	if (n < 0)
		n = 0;
	path[n] = '\0';
	slash = strrchr(path, '/');
	snprintf(slash ? slash + 1 : path, sizeof("bundle-reader"), "bundle-reader");
	return path;
}

const char *temporary_folder(void)
{
	const char *t = getenv("TMPDIR");

	return t && t[0] == '/' ? t : "/tmp";
}

unsigned processor_count(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 64 ? 64 : (unsigned)n;
}

struct bdl_day today(void)
{
	time_t seconds = time(NULL);
	struct tm tm = {0};

	localtime_r(&seconds, &tm);
	return (struct bdl_day){.year = (int16_t)(tm.tm_year + 1900),
		.month = (int8_t)(tm.tm_mon + 1),
		.day = (int8_t)tm.tm_mday};
}

int64_t seconds_now(void)
{
	return (int64_t)time(NULL);
}

static void note_signal(int number)
{
	(void)number;
	asked_to_stop = 1;
}

/* A signal that the caller has us ignore (nohup) stays ignored. */
static void listen_for(int number)
{
	struct sigaction stop = {.sa_handler = note_signal}, before;

	sigemptyset(&stop.sa_mask);
	if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(number, &stop, NULL);
}

void catch_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigemptyset(&ignore.sa_mask);
	listen_for(SIGINT);
	listen_for(SIGTERM);
	listen_for(SIGHUP);
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
}

void allow_many_files(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) < 0 || r.rlim_cur == r.rlim_max)
		return;
	r.rlim_cur = r.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &r);
}

bool was_asked_to_stop(void)
{
	return asked_to_stop != 0;
}
