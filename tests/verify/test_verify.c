/*
 * What somebody may do to an archive between one pair of hands and the next, and what verify calls
 * it.
 */
#include "tamper.h"

#include <archive_entry.h>
#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bench {
	struct sealed s;
	struct pieces p;
};

/* Three originals, one of them twice, and the archive taken apart. */
static void set_up(struct bench *b)
{
	sealed_init(&b->s);
	sealed_text(&b->s, "bundle.pdf", "an original of that name");
	sealed_text(&b->s, "letters/1.txt", "Dear Sir,");
	sealed_text(&b->s, "letters/2.txt", "Dear Madam,");
	sealed_text(&b->s, "letters/copy of 2.txt", "Dear Madam,");
	sealed_text(&b->s, "empty.txt", "");
	sealed_make(&b->s);
	pieces_load(&b->p, &b->s);
}

static void tear_down(struct bench *b)
{
	pieces_release(&b->p);
	sealed_release(&b->s);
}

/* Packs the pieces again, compressed and plain, and expects that report of both. */
static void expect(struct bench *b, const char *wanted, const char *what)
{
	pieces_save(&b->p, &b->s, "again.tar.gz", true);
	expect_report(&b->s, "again.tar.gz", wanted, what);
	pieces_save(&b->p, &b->s, "again.tar", false);
	expect_report(&b->s, "again.tar", wanted, what);
}

Test(verify, finds_a_sealed_archive_intact_and_tells_its_seal_and_day)
{
	struct bench b;
	struct bdl_report r;

	set_up(&b);
	check(&b.s, "out.tar.gz", &r);
	cr_expect(r.intact);
	cr_expect_eq(r.count, 0);
	cr_expect_eq(r.files, 5);
	cr_expect_eq(r.same, 5);
	cr_expect_str_eq(r.sealed_on, "2023-02-10");
	cr_expect(r.has_seal);
	cr_expect_arr_eq(r.seal, b.s.b.seal, BDL_SHA256_SIZE);
	bdl_report_release(&r);
	tear_down(&b);
}

Test(verify, hands_out_the_table)
{
	struct bench b;
	struct bdl_buffer report = BDL_BUFFER_INIT, table = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct piece *x;
	FILE *f;
	size_t length;
	char *bytes;

	set_up(&b);
	bytes = fixture_read(&b.s.f, "out.tar.gz", &length);
	f = tmpfile();
	cr_assert_eq(fwrite(bytes, 1, length, f), length);
	fflush(f);
	cr_assert_eq(bdl_verify_archive(fileno(f), &report, &table, &err), 0);
	x = pieces_find(&b.p, "bundle.json");
	cr_expect_eq(table.length, x->length);
	cr_expect_str_eq(bdl_buffer_string(&table), x->bytes);
	fclose(f);
	free(bytes);
	bdl_buffer_release(&report);
	bdl_buffer_release(&table);
	tear_down(&b);
}

Test(verify, does_not_mind_who_packed_it_again)
{
	struct bench b;

	set_up(&b);
	expect(&b, "", "as it was");
	for (size_t i = 0; i < b.p.count / 2; i++) {
		struct piece x = b.p.items[i];

		b.p.items[i] = b.p.items[b.p.count - 1 - i];
		b.p.items[b.p.count - 1 - i] = x;
	}
	expect(&b, "", "the other way round, the originals first");
	pieces_add(&b.p, "Ms A/data/letters", "")->type = AE_IFDIR;
	pieces_add(&b.p, "Ms A/", "")->type = AE_IFDIR;
	expect(&b, "", "with folders");
	tear_down(&b);
}

