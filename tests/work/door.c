/* Doors: see door.h. */
#define _GNU_SOURCE
#include "door.h"

#include "base/file.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The parent of process `pid`, 0 if it is gone or a zombie, which is only a name. */
static long parent_of(long pid)
{
	char path[64], line[512] = "", *after;
	long parent = 0;
	char state = 'Z';
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	file = fopen(path, "r");
	if (!file)
		return 0;
	if (fgets(line, sizeof(line), file) && (after = strrchr(line, ')')))
		sscanf(after + 1, " %c %ld", &state, &parent);
	fclose(file);
	return state == 'Z' ? 0 : parent;
}

static bool descends(long pid, long from)
{
	for (int depth = 0; pid > 1 && depth < 20; depth++) {
		pid = parent_of(pid);
		if (pid == from)
			return true;
	}
	return false;
}

unsigned count_descendants(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *e;
	unsigned count = 0;

	while ((e = readdir(proc)))
		if (e->d_name[0] >= '0' && e->d_name[0] <= '9' &&
			descends(atol(e->d_name), getpid()))
			count++;
	closedir(proc);
	return count;
}

bool few_descendants(unsigned most)
{
	for (int i = 0; i < 1000; i++) {
		if (count_descendants() <= most)
			return true;
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	}
	return false;
}

unsigned count_entries(const char *path)
{
	DIR *d = opendir(path);
	unsigned count = 0;

	if (!d)
		return 0;
	while (readdir(d))
		count++;
	closedir(d);
	return count - 2;
}

void doors_open(struct doors *d)
{
	struct bdl_pool_options o = {.reader = DOOR_READER, .readers = 1, .scratch = d->scratch};
	struct bdl_error err = {0};

	memset(d, 0, sizeof(*d));
	d->limits = (struct bdl_limits)BDL_LIMITS_DEFAULT;
	fixture_init(&d->f);
	snprintf(d->scratch, sizeof(d->scratch), "%s/scratch", d->f.root);
	cr_assert_eq(mkdir(d->scratch, 0700), 0);
	d->pool = bdl_pool_open(&o, &err);
	cr_assert_not_null(d->pool, "%s: %s", err.path, err.message);
}

void doors_close(struct doors *d)
{
	bdl_pool_close(d->pool);
	cr_expect(few_descendants(0), "%u processes are left", count_descendants());
	cr_expect_eq(count_entries(d->scratch), 0, "scratch is left");
	bdl_buffer_release(&d->result);
	fixture_release(&d->f);
}

int doors_evidence(struct doors *d, const char *line)
{
	int folder = open(d->f.evidence, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd;

	/* a file of its own each time: an earlier one may still be open */
	unlinkat(folder, "evidence.txt", 0);
	fixture_text(&d->f, "evidence.txt", line);
	fd = bdl_open_regular(folder, "evidence.txt", NULL);
	close(folder);
	cr_assert_geq(fd, 0);
	return fd;
}

int doors_file(void)
{
	int fd = memfd_create("result", MFD_CLOEXEC);

	cr_assert_geq(fd, 0);
	return fd;
}

static void take_text(struct doors *d)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;

	d->text[0] = '\0';
	if (d->result.length && bdl_facts_from_json(&facts, &arena, d->result.data,
					d->result.length, "", NULL) == 0)
		snprintf(d->text, sizeof(d->text), "%s", facts.text);
	bdl_arena_release(&arena);
}

int doors_ask(struct doors *d, const char *format, ...)
{
	struct bdl_job job = {.kind = BDL_JOB_READ, .second = -1, .limits = d->limits, .tag = 7};
	struct bdl_error err = {0};
	struct stat st = {0};
	char line[1024];
	va_list args;
	int rc;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	job.input = doors_evidence(d, line);
	job.output = doors_file();
	job.result = doors_file();
	snprintf(job.name, sizeof(job.name), "evidence.txt");
	rc = bdl_pool_run(d->pool, &job, &d->outcome, &err);
	cr_expect_eq(rc, 0, "%s: %s: %s", line, err.path, err.message);
	cr_expect_eq(d->outcome.tag, 7);
	bdl_buffer_clear(&d->result);
	cr_expect_eq(bdl_read_fd(job.result, "result", 1 << 24, &d->result, NULL), 0);
	take_text(d);
	fstat(job.output, &st);
	d->output = (uint64_t)st.st_size;
	close(job.input);
	close(job.output);
	close(job.result);
	return rc;
}
