/* The whole archive, looked at with other people's tools. */
#include "sealed.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names that have broken other programs. */
static const char *const hostile[] = {"new\nline.txt", "carriage\rreturn.txt", "50%.txt", "%0A.txt",
	"back\\slash.txt", "bad\xff\xfe.txt", "A.txt", "a.txt", "caf\xc3\xa9.txt",
	"cafe\xcc\x81.txt", "\xc5\xbb\xc3\xb3\xc5\x82\xc4\x87.txt",
	"\xd0\xbf\xd0\xb8\xd1\x81\xd1\x8c\xd0\xbc\xd0\xbe.txt", "\xf0\x9f\x98\x80.txt",
	" leading.txt", "trailing ", "-rf", "~", "$HOME.txt", "*", "a'b\"c.txt", "esc\x1b[2J.txt",
	"tab\t.txt", "\xe2\x80\xa8.txt", "CON", "data/data/bagit.txt", "bundle.pdf",
	"manifest-sha256.txt",
	"deep/d1/d2/d3/d4/d5/d6/d7/d8/d9/d10/d11/d12/d13/d14/d15/d16/d17/file.txt"};

static void put_hostile(struct sealed *s)
{
	char path[600], long_name[256];

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		snprintf(path, sizeof(path), "this is file %zu", i);
		sealed_text(s, hostile[i], path);
	}
	for (char c = 'a'; c < 'd'; c++) {
		memset(long_name, c, 250);
		long_name[250] = '\0';
		sealed_text(s, long_name, "long");
		snprintf(path, sizeof(path), "%.100s/%.200s/%.250s.txt", long_name, long_name,
			long_name);
		path[strlen(path) - 10] = '%';
		sealed_text(s, path, "longer");
	}
	sealed_text(s, "empty", "");
	sealed_noise(s, "noise.jpg", 3 * 1024 * 1024 + 7, 9);
}

static void expect_ok(struct sealed *s, const char *command)
{
	struct run r;

	fixture_run(&s->f, &r, "%s", command);
	cr_expect_eq(r.status, 0, "%s\n%s%s", command, r.out, r.err);
	cr_expect_str_eq(r.err, "", "%s", command);
	run_release(&r);
}

Test(seal, is_accepted_by_tar_and_sha256sum_whatever_the_names)
{
	struct sealed s;

	sealed_init(&s);
	put_hostile(&s);
	sealed_make(&s);
	expect_ok(&s, "tar xzf out.tar.gz && cd 'Ms A' && sha256sum --strict --quiet -c "
		      "manifest-sha256.txt && "
		      "sha256sum --strict --quiet -c tagmanifest-sha256.txt");
	for (size_t i = 0; i < s.b.exhibit_count; i++) {
		const struct bdl_exhibit *x = &s.b.exhibits[i];
		char stored[2048], original[2048];
		size_t a, b;
		char *one, *two;

		snprintf(stored, sizeof(stored), "Ms A/%s", x->archive_path);
		snprintf(original, sizeof(original), "evidence/%s", x->path);
		one = fixture_read(&s.f, stored, &a);
		two = fixture_read(&s.f, original, &b);
		cr_expect(a == b && memcmp(one, two, a) == 0, "%s", x->name);
		free(one);
		free(two);
	}
	sealed_release(&s);
}

/* The commands of docs/format.md. */
Test(seal, holds_nothing_that_its_lists_do_not_name)
{
	struct sealed s;
	struct run r;

	sealed_init(&s);
	put_hostile(&s);
	sealed_make(&s);
	fixture_run(&s.f, &r,
		"tar xzf out.tar.gz && cd 'Ms A' && { cut -c67- manifest-sha256.txt "
		"tagmanifest-sha256.txt; "
		"echo tagmanifest-sha256.txt; } | LC_ALL=C sort >../listed && "
		"find . -type f | cut -c3- | LC_ALL=C sort | diff ../listed -");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.out, "");
	run_release(&r);
	sealed_release(&s);
}

/*
 * RFC 8493 by hand, as a BagIt tool reads it: lines by any line break, %-decoding, every file
 * listed once, Payload-Oxum.
 */
