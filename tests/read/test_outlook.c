/* Outlook's own forms: .msg files made here with libgsf, winmail.dat made byte by byte, compressed
 * RTF. */
#include "read/outlook_rtf.h"
#include "reading_fixture.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <string.h>

static void words_of(struct made *m, struct bdl_buffer *out)
{
	poppler(m, "pdftotext -raw", 1, "-", out);
}

static void expect_inner(struct made *m, size_t i, const char *name, const char *bytes)
{
	const struct bdl_inner *x = &m->facts.inner[i];

	cr_assert_lt(i, m->facts.inner_count);
	cr_expect_str_eq(x->name, name);
	if (bytes) {
		cr_assert_eq(x->length, strlen(bytes), "%s", name);
		cr_expect_arr_eq(m->inner.data + x->at, bytes, strlen(bytes));
	}
}

/* ---- RTF ---- */

Test(outlook, compressed_rtf_is_expanded)
{
	/* the two examples of the format's description */
	static const unsigned char plain[] = "\x2D\0\0\0\x2B\0\0\0LZFu\xF1\xC5\xC7\xA7\x03\0\x0A\0r"
					     "cpg125\x42\x32\x0A\xF3 hel\x09\0"
					     " bw\x05\xB0ld}\x0A\x80\x0F\xA0";
	static const unsigned char crossing[] =
		"\x1A\0\0\0\x1C\0\0\0LZFu\xE2\xD4KQA\0\x04 WXYZ\x0Dn}\x01\x0E\xB0";
	struct bdl_buffer out = BDL_BUFFER_INIT;

	cr_expect(bdl_rtf_expand(plain, sizeof(plain) - 1, &out));
	cr_expect_str_eq(
		bdl_buffer_string(&out), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
	bdl_buffer_clear(&out);
	cr_expect(bdl_rtf_expand(crossing, sizeof(crossing) - 1, &out));
	cr_expect_str_eq(bdl_buffer_string(&out), "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
	for (size_t n = 0; n < sizeof(plain); n++)
		(void)bdl_rtf_expand(plain, n, &out);
	cr_expect_not(bdl_rtf_expand((const unsigned char *)"0123456789abcdef0", 17, &out));
	bdl_buffer_release(&out);
}

Test(outlook, rtf_gives_its_words_or_the_page_wrapped_in_it)
{
	static const struct {
		const char *rtf, *words;
		bool html;
	} cases[] = {
		{"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Dear \\'a350\\par two\\tab "
		 "\\b three\\b0}",
			"Dear \xC2\xA3"
			"50\ntwo\tthree",
			false},
		{"{\\rtf1 \\u8364?5 \\{x\\} {\\*\\generator no;}\\ldblquote y\\rdblquote}",
			"\xE2\x82\xAC"
			"5 {x} \xE2\x80\x9Cy\xE2\x80\x9D",
			false},
		{"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 "
		 "words{\\*\\htmltag72 </p>}\\htmlrtf }\\htmlrtf0 }",
			"<p>words</p>", true},
		{"{\\rtf1 open {deep", "open deep", false},
		{"\\", "", false},
		{"{\\rtf1 a\\'", "a", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;
		bool html;

		bdl_rtf_words(cases[i].rtf, strlen(cases[i].rtf), &out, &html);
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i].words, "%s", cases[i].rtf);
		cr_expect_eq(html, cases[i].html);
		bdl_buffer_release(&out);
	}
}

/* ---- .msg ---- */

static void add_stream(GsfOutfile *folder, const char *name, const void *bytes, size_t length)
{
	GsfOutput *stream = gsf_outfile_new_child(folder, name, FALSE);

	gsf_output_write(stream, length, bytes);
	gsf_output_close(stream);
	g_object_unref(stream);
}

#define ADD(folder, tag, text) add_stream(folder, "__substg1.0_" tag, text, strlen(text))

static GsfOutfile *add_folder(GsfOutfile *folder, const char *name)
{
	return GSF_OUTFILE(gsf_outfile_new_child(folder, name, TRUE));
}

static void close_folder(GsfOutfile *folder)
{
	gsf_output_close(GSF_OUTPUT(folder));
	g_object_unref(folder);
}

/* A table of properties whose one entry is the time of submission: 2023-06-10 23:30 UTC. */
static void add_table(GsfOutfile *folder, size_t head)
{
	const uint64_t ticks = (UINT64_C(1686439800) + UINT64_C(11644473600)) * 10000000;
	unsigned char bytes[48] = {0};

	bytes[head] = 0x40;
	bytes[head + 2] = 0x39;
	for (size_t i = 0; i < 8; i++)
		bytes[head + 8 + i] = (unsigned char)(ticks >> 8 * i);
	add_stream(folder, "__properties_version1.0", bytes, head + 16);
}

static void add_recipient(GsfOutfile *root)
{
	GsfOutfile *folder = add_folder(root, "__recip_version1.0_#00000000");
	unsigned char table[24] = {[8] = 3, [10] = 0x15, [11] = 0x0C, [16] = 2};

	add_stream(folder, "__properties_version1.0", table, sizeof(table));
	ADD(folder, "3001001E", "Ms A");
	ADD(folder, "39FE001E", "a@example.org");
	close_folder(folder);
}

static void make_msg(struct bdl_buffer *out)
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *root, *file, *inner;

	gsf_init();
	root = gsf_outfile_msole_new(memory);
	add_table(root, 32);
	add_stream(root, "__substg1.0_0037001F", "C\0a\0f\0\xE9\0 \0b\0i\0l\0l\0", 18);
	ADD(root, "1000001E",
		"Dear Sir,\r\nit cost \xA3"
		"50.");
	ADD(root, "0C1A001E", "Mr R");
	ADD(root, "5D01001E", "r@example.org");
	ADD(root, "1035001E", "<id.1@example.org>");
	add_recipient(root);
	file = add_folder(root, "__attach_version1.0_#00000000");
	ADD(file, "3707001E", "note of call.txt");
	ADD(file, "37010102", "a note");
	close_folder(file);
	file = add_folder(root, "__attach_version1.0_#00000001");
	inner = add_folder(file, "__substg1.0_3701000D");
	add_table(inner, 24);
	ADD(inner, "0037001E", "Inside");
	ADD(inner, "1000001E", "Inner words");
	close_folder(inner);
	close_folder(file);
	gsf_output_close(GSF_OUTPUT(root));
	bdl_buffer_add(out, gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
		(size_t)gsf_output_size(memory));
	g_object_unref(root);
	g_object_unref(memory);
}

