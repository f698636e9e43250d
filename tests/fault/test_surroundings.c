/* A clock that runs backwards, a folder in which somebody is at work, no place to
 * write. */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(surroundings, .timeout = 600);

static const char build[] = "$BUNDLE build e --ocr off --name T --date 2026-03-02 --jobs 2 --quiet";

Test(surroundings, a_clock_that_runs_backwards_changes_no_byte)
{
	struct faults t;

	faults_open(&t, build, FAULTS_IN_PROGRAM);
	t.page->backwards = 1;
	faults_same(&t);
	t.readers = FAULT_READERS "=1";
	faults_same(&t);
	faults_close(&t);
}

/*
 * The file is opened to be taken in, to be read, and to be sealed. Before it has been taken in it
 * may grow; what stands there then goes in. Later, and in any other way, it may not change.
 */
Test(surroundings, a_file_that_is_edited_meanwhile_is_named_or_taken_as_it_is)
{
	struct faults t;

	faults_open(&t, build, FAULTS_IN_PROGRAM);
	for (int edit = FAULT_GROW; edit < FAULT_EDIT_COUNT; edit++)
		for (long at = 1; at <= 3; at++)
			cr_expect_eq(faults_edit(&t, "b.pdf", (enum fault_edit)edit, at),
				at == 1 && (edit == FAULT_GROW || edit == FAULT_CHANGE), "%d %ld",
				edit, at);
	faults_close(&t);
}

static void run_in_read_only(const char *mount, const char *options, const char *words)
{
	struct fixture f;
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "a.txt", "10 February 2023\n");
	fixture_run(&f, &r,
		"unshare -m sh -c 'mkdir -p out && mount --bind %s %s && mount -o "
		"remount,bind,ro %s && echo mounted >&2 && $BUNDLE build evidence --name T %s'; "
		"s=$?; ls -A evidence out >list; exit $s",
		mount, mount, mount, options);
	if (!strstr(r.err, "mounted")) {
		run_release(&r);
		fixture_release(&f);
		cr_skip_test("no file system of one's own to be had here");
	}
	cr_expect_eq(r.status, 3, "%d %s", r.status, r.err);
	cr_expect(strstr(r.err, words), "%s", r.err);
	cr_expect(strstr(r.err, "--output"), "%s", r.err);
	cr_expect_str_eq(r.out, "");
	run_release(&r);
	fixture_run(&f, &r, "cat list; ls /tmp | grep -c \"^bundle-......$\"");
	cr_expect_not(strstr(r.out, "T."), "%s", r.out);
	run_release(&r);
	fixture_release(&f);
}

Test(surroundings, a_folder_that_cannot_be_written_to_is_named_before_any_work)
{
	run_in_read_only("out", "--output out", "bundle: out: cannot write to the folder: ");
	run_in_read_only(
		"evidence", "", "bundle: evidence: cannot make the folder for the results in: ");
}