static const char bagit_check[] =
	"cat > check.py <<'END'\n"
	"import hashlib, os, sys, unicodedata\n"
	"os.chdir('Ms A')\n"
	"def lines(name):\n"
	"    return open(name, encoding='utf-8', newline='').read().splitlines()\n"
	"def manifest(name):\n"
	"    out = {}\n"
	"    for line in lines(name):\n"
	"        digest, path = line.strip().split(None, 1)\n"
	"        path = path.lstrip('*').replace('%0A', '\\n').replace('%0D', "
	"'\\r').replace('%25', '%')\n"
	"        assert path not in out and os.path.normpath(path) == path, path\n"
	"        out[path] = digest\n"
	"    for path, digest in out.items():\n"
	"        assert hashlib.sha256(open(path, 'rb').read()).hexdigest() == digest, path\n"
	"    return out\n"
	"assert lines('bagit.txt') == ['BagIt-Version: 1.0', 'Tag-File-Character-Encoding: "
	"UTF-8']\n"
	"payload, tags = manifest('manifest-sha256.txt'), manifest('tagmanifest-sha256.txt')\n"
	"found = {os.path.join(d, f)[2:] for d, _, fs in os.walk('.') for f in fs}\n"
	"assert {p for p in found if p.startswith('data/')} == set(payload)\n"
	"assert {p for p in found if not p.startswith('data/')} == set(tags) | "
	"{'tagmanifest-sha256.txt'}\n"
	"info = dict(line.split(': ', 1) for line in lines('bag-info.txt'))\n"
	"assert info['Payload-Oxum'] == '%d.%d' % (sum(os.path.getsize(p) for p in payload), "
	"len(payload))\n"
	"assert info['Bagging-Date'] == '2023-02-10' and info['External-Identifier'] == "
	"'121212121212'\n"
	"fold = lambda p: unicodedata.normalize('NFC', unicodedata.normalize('NFD', "
	"p).casefold())\n"
	"assert len({fold(p) for p in payload}) == len(payload)\n"
	"assert all(len(c.encode()) < 256 for p in payload for c in p.split('/'))\n"
	"END\n"
	"tar xzf out.tar.gz && LC_ALL=C.UTF-8 python3 check.py";

Test(seal, is_a_valid_bag)
{
	struct sealed s;

	sealed_init(&s);
	put_hostile(&s);
	sealed_make(&s);
	expect_ok(&s, bagit_check);
	sealed_release(&s);
}

Test(seal, has_its_members_in_a_fixed_order_with_fixed_owners_modes_and_times)
{
	struct sealed s;
	struct run r;

	sealed_init(&s);
	sealed_text(&s, "b.txt", "b");
	sealed_text(&s, "B%.txt", "B");
	sealed_text(&s, "a/z.txt", "z");
	sealed_make(&s);
	fixture_run(&s.f, &r,
		"TZ=UTC tar tvzf out.tar.gz --numeric-owner --full-time | sed -E 's/ +/ /g' | cut "
		"-d' ' -f1,2,4,5,6-");
	cr_expect_str_eq(r.out, "-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/bagit.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/bag-info.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/manifest-sha256.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/README.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/bundle.pdf\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/bundle.json\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/index.csv\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/chronology.csv\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/delays.csv\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/tagmanifest-sha256.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/data/B=25.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/data/a/z.txt\n"
				"-rw-r--r-- 0/0 2023-02-10 00:00:00 Ms A/data/b.txt\n");
	run_release(&r);
	sealed_release(&s);
}

Test(seal, tells_the_digest_of_the_tag_manifest_as_the_seal)
{
	struct sealed s;
	struct run r;
	char hex[BDL_SHA256_HEX], wanted[128];

	sealed_init(&s);
	sealed_text(&s, "a.txt", "a");
	sealed_make(&s);
	bdl_hex(s.b.seal, hex);
	snprintf(wanted, sizeof(wanted), "%s  -\n", hex);
	fixture_run(&s.f, &r, "tar xzOf out.tar.gz 'Ms A/tagmanifest-sha256.txt' | sha256sum");
	cr_expect_str_eq(r.out, wanted);
	run_release(&r);
	sealed_release(&s);
}

Test(seal, gives_the_same_bytes_with_other_threads_umask_time_zone_and_locale)
{
	static const unsigned threads[] = {1, 2, 7};
	struct bdl_error err = {0};
	struct sealed s;
	size_t length, other_length;
	char *first;

	sealed_init(&s);
	put_hostile(&s);
	sealed_make(&s);
	first = fixture_read(&s.f, "out.tar.gz", &length);
	for (size_t i = 0; i < sizeof(threads) / sizeof(threads[0]); i++) {
		char *other;

		umask(i == 1 ? 077 : 022);
		setenv("TZ", i == 1 ? "Pacific/Kiritimati" : "UTC", 1);
		setlocale(LC_ALL, i == 1 ? "C.UTF-8" : "C");
		cr_assert_eq(
			sealed_write(&s, "again.tar.gz", threads[i], &err), 0, "%s", err.message);
		other = fixture_read(&s.f, "again.tar.gz", &other_length);
		cr_expect(other_length == length && memcmp(first, other, length) == 0, "%u threads",
			threads[i]);
		free(other);
	}
	free(first);
	sealed_release(&s);
}

