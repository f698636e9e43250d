/* What a job that misbehaves costs: itself. The next job is done as if nothing had been. */
#include "door.h"

#include "base/file.h"
#include "base/text.h"
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void expect_outcome(
	struct doors *d, enum bdl_outcome_kind kind, const char *message, const char *door)
{
	doors_ask(d, "%s", door);
	cr_expect_eq(d->outcome.kind, kind, "%s: outcome %d, %s", door, (int)d->outcome.kind,
		d->outcome.message);
	cr_expect(strstr(d->outcome.message, message), "%s: %s", door, d->outcome.message);
	cr_expect(few_descendants(1), "%s: %u processes are left", door, count_descendants());
}

static void expect_well(struct doors *d)
{
	doors_ask(d, "a letter");
	cr_expect_eq(d->outcome.kind, BDL_OUTCOME_DONE, "%s", d->outcome.message);
	cr_expect_str_eq(d->text, "a letter");
	cr_expect_gt(d->output, 0);
}

Test(pool, does_a_job)
{
	struct doors d;

	doors_open(&d);
	expect_well(&d);
	cr_expect_str_eq(d.outcome.message, "");
	cr_expect_str_eq(bdl_pool_version(d.pool), "door-reader 1");
	cr_expect(bdl_text_starts(bdl_pool_cache_key(d.pool), "door-reader 1, build "));
	doors_close(&d);
}

Test(pool, survives_every_way_to_crash)
{
	struct doors d;

	doors_open(&d);
	expect_outcome(&d, BDL_OUTCOME_CRASHED, "crashed (signal 11)", "crash");
	expect_outcome(&d, BDL_OUTCOME_CRASHED, "crashed (signal 6)", "abort");
	expect_outcome(&d, BDL_OUTCOME_CRASHED, "without a word (status 0)", "end 0");
	expect_outcome(&d, BDL_OUTCOME_CRASHED, "without a word (status 3)", "end 3");
	expect_outcome(&d, BDL_OUTCOME_FAILED, "the door\\x1B[2J is \"stuck\"", "fail");
	expect_well(&d);
	doors_close(&d);
}

Test(pool, ends_what_takes_too_long)
{
	struct doors d;

	doors_open(&d);
	d.limits.seconds = 1;
	expect_outcome(&d, BDL_OUTCOME_TOO_SLOW, "1 seconds", "hang");
	expect_outcome(&d, BDL_OUTCOME_TOO_SLOW, "", "spin");
	expect_outcome(&d, BDL_OUTCOME_TOO_SLOW, "", "talk for ever");
	expect_outcome(&d, BDL_OUTCOME_TOO_SLOW, "", "hang with tools 40");
	expect_well(&d);
	doors_close(&d);
}

Test(pool, ends_what_writes_too_much)
{
	struct doors d;

	doors_open(&d);
	d.limits.output = 1 << 20;
	expect_outcome(&d, BDL_OUTCOME_TOO_BIG, "space", "write beyond");
	cr_expect_leq(d.output, (uint64_t)1 << 20);
	expect_well(&d);
	doors_close(&d);
}

Test(pool, knows_a_lack_of_memory_when_it_sees_one)
{
	struct doors d;

	doors_open(&d);
	expect_outcome(&d, BDL_OUTCOME_TOO_BIG, "memory", "glib");
#if defined(__SANITIZE_ADDRESS__)
	doors_close(&d);
	cr_skip_test("AddressSanitizer's own memory leaves no room for a limit");
#else
	d.limits.memory = 100 << 20;
	expect_outcome(&d, BDL_OUTCOME_TOO_BIG, "memory", "eat memory");
	expect_outcome(&d, BDL_OUTCOME_TOO_BIG, "memory", "eat and abort");
	expect_well(&d);
	doors_close(&d);
#endif
}