Test(verify, does_not_mind_gnu_tar_gzip_or_a_rewritten_tar)
{
	static const char *const commands[] = {"tar cf - 'Ms A' | gzip -1",
		"tar cf - --format=gnu './Ms A' | gzip -9n", "tar cf - --format=v7 'Ms A' | gzip",
		"tar cf - --format=pax 'Ms A'", "tar cf - --format=ustar -b 200 'Ms A'",
		"gzip -dc out.tar.gz", "gzip -dc out.tar.gz | gzip",
		"bsdtar cf - 'Ms A' 2>/dev/null || tar cf - 'Ms A'"};
	struct bench b;
	struct run r;

	set_up(&b);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		fixture_run(&b.s.f, &r,
			"rm -rf 'Ms A' && tar xzf out.tar.gz && { %s; } > again.tar.gz",
			commands[i]);
		cr_assert_eq(r.status, 0, "%s: %s", commands[i], r.err);
		run_release(&r);
		expect_report(&b.s, "again.tar.gz", "", commands[i]);
	}
	tear_down(&b);
}

Test(verify, names_what_changed_with_its_sizes)
{
	struct bench b;

	set_up(&b);
	pieces_set_text(pieces_find(&b.p, "data/letters/1.txt"), "Dear Sir?");
	pieces_set_text(pieces_find(&b.p, "data/letters/2.txt"),
		"Dear Madam, you owe us a thousand pounds.");
	pieces_set_text(pieces_find(&b.p, "data/empty.txt"), "not any more");
	expect(&b,
		"changed empty.txt (sealed 0 bytes, now 12)\n"
		"changed letters/1.txt (9 bytes as sealed, but not the same bytes)\n"
		"changed letters/2.txt (sealed 11 bytes, now 41)\n",
		"three originals");
	tear_down(&b);
}

Test(verify, tells_a_tag_file_from_an_original_of_the_same_name)
{
	struct bench b;

	set_up(&b);
	pieces_set_text(pieces_find(&b.p, "bundle.pdf"), "%PDF another");
	expect(&b, "changed tag bundle.pdf\n", "the PDF");
	pieces_set_text(pieces_find(&b.p, "data/bundle.pdf"), "another");
	expect(&b, "changed bundle.pdf (sealed 24 bytes, now 7)\nchanged tag bundle.pdf\n", "both");
	tear_down(&b);
}

Test(verify, believes_no_size_from_an_index_that_was_changed)
{
	struct bench b;
	struct piece *x;
	char *digit;

	set_up(&b);
	x = pieces_find(&b.p, "index.csv");
	digit = strstr(x->bytes, ",9,application");
	cr_assert_not_null(digit);
	digit[1] = '8';
	pieces_set_text(pieces_find(&b.p, "data/letters/1.txt"), "Dear Sir?");
	expect(&b, "changed tag index.csv\nchanged letters/1.txt\n", "index and original");
	tear_down(&b);
}

Test(verify, names_what_is_missing_extra_or_renamed)
{
	struct bench b;

	set_up(&b);
	pieces_remove(&b.p, "data/letters/1.txt");
	expect(&b, "missing letters/1.txt\n", "removed");
	pieces_add(&b.p, "Ms A/data/letters/3.txt", "Dear all,");
	expect(&b, "missing letters/1.txt\nextra letters/3.txt\n", "replaced by another");
	pieces_set_name(pieces_find(&b.p, "data/letters/2.txt"), "Ms A/data/letters/2 (old).txt");
	expect(&b,
		"missing letters/1.txt\nrenamed letters/2.txt -> letters/2 (old).txt\nextra "
		"letters/3.txt\n",
		"and one renamed");
	pieces_set_name(pieces_find(&b.p, "data/letters/copy of 2.txt"), "Ms A/data/x.txt");
	expect(&b,
		"missing letters/1.txt\nrenamed letters/2.txt -> letters/2 (old).txt\n"
		"renamed letters/copy of 2.txt -> x.txt\nextra letters/3.txt\n",
		"and its copy");
	tear_down(&b);
}

