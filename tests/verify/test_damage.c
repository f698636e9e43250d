/*
 * Archives that a disk, a mail program or a careless copy has damaged: every one is noticed, and as
 * much as can be is read.
 */
#include "tamper.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void small_archive(struct sealed *s)
{
	sealed_init(s);
	sealed_noise(s, "photo.jpg", 70000, 1);
	sealed_text(s, "letter.txt", "Dear Sir,\n");
	sealed_noise(s, "scan.pdf", 3000, 2);
	sealed_make(s);
}

/*
 * A test's many archives share one loop: each must be found not intact, whatever the report says.
 */
static void expect_noticed(const char *bytes, size_t length, const char *what, size_t where)
{
	struct bdl_report r;

	check_bytes(bytes, length, &r);
	cr_expect_not(r.intact, "%s %zu was not noticed", what, where);
	bdl_report_release(&r);
}

Test(damage, a_flipped_byte_anywhere_in_the_file_is_noticed)
{
	struct sealed s;
	size_t length;
	char *bytes;

	small_archive(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	for (size_t i = 0; i < length; i += i < 64 || i > length - 64 ? 1 : 97) {
		bytes[i] ^= 0x10;
		expect_noticed(bytes, length, "the flipped byte", i);
		bytes[i] ^= 0x10;
	}
	free(bytes);
	sealed_release(&s);
}

Test(damage, every_bit_of_the_gzip_header_counts)
{
	struct sealed s;
	size_t length;
	char *bytes;

	small_archive(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	for (size_t i = 0; i < 28 * 8; i++) {
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
		expect_noticed(bytes, length, "bit", i);
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
	}
	free(bytes);
	sealed_release(&s);
}

static size_t get32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] | (size_t)u[1] << 8 | (size_t)u[2] << 16 | (size_t)u[3] << 24;
}

/* The form that members had before they held a CRC of what is packed: four bytes less in front. */
static size_t as_before(char *bytes, size_t length)
{
	size_t from = 0, to = 0;

	while (from < length) {
		size_t packed = get32(bytes + from + 16), left = packed - 4;
		const char marks[] = {12, 0, 'B', 'd', 8, 0},
			   lengths[] = {(char)left, (char)(left >> 8), (char)(left >> 16),
				   (char)(left >> 24)};

		memmove(bytes + to, bytes + from, 24);
		memcpy(bytes + to + 10, marks, sizeof(marks));
		memcpy(bytes + to + 16, lengths, sizeof(lengths));
		memmove(bytes + to + 24, bytes + from + 28, packed - 28);
		from += packed;
		to += left;
	}
	return to;
}

