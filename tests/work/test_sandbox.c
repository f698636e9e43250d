/*
 * What a child that touches evidence cannot do. Each door is tried by a real child in the real
 * sandbox; where the kernel has no Landlock or no seccomp, the doors that only that wall closes are
 * skipped.
 */
#include "door.h"

#include "base/file.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SKIP_WITHOUT(wall)                                                                         \
	do {                                                                                       \
		const char *missing;                                                               \
		bdl_pool_is_sandboxed(d.pool, &missing);                                           \
		if (strstr(missing, wall)) {                                                       \
			doors_close(&d);                                                           \
			cr_skip_test("this kernel has no " wall);                                  \
		}                                                                                  \
	} while (0)

static void expect_answer(struct doors *d, const char *answer, const char *door)
{
	doors_ask(d, "%s", door);
	cr_expect_eq(d->outcome.kind, BDL_OUTCOME_DONE, "%s: %s", door, d->outcome.message);
	cr_expect_str_eq(d->text, answer, "%s: %s", door, d->text);
}

Test(sandbox, shows_no_file_but_libraries_and_fonts)
{
	struct doors d;
	char door[400];

	doors_open(&d);
	SKIP_WITHOUT("Landlock");
	expect_answer(&d, "EACCES", "open /etc/passwd");
	expect_answer(&d, "EACCES", "open /proc/self/maps");
	expect_answer(&d, "EACCES", "open /dev/tty");
	expect_answer(&d, "EACCES", "list /");
	expect_answer(&d, "EACCES", "list /tmp");
	expect_answer(&d, "EACCES", "list ..");
	snprintf(door, sizeof(door), "open %s/evidence.txt", d.f.evidence);
	expect_answer(&d, "EACCES", door);
	expect_answer(&d, "done", "list /usr/share");
	expect_answer(&d, "done", "open /dev/urandom");
	expect_answer(&d, "done", "list .");
	doors_close(&d);
}

Test(sandbox, writes_nowhere_but_in_its_scratch)
{
	struct doors d;
	char door[400], path[300];

	doors_open(&d);
	SKIP_WITHOUT("Landlock");
	fixture_text(&d.f, "precious.txt", "precious");
	snprintf(path, sizeof(path), "%s/precious.txt", d.f.evidence);
	snprintf(door, sizeof(door), "write to %s", path);
	expect_answer(&d, "EACCES", door);
	snprintf(door, sizeof(door), "unlink %s", path);
	expect_answer(&d, "EACCES", door);
	snprintf(door, sizeof(door), "write to %s/new", d.scratch);
	expect_answer(&d, "EACCES", door);
	expect_answer(&d, "EACCES", "write to /usr/share/bundle-was-here");
	expect_answer(&d, "done", "write to mine");
	cr_expect_eq(access(path, R_OK), 0);
	doors_close(&d);
}

Test(sandbox, changes_no_file_by_its_name)
{
	struct doors d;
	char door[400];
	struct stat st;

	doors_open(&d);
	SKIP_WITHOUT("seccomp");
	fixture_text(&d.f, "precious.txt", "precious");
	snprintf(door, sizeof(door), "truncate %s/precious.txt", d.f.evidence);
	expect_answer(&d, "EPERM", door);
	cr_expect_eq(stat(door + strlen("truncate "), &st), 0);
	cr_expect_eq(st.st_size, (off_t)strlen("precious"));
	expect_answer(&d, "ENOSYS", "new call");
	doors_close(&d);
}

Test(sandbox, leaves_the_evidence_as_it_was)
{
	struct doors d;
	struct stat before, after;
	char path[300];
	int fd;

	doors_open(&d);
	SKIP_WITHOUT("Landlock");
	SKIP_WITHOUT("seccomp");
	fd = doors_evidence(&d, "touch input");
	cr_assert_eq(fstat(fd, &before), 0);
	close(fd);
	snprintf(path, sizeof(path), "%s/evidence.txt", d.f.evidence);
	doors_ask(&d, "touch input");
	cr_expect_str_eq(d.text, "EBADF refused refused refused refused refused refused");
	cr_assert_eq(stat(path, &after), 0);
	cr_expect_eq(before.st_mode, after.st_mode);
	cr_expect_eq(before.st_uid, after.st_uid);
	cr_expect_eq(before.st_size, after.st_size);
	doors_close(&d);
}

Test(sandbox, has_no_network_and_no_local_services)
{
	struct doors d;

	doors_open(&d);
	SKIP_WITHOUT("seccomp");
	expect_answer(&d, "EPERM", "socket");
	expect_answer(&d, "EPERM EPERM EPERM", "unix socket");
	expect_answer(&d, "done", "listen at ./here");
	expect_answer(&d, "EACCES", "listen at /tmp/here");
	doors_close(&d);
}