Test(outlook, a_message_is_shown_with_all_that_is_attached)
{
	struct bdl_buffer msg = BDL_BUFFER_INIT, b = BDL_BUFFER_INIT;
	struct made m, inside;

	make_msg(&msg);
	read_evidence(&m, bdl_buffer_string(&msg), msg.length, "letter.msg");
	cr_expect_str_eq(m.facts.format, "msg");
	cr_assert(m.facts.shown);
	cr_expect_str_eq(m.facts.title, "Caf\xC3\xA9 bill");
	cr_expect_str_eq(m.facts.sender, "Mr R <r@example.org>");
	cr_expect_str_eq(m.facts.message_id, "id.1@example.org");
	words_of(&m, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Copy to Ms A <a@example.org>"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Sunday 11 June 2023, 00:30 (UK time)"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "it cost \xC2\xA3"
							 "50."));
	expect_inner(&m, 0, "note of call.txt", "a note");
	expect_inner(&m, 1, "Inside.msg", NULL);
	bdl_buffer_clear(&b);
	/* what is inside is a whole file of its own */
	read_evidence(&inside, m.inner.data + m.facts.inner[1].at, (size_t)m.facts.inner[1].length,
		"Inside.msg");
	cr_expect_str_eq(inside.facts.title, "Inside");
	cr_expect_eq(inside.facts.date_count, 1);
	words_of(&inside, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Inner words"));
	unmake(&inside);
	unmake(&m);
	bdl_buffer_release(&msg);
	bdl_buffer_release(&b);
}