Test(pool, leaves_no_process_behind)
{
	struct doors d;

	doors_open(&d);
	expect_outcome(&d, BDL_OUTCOME_DONE, "", "leave behind 100");
	expect_outcome(&d, BDL_OUTCOME_DONE, "", "talk and end");
	expect_well(&d);
	doors_close(&d);
}

Test(pool, refuses_evidence_that_is_open_for_writing)
{
	struct doors d;
	struct bdl_error err = {0};
	struct bdl_job job = {.kind = BDL_JOB_READ, .second = -1, .limits = BDL_LIMITS_DEFAULT};

	doors_open(&d);
	job.input = doors_file();
	job.output = doors_file();
	job.result = doors_file();
	cr_assert_eq(bdl_pool_run(d.pool, &job, &d.outcome, &err), 0);
	cr_expect_eq(d.outcome.kind, BDL_OUTCOME_FAILED);
	cr_expect_str_eq(d.outcome.message, "the evidence is open for writing");
	close(job.output);
	job.output = -1;
	cr_assert_eq(bdl_pool_run(d.pool, &job, &d.outcome, &err), 0);
	cr_expect_str_eq(d.outcome.message, "the job lacks a descriptor");
	close(job.input);
	close(job.result);
	expect_well(&d);
	doors_close(&d);
}

/* Runs a job that is no reading; what it wrote to its result. */
static const char *run_other(
	struct doors *d, enum bdl_job_kind kind, const char *first, const char *second)
{
	struct bdl_job job = {
		.kind = kind, .name = "a name", .second = -1, .limits = BDL_LIMITS_DEFAULT};
	struct bdl_error err = {0};
	struct stat st = {0};

	job.limits.seconds = 0;
	job.input = doors_evidence(d, first);
	job.output = doors_file();
	job.result = doors_file();
	if (second)
		job.second = doors_evidence(d, second);
	cr_assert_eq(bdl_pool_run(d->pool, &job, &d->outcome, &err), 0, "%s", err.message);
	bdl_buffer_clear(&d->result);
	cr_expect_eq(bdl_read_fd(job.result, "", 1 << 20, &d->result, NULL), 0);
	fstat(job.output, &st);
	d->output = (uint64_t)st.st_size;
	close(job.input);
	close(job.output);
	close(job.result);
	bdl_close_quietly(job.second);
	return bdl_buffer_string(&d->result);
}

Test(pool, does_the_other_kinds_of_job)
{
	struct doors d;

	doors_open(&d);
	run_other(&d, BDL_JOB_CONVERT, "%PDF-1.4", NULL);
	cr_expect_eq(d.outcome.kind, BDL_OUTCOME_DONE, "%s", d.outcome.message);
	cr_expect_gt(d.output, 0);
	run_other(&d, BDL_JOB_CONVERT, "", NULL);
	cr_expect_eq(d.outcome.kind, BDL_OUTCOME_FAILED);
	cr_expect_str_eq(d.outcome.message, "not a PDF that we drew");
	cr_expect_eq(d.outcome.code, BDL_EFORMAT);
	cr_expect_str_eq(run_other(&d, BDL_JOB_PROVE, "the bundle", "claims"),
		"10 bytes against \"claims\": t\n");
	cr_expect_str_eq(run_other(&d, BDL_JOB_PROVE, "", ""), "0 bytes against \"\": \n");
	cr_expect_str_eq(run_other(&d, BDL_JOB_VERIFY, "archive", NULL), "archive");
	cr_expect_eq(d.output, strlen("{\"table\": true}"));
	cr_expect_str_eq(
		run_other(&d, BDL_JOB_CHECK, "a PDF", "court\n{}"), "a name for \"court\n{}\"");
	cr_expect_str_eq(run_other(&d, BDL_JOB_CHECK, "a PDF", NULL), "a name for \"\"");
	doors_close(&d);
}

/* The only process below this one is the reader. */
static pid_t find_reader(void)
{
	char path[64];
	long pid = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	f = fopen(path, "r");
	if (!f)
		cr_skip_test("this kernel does not list children");
	cr_assert_eq(fscanf(f, "%ld", &pid), 1);
	fclose(f);
	return (pid_t)pid;
}

