/*
 * Office documents: the words where there is no layout, what is locked, what pages do not show;
 * and, where LibreOffice is installed, its pages.
 */
#include "read/office.h"
#include "read/office_kit.h"
#include "reading_fixture.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- documents made here ---- */

static void put(struct bdl_buffer *out, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		bdl_buffer_byte(out, (char)(value >> (8 * i) & 0xff));
}

static uint32_t crc_of(const char *text)
{
	uint32_t crc = 0xffffffff;

	for (; *text; text++) {
		crc ^= (unsigned char)*text;
		for (int i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static void put_entry(struct bdl_buffer *out, const char *name, const char *text)
{
	put(out, 0, 2); /* stored */
	put(out, 0, 4);
	put(out, crc_of(text), 4);
	put(out, (uint32_t)strlen(text), 4);
	put(out, (uint32_t)strlen(text), 4);
	put(out, (uint32_t)strlen(name), 2);
}

/* A zip file of members that are stored as they are; members: name, text, name, text, ..., NULL. */
static void make_zip(struct bdl_buffer *out, const char *const *members)
{
	struct bdl_buffer directory = BDL_BUFFER_INIT;
	uint32_t count = 0, start;

	for (; members[0]; members += 2, count++) {
		uint32_t at = (uint32_t)out->length;

		bdl_buffer_add(out, "PK\3\4\x14\0\0\0", 8);
		put_entry(out, members[0], members[1]);
		put(out, 0, 2);
		bdl_buffer_text(out, members[0]);
		bdl_buffer_text(out, members[1]);
		bdl_buffer_add(&directory, "PK\1\2\x14\0\x14\0\0\0", 10);
		put_entry(&directory, members[0], members[1]);
		put(&directory, 0, 2);
		put(&directory, 0, 8);
		put(&directory, 0, 2);
		put(&directory, at, 4);
		bdl_buffer_text(&directory, members[0]);
	}
	start = (uint32_t)out->length;
	bdl_buffer_add(out, directory.data, directory.length);
	bdl_buffer_add(out, "PK\5\6\0\0\0\0", 8);
	put(out, count, 2);
	put(out, count, 2);
	put(out, (uint32_t)directory.length, 4);
	put(out, start, 4);
	put(out, 0, 2);
	bdl_buffer_release(&directory);
}

#define TYPES                                                                                      \
	"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"    \
	"content-types\"><Default Extension=\"rels\" ContentType=\"application/"                   \
	"vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "              \
	"ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" "              \
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml."            \
	"document.main+xml\"/></Types>"
#define RELS                                                                                       \
	"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/" \
	"2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/" \
	"officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"        \
	"</Relationships>"
#define WORDS(body)                                                                                \
	"<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/"          \
	"wordprocessingml/2006/main\"><w:body>" body "</w:body></w:document>"
#define PARAGRAPH(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define SAVED                                                                                      \
	"<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"c\" xmlns:dcterms=\"d\" "            \
	"xmlns:xsi=\"x\"><dcterms:modified xsi:type=\"dcterms:W3CDTF\">2021-06-07T10:00:00Z"       \
	"</dcterms:modified></cp:coreProperties>"

/* A Word file with this body. */
static void make_word(struct bdl_buffer *out, const char *document)
{
	const char *const members[] = {"[Content_Types].xml", TYPES, "_rels/.rels", RELS,
		"word/document.xml", document, "docProps/core.xml", SAVED, NULL};

	make_zip(out, members);
}

static const struct bdl_candidate *find_date(const struct made *m, enum bdl_date_source source)
{
	for (size_t i = 0; i < m->facts.date_count; i++)
		if (m->facts.dates[i].source == source)
			return &m->facts.dates[i];
	return NULL;
}

static bool warns_of(const struct made *m, const char *words)
{
	for (size_t i = 0; m->facts.warnings && m->facts.warnings[i]; i++)
		if (strstr(m->facts.warnings[i], words))
			return true;
	return false;
}

/* ---- words without layout ---- */

Test(office, the_words_of_rich_text)
{
	static const char *const cases[][2] = {
		{"{\\rtf1\\ansi Dear CMS\\par Yours}", "Dear CMS\nYours"},
		{"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title x}}Text}", "Text"},
		{"{\\rtf1\\ansi\\ansicpg1252 \\'a3500 \\u8364?5}", "\xC2\xA3"
								   "500 \xE2\x82\xAC"
								   "5"},
		{"{\\rtf1 a\\{b\\}c\\\\d}", "a{b}c\\d"},
		{"{\\rtf1 {{{{{{{{open", "open"},
		{"{\\rtf1 x}}}}}} y", "x y"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;

		bdl_office_rtf(cases[i][0], strlen(cases[i][0]), &out);
		while (out.length &&
			(out.data[out.length - 1] == '\n' || out.data[out.length - 1] == ' '))
			out.data[--out.length] = '\0';
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i][1], "case %zu: %s", i,
			bdl_buffer_string(&out));
		bdl_buffer_release(&out);
	}
}

Test(office, the_words_of_a_word_file_and_of_a_page_of_html)
{
	struct bdl_buffer docx = BDL_BUFFER_INIT;
	const char *html = "<html><body><h1>Dear CMS</h1><p>10 February 2023</p></body></html>";
	struct bdl_reading r = {.name = "a.docx", .output_limit = 1u << 30, .inner = -1, .ocr = ""};
	char folder[64];

	make_word(&docx, WORDS(PARAGRAPH("Dear CMS") PARAGRAPH("10 February 2023")));
	for (int i = 0; i < 2; i++) {
		struct made m = {0};
		FILE *out;

		temporary(folder);
		out = file_of(folder, "out", "", 0);
		r.output = fileno(out);
		r.scratch = folder;
		r.arena = &m.arena;
		r.facts = &m.facts;
		m.facts.format = i ? "html" : "docx";
		m.facts.text = "";
		cr_assert_eq(bdl_office_words(&r,
				     i ? (const unsigned char *)html : (unsigned char *)docx.data,
				     i ? strlen(html) : docx.length, &m.err),
			1, "%s", m.err.message);
		cr_expect(strstr(m.facts.text, "Dear CMS") &&
				  strstr(m.facts.text, "10 February 2023"),
			"%s", m.facts.text);
		cr_expect_eq(m.facts.pages, 1);
		cr_expect(warns_of(&m, "The layout is not kept"));
		cr_assert_eq(m.facts.date_count, 1);
		cr_expect_eq(m.facts.dates[0].day.day, 10);
		fclose(out);
		bdl_remove_tree(AT_FDCWD, folder);
		unmake(&m);
	}
	bdl_buffer_release(&docx);
}

/* ---- what is told before anything is drawn ---- */

Test(office, what_is_locked_or_holds_more_than_its_pages_show)
{
	const char *const locked[] = {"mimetype", "application/vnd.oasis.opendocument.text",
		"META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "x", NULL};
	const char *const macros[] = {"word/document.xml", WORDS("<w:ins w:id=\"1\"/>"),
		"word/vbaProject.bin", "x", "word/embeddings/a.xlsx", "x", NULL};
	struct bdl_buffer zip = BDL_BUFFER_INIT;
	struct bdl_office_contents c;

	make_zip(&zip, locked);
	cr_expect(bdl_office_locked("odt", (unsigned char *)zip.data, zip.length));
	bdl_buffer_clear(&zip);
	make_zip(&zip, macros);
	cr_expect_not(bdl_office_locked("docx", (unsigned char *)zip.data, zip.length));
	c = bdl_office_look((unsigned char *)zip.data, zip.length);
	cr_expect(c.macros && c.changes && c.embedded && !c.clock);
	bdl_buffer_release(&zip);
}

Test(office, a_date_that_is_always_today)
{
	static const struct {
		const char *body;
		bool clock;
	} cases[] = {
		{"<w:p><w:r><w:instrText xml:space=\"preserve\"> DATE \\@ \"d MMMM yyyy\" "
		 "</w:instrText></w:r></w:p>",
			true},
		{"<w:p><w:fldSimple w:instr=\" DATE \\@ "
		 "d\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>",
			true},
		{PARAGRAPH("The DATE of this letter"), false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *const members[] = {"word/document.xml", cases[i].body, NULL};
		struct bdl_buffer zip = BDL_BUFFER_INIT;

		make_zip(&zip, members);
		cr_expect_eq(bdl_office_look((unsigned char *)zip.data, zip.length).clock,
			cases[i].clock, "case %zu", i);
		bdl_buffer_release(&zip);
	}
}

/* ---- through LibreOffice ---- */

#define SKIP_WITHOUT_OFFICE()                                                                      \
	do {                                                                                       \
		if (!bdl_office_present())                                                         \
			cr_skip_test("LibreOffice is not installed: its pages are not tested");    \
	} while (0)

Test(office, a_word_file_has_its_own_pages, .timeout = 60)
{
	struct bdl_buffer docx = BDL_BUFFER_INIT;
	const struct bdl_candidate *saved;
	struct made m;

	SKIP_WITHOUT_OFFICE();
	make_word(&docx, WORDS(PARAGRAPH("Date: 10 February 2023") PARAGRAPH(
				 "Dear CMS") "<w:p><w:r><w:br "
					     "w:type=\"page\"/></w:r></w:p>" PARAGRAPH("Yours")));
	read_evidence(&m, docx.data, docx.length, "letter.docx");
	cr_expect_str_eq(m.facts.format, "docx");
	cr_assert(m.facts.shown, "%s", m.facts.detail);
	cr_expect_eq(m.facts.pages, 2);
	cr_expect_not_null(strstr(m.facts.text, "Dear CMS"));
	cr_expect_not(warns_of(&m, "layout"));
	cr_assert_not_null(find_date(&m, BDL_FROM_TEXT));
	cr_expect_eq(find_date(&m, BDL_FROM_TEXT)->day.day, 10);
	saved = find_date(&m, BDL_FROM_METADATA);
	cr_assert_not_null(saved, "the day of the last change");
	cr_expect_eq(saved->day.year, 2021, "by its own account, not the day of the conversion");
	unmake(&m);
	bdl_buffer_release(&docx);
}

Test(office, a_date_made_by_the_clock_is_not_the_documents, .timeout = 60)
{
	struct bdl_buffer docx = BDL_BUFFER_INIT;
	struct made m;

	SKIP_WITHOUT_OFFICE();
	make_word(&docx, WORDS("<w:p><w:fldSimple w:instr=\" DATE \\@ &quot;d MMMM yyyy&quot; "
			       "\"><w:r><w:t>1 May 2020</w:t></w:r>"
			       "</w:fldSimple></w:p>" PARAGRAPH("Dear CMS")));
	read_evidence(&m, docx.data, docx.length, "letter.docx");
	cr_assert(m.facts.shown);
	cr_expect(warns_of(&m, "a date that changes whenever it is opened"));
	cr_expect_null(find_date(&m, BDL_FROM_TEXT));
	unmake(&m);
	bdl_buffer_release(&docx);
}

Test(office, what_is_no_document_is_damaged_and_no_crash, .timeout = 60)
{
	static const char *const members[] = {
		"[Content_Types].xml", TYPES, "word/document.xml", "<w:doc", NULL};
	struct bdl_buffer docx = BDL_BUFFER_INIT;
	struct made m;

	SKIP_WITHOUT_OFFICE();
	make_zip(&docx, members);
	read_evidence(&m, docx.data, docx.length, "letter.docx");
	cr_expect_eq(m.facts.reason, BDL_REASON_NOT_YET, "a whole file that LibreOffice refuses");
	cr_expect_not_null(strstr(m.facts.detail, "LibreOffice does not open"));
	unmake(&m);
	read_evidence(&m, docx.data, docx.length - 60, "letter.docx");
	cr_expect_not(m.facts.shown);
	cr_expect_neq(m.facts.reason, BDL_REASON_NONE, "cut short");
	unmake(&m);
	bdl_buffer_release(&docx);
}