Test(outlook, damage_in_a_message_does_no_harm)
{
	struct bdl_buffer msg = BDL_BUFFER_INIT;

	make_msg(&msg);
	for (size_t i = 512; i < msg.length; i += 487) {
		char kept = msg.data[i];
		struct made m;

		msg.data[i] = (char)(kept ^ 0x55);
		read_evidence(&m, msg.data, i % 2 ? msg.length : msg.length - 700, "letter.msg");
		unmake(&m);
		msg.data[i] = kept;
	}
	bdl_buffer_release(&msg);
}

/* ---- winmail.dat ---- */

static void put_little(struct bdl_buffer *b, uint32_t value, int count)
{
	for (int i = 0; i < count; i++)
		bdl_buffer_byte(b, (char)(value >> 8 * i & 255));
}

static void put_attribute(
	struct bdl_buffer *b, char level, uint32_t id, const void *bytes, size_t length)
{
	bdl_buffer_byte(b, level);
	put_little(b, id, 4);
	put_little(b, (uint32_t)length, 4);
	bdl_buffer_add(b, bytes, length);
	put_little(b, 0, 2);
}

#define PUT(b, level, id, text) put_attribute(b, level, id, text, sizeof(text) - 1)

static void make_tnef(struct bdl_buffer *b)
{
	put_little(b, 0x223E9F78, 4);
	put_little(b, 1, 2);
	PUT(b, 1, 0x00018004, "The bill\0");
	PUT(b, 1, 0x00038005, "\xE7\x07\x02\0\x0A\0\x17\0\x1E\0\0\0\5\0");
	PUT(b, 1, 0x0002800C, "Please pay.\0");
	/* a string of a company's own, then the sender's name */
	PUT(b, 1, 0x00069003,
		"\2\0\0\0"
		"\x1E\0\1\x80"
		"0123456789abcdef\1\0\0\0\4\0\0\0a\0b\0\1\0\0\0\2\0\0\0x\0\0\0"
		"\x1E\0\x1A\x0C\1\0\0\0\5\0\0\0Mr R\0\0\0\0");
	PUT(b, 2, 0x00069002, "\1\0");
	PUT(b, 2, 0x00018010, "a.txt\0");
	PUT(b, 2, 0x0006800F, "a note");
	PUT(b, 2, 0x00069002, "\1\0");
	PUT(b, 2, 0x0006800F, "BILL");
	PUT(b, 2, 0x00069005, "\1\0\0\0\x1E\0\7\x37\1\0\0\0\x0D\0\0\0the bill.txt\0\0\0\0");
}

Test(outlook, winmail_dat_is_shown_with_all_that_is_attached)
{
	struct bdl_buffer tnef = BDL_BUFFER_INIT, b = BDL_BUFFER_INIT;
	struct made m;

	make_tnef(&tnef);
	read_evidence(&m, tnef.data, tnef.length, "winmail.dat");
	cr_expect_str_eq(m.facts.format, "tnef");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_NONE);
	cr_expect_str_eq(m.facts.title, "The bill");
	cr_expect_str_eq(m.facts.sender, "Mr R");
	cr_assert_eq(m.facts.date_count, 1);
	cr_expect_eq(m.facts.dates[0].day.day, 10);
	words_of(&m, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Please pay."));
	cr_assert_eq(m.facts.inner_count, 2);
	expect_inner(&m, 0, "a.txt", "a note");
	expect_inner(&m, 1, "the bill.txt", "BILL");
	unmake(&m);
	bdl_buffer_release(&b);
	bdl_buffer_release(&tnef);
}

Test(outlook, a_winmail_dat_that_breaks_off_is_shown_as_far_as_it_goes)
{
	struct bdl_buffer tnef = BDL_BUFFER_INIT;

	make_tnef(&tnef);
	for (size_t n = 8; n < tnef.length; n += 13) {
		struct made m;

		read_evidence(&m, tnef.data, n, "winmail.dat");
		cr_expect(m.facts.shown);
		unmake(&m);
	}
	for (size_t i = 6; i < tnef.length; i += 7) {
		char kept = tnef.data[i];
		struct made m;

		tnef.data[i] = '\xFF';
		read_evidence(&m, tnef.data, tnef.length, "winmail.dat");
		unmake(&m);
		tnef.data[i] = kept;
	}
	bdl_buffer_release(&tnef);
}