Test(pool, replaces_a_reader_that_died)
{
	struct doors d;
	struct bdl_job job = {
		.kind = BDL_JOB_READ, .second = -1, .limits = BDL_LIMITS_DEFAULT, .tag = 3};
	struct bdl_error err = {0};

	doors_open(&d);
	/* while it is idle: nobody notices */
	cr_assert_eq(kill(find_reader(), SIGKILL), 0);
	cr_expect(few_descendants(0));
	expect_well(&d);
	/* in the middle of a job */
	job.input = doors_evidence(&d, "hang with tools 3");
	job.output = doors_file();
	job.result = doors_file();
	cr_assert_eq(bdl_pool_start(d.pool, &job, &err), 0);
	cr_expect_eq(bdl_pool_wait(d.pool, 300, &d.outcome, &err), 0);
	cr_assert_eq(kill(find_reader(), SIGKILL), 0);
	cr_assert_eq(bdl_pool_wait(d.pool, -1, &d.outcome, &err), 1);
	cr_expect_eq(d.outcome.kind, BDL_OUTCOME_CRASHED);
	cr_expect_eq(d.outcome.tag, 3);
	cr_expect_eq(bdl_pool_wait(d.pool, -1, &d.outcome, &err), 0, "nothing is running");
	close(job.input);
	close(job.output);
	close(job.result);
	expect_well(&d);
	doors_close(&d);
}

Test(pool, abandons_what_nobody_wants_any_more)
{
	struct doors d;
	struct bdl_job job = {.kind = BDL_JOB_READ, .second = -1, .limits = BDL_LIMITS_DEFAULT};
	struct bdl_error err = {0};

	doors_open(&d);
	job.input = doors_evidence(&d, "hang with tools 3");
	job.output = doors_file();
	job.result = doors_file();
	cr_assert_eq(bdl_pool_start(d.pool, &job, &err), 0);
	cr_expect_not(bdl_pool_has_room(d.pool));
	bdl_pool_abandon(d.pool);
	cr_expect(bdl_pool_has_room(d.pool));
	cr_expect(few_descendants(0));
	close(job.input);
	close(job.output);
	close(job.result);
	expect_well(&d);
	doors_close(&d);
}

Test(pool, keeps_several_readers_busy)
{
	struct fixture f;
	struct bdl_pool_options o = {.reader = DOOR_READER, .readers = 4, .scratch = f.root};
	struct bdl_error err = {0};
	struct bdl_pool *p;
	struct doors d = {0};
	size_t seen = 0;

	fixture_init(&f);
	d.f = f;
	p = bdl_pool_open(&o, &err);
	cr_assert_not_null(p, "%s", err.message);
	for (size_t i = 0; i < 4; i++) {
		struct bdl_job job = {
			.kind = BDL_JOB_READ, .second = -1, .limits = BDL_LIMITS_DEFAULT, .tag = i};

		cr_assert(bdl_pool_has_room(p));
		job.input = doors_evidence(&d, i == 2 ? "crash" : "a letter");
		job.output = doors_file();
		job.result = doors_file();
		cr_assert_eq(bdl_pool_start(p, &job, &err), 0);
		cr_expect_eq(bdl_pool_started(p), i + 1, "a reader is started when it is needed");
		/* the readers have their own copies by now */
		close(job.input);
		close(job.output);
		close(job.result);
	}
	cr_expect_not(bdl_pool_has_room(p));
	for (size_t i = 0; i < 4; i++) {
		struct bdl_outcome out;

		cr_assert_eq(bdl_pool_wait(p, -1, &out, &err), 1);
		cr_expect_eq(out.kind, out.tag == 2 ? BDL_OUTCOME_CRASHED : BDL_OUTCOME_DONE);
		seen |= (size_t)1 << out.tag;
	}
	cr_expect_eq(seen, 15);
	bdl_pool_close(p);
	cr_expect(few_descendants(0));
	fixture_release(&f);
}