Test(verify, names_tag_files_that_are_missing_extra_or_renamed)
{
	struct bench b;

	set_up(&b);
	pieces_remove(&b.p, "README.txt");
	pieces_add(&b.p, "Ms A/fetch.txt", "http://x 1 data/y\n");
	pieces_set_name(pieces_find(&b.p, "index.csv"), "Ms A/index.old.csv");
	expect(&b,
		"missing tag README.txt\nrenamed tag index.csv -> index.old.csv\nextra tag "
		"fetch.txt\nbroken fetch.txt (line 1 names a file that no manifest lists)\n",
		"tag files");
	pieces_set_name(pieces_find(&b.p, "data/letters/1.txt"), "Ms A/1.txt");
	expect(&b,
		"missing tag README.txt\nmissing letters/1.txt\nrenamed tag index.csv -> "
		"index.old.csv\nextra tag 1.txt\n"
		"extra tag fetch.txt\nbroken fetch.txt (line 1 names a file that no manifest "
		"lists)\n",
		"an original moved out of data/");
	tear_down(&b);
}

Test(verify, cannot_be_talked_round_by_a_new_manifest)
{
	struct bench b;
	struct piece *x;

	set_up(&b);
	x = pieces_find(&b.p, "manifest-sha256.txt");
	cr_assert_eq(strncmp(x->bytes + 66, "data/bundle.pdf", 15), 0);
	memcpy(x->bytes, "8bd11b53", 8);
	expect(&b, "changed bundle.pdf\nchanged tag manifest-sha256.txt\n",
		"a line of the manifest");
	tear_down(&b);
}

Test(verify, says_when_there_is_no_manifest_seal_or_declaration)
{
	struct bench b;

	set_up(&b);
	pieces_remove(&b.p, "tagmanifest-sha256.txt");
	expect(&b, "broken tagmanifest-sha256.txt (is missing: this archive has no seal)\n",
		"no seal");
	pieces_remove(&b.p, "bagit.txt");
	expect(&b,
		"broken bagit.txt (is missing)\n"
		"broken tagmanifest-sha256.txt (is missing: this archive has no seal)\n",
		"nor bagit.txt");
	tear_down(&b);
	set_up(&b);
	pieces_remove(&b.p, "manifest-sha256.txt");
	expect(&b,
		"missing tag manifest-sha256.txt\n"
		"broken manifest-sha256.txt (is missing: there is nothing to check the originals "
		"against)\n",
		"no manifest");
	pieces_remove(&b.p, "bagit.txt");
	expect(&b,
		"missing tag bagit.txt\nmissing tag manifest-sha256.txt\n"
		"broken manifest-sha256.txt (is missing: there is nothing to check the originals "
		"against)\n",
		"nor bagit.txt");
	tear_down(&b);
}

Test(verify, reports_members_that_have_no_place_in_a_bundle)
{
	struct bench b;
	struct piece *x;

	set_up(&b);
	pieces_add(&b.p, "Ms A/data/letters/1.txt", "Dear Sir,");
	x = pieces_add(&b.p, "Ms A/data/link", "");
	x->type = AE_IFLNK;
	x->link = strdup("/etc/passwd");
	x = pieces_add(&b.p, "Ms A/data/hard", "");
	x->hard_link = strdup("Ms A/bundle.pdf");
	pieces_add(&b.p, "Ms A/data/pipe", "")->type = AE_IFIFO;
	pieces_add(&b.p, "Ms A/data/device", "")->type = AE_IFCHR;
	pieces_add(&b.p, "Ms A/data/../../../etc/cron.d/x", "* * * * * root id");
	pieces_add(&b.p, "/etc/cron.d/y", "* * * * * root id");
	pieces_add(&b.p, "Other/data/z.txt", "z");
	pieces_add(&b.p, "loose.txt", "l");
	pieces_add(&b.p, "Ms A", "a file of the folder's name");
	expect(&b,
		"broken /etc/cron.d/y (has a name that leads out of the bundle)\n"
		"broken Ms A (lies outside the bundle's folder)\n"
		"broken Ms A/data/../../../etc/cron.d/x (has a name that leads out of the bundle)\n"
		"broken Ms A/data/device (is a device or a pipe)\n"
		"broken Ms A/data/hard (is a link to another member)\n"
		"broken Ms A/data/letters/1.txt (stands in the archive more than once)\n"
		"broken Ms A/data/link (is a symbolic link)\n"
		"broken Ms A/data/pipe (is a device or a pipe)\n"
		"broken Other/data/z.txt (lies outside the bundle's folder)\n"
		"broken loose.txt (lies outside the bundle's folder)\n",
		"all at once");
	tear_down(&b);
}

