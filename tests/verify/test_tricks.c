/*
 * Tars written by hand, header by header, to say one thing to one program and another thing to the
 * next: verify must not call intact what others would unpack differently.
 */
#include "tamper.h"

#include "base/digest.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- a tar ---- */

struct tar {
	char bytes[64 * 512];
	size_t length;
};

/* The checksum of the header that begins at `at`. */
static void sum(struct tar *t, size_t at)
{
	unsigned total = 0;

	memset(t->bytes + at + 148, ' ', 8);
	for (size_t i = 0; i < 512; i++)
		total += (unsigned char)t->bytes[at + i];
	snprintf(t->bytes + at + 148, 8, "%06o", total);
}

/* One member: its header and its bytes. Where the header begins. */
static size_t put(struct tar *t, char type, const char *name, const void *bytes, size_t length)
{
	size_t at = t->length;
	char *h = t->bytes + at;

	cr_assert_leq(at + 1024 + length, sizeof(t->bytes));
	snprintf(h, 100, "%s", name);
	memcpy(h + 100, "0000644", 8);
	memcpy(h + 108, "0000000", 8);
	memcpy(h + 116, "0000000", 8);
	snprintf(h + 124, 12, "%011o", (unsigned)length);
	snprintf(h + 136, 12, "%011o", 0u);
	h[156] = type;
	memcpy(h + 257, "ustar\00000", 8);
	sum(t, at);
	memcpy(h + 512, bytes, length);
	t->length += 512 + (length + 511) / 512 * 512;
	return at;
}

static void put_text(struct tar *t, const char *name, const char *text)
{
	put(t, '0', name, text, strlen(text));
}

/* A pax record, with its own length in front: "17 path=data/x\n". */
static void put_pax(struct tar *t, const char *const *records, size_t count)
{
	char text[2000];
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(records[i]) + 3;

		length += length > 9 ? length > 98 ? 2 : 1 : 0;
		used += (size_t)snprintf(
			text + used, sizeof(text) - used, "%zu %s\n", length, records[i]);
	}
	put(t, 'x', "PaxHeader/x", text, used);
}

static void list(char *manifest, size_t room, const char *path, const char *text)
{
	uint8_t digest[BDL_SHA256_SIZE];
	char hex[BDL_SHA256_HEX];
	size_t used = strlen(manifest);

	cr_assert_eq(bdl_digest_bytes(text, strlen(text), digest, NULL), 0);
	bdl_hex(digest, hex);
	snprintf(manifest + used, room - used, "%s  %s\n", hex, path);
}

