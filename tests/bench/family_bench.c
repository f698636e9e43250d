/*
 * Family: runs a program and says what it and all processes below it took.
 *
 *     family_bench [-q] PROGRAM [ARGUMENT ...]        -q: the program's own words are not shown
 *
 * Prints one line: "WALL CPU ANY FIRST SECOND THIRD DEEPER STATUS": seconds of wall time; seconds
 * of processor time of all of them; the largest memory of any one process, as the kernel kept it;
 * then the largest of the program itself, of its children, of theirs, of any below, as seen by
 * looking every few milliseconds. Memory is what is resident at its peak, files that are mapped
 * included, in KiB.
 */
#define _GNU_SOURCE /* wait4() */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOOK_EVERY 5 /* milliseconds */
#define DEPTHS 4

struct peaks {
	long at[DEPTHS];
};

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The peak of one process in KiB; 0 where it is gone. */
static long peak_of(long pid)
{
	char path[64], text[4096];
	const char *line;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/status", pid);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		return 0;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	line = strstr(text, "VmHWM:");
	return line ? strtol(line + 6, NULL, 10) : 0;
}

static void look(long pid, int depth, struct peaks *p)
{
	long peak = peak_of(pid), child;
	char path[64], list[16384], *at = list, *end;
	ssize_t n;
	int fd;

	if (peak > p->at[depth])
		p->at[depth] = peak;
	snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", pid, pid);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		return;
	n = read(fd, list, sizeof(list) - 1);
	close(fd);
	list[n > 0 ? n : 0] = '\0';
	while ((child = strtol(at, &end, 10)) > 0) {
		at = end;
		look(child, depth + 1 < DEPTHS ? depth + 1 : depth, p);
	}
}

static pid_t start(char **argv, bool quiet)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	if (quiet) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, 1);
		dup2(null, 2);
	}
	execvp(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	bool quiet = argc > 1 && strcmp(argv[1], "-q") == 0;
	struct peaks p = {{0}};
	struct rusage u;
	double begin = seconds();
	int status = 0;
	pid_t pid;

	if (argc < 2 + quiet) {
		fprintf(stderr, "usage: family_bench [-q] PROGRAM [ARGUMENT ...]\n");
		return 2;
	}
	pid = start(argv + 1 + quiet, quiet);
	if (pid < 0) {
		perror("family_bench");
		return 2;
	}
	while (wait4(pid, &status, WNOHANG, &u) == 0) {
		look((long)pid, 0, &p);
		poll(NULL, 0, LOOK_EVERY);
	}
	printf("%.3f %.3f %ld %ld %ld %ld %ld %d\n", seconds() - begin,
		(double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
			(double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6,
		u.ru_maxrss, p.at[0], p.at[1], p.at[2], p.at[3],
		WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
