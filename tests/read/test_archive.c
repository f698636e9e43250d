/* Archives: made here member by member; what stands on their page, and what is said of damage,
 * locks and sheer number. */
#include "read/archive.h"

#include "reading_fixture.h"

/* ---- making them ---- */

static void add_tar(
	struct bdl_buffer *b, const char *name, char type, const char *content, long time)
{
	char h[512] = "";
	unsigned sum = 8 * ' ';
	size_t length = strlen(content);

	snprintf(h, 100, "%s", name);
	snprintf(h + 100, 8, "%07o", 0644u);
	snprintf(h + 124, 12, "%011o", (unsigned)length);
	snprintf(h + 136, 12, "%011o", (unsigned)time);
	h[156] = type;
	memcpy(h + 257, "ustar\00000", 8);
	for (size_t i = 0; i < sizeof(h); i++)
		sum += (unsigned char)h[i];
	snprintf(h + 148, 8, "%06o", sum);
	bdl_buffer_add(b, h, sizeof(h));
	bdl_buffer_add(b, content, length);
	while (b->length % 512)
		bdl_buffer_byte(b, '\0');
}

static void end_tar(struct bdl_buffer *b)
{
	for (int i = 0; i < 1024; i++)
		bdl_buffer_byte(b, '\0');
}

static void put(struct bdl_buffer *b, unsigned value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		bdl_buffer_byte(b, (char)(value >> 8 * i & 255));
}

/* A ZIP of one stored member; flags 1: behind a password. */
static void make_zip(struct bdl_buffer *b, const char *name, unsigned flags, unsigned day)
{
	unsigned n = (unsigned)strlen(name);
	size_t list;

	bdl_buffer_add(b, "PK\3\4", 4);
	put(b, 20, 2), put(b, flags, 2), put(b, 0, 2), put(b, 0, 2), put(b, day, 2);
	put(b, 0, 4), put(b, 5, 4), put(b, 5, 4), put(b, n, 2), put(b, 0, 2);
	bdl_buffer_text(b, name);
	bdl_buffer_text(b, "hello");
	list = b->length;
	bdl_buffer_add(b, "PK\1\2", 4);
	put(b, 20, 2), put(b, 20, 2), put(b, flags, 2), put(b, 0, 2), put(b, 0, 2), put(b, day, 2);
	put(b, 0, 4), put(b, 5, 4), put(b, 5, 4), put(b, n, 2), put(b, 0, 4), put(b, 0, 4),
		put(b, 0, 4);
	put(b, 0, 4);
	bdl_buffer_text(b, name);
	bdl_buffer_add(b, "PK\5\6", 4);
	put(b, 0, 4), put(b, 1, 2), put(b, 1, 2), put(b, (unsigned)(b->length - list - 12), 4);
	put(b, (unsigned)list, 4), put(b, 0, 2);
}

/* The words of all pages, on lines as they stand. */
static void words(struct made *m, struct bdl_buffer *out)
{
	bdl_buffer_clear(out);
	for (unsigned i = 1; i <= m->facts.pages && i <= 3; i++)
		poppler(m, "pdftotext -layout", i, "-", out);
}

#define EXPECT_WORDS(what)                                                                         \
	cr_expect_not_null(strstr(bdl_buffer_string(&out), what), "%s", bdl_buffer_string(&out))

/* ---- what is seen ---- */

Test(archive, lists_names_days_and_sizes)
{
	struct bdl_buffer b = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	struct made m;

	add_tar(&b, "letters/", '5', "", 1676800800);
	/* half past ten and eleven in the evening, UTC: the second is past midnight in London */
	add_tar(&b, "letters/to the CMS.txt", '0', "Dear Sir", 1688164200);
	add_tar(&b, "letters/late.txt", '0', "x", 1688167800);
	end_tar(&b);
	read_evidence(&m, b.data, b.length, "Letters 2023.tar");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_NONE);
	cr_expect_eq(m.facts.pages, 1);
	words(&m, &out);
	EXPECT_WORDS("an archive of 2");
	EXPECT_WORDS("their names are listed. Their contents are");
	EXPECT_WORDS("letters/to the CMS.txt");
	EXPECT_WORDS("30 June 2023");
	EXPECT_WORDS("1 July 2023");
	EXPECT_WORDS("folder");
	EXPECT_WORDS("8 bytes");
	cr_expect(warns(&m, "Unpack it into the folder to have its files shown."));
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&out);
}

Test(archive, names_cannot_hide_anything)
{
	struct bdl_buffer b = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	struct made m;

	add_tar(&b, "bell\a\nbill\xFF.txt", '0', "x", 0);
	add_tar(&b, "fdp.\xE2\x80\xAEtxt", '0', "x", 0);
	end_tar(&b);
	read_evidence(&m, b.data, b.length, "a.tar");
	words(&m, &out);
	EXPECT_WORDS("bell[character U+0007][character ");
	EXPECT_WORDS("fdp.[character U+202E]txt");
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&out);
}

