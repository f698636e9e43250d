/* Killed, stopped, out of space: no half bundle under the final name, the old one as it was,
 * nothing left running. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	struct run r;

	fixture_init(&f);
	for (int i = 0; i < 8; i++) {
		char name[32];

		snprintf(name, sizeof(name), "%d.pdf", i);
		fixture_pdf(&f, name, name, 20, 0);
	}
	fixture_run(&f, &r,
		"$BUNDLE build $E --name T --date 2026-03-01 --quiet && cd $E/bundle && sha256sum "
		"T.* >../../sums");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(interrupted, .init = setup, .fini = teardown, .timeout = 600);

/* Each file under a final name is whole: the old bundle's or the new one's. */
static const char whole[] =
	"cd $E/bundle && if [ -e T.tar.gz ]; then $BUNDLE verify T.tar.gz >/dev/null 2>&1 || echo "
	"broken archive; fi; "
	"if [ -e T.pdf ]; then qpdf --check T.pdf >/dev/null 2>&1 || echo broken pdf; fi";

Test(interrupted, killed_at_any_moment_leaves_whole_files_and_no_process)
{
	for (int ms = 5; ms < 1500; ms = ms * 3 / 2 + 3) {
		struct run r;

		fixture_run(&f, &r,
			"rm -rf $E/.bundle; echo %d >$E/new.txt; "
			"$BUNDLE build $E --name T --date 2026-03-01 --quiet & p=$!; sleep "
			"%d.%03d; kill -9 $p 2>/dev/null; "
			"wait $p 2>/dev/null; n=0; while pgrep -f \"bundle-reader.*$PWD\" "
			">/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done; "
			"[ $n -lt 100 ] || echo still running; %s",
			ms, ms / 1000, ms % 1000, whole);
		cr_expect_str_eq(r.out, "", "after %d ms: %s", ms, r.out);
		run_release(&r);
	}
	struct run r;
	fixture_run(&f, &r,
		"$BUNDLE build $E --name T --quiet && ls -A $E/bundle && ls -A $E/.bundle | grep "
		"tmp");
	cr_expect(!strstr(r.out, "tmp"), "litter: %s", r.out);
	run_release(&r);
}

Test(interrupted, asked_to_stop_it_stops_cleanly_and_says_so)
{
	struct run r;

	fixture_run(&f, &r,
		"rm -rf $E/.bundle; echo new >$E/new.txt; $BUNDLE build $E --name T --date "
		"2026-03-01 & p=$!; "
		"n=0; while [ ! -d $E/.bundle ] && [ $n -lt 500 ]; do sleep 0.01; n=$((n + 1)); "
		"done; while kill -TERM $p 2>/dev/null; do sleep 0.02; done; wait $p; s=$?; "
		"cd $E/bundle && sha256sum -c --quiet ../../sums && exit $s");
	cr_expect_eq(r.status, 3, "%d %s%s", r.status, r.out, r.err);
	cr_expect(strstr(r.err, "stopped"), "%s", r.err);
	run_release(&r);
}

Test(interrupted, a_full_disk_leaves_the_old_bundle_as_it_was)
{
	static const int kilobytes[] = {1, 4, 16, 40, 64, 100};

	for (size_t i = 0; i < sizeof(kilobytes) / sizeof(kilobytes[0]); i++) {
		struct run r;

		/* a limit on the size of a file is the part of a full disk that can be had without
		 * a disk of one's own */
		fixture_run(&f, &r,
			"cp -r $E full; rm -rf full/.bundle; echo new >full/new.txt; "
			"(ulimit -f %d; $BUNDLE build full --name T --date 2026-03-01); s=$?; "
			"cd full/bundle && { [ $s = 0 ] || sha256sum -c --quiet ../../sums || echo "
			"changed; }; ls -A | wc -l; "
			"cd ../..; rm -rf full; exit $s",
			kilobytes[i] * 2);
		if (r.status != 0 && r.status != 1) {
			cr_expect_eq(r.status, 3, "%d kB: %d %s", kilobytes[i], r.status, r.err);
			cr_expect(strstr(r.err, "bundle: "), "%s", r.err);
		}
		cr_expect_not(strstr(r.out, "changed"), "%d kB: %s", kilobytes[i], r.out);
		run_release(&r);
	}
}

Test(interrupted, a_real_full_disk_is_told_in_one_sentence)
{
	struct run r;

	fixture_run(&f, &r,
		"unshare -m sh -c 'mkdir disk && mount -t tmpfs -o size=300k none disk && cp "
		"$E/*.pdf disk/ 2>/dev/null; "
		"$BUNDLE build disk --name T; s=$?; ls -A disk/bundle 2>/dev/null; exit $s'");
	if (strstr(r.err, "unshare") || strstr(r.err, "mount")) {
		run_release(&r);
		cr_skip_test("no file system of one's own to be had here");
	}
	cr_expect_eq(r.status, 3, "%d %s%s", r.status, r.out, r.err);
	cr_expect(strstr(r.err, "No space left on device"), "%s", r.err);
	cr_expect_str_eq(r.out, "");
	run_release(&r);
}

Test(interrupted, a_file_that_may_not_be_read_is_named)
{
	struct run r;

	fixture_run(&f, &r,
		"[ $(id -u) = 0 ] || exit 99; chmod 755 . $E; chmod 000 $E/3.pdf; rm -rf "
		"$E/.bundle; mkdir -m 777 out work; "
		"setpriv --reuid=65534 --regid=65534 --clear-groups $BUNDLE build $E --output out "
		"--work work --name T");
	if (r.status == 99 || strstr(r.err, "setpriv")) {
		run_release(&r);
		cr_skip_test("needs to be root to become somebody else");
	}
	cr_expect_eq(r.status, 3, "%d %s", r.status, r.err);
	cr_expect(strstr(r.err, "3.pdf: cannot open: Permission denied"), "%s", r.err);
	run_release(&r);
}
