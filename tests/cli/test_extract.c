/* Unpacking: only what verifies, only below a new folder, whole or not at all. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "letters/1.txt", "Dear Sir, the sum is 400.53 a month.");
	fixture_text(&f, "letters/2.txt", "Dear Madam, nothing was paid.");
	fixture_text(&f, "bank.csv", "Date,Amount\n01/02/2023,400.53\n");
	fixture_text(&f, "caf\xc3\xa9 100%.txt", "a name that is stored escaped");
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --quiet && mkdir t && mv out/T.tar.gz t/ "
		"&& cd t && tar xzf T.tar.gz && mv T sealed");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(extract, .init = setup, .fini = teardown, .timeout = 300);

/* Runs it in the folder that holds T.tar.gz and `sealed`, its contents. */
static void expect(const char *command, int status, const char *out, const char *err)
{
	struct run r;

	fixture_run(&f, &r, "cd t && %s", command);
	cr_expect_eq(r.status, status, "%s: %d %s%s", command, r.status, r.out, r.err);
	cr_expect(strstr(r.out, out), "%s: %s", command, r.out);
	cr_expect(strstr(r.err, err), "%s: %s", command, r.err);
	run_release(&r);
}

Test(extract, everything_comes_out_as_it_was_sealed)
{
	expect("umask 022; $BUNDLE extract T.tar.gz && diff -r T sealed && cd T && sha256sum -c "
	       "--quiet manifest-sha256.txt tagmanifest-sha256.txt",
		0, "each is as sealed, written to T\n", "");
	expect("find T -type d ! -perm 0700 -o -type f ! -perm 0600 | wc -l", 0, "0\n", "");
	expect("ls -A", 0, "T\nT.tar.gz\nsealed\n", "");
}

Test(extract, whatever_depth_build_seals)
{
	expect("i=0; d=deep; while [ $i -lt 300 ]; do d=$d/d; i=$((i + 1)); done; mkdir -p $d && "
	       "echo 'Letter of 3 March 2023' >$d/a.txt && $BUNDLE build deep --output out -q && "
	       "$BUNDLE extract -q out/*.tar.gz --output whole && diff -r deep/d whole/data/d",
		0, "", "");
}

Test(extract, any_bag_that_verify_takes)
{
	expect("tar cf plain.tar --transform s/sealed/T/ sealed && $BUNDLE extract -q plain.tar && "
	       "diff -r plain sealed",
		0, "", "");
	expect("$BUNDLE extract -q sealed --output again/ && diff -r again sealed", 0, "", "");
	expect("python3 -c \"import shutil; shutil.make_archive('zipped', 'zip', '.', 'sealed')\" "
	       "&& "
	       "$BUNDLE extract -q zipped.zip && diff -r zipped sealed",
		0, "", "");
	expect("mkdir bag bag/data && printf x >bag/data/x && echo "
	       "'9dd4e461268c8034f5c8564e155c67a6  "
	       "data/x' >bag/manifest-md5.txt && printf 'BagIt-Version: "
	       "1.0\\nTag-File-Character-Encoding: UTF-8\\n' >bag/bagit.txt && tar czf bag.tgz bag "
	       "&& "
	       "$BUNDLE extract bag.tgz -o b && diff -r b bag",
		0, "3 files", "");
}

Test(extract, what_is_asked_for_by_name)
{
	expect("$BUNDLE extract T.tar.gz letters/1.txt -o a && find a -type f", 0,
		"\na/data/letters/1.txt\n", "");
	expect("$BUNDLE extract T.tar.gz letters/ bundle.pdf -o b && cd b && find . -type f | sort",
		0, "\n./bundle.pdf\n./data/letters/1.txt\n./data/letters/2.txt\n", "");
	expect("$BUNDLE extract T.tar.gz data/bank.csv letters/9.txt -o c", 3, "",
		"letters/9.txt: is not in the archive\n");
	expect("ls -A", 0, "T.tar.gz\na\nb\nsealed\n", "");
}

Test(extract, never_replaces_anything)
{
	static const char there[] = "T: is there already\n";

	expect("mkdir T && $BUNDLE extract T.tar.gz", 3, "", there);
	expect("rmdir T && ln -s nowhere T && $BUNDLE extract T.tar.gz", 3, "", there);
	expect("rm T && ln -s sealed T && $BUNDLE extract T.tar.gz --output T/", 3, "", there);
	expect("rm T && echo x >T && $BUNDLE extract T.tar.gz", 3, "", there);
	expect("$BUNDLE extract T.tar.gz --output no/where", 3, "", "no: cannot open the folder");
	expect("$BUNDLE extract T.tar.gz --output .", 3, "", "is no name for a folder");
	expect("mv T.tar.gz named; $BUNDLE extract named", 3, "", "name it with --output");
	expect("ls -A", 0, "T\nnamed\nsealed\n", "");
}

Test(extract, nothing_of_an_archive_that_is_not_intact)
{
	expect("printf x >>sealed/data/letters/1.txt && tar czf bad.tgz sealed && $BUNDLE extract "
	       "bad.tgz",
		1, "changed letters/1.txt\n", "nothing was written: the archive is not intact\n");
	expect("$BUNDLE extract --only-intact bad.tgz", 1, "changed letters/1.txt\n", "");
	expect("diff -r bad sealed", 1, "Only in sealed/data/letters: 1.txt\n", "");
	expect("$BUNDLE extract --only-intact bad.tgz letters/1.txt -o c", 3, "",
		"letters/1.txt: is not in the archive, or not as it was sealed\n");
	expect("$BUNDLE extract --only-intact bad.tgz letters -o d && exit 9; find d -type f", 0,
		"d/data/letters/2.txt\n", "");
	expect("head -c 30000 T.tar.gz >cut.tar.gz; $BUNDLE extract cut.tar.gz", 1, "cut short",
		"");
	expect("ls -A", 0, "T.tar.gz\nbad\nbad.tgz\ncut.tar.gz\nd\nsealed\n", "");
}