Test(archive, what_can_be_read_of_a_damaged_one_is_listed)
{
	struct bdl_buffer b = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	struct made m;

	add_tar(&b, "whole.txt", '0', "x", 0);
	add_tar(&b, "lost.txt", '0', "some words that are not there any more", 0);
	read_evidence(&m, b.data, b.length - 512 - 300, "a.tar");
	cr_expect(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	words(&m, &out);
	EXPECT_WORDS("whole.txt");
	EXPECT_WORDS("The archive is damaged: the list breaks off here.");
	cr_expect(warns(&m, "not all of it could be listed"));
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&out);
}

Test(archive, a_zip_keeps_the_day_of_its_writers_clock)
{
	struct bdl_buffer b = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	struct made m;

	make_zip(&b, "IMG_1.jpg", 0, (2023 - 1980) << 9 | 6 << 5 | 30);
	read_evidence(&m, b.data, b.length, "photos.zip");
	cr_assert(m.facts.shown);
	cr_expect_str_eq(m.facts.format, "zip");
	words(&m, &out);
	EXPECT_WORDS("an archive of 1");
	EXPECT_WORDS("its name is listed. Its contents are");
	EXPECT_WORDS("30 June 2023");
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&out);
}

Test(archive, a_locked_member_is_said_to_be_locked)
{
	struct bdl_buffer b = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	struct made m;

	make_zip(&b, "payslip.pdf", 1, 33);
	read_evidence(&m, b.data, b.length, "pay.zip");
	cr_assert(m.facts.shown);
	words(&m, &out);
	EXPECT_WORDS("payslip.pdf (locked with a password)");
	EXPECT_WORDS("Its contents are not shown. It is");
	cr_expect(warns(&m, "locked with a password"));
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&out);
}

Test(archive, where_the_names_are_locked_nothing_is_shown)
{
	static const unsigned char rar[] = {'R', 'a', 'r', '!', 0x1A, 7, 1, 0, 0x9B, 0x41, 0xDD,
		0x1A, 0x21, 4, 0, 0, 1, 0x0F, 0x86, 0x35, 0x40, 0xC3};
	struct made m;

	read_evidence(&m, rar, sizeof(rar), "a.rar");
	cr_expect_not(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_LOCKED);
	unmake(&m);
}

Test(archive, one_compressed_file_has_its_name_and_size)
{
	static const unsigned char named[] = {0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, 'l', 'o', 'g',
		'.', 't', 'x', 't', 0, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 7, 0, 0x86, 0xA6, 0x10, 0x36,
		5, 0, 0, 0};
	static const unsigned char nameless[] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48,
		0xCD, 0xC9, 0xC9, 7, 0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0};
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct made m;

	read_evidence(&m, named, sizeof(named), "a.gz");
	cr_assert(m.facts.shown);
	words(&m, &out);
	EXPECT_WORDS("It is one file, compressed");
	EXPECT_WORDS("log.txt");
	EXPECT_WORDS("5 bytes");
	unmake(&m);
	read_evidence(&m, nameless, sizeof(nameless), "statement.csv.gz");
	words(&m, &out);
	EXPECT_WORDS("statement.csv ");
	unmake(&m);
	bdl_buffer_release(&out);
}

Test(archive, what_is_not_listed_is_counted)
{
	struct bdl_buffer b = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	struct made m;

	for (unsigned i = 0; i < BDL_ARCHIVE_LISTED + 2; i++) {
		char name[32];

		snprintf(name, sizeof(name), "%05u.txt", i);
		add_tar(&b, name, '0', "", 0);
	}
	end_tar(&b);
	read_evidence(&m, b.data, b.length, "many.tar");
	cr_assert(m.facts.shown);
	words(&m, &out);
	EXPECT_WORDS("archive of 5,002");
	EXPECT_WORDS("the first names are listed");
	bdl_buffer_clear(&out);
	poppler(&m, "pdftotext -layout", m.facts.pages, "-", &out);
	EXPECT_WORDS("04999.txt");
	EXPECT_WORDS("2 more are not listed.");
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&out);
}

Test(archive, any_beginning_of_one_is_read_without_harm)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	make_zip(&b, "a.txt", 0, 33);
	for (size_t n = 4; n < b.length; n += 7) {
		struct made m;

		read_evidence(&m, b.data, n, "a.zip");
		cr_expect(m.facts.shown || m.facts.reason != BDL_REASON_NONE);
		unmake(&m);
	}
	bdl_buffer_release(&b);
}