Test(damage, archives_of_the_first_form_are_intact)
{
	struct bdl_report r;
	struct sealed s;
	size_t length;
	char *bytes;

	small_archive(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	length = as_before(bytes, length);
	check_bytes(bytes, length, &r);
	cr_expect(r.intact);
	cr_expect_eq(r.count, 0);
	cr_expect_eq(r.same, 3);
	bdl_report_release(&r);
	bytes[length / 2] ^= 1;
	expect_noticed(bytes, length, "a byte of it", length / 2);
	free(bytes);
	sealed_release(&s);
}

Test(damage, each_changed_byte_of_an_original_names_that_original)
{
	static const char letter[] = "Dear Sir,\n";
	struct sealed s;
	struct pieces p;

	small_archive(&s);
	pieces_load(&p, &s);
	for (size_t i = 0; i < sizeof(letter) - 1; i++) {
		struct piece *x = pieces_find(&p, "data/letter.txt");

		pieces_set_text(x, letter);
		x->bytes[i] ^= 1;
		pieces_save(&p, &s, "again.tar.gz", true);
		expect_report(&s, "again.tar.gz",
			"changed letter.txt (10 bytes as sealed, but not the same bytes)\n",
			"one byte");
	}
	pieces_release(&p);
	sealed_release(&s);
}

Test(damage, block_of_another_gzip_is_named_by_where_it_begins)
{
	struct sealed s;
	struct pieces p;
	struct bdl_report r;
	size_t length;
	char *bytes, *got;

	small_archive(&s);
	pieces_load(&p, &s);
	pieces_save(&p, &s, "again.tar.gz", true);
	bytes = fixture_read(&s.f, "again.tar.gz", &length);
	bytes[length / 2] ^= 1;
	check_bytes(bytes, length, &r);
	got = in_short(&r);
	cr_expect(strstr(got, "in the block that begins at byte 0"), "%s", got);
	bdl_report_release(&r);
	free(got);
	free(bytes);
	pieces_release(&p);
	sealed_release(&s);
}

Test(damage, an_archive_cut_at_any_length_is_noticed)
{
	struct sealed s;
	size_t length;
	char *bytes;

	small_archive(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	for (size_t i = 0; i < length; i += i < 64 || i + 64 > length ? 1 : 211)
		expect_noticed(bytes, i, "the cut at", i);
	free(bytes);
	sealed_release(&s);
}

Test(damage, a_plain_tar_cut_at_any_length_is_noticed)
{
	struct sealed s;
	struct pieces p;
	size_t length, end;
	char *bytes;

	small_archive(&s);
	pieces_load(&p, &s);
	pieces_save(&p, &s, "again.tar", false);
	bytes = fixture_read(&s.f, "again.tar", &length);
	for (end = length; end && !bytes[end - 1];)
		end--;
	for (size_t i = 0; i < end; i += 256)
		expect_noticed(bytes, i, "the cut at", i);
	free(bytes);
	pieces_release(&p);
	sealed_release(&s);
}

Test(damage, bytes_behind_the_end_are_noticed)
{
	static const char *const more[] = {
		"x", "\0", "garbage of some length", "\x1f\x8b", "\x1f\x8b\x08"};
	static const size_t lengths[] = {1, 1, 22, 2, 3};
	struct sealed s;
	size_t length;
	char *bytes;

	small_archive(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	bytes = realloc(bytes, 2 * length + 100);
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		memcpy(bytes + length, more[i], lengths[i]);
		expect_noticed(bytes, length + lengths[i], "what follows", i);
	}
	memcpy(bytes + length, bytes, length);
	expect_noticed(bytes, 2 * length, "the whole archive once more", 0);
	free(bytes);
	sealed_release(&s);
}

Test(damage, in_one_place_leaves_the_rest_checked)
{
	struct bdl_report r;
	struct sealed s;
	size_t length;
	char *bytes, *got;

	sealed_init(&s);
	for (char c = 'a'; c <= 'h'; c++) {
		char name[] = {c, '.', 'j', 'p', 'g', 0};

		sealed_noise(&s, name, 700000, (unsigned)c);
	}
	sealed_make(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	bytes[length / 2] ^= 1;
	check_bytes(bytes, length, &r);
	got = in_short(&r);
	cr_expect_eq(r.count, 2, "%s", got);
	cr_expect_eq(r.same, 7, "%s", got);
	cr_expect_eq(r.findings[0].kind, BDL_FINDING_CHANGED);
	cr_expect_eq(r.findings[1].kind, BDL_FINDING_BROKEN);
	cr_expect(strstr(r.findings[1].text,
			  "the file is damaged: wrong bytes in the block that begins at byte "),
		"%s", got);
	bdl_report_release(&r);
	free(got);
	memset(bytes + length / 2 - 300000, 0, 10);
	check_bytes(bytes, length, &r);
	got = in_short(&r);
	cr_expect_geq(r.same, 6, "%s", got);
	bdl_report_release(&r);
	free(got);
	free(bytes);
	sealed_release(&s);
}

Test(damage, a_cut_archive_says_which_file_it_ends_in_and_what_is_missing)
{
	struct bdl_report r;
	struct sealed s;
	size_t length;
	char *bytes, *got;

	sealed_init(&s);
	sealed_noise(&s, "a.jpg", 1000, 1);
	sealed_noise(&s, "b.jpg", 5000000, 2);
	sealed_noise(&s, "c.jpg", 1000, 3);
	sealed_make(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", &length);
	check_bytes(bytes, 3000000, &r);
	got = in_short(&r);
	cr_expect(strstr(got, "changed b.jpg (the archive ends inside it: only its first 2,"), "%s",
		got);
	cr_expect(strstr(got, "missing c.jpg\n"), "%s", got);
	cr_expect(strstr(got, "broken  (the file is cut short: it ends at byte 3,000,000)\n"), "%s",
		got);
	cr_expect_eq(r.same, 1);
	bdl_report_release(&r);
	free(got);
	free(bytes);
	sealed_release(&s);
}

Test(damage, what_is_no_archive_is_said_to_be_none)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *wanted;
	} cases[] = {{"", 0, "broken  (this file is empty)\n"},
		{"%PDF-1.7 something else", 23,
			"broken  (this is not a sealed bundle: it is neither a gzip, a tar "
			"nor a ZIP file)\n"}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_report r;
		char *got;

		check_bytes(cases[i].bytes, cases[i].length, &r);
		got = in_short(&r);
		cr_expect_str_eq(got, cases[i].wanted, "%s", got);
		cr_expect_not(r.has_seal);
		free(got);
		bdl_report_release(&r);
	}
}