/* A bag of which the files are still to come: data/a is "hello", data/empty is empty. */
static void begin(struct tar *t, const char *more)
{
	char manifest[2000] = "";

	memset(t, 0, sizeof(*t));
	list(manifest, sizeof(manifest), "data/a", "hello");
	list(manifest, sizeof(manifest), "data/empty", "");
	if (more)
		list(manifest, sizeof(manifest), more, "hello");
	put_text(t, "T/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
	put_text(t, "T/manifest-sha256.txt", manifest);
}

/* Ends the tar and compares; "" is intact. */
static void expect_tar(struct tar *t, const char *wanted, const char *what)
{
	struct bdl_report r;
	char *got;

	check_bytes(t->bytes, t->length + 1024, &r);
	got = in_short(&r);
	cr_expect_str_eq(got, wanted, "%s: %s", what, got);
	free(got);
	bdl_report_release(&r);
}

Test(tricks, a_bag_written_by_hand_is_intact)
{
	struct tar t;

	begin(&t, NULL);
	put_text(&t, "T/data/a", "hello");
	put_text(&t, "T/data/empty", "");
	expect_tar(&t, "", "plain");
}

/* GNU tar makes a file of ten noughts of each of these; libarchive hands out no byte. */
Test(tricks, a_file_of_holes_is_not_the_empty_one)
{
	static const char *const maps[][3] = {
		{"GNU.sparse.size=10", "GNU.sparse.realsize=10", "GNU.sparse.major=0"},
		{"GNU.sparse.size=10", "GNU.sparse.numblocks=0", "GNU.sparse.map="}};

	for (size_t i = 0; i < COUNT(maps); i++) {
		struct tar t;

		begin(&t, NULL);
		put_text(&t, "T/data/a", "hello");
		put_pax(&t, maps[i], 3);
		put_text(&t, "T/data/empty", "");
		expect_tar(&t,
			"broken T/data/empty (is stored with holes: it says 10 bytes and holds "
			"0)\n",
			maps[i][1]);
	}
}

Test(tricks, a_file_with_holes_in_gnus_old_way)
{
	struct tar t;
	size_t at;

	begin(&t, NULL);
	put_text(&t, "T/data/empty", "");
	at = put(&t, 'S', "T/data/a", "hello", 5);
	memcpy(t.bytes + at + 257, "ustar  ", 8);
	snprintf(t.bytes + at + 386, 12, "%011o", 1000u);
	snprintf(t.bytes + at + 398, 12, "%011o", 5u);
	snprintf(t.bytes + at + 483, 12, "%011o", 1005u);
	sum(&t, at);
	expect_tar(&t, "missing a\nbroken T/data/a (is stored with holes)\n", "one hole");
}

/* 507 bytes between one file and the next that no program shows to anybody. */
Test(tricks, what_hides_in_the_padding_is_told)
{
	struct tar t;

	begin(&t, NULL);
	put_text(&t, "T/data/a", "hello");
	t.bytes[t.length - 1] = 'x';
	put_text(&t, "T/data/empty", "");
	expect_tar(&t,
		"note T/data/a (is followed by bytes that belong to no file; no content is "
		"changed)\n",
		"the last byte of the padding");
	t.bytes[t.length - 513] = '\0';
	t.bytes[t.length - 1024 + 5] = 'x';
	expect_tar(&t,
		"note T/data/a (is followed by bytes that belong to no file; no content is "
		"changed)\n",
		"the first");
}

Test(tricks, what_follows_the_end_of_the_tar_is_told)
{
	struct tar t;

	begin(&t, NULL);
	put_text(&t, "T/data/a", "hello");
	put_text(&t, "T/data/empty", "");
	t.length += 1024;
	put_text(&t, "T/data/hidden", "behind the end");
	expect_tar(
		&t, "broken  (more bytes follow where the archive says that it ends)\n", "a file");
}

Test(tricks, a_name_that_is_a_file_and_a_folder)
{
	struct tar t;

	begin(&t, "data/a/b");
	put_text(&t, "T/data/a", "hello");
	put_text(&t, "T/data/a/b", "hello");
	put_text(&t, "T/data/empty", "");
	expect_tar(&t, "broken a (is a file and a folder at once, so it cannot be unpacked)\n",
		"both");
}

/* The name of a pax header wins over the short one, here as everywhere. */
Test(tricks, a_name_said_twice)
{
	static const char *const path[] = {"path=T/data/a"};
	static const char *const up[] = {"path=T/../../evil"};
	static const char *const link[] = {"linkpath=/etc/passwd"};
	struct tar t;

	begin(&t, NULL);
	put_text(&t, "T/data/empty", "");
	put_pax(&t, path, 1);
	put_text(&t, "T/data/other", "hello");
	expect_tar(&t, "", "pax");
	put_pax(&t, up, 1);
	put_text(&t, "T/data/b", "evil");
	put_pax(&t, link, 1);
	put(&t, '2', "T/data/c", "", 0);
	put(&t, '1', "T/data/d", "", 0);
	expect_tar(&t,
		"broken T/../../evil (has a name that leads out of the bundle)\n"
		"broken T/data/c (is a symbolic link)\n"
		"broken T/data/d (is a link to another member)\n",
		"up, and links");
}

Test(tricks, members_of_odd_kinds)
{
	static const struct {
		char type;
		const char *wanted;
	} kinds[] = {{'3', "broken T/data/x (is a device or a pipe)\n"},
		{'4', "broken T/data/x (is a device or a pipe)\n"},
		{'6', "broken T/data/x (is a device or a pipe)\n"}, {'0', "extra x\n"},
		{'\0', "extra x\n"}, {'7', "extra x\n"}, {'Z', "extra x\n"}, {'5', ""}};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct tar t;

		begin(&t, NULL);
		put_text(&t, "T/data/a", "hello");
		put_text(&t, "T/data/empty", "");
		put(&t, kinds[i].type, "T/data/x", "", 0);
		expect_tar(&t, kinds[i].wanted, (const char[]){kinds[i].type, 0});
	}
}
