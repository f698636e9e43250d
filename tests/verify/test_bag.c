/* Bags of anyone's: folders, tars and ZIPs, every version, hash and encoding; and what is wrong
 * with them. */
#include "tamper.h"

#include "base/hashes.h"
#include "support/fixture.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void verify_path(const char *path, struct bdl_report *r)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	cr_assert(fd >= 0, "%s", path);
	cr_assert_eq(bdl_verify_archive(fd, &json, NULL, &err), 0, "%s: %s", path, err.message);
	cr_assert_eq(bdl_report_from_json(r, bdl_buffer_string(&json), json.length, &err), 0, "%s",
		err.message);
	bdl_buffer_release(&json);
	close(fd);
}

/* ---- a bag made here ---- */

struct bag {
	struct fixture f;
	char manifest[BDL_HASH_COUNT][4000];
};

static void hex_of(const char *text, enum bdl_hash hash, char *out)
{
	struct bdl_hashing *h = bdl_hashing_open(BDL_HASH_BIT(hash));
	struct bdl_hashes all;

	bdl_hashing_add(h, text, strlen(text));
	cr_assert_eq(bdl_hashing_close(h, &all, NULL), 0);
	for (size_t i = 0; i < bdl_hash_size(hash); i++)
		sprintf(out + 2 * i, "%02x", all.of[hash][i]);
}

static void list(struct bag *b, enum bdl_hash hash, const char *path, const char *text)
{
	char hex[2 * BDL_HASH_LONGEST + 1];
	size_t used = strlen(b->manifest[hash]);

	hex_of(text, hash, hex);
	snprintf(b->manifest[hash] + used, sizeof(b->manifest[hash]) - used, "%s  %s\n", hex, path);
}

static void put(struct bag *b, const char *name, const char *text)
{
	fixture_text(&b->f, name, text);
}

static void take_away(struct bag *b, const char *name)
{
	char path[4300];

	snprintf(path, sizeof(path), "%s/%s", b->f.evidence, name);
	cr_assert_eq(unlink(path), 0);
}

static void write_manifests(struct bag *b)
{
	for (int h = 0; h < BDL_HASH_COUNT; h++) {
		char name[64];

		snprintf(
			name, sizeof(name), "bag/manifest-%s.txt", bdl_hash_name((enum bdl_hash)h));
		if (b->manifest[h][0])
			put(b, name, b->manifest[h]);
	}
}

/* Two files, listed in the manifests of `hashes`. */
static void make(struct bag *b, const char *declaration, unsigned hashes)
{
	*b = (struct bag){.manifest = {""}};
	fixture_init(&b->f);
	put(b, "bag/bagit.txt", declaration);
	put(b, "bag/data/a.txt", "Dear Sir,");
	put(b, "bag/data/sub/b.txt", "Yours");
	for (int h = 0; h < BDL_HASH_COUNT; h++)
		if (hashes & BDL_HASH_BIT(h)) {
			list(b, (enum bdl_hash)h, "data/a.txt", "Dear Sir,");
			list(b, (enum bdl_hash)h, "data/sub/b.txt", "Yours");
		}
	write_manifests(b);
}

static void expect_bag(struct bag *b, const char *wanted, const char *what)
{
	struct bdl_report r;
	char *got, path[4300];

	snprintf(path, sizeof(path), "%s/bag", b->f.evidence);
	verify_path(path, &r);
	got = in_short(&r);
	cr_expect_str_eq(got, wanted, "%s: %s", what, got);
	free(got);
	bdl_report_release(&r);
}

#define V1 "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define V097 "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"

Test(bag, every_hash_alone_and_together)
{
	for (unsigned hashes = 1; hashes < 1u << BDL_HASH_COUNT; hashes++) {
		struct bag b;

		make(&b, V1, hashes);
		expect_bag(&b, "", "intact");
		put(&b, "bag/data/a.txt", "Dear Sir.");
		expect_bag(&b, "changed a.txt\n", "changed");
		fixture_release(&b.f);
	}
}

