/* Same folder, same case file, same name and date: same bytes, wherever and however it is built. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
	fixture_text(&f, "letters/10 February 2023.txt",
		"Dear Sir,\n\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87 na dzi\xC5\x9B\n");
	fixture_pdf(&f, "b.pdf", "B", 3, 90);
	fixture_text(&f, "Bank.csv",
		"Date,Description,Amount,Balance\n01/02/2023,RENT,-640.00,10.00\n02/02/"
		"2023,PAY,500.00,510.00\n");
	fixture_put(&f, "unknown.bin", "\x01\x02\x03\xFF\xFE", 5);
	for (int i = 0; i < 6; i++) {
		char name[32];

		snprintf(name, sizeof(name), "more/%d.pdf", i);
		fixture_pdf(&f, name, name, 1 + (unsigned)i, 0);
	}
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(reproducible, .init = setup, .fini = teardown, .timeout = 300);

static const char *const surroundings[] = {
	"TZ=Pacific/Kiritimati $BUNDLE build other --jobs 2",
	"umask 077; $BUNDLE build other --jobs 1",
	"LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 $BUNDLE build other --jobs 7",
	"LC_ALL=C TZ=UTC+12 $BUNDLE build other --work elsewhere",
	"cd other && $BUNDLE build .",
	"rm -rf other; (cd $E && find . -type f | sort -r) | while read -r n; do mkdir -p "
	"\"other/${n%/*}\"; "
	"cp \"$E/$n\" \"other/$n\"; done; $BUNDLE build other",
	"d=.; if [ -w /dev/shm ]; then d=$(mktemp -d /dev/shm/bundleXXXXXX); trap 'rm -rf $d' "
	"EXIT; cp -r other $d/; "
	"fi; $BUNDLE build $d/other --work $d/elsewhere",
	"as=; mkdir two elsewhere; if [ $(id -u) = 0 ]; then chmod 755 .; chown -R 65534 other two "
	"elsewhere; "
	"as='setpriv --reuid=65534 --regid=65534 --clear-groups'; fi; HOME=/nowhere $as $BUNDLE "
	"build other --work "
	"elsewhere",
};

Test(reproducible,
	other_folder_time_order_disk_user_threads_umask_zone_and_locale_give_the_same_bytes)
{
	struct run r;

	fixture_run(&f, &r,
		"$BUNDLE build $E --output one --name T --date 2026-03-01 --jobs 1 --quiet");
	cr_assert_eq(r.status, 1, "%s", r.err);
	run_release(&r);
	for (size_t i = 0; i < sizeof(surroundings) / sizeof(surroundings[0]); i++) {
		fixture_run(&f, &r,
			"rm -rf other two elsewhere; sleep 1; cp -r $E other; rm -rf "
			"other/.bundle; top=$PWD; "
			"(%s --output $top/two --name T --date 2026-03-01 --quiet); "
			"cmp one/T.pdf two/T.pdf && cmp one/T.tar.gz two/T.tar.gz",
			surroundings[i]);
		cr_expect_eq(r.status, 0, "%s: %s%s", surroundings[i], r.out, r.err);
		run_release(&r);
	}
}

Test(reproducible, the_seal_is_the_digest_of_the_tag_manifest)
{
	struct run r;

	fixture_run(&f, &r,
		"$BUNDLE build $E --output one --name T --json | grep '\"seal\"' | grep -o "
		"'[0-9a-f]\\{64\\}' >seal; "
		"tar xzOf one/T.tar.gz T/tagmanifest-sha256.txt | sha256sum | grep -f seal && "
		"$BUNDLE verify --seal $(cat seal) one/T.tar.gz");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect(strstr(r.out, "The seal is the one you gave."), "%s", r.out);
	run_release(&r);
	fixture_run(
		&f, &r, "$BUNDLE verify --seal $(printf x | sha256sum | cut -c1-64) one/T.tar.gz");
	cr_expect_eq(r.status, 1);
	run_release(&r);
}