/* What happens to b.txt between intake and sealing; the build must stop and name it. */
static void expect_changed(const char *command)
{
	struct bdl_error err = {0};
	struct sealed s;
	struct run r;

	sealed_init(&s);
	sealed_text(&s, "a.txt", "a");
	sealed_text(&s, "sub/b.txt", "what was sealed");
	sealed_text(&s, "z.txt", "z");
	sealed_take_in(&s);
	fixture_run(&s.f, &r, "cd evidence && %s", command);
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	cr_expect_eq(sealed_write(&s, "out.tar.gz", 2, &err), -1, "%s", command);
	cr_expect_eq(err.code, BDL_ECHANGED, "%s: %s", command, err.message);
	cr_expect_str_eq(err.path, "sub/b.txt", "%s", command);
	cr_expect_neq(err.hint[0], '\0');
	sealed_release(&s);
}

Test(seal, stops_when_an_original_is_not_what_it_was)
{
	expect_changed("printf 'what was Sealed' > sub/b.txt");
	expect_changed("printf 'what was sealed.' > sub/b.txt");
	expect_changed("printf 'what was seale' > sub/b.txt");
	expect_changed(": > sub/b.txt");
	expect_changed("rm sub/b.txt");
	expect_changed("mv sub/b.txt c && ln -s ../c sub/b.txt");
	expect_changed("mv sub else && ln -s else sub");
	expect_changed("rm sub/b.txt && mkfifo sub/b.txt");
	expect_changed("rm sub/b.txt && mkdir sub/b.txt");
}

static bool stop_in_the_middle(void *data, uint64_t done, uint64_t total)
{
	uint64_t *seen = data;

	cr_assert_leq(done, total);
	*seen = done;
	return done < total / 2;
}

static bool go_on(void *data, uint64_t done, uint64_t total)
{
	uint64_t *seen = data;

	cr_assert_leq(done, total);
	cr_assert_geq(done, *seen);
	*seen = done;
	return true;
}

Test(seal, tells_how_far_it_is_and_stops_when_told_to)
{
	struct bdl_error err = {0};
	struct sealed s;
	uint64_t seen = 0;
	uint8_t digest[BDL_SHA256_SIZE];
	struct bdl_seal_input in = {.threads = 2, .progress = go_on, .progress_data = &seen};
	FILE *sink = tmpfile();

	sealed_init(&s);
	sealed_noise(&s, "a", 5000000, 1);
	sealed_noise(&s, "b", 5000000, 2);
	sealed_take_in(&s);
	in.bundle = &s.b;
	in.folder = s.folder;
	in.files = &(const struct bdl_sealed_file){.name = "bundle.pdf", .fd = s.pdf};
	in.file_count = 1;
	s.b.stage = BDL_STAGE_PROVEN;
	cr_expect_eq(bdl_seal(&in, fileno(sink), digest, &err), 0);
	cr_expect_gt(seen, 10000000);
	in.progress = stop_in_the_middle;
	s.b.stage = BDL_STAGE_PROVEN;
	cr_expect_eq(bdl_seal(&in, fileno(sink), digest, &err), -1);
	cr_expect_eq(err.code, BDL_ESTOPPED);
	cr_expect_lt(seen, 6000000);
	fclose(sink);
	sealed_release(&s);
}

Test(seal, says_so_when_the_disk_is_full)
{
	struct bdl_error err = {0};
	struct sealed s;
	uint8_t digest[BDL_SHA256_SIZE];
	struct bdl_seal_input in = {.threads = 2};
	FILE *full = fopen("/dev/full", "w");

	sealed_init(&s);
	sealed_noise(&s, "a", 30000000, 1);
	sealed_take_in(&s);
	in.bundle = &s.b;
	in.folder = s.folder;
	in.files = &(const struct bdl_sealed_file){.name = "bundle.pdf", .fd = s.pdf};
	in.file_count = 1;
	s.b.stage = BDL_STAGE_PROVEN;
	cr_expect_eq(bdl_seal(&in, fileno(full), digest, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	cr_expect_str_eq(err.message, "cannot write the archive: No space left on device");
	fclose(full);
	sealed_release(&s);
}

Test(seal, leaves_the_originals_as_they_are)
{
	struct sealed s;
	struct run before, after;
	const char *list = "find evidence -printf '%p %s %T@ %C@ %m\\n' | sort; find evidence "
			   "-type f -print0 | sort -z | "
			   "xargs -0 sha256sum";

	sealed_init(&s);
	put_hostile(&s);
	fixture_run(&s.f, &before, "%s", list);
	sealed_make(&s);
	fixture_run(&s.f, &after, "%s", list);
	cr_expect_str_eq(before.out, after.out);
	run_release(&before);
	run_release(&after);
	sealed_release(&s);
}