Test(bag, versions_and_declarations)
{
	static const struct {
		const char *declaration, *wanted;
	} cases[] = {
		{V1, ""},
		{V097, ""},
		{"BagIt-Version: 0.93\r\nTag-File-Character-Encoding: UTF-8\r\n", ""},
		{"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8", ""},
		{"BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n", ""},
		{"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
			"broken bagit.txt (has blanks where version 1.0 allows none)\n"},
		{"BagIt-Version: 1.0 \nTag-File-Character-Encoding: UTF-8\n",
			"broken bagit.txt (has blanks where version 1.0 allows none)\n"},
		{"\xEF\xBB\xBF" V1,
			"broken bagit.txt (begins with a byte-order mark, which it may not)\n"},
		{V1 "More: of it\n", "broken bagit.txt (has more than its two lines)\n"},
		{"BagIt-Version: 7.3\nTag-File-Character-Encoding: UTF-8\n",
			"broken bagit.txt (says BagIt 7.3, which this program does not know)\n"},
		{"BagIt-Version: x\nTag-File-Character-Encoding: UTF-8\n",
			"broken bagit.txt (does not say which version of BagIt this is)\n"},
		{"BagIt-Version: 1.0\n",
			"broken bagit.txt (does not say in which encoding its other "
			"files are written)\n"},
		{"", "broken bagit.txt (does not say which version of BagIt this is)\n"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bag b;

		make(&b, cases[i].declaration, BDL_HASH_BIT(BDL_HASH_SHA1));
		expect_bag(&b, cases[i].wanted, cases[i].declaration);
		fixture_release(&b.f);
	}
}

Test(bag, every_manifest_lists_every_file_since_1_0)
{
	struct bag b;

	make(&b, V1, BDL_HASH_BIT(BDL_HASH_MD5));
	list(&b, BDL_HASH_SHA512, "data/a.txt", "Dear Sir,");
	write_manifests(&b);
	expect_bag(&b, "broken sub/b.txt (is not listed in manifest-sha512.txt)\n", "1.0");
	put(&b, "bag/bagit.txt", V097);
	expect_bag(&b, "", "0.97");
	fixture_release(&b.f);
}

Test(bag, what_is_missing_extra_renamed_or_elsewhere)
{
	struct bag b;

	make(&b, V1, BDL_HASH_BIT(BDL_HASH_SHA512));
	put(&b, "bag/data/new.txt", "new");
	expect_bag(&b, "extra new.txt\n", "extra");
	take_away(&b, "bag/data/new.txt");
	put(&b, "bag/data/renamed.txt", "Dear Sir,");
	take_away(&b, "bag/data/a.txt");
	expect_bag(&b, "renamed a.txt -> renamed.txt\n", "renamed");
	take_away(&b, "bag/data/renamed.txt");
	expect_bag(&b, "missing a.txt\n", "missing");
	put(&b, "bag/fetch.txt", "https://example.org/a 9 data/a.txt\n");
	expect_bag(&b,
		"missing a.txt (is not in the bag: fetch.txt says where it is to be fetched, "
		"which this program does not do)\n",
		"to be fetched");
	put(&b, "bag/fetch.txt", "https://example.org/a 9 ../a.txt\n");
	expect_bag(&b, "missing a.txt\nbroken fetch.txt (line 1 names a place outside the bag)\n",
		"outside");
	fixture_release(&b.f);
}

Test(bag, its_own_sum_is_held_against_it)
{
	struct bag b;

	make(&b, V1, BDL_HASH_BIT(BDL_HASH_SHA256));
	put(&b, "bag/bag-info.txt", "Payload-Oxum: 14.2\nBagging-Date: 2023-02-10\n");
	expect_bag(&b, "", "right");
	put(&b, "bag/bag-info.txt", "Payload-Oxum: 15.2\n");
	expect_bag(&b,
		"broken bag-info.txt (says 15 bytes in 2 files (Payload-Oxum); there are 14 "
		"in 2)\n",
		"wrong");
	put(&b, "bag/bag-info.txt", "Payload-Oxum: some\n");
	expect_bag(&b,
		"broken bag-info.txt (has a Payload-Oxum that cannot be read: it is "
		"\"BYTES.FILES\")\n",
		"unreadable");
	fixture_release(&b.f);
}

Test(bag, manifests_in_other_encodings)
{
	struct bag b;

	make(&b, "BagIt-Version: 0.97\nTag-File-Character-Encoding: ISO-8859-1\n", 0);
	put(&b, "bag/data/caf\xC3\xA9.txt", "x");
	list(&b, BDL_HASH_MD5, "data/a.txt", "Dear Sir,");
	list(&b, BDL_HASH_MD5, "data/sub/b.txt", "Yours");
	list(&b, BDL_HASH_MD5, "data/caf\xE9.txt", "x");
	write_manifests(&b);
	expect_bag(&b, "", "Latin-1");
	put(&b, "bag/bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: KLINGON-8\n");
	expect_bag(&b,
		"renamed caf\\xE9.txt -> caf\xC3\xA9.txt\nbroken manifest-md5.txt (is "
		"written in \"KLINGON-8\", which this program does not know)\n",
		"unknown");
	fixture_release(&b.f);
}

Test(bag, paths_that_lead_out_are_refused)
{
	static const char *const paths[] = {"../x", "/etc/passwd", "data/../../x", "~root/x",
		"C:\\x", "\\\\server\\x", "data//x", "data/./x"};

	for (size_t i = 0; i < COUNT(paths); i++) {
		struct bag b;

		make(&b, V097, BDL_HASH_BIT(BDL_HASH_MD5));
		list(&b, BDL_HASH_MD5, paths[i], "x");
		write_manifests(&b);
		expect_bag(&b, "broken manifest-md5.txt (line 3 is not a line of this manifest)\n",
			paths[i]);
		fixture_release(&b.f);
	}
}

Test(bag, a_folder_is_not_left_through_links)
{
	struct bag b;
	char path[4300];

	make(&b, V1, BDL_HASH_BIT(BDL_HASH_SHA256));
	snprintf(path, sizeof(path), "%s/bag/data/sub/b.txt", b.f.evidence);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(symlink("/etc/hostname", path), 0);
	expect_bag(&b, "missing sub/b.txt\nbroken data/sub/b.txt (is a symbolic link)\n", "link");
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(mkfifo(path, 0600), 0);
	expect_bag(
		&b, "missing sub/b.txt\nbroken data/sub/b.txt (is a device or a pipe)\n", "pipe");
	fixture_release(&b.f);
}

Test(bag, names_that_only_look_different)
{
	struct bag b;

	make(&b, V1, BDL_HASH_BIT(BDL_HASH_SHA256));
	list(&b, BDL_HASH_SHA256, "data/A.TXT", "Dear Sir,");
	list(&b, BDL_HASH_SHA256, "data/N\xC3\xBA.txt", "n");
	put(&b, "bag/data/Nu\xCC\x81.txt", "n");
	write_manifests(&b);
	expect_bag(&b,
		"note A.TXT (is here as \"a.txt\": the names differ only in capitals or in how "
		"accents are written)\n"
		"note N\xC3\xBA.txt (is here; the accents of its name are written in another "
		"way)\n",
		"alike");
	fixture_release(&b.f);
}

Test(bag, names_that_lead_out_on_windows_are_told_and_passed_over)
{
	struct bag b;

	make(&b, V1, BDL_HASH_BIT(BDL_HASH_SHA256));
	put(&b, "bag/data/C:foo", "x");
	put(&b, "bag/data/..\\up", "x");
	expect_bag(&b,
		"broken data/..\\up (has a name that leads out of the bundle on Windows)\n"
		"broken data/C:foo (has a name that leads out of the bundle on Windows)\n",
		"drive and way up");
	fixture_release(&b.f);
}

Test(bag, a_zip_that_breaks_off_is_no_other_file)
{
	static const char zip[] = "PK\3\4\24\0\0\0\0\0half of what there was";
	struct bdl_report r;
	char *got;

	check_bytes(zip, sizeof(zip) - 1, &r);
	got = in_short(&r);
	cr_expect_str_eq(got,
		"broken  (this ZIP file is damaged or cut short: its directory cannot "
		"be read)\n",
		"%s", got);
	free(got);
	bdl_report_release(&r);
}

/* ---- the suite of the Library of Congress ---- */

enum { VALID, INVALID, WARNING };

static size_t check_suite(const char *folder, int kind)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	size_t count = 0;

	while (d && (e = readdir(d))) {
		struct bdl_report r;
		char path[5000];
		bool notes = false;
		struct stat st;

		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (e->d_name[0] == '.' || stat(path, &st) < 0 || !S_ISDIR(st.st_mode))
			continue;
		verify_path(path, &r);
		for (size_t i = 0; i < r.count; i++)
			notes |= r.findings[i].kind == BDL_FINDING_NOTE;
		if (kind == WARNING)
			cr_expect(notes, "%s is warned about", path);
		else
			cr_expect_eq(r.intact, kind == VALID, "%s", path);
		bdl_report_release(&r);
		count++;
	}
	if (d)
		closedir(d);
	return count;
}

Test(bag, the_conformance_suite)
{
	static const struct {
		const char *name;
		int kind;
	} parts[] = {{"valid", VALID}, {"invalid", INVALID}, {"warning", WARNING},
		{"linux-only", INVALID}, {"windows-only", INVALID}};

	static const char *const versions[] = {"v0.93", "v0.94", "v0.95", "v0.96", "v0.97", "v1.0"};
	size_t count = 0;

	SKIP_WITHOUT_CORPUS();
	for (size_t v = 0; v < COUNT(versions); v++)
		for (size_t p = 0; p < COUNT(parts); p++) {
			char folder[4500];

			snprintf(folder, sizeof(folder), "%s/bagit/loc-conformance/%s/%s",
				corpus_folder(), versions[v], parts[p].name);
			count += check_suite(folder, parts[p].kind);
		}
	cr_expect_gt(count, 20, "%zu bags", count);
}