Test(pool, waits_for_its_readers_when_it_is_told_to)
{
	struct fixture f;
	struct bdl_pool_options o = {
		.reader = DOOR_READER, .readers = 4, .scratch = f.root, .greet_later = true};
	struct bdl_error err = {0};
	struct bdl_pool *p;

	fixture_init(&f);
	p = bdl_pool_open(&o, &err);
	cr_assert_not_null(p, "%s", err.message);
	cr_expect_str_eq(bdl_pool_version(p), "");
	cr_expect_eq(bdl_pool_greet(p, &err), 0, "%s", err.message);
	cr_expect_str_eq(bdl_pool_version(p), "door-reader 1");
	cr_expect_eq(bdl_pool_started(p), 1);
	bdl_pool_close(p);
	/* one that nobody waits for is ended too */
	p = bdl_pool_open(&o, &err);
	bdl_pool_close(p);
	cr_expect(few_descendants(0));
	fixture_release(&f);
}

Test(pool, says_which_program_cannot_be_started)
{
	static const char *const programs[] = {
		"/nowhere/bundle-reader", "/etc/passwd", "/bin/true"};
	struct fixture f;

	fixture_init(&f);
	for (size_t i = 0; i < 3; i++) {
		struct bdl_pool_options o = {
			.reader = programs[i], .readers = 2, .scratch = f.root};
		struct bdl_error err = {0};

		cr_expect_null(bdl_pool_open(&o, &err));
		cr_expect_eq(err.code, BDL_EIO);
		cr_expect(strstr(err.message, "reader program"), "%s", err.message);
		cr_expect_eq(count_entries(f.root), 1, "only the evidence folder is there");
	}
	cr_expect(few_descendants(0));
	fixture_release(&f);
}

/*
 * The owner of a pool dies without a chance to clean up, while its reader's child has tools of its
 * own that hang. This process takes in the orphans, so it can see whether any is left.
 */
Test(pool, dies_with_its_owner)
{
	struct fixture f;
	pid_t owner;
	int ready[2];
	char byte;

	fixture_init(&f);
	cr_assert_eq(pipe(ready), 0);
	cr_assert_eq(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
	owner = fork();
	if (owner == 0) {
		struct bdl_pool_options o = {
			.reader = DOOR_READER, .readers = 2, .scratch = f.root};
		struct bdl_job job = {
			.kind = BDL_JOB_READ, .second = -1, .limits = BDL_LIMITS_DEFAULT};
		struct bdl_pool *p = bdl_pool_open(&o, NULL);
		struct bdl_outcome out;
		struct doors d = {.f = f};

		job.limits.seconds = 0;
		job.input = doors_evidence(&d, "hang with tools 5");
		job.output = doors_file();
		job.result = doors_file();
		if (!p || bdl_pool_start(p, &job, NULL) < 0 ||
			bdl_pool_wait(p, 500, &out, NULL) != 0)
			_exit(1);
		(void)!write(ready[1], "x", 1);
		for (;;)
			pause();
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	cr_expect_gt(count_descendants(), 5);
	kill(owner, SIGKILL);
	cr_expect(few_descendants(0), "%u processes are left", count_descendants());
	while (wait(NULL) > 0)
		;
	cr_expect_eq(count_entries(f.root), 1, "scratch is left");
	fixture_release(&f);
}

Test(pool, works_when_standard_input_and_output_are_closed)
{
	struct doors d;
	int kept[2] = {fcntl(0, F_DUPFD_CLOEXEC, 100), fcntl(1, F_DUPFD_CLOEXEC, 100)};

	close(0);
	close(1);
	doors_open(&d);
	expect_well(&d);
	dup2(kept[0], 0);
	dup2(kept[1], 1);
	doors_close(&d);
}