/* By its line in the manifest the forged letter is as sealed. */
Test(extract, nothing_where_the_list_of_hashes_was_changed)
{
	expect("printf forged >sealed/data/letters/1.txt && (cd sealed && sha256sum data/*.* "
	       "data/letters/* >manifest-sha256.txt) && tar czf bad.tgz sealed && $BUNDLE extract "
	       "--only-intact bad.tgz",
		1, "changed manifest-sha256.txt", "the list of hashes itself");
	expect("rm sealed/tag* && tar czf bad.tgz sealed && $BUNDLE extract --only-intact bad.tgz",
		1, "has no seal", "the list of hashes itself");
	expect("ls -A", 0, "T.tar.gz\nbad.tgz\nsealed\n", "");
}

static const char hostile[] = "import tarfile, io, sys\n"
			      "old = tarfile.open('T.tar.gz'); new = tarfile.open('bad.tar', 'w')\n"
			      "for m in old: new.addfile(m, old.extractfile(m))\n"
			      "def add(name, type=tarfile.REGTYPE, link=''):\n"
			      "    m = tarfile.TarInfo(name); m.type = type; m.linkname = link\n"
			      "    m.size = 4 if type == tarfile.REGTYPE else 0\n"
			      "    new.addfile(m, io.BytesIO(b'evil'))\n"
			      "add('T/data/out', tarfile.SYMTYPE, '../../..')\n"
			      "add('T/data/out/evil')\n"
			      "add('T/../evil'); add('../evil'); add('/tmp/evil-of-bundle-test')\n"
			      "add('evil/x'); add('T/data/bank.csv')\n"
			      "add('T/data/hard', tarfile.LNKTYPE, 'T/bundle.pdf')\n"
			      "add('T/data/fifo', tarfile.FIFOTYPE)\n"
			      "new.close()\n";

Test(extract, nothing_outside_and_no_link)
{
	struct run r;

	fixture_text(&f, "../hostile.py", hostile);
	expect("python3 ../hostile.py && $BUNDLE extract bad.tar", 1, "is a symbolic link",
		"not intact");
	expect("$BUNDLE extract bad.tar --only-intact", 1, "written to bad\n", "");
	expect("diff -r bad sealed", 0, "", "");
	fixture_run(&f, &r,
		"ls -A t; find . /tmp/evil-of-bundle-test -name '*evil*' 2>/dev/null; find t -type "
		"l");
	cr_expect_str_eq(r.out, "T.tar.gz\nbad\nbad.tar\nsealed\n", "%s", r.out);
	run_release(&r);
}

Test(extract, a_bomb_is_asked_about_first)
{
	expect("$BUNDLE extract T.tar.gz --max-size 1k", 3, "",
		"more than 1,000 bytes\n  nothing was written");
	expect("mkdir -p b/data && truncate -s 230M b/data/zero && echo "
	       "$(sha256sum <b/data/zero | cut -c1-64) data/zero >b/manifest-sha256.txt && cp "
	       "sealed/bagit.txt b/ && tar czf bomb.tgz b && rm -r b && $BUNDLE extract bomb.tgz",
		3, "", "unpacks to 241.2 MB, more than 100 times its own size\n");
	expect("ls -A", 0, "T.tar.gz\nbomb.tgz\nsealed\n", "");
}

Test(extract, a_full_disk_leaves_nothing)
{
	struct run r;

	expect("(ulimit -f 40; exec $BUNDLE extract T.tar.gz)", 3, "",
		"cannot write: File too large");
	expect("ls -A", 0, "T.tar.gz\nsealed\n", "");
	fixture_run(&f, &r,
		"unshare -m sh -c 'mkdir disk && mount -t tmpfs -o size=100k none disk && "
		"$BUNDLE extract t/T.tar.gz -o disk/T; s=$?; ls -A disk; exit $s'");
	if (!strstr(r.err, "unshare") && !strstr(r.err, "mount")) {
		cr_expect_eq(r.status, 3, "%d %s%s", r.status, r.out, r.err);
		cr_expect(strstr(r.err, "and the disk has 1"), "%s", r.err);
		cr_expect_str_eq(r.out, "");
	}
	run_release(&r);
}

/* Asked once it has begun: its temporary folder is there. One line for each time that it is wrong.
 */
static const char stopping[] = "cd t && mkdir big big/data && cp sealed/bagit.txt big/\n"
			       "head -c 20000000 /dev/urandom >big/data/x\n"
			       "(cd big && sha256sum data/x >manifest-sha256.txt)\n"
			       "tar cf big.tar big && rm -r big\n"
			       "for n in 0 01 05 1 2 4 8; do\n"
			       "  $BUNDLE extract -q big.tar & p=$!\n"
			       "  while kill -0 $p && [ ! -e .bundle-tmp-* ]; do sleep 0.01; done\n"
			       "  sleep 0.$n; kill -TERM $p; wait $p; s=$?\n"
			       "  if [ $s = 3 ]; then [ ! -e big ]\n"
			       "  else [ $s = 0 ] && [ -s big/data/x ]; fi || echo \"$n: $s\"\n"
			       "  rm -rf big\n"
			       "done 2>/dev/null; ls -A\n";

Test(extract, asked_to_stop_it_leaves_nothing)
{
	struct run r;

	fixture_run(&f, &r, "%s", stopping);
	cr_expect_str_eq(r.out, "T.tar.gz\nbig.tar\nsealed\n", "%s%s", r.out, r.err);
	run_release(&r);
}