Test(verify, takes_the_first_of_two_members_and_says_that_there_are_two)
{
	struct bench b;

	set_up(&b);
	pieces_add(&b.p, "Ms A/data/letters/1.txt", "Another letter");
	expect(&b, "broken Ms A/data/letters/1.txt (stands in the archive more than once)\n",
		"true one first");
	pieces_set_text(pieces_find(&b.p, "data/letters/1.txt"), "Forged");
	expect(&b,
		"changed letters/1.txt (sealed 9 bytes, now 6)\n"
		"broken Ms A/data/letters/1.txt (stands in the archive more than once)\n",
		"forged one first");
	tear_down(&b);
}

Test(verify, reads_manifests_as_others_write_them)
{
	static const char tags[] = "Ms A/tagmanifest-sha256.txt";
	struct bench b;

	set_up(&b);
	pieces_release(&b.p);
	pieces_add(&b.p, "Ms A/bagit.txt",
		"BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n");
	pieces_add(&b.p, "Ms A/data/100%.txt", "a");
	pieces_add(&b.p, "Ms A/data/b\nc.txt", "b");
	pieces_add(&b.p, "Ms A/manifest-sha256.txt",
		"CA978112CA1BBDCAFAC231B39A23DC4DA786EFF8147C4E72B9807785AFEE48BB "
		"*./data/100%25.txt\r\n"
		"\n"
		"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d\tdata/b%0ac.txt");
	pieces_add(&b.p, tags,
		"8cbeaedca85fdcc03b0ed3a0b7a9cb3f2c1ed6b6bb23fa1ad9b9f3a1eb2bf4c4  bagit.txt\n"
		"not a line\n"
		"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  ../x\n"
		"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  data/100%.txt\n"
		"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  bagit.txt\n");
	expect(&b,
		"changed tag bagit.txt\n"
		"extra tag manifest-sha256.txt\n"
		"broken tagmanifest-sha256.txt (line 2 is not a line of this manifest)\n"
		"broken tagmanifest-sha256.txt (line 3 is not a line of this manifest)\n"
		"broken tagmanifest-sha256.txt (line 4 is not a line of this manifest)\n"
		"broken tagmanifest-sha256.txt (line 5 lists a file for the second time)\n",
		"a bag by other hands");
	tear_down(&b);
}

Test(verify, gives_names_that_are_not_utf8_readably)
{
	struct bench b;

	set_up(&b);
	pieces_add(&b.p, "Ms A/data/bad\xff\n\"x\"", "x");
	pieces_add(&b.p, "Ms A/data/cafe\xcc\x81.txt", "decomposed");
	expect(&b, "extra bad\\xFF\\x0A\"x\"\nextra cafe\xcc\x81.txt\n", "two extra");
	tear_down(&b);
}

Test(verify, does_not_depend_on_the_locale)
{
	struct sealed s;

	sealed_init(&s);
	sealed_text(&s, "caf\xc3\xa9.txt", "composed");
	sealed_text(&s, "\xe0\xa4\x95\xe0\xa4\xbc.txt", "a letter that composition leaves apart");
	sealed_make(&s);
	expect_report(&s, "out.tar.gz", "", "C");
	cr_assert_not_null(setlocale(LC_ALL, "C.UTF-8"));
	expect_report(&s, "out.tar.gz", "", "UTF-8");
	sealed_release(&s);
}