Test(sandbox, reads_no_file_that_another_process_has_open)
{
	struct doors d;
	char door[64];

	doors_open(&d);
	SKIP_WITHOUT("Landlock");
	snprintf(door, sizeof(door), "peep into %d", (int)getpid());
	expect_answer(&d, "0", door);
	expect_answer(&d, "0", "peep into its parent");
	expect_answer(&d, "refused refused refused refused refused", "beside");
	doors_close(&d);
}

Test(sandbox, calls_no_service_that_has_no_file)
{
	struct doors d;

	doors_open(&d);
	SKIP_WITHOUT("seccomp");
	expect_answer(&d, "EPERM", "abstract");
	doors_close(&d);
}

Test(sandbox, reaches_no_other_process)
{
	struct doors d;
	char door[64];

	doors_open(&d);
	SKIP_WITHOUT("seccomp");
	snprintf(door, sizeof(door), "kill %d", (int)getpid());
	expect_answer(&d, "EPERM", door);
	snprintf(door, sizeof(door), "thread kill %d", (int)getpid());
	expect_answer(&d, "EPERM", door);
	snprintf(door, sizeof(door), "trace %d", (int)getpid());
	expect_answer(&d, "EPERM", door);
	expect_answer(&d, "EPERM", "kill -1");
	expect_answer(&d, "EPERM", "session");
	expect_answer(&d, "EPERM", "namespace");
	doors_close(&d);
}

/* A sandbox that nothing can work in would pass all of the above. */
Test(sandbox, lets_tools_and_threads_work)
{
	struct doors d;

	doors_open(&d);
	expect_answer(&d, "done", "thread");
	doors_ask(&d, "exec echo hello | tr a-z A-Z");
	cr_expect_str_eq(d.text, "HELLO ", "%s", d.text);
	doors_ask(&d, "exec pdftotext -v 2>&1 | head -c 9");
	if (strstr(d.text, "not found"))
		cr_skip_test("pdftotext is not installed");
	cr_expect_str_eq(d.text, "pdftotext", "%s", d.text);
	doors_ask(&d, "exec fc-match -f '%%{family}' 'Liberation Sans'");
	cr_expect(d.text[0], "fonts are found");
	doors_close(&d);
}

Test(sandbox, hands_on_nothing_that_a_job_does_not_need)
{
	struct doors d;

	doors_open(&d);
	doors_ask(&d, "descriptors");
	/* 0 to 2, the report, evidence, output, result; there is no second input */
	cr_expect_str_eq(d.text, "0 1 2 3 4 6 7 ", "%s", d.text);
	doors_ask(&d, "exec ls /proc/self/fd 2>/dev/null; echo $$ >/dev/null; [ -e /dev/fd/4 ] || "
		      "echo closed");
	cr_expect(strstr(d.text, "closed"), "%s", d.text);
	setenv("BUNDLE_SECRET", "secret", 1);
	doors_ask(&d, "environment");
	cr_expect_not(strstr(d.text, "SECRET"), "%s", d.text);
	cr_expect(strstr(d.text, "LC_ALL=C.UTF-8"), "%s", d.text);
	cr_expect(strstr(d.text, "TZ=UTC"), "%s", d.text);
	cr_expect(strstr(d.text, d.scratch), "%s", d.text);
	doors_close(&d);
}

Test(sandbox, gives_each_job_an_empty_scratch)
{
	struct doors d;
	char folder[200];

	doors_open(&d);
	expect_answer(&d, "done", "scratch");
	expect_answer(&d, "done", "scratch");
	expect_answer(&d, "done", "deep");
	expect_answer(&d, "done", "scratch");
	snprintf(folder, sizeof(folder), "%s/.bundle-tmp-reader-%d-0", d.scratch, (int)getpid());
	cr_expect_eq(access(folder, F_OK), 0, "%s", folder);
	cr_expect_eq(count_entries(folder), 0);
	doors_close(&d);
}

Test(sandbox, sets_the_limits_that_were_asked_for)
{
	struct doors d;
	char expected[200];

	doors_open(&d);
	d.limits = (struct bdl_limits){.seconds = 20, .memory = 700 << 20, .output = 5 << 20};
	doors_ask(&d, "limits");
#if defined(__SANITIZE_ADDRESS__)
	snprintf(expected, sizeof(expected), "20 -1 %d 256 0 ", 5 << 20);
#else
	snprintf(expected, sizeof(expected), "20 %d %d 256 0 ", 700 << 20, 5 << 20);
#endif
	cr_expect_str_eq(d.text, expected, "%s", d.text);
	doors_close(&d);
}

Test(sandbox, holds_back_a_flood_of_processes)
{
	struct doors d;

	if (geteuid() == 0)
		cr_skip_test("the system sets root no limit on processes");
	doors_open(&d);
	expect_answer(&d, "stopped", "flood");
	cr_expect(few_descendants(1), "%u processes are left", count_descendants());
	doors_close(&d);
}
